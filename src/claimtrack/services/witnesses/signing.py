"""Sign this desk's head, cosign another's, and keep what other desks cosigned."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from claimtrack.db import chain, tree_rows, witness_rows
from claimtrack.db.engine import read_damaged_text
from claimtrack.db.models import Cosignature, HeadKey
from claimtrack.errors import InvalidInput, NotFound, VerificationFailed
from claimtrack.events import tree
from claimtrack.events.witnesses import HeadCosigned, HeadWitnessed
from claimtrack.remedies import Blank, Step, Words, do
from claimtrack.reports.wording.measures import moment as written_moment
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.inputs import local_input
from claimtrack.services.witnesses.keys import own_key, public_of, shown
from claimtrack.witnessing.checkpoints import Checkpoint, origin_of
from claimtrack.witnessing.handed import LARGEST, SignedHead, read_signed
from claimtrack.witnessing.keys import Kind, PublicKey, read_public, seconds_of
from claimtrack.witnessing.notes import NotANote, Note, Signature

_FUTURE = 600
"""Seconds that a witness's clock may be ahead of this one's."""


@dataclass(frozen=True, slots=True)
class Cosigned:
    """Another desk's head with this desk's cosignature; ``since`` is the number of events that was cosigned before.

    None where it is the first of that desk: nothing is known of what it showed before.
    """

    called: str
    size: int
    since: int | None
    head: SignedHead


@dataclass(frozen=True, slots=True)
class Kept:
    """A cosignature that came back: by whom, over how many events, at what time; ``new`` or known before."""

    called: str
    size: int
    time: datetime
    new: bool


def read(written: str, *, name: str) -> SignedHead:
    """Read a signed head; raises InvalidInput where it is none."""
    try:
        return read_signed(written)
    except NotANote as error:
        raise InvalidInput(f"{name} is no signed head: {error}; " + do(Step.HEAD_SIGN) + " writes one") from error


def read_key(written: str, *, name: str) -> PublicKey:
    """Read a public key as ``head key`` prints it; raises InvalidInput."""
    try:
        return read_public(written.strip())
    except NotANote as error:
        raise InvalidInput(f"{name} holds no key: {error}; " + do(Step.HEAD_KEY) + " prints one") from error


def text_of(named: str) -> str:
    """Read a file that people send, or standard input for ``-``; raises InvalidInput for one that is far too large."""
    with suppress(OSError, ValueError):  # reading says so better
        if named != "-" and Path(named).stat().st_size > LARGEST:
            raise InvalidInput(f"{named} is larger than {LARGEST:,} bytes: no key and no head is; name another file")
    return local_input(named, max_size=LARGEST).data.decode("utf-8-sig", "replace")


def sign(desk: Desk, since: Iterable[int] = ()) -> SignedHead:
    """Sign the head as it is now; nothing is changed.

    It carries proofs that it continues each head that some witness cosigned last, and those of so many events in
    ``since``. Raises NotFound without a key, InvalidInput for a number of events that are not there yet, and
    VerificationFailed where the events do not seal to the chain's head.
    """
    with reading(desk) as session:
        key = own_key(session, desk)
        connection = session.connection()
        read_damaged_text(connection)
        end = chain.head(session)
        sealed = tree_rows.sealed_up_to(connection, end.number)
        if (sealed.number, sealed.hash) != (end.number, end.hash):
            raise VerificationFailed("the events do not seal to the chain's head: " + do(Step.VERIFY) + " says where")
        leaves = tree_rows.leaves(connection, end.number)
        witnessed = [size for size in witness_rows.witnessed_sizes(session) if size <= len(leaves)]
    asked = sorted(set(since))
    if asked and asked[-1] > len(leaves):
        raise InvalidInput(f"there are {len(leaves)} events, so no proof can begin after event {asked[-1]}")
    checkpoint = Checkpoint(origin_of(desk.uuid), end.number, tree.root(leaves))
    proofs = {size: tree.proof_of_growing(leaves, size) for size in {*witnessed, *asked}}
    note = Note(checkpoint.text(), (key.sign(checkpoint.text()),))
    return SignedHead(note, checkpoint, key.public, proofs)


def cosign(act: Act, head: SignedHead, *, name: str) -> Cosigned:
    """Cosign another desk's head, once it is signed by its key and proved to continue what was cosigned before.

    Raises NotFound for a desk whose key is not known here, InvalidInput where the proof is missing, VerificationFailed
    for a forged signature, a head from before, and a split view.
    """
    key = own_key(act.session, act.desk)
    if head.checkpoint.origin == key.public.name:
        raise InvalidInput(f"{name} is this desk's own head: another desk cosigns it")
    row = _log_of(act.session, head, name)
    log = public_of(row)
    _refuse_other_lines(head, name)
    signed = _signature(head, log, Kind.SIGNED, name)
    before = witness_rows.largest(act.session, row.name, ours=False)
    if before is not None:
        _refuse_unless_continued(before, row, head, name)
    ours = key.cosign(head.note.text, act.at)
    witness = witness_rows.key_of(act.session, key.public.raw.hex())
    if witness is None:
        raise NotFound("this desk has no key to sign with; " + do(Step.HEAD_KEY) + " makes one")
    _record(act, HeadCosigned, row, witness, head.checkpoint, signed, ours)
    # What nobody here could check is not handed on.
    checked = Note(head.note.text, (signed, *_known_witnesses(act.session, head.note), ours))
    since = before.size if before is not None else None
    return Cosigned(shown(row.called or ""), head.checkpoint.size, since, SignedHead(checked, head.checkpoint))


def take_in(act: Act, head: SignedHead, *, name: str) -> list[Kept]:
    """Keep what other desks put under a head of this one: each cosignature whose key is known, once.

    Raises VerificationFailed where the head is not what is on record here, or a signature is forged, and NotFound where
    no known desk cosigned it.
    """
    if head.checkpoint.origin != origin_of(act.desk.uuid):
        raise InvalidInput(
            f"{name} is the head of another record, {shown(head.checkpoint.origin)}; "
            + do(Step.HEAD_COSIGN)
            + " signs it"
        )
    _refuse_other_lines(head, name)
    log, signed = _own_signature(act.session, head, name)
    _refuse_unless_on_record(act.session, head.checkpoint, name)
    kept = []
    for row in _witnesses_in_force(act.session):
        cosigned = _maybe(head, public_of(row), Kind.COSIGNED, name)
        if cosigned is not None:
            kept.append(_keep(act, row, log, head.checkpoint, signed, cosigned, name))
    if not kept:
        raise NotFound(
            f"no desk that is known here cosigned {name}; "
            + do(Step.HEAD_TRUST, Blank.FILE)
            + " takes another desk's key"
        )
    return kept


def noted(row: Cosignature) -> Note:
    """Return the note of a cosignature as it was, with both signatures."""
    text = Checkpoint(row.log.name, row.size, bytes.fromhex(row.root)).text()
    log, witness = public_of(row.log), public_of(row.witness)
    signed = Signature(log.name, log.key_id(Kind.SIGNED), bytes.fromhex(row.signed))
    cosigned = Signature(witness.name, witness.key_id(Kind.COSIGNED), bytes.fromhex(row.cosigned))
    return Note(text, (signed, cosigned))


def time_of(row: Cosignature) -> datetime | None:
    """Return the time that a witness put into its cosignature; None where there is none in it."""
    seconds = seconds_of(bytes.fromhex(row.cosigned))
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None


def _log_of(session: Session, head: SignedHead, name: str) -> HeadKey:
    row = witness_rows.key_in_force(session, head.checkpoint.origin)
    if row is None:
        whose = f" (its key says of itself {head.key.fingerprint()})" if head.key is not None else ""
        raise NotFound(
            f"{name} is the head of a record whose desk is not known here{whose}; ask them for their key's "
            "fingerprint, and take it with " + do(Step.HEAD_TRUST, Blank.FILE, name=Blank.NAME)
        )
    if head.key is not None and head.key != public_of(row):
        raise VerificationFailed(
            f"{name} comes with the key {head.key.fingerprint()}, and {shown(row.called or '')} has the key "
            f"{public_of(row).fingerprint()} here: ask them, by another way than this file came; "
            + do(Step.HEAD_TRUST, Blank.FILE)
            + " takes a new key of theirs"
        )
    return row


def _refuse_other_lines(head: SignedHead, name: str) -> None:
    if head.checkpoint.rest:
        raise InvalidInput(f"{name} says more than how many events there are and their tree's root; nobody checks that")


def _signature(head: SignedHead, key: PublicKey, kind: Kind, name: str) -> Signature:
    found = _maybe(head, key, kind, name)
    if found is None:
        raise VerificationFailed(f"{name} is not signed by the key {key.fingerprint()}; do not rely on it")
    return found


def _maybe(head: SignedHead, key: PublicKey, kind: Kind, name: str) -> Signature | None:
    try:
        return key.signature(head.note, kind)
    except NotANote as error:
        raise VerificationFailed(f"{name} is forged: {error}") from error


def _refuse_unless_continued(before: Cosignature, row: HeadKey, head: SignedHead, name: str) -> None:
    """Hold a head against the largest of that desk that was cosigned here."""
    called, now, was = shown(row.called or ""), head.checkpoint, bytes.fromhex(before.root)
    if now.size < before.size:
        raise VerificationFailed(
            f"{name} is a head from before: it has {now.size} events, and this desk cosigned one of {called} that has "
            f"{before.size}"
        )
    if now.size == before.size and now.root != was:
        raise VerificationFailed(_split(called, before, name))
    if now.size == before.size or before.size == 0:
        return
    proof = head.proofs.get(before.size)
    if proof is None:
        raise InvalidInput(
            f"{name} has no proof that it continues the head of {called} after event {before.size}, which this desk "
            f"cosigned; ask them to write it with " + do(Step.HEAD_SIGN, since=before.size)
        )
    try:
        then, root = tree.roots_by(before.size, was, now.size, proof, now.root)
    except tree.BrokenProof as error:
        raise VerificationFailed(f"the proof in {name} proves nothing: {error}") from error
    if root == now.root and then != was:
        raise VerificationFailed(_split(called, before, name))
    if root != now.root:
        raise VerificationFailed(
            f"{name} is not proved to continue the head of {called} after event {before.size}: the proof leads to "
            "another root. That alone does not say whether the record was rewritten or the proof is wrong; ask for "
            "another one"
        )


def _split(called: str, before: Cosignature, name: str) -> Words:
    return (
        f"SPLIT VIEW: {called} signed {name}, and signed another record up to event {before.size} before, which this "
        f"desk cosigned (cosignature {before.id}); keep {name}, and write the other out with "
        + do(Step.HEAD_WITNESSES, before.id, output=Blank.FILE)
        + "; the two files prove it to anybody"
    )


def _known_witnesses(session: Session, note: Note) -> list[Signature]:
    found = []
    for row in _witnesses_in_force(session):
        try:
            cosigned = public_of(row).signature(note, Kind.COSIGNED)
        except NotANote:
            continue
        if cosigned is not None:
            found.append(cosigned)
    return found


def _witnesses_in_force(session: Session) -> list[HeadKey]:
    """Return the newest key of each other desk: one that was replaced may be in anybody's hands."""
    newest = {row.name: row for row in witness_rows.keys(session)}
    return [row for row in newest.values() if not row.ours]


