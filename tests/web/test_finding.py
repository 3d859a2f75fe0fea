"""Passages that may bear on a claim, found on its page in the evidence on record, and taken by a button."""

import re

import pytest
from tests.web.conftest import ORIGIN, Browser, form_of, told

from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment
from claimtrack.services.evidence.terms import NewTerms, put_right
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import Stance, Visibility
from claimtrack.web import finding

_CLAIM = 4
_TEXT = "The hospital's own list was read out. In all 12 workers were injured on <b>Monday</b>. Nothing else was said."
_PASSAGE = "In all 12 workers were injured on <b>Monday</b>."


@pytest.fixture
def held(reading: Browser) -> Browser:
    """Give a desk whose claim 1 has a piece that bears on claim 4."""
    sent = reading.send(
        "/claims/1",
        "/claims/1/evidence",
        stance="context",
        source="The hospital",
        new_source="on",
        file=("list <i>.txt", _TEXT.encode()),
    )
    assert "is attached" in told(sent)
    return reading


def _found(browser: Browser, *, status: int = 200) -> str:
    return browser.send(f"/claims/{_CLAIM}", f"/claims/{_CLAIM}/find", status=status)


def _take(browser: Browser, page: str, stance: str) -> str:
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    (form,) = [one for one in forms if 'name="held"' in one]
    fields = form_of(form, f"/claims/{_CLAIM}/evidence") | {"stance": stance, "basis": "record"}
    answer = browser.client.post(f"/claims/{_CLAIM}/evidence", data=fields, headers={"origin": ORIGIN})
    assert answer.status_code == 200, told(answer.text)
    return answer.text


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_a_passage_is_found_and_taken_by_a_button(held: Browser, desk: Desk) -> None:
    page = _found(held)
    assert "1 passage may bear on it" in page
    assert "<b>Monday" not in page
    assert "list &lt;i&gt;.txt" in page
    (opened,) = [one[0] for one in log.stream(desk, log.Asked(newest=1))]
    assert (opened.who, opened.what) == ("ana", "opened evidence 1")
    assert "evidence 1 is attached" in told(_take(held, page, "supports"))
    (piece,) = show(desk, _CLAIM).entry.evidence
    assert (piece.number, piece.stance, piece.excerpt, piece.source) == (1, Stance.SUPPORTS, _PASSAGE, "The hospital")
    assert "withdraw it first" in _found(held)
    assert verify(desk).problems == ()


def test_nothing_found_is_told_and_nothing_is_on_record(reading: Browser, desk: Desk) -> None:
    before = log.count(desk, log.Asked())
    assert "0 passages may bear on it" in _found(reading)
    assert log.count(desk, log.Asked()) == before


def test_a_piece_that_takes_a_reason_is_named_and_not_shown(held: Browser, desk: Desk) -> None:
    desk.enact(put_right, 1, Amendment(), NewTerms(visibility=Visibility.RESTRICTED), reason="a witness is named in it")
    page = _found(held)
    assert "opened only for a reason" in page
    assert "In all 12 workers" not in page
    form = form_of(held.page(f"/claims/{_CLAIM}"), f"/claims/{_CLAIM}/evidence")
    fields = form | {"held": "1", "stance": "supports", "excerpt": _PASSAGE, "basis": "record"}
    answer = held.client.post(f"/claims/{_CLAIM}/evidence", data=fields, headers={"origin": ORIGIN})
    assert answer.status_code == 409
    assert show(desk, _CLAIM).entry.evidence == ()


def test_what_takes_too_long_is_left_and_told(held: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "SECONDS", -1.0)
    page = _found(held)
    assert "1 piece of evidence was not searched: it took too long" in told(page)
    assert "0 passages may bear on it" in page


def test_two_search_at_a_time_and_a_third_is_told(held: Browser, desk: Desk) -> None:
    with finding._AT_ONCE, finding._AT_ONCE:
        assert "others are searching" in told(_found(held, status=409))
    assert "1 passage may bear on it" in _found(held)
    assert look(desk, [_CLAIM]).versions[_CLAIM] == 1


@pytest.mark.parametrize("held_as", ["99", "x", "-1", "9" * 30])
def test_a_piece_that_is_not_there_is_refused(held: Browser, desk: Desk, held_as: str) -> None:
    form = form_of(held.page(f"/claims/{_CLAIM}"), f"/claims/{_CLAIM}/evidence")
    fields = form | {"held": held_as, "stance": "supports", "basis": "record"}
    answer = held.client.post(f"/claims/{_CLAIM}/evidence", data=fields, headers={"origin": ORIGIN})
    assert answer.status_code in {404, 422}, told(answer.text)
    assert show(desk, _CLAIM).entry.evidence == ()


def test_a_piece_and_a_file_are_given_one_at_a_time(held: Browser) -> None:
    sent = held.send(
        f"/claims/{_CLAIM}",
        f"/claims/{_CLAIM}/evidence",
        status=422,
        held="1",
        note="I was there",
        stance="supports",
        basis="firsthand",
    )
    assert "one of these at a time" in told(sent)


def test_a_file_that_was_refused_is_asked_for_again(reading: Browser) -> None:
    sent = reading.send(
        "/claims/1", "/claims/1/evidence", status=422, stance="supports", excerpt="nowhere", file=("<u>.txt", b"words")
    )
    assert "Nothing was kept of <bdi>&lt;u&gt;.txt</bdi>: choose it again." in sent
    assert "choose it again" not in reading.page("/claims/1")
