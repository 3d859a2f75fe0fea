"""Events of tags, and of what is tagged."""

from claimtrack.events.actions import Action
from claimtrack.events.event import PURGED, After, Event, Names, Subject, SubjectClaim, Text
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State

TAG = Kind("tag", ("recorded",))
TAGGING = Kind(
    "tagging",
    ("tag", "claim", "added_by", "added", "removed"),
    numbers={"tag": "tag", "claim": "claim", "added_by": "reviewer"},
    called="a tag of claim {claim} (tagging {number})",
)
"""That a claim has a tag, or had it: ``removed`` is the time, or None."""


class TagRecorded(Event):
    """A tag was given for the first time."""

    action = Action.TAG_RECORDED
    noun = "tag"

    tag: Subject
    name: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(TAG, sealed.subject[1], {"recorded": sealed.at})

    def sentence(self, _: Names) -> str:
        return f"made the tag {self.name or PURGED} (tag {self.tag})"


class _OfTagging(Event):
    """What is told of a tag on a claim."""

    noun = "claim"

    claim: SubjectClaim
    tagging: After[int]
    tag_: After[int]
    tag: Text

    def worked(self) -> None:
        return None  # that it has a tag says more


class ClaimTagged(_OfTagging):
    """A tag was put on a claim, perhaps once more."""

    action = Action.CLAIM_TAGGED

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        given = {"tag": sealed.after["tag"], "claim": sealed.claim, "added_by": sealed.reviewer}
        given |= {"added": sealed.at, "removed": None}
        state.put(TAGGING, sealed.after["tagging"], given)

    def sentence(self, _: Names) -> str:
        return f"tagged it {self.tag or PURGED}"


class ClaimUntagged(_OfTagging):
    """A tag was taken off a claim."""

    action = Action.CLAIM_UNTAGGED

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(TAGGING, sealed.after["tagging"], {"removed": sealed.at})

    def sentence(self, _: Names) -> str:
        return f"took the tag {self.tag or PURGED} off it"
