"""Claims as a reviewer saw them: who comes second is told what the first did."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from claimtrack.config import Place
from claimtrack.errors import ChangedMeanwhile, ClaimtrackError, NotFound
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import repair
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import Seen, look
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.evidence import attachments
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.marks import notes
from claimtrack.services.verdicts import answers, decisions, queue
from claimtrack.services.verdicts.decisions import Decision, Moved
from claimtrack.vocabulary import Basis, NoteKind, Said, Stance, Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]

WAYS: dict[str, Callable[[Desk, Seen], object]] = {
    "take": lambda desk, seen: desk.enact(queue.take, seen),
    "release": lambda desk, seen: desk.enact(queue.release, seen),
    "decide": lambda desk, seen: desk.enact(
        decisions.decide, seen, Decision(Status.DISPUTED, reason="the log differs")
    ),
    "said": lambda desk, seen: desk.enact(answers.judge_said, seen, Said.NOT_FOUND),
    "comment": lambda desk, seen: desk.enact(notes.note, seen, "hm", kind=NoteKind.COMMENT),
    "attach": lambda desk, seen: desk.enact(
        attachments.attach,
        seen,
        examine(desk, Offered(b"log", "log.txt"), Bearing(Stance.SUPPORTS, Basis.RECORD, "City Hall")),
    ),
    "correct": lambda desk, seen: desk.enact(repair.correct, seen, repair.Correction(checkable=False)),
    "split": lambda desk, seen: desk.enact(repair.split, seen, at="is closed"),
}


def test_looking_notes_each_claims_version(desk: Desk, record: Record) -> None:
    one, two = record("Ana Ruiz: The bridge is closed.", "Ana Ruiz: The port is shut.").claims
    desk.enact(queue.take, look(desk, [two]))
    seen = look(desk, [two, one, two])
    assert seen.numbers == (two, one)
    assert seen.versions == {two: 3, one: 1}  # a new status and a holder are two changes


@pytest.mark.parametrize("number", [0, 99, 2**31, 2**80])
def test_a_claim_that_is_not_there_is_named(number: int, desk: Desk, bridge: int) -> None:
    with pytest.raises(NotFound, match=f"no claim {number}; `claimtrack list` shows the numbers there are"):
        look(desk, [bridge, number])


@pytest.mark.parametrize("way", WAYS)
def test_who_comes_second_is_told_what_the_first_did(
    way: str, desk: Desk, reviewer: Desk, bridge: int, contents: Contents
) -> None:
    seen = look(reviewer, [bridge])
    desk.enact(decisions.decide, look(desk, [bridge]), Decision(Status.UNVERIFIABLE, reason="nobody can be reached"))
    before = contents()
    with pytest.raises(ChangedMeanwhile) as error:
        WAYS[way](reviewer, seen)
    assert f"claim {bridge} was changed since you looked: ana marked it unverifiable" in str(error.value)
    assert '("nobody can be reached") 1 s ago, at 2026-11-24' in str(error.value)
    assert str(error.value).endswith(f"look again with `claimtrack show {bridge}`")
    assert contents() == before


def test_a_version_that_was_noted_earlier_counts(desk: Desk, bridge: int, decide: Decide) -> None:
    noted = look(desk, [bridge]).versions[bridge]
    decide(Status.DISPUTED, bridge, reason="the log differs")
    with pytest.raises(ChangedMeanwhile):
        desk.enact(queue.take, look(desk, [bridge], version=noted))


def test_one_of_several_that_changed_stops_all(desk: Desk, record: Record, decide: Decide, contents: Contents) -> None:
    one, two = record("Ana Ruiz: The bridge is closed.", "Ana Ruiz: The port is shut.").claims
    seen = look(desk, [one, two])
    decide(Status.DISPUTED, two, reason="the log differs")
    before = contents()
    with pytest.raises(ChangedMeanwhile, match=f"claim {two} was changed"):
        desk.enact(queue.take, seen)
    assert contents() == before


def test_of_two_who_confirm_at_once_one_is_told(
    place: Place, desk: Desk, bridge: int, support: Attach, stands: Stands
) -> None:
    support(bridge)
    both_have_looked = Barrier(2, timeout=60)

    def confirm(_: int) -> str:
        mine = open_desk(place, reviewer="ana", clock=desk.clock)
        try:
            seen = look(mine, [bridge])
            both_have_looked.wait()
            mine.enact(decisions.decide, seen, Decision(Status.CONFIRMED))
        except ClaimtrackError as error:
            return type(error).__name__
        finally:
            mine.database.dispose()
        return "confirmed"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(confirm, range(2))) == ["ChangedMeanwhile", "confirmed"]
    assert sum(line.what.startswith("marked it confirmed") for line in stands(bridge).history) == 1


def test_of_two_who_attach_the_same_bytes_at_once_both_find_one_piece(desk: Desk, record: Record) -> None:
    claims = record("Ana Ruiz: The bridge is closed.", "Ana Ruiz: The port is shut.").claims
    both = Barrier(2, timeout=60)
    bearing = Bearing(Stance.SUPPORTS, Basis.RECORD, "City Hall")

    def attach(claim: int) -> Attached:
        seen = look(desk, [claim])
        both.wait()
        return replace(desk).enact(
            attachments.attach, seen, examine(replace(desk), Offered(b"log", "log.txt"), bearing)
        )

    with ThreadPoolExecutor(2) as threads:
        attached = list(threads.map(attach, claims))
    assert [one.number for one in attached] == [1, 1]
    assert sorted(one.again for one in attached) == [False, True]
