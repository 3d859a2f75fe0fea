"""The event of the desk's rules."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from claimtrack.events.actions import Action
from claimtrack.events.event import After, Before, Event, Names, RestAfter, RestBefore, Side, Text
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State

POLICY = Kind("policy", ("text", "digest", "by", "set"), numbers={"by": "reviewer"})
"""``text`` is the digest of it."""


class PolicyChanged(Event):
    """A new version of the policy is in force: its numbers and the program's words, before and after.

    Which keys ``was`` and ``now`` have, ``rules.policy_text`` declares. The desk's own words stand in the ``text``.
    """

    action = Action.POLICY_CHANGED
    noun = "policy"

    was_version: Before[int]
    version: Annotated[int, Side.SUBJECT, Side.AFTER]
    digest: After[str]
    by: After[int]
    was: RestBefore
    now: RestAfter
    text: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        digest = sealed.after["digest"]
        state.put(POLICY, sealed.subject[1], {**sealed.after, "text": digest, "set": sealed.at})

    def sentence(self, _: Names) -> str:
        parts = [
            f"{key} from {_set_to(self.was[key])} to {_set_to(value)}"
            for key, value in self.now.items()
            if self.was[key] != value
        ]
        # What is left are tags and words: the desk's own.
        what = "; ".join(parts or ["its own tags or words"])
        return f"changed the policy to version {self.version}: {what}"


def _set_to(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one}" for name, one in sorted(value.items())) or "none"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value)) or "none"
    return str(value) if value is not None else "none"
