import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from claimtrack.db.models import Claim
from claimtrack.errors import ChangedMeanwhile
from claimtrack.events.event import PURGED
from claimtrack.reports.model import ClaimEntry
from claimtrack.services import history, reviewers
from claimtrack.services.articles import details, repair
from claimtrack.services.articles.details import Details
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import look, set_status
from claimtrack.services.desk import Desk, acting
from claimtrack.services.evidence import attachments
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.log import entries
from claimtrack.services.marks import notes
from claimtrack.services.sources import sources
from claimtrack.services.verdicts import answers, decisions, queue
from claimtrack.vocabulary import NoteKind, Role, Said, Serves, Status


def _said(desk: Desk, *, newest: int | None = None) -> list[str]:
    """Give the log as a reader has it: who, what and why."""
    return [
        f"{line.who} {line.what}" + (f': "{line.reason}"' if line.reason else "")
        for line, _, _ in entries(desk, newest=newest)
    ]


def test_a_claim_is_told_from_ingest_to_verdict(
    desk: Desk,
    bridge: int,
    reviewer: Desk,
    support: Callable[..., Attached],
    refute: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
) -> None:
    before = len(_said(desk))
    reviewer.enact(queue.take, look(reviewer, [bridge]))
    support(bridge, by=reviewer)
    refute(bridge, by=reviewer, source="Ferry Line", name="timetable.txt")
    reviewer.enact(notes.note, look(reviewer, [bridge]), "rang twice", kind=NoteKind.ATTEMPT)
    reviewer.enact(notes.note, look(reviewer, [bridge]), "odd", kind=NoteKind.COMMENT)
    decide(Status.CONFIRMED, bridge, by=reviewer, despite=(2,), reason="an old timetable")
    decide(Status.UNVERIFIED, bridge, by=reviewer, reason="new photographs")
    decide(Status.WITHDRAWN, bridge, by=reviewer, reason="not a claim")
    decide(Status.UNVERIFIED, bridge, by=reviewer, reason="it is one")
    decide(Status.UNVERIFIABLE, bridge, by=reviewer, reason="nobody is left to ask")
    assert _said(desk)[before:] == [
        "reviewer took it into review",
        "reviewer handed it to reviewer",
        "reviewer recorded source 3, Port Office",
        "reviewer attached evidence 1 (log.txt) from Port Office that supports it",
        'ana put on record that no affiliation of Port Office is known: "asked around"',
        "reviewer recorded source 4, Ferry Line",
        "reviewer attached evidence 2 (timetable.txt) from Ferry Line that refutes it",
        'ana put on record that no affiliation of Ferry Line is known: "asked around"',
        "reviewer tried: rang twice",
        "reviewer commented: odd",
        'reviewer answered evidence 2: "an old timetable"',
        ('reviewer marked it confirmed (was in review), resting on evidence 1, despite evidence 2: "an old timetable"'),
        'reviewer reopened it (was confirmed): "new photographs"',
        'reviewer marked it withdrawn (was unverified): "not a claim"',
        'reviewer reopened it (was withdrawn): "it is one"',
        'reviewer marked it unverifiable (was unverified): "nobody is left to ask"',
    ]


def test_what_was_released_or_overridden_is_told(
    desk: Desk, record: Callable[..., Ingested], decide: Callable[..., list[decisions.Moved]]
) -> None:
    one, two = record("Ana Ruiz: The bridge is closed.", "Ana Ruiz: The bridge is shut.").claims
    before = len(_said(desk))
    desk.enact(queue.take, look(desk, [one]))
    desk.enact(queue.release, look(desk, [one]))
    decide(Status.WITHDRAWN, two, reason="the same", duplicate_of=one)
    decide(Status.CONFIRMED, one, override=True, reason="I stood there")
    assert _said(desk)[before:] == [
        "ana took it into review",
        "ana handed it to ana",
        "ana released it",
        "ana gave it back unreviewed",
        'ana marked it withdrawn as a duplicate of claim 1 (was unverified): "the same"',
        "ana handed it to ana",
        'ana marked it confirmed by override (was unverified): "I stood there"',
    ]
    marked = [line.overridden for line, _, _ in entries(desk)][before:]
    assert marked == [False] * 6 + [True]


def test_who_really_said_it_is_told_with_what_was_thought_before(desk: Desk, bridge: int) -> None:
    for verdict in (Said.MISQUOTED, Said.VERIFIED, Said.NOT_FOUND, Said.UNCHECKED):
        desk.enact(
            answers.judge_said,
            look(desk, [bridge]),
            verdict,
            reason="heard the tape",
            override=verdict is not Said.UNCHECKED,
        )
    told = [words for words in _said(desk) if "heard the tape" in words]
    assert told == [
        'ana found it misquoted by override: "heard the tape"',
        'ana checked that it was said by override (was misquoted): "heard the tape"',
        'ana could not find that it was said by override (was verified): "heard the tape"',
        'ana took back the check of who said it (was not found): "heard the tape"',
    ]


