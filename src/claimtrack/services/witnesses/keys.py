"""The keys that sign heads: this desk's own, kept in a file, and those of desks that it knows."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from claimtrack.db import witness_rows
from claimtrack.db.models import HeadKey
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.events.witnesses import HeadKeyMade, HeadKeyTrusted
from claimtrack.remedies import Blank, Field, Step, do
from claimtrack.reports.harmless import visible
from claimtrack.services.desk import Act, Desk, needs, reading
from claimtrack.vocabulary import Right
from claimtrack.witnessing.checkpoints import origin_of
from claimtrack.witnessing.handed import read_signed
from claimtrack.witnessing.keys import PrivateKey, PublicKey, new_key, private_key, read_handing_over, read_public
from claimtrack.witnessing.notes import NotANote, Note, read_note

_LARGEST = 10_000
_NAME = re.compile("[^\x00-\x1f]{1,200}")


@dataclass(frozen=True, slots=True)
class OwnKey:
    """This desk's key as it is on record, the file it is kept in, and whether it was made just now.

    ``note`` is what the key before it signed to hand over to it; None where none did.
    """

    public: PublicKey
    file: Path
    made: bool = False
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A key that was taken as another desk's; ``follows`` is the number of the one before, ``proved`` by it."""

    number: int
    public: PublicKey
    called: str
    follows: int | None
    proved: bool
    new: bool = True


def key_file(desk: Desk, public: str) -> Path:
    """Return where the private key of a public one is kept: in the workspace, or the user's own folder without one.

    A new key never takes the place of another: whatever fails between file and record, what is on record is there.
    """
    if desk.folder is not None:
        return desk.folder / f"head-key-{public[:16]}.pem"
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "claimtrack" / f"head-key-{public[:16]}.pem"


def public_of(row: HeadKey) -> PublicKey:
    """Return a key on record as notes are checked with."""
    return PublicKey(row.name, bytes.fromhex(row.public))


@needs(Right.CHANGE_POLICY)
def make(act: Act) -> OwnKey:
    """Give this desk its first key; where it has one, return that. Raises InvalidInput where no file can be written."""
    name = origin_of(act.desk.uuid)
    row = witness_rows.key_in_force(act.session, name)
    if row is not None:
        return OwnKey(public_of(row), key_file(act.desk, row.public))
    return _made(act, name, follows=None, old=None, reason=None)


@needs(Right.CHANGE_POLICY)
def renew(act: Act, *, reason: str | None = None) -> OwnKey:
    """Make a new key in place of the one in force, which says so by its signature where it is still there.

    Where it is lost, the new one is only announced, and ``reason`` must say what happened; raises InvalidInput without,
    and NotFound for a desk that never had a key.
    """
    name = origin_of(act.desk.uuid)
    row = witness_rows.key_in_force(act.session, name)
    if row is None:
        raise NotFound("this desk has no key to renew; " + do(Step.HEAD_KEY) + " makes one")
    try:
        old: PrivateKey | None = own_key(act.session, act.desk)
    except (NotFound, InvalidInput) as error:
        if reason is None:
            raise InvalidInput(
                f"the key {key_file(act.desk, row.public)} is lost, so that nothing can sign for a new one; say with "
                + _why()
                + " what happened"
            ) from error
        old = None
    return _made(act, name, follows=row.id, old=old, reason=reason)


def own_key(session: Session, desk: Desk) -> PrivateKey:
    """Return the key that signs for this desk.

    Raises NotFound where there is none or its file is not here, InvalidInput where what is there is another.
    """
    name = origin_of(desk.uuid)
    row = witness_rows.key_in_force(session, name)
    if row is None:
        raise NotFound("this desk has no key to sign with; " + do(Step.HEAD_KEY) + " makes one")
    file = key_file(desk, row.public)
    if not file.exists():
        raise NotFound(
            f"this desk's key is not in {file}: copy it there from where it was made; where it is lost, "
            + do(Step.HEAD_KEY, renew=True, reason=Blank.TEXT)
            + " makes another"
        )
    key = _in_file(file, name)
    if key.public.raw.hex() != row.public:
        raise InvalidInput(f"{file} holds another key than the record says is this desk's; put that one back")
    return key


def own_public(desk: Desk) -> PublicKey | None:
    """Return this desk's key as others check with; None where it has none."""
    with reading(desk) as session:
        row = witness_rows.key_in_force(session, origin_of(desk.uuid))
        return public_of(row) if row is not None else None


