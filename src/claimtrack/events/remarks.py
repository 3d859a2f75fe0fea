"""Events of what people say of claims beside their verdicts: notes, what the article doubts, what the story says."""

from claimtrack.events.actions import Action
from claimtrack.events.claims import CLAIM, Doubts, Places, told_anew
from claimtrack.events.event import ABSENT, Absent, After, Before, Event, Names, SubjectClaim, Text, or_purged
from claimtrack.events.forms import Sealed
from claimtrack.events.state import UNTOLD, State, nothing, taking
from claimtrack.vocabulary import CaveatKind, Firsthand, NoteKind, Said, Serves, Status


class ClaimDoubted(Event):
    """A person says whether the article doubts a claim so: of what the machine found, or in words that it missed."""

    action = Action.CLAIM_DOUBTED
    noun = "claim"

    claim: SubjectClaim
    kind: After[CaveatKind]
    holds: After[bool]
    was_doubts: Before[Doubts]
    doubts: After[Doubts]
    doubts_at: After[Places | Absent] = ABSENT
    caveats: After[int]
    was_firsthand: Before[Firsthand]
    firsthand: After[Firsthand]
    text: Text = None

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _doubted(state, sealed)
        told_anew(state, sealed, "doubts_at")

    def sentence(self, _: Names) -> str:
        words = f': "{or_purged(self.text)}"' if self.text is not None else ""
        return f"{'put on record' if self.holds else 'rejected'} that {self.kind.words}{words}"

    def worked(self) -> str:
        return "has a doubt that somebody judged"


_doubted = taking(CLAIM, "doubts", "caveats", "firsthand")


class ClaimAccepted(Event):
    """A person says that the story itself tells how somebody's claim stands; that holds until it stands otherwise."""

    action = Action.CLAIM_ACCEPTED
    noun = "claim"

    claim: SubjectClaim
    status: After[Status]
    said: After[Said | Absent] = ABSENT
    reason: Text = None

    fold = staticmethod(nothing)

    def sentence(self, _: Names) -> str:
        wrongly = f", and that said is {self.said.words}" if self.said is not ABSENT else ""
        return f"said that the story tells that it is {self.status.words}{wrongly}"

    def worked(self) -> str:
        return "was accepted at the gate"


class ReasonGiven(Event):
    """A person says later why a verdict that stands was given, or says it better."""

    action = Action.CLAIM_REASONED
    noun = "claim"

    claim: SubjectClaim
    question: After[Serves]
    verdict: After[Status | Said]
    reason: Text

    fold = staticmethod(nothing)

    def sentence(self, _: Names) -> str:
        return f"said why {'it is' if self.question is Serves.TRUTH else 'said is'} {self.verdict.words}"

    def worked(self) -> str:
        return "has a reason that was given later"


class NoteAdded(Event):
    """Somebody commented on a claim, or tried something that gave no result."""

    action = Action.COMMENT_ADDED
    noun = "claim"

    claim: SubjectClaim
    kind: After[NoteKind]
    text: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        place = CLAIM.places["notes"]
        row = state.rows[CLAIM][sealed.subject[1]]
        count = row[place]
        row[place] = count + 1 if isinstance(count, int) else UNTOLD

    def sentence(self, _: Names) -> str:
        return f"{'commented' if self.kind is NoteKind.COMMENT else 'tried'}: {or_purged(self.text)}"

    def worked(self) -> str:
        return "has a comment" if self.kind is NoteKind.COMMENT else "has an attempt on record"
