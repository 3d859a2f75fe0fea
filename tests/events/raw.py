"""Events as nobody would write them: what a test says of one, sealed as it is."""

from collections.abc import Mapping

from claimtrack.events.event import Event
from claimtrack.events.forms import Change, JsonValue


class Raw(Event):
    """An event that is only what is sealed of it."""

    said: Change

    def change(self) -> Change:
        return self.said


def raw(
    action: str,
    subject: tuple[str, int],
    *,
    claim: int | None = None,
    before: Mapping[str, JsonValue] | None = None,
    after: Mapping[str, JsonValue] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Raw:
    """Return an event that says just this."""
    return Raw(said=Change(action, subject, claim, before or {}, after or {}, texts or {}))
