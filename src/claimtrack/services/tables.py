"""Read a table that somebody filled in: CSV from a spreadsheet or a script, each row with its line."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

from claimtrack.errors import ClaimtrackError, InvalidInput
from claimtrack.reports.harmless import as_written

_SEPARATORS = ",;\t"
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=([^\r\n\w\"])\"?[,;\t ]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
"""With which Excel says itself what parts the cells."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LISTED = (
    "claim article status independently_confirmed overridden said speaker own_voice unread headline post_published "
    "post_clock post_author corrects_post nature speaker_by_pronoun checkable confidence caveats asked_caveats links "
    "alarm tags holder version changed statement text restatement restatement_fits rating finding finding_fits"
).split()
"""The columns of a listing of claims, which may come back filled in."""
_NUMBER = re.compile(r"(\d{1,9})(?:[.,]0{1,2})?")
"""Spreadsheets write 12 as 12.0 or 12,00 in a column of figures; three noughts are thousands, and refused."""
_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
_MOST_CLAIMS = 10_000
_YES = {"yes": True, "y": True, "true": True, "1": True, "x": True}
_NO = {"": False, "no": False, "n": False, "false": False, "0": False}
_NOT_UTF_8 = '{} is not in UTF-8; save it from the spreadsheet as "CSV UTF-8"'


@dataclass(frozen=True, slots=True)
class Format:
    """What a kind of table holds: its columns, and what an empty one is told that it takes.

    ``beside`` are columns that may stand there, too, and mean nothing in it.
    """

    columns: Sequence[str]
    takes: str
    beside: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row."""

    line: int
    error: ClaimtrackError


Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Read]):
    """A table as it was read: the rows that mean something, and what is wrong with the others."""

    name: str
    rows: tuple[Read, ...]
    faults: tuple[Fault, ...]

    @classmethod
    def read(
        cls,
        data: bytes,
        name: str,
        form: Format,
        *,
        needs: Sequence[str],
        any_of: Sequence[str],
        row: Callable[[int, Mapping[str, str]], Read],
    ) -> "Sheet[Read]":
        """Read a table that has the columns ``needs`` and one of ``any_of``, each row with its line by ``row``.

        Raises InvalidInput for what is no such table, or holds no rows; faults of single rows stand in the result.
        """
        rows = rows_of(text_of(data, name, form), name)
        header = header_of(next(rows, (0, []))[1], name, form)
        missing = [column for column in needs if column not in header]
        if missing or not set(any_of) & set(header):
            wanted = f"{', '.join(needs)}, and one of {', '.join(any_of)}"
            raise InvalidInput(f"{name} needs the columns {wanted}; its first line names the columns")
        found: list[Read] = []
        faults: list[Fault] = []
        for line, cells in rows:
            try:
                found.append(row(line, named_cells(header, cells)))
            except InvalidInput as error:
                faults.append(Fault(line, error))
        if not found and not faults:
            raise InvalidInput(f"{name} holds no rows under its header; it takes {form.takes}")
        return cls(name, tuple(found), tuple(faults))


def gathered(faults: Iterable[Fault], name: str, *, place: str = "line") -> ClaimtrackError:
    """Return one error of the kind of the first, naming each row with what is wrong there; ``place`` counts rows."""
    ordered = sorted(faults, key=lambda fault: fault.line)
    lines = [f"{name}, {place} {fault.line}: {line}" for fault in ordered for line in str(fault.error).splitlines()]
    return type(ordered[0].error)("\n".join(lines))


def text_of(data: bytes, name: str, form: Format) -> str:
    """Return a table's text: UTF-8 with or without a byte order mark, or UTF-16 with one, Excel's "Unicode text".

    Raises InvalidInput for one that is empty or in another encoding.
    """
    try:
        text = data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(_NOT_UTF_8.format(name)) from error
    if "\0" in text:
        raise InvalidInput(_NOT_UTF_8.format(name))
    if not text.strip():
        raise InvalidInput(f"{name} is empty; it takes {form.takes}")
    return text


def rows_of(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank, the header among them, with the line on which it begins.

    Cells are separated by comma, semicolon or tab, or by what a first line such as ``sep=;`` says. Raises
    InvalidInput, naming the line, for what is no table.
    """
    said = _SEPARATOR_LINE.match(text)
    left = text[said.end() :] if said is not None else text
    header = next((line for line in left.splitlines() if line.strip()), "")
    separator = said[1] if said is not None else max(_SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(left, newline=""), delimiter=separator, strict=True)
    above = end = text[: said.end()].count("\n") if said is not None else 0
    while True:
        begin = end + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InvalidInput(
                f"{name}, line {begin}: this is no table ({error}); a quotation mark may be missing"
            ) from error
        if cells is None:
            return
        end = above + reader.line_num
        if any(cell.strip() for cell in cells):
            yield begin, cells


