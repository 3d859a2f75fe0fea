"""What somebody wants purged, and what of the record that is: words of events, places of tables, texts, files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from claimtrack.db import chain, kept_files, purge_rows, tree_rows, words
from claimtrack.db.backup import kept_digests
from claimtrack.db.models import Evidence
from claimtrack.db.words import Place
from claimtrack.errors import ForbiddenMove, NotFound, not_there
from claimtrack.events.event import Column
from claimtrack.events.forms import Sealed
from claimtrack.events.registry import EVENTS
from claimtrack.locker.anywhere import AnyLocker
from claimtrack.remedies import Step, do
from claimtrack.rules.sought import Sought
from claimtrack.services.packages.protected import Protected, protected
from claimtrack.services.packages.traces import Unsearched, trace
from claimtrack.services.sources.sources import existing


class Of(StrEnum):
    """Of what words are purged."""

    CLAIM = "claim"
    SOURCE = "source"
    EVIDENCE = "evidence"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be purged: of a claim, a source, a piece of evidence, or of one field of an event.

    ``names`` are looked for besides: other spellings, nicknames.
    """

    of: Of
    which: str
    field: str | None = None
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Scope:
    """What of the record a target is.

    ``events`` are the fields of events whose words go, by number, with these words; ``places`` where words stand in the
    tables; ``shared`` are files that hold what is to go and that something else rests on, ``unsearched`` those of which
    nobody can tell.
    """

    number: int
    what: Protected
    events: dict[tuple[int, str], tuple[Sealed, str]] = field(default_factory=dict)
    places: set[Place] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    unsearched: set[str] = field(default_factory=set)


_KEPT_WORDS = frozenset({"rating", "charset"})
"""Fields whose words are the desk's or a program's, and go only where a name stands in them."""
_SHARED = frozenset({"article", "snapshot", "evidence", "source", "tag", "reviewer"})
"""Tables whose rows belong to more than one claim."""


def scope(session: Session, locker: AnyLocker, target: Target) -> Scope:
    """Find out what of the record a target is.

    Raises NotFound for what is not on record, ForbiddenMove for words that go another way.
    """
    found = _begun(session, target)
    connection = session.connection()
    for number, sealed, name, text in purge_rows.texts(connection):
        if _goes(found, target, sealed, name) or found.what.sought.first_in(text) is not None:
            found.events[number, name] = (sealed, text)
    # What stands in a column may have been told more than once: of a letter about several claims, by an event on each.
    columns = {_kept(sealed).get(name) for (_, name), (sealed, _) in found.events.items()} - {None}
    for number, sealed, name, text in purge_rows.texts(connection):
        if columns and _kept(sealed).get(name) in columns:
            found.events[number, name] = (sealed, text)
    found.places |= set(_places(connection, found, target))
    _files(session, locker, found, target)
    return found


def _begun(session: Session, target: Target) -> Scope:
    match target.of:
        case Of.SOURCE:
            what = protected(session, sources=[target.which], names=target.names, parts=False)
            return Scope(existing(session, target.which).id, what)
        case Of.CLAIM:
            return Scope(int(target.which), protected(session, claims=[int(target.which)], names=target.names))
        case Of.EVIDENCE:
            if session.get(Evidence, int(target.which)) is None:
                raise not_there(f"no evidence {target.which}", Step.EVIDENCE_LIST)
            return Scope(int(target.which), protected(session, names=target.names))
    _refuse_odd_text(session.connection(), int(target.which), target.field or "")
    return Scope(int(target.which), protected(session, names=target.names))


def _refuse_odd_text(connection: Connection, number: int, name: str) -> None:
    found = [(sealed, field) for event, sealed, field, _ in purge_rows.texts(connection, event=number)]
    if not found:
        raise NotFound(f"event {number} has no words; " + do(Step.LOG, all=True) + " shows those that have")
    fields = [field for _, field in found]
    if name not in fields:
        raise NotFound(f'event {number} has no words "{name}"; it has {", ".join(fields)}')
    kind = found[0][0].subject[0]
    if name == "name" and kind in {"source", "reviewer", "tag"}:
        raise ForbiddenMove(
            f"event {number} tells the name of a {kind}, by which more is found than this; "
            + do(Step.PURGE_SOURCE, "NAME")
            + " takes a source's name from everywhere"
        )


