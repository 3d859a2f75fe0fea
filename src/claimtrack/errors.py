"""Everything that can go wrong by a user's hand, each kind with its exit code.

A message says what, which object, and what to do next; the last as data (``remedies``), which whoever shows the
message writes in its own way. The command line turns the hierarchy into exit codes in one place (``cli.main``);
nothing else in the program knows about them.
"""

import unicodedata
from typing import ClassVar

from claimtrack.remedies import Blank, Field, Step, Words, do


class ClaimtrackError(Exception):
    """A problem that a user can understand and act on.

    ``message`` has its remedies as data; ``str`` writes them as the command line does.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: Words) -> None:
        super().__init__(message)
        self.message = message


class UsageError(ClaimtrackError):
    """The command was put together in a way that means nothing."""

    exit_code = 2


class InvalidInput(ClaimtrackError):
    """A file, page, date or text that cannot be taken as it is."""

    exit_code = 3


class ReaderFailed(InvalidInput):
    """A file whose reader hung, died, or took all memory that it may; perhaps another machine reads it."""


class ModelUnusable(ClaimtrackError):
    """The learned engine's weights are missing, damaged or not ours."""

    exit_code = 3


class NotFound(ClaimtrackError):
    """A claim, article, source, piece of evidence, reviewer or workspace that is not there."""

    exit_code = 4


class ForbiddenMove(ClaimtrackError):
    """The rules, or the role of who acts, do not allow this move."""

    exit_code = 5


class ChangedMeanwhile(ClaimtrackError):
    """Somebody else changed the same thing first."""

    exit_code = 6


class GateNotPassed(ClaimtrackError):
    """Something that is to be published falls short of what has to be so."""

    exit_code = 7


class VerificationFailed(ClaimtrackError):
    """The record, a file or an excerpt is not what was recorded."""

    exit_code = 8


class DatabaseTrouble(ClaimtrackError):
    """The database is locked, damaged, read-only, of another version or out of reach."""


class StoreTrouble(DatabaseTrouble):
    """A store elsewhere, where files are kept, is out of reach or fails; they may be as they were."""


def not_there(what: str, list_of_them: Step, those: str = "the numbers there are") -> NotFound:
    """Return the error for what is not there, which names the list that shows what is."""
    return NotFound(f"{what}; " + do(list_of_them) + f" shows {those}")


def require_reason(given: str | None, what: Words) -> str:
    """Return the words that were given; raises ForbiddenMove, saying what takes them, where they say nothing."""
    if given is None or not says_why(given):
        raise ForbiddenMove(_without_reason(what, given))
    return given


def refuse_empty_reason(given: str | None) -> None:
    """Raise ForbiddenMove for a reason that nobody asked for, and that says nothing; blanks are none."""
    if given is not None and given.strip() and not says_why(given):
        raise ForbiddenMove(_without_reason("a reason takes words", given))


def _without_reason(what: Words, given: str | None) -> Words:
    return what + _but(given) + "; say " + Field("reason", Blank.TEXT)


def _but(given: str | None) -> str:
    """Say of words that were given, and that one can see, that they say nothing."""
    if given is None or not letters_of(given):
        return ""
    return f', and "{given.strip()}" says nothing (three letters at least, not all the same)'


def says_why(given: str | None) -> bool:
    """Tell whether words can be a reason.

    They have three letters or digits, not all the same, and one letter among them: "ok", "xx", "1234", blanks, dashes
    and what cannot be seen say nothing. Where a sign is a word or a syllable (Chinese, Japanese, Korean, Ethiopic),
    two are enough.
    """
    letters = letters_of(given or "")
    weight = sum(_OF_A_SYLLABLE if _is_syllable(mark) else _OF_A_LETTER for mark in letters)
    return weight >= _ENOUGH and len(set(letters)) > 1 and any(mark.isalpha() for mark in letters)


def letters_of(given: str) -> list[str]:
    """Return the letters and digits of a text that can be seen, with the signs that stand for vowels."""
    marks = unicodedata.normalize("NFKC", given).casefold()
    return [mark for mark in marks if unicodedata.category(mark)[0] in "LNM" and mark not in _UNSEEN]


def _is_syllable(mark: str) -> bool:
    return unicodedata.name(mark, "").startswith(_SYLLABLES)


_OF_A_LETTER, _OF_A_SYLLABLE, _ENOUGH = 2, 3, 6
"""Three letters are enough, and so are two signs that are a word or a syllable each."""
_SYLLABLES = ("CJK ", "HIRAGANA ", "KATAKANA ", "HANGUL ", "YI SYLLABLE", "ETHIOPIC ", "CHEROKEE ", "VAI ")


_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""Letters and marks by Unicode's word that nobody can see: the fillers of Hangul, joiners, variation selectors."""
