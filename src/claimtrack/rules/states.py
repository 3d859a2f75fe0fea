"""The moves a claim can make and what each demands: the table of the design, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from claimtrack.vocabulary import OPEN, VERDICTS, Demand, Status

_WHAT_A_VERDICT_TAKES: dict[Status, frozenset[Demand]] = {
    Status.CONFIRMED: frozenset({Demand.CHECKABLE, Demand.CONFIRMATION}),
    Status.DISPUTED: frozenset({Demand.CHECKABLE, Demand.DOUBT}),
    Status.REFUTED: frozenset({Demand.CHECKABLE, Demand.REFUTATION}),
    Status.UNVERIFIABLE: frozenset({Demand.CHECKABLE, Demand.REASON}),
}


def _table() -> Mapping[tuple[Status, Status], frozenset[Demand]]:
    moves: dict[tuple[Status, Status], frozenset[Demand]] = {
        (Status.UNVERIFIED, Status.IN_REVIEW): frozenset(),
        (Status.IN_REVIEW, Status.UNVERIFIED): frozenset(),
        (Status.WITHDRAWN, Status.UNVERIFIED): frozenset({Demand.REASON}),
    }
    reason = frozenset({Demand.REASON})
    for verdict, demands in _WHAT_A_VERDICT_TAKES.items():
        moves |= {(start, verdict): demands for start in OPEN}
        moves |= {(other, verdict): demands | reason for other in VERDICTS - {verdict}}
        moves[verdict, Status.UNVERIFIED] = reason
    moves |= {(start, Status.WITHDRAWN): reason for start in OPEN | VERDICTS}
    return MappingProxyType(moves)


#: (from, to) -> what the move demands; a pair that is not here cannot be moved.
MOVES = _table()


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a reviewer has to show for a move.

    ``confirms`` and ``refutes`` tell whether the evidence that counts meets the policy and every opposing piece that
    counts is answered; ``doubted`` whether a refuting piece or a denying or contradicting link is on record.
    ``override`` is an editor's decision to go past the evidence; its reason is demanded all the same. ``reason_asked``
    tells that the desk's policy asks for a reason where the states would not.
    """

    checkable: bool
    reason: bool = False
    confirms: bool = False
    refutes: bool = False
    doubted: bool = False
    override: bool = False
    reason_asked: bool = False


def unmet(start: Status, to: Status, grounds: Grounds) -> frozenset[Demand] | None:
    """Return the demands of a move that ``grounds`` do not meet: empty when it may be made.

    None when no grounds in the world allow it, for example from withdrawn straight to confirmed.
    """
    demands = MOVES.get((start, to))
    if demands is None:
        return None
    if grounds.reason_asked:
        demands |= {Demand.REASON}
    if grounds.override:
        demands = (demands - {Demand.CONFIRMATION, Demand.REFUTATION}) | {Demand.REASON}
    met = {
        Demand.REASON: grounds.reason,
        Demand.CHECKABLE: grounds.checkable,
        Demand.CONFIRMATION: grounds.confirms,
        Demand.REFUTATION: grounds.refutes,
        Demand.DOUBT: grounds.doubted or grounds.reason,
    }
    return frozenset(demand for demand in demands if not met[demand])
