"""A known address gave new bytes: carry the claims over to the new snapshot, and say what changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from claimtrack.db import article_rows, claim_rows
from claimtrack.db.claim_inserts import Row
from claimtrack.db.models import Article, Claim, Snapshot
from claimtrack.errors import ForbiddenMove
from claimtrack.extraction.values import Extraction
from claimtrack.remedies import Step, do
from claimtrack.services.articles.carry_over import Carried, Otherwise, carry_over
from claimtrack.services.articles.compare import who_speaks
from claimtrack.services.articles.human_work import machine_versions, spaced, superseded, touched
from claimtrack.services.articles.put_on_record import linked, spans_of
from claimtrack.services.claims import set_status
from claimtrack.services.desk import Act
from claimtrack.services.weighing.consequences import Reopened
from claimtrack.vocabulary import ClaimLinkKind, ClaimOrigin, Status

LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Recaptured:
    """What a new version of an article did to its claims, by number. What was withdrawn before is in none of these.

    ``kept`` stand as they were, words and all. ``otherwise`` are those of which the new version says something else in
    the same words; ``loose`` those whose words still stand, though in nothing that the machine takes for a statement.
    ``reworded`` pairs an old claim with the statement that seems to have taken its place; ``removed`` are those whose
    words no longer stand in the article. ``asked`` are those that the new version may doubt as the old one did not: a
    reviewer is to say.
    """

    kept: tuple[int, ...]
    reworded: tuple[tuple[int, str], ...]
    removed: tuple[int, ...]
    otherwise: tuple[Otherwise, ...] = ()
    loose: tuple[int, ...] = ()
    asked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """How the claims of an article stand in its newest version, before anything is changed.

    ``known`` gives the claim that a statement is on record as already, by the statement's index; ``there`` where the
    words of each claim stand that are to be found.
    """

    known: Mapping[int, int]
    there: tuple[Carried, ...]
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
        rows: list[Row] = [
            {"from_id": one, "to_id": claim.id, "kind": ClaimLinkKind.SUPERSEDES, "spans": []} for one in by
        ]
        told = {"superseded_by": by, "links": linked(act, rows)}
        set_status(act, claim, Status.WITHDRAWN, reason=reason, details=told)


def look_for(act: Act, snapshot: Snapshot, extraction: Extraction) -> Found:
    """Find the article's claims in its newest snapshot, wherever their words still stand; changes nothing."""
    there = claim_rows.full_claims(act.session, article=snapshot.article_id)
    # What the machine itself took back is a claim anew where a later version is read so again.
    given_up = superseded(act.session, there)
    claims = [claim for claim in there if claim.id not in given_up]
    by_claim, lost = _same_statements(act, claims, snapshot, extraction)
    known = {one.index: one.claim.id for one in by_claim if one.index is not None}
    lost, placed = _same_words(act, lost, snapshot)
    taken = {tuple(map(tuple, extraction.statements[index].spans)) for index in known}
    doubled = {claim.id for claim, spans in placed if _is_read(claim) and tuple(map(tuple, spans)) in taken}
    lost = sorted([*lost, *(claim for claim, _ in placed if claim.id in doubled)], key=lambda one: one.id)
    placed = [(claim, spans) for claim, spans in placed if claim.id not in doubled]
    versions = machine_versions(act.session, [claim for claim, _ in placed], extraction, known)
    known |= versions
    was = {number: index for index, number in versions.items()}
    by_claim += [Carried(claim, spans, was.get(claim.id)) for claim, spans in placed]
    new = [one.text for index, one in enumerate(extraction.statements) if index not in known]
    standing = [claim for claim in lost if claim.status is not Status.WITHDRAWN]
    reworded = _reworded(standing, new)
    gone = {claim.id for claim in lost} | {claim.id for claim in claims if claim.status is Status.WITHDRAWN}
    kept = tuple(claim.id for claim in claims if claim.id not in gone)
    removed = tuple(claim.id for claim in standing if claim.id not in dict(reworded))
    return Found(known, tuple(by_claim), kept, tuple(reworded), removed)


def recapture(
    act: Act, snapshot: Snapshot, extraction: Extraction, found: Found, ends: Mapping[int, int]
) -> tuple[Recaptured, list[Reopened]]:
    """Carry over the claims that were found; gives what changed, and the verdicts that fell with it.

    ``ends`` are the claims that the statements are on record as now, by the statement's index.
    """
    otherwise, loose, asked, reopened = carry_over(act, snapshot, extraction, found.there, ends)
    moved = {one.claim for one in otherwise if one.follows} | set(loose)
    kept = tuple(number for number in found.kept if number not in moved)
    return Recaptured(kept, found.reworded, found.removed, tuple(otherwise), tuple(loose), tuple(asked)), reopened


def _same_statements(
    act: Act, claims: Sequence[Claim], snapshot: Snapshot, extraction: Extraction
) -> tuple[list[Carried], list[Claim]]:
    """Find claims that are statements of the new version word for word; gives them, and the others.

    Where several have the same words, each claim is found in what its own speaker says, as far as that is there.
    """
    free: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(extraction.statements):
        free[spaced(statement.text)].append(index)
    speaking = who_speaks(act.session, snapshot, extraction)
    found: dict[int, Carried] = {}
    # What was withdrawn is not recorded anew, but gives way where the same words stand for another claim too.
    ordered = sorted(claims, key=lambda one: one.status is Status.WITHDRAWN)
    for agreeing in (True, False):
        for claim in (one for one in ordered if one.id not in found):
            left = free.get(spaced(claim.text), [])
            same = next((one for one in left if not agreeing or speaking.agrees(claim, one)), None)
            if same is not None:
                left.remove(same)
                found[claim.id] = Carried(claim, extraction.statements[same].spans, same)
    lost = [claim for claim in claims if claim.id not in found]
    return list(found.values()), sorted(lost, key=lambda one: one.id)


def _is_read(claim: Claim) -> bool:
    """Tell whether a claim is the machine's: where another one is found at its words, it stands there no more."""
    return claim.origin is ClaimOrigin.EXTRACTED


def _same_words(
    act: Act, claims: Sequence[Claim], snapshot: Snapshot
) -> tuple[list[Claim], list[tuple[Claim, list[list[int]]]]]:
    """Find claims whose words still stand, though the machine does not take them for a statement.

    Gives those that are lost and those that were found: added, corrected or split by hand, most often.
    """
    lost: list[Claim] = []
    found: list[tuple[Claim, list[list[int]]]] = []
    texts = {one: article_rows.snapshot(act.session, one).text for one in {claim.snapshot_id for claim in claims}}
    for claim in claims:
        before = texts[claim.snapshot_id]
        pieces = [before[start:end] for start, end in claim.spans]
        at = snapshot.text.find(claim.prefix + pieces[0])
        spans = spans_of(snapshot.text, pieces, start=at + len(claim.prefix) if at >= 0 else 0)
        if len(spans) == len(pieces):
            found.append((claim, spans))
        else:
            lost.append(claim)
    return lost, found


def _reworded(lost: Sequence[Claim], texts: Sequence[str]) -> list[tuple[int, str]]:
    found = ((claim.id, get_close_matches(claim.text, texts, n=1, cutoff=LIKE)) for claim in lost)
    return [(number, matches[0]) for number, matches in found if matches]
