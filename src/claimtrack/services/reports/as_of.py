"""What stood at an earlier event: claims as their events up to there leave them.

Rebuilt are the status, the other verdict, overrides, the holder, the words, the speaker and the outlet, what the
machine says of a claim, its parties, its evidence with its grades, its notes, its tags and its history. Caveats,
carriers and other links are those on record today, and how single pieces of evidence weighed is told by what the
verdict of that time counted, not worked out anew: sources, relations and rules were others then.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import article_rows, chain, event_rows, finding, source_rows
from claimtrack.db.models import Article, Claim, EvidenceLink, Source
from claimtrack.db.relations import families
from claimtrack.db.tags import TagRow, tag_rows
from claimtrack.errors import InvalidInput, NotFound
from claimtrack.events.actions import Action
from claimtrack.events.claims import CLAIM
from claimtrack.events.evidence import EVIDENCE, LINK
from claimtrack.events.parties import PARTY
from claimtrack.events.registry import UNVERSIONED, replay
from claimtrack.events.sealed import Sealed
from claimtrack.events.state import State, Value
from claimtrack.events.tags import TAGGING
from claimtrack.events.verdicts import PROPOSAL
from claimtrack.reports.model import ClaimEntry, EvidenceLine, HistoryLine, HopLine, PartyLine, ProposalLine
from claimtrack.rules.confidence import is_uncertain
from claimtrack.services.articles.put_on_record import worded
from claimtrack.services.desk import Desk
from claimtrack.services.reports.entries import entries
from claimtrack.services.weighing.consequences import COUNTED
from claimtrack.services.weighing.policies import in_force
from claimtrack.services.weighing.staleness import Verdict, verdict_given
from claimtrack.vocabulary import (
    VERDICTS,
    Basis,
    Firsthand,
    HopRole,
    LinkState,
    Mention,
    Nature,
    Origin,
    PartySide,
    ProposalState,
    Quote,
    Reliability,
    Said,
    Serves,
    SpeakerKind,
    Status,
)

_SOMEBODY_NAMES_A_PARTY = frozenset({Action.PARTY_NAMED, Action.PARTY_JUDGED})


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment right after one event."""

    number: int
    at: datetime
    hash: str


def moment(desk: Desk, session: Session, asked: int | datetime) -> Moment:
    """Find the event that is meant: the one of this number, or the newest from before this moment.

    Raises NotFound for a number that no event has, InvalidInput for a time before the first event or in the future.
    """
    if isinstance(asked, int):
        event = event_rows.event(session, asked)
        if event is None:
            newest = chain.head(session).number
            raise NotFound(f"no event {asked}; the record has the events 1 to {newest}, `claimtrack log` shows them")
    else:
        # A whole day is meant up to its end: today is not over.
        if asked > desk.clock():
            raise InvalidInput(
                f"{asked:%Y-%m-%d %H:%M:%S} UTC is in the future; what stands now is shown without --as-of"
            )
        event = event_rows.newest_event_before(session, asked)
        if event is None:
            first = event_rows.event_time(session, 1)
            raise InvalidInput(f"nothing was on record then; the first event is from {first:%Y-%m-%d %H:%M:%S} UTC")
    return Moment(event.id, event.at, event.hash)


@dataclass(frozen=True, slots=True)
class Stood:
    """A claim as it stood, and the number of the snapshot in which its spans stand."""

    entry: ClaimEntry
    snapshot: int


def claims_then(session: Session, claims: Sequence[Claim], then: Moment) -> list[Stood]:
    """Gather claims as they stood; those that were not on record yet are left out. They were loaded in full."""
    past = _Past(session, claims, then)
    pairs = zip(claims, entries(session, claims), strict=True)
    return [past.stood(claim, entry) for claim, entry in pairs if claim.id in past.standing.rows[CLAIM]]


