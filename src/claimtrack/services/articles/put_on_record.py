"""Put statements on record as claims: their chains, caveats and links, and an event for each."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimtrack.db import claim_inserts
from claimtrack.db.claim_inserts import Row
from claimtrack.db.models import Article, Claim, Snapshot, Source
from claimtrack.events.claims import ClaimRecorded, hop_words, told_doubt, told_hop
from claimtrack.extraction.values import Attribution, Caveat, Extraction, Spans, Statement
from claimtrack.locker.excerpts import find_excerpt
from claimtrack.services.desk import Act
from claimtrack.services.sources.sources import all_spoken_of
from claimtrack.vocabulary import (
    ClaimOrigin,
    Firsthand,
    HopRole,
    LinkKind,
    LinkOrigin,
    LinkState,
    Mention,
    Said,
    SpeakerKind,
    Status,
)

CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop before it is a row."""

    role: HopRole
    source: Source
    words: str | None = None
    mention: Mention = Mention.NAME
    source_spans: Spans = ()
    cue: str | None = None
    cue_spans: Spans = ()


Speakers = Mapping[tuple[str, SpeakerKind], Source]
"""The sources of one article by what it calls them."""


def record_statements(
    act: Act,
    snapshot: Snapshot,
    extraction: Extraction,
    *,
    known: Mapping[int, int] | None = None,
    how: Mapping[str, Any] | None = None,
) -> dict[int, int]:
    """Put statements on record; gives each new claim's number by its statement's index.

    ``known`` are the claims that statements are on record as already; what is new may stand inside them or deny them.
    ``how`` goes into the event of each new claim.
    """
    known = known or {}
    indices = [index for index in range(len(extraction.statements)) if index not in known]
    speakers = all_spoken_of(act, quoted(extraction, indices), article=snapshot.article_id)
    chains = {index: chain(extraction, index, speakers, article=snapshot.article) for index in indices}
    rows = [_claim_row(act, snapshot, extraction, extraction.statements[index], chains[index]) for index in indices]
    numbers = dict(zip(indices, claim_inserts.insert_claims(act.session, rows), strict=True))
    inside = _nested(extraction, numbers, known)
    claim_inserts.nest_claims(act.session, [{"claim": number, "outer": outer} for number, outer in inside.items()])
    claim_inserts.insert_hops(
        act.session, [row for index in indices for row in hop_rows(numbers[index], chains[index])]
    )
    doubted = {
        number: caveat_rows(extraction.text, number, extraction.statements[index].caveats)
        for index, number in numbers.items()
    }
    claim_inserts.insert_caveats(act.session, [row for rows in doubted.values() for row in rows])
    links = _linked(act, _link_rows(extraction, numbers, known), set(numbers.values()))
    for index, row in zip(indices, rows, strict=True):
        told: dict[str, Any] = {
            "caveats": len(doubted[numbers[index]]),
            "doubts": [told_row(row) for row in doubted[numbers[index]]],
            "doubts_at": [row["spans"] for row in doubted[numbers[index]]],
            "relays": relays(chains[index]),
            **told_chain(chains[index]),
            "links": links.get(numbers[index], []),
            **(how or {}),
        }
        placed = {**row, "inside_id": inside.get(numbers[index])}
        act.changes.append(_event(numbers[index], placed, snapshot, told))
    return numbers


def relays(hops: Iterable[Hop]) -> list[int]:
    """Return the numbers of those who carried a claim, in order, as its events tell them."""
    return [hop.source.id for hop in hops if hop.role is HopRole.RELAY]


def told_chain(hops: Iterable[Hop]) -> dict[str, Any]:
    """Return a chain as the events of its claim tell it, but for the outlet, which its article has."""
    told = [hop for hop in hops if hop.role is not HopRole.OUTLET]
    return {
        "hops": [
            told_hop(hop.role, hop.source.id, hop.mention, _listed(hop.source_spans), _listed(hop.cue_spans))
            for hop in told
        ],
        "hop_words": hop_words((hop.words, hop.source_spans, hop.cue, hop.cue_spans) for hop in told),
    }


def linked(act: Act, rows: Sequence[Row]) -> list[list[int | str | Spans]]:
    """Insert links that the machine made; gives what an event tells of each: number, from, to, kind and place."""
    return [
        [number, int(str(row["from_id"])), int(str(row["to_id"])), str(row["kind"]), row["spans"]]  # type: ignore[list-item] # rows hold anything
        for number, row in zip(claim_inserts.insert_claim_links(act.session, rows), rows, strict=True)
    ]


def _linked(act: Act, rows: Sequence[Row], new: Collection[int]) -> dict[int, list[list[int | str | Spans]]]:
    """Insert links; gives for each new claim those that its event tells of."""
    told: dict[int, list[list[int | str | Spans]]] = {}
    for link in linked(act, rows):
        told.setdefault(int(str(link[1 if link[1] in new else 2])), []).append(link)
    return told