def test_a_correction_is_told_with_the_words_before_and_after(desk: Desk, record: Callable[..., Ingested]) -> None:
    article = record("Ana Ruiz via Radio Norte: The bridge is closed.", "Ben Sol wishes: More ferries.", outlet="Post")
    one, two = article.claims
    desk.enact(repair.correct, look(desk, [one]), Correction(quotes=("bridge is closed",)))
    desk.enact(repair.correct, look(desk, [one]), Correction(speaker="Ben Sol"))
    desk.enact(repair.correct, look(desk, [one]), Correction(via=("Post",)))
    desk.enact(repair.correct, look(desk, [one]), Correction(via=()))
    desk.enact(repair.correct, look(desk, [two]), Correction(checkable=True))
    desk.enact(repair.correct, look(desk, [two]), Correction(checkable=False, own_voice=True, reason="nobody else"))
    assert [words for words in _said(desk) if "corrected" in words] == [
        'ana corrected it: words from "The bridge is closed." to "bridge is closed"',
        "ana corrected it: speaker from Ana Ruiz to Ben Sol",
        "ana corrected it: carriers from Radio Norte to Post",
        "ana corrected it: carriers from Post to none",
        "ana corrected it: to checkable",
        'ana corrected it: to not checkable, speaker from Ben Sol to Post: "nobody else"',
    ]


def test_claims_that_were_added_split_or_found_again_are_told(desk: Desk, record: Callable[..., Ingested]) -> None:
    told = {"url": "https://post.example/bridge", "outlet": "Post"}
    first = record("Ana Ruiz: The bridge is closed and the road is open.", **told)
    split = desk.enact(repair.split, look(desk, first.claims), at="the road is open")
    desk.enact(repair.add, first.article, Correction(quotes=("bridge",), own_voice=True))
    record("Ana Ruiz: The bridge is closed and", "Ana Ruiz: The ferry runs.", **told)
    words = _said(desk)
    assert f"ana split it off claim {first.claims[0]} from Ana Ruiz" in words
    assert "ana added it by hand from Post" in words
    assert "ana recorded it on ingest from Ana Ruiz" in words
    assert "ana ingested article 1 with 1 claims" in words
    assert split.claims
    assert any("found it again in snapshot 2 of the article" in line for line in words)


def test_an_article_is_told_with_what_was_known_before(desk: Desk, record: Callable[..., Ingested]) -> None:
    number = record("The bridge is closed.", title="Brigde", outlet="Post").article
    right = Details(title="Bridge", byline="A. Ruiz", outlet="Radio Norte", published=datetime(2026, 3, 1, tzinfo=UTC))
    desk.enact(details.correct, number, right)
    assert 'ana ingested article 1 "Brigde" with 1 claims' in _said(desk)
    assert (
        'ana corrected article 1: title from "Brigde" to "Bridge", byline to "A. Ruiz", '
        "outlet from Post to Radio Norte, date from none to 2026-03-01T00:00:00+00:00"
    ) in _said(desk)


def test_sources_evidence_and_people_are_told(desk: Desk, bridge: int, support: Callable[..., Attached]) -> None:
    support(bridge, serves=Serves.SAID)
    desk.enact(attachments.correct_source, 1, source="Harbour Office", reason="misread", new_source=True)
    desk.enact(sources.merge, "Harbour Office", into="Port Office", reason="one house")
    desk.enact(attachments.withdraw, 1, reason="a forgery")
    desk.enact(reviewers.add, "ben", role=Role.REVIEWER)
    desk.enact(reviewers.add, "ben", role=Role.EDITOR)
    told = _said(desk)
    for words in (
        "ana attached evidence 1 (log.txt) from Port Office that supports it for whether it was said",
        'ana corrected whom evidence 1 comes from: Harbour Office (was Port Office): "misread"',
        'ana merged source 4, Harbour Office, into 3, Port Office: "one house"',
        'ana withdrew evidence 1: "a forgery"',
        "ana added ben as reviewer",
        "ana made ben editor (was reviewer)",
    ):
        assert words in told


def test_every_event_stands_in_the_transaction_of_its_change(desk: Desk, bridge: int) -> None:
    def half() -> None:
        with acting(desk) as act:
            set_status(act, act.session.get_one(Claim, bridge), Status.IN_REVIEW)
            raise RuntimeError

    before = _said(desk)
    with pytest.raises(RuntimeError):
        half()
    assert _said(desk) == before


