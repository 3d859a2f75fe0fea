"""What a cue is: words that doubt, the words without which they cannot stand there, and examples of both readings."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from claimtrack.vocabulary import CaveatKind

WORD = re.compile(r"[a-z]+")
"""A word as triggers are written: "didn't" is "didn" and "t"."""
Way = tuple[frozenset[str], ...]


class Where(Enum):
    """Where the doubted claim is named, as seen from the cue."""

    SUBJECT = "the claim could not be confirmed"
    OBJECT = "nobody could confirm the claim"
    NOUN = "unconfirmed reports that"
    SPEECH = "without evidence, he said"
    BACK = "there was no confirmation"


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to put a doubt into words.

    ``pattern`` is a regular expression; case does not count. ``triggers`` are the words, in lower case, of which one
    must be in a sentence for the pattern to be tried on it; of sets divided by "+", one of each; "/" divides two such
    ways. ``reads`` are sentences that it matches; ``leaves`` are traps, sentences that look alike and that it must not.
    """

    pattern: str
    triggers: str
    reads: tuple[str, ...]
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one kind that are read in the same way: where several match at a place, the first one counts.

    ``begins`` is what must hold in front of each, as a pattern; ``where`` is None where the reader itself knows.
    """

    kind: CaveatKind
    cues: tuple[Cue, ...]
    where: Where | None = None
    begins: str = r"\b"
    pattern: re.Pattern[str] = field(init=False)
    ways: tuple[Way, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", self.alone(*self.cues))
        object.__setattr__(self, "ways", _ways(self.cues))

    def alone(self, *cues: Cue) -> re.Pattern[str]:
        """Return the pattern of these cues, as if there were no others."""
        return re.compile(self.begins + "(?:" + "|".join(cue.pattern for cue in cues) + ")", re.IGNORECASE)

    def may_be_in(self, known: set[str]) -> bool:
        """Tell whether a sentence of these words, in lower case, may hold a cue: most sentences hold none."""
        for way in self.ways:
            for words in way:
                if words.isdisjoint(known):
                    break
            else:
                return True
        return False

    def find(self, words: str, known: set[str]) -> Iterator[re.Match[str]]:
        """Find the cues in a sentence, whose words in lower case are ``known``."""
        return self.pattern.finditer(words) if self.may_be_in(known) else iter(())


def _ways(cues: tuple[Cue, ...]) -> tuple[Way, ...]:
    """Return the ways in which a cue may be there, those that differ in their first words alone as one."""
    first: dict[Way, set[str]] = defaultdict(set)
    for way in (way for cue in cues for way in cue.triggers.split("/")):
        head, *others = (frozenset(words.split()) for words in way.split("+"))
        first[tuple(others)] |= head
    return tuple((frozenset(words), *others) for others, words in first.items())
