"""The two forms of an event in which its class plays no part: before it is sealed, and read from what was sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple


def timestamp(at: datetime) -> str:
    """Write a time as events hold it: UTC, microseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


JsonValue = None | bool | int | float | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"]


@dataclass(frozen=True, slots=True)
class Change:
    """What an event says, ready to be sealed. Names and free text stand in ``texts`` and nowhere else."""

    action: str
    subject: tuple[str, int]
    claim: int | None = None
    before: Mapping[str, JsonValue] = field(default_factory=dict)
    after: Mapping[str, JsonValue] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


class Sealed(NamedTuple):
    """One event as it was sealed; ``texts`` are digests.

    There may be millions of them: a tuple is made in a third of a dataclass's time.
    """

    number: int
    at: str
    action: str
    subject: tuple[str, int]
    claim: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reviewer: int | None = None
    texts: Mapping[str, str] = {}
