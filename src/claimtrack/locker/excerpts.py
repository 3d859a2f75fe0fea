"""Find a passage again in a text, though white space, hyphenation and quotation marks differ."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

_ALIKE = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_LETTER = r"[^\W\d_]"
_ACCENT = "[\u0300-\u036f]"  # of a letter that is taken apart
_LINE_END = r"[ \t]*(?:\r\n|[\n\r\u2028])[ \t]*"
_HYPHEN = "[-‐‑\u00ad]"
# Between letters a hyphen counts for nothing, at a line's end or not: "infor-\nmation", "well-known", "wellknown".
# Elsewhere it does, since "3-4" is not "34"; but the line may end behind it.
_IN_WORD = rf"(?P<in_word>(?<={_LETTER}|{_ACCENT}){_HYPHEN}(?:{_LINE_END})?(?={_LETTER}))"
_AT_LINE_END = rf"(?P<at_line_end>(?<=\w)[-‐‑–—―]{_LINE_END}(?=\w))"
_SPACE = r"\s{2,}|[^\S ]"
_WORD = re.compile(r"\w+")
_SPACE_IN_WORDS = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_IN_NUMBER = ".,'’\u00a0\u202f"

_MARGIN = 20
_REST = 60
"""Characters up to a sentence's end that are shown beyond the words that were matched."""
_STOP = re.compile(r"[.!?]")
_PASSAGE = 300
"""Characters of a nearest passage that are shown at most."""


@dataclass(frozen=True, slots=True)
class _Flat:
    """A text with what does not count evened out, and where each stretch of it stood before."""

    text: str
    flat_starts: "array[int]"
    text_starts: "array[int]"

    def place(self, offset: int) -> int:
        """Return the offset into the text as it was."""
        stretch = bisect_right(self.flat_starts, offset) - 1
        return self.text_starts[stretch] + offset - self.flat_starts[stretch]


def find_excerpt(text: str, excerpt: str) -> tuple[int, int] | None:
    """Find ``excerpt`` in ``text``; gives ``(start, end)`` in code points of ``text``, or None.

    White space, hyphens inside words, soft hyphens, the shape of quotation marks and dashes, and compatibility forms
    (ligatures, full-width letters, composed or decomposed accents) do not count; letters and their case do. Nothing
    may be left out of an excerpt, "[...]" stands for itself. It must not begin or end inside a word or a number:
    "3 people died" is not found in "13 people died". The first place counts, but one that is spelled just so goes
    before all others. Linear in the length of both.
    """
    wanted = excerpt.strip()
    if not wanted:
        return None
    for place in _places(text, wanted):
        if _stands_alone(text, place, place + len(wanted)):
            return place, place + len(wanted)
    flat_wanted = _flattened(wanted).text.strip()
    if not flat_wanted:
        return None
    flat = _flattened(text)
    for place in _places(flat.text, flat_wanted):
        start, end = flat.place(place), flat.place(place + len(flat_wanted) - 1) + 1
        if _stands_alone(text, start, end):
            return start, end
    return None


def places_in_file(text: str, excerpt: str) -> tuple[tuple[int, int], ...]:
    """Return every place where a file has what a person quotes, by the rules of ``find_in_file``, in the text's order.

    Linear in the length of both, but for the number of places.
    """
    wanted, flat_wanted = excerpt.strip(), _flattened(excerpt).text.strip()
    if not flat_wanted:
        return ()
    flat = _flattened(text)
    found = [(place, place + len(wanted)) for place in _places(text, wanted)]
    found += [
        (flat.place(place), flat.place(place + len(flat_wanted) - 1) + 1) for place in _places(flat.text, flat_wanted)
    ]
    standing: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if _stands_alone(text, start, end) and (not standing or start >= standing[-1][1]):
            standing.append((start, end))
    first = find_in_file(text, excerpt) if not standing else None
    return (first,) if first is not None else tuple(standing)


def find_in_file(text: str, excerpt: str) -> tuple[int, int] | None:
    """Find what a person quotes from a file: as ``find_excerpt`` does, else by its letters alone.

    A PDF may have its words broken, or joined; figures stay apart all the same.
    """
    return find_excerpt(text, excerpt) or _without_spaces(text, _flattened(text), _flattened(excerpt).text.strip())


