"""What falls when the ground of a verdict changes: the verdicts that rested on it reopen, with the cause."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.db import finding, relations
from claimtrack.db.models import Claim
from claimtrack.rules.words import Said, Status
from claimtrack.services.claims import set_said, set_status
from claimtrack.services.desk import Act
from claimtrack.services.weighing import said_shortfalls, weigh

COUNTED = frozenset({Status.CONFIRMED, Status.REFUTED})
"""The verdicts for which evidence is counted, and which an editor may override."""

_RESTING = COUNTED | {Status.DISPUTED}


@dataclass(frozen=True, slots=True)
class Reopened:
    """A claim one of whose two verdicts fell: what it was, and why."""

    number: int
    was: Status | Said
    because: str

    @property
    def sentence(self) -> str:
        """Say it to whoever caused it."""
        was = self.was.value.replace("_", " ")
        if isinstance(self.was, Said):
            return f"claim {self.number}: said was {was} and is unchecked again: {self.because}"
        return f"claim {self.number} was {was} and is unverified again: {self.because}"


def settle(act: Act, claims: Iterable[Claim], *, because: str) -> list[Reopened]:
    """Reopen each of these claims whose evidence no longer carries a verdict; who has them keeps them.

    Verdicts by override rest on an editor's word, not on the count, and stay; so does a dispute for which a reason was
    given. Nothing is ever confirmed here.
    """
    act.session.flush()
    rows = list({claim.id: claim for claim in claims}.values())
    # What is asked about them names each: SQLite takes a limited number of values in one statement.
    some = [rows[start : start + 500] for start in range(0, len(rows), 500)]
    truths = [fallen for few in some for fallen in _settle_status(act, few, because)]
    return truths + [fallen for few in some for fallen in _settle_said(act, few, because)]


def settle_sources(act: Act, sources: Iterable[int], *, because: str) -> list[Reopened]:
    """Do the same for every claim in which a source has a part that has one of these among its origins.

    That is, which it speaks or carried, whose article is its copy, or to which evidence from it is attached.
    """
    act.session.flush()
    touched = relations.resting_on(act.session, sources, relations.families(act.session))
    return settle(act, relations.judged_claims(act.session, touched, _RESTING), because=because)


def _settle_status(act: Act, claims: Iterable[Claim], because: str) -> list[Reopened]:
    resting = [claim for claim in claims if claim.status in _RESTING and not claim.overridden]
    if not resting:
        return []
    weighed = weigh(act.session, resting)
    fallen = [claim for claim in resting if not weighed[claim.id].holds(claim.status)]
    reasoned = _reasoned(act, [claim for claim in fallen if claim.status is Status.DISPUTED])
    reopened = []
    for claim in fallen:
        if claim.id not in reasoned:
            reopened.append(Reopened(claim.id, claim.status, because))
            set_status(act, claim, Status.UNVERIFIED, reason=because)
    return reopened


def _settle_said(act: Act, claims: Iterable[Claim], because: str) -> list[Reopened]:
    answered = [claim for claim in claims if claim.said is not Said.UNCHECKED]
    if not answered:
        return []
    lacking = said_shortfalls(act.session, answered)
    fallen = [claim for claim in answered if lacking[claim.id] is not None]
    overridden = _said_by_override(act, fallen)
    reopened = []
    for claim in fallen:
        if claim.id not in overridden:
            reopened.append(Reopened(claim.id, claim.said, because))
            set_said(act, claim, Said.UNCHECKED, reason=because)
    return reopened


def _reasoned(act: Act, claims: Iterable[Claim]) -> set[int]:
    """Give those of these claims whose standing verdict was given with a reason."""
    numbers = [claim.id for claim in claims]
    events = finding.newest_events(act.session, numbers, "claim.status") if numbers else {}
    return {number for number, event in events.items() if "reason" in json.loads(event.body)["texts"]}


def _said_by_override(act: Act, claims: Iterable[Claim]) -> set[int]:
    events = finding.newest_events(act.session, [claim.id for claim in claims], "claim.said")
    return {number for number, event in events.items() if json.loads(event.body)["after"]["overridden"]}
