"""What the events up to a moment tell of claims.

Rebuilt are the status, the other verdict, overrides, the holder, the words, the speaker and the outlet, what the
machine says of a claim, how its caveats were judged, its parties, their replies (silent is who was silent then), its
evidence with its grades, its notes, its tags, how it was restated, what was found of it, and its history. Carriers,
what caveats there are and other links are those on record today, and how single pieces of evidence weighed is told by
what the verdict of that time counted, not worked out anew: sources, relations and rules were others then. So is what a
verdict hung on: it is said that this is not worked out.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import article_rows, chain, claim_rows, event_rows, source_rows
from claimtrack.db.models import Claim, EvidenceLink, Finding, Restatement, Source
from claimtrack.db.posts import posts_of
from claimtrack.db.relations import families
from claimtrack.db.tags import TagRow, tag_rows
from claimtrack.events.actions import Action
from claimtrack.events.claims import CLAIM
from claimtrack.events.corroborations import CORROBORATION
from claimtrack.events.evidence import EVIDENCE, LINK
from claimtrack.events.findings import FINDING, RESTATEMENT
from claimtrack.events.parties import PARTY
from claimtrack.events.registry import UNVERSIONED, replay
from claimtrack.events.tags import TAGGING
from claimtrack.events.verdicts import PROPOSAL
from claimtrack.reports.model import EvidenceLine, HopLine, PartyLine, ProposalLine
from claimtrack.rules.posts import post_at
from claimtrack.services.articles.put_on_record import worded
from claimtrack.services.evidence.pieces import source_name
from claimtrack.services.marks.doubts import doubts_told
from claimtrack.services.reports.concluded import standing_lines
from claimtrack.services.reports.facts import (
    ClaimState,
    Facts,
    Happened,
    caveat_lines,
    evidence_line,
    hop_lines,
    in_table,
    on_record,
    party_line,
    with_agency,
    withdrawal_reasons,
)
from claimtrack.services.reports.moments import About, Moment, about
from claimtrack.services.reports.replies import replies_then, told_elsewhere
from claimtrack.services.weighing.consequences import COUNTED
from claimtrack.services.weighing.policies import in_force
from claimtrack.vocabulary import (
    Basis,
    HopRole,
    LinkState,
    Mention,
    PartySide,
    ProposalState,
    Reliability,
    Said,
    Serves,
    SpeakerKind,
    Status,
)

_READ_BY_THE_MACHINE = frozenset({"quote", "nature", "hedged", "firsthand", "confidence", "inside", "headline"})


_NO_LINCHPINS = ("not worked out for a past moment: the ties between sources were others then",)


def facts_then(session: Session, claims: Sequence[Claim], then: Moment) -> list[Facts]:
    """Return what was known of claims that were loaded in full; those not on record yet are left out."""
    past = _Past(session, claims, then)
    return [past.facts(claim) for claim in claims if claim.id in past.rows[CLAIM]]


class _Past:
    """What the events tell of some claims, up to a moment and after it."""

    def __init__(self, session: Session, claims: Sequence[Claim], then: Moment) -> None:
        numbers = [claim.id for claim in claims]
        self.session, self.then = session, then
        self.held = on_record(session, numbers)
        told = [one.told for past in self.held.past.values() for one in past]
        told += [
            chain.as_told(one.id, one.body) for one in event_rows.events_of_action(session, Action.EVIDENCE_SOURCE)
        ]
        # A claim that was split off another shares what was asked about that one.
        told += told_elsewhere(session, self.held)
        self.standing = replay(event for event in sorted(told) if event.number <= then.number)
        self.rows = self.standing.rows
        self.policy = in_force(session, then.at).policy
        self.sources = {source.id: source for source in source_rows.sources(session)}
        self.people = {reviewer.id: reviewer.name for reviewer in claim_rows.reviewers(session)}
        self.articles = {claim.article_id: claim.article for claim in claims}
        self.about = {number: about(session, one, then) for number, one in self.articles.items()}
        self.texts: dict[int, str] = {}
        self.posts: dict[int, list[dict[str, Any]] | None] = {}
        self.within = families(session)
        self.grades = _grades(session, then)
        self.tags = self._tags()
        links = {line.number for lines in self.held.links.values() for line in lines}
        self.there = event_rows.recorded_by(session, links, then.number)

    def facts(self, claim: Claim) -> Facts:
        number = claim.id
        past = tuple(one for one in self.held.past[number] if one.line.number <= self.then.number)
        told = self._told(claim)
        versions = [one.line.at for one in past if one.told.action not in UNVERSIONED]
        changed = versions[-1] if versions else claim.created_at
        state = ClaimState.of(told | {"version": len(versions), "changed_at": changed})
        speaker = self.sources.get(state.source or 0)
        decided = next((one for one in reversed(past) if one.told.action == Action.CLAIM_STATUS), None)
        counted = (decided.told.after.get("counted") or ()) if decided and state.status in COUNTED else ()
        on = f"evidence {', '.join(map(str, counted))}" if counted else "what is not on record"
        grounds = (f"the verdict rested on {on}",)
        carried = state.status is Status.CONFIRMED and not state.overridden
        restatement, finding = standing_lines(self.held.concluded, number, state.standing, self._stood)
        return Facts(
            state=state,
            speaker=speaker.name if speaker is not None else None,
            speaker_kind=speaker.kind if speaker is not None else SpeakerKind.NONE,
            post=post_at(self._posts(state.snapshot), state.spans),
            holder=self.people.get(state.holder or 0),
            hops=_hops(claim, state, speaker, self.about[claim.article_id]),
            caveats=caveat_lines(claim, self.held.doubted, self._judged(claim)),
            parties=tuple(self._parties(number, past)),
            evidence=tuple(self._evidence(claim, state, counted)),
            notes=self.held.notes[number][: told["notes"] or 0],
            links=tuple(link for link in self.held.links[number] if link.number in self.there),
            proposals=tuple(self._proposals(past)),
            tags=self.tags.get(number, ()),
            past=past,
            policy=self.policy,
            carried=carried,
            grounds=grounds if carried else (),
            opposed=(),
            against=grounds if state.status is Status.REFUTED else (),
            is_or_was="was",
            linchpins=_NO_LINCHPINS if state.status in COUNTED and not state.overridden else (),
            replies=replies_then(self.held, number, self.standing, then=self.then, within=self.within),
            restatement=restatement,
            finding=finding,
        )

    def _told(self, claim: Claim) -> dict[str, Any]:
        """Return what the events tell of a claim; what they began to tell later is as the first change after had it."""
        told = in_table(claim)
        for one in reversed(self.held.past[claim.id]):
            if one.line.number > self.then.number and one.told.action == Action.CLAIM_REREAD:
                told |= {name: value for name, value in one.told.before.items() if name in _READ_BY_THE_MACHINE}
        told |= self.standing.of(CLAIM, claim.id)
        spans = json.loads(told["spans"])
        return told | {"spans": spans, "text": worded(self._text(told["snapshot"]), spans)}

    def _judged(self, claim: Claim) -> list[LinkState] | None:
        """Return how each doubt on a claim had been judged, None where the events do not tell it."""
        doubts: Any = self.standing.of(CLAIM, claim.id).get("doubts")
        if doubts is None:
            return None
        # A new version of the article may have brought others and taken some: they are known by kind and words.
        then = {(kind, words): LinkState(state) for kind, _, _, state, words in json.loads(doubts)}
        told = zip(claim.caveats, doubts_told(claim), strict=True)
        return [then.get((kind, words), one.state) for one, (kind, *_, words) in told]

    def _stood(self, row: Restatement | Finding) -> bool:
        """Tell whether a restatement or a finding stood then."""
        kind = RESTATEMENT if isinstance(row, Restatement) else FINDING
        return row.id in self.rows[kind] and self.standing.of(kind, row.id)["ended"] is None

    def _posts(self, snapshot: int) -> list[dict[str, Any]] | None:
        if snapshot not in self.posts:
            self.posts[snapshot] = posts_of(self.session.connection(), [snapshot]).get(snapshot)
        return self.posts[snapshot]

    def _text(self, snapshot: int) -> str:
        if snapshot not in self.texts:
            self.texts[snapshot] = article_rows.snapshot(self.session, snapshot).text
        return self.texts[snapshot]

    def _proposals(self, past: Sequence[Happened]) -> Iterator[ProposalLine]:
        """Yield what waited for a second person then."""
        proposed = {one.told.subject[1]: one for one in past if one.told.action == Action.VERDICT_PROPOSED}
        for number, one in proposed.items():
            row: Mapping[str, Any] = self.standing.of(PROPOSAL, number)
            if row["state"] == ProposalState.OPEN:
                yield ProposalLine(
                    number=number,
                    question=Serves.TRUTH if row["status"] is not None else Serves.SAID,
                    verdict=Status(row["status"]) if row["status"] is not None else Said(row["said"]),
                    override=row["override"],
                    reason=one.line.reason,
                    counted=tuple(one.told.after["counted"]),
                    by=self.people[row["made_by"]],
                    at=one.line.at,
                )

    def _parties(self, claim: int, past: Sequence[Happened]) -> Iterator[PartyLine]:
        """Yield whom a claim accused or favoured, and who had said so last."""
        for row in self.held.parties[claim]:
            if row.id in self.rows[PARTY]:
                told: Mapping[str, Any] = self.standing.of(PARTY, row.id)
                yield party_line(row, PartySide(told["side"]), LinkState(told["state"]), past)

    def _evidence(self, claim: Claim, state: ClaimState, counted: Sequence[int]) -> Iterator[EvidenceLine]:
        reasons = withdrawal_reasons(self.held.past[claim.id])
        for link in claim.evidence_links:
            if link.id in self.rows[LINK]:
                yield self._piece(link, reasons, state, counted)

    def _piece(
        self, link: EvidenceLink, reasons: Mapping[int, str | None], state: ClaimState, counted: Sequence[int]
    ) -> EvidenceLine:
        told: Mapping[str, Any] = self.standing.of(LINK, link.id)
        number: Any = self.standing.of(EVIDENCE, link.evidence_id).get("source")
        source, withdrawn = self.sources.get(number), told["withdrawn"] is not None
        counts = link.evidence_id in counted and link.serves is Serves.TRUTH and not withdrawn
        name = source.name if source is not None else None
        return evidence_line(
            link,
            reasons,
            withdrawn=withdrawn,
            # An earlier claim comes from whoever says it today.
            source=source_name(link.evidence) if link.evidence.of_claim_id is not None else name,
            basis=Basis(told["basis"]),
            reliability=self._reliability(number) if number is not None else None,
            counts=True if counts else None,
            weighed="counted for the verdict" if counts else None,
            claim=state,
            compared=self.rows[CORROBORATION],
        )

    def _reliability(self, source: int) -> Reliability | None:
        family = self.within.all_of([self.within.standing(source)])
        return next((self.grades[one] for one in family if one in self.grades), None)

    def _tags(self) -> dict[int, tuple[str, ...]]:
        """Return, by claim, the names of the tags that it had, in the order of the alphabet."""
        rows = {row.number: row for row in tag_rows(self.session)}
        found: dict[int, list[TagRow]] = defaultdict(list)
        for number in self.rows[TAGGING]:
            told: Mapping[str, Any] = self.standing.of(TAGGING, number)
            if told["removed"] is None and told["tag"] in rows:
                found[told["claim"]].append(rows[told["tag"]])
        return {claim: tuple(row.name for row in sorted(had, key=lambda row: row.key)) for claim, had in found.items()}


def _grades(session: Session, then: Moment) -> dict[int, Reliability]:
    """Return, by source, how reliable it had been said to be."""
    told = [chain.as_told(event.id, event.body) for event in event_rows.events_of_action(session, Action.SOURCE_GRADED)]
    return {one.subject[1]: Reliability(one.after["reliability"]) for one in told if one.number <= then.number}


def _hops(claim: Claim, state: ClaimState, speaker: Source | None, article: About) -> tuple[HopLine, ...]:
    """Return the chain with the speaker, the agency and the outlet of then; its carriers are today's."""
    today = hop_lines(claim, None)
    spoken = [hop for hop in today if hop.role == HopRole.SPEAKER]
    if (state.source, state.own_voice) != (claim.source_id, claim.own_voice):
        spoken = [] if state.own_voice or speaker is None else [_hop(HopRole.SPEAKER, speaker, Mention.NONE)]
    carried = [hop for hop in today if hop.role == HopRole.RELAY]
    outlet = [_hop(HopRole.OUTLET, article.outlet, Mention.NAME)] if article.outlet is not None else []
    return with_agency((*spoken, *carried, *outlet), article.agency)


def _hop(role: HopRole, source: Source, mention: Mention) -> HopLine:
    return HopLine(role.value, source.name, source.kind, mention, None, None)