class _Past:
    """What the events tell of some claims, up to a moment and after it."""

    def __init__(self, session: Session, claims: Sequence[Claim], then: Moment) -> None:
        numbers = [claim.id for claim in claims]
        events = [
            *event_rows.events_of_claims(session, numbers),
            *event_rows.events_of_action(session, Action.EVIDENCE_SOURCE),
        ]
        told = [chain.as_told(event.id, event.body) for event in sorted(events, key=lambda event: event.id)]
        self.then = then
        self.session = session
        self.events = {event.id: event for event in events}
        self.times = {event.id: event.at for event in events}
        self.policy = in_force(session, then.at).policy
        self.standing: State = replay(event for event in told if event.number <= then.number)
        self.before: dict[int, list[Sealed]] = defaultdict(list)
        self.later: dict[int, list[Sealed]] = defaultdict(list)
        for event in told:
            if event.claim is not None:
                (self.before if event.number <= then.number else self.later)[event.claim].append(event)
        self.sources = {source.id: source for source in source_rows.sources(session)}
        self.people = {reviewer.id: reviewer.name for reviewer in finding.reviewers(session)}
        self.parties: dict[int, list[int]] = defaultdict(list)
        for party in finding.parties(session, numbers):
            self.parties[party.claim_id].append(party.id)
        self.texts: dict[int, str] = {}
        self.within = families(session)
        self.grades = _grades_then(session, then)
        self.tags = _tags(session, self.standing)
        self.outlets = _outlets_then(session, claims, then)
        ends = {end for link in finding.claim_links(session, numbers) for end in (link.from_id, link.to_id)}
        self.there = event_rows.recorded_by(session, ends, then.number)

    def stood(self, claim: Claim, today: ClaimEntry) -> Stood:
        told = self._told(claim)
        history = tuple(line for line in today.history if line.number <= self.then.number)
        status, said = Status(str(told["status"])), Said(str(told["said"]))
        overridden = bool(told["overridden"])
        source = self.sources.get(_number(told["source"]) or 0)
        spans = tuple((start, end) for start, end in _spans(told["spans"]))
        counted = self._counted(claim.id, status)
        past = self.before[claim.id]
        versions = [event.number for event in past if event.action not in UNVERSIONED]
        by_hand = claim.origin is not Origin.EXTRACTED or any(event.action == Action.CLAIM_CORRECTED for event in past)
        confidence = told["confidence"] if isinstance(told["confidence"], (int, float)) else None
        verdicts = {event.number for event in past if event.action == Action.CLAIM_STATUS}
        reasons = [line.reason for line in history if line.number in verdicts and line.overridden]
        confirmed = status is Status.CONFIRMED and not overridden
        snapshot = _number(told["snapshot"]) or claim.snapshot_id
        verdict = self._verdict(claim.id, status)
        entry = replace(
            today,
            text=worded(self._text(snapshot), spans),
            spans=spans,
            speaker=source.name if source is not None else None,
            speaker_kind=source.kind if source is not None else SpeakerKind.NONE,
            own_voice=bool(told["own_voice"]),
            checkable=bool(told["checkable"]),
            nature=Nature(str(told["nature"])) if told["nature"] is not None else None,
            quote=Quote(str(told["quote"])) if told["quote"] is not None else None,
            hedged=bool(told["hedged"]),
            firsthand=Firsthand(str(told["firsthand"])),
            confidence=confidence,
            uncertain=is_uncertain(confidence, status=status, said=said, by_hand=by_hand),
            inside=_number(told["inside"]),
            status=status,
            said=said,
            overridden=overridden,
            override_reason=reasons[-1] if overridden and reasons else None,
            holder=self.people.get(_number(told["holder"]) or 0),
            independently_confirmed=confirmed,
            independence=(_why(status, counted, checkable=bool(told["checkable"]), overridden=overridden),),
            hops=_hops(claim, today, told, source, self.sources.get(self.outlets[claim.article_id] or 0)),
            parties=tuple(self._parties(claim.id, today)),
            evidence=tuple(self._evidence(claim, today, counted)),
            notes=today.notes[: _number(told["notes"]) or 0],
            links=tuple(link for link in today.links if link.number in self.there),
            proposals=tuple(self._proposals(claim.id, history)),
            tags=tuple(self.tags.get(claim.id, ())),
            history=history,
            version=len(versions),
            changed_at=self.times[versions[-1]] if versions else today.created_at,
            verdict_at=verdict.at,
            policy=verdict.policy,
            look_again_from=verdict.look_again_from,
            status_word=self.policy.words.get(status.value),
            said_word=self.policy.words.get(said.value),
        )
        return Stood(entry, snapshot)

    def _told(self, claim: Claim) -> dict[str, Value]:
        """Give what the events tell of a claim; what they began to tell later is as the first change after had it."""
        told: dict[str, Any] = {
            "quote": claim.quote,
            "nature": claim.nature,
            "hedged": claim.hedged,
            "firsthand": claim.firsthand,
            "confidence": claim.confidence,
            "inside": claim.inside_id,
        }
        for event in reversed(self.later[claim.id]):
            if event.action == Action.CLAIM_REREAD:
                told |= {name: value for name, value in event.before.items() if name in told}
        return {**told, **self.standing.of(CLAIM, claim.id)}

    def _text(self, snapshot: int) -> str:
        if snapshot not in self.texts:
            self.texts[snapshot] = article_rows.snapshot(self.session, snapshot).text
        return self.texts[snapshot]

    def _verdict(self, claim: int, status: Status) -> Verdict:
        newest = next((event for event in reversed(self.before[claim]) if event.action == Action.CLAIM_STATUS), None)
        return verdict_given(self.events[newest.number] if newest and status in VERDICTS else None, self.policy)

    def _counted(self, claim: int, status: Status) -> tuple[int, ...]:
        """Give the pieces of evidence on which the verdict of then rested."""
        newest = next((event for event in reversed(self.before[claim]) if event.action == Action.CLAIM_STATUS), None)
        return tuple(newest.after.get("counted") or ()) if newest is not None and status in COUNTED else ()

    def _proposals(self, claim: int, history: Sequence[HistoryLine]) -> Iterable[ProposalLine]:
        """Give what waited for a second person then."""
        told = {event.subject[1]: event for event in self.before[claim] if event.action == Action.VERDICT_PROPOSED}
        reasons = {line.number: line.reason for line in history}
        for number, event in told.items():
            row = self.standing.of(PROPOSAL, number)
            if row["state"] == ProposalState.OPEN:
                status, said = row["status"], row["said"]
                yield ProposalLine(
                    number=number,
                    question=Serves.TRUTH if status is not None else Serves.SAID,
                    verdict=Status(str(status)) if status is not None else Said(str(said)),
                    override=bool(row["override"]),
                    reason=reasons[event.number],
                    counted=tuple(event.after["counted"]),
                    by=self.people[_number(row["made_by"]) or 0],
                    at=self.times[event.number],
                )

    def _parties(self, claim: int, today: ClaimEntry) -> Iterable[PartyLine]:
        """Give whom a claim accused or favoured, and who had said so last."""
        said = {
            event.subject[1]: event.number for event in self.before[claim] if event.action in _SOMEBODY_NAMES_A_PARTY
        }
        lines = {line.number: line for line in today.history}
        for number, line in zip(self.parties[claim], today.parties, strict=True):
            if number in self.standing.rows[PARTY]:
                told = self.standing.of(PARTY, number)
                by = lines.get(said.get(number, 0))
                yield replace(
                    line,
                    side=PartySide(str(told["side"])),
                    state=LinkState(str(told["state"])),
                    by=by.who if by is not None else None,
                    at=by.at if by is not None else None,
                )

    def _evidence(self, claim: Claim, today: ClaimEntry, counted: Sequence[int]) -> Iterable[EvidenceLine]:
        for link, line in zip(claim.evidence_links, today.evidence, strict=True):
            if link.id in self.standing.rows[LINK]:
                yield self._piece(link, line, counted)

    def _came_from(self, line: EvidenceLine, source: Value | None) -> str | None:
        """Name whom a piece was said to come from; an earlier claim comes from whoever says it today."""
        if line.of_claim is not None:
            return line.source
        return self.sources[source].name if isinstance(source, int) and source in self.sources else None

    def _piece(self, link: EvidenceLink, line: EvidenceLine, counted: Sequence[int]) -> EvidenceLine:
        source = self.standing.of(EVIDENCE, link.evidence_id).get("source")
        withdrawn = self.standing.of(LINK, link.id)["withdrawn"] is not None
        counts = line.number in counted and link.serves.value == "truth" and not withdrawn
        return replace(
            line,
            source=self._came_from(line, source),
            basis=Basis(str(self.standing.of(LINK, link.id)["basis"])),
            reliability=self._reliability(source) if isinstance(source, int) else None,
            withdrawn_at=line.withdrawn_at if withdrawn else None,
            withdrawn_because=line.withdrawn_because if withdrawn else None,
            counts=True if counts else None,
            weighed="counted for the verdict" if counts else None,
        )

    def _reliability(self, source: int) -> Reliability | None:
        family = self.within.all_of([self.within.standing(source)])
        return next((self.grades[one] for one in family if one in self.grades), None)


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _spans(value: Value) -> list[list[int]]:
    found: list[list[int]] = json.loads(str(value))
    return found


