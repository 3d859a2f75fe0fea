"""Names from elsewhere as Arabic writes them, without most vowels and with its own letters for p, v and ch.

Two ways to write a name are led to one: the consonants, as they are heard.
"""

import re
from functools import lru_cache

from claimtrack.rules.names import in_ascii, sound

_ARABIC = re.compile("[\u0600-\u06ff]")
_LETTERS = str.maketrans(
    {
        "ش": "S", "س": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "g", "ق": "k", "ك": "k", "گ": "g",
        "ج": "g", "چ": "C", "خ": "h", "ح": "h", "ه": "h", "ة": "", "ب": "b", "پ": "b", "ت": "t", "ث": "t", "د": "d",
        "ذ": "d", "ر": "r", "ز": "z", "ژ": "z", "ف": "f", "ڤ": "f", "ل": "l", "م": "m", "ن": "n", "و": "", "ي": "",
        "ى": "", "ا": "", "أ": "", "إ": "", "آ": "", "ء": "", "ئ": "", "ؤ": "", "ـ": "",
    }
)  # fmt: skip
_LATIN = (("sh", "S"), ("zh", "z"), ("ch", "C"), ("j", "g"), ("v", "f"), ("p", "b"), ("w", ""), ("y", ""), ("a", ""))
_FEWEST = 3
"""Consonants; with fewer, two names are written alike by chance."""
_MARK = "ar:"
_JOINED = ("و", "ل", "ب", "ف")
"""What Arabic writes to the word behind it: "and", "to", "by"."""


@lru_cache(maxsize=16_384)
def heard_in_arabic(word: str) -> frozenset[str]:
    """Return by what a word in Arabic letters is known among those of ``written_in_arabic``; nothing for any other."""
    if not _ARABIC.search(word):
        return frozenset()
    forms = {word, *(word[1:] for letter in _JOINED if word.startswith(letter))}
    heard = {_once(one.translate(_LETTERS).replace("tS", "C")) for one in forms}
    return frozenset(_MARK + one for one in heard if len(one) >= _FEWEST)


@lru_cache(maxsize=4096)
def written_in_arabic(name: str) -> frozenset[str]:
    """Return by what the last word of a name, a person's family name, is known where Arabic writes it."""
    if not name.split() or _ARABIC.search(name):
        return frozenset()
    heard = sound(in_ascii(name.split()[-1]).casefold())
    for written, letter in _LATIN:
        heard = heard.replace(written, letter)
    heard = _once(heard)
    return frozenset({_MARK + heard}) if len(heard) >= _FEWEST else frozenset()


def _once(heard: str) -> str:
    return re.sub(r"(.)\1+", r"\1", heard)
