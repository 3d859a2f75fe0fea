"""What the pages show and do: an article becomes claims, a claim is decided on, and what is refused says why."""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from tests.kept import file_of
from tests.web.conftest import ARTICLE, ORIGIN, Browser, form_of, told

from claimtrack.remedies import Step, do
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment
from claimtrack.services.evidence.terms import NewTerms, put_right
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.verdicts import queue
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.vocabulary import Said, Status, Visibility
from claimtrack.web import pages

_REGISTER = b"Port register. Monday: the bridge was closed to all traffic at 6 am. Signed, the harbour master.\n"


def _number(browser: Browser, words: str) -> int:
    """Return the number of the claim with these words."""
    found = re.search(
        rf'<a href="/claims/(\d+)"><span class="number">[^<]*</span> <bdi[^>]*>[^<]*{words}', browser.page("/")
    )
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_an_article_goes_from_paste_to_a_confirmed_claim_and_a_report(browser: Browser, desk: Desk) -> None:
    assert "No article is on record yet" in browser.page("/")
    text = "Bridge shut\n\nMayor Lena Orr said the bridge was closed on Monday.\n"
    page = browser.send("/add", "/add", text=text, outlet="Harbour Courier")
    assert "1 statement was read" in told(page)
    assert "the bridge was closed on Monday" in page
    claim = _number(browser, "the bridge was closed")
    done = browser.send(
        f"/claims/{claim}",
        f"/claims/{claim}/verdict",
        file=("register.txt", _REGISTER),
        to="confirmed",
        source="Harbour master",
        new_source="on",
        unaffiliated="asked him; he answers to the court alone",
        excerpt="the bridge was closed to all traffic",
    )
    assert f"claim {claim} is confirmed, independently (was unverified)" in told(done)
    assert "confirmed, independently" in browser.page("/?show=all")
    report = browser.page("/report?article=1")
    assert "the bridge was closed on Monday" in report
    assert show(desk, claim).entry.independently_confirmed
    assert verify(desk).problems == ()


def test_what_is_refused_says_why_and_keeps_what_was_typed(reading: Browser, desk: Desk) -> None:
    claim = _number(reading, "12 workers")
    before = log.count(desk, log.Asked())
    page = reading.send(
        f"/claims/{claim}", f"/claims/{claim}/verdict", status=409, to="confirmed", reason="I was told <so> & more"
    )
    assert f"claim {claim} cannot be marked confirmed" in told(page)
    assert "I was told &lt;so&gt; &amp; more</textarea>" in page
    assert f'href="/claims/{claim}?do=evidence&amp;stance=supports#evidence"' in page
    assert log.count(desk, log.Asked()) == before
    followed = reading.page(f"/claims/{claim}?do=evidence&stance=supports")
    assert re.search(r'<details class="act" id="evidence" open>', followed)
    assert re.search(r'name="stance" value="supports" checked', followed)
    assert len(re.findall("I was told", page)) == 1, "what was typed stands in the one form that was sent"


def test_nobody_decides_on_what_somebody_else_has_changed(opened: Callable[..., Browser], reading: Browser) -> None:
    other = opened("ben")
    claim = _number(reading, "Nobody was hurt")
    form = form_of(reading.page(f"/claims/{claim}"), f"/claims/{claim}/verdict")
    other.send(f"/claims/{claim}", f"/claims/{claim}/hold", do="take")
    answer = reading.client.post(
        f"/claims/{claim}/verdict",
        data=form | {"to": "unverifiable", "reason": "nobody answers"},
        headers={"origin": ORIGIN},
    )
    assert answer.status_code == 409
    assert "ben" in told(answer.text)