def _why(status: Status, counted: Sequence[int], *, checkable: bool, overridden: bool) -> str:
    """Say why a claim was, or was not, independently confirmed."""
    if not checkable:
        return "not independently confirmed: it was recorded as not checkable"
    if overridden:
        return f"not independently confirmed: marked {status} by an editor's override"
    if status is Status.CONFIRMED:
        return f"independently confirmed: the verdict rested on evidence {', '.join(map(str, counted))}"
    return f"not independently confirmed: it was {status.value.replace('_', ' ')}"


def _grades_then(session: Session, then: Moment) -> dict[int, Reliability]:
    """Give, by source, how reliable it had been said to be."""
    told = [chain.as_told(event.id, event.body) for event in event_rows.events_of_action(session, Action.SOURCE_GRADED)]
    return {one.subject[1]: Reliability(one.after["reliability"]) for one in told if one.number <= then.number}


def _tags(session: Session, standing: State) -> dict[int, list[str]]:
    """Give, by claim, the names of the tags that it had, in the order of the alphabet."""
    rows = {row.number: row for row in tag_rows(session)}
    found: dict[int, list[TagRow]] = defaultdict(list)
    for number in standing.rows[TAGGING]:
        tagging = standing.of(TAGGING, number)
        tag, claim = _number(tagging["tag"]), _number(tagging["claim"])
        if tagging["removed"] is None and claim is not None and tag in rows:
            found[claim].append(rows[tag])
    return {claim: [row.name for row in sorted(had, key=lambda row: row.key)] for claim, had in found.items()}


