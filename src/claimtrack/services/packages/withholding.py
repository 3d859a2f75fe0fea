"""What is left out of a package on purpose, decided event by event and file by file."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from claimtrack.db import chain, kept_files, worded_rows
from claimtrack.db.chosen_rows import Chosen, chosen
from claimtrack.db.models import Evidence
from claimtrack.db.shown_events import Sealing, sealings
from claimtrack.errors import InvalidInput, not_there
from claimtrack.events.actions import Action
from claimtrack.events.event import Event
from claimtrack.events.forms import Sealed
from claimtrack.events.registry import read
from claimtrack.locker.anywhere import AnyLocker
from claimtrack.remedies import Step
from claimtrack.rules.sought import Sought
from claimtrack.services.claims import all_of
from claimtrack.services.inputs import local_input
from claimtrack.services.packages.boxes import Named
from claimtrack.services.packages.holes import is_on
from claimtrack.services.packages.protected import Protected, protected
from claimtrack.services.packages.traces import Unsearched, can_be_searched, trace


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be left out: sources by name or number, other names, comments; all claims but some.

    ``look_at`` are pieces of evidence that somebody looked at and that go in though nobody can search them, such as
    pictures. With ``protected`` nothing but protected evidence need be left out; where anything else is, it is too.
    ``boxes`` are to be covered in pictures and PDFs.
    """

    sources: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    comments: bool = True
    only_claims: tuple[int, ...] = ()
    look_at: tuple[int, ...] = ()
    protected: bool = False
    boxes: tuple[Named, ...] = ()


def names_in(file: Path) -> tuple[str, ...]:
    """Read a list of names, one on a line; raises InvalidInput for one that holds none, or that cannot be read."""
    lines = local_input(str(file)).data.decode("utf-8-sig", "replace").splitlines()
    names = tuple(line.strip() for line in lines if line.strip())
    for name in names:
        if not Sought([name]):
            raise InvalidInput(f'"{name}" in {file} is no name that can be looked for: it has not two letters')
    if not names:
        raise InvalidInput(f"{file} names nobody; write one name on each line")
    return names


@dataclass(frozen=True, slots=True)
class Withheld:
    """What that comes to: what is protected, and of which claims and what belongs to them alone anything is told.

    ``comments`` tells that those stay in; without ``chosen`` all claims do.
    """

    what: Protected
    comments: bool
    chosen: Chosen | None = None


def decide(session: Session, asked: Asked, pieces: Collection[int] = ()) -> Withheld:
    """Find out what is to be left out, these pieces of evidence among it.

    Raises NotFound for a source, claim or piece of evidence that is not there.
    """
    for number in (*asked.look_at, *(number for number, _ in asked.boxes)):
        if session.get(Evidence, number) is None:
            raise not_there(f"no evidence {number}", Step.EVIDENCE_LIST)
    all_of(session, asked.only_claims)
    return Withheld(
        protected(session, sources=asked.sources, names=asked.names, pieces=pieces),
        asked.comments,
        chosen(session.connection(), asked.only_claims) if asked.only_claims else None,
    )


@dataclass(frozen=True, slots=True)
class HiddenEvent:
    """An event that is withheld whole, and the pieces of evidence whose being protected is why."""

    number: int
    pieces: frozenset[int]


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event that is shown, with the fields of its words that are not."""

    sealing: Sealing
    without: tuple[str, ...]

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """Its words that are shown, with their salts."""
        return {field: said for field, said in self.sealing.texts.items() if field not in self.without}


def events(connection: Connection, withheld: Withheld) -> Iterator[ShownEvent | HiddenEvent]:
    """Yield each event as it is shown, or that it is withheld whole; oldest first."""
    sought = withheld.what.sought
    digested = worded_rows.digested(connection) if sought else ()
    named = {claim for claim, said in digested if said is not None and sought.first_in(said) is not None}
    for one in sealings(connection):
        told = chain.as_told(one.number, one.body)
        if _is_withheld(told, one, withheld) or (told.claim in named and _can_be_tried(told)):
            yield HiddenEvent(one.number, frozenset(on for on in withheld.what.pieces if is_on(told, {on})))
            continue
        quiet = told.action == Action.COMMENT_ADDED and not withheld.comments
        hidden = [
            field for field, (_, text) in one.texts.items() if quiet or withheld.what.sought.first_in(text) is not None
        ]
        yield ShownEvent(one, tuple(hidden))


def _is_withheld(told: Sealed, one: Sealing, withheld: Withheld) -> bool:
    if told.claim in withheld.what.claims or (withheld.chosen is not None and not withheld.chosen.has(told)):
        return True
    if withheld.what.unsaid.first_in(one.body) is not None or is_on(told, withheld.what.pieces):
        return True
    return bool(withheld.what.sources) and not withheld.what.sources.isdisjoint(_sources(told))


def _can_be_tried(told: Sealed) -> bool:
    """Tell whether an event holds a digest of words without a salt: who has all but the name could try names."""
    return any(side.get("of_words") or side.get("doubts") for side in (told.before, told.after))


def _sources(told: Sealed) -> Collection[int]:
    """Return the sources of which an event tells, by number."""
    try:
        event: Event = read(told, {})
        named = set(event.sources())
    except (LookupError, TypeError, ValueError):
        named = set()
    if told.subject[0] == "source":
        named.add(told.subject[1])
    for side in (told.before, told.after):
        named |= {one[1] for one in _hops(side) if len(one) > 1 and isinstance(one[1], int)}
    return named


def _hops(side: Mapping[str, object]) -> list[list[object]]:
    found = side.get("hops")
    return [one for one in found if isinstance(one, list)] if isinstance(found, list) else []


PROTECTED = "it is protected"
"""Why nothing of a piece of evidence is told."""
COVERED = "parts of it are covered in the copy that is here"
NO_TEXT = "it is no text, and nobody said that it was looked at"
STANDS_IN_IT = "something that is left out stands in it"
UNSEARCHED = "it cannot be searched to its end"


def files(
    session: Session, locker: AnyLocker, digests: Collection[str], withheld: Withheld, looked_at: Collection[int]
) -> dict[str, str | None]:
    """Return of each of these files why it is withheld, None for those that go in, by digest."""
    owners = kept_files.owners(session, digests)
    spared = {f"evidence {number}" for number in looked_at}
    found: dict[str, str | None] = {}
    for digest in sorted(digests):
        names = {f"{what} {number}" for what, number in owners.get(digest, ())}
        if not names.isdisjoint(f"evidence {number}" for number in withheld.what.pieces):
            # Before all else: its digest is not told, whatever other reasons there are.
            found[digest] = PROTECTED
            continue
        if withheld.chosen is not None and digest not in withheld.chosen.digests:
            found[digest] = "it belongs to no claim that is shown"
            continue
        found[digest] = _why(locker, digest, withheld, looked_at=bool(names & spared))
    return found


LARGEST = 64 << 20
"""Bytes of a file that is searched, and goes in."""


def _why(locker: AnyLocker, digest: str, withheld: Withheld, *, looked_at: bool) -> str | None:
    facts = locker.facts(digest)
    if facts is not None and facts.size > LARGEST:
        return "it is too large to be searched"
    data = locker.read(digest)
    if not looked_at and not can_be_searched(data):
        return NO_TEXT
    try:
        if trace(data, withheld.what.sought) is not None:
            return STANDS_IN_IT
    except Unsearched:
        return UNSEARCHED
    return None
