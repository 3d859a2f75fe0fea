"""What a day at the desk needs besides verdicts: a missing claim, a split one, tags, links, whose it is, replies."""

import asyncio
import re
import unicodedata
from collections import Counter
from html import unescape

import pytest
from starlette.types import Message, Receive, Scope, Send
from tests.web.conftest import PORT, Browser, told

from claimtrack.remedies import Step, do
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import links
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import ClaimLinkKind
from claimtrack.web import door as doors
from claimtrack.web.door import Door, Guarded
from claimtrack.web.pages import linked


def test_a_claim_that_the_machine_missed_is_added_beside_the_article(reading: Browser, desk: Desk) -> None:
    at, to = "/articles/1", "/articles/1/claims"
    assert "say the claim's words" in told(reading.send(at, to, status=422))
    refused = reading.send(at, to, status=422, quote="bridge collapsed", speaker="Lena Orr")
    assert "is not in the article" in told(refused)
    assert ">bridge collapsed</textarea>" in refused
    done = reading.send(at, to, quote="cracks found", own_voice="on")
    number = re.search(r"claim (\d+) is on record, added by hand", told(done))
    assert number is not None
    assert show(desk, int(number[1])).entry.text == "cracks found"
    again = reading.send(at, to, status=409, quote="cracks found", own_voice="on")
    assert f'href="/claims/{number[1]}"' in again
    filled = reading.page("/articles/1?do=missed&quote=cracks+found")
    assert re.search(r'id="missed" open', filled)
    assert ">cracks found</textarea>" in filled
    assert verify(desk).problems == ()


def _number(browser: Browser, words: str) -> int:
    found = re.search(
        rf'href="/claims/(\d+)"><span class="number">[^<]*</span> <bdi[^>]*>[^<]*{words}', browser.page("/")
    )
    assert found is not None
    return int(found[1])


def test_a_claim_is_split_in_two(reading: Browser, desk: Desk) -> None:
    claim = _number(reading, "the bridge was closed")
    at, to = f"/claims/{claim}", f"/claims/{claim}/split"
    assert "with which words" in told(reading.send(at, to, status=422))
    assert "does not stand inside" in told(reading.send(at, to, status=422, at="zebra"))
    assert f"claim {claim} was split" in told(reading.send(at, to, at="on Monday"))
    assert "on Monday" not in show(desk, claim).entry.text


def test_tags_are_put_on_and_taken_off(reading: Browser, desk: Desk) -> None:
    at, to = "/claims/1", "/claims/1/tag"
    assert "say which tag" in told(reading.send(at, to, status=422))
    assert "has the tag bridge" in told(reading.send(at, to, tag="bridge"))
    assert show(desk, 1).entry.tags == ("bridge",)
    assert "already" in told(reading.send(at, to, status=409, tag="bridge"))
    assert "no longer has the tag" in told(reading.send(at, to, tag="bridge", remove="on"))
    assert show(desk, 1).entry.tags == ()


def test_a_claim_is_given_to_somebody(reading: Browser, desk: Desk) -> None:
    at, to = "/claims/1", "/claims/1/hold"
    assert '<option value="ben">' in reading.page(at)
    assert "say to whom" in told(reading.send(at, to, status=422, do="assign"))
    assert "carl" in told(reading.send(at, to, status=404, do="assign", to="carl"))
    reading.send(at, to, do="assign", to="ben")
    assert show(desk, 1).entry.holder == "ben"


def test_a_link_is_made_and_what_is_proposed_is_judged_with_a_button(reading: Browser, desk: Desk) -> None:
    one, two = _number(reading, "Nobody was hurt"), _number(reading, "12 workers")
    at, to = f"/claims/{one}", f"/claims/{one}/link"
    assert f"claim {one} contradicts claim {two}" in told(reading.send(at, to, kind="contradicts", other=str(two)))
    assert "takes a reason" in told(reading.send(at, to, status=409, kind="contradicts", other=str(two), remove="on"))
    gone = reading.send(at, to, kind="contradicts", other=str(two), remove="on", reason="another bridge")
    assert "rejected" in told(gone)
    named = links.NamedLink(two, ClaimLinkKind.CONTRADICTS, one)
    desk.enact(links.link, named)
    assert look(desk, [one]).numbers == (one,)


