"""Look at pieces of evidence: list them, show one, name what may be lent to other claims."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from claimtrack.db import evidence_rows
from claimtrack.db.models import Corroboration, Evidence
from claimtrack.db.relations import families, reliabilities
from claimtrack.errors import NotFound, not_there
from claimtrack.reading.captures.chosen_pages import page_meant
from claimtrack.reading.machines import is_machines, machine_told, moments_told
from claimtrack.remedies import Step
from claimtrack.reports.model import Terms
from claimtrack.rules.grades import grade, grade_told
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.passages import of_link
from claimtrack.services.evidence.unpacked import is_hidden
from claimtrack.services.paging import WHOLE, Page, Window
from claimtrack.services.timestamps.listing import told
from claimtrack.vocabulary import Basis, Reliability, Serves, Stance, Visibility


def no_evidence(number: int) -> NotFound:
    """Return the error for a piece of evidence that is not there."""
    return not_there(f"no evidence {number}", Step.EVIDENCE_LIST)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece in a listing. ``claims`` are those it stands for, ``withdrawn`` those it was withdrawn from.

    ``relying_on`` names whom this one piece relies on; ``dated`` is the day it was made, where that is on record,
    ``dated_shown`` whether anything shows that, and ``dated_because`` how somebody knows; ``uncompared`` that it has no
    text by which copies are known, and that nobody compared it;
    ``of_claim`` the earlier claim that it is, and ``source`` then whoever says that; ``reliability`` the grade of its
    source, where it has one; ``stamps`` what timestamps say of it; ``terms`` how it may be used.
    """

    number: int
    name: str
    source: str | None
    media_type: str
    size: int
    digest: str
    url: str | None
    added_by: str
    claims: tuple[int, ...]
    withdrawn: tuple[int, ...]
    links: tuple["LinkRow", ...]
    relying_on: tuple[str, ...]
    dated: date | None
    dated_shown: bool
    dated_because: str | None
    uncompared: bool
    of_claim: int | None
    reliability: Reliability | None
    terms: Terms
    stamps: tuple[str, ...] = ()

    @property
    def visibility(self) -> Visibility:
        """Who gets to see it."""
        return self.terms.visibility

    @property
    def grades(self) -> tuple[tuple[int, str], ...]:
        """The claims for which it stands, each with its grade as it is written there, where one was given."""
        standing = [
            (link.claim, grade(self.reliability, link.credibility)) for link in self.links if not link.withdrawn
        ]
        return tuple((claim, written) for claim, written in standing if written is not None)


