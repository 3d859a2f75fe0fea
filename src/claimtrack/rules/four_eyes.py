"""Four eyes: which verdicts take a second person, and who cannot be that person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from claimtrack.vocabulary import VERDICTS, Said, Serves, Status

TAKES_TWO: frozenset[Status | Said] = VERDICTS | {Status.WITHDRAWN} | (frozenset(Said) - {Said.UNCHECKED})
"""What one person alone can only propose. Reopening takes one: it says less than what stood, and never more."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who had a hand in a proposed verdict, by number: its proposer, who attached which evidence, who tried in vain.

    ``attached`` holds, by person, the pieces that speak for the verdict: those that count now, and those that counted
    when it was proposed, with all on which an earlier claim among them rests. ``linked`` are those who say that another
    claim speaks against it.
    """

    proposer: int
    attached: Mapping[int, Collection[int]] = field(default_factory=dict)
    tried: Collection[int] = ()
    linked: Collection[int] = ()

    def bar(self, person: int) -> str | None:
        """Say why this person cannot be the second one, in words that read on after "you"; None where nothing does."""
        if person == self.proposer:
            return "proposed it"
        pieces = sorted(self.attached.get(person, ()))
        if pieces:
            return f"attached or put right evidence {', '.join(map(str, pieces))}, on which it rests"
        if person in self.tried:
            return "made an attempt on record, on which it rests"
        if person in self.linked:
            return "linked it to the claim that speaks against it"
        return None


def question_of(verdict: Status | Said) -> Serves:
    """Tell which of the two questions a verdict answers."""
    return Serves.SAID if isinstance(verdict, Said) else Serves.TRUTH


def worded(verdict: Status | Said) -> str:
    """Name a verdict in words that cannot be taken for the other question's."""
    words = verdict.words
    return f"said: {words}" if isinstance(verdict, Said) else words
