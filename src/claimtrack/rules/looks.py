"""Which Latin letter the eye takes a sign for: a Cyrillic "о", a Greek "ν", a small capital, an "l" that is a one.

Source: Unicode Technical Standard 39, "confusables", as the package confusable-homoglyphs carries it; and the names of
signs, which say of "ł" that it is an L with a stroke.
"""

import re
import unicodedata
from functools import cache

_BY_NAME = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|LATIN (?:SMALL|CAPITAL) LETTER|REGIONAL INDICATOR SYMBOL LETTER"
    r"|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER) ([A-Z]|KRA)(?: WITH .+)?"
)
_NOT_IN_THE_TABLES = {"м": "m", "χ": "x", "ω": "w"}
_INVISIBLE = {"Mn", "Me", "Cf"}
_ONE_FOR_ANOTHER = str.maketrans("i10", "llo")


class _Signs(dict[int, str | None]):
    """Keeps what each sign is taken for, once somebody asked; None for what nobody sees."""

    def __missing__(self, sign: int) -> str | None:
        self[sign] = found = _taken_for(chr(sign))
        return found


_SIGNS = _Signs()


def seen_as(text: str) -> str:
    """Return a text in the small letters that the eye reads, without accents and signs that nobody sees.

    Signs that look like no Latin letter stay what they are. What "к" is taken for is told by what "к" looks like in
    this case alone: whoever compares a name has to try it in capitals, too.
    """
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKD", text).translate(_SIGNS).casefold()


def roughly(seen: str) -> str:
    """Return letters of ``seen_as`` in which "I", "l" and "1" are one, and so are "O" and "0"."""
    return seen.translate(_ONE_FOR_ANOTHER)


def _taken_for(sign: str) -> str | None:
    if sign.isascii():
        return sign
    if unicodedata.category(sign) in _INVISIBLE:
        return None
    found = _confusables().get(sign, sign)
    named = _BY_NAME.fullmatch(unicodedata.name(found, ""))
    if named is not None:
        found = "k" if named[1] == "KRA" else named[1].casefold()
    # The tables write the capital I as a small L, which it looks like.
    return "i" if found == "l" and sign.isupper() else found


@cache
def _confusables() -> dict[str, str]:
    """Return what each sign is confused with: a letter of ASCII where there is one, else a small capital."""
    from confusable_homoglyphs.confusables import confusables_data

    found: dict[str, str] = {}
    for sign, others in confusables_data.items():
        alike = [other["c"] for other in others if len(other["c"]) == 1]
        ours = [one for one in alike if one.isascii() and one.isalnum()]
        ours += [one for one in alike if not one.isascii() and _BY_NAME.fullmatch(unicodedata.name(one, ""))]
        if len(sign) == 1 and not sign.isascii() and ours:
            found[sign] = ours[0]
    return found | _NOT_IN_THE_TABLES
