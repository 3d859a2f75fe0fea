"""Hold a claim's evidence against the rules: from rows to the plain values that ``rules.independence`` decides on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from sqlalchemy.orm import Session

from claimtrack.db import claim_rows
from claimtrack.db.models import Claim, Evidence, EvidenceLink
from claimtrack.locker.store import digest_of
from claimtrack.remedies import Words
from claimtrack.rules import said as said_rules
from claimtrack.rules.confidence import doubt_stands
from claimtrack.rules.earlier import Cited, unfit
from claimtrack.rules.evidence import ClaimSources, Earlier, EvidenceOrigin, Ground, Independence
from claimtrack.rules.independence import independent_origins
from claimtrack.rules.origins import Ties
from claimtrack.rules.policy import Doubts, Policy
from claimtrack.rules.quotations import lacks_the_words
from claimtrack.rules.records import is_note
from claimtrack.rules.secondhand import anothers_word
from claimtrack.rules.turns import Heard
from claimtrack.services.weighing.earlier_claims import NOTHING, Rest, earlier_first, rest_of, words_of
from claimtrack.services.weighing.likeness import Alike, likeness, same_story
from claimtrack.services.weighing.read import Read, cited_by, links_of, read_all, standing
from claimtrack.services.weighing.records import texts_of_article
from claimtrack.vocabulary import (
    BELONGING,
    CaveatKind,
    Firsthand,
    HopRole,
    LinkState,
    PartySide,
    Quote,
    Said,
    Serves,
    SpeakerKind,
    Stance,
    Status,
)


@dataclass(frozen=True, slots=True)
class Laid:
    """What is held against the rules: who stands behind a claim, its evidence, and how all of them hang together."""

    claim: ClaimSources
    evidence: Sequence[EvidenceOrigin]
    ties: Ties


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a claim's evidence amounts to: for it, against it, and the opposing pieces that nobody answered.

    ``doubted`` tells whether a refuting piece, or another claim that denies or contradicts it, is on record. ``laid``
    is what was held against the rules.
    """

    supporting: Independence
    refuting: Independence
    unanswered_against: tuple[int, ...]
    unanswered_for: tuple[int, ...]
    doubted: bool
    laid: Laid

    @property
    def confirms(self) -> bool:
        """Whether it stands as confirmed: enough origins, and each refuting piece that may count is answered."""
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


def weigh(session: Session, claims: Iterable[Claim], policy: Policy | None = None) -> dict[int, Weighing]:
    """Weigh the standing evidence of each of these claims, by number; first that of the earlier claims among it.

    ``policy`` is the one in force, where the caller has asked for it already.
    """
    asked = list(claims)
    if not asked:
        return {}
    read = read_all(session, asked, Serves.TRUTH, policy)
    cited = cited_by(read.links)
    found: dict[int, Weighing] = {}
    rests: dict[int, Rest] = {}
    for claim in earlier_first(read.claims, read.links):
        alike = likeness(read, claim, rests)
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


def said_shortfalls(
    session: Session,
    claims: Iterable[Claim],
    verdict: Said | None = None,
    *,
    heard: Mapping[tuple[int, int], Heard] = MappingProxyType({}),
) -> dict[int, Words | None]:
    """Say, by number, what each claim lacks for the answer to who said it: ``verdict``, or the one it has.

    ``heard`` is in whose mouth a piece has a claim's words, by both their numbers: asked when an answer is given, not
    when it is looked at again.
    """
    rows = list(claims)
    read = read_all(session, rows, Serves.SAID)
    return {
        claim.id: said_rules.shortfall(
            verdict or claim.said,
            _said_evidence(session, read, claim, heard),
            read.ties,
            speaker=standing(claim.source_id, read.within.stands_for),
            carriers=frozenset(_carriers(read, claim)),
            attempts=claim_rows.attempts(session, claim.id),
            claim=claim.id,
        )
        for claim in rows
    }


def said_evidence(session: Session, claim: Claim, verdict: Said) -> tuple[int, ...]:
    """Return the standing pieces on which an answer to who said it rests."""
    wanted = {Said.VERIFIED: Stance.SUPPORTS, Said.MISQUOTED: Stance.REFUTES}.get(verdict)
    links = links_of(session, [claim], Serves.SAID)[claim.id]
    return tuple(sorted({link.evidence_id for link in links if link.stance is wanted}))