def quoted(extraction: Extraction, indices: Iterable[int]) -> Iterator[tuple[str, SpeakerKind]]:
    """Yield everybody whom the chains of these statements name."""
    for index in indices:
        for attribution in _outward(extraction, extraction.statements[index]):
            yield from _quoted(attribution)


def chain(extraction: Extraction, index: int, speakers: Speakers, *, article: Article) -> list[Hop]:
    """Return the chain of one statement, the speaker first, the article's outlet last."""
    return _chain(extraction.text, _outward(extraction, extraction.statements[index]), speakers, article)


def particulars(extraction: Extraction, statement: Statement) -> dict[str, Any]:
    """Return what the machine says of a statement besides its words, its chain and its caveats, by column."""
    attribution = extraction.attributions[statement.attribution] if statement.attribution is not None else None
    return {
        "checkable": statement.checkable,
        "headline": statement.headline,
        "quote": attribution.quote if attribution is not None else None,
        "nature": attribution.nature if attribution is not None else None,
        "hedged": attribution.hedged if attribution is not None else False,
        "firsthand": attribution.firsthand if attribution is not None else Firsthand.UNKNOWN,
        "confidence": confidence_of(extraction, statement),
    }


def confidence_of(extraction: Extraction, statement: Statement) -> float | None:
    """Return how sure the machine was of who says a statement; None where it gives no figure."""
    if statement.confidence is not None:
        return statement.confidence
    return extraction.attributions[statement.attribution].confidence if statement.attribution is not None else None


def outer_statements(extraction: Extraction) -> dict[int, int]:
    """Give, for each statement that stands inside another one's words, that one; both by index."""
    holding: dict[int, int] = {}
    for index, statement in enumerate(extraction.statements):
        if statement.attribution is not None:
            holding.setdefault(statement.attribution, index)
    outer = {}
    for index, statement in enumerate(extraction.statements):
        inside = extraction.attributions[statement.attribution].inside if statement.attribution is not None else None
        if inside is not None and inside in holding:
            outer[index] = holding[inside]
    return outer


def hop_rows(claim: int, hops: Sequence[Hop]) -> list[Row]:
    """Return the rows of a claim's chain, the speaker first."""
    return [
        {
            "claim_id": claim,
            "hop": place,
            "role": hop.role,
            "source_id": hop.source.id,
            "words": hop.words,
            "mention": hop.mention,
            "source_spans": _listed(hop.source_spans),
            "cue": hop.cue,
            "cue_spans": _listed(hop.cue_spans),
        }
        for place, hop in enumerate(hops)
    ]


def hops_of(claim: Claim) -> list[Hop]:
    """Return a claim's chain as it stands, to be kept in part."""
    return [
        Hop(hop.role, hop.source, hop.words, hop.mention, _tuples(hop.source_spans), hop.cue, _tuples(hop.cue_spans))
        for hop in claim.hops
        if hop.source is not None
    ]


def anchors(text: str, spans: Sequence[Sequence[int]]) -> tuple[str, str]:
    """Return up to 32 characters in front of and behind a quotation (W3C TextQuoteSelector)."""
    start, end = spans[0][0], spans[-1][1]
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def worded(text: str, spans: Sequence[Sequence[int]]) -> str:
    """Return the words of spans, joined by one space."""
    return " ".join(text[start:end] for start, end in spans)


def spans_of(text: str, quotes: Sequence[str], *, start: int = 0) -> list[list[int]]:
    """Find each piece of a quotation in a text from ``start`` on, in order; stops at the first that is not there."""
    spans: list[list[int]] = []
    for quote in quotes:
        found = find_excerpt(text[start:], quote)
        if found is None:
            break
        spans.append([start + found[0], start + found[1]])
        start += found[1]
    return spans


def anchor(claim: Claim, snapshot: Snapshot, spans: Sequence[Sequence[int]]) -> None:
    """Let a claim stand at these spans of a snapshot, with the words that are there."""
    if claim.snapshot_id != snapshot.id:
        # The other offsets belong to the earlier snapshot; their words stay.
        for hop in claim.hops:
            hop.source_spans, hop.cue_spans = [], []
        for caveat in claim.caveats:
            caveat.spans = []
    claim.snapshot_id = snapshot.id
    claim.spans, claim.text = _listed(spans), worded(snapshot.text, spans)
    claim.prefix, claim.suffix = anchors(snapshot.text, spans)


def caveat_rows(text: str, claim: int, caveats: Sequence[Caveat]) -> list[Row]:
    """Return the rows of the article's doubts about a claim."""
    return [
        {
            "claim_id": claim,
            "kind": caveat.kind,
            "spans": _listed(caveat.spans),
            "text": worded(text, caveat.spans),
            "by": caveat.by,
            "confidence": caveat.confidence,
            "origin": LinkOrigin.MACHINE,
            "state": LinkState.PROPOSED,
        }
        for caveat in caveats
    ]


def told_row(row: Row) -> list[str | float | None]:
    """Return the row of a doubt as events tell it."""
    return told_doubt(*(row[name] for name in ("kind", "confidence", "origin", "state", "text", "by")))  # type: ignore[arg-type] # rows hold anything


