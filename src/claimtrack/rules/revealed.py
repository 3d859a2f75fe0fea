"""What a text says that has it in it so that no reader sees it at once: letters apart, base64, hexadecimal digits.

Copies are told by words in runs, and a text whose letters stand apart has none. So they are put together, and what is
encoded is decoded, before a piece of evidence is compared with the article.
"""

import base64
import binascii
import re
import unicodedata
import zlib

_APART = re.compile(
    r"(?<![^\W_])[^\W\d_](?P<between>[ \u00a0\u2002-\u200a\u202f.\-·•*|/,_])(?:[^\W\d_](?P=between))+"
    r"[^\W\d_](?![^\W_])"
)
"""Letters with one mark, always the same, between each two."""
_WORD = re.compile(r"[^\W_]+")
_ENCODED = re.compile(r"[A-Za-z0-9+/_=-]{16,}(?:\s+[A-Za-z0-9+/_=-]{16,})*(?:\s+[A-Za-z0-9+/_-]*={1,2}(?!\S))?")
_LEAST = 80
"""Characters of what is encoded; less holds hardly a sentence."""
_DEEP = 3
"""How often what was decoded may be encoded again."""
_MOST = 2_000_000
"""Bytes that packed words may have; with more, nobody compares them."""
_SOUP = 40
"""Letters by themselves, or in one unbroken row, from which on nobody can tell the words."""
_HALF = 0.5
_READABLE = 0.75
_LONGEST_WORD = 28
_TAG = re.compile(r"<[^<>]{1,400}>")


def revealed(text: str) -> str:
    """Return a text with its letters put together, and with what it has encoded behind it, decoded."""
    found: list[str] = []
    ahead = [text]
    for _ in range(_DEEP):
        parted = [_parted(one) for one in ahead]
        found += [_together(plain) for plain, _ in parted]
        ahead = [words for _, decoded in parted for words in decoded]
    return "\n\n".join([*found, *ahead])


def is_soup(text: str) -> bool:
    """Tell whether a text, as ``revealed`` gives it, is for the most part letters that nobody can make words of."""
    # What has no width parts no words: ``retold`` reads over it.
    words = _WORD.findall("".join(mark for mark in text if unicodedata.category(mark) != "Cf"))
    letters = sum(map(len, words))
    apart = sum(len(word) for word in words if (len(word) == 1 and word.lower() != word.upper()) or _is_row(word))
    return apart >= _SOUP and apart >= _HALF * letters


def _is_row(word: str) -> bool:
    """Tell whether a word is a row of letters with no end to its words; those of scripts without spaces are none."""
    return len(word) > _LONGEST_WORD and word.lower() != word.upper()


def _together(text: str) -> str:
    joined = _APART.sub(lambda match: match[0].replace(match["between"], ""), text)
    # What is a mark between letters is none of a word: of two letters, or before a full stop, it is taken out as well.
    return joined.replace("_", "") if joined.count("_") < text.count("_") else joined


def _parted(text: str) -> tuple[str, list[str]]:
    """Return a text without what it has encoded, and what that says."""
    decoded: list[str] = []

    def taken_out(match: re.Match[str]) -> str:
        packed = re.sub(r"\s+", "", match[0])
        words = next(filter(None, map(_words_in, _bytes_of(packed))), None) if len(packed) >= _LEAST else None
        if words is None:
            return match[0]
        decoded.append(words)
        return " "

    return _ENCODED.sub(taken_out, text), decoded


def _bytes_of(packed: str) -> list[bytes]:
    """Return what a row of characters may stand for."""
    found = []
    if re.fullmatch(r"[0-9A-Fa-f]+", packed):
        found.append(bytes.fromhex(packed[: len(packed) // 2 * 2]))
    plain = packed.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        found.append(base64.b64decode(plain[: len(plain) // 4 * 4], validate=True))
    except (binascii.Error, ValueError):
        return found
    return found


def _words_in(data: bytes) -> str | None:
    """Return the words that some bytes are, unpacked where they are packed; None where they are none."""
    if data[:2] in {b"\x1f\x8b", b"\x78\x9c", b"\x78\xda", b"\x78\x01"}:
        try:
            data = zlib.decompressobj(wbits=47).decompress(data, _MOST)
        except zlib.error:
            return None
    for charset in ("utf-8", "utf-16"):
        try:
            words = data[: len(data) // 2 * 2 if charset == "utf-16" else None].decode(charset, "ignore")
        except UnicodeDecodeError:
            continue
        readable = sum(mark.isalpha() or mark.isspace() for mark in words)
        if (
            len(words) * 4 > len(data)
            and readable >= _READABLE * max(len(words), 1)
            and (" " in words or _ENCODED.fullmatch(words))
        ):
            return _TAG.sub(" ", words)
    return None
