"""Read hard-wrapped text as if it were not, and say everything in the places of the text as it is."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from claimtrack.extraction.text.spans import worded
from claimtrack.extraction.text.wrapping import wraps
from claimtrack.extraction.values import Attribution, Caveat, Extraction, Link, Skipped, Span, Spans, Statement

_IN_HYPHENED = re.compile(r"(?<=\w-)\s+(?=[^\W\d_])(?!(?:and|or|to)\b)")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text with each line break inside a paragraph made one space, and the way back to where its words stood.

    ``starts[i]`` is where the text behind the break ``i`` begins in ``text``, ``origins[i]`` where it did before.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """Return the place before of a span of ``text``, which may not be empty."""
        return self._place(span[0]), self._place(span[1] - 1) + 1

    def _place(self, place: int) -> int:
        number = bisect_right(self.starts, place) - 1
        return self.origins[number] + place - self.starts[number]


def unwrapped(text: str) -> Unwrapped | None:
    """Return a text without the line breaks that only wrap its paragraphs; None where it has none of them.

    A word that is broken at its hyphen is whole again: ``well-`` and ``known`` are ``well-known``.
    """
    breaks = wraps(text)
    if not breaks:
        return None
    pieces: list[str] = []
    starts, origins = [0], [0]
    length = 0
    for start, end in breaks:
        pieces.append(text[origins[-1] : start])
        pieces.append("" if _IN_HYPHENED.match(text, start) else " ")
        length += start - origins[-1] + len(pieces[-1])
        starts.append(length)
        origins.append(end)
    pieces.append(text[origins[-1] :])
    return Unwrapped("".join(pieces), tuple(starts), tuple(origins))


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
