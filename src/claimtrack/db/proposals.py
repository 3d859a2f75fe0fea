"""Find verdicts that wait, or waited, for a second person."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.orm import Session, joinedload

from claimtrack.db.chain import as_told
from claimtrack.db.chunks import chunks
from claimtrack.db.claim_rows import opposing_links
from claimtrack.db.keys import may_be_key
from claimtrack.db.models import Claim, Event, Evidence, EvidenceLink, Note, Proposal
from claimtrack.db.once import having
from claimtrack.events.actions import Action
from claimtrack.vocabulary import NoteKind, ProposalState, Serves


def open_on(session: Session, claims: Iterable[int]) -> list[Proposal]:
    """Return the proposals that are open on these claims, in the order in which they were made."""
    wanted = having(session, "proposal", sorted(set(claims)))
    found = (one for some in chunks(wanted) for one in _found(session, Proposal.claim_id.in_(some)))
    return sorted(found, key=lambda proposal: proposal.id)


def all_open(
    session: Session, *, article: int | None = None, limit: int | None = None, offset: int = 0
) -> list[Proposal]:
    """Return every open proposal, the oldest first, with its claim, or one page of them.

    ``article`` leaves out those of the others.
    """
    return _found(session, *_in_article(article), limit=limit, offset=offset)


def open_count(session: Session, *, article: int | None = None) -> int:
    """Count the open proposals."""
    query = select(func.count()).select_from(Proposal).join(Proposal.claim)
    return session.scalar(query.where(Proposal.state == ProposalState.OPEN, *_in_article(article))) or 0


def _in_article(article: int | None) -> list[ColumnElement[bool]]:
    if article is None:
        return []
    return [Claim.article_id == article if may_be_key(article) else false()]


def who_had_a_hand(session: Session, claim: int, pieces: Collection[int], *, serves: Serves) -> dict[int, set[int]]:
    """Give, by reviewer, which of these pieces they attached to the claim, brought on record, or put right since.

    For a piece that is an earlier claim, all that is attached to that claim is among them, and so on to the end.
    """
    people: dict[int, set[int]] = {}
    seen: set[int] = set()
    ahead = {claim: set(pieces)}
    while ahead:
        number, wanted = ahead.popitem()
        seen.add(number)
        query = (
            select(EvidenceLink.evidence_id, EvidenceLink.added_by_id, Evidence.added_by_id, Evidence.of_claim_id)
            .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
            .where(EvidenceLink.claim_id == number, EvidenceLink.serves == serves)
        )
        for piece, attached_by, brought_by, cited in session.execute(query):
            if number != claim or piece in wanted:
                for person in (attached_by, brought_by):
                    people.setdefault(person, set()).add(piece)
                if cited is not None and cited not in seen:
                    ahead[cited] = set()
    for person, piece in _put_right(session, seen, {piece for held in people.values() for piece in held}):
        people.setdefault(person, set()).add(piece)
    return people


def _put_right(session: Session, claims: Collection[int], pieces: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield who changed what was said of these pieces: whom each comes from, how it knows, how credible it is."""
    query = select(Event.id, Event.reviewer_id, Event.body).where(
        Event.claim_id.in_(claims) | Event.claim_id.is_(None), Event.action.in_(_PUTS_RIGHT)
    )
    for number, person, body in session.execute(query):
        kind, piece = as_told(number, body).subject
        if kind == "evidence" and piece in pieces:
            yield person, piece


_PUTS_RIGHT = (Action.EVIDENCE_SOURCE, Action.EVIDENCE_AMENDED, Action.EVIDENCE_REASSESSED)


def who_linked(session: Session, claim: int) -> set[int]:
    """Return the reviewers who made or accepted a link by which another claim speaks against this one, or it does."""
    return {link.judged_by_id for link in opposing_links(session, [claim]) if link.judged_by_id is not None}


def who_tried(session: Session, claim: int) -> set[int]:
    """Return the reviewers whose attempts on the claim are on record."""
    query = select(Note.reviewer_id).where(Note.claim_id == claim, Note.kind == NoteKind.ATTEMPT)
    return set(session.scalars(query))


def _found(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None, offset: int = 0
) -> list[Proposal]:
    query = (
        select(Proposal)
        .join(Proposal.claim)
        .where(Proposal.state == ProposalState.OPEN, *conditions)
        .order_by(Proposal.id)
        .options(joinedload(Proposal.claim), joinedload(Proposal.made_by))
        .offset(offset or None)
        .limit(limit)
    )
    return list(session.scalars(query))
