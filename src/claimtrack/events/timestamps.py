"""Events of timestamps: what was put before authorities, and what they answered."""

from collections.abc import Mapping
from datetime import datetime

from claimtrack.events.actions import Action
from claimtrack.events.event import After, Column, Event, Names, Subject, Text, or_purged
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State

MANIFEST = Kind(
    "manifest",
    ("digest", "size", "files", "head", "head_hash", "made_by", "made"),
    numbers={"made_by": "reviewer"},
)
STAMP = Kind(
    "timestamp",
    (
        "manifest",
        "request",
        "request_size",
        "requested_by",
        "requested",
        "why",
        "refused",
        "failed",
        "answer",
        "answer_size",
        "pinned",
        "pinned_size",
        "time",
        "ends",
        "received_by",
        "received",
        "withdrawn",
    ),
    numbers={"manifest": "manifest", "requested_by": "reviewer", "received_by": "reviewer"},
)
"""``why`` is whether there are words for why it is pending; ``failed``, ``received`` and ``withdrawn`` are times."""

_NOTHING_YET = {
    "why": False,
    "refused": False,
    **dict.fromkeys(
        (
            "failed",
            "answer",
            "answer_size",
            "pinned",
            "pinned_size",
            "time",
            "ends",
            "received_by",
            "received",
            "withdrawn",
        )
    ),
}


class ManifestMade(Event):
    """What is to be stamped was written down: so many files by their digests, and the event up to which it tells."""

    action = Action.MANIFEST_MADE
    noun = "manifest"

    manifest: Subject
    digest: After[str]
    size: After[int]
    files: After[int]
    head: After[int]
    head_hash: After[str]

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(MANIFEST, sealed.subject[1], {**sealed.after, "made_by": sealed.reviewer, "made": sealed.at})

    def sentence(self, names: Names) -> str:
        del names
        files = "1 file" if self.files == 1 else f"{self.files} files"
        return f"wrote down {files} and the chain up to event {self.head}, to be timestamped (manifest {self.manifest})"


class _OfStamp(Event):
    """What is told of one timestamp."""

    noun = "timestamp"

    timestamp: Subject


class StampRequested(_OfStamp):
    """An authority is to stamp a manifest; ``request`` and ``request_size`` are those of what is sent to it."""

    action = Action.STAMP_REQUESTED

    manifest: After[int]
    request: After[str]
    request_size: After[int]
    authority: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        first = {**_NOTHING_YET, "requested_by": sealed.reviewer, "requested": sealed.at}
        state.put(STAMP, sealed.subject[1], {**first, **sealed.after})

    @staticmethod
    def kept(sealed: Sealed) -> Mapping[str, Column]:
        return {"authority": ("stamp", sealed.subject[1], "authority")}

    def sentence(self, names: Names) -> str:
        del names
        whom = or_purged(self.authority)
        return f"asked {whom} for a timestamp over manifest {self.manifest} (timestamp {self.timestamp})"


class StampFailed(_OfStamp):
    """It stays pending: nothing came, or what came was ``refused`` since it proves nothing."""

    action = Action.STAMP_FAILED

    refused: After[bool]
    why: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        told = {"why": "why" in sealed.texts, "refused": sealed.after["refused"], "failed": sealed.at}
        state.put(STAMP, sealed.subject[1], told)

    @staticmethod
    def kept(sealed: Sealed) -> Mapping[str, Column]:
        return {"why": ("stamp", sealed.subject[1], "reason")}

    def sentence(self, names: Names) -> str:
        del names
        did = "refused what came for" if self.refused else "did not get"
        return f"{did} timestamp {self.timestamp}, which stays pending: {or_purged(self.why)}"


class StampReceived(_OfStamp):
    """An authority's answer was checked and kept: what it says, and against which pinned certificates."""

    action = Action.STAMP_RECEIVED

    answer: After[str]
    answer_size: After[int]
    pinned: After[str]
    pinned_size: After[int]
    time: After[datetime]
    ends: After[datetime]

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        told = {"received_by": sealed.reviewer, "received": sealed.at, "why": False, "refused": False, "failed": None}
        state.put(STAMP, sealed.subject[1], {**sealed.after, **told})

    @staticmethod
    def kept(sealed: Sealed) -> Mapping[str, Column]:
        # No such text: what it was pending for is over.
        return {"why": ("stamp", sealed.subject[1], "reason")}

    def sentence(self, names: Names) -> str:
        del names
        return f"received timestamp {self.timestamp}, which says {self.time:%Y-%m-%d %H:%M:%S} UTC"


class StampWithdrawn(_OfStamp):
    """It is waited for no longer, or counts for nothing."""

    action = Action.STAMP_WITHDRAWN

    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(STAMP, sealed.subject[1], {"withdrawn": sealed.at})

    def sentence(self, names: Names) -> str:
        del names
        return f"withdrew timestamp {self.timestamp}"
