"""Read a desk's own list of sources: CSV or JSON, each row with its place."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from claimtrack.errors import InvalidInput, says_why
from claimtrack.reading.metadata.published import parse_published
from claimtrack.services.names import source_key
from claimtrack.services.tables import (
    Fault,
    Format,
    flag_in,
    header_of,
    named_cells,
    rows_of,
    text_of,
    with_nearest,
    word_in,
)
from claimtrack.vocabulary import RelationKind, Reliability, SpeakerKind

MOST_ROWS = 10_000
BETWEEN = "|"
"""What stands between several names in one cell."""

_BY_HAND = tuple(kind for kind in RelationKind if kind is not RelationKind.SAME_AS)
"""What a person says of two sources; that they are one is told by `aliases`."""

RELATIONS = tuple(kind.value for kind in _BY_HAND)
COLUMNS = ("name", "kind", "aliases", *RELATIONS, "since", "until", "unaffiliated", "reliability", "because")
TEMPLATE = f"""\
{",".join(COLUMNS)}
Harbour Group,organisation,,,,,,,,yes,,asked its owner
Harbour Courier,media,The Courier{BETWEEN}HC,Harbour Group,,,Delta Wire,2019-05-01,,,B,says so in its imprint
Delta Wire,media,,,,,,,,,A,
"""
_FORMAT = Format(COLUMNS, "a header such as name,kind,part_of,because and a row for each source", beside={"checked"})


@dataclass(frozen=True, slots=True)
class ListedSource:
    """What one row says of a source; None and nothing where it says nothing.

    ``line`` is where it begins, or its place in a JSON list. ``since`` and ``until`` belong to the relations of this
    row, ``because`` to all that it says.
    """

    line: int
    name: str
    kind: SpeakerKind | None = None
    aliases: tuple[str, ...] = ()
    relations: tuple[tuple[RelationKind, str], ...] = ()
    since: date | None = None
    until: date | None = None
    unaffiliated: bool = False
    reliability: Reliability | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class SourceList:
    """A list as it was read: the rows that mean something, and what is wrong with others.

    ``place`` is what a row's number counts: "line" or "entry".
    """

    name: str
    place: str
    rows: tuple[ListedSource, ...]
    faults: tuple[Fault, ...]


def read_sources(data: bytes, *, name: str) -> SourceList:
    """Read a list of sources: a JSON array of objects, or CSV as `decide` takes it (``services.tables``).

    Several rows may speak of one source. Raises InvalidInput for a file that is no list or has a column that means
    nothing here; what is wrong with single rows, or between them, stands in the result.
    """
    text = text_of(data, name, _FORMAT)
    is_json = text.lstrip()[:1] in {"[", "{"}
    read = list(_entries(text, name) if is_json else _lines(text, name))
    if not read:
        raise InvalidInput(f"{name} holds no rows; write one for each source")
    if len(read) > MOST_ROWS:
        raise InvalidInput(f"{name} holds {len(read):,} rows, and {MOST_ROWS:,} are the most; import it in parts")
    place = "entry" if is_json else "line"
    rows = tuple(row for row in read if isinstance(row, ListedSource))
    faults = (*(row for row in read if isinstance(row, Fault)), *_between(rows, place))
    return SourceList(name, place, rows, faults)


def _lines(text: str, name: str) -> Iterator[ListedSource | Fault]:
    rows = rows_of(text, name)
    header = header_of(next(rows, (0, []))[1], name, _FORMAT)
    if "name" not in header:
        raise InvalidInput(f"{name} needs the column name; its first line names the columns")
    for line, cells in rows:
        try:
            yield _row(line, named_cells(header, cells))
        except InvalidInput as error:
            yield Fault(line, error)


def _entries(text: str, name: str) -> Iterator[ListedSource | Fault]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{name} is no JSON ({error}); it takes a list of objects") from error
    if not isinstance(found, list):
        raise InvalidInput(f"{name} is no list; it takes one of objects such as {_SUCH_AS}")
    for place, entry in enumerate(found, 1):
        try:
            if not isinstance(entry, dict):
                raise InvalidInput(f"this is no object; write one such as {_SUCH_AS}")
            yield _row(place, {key.casefold(): _cell(key, value) for key, value in entry.items()})
        except InvalidInput as error:
            yield Fault(place, error)


_SUCH_AS = '{"name": "Harbour Courier", "kind": "media", "part_of": ["Harbour Group"]}'


def _cell(key: str, value: object) -> str:
    """Return a value of a JSON object as a cell of a table has it."""
    if key.casefold() not in COLUMNS:
        raise InvalidInput(f"{with_nearest(key, COLUMNS)} means nothing here; there are {', '.join(COLUMNS)}")
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return BETWEEN.join(value)
    if not isinstance(value, str):
        raise InvalidInput(f"the value of {key} is neither text nor a list of texts, nor true or false")
    return value.strip()


def _row(place: int, cells: Mapping[str, str]) -> ListedSource:
    kind = word_in(cells, "kind", [one.value for one in SpeakerKind])
    grade = cells.get("reliability", "").upper()
    if grade and grade not in list(Reliability):
        raise InvalidInput(f'"{grade}" is no word for the column reliability; write one of {", ".join(Reliability)}')
    row = ListedSource(
        line=place,
        name=_name(cells.get("name", ""), "name"),
        kind=SpeakerKind(kind) if kind is not None else None,
        aliases=_names(cells, "aliases"),
        relations=tuple((one, other) for one in _BY_HAND for other in _names(cells, one.value)),
        since=_day(cells, "since"),
        until=_day(cells, "until"),
        unaffiliated=flag_in(cells, "unaffiliated"),
        reliability=Reliability(grade) if grade else None,
        because=cells.get("because") or None,
    )
    _check(row)
    return row


def _check(row: ListedSource) -> None:
    if row.since is not None and row.until is not None and row.until < row.since:
        raise InvalidInput(f"it would end on {row.until}, before it begins on {row.since}; turn the two around")
    if (row.since or row.until) and not row.relations:
        raise InvalidInput(f"since and until belong to a relation; name one under {', '.join(RELATIONS)}")
    if row.unaffiliated and not says_why(row.because):
        raise InvalidInput("that nobody is known takes words on how you know, in the column because")


def _names(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    parts = [part for part in cells.get(column, "").split(BETWEEN) if part.strip()]
    return tuple(dict.fromkeys(_name(part, column) for part in parts))


def _name(written: str, column: str) -> str:
    name = " ".join(written.split())
    if not name:
        raise InvalidInput(f"the column {column} is empty; a row needs the name of a source")
    if name.isdecimal() or BETWEEN in name:
        raise InvalidInput(f'"{name}" in the column {column} is no name; sources are named in words here')
    return name


def _day(cells: Mapping[str, str], column: str) -> date | None:
    written = cells.get(column, "")
    if not written:
        return None
    try:
        return parse_published(written).date()
    except InvalidInput as error:
        raise InvalidInput(f"{error}, in the column {column}") from error


def _between(rows: tuple[ListedSource, ...], place: str) -> Iterator[Fault]:
    """Find rows that contradict each other: a name of two sources, two kinds or grades, nobody known and somebody."""
    names = {source_key(row.name): row for row in reversed(rows)}
    owners: dict[str, ListedSource] = {}
    tied = {source_key(row.name): row for row in reversed(rows) if row.relations}
    said: dict[str, dict[str, ListedSource]] = {"kind": {}, "reliability": {}}
    for row in rows:
        key = source_key(row.name)
        for alias in row.aliases:
            owner = owners.setdefault(source_key(alias), row)
            other = names.get(source_key(alias), owner if source_key(owner.name) != key else None)
            if other is not None:
                yield _fault(
                    row, f'"{alias}" is an alias of {row.name} here and is {other.name} on {place} {other.line}'
                )
        for column, first in said.items():
            before = first.setdefault(key, row) if getattr(row, column) is not None else row
            if getattr(before, column) is not getattr(row, column):
                was, now = getattr(before, column), getattr(row, column)
                yield _fault(row, f"{row.name} has the {column} {now} here and {was} on {place} {before.line}")
        if row.unaffiliated and key in tied:
            yield _fault(row, f"nobody is known for {row.name} here, and somebody is on {place} {tied[key].line}")


def _fault(row: ListedSource, words: str) -> Fault:
    return Fault(row.line, InvalidInput(f"{words}; leave one of the two out"))
