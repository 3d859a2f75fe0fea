"""All that weighing some claims needs, read from the tables: evidence, parties, how sources hang together."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from claimtrack.db import article_rows, claim_rows, evidence_rows, relations
from claimtrack.db.models import Claim, ClaimParty, EvidenceLink
from claimtrack.db.relations import Families
from claimtrack.db.tags import tags_of
from claimtrack.rules.copies import Sketch
from claimtrack.rules.origins import Ties
from claimtrack.rules.policy import Policy
from claimtrack.rules.retold import short_runs
from claimtrack.services.weighing.policies import in_force
from claimtrack.vocabulary import SILENT, ClaimLinkKind, LinkState, Serves, Status


@dataclass(frozen=True, slots=True)
class Read:
    """All that weighing some claims needs, those among it that are evidence for them included.

    ``digests`` and ``articles`` are of the versions of each article: their bytes, and by what their copies are known.
    ``sketches`` are those of evidence, ``short_runs`` by which retold copies are known, and ``short_runs_of`` those of
    each article. ``repeats`` are pairs of claims of which one repeats the other.
    """

    claims: Mapping[int, Claim]
    links: Mapping[int, Sequence[EvidenceLink]]
    opposed: Container[int]
    parties: Mapping[int, Sequence[ClaimParty]]
    within: Families
    ties: Ties
    digests: Mapping[int, frozenset[str]]
    articles: Mapping[int, Sequence[Sketch]]
    sketches: Mapping[int, Sketch]
    short_runs: Mapping[int, Sketch]
    short_runs_of: Mapping[int, Sequence[Sketch]]
    repeats: frozenset[frozenset[int]]
    policy: Policy
    tags: Mapping[int, frozenset[str]]


def read_all(session: Session, asked: Sequence[Claim], serves: Serves, policy: Policy | None = None) -> Read:
    """Read what weighing these claims needs, and with them the earlier claims that are evidence for them.

    ``policy`` is the one in force, where the caller has asked for it already.
    """
    claims = {claim.id: claim for claim in asked}
    links = links_of(session, asked, serves)
    while missing := cited_by(links) - claims.keys():
        earlier = claim_rows.claims(session, missing)
        if not earlier:
            break
        claims |= earlier
        links |= links_of(session, list(earlier.values()), serves)
    rows = list(claims.values())
    within = relations.families(session)
    parties = _parties(session, rows)
    articles = {claim.article_id for claim in rows}
    cited = cited_by(links)
    pieces = {link.evidence_id for held in links.values() for link in held}
    sketches = {
        number: Sketch.from_bytes(kept) for number, kept in evidence_rows.evidence_sketches(session, pieces).items()
    }
    short_runs = {
        number: Sketch.from_bytes(kept) for number, kept in evidence_rows.evidence_short_runs(session, pieces).items()
    }
    return Read(
        claims=claims,
        links=links,
        opposed=_opposed(session, links),
        parties=parties,
        within=within,
        ties=relations.ties(session, _involved(rows, links, parties), within),
        digests={article: frozenset(article_rows.snapshot_digests(session, article)) for article in articles},
        articles={
            article: [Sketch.from_bytes(one) for one in kept]
            for article, kept in article_rows.article_sketches(session, articles if sketches or cited else ()).items()
        },
        sketches=sketches,
        short_runs=short_runs,
        short_runs_of={number: _short_runs_of(session, number) for number in (articles if short_runs else ())},
        repeats=_repeats(session, links) if cited else frozenset(),
        policy=policy if policy is not None else in_force(session).policy,
        tags=tags_of(session, claims),
    )


def cited_by(links: Mapping[int, Iterable[EvidenceLink]]) -> set[int]:
    """Return the earlier claims that are evidence among these."""
    of = (link.evidence.of_claim_id for held in links.values() for link in held)
    return {number for number in of if number is not None}


def _repeats(session: Session, numbers: Iterable[int]) -> frozenset[frozenset[int]]:
    """Return the pairs of claims of which one repeats the other, as far as no person rejected that."""
    return frozenset(
        frozenset({link.from_id, link.to_id})
        for link in claim_rows.claim_links(session, numbers)
        if link.kind is ClaimLinkKind.REPEATS and link.state is not LinkState.REJECTED
    )


def links_of(session: Session, claims: Sequence[Claim], serves: Serves) -> dict[int, list[EvidenceLink]]:
    """Return the standing evidence of each of these claims that serves one of the two questions."""
    links: dict[int, list[EvidenceLink]] = {claim.id: [] for claim in claims}
    for link in evidence_rows.standing_links(session, links):
        if link.serves is serves:
            links[link.claim_id].append(link)
    return links


def _opposed(session: Session, numbers: Iterable[int]) -> set[int]:
    """Return the claims that another one denies or contradicts, or is denied by, which was not withdrawn or refuted.

    What a person rejected of the links between them does not count.
    """
    rows = claim_rows.opposing_links(session, numbers)
    if not rows:
        return set()
    ends = claim_rows.claims(session, {end for link in rows for end in (link.from_id, link.to_id)})
    pairs = [pair for link in rows for pair in ((link.from_id, link.to_id), (link.to_id, link.from_id))]
    return {
        one for one, other in pairs if ends[one].status is not Status.WITHDRAWN and ends[other].status not in SILENT
    }


def standing(source: int | None, stands_for: Mapping[int, int]) -> int | None:
    """Return the source that a source, perhaps merged, stands for."""
    return stands_for.get(source, source) if source is not None else None


def _parties(session: Session, claims: Iterable[Claim]) -> dict[int, list[ClaimParty]]:
    """Return whom each of these claims accuses or favours; what a machine proposes holds until a person rejects it."""
    found: dict[int, list[ClaimParty]] = defaultdict(list)
    for row in claim_rows.parties(session, [claim.id for claim in claims]):
        if row.state is not LinkState.REJECTED:
            found[row.claim_id].append(row)
    return found


def _involved(
    claims: Iterable[Claim],
    links: Mapping[int, Iterable[EvidenceLink]],
    parties: Mapping[int, Iterable[ClaimParty]],
) -> set[int]:
    """Return every source that has a part in these claims or in the evidence attached to them."""
    found = {claim.source_id for claim in claims} | {claim.article.agency_id for claim in claims}
    found |= {hop.source_id for claim in claims for hop in claim.hops}
    found |= {row.source_id for named in parties.values() for row in named}
    for pieces in links.values():
        found |= {number for link in pieces for number in _sources_of(link)}
    return {number for number in found if number is not None}


def _sources_of(link: EvidenceLink) -> Iterator[int | None]:
    yield link.evidence.source_id
    for relied_on in link.evidence.relied_on:
        yield relied_on.source_id


def _short_runs_of(session: Session, article: int) -> list[Sketch]:
    return [_short_runs(text) for text in article_rows.article_texts(session, article)]


@lru_cache(maxsize=64)
def _short_runs(text: str) -> Sketch:
    return short_runs(text)
