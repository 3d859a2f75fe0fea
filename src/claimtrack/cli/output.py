"""What commands print: tables fitted to the terminal, data formats, and words for people on standard error."""

import csv
import errno
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from itertools import islice
from textwrap import indent
from time import monotonic
from typing import Any, TypeVar

import typer

from claimtrack.cli.given import Form
from claimtrack.cli.messages import fitted, in_lines, laid_out
from claimtrack.errors import ClaimtrackError
from claimtrack.remedies import PROGRAM, Do, Words, in_shell, written
from claimtrack.reports.harmless import cell, visible

Row = Mapping[str, Any]

_NARROWEST = 16
_AT_ONCE = 500

T = TypeVar("T")


_called = PROGRAM
"""The name by which the program was called; what it tells people to type begins with it."""


def answer_to(program: str) -> None:
    """Take the name by which the program was called."""
    global _called
    _called = program


def program() -> str:
    """Return the name by which the program was called, for what is to be typed next."""
    return _called


def spelled(words: Words) -> str:
    """Write a message as something to read in a terminal: its remedies are commands and options to type."""
    return written(words, in_shell(_called))


def line(remedy: Do) -> str:
    """Write a remedy as a line to type."""
    return remedy.line(_called)


def complain(error: ClaimtrackError) -> None:
    """Tell a user's mistake on standard error: what, why and what to type, a line each, wrapped to a terminal."""
    told = laid_out(error.message, in_shell(_called), lead=f"{_called}: ", width=width() if _seen(sys.stderr) else None)
    tell(told)


def _seen(stream: object) -> bool:
    """Tell whether a stream is seen in a terminal: there, what is for people is wrapped between words."""
    return bool(getattr(stream, "isatty", lambda: False)())


def tell(words: Words) -> None:
    """Say something to the person at the terminal, on standard error; data goes to standard output."""
    told = visible(spelled(words), keep_lines=True)
    if _seen(sys.stderr):
        told = fitted(told, width())
    try:
        print(told, file=sys.stderr, flush=True)  # noqa: T201 - this is where printing happens
    except OSError:  # nobody reads it, or the disk behind it is full: what is done is done all the same
        sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def write(words: Words) -> None:
    """Write text to standard output, with nothing in it that could act on a terminal."""
    _put(visible(spelled(words), keep_lines=True))


def write_sentences(words: str) -> None:
    """Write lines that are sentences: wrapped in a terminal, a line each for a program that reads them."""
    shown = visible(words, keep_lines=True)
    _put(fitted(shown, width()) if is_for_people() else shown)


def is_for_people() -> bool:
    """Tell whether what is written is seen in a terminal, not read by a program."""
    return _seen(sys.stdout)


def write_raw(data: bytes) -> None:
    """Write bytes to standard output as they are."""
    with _output():
        sys.stdout.flush()
        _write_whole(data)
        sys.stdout.buffer.flush()


def emit(rows: Iterable[Row], form: Form) -> None:
    """Write rows as data, a few at a time.

    JSON escapes what could act on a terminal, CSV what could act in a spreadsheet.
    """
    if form in {Form.CSV, Form.EXCEL}:
        # Without the mark, Excel takes it for the encoding of its country; every other reader, for a column's name.
        for page, words in enumerate(_csv(rows)):
            write_raw(words.encode("utf-8-sig" if form is Form.EXCEL and not page else "utf-8"))
    elif form is Form.JSON:
        _emit_array(rows)
    else:
        for chunk in chunked(rows):
            _put("\n".join(json.dumps(row, default=_plain) for row in chunk))


def _emit_array(rows: Iterable[Row]) -> None:
    opened = False
    for chunk in chunked(rows):
        texts = (indent(json.dumps(row, indent=2, default=_plain), "  ") for row in chunk)
        _put(f"{',' if opened else '['}\n" + ",\n".join(texts), end="")
        opened = True
    _put("\n]" if opened else "[]")


def chunked(things: Iterable[T]) -> Iterator[list[T]]:
    """Take things some hundred at a time, so that there may be any number of them."""
    left = iter(things)
    while chunk := list(islice(left, _AT_ONCE)):
        yield chunk


