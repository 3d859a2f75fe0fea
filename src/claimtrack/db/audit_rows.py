"""How rows are read to be held against the events: as they are stored, for what a column cannot hold is a finding."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import type_coerce
from sqlalchemy.types import NullType

from claimtrack.db.chain import told_time
from claimtrack.events.articles import posts_told
from claimtrack.events.state import Value


def listed(value: Any) -> Any:
    """Read a list that stands in a column as JSON; what is none is given as it stands."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def hop(role: Any, source: Any, mention: Any, source_spans: Any, cue_spans: Any) -> list[Any]:
    """Return a hop of a chain as events tell it."""
    return [role, source, mention, listed(source_spans), listed(cue_spans)]


def relied_on(source: Any, by: Any, at: Any) -> list[Any]:
    """Return on whom a piece relies, by whose word and since when."""
    return [source, by, told_time(at)]


def posts(value: Any) -> Value:
    """Return the digest of the posts of a live file, as events know them."""
    found = listed(value)
    try:
        return posts_told(found)
    except TypeError:
        return repr(found)


def stored(*columns: Any) -> Iterator[Any]:
    """Select columns as they are stored: a value that one could not hold is a finding, not the end of the check."""
    return (type_coerce(column, NullType()).label(f"c{place}") for place, column in enumerate(columns))
