"""Gather all that is on record about claims into the values that `show` and `report` print."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from claimtrack.db import event_rows, finding, proposals
from claimtrack.db.chain import as_told
from claimtrack.db.contradictions import contradictions
from claimtrack.db.models import Claim, ClaimLink, ClaimParty, EvidenceLink
from claimtrack.db.relations import families, reliabilities
from claimtrack.db.tags import tag_names_of
from claimtrack.events.actions import Action
from claimtrack.reports.model import (
    CaveatLine,
    ClaimEntry,
    EvidenceLine,
    HistoryLine,
    HopLine,
    LinkLine,
    NoteLine,
    PartyLine,
    ProposalLine,
)
from claimtrack.rules.confidence import is_uncertain
from claimtrack.rules.contradictions import Contradiction
from claimtrack.rules.independence import Weighed
from claimtrack.services import history
from claimtrack.services.evidence.pieces import place, source_name
from claimtrack.services.weighing.policies import in_force
from claimtrack.services.weighing.proposals import proposal_line
from claimtrack.services.weighing.staleness import Verdict, verdict_given
from claimtrack.services.weighing.weighing import Weighing, weigh
from claimtrack.vocabulary import VERDICTS, Origin, Reliability, SpeakerKind, Status


def entries(session: Session, claims: Sequence[Claim], *, snapshot: int | None = None) -> list[ClaimEntry]:
    """Gather claims that were loaded in full. With ``snapshot``, spans in another snapshot are left out."""
    numbers = [claim.id for claim in claims]
    weighed = weigh(session, claims)
    past, overrides, withdrawn = _histories(session, numbers)
    rules, newest = in_force(session), event_rows.newest_events(session, _judged(claims), Action.CLAIM_STATUS)
    corrected = event_rows.corrected(session, numbers)
    notes: dict[int, list[NoteLine]] = defaultdict(list)
    for note in finding.notes(session, numbers):
        notes[note.claim_id].append(NoteLine(note.kind.value, note.text, note.reviewer.name, note.at))
    links = _links(session, numbers)
    proposed: dict[int, list[ProposalLine]] = defaultdict(list)
    for one in proposals.open_on(session, numbers):
        proposed[one.claim_id].append(proposal_line(one))
    parties: dict[int, list[PartyLine]] = defaultdict(list)
    for row in finding.parties(session, numbers):
        parties[row.claim_id].append(_party(row))
    tags = tag_names_of(session, numbers)
    grades = _grades(session, claims)
    return [
        _entry(
            claim,
            weighed[claim.id],
            past.get(claim.id, ()),
            tuple(notes[claim.id]),
            tuple(links[claim.id]),
            tuple(proposed[claim.id]),
            tuple(parties[claim.id]),
            tags.get(claim.id, ()),
            grades,
            withdrawn,
            snapshot=snapshot,
            override_reason=overrides.get(claim.id) if claim.overridden else None,
            by_hand=claim.origin is not Origin.EXTRACTED or claim.id in corrected,
            verdict=verdict_given(newest.get(claim.id), rules.policy),
            words=rules.policy.words,
        )
        for claim in claims
    ]


def _entry(
    claim: Claim,
    weighing: Weighing,
    past: tuple[HistoryLine, ...],
    notes: tuple[NoteLine, ...],
    links: tuple[LinkLine, ...],
    proposed: tuple[ProposalLine, ...],
    parties: tuple[PartyLine, ...],
    tags: tuple[str, ...],
    grades: Mapping[int, Reliability],
    withdrawn: Mapping[int, str | None],
    *,
    snapshot: int | None,
    override_reason: str | None,
    by_hand: bool,
    verdict: Verdict,
    words: Mapping[str, str],
) -> ClaimEntry:
    here = snapshot is None or claim.snapshot_id == snapshot
    return ClaimEntry(
        number=claim.id,
        article=claim.article_id,
        text=claim.text,
        spans=tuple((start, end) for start, end in claim.spans) if here else (),
        speaker=claim.source.name if claim.source is not None else None,
        speaker_kind=claim.source.kind if claim.source is not None else SpeakerKind.NONE,
        own_voice=claim.own_voice,
        checkable=claim.checkable,
        nature=claim.nature,
        quote=claim.quote,
        hedged=claim.hedged,
        firsthand=claim.firsthand,
        confidence=claim.confidence,
        uncertain=is_uncertain(claim.confidence, status=claim.status, said=claim.said, by_hand=by_hand),
        origin=claim.origin.value,
        inside=claim.inside_id,
        status=claim.status,
        said=claim.said,
        overridden=claim.overridden,
        override_reason=override_reason,
        holder=claim.holder.name if claim.holder is not None else None,
        independently_confirmed=claim.status is Status.CONFIRMED and not claim.overridden and weighing.confirms,
        independence=_why(claim, weighing),
        hops=_hops(claim),
        caveats=tuple(
            CaveatLine(caveat.kind, caveat.text, caveat.by, tuple((start, end) for start, end in caveat.spans))
            for caveat in claim.caveats
        ),
        parties=parties,
        evidence=_evidence(claim, weighing, withdrawn, grades),
        notes=notes,
        links=links,
        proposals=proposed,
        tags=tags,
        history=past,
        version=claim.version,
        created_at=claim.created_at,
        changed_at=claim.changed_at,
        verdict_at=verdict.at,
        policy=verdict.policy,
        look_again_from=verdict.look_again_from,
        status_word=words.get(claim.status.value),
        said_word=words.get(claim.said.value),
    )


def _judged(claims: Sequence[Claim]) -> list[int]:
    return [claim.id for claim in claims if claim.status in VERDICTS]


def _histories(
    session: Session, numbers: Sequence[int]
) -> tuple[dict[int, tuple[HistoryLine, ...]], dict[int, str | None], dict[int, str | None]]:
    """Give what happened to each claim, why its status was overridden last, and why evidence was withdrawn, by link."""
    events = event_rows.events_of_claims(session, numbers)
    past: dict[int, list[HistoryLine]] = defaultdict(list)
    overrides: dict[int, str | None] = {}
    withdrawn: dict[int, str | None] = {}
    for event, line in zip(events, history.lines(session, events), strict=True):
        if event.claim_id is not None:
            past[event.claim_id].append(line)
            if event.action == Action.CLAIM_STATUS and line.overridden:
                overrides[event.claim_id] = line.reason
            if event.action == Action.EVIDENCE_WITHDRAWN:
                withdrawn[as_told(event.id, event.body).before.get("link", 0)] = line.reason
    return {number: tuple(lines) for number, lines in past.items()}, overrides, withdrawn


def _links(session: Session, numbers: Sequence[int]) -> dict[int, list[LinkLine]]:
    rows = finding.claim_links(session, numbers)
    ends = finding.claims(session, {end for row in rows for end in (row.from_id, row.to_id)})
    alarms = set(contradictions(session.connection(), claims=numbers))
    lines: dict[int, list[LinkLine]] = defaultdict(list)
    for row in rows:
        alarm = Contradiction(row.from_id, row.kind, row.to_id) in alarms
        lines[row.from_id].append(_link(row, ends[row.to_id], outgoing=True, alarm=alarm))
        lines[row.to_id].append(_link(row, ends[row.from_id], outgoing=False, alarm=alarm))
    return lines


def _link(row: ClaimLink, other: Claim, *, outgoing: bool, alarm: bool) -> LinkLine:
    return LinkLine(
        kind=row.kind,
        outgoing=outgoing,
        number=other.id,
        text=other.text,
        speaker=other.source.name if other.source is not None else None,
        origin=row.origin.value,
        state=row.state,
        by=row.judged_by.name if row.judged_by is not None else None,
        at=row.judged_at,
        alarm=alarm,
    )


def _party(row: ClaimParty) -> PartyLine:
    return PartyLine(
        side=row.side,
        source=row.source_id,
        name=row.source.name,
        origin=row.origin.value,
        state=row.state,
        by=row.judged_by.name if row.judged_by is not None else None,
        at=row.judged_at,
    )


def _hops(claim: Claim) -> tuple[HopLine, ...]:
    return tuple(
        HopLine(
            role=hop.role.value,
            name=hop.source.name if hop.source is not None else None,
            kind=hop.source.kind if hop.source is not None else SpeakerKind.NONE,
            mention=hop.mention,
            words=hop.words,
            cue=hop.cue,
        )
        for hop in claim.hops
    )


def _why(claim: Claim, weighing: Weighing) -> tuple[str, ...]:
    """Say why the claim is, or is not, independently confirmed."""
    if not claim.checkable:
        return ("not independently confirmed: it is recorded as not checkable",)
    if claim.overridden:
        return (
            f"not independently confirmed: marked {claim.status} by an editor's override",
            *weighing.supporting.sentences(),
        )
    if claim.status is Status.CONFIRMED and weighing.confirms:
        return (f"independently confirmed: {weighing.supporting.sentences()[0]}", *weighing.supporting.sentences()[1:])
    opposed = tuple(f"evidence {number} stands against it, unanswered" for number in weighing.unanswered_against)
    found = weighing.supporting.sentences()
    return (f"not independently confirmed: it is {claim.status.value.replace('_', ' ')}", *found, *opposed)


def _grades(session: Session, claims: Sequence[Claim]) -> dict[int, Reliability]:
    """Give how reliable the sources of these claims' evidence are, where they were graded."""
    sources = {link.evidence.source_id for claim in claims for link in claim.evidence_links}
    numbers = [number for number in sources if number is not None]
    return reliabilities(session, numbers, families(session)) if numbers else {}


