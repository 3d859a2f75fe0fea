"""Long lists of values, in parts: SQLite takes a limited number of values in one statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

AT_ONCE = 500

Some = TypeVar("Some")


def chunks(values: Iterable[Some]) -> Iterator[list[Some]]:
    """Return the values in their order, as many at a time as one statement takes without a second thought."""
    rest = iter(values)
    while some := list(islice(rest, AT_ONCE)):
        yield some
