"""Moments as people give them to commands: a day, a time, or the number of an event."""

import re
from datetime import UTC, datetime, timedelta

from claimtrack.cli.output import program
from claimtrack.errors import InvalidInput

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EVENT = re.compile(r"\d{1,15}")
_INSTANT = timedelta(microseconds=1)


def begin(text: str) -> datetime:
    """Return the first moment of what is meant, in UTC: of a day, its midnight.

    Takes ISO 8601; without a zone it is UTC, as everywhere in claimtrack. Raises InvalidInput.
    """
    try:
        found = datetime.fromisoformat(text.strip())
        return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(f'"{text}" is no time; write it like 2026-11-24 or 2026-11-24T15:30+02:00') from error


def after(text: str) -> datetime:
    """Return the first moment after what is meant, in UTC: after a day, the next midnight. Raises InvalidInput."""
    begun = begin(text)
    try:
        return begun + (timedelta(days=1) if _DAY.fullmatch(text.strip()) else _INSTANT)
    except OverflowError as error:
        raise InvalidInput(f'"{text}" is too late a time; write it like 2026-11-24') from error


def event_or_after(text: str) -> int | datetime:
    """Return the number of an event, or the first moment after the time that is meant. Raises InvalidInput."""
    if _EVENT.fullmatch(text.strip()):
        return int(text)
    try:
        return after(text)
    except InvalidInput as error:
        raise InvalidInput(
            f'"{text}" is neither the number of an event nor a time; write it like 57, 2026-11-24 or '
            f"2026-11-24T15:30+02:00; `{program()} log` shows both"
        ) from error
