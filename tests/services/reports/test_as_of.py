"""What is shown as of an earlier event is what was shown when that event was the newest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from claimtrack.errors import InvalidInput, NotFound
from claimtrack.reports.model import ClaimEntry, Report
from claimtrack.reports.registry import load_renderer
from claimtrack.services.articles import details, repair
from claimtrack.services.articles.details import Details
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import Attached, correct_source, withdraw
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes, tags
from claimtrack.services.marks.parties import NamedParty
from claimtrack.services.reports.gather import gather, show
from claimtrack.services.sources import grades
from claimtrack.services.verdicts import answers, decisions, queue
from claimtrack.vocabulary import Basis, NoteKind, PartySide, Reliability, Said, Status


def _rebuilt(entry: ClaimEntry) -> ClaimEntry:
    """Leave out what is told of the past in other words, or not: how pieces weighed, a chain's words, linchpins."""
    evidence = tuple(replace(piece, counts=None, weighed=None) for piece in entry.evidence)
    outlet = tuple(hop for hop in entry.hops if hop.role == "outlet")
    return replace(entry, independence=(), why=(), evidence=evidence, hops=outlet, linchpins=())


@pytest.fixture
def steps(
    desk: Desk,
    reviewer: Desk,
    bridge: int,
    support: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
    record: Callable[..., Ingested],
    once: Callable[[str, Callable[[], dict[int, tuple[ClaimEntry, Report]]]], dict[int, tuple[ClaimEntry, Report]]],
) -> dict[int, tuple[ClaimEntry, Report]]:
    """Do a day's work on a claim; gives, by event, how the claim was shown and reported when that was the newest."""
    return once("steps", lambda: _day((desk, reviewer), bridge, support, decide, record))


def _day(
    desks: tuple[Desk, Desk],
    bridge: int,
    support: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
    record: Callable[..., Ingested],
) -> dict[int, tuple[ClaimEntry, Report]]:
    desk, reviewer = desks
    one = [bridge]
    work: list[Callable[[], object]] = [
        lambda: reviewer.enact(queue.take, look(desk, one)),
        lambda: reviewer.enact(tags.tag, look(desk, one), "Roads"),
        lambda: reviewer.enact(tags.tag, look(desk, one), "bridges"),
        lambda: reviewer.enact(tags.untag, look(desk, one), "roads"),
        lambda: reviewer.enact(notes.note, look(desk, one), "ask the mayor", kind=NoteKind.COMMENT),
        lambda: support(bridge, by=reviewer, excerpt="log of"),
        lambda: decide(Status.CONFIRMED, bridge),
        lambda: desk.enact(answers.judge_said, look(desk, one), Said.VERIFIED, reason="I was there", override=True),
        lambda: desk.enact(grades.grade, "Port Office", Reliability.B),
        lambda: desk.enact(grades.grade, "Port Office", Reliability.F),
        lambda: desk.enact(correct_source, 1, source="Road Office", reason="their stamp"),
        lambda: desk.enact(amend, 1, Amendment(basis=Basis.HEARSAY, dated=date(2026, 5, 1)), reason="he only heard it"),
        lambda: desk.enact(withdraw, 1, reason="another bridge"),
        lambda: decide(Status.CONFIRMED, bridge, override=True, reason="I saw it"),
        lambda: desk.enact(repair.correct, look(desk, one), Correction(quotes=("bridge is closed",))),
        lambda: desk.enact(repair.correct, look(desk, one), Correction(speaker="Cleo Marsh", new_source=True)),
        lambda: desk.enact(
            repair.correct,
            look(desk, one),
            Correction(parties=(NamedParty(PartySide.ACCUSED, "Army"),), new_source=True),
        ),
        lambda: desk.enact(repair.correct, look(desk, one), Correction(no_parties=("Army",), reason="a victim")),
        lambda: record("Ben Okoro: The port is shut.", name="port.txt"),
        lambda: desk.enact(details.correct, 1, Details(title="The valley", outlet="Valley Post", new_source=True)),
        lambda: desk.enact(repair.correct, look(desk, one), Correction(checkable=False)),
        lambda: decide(Status.WITHDRAWN, bridge, reason="no claim"),
    ]
    seen = {}
    for step in work:
        seen[verify(desk).events] = (show(desk, bridge).entry, gather(desk))
        step()
    return seen


