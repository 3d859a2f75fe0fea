"""Prove that the record is intact: the event chain, the bytes, the excerpts, the claims' words, and every table row."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain as following
from itertools import pairwise
from typing import Any

from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from claimtrack.db import (
    article_rows,
    chain,
    claim_rows,
    event_rows,
    evidence_rows,
    kept_files,
    reply_rows,
    source_rows,
)
from claimtrack.db.backup import integrity
from claimtrack.db.chunks import chunks
from claimtrack.db.damage import damage, strays
from claimtrack.db.engine import read_damaged_text, translated
from claimtrack.db.evidence_rows import EvidenceNumber
from claimtrack.db.models import Claim, Snapshot
from claimtrack.db.purges import Purges, purges
from claimtrack.db.seals import unsealed
from claimtrack.errors import DatabaseTrouble, StoreTrouble
from claimtrack.events.event import Column
from claimtrack.locker.ahead import checked_ahead
from claimtrack.remedies import Step, do, written
from claimtrack.rules.copies import sketch
from claimtrack.rules.sought import is_all_gone
from claimtrack.services.articles.put_on_record import anchors, worded
from claimtrack.services.desk import Desk, reading, refuse_where_hidden
from claimtrack.services.door import checking as door
from claimtrack.services.evidence.recheck import failing, failing_excerpts
from claimtrack.services.integrity import replay, sweep
from claimtrack.services.marks import tags
from claimtrack.services.names import folded, source_key
from claimtrack.services.timestamps.checking import checked
from claimtrack.services.witnesses.checking import checked as checked_witnesses

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked and what fails; the record is intact when ``problems`` is empty.

    ``failing_evidence`` are the pieces whose bytes or excerpts are not what was attached. ``notes`` say what is intact
    and yet to be known: when the clock was set wrong.
    """

    events: int
    head: str
    files: int
    excerpts: int
    claims: int
    problems: tuple[str, ...]
    failing_evidence: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tally:
    files: int = 0
    excerpts: int = 0
    claims: int = 0
    failing: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    purged: Purges = field(default_factory=Purges)


Checked = tuple[EvidenceNumber, str | None]
"""A piece of evidence, and what is wrong with its bytes."""


def _unwatched(pieces: Sequence[EvidenceNumber], results: Iterable[Checked]) -> Iterable[Checked]:
    del pieces
    return results


def verify(
    desk: Desk, *, beside: Callable[[Sequence[EvidenceNumber], Iterable[Checked]], Iterable[Checked]] = _unwatched
) -> Verified:
    """Check everything, one row and one block of bytes at a time; the bytes of evidence on every core.

    ``beside`` goes through the pieces of evidence, most of the work, for somebody who watches.

    Memory does not grow with the number of events or files, nor with the size of files, except that a file with an
    excerpt is read whole, as it was when the excerpt was found in it. Of each claim, source and piece of evidence some
    hundred bytes are kept, to hold the tables against the events.
    """
    refuse_where_hidden(desk)
    tally = _Tally()
    problems = integrity(desk.database)
    with reading(desk) as session:
        head = chain.head(session)
        read_damaged_text(session.connection())
        problems += _findings(desk, damage(session.connection()))
        problems += _findings(desk, chain.check(session.connection()))
        problems += _findings(desk, _purged(desk, session, tally))
        problems += _findings(desk, unsealed(session.connection()))
        problems += _findings(desk, _names(session))
        problems += _findings(desk, _notes(session))
        problems += _findings(desk, _chains(session))
        problems += _findings(desk, _snapshots(desk, session, tally))
        problems += _findings(desk, _evidence(desk, session, tally, beside))
        problems += _findings(desk, _words(session, tally.purged))
        problems += _findings(desk, _replies(desk, session, tally))
        problems += _findings(desk, _stamps(desk, session, tally))
        problems += _findings(desk, _witnesses(desk, session, tally))
        problems += _findings(desk, replay.problems(session))
        problems += _findings(desk, tags.renamed(session))
        problems += _findings(desk, door.problems(session))
        problems += _findings(desk, strays(session.connection()))
        extra = _findings(desk, _unnamed(desk, session))
        misdated = _findings(desk, chain.misdated(session.connection()))
        notes = (*misdated, *tally.notes, *tally.purged.notes, *extra)
    failing = tuple(dict.fromkeys(tally.failing))
    found = tuple(dict.fromkeys(problems))
    return Verified(head.number, head.hash, tally.files, tally.excerpts, tally.claims, found, failing, notes)


