"""Make a claim's entry of what is known of it: the one place where an entry is made, of now or of then."""

from dataclasses import fields
from datetime import timedelta

from claimtrack.events.actions import Action
from claimtrack.reports.model import ClaimEntry
from claimtrack.rules.confidence import is_uncertain
from claimtrack.services.reports import standing
from claimtrack.services.reports.facts import Facts
from claimtrack.services.weighing.consequences import COUNTED
from claimtrack.vocabulary import VERDICTS, ClaimOrigin, Status

_SAME = {one.name for one in fields(ClaimEntry)}
"""What an entry shows; what is known under the same name is shown as it is."""


def entry(facts: Facts, *, snapshot: int | None = None) -> ClaimEntry:
    """Return the entry that these facts make. With ``snapshot``, spans in another snapshot are left out."""
    state, words = facts.state, facts.policy.words
    decided = [one for one in facts.past if one.told.action == Action.CLAIM_STATUS]
    given = decided[-1] if decided and state.status in VERDICTS else None
    days = facts.policy.stale_after_days if state.status in COUNTED else None
    overrides = [one.line.reason for one in decided if one.line.overridden] if state.overridden else []
    by_hand = state.origin is not ClaimOrigin.EXTRACTED or any(
        one.told.action == Action.CLAIM_CORRECTED for one in facts.past
    )
    independence = _why(facts)
    worked_out = {
        "spans": state.spans if snapshot in (None, state.snapshot) else (),
        "uncertain": is_uncertain(state.confidence, status=state.status, said=state.said, by_hand=by_hand),
        "override_reason": overrides[-1] if overrides else None,
        "independently_confirmed": _is_confirmed(facts),
        "independence": independence,
        "history": tuple(one.line for one in facts.past),
        "why": standing.why(facts, independence),
        "verdict_given": standing.verdict_given(facts),
        "said_given": standing.said_given(facts),
        "verdict_at": given.line.at if given is not None else None,
        "policy": given.told.after.get("policy") if given is not None else None,  # older ones were given under none
        "look_again_from": given.line.at + timedelta(days=days) if given is not None and days is not None else None,
        "status_word": words.get(state.status.value),
        "said_word": words.get(state.said.value),
    }
    as_known = {name: getattr(known, name) for known in (state, facts) for name in _SAME & set(known.__slots__)}
    return ClaimEntry(**as_known | {"origin": state.origin.value} | worked_out)


def _is_confirmed(facts: Facts) -> bool:
    return facts.state.status is Status.CONFIRMED and not facts.state.overridden and facts.carried


def _why(facts: Facts) -> tuple[str, ...]:
    """Say why the claim is, or is not, independently confirmed."""
    state, found = facts.state, facts.grounds
    if not state.checkable:
        return (f"not independently confirmed: it {facts.is_or_was} recorded as not checkable",)
    if state.overridden:
        return (f"not independently confirmed: marked {state.status} by an editor's override", *found)
    if _is_confirmed(facts):
        return (f"independently confirmed: {found[0]}", *found[1:])
    status = state.status.words
    return (f"not independently confirmed: it {facts.is_or_was} {status}", *found, *facts.opposed)
