"""How many independent origins a confirmation takes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubts:
    """Why a claim may need more than the usual number of origins."""

    caveated: bool = False
    hearsay: bool = False
    speaker_unnamed: bool = False

    def reasons(self) -> tuple[str, ...]:
        """Say each doubt in words that read on after "because"."""
        named = (
            (self.caveated, "the article itself doubts it"),
            (self.hearsay, "the speaker only heard it from others"),
            (self.speaker_unnamed, "the speaker is not named"),
        )
        return tuple(words for holds, words in named if holds)


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers of independent origins that ``confirm`` and ``refute`` demand."""

    origins: int = 1
    origins_when_doubted: int = 2

    def required(self, doubts: Doubts) -> int:
        """Give the number of independent origins that a claim with these doubts needs."""
        return self.origins_when_doubted if doubts.reasons() else self.origins


DEFAULT_POLICY = Policy()
