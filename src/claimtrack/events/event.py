"""What every kind of event has: where its fields stand when it is sealed, and how it is read again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, auto
from functools import cache, partial
from typing import (
    Annotated,
    Any,
    ClassVar,
    Self,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from claimtrack.events.actions import Action
from claimtrack.events.forms import Change, JsonValue, Sealed
from claimtrack.events.state import State

PURGED = "[words removed]"
"""What stands in place of words that were taken from the record."""


def or_purged(text: str | None) -> str:
    """Return words of people to be told, or what stands in their place."""
    return text if text is not None else PURGED


T = TypeVar("T")


class Side(Enum):
    """Where a field stands in what is sealed; some stand in several places."""

    SUBJECT = auto()
    CLAIM = auto()
    BEFORE = auto()
    AFTER = auto()
    TEXTS = auto()
    REST_OF_BEFORE = auto()
    REST_OF_AFTER = auto()


_RESTS = frozenset({Side.REST_OF_BEFORE, Side.REST_OF_AFTER})


class Marked(Enum):
    """What else is said of a field."""

    SOURCE = auto()


Subject = Annotated[int, Side.SUBJECT]
OnClaim = Annotated[int, Side.CLAIM]
SubjectSource = Annotated[int, Side.SUBJECT, Marked.SOURCE]
SubjectClaim = Annotated[int, Side.SUBJECT, Side.CLAIM]
Before = Annotated[T, Side.BEFORE]
"""The field is called as the key in ``before``, with ``was_`` in front."""
After = Annotated[T, Side.AFTER]
"""The field is called as the key in ``after``; a word of Python's has a ``_`` behind it."""
Text = Annotated[str | None, Side.TEXTS]
"""Words of people. None where there are none; ``PURGED`` where they were taken from the record."""
RestBefore = Annotated[Mapping[str, Any], Side.REST_OF_BEFORE]
RestAfter = Annotated[Mapping[str, Any], Side.REST_OF_AFTER]
"""All that no other field holds of ``before`` and ``after``: what the keys are is declared elsewhere."""
SourceNumber = Annotated[int, Marked.SOURCE]
"""Whoever tells the event wants the names of these."""


class Absent(Enum):
    """The one value for a key that an event does not have; no sentence can be made of it."""

    ABSENT = "absent"

    def __str__(self) -> str:
        raise LookupError("the event does not tell it")


ABSENT = Absent.ABSENT

Column = tuple[str, int, str]
"""A table, the number of a row and a column."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of sources and people by number, for who tells an event."""

    sources: Mapping[int, str]
    people: Mapping[int, str]

    def source(self, number: int | None) -> str:
        """Name a source."""
        return self.sources.get(number, PURGED) if number is not None else "nobody"

    def person(self, number: int) -> str:
        """Name a reviewer."""
        return self.people.get(number, PURGED)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class _Kind(type):
    """Makes each kind of event what a frozen, slotted dataclass with keyword arguments is.

    A dataclass writes code of its own and compiles it: a millisecond a kind, at each start of the program.
    """

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> "_Kind":
        hints = space.get("__annotations__", {})
        own = [one for one, hint in hints.items() if get_origin(hint) is not ClassVar]
        defaults = {one: space.pop(one) for one in own if one in space}
        known = [(base.fields, base.defaults) for base in bases if isinstance(base, _Kind)]
        space["__slots__"] = tuple(own)
        space["fields"] = tuple(dict.fromkeys([*(one for fields, _ in known for one in fields), *own]))
        space["defaults"] = {one: value for _, given in known for one, value in given.items()} | defaults
        return super().__new__(cls, name, bases, space)

    fields: tuple[str, ...]
    defaults: Mapping[str, Any]


