"""Find a passage again in a text, though white space, hyphenation and quotation marks differ."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

_ALIKE = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# A hyphen inside a word counts for nothing, at a line's end or not: "infor-\nmation", "well-known", "wellknown".
_IN_WORD_HYPHEN = r"(?P<hyphen>(?<=\w)[-‐‑\u00ad](?:[ \t]*\r?\n[ \t]*)?(?=\w))"
_SPECIAL = re.compile(rf"{_IN_WORD_HYPHEN}|\s{{2,}}|[^\S ]|[^\x00-\x7f]|`")
_WORD = re.compile(r"\w+")

_PASSAGE = 300
"""Characters of a nearest passage that are shown at most."""


@dataclass(frozen=True, slots=True)
class _Flat:
    """A text with what does not count evened out, and where each stretch of it stood before."""

    text: str
    flat_starts: list[int]
    text_starts: list[int]

    def place(self, offset: int) -> int:
        """Give the offset into the text as it was."""
        stretch = bisect_right(self.flat_starts, offset) - 1
        return self.text_starts[stretch] + offset - self.flat_starts[stretch]


def find_excerpt(text: str, excerpt: str) -> tuple[int, int] | None:
    """Find ``excerpt`` in ``text``; gives ``(start, end)`` in code points of ``text``, or None.

    White space, hyphens inside words, soft hyphens, the shape of quotation marks and dashes, and compatibility forms
    (ligatures, full-width letters, composed or decomposed accents) do not count; letters and their case do. Linear in
    the length of both.
    """
    wanted = excerpt.strip()
    if not wanted:
        return None
    exact = text.find(wanted)
    if exact >= 0:
        return exact, exact + len(wanted)
    flat_wanted = _flattened(wanted).text.strip()
    flat = _flattened(text)
    found = flat.text.find(flat_wanted)
    if found < 0 or not flat_wanted:
        return None
    return flat.place(found), flat.place(found + len(flat_wanted) - 1) + 1


def nearest_passage(text: str, excerpt: str) -> str | None:
    """Give the passage of about the same length that shares most words with ``excerpt``; None when none does.

    Linear in the length of ``text``: a window of as many words slides over it once.
    """
    wanted = Counter(word.casefold() for word in _WORD.findall(excerpt))
    size = sum(wanted.values())
    words = [(match.start(), match.end(), match[0].casefold()) for match in _WORD.finditer(text)]
    best, best_start = 0, 0
    missing = wanted.copy()
    shared = 0
    for index, (_, _, word) in enumerate(words):
        shared += missing[word] > 0
        missing[word] -= 1
        if index >= size:
            gone = words[index - size][2]
            missing[gone] += 1
            shared -= missing[gone] > 0
        if shared > best:
            best, best_start = shared, max(0, index - size + 1)
    if best == 0:
        return None
    start, end = words[best_start][0], words[min(best_start + size, len(words)) - 1][1]
    return " ".join(text[start : min(end, start + _PASSAGE)].split())


def _flattened(text: str) -> _Flat:
    pieces: list[str] = []
    flat_starts, text_starts = [0], [0]
    length = done = 0
    for match in _SPECIAL.finditer(text):
        plain = text[done : match.start()]
        instead = "" if match["hyphen"] else _instead(match[0])
        pieces += (plain, instead)
        length += len(plain)
        # Each character of what stands instead leads back to where the original began.
        flat_starts += [length + offset for offset in range(len(instead))]
        text_starts += [match.start()] * len(instead)
        length += len(instead)
        done = match.end()
        flat_starts.append(length)
        text_starts.append(done)
    pieces.append(text[done:])
    return _Flat("".join(pieces), flat_starts, text_starts)


def _instead(special: str) -> str:
    if special.isspace():
        return " "
    if special in _DROPPED:
        return ""
    return _ALIKE.get(special) or unicodedata.normalize("NFKD", special)
