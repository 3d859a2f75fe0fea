"""Events of holding one capture of a page against another."""

from claimtrack.events.actions import Action
from claimtrack.events.event import After, Column, Event, Names, Subject, Text
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State

CORROBORATION = Kind(
    "corroboration",
    ("evidence", "other", "agrees", "people", "hours", "made_by", "made"),
    numbers={"evidence": "evidence", "other": "evidence", "made_by": "reviewer"},
)


class EvidenceCorroborated(Event):
    """Two captures were compared; ``agrees`` says that the other bears the first out.

    ``people`` says that different people captured them, ``hours`` that they did so in different hours.
    """

    action = Action.EVIDENCE_CORROBORATED
    noun = "evidence"

    evidence: Subject
    corroboration: After[int]
    other: After[int]
    agrees: After[bool]
    people: After[bool]
    hours: After[bool]
    differences: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        given = {"evidence": sealed.subject[1], "made_by": sealed.reviewer, "made": sealed.at}
        state.put(CORROBORATION, sealed.after["corroboration"], {**sealed.after, **given})

    def sentence(self, _: Names) -> str:
        if self.agrees:
            return f"found that evidence {self.other}, another capture, bears out evidence {self.evidence}"
        return f"found that evidence {self.other}, another capture, does not bear out evidence {self.evidence}"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        return {"differences": ("corroboration", sealed.after.get("corroboration", 0), "differences")}
