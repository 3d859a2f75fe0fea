"""What a verdict on a claim hangs on, in sentences: the assumptions whose failing would take it away."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.db.models import Claim
from claimtrack.rules.evidence import Independence
from claimtrack.rules.linchpins import Assumption, Pin, linchpins, told
from claimtrack.rules.set_aside import on_doubts_let_go, set_aside
from claimtrack.services.weighing.consequences import COUNTED
from claimtrack.services.weighing.weighing import Weighing
from claimtrack.vocabulary import Stance, Status


@dataclass(frozen=True, slots=True)
class Hanging:
    """The smallest sets of assumptions that a verdict hangs on, each assumption with what would be so were it wrong.

    ``spare`` is how many origins there are beyond those needed. ``exact`` is False where there may be more sets.
    """

    sets: tuple[tuple[tuple[Assumption, str], ...], ...]
    spare: int
    exact: bool

    @property
    def smallest(self) -> int | None:
        """How few assumptions take the verdict away; None where it takes more than two."""
        return min(map(len, self.sets), default=None)

    def sentences(self) -> tuple[str, ...]:
        """Say each set."""
        return tuple(f"if {' and '.join(words for _, words in one)}" for one in self.sets)

    def mark(self) -> str:
        """Say in a few words how firmly the verdict stands."""
        return _MARKS.get(self.smallest or _FIRM, "falls with no two assumptions")

    def line(self) -> str:
        """Say in one line how firmly the verdict stands, with the first sets."""
        if self.smallest is None:
            sure = "nothing that was found" if not self.exact else "no one and no two of the things assumed"
            return f"{sure} would take it away by failing"
        few = [words for words, one in zip(self.sentences(), self.sets, strict=True) if len(one) == self.smallest]
        more = len(few) - _TOLD
        rest = f", and {more} more" if more > 0 else ""
        return f"{_HOW_FEW[self.smallest]}: {'; or '.join(few[:_TOLD])}{rest}"


def rank(claim: int, found: Hanging | None) -> tuple[int, int, int]:
    """Return the place of a verdict in a list with the weakest first: by how few assumptions, then by how many sets.

    What no count of evidence carries, such as an override, comes before all others.
    """
    if found is None:
        return (0, 0, claim)
    smallest = found.smallest
    sets = sum(len(one) == smallest for one in found.sets)
    return (smallest if smallest is not None else _FIRM, -sets, claim)


_FIRM = 3
_TOLD = 3
_MARKS = {1: "falls with one assumption", 2: "falls with two assumptions"}
_HOW_FEW = {1: "it falls with one assumption", 2: "it falls with two assumptions"}


def hanging(claim: Claim, weighing: Weighing) -> Hanging | None:
    """Return what the standing verdict of a claim hangs on; None where no count of evidence carries one."""
    if claim.status not in COUNTED or claim.overridden or not weighing.holds(claim.status):
        return None
    laid = weighing.laid
    stance = Stance.REFUTES if claim.status is Status.REFUTED else Stance.SUPPORTS
    found = linchpins(laid.claim, laid.evidence, laid.ties, stance=stance)
    if found is None:
        return None
    # Whoever reads that a piece stands against it and was answered takes the answer's word for it.
    alone = [(Assumption(Pin.ANSWER, number),) for number in _answered(claim, weighing)]
    aside = {Assumption(Pin.SET_ASIDE, piece.number): piece for piece in set_aside(_opposing(claim, weighing))}
    outlet = [(Assumption(Pin.OUTLET, claim.id),)] if laid.claim.outlet_unknown and found.spare == 0 else []
    doubts = on_doubts_let_go(found, laid.claim, laid.evidence, laid.ties) if stance is Stance.SUPPORTS else ()
    sets = (*alone, *((one,) for one in aside), *outlet, *doubts, *found.sets)

    def worded(one: Assumption) -> str:
        why = f" (it {aside[one].reason})" if one in aside else ""
        return told(one, laid.evidence, laid.ties) + why

    return Hanging(tuple(tuple((one, worded(one)) for one in some) for some in sets), found.spare, found.exact)


def _opposing(claim: Claim, weighing: Weighing) -> Independence:
    """Return the evidence against a claim's verdict."""
    return weighing.supporting if claim.status is Status.REFUTED else weighing.refuting


def _answered(claim: Claim, weighing: Weighing) -> Sequence[int]:
    """Return the pieces that stand against a claim's verdict but for the answer that somebody gave to them."""
    left = weighing.unanswered_for if claim.status is Status.REFUTED else weighing.unanswered_against
    return [number for number in _opposing(claim, weighing).standing if number not in left]


def lines(claim: Claim, weighing: Weighing) -> Sequence[str]:
    """Return the line on what a claim's verdict hangs on, for its card; none where nothing carries one."""
    found = hanging(claim, weighing)
    return (found.line(),) if found is not None else ()
