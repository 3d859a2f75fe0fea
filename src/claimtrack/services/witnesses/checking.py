"""Check what is on record of witnessed heads: keys, signatures, and that the record is the one that was witnessed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.db import tree_rows, witness_rows
from claimtrack.db.models import Cosignature, HeadKey
from claimtrack.reports.wording.measures import moment
from claimtrack.services.desk import Desk
from claimtrack.services.witnesses.keys import public_of, shown
from claimtrack.services.witnesses.signing import noted, time_of
from claimtrack.witnessing.checkpoints import origin_of
from claimtrack.witnessing.keys import Kind, PublicKey, handing_over, proves_nothing
from claimtrack.witnessing.notes import KEY_NAME, NotANote


@dataclass(slots=True)
class Checked:
    """How many cosignatures hold, and what is wrong, a sentence each; ``notes`` say who witnessed what."""

    held: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def checked(desk: Desk, session: Session) -> Checked:
    """Check every key and every cosignature on record; nothing is asked of anybody."""
    found = Checked()
    keys = witness_rows.keys(session)
    found.problems += _keys(desk, keys)
    rows = witness_rows.cosignatures(session)
    ours = {row.size for row in rows if row.log.ours}
    roots = tree_rows.roots(session.connection(), ours)
    for row in rows:
        problems = list(_cosignature(row, roots.get(row.size)))
        found.problems += problems
        found.held += not problems
    found.problems += _against_each_other(rows)
    found.notes += told(session)
    return found


def told(session: Session, *, until: datetime | None = None) -> list[str]:
    """Say by whom this record was witnessed up to a moment: of each desk the largest head, and when, as it says.

    What follows that head nobody witnessed; a key that was only announced is said to be.
    """
    newest: dict[str, Cosignature] = {}
    for row in witness_rows.cosignatures(session, until=until):
        here = newest.get(row.witness.name)
        if row.log.ours and (here is None or row.size >= here.size):
            newest[row.witness.name] = row
    return [_told(row) for row in newest.values()]


def _told(row: Cosignature) -> str:
    time = time_of(row)
    when = f", at {moment(time)} as it says" if time is not None else ""
    key = f"key {public_of(row.witness).fingerprint()}"
    bare = row.witness.follows_id is not None and row.witness.handed_over is None
    how = f"{key}, which its key before did not sign for" if bare else key
    return f"events 1 to {row.size} were witnessed by {shown(row.witness.called or '')}{when} ({how})"


def _keys(desk: Desk, keys: Sequence[HeadKey]) -> Iterator[str]:
    known = {row.id: row for row in keys}
    own = origin_of(desk.uuid)
    for row in keys:
        try:
            public = public_of(row)
        except ValueError:
            yield f"key {row.id} is no key"
            continue
        if not KEY_NAME.fullmatch(row.name) or proves_nothing(public.raw):
            yield f"key {row.id} is none that proves anything"
        if row.ours != (row.name == own):
            yield f"key {row.id} is called {shown(row.name)}, and is not that desk's"
        before = known.get(row.follows_id) if row.follows_id is not None else None
        if before is not None and before.name != row.name:
            yield f"key {row.id} follows one of another desk"
        elif row.handed_over is not None and (before is None or not _handed(before, public, row.handed_over)):
            yield f"key {row.id} was not signed for by the key before it"


def _handed(before: HeadKey, public: PublicKey, signed: str) -> bool:
    try:
        old = public_of(before)
        return old.is_over(handing_over(old, public), bytes.fromhex(signed), Kind.SIGNED)
    except ValueError:
        return False


def _cosignature(row: Cosignature, root: bytes | None) -> Iterator[str]:
    what = f"cosignature {row.id}"
    if row.log.ours == row.witness.ours:
        yield f"{what} is not of this desk and another"
        return
    try:
        note = noted(row)
        signatures = (public_of(row.log).signature(note), public_of(row.witness).signature(note, Kind.COSIGNED))
    except (NotANote, ValueError) as error:
        yield f"{what} does not hold: {error}"
        return
    if None in signatures:
        yield f"{what} does not hold: it is not by the keys that are on record"
    elif row.log.ours and root is None:
        yield f"{what} is over {row.size} events, and fewer are on record: some were dropped or damaged"
    elif row.log.ours and root is not None and root.hex() != row.root:
        yield (
            f"the record was rewritten: events 1 to {row.size} are not those whose head "
            f"{shown(row.witness.called or '')} cosigned ({what})"
        )


def _against_each_other(rows: Sequence[Cosignature]) -> Iterator[str]:
    """Say which heads of one desk cannot both be true: of as many events, with two roots."""
    roots: dict[tuple[str, int], Cosignature] = {}
    for row in rows:
        first = roots.setdefault((row.log.name, row.size), row)
        if first.root != row.root:
            yield (
                f"cosignatures {first.id} and {row.id} are over two heads of one desk after its event {row.size}: "
                "a split view"
            )