def _carriers(read: Read, claim: Claim) -> Iterator[int]:
    """Yield those who carried a claim, the agency among them whose copy the article is."""
    carried = [hop.source_id for hop in claim.hops if hop.role is not HopRole.SPEAKER]
    for number in (*carried, claim.article.agency_id):
        if number is not None:
            yield read.within.standing(number)


def _said_evidence(
    session: Session, read: Read, claim: Claim, heard: Mapping[tuple[int, int], Heard]
) -> list[said_rules.SaidEvidence]:
    alike, links = likeness(read, claim, {}), read.links[claim.id]
    own = texts_of_article(session, claim, links, read.sketches, read.short_runs)
    return [
        said_rules.SaidEvidence(
            _origin(read, claim, link, alike, {}),
            link.excerpt is not None,
            of_article=link.evidence_id in own,
            lacks_words=_lacks_words(claim, link),
            is_note=is_note(link.evidence.name, link.evidence.url),
            heard=heard.get((claim.id, link.evidence_id)),
        )
        for link in links
    ]


def _lacks_words(claim: Claim, link: EvidenceLink) -> bool:
    """Tell whether the passage of a piece that is to bear a quotation out has not its words."""
    if claim.quote is not Quote.DIRECT or link.stance is not Stance.SUPPORTS or link.excerpt is None:
        return False
    return lacks_the_words(claim.text, link.excerpt)


def _weigh_one(
    sources: ClaimSources, origins: Sequence[EvidenceOrigin], ties: Ties, *, answered: set[int], opposed: bool
) -> Weighing:
    supporting = independent_origins(sources, origins, ties, stance=Stance.SUPPORTS)
    refuting = independent_origins(sources, origins, ties, stance=Stance.REFUTES)
    return Weighing(
        supporting=supporting,
        refuting=refuting,
        unanswered_against=tuple(number for number in refuting.standing if number not in answered),
        unanswered_for=tuple(number for number in supporting.standing if number not in answered),
        doubted=opposed or bool(refuting.weighed),
        laid=Laid(sources, origins, ties),
    )


def _claim_sources(read: Read, claim: Claim) -> ClaimSources:
    within = read.within
    speaker = standing(claim.source_id, within.stands_for)
    agency = standing(claim.article.agency_id, within.stands_for)
    doubts = Doubts(
        caveated=any(doubt_stands(one.confidence, one.state) for one in claim.caveats),
        hearsay=claim.firsthand is Firsthand.NO,
        unread=claim.own_voice is None,
        speaker_unnamed=claim.own_voice is False and (speaker is None or read.ties.sources[speaker].unnamed),
    )
    if_doubted = _with_doubts_let_go(claim, doubts)
    tags = read.tags.get(claim.id, frozenset())
    asked = read.policy.asked_of(doubts, nature=claim.nature, tags=tags)
    to_refute = read.policy.asked_of(Doubts(), nature=claim.nature, tags=tags)
    sides: dict[PartySide, set[int]] = {side: set() for side in PartySide}
    for party in read.parties[claim.id]:
        sides[party.side].add(within.standing(party.source_id))
    # What nobody read may be the outlet's own, and is held against it as if it were.
    outlet = standing(claim.article.outlet_id, within.stands_for) if claim.own_voice is None else speaker
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
        lookup=read.policy.claimant_looked_up,
        accused=frozenset(sides[PartySide.ACCUSED]),
        favoured=frozenset(sides[PartySide.FAVOURED]),
        required_if_doubted=(
            read.policy.asked_of(if_doubted, nature=claim.nature, tags=tags).origins if if_doubted != doubts else None
        ),
        outlet_unknown=claim.own_voice is not False and outlet is None,
    )


def _with_doubts_let_go(claim: Claim, doubts: Doubts) -> Doubts:
    """Return why a claim would need more origins if nobody had let go of what the article doubts."""
    let_go = {
        one.kind
        for one in claim.caveats
        if one.state is LinkState.REJECTED and doubt_stands(one.confidence, LinkState.PROPOSED)
    }
    hearsay = doubts.hearsay or CaveatKind.UNWITNESSED in let_go
    return replace(doubts, caveated=doubts.caveated or bool(let_go), hearsay=hearsay)