def _outward(extraction: Extraction, statement: Statement) -> list[Attribution]:
    """Return the attributions that a statement stands in, its own first."""
    met: dict[int, Attribution] = {}
    index = statement.attribution
    while index is not None and index not in met:
        met[index] = extraction.attributions[index]
        index = met[index].inside
    return list(met.values())


def _quoted(attribution: Attribution) -> Iterator[tuple[str, SpeakerKind]]:
    """Yield whom an attribution names, the speaker first."""
    if attribution.speaker is not None:
        yield attribution.speaker, attribution.speaker_kind
    for carrier in attribution.via:
        yield carrier, SpeakerKind.MEDIA


def _chain(text: str, attributions: Sequence[Attribution], speakers: Speakers, article: Article) -> list[Hop]:
    """Line up a statement's attributions: speaker, carriers, outer speakers, and the outlet last."""
    hops: list[Hop] = []
    for place, attribution in enumerate(attributions):
        # Where nobody is named for the statement itself, whoever reports it is a relay all the same, not its speaker.
        hops += _said_by(text, attribution, speakers, role=HopRole.RELAY if place else HopRole.SPEAKER)
    if article.outlet is not None:
        hops.append(Hop(HopRole.OUTLET, article.outlet))
    return hops


def _said_by(text: str, attribution: Attribution, speakers: Speakers, *, role: HopRole) -> list[Hop]:
    hops = []
    if attribution.speaker is not None:
        hops.append(
            Hop(
                role,
                speakers[attribution.speaker, attribution.speaker_kind],
                words=worded(text, attribution.source) or None,
                mention=attribution.mention,
                source_spans=attribution.source,
                cue=worded(text, attribution.cue) or None,
                cue_spans=attribution.cue,
            )
        )
    return hops + [Hop(HopRole.RELAY, speakers[carrier, SpeakerKind.MEDIA]) for carrier in attribution.via]


def _claim_row(
    act: Act, snapshot: Snapshot, extraction: Extraction, statement: Statement, hops: Sequence[Hop]
) -> dict[str, object]:
    prefix, suffix = anchors(extraction.text, statement.spans)
    speaker = next((hop.source.id for hop in hops if hop.role is HopRole.SPEAKER), None)
    if statement.own_voice and snapshot.article.outlet is not None:
        speaker = snapshot.article.outlet.id
    return {
        "article_id": snapshot.article_id,
        "snapshot_id": snapshot.id,
        "source_id": speaker,
        "inside_id": None,
        "text": statement.text,
        "spans": _listed(statement.spans),
        "prefix": prefix,
        "suffix": suffix,
        "own_voice": statement.own_voice,
        **particulars(extraction, statement),
        "origin": ClaimOrigin.EXTRACTED,
        "status": Status.UNVERIFIED,
        "said": Said.UNCHECKED,
        "overridden": False,
        "holder_id": None,
        "version": 1,
        "created_at": act.at,
        "changed_at": act.at,
    }


def _nested(extraction: Extraction, numbers: Mapping[int, int], known: Mapping[int, int]) -> dict[int, int]:
    """Give, for each new claim that stands inside another one's words, that claim."""
    ends = {**known, **numbers}
    outer = outer_statements(extraction)
    return {
        number: ends[outer[index]]
        for index, number in numbers.items()
        if index in outer and ends[outer[index]] != number
    }


def _link_rows(extraction: Extraction, numbers: Mapping[int, int], known: Mapping[int, int]) -> list[Row]:
    """Return the rows of links with a new claim at one end at least; those between known ones are on record."""
    rows: dict[tuple[int, int, LinkKind], Row] = {}
    ends = {**known, **numbers}
    for link in extraction.links:
        if (link.source in numbers or link.target in numbers) and ends[link.source] != ends[link.target]:
            key = (ends[link.source], ends[link.target], link.kind)
            rows.setdefault(key, {"from_id": key[0], "to_id": key[1], "kind": link.kind, "spans": _listed(link.spans)})
    return list(rows.values())


PARTICULARS = ("quote", "nature", "hedged", "firsthand", "confidence", "headline")
"""What the event that puts a claim on record tells of it besides where it stands and who says it."""


def _event(number: int, row: Row, snapshot: Snapshot, told: Mapping[str, Any]) -> ClaimRecorded:
    known: dict[str, Any] = {name: row[name] for name in PARTICULARS}
    known |= {"source": row["source_id"], "spans": row["spans"], "inside": row["inside_id"]}
    return ClaimRecorded(
        claim=number,
        article=snapshot.article_id,
        snapshot=snapshot.id,
        checkable=bool(row["checkable"]),
        own_voice=None if row["own_voice"] is None else bool(row["own_voice"]),
        origin=ClaimOrigin.EXTRACTED,
        status=Status.UNVERIFIED,
        said=Said.UNCHECKED,
        **known,
        **told,
    )


def _tuples(spans: Sequence[Sequence[int]]) -> Spans:
    return tuple((span[0], span[1]) for span in spans)


def _listed(spans: Sequence[Sequence[int]]) -> list[list[int]]:
    return [list(span) for span in spans]
