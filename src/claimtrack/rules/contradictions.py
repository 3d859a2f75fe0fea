"""Two confirmed claims that cannot both be true: the alarm that no desk may publish over."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.vocabulary import ClaimLinkKind


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Both claims are confirmed, and ``claim`` denies or contradicts ``other`` by a link that nobody rejected."""

    claim: int
    kind: ClaimLinkKind
    other: int

    def seen_from(self, number: int) -> str:
        """Say it of one of the two: ``confirmed, and so is claim 15, which it denies``."""
        if number == self.claim:
            return f"confirmed, and so is claim {self.other}, which it {self.kind}"
        return f"confirmed, and so is claim {self.claim}, which {self.kind} it"

    def against(self, number: int) -> int:
        """Return the other one of the two."""
        return self.other if number == self.claim else self.claim


def by_claim(found: Iterable[Contradiction]) -> dict[int, tuple[Contradiction, ...]]:
    """Return the contradictions of each claim that is in one, in the order given."""
    held: dict[int, list[Contradiction]] = defaultdict(list)
    for one in found:
        held[one.claim].append(one)
        held[one.other].append(one)
    return {number: tuple(ones) for number, ones in held.items()}
