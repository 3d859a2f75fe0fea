"""One person's way through the queue: where they are, where they were, what comes next."""

from dataclasses import dataclass, field

from claimtrack.services.verdicts.queue import Share


@dataclass(slots=True)
class Walk:
    """The claims that were looked at, in order, and which of them is looked at now.

    ``left`` are those that were gone on from: they are come back to by going back alone. ``visited`` are those that a
    person saw, or went to whatever became of them.
    """

    share: Share
    walked: list[int] = field(default_factory=list)
    left: set[int] = field(default_factory=set)
    visited: set[int] = field(default_factory=set)
    at: int = -1

    @property
    def here(self) -> int | None:
        """The claim that is looked at; None where none is."""
        return self.walked[self.at] if 0 <= self.at < len(self.walked) else None

    def on(self) -> int | None:
        """Go on to the first claim ahead that was not gone on from, else to the most urgent one; None at the end."""
        ahead = (place for place in range(self.at + 1, len(self.walked)) if self.walked[place] not in self.left)
        place = next(ahead, None)
        if place is None:
            number = self.share.first(without=self.walked)
            if number is None:
                self.at = len(self.walked)
                return None
            self.walked.append(number)
            place = len(self.walked) - 1
        self.at = place
        return self.here

    def back(self) -> bool:
        """Go back to the claim that was looked at before; False where there is none."""
        if self.at <= 0:
            return False
        self.at -= 1
        self.left.discard(self.walked[self.at])
        return True

    def to(self, number: int) -> None:
        """Go to a claim, wherever it stands."""
        if number not in self.walked:
            self.walked.insert(self.at + 1, number)
        self.visited.add(number)
        self.at = self.walked.index(number)
        self.left.discard(number)

    def leave(self) -> None:
        """Be done with the claim that is looked at."""
        if self.here is not None:
            self.left.add(self.here)

    def where(self) -> str:
        """Say it: ``3 of 20``."""
        return f"{self.at + 1} of {len(self.walked) + self.share.length(without=self.walked)}"
