"""Events of the parties of claims: whom they accuse or favour."""

from claimtrack.events.actions import Action
from claimtrack.events.event import After, Before, Event, Names, OnClaim, SourceNumber, Subject, Text
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State, nothing
from claimtrack.vocabulary import LinkOrigin, LinkState, PartySide

PARTY = Kind(
    "party",
    ("claim", "source", "side", "origin", "state", "judged_by", "judged"),
    numbers={"claim": "claim", "source": "source", "judged_by": "reviewer"},
    called="a party of claim {claim} (party {number})",
)
"""``judged`` is the time, or None."""


class _OfParty(Event):
    """What is told of a party of a claim."""

    noun = "party"

    party: Subject
    claim: OnClaim
    source: After[SourceNumber]
    side: After[PartySide]
    origin: After[LinkOrigin]
    state: After[LinkState]

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        judged = {"judged_by": sealed.reviewer, "judged": sealed.at}
        state.put(PARTY, sealed.subject[1], {**sealed.after, "claim": sealed.claim, **judged})

    def _party(self, names: Names) -> str:
        does = {PartySide.ACCUSED: "accuses", PartySide.FAVOURED: "favours"}[self.side]
        return f"it {does} {names.source(self.source)}"


class PartyProposed(_OfParty):
    """The machine read in the article whom a claim accuses or favours; nobody judged it yet."""

    action = Action.PARTY_PROPOSED
    by_machine = True
    versioned = False

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        judged = {"judged_by": None, "judged": None}
        state.put(PARTY, sealed.subject[1], {**sealed.after, "claim": sealed.claim, **judged})

    def sentence(self, names: Names) -> str:
        return f"read in the article that {self._party(names)}"


class PartyNamed(_OfParty):
    """A person says whom a claim accuses or favours."""

    action = Action.PARTY_NAMED

    def sentence(self, names: Names) -> str:
        return f"put on record that {self._party(names)}"

    def worked(self) -> str:
        return "has a party that somebody named"


class PartyJudged(_OfParty):
    """A person accepts or rejects what is on record of a party."""

    action = Action.PARTY_JUDGED

    was_state: Before[LinkState]
    reason: Text = None

    def sentence(self, names: Names) -> str:
        return f"{self.state.value} that {self._party(names)}"

    def worked(self) -> str:
        return "has a party that somebody judged"


class PartyChallenged(_OfParty):
    """A person says that a claim does not accuse somebody, and a second one has to say so, too: nothing changes yet."""

    action = Action.PARTY_CHALLENGED

    reason: Text = None

    fold = staticmethod(nothing)

    def sentence(self, names: Names) -> str:
        return f"said, for a second person to agree, that it is not so that {self._party(names)}"

    def worked(self) -> str:
        return "has a party that somebody challenged"