def test_every_question_is_answered_on_the_page(reading: Browser, desk: Desk) -> None:
    claim = _number(reading, "Nobody was hurt")
    at, to = f"/claims/{claim}", f"/claims/{claim}/"
    assert "with ana" in told(reading.send(at, to + "hold", do="take")) or show(desk, claim).entry.holder == "ana"
    assert "your comment" in told(reading.send(at, to + "note", text="rang her office", kind="comment"))
    assert "what was tried" in told(reading.send(at, to + "note", text="rang the clinic", kind="attempt"))
    assert "is restated" in told(reading.send(at, to + "restate", text="Nobody was injured when the bridge closed."))
    said = reading.send(at, to + "said", answer="not_found", reason="her office has no record of it")
    assert "said is not found" in told(said)
    done = reading.send(at, to + "verdict", to="unverifiable", reason="no hospital answers")
    assert f"claim {claim} is unverifiable" in told(done)
    rating = re.search(r'<datalist id="ratings"><option value="([^"]+)">', done)
    assert rating is not None
    assert "finding" in told(reading.send(at, to + "finding", rating=rating[1], text="Nobody could say."))
    again = reading.send(at, to + "correct", status=409, speaker="Lena Orr")
    assert "says that already" in told(again)
    assert "was corrected" in told(reading.send(at, to + "correct", speaker="Dana Orr", new_source="on"))
    entry = show(desk, claim).entry
    # Another speaker: whether it was really said is asked anew.
    assert (entry.said, entry.restatement is not None, len(entry.notes)) == (Said.UNCHECKED, True, 2)
    assert verify(desk).problems == ()


def test_who_is_accused_is_asked_and_answers_on_the_page(reading: Browser, desk: Desk) -> None:
    claim = _number(reading, "Nobody was hurt")
    at, to = f"/claims/{claim}", f"/claims/{claim}/reply"
    assert "say whom the claim accuses" in told(reading.send(at, to, status=422))
    assert "say how they were asked" in told(reading.send(at, to, status=422, to="Brell Lines", new_source="on"))
    asked = reading.send(
        at,
        to,
        file=("letter.txt", b"Was anybody hurt?\n"),
        to="Brell Lines",
        new_source="on",
        means="mail",
        until="2026-12-04",
    )
    assert "that Brell Lines was asked is on record" in told(asked)
    answered = reading.send(at, to, answers="1", words="Nobody was.")
    assert "what Brell Lines said is on record" in told(answered)
    assert "Nobody was." in answered
    (line,) = show(desk, claim).entry.replies
    assert (line.party, line.answer, line.text_name) == ("Brell Lines", "Nobody was.", "letter.txt")
    let_go = reading.send(at, to, to="Lena Orr", unasked="on", reason="she is the one who says so")
    assert "need not be asked" in told(let_go)


def test_evidence_is_withdrawn_and_what_rested_on_it_reopens(reading: Browser, desk: Desk) -> None:
    claim = _number(reading, "Nobody was hurt")
    at = f"/claims/{claim}"
    done = reading.send(
        at,
        f"{at}/verdict",
        file=("register.txt", _REGISTER),
        to="refuted",
        source="Harbour master",
        new_source="on",
        unaffiliated="asked him; he answers to the court alone",
        excerpt="the bridge was closed to all traffic",
    )
    assert "is refuted" in told(done)
    assert "takes a reason" in told(reading.send(at, f"{at}/withdraw", status=409, piece="1"))
    gone = reading.send(at, f"{at}/withdraw", piece="1", reason="another bridge")
    assert "no longer stands" in told(gone)
    assert show(desk, claim).entry.status is not Status.REFUTED


def test_the_whole_record_is_checked_with_a_button(reading: Browser, desk: Desk) -> None:
    assert "<h1>Intact</h1>" in reading.send("/log", "/verify")
    snapshot = next(desk.locker.digests())
    file = file_of(desk.locker, snapshot)
    file.chmod(0o600)
    file.write_bytes(b"forged")
    page = reading.send("/log", "/verify")
    assert "<h1>Not intact</h1>" in page
    assert snapshot[:8] in told(page)


