"""What is known of a claim at a moment: values, whichever of the two sources they are from.

``facts_now`` takes them from the tables, ``facts_then`` from the events up to a moment. Whoever goes on from here
(``entries.entry``) need not know which.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import chain, claim_rows, event_rows, reply_rows
from claimtrack.db.contradictions import contradictions
from claimtrack.db.models import Claim, ClaimLink, ClaimParty, Corroboration, Evidence, EvidenceLink, ReplyClaim, Source
from claimtrack.events.actions import Action
from claimtrack.events.forms import Sealed
from claimtrack.extraction.values import Spans
from claimtrack.remedies import Words
from claimtrack.reports.model import (
    CaveatLine,
    EvidenceLine,
    FindingLine,
    HistoryLine,
    HopLine,
    LinkLine,
    NoteLine,
    PartyLine,
    ProposalLine,
    ReplyLine,
    RestatementLine,
)
from claimtrack.rules.confidence import doubt_stands
from claimtrack.rules.contradictions import Contradiction
from claimtrack.rules.policy import Policy
from claimtrack.rules.posts import ClaimPost
from claimtrack.services import history
from claimtrack.services.evidence.passages import of_link_for
from claimtrack.services.evidence.pieces import newest, place
from claimtrack.services.reports.concluded import Concluded, Standing, concluded
from claimtrack.vocabulary import (
    Basis,
    ClaimOrigin,
    Firsthand,
    HopRole,
    LinkOrigin,
    LinkState,
    Mention,
    Nature,
    PartySide,
    Quote,
    Reliability,
    Said,
    SpeakerKind,
    Status,
)


@dataclass(frozen=True, slots=True)
class ClaimState:
    """What a claim's own row has, or its events leave: sources, people and other claims by number."""

    number: int
    article: int
    origin: ClaimOrigin
    version: int
    created_at: datetime
    changed_at: datetime
    text: str
    spans: Spans
    status: Status
    said: Said
    overridden: bool
    checkable: bool
    own_voice: bool | None
    headline: bool
    quote: Quote | None
    nature: Nature | None
    hedged: bool
    firsthand: Firsthand
    confidence: float | None
    inside: int | None
    source: int | None
    holder: int | None
    snapshot: int

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "ClaimState":
        """Return the state that these values make; words of the program may be plain text, as events hold them."""
        worded: dict[str, Any] = {name: kind(values[name]) for name, kind in _WORDS.items() if values[name] is not None}
        spans = tuple((start, end) for start, end in values["spans"])
        return cls(**{name: values[name] for name in STATE} | worded | {"spans": spans})

    @property
    def standing(self) -> Standing:
        """Where it stands, for what a desk says of it in words of its own."""
        return Standing.of(self.text, self.spans, self.nature, self.source, (self.status, self.said))


STATE = tuple(one.name for one in fields(ClaimState))
_WORDS = {
    "origin": ClaimOrigin,
    "status": Status,
    "said": Said,
    "quote": Quote,
    "nature": Nature,
    "firsthand": Firsthand,
}
_COLUMNS = {"number": "id"} | {name: f"{name}_id" for name in ("article", "inside", "source", "holder", "snapshot")}


def in_table(claim: Claim) -> dict[str, Any]:
    """Return the values of a claim's state as its row has them now."""
    return {name: getattr(claim, _COLUMNS.get(name, name)) for name in STATE}


@dataclass(frozen=True, slots=True)
class Happened:
    """One event on a claim: as it was sealed, and as a history tells it."""

    told: Sealed
    line: HistoryLine


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one claim at a moment; ``past`` are the events up to then, oldest first.

    ``carried`` tells whether what was on record carries a confirmation, ``grounds`` why in sentences, ``opposed``
    what stands against it; ``against`` says so of what carries a refutation. ``is_or_was`` is the word for it.
    ``settles`` says what decides on ties that only the machine found. ``linchpins`` says what the verdict hangs on.
    """

    state: ClaimState
    speaker: str | None
    speaker_kind: SpeakerKind
    post: ClaimPost | None
    holder: str | None
    hops: tuple[HopLine, ...]
    caveats: tuple[CaveatLine, ...]
    parties: tuple[PartyLine, ...]
    evidence: tuple[EvidenceLine, ...]
    notes: tuple[NoteLine, ...]
    links: tuple[LinkLine, ...]
    proposals: tuple[ProposalLine, ...]
    tags: tuple[str, ...]
    past: tuple[Happened, ...]
    policy: Policy
    carried: bool
    grounds: tuple[str, ...]
    opposed: tuple[str, ...]
    against: tuple[str, ...]
    is_or_was: str
    restatement: RestatementLine | None
    finding: FindingLine | None
    settles: tuple[Words, ...] = ()
    linchpins: tuple[str, ...] = ()
    replies: tuple[ReplyLine, ...] = ()


DoubtedTogether = Mapping[claim_rows.DoubtPlace, Sequence[int]]
"""The claims that the same words doubt, by where these stand."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What hangs on some claims by now, by claim: for both sources, which take of it what was there."""

    past: Mapping[int, tuple[Happened, ...]]
    notes: Mapping[int, tuple[NoteLine, ...]]
    links: Mapping[int, tuple[LinkLine, ...]]
    parties: Mapping[int, Sequence[ClaimParty]]
    replies: Mapping[int, Sequence[ReplyClaim]]
    doubted: DoubtedTogether
    concluded: Concluded


