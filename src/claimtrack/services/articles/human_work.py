"""What people did to claims: whatever that is, no machine takes it back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from claimtrack.db import claim_rows, event_rows, relations
from claimtrack.db.chain import as_told
from claimtrack.db.models import Claim, Event
from claimtrack.db.tags import tags_of
from claimtrack.events.actions import Action
from claimtrack.events.registry import read
from claimtrack.extraction.values import Extraction
from claimtrack.vocabulary import VERDICTS, ClaimOrigin, Said, Status


def touched(session: Session, claims: Sequence[Claim]) -> dict[int, str]:
    """Say of each of these claims that a person worked on what they did, or what of theirs rests on it.

    Where there is more, it is what weighs most; the words follow the claim's number: ``claim 3 has a verdict``. A claim
    that was taken and released again is as it was.
    """
    past: dict[int, list[str]] = defaultdict(list)
    leaned_on = _relied_on(session, claims)
    tagged = tags_of(session, [claim.id for claim in claims])
    for event in event_rows.events_of_claims(session, [claim.id for claim in claims]):
        if event.claim_id is not None:
            past[event.claim_id] += _done_in(event)
            original = as_told(event.id, event.body).after.get("duplicate_of")
            if original is not None:
                leaned_on.setdefault(original, []).append(f"has a duplicate, claim {event.claim_id}")
    reasons = {
        claim.id: [
            *_standing(claim),
            *past[claim.id],
            *_held(claim),
            *leaned_on.get(claim.id, ()),
            *(["has a tag"] if claim.id in tagged else []),
        ]
        for claim in claims
    }
    return {number: found[0] for number, found in reasons.items() if found}


def superseded(session: Session, claims: Sequence[Claim]) -> set[int]:
    """Return those of these claims that the machine withdrew because another engine does not give them."""
    withdrawn = [claim.id for claim in claims if claim.status is Status.WITHDRAWN]
    newest = event_rows.newest_events(session, withdrawn, Action.CLAIM_STATUS)
    return {number for number, event in newest.items() if "superseded_by" in as_told(event.id, event.body).after}


def machine_versions(
    session: Session, claims: Sequence[Claim], extraction: Extraction, known: Mapping[int, int]
) -> dict[int, int]:
    """Return the statements that these claims were before they were corrected: they are no new claims."""
    former: dict[str, list[int]] = defaultdict(list)
    for event in event_rows.events_of_claims(session, [claim.id for claim in claims]):
        if event.claim_id is not None:
            for text in event.texts:
                if event.action == Action.CLAIM_CORRECTED and text.field == "text_before":
                    former[spaced(text.text)].append(event.claim_id)
    versions: dict[int, int] = {}
    for index, statement in enumerate(extraction.statements):
        matches = former.get(spaced(statement.text))
        if index not in known and matches:
            versions[index] = matches.pop(0)
    return versions


def spaced(text: str) -> str:
    """Return words with one space between them, however they stand in a text."""
    return " ".join(text.split())


def _standing(claim: Claim) -> Iterator[str]:
    if claim.status in VERDICTS:
        yield "has a verdict"
    if claim.said is not Said.UNCHECKED:
        yield "was checked for whether it was said"
    if claim.evidence_links:
        yield "has evidence"
    if claim.origin is not ClaimOrigin.EXTRACTED:
        yield {ClaimOrigin.ADDED: "was added by hand", ClaimOrigin.SPLIT: "was split off by hand"}[claim.origin]


def _held(claim: Claim) -> Iterator[str]:
    if claim.holder is not None:
        yield f"is with {claim.holder.name}"
    if claim.status is Status.IN_REVIEW:
        yield "is in review"


def _done_in(event: Event) -> list[str]:
    try:
        words = read(as_told(event.id, event.body)._replace(action=event.action), {}).worked()
    except (LookupError, TypeError, ValueError):
        words = "was worked on"  # whatever that was, no machine takes it back
    return [words] if words is not None else []


def _relied_on(session: Session, claims: Sequence[Claim]) -> dict[int, list[str]]:
    """Return the claims that are evidence, or may carry a dispute: they deny or contradict it, or it denies them."""
    disputed = {claim.id for claim in claims if claim.status is Status.DISPUTED}
    relied: dict[int, list[str]] = {}
    for resting, earlier in relations.resting_on_claims(session, [claim.id for claim in claims]):
        relied.setdefault(earlier, []).append(f"is evidence for claim {resting}")
    for link in claim_rows.opposing_links(session, disputed):
        for one, other in ((link.from_id, link.to_id), (link.to_id, link.from_id)):
            if other in disputed:
                relied.setdefault(one, []).append(f"bears on the dispute of claim {other}")
    return relied