@pytest.mark.parametrize("harm", ["DROP TABLE evidence_link", "UPDATE claim SET spans = '[1]'"])
def test_a_damaged_record_is_told_as_that(reading: Browser, desk: Desk, harm: str) -> None:
    with sqlite3.connect(str(desk.database.url.database)) as connection:
        connection.execute(harm)
    connection.close()
    assert "damaged" in told(reading.page("/claims/1", status=503))


def test_what_was_just_decided_is_taken_back_with_one_button(reading: Browser, desk: Desk) -> None:
    claim = _number(reading, "Nobody was hurt")
    at = f"/claims/{claim}"
    assert f"{at}/undo" not in reading.page(at)
    done = reading.send(at, f"{at}/verdict", to="disputed", reason="the union says otherwise")
    assert f'action="{at}/undo"' in done
    assert show(desk, claim).entry.status is Status.DISPUTED
    assert "taken back" in told(reading.send(at, f"{at}/undo"))
    assert show(desk, claim).entry.status is Status.UNVERIFIED
    assert f"{at}/undo" not in reading.page(at)


def test_a_second_person_approves(desk: Desk, reading: Browser, opened: Callable[..., Browser]) -> None:
    desk.enact(adjust, ["four_eyes=true"])
    claim = _number(reading, "Nobody was hurt")
    at = f"/claims/{claim}"
    page = reading.send(at, f"{at}/verdict", to="unverifiable", reason="no hospital answers")
    if "is proposed" not in told(page):
        pytest.fail(told(page))
    refused = reading.send(at, f"{at}/proposal", status=409)
    assert "ana" in told(refused)
    other = opened("ben")
    assert f"/claims/{claim}#proposal" in other.page("/proposals")
    assert "is unverifiable" in told(other.send(at, f"{at}/proposal"))
    assert "Nothing waits" in other.page("/proposals")


def test_a_source_is_looked_up_on_its_page(reading: Browser) -> None:
    page = reading.page("/sources")
    number = re.search(r'<a href="(/sources/\d+)"><bdi class="statement">[^<]*[Pp]ort authority', page)
    assert number is not None
    at = number[1]
    assert "nobody looked" in reading.page(at)
    refused = reading.send(at, f"{at}/relate", status=404, kind="part_of", other="City of Vess", reason="its statute")
    assert "City of Vess" in told(refused)
    assert 'value="City of Vess"' in refused
    related = reading.send(
        at, f"{at}/relate", kind="part_of", other="City of Vess", reason="its statute", new_source="on"
    )
    assert "is part of City of Vess" in told(related)


def test_a_reviewer_without_the_right_is_refused(reading: Browser, opened: Callable[..., Browser]) -> None:
    nobody = opened("carl")
    claim = _number(reading, "Nobody was hurt")
    page = nobody.send(f"/claims/{claim}", f"/claims/{claim}/note", status=404, text="hello")
    assert '"carl" is no reviewer of this workspace and can only read' in told(page)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/claims/999", 404, "no claim 999"),
        ("/claims/99999999999999999999", 422, "nothing on record has a number like that"),
        ("/articles/77", 404, "no article 77"),
        ("/evidence/5", 404, "no evidence 5"),
        ("/sources/nobody%20known", 404, "no source"),
        ("/?status=great", 422, '"great" is not one of'),
        ("/?page=x", 422, '"x" is no number'),
        ("/?source=nobody", 404, "no source"),
        ("/report", 404, "say of which article"),
        ("/nowhere", 404, "there is no such page"),
        ("/claims/one", 404, "there is no such page"),
    ],
)
def test_what_is_not_there_is_said_with_where_to_look(reading: Browser, address: str, status: int, words: str) -> None:
    assert words in told(reading.page(address, status=status))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"to": "confirmed", "despite": "x"}, "are no numbers"),
        ({"to": "great"}, "is not one of"),
        ({}, "choose a verdict"),
        ({"to": "disputed", "version": "x"}, "is no number"),
        ({"to": "confirmed", "address": "page.html", "source": "X"}, "is no web address"),
        (
            {"to": "confirmed", "address": "https://a.example", "note": "saw it"},
            "one of these at a time",
        ),
        ({"to": "confirmed", "note": "saw it", "source": "X"}, "say how the note knows"),
        ({"to": "confirmed", "note": "saw it", "basis": "firsthand"}, "say whom the evidence comes from"),
    ],
)
def test_a_slip_in_a_form_is_named(reading: Browser, desk: Desk, fields: dict[str, str], words: str) -> None:
    claim = _number(reading, "Nobody was hurt")
    before = log.count(desk, log.Asked())
    page = reading.send(f"/claims/{claim}", f"/claims/{claim}/verdict", status=422, file=None, **fields)
    assert words in told(page)
    assert log.count(desk, log.Asked()) == before


