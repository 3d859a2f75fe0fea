"""Under which of the signs a claim stands, and the status in words."""

from enum import StrEnum

from claimtrack.reports.model import ClaimEntry
from claimtrack.vocabulary import OPEN, Status


class Sign(StrEnum):
    """How a claim stands, as one of the signs that a reader tells apart."""

    CONFIRMED = "confirmed"
    CONFIRMED_NOT_INDEPENDENT = "confirmed_not_independent"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIABLE = "unverifiable"
    IN_REVIEW = "in_review"
    UNVERIFIED = "unverified"
    NOT_CHECKABLE = "not_checkable"
    WITHDRAWN = "withdrawn"


SIGNS = {
    Sign.CONFIRMED: "✓",
    Sign.CONFIRMED_NOT_INDEPENDENT: "~",
    Sign.DISPUTED: "±",
    Sign.REFUTED: "✗",
    Sign.UNVERIFIABLE: "?",
    Sign.IN_REVIEW: "◐",
    Sign.UNVERIFIED: "○",
    Sign.NOT_CHECKABLE: "·",
    Sign.WITHDRAWN: "–",
}

OVERRIDE_SIGN = "⚑"
ALARM_SIGN = "⚠"

LEGEND = {
    Sign.CONFIRMED: ("confirmed, independently", "independent evidence supports it"),
    Sign.CONFIRMED_NOT_INDEPENDENT: (
        "confirmed, not independently",
        "by override, or on evidence that does not count as independent",
    ),
    Sign.DISPUTED: ("disputed", "something on record stands against it"),
    Sign.REFUTED: ("refuted", "the evidence shows otherwise"),
    Sign.UNVERIFIABLE: ("unverifiable", "what there is does not decide it"),
    Sign.IN_REVIEW: ("in review", "somebody is checking it; no verdict yet"),
    Sign.UNVERIFIED: ("unverified", "no verdict yet"),
    Sign.NOT_CHECKABLE: ("not checkable", "an opinion, wish, question or demand; it waits for no verdict"),
    Sign.WITHDRAWN: ("withdrawn", "taken off the list of claims"),
}


def sign_of(entry: ClaimEntry) -> Sign:
    """Say under which sign a claim stands."""
    if entry.status is Status.CONFIRMED:
        return Sign.CONFIRMED if entry.independently_confirmed else Sign.CONFIRMED_NOT_INDEPENDENT
    if not entry.checkable and entry.status in OPEN:
        return Sign.NOT_CHECKABLE
    return Sign(entry.status.value)


def standing(entry: ClaimEntry) -> str:
    """Give the status in words, with its independence: ``confirmed, independently``; ``refuted by override``."""
    if entry.overridden:
        return in_own_words(entry.status_word, f"{status_word(entry.status)} by override")
    return in_own_words(entry.status_word, LEGEND[sign_of(entry)][0])


def status_word(status: Status) -> str:
    """Give a status as a word."""
    return status.value.replace("_", " ")


def in_own_words(own: str | None, words: str) -> str:
    """Put the desk's own word in front of the program's, which stays: a reader elsewhere knows no other."""
    return f"{own} ({words})" if own is not None else words
