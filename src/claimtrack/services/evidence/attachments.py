"""Evidence: attach bytes to claims, withdraw them, correct whom they come from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claimtrack.db import evidence_rows, relations, source_rows
from claimtrack.db.models import Claim, Evidence, EvidenceLink, EvidenceReliesOn, Source
from claimtrack.db.seen import hides_evidence
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError, require_reason
from claimtrack.events.evidence import EvidenceSourceChanged, EvidenceWithdrawn
from claimtrack.remedies import Blank, Field, Step, do, fields
from claimtrack.services.claims import Seen, all_of, changed, open_to_more
from claimtrack.services.desk import Act
from claimtrack.services.evidence.days import put_day
from claimtrack.services.evidence.linking import as_there, attach_to, refuse_doubles
from claimtrack.services.evidence.lookalikes import Alike, alike_on_record
from claimtrack.services.evidence.offers import Bearing, Examined, Offered, kept_and_read, refuse_no_grade
from claimtrack.services.evidence.passages import of_passage
from claimtrack.services.evidence.pieces import no_evidence, place, source_name
from claimtrack.services.keeping import still_kept
from claimtrack.services.names import alike, source_key
from claimtrack.services.sources.sources import named_by_hand, named_or_new
from claimtrack.services.weighing.consequences import Reopened, settle
from claimtrack.services.weighing.earlier_claims import refuse_circle, words_of
from claimtrack.services.weighing.weighing import weigh
from claimtrack.vocabulary import Basis, Serves, SpeakerKind, Status


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet or agency that a text credits, and whether there is a source of that name."""

    name: str
    on_record: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """What was attached. ``again`` says that the bytes were on record already.

    ``worth`` says of an earlier claim whether it counts for the claims, and why not. ``credits`` are those whom the
    piece's own text credits for what it tells, and on whom it is not on record as relying: for a person to judge.
    ``discrepancies`` are what claims say, by number, and the passage does not. ``already`` are those of several claims
    for which it stood before, and where it was left as it is. ``alike`` are pictures on record that this one is nearly,
    ``unlike`` says of a picture why it was compared with none.
    """

    number: int
    digest: str
    media_type: str
    size: int
    source: str | None
    place: str | None
    again: bool
    claims: tuple[int, ...]
    reopened: tuple[Reopened, ...]
    worth: tuple[str, ...] = ()
    credits: tuple["Credit", ...] = ()
    discrepancies: tuple[tuple[int, str], ...] = ()
    already: tuple[int, ...] = ()
    alike: tuple[Alike, ...] = ()
    unlike: str | None = None


def attach(act: Act, seen: Seen, examined: Examined) -> Attached:
    """Attach bytes that were examined and kept to claims. All or none.

    Raises ForbiddenMove when the same bytes are on record as another source's, or attached to the claim already.
    """
    claims = open_to_more(act, seen)
    source = source_of(act, examined.bearing, claims[0])
    piece = evidence_rows.evidence_with_digest(act.session, examined.digest)
    again = piece is not None
    if piece is None:
        piece = _new_piece(act, examined, source=source)
        piece.sketch, piece.short_runs = examined.sketch, examined.short_runs
        piece.looks = examined.looks.kept
    if again and source is not None:
        refuse_doubles(act, piece, claims, examined.bearing.serves)
    refuse_other_source(act, piece, source)
    if piece.of_claim_id is not None:
        refuse_circle(act.session, piece.of_claim_id, claims)
    attached = _attach(act, claims, piece, examined, again=again)
    return replace(
        attached,
        credits=tuple(not_relied_on(act, piece, examined.credited)),
        alike=tuple(alike_on_record(act.session, piece.id, examined.looks.kept)),
        unlike=examined.looks.why_not,
    )


