"""What falls when the ground of a verdict changes: the verdicts that rested on it reopen, with the cause."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from claimtrack.db import claim_rows, event_rows, proposals, relations
from claimtrack.db.chunks import chunks
from claimtrack.db.models import Claim, Proposal
from claimtrack.errors import ForbiddenMove
from claimtrack.events.actions import Action
from claimtrack.rules.four_eyes import worded
from claimtrack.services.claims import set_said, set_status
from claimtrack.services.desk import Act, AskedFirst
from claimtrack.services.weighing.name_ties import propose_ties
from claimtrack.services.weighing.proposals import close
from claimtrack.services.weighing.weighing import Weighing, said_shortfalls, weigh
from claimtrack.vocabulary import ProposalState, Said, Status

COUNTED = frozenset({Status.CONFIRMED, Status.REFUTED})
"""The verdicts for which evidence is counted, and which an editor may override."""

_BY_NAME = "by their names, sources may be of one house"
_RESTING = COUNTED | {Status.DISPUTED}


@dataclass(frozen=True, slots=True)
class Reopened:
    """A claim one of whose two verdicts fell: what it was, and why. ``proposed`` tells that it was only proposed."""

    number: int
    was: Status | Said
    because: str
    proposed: bool = False

    @property
    def sentence(self) -> str:
        """Say it to whoever caused it."""
        was = self.was.words
        if self.proposed:
            return f"claim {self.number} is no longer proposed as {worded(self.was)}: {self.because}"
        if isinstance(self.was, Said):
            return f"claim {self.number}: said was {was} and is unchecked again: {self.because}"
        return f"claim {self.number} was {was} and is unverified again: {self.because}"


def settle(act: Act, claims: Iterable[Claim], *, because: str) -> list[Reopened]:
    """Reopen each of these claims whose evidence no longer carries a verdict; who has them keeps them.

    Verdicts by override rest on an editor's word, not on the count, and stay; so does a dispute for which a reason was
    given. Claims for which one of these is evidence are settled with them. What the names say of all that have a part
    in these claims is asked first: whatever was changed, another name may stand beside theirs now. Nothing is ever
    confirmed here.
    """
    act.session.flush()
    rows = {claim.id: claim for claim in claims}
    tied = propose_ties(act, rows.values())
    reopened = _weigh_again(act, rows, because)
    return reopened + (settle_sources(act, tied, because=_BY_NAME) if tied else [])


@contextmanager
def asked_by_name(act: Act, claims: Sequence[Claim]) -> Iterator[None]:
    """Ask what the names say of all that have a part in these claims, before a verdict on them is weighed inside.

    Evidence may have come before names were asked about, or by another way than those that ask. Where the verdict is
    refused, what was asked for the first time stays asked.
    Raises AskedFirst in the place of a ForbiddenMove from inside.
    """
    act.session.flush()
    numbers = [claim.id for claim in claims]
    tied = propose_ties(act, claims)
    if not tied:
        yield
        return
    settle_sources(act, tied, because=_BY_NAME)
    try:
        yield
    except ForbiddenMove as error:
        raise AskedFirst(error.message, lambda anew: _ask_names(anew, numbers)) from error


def _ask_names(act: Act, claims: Sequence[int]) -> None:
    settle(act, claim_rows.claims(act.session, claims).values(), because=_BY_NAME)


def _weigh_again(act: Act, rows: Mapping[int, Claim], because: str) -> list[Reopened]:
    reopened = _settle(act, list(rows.values()), because)
    return reopened + settle_resting(act, rows, _now(reopened), because=because)


def settle_resting(
    act: Act, claims: Iterable[int], now: Mapping[int, str], *, because: str | None = None
) -> list[Reopened]:
    """Do the same for every claim for which one of these is evidence, and for which those are, to the end.

    ``now`` says of those that moved where they stand, by number; ``because`` what happened to the others.
    """
    now, seen, ahead = dict(now), set(claims), set(claims)
    found: list[Reopened] = []
    while ahead:
        pairs = [pair for pair in relations.resting_on_claims(act.session, ahead) if pair[0] not in seen]
        rows = claim_rows.claims(act.session, {claim for claim, _ in pairs})
        for earlier in dict.fromkeys(earlier for _, earlier in pairs):
            resting = [rows[claim] for claim, other in pairs if other == earlier]
            reopened = _settle(act, resting, _bears(earlier, now.get(earlier), because))
            now |= _now(reopened)
            found += reopened
        ahead = rows.keys() - seen
        seen |= ahead
    return found


def _now(reopened: Iterable[Reopened]) -> dict[int, str]:
    """Say where claims stand whose verdict fell."""
    return {fallen.number: "is unverified again" for fallen in reopened if not fallen.proposed}


def _bears(earlier: int, now: str | None, because: str | None) -> str:
    """Say what an earlier claim that is evidence has to do with it."""
    if now is None:
        return f"claim {earlier} bears on it, and {because or 'rests on other evidence now'}"
    return f"claim {earlier}, which bears on it, {now}{f': {because}' if because else ''}"


def _settle(act: Act, rows: Sequence[Claim], because: str) -> list[Reopened]:
    settled = (_settle_status, _settle_said, settle_proposed)
    return [fallen for settling in settled for few in chunks(rows) for fallen in settling(act, few, because)]


def settle_by_policy(act: Act, claims: Iterable[Claim], *, version: int) -> list[Reopened]:
    """Hold these claims, confirmed or refuted, against the policy in force; verdicts by override stay.

    Each that falls short reopens with what the policy asks for as the cause, and with it what rests on it.
    """
    act.session.flush()
    reopened = []
    rows = [claim for claim in claims if not claim.overridden]
    weighed = weigh(act.session, rows)
    for claim in rows:
        if not weighed[claim.id].holds(claim.status):
            because = f"{_asked_for(weighed[claim.id], claim.status)} (policy, version {version})"
            reopened.append(Reopened(claim.id, claim.status, because))
            set_status(act, claim, Status.UNVERIFIED, reason=because)
    return reopened + settle_with(act, reopened)


def settle_with(act: Act, reopened: Sequence[Reopened]) -> list[Reopened]:
    """Settle every claim for which one of these that fell is evidence, to the end; gives what fell with them."""
    act.session.flush()
    return settle_resting(act, [fallen.number for fallen in reopened], _now(reopened))


def _asked_for(weighing: Weighing, status: Status) -> str:
    """Say what a policy asks for and does not get of a claim that is confirmed or refuted."""
    confirmed = status is Status.CONFIRMED
    found = weighing.supporting if confirmed else weighing.refuting
    if not found.enough:
        noun = "origin" if found.required == 1 else "origins"
        return f"the policy asks for {found.required} independent {noun}, and there {_is_or_are(found.reached)}"
    against = weighing.unanswered_against if confirmed else weighing.unanswered_for
    return f"the policy asks for an answer to evidence {', '.join(map(str, against))}, which now stands against it"


def _is_or_are(number: int) -> str:
    return f"is {number}" if number == 1 else f"are {number}"


def settle_sources(act: Act, sources: Iterable[int], *, because: str) -> list[Reopened]:
    """Do the same for every claim in which a source has a part that has one of these among its origins.

    That is, which it speaks or carried, whose article is its copy, or to which evidence from it is attached.
    """
    act.session.flush()
    touched = relations.resting_on(act.session, sources, relations.families(act.session))
    tied = propose_ties(act, relations.evidenced_claims(act.session, touched))
    rows = {claim.id: claim for claim in relations.judged_claims(act.session, touched, _RESTING)}
    reopened = _weigh_again(act, rows, because)
    # It ends: what was proposed once is not proposed again.
    return reopened + (settle_sources(act, tied, because=_BY_NAME) if tied else [])


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


def settle_proposed(act: Act, claims: Sequence[Claim], because: str) -> list[Reopened]:
    """Let fall what was proposed on a ground that is gone; an override and a dispute with a reason need none."""
    resting = [
        one
        for one in proposals.open_on(act.session, [claim.id for claim in claims])
        if not one.override and not (one.status is Status.DISPUTED and one.reason)
    ]
    weighed = weigh(act.session, {one.claim for one in resting if one.status is not None})
    fallen = [one for one in resting if not _stands(act, one, weighed)]
    for one in fallen:
        close(act, one, ProposalState.FALLEN, reason=because)
    return [Reopened(one.claim_id, one.verdict, because, proposed=True) for one in fallen]


def _stands(act: Act, proposal: Proposal, weighed: Mapping[int, Weighing]) -> bool:
    if isinstance(proposal.verdict, Said):
        return said_shortfalls(act.session, [proposal.claim], proposal.verdict)[proposal.claim_id] is None
    return weighed[proposal.claim_id].despite(proposal.despite).holds(proposal.verdict)


def _reasoned(act: Act, claims: Iterable[Claim]) -> set[int]:
    """Return those of these claims whose standing verdict was given with a reason."""
    numbers = [claim.id for claim in claims]
    events = event_rows.newest_events(act.session, numbers, Action.CLAIM_STATUS) if numbers else {}
    return {number for number, event in events.items() if "reason" in json.loads(event.body)["texts"]}


def _said_by_override(act: Act, claims: Iterable[Claim]) -> set[int]:
    events = event_rows.newest_events(act.session, [claim.id for claim in claims], Action.CLAIM_SAID)
    return {number for number, event in events.items() if json.loads(event.body)["after"]["overridden"]}