def _without_spaces(text: str, flat: "_Flat", wanted: str) -> tuple[int, int] | None:
    squeezed = _SPACE_IN_WORDS.sub("", flat.text)
    starts = array("q", (match.start() for match in _SPACE_IN_WORDS.finditer(flat.text)))
    left_out = array("q", accumulate(match.end() - match.start() for match in _SPACE_IN_WORDS.finditer(flat.text)))
    # What stands at ``starts[n] - left_out[n - 1]`` or behind has ``left_out[n]`` characters of space before it.
    moved = array("q", (start - (left_out[number - 1] if number else 0) for number, start in enumerate(starts)))
    wanted = _SPACE_IN_WORDS.sub("", wanted)

    def place(offset: int) -> int:
        number = bisect_right(moved, offset)
        return flat.place(offset + (left_out[number - 1] if number else 0))

    for found in _places(squeezed, wanted) if wanted else ():
        start, end = place(found), place(found + len(wanted) - 1) + 1
        if _stands_alone(text, start, end):
            return start, end
    return None


def nearest_passage(text: str, excerpt: str) -> str | None:
    """Return the passage of about the same length that shares most words with ``excerpt``; None when none does.

    Among passages that share as many, one that begins as the excerpt does goes first. It is shown up to the end of
    its sentence where that is near: the word that differs is often the last. Linear in the length of ``text``: a
    window of as many words slides over it once.
    """
    wanted = [word.casefold() for word in _WORD.findall(excerpt)]
    missing = Counter(wanted)
    size = len(wanted)
    window: deque[tuple[int, str]] = deque()
    best, best_span = (0, False), (0, 0)
    shared = 0
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        window.append((match.start(), word))
        if word in missing:
            shared += missing[word] > 0
            missing[word] -= 1
        if len(window) > size:
            _, gone = window.popleft()
            if gone in missing:
                missing[gone] += 1
                shared -= missing[gone] > 0
        fit = (shared, window[0][1] == wanted[0]) if window else (0, False)
        if shared and fit > best:
            best, best_span = fit, (window[0][0], match.end())
    if best_span == (0, 0):
        return None
    start, end = best_span
    # Up to white space, so that "1,300" is not shown as "300".
    while start > 0 and best_span[0] - start < _MARGIN and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - best_span[1] < _MARGIN and not text[end].isspace():
        end += 1
    if text[end - 1] not in ".!?":
        end = _sentence_end(text, end)
    return " ".join(text[start : min(end, start + _PASSAGE)].split())


def _sentence_end(text: str, start: int) -> int:
    """Return the end of the sentence that goes on at ``start``, or ``start`` where it is far."""
    stop = _STOP.search(text, start, start + _REST)
    if stop is not None:
        return stop.end()
    return len(text) if len(text) - start <= _REST else start


def _places(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of the text as it was begins and ends outside of words and numbers."""
    return not (
        _run_on(text[max(0, start - 2) : start], text[start]) or _run_on(text[end : end + 2][::-1], text[end - 1])
    )


def _run_on(outside: str, inside: str) -> bool:
    """Tell whether the characters ``outside``, the next one last, belong to the same word or number as ``inside``.

    Letters without case are let pass: Chinese and Thai have no space between words, Arabic joins small words on.
    """
    if not outside:
        return False
    if inside.isdecimal():
        return outside[-1].isdecimal() or (outside[-1] in _IN_NUMBER and outside[:-1].isdecimal())
    return _has_case(inside) and _has_case(outside[-1])


def _has_case(character: str) -> bool:
    return character.lower() != character.upper()


def _flattened(text: str) -> _Flat:
    pieces: list[str] = []
    flat_starts, text_starts = array("q", [0]), array("q", [0])
    length = done = 0
    instead_of = _replacements(text)
    others = f"[{re.escape(''.join(instead_of))}]" if instead_of else "(?!)"
    for match in re.finditer(f"{_IN_WORD}|{_AT_LINE_END}|{_SPACE}|{others}", text):
        plain = text[done : match.start()]
        instead = _instead(match, instead_of)
        pieces += (plain, instead)
        length += len(plain)
        # Each character of what stands instead leads back to where the original began.
        flat_starts.extend(range(length, length + len(instead)))
        text_starts.extend([match.start()] * len(instead))
        length += len(instead)
        done = match.end()
        flat_starts.append(length)
        text_starts.append(done)
    pieces.append(text[done:])
    return _Flat("".join(pieces), flat_starts, text_starts)


def _instead(match: re.Match[str], instead_of: dict[str, str]) -> str:
    if match["in_word"]:
        return ""
    if match["at_line_end"]:
        return "-"
    return instead_of.get(match[0], " ")


def _replacements(text: str) -> dict[str, str]:
    """Return what stands instead of each character of ``text`` that does not stand for itself."""
    found = {}
    for character in set(text):
        if character.isspace():
            continue  # runs of it become one space
        plain = "" if character in _DROPPED else _ALIKE.get(character) or unicodedata.normalize("NFKD", character)
        if plain != character:
            found[character] = plain
    return found
