"""Spreadsheets, .xlsx and .ods: what their cells show, a row a line; what is hidden in them stands apart.

A spreadsheet is no article, and may well be evidence: a register, a list of the dead. Of the formats it knows what
carries words; the names are those of ISO/IEC 29500-1, chapter 18, and of OASIS OpenDocument 1.3, part 3.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.packed import Packed, opened
from claimtrack.reading.xml_tree import attribute, characters, local, parsed, words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_WORKBOOK = "xl/workbook.xml"
_MOST_CELLS = 1_000_000
"""With something in them; a larger one is a database."""
_MOST_ALIKE = 200
"""Times that a cell or row with words is written again where a file says that it repeats."""
_DATES = frozenset({*range(14, 23), 27, 30, 36, 45, 46, 47, 50, 57})
"""The formats of dates and times that every program has by number."""
_OF_A_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_OF_COMMENTS = re.compile(r"comment\w*\.xml\Z", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# Of no zone: a sheet knows none.
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zones
_FIRST_DAY_OF_OLD_MACS = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_LAST_SERIAL = 2_958_466  # the year 10000
_HIDDEN_SHEET, _HIDDEN_ROWS, _COMMENT = "a hidden sheet", "hidden rows or columns", "a comment"


@dataclass(slots=True)
class _Sheet:
    """What a sheet shows, by lines, and what of it nobody sees."""

    name: str
    is_hidden: bool
    lines: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def put(self, cells: Sequence[tuple[str, bool]]) -> None:
        """Take a row: what each cell shows, and whether it is hidden."""
        for lines, wanted in ((self.lines, False), (self.hidden, True)):
            shown = [text for text, is_hidden in cells if text and is_hidden is wanted]
            if shown:
                lines.append("\t".join(shown))


def read_spreadsheet(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read a .xlsx or .ods: each sheet has its name in front, each row with something in it is a line, cells by tabs.

    Comments are shown, and not in the text; hidden sheets, rows and columns are in neither, and told apart. In a .xlsx,
    dates are written as ISO 8601 has them, and figures as they are kept, not as they are rounded. Raises InvalidInput
    for one that is damaged, locked, empty, larger than a million cells, or unpacks beyond all measure.
    """
    del charset  # XML says it
    with opened(data, name=name) as archive:
        if _WORKBOOK in archive.names:
            media_type, sheets = XLSX, list(_of_xlsx(archive, name))
        else:
            media_type, sheets = ODS, list(_of_ods(archive, name))
    shown = [sheet for sheet in sheets if not sheet.is_hidden and sheet.lines]
    if not shown:
        raise InvalidInput(f"{name} is a spreadsheet in which no cell shows anything; save what it says as a .txt file")
    text = "\n\n".join("\n".join([sheet.name, *sheet.lines]) for sheet in shown)
    comments = [one for sheet in shown for one in sheet.comments]
    return Document(
        text=text,
        media_type=media_type,
        shown="\n\n".join([text, *comments]) if comments else None,
        looks_like="a spreadsheet",
        passed_over=tuple(_apart(sheets)),
    )


def _apart(sheets: Sequence[_Sheet]) -> Iterator[PassedOver]:
    for sheet in sheets:
        if sheet.is_hidden and sheet.lines:
            yield PassedOver("\n".join(sheet.lines), _HIDDEN_SHEET)
        if sheet.hidden:
            yield PassedOver("\n".join(sheet.hidden), _HIDDEN_ROWS)
        yield from (PassedOver(one, _COMMENT) for one in sheet.comments)