def _unnamed(desk: Desk, session: Session) -> Iterator[str]:
    """Say how many kept files nothing names (what was refused, or what somebody put there), and how many are halves."""
    count = sum(len(set(some) - kept_files.owners(session, some).keys()) for some in chunks(desk.locker.digests()))
    if count:
        files = "1 file" if count == 1 else f"{count:,} files"
        lists = do(Step.LOCKER_LIST, orphans=True)
        yield str(f"the locker holds {files} that nothing on record names; " + lists + " lists " + _them(count))
    strangers = desk.locker.strangers()
    if strangers:
        files = "something that is none of its own" if len(strangers) == 1 else "what is none of its own"
        more = f" and {len(strangers) - _MOST_NAMED:,} more" if len(strangers) > _MOST_NAMED else ""
        yield f"the locker holds {files}: {', '.join(map(repr, strangers[:_MOST_NAMED]))}{more}"
    halves = len(desk.locker.leftovers(older_than=sweep.HOUR))
    if halves:
        files = "1 file" if halves == 1 else f"{halves:,} files"
        sweeps = do(Step.LOCKER_SWEEP)
        yield str(
            f"the locker holds {files} that killed writers left half-written; " + sweeps + " removes " + _them(halves)
        )


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _findings(desk: Desk, checks: Iterator[str]) -> Iterator[str]:
    """Yield what ``checks`` find; where the database is too damaged to go on, that is a finding too."""
    try:
        with translated(desk.database):
            try:
                yield from checks
            except UnicodeEncodeError as error:  # a damaged word, by which something was looked for
                yield f"the database {desk.database.name} holds a word that is no text: {error.object!r}"
    except StoreTrouble:  # says nothing of the record: it cannot be checked now
        raise
    except DatabaseTrouble as trouble:
        yield str(trouble)
    # What the mapped classes, and all that reads their rows, say to a word, a time or a number that is none.
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, InvalidRequestError) as error:
        yield f"the database {desk.database.name} holds a row that cannot be read: {error}"


def _names(session: Session) -> Iterator[str]:
    """Hold the names of reviewers and sources against those under which they were put on record."""
    kept = claim_rows.names_kept(session)
    for kind, number, told in event_rows.names_told(session):
        name, key = kept.get((kind, number), (told, None))
        if name != told:
            yield f'{kind} {number} is called "{name}" in the table, and was put on record as "{told}"'
        elif key is not None and key != _KEYS[kind](told):
            yield f'{kind} {number} ("{name}") is found under "{key}" in the table, and not under its name'


def _notes(session: Session) -> Iterator[str]:
    """Hold what people wrote on claims against the events; that none is missing or added, replaying finds."""
    for told, kept in zip(event_rows.notes_told(session), claim_rows.notes_kept(session), strict=False):
        if told[0] == kept[0] and (told[:-1] != kept[:-1] or told[-1] not in {None, kept[-1]}):
            yield f'a {told[1]} on claim {told[0]} is not what was written there, or not by whom or when: "{kept[-1]}"'


def _purged(desk: Desk, session: Session, tally: _Tally) -> Iterator[str]:
    """Find out what was purged, and say which files are there all the same."""
    tally.purged = purges(session.connection())
    for digest, mark in tally.purged.files.items():
        if desk.locker.holds(digest):
            yield (
                f"the file {digest} is in the locker again, and was {mark[1:-1]}; "
                + written(do(Step.LOCKER_SWEEP))
                + (" takes it out")
            )


def _words(session: Session, purged: Purges) -> Iterator[str]:
    """Hold each column of words against the events: what stands there, and that nothing does."""
    told: dict[Column, bytes | None] = {}
    gone: dict[Column, bool] = {}
    for column, words, is_purged in event_rows.words_told(session):
        told[column], gone[column] = _digest(words), is_purged
    for (table, number, name), words in (*claim_rows.words_kept(session), *_loose(session, told)):
        here = (table, number, name)
        known_otherwise = gone.get(here, False) or (words is None and (table, name) in _PROVED_EMPTY)
        if name == "hop_words" and words is not None and told.get(here) in {_digest(one) for one in purged.markers}:
            known_otherwise = {*following(*json.loads(words))} <= {None, *purged.markers}
        if told.get(here) != _digest(words) and not known_otherwise:
            what, of = table.replace("_", " "), name.replace("_", " ")
            stands = f'"{words}"' if words is not None else "gone"
            yield f"the {of} of {what} {number} is {stands} in the table, and no event says so"


def _loose(session: Session, told: Iterable[Column]) -> Iterator[tuple[Column, str | None]]:
    """Yield the words of chains that have no place in their article, of claims whose chain the events tell."""
    chained = [number for table, number, column in told if (table, column) == ("claim", "hop_words")]
    found = dict(claim_rows.loose_words(session, chained))
    known = event_rows.chains_told(session, {number for _, number, _ in found})
    yield from ((column, words) for column, words in found.items() if column[1] in known)


def _digest(words: str | None) -> bytes | None:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest() if words is not None else None


_PROVED_EMPTY = frozenset(
    {("source", "unaffiliated_because"), ("source", "vouched_because"), ("evidence_link", "answer")}
)
"""Columns of which replaying the events proves whether anything stands there: merging sources may clear them."""