def _origin(read: Read, claim: Claim, link: EvidenceLink, alike: Alike, rests: Mapping[int, Rest]) -> EvidenceOrigin:
    piece = link.evidence
    cited = read.claims.get(piece.of_claim_id) if piece.of_claim_id is not None else None
    found = EvidenceOrigin(
        number=piece.id,
        digest=piece.digest,
        source=standing(cited.source_id if cited is not None else piece.source_id, read.within.stands_for),
        basis=link.basis,
        stance=link.stance,
        on=piece.dated or link.added_at.date(),
        also_on=(link.added_at.date(),) if piece.dated is not None and not piece.dated_shown else (),
        dated=piece.dated is not None,
        dated_because=piece.dated_because if not piece.dated_shown else None,
        unread=_is_unread(read, piece),
        hidden=_is_hidden(read, piece),
        relying_on=tuple(read.within.standing(one.source_id) for one in piece.relied_on),
        copy_of=alike.copy_of.get(piece.id),
        is_the_article=piece.id in alike.of_article,
        in_their_words=_claimants_word(read, claim, link.excerpt),
        credibility=link.credibility,
    )
    if cited is None:
        return found
    return replace(found, earlier=_earlier(read, claim, cited, found, alike, rests.get(cited.id, NOTHING)))


def _claimants_word(read: Read, claim: Claim, passage: str | None) -> str | None:
    speaker = standing(claim.source_id or claim.article.outlet_id, read.within.stands_for)
    return claimants_word(read.ties, speaker, passage) if passage is not None and speaker is not None else None


def claimants_word(ties: Ties, claimant: int, passage: str) -> str | None:
    """Return the words by which a passage gives what it says as the word of a claimant or of their house."""
    wholes = (one.other for one in ties.outward.get(claimant, ()) if one.kind in BELONGING)
    names = tuple(dict.fromkeys(ties.name(number) for number in (claimant, *wholes)))
    facts = ties.sources.get(claimant)
    return anothers_word(passage, names, person=facts is not None and facts.kind is SpeakerKind.PERSON)


def carriers_word(laid: Laid, evidence: int, passage: str) -> str | None:
    """Return the words by which a passage gives what it says as the report of who carried the claim; None where none.

    What a carrier itself has on record is its own, and is asked elsewhere.
    """
    carried = sorted(laid.claim.carriers | ({laid.claim.agency} if laid.claim.agency is not None else set()))
    own = {piece.source for piece in laid.evidence if piece.number == evidence}
    found = (claimants_word(laid.ties, number, passage) for number in carried if number not in own)
    return next(filter(None, found), None)


def _is_unread(read: Read, piece: Evidence) -> bool:
    """Tell whether a piece has no words to compare, and nobody compared it."""
    words = read.sketches.get(piece.id)
    has_words = piece.of_claim_id is not None or (words is not None and bool(words.runs))
    return not has_words and piece.compared_because is None


def _is_hidden(read: Read, piece: Evidence) -> bool:
    """Tell whether a piece has words that cannot be compared, and nobody compared it."""
    words = read.sketches.get(piece.id)
    return words is not None and not words.runs and piece.id not in read.short_runs and piece.compared_because is None


def _earlier(read: Read, claim: Claim, cited: Claim, piece: EvidenceOrigin, alike: Alike, rest: Rest) -> Earlier:
    claims = {cited.id} | rest.claims
    stands = Cited(
        cited.id,
        cited.status,
        overridden=cited.overridden,
        carried=rest.carried,
        reworded=digest_of(words_of(cited)) != piece.digest,
        same_story=tuple(sorted(one for one in claims if same_story(read, claim, read.claims[one]))),
        repeated=tuple(sorted(one for one in claims if frozenset({one, claim.id}) in read.repeats)),
        on_the_article=min(rest.pieces & alike.of_article, default=None),
    )
    return Earlier(
        cited.id,
        unfit(stands),
        (*_carried(read, cited, piece.on), *rest.grounds),
        frozenset(alike.copy_of.get(number, number) for number in rest.pieces),
    )


def _carried(read: Read, cited: Claim, on: date) -> Iterator[Ground]:
    """Yield those who carried an earlier claim, which rests on them as well."""
    for number in (*(hop.source_id for hop in cited.hops), cited.article.agency_id):
        if number is not None:
            yield Ground(read.within.standing(number), on)
