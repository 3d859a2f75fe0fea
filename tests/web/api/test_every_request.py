"""Requests that a program makes up from the description: none breaks the desk, and each answer is as described.

Schemathesis draws what the description allows, and what it does not. The examples are few, and the same each time.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from starlette.testclient import TestClient
from tests.web.conftest import ARTICLE, ORIGIN, PORT

from claimtrack.services.desk import Desk
from claimtrack.services.door import tokens
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Scope
from claimtrack.web.api import bearers
from claimtrack.web.api.description import described
from claimtrack.web.door import Door
from claimtrack.web.site import application

_BASE = f"{ORIGIN}/api/v1"
_NOTHING_WRONG = {"/me", "/sources/{name}"}
"""Where nothing that can be sent is against the description."""
_EXAMPLES = {GenerationMode.POSITIVE: 4, GenerationMode.NEGATIVE: 4}


def _operations() -> Iterator[Any]:
    # Each request is sent with a token: that none comes in without is tested by hand, for every address.
    document = described()
    del document["security"]
    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        operation: Any = found
        yield operation.ok()


@pytest.fixture
def client(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Give a client that may ask as often as it likes, before a desk with an article and a piece of evidence."""
    monkeypatch.setattr(bearers.Pace, "take", lambda _, __: None)
    secret, _ = tokens.make(desk, "whatever", tuple(Scope))
    client = TestClient(application(desk, Door(PORT)), base_url=ORIGIN, headers={"authorization": f"Bearer {secret}"})
    assert client.post("/api/v1/articles", json={"text": ARTICLE, "title": "Bridge"}).status_code == 201
    piece = {"stance": "context", "note": "I was there", "basis": "firsthand", "source": "A", "new_source": True}
    sent = client.post("/api/v1/claims/1/evidence", json=piece, headers={"if-match": "*"})
    assert sent.status_code == 200, sent.text
    return client


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_request_breaks_the_desk_and_each_answer_is_as_described(
    client: TestClient, desk: Desk, mode: GenerationMode
) -> None:
    answered: dict[int, int] = {}
    for operation in _operations():
        if mode is GenerationMode.NEGATIVE and operation.path in _NOTHING_WRONG:
            continue

        @seed(22)
        @settings(
            max_examples=_EXAMPLES[mode],
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def each(case: Case[Any]) -> None:
            answer = _sent(client, case)
            answered[answer.status_code] = answered.get(answer.status_code, 0) + 1
            case.validate_response(answer, excluded_checks=_NOT_OURS)

        each()
    assert verify(desk).problems == ()
    assert sum(answered.values()) > 120
    expected = {GenerationMode.POSITIVE: 200, GenerationMode.NEGATIVE: 422}[mode]
    assert answered[expected] > 20, answered


def _sent(client: TestClient, case: Case[Any]) -> Any:
    sent = case.as_transport_kwargs(base_url=_BASE)
    headers = {name: value for name, value in sent.pop("headers").items() if name.lower() != "authorization"}
    known = {name: sent[name] for name in ("json", "content", "data", "params") if sent.get(name) is not None}
    if isinstance(known.get("data"), bytes | str):
        known["content"] = known.pop("data")
    return client.request(sent["method"], sent["url"], headers=headers, **known)


schemathesis.checks.load_all_checks()
# What is drawn as right is right by its form; whether the record allows it is another question.
_NOT_OURS: Any = schemathesis.checks.CHECKS.get_by_names(["positive_data_acceptance"])
