"""Read verdicts from a table that somebody filled in, each row with its line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claimtrack.errors import InvalidInput
from claimtrack.services.tables import (
    LISTED,
    Fault,
    Format,
    flag_in,
    header_of,
    named_cells,
    number_in,
    rows_of,
    text_of,
    word_in,
)
from claimtrack.vocabulary import Said, Status

COLUMNS = (
    "claim",
    "verdict",
    "reason",
    "said",
    "despite",
    "override",
    "restatement",
    "rating",
    "finding",
    "version",
)
_FILLED = ("verdict", "said", "restatement", "rating", "finding")
VERDICT_WORDS = tuple(status.value for status in Status if status is not Status.IN_REVIEW)
SAID_WORDS = tuple(said.value for said in Said)

_FORMAT = Format(COLUMNS, "a header such as claim,verdict,reason and a row for each claim", beside=LISTED)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one row of the table wants for a claim: a verdict, an answer to who said it, its words and what was found.

    ``restatement`` is the claim in the desk's words; ``rating`` and ``finding`` belong together.
    ``version`` is the claim's version as it was when the row was written, if the row says. ``listed`` tells that the
    row comes from a listing of claims, which wrote there who said it.
    """

    line: int
    claim: int
    verdict: Status | None
    said: Said | None
    reason: str | None
    despite: tuple[int, ...]
    override: bool
    version: int | None
    listed: bool = False
    restatement: str | None = None
    rating: str | None = None
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: the rows that mean something, and what is wrong with the others.

    ``left`` counts the rows of a listing in which nothing was filled in.
    """

    name: str
    rulings: tuple[Ruling, ...]
    faults: tuple[Fault, ...]
    left: int = 0


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
    listed, left = "status" in header, 0
    for line, cells in rows:
        try:
            named = named_cells(header, cells)
            if listed and not any(named.get(column) for column in _FILLED):
                left += 1
                continue
            ruling = replace(_ruling(line, named), listed=listed)
            if first_lines.setdefault(ruling.claim, line) != line:
                raise InvalidInput(
                    f"claim {ruling.claim} stands on line {first_lines[ruling.claim]} already; leave one of them out"
                )
            rulings.append(ruling)
        except InvalidInput as error:
            faults.append(Fault(line, error))
    if not rulings and not faults and not left:
        raise InvalidInput(f"{name} holds no rows under its header; write one row for each claim")
    return Table(name, tuple(rulings), tuple(faults), left)


def _check_columns(header: Sequence[str], name: str) -> None:
    if "claim" not in header or not set(_FILLED) & set(header):
        raise InvalidInput(
            f"{name} needs the columns claim and verdict, said, restatement or finding; its first line names them"
        )


def _ruling(line: int, cells: Mapping[str, str]) -> Ruling:
    claim = number_in(cells, "claim")
    verdict, said = word_in(cells, "verdict", VERDICT_WORDS), word_in(cells, "said", SAID_WORDS)
    restatement, rating, finding = (cells.get(column) or None for column in ("restatement", "rating", "finding"))
    if (rating is None) is not (finding is None):
        raise InvalidInput(f"claim {claim}: a rating and a finding in words go together; fill in both or neither")
    if all(one is None for one in (verdict, said, restatement, finding)):
        raise InvalidInput(f"claim {claim} is given no verdict; write one of {', '.join(VERDICT_WORDS)}")
    version = cells.get("version", "")
    return Ruling(
        line=line,
        claim=claim,
        verdict=Status(verdict) if verdict is not None else None,
        said=Said(said) if said is not None else None,
        reason=cells.get("reason") or None,
        despite=_numbers(cells, "despite"),
        override=flag_in(cells, "override"),
        version=number_in(cells, "version") if version else None,
        restatement=restatement,
        rating=rating,
        finding=finding,
    )


def _numbers(cells: Mapping[str, str], column: str) -> tuple[int, ...]:
    words = [word for word in re.split(r"[\s,;]+", cells.get(column, "")) if word]
    return tuple(number_in({column: word}, column) for word in words)