def attach_claim(act: Act, seen: Seen, number: int, bearing: Bearing) -> Attached:
    """Attach an earlier claim to claims; its number and its words are kept in the locker. All or none.

    It counts only while it stands, confirmed by evidence, and rests on all that it was confirmed by. Raises
    ForbiddenMove for a claim that rests on one of those it is to be evidence for, naming the circle.
    """
    if bearing.source is not None or bearing.serves is not Serves.TRUTH or bearing.basis is not Basis.RECORD:
        raise UsageError(
            "an earlier claim comes from whoever says it, knows what its own evidence knows, and bears on whether "
            "something is true; leave " + fields("source", "basis", "serves", last="and") + " out"
        )
    refuse_no_grade(bearing.credibility)
    claims = open_to_more(act, seen)
    (cited,) = all_of(act.session, [number])
    if cited.status is Status.WITHDRAWN:
        raise ForbiddenMove(
            f"claim {number} is withdrawn and says nothing for or against another; name the claim that stands"
        )
    refuse_circle(act.session, number, claims)
    words = Offered(words_of(cited), f"claim {number}", charset="utf-8", media_type="text/plain")
    examined = kept_and_read(act.desk, words, bearing)
    piece = evidence_rows.evidence_with_digest(act.session, examined.digest)
    again = piece is not None
    if piece is None:
        piece = _new_piece(act, examined, source=None)
        piece.of_claim = cited
    if piece.of_claim_id != number and again:
        raise ForbiddenMove(
            f"the words of claim {number} are on record as evidence {piece.id}, which is a file of its own"
        )
    return _attach(act, claims, piece, examined, again=again)


def _attach(act: Act, claims: Sequence[Claim], piece: Evidence, examined: Examined, *, again: bool) -> Attached:
    bearing = examined.bearing
    claims, already = _apart(act, claims, piece, bearing.serves)
    relying_on = rely(act, piece, bearing.relying_on, new=bearing.new_source)
    _date(act, piece, bearing, claims=claims, in_piece=examined.shows_day)
    for claim in claims:
        attach_to(act, claim, piece, bearing, examined.passage_for(claim.id), relying_on)
    reopened = settle(
        act,
        [*claims, *_others(piece, claims, changed=bool(relying_on) or bearing.dated is not None)],
        because=f"evidence {piece.id} that {bearing.stance.words} was attached",
    )
    return Attached(
        number=piece.id,
        digest=piece.digest,
        media_type=piece.media_type,
        size=piece.size,
        source=source_name(piece),
        place=_places(examined, claims),
        again=again,
        claims=tuple(claim.id for claim in claims),
        reopened=tuple(reopened),
        worth=_worth(act, claims, piece) if piece.of_claim_id is not None else (),
        discrepancies=tuple(
            (claim.id, words)
            for claim in claims
            for words in of_passage(
                claim, examined.passage_for(claim.id).text, stance=bearing.stance, serves=bearing.serves
            )
        ),
        already=tuple(claim.id for claim in already),
    )


def stands_for(act: Act, piece: Evidence, claims: Sequence[Claim], serves: Serves) -> list[Claim]:
    """Return those of these claims for which a piece stands already, in this question."""
    links = evidence_rows.standing_links(act.session, [claim.id for claim in claims])
    held = {link.claim_id for link in links if link.evidence_id == piece.id and link.serves is serves}
    return [claim for claim in claims if claim.id in held]


def _apart(
    act: Act, claims: Sequence[Claim], piece: Evidence, serves: Serves
) -> tuple[Sequence[Claim], Sequence[Claim]]:
    """Part the claims to which a piece is to be attached from those, of several, where it is already."""
    already = stands_for(act, piece, claims, serves) if len(claims) > 1 else []
    return [claim for claim in claims if claim not in already], already


def _places(examined: Examined, claims: Sequence[Claim]) -> str | None:
    """Say where the excerpt stands; of a piece with one for each of several claims, say it for each."""
    found = {claim.id: examined.passage_for(claim.id) for claim in claims}
    words = {number: place(one.start, one.end, one.page, one.charset) for number, one in found.items()}
    if not examined.passages or len(words) == 1:
        return next(iter(words.values()), None)
    return "; ".join(f"{where} for claim {number}" for number, where in words.items() if where is not None) or None


def not_relied_on(act: Act, piece: Evidence, named: Sequence[str]) -> Iterator[Credit]:
    """Yield those of these names that are neither the piece's own source nor one that it is on record as relying on."""
    within = relations.families(act.session)
    known = [source for source in (piece.source, *(row.source for row in piece.relied_on)) if source is not None]
    family = within.all_of({within.standing(source.id) for source in known})
    names = [row.name for row in source_rows.sources_numbered(act.session, family).values()]
    for name in named:
        if not any(alike(name, other) for other in names):
            yield Credit(name, source_rows.source_with_key(act.session, source_key(name), None) is not None)


