"""A desk shown in a browser: a client that came through its door, and one that stands before it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.web.played import launched

from claimtrack.clock import Clock
from claimtrack.config import Place
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.reviewers import add
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import Role
from claimtrack.web.door import Door
from claimtrack.web.site import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

PORT = 8123
ORIGIN = f"http://127.0.0.1:{PORT}"
ARTICLE = """Harbour bridge closed after cracks found

The port authority said the bridge was closed on Monday.

"Nobody was hurt," mayor Lena Orr said.

The union said that 12 workers were injured, which could not be independently confirmed.
"""


@pytest.fixture(scope="module")
def chromium(program: Callable[[str], str]) -> "Iterator[Chromium]":
    """Give Debian's Chromium."""
    with launched(program("chromium")) as running:
        yield running


@dataclass(frozen=True, slots=True)
class Browser:
    """A client with the ways of a browser: forms carry the page's token and version, and where they come from."""

    client: TestClient

    def page(self, address: str, *, status: int = 200) -> str:
        """Open a page."""
        answer = self.client.get(address)
        assert answer.status_code == status, told(answer.text)
        return answer.text

    def send(
        self, page: str, action: str, *, status: int = 200, file: tuple[str, bytes] | None = None, **fields: str
    ) -> str:
        """Fill in the form of a page that goes to ``action``, and send it; gives the page that follows."""
        form = form_of(self.page(page), action)
        files = {"file": file} if file is not None else None
        answer = self.client.post(action, data=form | fields, files=files, headers={"origin": ORIGIN})
        assert answer.status_code == status, told(answer.text)
        return answer.text


def form_of(page: str, action: str) -> dict[str, str]:
    """Return the hidden fields of the form that goes to ``action``."""
    found = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert found is not None, f"no form goes to {action}"
    return {
        name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', found[0])
    }


def told(page: str) -> str:
    """Return what a page tells first: what was done, or refused."""
    found = re.findall(r'<div class="(?:told|problem)".*?</div>', page, re.DOTALL)
    return unescape(re.sub("<[^>]+>", "", " ".join(found)))


@pytest.fixture
def desk(place: Place, clock: Clock) -> Iterator[Desk]:
    """Give an opened workspace in which ana, its admin, acts, and ben reviews."""
    create(place, reviewer="ana", clock=clock)
    opened = open_desk(place, reviewer="ana", clock=clock)
    opened.enact(add, "ben", role=Role.REVIEWER)
    yield opened
    opened.database.dispose()


@pytest.fixture
def opened(desk: Desk) -> Callable[..., Browser]:
    """Give a way to open the desk in a browser of its own, in which somebody acts."""

    def open_for(name: str = "ana") -> Browser:
        door = Door(PORT)
        client = TestClient(application(replace(desk, reviewer=name), door), base_url=ORIGIN)
        assert client.get("/enter", params={"key": door.key}).status_code == 200
        return Browser(client)

    return open_for


@pytest.fixture
def browser(opened: Callable[..., Browser]) -> Browser:
    """Give a browser in which ana looks at an empty desk."""
    return opened()


@pytest.fixture
def reading(browser: Browser) -> Browser:
    """Give one in which an article was added."""
    page = browser.send("/add", "/add", text=ARTICLE, title="Harbour bridge closed", outlet="Harbour Courier")
    assert "statements were read" in told(page)
    return browser
