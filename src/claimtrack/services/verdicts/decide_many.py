"""Give many verdicts at once, as a table says: all of them or none."""

from dataclasses import dataclass, replace

from claimtrack.services.claims import Seen, all_of
from claimtrack.services.desk import Act
from claimtrack.services.marks.findings import Conclusion, find
from claimtrack.services.marks.restatements import restate
from claimtrack.services.sheet_rows import follow
from claimtrack.services.verdicts.answers import Answered, judge_said
from claimtrack.services.verdicts.decision_tables import Ruling, Table
from claimtrack.services.verdicts.decisions import Decision, Moved, decide
from claimtrack.services.weighing.consequences import COUNTED
from claimtrack.services.weighing.policies import require_override


@dataclass(frozen=True, slots=True)
class Ruled:
    """What became of the claims of a table: the moves, those that followed from them included, and who said it.

    ``restated`` are the claims that have other words of the desk now, ``rated`` those that have another finding.
    ``left`` counts the rows that say of a claim what is on record, or nothing.
    """

    moves: tuple[Moved, ...]
    said: tuple[Answered, ...]
    left: int = 0
    restated: tuple[int, ...] = ()
    rated: tuple[tuple[int, str], ...] = ()


def decide_all(act: Act, table: Table) -> Ruled:
    """Give every verdict of a table, in its order. All or none.

    Raises an error of the kind of the first row that cannot be followed, naming each such row and what is wrong there.
    """
    # Who may not override is told so, whatever else is wrong with the rows.
    if any(ruling.override for ruling in table.rulings):
        require_override(act.session, act.reviewer)
    done = follow(act, table.rulings, _follow, table.faults, table.name)
    return Ruled(
        moves=tuple(move for one in done for move in one.moves),
        said=tuple(answered for one in done for answered in one.said),
        left=table.left + sum(one.left for one in done),
        restated=tuple(number for one in done for number in one.restated),
        rated=tuple(rated for one in done for rated in one.rated),
    )


def _follow(act: Act, ruling: Ruling) -> Ruled:
    (claim,) = all_of(act.session, [ruling.claim])
    if ruling.listed and ruling.said is claim.said:
        # What the list wrote there is no wish of anybody.
        ruling = replace(ruling, said=None)
    there = [Moved.left(claim)] if ruling.verdict is claim.status else []
    if there:
        ruling = replace(ruling, verdict=None)
    moves, said = [*there, *_give_verdict(act, ruling)], _answer_who_said_it(act, ruling)
    # What was decided in the same row has changed the claim since the row was written.
    version = None if moves or said else ruling.version
    restated, rated = _reword(act, ruling, version)
    left = not (moves or said or restated or rated)
    return Ruled(tuple(moves), tuple(said), int(left), restated, rated)


def _reword(act: Act, ruling: Ruling, version: int | None) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    """Restate a claim and say what was found of it, where the row does and that is not on record."""
    restated: tuple[int, ...] = ()
    rated: tuple[tuple[int, str], ...] = ()
    if ruling.restatement is not None:
        done = restate(act, _seen(act, ruling.claim, version), ruling.restatement)
        restated, version = (() if done.said_so else (done.claim,)), None
    if ruling.rating is not None and ruling.finding is not None:
        found = find(
            act,
            _seen(act, ruling.claim, version),
            Conclusion(ruling.rating, ruling.finding, None if ruling.verdict is not None else ruling.reason),
        )
        rated = tuple((claim, found.rating) for claim in found.claims)
    return restated, rated


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