def terms_of(piece: Evidence) -> Terms:
    """Return how a piece may be used, as the table has it."""
    return Terms(
        piece.rights,
        piece.consent,
        piece.consent_by,
        piece.consent_extent,
        piece.risk,
        piece.harmed,
        piece.visibility,
    )


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What a piece does for one claim; ``graded`` tells its grade there in words, where one was given.

    ``discrepancies`` are what the claim says and the passage does not; ``page`` is the excerpt's, of a PDF.
    """

    claim: int
    stance: Stance
    serves: Serves
    basis: Basis
    excerpt: str | None
    place: str | None
    note: str | None
    answer: str | None
    withdrawn: bool
    credibility: int | None
    graded: str | None
    discrepancies: tuple[str, ...]
    page: int | None = None


def listing(desk: Desk, window: Window = WHOLE, *, claims: Sequence[int] = ()) -> Page[EvidenceRow]:
    """Return a page of the pieces on record, of these claims or of all, each once; raises NotFound."""
    with reading(desk) as session:
        all_of(session, claims)
        found = evidence_rows.all_evidence(session, claims=claims, limit=window.limit, offset=window.offset)
        graded = _graded(session, found)
        stamps = told(session, (piece.digest for piece in found))
        rows = [_row(piece, graded, stamps.get(piece.digest, ())) for piece in found]
        return Page.of(window, rows, lambda: evidence_rows.evidence_count(session, claims=claims))


def shown(desk: Desk, number: int) -> EvidenceRow:
    """Return one piece; raises NotFound."""
    with reading(desk) as session:
        piece = evidence_rows.evidence(session, number)
        if piece is None:
            raise no_evidence(number)
        stamps = told(session, [piece.digest])
        return _row(piece, _graded(session, [piece]), stamps.get(piece.digest, ()))


@dataclass(frozen=True, slots=True)
class Lent:
    """A piece that stands for a claim and may stand for another one, too."""

    piece: int
    name: str
    claim: int


def lent(desk: Desk, claims: Iterable[int], *, to: int) -> list[Lent]:
    """Return the pieces that stand for any of these claims and do not yet stand for ``to``, each once."""
    with reading(desk) as session:
        there = {link.evidence_id for link in evidence_rows.standing_links(session, [to])}
        found: dict[int, Lent] = {}
        for link in evidence_rows.standing_links(session, claims):
            if link.evidence_id not in there:
                found.setdefault(link.evidence_id, Lent(link.evidence_id, link.evidence.name, link.claim_id))
        return list(found.values())


def newest(comparisons: Iterable[Corroboration]) -> list[Corroboration]:
    """Return what holds of a piece: of each other capture that it was held against, the newest comparison."""
    return list({one.other_id: one for one in comparisons}.values())


def place(start: int | None, end: int | None, page: int | None, read_as: str | None = None) -> str | None:
    """Say where an excerpt stands, in words; ``read_as`` is how the file was read, which may be by a machine."""
    if start is None or end is None:
        return None
    where = f"characters {start} to {end}"
    if page is not None:
        where = f"page {page}, {where}"
    meant = page_meant(read_as)
    if meant is not None:
        return f"{where} of {meant}"
    if read_as is None or not is_machines(read_as):
        return where
    return ", ".join(one for one in (where, moments_told(read_as), machine_told(read_as)) if one is not None)


def source_name(piece: Evidence) -> str | None:
    """Name whom a piece comes from; an earlier claim comes from whoever says it."""
    source = piece.of_claim.source if piece.of_claim is not None else piece.source
    return source.name if source is not None else None


def file_name(name: str, number: int) -> str:
    """Return the last part of a file's or page's name, harmless as a file name."""
    last = re.split(r"[/\\\\]", name.rstrip("/"))[-1]
    return re.sub(r"[^\w.-]+", "-", last).strip(".-") or f"evidence-{number}"


def _graded(session: Session, pieces: Sequence[Evidence]) -> dict[int, Reliability]:
    sources = {piece.source_id for piece in pieces if piece.source_id is not None}
    return reliabilities(session, sources, families(session))


def _row(piece: Evidence, graded: Mapping[int, Reliability], stamps: tuple[str, ...]) -> EvidenceRow:
    reliability = graded.get(piece.source_id) if piece.source_id is not None else None
    links = tuple(
        LinkRow(
            claim=link.claim_id,
            stance=link.stance,
            serves=link.serves,
            basis=link.basis,
            excerpt=link.excerpt,
            place=place(link.excerpt_start, link.excerpt_end, link.page, link.charset),
            note=link.note,
            answer=link.answer,
            withdrawn=link.withdrawn_at is not None,
            credibility=link.credibility,
            graded=grade_told(reliability, link.credibility),
            discrepancies=of_link(link),
            page=link.page,
        )
        for link in piece.links
    )
    return EvidenceRow(
        number=piece.id,
        name=piece.name,
        source=source_name(piece),
        media_type=piece.media_type,
        size=piece.size,
        digest=piece.digest,
        url=piece.url,
        added_by=piece.added_by.name,
        claims=tuple(sorted({link.claim for link in links if not link.withdrawn})),
        withdrawn=tuple(sorted({link.claim for link in links if link.withdrawn})),
        links=links,
        relying_on=tuple(one.source.name for one in piece.relied_on),
        dated=piece.dated,
        dated_shown=bool(piece.dated_shown),
        dated_because=piece.dated_because,
        uncompared=piece.of_claim_id is None
        and (not piece.sketch or is_hidden(piece.sketch, piece.short_runs))
        and piece.compared_because is None,
        of_claim=piece.of_claim_id,
        reliability=reliability,
        stamps=stamps,
        terms=terms_of(piece),
    )
