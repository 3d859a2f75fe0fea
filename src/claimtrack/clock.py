"""The one place that reads the wall clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def until(end: datetime) -> str:
    """Say until when something lasts that is over from ``end`` on: a day, where it ends with one, else a time."""
    utc = end.astimezone(UTC)
    if utc == utc.replace(hour=0, minute=0, second=0, microsecond=0):
        return f"the end of {utc - timedelta(days=1):%Y-%m-%d} (UTC)"
    return f"{utc:%Y-%m-%d %H:%M} UTC"