def test_a_claim_is_shown_as_it_was_shown_then(
    desk: Desk, bridge: int, steps: dict[int, tuple[ClaimEntry, Report]]
) -> None:
    assert len(steps) == 22
    for number, (then, _) in steps.items():
        found = show(desk, bridge, as_of=number)
        assert found.as_of is not None
        assert found.as_of.number == number
        assert _rebuilt(found.entry) == _rebuilt(then), number


def test_a_report_is_as_it_was_then(desk: Desk, steps: dict[int, tuple[ClaimEntry, Report]]) -> None:
    for number, (_, then) in steps.items():
        found = gather(desk, as_of=number)
        assert (found.head_number, found.head_hash, found.as_of) == (number, then.head_hash, then.as_of)
        assert (found.past, then.past) == (True, False)
        assert found.summary == then.summary, number
        for one, other in zip(found.articles, then.articles, strict=True):
            assert replace(one, claims=()) == replace(other, claims=())
            assert [_rebuilt(entry) for entry in one.claims] == [_rebuilt(entry) for entry in other.claims]


def test_what_carried_a_verdict_is_told_by_what_it_counted(
    desk: Desk, bridge: int, steps: dict[int, tuple[ClaimEntry, Report]]
) -> None:
    number = next(number for number, (then, _) in steps.items() if then.status is Status.CONFIRMED)
    entry = show(desk, bridge, as_of=number).entry
    assert entry.independently_confirmed
    assert entry.independence == ("independently confirmed: the verdict rested on evidence 1",)
    assert [(piece.counts, piece.weighed) for piece in entry.evidence] == [(True, "counted for the verdict")]
    assert entry.linchpins == ("not worked out for a past moment: the ties between sources were others then",)
    before = next(number for number, (then, _) in steps.items() if then.status is not Status.CONFIRMED)
    assert show(desk, bridge, as_of=before).entry.linchpins == ()


def test_a_moment_is_the_newest_event_before_it(
    desk: Desk, bridge: int, steps: dict[int, tuple[ClaimEntry, Report]]
) -> None:
    for number, (_, then) in steps.items():
        found = show(desk, bridge, as_of=then.as_of + timedelta(microseconds=1)).as_of
        assert found is not None
        assert (found.number, found.at) == (number, then.as_of)


def test_moments_at_which_nothing_stood_are_told(desk: Desk, bridge: int) -> None:
    with pytest.raises(NotFound, match="no event 99; the record has the events 1 to"):
        show(desk, bridge, as_of=99)
    with pytest.raises(NotFound, match="no event 0"):
        show(desk, bridge, as_of=0)
    with pytest.raises(InvalidInput, match="nothing was on record then; the first event is from 2026-11-24"):
        show(desk, bridge, as_of=datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(InvalidInput, match="is in the future"):
        gather(desk, as_of=datetime(2999, 1, 1, tzinfo=UTC))
    with pytest.raises(NotFound, match=f"claim {bridge} was not on record at event 1"):
        show(desk, bridge, as_of=1)
    with pytest.raises(NotFound, match="article 1 was not on record at event 2"):
        gather(desk, 1, as_of=2)


@pytest.mark.parametrize("kind", ["txt", "md", "html", "json", "csv"])
def test_every_format_says_of_which_event_it_tells(desk: Desk, bridge: int, kind: str) -> None:
    number = verify(desk).events
    desk.enact(queue.take, look(desk, [bridge]))
    told = load_renderer(kind)(gather(desk, as_of=number)).decode()
    marks = {"json": f'"head_number": {number}', "csv": f'"yes","{number}"', "html": f"As of event {number}, "}
    assert marks.get(kind, f"AS OF EVENT {number}, ") in told
    assert '"past": true' in told or kind != "json"
    assert "AS OF EVENT" not in load_renderer("txt")(gather(desk)).decode()
