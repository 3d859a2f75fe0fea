"""When a restatement or a finding no longer fits its claim, and what may be written as one."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from claimtrack.errors import InvalidInput
from claimtrack.rules.ratings import standing
from claimtrack.rules.stated import stated
from claimtrack.vocabulary import Nature, Said, Status

LONGEST_RESTATEMENT = 600
LONGEST_FINDING = 5_000
"""In code points."""

_SHOW_NOTHING = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their category that are blank wherever they stand: the fillers of Hangul."""


def restatement_written(written: str) -> str:
    """Return a restatement as it is kept, on one line; raises InvalidInput for one that says nothing, or too much."""
    return " ".join(_checked(written, "restatement", LONGEST_RESTATEMENT).split())


def finding_written(written: str) -> str:
    """Return a finding as it is kept, with its paragraphs; raises as ``restatement_written`` does."""
    lines = _checked(written, "finding", LONGEST_FINDING).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def says_something(text: str) -> bool:
    """Tell whether a text has a letter or a digit in it that can be seen."""
    return any(unicodedata.category(sign)[0] in "LN" and sign not in _SHOW_NOTHING for sign in text)


def words_digest(text: str, spans: Sequence[Sequence[int]], nature: Nature | None) -> str:
    """Return a digest of what a claim says; how its lines are broken does not count, that it is denied does."""
    words = " ".join(stated(text, spans, nature).split())
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim says and who says it, each by a digest: what a restatement or a finding is written of."""

    words: str
    speaker: str

    @classmethod
    def of(cls, text: str, spans: Sequence[Sequence[int]], nature: Nature | None, source: int | None) -> "Claimed":
        """Return what a claim with these words says, by the number of the source on record as saying it."""
        return cls(words_digest(text, spans, nature), sha256(str(source).encode()).hexdigest()[:_OF_SPEAKER])

    @property
    def digest(self) -> str:
        """The two as one, as it is kept with what is written: as long as a digest of the words alone."""
        return self.words[:-_OF_SPEAKER] + self.speaker


_OF_SPEAKER = 16
"""Digits, of 64, that tell who says it. Before there were any, all told the words, and who says it is not known."""


def restatement_misfits(was_of: str, now: Claimed) -> tuple[str, ...]:
    """Say why a restatement does not fit its claim any more; ``was_of`` is the digest that was kept with it."""
    if was_of in {now.digest, now.words}:
        return ()
    found = ("the claim's words have changed since",) if was_of[:-_OF_SPEAKER] != now.words[:-_OF_SPEAKER] else ()
    # Of what was written before a speaker was kept, the digits at the end tell the words.
    return found or ("who says the claim is somebody else since",)


def finding_misfits(
    was_of: str, now_of: Claimed, was: tuple[Status, Said], now: tuple[Status, Said]
) -> tuple[str, ...]:
    """Say why a finding does not fit its claim any more: other words, or another verdict than the one it rests on.

    An answer to who said it counts only where there was one: nobody rests a finding on what nobody asked.
    """
    found = list(restatement_misfits(was_of, now_of))
    if standing(was[0]) is not standing(now[0]):
        found.append(f"it was written while the claim was {was[0].words}, and the claim is {now[0].words} now")
    if was[1] not in {now[1], Said.UNCHECKED}:
        found.append(f"it was written while who said it was {was[1].words}, and that is {now[1].words} now")
    return tuple(found)


def _checked(written: str, what: str, longest: int) -> str:
    odd = next((sign for sign in written if unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t"), None)
    if odd is not None:
        raise InvalidInput(f"the {what} has a character in it that no text holds (U+{ord(odd):04X}); take it out")
    if not says_something(written):
        raise InvalidInput(f"the {what} is empty; write what there is to say")
    if len(written) > longest:
        raise InvalidInput(f"the {what} is {len(written):,} characters long, and {longest:,} are the most; shorten it")
    return written
