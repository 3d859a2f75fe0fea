"""Where everything stands by the events alone: rows of what they tell, of each thing by its number.

An event tells numbers, words of the program, spans, digests and times, and so does the state: no names, no free text.
Memory is bounded by the number of things on record, not by the number of events.

What a thing's events do not tell is ``UNTOLD`` and is compared with nothing. Since ``claim.recorded`` tells ``quote``,
``nature``, ``hedged``, ``firsthand``, ``confidence``, ``inside`` and ``headline``, these are known of every claim; of
claims recorded before that, only once the article was read again. Everything else was told from the first version on.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from claimtrack.events.forms import Sealed


class Untold(Enum):
    """The one value for what no event says."""

    UNTOLD = "untold"


UNTOLD = Untold.UNTOLD

Value = None | bool | int | float | str | Untold
"""Spans and other lists are their compact JSON."""

Row = list[Value]
"""The values of one thing, in the order of its kind's ``fields``. A list takes a quarter of a dictionary's memory."""


class Kind:
    """What events tell of: its name, and the names of what they tell of each such thing.

    ``numbers`` says of fields that hold a number whose number it is. ``called`` names one thing, ``claim`` is the claim
    that it bears on. Rows with the values of ``untold`` were once put on record by events that did not tell of them.
    """

    __slots__ = ("called", "fields", "name", "numbers", "places", "untold")

    def __init__(
        self,
        name: str,
        fields: tuple[str, ...],
        *,
        numbers: Mapping[str, str] | None = None,
        called: str | None = None,
        untold: Mapping[str, Value] | None = None,
    ) -> None:
        self.name = name
        self.fields = fields
        self.places = {one: place for place, one in enumerate(fields)}
        self.numbers = numbers or {}
        self.called = called or f"{name} {{number}}"
        self.untold = untold

    def __repr__(self) -> str:
        return f"<{self.name}>"


@dataclass(slots=True)
class State:
    """Where everything stands: rows by kind and number, how many events were read, and which could not be.

    ``old_claims`` were recorded when links that the machine made were told by no event; from number ``links_from`` on
    every link is told.
    """

    rows: defaultdict[Kind, dict[int, Row]] = field(default_factory=lambda: defaultdict(dict))
    events: int = 0
    unreadable: list[int] = field(default_factory=list)
    old_claims: set[int] = field(default_factory=set)
    links_from: int | None = None

    def tells_link(self, number: int) -> None:
        """Take in that a link of this number is told: so are all that came after it."""
        self.links_from = number if self.links_from is None else min(self.links_from, number)

    def of(self, kind: Kind, number: int) -> dict[str, Value]:
        """Return what the events tell of one thing, by field; raises KeyError for one that they never name."""
        row = self.rows[kind][number]
        return {name: row[place] for name, place in kind.places.items() if row[place] is not UNTOLD}

    def row(self, kind: Kind, number: int) -> Row:
        """Return the row of a thing, an empty one where no event told of it yet."""
        row = self.rows[kind].get(number)
        if row is None:
            if not isinstance(number, int):
                raise TypeError("things are called by number")
            row = self.rows[kind][number] = [UNTOLD] * len(kind.fields)
        return row

    def put(self, kind: Kind, number: int, values: Mapping[str, Any], names: Collection[str] | None = None) -> None:
        """Let a thing have those of these values that its kind has a field for, or only those named."""
        places, row = kind.places, self.row(kind, number)
        for name, value in values.items():
            if name in places and (names is None or name in names):
                row[places[name]] = plain(value)


Fold = Callable[[State, Sealed], None]
"""How the state follows from what one event says; raises LookupError, TypeError or ValueError where it says less."""


def taking(kind: Kind, *names: str) -> Fold:
    """Return a fold by which the subject takes these values from its event, and no other that the event may hold."""
    places = [(name, kind.places[name]) for name in names]

    def fold(state: State, sealed: Sealed) -> None:
        row, after = state.row(kind, sealed.subject[1]), sealed.after
        for name, place in places:
            if name in after:
                row[place] = plain(after[name])

    return fold


def nothing(state: State, sealed: Sealed) -> None:
    """Leave the state as it is: the event is part of another change, which tells it."""
    del state, sealed


def plain(value: Any) -> Value:
    """Return a value of an event or of a table as the state holds it."""
    if isinstance(value, str):
        return sys.intern(value)  # most are one of a dozen words, or the time that a whole article shares
    if isinstance(value, (list, tuple)):
        return json.dumps(value, separators=(",", ":"))
    if value is None or isinstance(value, (bool, int, float)):
        return value
    raise TypeError(f"an event holds no {type(value).__name__}")