def _outlets_then(session: Session, claims: Iterable[Claim], then: Moment) -> dict[int, int | None]:
    """Give whose the articles of these claims were, by article."""
    outlets = {claim.article_id: claim.article.outlet_id for claim in claims}
    for event in reversed(event_rows.events_of_action(session, Action.ARTICLE_CHANGED, after=then.number)):
        told = chain.as_told(event.id, event.body)
        if told.subject[1] in outlets and "outlet" in told.before:
            outlets[told.subject[1]] = told.before["outlet"]
    return outlets


def _hops(
    claim: Claim, today: ClaimEntry, told: Mapping[str, Value], speaker: Source | None, outlet: Source | None
) -> tuple[HopLine, ...]:
    """Give the chain with the speaker and the outlet of then; its carriers are today's."""
    spoken = [hop for hop in today.hops if hop.role == HopRole.SPEAKER]
    if (told["source"], told["own_voice"]) != (claim.source_id, claim.own_voice):
        spoken = [] if told["own_voice"] or speaker is None else [_hop(HopRole.SPEAKER, speaker, Mention.NONE)]
    carried = [hop for hop in today.hops if hop.role == HopRole.RELAY]
    return (*spoken, *carried, *([_hop(HopRole.OUTLET, outlet, Mention.NAME)] if outlet is not None else []))


def _hop(role: HopRole, source: Source, mention: Mention) -> HopLine:
    return HopLine(role.value, source.name, source.kind, mention, None, None)


@dataclass(frozen=True, slots=True)
class ArticleThen:
    """What was on record about an article."""

    title: str | None
    byline: str | None
    url: str | None
    published: datetime | None
    outlet: str | None


def article_then(session: Session, article: Article, then: Moment) -> ArticleThen:
    """Give an article as it was on record: what was corrected later is taken back, newest first."""
    found: dict[str, Any] = {name: getattr(article, name) for name in ("title", "byline", "url", "published")}
    outlet = article.outlet_id
    for event in reversed(event_rows.events_of_action(session, Action.ARTICLE_CHANGED, after=then.number)):
        told = chain.as_told(event.id, event.body)
        if told.subject[1] != article.id:
            continue
        texts = {text.field: text.text for text in event.texts}
        found |= {name: texts[f"{name}_before"] or None for name in found if f"{name}_before" in texts}
        if "published" in told.before:
            was = told.before["published"]
            found["published"] = datetime.fromisoformat(was) if was else None
        outlet = told.before.get("outlet", outlet)
    source = source_rows.source(session, outlet) if outlet is not None else None
    return ArticleThen(**found, outlet=source.name if source is not None else None)
