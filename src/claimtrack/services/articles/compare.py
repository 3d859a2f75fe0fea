"""Hold the claims of an article against what an engine finds in it now. Nothing here writes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import claim_rows, source_rows
from claimtrack.db.claim_inserts import Row
from claimtrack.db.models import Claim, Snapshot
from claimtrack.events.forms import JsonValue
from claimtrack.extraction.values import Extraction
from claimtrack.services.articles.human_work import machine_versions, superseded, touched
from claimtrack.services.articles.put_on_record import (
    Hop,
    Speakers,
    caveat_rows,
    chain,
    hop_rows,
    hops_of,
    outer_statements,
    particulars,
    quoted,
)
from claimtrack.services.sources.sources import resolved
from claimtrack.vocabulary import Status

SHARED = 0.5
"""A statement stands in the place of a claim when they share so much of the shorter one's words."""

_NOT_YET = -1
"""What stands for the number of a claim that is not on record yet."""

Spread = Sequence[Sequence[int]]
"""Spans as they are stored or as they were found."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How claims and statements go together; claims by number, statements by index.

    ``known`` gives the claim that a statement is on record as: in the same words, or because a person corrected them.
    ``same`` are those of them whose claim nobody worked on; the engine names the same speaker. ``differing`` are the
    claims among these of which it says something else besides. ``gone`` are claims that nobody worked on and that the
    engine no longer gives, with the statements in their place. ``worked`` says what people did to claims, ``beside``
    which new statements stand at the words of such a claim that is not given, and ``respoken`` which statement has
    its very words, but from somebody else. ``new`` are the statements that are not on record.
    """

    extraction: Extraction
    claims: Mapping[int, Claim]
    known: Mapping[int, int]
    same: Mapping[int, int]
    differing: Collection[int]
    gone: Mapping[int, tuple[int, ...]]
    worked: Mapping[int, str]
    beside: Mapping[int, tuple[int, ...]]
    respoken: Mapping[int, int]
    new: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What an engine says of a claim besides its words and its speaker."""

    particulars: Mapping[str, Any]
    hops: Sequence[Hop]
    caveats: Sequence[Row]
    inside: int | None


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks each statement, to be held against who speaks a claim. Merged sources are one."""

    extraction: Extraction
    speakers: Speakers
    stands_for: Mapping[int, int]

    def agrees(self, claim: Claim, index: int) -> bool:
        """Tell whether the engine gives a statement to the speaker of a claim."""
        statement = self.extraction.statements[index]
        if claim.own_voice is not False or statement.own_voice is not False:
            return claim.own_voice is statement.own_voice
        one = self.extraction.attributions[statement.attribution] if statement.attribution is not None else None
        if one is None or one.speaker is None:
            return claim.source_id is None
        found = self.speakers[one.speaker, one.speaker_kind].id
        return found is not None and standing(found, self.stands_for) == standing(claim.source_id, self.stands_for)


def who_speaks(session: Session, snapshot: Snapshot, extraction: Extraction) -> Speaking:
    """Find out who speaks each statement that was found in ``snapshot``; puts nobody on record."""
    every = range(len(extraction.statements))
    speakers, _ = resolved(session, quoted(extraction, every), article=snapshot.article_id, at=snapshot.retrieved_at)
    return Speaking(extraction, speakers, source_rows.merged_sources(session))


def compare(session: Session, snapshot: Snapshot, extraction: Extraction) -> Plan:
    """Find out what becomes of each claim whose words stand in ``snapshot``, and which statements are new."""
    there = claim_rows.full_claims(session, article=snapshot.article_id)
    worked = touched(session, there)
    given_up = superseded(session, there)
    claims = {claim.id: claim for claim in there if claim.snapshot_id == snapshot.id and claim.id not in given_up}
    every = range(len(extraction.statements))
    speaking = who_speaks(session, snapshot, extraction)
    known = _known(claims.values(), worked, speaking)
    touched_ones = [claim for claim in claims.values() if claim.id in worked]
    known |= machine_versions(session, touched_ones, extraction, known)
    same = {index: number for index, number in known.items() if number not in worked}
    lost = [claim for claim in claims.values() if claim.id not in known.values()]
    new = [index for index in every if index not in known]
    gone = {
        claim.id: statements_at(claim.spans, extraction, new) or statements_at(claim.spans, extraction, known)
        for claim in lost
        if claim.id not in worked
    }
    beside = {
        claim.id: places
        for claim in lost
        if claim.id in worked and (places := statements_at(claim.spans, extraction, new))
    }
    respoken = {
        number: index
        for index, number in known.items()
        if number in worked
        and _plain(claims[number].spans) == _plain(extraction.statements[index].spans)
        and not speaking.agrees(claims[number], index)
    }
    told = told_of(extraction, same.items(), speaking.speakers, snapshot=snapshot, ends=known)
    differing = {number for number in told if differences(claims[number], told[number], speaking.stands_for)}
    here = {number: why for number, why in worked.items() if number in claims}
    return Plan(extraction, claims, known, same, differing, gone, here, beside, respoken, tuple(new))