def table(rows: Sequence[Sequence[object]], headers: Sequence[str], *, flexible: Sequence[int] = ()) -> None:
    """Write a table as wide as the terminal at most; the columns in ``flexible`` are wrapped to fit.

    A cell that is a list gets a line for each of its values.
    """
    from tabulate import tabulate

    cells = [[_cell(value) for value in row] for row in rows]
    widths = _widths(cells, headers, flexible, width())
    _put(tabulate(cells, headers=headers, tablefmt="simple", maxcolwidths=widths, disable_numparse=True))


def _cell(value: object) -> str:
    lines = value if isinstance(value, list) else [value]
    return "\n".join(visible(_word(line)) for line in lines)


def width() -> int:
    """Return the terminal's width in columns; a wide fixed one where the output is no terminal."""
    return max(40, shutil.get_terminal_size((100, 24)).columns)


def moment(when: datetime | None) -> str:
    """Write a time for people."""
    return f"{when:%Y-%m-%d %H:%M} UTC" if when is not None else ""


def shortened(text: str, most: int) -> str:
    """Cut a text at a word, with an ellipsis where something is left out."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return f"{flat[: most - 1].rsplit(' ', 1)[0] if ' ' in flat[: most - 1] else flat[: most - 1]}…"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun: ``1 claim``, ``2 claims``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def any_of(words: Sequence[str]) -> str:
    """Write words as a choice: ``md, html or txt``."""
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


_STEPS = 100
"""Of a progress bar, for each thing that it goes through."""
_LINE_ANEW = "\r\033[K"
_PATIENCE = 1.0
"""Seconds that one thing alone may take before there is a progress bar."""


class Watched:
    """A way to go through many things with a progress bar, when somebody is looking; it moves within a thing, too.

    Where there is but one thing, the bar comes when that is heard of and takes longer than a second.
    """

    def __init__(self, label: str, clock: Callable[[], float]) -> None:
        self._label = label
        self._clock = clock
        self._begun = clock()
        self._bar: Any = None
        self._count = self._place = self._shown = 0

    def __call__(self, items: Sequence[T]) -> Iterator[T]:
        """Yield the things."""
        self._count, self._begun = len(items), self._clock()
        try:
            for self._place, item in enumerate(items):
                self.within(0.0)
                yield item
            self._place = self._count
            if self._bar is not None:
                self.within(0.0)
        finally:
            if self._bar is not None:
                self._bar.__exit__(None, None, None)
                self._bar = None

    def beside(self, items: Sequence[object], results: Iterable[T]) -> Iterator[T]:
        """Yield what became of each thing, with room for what is told of it where the bar stood."""
        for _, one in zip(self(items), results, strict=True):
            if self._bar is not None:
                sys.stderr.write(_LINE_ANEW)
            yield one

    def within(self, share: float) -> None:
        """Take in which share of a thing is done."""
        if self._bar is None:
            if not self._is_due():
                return
            length = self._count * _STEPS
            self._bar = typer.progressbar(length=length, label=self._label, file=sys.stderr).__enter__()
        if self._count > 1:
            self._bar.label = f"{self._label} {min(self._place + 1, self._count):,} of {self._count:,}"
        steps = self._place * _STEPS + int(share * _STEPS)
        if steps > self._shown:
            self._bar.update(steps - self._shown)
            self._shown = steps

    def _is_due(self) -> bool:
        is_long = self._count > 1 or self._clock() - self._begun > _PATIENCE
        return is_long and sys.stderr.isatty()


def watched(label: str, clock: Callable[[], float] = monotonic) -> Watched:
    """Return a way to go through many things with a progress bar, when somebody is looking."""
    return Watched(label, clock)


def _put(text: str, *, end: str = "\n") -> None:
    with _output():
        # At once: what is left for the end of the program fails where nobody can tell of it any more.
        if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
            words = (text + end).replace("\n", os.linesep)
            _write_whole(words.encode(sys.stdout.encoding, sys.stdout.errors or "strict"))
        else:
            print(text, end=end, flush=True)  # noqa: T201 - this is where printing happens


def _write_whole(data: bytes) -> None:
    """Write all of it: without a buffer a full disk takes a part, and says so only when it is given the rest."""
    into = sys.stdout.buffer
    if not isinstance(into, io.RawIOBase):
        into.write(data)
        return
    left = memoryview(data)
    while left:
        taken = into.write(left)
        if not taken:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        left = left[taken:]


@contextmanager
def _output() -> Iterator[None]:
    """Tell of a full disk behind standard output; whoever stops reading it (``| head``) makes Typer end quietly."""
    if sys.stdout is None:  # closed by who started the program
        _write_to_nobody()
    try:
        yield
    except BrokenPipeError:
        done = _done()
        if done:
            tell(f"the output was cut off; {done}")
        raise
    except OSError as error:
        # Else Python would try once more when it ends, and complain in its own words.
        _write_to_nobody()
        remedy = _done() or "make room and try again"
        raise ClaimtrackError(f"cannot write the output: {error.strerror}; {remedy}") from error


def _done() -> str | None:
    """Say that what was asked for is on record, where it is, whatever became of the output."""
    from claimtrack.services.desk import on_record

    number = on_record()
    return f"what was asked is done and on record, up to event {number}: do not do it again" if number else None


def _write_to_nobody() -> None:
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def _widths(
    cells: Sequence[Sequence[str]], headers: Sequence[str], flexible: Sequence[int], total: int
) -> list[int | None]:
    """Share the terminal's width: fixed columns take what they need, flexible ones what is left, the last the most."""
    from tabulate import MIN_PADDING
    from wcwidth import wcswidth

    natural = [
        # tabulate leaves room beside a header.
        max([len(header) + MIN_PADDING, *(wcswidth(line) for row in cells for line in row[place].splitlines())])
        for place, header in enumerate(headers)
    ]
    left = total - 2 * (len(headers) - 1) - sum(n for place, n in enumerate(natural) if place not in flexible)
    widths: list[int | None] = [None] * len(headers)
    for position, place in enumerate(flexible):
        rest = len(flexible) - position - 1
        share = left if not rest else min(natural[place], max(_NARROWEST, left // 4))
        widths[place] = max(_NARROWEST, min(share, natural[place]))
        left -= widths[place] or 0
    least = [max(_NARROWEST, len(header) + MIN_PADDING) for header in headers]
    return _narrowed(widths, natural, least, total - 2 * (len(headers) - 1))


def _narrowed(widths: list[int | None], natural: Sequence[int], least: Sequence[int], total: int) -> list[int | None]:
    """Wrap further columns, the widest first, where the fixed ones leave too little: a line broken by the terminal is
    read in no column.
    """
    taken = [given if given is not None else natural[place] for place, given in enumerate(widths)]
    while sum(taken) > total:
        place = max(range(len(taken)), key=lambda one: taken[one] - least[one])
        if taken[place] <= least[place]:
            break
        taken[place] -= 1
        widths[place] = taken[place]
    return widths


def _word(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment(value)
    return str(value)


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    headed = False
    for chunk in chunked(rows):
        into = io.StringIO(newline="")
        writer = csv.writer(into)
        if not headed:
            writer.writerow(list(chunk[0]))
        headed = True
        for row in chunk:
            writer.writerow([cell(_joined(value)) for value in row.values()])
        yield into.getvalue()


def _joined(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(_word(part) for part in value)
    return value.isoformat() if isinstance(value, datetime) else _word(value)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} is no JSON")


def wrapped(message: Words, lead: str) -> list[str]:
    """Wrap to the terminal; what follows the first line is indented like its words."""
    # Here and not only in write(): the signs for characters that act are longer than these.
    words = visible(spelled(message))
    stripped = words.lstrip(" ")
    lead += " " * (len(words) - len(stripped))
    return in_lines(stripped, width(), first=lead, rest=" " * len(lead), on_hyphens=True) or [lead.rstrip()]
