"""Nothing is lost silently: what of a text stands in no statement, source, cue or caveat, and why.

Whatever an engine leaves out is found here, by what it gives and not by what it did, so that no engine can forget to
tell it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from claimtrack.extraction.text.layout import behind_dateline
from claimtrack.extraction.text.lines import is_around, is_question, is_read, passed_over, skipped_because
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.text.wrapping import LINE
from claimtrack.extraction.values import Attribution, Skipped, Span, Statement
from claimtrack.vocabulary import SkippedBecause

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[”\"’'»)\]]*+(?=\s)")
_OPENS, _CLOSES = frozenset("“\"‘'«„(["), frozenset(".!?…”\"’'»)]")
_OF_WORDS = re.compile(r"[^\W_]")


def skipped(text: str, attributions: Iterable[Attribution], statements: Iterable[Statement]) -> tuple[Skipped, ...]:
    """Find the words of a text that stand in nothing else that was found, each with the reason; linear.

    They are in the order of the text; neighbours in one line that have one reason are one span. Letters and digits are
    words; marks between two of them go with them.
    """
    taken = _taken(attributions, statements)
    place = 0
    found: list[Skipped] = []
    for line in LINE.finditer(text):
        start, end = trimmed(text, line.span())
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        free, place = _free((start, end), taken, place)
        found += _of_line(text, (start, end), free)
    return tuple(found)


def _taken(attributions: Iterable[Attribution], statements: Iterable[Statement]) -> list[Span]:
    """Return all that stands in something that was found, in order, none overlapping."""
    spans = [span for one in attributions for span in (*one.source, *one.cue)]
    for one in statements:
        spans += one.spans
        spans += (span for caveat in one.caveats for span in caveat.spans)
    spans.sort()
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _free(line: Span, taken: Sequence[Span], place: int) -> tuple[list[Span], int]:
    """Return what nothing takes of a line, and where in ``taken`` the next line goes on."""
    start, end = line
    free = []
    while place < len(taken) and taken[place][0] < end:
        if start < taken[place][0]:
            free.append((start, taken[place][0]))
        start = max(start, taken[place][1])
        if taken[place][1] > end:
            break  # it goes on in the next line
        place += 1
    if start < end:
        free.append((start, end))
    return free, place


def _of_line(text: str, line: Span, free: Sequence[Span]) -> Iterator[Skipped]:
    if free == [line]:
        if _OF_WORDS.search(text, *line):
            words = text[line[0] : line[1]]
            yield from _pieces(text, line, line) if is_read(words) else [Skipped((line,), passed_over(words))]
        return
    for span in free:
        yield from _pieces(text, line, span)


def _pieces(text: str, line: Span, span: Span) -> Iterator[Skipped]:
    """Yield the words of a stretch of a line, cut where another reason begins."""
    before: Skipped | None = None
    for piece, why in _reasons(text, line, span):
        bounds = _bounds(text, piece)
        if bounds is None:
            continue
        if before is not None and before.why is why:
            before = Skipped(((before.spans[0][0], bounds[1]),), why)
            continue
        if before is not None:
            yield before
        before = Skipped((bounds,), why)
    if before is not None:
        yield before


def _reasons(text: str, line: Span, span: Span) -> Iterator[tuple[Span, SkippedBecause]]:
    """Yield the sentences, or parts of one, in a stretch of a line, each with why it was left out."""
    start, end = span
    if start == line[0]:
        behind = min(behind_dateline(text, *line), end)
        yield (start, behind), SkippedBecause.DATELINE
        start = behind
    for stop in (*(match.end() for match in _SENTENCE_END.finditer(text, start, end)), end):
        yield (start, stop), _reason(text[start:stop].strip())
        start = stop


def _reason(words: str) -> SkippedBecause:
    if is_question(words):
        return SkippedBecause.QUESTION
    why = skipped_because(words) if is_around(words) else None
    return why if why is not None else SkippedBecause.OTHER


def _bounds(text: str, span: Span) -> Span | None:
    """Return where the words of a stretch begin and end, with the marks that open and close them; None without any."""
    first = _OF_WORDS.search(text, *span)
    if first is None:
        return None
    start, end = first.start(), span[1]
    if start > span[0] and text[start - 1] in _OPENS:
        start -= 1
    while not (text[end - 1] in _CLOSES or text[end - 1].isalnum()):
        end -= 1
    return start, end