def _worth(act: Act, claims: Sequence[Claim], piece: Evidence) -> tuple[str, ...]:
    """Say of each claim what an earlier one is worth to it as things stand."""
    weighed = weigh(act.session, claims)
    sides = (side for claim in claims for side in (weighed[claim.id].supporting, weighed[claim.id].refuting))
    return tuple(dict.fromkeys(one.reason for side in sides for one in side.weighed if one.number == piece.id))


def carry(act: Act, number: int, seen: Seen, *, origin: int) -> tuple[list[int], list[Reopened]]:
    """Attach a piece to other claims with all that it does for claim ``origin``, where it stays.

    Gives the claims it stands for now, and the verdicts that fell. Raises NotFound for a piece that does not stand for
    ``origin``, ForbiddenMove for one that is attached already.
    """
    claims = open_to_more(act, seen)
    piece = existing(act, number)
    links = [link for link in piece.links if link.withdrawn_at is None]
    refuse_unlinked(number, links, [origin])
    if piece.of_claim_id is not None:
        refuse_circle(act.session, piece.of_claim_id, claims)
    for claim in claims:
        for link in links:
            if link.claim_id == origin:
                attach_to(act, claim, piece, *as_there(link), relying_on=())
    reopened = settle(act, claims, because=f"evidence {number} was attached")
    return [claim.id for claim in claims], reopened


def withdraw(act: Act, number: int, *, reason: str | None, claims: Sequence[int] = ()) -> list[Reopened]:
    """Withdraw a piece from the claims named, or from all it stands for; verdicts that rested on it reopen."""
    require_reason(reason, f"withdrawing evidence {number} takes a reason")
    because = f"evidence {number} was withdrawn: {reason}"
    piece = existing(act, number)
    links = [link for link in piece.links if link.withdrawn_at is None]
    if claims:
        all_of(act.session, claims)  # there, and for who acts to see
        refuse_unlinked(number, links, claims)
        links = [link for link in links if link.claim_id in claims]
    if not links:
        raise ForbiddenMove(f"evidence {number} is withdrawn already")
    return settle(act, take_off(act, piece, links, reason=reason or ""), because=because)


def take_off(act: Act, piece: Evidence, links: Iterable[EvidenceLink], *, reason: str) -> list[Claim]:
    """Let a piece no longer stand for what these links say; gives the claims, which are to be settled."""
    claims = []
    for link in links:
        link.withdrawn_at = act.at
        happened = EvidenceWithdrawn(evidence=piece.id, claim=link.claim_id, link=link.id, reason=reason)
        changed(act, link.claim, happened)
        claims.append(link.claim)
    return claims


def correct_source(
    act: Act, number: int, *, source: str, reason: str | None, new_source: bool = False
) -> tuple[str, list[Reopened]]:
    """Record that a piece comes from somebody else than was said; verdicts that counted it are weighed again."""
    piece = existing(act, number)
    require_reason(reason, f"correcting evidence {piece.id} takes a reason")
    refuse_claim(piece)
    standing = [link.claim for link in piece.links if link.withdrawn_at is None]
    article = standing[0].article_id if standing else None
    found = named_by_hand(act, source, article=article, new=new_source, kind=SpeakerKind.NONE)
    if found.id == piece.source_id:
        raise ForbiddenMove(f"evidence {piece.id} is recorded as from {found.name} already")
    before, piece.source = piece.source_id, found
    happened = EvidenceSourceChanged(evidence=piece.id, was_source=before, source=found.id, reason=reason or "")
    act.changes.append(happened)
    return found.name, settle(act, standing, because=f"evidence {piece.id} turned out to come from {found.name}")


def existing(act: Act, number: int) -> Evidence:
    """Return one piece inside a change; raises NotFound."""
    piece = evidence_rows.evidence(act.session, number)
    if piece is None:
        raise no_evidence(number)
    return piece


def source_of(act: Act, bearing: Bearing, claim: Claim) -> Source | None:
    """Find or record whom a piece is said to come from; raises as ``named_by_hand`` does."""
    if bearing.source is None:
        return None
    return named_by_hand(
        act, bearing.source, article=claim.article_id, new=bearing.new_source, kind=bearing.source_kind
    )


