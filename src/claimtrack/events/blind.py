"""Events of blind verdicts: two people judge a claim, and neither can read the other's verdict before both are given.

What was judged, and why, are words of a person to the chain: only their salted digests are sealed, so that nothing that
is handed on of the chain alone tells them, and nobody can change them afterwards.
"""

from claimtrack.events.actions import Action
from claimtrack.events.event import After, Event, Names, SubjectClaim, Text, or_purged
from claimtrack.events.state import nothing
from claimtrack.vocabulary import Status


class BlindGiven(Event):
    """A person judged a claim, and it stays closed until a second one has."""

    action = Action.CLAIM_JUDGED_BLIND
    noun = "claim"

    claim: SubjectClaim
    verdict: Text
    grounds: Text

    fold = staticmethod(nothing)

    def sentence(self, _: Names) -> str:
        return "judged it blind; what they say stays closed until two people have"

    def worked(self) -> str:
        return "was judged blind"


class BlindOpened(Event):
    """Two blind verdicts were opened, that of the person named here and that of who did this; or the one alone."""

    action = Action.CLAIM_OPENED
    noun = "claim"

    claim: SubjectClaim
    first_by: After[int]
    first: After[Status]
    second: After[Status | None]
    first_grounds: Text
    second_grounds: Text = None
    reason: Text = None

    fold = staticmethod(nothing)

    def sentence(self, names: Names) -> str:
        first = f'{names.person(self.first_by)} had judged it {self.first.words} ("{or_purged(self.first_grounds)}")'
        if self.second is None:
            return f"opened a blind verdict without a second one: {first}"
        and_so = "and so did they" if self.first is self.second else f"and they {self.second.words}"
        return f'opened two blind verdicts: {first}, {and_so} ("{or_purged(self.second_grounds)}")'

    def worked(self) -> str:
        return "was judged by two people, blind"
