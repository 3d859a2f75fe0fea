"""Events of verdicts that wait for a second person."""

from collections.abc import Sequence
from typing import Annotated

from claimtrack.events.actions import Action
from claimtrack.events.event import After, Before, Column, Event, Names, OnClaim, Side, Text
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State
from claimtrack.vocabulary import ProposalState, Said, Status

PROPOSAL = Kind(
    "proposal",
    (
        "claim",
        "status",
        "said",
        "override",
        "despite",
        "counted",
        "duplicate_of",
        "made_by",
        "made",
        "state",
        "closed_by",
        "closed",
    ),
    numbers={"claim": "claim", "duplicate_of": "claim", "made_by": "reviewer", "closed_by": "reviewer"},
)
"""``closed`` is the time, or None."""


class VerdictProposed(Event):
    """One person wants a verdict to stand: the answer to one of the two questions, and on which ground."""

    action = Action.VERDICT_PROPOSED
    noun = "proposal"

    proposal: Annotated[int, Side.SUBJECT, Side.AFTER]
    claim: OnClaim
    status: After[Status | None]
    said: After[Said | None]
    override: After[bool]
    despite: After[Sequence[int]]
    counted: After[Sequence[int]]
    duplicate_of: After[int | None]
    made_by: After[int]
    state: After[ProposalState]
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        given = {"claim": sealed.claim, "made": sealed.at, "closed_by": None, "closed": None}
        state.put(PROPOSAL, sealed.subject[1], {**sealed.after, **given})

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        return {"reason": ("proposal", sealed.subject[1], "reason")}

    def sentence(self, _: Names) -> str:
        what = f"to mark it {self.status}" if self.status is not None else f"that said is {self.said}"
        override = " by override" if self.override else ""
        rests = f", resting on evidence {', '.join(map(str, self.counted))}" if self.counted else ""
        return f"proposed {what}{override}{rests}"


class VerdictClosed(Event):
    """What became of a proposal."""

    noun = "proposal"

    proposal: Annotated[int, Side.SUBJECT, Side.AFTER]
    claim: OnClaim
    was_state: Before[ProposalState] = ProposalState.OPEN
    verdict: After[Status | Said]
    state: After[ProposalState]
    closed_by: After[int]
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(PROPOSAL, sealed.subject[1], {**sealed.after, "closed": sealed.at})

    def sentence(self, _: Names) -> str:
        did = {
            ProposalState.APPROVED: "approved",
            ProposalState.REJECTED: "rejected",
            ProposalState.TAKEN_BACK: "took back",
            ProposalState.FALLEN: "let fall",
        }
        return f"{did[self.state]} the proposal {self.verdict.words}"


class VerdictApproved(VerdictClosed):
    """Another person approved it."""

    action = Action.VERDICT_APPROVED


class VerdictRejected(VerdictClosed):
    """Another person rejected it."""

    action = Action.VERDICT_REJECTED


class VerdictTakenBack(VerdictClosed):
    """Who proposed it took it back."""

    action = Action.VERDICT_TAKEN_BACK


class VerdictFallen(VerdictClosed):
    """Its ground is gone."""

    action = Action.VERDICT_FALLEN


CLOSED: dict[ProposalState, type[VerdictClosed]] = {
    ProposalState.APPROVED: VerdictApproved,
    ProposalState.REJECTED: VerdictRejected,
    ProposalState.TAKEN_BACK: VerdictTakenBack,
    ProposalState.FALLEN: VerdictFallen,
}
"""The event that says that a proposal came to such an end."""
