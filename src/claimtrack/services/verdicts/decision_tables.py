"""Read verdicts from a table that somebody filled in, each row with its line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimtrack.errors import InvalidInput
from claimtrack.services.tables import Fault, Format, flag_in, header_of, named_cells, rows_of, text_of, word_in
from claimtrack.vocabulary import Said, Status

COLUMNS = ("claim", "verdict", "reason", "said", "despite", "override", "version")
VERDICT_WORDS = tuple(status.value for status in Status if status is not Status.IN_REVIEW)
SAID_WORDS = tuple(said.value for said in Said)

_NUMBER = re.compile(r"\d{1,9}")
_FORMAT = Format(COLUMNS, "a header such as claim,verdict,reason and a row for each claim")


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
    rows = rows_of(text_of(data, name, _FORMAT), name)
    header = header_of(next(rows, (0, []))[1], name, _FORMAT)
    _check_columns(header, name)
    rulings: list[Ruling] = []
    faults: list[Fault] = []
    first_lines: dict[int, int] = {}
    for line, cells in rows:
        try:
            ruling = _ruling(line, named_cells(header, cells))
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


def _check_columns(header: Sequence[str], name: str) -> None:
    if "claim" not in header or not {"verdict", "said"} & set(header):
        raise InvalidInput(f"{name} needs the column claim, and verdict or said; its first line names the columns")


def _ruling(line: int, cells: Mapping[str, str]) -> Ruling:
    claim = _number(cells.get("claim", ""), "claim")
    verdict, said = word_in(cells, "verdict", VERDICT_WORDS), word_in(cells, "said", SAID_WORDS)
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
        override=flag_in(cells, "override"),
        version=_number(version, "version") if version else None,
    )


def _number(written: str, column: str) -> int:
    if not _NUMBER.fullmatch(written):
        raise InvalidInput(f'"{written}" in the column {column} is no number')
    return int(written)
