"""Fast hands, in Chromium: words moved and speakers put right by keys, counted; drafts, undo, and many decisions."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import ARTICLE
from tests.web.played import Person, listening, person

from claimtrack.services.articles import repair
from claimtrack.services.articles.ingest import Given
from claimtrack.services.articles.ingest_many import ingest_many
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import gather, show
from claimtrack.vocabulary import Status

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SPLIT = """Bridge

"Nobody was hurt," mayor Lena Orr said 😀. "The bridge is safe and it stays open." Dana Vos, of the union, said that
twelve workers were injured on Monday.
"""


@pytest.fixture
def ana(desk: Desk, chromium: "Browser") -> Iterator[Person]:
    """Give ana at a desk with an article; nothing may have failed in her browser at the end."""
    _add(desk, ARTICLE)
    with listening(desk) as door:
        found = person(chromium, door)
        yield found
        assert found.errors == []
        found.page.context.close()


def _add(desk: Desk, text: str) -> None:
    (done,) = ingest_many(desk, [Input(text.encode(), "article.txt")], Given("Harbour bridge", "Harbour Courier"))
    assert hasattr(done, "claims")


def _claim(desk: Desk, words: str) -> int:
    found = [one for article in gather(desk).articles for one in article.claims if words in one.text]
    return found[0].number


def test_a_wrong_speaker_is_put_right_in_three_keys_and_two_seconds(ana: Person, desk: Desk) -> None:
    number = _claim(desk, "12 workers")
    ana.go(f"/claims/{number}")
    before = show(desk, number).entry.speaker
    begun = time.monotonic()
    ana.sends("p", "1", "Enter")
    assert ana.keys == 3
    assert not TIMED or time.monotonic() - begun < 2
    assert "was corrected" in ana.told
    assert show(desk, number).entry.speaker not in {None, before}
    ana.sends("u")
    assert "says again what it said" in ana.told
    assert show(desk, number).entry.speaker == before


def test_a_speaker_is_typed_where_nobody_near_is_meant(ana: Person, desk: Desk) -> None:
    number = _claim(desk, "12 workers")
    ana.go(f"/claims/{number}")
    ana.press("p")
    ana.types("the port authority")
    ana.sends("Enter")
    assert show(desk, number).entry.speaker == "The port authority"
    ana.press("p", "9")
    ana.page.fill('#near input[name="reason"]', "the article quotes nobody")
    ana.sends("Enter")
    assert show(desk, number).entry.own_voice is True


def test_the_mouse_takes_no_longer_way_to_a_speaker(ana: Person, desk: Desk) -> None:
    number = _claim(desk, "12 workers")
    ana.go(f"/claims/{number}")
    ana.click("#near summary")
    ana.click("#near input[data-digit='1']")
    with ana.page.expect_navigation():
        ana.click("#near button.main")
    assert ana.clicks == 3
    assert "was corrected" in ana.told


def test_wrong_words_are_put_right_in_five_keys(ana: Person, desk: Desk) -> None:
    number = _claim(desk, "the bridge was closed")
    ana.go(f"/claims/{number}")
    was = show(desk, number).entry.text
    assert was.endswith("on Monday")
    ana.sends("x", "ArrowLeft", "ArrowLeft", "Shift+ArrowRight", "Enter")
    assert ana.keys == 5
    now = show(desk, number).entry.text
    assert now == was.removesuffix(" on Monday").partition(" ")[2]
    ana.sends("u")
    assert show(desk, number).entry.text == was
    assert verify(desk).problems == ()


def test_words_go_by_sentences_and_letters_over_signs_of_two_units(ana: Person, desk: Desk) -> None:
    _add(desk, _SPLIT)
    number = _claim(desk, "twelve workers")
    ana.go(f"/claims/{number}")
    ana.sends("x", "Shift+ArrowUp", "Shift+ArrowUp", "Control+ArrowLeft", "Enter")
    entry = show(desk, number).entry
    text = gather(desk, entry.article).articles[0].text
    assert [text[start:end] for start, end in entry.spans] == [entry.text]
    assert entry.text.endswith("on Monda")
    assert entry.text.startswith('"The bridge is safe')
    ana.press("x", "Escape")
    assert ana.page.locator("#span").is_hidden()
    assert show(desk, number).entry.text == entry.text


def test_each_piece_of_split_words_is_moved_by_itself(ana: Person, desk: Desk) -> None:
    _add(desk, _SPLIT)
    number = _claim(desk, "twelve workers")
    pieces = ("The bridge is safe", "twelve workers were injured")
    desk.enact(repair.correct, look(desk, [number]), repair.Correction(quotes=pieces))
    ana.go(f"/claims/{number}")
    ana.sends("x", "ArrowLeft", "Tab", "ArrowLeft", "Shift+ArrowRight", "Enter")
    assert show(desk, number).entry.text == "bridge is twelve workers were"


def test_what_is_selected_with_the_mouse_becomes_the_words(ana: Person, desk: Desk) -> None:
    number = _claim(desk, "the bridge was closed")
    ana.go(f"/claims/{number}")
    ana.page.evaluate(
        """() => {
            const mark = document.querySelector(".mark.chosen").firstChild;
            getSelection().setBaseAndExtent(mark, 4, mark, 21);
        }"""
    )  # a drag of the mouse ends so
    ana.click("#span-begin")
    with ana.page.expect_navigation():
        ana.click("#span button.main")
    assert show(desk, number).entry.text == "bridge was closed"


def test_places_in_a_text_that_is_another_now_are_refused(ana: Person, desk: Desk) -> None:
    number = _claim(desk, "the bridge was closed")
    ana.go(f"/claims/{number}")
    ana.page.evaluate("document.querySelector('#span [name=snapshot]').value = 999")
    ana.sends("x", "ArrowLeft", "Enter")
    assert "another text since you looked" in ana.told
    assert show(desk, number).entry.text.endswith("on Monday")


def test_one_key_decides_and_one_takes_it_back(ana: Person, desk: Desk) -> None:
    number = _claim(desk, "12 workers")
    ana.go(f"/claims/{number}")
    ana.sends("V")
    assert "reason" in ana.told  # what the rules ask for is asked of a quick hand, too
    ana.press("v")
    ana.types("no list of them exists")
    ana.sends("Control+Enter")
    assert show(desk, number).entry.status is Status.UNVERIFIABLE
    ana.sends("u")
    assert show(desk, number).entry.status is Status.UNVERIFIED


def test_a_draft_outlives_its_tab_and_not_its_sending(ana: Person, desk: Desk) -> None:
    number = _claim(desk, "12 workers")
    ana.go(f"/claims/{number}")
    ana.press("d")
    ana.types("the hospital counts three")
    context = ana.page.context
    ana.page.close()
    ana.page = context.new_page()
    ana.go(f"/claims/{number}")
    assert ana.page.input_value("#verdict-reason") == "the hospital counts three"
    ana.sends("d", "Control+Enter")
    assert show(desk, number).entry.status is Status.DISPUTED
    assert ana.page.input_value("#verdict-reason") == ""


def test_what_the_keys_do_is_shown_by_one(ana: Person) -> None:
    ana.go("/")
    ana.press("?")
    shown = ana.page.locator("#keys")
    assert shown.is_visible()
    assert "by a sentence" in shown.inner_text()
    ana.press("Escape")
    assert shown.is_hidden()


def test_a_search_is_saved_in_this_browser_and_forgotten(ana: Person) -> None:
    ana.go("/?doubted=on&show=all")
    ana.page.fill("#kept-name", "<b>doubted</b>")
    ana.press("Enter")
    ana.go("/")
    ana.page.click("#kept-list a")
    ana.page.wait_for_url("**/?doubted=on&show=all")
    assert ana.page.inner_text("#kept-list a") == "<b>doubted</b>"
    ana.click("#kept-list button")
    ana.go("/")
    assert ana.page.locator("#kept-list a").count() == 0


DECISIONS = int(os.environ.get("CLAIMTRACK_DECISIONS", "30"))
"""How many verdicts one person gives in a run of the tests; `make decisions` plays 200."""
TIMED = "CLAIMTRACK_DECISIONS" in os.environ
"""Whether time is held against what was promised: others may be using the machine that tests run on."""
_A_KEY = 0.25
"""Seconds that a practised hand needs for a key."""


def test_many_decisions_by_one_person_take_their_time_in_thought_alone(desk: Desk, chromium: "Browser") -> None:
    """200 in 15 minutes are 4.5 s each: so much, with a reason of five words, what is not thought about must leave."""
    lines = "\n\n".join(f"The port authority said that pier {number} was closed." for number in range(1, DECISIONS + 1))
    _add(desk, f"Piers closed\n\n{lines}\n")
    with listening(replace(desk, reviewer="ben")) as door:
        ben = person(chromium, door)
        ben.go("/")
        ben.sends("j", "Enter")
        begun = time.monotonic()
        letters = 0
        for number in range(DECISIONS):
            ben.press("v" if number % 2 else "d")
            reason = "no record of it"
            ben.types(reason)
            letters += len(reason)
            ben.sends("Control+Enter")
            if number < DECISIONS - 1:
                ben.sends("n")
        waited = time.monotonic() - begun
        assert ben.errors == []
    decided = [one for one in gather(desk).articles[0].claims if one.status in {Status.DISPUTED, Status.UNVERIFIABLE}]
    assert len(decided) == DECISIONS
    assert ben.keys == 2 + 3 * DECISIONS - 1
    spent = waited + ben.keys * _A_KEY + letters * _A_KEY / 2
    print(f"{DECISIONS} decisions: {waited:.1f} s waited for, {spent:.1f} s with hands, {ben.keys} keys")  # noqa: T201 - for whoever runs it
    assert not TIMED or spent < 4.5 * DECISIONS
    assert verify(desk).problems == ()