def _own_signature(session: Session, head: SignedHead, name: str) -> tuple[HeadKey, Signature]:
    for row in reversed(witness_rows.keys(session)):
        found = _maybe(head, public_of(row), Kind.SIGNED, name) if row.ours else None
        if found is not None:
            return row, found
    raise VerificationFailed(f"{name} is not signed by a key of this desk; do not rely on it")


def _refuse_unless_on_record(session: Session, checkpoint: Checkpoint, name: str) -> None:
    roots = tree_rows.roots(session.connection(), [checkpoint.size])
    if roots.get(checkpoint.size) != checkpoint.root:
        raise VerificationFailed(
            f"{name} was signed by this desk over {checkpoint.size} events, which are not those on record now: "
            "the record was rewritten or cut off since, or this is a copy from before; keep it as it is and compare it "
            "with a backup"
        )


def _keep(
    act: Act, witness: HeadKey, log: HeadKey, at: Checkpoint, signed: Signature, cosigned: Signature, name: str
) -> Kept:
    seconds = seconds_of(cosigned.signed)
    time = datetime.fromtimestamp(seconds or 0, UTC)
    called = shown(witness.called or "")
    if (time - act.at).total_seconds() > _FUTURE:
        raise VerificationFailed(
            f"{called} says that it cosigned {name} at {written_moment(time)}, which is still to come"
        )
    known = any(
        (one.witness_id, one.size, one.cosigned) == (witness.id, at.size, cosigned.signed.hex())
        for one in witness_rows.cosignatures(act.session)
    )
    if not known:
        _record(act, HeadWitnessed, log, witness, at, signed, cosigned)
    return Kept(called, at.size, time, not known)


def _record(
    act: Act,
    kind: type[HeadCosigned] | type[HeadWitnessed],
    log: HeadKey,
    witness: HeadKey,
    at: Checkpoint,
    signed: Signature,
    cosigned: Signature,
) -> None:
    number = max((row.id for row in witness_rows.cosignatures(act.session)), default=0) + 1
    told: Mapping[str, str] = {"root": at.root.hex(), "signed": signed.signed.hex(), "cosigned": cosigned.signed.hex()}
    act.changes.append(kind(cosignature=number, log=log.id, witness=witness.id, size=at.size, **told))
    by = {"made_by_id": act.reviewer.id, "made_at": act.at}
    act.session.add(Cosignature(id=number, log_id=log.id, witness_id=witness.id, size=at.size, **told, **by))
    act.session.flush()
