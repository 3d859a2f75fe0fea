"""A known address gave new bytes: carry the claims over to the new snapshot, and say what changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from claimtrack.db import finding
from claimtrack.db.chain import Change, JsonValue
from claimtrack.db.models import Claim, Snapshot
from claimtrack.extraction.values import Extraction
from claimtrack.rules.words import Status
from claimtrack.services.claims import changed
from claimtrack.services.desk import Act
from claimtrack.services.recording import anchors

LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Recaptured:
    """What a new version of an article did to its claims, by number.

    ``reworded`` pairs an old claim with the statement that seems to have taken its place; ``removed`` are those whose
    words no longer stand in the article.
    """

    kept: tuple[int, ...]
    reworded: tuple[tuple[int, str], ...]
    removed: tuple[int, ...]


def recapture(act: Act, snapshot: Snapshot, extraction: Extraction) -> tuple[Recaptured, list[int]]:
    """Anchor the article's claims in its newest snapshot where their words still stand.

    Gives what changed, and the indices of the statements that are not on record yet.
    """
    free: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(extraction.statements):
        free[_spaced(statement.text)].append(index)
    kept, lost = [], []
    for claim in finding.full_claims(act.session, article=snapshot.article_id):
        if claim.status is Status.WITHDRAWN:
            continue
        matches = free.get(_spaced(claim.text))
        if not matches:
            lost.append(claim)
            continue
        _carry(act, claim, snapshot, extraction.statements[matches.pop(0)].spans, extraction.text)
        kept.append(claim.id)
    new = sorted(index for indices in free.values() for index in indices)
    reworded = _reworded(lost, [extraction.statements[index].text for index in new])
    gone = {number for number, _ in reworded}
    removed = tuple(claim.id for claim in lost if claim.id not in gone)
    return Recaptured(tuple(kept), tuple(reworded), removed), new


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _carry(act: Act, claim: Claim, snapshot: Snapshot, spans: Sequence[Sequence[int]], text: str) -> None:
    before: dict[str, JsonValue] = {"snapshot": claim.snapshot_id, "spans": claim.spans}
    claim.snapshot_id = snapshot.id
    claim.spans = [list(span) for span in spans]
    claim.prefix, claim.suffix = anchors(text, spans)
    # Their offsets belong to the earlier snapshot; the words stay.
    for hop in claim.hops:
        hop.source_spans, hop.cue_spans = [], []
    for caveat in claim.caveats:
        caveat.spans = []
    change = Change(
        "claim.carried",
        ("claim", claim.id),
        claim=claim.id,
        before=before,
        after={"snapshot": snapshot.id, "spans": claim.spans},
    )
    changed(act, claim, change)


def _reworded(lost: Sequence[Claim], texts: Sequence[str]) -> list[tuple[int, str]]:
    found = ((claim.id, get_close_matches(claim.text, texts, n=1, cutoff=LIKE)) for claim in lost)
    return [(number, matches[0]) for number, matches in found if matches]
