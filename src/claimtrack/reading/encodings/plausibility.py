"""Whether the accents and marks of a text in letters with cases stand where those of words stand."""

import re
from dataclasses import dataclass

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_OPENING = frozenset("“‘„‚«‹¿¡")
_CLOSING = frozenset("”»›")
_DASHES = frozenset("–—")
_SIGNS = frozenset("†‡‰ˆ˜¤¦¨¬¯±²³´µ¶·¸¹¼½¾×÷¥ƒ•¢∂∑∏π∫Ω√≈∆◊≤≥∞≠ˇ˘˙˚˝˛ıﬁﬂªº")
_AROUND = frozenset(" \t\r\n\u00a0()[]/-–—\"'“”‘’«»„‚.,:;!?…>< ")


@dataclass(frozen=True, slots=True)
class Plausibility:
    """How many of a text's accents and marks stand where they may, and how many where they hardly do."""

    good: int
    bad: int


def plausibility(text: str) -> Plausibility:
    """Judge each character beyond ASCII by its neighbours; linear."""
    good = bad = 0
    padded = f" {text} "
    for found in _BEYOND_ASCII.finditer(padded):
        place = found.start()
        verdict = _stands(found[0], padded[place - 1], padded[place + 1])
        good += verdict is True
        bad += verdict is False
    return Plausibility(good, bad)


def _stands(character: str, before: str, after: str) -> bool | None:
    """Tell whether a character may stand between two others; None where that says nothing."""
    if character.isalpha() and character not in _SIGNS:
        return _letter_stands(character, before, after)
    if character in _OPENING:
        return before in _AROUND and (after.isalnum() or after in _AROUND or after > "\x7f")
    if character in _CLOSING:
        return after in _AROUND and not (before.isspace() and character == "”")
    if character == "’":
        return not before.isspace() or after.isalnum()
    if character in _DASHES:
        return not (before.islower() and after.islower() and character == "–")
    if character in _SIGNS:
        return not (before.isalpha() or after.isalpha())
    return False if "\x80" <= character <= "\x9f" or character == "\ufffd" else None


def _letter_stands(character: str, before: str, after: str) -> bool:
    if character.isupper() and (before.islower() or (before.isspace() and not after.isalpha())):
        return False
    return before.isalpha() or after.isalpha() or character in "àéèóíÀÉÈ"