class _Budget:
    """How many more cells are read of a file."""

    def __init__(self, name: str) -> None:
        self._name, self._left = name, _MOST_CELLS

    def take(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise InvalidInput(
                f"{self._name} has more than {_MOST_CELLS:,} cells; save the part of it that you need by itself"
            )


# .xlsx


@dataclass(frozen=True, slots=True)
class _Book:
    strings: Sequence[str]
    dated: frozenset[int]
    """The styles by whose number a cell is a date."""
    first_day: datetime


def _of_xlsx(archive: Packed, name: str) -> Iterator[_Sheet]:
    workbook = parsed(archive.require(_WORKBOOK), name=name)
    targets = _targets(archive, _WORKBOOK, name)
    is_old_mac = any(attribute(one, "date1904") in {"1", "true"} for one in workbook.iter("{*}workbookPr"))
    first_day = _FIRST_DAY_OF_OLD_MACS if is_old_mac else _FIRST_DAY
    book = _Book(_strings(archive, name), _dated(archive, name), first_day)
    budget = _Budget(name)
    for one in workbook.iter("{*}sheet"):
        path = targets.get(attribute(one, "id") or "")
        data = archive.member(path) if path is not None else None
        if path is None or data is None:
            continue  # a chart, or what some program lost
        sheet = _Sheet(attribute(one, "name") or "", (attribute(one, "state") or "visible") != "visible")
        _fill(sheet, parsed(data, name=name), book, budget)
        _comments(sheet, archive, path, name)
        yield sheet


def _targets(archive: Packed, path: str, name: str) -> dict[str, str]:
    """Return where the parts lie to which a part leads, by the name that it has for each."""
    folder, file = posixpath.split(path)
    data = archive.member(f"{folder}/_rels/{file}.rels")
    if data is None:
        return {}
    found = {}
    for one in parsed(data, name=name):
        target = attribute(one, "Target") or ""
        joined = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[attribute(one, "Id") or ""] = joined
    return found


def _strings(archive: Packed, name: str) -> list[str]:
    data = archive.member("xl/sharedStrings.xml")
    return [_string(one) for one in parsed(data, name=name).iter("{*}si")] if data is not None else []


def _string(element: Any) -> str:
    """Return the words of a string, without how they are pronounced; line breaks in a cell are spaces."""
    return _plain("".join(characters(one) for one in element.iter("{*}t") if local(one.getparent()) != "rPh"))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _dated(archive: Packed, name: str) -> frozenset[int]:
    data = archive.member("xl/styles.xml")
    if data is None:
        return frozenset()
    styles = parsed(data, name=name)
    own = {
        _number(attribute(one, "numFmtId")): _OF_A_DATE.search(_QUOTED.sub("", attribute(one, "formatCode") or ""))
        for one in styles.iter("{*}numFmt")
    }
    formats = next((list(one) for one in styles if local(one) == "cellXfs"), [])
    numbers = [_number(attribute(one, "numFmtId")) for one in formats]
    return frozenset(place for place, number in enumerate(numbers) if number in _DATES or own.get(number))


def _number(written: str | None) -> int:
    return int(written) if written is not None and written.isdecimal() and len(written) < 10 else 0


def _fill(sheet: _Sheet, root: Any, book: _Book, budget: _Budget) -> None:
    hidden = [
        (_number(attribute(one, "min")), _number(attribute(one, "max")))
        for one in root.iter("{*}col")
        if attribute(one, "hidden") in {"1", "true"}
    ]
    for row in root.iter("{*}row"):
        is_hidden = attribute(row, "hidden") in {"1", "true"}
        cells = []
        for place, cell in enumerate((one for one in row if local(one) == "c"), start=1):
            text = _cell(cell, book)
            if text:
                budget.take()
            column = _column(attribute(cell, "r")) or place
            cells.append((text, is_hidden or any(first <= column <= last for first, last in hidden)))
        sheet.put(cells)


def _column(reference: str | None) -> int:
    """Return the number of the column of a cell that is called such as AB12; 0 where it has no name."""
    letters = re.match(r"[A-Z]{1,3}(?=\d)", reference or "")
    number = 0
    for letter in letters[0] if letters is not None else "":
        number = number * 26 + ord(letter) - 64
    return number


def _cell(cell: Any, book: _Book) -> str:
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        return _string(cell)
    value = next((characters(one) for one in cell if local(one) == "v"), "").strip()
    match kind:
        case "s":
            place = _number(value)
            return book.strings[place] if value and place < len(book.strings) else ""
        case "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        case "n" if value and _number(attribute(cell, "s")) in book.dated:
            return _date(value, book.first_day)
    return _plain(value)


def _date(value: str, first_day: datetime) -> str:
    try:
        serial = float(value)
    except ValueError:
        return value
    if not 0 <= serial < _LAST_SERIAL:
        return value
    moment = first_day + timedelta(seconds=round(serial * 86_400))
    if serial < 1:
        return f"{moment:%H:%M:%S}"
    return f"{moment:%Y-%m-%d}" if moment.time() == datetime.min.time() else f"{moment:%Y-%m-%d %H:%M:%S}"


def _comments(sheet: _Sheet, archive: Packed, path: str, name: str) -> None:
    for target in _targets(archive, path, name).values():
        if _OF_COMMENTS.search(target):
            data = archive.member(target)
            root = parsed(data, name=name) if data is not None else ()
            sheet.comments += [text for one in root for text in _texts(one)]


def _texts(element: Any) -> Iterator[str]:
    """Yield what the comments in an element say."""
    if local(element) in {"comment", "threadedComment"}:
        said = words(element)
        if said:
            yield said
    else:
        for child in element:
            yield from _texts(child)


# .ods


def _of_ods(archive: Packed, name: str) -> Iterator[_Sheet]:
    manifest = archive.member("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in manifest:
        raise InvalidInput(f"{name} is locked with a password; save a copy without it")
    content = parsed(archive.require("content.xml"), name=name)
    unseen = {
        attribute(style, "name")
        for style in content.iter("{*}style")
        if any(local(one) == "table-properties" and attribute(one, "display") == "false" for one in style)
    }
    budget = _Budget(name)
    for table in content.iter("{*}table"):
        sheet = _Sheet(attribute(table, "name") or "", attribute(table, "style-name") in unseen)
        columns = [(_is_hidden(one), _repeats(one, "number-columns-repeated")) for one in table.iter("{*}table-column")]
        for row in table.iter("{*}table-row"):
            cells = list(_cells(sheet, row, _hidden_columns(columns), budget))
            for _ in range(_repeats(row, "number-rows-repeated") if any(text for text, _ in cells) else 0):
                sheet.put(cells)
        yield sheet


def _is_hidden(element: Any) -> bool:
    return attribute(element, "visibility") in {"collapse", "filter"}


def _repeats(element: Any, name: str) -> int:
    return min(_number(attribute(element, name)) or 1, _MOST_ALIKE)


def _hidden_columns(columns: Sequence[tuple[bool, int]]) -> list[bool]:
    return [is_hidden for is_hidden, times in columns for _ in range(times)]


def _cells(sheet: _Sheet, row: Any, hidden: Sequence[bool], budget: _Budget) -> Iterator[tuple[str, bool]]:
    is_hidden, place = _is_hidden(row), 0
    for cell in row:
        if local(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        notes = [one for one in cell if local(one) == "annotation"]
        said = (" ".join(words(line) for line in one.iter("{*}p")) for one in notes)
        sheet.comments += [one for one in said if one.strip()]
        shown = _plain(" ".join(characters(one) for one in cell if local(one) == "p"))
        for _ in range(_repeats(cell, "number-columns-repeated")):
            if shown:
                budget.take()
            yield shown, is_hidden or (place < len(hidden) and hidden[place])
            place += 1