def test_adding_nothing_or_two_things_is_named(browser: Browser) -> None:
    assert "one of these" in told(browser.send("/add", "/add", status=422))
    both = browser.send("/add", "/add", status=422, text="a", address="https://a.example")
    assert "one at a time" in told(both)
    assert ">a</textarea>" in both
    assert "is no web address" in told(browser.send("/add", "/add", status=422, address="example"))


def test_an_inside_address_is_not_fetched(browser: Browser, desk: Desk) -> None:
    page = browser.send("/add", "/add", status=422, address="http://127.0.0.1:1/secret")
    assert "127.0.0.1" in told(page)
    assert log.count(desk, log.Asked(action="article")) == 0


def _attach(browser: Browser, file: tuple[str, bytes]) -> None:
    at = f"/claims/{_number(browser, 'Nobody was hurt')}"
    browser.send(at, f"{at}/evidence", file=file, stance="context", source="Somebody", new_source="on")


def test_a_piece_is_handed_out_as_a_file_and_never_as_a_page(reading: Browser, desk: Desk) -> None:
    _attach(reading, ("evil.html", b"<script>alert(1)</script><p>Nobody was hurt.</p>"))
    form = form_of(reading.page("/evidence/1"), "/evidence/1/file")
    answer = reading.client.post("/evidence/1/file", data=form, headers={"origin": ORIGIN})
    assert answer.content == b"<script>alert(1)</script><p>Nobody was hurt.</p>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "evil.html" in reading.page("/evidence/1")
    assert log.entries(desk)[-1][0].what.startswith("copied evidence 1 out to evil.html")


def test_what_is_not_for_everybody_is_handed_out_for_a_reason_alone(reading: Browser, desk: Desk) -> None:
    _attach(reading, ("letter.txt", b"Nobody was hurt, says the letter.\n"))
    desk.enact(put_right, 1, Amendment(), NewTerms(visibility=Visibility.RESTRICTED), reason="she asked for that")
    assert "only for a reason" in told(reading.send("/evidence/1", "/evidence/1/file", status=409))
    form = form_of(reading.page("/evidence/1"), "/evidence/1/file")
    answer = reading.client.post(
        "/evidence/1/file", data=form | {"reason": "for the lawyer"}, headers={"origin": ORIGIN}
    )
    assert answer.content == b"Nobody was hurt, says the letter.\n"


_XSS = "<img src=x onerror=alert(1)>\"'>{{7*7}}"


def test_no_foreign_word_acts_on_a_page(browser: Browser) -> None:
    text = f"{_XSS} headline\n\nThe {_XSS} office said the bridge {_XSS} was closed on Monday.\n"
    browser.send("/add", "/add", text=text, title=_XSS, outlet=_XSS)
    at = "/claims/1"
    browser.send(at, f"{at}/note", text=_XSS, kind="comment")
    browser.send(at, f"{at}/restate", text=_XSS)
    browser.send(
        at,
        f"{at}/evidence",
        file=(_XSS, f"{_XSS} was there".encode()),
        stance="supports",
        source=_XSS,
        new_source="on",
        unaffiliated=_XSS + " so they say",
        excerpt="was there",
        about=_XSS,
    )
    browser.send(at, f"{at}/verdict", status=409, to="confirmed", reason=_XSS, source=_XSS)
    for address in (
        "/",
        "/?show=all",
        f"/?search={_XSS}&show=all",
        "/articles",
        "/articles/1",
        at,
        "/evidence/1",
        "/sources",
        "/log",
        "/report?article=1",
    ):
        page = browser.page(address)
        assert "<img" not in page, address
        assert "{{7*7}}" in page, address