def told_of(
    extraction: Extraction,
    same: Iterable[tuple[int, int]],
    speakers: Speakers,
    *,
    snapshot: Snapshot,
    ends: Mapping[int, int],
) -> dict[int, Account]:
    """Return what the engine says of claims, each given behind its statement; ``ends`` numbers statements."""
    outer = outer_statements(extraction)
    told = {}
    for index, number in same:
        statement = extraction.statements[index]
        holder = ends.get(outer[index], _NOT_YET) if index in outer else None
        told[number] = Account(
            particulars(extraction, statement),
            chain(extraction, index, speakers, article=snapshot.article),
            caveat_rows(extraction.text, number, statement.caveats),
            holder if holder != number else None,
        )
    return told


def differences(claim: Claim, told: Account, stands_for: Mapping[int, int]) -> dict[str, tuple[JsonValue, JsonValue]]:
    """Return what the engine says otherwise than the claim has it, by name: as it is on record, and as told now."""
    had: dict[str, tuple[JsonValue, JsonValue]] = {
        name: (_word(getattr(claim, name)), _word(value)) for name, value in told.particulars.items()
    }
    had["chain"] = (_links(claim, hops_of(claim), stands_for), _links(claim, told.hops, stands_for))
    had["caveats"] = (
        [[caveat.kind.value, caveat.spans, caveat.confidence] for caveat in claim.caveats],
        [[str(row["kind"]), row["spans"], row["confidence"]] for row in told.caveats],  # type: ignore[list-item] # lists of numbers
    )
    had["inside"] = (claim.inside_id, told.inside)
    return {name: (before, after) for name, (before, after) in had.items() if before != after}


def _word(value: Any) -> JsonValue:
    plain: JsonValue = value.value if isinstance(value, Enum) else value
    return plain


def _links(claim: Claim, hops: Sequence[Hop], stands_for: Mapping[int, int]) -> JsonValue:
    """Return a chain in numbers and our words, for the log. A source that is not on record has no number."""
    return [
        [hop.role.value, standing(hop.source.id, stands_for), hop.mention.value, row["source_spans"], row["cue_spans"]]  # type: ignore[list-item] # lists of numbers
        for hop, row in zip(hops, hop_rows(claim.id, hops), strict=True)
    ]


def _known(claims: Iterable[Claim], worked: Collection[int], speaking: Speaking) -> dict[int, int]:
    """Return the claims that have a statement's very words: its speaker too, or else a person worked on them."""
    free: dict[tuple[tuple[int, ...], ...], list[int]] = defaultdict(list)
    for index, statement in enumerate(speaking.extraction.statements):
        free[_plain(statement.spans)].append(index)
    # What was withdrawn is not recorded anew, but gives way where the same words stand for another claim too.
    ordered = sorted(claims, key=lambda one: (one.status is Status.WITHDRAWN, one.id))
    known: dict[int, int] = {}
    for claim in ordered:
        agreeing = [
            index for index in free[_plain(claim.spans)] if index not in known and speaking.agrees(claim, index)
        ]
        known |= dict.fromkeys(agreeing[:1], claim.id)
    for claim in ordered:
        if claim.id in worked and claim.id not in known.values():
            left = [index for index in free[_plain(claim.spans)] if index not in known]
            known |= dict.fromkeys(left[:1], claim.id)
    return known


def statements_at(spans: Spread, extraction: Extraction, indices: Iterable[int]) -> tuple[int, ...]:
    """Return those of these statements that stand at a claim's words."""
    return tuple(index for index in sorted(indices) if _overlap(spans, extraction.statements[index].spans) >= SHARED)


def _overlap(one: Spread, other: Spread) -> float:
    """Return how much of the shorter one's characters two lists of spans share."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    return shared / max(1, min(sum(end - start for start, end in spans) for spans in (one, other)))


def _plain(spans: Spread) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(span) for span in spans)


def standing(source: int | None, stands_for: Mapping[int, int]) -> int | None:
    """Return whom a source stands for: where it was merged into another one, that."""
    return stands_for.get(source, source) if source is not None else None
