"""Events of links between claims."""

from claimtrack.events.actions import Action
from claimtrack.events.event import After, Before, Event, Names, OnClaim, Subject, Text
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State
from claimtrack.vocabulary import ClaimLinkKind, LinkState

CLAIM_LINK = Kind(
    "link between claims",
    ("from", "to", "kind", "spans", "origin", "state", "judged_by", "judged"),
    numbers={"from": "claim", "to": "claim", "judged_by": "reviewer"},
    # What the machine found was once told with the claims, without the numbers of the links.
    untold={"origin": "machine", "state": "proposed"},
)
"""``judged`` is the time, or None."""


def read_links(state: State, sealed: Sealed) -> None:
    """Let the state have the links that the machine made with an event: of each its number, ends, kind and place.

    Older events do not tell the place of the words that link two claims.
    """
    for number, start, end, kind, *spans in sealed.after.get("links", ()):
        found = {"from": start, "to": end, "kind": kind, "origin": "machine", "state": "proposed"}
        found |= {"judged_by": None, "judged": None, **({"spans": spans[0]} if spans else {})}
        if spans:
            state.tells_link(number)
        state.put(CLAIM_LINK, number, found)


class _OfLink(Event):
    """What is told of a link, to each of its two claims."""

    noun = "link"

    link: Subject
    claim: OnClaim
    from_: After[int]
    to: After[int]
    kind: After[ClaimLinkKind]
    state: After[LinkState]
    reason: Text = None

    def _relation(self) -> str:
        """Say of the claim that the event is on how it bears on the other one, or the other one on it."""
        if self.claim == self.from_:
            return f"it {self.kind.value} claim {self.to}"
        return f"claim {self.from_} {self.kind.value} it"


class LinkAdded(_OfLink):
    """A person says how two claims bear on each other."""

    action = Action.LINK_ADDED

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(CLAIM_LINK, sealed.subject[1], {"origin": "reviewer", "spans": [], **sealed.after})
        _judge(state, sealed)

    def sentence(self, _: Names) -> str:
        return f"linked it: {self._relation()}"

    def worked(self) -> str:
        return "was linked by hand"


class LinkJudged(_OfLink):
    """A person accepts or rejects a link."""

    action = Action.LINK_JUDGED

    was_state: Before[LinkState]

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _judge(state, sealed)

    def sentence(self, _: Names) -> str:
        return f"{self.state.value} that {self._relation()}"

    def worked(self) -> str:
        return "has a link that somebody judged"


def _judge(state: State, sealed: Sealed) -> None:
    judged = {"judged_by": sealed.reviewer, "judged": sealed.at}
    state.put(CLAIM_LINK, sealed.subject[1], {**sealed.after, **judged})