class Event(metaclass=_Kind):
    """One event; each kind is a frozen class of its own, whose fields say by their types where they stand.

    ``noun`` is what the subject is. Most events are a person's doing, and each one on a claim gives it another version;
    ``by_machine`` and ``versioned`` say which are not, and do not.
    """

    action: ClassVar[Action]
    noun: ClassVar[str]
    by_machine: ClassVar[bool] = False
    versioned: ClassVar[bool] = True

    def __init__(self, **values: Any) -> None:
        given = {**type(self).defaults, **values}
        if given.keys() != set(type(self).fields):
            odd = ", ".join(sorted(given.keys() ^ set(type(self).fields)))
            raise TypeError(f"{type(self).__name__} takes each of its fields and no other: {odd}")
        for name, value in given.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("an event never changes")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, one) == getattr(other, one) for one in type(self).fields)

    __hash__ = None  # type: ignore[assignment] # some hold lists

    def __repr__(self) -> str:
        told = ((one, getattr(self, one)) for one in type(self).fields)
        return f"{type(self).__name__}({', '.join(f'{one}={value!r}' for one, value in told if value is not ABSENT)})"

    @staticmethod
    def fold(state: State, sealed: Sealed, /) -> None:
        """Let the state follow; works on what was sealed, for there may be millions."""
        raise NotImplementedError

    def sentence(self, names: Names) -> str:
        """Say what was done, to follow the name of who did it; raises LookupError where the event does not tell."""
        raise NotImplementedError

    def worked(self) -> str | None:
        """Say what a person did to the claim by this, to follow its number; None where that leaves it as it was."""
        return None if self.by_machine else "was worked on"

    @staticmethod
    def kept(sealed: Sealed) -> Mapping[str, Column]:
        """Return the columns in which words of it stand, by the names of its texts.

        Where it has no such text, nothing stands in the column from then on.
        """
        del sealed
        return {}

    def change(self) -> Change:
        """Return what is sealed of it."""
        stands: dict[Side, dict[str, Any]] = {side: {} for side in Side}
        for slot in declared(type(self)):
            value = getattr(self, slot.field)
            if value is not ABSENT:
                stands[slot.side] |= value if slot.side in _RESTS else {slot.key: _told(value)}
        (subject,) = stands[Side.SUBJECT].values()
        return Change(
            self.action.value,
            (self.noun, subject),
            next(iter(stands[Side.CLAIM].values()), None),
            before=stands[Side.BEFORE] | stands[Side.REST_OF_BEFORE],
            after=stands[Side.AFTER] | stands[Side.REST_OF_AFTER],
            texts={name: words for name, words in stands[Side.TEXTS].items() if words is not None},
        )

    @classmethod
    def read(cls, sealed: Sealed, texts: Mapping[str, str]) -> Self:
        """Return what was sealed as a value; what it does not tell is ``ABSENT``, as in older events.

        ``texts`` are its words, as far as they are still on record. Raises TypeError or ValueError for a value that
        its field cannot have.
        """
        found: dict[str, Any] = {}
        for slot in declared(cls):
            found.setdefault(slot.field, _read(slot, sealed, texts))
        return cls(**found)

    def sources(self) -> Iterator[int]:
        """Return the numbers of the sources of which it tells, for their names."""
        for slot in declared(type(self)):
            if slot.names_sources:
                value = getattr(self, slot.field)
                yield from (
                    one for one in (value if isinstance(value, (list, tuple)) else [value]) if isinstance(one, int)
                )


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of one field: under which key it stands there, and how its value is made of what stands there.

    ``elsewhere`` are keys of the same side that other fields hold.
    """

    field: str
    side: Side
    key: str
    made_of: Callable[[Any], Any]
    names_sources: bool
    elsewhere: frozenset[str] = frozenset()


@cache
def declared(kind: type[Event]) -> tuple[Slot, ...]:
    """Return the fields of a kind of event, each with the places where it stands."""
    slots = [
        Slot(name, mark, _key(name, mark), _made_of(hint), Marked.SOURCE in _marks(hint))
        for name, hint in get_type_hints(kind, include_extras=True).items()
        if get_origin(hint) is Annotated
        for mark in hint.__metadata__
        if isinstance(mark, Side)
    ]
    keys = {side: frozenset(slot.key for slot in slots if slot.side is side) for side in (Side.BEFORE, Side.AFTER)}
    elsewhere = {Side.REST_OF_BEFORE: keys[Side.BEFORE], Side.REST_OF_AFTER: keys[Side.AFTER]}
    return tuple(replace(slot, elsewhere=elsewhere.get(slot.side, frozenset())) for slot in slots)


def _key(name: str, side: Side) -> str:
    return (name.removeprefix("was_") if side is Side.BEFORE else name).removesuffix("_")


def _read(slot: Slot, sealed: Sealed, texts: Mapping[str, str]) -> Any:
    match slot.side:
        case Side.SUBJECT:
            return sealed.subject[1]
        case Side.CLAIM:
            return sealed.claim
        case Side.TEXTS:
            return texts.get(slot.key, PURGED) if slot.key in sealed.texts else None
        case Side.BEFORE | Side.AFTER:
            side = sealed.before if slot.side is Side.BEFORE else sealed.after
            return slot.made_of(side[slot.key]) if slot.key in side else ABSENT
    whole = sealed.before if slot.side is Side.REST_OF_BEFORE else sealed.after
    return {key: value for key, value in whole.items() if key not in slot.elsewhere}


def _told(value: Any) -> JsonValue:
    """Return a value as events hold it: numbers, words, and lists of them."""
    if isinstance(value, Enum):
        word: JsonValue = value.value
        return word
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_told(one) for one in value]
    plain: JsonValue = value
    return plain


def _options(hint: Any) -> Iterator[Any]:
    """Return the types that a field may have, without what is said of them."""
    if get_origin(hint) is Annotated:
        yield from _options(get_args(hint)[0])
    elif isinstance(hint, type):
        yield hint
    else:
        for one in get_args(hint):
            yield from _options(one)


def _marks(hint: Any) -> Iterator[Any]:
    if get_origin(hint) is Annotated:
        yield from hint.__metadata__
    for one in get_args(hint):
        yield from _marks(one)


def _made_of(hint: Any) -> Callable[[Any], Any]:
    options = tuple(_options(hint))
    enums = tuple(one for one in options if issubclass(one, Enum) and one is not Absent)
    if enums:
        return partial(_word, enums)
    if datetime in options:
        return partial(_when, datetime.fromisoformat)
    return partial(_when, date.fromisoformat) if date in options else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _word(enums: tuple[type[Enum], ...], value: Any) -> Any:
    """Return the word of the first of these vocabularies that has it."""
    if value is None:
        return None
    return next((kind(value) for kind in enums if value in kind._value2member_map_), None) or enums[0](value)


def _when(read: Callable[[str], date], value: str | None) -> date | None:
    return read(value) if value is not None else None
