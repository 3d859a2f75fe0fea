"""From bytes to claims: once, each article whole or not at all, and again when an address gives new bytes."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.services.engines import LINES, PORT, ROAD, WHOLE, finding

from claimtrack.db import claim_inserts
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.reading.document import Document
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import details, repair
from claimtrack.services.articles import ingest as service
from claimtrack.services.articles.ingest import Given, Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.verify import verify
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]

PAGE = """\
<!doctype html><html lang="en"><head><title>Bridge closed</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ines Falk">
<meta property="article:published_time" content="2026-03-04T10:00:00Z">
<link rel="canonical" href="https://post.example/bridge"></head>
<body><article><h1>Bridge closed</h1><p>The north bridge has been closed since Monday, the port said on its notice.</p>
<p>It carries most of the traffic between the two halves of the town, and a ferry will run instead.</p></article></body>
</html>"""
AT = "https://post.example/bridge"


def test_an_article_goes_on_record_with_its_claims(desk: Desk, record: Record) -> None:
    done = record(
        "Ana Ruiz: The bridge is closed. (unconfirmed)",
        "Ana Ruiz wishes: It should open.",
        "Ben Okoro via Radio Norte denies 1: It is open.",
        "The port is busy.",
        outlet="Harbour Post",
    )
    assert (done.article, done.again, done.recaptured, done.reopened) == (1, False, None, ())
    assert done.claims == (1, 2, 3, 4)
    assert (done.checkable, done.own_voice, done.caveats, done.links) == (3, 1, 1, 1)
    assert done.speakers == (("Ana Ruiz", 2), ("Ben Okoro", 1))
    assert desk.locker.check(done.digest) is None
    assert verify(desk).problems == ()


def test_what_the_engine_was_not_sure_of_is_counted_and_marked(
    desk: Desk, support: Attach, stands: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (replace(PORT, confidence=0.49), replace(ROAD, confidence=0.5), replace(WHOLE, confidence=None))
    monkeypatch.setattr(service, "load_extractor", lambda *_: finding(*lines))
    (done,) = service.ingest(desk, [Input("\n".join(LINES).encode(), "article.txt")], Given())
    assert done.uncertain == 1
    assert [(stands(number).confidence, stands(number).uncertain) for number in done.claims] == [
        (0.49, True),
        (0.5, False),
        (None, False),
    ]
    # Who attaches evidence has not said that the attribution is right; who corrects it has.
    support(1)
    assert stands(1).uncertain
    desk.enact(repair.correct, look(desk, [1]), repair.Correction(speaker="Cleo Marsh"))
    assert (stands(1).confidence, stands(1).uncertain) == (0.49, False)


def test_the_engine_finds_what_a_reader_finds(desk: Desk, stands: Stands) -> None:
    data = "“The bridge is closed,” Ana Ruiz said.\n".encode()
    (done,) = service.ingest(desk, [Input(data, "article.txt")], Given())
    entry = stands(done.claims[0])
    assert "The bridge is closed" in entry.text
    assert (entry.speaker, entry.own_voice) == ("Ana Ruiz", False)


def test_the_same_bytes_again_add_nothing(record: Record, contents: Contents) -> None:
    first = record("Ana Ruiz: The bridge is closed.")
    before = contents()
    again = record("Ana Ruiz: The bridge is closed.", name="copy.txt", title="Another")
    assert again == Ingested(first.article, "copy.txt", first.title, first.digest, again=True)
    assert contents() == before


def test_the_same_bytes_twice_at_once_are_one_article(desk: Desk, record: Record) -> None:
    record("The port is busy.")
    data = b"Ana Ruiz: The bridge is closed."
    first, second = service.ingest(desk, [Input(data, "one.txt"), Input(data, "two.txt")], Given())
    assert (first.article, first.again, second.article, second.again) == (2, False, 2, True)


@pytest.mark.usefixtures("record")
def test_a_page_says_what_it_is_and_the_user_knows_better(desk: Desk) -> None:
    (done,) = service.ingest(desk, [Input(PAGE.encode(), "bridge.html", url="https://post.example/b?x=1")], Given())
    line = details.shown(desk, done.article)
    assert (line.title, line.outlet, line.byline) == ("Bridge closed", "Harbour Post", "Ines Falk")
    # Where it was read from goes before what the page calls its address.
    assert (line.url, line.published) == ("https://post.example/b?x=1", datetime(2026, 3, 4, 10, tzinfo=UTC))
    told = Given("A bridge", "City Herald", "https://herald.example/1", datetime(2026, 1, 1, tzinfo=UTC))
    (other,) = service.ingest(desk, [Input(PAGE.replace("Monday", "Friday").encode(), "bridge.html")], told)
    line = details.shown(desk, other.article)
    assert (line.title, line.outlet, line.byline) == ("A bridge", "City Herald", "Ines Falk")
    assert (line.url, line.published) == ("https://herald.example/1", datetime(2026, 1, 1, tzinfo=UTC))


def test_an_outlet_is_one_source_however_it_is_spelled(desk: Desk, record: Record) -> None:
    record("The bridge is closed.", outlet="post.example")
    record("The port is shut.", outlet="Post.example")
    assert [line.outlet for line in details.listing(desk)] == ["post.example", "post.example"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", r"bad\.txt is empty"),
        (bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"), r"bad\.txt is a picture \(png\)"),
        (b"--- share this ---", r"no statements found in bad\.txt"),
    ],
)
def test_what_is_no_article_is_refused_by_name_and_nothing_is_recorded(
    data: bytes, says: str, desk: Desk, record: Record, contents: Contents
) -> None:
    record("The port is busy.")
    before = contents()
    with pytest.raises(InvalidInput, match=says):
        service.ingest(desk, [Input(data, "bad.txt")], Given())
    assert contents() == before


def test_what_was_recorded_before_a_bad_one_stays(desk: Desk, record: Record) -> None:
    record("The port is busy.")
    good, bad = Input(b"Ana Ruiz: The bridge is closed.", "good.txt"), Input(b"--- share this ---", "bad.txt")
    with pytest.raises(InvalidInput, match=r"no statements found in bad\.txt"):
        service.ingest(desk, [good, bad], Given())
    assert [line.number for line in details.listing(desk)] == [1, 2]
    assert verify(desk).problems == ()


def test_an_engine_that_is_not_there_is_named_with_those_that_are(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r'no extractor "oracle"; there are: .*rules'):
        service.ingest(desk, [Input(b"The bridge is closed.", "a.txt")], Given(), extractor="oracle")


def _read_as(monkeypatch: pytest.MonkeyPatch, **told: Any) -> None:
    text = "Ana Ruiz: The bridge is closed."
    monkeypatch.setattr(service, "read_article", lambda *_, **__: Document(text, "text/html", **told))


def test_what_looks_like_no_article_is_recorded_only_when_forced(
    desk: Desk, record: Record, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    _read_as(monkeypatch, looks_like="a consent page")
    before = contents()
    with pytest.raises(InvalidInput, match=r"^page.html looks like a consent page; nothing was recorded") as refused:
        record("<p>We value your privacy", name="page.html")
    assert "--force" in str(refused.value)
    assert contents() == before
    assert list(desk.locker.digests()) == []
    (done,) = service.ingest(desk, [Input(b"<p>We value your privacy", "page.html")], Given(), force=True)
    assert done.claims == (1,)


def test_what_a_reader_noticed_is_told(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    _read_as(monkeypatch, notices=("three bytes are no characters",))
    assert record("Ana Ruiz", name="page.html").notices == ("three bytes are no characters",)


@pytest.mark.parametrize("step", ["insert_claims", "insert_hops", "insert_caveats", "insert_claim_links"])
def test_a_failure_in_the_middle_leaves_the_database_as_it_was_and_keeps_the_bytes(
    step: str, desk: Desk, record: Record, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    record("The port is busy.")
    before = contents()

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(claim_inserts, step, fail)
    with pytest.raises(OSError, match="No space left"):
        record("Ana Ruiz: The bridge is closed.", outlet="Harbour Post")
    assert contents() == before
    assert desk.locker.check(hashlib.sha256(b"Ana Ruiz: The bridge is closed.").hexdigest()) is None


@pytest.mark.parametrize(("who", "error"), [("viewer", ForbiddenMove), ("stranger", NotFound)])
def test_nothing_is_kept_for_who_may_not_record(
    who: str, error: type[Exception], desk: Desk, record: Record, request: pytest.FixtureRequest
) -> None:
    by: Desk = request.getfixturevalue(who)
    with pytest.raises(error):
        record("Ana Ruiz: The bridge is closed.", by=by)
    assert list(desk.locker.digests()) == []


def test_progress_sees_every_input(desk: Desk, record: Record) -> None:
    record("The port is busy.")
    seen: list[str] = []

    def watch(inputs: Any) -> Any:
        for one in inputs:
            seen.append(one.name)
            yield one

    inputs = [Input(f"Bridge {name} is closed.".encode(), name) for name in ("a.txt", "b.txt")]
    done = service.ingest(desk, inputs, Given(), progress=watch)
    assert seen == ["a.txt", "b.txt"]
    assert [one.article for one in done] == [2, 3]


def test_new_bytes_at_a_known_address_are_a_new_snapshot(desk: Desk, record: Record, stands: Stands) -> None:
    first = record(
        "Ana Ruiz: The bridge is closed.",
        "Ben Okoro: The ferry runs every hour of the day.",
        "Cleo Marsh: Nobody was hurt.",
        url=AT,
    )
    again = record(
        "It rained.",
        "Ana Ruiz: The bridge is closed.",
        "Ben Okoro: The ferry runs every two hours of the day.",
        url=AT,
    )
    assert again.article == first.article
    assert details.shown(desk, first.article).snapshots == 2
    assert again.recaptured is not None
    assert again.recaptured.kept == (1,)
    assert again.recaptured.reworded == ((2, "The ferry runs every two hours of the day."),)
    assert again.recaptured.removed == (3,)
    assert again.claims == (4, 5)
    assert stands(1).history[-1].what == "found it again in snapshot 2 of the article"
    assert verify(desk).problems == ()


def test_a_claim_that_is_carried_over_keeps_what_was_found_about_it(
    record: Record, support: Attach, decide: Decide, stands: Stands
) -> None:
    (claim,) = record("Ana Ruiz: The bridge is closed.", url=AT).claims
    support(claim)
    decide(Status.CONFIRMED, claim)
    again = record("It rained.", "Ana Ruiz: The bridge is closed.", url=AT)
    assert again.reopened == ()
    assert stands(claim).independently_confirmed


def test_words_that_stand_in_other_lines_now_are_the_same_words(desk: Desk, record: Record, stands: Stands) -> None:
    (claim,) = record("Ana Ruiz: The bridge is closed.", url=AT).claims
    record("Ana Ruiz: The bridge  is closed.", url=AT)
    assert stands(claim).text == "The bridge  is closed."
    assert verify(desk).problems == ()


def test_the_same_words_twice_are_carried_one_by_one(record: Record) -> None:
    record("Ana Ruiz: It is closed.", "Ben Okoro: It is closed.", url=AT)
    again = record("Ana Ruiz: It is closed.", "Ben Okoro: It is closed.", "Cleo Marsh: It is closed.", url=AT)
    assert again.recaptured is not None
    assert again.recaptured.kept == (1, 2)
    assert again.claims == (3,)


def test_what_was_withdrawn_is_not_recorded_anew(record: Record, decide: Decide, stands: Stands) -> None:
    first, second = record("Ana Ruiz: It is closed.", "Ben Okoro: It is closed.", url=AT).claims
    decide(Status.WITHDRAWN, first, reason="not a claim")
    again = record("It rained.", "Ben Okoro: It is closed.", "Ana Ruiz: It is closed.", url=AT)
    assert again.recaptured is not None
    assert (again.recaptured.kept, again.recaptured.removed) == ((second,), ())
    assert again.claims == (3,)
    assert stands(first).status is Status.WITHDRAWN
    # Where the words stand once, they stand for the claim that is still one.
    fewer = record("Ben Okoro: It is closed.", url=AT)
    assert fewer.recaptured is not None
    assert fewer.recaptured.kept == (second,)


def test_a_new_denial_of_a_known_claim_is_noted(record: Record, decide: Decide) -> None:
    (claim,) = record("Ana Ruiz: The mayor did it.", url=AT).claims
    again = record("Ana Ruiz: The mayor did it.", "Ben Okoro denies 1: The mayor did it, she says.", url=AT)
    assert again.links == 1
    assert decide(Status.DISPUTED, claim)[0].now is Status.DISPUTED
    # And once more: what is on record is not recorded twice.
    assert (
        record("Ana Ruiz: The mayor did it.", "Ben Okoro denies 1: The mayor did it, she says.", "Yes.", url=AT).links
        == 0
    )


def test_a_new_doubt_of_the_article_weighs(record: Record, support: Attach, decide: Decide, stands: Stands) -> None:
    (claim,) = record("Ana Ruiz: The bridge is closed.", url=AT).claims
    support(claim)
    decide(Status.CONFIRMED, claim)
    again = record("Ana Ruiz: The bridge is closed. (unconfirmed)", url=AT)
    assert [fallen.sentence for fallen in again.reopened] == [
        (
            "claim 1 was confirmed and is unverified again: a new version of article 1 says otherwise: "
            "doubted now: unconfirmed"
        )
    ]
    assert [caveat.text for caveat in stands(claim).caveats] == ["(unconfirmed)"]
    record("Ana Ruiz: The bridge is closed. (unconfirmed)", "It rained.", url=AT)
    assert len(stands(claim).caveats) == 1


def test_evidence_that_turns_out_to_be_the_article_counts_no_more(
    record: Record, support: Attach, decide: Decide
) -> None:
    (claim,) = record("Ana Ruiz: The bridge is closed.", url=AT).claims
    text = "Ana Ruiz: The bridge is closed.\nIt rained."
    support(claim, text=text)
    decide(Status.CONFIRMED, claim)
    again = record(*text.splitlines(), url=AT)
    assert [fallen.number for fallen in again.reopened] == [claim]


def test_what_the_user_says_of_a_new_version_goes_on_record(desk: Desk, record: Record) -> None:
    record("Ana Ruiz: The bridge is closed.", url=AT, outlet="Harbour Post", title="Closed")
    record("Ana Ruiz: The bridge is open.", url=AT, outlet="City Herald", title="Open")
    line = details.shown(desk, 1)
    assert (line.title, line.outlet) == ("Open", "City Herald")
