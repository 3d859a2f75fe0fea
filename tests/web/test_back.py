"""The back button, and a second tab of the same browser: what they show is old, and nothing is decided on it twice."""

from typing import TYPE_CHECKING

from tests.web.conftest import ARTICLE
from tests.web.played import listening, person

from claimtrack.services.articles.ingest import Given
from claimtrack.services.articles.ingest_many import ingest_many
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import Input
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import Status

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_back_button_sends_nothing_again_and_shows_what_is(desk: Desk, chromium: "Browser") -> None:
    list(ingest_many(desk, [Input(ARTICLE.encode(), "article.txt")], Given("Harbour bridge", "Harbour Courier")))
    with listening(desk) as door:
        ana = person(chromium, door)
        ana.go("/claims/1")
        ana.press("d")
        ana.types("nobody knows how they know")
        ana.sends("Control+Enter")
        before = log.count(desk, log.Asked())
        ana.page.go_back(wait_until="load")
        # Not the page of before from the browser's store, on which one would decide again: the claim as it is now.
        assert "disputed" in ana.page.inner_text("#claim-title")
        ana.page.go_forward(wait_until="load")
        ana.page.reload(wait_until="load")
        assert log.count(desk, log.Asked()) == before
        assert ana.errors == []
    assert verify(desk).problems == ()


def test_what_two_tabs_of_one_browser_decide_is_decided_once(desk: Desk, chromium: "Browser") -> None:
    list(ingest_many(desk, [Input(ARTICLE.encode(), "article.txt")], Given("Harbour bridge", "Harbour Courier")))
    with listening(desk) as door:
        ana = person(chromium, door)
        ana.go("/claims/1")
        other = ana.page.context.new_page()
        other.goto(f"{ana.origin}/claims/1", wait_until="load")
        ana.press("d")
        ana.types("nobody knows how they know")
        ana.sends("Control+Enter")
        other.keyboard.press("v")
        other.keyboard.type("it cannot be known")
        with other.expect_navigation(wait_until="load"):
            other.keyboard.press("Control+Enter")
        assert "was changed since you looked" in other.inner_text(".problem")
        assert other.input_value("#verdict-reason") == "it cannot be known"  # what was typed is not lost
    assert show(desk, 1).entry.status is Status.DISPUTED
    assert verify(desk).problems == ()
