"""Text that was decoded in a wrong encoding once and saved again: "â€œ" for a quotation mark, "Ò" for another."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimtrack.reading.encodings.plausibility import plausibility

TWICE = "utf-8-twice"
MAC_IN_UTF8 = "mac-roman-in-utf-8"
MENDED = (TWICE, MAC_IN_UTF8)
"""Names for bytes that are UTF-8 of text that was itself decoded wrongly; ours, no standard has them."""
_BETWEEN = ("cp1252", "mac-roman", "cp1251", "cp1250")
_SAMPLE = 1 << 17
_TIMES = 3
_TOUCHING = re.compile(r"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=Ã) )")
"""What is in every sequence, whatever it was read as; begun with one set of characters, it is sought fast."""
_BEYOND = re.compile(r"[^\x00-\x7f]")
_LEAST = 2
_ALL = 0.8
_LOST = {"â€": "”", "Ã": "à"}
# What sequences are likely to have been: letters of Europe, punctuation, signs, pictures. Chinese is not: "é »" with a
# space that does not break is a character of it.
_LIKELY = re.compile(
    "[\u00a0-\u017f\u0192\u0218-\u021b\u02bb-\u02dd\u0370-\u052f\u0590-\u06ff\u1e00-\u1eff\u2009-\u2044\u20ac\u2116"
    "\u2122\u2190-\u21ff\u2600-\u27bf\ufb01\ufb02\ufeff\ufffd\U0001f300-\U0001faff]"
)


@dataclass(frozen=True, slots=True)
class Garbled:
    """How text was garbled: the name of the encoding that mends it, an example, how often, and whether throughout."""

    encoding: str
    shown: str
    meant: str
    times: int
    throughout: bool


def garbled(text: str) -> Garbled | None:
    """Find out whether text was decoded in a wrong encoding before it was saved; linear."""
    if text.isascii():
        return None
    return _twice(text) or _mac(text)


def mended(text: str, encoding: str) -> str:
    """Return the text that was meant, for one of the names in ``MENDED``."""
    if encoding == MAC_IN_UTF8:
        return text.translate(_mac_table())
    for _ in range(_TIMES):
        between = _between(text[:_SAMPLE])
        if between is None:
            break
        text = _once_less(text, between)
    return text


def _once_less(text: str, between: str) -> str:
    def meant(found: re.Match[str]) -> str:
        return _meant(found[0], between) or found[0]

    return _pattern(between).sub(meant, text)


def _twice(text: str) -> Garbled | None:
    between = _between(text) if _TOUCHING.search(text) is not None else None
    if between is None:
        return None
    found = list(_sequences(text, between))
    around = sum(character > "\x7f" for character in text)
    throughout = sum(character > "\x7f" for sequence, _ in found for character in sequence) >= _ALL * around
    if not throughout:
        # Capitals before a sign make two such characters by chance: "ÓŁ", "ВІ". In Western Europe they hardly meet.
        least = 2 if between in {"cp1252", "mac-roman"} else 3
        found = [one for one in found if _LIKELY.match(one[1]) and len(one[0]) >= least]
    if len(found) < _LEAST:
        return None
    shown, meant = found[0]
    return Garbled(TWICE, shown, meant, len(found), throughout)


def _between(text: str) -> str | None:
    """Return the encoding in which UTF-8 was read, or None where no sequence is seen."""
    times = {name: sum(1 for _, meant in _sequences(text, name) if _LIKELY.match(meant)) for name in _BETWEEN}
    best = max(_BETWEEN, key=lambda name: times[name])
    return best if times[best] else None


def _sequences(text: str, between: str) -> Iterator[tuple[str, str]]:
    for found in _pattern(between).finditer(text):
        meant = _meant(found[0], between)
        if meant is not None:
            yield found[0], meant


def _meant(sequence: str, between: str) -> str | None:
    lost = _LOST.get(sequence.rstrip(" \ufffd")) if between == "cp1252" else None
    if lost is not None:
        return lost
    back = _bytes(between)
    try:
        meant = bytes(back[character] for character in sequence).decode()
    except (KeyError, UnicodeDecodeError):
        return None
    return meant if unicodedata.category(meant) not in {"Cc", "Cn", "Co"} else None


@cache
def _pattern(between: str) -> re.Pattern[str]:
    table = _characters(between)
    two, three, four, rest = (
        "[" + re.escape("".join(table[first:last])) + "]"
        for first, last in ((0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5), (0x80, 0xC0))
    )
    if between == "cp1252":
        # Who decoded as ISO 8859-1 got control characters where Windows has quotation marks.
        rest = rf"{rest[:-1]}\x80-\x9f]"
    # Windows has no character for the third byte of ”, and a no-break space seldom survives.
    lost = "|â€\ufffd?|Ã[ \ufffd]" if between == "cp1252" else ""
    return re.compile(f"{two}{rest}|{three}{rest}{{2}}|{four}{rest}{{3}}{lost}")


@cache
def _characters(encoding: str) -> list[str]:
    def character(byte: int) -> str:
        try:
            return bytes((byte,)).decode(encoding)
        except UnicodeDecodeError:
            return chr(byte)

    return [character(byte) for byte in range(256)]


@cache
def _bytes(encoding: str) -> dict[str, int]:
    controls = {chr(byte): byte for byte in range(0x80, 0xA0)} if encoding == "cp1252" else {}
    return controls | {character: byte for byte, character in enumerate(_characters(encoding))}


@cache
def _mac_table() -> dict[int, str]:
    windows, mac = _characters("cp1252"), _characters("mac-roman")
    return {ord(windows[byte]): mac[byte] for byte in range(0x80, 0x100)}


def _mac(text: str) -> Garbled | None:
    """Find Mac Roman that was taken for Windows' Western European: another text would become less of one."""
    table = _mac_table()
    if any(ord(character) not in table for character in set(_BEYOND.findall(text))):
        return None
    before = plausibility(text)
    if before.bad < _LEAST:
        return None
    as_mac = text.translate(table)
    after = plausibility(as_mac)
    if after.bad or after.good <= before.good:
        return None
    place = next(at for at, character in enumerate(text) if character > "\x7f")
    return Garbled(MAC_IN_UTF8, text[place], as_mac[place], after.good, throughout=True)
