"""Stretches of a text: without the white space around them, in order, and as words."""

from collections.abc import Iterable, Sequence

from claimtrack.extraction.values import Span, Spans


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def cleaned(text: str, spans: Iterable[Span]) -> Spans:
    """Return spans in order, trimmed, none empty, none overlapping."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        start, end = trimmed(text, (max(start, kept[-1][1]) if kept else start, end))
        if start < end:
            kept.append((start, end))
    return tuple(kept)


def worded(text: str, spans: Sequence[Span]) -> str:
    """Return the words of spans, joined by one space."""
    return " ".join(text[start:end] for start, end in spans)