def test_the_inbox_filters(reading: Browser, desk: Desk) -> None:
    everything = reading.page("/?show=all")
    assert "12 workers were injured" in everything
    doubted = reading.page("/?doubted=on")
    assert "12 workers were injured" in doubted
    assert "the bridge was closed on Monday" not in doubted
    claim = _number(reading, "12 workers")
    replace(desk, reviewer="ana").enact(queue.take, look(desk, [claim]))
    mine = reading.page("/?mine=on")
    assert ("12 workers" in mine, "bridge was closed" in mine) == (True, False)
    assert "Nothing here waits" in reading.page("/?search=zebra")


def test_the_articles_text_stands_on_its_page_whole(reading: Browser) -> None:
    page = reading.page("/articles/1")
    prose = re.search(r'<div class="prose">.*?</div>', page, re.DOTALL)
    assert prose is not None
    words = re.sub(r'<a class="tag.*?</a>', "", prose[0])
    text = unescape(re.sub("<[^>]+>", "", words))
    assert [one.strip() for one in text.split("\n") if one.strip()] == [one for one in ARTICLE.split("\n") if one]


def test_a_long_article_is_shown_in_parts_that_hold_all_of_it(browser: Browser, desk: Desk) -> None:
    lines = [f"The port authority said that pier {number} was closed on Monday." for number in range(1, 601)]
    browser.send("/add", "/add", text="Piers closed\n\n" + "\n\n".join(lines))
    pages = [browser.page("/articles/1")]
    while (onward := re.search(r'<a rel="next" href="([^"]+)">The next part', pages[-1])) is not None:
        pages.append(browser.page(unescape(onward[1])))
    assert len(pages) > 2
    assert max(map(len, pages)) < 400_000
    for words in lines:
        pier = re.search(r"pier \d+", words)
        assert pier is not None
        assert sum(len(re.findall(rf"{pier[0]}\b.*?</p>", page.partition('class="beside"')[0])) for page in pages) == 1
    claims = [number for page in pages for number in re.findall(r'<li data-claim="(\d+)">', page)]
    assert len(claims) == len(set(claims)) == len(list_claims(desk, Filters()).lines)
    last = browser.page(f"/claims/{claims[-1]}")
    assert f"part {len(pages)} of {len(pages)}" in last
    assert f'id="mark-{claims[-1]}"' in last
    assert "part 1 of" in browser.page("/articles/1?part=0")
    assert f"part {len(pages)} of" in browser.page("/articles/1?part=9999999")


def test_each_link_of_a_message_says_in_words_what_it_leads_to() -> None:
    led = {step for step in Step if pages.place_of(do(step, 1)) is not None}
    assert led >= {Step.ARTICLE_LIST, Step.APPROVE, Step.SOURCE_LIST}
    assert led - set(pages._NAMES) == set()


def test_proposals_beyond_a_page_are_on_the_next_one(
    reading: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimtrack.web.looking.ON_A_PAGE", 1)
    desk.enact(adjust, ["four_eyes=true"])
    for number in (1, 2):
        reading.send(f"/claims/{number}", f"/claims/{number}/verdict", to="unverifiable", reason="nobody was reached")
    assert [f"/claims/{one}#proposal" in reading.page("/proposals?page=2") for one in (1, 2)].count(True) == 1
    assert [f"/claims/{one}#proposal" in reading.page("/proposals") for one in (1, 2)].count(True) == 1
