import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from tests.processes.forks import Ended, Prepare

from claimtrack.clock import Clock
from claimtrack.config import Place
from claimtrack.errors import ChangedMeanwhile, ForbiddenMove
from claimtrack.services.articles import ingest as ingesting
from claimtrack.services.articles.ingest import Given
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.notes import note
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.services.sources.relations import unaffiliated
from claimtrack.services.verdicts.decisions import Decision, decide
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import Basis, NoteKind, Role, Stance, Status

REVIEWERS = [f"reviewer {number}" for number in range(1, 51)]


AtOnce = Callable[[Sequence[Prepare]], list[Ended]]


def test_of_fifty_reviewers_who_confirm_one_claim_at_once_one_wins_and_the_others_are_told(
    place: Place, clock: Clock, at_once: AtOnce
) -> None:
    desk, claim = _claim_with_support(place, clock)
    events = verify(desk).events
    desk.database.dispose()

    # Every second of them looks before anybody acts, the others only when they act.
    ended = at_once([_confirming(desk, name, claim, looks_early=bool(n % 2)) for n, name in enumerate(REVIEWERS)])

    told = [one for one in ended if one.error]
    assert len(ended) == len(REVIEWERS)
    assert len(told) == len(REVIEWERS) - 1
    assert {one.error for one in told} <= {"ChangedMeanwhile", "ForbiddenMove"}, told
    assert sum(one.error == "ChangedMeanwhile" for one in told) >= len(REVIEWERS) // 2 - 1
    assert all(
        re.match(rf"claim {claim} (was changed since you looked: .*confirmed|is confirmed)", one.words) for one in told
    ), told
    assert show(desk, claim).entry.status is Status.CONFIRMED
    after = verify(desk)
    assert after.problems == ()
    assert after.events == events + 1
    desk.database.dispose()


def test_of_twenty_comments_at_once_from_twenty_processes_all_are_in(
    place: Place, clock: Clock, at_once: AtOnce
) -> None:
    desk, claim = _claim_with_support(place, clock)
    notes = len(show(desk, claim).entry.notes)
    desk.database.dispose()

    # Half of them looked before anybody wrote.
    ended = at_once([_commenting(desk, name, claim, looks_early=bool(n % 2)) for n, name in enumerate(REVIEWERS[:20])])

    assert [one.error for one in ended] == [""] * 20, ended
    found = show(desk, claim).entry.notes[notes:]
    assert sorted(one.text for one in found) == sorted(f"seen by {name}" for name in REVIEWERS[:20])
    assert verify(desk).problems == ()
    desk.database.dispose()


def _commenting(desk: Desk, name: str, claim: int, *, looks_early: bool) -> Prepare:
    def prepare() -> Callable[[], None]:
        own = replace(desk, reviewer=name)
        seen = look(own, [claim]) if looks_early else None

        def comment() -> None:
            own.enact(note, seen or look(own, [claim]), f"seen by {name}", kind=NoteKind.COMMENT)

        return comment

    return prepare


def _claim_with_support(place: Place, clock: Clock) -> tuple[Desk, int]:
    create(place, reviewer="ana", clock=clock)
    desk = open_desk(place, reviewer="ana", clock=clock)
    for name in REVIEWERS:
        desk.enact(add, name, role=Role.REVIEWER)
    (one,) = ingesting.ingest(desk, [Input(b"Ana Ruiz said that the bridge is closed.", "article.txt")], Given())
    claim = one.claims[0]
    known = Bearing(Stance.SUPPORTS, Basis.RECORD, "Port Office")
    desk.enact(attach, look(desk, [claim]), examine(desk, Offered(b"The log: closed since noon.", "log.txt"), known))
    desk.enact(unaffiliated, "Port Office", because="a municipal register")
    # SQLAlchemy compiles each statement once, and the forked processes have it from here: they wait for one another
    # and a slow machine would keep the last of them waiting for longer than a command waits.
    stale = look(desk, [claim])
    desk.enact(decide, stale, Decision(Status.CONFIRMED))
    with pytest.raises(ChangedMeanwhile):
        desk.enact(decide, stale, Decision(Status.CONFIRMED))
    with pytest.raises(ForbiddenMove):
        desk.enact(decide, look(desk, [claim]), Decision(Status.CONFIRMED))
    desk.enact(decide, look(desk, [claim]), Decision(Status.UNVERIFIED, reason="looked at again"))
    return desk, claim


def _confirming(desk: Desk, name: str, claim: int, *, looks_early: bool) -> Prepare:
    def prepare() -> Callable[[], None]:
        # Nothing is shared but statements that are compiled already: each process makes its own connections.
        own = replace(desk, reviewer=name)
        seen = look(own, [claim]) if looks_early else None

        def confirm() -> None:
            own.enact(decide, seen or look(own, [claim]), Decision(Status.CONFIRMED))

        return confirm

    return prepare
