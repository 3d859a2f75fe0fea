"""Give many verdicts at once, as a table says: all of them or none."""

from dataclasses import dataclass, replace

from claimtrack.services.claims import Seen, all_of
from claimtrack.services.desk import Act
from claimtrack.services.sheet_rows import follow
from claimtrack.services.verdicts.answers import Answered, judge_said
from claimtrack.services.verdicts.decision_tables import Ruling, Table
from claimtrack.services.verdicts.decisions import Decision, Moved, decide
from claimtrack.services.weighing.consequences import COUNTED
from claimtrack.services.weighing.policies import require_override


@dataclass(frozen=True, slots=True)
class Ruled:
    """What became of the claims of a table: the moves, those that followed from them included, and who said it.

    ``left`` counts the rows that say of a claim what is on record, or nothing.
    """

    moves: tuple[Moved, ...]
    said: tuple[Answered, ...]
    left: int = 0


def decide_all(act: Act, table: Table) -> Ruled:
    """Give every verdict of a table, in its order. All or none.

    Raises an error of the kind of the first row that cannot be followed, naming each such row and what is wrong there.
    """
    # Who may not override is told so, whatever else is wrong with the rows.
    if any(ruling.override for ruling in table.rulings):
        require_override(act.session, act.reviewer)
    done = follow(act, table.rulings, _follow, table.faults, table.name)
    moves = [move for moved, _ in done for move in moved]
    said = [one for _, told in done for one in told]
    return Ruled(tuple(moves), tuple(said), table.left + sum(not moved and not told for moved, told in done))


def _follow(act: Act, ruling: Ruling) -> tuple[list[Moved], list[Answered]]:
    (claim,) = all_of(act.session, [ruling.claim])
    if ruling.listed and ruling.said is claim.said:
        # What the list wrote there is no wish of anybody.
        ruling = replace(ruling, said=None)
    there = [Moved.left(claim)] if ruling.verdict is claim.status else []
    if there:
        ruling = replace(ruling, verdict=None)
    return [*there, *_give_verdict(act, ruling)], _answer_who_said_it(act, ruling)


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
