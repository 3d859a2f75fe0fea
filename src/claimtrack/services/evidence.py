"""Evidence: attach bytes to claims, withdraw them, correct whom they come from."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.db import finding
from claimtrack.db.chain import Change
from claimtrack.db.models import Claim, Evidence, EvidenceLink, EvidenceReliesOn, Source
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.extraction.values import SpeakerKind
from claimtrack.locker.excerpts import find_excerpt, nearest_passage
from claimtrack.reading.document import Document
from claimtrack.reading.read import read_document
from claimtrack.reading.sniff import media_type_of
from claimtrack.rules.copies import sketch
from claimtrack.rules.roles import Right
from claimtrack.rules.words import Basis, Serves, Stance
from claimtrack.services.claims import Seen, begin_review, changed, still_as_seen
from claimtrack.services.consequences import Reopened, settle
from claimtrack.services.desk import Act, Desk, acting, refuse_without
from claimtrack.services.pieces import MISSING, place
from claimtrack.services.sources import named_by_hand, named_or_new


@dataclass(frozen=True, slots=True)
class Offered:
    """Bytes offered as evidence: a file, a page, or a reviewer's own note."""

    data: bytes
    name: str
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the piece does for the claims, and how it knows. ``source`` is a number or a name.

    ``relying_on`` names whom this one piece relies on; ``credibility`` is 1 to 6 of the Admiralty code, where 6 says
    that nobody can judge; ``dated`` the day as of which its origins are asked, else the day when it was attached.
    """

    stance: Stance
    basis: Basis
    source: str | None
    serves: Serves = Serves.TRUTH
    excerpt: str | None = None
    note: str | None = None
    new_source: bool = False
    source_kind: SpeakerKind = SpeakerKind.NONE
    relying_on: tuple[str, ...] = ()
    credibility: int | None = None
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """What was attached. ``again`` says that the bytes were on record already."""

    number: int
    digest: str
    media_type: str
    size: int
    source: str | None
    place: str | None
    again: bool
    claims: tuple[int, ...]
    reopened: tuple[Reopened, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    charset: str | None = None


def attach(desk: Desk, seen: Seen, offered: Offered, bearing: Bearing) -> Attached:
    """Keep the bytes in the locker and attach them to claims. All or none.

    Raises InvalidInput when the excerpt is not in the text (showing the nearest passage) or no text can be read;
    ForbiddenMove when the same bytes are on record as another source's, or attached to the claim already.
    """
    if not offered.data:
        raise InvalidInput(f"{offered.name} is empty; there is nothing to attach")
    if bearing.credibility is not None and bearing.credibility not in range(1, 7):
        raise UsageError(
            f"credibility is a number from 1 to 6, not {bearing.credibility}; 6 says that nobody can judge"
        )
    if bearing.source is None and bearing.stance is not Stance.CONTEXT:
        raise UsageError("say whom the evidence comes from: --source NAME")
    refuse_without(desk, Right.REVIEW)
    digest = desk.locker.put(offered.data)
    media_type = media_type_of(offered.data, name=offered.name)
    document = _read(offered)
    passage = _passage(offered, document, bearing.excerpt)
    with acting(desk) as act:
        claims = still_as_seen(act, seen)
        source = _source(act, bearing, claims[0])
        piece = finding.evidence_with_digest(act.session, digest)
        again = piece is not None
        if piece is None:
            piece = _new_piece(act, offered, digest=digest, media_type=media_type, source=source)
            piece.sketch = sketch(document.text).as_bytes() if isinstance(document, Document) else None
        _refuse_other_source(piece, source)
        relying_on = _rely(act, piece, bearing)
        _date(piece, bearing.dated)
        for claim in claims:
            _link(act, claim, piece, bearing, passage, relying_on)
        reopened = settle(
            act,
            [*claims, *_others(piece, claims, changed=bool(relying_on) or bearing.dated is not None)],
            because=f"evidence {piece.id} that {_AGAINST[bearing.stance]} was attached",
        )
        return Attached(
            number=piece.id,
            digest=digest,
            media_type=piece.media_type,
            size=piece.size,
            source=piece.source.name if piece.source is not None else None,
            place=place(passage.start, passage.end, passage.page),
            again=again,
            claims=tuple(claim.id for claim in claims),
            reopened=tuple(reopened),
        )


def carry(desk: Desk, number: int, seen: Seen, *, origin: int) -> tuple[list[int], list[Reopened]]:
    """Attach a piece to other claims with all that it does for claim ``origin``, where it stays.

    Gives the claims it stands for now, and the verdicts that fell. Raises NotFound for a piece that does not stand for
    ``origin``, ForbiddenMove for one that is attached already.
    """
    with acting(desk) as act:
        claims = still_as_seen(act, seen)
        piece = existing(act, number)
        links = [link for link in piece.links if link.withdrawn_at is None]
        _refuse_unlinked(number, links, [origin])
        for claim in claims:
            for link in links:
                if link.claim_id == origin:
                    _link(act, claim, piece, *_as_there(link), relying_on=())
        reopened = settle(act, claims, because=f"evidence {number} was attached")
        return [claim.id for claim in claims], reopened


def withdraw(desk: Desk, number: int, *, reason: str | None, claims: Sequence[int] = ()) -> list[Reopened]:
    """Withdraw a piece from the claims named, or from all it stands for; verdicts that rested on it reopen."""
    if not (reason or "").strip():
        raise ForbiddenMove(f"withdrawing evidence {number} takes a reason; say --reason TEXT")
    because = f"evidence {number} was withdrawn: {reason}"
    with acting(desk) as act:
        piece = existing(act, number)
        links = [link for link in piece.links if link.withdrawn_at is None]
        if claims:
            _refuse_unlinked(number, links, claims)
            links = [link for link in links if link.claim_id in claims]
        if not links:
            raise ForbiddenMove(f"evidence {number} is withdrawn already")
        for link in links:
            link.withdrawn_at = act.at
            change = Change(
                "evidence.withdrawn",
                ("evidence", number),
                claim=link.claim_id,
                before={"evidence": number, "link": link.id},
                after={},
                texts={"reason": reason or ""},
            )
            changed(act, link.claim, change)
        return settle(act, [link.claim for link in links], because=because)


def correct_source(
    desk: Desk, number: int, *, source: str, reason: str | None, new_source: bool = False
) -> tuple[str, list[Reopened]]:
    """Record that a piece comes from somebody else than was said; verdicts that counted it are weighed again."""
    if not (reason or "").strip():
        raise ForbiddenMove(f"correcting evidence {number} takes a reason; say --reason TEXT")
    with acting(desk) as act:
        piece = existing(act, number)
        standing = [link.claim for link in piece.links if link.withdrawn_at is None]
        article = standing[0].article_id if standing else None
        found = named_by_hand(act, source, article=article, new=new_source, kind=SpeakerKind.NONE)
        if found.id == piece.source_id:
            raise ForbiddenMove(f"evidence {number} is recorded as from {found.name} already")
        before, piece.source = piece.source_id, found
        change = Change(
            "evidence.source",
            ("evidence", number),
            before={"source": before},
            after={"source": found.id},
            texts={"reason": reason or ""},
        )
        act.changes.append(change)
        reopened = settle(act, standing, because=f"evidence {number} turned out to come from {found.name}")
        return found.name, reopened


def existing(act: Act, number: int) -> Evidence:
    """Give one piece inside a change; raises NotFound."""
    piece = finding.evidence(act.session, number)
    if piece is None:
        raise NotFound(MISSING.format(number))
    return piece


_AGAINST = {Stance.SUPPORTS: "supports it", Stance.REFUTES: "refutes it", Stance.CONTEXT: "gives context"}


def _read(offered: Offered) -> Document | InvalidInput:
    """Read the text; gives why not, where there is none: evidence may be a film."""
    try:
        return read_document(offered.data, name=offered.name, charset=offered.charset)
    except InvalidInput as error:
        return error


def _passage(offered: Offered, document: Document | InvalidInput, excerpt: str | None) -> _Passage:
    if excerpt is None:
        return _Passage()
    if isinstance(document, InvalidInput):
        raise InvalidInput(
            f"no text can be read from {offered.name}, so an excerpt cannot be found in it ({document}); "
            "leave --excerpt out and say in --note where to look"
        ) from document
    found = find_excerpt(document.text, excerpt)
    if found is None:
        nearest = nearest_passage(document.text, excerpt)
        hint = f'; the nearest passage is: "{nearest}"' if nearest else ""
        raise InvalidInput(f'the excerpt is not in {offered.name}: "{excerpt}"{hint}; copy it from there word by word')
    start, end = found
    page = bisect_right(document.pages, start) if document.pages else None
    return _Passage(document.text[start:end], start, end, page, offered.charset)


def _source(act: Act, bearing: Bearing, claim: Claim) -> Source | None:
    if bearing.source is None:
        return None
    return named_by_hand(
        act, bearing.source, article=claim.article_id, new=bearing.new_source, kind=bearing.source_kind
    )


def _new_piece(act: Act, offered: Offered, *, digest: str, media_type: str, source: Source | None) -> Evidence:
    piece = Evidence(
        digest=digest,
        size=len(offered.data),
        media_type=media_type,
        name=offered.name,
        url=offered.url,
        source=source,
        added_by_id=act.reviewer.id,
        added_at=act.at,
    )
    act.session.add(piece)
    act.session.flush()
    return piece


def _refuse_other_source(piece: Evidence, source: Source | None) -> None:
    if source is None or _standing(piece.source) == _standing(source):
        return
    correct = f"`claimtrack evidence set {piece.id} --source NAME --reason TEXT`"
    if piece.source is None:
        raise ForbiddenMove(
            f"these bytes are evidence {piece.id}, on record as from nobody named; say whom with {correct}"
        )
    raise ForbiddenMove(
        f"these bytes are evidence {piece.id}, on record as from {piece.source.name}; attach them with "
        f"--source {piece.source.id}, or correct the record with {correct}"
    )


def _standing(source: Source | None) -> int | None:
    """Give the number of the source that a source, perhaps merged, stands for."""
    return (source.merged_into_id or source.id) if source is not None else None


def _rely(act: Act, piece: Evidence, bearing: Bearing) -> list[int]:
    """Note whom the piece relies on; gives those for whom that was not on record."""
    known = {one.source_id for one in piece.relied_on}
    new = []
    for name in bearing.relying_on:
        other = named_or_new(act, name, new=bearing.new_source, kind=SpeakerKind.NONE)
        if _standing(other) == _standing(piece.source):
            raise InvalidInput(f"{other.name} cannot rely on itself; name another source with --relies-on")
        if other.id not in known:
            known.add(other.id)
            new.append(other.id)
            act.session.add(
                EvidenceReliesOn(evidence_id=piece.id, source_id=other.id, added_by_id=act.reviewer.id, added_at=act.at)
            )
    if new:
        act.session.flush()
        act.session.expire(piece, ["relied_on"])
    return new


def _date(piece: Evidence, dated: date | None) -> None:
    if dated is None or piece.dated == dated:
        return
    if piece.dated is not None:
        raise ForbiddenMove(f"evidence {piece.id} is on record as of {piece.dated}; leave --dated out")
    piece.dated = dated


def _others(piece: Evidence, claims: Sequence[Claim], *, changed: bool) -> list[Claim]:
    """Give the other claims for which a piece stands, when what is known of the piece itself changed."""
    return (
        [link.claim for link in piece.links if link.withdrawn_at is None and link.claim not in claims]
        if changed
        else []
    )


def _link(
    act: Act, claim: Claim, piece: Evidence, bearing: Bearing, passage: _Passage, relying_on: Sequence[int]
) -> None:
    standing = finding.standing_links(act.session, [claim.id])
    if any(link.evidence_id == piece.id and link.serves is bearing.serves for link in standing):
        raise ForbiddenMove(
            f"evidence {piece.id} is attached to claim {claim.id} already; to change what it does there, "
            f"`claimtrack evidence withdraw {piece.id} --claim {claim.id} --reason TEXT` first"
        )
    begin_review(act, claim)
    link = EvidenceLink(
        evidence=piece,
        claim=claim,
        stance=bearing.stance,
        serves=bearing.serves,
        basis=bearing.basis,
        note=bearing.note,
        excerpt=passage.text,
        excerpt_start=passage.start,
        excerpt_end=passage.end,
        page=passage.page,
        charset=passage.charset,
        added_by_id=act.reviewer.id,
        added_at=act.at,
        credibility=bearing.credibility,
    )
    act.session.add(link)
    act.session.flush()
    words = {"name": piece.name, "url": piece.url, "note": bearing.note, "excerpt": passage.text}
    change = Change(
        "evidence.attached",
        ("evidence", piece.id),
        claim=claim.id,
        after={
            "evidence": piece.id,
            "link": link.id,
            "digest": piece.digest,
            "size": piece.size,
            "source": piece.source_id,
            "stance": bearing.stance.value,
            "serves": bearing.serves.value,
            "basis": bearing.basis.value,
            "excerpt": [passage.start, passage.end] if passage.start is not None else None,
            "page": passage.page,
            "relying_on": list(relying_on),
            "credibility": bearing.credibility,
            "dated": bearing.dated.isoformat() if bearing.dated is not None else None,
            "sketch": hashlib.sha256(piece.sketch).hexdigest() if piece.sketch is not None else None,
        },
        texts={field: text for field, text in words.items() if text is not None},
    )
    changed(act, claim, change)


def _as_there(link: EvidenceLink) -> tuple[Bearing, _Passage]:
    """Give what a piece does for a claim, to be said of another one as well."""
    bearing = Bearing(
        link.stance, link.basis, source=None, serves=link.serves, note=link.note, credibility=link.credibility
    )
    return bearing, _Passage(link.excerpt, link.excerpt_start, link.excerpt_end, link.page, link.charset)


def _refuse_unlinked(number: int, links: Sequence[EvidenceLink], claims: Sequence[int]) -> None:
    attached = {link.claim_id for link in links}
    for claim in claims:
        if claim not in attached:
            raise NotFound(f"evidence {number} is not attached to claim {claim}; `claimtrack evidence show {number}`")