def _new_piece(act: Act, examined: Examined, *, source: Source | None) -> Evidence:
    still_kept(act, examined.digest)
    piece = Evidence(
        digest=examined.digest,
        size=examined.size,
        media_type=examined.media_type,
        name=examined.name,
        url=examined.url,
        source=source,
        added_by_id=act.reviewer.id,
        added_at=act.at,
    )
    act.session.add(piece)
    act.session.flush()
    return piece


def refuse_other_source(act: Act, piece: Evidence, source: Source | None) -> None:
    """Raise ForbiddenMove for a piece that is on record as from somebody else than ``source``."""
    if source is None or _standing(piece.source) == _standing(source):
        return
    if hides_evidence(act.session, piece.id):
        raise ForbiddenMove("you cannot attach these bytes as from them; ask an admin of this desk to see to it")
    correct = do(Step.EVIDENCE_SET, piece.id, source=Blank.NAME, reason=Blank.TEXT)
    if piece.source is None:
        raise ForbiddenMove(
            f"these bytes are evidence {piece.id}, on record as from nobody named; say whom with " + correct
        )
    raise ForbiddenMove(
        f"these bytes are evidence {piece.id}, on record as from {piece.source.name}; attach them with "
        + Field("source", piece.source.id)
        + ", or correct the record with "
        + correct
    )


def refuse_claim(piece: Evidence) -> None:
    """Raise ForbiddenMove for an earlier claim: whom it comes from, and how that knows, is on record with the claim."""
    if piece.of_claim_id is not None:
        raise ForbiddenMove(
            f"evidence {piece.id} is claim {piece.of_claim_id}: it comes from whoever says that, and knows "
            "what that rests on; "
            + do(Step.CORRECT, piece.of_claim_id, speaker=Blank.NAME)
            + " if somebody else says it"
        )


def _standing(source: Source | None) -> int | None:
    """Return the number of the source that a source, perhaps merged, stands for."""
    return (source.merged_into_id or source.id) if source is not None else None


def rely(act: Act, piece: Evidence, names: Sequence[str], *, new: bool) -> list[int]:
    """Note whom the piece relies on; gives those for whom that was not on record.

    With ``new`` a source that is not on record is put there, else it raises NotFound with what comes close.
    """
    known = {one.source_id for one in piece.relied_on}
    found = []
    for name in names:
        other = named_or_new(act, name, new=new, kind=SpeakerKind.NONE)
        if _standing(other) == _standing(piece.source):
            raise InvalidInput(f"{other.name} cannot rely on itself; name another source with " + Field("relies_on"))
        if other.id not in known:
            known.add(other.id)
            found.append(other.id)
            act.session.add(
                EvidenceReliesOn(evidence_id=piece.id, source_id=other.id, added_by_id=act.reviewer.id, added_at=act.at)
            )
    if found:
        act.session.flush()
        act.session.expire(piece, ["relied_on"])
    return found


def _date(act: Act, piece: Evidence, bearing: Bearing, *, claims: Sequence[Claim], in_piece: bool) -> None:
    if bearing.dated is None or piece.dated == bearing.dated:
        return
    if piece.dated is not None:
        raise ForbiddenMove(f"evidence {piece.id} is on record as of {piece.dated}; leave " + Field("dated") + " out")
    put_day(act, piece, bearing.dated, claims=claims, in_piece=in_piece, because=bearing.dated_because)


def _others(piece: Evidence, claims: Sequence[Claim], *, changed: bool) -> list[Claim]:
    """Return the other claims for which a piece stands, when what is known of the piece itself changed."""
    return (
        [link.claim for link in piece.links if link.withdrawn_at is None and link.claim not in claims]
        if changed
        else []
    )


def refuse_unlinked(number: int, links: Sequence[EvidenceLink], claims: Sequence[int]) -> None:
    """Raise NotFound for a claim that none of these links is to."""
    attached = {link.claim_id for link in links}
    for claim in claims:
        if claim not in attached:
            raise NotFound(f"evidence {number} is not attached to claim {claim}; " + do(Step.EVIDENCE_SHOW, number))