def _evidence(
    claim: Claim, weighing: Weighing, withdrawn: Mapping[int, str | None], grades: Mapping[int, Reliability]
) -> tuple[EvidenceLine, ...]:
    weighed = {piece.number: piece for piece in (*weighing.supporting.weighed, *weighing.refuting.weighed)}
    return tuple(_piece(link, weighed, withdrawn, grades) for link in claim.evidence_links)


def _piece(
    link: EvidenceLink,
    weighed: Mapping[int, Weighed],
    withdrawn: Mapping[int, str | None],
    grades: Mapping[int, Reliability],
) -> EvidenceLine:
    piece = link.evidence
    standing = weighed.get(piece.id) if link.withdrawn_at is None and link.serves.value == "truth" else None
    answer = f"; answered: {link.answer}" if link.answer is not None and standing is not None else ""
    return EvidenceLine(
        number=piece.id,
        name=piece.name,
        source=source_name(piece),
        stance=link.stance,
        serves=link.serves,
        basis=link.basis,
        excerpt=link.excerpt,
        place=place(link.excerpt_start, link.excerpt_end, link.page),
        note=link.note,
        digest=piece.digest,
        media_type=piece.media_type,
        size=piece.size,
        url=piece.url,
        added_by=link.added_by.name,
        added_at=link.added_at,
        withdrawn_at=link.withdrawn_at,
        withdrawn_because=withdrawn.get(link.id) if link.withdrawn_at is not None else None,
        reliability=grades.get(piece.source_id) if piece.source_id is not None else None,
        credibility=link.credibility,
        counts=standing.counts if standing is not None else None,
        weighed=f"{standing.reason}{answer}" if standing is not None else None,
        of_claim=piece.of_claim_id,
    )
