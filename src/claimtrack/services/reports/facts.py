"""What is known of a claim at a moment: values, whichever of the two sources they are from.

``facts_now`` takes them from the tables, ``facts_then`` from the events up to a moment. Whoever goes on from here
(``entries.entry``) need not know which.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import chain, event_rows, finding
from claimtrack.db.contradictions import contradictions
from claimtrack.db.models import Claim, ClaimParty
from claimtrack.extraction.values import Spans
from claimtrack.reports.model import (
    CaveatLine,
    EvidenceLine,
    HistoryLine,
    HopLine,
    LinkLine,
    NoteLine,
    PartyLine,
    ProposalLine,
)
from claimtrack.rules.contradictions import Contradiction
from claimtrack.rules.policy import Policy
from claimtrack.rules.replay import Told
from claimtrack.services import history
from claimtrack.services.reports.lines import link_line
from claimtrack.vocabulary import Firsthand, Nature, Origin, Quote, Said, SpeakerKind, Status


@dataclass(frozen=True, slots=True)
class State:
    """What changes of a claim itself, as its row has it or its events leave it; sources and people by number."""

    status: Status
    said: Said
    overridden: bool
    checkable: bool
    own_voice: bool
    quote: Quote | None
    nature: Nature | None
    hedged: bool
    firsthand: Firsthand
    confidence: float | None
    inside: int | None
    source: int | None
    holder: int | None
    snapshot: int
    spans: Spans

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "State":
        """Return the state that these values make; words of the program may be plain text, as events hold them."""
        worded = {name: kind(values[name]) for name, kind in _WORDS.items() if values[name] is not None}
        spans = tuple((start, end) for start, end in values["spans"])
        return cls(**{name: values[name] for name in STATE} | worded | {"spans": spans})


STATE = tuple(one.name for one in fields(State))
_WORDS = {"status": Status, "said": Said, "quote": Quote, "nature": Nature, "firsthand": Firsthand}
_COLUMNS = {"inside": "inside_id", "source": "source_id", "holder": "holder_id", "snapshot": "snapshot_id"}


def in_table(claim: Claim) -> dict[str, Any]:
    """Return the values of a claim's state as its row has them now."""
    return {name: getattr(claim, _COLUMNS.get(name, name)) for name in STATE}


@dataclass(frozen=True, slots=True)
class Happened:
    """One event on a claim: as it was sealed, and as a history tells it."""

    told: Told
    line: HistoryLine


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one claim at a moment; ``past`` are the events up to then, oldest first.

    ``carried`` tells whether what was on record carries a confirmation, ``grounds`` why in sentences, ``opposed``
    what stands against it; ``is_or_was`` is the word for it.
    """

    number: int
    article: int
    origin: Origin
    created_at: datetime
    state: State
    text: str
    speaker: str | None
    speaker_kind: SpeakerKind
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
    version: int
    changed_at: datetime
    policy: Policy
    carried: bool
    grounds: tuple[str, ...]
    opposed: tuple[str, ...]
    is_or_was: str


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What hangs on some claims by now, by claim: for both sources, which take of it what was there."""

    past: Mapping[int, tuple[Happened, ...]]
    notes: Mapping[int, tuple[NoteLine, ...]]
    links: Mapping[int, tuple[LinkLine, ...]]
    parties: Mapping[int, Sequence[ClaimParty]]


def on_record(session: Session, numbers: Sequence[int]) -> OnRecord:
    """Read the events on these claims, the notes on them, their links and parties."""
    past, notes, parties = (defaultdict[int, list[Any]](list) for _ in range(3))
    events = event_rows.events_of_claims(session, numbers)
    for event, line in zip(events, history.lines(session, events), strict=True):
        past[event.claim_id or 0].append(Happened(chain.as_told(event.id, event.body), line))
    for note in finding.notes(session, numbers):
        notes[note.claim_id].append(NoteLine(note.kind.value, note.text, note.reviewer.name, note.at))
    for party in finding.parties(session, numbers):
        parties[party.claim_id].append(party)
    links = _links(session, numbers)
    return OnRecord(*({number: tuple(by[number]) for number in numbers} for by in (past, notes, links, parties)))


def _links(session: Session, numbers: Sequence[int]) -> dict[int, list[LinkLine]]:
    rows = finding.claim_links(session, numbers)
    ends = finding.claims(session, {end for row in rows for end in (row.from_id, row.to_id)})
    alarms = set(contradictions(session.connection(), claims=numbers))
    lines: dict[int, list[LinkLine]] = defaultdict(list)
    for row in rows:
        alarm = Contradiction(row.from_id, row.kind, row.to_id) in alarms
        lines[row.from_id].append(link_line(row, ends[row.to_id], outgoing=True, alarm=alarm))
        lines[row.to_id].append(link_line(row, ends[row.from_id], outgoing=False, alarm=alarm))
    return lines
