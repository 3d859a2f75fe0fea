"""Put right what was said of a piece of evidence: whom it comes from and relies on, how it knows, when it was made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.db import relations
from claimtrack.db.models import Evidence, EvidenceLink
from claimtrack.errors import ForbiddenMove, NotFound, UsageError, refuse_empty_reason, require_reason, says_why
from claimtrack.events.event import ABSENT
from claimtrack.events.evidence import EvidenceAmended, EvidenceCompared, EvidenceReassessed
from claimtrack.remedies import Blank, Field, Step, do, fields
from claimtrack.rules.records import is_note
from claimtrack.services.claims import changed
from claimtrack.services.desk import Act
from claimtrack.services.evidence.attachments import correct_source, existing, refuse_claim, refuse_unlinked, rely
from claimtrack.services.evidence.days import put_day
from claimtrack.services.evidence.offers import refuse_no_grade
from claimtrack.services.evidence.unpacked import is_hidden
from claimtrack.services.sources.sources import existing as existing_source
from claimtrack.services.weighing.consequences import Reopened, settle
from claimtrack.vocabulary import VERDICTS, Basis, Said, Serves

_OF_PIECE = ("source", "relies_on", "no_relies_on", "basis", "credibility", "dated", "compared")


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is to be said of a piece from now on; None leaves a thing as it is.

    ``relies_on`` are named besides those on record, ``no_relies_on`` taken off. ``basis`` and ``credibility`` are what
    the piece is for single claims: for ``claims``, or where none is named for all that it stands for. ``shows_day``
    tells whether the piece shows the day; ``compared`` that somebody compared a piece without a readable text with the
    article and the other pieces, and that it is no copy.
    """

    source: str | None = None
    relies_on: tuple[str, ...] = ()
    no_relies_on: tuple[str, ...] = ()
    basis: Basis | None = None
    credibility: int | None = None
    dated: date | None = None
    claims: tuple[int, ...] = ()
    new_source: bool = False
    shows_day: bool = False
    compared: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be put right."""
        of_piece = self.source is not None or bool(self.relies_on) or bool(self.no_relies_on) or self.dated is not None
        return not (of_piece or self.compared) and self.basis is None and self.credibility is None


def amend(act: Act, number: int, amendment: Amendment, *, reason: str | None) -> tuple[str, list[Reopened]]:
    """Put right what was said of a piece; verdicts that it no longer carries reopen. All or none.

    Gives what is on record now, in a sentence, and the verdicts that fell. Raises ForbiddenMove without a reason where
    a verdict was given on a claim that it stands for, and where all of that is on record already; NotFound for whom it
    does not rely on, and for a claim that it does not stand for.
    """
    if amendment.is_empty:
        raise UsageError(
            "say what to put right: " + fields(*_OF_PIECE, "rights", "consent", "risk", "visibility", last="or")
        )
    refuse_no_grade(amendment.credibility)
    refuse_empty_reason(reason)
    piece = existing(act, number)
    links = [link for link in piece.links if link.withdrawn_at is None]
    _refuse_unreasoned(number, links, reason)
    told: list[str] = []
    reopened: list[Reopened] = []
    if amendment.source is not None:
        name, reopened = correct_source(
            act, number, source=amendment.source, reason=reason, new_source=amendment.new_source
        )
        told.append(f"is on record as from {name}")
    told += _amend_piece(act, piece, amendment, reason)
    if amendment.compared:
        told += _compare(act, piece, reason)
    told += _amend_links(act, piece, links, amendment, reason)
    if not told:
        raise ForbiddenMove(f"evidence {number} is on record like that already; nothing was changed")
    because = f"what is on record of evidence {number} was put right{f': {reason}' if reason else ''}"
    fallen = settle(act, [link.claim for link in links], because=because)
    return f"evidence {number} {', '.join(told)}", [*reopened, *fallen]


def _refuse_unreasoned(number: int, links: Sequence[EvidenceLink], reason: str | None) -> None:
    if says_why(reason):
        return
    for link in links:
        claim = link.claim
        if claim.status in VERDICTS or claim.said is not Said.UNCHECKED:
            verdict = claim.status if claim.status in VERDICTS else f"marked {claim.said}"
            raise ForbiddenMove(
                f"claim {claim.id} is {verdict.replace('_', ' ')}, and evidence {number} stands for it; say "
                + Field("reason", Blank.TEXT)
                + ", why it is put right"
            )


def _amend_piece(act: Act, piece: Evidence, amendment: Amendment, reason: str | None) -> list[str]:
    """Put right what holds of the piece whatever it stands for; gives what is on record now, as far as that is new."""
    before, was_dated = _relied_on(piece), piece.dated
    rely(act, piece, amendment.relies_on, new=amendment.new_source)
    _rely_no_more(act, piece, amendment.no_relies_on)
    if amendment.dated is not None and amendment.dated != was_dated:
        claims = [link.claim for link in piece.links if link.withdrawn_at is None]
        put_day(act, piece, amendment.dated, claims=claims, in_piece=amendment.shows_day, because=reason)
    after = _relied_on(piece)
    if (after, piece.dated) == (before, was_dated):
        return []
    happened = EvidenceAmended(
        evidence=piece.id,
        was_relying_on=before,
        was_dated=was_dated,
        relying_on=after,
        dated=piece.dated,
        dated_shown=piece.dated_shown if piece.dated != was_dated else ABSENT,
        why_dated=piece.dated_because if piece.dated != was_dated else None,
        reason=reason or None,
    )
    act.changes.append(happened)
    relies = "; ".join(row.source.name for row in piece.relied_on) or "nobody"
    told = [f"relies on {relies}"] if after != before else []
    return [*told, f"is dated {piece.dated}"] if piece.dated != was_dated else told


def _compare(act: Act, piece: Evidence, reason: str | None) -> list[str]:
    """Note that somebody compared a piece that the program cannot read; gives that in words where it is new."""
    require_reason(reason, f"that evidence {piece.id} was compared takes a reason")
    has_words = piece.short_runs is not None or piece.sketch is not None
    if has_words and not is_hidden(piece.sketch, piece.short_runs):
        raise ForbiddenMove(
            f"evidence {piece.id} has a text, which the program has compared itself; there is nothing to say by hand"
        )
    if piece.compared_because is not None:
        return []
    piece.compared_because = reason
    act.changes.append(EvidenceCompared(evidence=piece.id, compared=True, reason=reason))
    return ["was compared and is no copy"]


def _rely_no_more(act: Act, piece: Evidence, names: Sequence[str]) -> None:
    within = relations.families(act.session)
    for name in names:
        source = existing_source(act.session, name)
        rows = [row for row in piece.relied_on if within.standing(row.source_id) == within.standing(source.id)]
        if not rows:
            raise NotFound(
                f"it is not on record that evidence {piece.id} relies on {source.name}; "
                + do(Step.EVIDENCE_SHOW, piece.id)
                + " names those it does"
            )
        for row in rows:
            act.session.delete(row)
        act.session.flush()
        act.session.expire(piece, ["relied_on"])


def _amend_links(
    act: Act, piece: Evidence, links: Sequence[EvidenceLink], amendment: Amendment, reason: str | None
) -> list[str]:
    """Put right how the piece knows, and how credible it is, for claims; gives where that is new, in words."""
    refuse_unlinked(piece.id, links, amendment.claims)
    asked = [link for link in links if not amendment.claims or link.claim_id in amendment.claims]
    if amendment.basis is not None:
        refuse_claim(piece)
    if amendment.basis is Basis.VERBATIM:
        _refuse_no_record(piece, asked)
    return [words for link in asked for words in _amend_link(act, link, amendment, reason)]


def _refuse_no_record(piece: Evidence, asked: Sequence[EvidenceLink]) -> None:
    """Raise ForbiddenMove where a piece can be no verbatim record: a note, nobody's, or evidence of something else."""
    if is_note(piece.name, piece.url):
        raise ForbiddenMove(f"evidence {piece.id} is a note, and no verbatim record; attach the record itself")
    if piece.source_id is None:
        raise ForbiddenMove(
            f"nobody said who keeps evidence {piece.id}; say it with "
            + do(Step.EVIDENCE_SET, piece.id, source=Blank.NAME, reason=Blank.TEXT)
        )
    if not any(link.serves is Serves.SAID for link in asked):
        raise ForbiddenMove(
            f"evidence {piece.id} bears on whether something is true, and a verbatim record only shows what was said; "
            "attach it for that, too: "
            + do(Step.EVIDENCE_ADD, Blank.N, Blank.FILE, serves=Serves.SAID, basis=Basis.VERBATIM)
        )


def _amend_link(act: Act, link: EvidenceLink, amendment: Amendment, reason: str | None) -> Iterator[str]:
    basis, credibility = link.basis, link.credibility
    if amendment.basis is not Basis.VERBATIM or link.serves is Serves.SAID:
        link.basis = amendment.basis or basis
    link.credibility = amendment.credibility or credibility
    if (link.basis, link.credibility) == (basis, credibility):
        return
    happened = EvidenceReassessed(
        evidence=link.evidence_id,
        claim=link.claim_id,
        link=link.id,
        was_basis=basis,
        was_credibility=credibility,
        basis=link.basis,
        credibility=link.credibility,
        reason=reason or None,
    )
    changed(act, link.claim, happened)
    if link.basis is not basis:
        yield f"is {link.basis} for claim {link.claim_id}"
    if link.credibility != credibility:
        yield f"has the credibility {link.credibility} for claim {link.claim_id}"


def _relied_on(piece: Evidence) -> list[int]:
    return sorted(row.source_id for row in piece.relied_on)