def test_who_comes_second_is_told_what_the_first_did(
    desk: Desk, bridge: int, reviewer: Desk, decide: Callable[..., list[decisions.Moved]]
) -> None:
    seen = look(desk, [bridge])
    decide(Status.DISPUTED, bridge, by=reviewer, reason="the harbour master denies it")
    with pytest.raises(
        ChangedMeanwhile, match=r'reviewer marked it disputed \(was unverified\) \("the harbour master'
    ) as told:
        desk.enact(queue.take, seen)
    assert "UTC; look again with `claimtrack show 1`" in str(told.value)


def test_names_and_free_text_stand_in_no_event(
    desk: Desk,
    record: Callable[..., Ingested],
    support: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
) -> None:
    told = {"title": "A Xbridge", "url": "https://xpost.example/x", "outlet": "Xpost"}
    (claim,) = record("Xana via Xradio: The xbridge is closed.", name="xfile.txt", **told).claims
    support(claim, source="Xport", name="xlog.txt", text="an xlog", excerpt="xlog", note="by xmail")
    decide(Status.CONFIRMED, claim, reason="xreason", by=desk, override=True)
    desk.enact(notes.note, look(desk, [claim]), "xcomment", kind=NoteKind.COMMENT)
    desk.enact(
        repair.correct,
        look(desk, [claim]),
        Correction(quotes=("xbridge",), speaker="Xben", via=("Xnet",), reason="xread it again"),
    )
    desk.enact(details.correct, 1, Details(title="Xother", outlet="Xnews", byline="Xavier"))
    desk.enact(attachments.correct_source, 1, source="Xnavy", reason="xslip")
    desk.enact(sources.merge, "Xnavy", into="Xport", reason="xone")
    desk.enact(attachments.withdraw, 1, reason="xforged")
    desk.enact(reviewers.add, "Xenia", role=Role.VIEWER)
    with desk.database.connect() as connection:
        bodies = connection.scalars(text("SELECT body FROM event")).all()
        words = " ".join(connection.scalars(text("SELECT text FROM event_text")).all()).casefold()
    for body in bodies:
        assert all(len(digest) == 64 for digest in json.loads(body)["texts"].values())
        # Digests are hexadecimal and the program's own words have no x but these: what is left would be a name.
        plain = body.replace("context", "").replace("text", "").replace("extract", "").replace("excerpt", "")
        assert "x" not in plain.casefold(), body
    for word in (
        "xbridge",
        "xavier",
        "xpost",
        "xana",
        "xradio",
        "xfile",
        "xport",
        "xlog",
        "xmail",
        "xreason",
        "xcomment",
    ):
        assert word in words
    for word in ("xben", "xnet", "xother", "xnews", "xnavy", "xslip", "xone", "xforged", "xenia"):
        assert word in words


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE event SET body = 'no JSON' WHERE id = 2",
        "UPDATE event SET body = '[]' WHERE id = 2",
        'UPDATE event SET body = \'{"after": 1, "subject": null}\' WHERE id = 2',
        "UPDATE event SET action = 'of.a.newer.claimtrack' WHERE id = 2",
    ],
)
def test_an_event_that_cannot_be_read_does_not_hide_the_others(desk: Desk, harm: str) -> None:
    with desk.database.engine.begin() as connection:
        if desk.database.is_sqlite:
            connection.execute(text("DROP TRIGGER event_refuses_update"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.exec_driver_sql(harm)
    first, second = _said(desk)
    assert first == "ana made the workspace"
    assert "`claimtrack verify` says whether it was changed" in second


def test_words_that_are_gone_leave_the_rest_readable(
    desk: Desk, bridge: int, stands: Callable[[int], ClaimEntry], decide: Callable[..., list[decisions.Moved]]
) -> None:
    decide(Status.DISPUTED, bridge, reason="a witness says so")
    desk.enact(notes.note, look(desk, [bridge]), "a name", kind=NoteKind.COMMENT)
    with desk.database.engine.begin() as connection:
        if desk.database.is_sqlite:
            connection.execute(text("DROP TRIGGER event_text_refuses_delete"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM event_text"))
    told = [(line.what, line.reason) for line in stands(bridge).history][-2:]
    assert told == [("marked it disputed (was unverified)", PURGED), (f"commented: {PURGED}", None)]


def test_a_claim_without_events_says_so(desk: Desk) -> None:
    with acting(replace(desk)) as act:
        assert history.last_change(act.session, 999) == "nothing is on record"
