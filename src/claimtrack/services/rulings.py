"""Read verdicts from a table that somebody filled in: CSV from a spreadsheet or a script, each row with its line."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimtrack.errors import ClaimtrackError, InvalidInput
from claimtrack.rules.words import Said, Status

COLUMNS = ("claim", "verdict", "reason", "said", "despite", "override", "version")
VERDICT_WORDS = tuple(status.value for status in Status if status is not Status.IN_REVIEW)
SAID_WORDS = tuple(said.value for said in Said)

_SEPARATORS = ",;\t"
_NUMBER = re.compile(r"\d{1,9}")
_YES = {"yes": True, "y": True, "true": True, "1": True, "x": True}
_NO = {"": False, "no": False, "n": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one row of the table wants for a claim: a verdict, an answer to who said it, or both.

    ``version`` is the claim's version as it was when the row was written, if the row says.
    """

    line: int
    claim: int
    verdict: Status | None
    said: Said | None
    reason: str | None
    despite: tuple[int, ...]
    override: bool
    version: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row."""

    line: int
    error: ClaimtrackError


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: the rows that mean something, and what is wrong with the others."""

    name: str
    rulings: tuple[Ruling, ...]
    faults: tuple[Fault, ...]


def read_rulings(data: bytes, *, name: str) -> Table:
    """Read a table of verdicts: UTF-8 with or without a byte order mark, separated by comma, semicolon or tab.

    Raises InvalidInput for a file that is empty, in another encoding or without the columns it takes, or that holds a
    column that means nothing here; what is wrong with single rows stands in the result.
    """
    text = _text(data, name)
    rows = _rows(text, name)
    header = [cell.strip().casefold() for cell in next(rows, (0, []))[1]]
    _check_header(header, name)
    rulings: list[Ruling] = []
    faults: list[Fault] = []
    first_lines: dict[int, int] = {}
    for line, cells in rows:
        try:
            ruling = _ruling(line, _named(header, cells))
            if first_lines.setdefault(ruling.claim, line) != line:
                raise InvalidInput(
                    f"claim {ruling.claim} stands on line {first_lines[ruling.claim]} already; leave one of them out"
                )
            rulings.append(ruling)
        except InvalidInput as error:
            faults.append(Fault(line, error))
    if not rulings and not faults:
        raise InvalidInput(f"{name} holds no rows under its header; write one row for each claim")
    return Table(name, tuple(rulings), tuple(faults))


def _text(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(_NOT_UTF_8.format(name)) from error
    if "\0" in text:
        raise InvalidInput(_NOT_UTF_8.format(name))
    if not text.strip():
        raise InvalidInput(f"{name} is empty; it takes a header such as claim,verdict,reason and a row for each claim")
    return text


_NOT_UTF_8 = '{} is not in UTF-8; save it from the spreadsheet as "CSV UTF-8"'


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank, with the line on which it begins."""
    header = next(line for line in text.splitlines() if line.strip())
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    end = 0
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
        end = reader.line_num
        if any(cell.strip() for cell in cells):
            yield begin, cells


def _check_header(header: Sequence[str], name: str) -> None:
    unknown = [cell or "(no name)" for cell in header if cell not in COLUMNS]
    if unknown:
        raise InvalidInput(
            f"{name} has columns that mean nothing here: {', '.join(unknown)}; its first line names the columns, "
            f"of {', '.join(COLUMNS)}"
        )
    twice = sorted({cell for cell in header if header.count(cell) > 1})
    if twice:
        raise InvalidInput(f"{name} has the column {', '.join(twice)} twice; leave one of them out")
    if "claim" not in header or not {"verdict", "said"} & set(header):
        raise InvalidInput(f"{name} needs the column claim, and verdict or said; its first line names the columns")


def _named(header: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise InvalidInput(
            f"there are {len(cells)} cells under {len(header)} columns; "
            "a cell that holds the separator itself stands in quotation marks"
        )
    return dict(zip(header, (cell.strip() for cell in cells), strict=False))


def _ruling(line: int, cells: Mapping[str, str]) -> Ruling:
    claim = _number(cells.get("claim", ""), "claim")
    verdict, said = _word(cells, "verdict", VERDICT_WORDS), _word(cells, "said", SAID_WORDS)
    if verdict is None and said is None:
        raise InvalidInput(f"claim {claim} is given no verdict; write one of {', '.join(VERDICT_WORDS)}")
    version = cells.get("version", "")
    return Ruling(
        line=line,
        claim=claim,
        verdict=Status(verdict) if verdict is not None else None,
        said=Said(said) if said is not None else None,
        reason=cells.get("reason") or None,
        despite=tuple(_number(word, "despite") for word in re.split(r"[\s,;]+", cells.get("despite", "")) if word),
        override=_flag(cells.get("override", "")),
        version=_number(version, "version") if version else None,
    )


def _word(cells: Mapping[str, str], column: str, words: Sequence[str]) -> str | None:
    written = cells.get(column, "")
    word = "_".join(written.casefold().split())
    if word and word not in words:
        raise InvalidInput(f'"{written}" is no word for the column {column}; write one of {", ".join(words)}')
    return word or None


def _number(written: str, column: str) -> int:
    if not _NUMBER.fullmatch(written):
        raise InvalidInput(f'"{written}" in the column {column} is no number')
    return int(written)


def _flag(written: str) -> bool:
    found = {**_YES, **_NO}.get(written.casefold())
    if found is None:
        raise InvalidInput(f'"{written}" in the column override is neither yes nor no')
    return found