def _chains(session: Session) -> Iterator[str]:
    """Hold the ends of claims' chains against their speakers and the outlets of their articles."""
    for number in source_rows.claims_without_their_speaker(session):
        yield f"the chain of claim {number} begins with another speaker than the claim has"
    for number in source_rows.claims_without_their_outlet(session):
        yield f"the chain of claim {number} does not end with the outlet of its article"
    for number in source_rows.claims_with_a_broken_chain(session):
        yield f"the chain of claim {number} is not in order, or its outlet has words of its own"


_KEYS = {"reviewer": folded, "source": source_key}


def _snapshots(desk: Desk, session: Session, tally: _Tally) -> Iterator[str]:
    for snapshot in article_rows.snapshots(session):
        tally.files += 1
        what = f"article {snapshot.article_id} ({snapshot.name})"
        problem = desk.locker.check(snapshot.digest)
        if problem is not None and snapshot.digest not in tally.purged.files:
            yield f"the original bytes of {what} fail: {problem}"
        if hashlib.sha256(snapshot.text.encode("utf-8", "surrogatepass")).hexdigest() != snapshot.text_sha256:
            yield f"the text of {what} is not the text that was recorded"
        elif (
            snapshot.sketch is not None
            and snapshot.id not in tally.purged.snapshots
            and snapshot.sketch != sketch(snapshot.text).as_bytes()
        ):
            yield f"that by which copies of {what} are known was not made from its text"
        for number, what_part in _misplaced(session, snapshot):
            yield f"{what_part} of claim {number} are not what stands there in article {snapshot.article_id}"
        if not _in_order(snapshot.posts or (), len(snapshot.text)):
            yield f"the posts of {what} do not stand where they should in its text"
        yield from _claims(session, snapshot, tally)
        _let_go(session, snapshot)


def _misplaced(session: Session, snapshot: Snapshot) -> Iterator[tuple[int, str]]:
    """Yield the claims of a snapshot whose chain or doubts have words that do not stand where they should."""
    for number, words, source_spans, cue, cue_spans in claim_rows.placed_hops(session, snapshot.id):
        pairs = ((words, source_spans), (cue, cue_spans))
        if any(spans and (worded(snapshot.text, spans) or None) != said for said, spans in pairs):
            yield number, "the words of the chain"
    for number, words, spans in claim_rows.placed_caveats(session, snapshot.id):
        if spans and worded(snapshot.text, spans) != words:
            yield number, "the words of a doubt"


def _in_order(posts: Sequence[Mapping[str, Any]], length: int) -> bool:
    """Tell whether the posts of a live file stand in its text one behind the other; no event tells of them."""
    places = [0, *(place for one in posts for place in (one["start"], one["end"])), length]
    return all(first <= second for first, second in pairwise(places))


def _claims(session: Session, snapshot: Snapshot, tally: _Tally) -> Iterator[str]:
    for claim in claim_rows.claims_of_snapshot(session, snapshot.id):
        tally.claims += 1
        found = worded(snapshot.text, claim.spans)
        if found != claim.text and not (is_all_gone(found) and claim.text == tally.purged.snapshots.get(snapshot.id)):
            yield f"the words of claim {claim.id} do not stand where they should in article {snapshot.article_id}"
        elif (claim.prefix, claim.suffix) != anchors(snapshot.text, claim.spans):
            yield f"what stands around the words of claim {claim.id} is not what article {snapshot.article_id} has"
        _let_go(session, claim)


def _let_go(session: Session, row: Snapshot | Claim) -> None:
    """Keep a row no longer in memory; a damaged database may give the same one twice."""
    if row in session:
        session.expunge(row)


def _replies(desk: Desk, session: Session, tally: _Tally) -> Iterator[str]:
    for number, what, digest in reply_rows.files(session):
        tally.files += 1
        problem = desk.locker.check(digest)
        if problem is not None and digest not in tally.purged.files:
            yield f"the bytes of {what} (reply {number}) fail: {problem}"


def _stamps(desk: Desk, session: Session, tally: _Tally) -> Iterator[str]:
    found = checked(desk, session)
    tally.files += found.files
    tally.notes += map(str, found.notes)
    yield from found.problems


def _witnesses(desk: Desk, session: Session, tally: _Tally) -> Iterator[str]:
    found = checked_witnesses(desk, session)
    tally.notes += found.notes
    yield from found.problems


def _evidence(
    desk: Desk,
    session: Session,
    tally: _Tally,
    beside: Callable[[Sequence[EvidenceNumber], Iterable[Checked]], Iterable[Checked]],
) -> Iterator[str]:
    pieces = [one for one in evidence_rows.evidence_numbers(session) if one.digest not in tally.purged.files]
    for piece, problem in beside(pieces, checked_ahead(desk.locker, pieces, lambda one: one.digest)):
        tally.files += 1
        if problem is not None:
            tally.failing.append(piece.number)
            yield failing(piece, problem)
            continue
        links = evidence_rows.excerpted_links(session, piece.number)
        if links:
            tally.excerpts += len(links)
            for one in failing_excerpts(desk.locker, piece, links):
                if one.by_machine:
                    tally.notes.append(one.why)
                    continue
                tally.failing.append(piece.number)
                yield one.why