@needs(Right.CHANGE_POLICY)
def trust(act: Act, written: str, *, name: str, called: str | None, reason: str | None = None) -> Known:
    """Take a key as another desk's: as ``head key`` prints it, in a signed head, or handed over to by an old key.

    ``name`` is what the input is called. A desk that has a key here already gets another one only where that key signed
    for it, or where ``reason`` says how it is known. Raises InvalidInput and ForbiddenMove.
    """
    old, public, note = _told(written, name)
    row = witness_rows.key_in_force(act.session, public.name)
    if public.name == origin_of(act.desk.uuid) or (row is not None and row.ours):
        raise ForbiddenMove(f"{name} holds this desk's own key: nobody witnesses themselves")
    if row is not None and row.public == public.raw.hex():
        return Known(row.id, public, row.called or "", row.follows_id, row.handed_over is not None, new=False)
    if witness_rows.key_of(act.session, public.raw.hex()) is not None:
        raise InvalidInput(f"the key in {name} is on record already, as one that was replaced or as another desk's")
    called = " ".join((called or (row.called if row is not None else None) or "").split())
    if not _NAME.fullmatch(called):
        raise InvalidInput("say whose key it is, in up to 200 letters, with " + Field("name", Blank.NAME))
    proved = row is not None and old is not None and old == public_of(row)
    if row is not None and not proved and reason is None:
        raise InvalidInput(
            f"{row.called} has the key {public_of(row).fingerprint()} here, which did not sign for the one in {name}: "
            "ask them for what it signed; if it is lost, say with " + _why() + " how you know that this one is theirs"
        )
    number = _next(act.session)
    signed = note.signatures[0].signed.hex() if note is not None and proved else None
    follows = row.id if row is not None else None
    act.changes.append(
        HeadKeyTrusted(
            key=number,
            name=public.name,
            public=public.raw.hex(),
            follows=follows,
            handed_over=signed,
            reason=reason,
            called=called,
        )
    )
    act.session.add(_row(act, number, public, called=called, follows=follows, signed=signed, reason=reason))
    act.session.flush()
    return Known(number, public, called, follows, proved)


def _told(written: str, name: str) -> tuple[PublicKey | None, PublicKey, Note | None]:
    """Read a key out of what people send: alone, in a signed head, or handed over to by the one before."""
    text = written.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n") + "\n"
    try:
        if "\n\n" not in text:
            return None, read_public(text.strip()), None
        handed = read_handing_over(read_note(text))
        if handed is not None:
            return *handed, read_note(text)
        key = read_signed(text).key
    except NotANote as error:
        raise InvalidInput(f"{name} holds no key to take: {error}") from error
    if key is None:
        raise InvalidInput(f"{name} is a signed head without its desk's key; ask them for " + do(Step.HEAD_KEY))
    return None, key, None


def _made(act: Act, name: str, *, follows: int | None, old: PrivateKey | None, reason: str | None) -> OwnKey:
    key, number = new_key(name), _next(act.session)
    public, file = key.public, key_file(act.desk, key.public.raw.hex())
    note = old.hand_over(public) if old is not None else None
    signed = note.signatures[0].signed.hex() if note is not None else None
    if not act.desk.rehearsal:
        _keep(file, key)
    act.changes.append(
        HeadKeyMade(key=number, name=name, public=public.raw.hex(), follows=follows, handed_over=signed, reason=reason)
    )
    act.session.add(_row(act, number, public, called=None, follows=follows, signed=signed, reason=reason))
    act.session.flush()
    return OwnKey(public, file, made=True, note=note)


def _row(
    act: Act,
    number: int,
    public: PublicKey,
    *,
    called: str | None,
    follows: int | None,
    signed: str | None,
    reason: str | None,
) -> HeadKey:
    return HeadKey(
        id=number,
        name=public.name,
        public=public.raw.hex(),
        ours=called is None,
        called=called,
        follows_id=follows,
        handed_over=signed,
        reason=reason,
        made_by_id=act.reviewer.id,
        made_at=act.at,
    )


def _next(session: Session) -> int:
    return max((row.id for row in witness_rows.keys(session)), default=0) + 1


def _in_file(file: Path, name: str) -> PrivateKey:
    try:
        with file.open("rb") as opened:
            return private_key(name, opened.read(_LARGEST))
    except OSError as error:
        raise InvalidInput(f"cannot read this desk's key {file}: {error.strerror}") from error
    except ValueError as error:
        raise InvalidInput(f"{file} holds no Ed25519 key in PEM; put this desk's key back") from error


def _keep(file: Path, key: PrivateKey) -> None:
    """Keep a key so that only its owner can read it, from its first byte on."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(key.pem())
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        raise InvalidInput(f"cannot keep this desk's key in {file}: {error.strerror}") from error


def _why() -> Field:
    return Field("reason", Blank.TEXT)


def shown(called: str) -> str:
    """Return what a desk is called, harmless to show."""
    return visible(" ".join(called.split()))
