"""Give many verdicts at once, as a table says: all of them or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from claimtrack.errors import ClaimtrackError
from claimtrack.services.claims import Seen, all_of
from claimtrack.services.desk import Act
from claimtrack.services.tables import Fault, gathered
from claimtrack.services.verdicts.answers import Answered, judge_said
from claimtrack.services.verdicts.decision_tables import Ruling, Table
from claimtrack.services.verdicts.decisions import Decision, Moved, decide
from claimtrack.services.weighing.consequences import COUNTED
from claimtrack.services.weighing.policies import require_override


@dataclass(frozen=True, slots=True)
class Ruled:
    """What became of the claims of a table: the moves, those that followed from them included, and who said it."""

    moves: tuple[Moved, ...]
    said: tuple[Answered, ...]


def decide_all(act: Act, table: Table) -> Ruled:
    """Give every verdict of a table, in its order. All or none.

    Raises an error of the kind of the first row that cannot be followed, naming each such row and what is wrong there.
    """
    # Who may not override is told so, whatever else is wrong with the rows.
    if any(ruling.override for ruling in table.rulings):
        require_override(act.session, act.reviewer)
    moves: list[Moved] = []
    said: list[Answered] = []
    faults = list(table.faults)
    for ruling in table.rulings:
        try:
            with _undone_if_refused(act):
                moves += _give_verdict(act, ruling)
                said += _answer_who_said_it(act, ruling)
        except ClaimtrackError as error:
            faults.append(Fault(ruling.line, error))
    if faults:
        raise gathered(faults, table.name)
    return Ruled(tuple(moves), tuple(said))


@contextmanager
def _undone_if_refused(act: Act) -> Iterator[None]:
    """Leave nothing of a row that is refused half-way: the rows after it are looked at all the same."""
    kept = len(act.changes)
    try:
        with act.session.begin_nested():
            yield
    except ClaimtrackError:
        del act.changes[kept:]
        # What was flushed in the row would else go on standing in the session, where the next row reads it.
        act.session.expire_all()
        raise


def _give_verdict(act: Act, ruling: Ruling) -> list[Moved]:
    if ruling.verdict is None:
        return []
    # An override stands for whichever of the two answers evidence is counted for.
    override = ruling.override and (ruling.verdict in COUNTED or ruling.said is None)
    decision = Decision(ruling.verdict, ruling.reason, override=override, despite=ruling.despite)
    return decide(act, _seen(act, ruling.claim, ruling.version), decision)


def _answer_who_said_it(act: Act, ruling: Ruling) -> list[Answered]:
    if ruling.said is None:
        return []
    # The verdict of the same row has changed the claim since the row was written.
    seen = _seen(act, ruling.claim, ruling.version if ruling.verdict is None else None)
    return judge_said(act, seen, ruling.said, reason=ruling.reason, override=ruling.override)


def _seen(act: Act, number: int, version: int | None) -> Seen:
    (claim,) = all_of(act.session, [number])
    return Seen({claim.id: version or claim.version})
