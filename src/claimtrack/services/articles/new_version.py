"""A known address gave new bytes: carry the claims over to the new snapshot, and say what changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy.orm import Session

from claimtrack.db import article_rows, claim_inserts, claim_rows, event_rows
from claimtrack.db.models import Article, Claim, Snapshot
from claimtrack.errors import ForbiddenMove
from claimtrack.events.actions import Action
from claimtrack.events.claims import ClaimCarried
from claimtrack.extraction.values import Extraction, Statement
from claimtrack.remedies import Step, do
from claimtrack.services.articles.human_work import superseded, touched
from claimtrack.services.articles.put_on_record import anchor, caveat_rows, spans_of
from claimtrack.services.claims import changed, set_status
from claimtrack.services.desk import Act
from claimtrack.services.marks.doubts import doubts_told
from claimtrack.vocabulary import ClaimLinkKind, Status

LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Recaptured:
    """What a new version of an article did to its claims, by number. What was withdrawn before is in none of these.

    ``reworded`` pairs an old claim with the statement that seems to have taken its place; ``removed`` are those whose
    words no longer stand in the article.
    """

    kept: tuple[int, ...]
    reworded: tuple[tuple[int, str], ...]
    removed: tuple[int, ...]


def take_over(act: Act, snapshot: Snapshot, article: Article, *, text: str) -> list[Claim]:
    """Let a snapshot that is on record as an article of its own be the newest version of ``article``.

    Returns the claims of the article that it was, which are to be superseded by those of its new one. Raises
    ForbiddenMove where somebody worked on them, where that article has other versions, or where the snapshot was read
    otherwise than it is now, as ``text``.
    """
    was = snapshot.article_id
    claims = list(claim_rows.full_claims(act.session, article=was))
    why = next((f"claim {number} {what}" for number, what in touched(act.session, claims).items()), None)
    if why is None and len(article_rows.snapshot_digests(act.session, was)) > 1:
        why = "it has other versions"
    if why is None and article_rows.snapshot(act.session, snapshot.id).text != text:
        why = "it was read otherwise then"
    if why is None and snapshot.id < article_rows.newest_snapshot(act.session, article.id).id:
        why = "it was put on record first"
    if why is not None:
        raise ForbiddenMove(
            f"{snapshot.name} is on record as article {was}, and {why}: it cannot become a version of article "
            f"{article.id}; withdraw the claims that are on record twice with " + do(Step.LIST, article=was)
        )
    snapshot.article, snapshot.retrieved_at = article, act.at
    act.session.flush()
    return claims


def supersede(act: Act, claims: Sequence[Claim], extraction: Extraction, numbers: Mapping[int, int]) -> None:
    """Withdraw the claims of what turned out to be a version of another article, for the same statements of that one.

    ``numbers`` are the claims that the statements are on record as now, by the statement's index.
    """
    by_spans = {tuple(map(tuple, one.spans)): index for index, one in enumerate(extraction.statements)}
    for claim in claims:
        if claim.status is Status.WITHDRAWN:
            continue
        index = by_spans.get(tuple((span[0], span[1]) for span in claim.spans))
        by = [numbers[index]] if index is not None and index in numbers else []
        reason = (
            f"superseded by claim {by[0]}: its article is a version of another one"
            if by
            else ("its article is a version of another one")
        )
        set_status(act, claim, Status.WITHDRAWN, reason=reason, details={"superseded_by": by})
        rows = [{"from_id": one, "to_id": claim.id, "kind": ClaimLinkKind.SUPERSEDES, "spans": []} for one in by]
        claim_inserts.insert_claim_links(act.session, rows)


def recapture(act: Act, snapshot: Snapshot, extraction: Extraction) -> tuple[Recaptured, dict[int, int]]:
    """Anchor the article's claims in its newest snapshot where their words still stand.

    Gives what changed, and the claim that a statement is on record as already, by the statement's index.
    """
    there = claim_rows.full_claims(act.session, article=snapshot.article_id)
    # What the machine itself took back is a claim anew where a later version is read so again.
    given_up = superseded(act.session, there)
    claims = [claim for claim in there if claim.id not in given_up]
    known, lost = _same_statements(act, claims, snapshot, extraction)
    lost, found_again = _same_words(act, lost, snapshot)
    known |= machine_versions(act.session, found_again, extraction, known)
    new = [one.text for index, one in enumerate(extraction.statements) if index not in known]
    standing = [claim for claim in lost if claim.status is not Status.WITHDRAWN]
    reworded = _reworded(standing, new)
    gone = {claim.id for claim in lost} | {claim.id for claim in claims if claim.status is Status.WITHDRAWN}
    kept = tuple(claim.id for claim in claims if claim.id not in gone)
    removed = tuple(claim.id for claim in standing if claim.id not in dict(reworded))
    return Recaptured(kept, tuple(reworded), removed), known


def _same_statements(
    act: Act, claims: Sequence[Claim], snapshot: Snapshot, extraction: Extraction
) -> tuple[dict[int, int], list[Claim]]:
    """Carry claims over that are statements of the new version word for word; gives them, and the others."""
    free: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(extraction.statements):
        free[_spaced(statement.text)].append(index)
    known: dict[int, int] = {}
    lost = []
    # What was withdrawn is not recorded anew, but gives way where the same words stand for another claim too.
    for claim in sorted(claims, key=lambda one: one.status is Status.WITHDRAWN):
        matches = free.get(_spaced(claim.text))
        if not matches:
            lost.append(claim)
            continue
        index = matches.pop(0)
        known[index] = claim.id
        _doubt(act, claim, extraction.text, extraction.statements[index])
        _carry(act, claim, snapshot, extraction.statements[index].spans)
    return known, sorted(lost, key=lambda one: one.id)


def _same_words(act: Act, claims: Sequence[Claim], snapshot: Snapshot) -> tuple[list[Claim], list[Claim]]:
    """Carry claims over whose words still stand, though the machine does not take them for a statement.

    Gives those that are lost and those that were found: added, corrected or split by hand, most often.
    """
    lost, found = [], []
    texts = {one: article_rows.snapshot(act.session, one).text for one in {claim.snapshot_id for claim in claims}}
    for claim in claims:
        before = texts[claim.snapshot_id]
        pieces = [before[start:end] for start, end in claim.spans]
        at = snapshot.text.find(claim.prefix + pieces[0])
        spans = spans_of(snapshot.text, pieces, start=at + len(claim.prefix) if at >= 0 else 0)
        if len(spans) == len(pieces):
            _carry(act, claim, snapshot, spans)
            found.append(claim)
        else:
            lost.append(claim)
    return lost, found


def machine_versions(
    session: Session, claims: Sequence[Claim], extraction: Extraction, known: Mapping[int, int]
) -> dict[int, int]:
    """Return the statements that these claims were before they were corrected: they are no new claims."""
    former: dict[str, list[int]] = defaultdict(list)
    for event in event_rows.events_of_claims(session, [claim.id for claim in claims]):
        if event.claim_id is not None:
            for text in event.texts:
                if event.action == Action.CLAIM_CORRECTED and text.field == "text_before":
                    former[_spaced(text.text)].append(event.claim_id)
    versions: dict[int, int] = {}
    for index, statement in enumerate(extraction.statements):
        matches = former.get(_spaced(statement.text))
        if index not in known and matches:
            versions[index] = matches.pop(0)
    return versions


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _carry(act: Act, claim: Claim, snapshot: Snapshot, spans: Sequence[Sequence[int]]) -> None:
    was_snapshot, was_spans, words = claim.snapshot_id, claim.spans, claim.text
    anchor(claim, snapshot, spans)
    # Line ends and the like may stand differently now.
    otherwise = claim.text != words
    happened = ClaimCarried(
        claim=claim.id,
        was_snapshot=was_snapshot,
        was_spans=was_spans,
        snapshot=snapshot.id,
        spans=claim.spans,
        caveats=len(claim.caveats),
        doubts=doubts_told(claim),
        text_before=words if otherwise else None,
        text_after=claim.text if otherwise else None,
    )
    changed(act, claim, happened)


def _doubt(act: Act, claim: Claim, text: str, statement: Statement) -> None:
    """Put the caveats on record that the article did not have before."""
    had = {(caveat.kind, _spaced(caveat.text)) for caveat in claim.caveats}
    rows = caveat_rows(text, claim.id, statement.caveats)
    new = [row for row in rows if (row["kind"], _spaced(str(row["text"]))) not in had]
    if new:
        act.session.flush()
        claim_inserts.insert_caveats(act.session, new)
        act.session.expire(claim, ["caveats"])


def _reworded(lost: Sequence[Claim], texts: Sequence[str]) -> list[tuple[int, str]]:
    found = ((claim.id, get_close_matches(claim.text, texts, n=1, cutoff=LIKE)) for claim in lost)
    return [(number, matches[0]) for number, matches in found if matches]
