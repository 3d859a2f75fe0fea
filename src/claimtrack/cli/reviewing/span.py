"""A claim's words, moved at either end by the arrow keys and shown as they would stand."""

import re
import textwrap
from collections.abc import Iterator, Sequence

from claimtrack.cli.output import width
from claimtrack.cli.reviewing.terminal import DOWN, ENTER, LEFT, RIGHT, UP, Interrupted, Terminal, listed
from claimtrack.reports.harmless import visible
from claimtrack.services.articles.nearby import Wording

Spans = tuple[tuple[int, int], ...]

_WORD = re.compile(r"\S+")
_AROUND = 300
"""How much of the article is shown on each side of the claim, in characters."""
_TAKEN = 6
"""The lines that the question and the keys take, and some room."""
_HANGING = ".,;:!?\"'”’»)]"
_LEADING = "\"'“‘«([„"
_ESCAPE = "q"


def moved_by_arrows(terminal: Terminal, stands: Wording) -> Spans:
    """Ask for keys until the claim's ends stand right; raises Interrupted where the person leaves it."""
    spans, at_end = stands.spans, True
    while True:
        key = terminal.ask_key(_drawn(stands, spans, at_end=at_end, rows=terminal.rows), _KEYS)
        if key == ENTER:
            return spans
        if key == _ESCAPE:
            raise Interrupted
        if key in {UP, DOWN}:
            at_end = key == DOWN
            continue
        spans = moved(stands.text, spans, at_end=at_end, onward=key == RIGHT, stood=stands.spans)


_DOES = {
    LEFT: "a word back",
    RIGHT: "a word on",
    UP: "the beginning",
    DOWN: "the end",
    ENTER: "keep",
    _ESCAPE: "leave it",
}
_KEYS: Sequence[str] = (LEFT, RIGHT, UP, DOWN, ENTER, _ESCAPE)


def moved(text: str, spans: Spans, *, at_end: bool, onward: bool, stood: Spans) -> Spans:
    """Return spans with one end moved by a word; what cannot be moved any further stays.

    Each piece of a split quotation keeps at least one word. Quotation marks and stops beside a word are left out, but
    where the claim ``stood`` with them.
    """
    start, end = spans[-1] if at_end else spans[0]
    if at_end:
        place = _next([place for place in _ends(text, stood[-1][1]) if place > start], end, onward=onward)
        return (*spans[:-1], (start, place)) if place is not None else spans
    place = _next([place for place in _starts(text, stood[0][0]) if place < end], start, onward=onward)
    return ((place, end), *spans[1:]) if place is not None else spans


def _next(places: Sequence[int], here: int, *, onward: bool) -> int | None:
    if onward:
        return next((place for place in places if place > here), None)
    return next((place for place in reversed(places) if place < here), None)


def _starts(text: str, stood: int) -> list[int]:
    """Return where words begin: behind the marks in front of them."""
    found = ((match.start(), match.end() - len(match[0].lstrip(_LEADING))) for match in _words(text))
    return [stood if first <= stood < bare else bare for first, bare in found]


def _ends(text: str, stood: int) -> list[int]:
    """Return where words end: in front of the marks behind them."""
    found = ((match.start() + len(match[0].rstrip(_HANGING)), match.end()) for match in _words(text))
    return [stood if bare < stood <= last else bare for bare, last in found]


def _words(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _WORD.finditer(text) if match[0].strip(_MARKS))


_MARKS = _HANGING + _LEADING


def _drawn(stands: Wording, spans: Spans, *, at_end: bool, rows: int) -> str:
    """Draw the claim's words in brackets among those around them, as much as fits, with the end that moves in view."""
    text = stands.text
    first, last = spans[0][0], spans[-1][1]
    low, high = _cut(text, max(0, first - _AROUND)), _cut(text, min(len(text), last + _AROUND))
    pieces, place = [], low
    for number, (start, end) in enumerate(spans):
        opening = "[" if at_end or number else "<["
        closing = "]>" if at_end and number == len(spans) - 1 else "]"
        pieces += [text[place:start], opening, text[start:end], closing]
        place = end
    pieces.append(text[place:high])
    flat = " ".join(visible("".join(pieces)).split())
    lines = textwrap.wrap(flat, width=width() - 1, break_long_words=False)
    moving = next((n for n, line in enumerate(lines) if ("]>" if at_end else "<[") in line), 0)
    room = max(3, rows - _TAKEN)
    top = min(max(0, moving - room // 2), max(0, len(lines) - room))
    seen = lines[top : top + room]
    which = "end" if at_end else "beginning"
    return "\n".join(["", *seen, "", listed(f"the {which} moves:", _DOES)])


def _cut(text: str, place: int) -> int:
    """Return a place near one, where no word is cut."""
    while 0 < place < len(text) and not text[place].isspace():
        place += 1
    return place