def _goes(found: Scope, target: Target, sealed: Sealed, name: str) -> bool:
    """Tell whether words of an event go whatever they are."""
    if target.of is Of.TEXT:
        return sealed.number == found.number and name == target.field
    if name in _KEPT_WORDS:
        return False
    kept = _kept(sealed).get(name)
    if target.of is Of.EVIDENCE:
        return sealed.subject == ("evidence", found.number)
    if sealed.subject[0] == "source" and sealed.subject[1] in found.what.sources:
        return True
    return sealed.claim in found.what.claims and (kept is None or kept[0] not in _SHARED)


def _kept(sealed: Sealed) -> dict[str, Column]:
    try:
        return dict(EVENTS[sealed.action].kept(sealed))
    except (LookupError, TypeError, ValueError):
        return {}


def _places(connection: Connection, found: Scope, target: Target) -> Iterator[Place]:
    """Yield the places in tables whose words go whole; those that follow from a text are not among them."""
    said = dict(words.words(connection, besides=("event_text",)))
    for place, text in said.items():
        if found.what.sought.first_in(text) is not None and not _is_of_text(place):
            yield place
    for (_, name), (sealed, text) in found.events.items():
        kept = _kept(sealed).get(name)
        if kept is not None and kept[1:] and said.get(Place(kept[0], (kept[1],), kept[2])) == text:
            yield Place(kept[0], (kept[1],), kept[2])
        if name == "hop_words" and sealed.claim is not None:
            yield from purge_rows.loose_words(connection, sealed.claim)
        if sealed.claim is not None:
            yield from purge_rows.same_words(connection, sealed.claim, text)
    if target.of is Of.EVIDENCE:
        yield from (place for place in _of_evidence(connection, found.number) if place in said)
    yield from (
        place
        for place in words.of_claims(connection, found.what.claims)
        if place.column not in _KEPT_WORDS and not _is_of_text(place) and place.table != "attribution"
    )
    for number in found.what.sources:
        yield from (
            place
            for column in ("name", "key", "unaffiliated_because", "vouched_because")
            if (place := Place("source", (number,), column)) in said
        )


def _of_evidence(connection: Connection, number: int) -> Iterator[Place]:
    for column in ("name", "url", "dated_because", "compared_because"):
        yield Place("evidence", (number,), column)
    for link in purge_rows.links_of(connection, number):
        yield from (Place("evidence_link", (link,), column) for column in ("note", "excerpt", "answer"))


_OF_TEXT = frozenset(
    {("snapshot", "text"), ("claim", "text"), ("claim", "prefix"), ("claim", "suffix"), ("caveat", "text")}
)


def _is_of_text(place: Place) -> bool:
    """Tell whether what stands at a place follows from the text of an article, or is not to be touched at all."""
    return (place.table, place.column) in _OF_TEXT or place.table in {"policy", "reviewer"}


def _files(session: Session, locker: AnyLocker, found: Scope, target: Target) -> None:
    """Find the files that go: those of texts in which something is masked, and those in which a name stands."""
    connection = session.connection()
    masked = set(purge_rows.digests_of(connection, [number for number, spans in found.what.spans.items() if spans]))
    if target.of is Of.EVIDENCE:
        piece = session.get_one(Evidence, found.number)
        others = set(kept_files.owners(session, [piece.digest])[piece.digest]) - {("evidence", piece.id)}
        (found.shared if others else found.files).add(piece.digest)
    found.files |= masked
    for digest in set(kept_digests(connection)) - masked - found.files:
        hit = _holds(locker, digest, found.what.sought)
        if hit is None:
            found.unsearched.add(digest)
        elif hit:
            found.files.add(digest)


LARGEST = 256 << 20
"""Bytes of a file that is searched."""


def _holds(locker: AnyLocker, digest: str, sought: Sought) -> bool | None:
    """Tell whether a name stands in a file; None where nobody can tell."""
    facts = locker.facts(digest) if sought else None
    if facts is None:
        return False
    if facts.size > LARGEST:
        return None
    try:
        return trace(locker.read(digest), sought) is not None
    except Unsearched:
        return None


def left_over(connection: Connection, sought: Sought) -> Sequence[str]:
    """Name the columns in which a name still stands: the desk's policy, the names of reviewers, what was sealed."""
    if not sought:
        return []
    found = {f"{place.table}.{place.column}" for place, text in words.words(connection) if sought.first_in(text)}
    bodies = tree_rows.bodies(connection, chain.head(connection).number)
    return sorted(found | ({"event.body"} if any(sought.first_in(body) for body in bodies) else set()))
