"""Whether a word is a reporting verb where it stands, and which words belong to it."""

from collections.abc import Sequence

from claimtrack.extraction.english import speech_verbs
from claimtrack.extraction.english.determiners import BEFORE_NOUNS, POSSESSIVE_ENDINGS
from claimtrack.extraction.english.verb_words import (
    IS_AND_WAS,
    MODAL,
    NOT,
    NOT_ADVERBS,
    NOUNS_IN_S,
    POSITIVE,
)
from claimtrack.extraction.text.layout import Word


def base_of(words: Sequence[Word], place: int) -> str | None:
    """Return the base form of the reporting verb at ``place``, or None where the word is no verb or reports nothing."""
    word = words[place]
    base = speech_verbs.SAYING.get(word.low) or speech_verbs.CLAIMING.get(word.low)
    if base is None or (place and word.text[0].isupper()):
        return None
    return base if not _is_noun(words, place, base) else None


def cue_start(words: Sequence[Word], place: int) -> int:
    """Find where the verb's own words begin: auxiliaries and adverbs in front of it."""
    first = place
    while first > 0 and words[first - 1].quoted < 0 and is_auxiliary(words[first - 1]):
        first -= 1
    return first


def is_auxiliary(word: Word) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    if word.low in speech_verbs.AUXILIARY:
        return True
    return word.low.endswith("ly") and word.text[0].islower() and word.low not in NOT_ADVERBS


def is_passive(words: Sequence[Word], first: int, place: int) -> bool:
    """Tell whether a verb with its auxiliaries from ``first`` on is passive: ``could not be confirmed``."""
    if words[place].low.endswith("ing"):
        return False
    return any(word.low in IS_AND_WAS for word in words[first:place])


def is_denied(words: Sequence[Word], first: int, place: int, base: str) -> bool:
    """Tell whether it is just not said: ``has not confirmed``, ``would not say``."""
    return base in POSITIVE and any(word.low in NOT or word.low.endswith("n't") for word in words[first:place])


def particle_end(words: Sequence[Word], after: int, base: str) -> int:
    """Return the place behind the verb and its particle: ``called for``."""
    low = words[after].low if after < len(words) else ""
    return after + 1 if low in speech_verbs.PARTICLES.get(base, ()) else after


def _is_noun(words: Sequence[Word], place: int, base: str) -> bool:
    """Tell whether a word that may be a verb is a noun here: ``the claims``, ``a new report``, ``no mention``."""
    low = words[place].low
    before = words[place - 1] if place else None
    if before is None:
        return True
    if before.low in BEFORE_NOUNS or before.low.endswith(POSSESSIVE_ENDINGS):
        return True
    if low == base and not low.endswith("ed"):
        return not _takes_base_form(before)
    if low in NOUNS_IN_S:
        return not _takes_third_person(before)
    return False


def _takes_base_form(before: Word) -> bool:
    """Tell whether an uninflected verb may follow: ``they say``, ``did not say``, ``experts say``."""
    if before.low in speech_verbs.PRONOUNS - {"he", "she", "it"} or before.low in MODAL or is_auxiliary(before):
        return before.low not in IS_AND_WAS
    return before.low.endswith("s") and before.text[0].isalpha() and not before.low.endswith(("ss", "us", "is"))


def _takes_third_person(before: Word) -> bool:
    return before.low in speech_verbs.PRONOUNS or before.text[0].isupper() or is_auxiliary(before)