def test_whom_a_claim_accuses_is_said_on_its_page(reading: Browser, desk: Desk) -> None:
    at, to = "/claims/1", "/claims/1/correct"
    reading.send(at, to, side="accused", party="Brell Lines", new_source="on")
    assert [(one.side.value, one.name) for one in show(desk, 1).entry.parties] == [("accused", "Brell Lines")]
    words = "if so: " + do(Step.CORRECT, 1, party="favoured:Brell Lines")
    place = re.search('href="([^"]+)"', linked(words))
    assert place is not None
    filled = reading.page(unescape(place[1]))
    assert re.search('value="favoured" selected', filled)
    assert 'name="party" value="Brell Lines"' in filled
    assert "was corrected" in told(reading.send(at, to, no_party="Brell Lines"))


def test_a_text_from_right_to_left_stands_so_in_spite_of_the_numbers_in_it(browser: Browser) -> None:
    """A browser asks the first letter that has a direction, and the word "claim" in a mark has one."""
    text = "إغلاق جسر الميناء\n\nقالت رئيسة البلدية إن الجسر أغلق يوم الاثنين.\n"
    browser.send("/add", "/add", text=text)
    prose = re.search(r'<div class="prose">.*?</div>', browser.page("/claims/1"), re.DOTALL)
    assert prose is not None
    paragraphs = re.findall(r'<p dir="auto"[^>]*>(.*?)</p>', prose[0], re.DOTALL)
    assert len(paragraphs) == 2
    for one in paragraphs:
        first = re.search(r"[^\W\d]", re.sub(r'<a [^>]*dir="ltr".*?</a>|<[^>]+>', "", one))
        assert first is not None
        assert unicodedata.bidirectional(first[0]) == "AL"


def test_a_difference_is_told_once(reading: Browser) -> None:
    claim = _number(reading, "Nobody was hurt")
    page = reading.send(
        f"/claims/{claim}",
        f"/claims/{claim}/verdict",
        file=("a.txt", b"The market was quiet in 2012 and nobody of the 40 workers went to the harbour on that day.\n"),
        to="confirmed",
        source="Clinic register",
        new_source="on",
        unaffiliated="its statute",
        excerpt="The market was quiet in 2012",
    )
    assert told(page).count("look again at claim") == 1


def test_who_was_asked_is_listed_with_the_deadline(reading: Browser) -> None:
    assert "Nobody was asked yet" in reading.page("/replies")
    reading.send("/claims/1", "/claims/1/reply", to="Brell Lines", new_source="on", means="mail", until="2026-12-04")
    page = reading.page("/replies")
    assert "Brell Lines" in page
    assert 'href="/claims/1?do=reply#reply"' in page
    assert re.search(r"until [45] Dec 2026", page)


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("evidence", {"stance": "supports"}),
        ("evidence", {"stance": "supports", "note": "a"}),
        ("evidence", {"stance": "supports", "note": "a", "basis": "firsthand"}),
        ("evidence", {"note": "a"}),
        ("verdict", {"to": "confirmed", "note": "a"}),
        ("verdict", {"to": "confirmed", "note": "a", "address": "b"}),
        ("said", {"answer": "verified", "note": "a"}),
        ("finding", {}),
        ("link", {}),
        ("tag", {}),
        ("split", {}),
        ("note", {}),
        ("restate", {}),
        ("reply", {}),
        ("reply", {"to": "a"}),
        ("correct", {"party": "a"}),
        ("hold", {"do": "assign"}),
    ],
)
def test_what_a_refusal_asks_for_is_a_field_of_the_form_that_was_sent(
    reading: Browser, action: str, fields: dict[str, str]
) -> None:
    page = reading.send("/claims/1", f"/claims/1/{action}", status=422, file=None, **fields)
    linked = re.findall(r'class="remedy" href="#([^"]+)"', page)
    assert linked
    ids = Counter(re.findall(r' id="([^"]+)"', page))
    assert [one for one in linked if ids[one] != 1 or not one.startswith(f"field-{action}-")] == []
    assert [one for one, count in ids.items() if count > 1] == [], "no two parts of a page have one name"


@pytest.mark.parametrize("comes", ["nothing", "a letter at a time"])
def test_a_body_that_stops_or_trickles_is_given_up(comes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "PATIENCE", 0.05 if comes == "nothing" else 0.3)
    door = Door(PORT)
    name = door.open(door.key)
    sent: list[Message] = []
    pieces: list[bytes] = []

    async def reads(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, send
        while (await receive()).get("more_body"):
            pass

    async def receive() -> Message:
        if comes == "nothing":
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}
        pieces.append(b"x")
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": len(pieces) < 1_000}

    async def send(message: Message) -> None:
        sent.append(message)

    host = f"127.0.0.1:{PORT}"
    headers = {"host": host, "origin": f"http://{host}", "cookie": f"{door.cookie}={name}"}
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/add",
        "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
    }
    asyncio.run(Guarded(reads, door)(scope, receive, send))
    assert sent[0]["status"] == 408