def on_record(session: Session, numbers: Sequence[int]) -> OnRecord:
    """Read the events on these claims, the notes on them, their links, parties and replies, and what was concluded."""
    past, notes, parties, replies = (defaultdict[int, list[Any]](list) for _ in range(4))
    events = event_rows.events_of_claims(session, numbers)
    for event, line in zip(events, history.lines(session, events), strict=True):
        past[event.claim_id or 0].append(Happened(chain.as_told(event.id, event.body), line))
    for note in claim_rows.notes(session, numbers):
        notes[note.claim_id].append(NoteLine(note.kind.value, note.text, note.reviewer.name, note.at))
    for party in claim_rows.parties(session, numbers):
        parties[party.claim_id].append(party)
    for reply in reply_rows.replies_of(session, numbers):
        replies[reply.claim_id].append(reply)
    links = _links(session, numbers)
    past_of, notes_of, links_of, parties_of, replies_of = (
        {number: tuple(by[number]) for number in numbers} for by in (past, notes, links, parties, replies)
    )
    doubted, said = claim_rows.doubted_together(session, numbers), concluded(session, numbers)
    return OnRecord(past_of, notes_of, links_of, parties_of, replies_of, doubted, said)


def _links(session: Session, numbers: Sequence[int]) -> dict[int, list[LinkLine]]:
    rows = claim_rows.claim_links(session, numbers)
    if not rows:
        return defaultdict(list)
    ends = claim_rows.claims(session, {end for row in rows for end in (row.from_id, row.to_id)})
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


def party_line(row: ClaimParty, side: PartySide, state: LinkState, past: Iterable[Happened]) -> PartyLine:
    """Return whom a claim accuses or favours, and who said so last, as the events up to then tell it."""
    said = [one for one in past if one.told.action in _SOMEBODY_JUDGES_A_PARTY and one.told.subject[1] == row.id]
    last = said[-1].line if said else None
    by, at, because = (last.who, last.at, last.reason) if last is not None else (None, None, None)
    return PartyLine(side, row.source_id, row.source.name, row.origin.value, state, by, at, because)


_SOMEBODY_JUDGES_A_PARTY = frozenset({Action.PARTY_NAMED, Action.PARTY_JUDGED})


def hop_lines(claim: Claim, agency: Source | None) -> tuple[HopLine, ...]:
    """Return a claim's attribution, from the speaker outward, with the agency whose copy the article is."""
    lines = tuple(
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
    return with_agency(lines, agency)


AGENCY = "agency"
"""What the agency does in a chain whose copy the article is: on record of the article, not of each claim."""


def with_agency(hops: tuple[HopLine, ...], agency: Source | None) -> tuple[HopLine, ...]:
    """Put the agency in front of the outlet, unless it stands in the chain already."""
    if agency is None or any(hop.name == agency.name for hop in hops):
        return hops
    carried = HopLine(AGENCY, agency.name, agency.kind, Mention.NAME, None, None)
    before = [hop for hop in hops if hop.role != HopRole.OUTLET]
    return (*before, carried, *hops[len(before) :])


def caveat_lines(
    claim: Claim, doubted: DoubtedTogether, judged: Sequence[LinkState] | None = None
) -> tuple[CaveatLine, ...]:
    """Return the article's own doubts about a claim; ``judged`` is how each had been judged, None for today."""
    states = judged if judged is not None else [one.state for one in claim.caveats]
    return tuple(
        CaveatLine(
            kind=one.kind,
            text=one.text,
            by=one.by,
            spans=tuple((start, end) for start, end in one.spans),
            confidence=one.confidence,
            by_hand=one.origin is LinkOrigin.REVIEWER,
            state=state,
            stands=doubt_stands(one.confidence, state),
            others=tuple(
                number
                for number in doubted.get(claim_rows.place_of(claim.article_id, one.kind, one.spans), ())
                if number != claim.id
            ),
        )
        for one, state in zip(claim.caveats, states, strict=False)
    )


def withdrawal_reasons(past: Iterable[Happened]) -> dict[int, str | None]:
    """Return why evidence was withdrawn from a claim, by the number of its link with it."""
    return {
        one.told.before.get("link", 0): one.line.reason for one in past if one.told.action == Action.EVIDENCE_WITHDRAWN
    }


def evidence_line(
    link: EvidenceLink,
    reasons: Mapping[int, str | None],
    *,
    withdrawn: bool,
    source: str | None,
    basis: Basis,
    reliability: Reliability | None,
    counts: bool | None,
    weighed: str | None,
    claim: ClaimState,
    compared: Collection[int] | None = None,
) -> EvidenceLine:
    """Return what a piece of evidence does for a claim; ``reasons`` are those of ``withdrawal_reasons``.

    Of comparisons with other captures those ``compared`` had been made, or all.
    """
    piece = link.evidence
    return EvidenceLine(
        number=piece.id,
        name=piece.name,
        source=source,
        stance=link.stance,
        serves=link.serves,
        basis=basis,
        excerpt=link.excerpt,
        place=place(link.excerpt_start, link.excerpt_end, link.page, link.charset),
        note=link.note,
        digest=piece.digest,
        media_type=piece.media_type,
        size=piece.size,
        url=piece.url,
        added_by=link.added_by.name,
        added_at=link.added_at,
        withdrawn_at=link.withdrawn_at if withdrawn else None,
        withdrawn_because=reasons.get(link.id) if withdrawn else None,
        reliability=reliability,
        credibility=link.credibility,
        counts=counts,
        weighed=weighed,
        of_claim=piece.of_claim_id,
        discrepancies=of_link_for(link, claim) if not withdrawn else (),
        seen_by_two=any(
            one.agrees for one in newest(piece.corroborations if compared is None else _among(piece, compared))
        ),
    )


def _among(piece: Evidence, compared: Collection[int]) -> list[Corroboration]:
    return [one for one in piece.corroborations if one.id in compared]
