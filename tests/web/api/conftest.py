"""A program that speaks to the API, with a token of its own."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import ARTICLE, ORIGIN, PORT

from claimtrack.clock import Clock
from claimtrack.config import Place
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.door import tokens
from claimtrack.services.reviewers import add
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import Role, Scope
from claimtrack.web.door import Door
from claimtrack.web.site import application

EVERYTHING = tuple(Scope)


@dataclass(frozen=True, slots=True)
class Program:
    """A client that shows a token; asks and has things done, and looks at what it is answered."""

    client: TestClient

    def get(self, path: str, *, status: int = 200, **headers: str) -> Any:
        """Ask for something."""
        answer = self.client.get(f"/api/v1{path}", headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def tag(self, claim: int) -> str:
        """Return the tag of a claim as it stands."""
        return str(self.client.get(f"/api/v1/claims/{claim}").headers["etag"])

    def post(
        self, path: str, *, status: int = 200, match: str | None = "*", key: str | None = None, **body: Any
    ) -> Any:
        """Have something done."""
        headers = {} if match is None else {"if-match": match}
        headers |= {} if key is None else {"idempotency-key": key}
        answer = self.client.post(f"/api/v1{path}", json=body, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()


@pytest.fixture
def desk(place: Place, clock: Clock) -> Iterator[Desk]:
    """Give an opened workspace in which ana, its admin, acts; ben reviews, and vera looks on."""
    create(place, reviewer="ana", clock=clock)
    opened = open_desk(place, reviewer="ana", clock=clock)
    opened.enact(add, "ben", role=Role.REVIEWER)
    opened.enact(add, "vera", role=Role.VIEWER)
    yield opened
    opened.database.dispose()


@pytest.fixture
def program(desk: Desk) -> Callable[..., Program]:
    """Give a way to have a program of one's own, which acts for somebody within some scopes."""
    app = application(replace(desk, reviewer=""), Door(PORT))

    def speaking(name: str = "ana", scopes: tuple[Scope, ...] = EVERYTHING, token: str | None = None) -> Program:
        secret = token or tokens.make(desk, "a test", scopes, person=name)[0]
        return Program(TestClient(app, base_url=ORIGIN, headers={"authorization": f"Bearer {secret}"}))

    return speaking


@pytest.fixture
def reading(program: Callable[..., Program]) -> Program:
    """Give one that put an article on record."""
    ana = program()
    ana.post("/articles", status=201, text=ARTICLE, title="Harbour bridge closed", outlet="Harbour Courier")
    return ana


def problem_of(answer: Any) -> tuple[int, str]:
    """Return the status and the kind of what was refused, which is told as the standard says."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert set(body) == {"type", "title", "status", "detail", "remedies"}
    assert body["status"] == answer.status_code
    return answer.status_code, body["type"].removeprefix("urn:claimtrack:problem:")
