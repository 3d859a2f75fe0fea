"""Hold a claim's evidence against the rules: from rows to the plain values that ``rules.independence`` decides on."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from claimtrack.db import article_rows, claim_rows, evidence_rows, relations
from claimtrack.db.models import Claim, ClaimParty, EvidenceLink
from claimtrack.db.relations import Families
from claimtrack.db.tags import tags_of
from claimtrack.locker.store import digest_of
from claimtrack.remedies import Blank, Step, Words, do
from claimtrack.rules import said as said_rules
from claimtrack.rules.confidence import doubt_stands
from claimtrack.rules.copies import Sketch, copies, is_copy
from claimtrack.rules.earlier import Cited, unfit
from claimtrack.rules.independence import (
    ClaimSources,
    Earlier,
    EvidenceOrigin,
    Ground,
    Independence,
    Weighed,
    independent_origins,
)
from claimtrack.rules.origins import Relation, Ties
from claimtrack.rules.policy import Doubts, Policy
from claimtrack.services.weighing.earlier_claims import NOTHING, Rest, earlier_first, rest_of, words_of
from claimtrack.services.weighing.policies import in_force
from claimtrack.services.weighing.records import texts_of_article
from claimtrack.vocabulary import (
    SILENT,
    ClaimLinkKind,
    Firsthand,
    HopRole,
    LinkState,
    Obstacle,
    PartySide,
    RelationKind,
    Said,
    Serves,
    Stance,
    Status,
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a claim's evidence amounts to: for it, against it, and the opposing pieces that nobody answered.

    ``doubted`` tells whether a refuting piece, or another claim that denies or contradicts it, is on record.
    """

    supporting: Independence
    refuting: Independence
    unanswered_against: tuple[int, ...]
    unanswered_for: tuple[int, ...]
    doubted: bool

    @property
    def confirms(self) -> bool:
        """Whether it stands as confirmed: enough origins, and each refuting piece that counts is answered."""
        return self.supporting.enough and not self.unanswered_against

    @property
    def refutes(self) -> bool:
        """Whether it stands as refuted, by the same measure."""
        return self.refuting.enough and not self.unanswered_for

    def holds(self, status: Status) -> bool:
        """Whether what is on record carries ``status``; other statuses rest on a reviewer's reason alone."""
        carried = {Status.CONFIRMED: self.confirms, Status.REFUTED: self.refutes, Status.DISPUTED: self.doubted}
        return carried.get(status, True)

    def despite(self, answered: Collection[int]) -> "Weighing":
        """Return the same with these opposing pieces answered."""
        return replace(
            self,
            unanswered_against=tuple(number for number in self.unanswered_against if number not in answered),
            unanswered_for=tuple(number for number in self.unanswered_for if number not in answered),
        )

    def speaking_for(self, status: Status) -> set[int]:
        """Return the pieces on which ``status`` rests: what counts for it, and for a dispute whatever refutes."""
        if status is Status.DISPUTED:
            return {piece.number for piece in self.refuting.weighed}
        found = {Status.CONFIRMED: self.supporting, Status.REFUTED: self.refuting}.get(status)
        return {piece.number for piece in found.weighed if piece.counts} if found is not None else set()


def weigh(session: Session, claims: Iterable[Claim]) -> dict[int, Weighing]:
    """Weigh the standing evidence of each of these claims, by number; first that of the earlier claims among it."""
    asked = list(claims)
    if not asked:
        return {}
    read = _read(session, asked, Serves.TRUTH)
    cited = _cited_by(read.links)
    found: dict[int, Weighing] = {}
    rests: dict[int, Rest] = {}
    for claim in earlier_first(read.claims, read.links):
        alike = _alike(read, claim, rests)
        origins = [_origin(read, claim, link, alike, rests) for link in read.links[claim.id]]
        found[claim.id] = _weigh_one(
            _claim_sources(read, claim),
            origins,
            read.ties,
            answered={link.evidence_id for link in read.links[claim.id] if link.answer is not None},
            opposed=claim.id in read.opposed,
        )
        if claim.id in cited:
            supporting = found[claim.id].supporting
            rests[claim.id] = rest_of(claim.id, origins, supporting.chosen, rests, carried=found[claim.id].confirms)
    return {claim.id: found[claim.id] for claim in asked}


