"""Events of what a desk says of a claim in words of its own: the claim restated, and what was found of it."""

from typing import Any

from claimtrack.events.actions import Action
from claimtrack.events.event import PURGED, After, Before, Column, Event, Names, OnClaim, Subject, Text, or_purged
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State
from claimtrack.vocabulary import Said, Status

_KEPT = ("written_by", "written", "ended", "withdrawn_by")
_NUMBERS = {"claim": "claim", "written_by": "reviewer", "withdrawn_by": "reviewer"}
RESTATEMENT = Kind("restatement", ("claim", "of_words", *_KEPT), numbers=_NUMBERS)
FINDING = Kind("finding", ("claim", "of_words", "status", "said", "reasoned", *_KEPT), numbers=_NUMBERS)
"""``of_words`` is a digest of the claim's words and speaker then; ``written`` and ``ended`` are times, or None."""


def _written(state: State, kind: Kind, sealed: Sealed, **more: Any) -> None:
    """Let one stand, and that in whose place it stands no more."""
    given = {"claim": sealed.claim, "written_by": sealed.reviewer, "written": sealed.at}
    state.put(kind, sealed.subject[1], {**sealed.after, **given, "ended": None, "withdrawn_by": None, **more})
    before = sealed.before.get("standing")
    if before is not None:
        state.put(kind, before, {"ended": sealed.at})


def _withdrawn(state: State, kind: Kind, sealed: Sealed) -> None:
    state.put(kind, sealed.subject[1], {"ended": sealed.at, "withdrawn_by": sealed.reviewer})


class RestatementWritten(Event):
    """A claim is restated in a sentence of its own; ``was_standing`` is the restatement in whose place this one is."""

    action = Action.RESTATEMENT_WRITTEN
    noun = "restatement"

    restatement: Subject
    claim: OnClaim
    of_words: After[str]
    was_standing: Before[int | None]
    text: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _written(state, RESTATEMENT, sealed)

    def sentence(self, _: Names) -> str:
        return f'restated it{" anew" if self.was_standing is not None else ""}: "{or_purged(self.text)}"'

    def worked(self) -> str:
        return "was restated"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        return {"text": ("restatement", sealed.subject[1], "text")}


class RestatementWithdrawn(Event):
    """A restatement stands no more, and none stands in its place."""

    action = Action.RESTATEMENT_WITHDRAWN
    noun = "restatement"

    restatement: Subject
    claim: OnClaim
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _withdrawn(state, RESTATEMENT, sealed)

    def sentence(self, _: Names) -> str:
        return "withdrew its restatement"

    def worked(self) -> str:
        return "was restated"


class FindingWritten(Event):
    """A desk says what it found of a claim; ``was_standing`` is the finding in whose place this one is."""

    action = Action.FINDING_WRITTEN
    noun = "finding"

    finding: Subject
    claim: OnClaim
    of_words: After[str]
    status: After[Status]
    said: After[Said]
    was_standing: Before[int | None]
    rating: Text
    text: Text
    reason: Text = None

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _written(state, FINDING, sealed, reasoned="reason" in sealed.texts)

    def sentence(self, _: Names) -> str:
        anew = " anew" if self.was_standing is not None else ""
        return f'wrote its finding{anew}, {self.rating or PURGED}: "{or_purged(self.text)}"'

    def worked(self) -> str:
        return "has a finding"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        return {name: ("finding", sealed.subject[1], name) for name in ("rating", "text", "reason")}


class FindingWithdrawn(Event):
    """A finding stands no more, and none stands in its place."""

    action = Action.FINDING_WITHDRAWN
    noun = "finding"

    finding: Subject
    claim: OnClaim
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _withdrawn(state, FINDING, sealed)

    def sentence(self, _: Names) -> str:
        return "withdrew its finding"

    def worked(self) -> str:
        return "had a finding"