def header_of(cells: Sequence[str], name: str, form: Format) -> list[str]:
    """Return the names of the columns; raises InvalidInput for one that means nothing here or stands there twice.

    Columns without a name are those that a spreadsheet writes for what was once touched; nothing may stand in them.
    """
    header = [cell.strip().casefold() for cell in cells]
    known = {"", *form.columns, *form.beside}
    unknown = [with_nearest(cell, form.columns) for cell in header if cell not in known]
    if unknown:
        raise InvalidInput(
            f"{name} has columns that mean nothing here: {', '.join(unknown)}; its first line names the columns, "
            f"of {', '.join(form.columns)}"
        )
    twice = sorted({cell for cell in header if cell and header.count(cell) > 1})
    if twice:
        raise InvalidInput(f"{name} has the column {', '.join(twice)} twice; leave one of them out")
    return header


def named_cells(header: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    """Return the cells of a row by column; raises InvalidInput where there are more cells than columns.

    The same for a cell under a column that has no name.
    """
    nameless = next((cell for name, cell in zip(header, cells, strict=False) if not name and cell.strip()), None)
    if nameless is not None:
        raise InvalidInput(f'"{nameless.strip()[:40]}" stands under a column that has no name; name it, or empty it')
    if any(cell.strip() for cell in cells[len(header) :]):
        raise InvalidInput(
            f"there are {len(cells)} cells under {len(header)} columns; "
            "a cell that holds the separator itself stands in quotation marks"
        )
    return {name: as_written(cell.strip()) for name, cell in zip(header, cells, strict=False) if name}


def word_in(cells: Mapping[str, str], column: str, words: Sequence[str], *, needed: bool = False) -> str | None:
    """Return the word of a column, or None where it is empty; raises InvalidInput for one that is not among these.

    Where it is ``needed``, an empty cell is none of them, either.
    """
    written = cells.get(column, "")
    word = "_".join(written.casefold().split())
    if not word and needed:
        raise InvalidInput(f"the column {column} is empty; write one of {', '.join(words)}")
    if word and word not in words:
        raise InvalidInput(f'"{written}" is no word for the column {column}; write one of {", ".join(words)}')
    return word or None


def flag_in(cells: Mapping[str, str], column: str) -> bool:
    """Tell whether a column says yes; raises InvalidInput for what is neither yes nor no."""
    written = cells.get(column, "")
    found = {**_YES, **_NO}.get(written.casefold())
    if found is None:
        raise InvalidInput(f'"{written}" in the column {column} is neither yes nor no')
    return found


def number_in(cells: Mapping[str, str], column: str) -> int:
    """Return the number of a column; raises InvalidInput for what is none, be it empty."""
    written = cells.get(column, "")
    found = _NUMBER.fullmatch(written)
    if found is None:
        raise InvalidInput(f'"{written}" in the column {column} is no number')
    return int(found[1])


def claims_in(cells: Mapping[str, str], column: str) -> tuple[int, ...]:
    """Return the claims of a column, numbers and ranges as in ``12, 15-18``; raises InvalidInput for what is none."""
    alone = _NUMBER.fullmatch(cells.get(column, ""))
    if alone is not None:
        return (int(alone[1]),)
    found: list[int] = []
    for word in cells.get(column, "").replace(",", " ").replace(";", " ").split() or [""]:
        match = _RANGE.fullmatch(word)
        first, last = (int(match[1]), int(match[2] or match[1])) if match is not None else (1, 0)
        if last < first or last - first >= _MOST_CLAIMS:
            raise InvalidInput(f'"{word}" in the column {column} is no claim number, nor a range such as 15-18')
        found += range(first, last + 1)
    return tuple(dict.fromkeys(found))


def several_in(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    """Return the names of a column, parted by semicolons."""
    return tuple(name.strip() for name in cells.get(column, "").split(";") if name.strip())


def with_nearest(cell: str, columns: Sequence[str]) -> str:
    """Return a word that means nothing with the one of these that may be meant."""
    near = get_close_matches(cell, columns, n=1, cutoff=0.75)
    return f"{cell} ({near[0]}?)" if near else cell or "(no name)"
