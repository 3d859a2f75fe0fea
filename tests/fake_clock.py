"""A clock that nothing but the test moves."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """A clock that starts at a fixed moment and goes on a second with each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Give the moment, and go on."""
        self.now += timedelta(seconds=1)
        return self.now
