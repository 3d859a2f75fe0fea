"""Why a claim stands as it does, and who said so: for its card."""

from collections.abc import Iterable, Iterator

from claimtrack.events.actions import Action
from claimtrack.reports.model import EvidenceLine, GivenLine
from claimtrack.services.reports.facts import Facts, Happened
from claimtrack.vocabulary import MUTUAL, OPPOSING, VERDICTS, LinkState, NoteKind, Said, Serves, Stance, Status

_UNDECIDABLE = "nothing on record could show it true or false"


def why(facts: Facts, independence: tuple[str, ...]) -> tuple[str, ...]:
    """Say why the claim stands as it does, or what it lacks, a sentence each.

    ``independence`` says whether it is independently confirmed, and why.
    """
    state = facts.state
    if state.status is Status.WITHDRAWN:
        return ()
    if not state.checkable and state.status not in VERDICTS:
        return (_UNDECIDABLE,)
    if state.overridden:
        short = facts.against if state.status is Status.REFUTED else facts.grounds
        return (f"an editor marked it {state.status.words} past the rules, which ask for more", *short)
    if state.status is Status.CONFIRMED:
        return independence
    if state.status is Status.REFUTED:
        return (*facts.against, *_told("for it", facts.evidence, Stance.SUPPORTS))
    if state.status is Status.DISPUTED:
        return tuple(_disputed(facts))
    if state.status is Status.UNVERIFIABLE:
        return tuple(_unverifiable(facts))
    return (*facts.grounds, *facts.opposed)


def _disputed(facts: Facts) -> Iterator[str]:
    against = [*_told("against it", facts.evidence, Stance.REFUTES), *_deniers(facts)]
    yield from against or ["nothing on record speaks against it but the reason that was given"]
    yield from _told("for it", facts.evidence, Stance.SUPPORTS)


def _deniers(facts: Facts) -> Iterator[str]:
    for link in facts.links:
        from_here = link.outgoing and link.kind not in MUTUAL
        if link.state is LinkState.REJECTED or link.kind not in OPPOSING or from_here:
            continue
        judged = "" if link.state is LinkState.ACCEPTED else "; the machine found that, nobody judged it"
        says = f", said by {link.speaker}," if link.speaker is not None else ""
        yield f"against it: claim {link.number}{says} {link.kind.value} it{judged}"


def _unverifiable(facts: Facts) -> Iterator[str]:
    tried = sum(note.kind == NoteKind.ATTEMPT for note in facts.notes)
    if tried:
        yield f"{tried} {'attempt was' if tried == 1 else 'attempts were'} made to find out, without a result"
    found = [*_told("for it", facts.evidence, Stance.SUPPORTS), *_told("against it", facts.evidence, Stance.REFUTES)]
    yield from found or ["no evidence on it is on record"]


def _told(side: str, evidence: Iterable[EvidenceLine], stance: Stance) -> Iterator[str]:
    for piece in evidence:
        if piece.serves is Serves.TRUTH and piece.stance is stance and piece.withdrawn_at is None:
            yield f"{side}: evidence {piece.number}{f' {piece.weighed}' if piece.weighed is not None else ''}"


def verdict_given(facts: Facts) -> GivenLine | None:
    """Say who gave the standing verdict on the truth, or withdrew the claim; None where neither stands."""
    if facts.state.status not in VERDICTS | {Status.WITHDRAWN}:
        return None
    return _given(facts, Action.CLAIM_STATUS, Serves.TRUTH)


def said_given(facts: Facts) -> GivenLine | None:
    """Say who answered whether it was said; None where nobody did."""
    return _given(facts, Action.CLAIM_SAID, Serves.SAID) if facts.state.said is not Said.UNCHECKED else None


def _given(facts: Facts, action: Action, question: Serves) -> GivenLine | None:
    places = [place for place, one in enumerate(facts.past) if one.told.action == action]
    if not places:
        return None
    given, since = facts.past[places[-1]], facts.past[places[-1] + 1 :]
    proposer = _proposer(facts.past, given)
    by, approved_by = (proposer, given.line.who) if proposer is not None else (given.line.who, None)
    later = [
        one.line
        for one in since
        if one.told.action == Action.CLAIM_REASONED and one.told.after["question"] == question.value
    ]
    if not later:
        return GivenLine(by, given.line.at, given.line.reason, approved_by)
    return GivenLine(by, given.line.at, later[-1].reason, approved_by, added_by=later[-1].who, added_at=later[-1].at)


def _proposer(past: Iterable[Happened], given: Happened) -> str | None:
    """Name who proposed a verdict that somebody else approved."""
    number = given.told.after.get("proposal")
    proposed = (
        one.line.who for one in past if one.told.action == Action.VERDICT_PROPOSED and one.told.subject[1] == number
    )
    return next(proposed, None) if number is not None else None
