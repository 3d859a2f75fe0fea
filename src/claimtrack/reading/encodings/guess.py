"""The encoding that bytes are likely in, where nothing says it."""

import codecs
import re

from claimtrack.reading.encodings.charsets import Characters, characters
from claimtrack.reading.encodings.plausibility import plausibility

_WESTERN = "windows-1252"
_ASCII = bytes(range(0x80))
_KANA = re.compile(r"[\u3041-\u30fe]")
_SHIFTS = {b"\x1b$B": "iso-2022-jp", b"\x1b$@": "iso-2022-jp", b"\x1b$)C": "iso2022_kr"}
_FEW, _SHARE = 4, 0.05
# Macs of old had encodings of their own, which browsers never guess.
_ON_A_MAC = {"windows-1251": "x-mac-cyrillic", "ibm866": "x-mac-cyrillic", "koi8-u": "x-mac-cyrillic"}
_CASED = re.compile(r"windows-125[0-8]|iso-8859-(?:[1-5]|7|9|1\d)|koi8|ibm866")
# "ð" or "þ" together with "à", "è", "ë" or "û": no language has both, and in Lithuanian they are š, ž, ą, č, ė and ū.
_BALTIC = (re.compile(rb"[\xf0\xfe]"), re.compile(rb"[\xe0\xe8\xeb\xfb]"))
_LEAST = 24
"""Characters; of fewer nobody can say that they are no words."""


def best_guess(sample: bytes) -> str | None:
    """Guess the encoding of bytes that are not UTF-8; None where none makes words of them.

    With few accents there is little to go by: then, and in doubt, Western European. The guess is Firefox's, whose
    detector is made for short texts and for Windows; encodings of old Macs are ours.
    """
    shifted = next((name for mark, name in _SHIFTS.items() if mark in sample), None)
    if shifted is not None and sample.isascii():
        return shifted
    from chardetng_py import detect

    found = str(detect(sample, allow_utf8=False)).casefold()
    if _sparse(sample) and found in {"windows-1257", "iso-8859-4", "windows-1258"}:
        found = _WESTERN  # "naïve" is English, and a word of Latvian to the detector
    if found == _WESTERN and _BALTIC[0].search(sample) and _BALTIC[1].search(sample):
        found = "windows-1257"
    return _on_a_mac(sample, found)


def japanese(sample: bytes) -> str | None:
    """Return the Japanese encoding in which a good part of the characters are kana, which no other text has."""
    for name, encoding in (("shift_jis", "cp932"), ("euc-jp", "euc_jp")):
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
        wide = sum(character >= "\x80" for character in text)
        if "\ufffd" not in text and len(_KANA.findall(text)) > 0.2 * wide:
            return name
    return None


def _sparse(sample: bytes) -> bool:
    return len(sample.translate(None, _ASCII)) <= max(_FEW, _SHARE * len(sample))


def _on_a_mac(sample: bytes, found: str) -> str | None:
    """Return the encoding of Macs that makes better words of the bytes, or what was found; None for no words at all."""
    text = characters(sample, found)
    if not _CASED.fullmatch(found):
        return found if not _mostly_damage(text) else None
    first = plausibility(text.text)
    if first.bad:
        name = _ON_A_MAC.get(found, "macintosh")
        other = plausibility(characters(sample, name).text)
        if other.good > first.good and other.bad < first.bad:
            return name
    return None if first.bad > first.good and first.bad > _LEAST else found


def _mostly_damage(text: Characters) -> bool:
    return text.bad * 3 > len(text.text)
