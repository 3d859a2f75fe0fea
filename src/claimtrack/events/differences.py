"""The tables held against the state that the events leave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimtrack.events.claims import CLAIM
from claimtrack.events.state import UNTOLD, Kind, Row, State, Value


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of which the events say something else than the tables. ``field`` is None for a whole row.

    ``claim`` is the claim that it bears on, where it bears on one.
    """

    kind: Kind
    number: int
    claim: int | None
    field: str | None
    events: Value
    table: Value

    @property
    def what(self) -> str:
        """Name the thing as a person would."""
        return self.kind.called.format(number=self.number, claim=self.claim)

    @property
    def sentence(self) -> str:
        """Say it."""
        if self.field is None and self.table is UNTOLD:
            return f"{self.what}: the events put it on record, but it is not in the tables"
        if self.field is None:
            return f"{self.what}: it is in the tables, but no event put it on record"
        told, stored = (_worded(value, self.kind.numbers.get(self.field)) for value in (self.events, self.table))
        return f"{self.what}: {self.field} is {told} by the events, {stored} in the table"


def differences(state: State, kind: Kind, table: Iterable[tuple[int, Row]]) -> Iterator[Difference]:
    """Hold the rows of a table against the state of its kind; ``table`` gives each row once, in any order.

    What was compared is taken out of ``state``, which at the end is empty of this kind.
    """
    told = state.rows[kind]
    for number, stored in table:
        row = told.pop(number, None)
        if row is None and _was_untold(state, kind, number, stored):
            continue
        if row is None:
            yield Difference(kind, number, _claim_of(kind, number, stored), None, UNTOLD, None)
            continue
        for name, events, value in zip(kind.fields, row, stored, strict=True):
            if events is not UNTOLD and events != value:
                yield Difference(kind, number, _claim_of(kind, number, row), name, events, value)
    for number in sorted(told):
        yield Difference(kind, number, _claim_of(kind, number, told[number]), None, None, UNTOLD)
    told.clear()


def _was_untold(state: State, kind: Kind, number: int, stored: Row) -> bool:
    """Tell whether a row may have been put on record by an event that did not tell of it: so it was once with links."""
    if kind.untold is None or (state.links_from is not None and number >= state.links_from):
        return False
    ends = {stored[kind.places[end]] for end in ("from", "to")}
    untold = all(stored[kind.places[name]] == value for name, value in kind.untold.items())
    return untold and ends <= state.old_claims


def _claim_of(kind: Kind, number: int, row: Row) -> int | None:
    if kind is CLAIM:
        return number
    claim = row[kind.places["claim"]] if "claim" in kind.places else None
    return claim if isinstance(claim, int) else None


def _worded(value: Value, whose: str | None) -> str:
    if value is None:
        return "nobody" if whose == "reviewer" else "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{whose} {value}" if whose is not None else str(value)
