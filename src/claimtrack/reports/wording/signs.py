"""Under which of the signs a claim stands, and the status in words."""

from enum import StrEnum
from typing import Protocol

from claimtrack.reports.model import ClaimEntry
from claimtrack.vocabulary import OPEN, Status


class Sign(StrEnum):
    """How a claim stands, as one of the signs that a reader tells apart: its mark, its word and what it means."""

    mark: str
    word: str
    meaning: str

    def __new__(cls, value: str, mark: str, word: str, meaning: str) -> "Sign":
        """Make a member of its row in the table below."""
        self = str.__new__(cls, value)
        self._value_, self.mark, self.word, self.meaning = value, mark, word, meaning
        return self

    CONFIRMED = "confirmed", "✓", "confirmed, independently", "independent evidence supports it"
    CONFIRMED_NOT_INDEPENDENT = (
        "confirmed_not_independent",
        "~",
        "confirmed, not independently",
        "by an editor's override, or on evidence that does not count as independent",
    )
    DISPUTED = "disputed", "±", "disputed", "something on record speaks against it"
    REFUTED = "refuted", "✗", "refuted", "the evidence shows otherwise"
    UNVERIFIABLE = "unverifiable", "?", "unverifiable", "nothing that was found decides it"
    IN_REVIEW = "in_review", "◐", "in review", "somebody is checking it; no verdict yet"
    UNVERIFIED = "unverified", "○", "unverified", "no verdict yet"
    NOT_CHECKABLE = (
        "not_checkable",
        "·",
        "not checkable",
        "an opinion, wish, question or demand: it needs no verdict",
    )
    WITHDRAWN = "withdrawn", "–", "withdrawn", "taken off the list of claims"


OVERRIDE_SIGN = "⚑"
ALARM_SIGN = "⚠"


class Standing(Protocol):
    """What a claim's sign depends on."""

    @property
    def status(self) -> Status:
        """Where it stands."""
        ...

    @property
    def checkable(self) -> bool:
        """Whether it can be held against evidence."""
        ...

    @property
    def independently_confirmed(self) -> bool:
        """Whether it is, as computed."""
        ...


def sign_of(entry: Standing) -> Sign:
    """Say under which sign a claim stands."""
    if entry.status is Status.CONFIRMED:
        return Sign.CONFIRMED if entry.independently_confirmed else Sign.CONFIRMED_NOT_INDEPENDENT
    if not entry.checkable and entry.status in OPEN:
        return Sign.NOT_CHECKABLE
    return Sign[entry.status.name]


def standing(entry: ClaimEntry) -> str:
    """Return the status in words, with its independence: ``confirmed, independently``; ``refuted by override``."""
    if entry.overridden:
        return in_own_words(entry.status_word, f"{entry.status.words} by override")
    return in_own_words(entry.status_word, sign_of(entry).word)


def in_own_words(own: str | None, words: str) -> str:
    """Put the desk's own word in front of the program's, which stays: a reader elsewhere knows no other."""
    return f"{own} ({words})" if own is not None else words
