"""Read hard-wrapped text as if it were not, and say everything in the places of the text as it is."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import normalize

from claimtrack.extraction.text.broken_sentences import broken_sentences
from claimtrack.extraction.text.hyphenation import Hyphenation
from claimtrack.extraction.text.other_scripts import is_unspaced
from claimtrack.extraction.text.spans import worded
from claimtrack.extraction.text.unseen import SOFT_HYPHEN, unseen
from claimtrack.extraction.text.wrapping import wraps
from claimtrack.extraction.values import Attribution, Caveat, Extraction, Link, Skipped, Span, Spans, Statement

_IN_HYPHENED = re.compile(r"(?<=\w-)[\s>]+(?=[^\W\d_])(?!(?:and|or|to)\b)")
_SPACES = re.compile(r"(?<=[\w,;’'”\"»)]) {2,}(?=\S)")
"""Behind a sentence's end two spaces are a typist's, and stay."""

_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
"""A letter with its accents as characters of their own, as macOS and many PDFs write "é"."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text with each line break inside a paragraph made one space, and the way back to where its words stood.

    Accents are one character with their letter in it. ``starts[i]`` is where the ``i``-th stretch of ``text`` begins,
    ``origins[i]`` where it began before, ``ends[i]`` where what it stands for ended, if it was written anew.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int | None, ...]

    def original(self, span: Span) -> Span:
        """Return the place before of a span of ``text``, which may not be empty."""
        number = self._stretch(span[0])
        begin = self.origins[number] + (0 if self.ends[number] is not None else span[0] - self.starts[number])
        number = self._stretch(span[1] - 1)
        end = self.ends[number]
        return begin, end if end is not None else self.origins[number] + span[1] - self.starts[number]

    def _stretch(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1


def unwrapped(text: str) -> Unwrapped | None:
    """Return a text without the line breaks that only wrap its paragraphs; None where it is like that.

    A word that is broken at its hyphen is whole again: ``well-`` and ``known`` are ``well-known``, ``ann-`` and
    ``ounced`` are ``announced``. A letter and its accents are one character, so that a name is one word however it is
    encoded. What justifies wrapped lines, several spaces between words, is one space. What shows nothing, or is a
    picture beside a name, is left out.
    """
    breaks = soft_breaks(text)
    hyphenation = Hyphenation(text)
    anew = [_joint(text, span, hyphenation) for span in breaks]
    anew += [(start, end, "") for start, end in unseen(text)]
    anew += [(start, end, " ") for start, end in _justifying(text, breaks)]
    anew += _composed(text)
    if not anew:
        return None
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    ends: list[int | None] = []
    place = length = 0
    for start, end, written in [*sorted(anew, key=lambda one: (one[0], -one[1])), (len(text), len(text), "")]:
        if start < place:
            continue  # inside what is written anew already
        for piece, begin, finish in ((text[place:start], place, None), (written, start, end)):
            if piece:
                pieces.append(piece)
                starts.append(length)
                origins.append(begin)
                ends.append(finish)
                length += len(piece)
        place = end
    return Unwrapped("".join(pieces), tuple(starts), tuple(origins), tuple(ends))


def paragraph_around(text: str, start: int, end: int) -> Span:
    """Return the lines that hold two places in a text, and those that are of one paragraph with them."""
    breaks = soft_breaks(text)
    starts = [white for white, _ in breaks]

    def inside(place: int) -> Span | None:
        number = bisect_right(starts, place) - 1
        return breaks[number] if number >= 0 and place < breaks[number][1] else None

    begin = text.rfind("\n", 0, start)
    while begin >= 0 and (white := inside(begin)) is not None:
        begin = text.rfind("\n", 0, white[0])
    stop = text.find("\n", end)
    while stop >= 0 and (white := inside(stop)) is not None:
        stop = text.find("\n", white[1])
    return begin + 1, stop if stop >= 0 else len(text)


@lru_cache(maxsize=4)
def soft_breaks(text: str) -> tuple[Span, ...]:
    """Return the white space of every line break inside a paragraph: of those wrapped at a width, and of others.

    A desk shows one claim of a text after the other; the last texts' breaks are kept, for to find them takes longer
    than all else of a long one.
    """
    return tuple(sorted({*wraps(text), *broken_sentences(text)}))


def _joint(text: str, span: Span, hyphenation: Hyphenation) -> tuple[int, int, str]:
    """Return what stands for a line break: one space, or nothing inside a word and in scripts without spaces."""
    start, end = span
    if text[start - 1] == SOFT_HYPHEN or hyphenation.breaks_word(span):
        return start - 1, end, ""
    if _IN_HYPHENED.match(text, start) or is_unspaced(text[start - 1]) or is_unspaced(text[end]):
        return start, end, ""
    return start, end, " "


def _justifying(text: str, breaks: Sequence[Span]) -> Iterator[Span]:
    """Return the spaces between words by which lines that wrap are made equally long."""
    place = 0
    for start, end in breaks:
        for begin, stop in ((text.rfind("\n", place, start) + 1, start), (end, _line_end(text, end))):
            for match in _SPACES.finditer(text, max(begin, place), stop):
                yield match.span()
            place = max(place, stop)


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


def _composed(text: str) -> Iterator[tuple[int, int, str]]:
    """Return each letter that has its accents behind it, and the one character for both where there is one."""
    for match in () if text.isascii() else _ACCENTED.finditer(text):
        written = normalize("NFC", match[0])
        if len(written) < len(match[0]):
            yield *match.span(), written


def read_unwrapped(text: str, read: Callable[[str], Extraction]) -> Extraction:
    """Return what ``read`` finds in a text whose wrapped paragraphs are whole, with all spans in the text as it is.

    A statement's words are what stands there, line breaks included. Names, which are no places, stay as they were read.
    """
    whole = unwrapped(text)
    if whole is None:
        return read(text)
    found = read(whole.text)
    return Extraction(
        text,
        found.language,
        found.extractor,
        tuple(_attribution(one, whole) for one in found.attributions),
        tuple(_statement(one, whole, text) for one in found.statements),
        tuple(_link(one, whole) for one in found.links),
        tuple(_skipped(one, whole) for one in found.skipped),
    )


def _spans(spans: Spans, whole: Unwrapped) -> Spans:
    return tuple(whole.original(span) for span in spans)


def _attribution(one: Attribution, whole: Unwrapped) -> Attribution:
    source, cue, content = (_spans(spans, whole) for spans in (one.source, one.cue, one.content))
    return replace(one, source=source, cue=cue, content=content)


def _statement(one: Statement, whole: Unwrapped, text: str) -> Statement:
    spans = _spans(one.spans, whole)
    return replace(
        one, text=worded(text, spans), spans=spans, caveats=tuple(_caveat(caveat, whole) for caveat in one.caveats)
    )


def _caveat(one: Caveat, whole: Unwrapped) -> Caveat:
    return replace(one, spans=_spans(one.spans, whole))


def _link(one: Link, whole: Unwrapped) -> Link:
    return replace(one, spans=_spans(one.spans, whole))


def _skipped(one: Skipped, whole: Unwrapped) -> Skipped:
    return replace(one, spans=_spans(one.spans, whole))