@dataclass(frozen=True, slots=True)
class _Read:
    """All that weighing some claims needs, those among it that are evidence for them included.

    ``digests`` and ``articles`` are of the versions of each article: their bytes, and by what their copies are known.
    ``sketches`` are those of evidence. ``repeats`` are pairs of claims of which one repeats the other.
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
    repeats: frozenset[frozenset[int]]
    policy: Policy
    tags: Mapping[int, frozenset[str]]


def _read(session: Session, asked: Sequence[Claim], serves: Serves) -> _Read:
    claims = {claim.id: claim for claim in asked}
    links = _links(session, asked, serves)
    while missing := _cited_by(links) - claims.keys():
        earlier = claim_rows.claims(session, missing)
        if not earlier:
            break
        claims |= earlier
        links |= _links(session, list(earlier.values()), serves)
    rows = list(claims.values())
    within = relations.families(session)
    parties = _parties(session, rows)
    articles = {claim.article_id for claim in rows}
    cited = _cited_by(links)
    pieces = {link.evidence_id for held in links.values() for link in held}
    sketches = {
        number: Sketch.from_bytes(kept) for number, kept in evidence_rows.evidence_sketches(session, pieces).items()
    }
    return _Read(
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
        repeats=_repeats(session, links) if cited else frozenset(),
        policy=in_force(session).policy,
        tags=tags_of(session, claims),
    )


def _cited_by(links: Mapping[int, Iterable[EvidenceLink]]) -> set[int]:
    of = (link.evidence.of_claim_id for held in links.values() for link in held)
    return {number for number in of if number is not None}


def _repeats(session: Session, numbers: Iterable[int]) -> frozenset[frozenset[int]]:
    """Return the pairs of claims of which one repeats the other, as far as no person rejected that."""
    return frozenset(
        frozenset({link.from_id, link.to_id})
        for link in claim_rows.claim_links(session, numbers)
        if link.kind is ClaimLinkKind.REPEATS and link.state is not LinkState.REJECTED
    )


def said_shortfalls(session: Session, claims: Iterable[Claim], verdict: Said | None = None) -> dict[int, Words | None]:
    """Say, by number, what each claim lacks for the answer to who said it: ``verdict``, or the one it has."""
    rows = list(claims)
    read = _read(session, rows, Serves.SAID)
    return {
        claim.id: said_rules.shortfall(
            verdict or claim.said,
            _said_evidence(session, read, claim),
            read.ties,
            speaker=_standing(claim.source_id, read.within.stands_for),
            carriers=frozenset(_carriers(read, claim)),
            attempts=claim_rows.attempts(session, claim.id),
        )
        for claim in rows
    }


def said_evidence(session: Session, claim: Claim, verdict: Said) -> tuple[int, ...]:
    """Return the standing pieces on which an answer to who said it rests."""
    wanted = {Said.VERIFIED: Stance.SUPPORTS, Said.MISQUOTED: Stance.REFUTES}.get(verdict)
    links = _links(session, [claim], Serves.SAID)[claim.id]
    return tuple(sorted({link.evidence_id for link in links if link.stance is wanted}))


def _carriers(read: _Read, claim: Claim) -> Iterator[int]:
    """Yield those who carried a claim, the agency among them whose copy the article is."""
    carried = [hop.source_id for hop in claim.hops if hop.role is not HopRole.SPEAKER]
    for number in (*carried, claim.article.agency_id):
        if number is not None:
            yield read.within.standing(number)


def _said_evidence(session: Session, read: _Read, claim: Claim) -> list[said_rules.SaidEvidence]:
    alike, links = _alike(read, claim, {}), read.links[claim.id]
    own = texts_of_article(session, claim, links, read.sketches)
    return [
        said_rules.SaidEvidence(
            _origin(read, claim, link, alike, {}), link.excerpt is not None, of_article=link.evidence_id in own
        )
        for link in links
    ]


def _links(session: Session, claims: Sequence[Claim], serves: Serves) -> dict[int, list[EvidenceLink]]:
    links: dict[int, list[EvidenceLink]] = {claim.id: [] for claim in claims}
    for link in evidence_rows.standing_links(session, links):
        if link.serves is serves:
            links[link.claim_id].append(link)
    return links


@dataclass(frozen=True, slots=True)
class _Alike:
    """Which pieces are copies of an earlier one, and which of the claim's own article.

    Those on which earlier claims rest that are evidence for the claim are among them.
    """

    copy_of: Mapping[int, int]
    of_article: frozenset[int]


def _alike(read: _Read, claim: Claim, rests: Mapping[int, Rest]) -> _Alike:
    direct = [link.evidence_id for link in read.links[claim.id]]
    cited = sorted(_cited_by({claim.id: read.links[claim.id]}) & rests.keys())
    beneath = [number for one in cited for number in sorted(rests[one].pieces)]
    held = {number: read.sketches[number] for number in [*direct, *beneath] if number in read.sketches}
    own = read.articles.get(claim.article_id, [])
    of_article = frozenset(number for number, one in held.items() if any(is_copy(one, other) for other in own))
    digests = {number: digest for one in cited for number, digest in rests[one].digests.items()}
    same = {number for number, digest in digests.items() if digest in read.digests[claim.article_id]}
    return _Alike(copies(held), of_article | same)


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


def _standing(source: int | None, stands_for: Mapping[int, int]) -> int | None:
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


def _weigh_one(
    sources: ClaimSources, origins: Sequence[EvidenceOrigin], ties: Ties, *, answered: set[int], opposed: bool
) -> Weighing:
    supporting = independent_origins(sources, origins, ties, stance=Stance.SUPPORTS)
    refuting = independent_origins(sources, origins, ties, stance=Stance.REFUTES)
    return Weighing(
        supporting=supporting,
        refuting=refuting,
        unanswered_against=tuple(number for number in refuting.chosen if number not in answered),
        unanswered_for=tuple(number for number in supporting.chosen if number not in answered),
        doubted=opposed or bool(refuting.weighed),
    )


def _claim_sources(read: _Read, claim: Claim) -> ClaimSources:
    within = read.within
    speaker = _standing(claim.source_id, within.stands_for)
    agency = _standing(claim.article.agency_id, within.stands_for)
    doubts = Doubts(
        caveated=any(doubt_stands(one.confidence, one.state) for one in claim.caveats),
        hearsay=claim.firsthand is Firsthand.NO,
        unread=claim.own_voice is None,
        speaker_unnamed=claim.own_voice is False and (speaker is None or read.ties.sources[speaker].unnamed),
    )
    tags = read.tags.get(claim.id, frozenset())
    asked = read.policy.asked_of(doubts, nature=claim.nature, tags=tags)
    to_refute = read.policy.asked_of(Doubts(), nature=claim.nature, tags=tags)
    sides: dict[PartySide, set[int]] = {side: set() for side in PartySide}
    for party in read.parties[claim.id]:
        sides[party.side].add(within.standing(party.source_id))
    # What nobody read may be the outlet's own, and is held against it as if it were.
    outlet = _standing(claim.article.outlet_id, within.stands_for) if claim.own_voice is None else speaker
    said_by = (speaker,) if claim.own_voice is False else (outlet, agency)
    return ClaimSources(
        claim=claim.id,
        on=claim.changed_at.date(),
        claimants=tuple(number for number in said_by if number is not None),
        digests=read.digests[claim.article_id],
        required=asked.origins,
        required_to_refute=to_refute.origins,
        because=asked.because,
        because_to_refute=to_refute.because,
        carriers=frozenset(
            within.standing(hop.source_id)
            for hop in claim.hops
            if hop.role is not HopRole.SPEAKER and hop.source_id is not None
        ),
        agency=agency,
        least_credibility=read.policy.least_credibility,
        accused=frozenset(sides[PartySide.ACCUSED]),
        favoured=frozenset(sides[PartySide.FAVOURED]),
    )


def _origin(read: _Read, claim: Claim, link: EvidenceLink, alike: _Alike, rests: Mapping[int, Rest]) -> EvidenceOrigin:
    piece = link.evidence
    cited = read.claims.get(piece.of_claim_id) if piece.of_claim_id is not None else None
    found = EvidenceOrigin(
        number=piece.id,
        digest=piece.digest,
        source=_standing(cited.source_id if cited is not None else piece.source_id, read.within.stands_for),
        basis=link.basis,
        stance=link.stance,
        on=piece.dated or link.added_at.date(),
        relying_on=tuple(read.within.standing(one.source_id) for one in piece.relied_on),
        copy_of=alike.copy_of.get(piece.id),
        is_the_article=piece.id in alike.of_article,
        credibility=link.credibility,
    )
    if cited is None:
        return found
    return replace(found, earlier=_earlier(read, claim, cited, found, alike, rests.get(cited.id, NOTHING)))


def _earlier(read: _Read, claim: Claim, cited: Claim, piece: EvidenceOrigin, alike: _Alike, rest: Rest) -> Earlier:
    claims = {cited.id} | rest.claims
    stands = Cited(
        cited.id,
        cited.status,
        overridden=cited.overridden,
        carried=rest.carried,
        reworded=digest_of(words_of(cited)) != piece.digest,
        same_story=tuple(sorted(one for one in claims if _same_story(read, claim, read.claims[one]))),
        repeated=tuple(sorted(one for one in claims if frozenset({one, claim.id}) in read.repeats)),
        on_the_article=min(rest.pieces & alike.of_article, default=None),
    )
    return Earlier(
        cited.id,
        unfit(stands),
        (*_carried(read, cited, piece.on), *rest.grounds),
        frozenset(alike.copy_of.get(number, number) for number in rest.pieces),
    )


def _same_story(read: _Read, claim: Claim, other: Claim) -> bool:
    """Tell whether two claims stand in one article, or in two of which one is a copy of the other."""
    if claim.article_id == other.article_id:
        return True
    mine, theirs = (read.articles.get(one.article_id, ()) for one in (claim, other))
    return any(is_copy(one, another) for one in mine for another in theirs)


def _carried(read: _Read, cited: Claim, on: date) -> Iterator[Ground]:
    """Yield those who carried an earlier claim, which rests on them as well."""
    for number in (*(hop.source_id for hop in cited.hops), cited.article.agency_id):
        if number is not None:
            yield Ground(read.within.standing(number), on)


def remedy(piece: Weighed) -> Words | None:
    """Say what lets a piece count that does not for want of a word from somebody, or None where no word does."""
    if piece.perhaps:
        return _settles(piece.perhaps[0])
    source = Blank.NAME if piece.source is None else piece.source
    if piece.obstacle is Obstacle.AFFILIATION:
        return (
            "say what is known: "
            + do(Step.SOURCE_RELATE, source, RelationKind.PART_OF, Blank.NAME)
            + " or "
            + do(Step.SOURCE_UNAFFILIATED, source, reason=Blank.TEXT)
        )
    if piece.obstacle is Obstacle.UNGRADED:
        return "grade it: " + do(Step.EVIDENCE_SET, piece.number, credibility=Blank.GRADE, reason=Blank.TEXT)
    if piece.obstacle is Obstacle.UNNAMED:
        return "an editor who knows them says so: " + do(Step.SOURCE_VOUCH, source, reason=Blank.TEXT)
    return None


def settling(found: Weighing) -> tuple[Words, ...]:
    """Say what decides on each tie that keeps a piece from counting and that only the machine says."""
    pieces = (*found.supporting.weighed, *found.refuting.weighed)
    return tuple(dict.fromkeys(_settles(piece.perhaps[0]) for piece in pieces if piece.perhaps))


def _settles(perhaps: Relation) -> Words:
    """Say what decides on something that only the machine says."""
    pair = (perhaps.source, perhaps.kind, perhaps.other)
    if perhaps.kind is RelationKind.SAME_AS:
        return (
            "if the two are one: "
            + do(Step.SOURCE_MERGE, perhaps.source, into=perhaps.other, reason=Blank.TEXT)
            + "; if they are two: "
            + do(Step.SOURCE_REJECT, *pair, reason=Blank.TEXT)
        )
    return (
        "if they are not of one house: "
        + do(Step.SOURCE_REJECT, *pair, reason=Blank.TEXT)
        + "; if they are: "
        + do(Step.SOURCE_ACCEPT, *pair)
    )
