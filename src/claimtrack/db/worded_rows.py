"""The rows whose words stand in an article's text: claims, the hops of their chains, what the article doubts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from claimtrack.db.base import SpanList
from claimtrack.db.chunks import chunks
from claimtrack.db.models import Attribution, Caveat, Claim, Snapshot, Source
from claimtrack.db.words import Place
from claimtrack.vocabulary import HopRole, Mention


@dataclass(frozen=True, slots=True)
class Worded:
    """A column whose words are those of these spans, and the claim that they belong to."""

    place: Place
    claim: int
    spans: SpanList
    words: str


@dataclass(frozen=True, slots=True)
class Around:
    """A claim, where its words stand, and what stands in front of and behind them."""

    claim: int
    spans: SpanList
    prefix: str
    suffix: str


def texts(connection: Connection) -> Iterator[tuple[int, str]]:
    """Yield the text of each snapshot, by its number."""
    with connection.execute(
        select(Snapshot.id, Snapshot.text).order_by(Snapshot.id).execution_options(yield_per=20)
    ) as rows:
        yield from ((number, text) for number, text in rows)


def worded(connection: Connection, snapshot: int) -> Iterator[Worded]:
    """Yield every column whose words stand in the text of a snapshot."""
    for number, text, spans in connection.execute(
        select(Claim.id, Claim.text, Claim.spans).where(Claim.snapshot_id == snapshot).order_by(Claim.id)
    ):
        yield Worded(Place("claim", (number,), "text"), number, spans, text)
    hops = (
        select(
            Attribution.id,
            Attribution.claim_id,
            Attribution.words,
            Attribution.source_spans,
            Attribution.cue,
            Attribution.cue_spans,
        )
        .join(Claim, Claim.id == Attribution.claim_id)
        .where(Claim.snapshot_id == snapshot)
        .order_by(Attribution.id)
    )
    for number, claim, words, at, cue, cue_at in connection.execute(hops):
        for column, said, spans in (("words", words, at), ("cue", cue, cue_at)):
            if said and spans:
                yield Worded(Place("attribution", (number,), column), claim, spans, said)
    doubts = (
        select(Caveat.id, Caveat.claim_id, Caveat.text, Caveat.spans)
        .join(Claim, Claim.id == Caveat.claim_id)
        .where(Claim.snapshot_id == snapshot)
        .order_by(Caveat.id)
    )
    for number, claim, text, spans in connection.execute(doubts):
        if text and spans:
            yield Worded(Place("caveat", (number,), "text"), claim, spans, text)


def around(connection: Connection, snapshot: int) -> Iterator[Around]:
    """Yield what stands around the claims of a snapshot."""
    query = select(Claim.id, Claim.spans, Claim.prefix, Claim.suffix).where(Claim.snapshot_id == snapshot)
    for number, spans, prefix, suffix in connection.execute(query.order_by(Claim.id)):
        yield Around(number, spans, prefix, suffix)


def spans_of_claims(connection: Connection, claims: Iterable[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield where the words of these claims stand: the snapshot's number and one span."""
    for some in chunks(sorted(set(claims))):
        for snapshot, spans in connection.execute(select(Claim.snapshot_id, Claim.spans).where(Claim.id.in_(some))):
            yield from ((snapshot, span) for span in spans)


def mentions(connection: Connection, sources: Iterable[int]) -> Iterator[tuple[int, SpanList, str | None, bool]]:
    """Yield where articles name these sources: the snapshot, the spans, the words there, and if those are a name."""
    for some in chunks(sorted(set(sources))):
        query = (
            select(Claim.snapshot_id, Attribution.source_spans, Attribution.words, Attribution.mention)
            .join(Claim, Claim.id == Attribution.claim_id)
            .where(Attribution.source_id.in_(some), Attribution.role != HopRole.OUTLET)
        )
        for snapshot, spans, words, mention in connection.execute(query):
            yield snapshot, spans, words, mention is Mention.NAME


def spoken_by(connection: Connection, sources: Iterable[int]) -> list[tuple[int, str]]:
    """Return the claims that these sources speak, with their words."""
    found: list[tuple[int, str]] = []
    for some in chunks(sorted(set(sources))):
        query = select(Claim.id, Claim.text).where(Claim.source_id.in_(some)).order_by(Claim.id)
        found += [(number, text) for number, text in connection.execute(query)]
    return found


def digested(connection: Connection) -> Iterator[tuple[int, str | None]]:
    """Yield, by the claim's number, the words of which events hold digests without a salt: anybody could try names.

    These are a claim's own words, who speaks it, and what the article says against it.
    """
    speakers = select(Claim.id, Source.name).join(Source, Source.id == Claim.source_id)
    queries = (
        select(Claim.id, Claim.text),
        speakers,
        select(Caveat.claim_id, Caveat.text),
        select(Caveat.claim_id, Caveat.by),
    )
    for query in queries:
        with connection.execute(query.execution_options(yield_per=500)) as rows:
            yield from ((number, said) for number, said in rows)
