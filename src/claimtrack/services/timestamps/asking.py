"""Have the record timestamped: write down what there is, ask each authority, keep what it answers, or why not.

The network is asked before the transaction begins, as everywhere: what came, or why nothing did, is put on record in
one go with what was asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from claimtrack.db import chain, stamp_rows
from claimtrack.db.models import Manifest as ManifestRow
from claimtrack.db.models import ManifestFile, Stamp
from claimtrack.errors import (
    ChangedMeanwhile,
    ForbiddenMove,
    InvalidInput,
    VerificationFailed,
    not_there,
    require_reason,
)
from claimtrack.events.timestamps import ManifestMade, StampFailed, StampReceived, StampRequested, StampWithdrawn
from claimtrack.remedies import Blank, Step, Words, do
from claimtrack.rules.authorities import Authority
from claimtrack.services.desk import Act, Desk, reading, refuse_without
from claimtrack.services.keeping import still_kept
from claimtrack.services.timestamps.authorities import Certificates, certificates_of, trusted
from claimtrack.services.timestamps.renewing import to_renew
from claimtrack.services.weighing.policies import in_force
from claimtrack.timestamps.asking import ask
from claimtrack.timestamps.manifest import manifest_of
from claimtrack.timestamps.tokens import Token, check_answer, request_for
from claimtrack.vocabulary import Right

_NOTICEABLE = timedelta(minutes=10)
"""By how much this machine's clock may differ from an authority's without a word."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking: a sound token with its bytes and the certificates that were pinned, or why there is none.

    ``refused``: something came, and it proves nothing.
    """

    token: Token | None = None
    data: bytes = b""
    certificates: bytes = b""
    why: Words | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one timestamp: the time that the authority says, or why it is pending.

    ``clock`` is what this machine's clock said, where that is far from the authority's time.
    """

    number: int
    authority: str
    time: datetime | None
    why: Words | None
    refused: bool = False
    clock: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stamped:
    """A manifest that was written down, with what each authority made of it."""

    manifest: int
    files: int
    head: int
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be stamped, and by whom: for each authority the request, and what came of it."""

    text: bytes
    files: tuple[str, ...]
    head: chain.Head
    asked: tuple[tuple[str, bytes, Answer], ...]


def stamp(desk: Desk) -> Stamped:
    """Have everything that is new timestamped by each authority of the policy: files of the locker, and the chain.

    What cannot be had is pending, with the reason. Raises ForbiddenMove where no authority is in the policy, and where
    nothing is new.
    """
    refuse_without(desk, Right.REVIEW)
    with reading(desk) as session:
        authorities, files, head = trusted(session), stamp_rows.unstamped(session), chain.head(session)
        _refuse_nothing_new(session, files)
    return desk.enact(_record, _planned(desk, authorities, files, head))


def renew(desk: Desk, numbers: Sequence[int] = (), *, days: int) -> Stamped:
    """Have earlier timestamps timestamped again, with what they are over: these, or those that end within so many days.

    Raises NotFound for one that is not there, ForbiddenMove for one that cannot be renewed, and where none is due.
    """
    refuse_without(desk, Right.REVIEW)
    with reading(desk) as session:
        authorities, head = trusted(session), chain.head(session)
        files = to_renew(session, numbers, until=desk.clock() + timedelta(days=days), days=days)
    return desk.enact(_record, _planned(desk, authorities, files, head))


def retry(desk: Desk) -> tuple[Outcome, ...]:
    """Ask again for everything that is pending; the same requests are sent."""
    refuse_without(desk, Right.REVIEW)
    with reading(desk) as session:
        authorities = in_force(session).policy.timestamp_authorities
        waiting = [
            (row.id, row.authority, row.request_digest, row.manifest.digest)
            for row in stamp_rows.stamps(session, pending=True)
        ]
    came: dict[int, Answer] = {}
    silent: dict[str, Answer] = {}
    for number, name, request, manifest in waiting:
        # One that does not answer at all is not waited for again and again.
        found = silent.get(name) or _asked(
            desk, name, authorities.get(name), desk.locker.read(request), desk.locker.read(manifest)
        )
        if found.token is None and not found.refused:
            silent[name] = found
        came[number] = found
    return desk.enact(_settle, came) if came else ()


def withdraw(act: Act, number: int, *, reason: str | None) -> None:
    """Wait for a timestamp no longer, or let it count for nothing; it stays on record.

    Raises NotFound for what is not there, ForbiddenMove without a reason, and for what is withdrawn already.
    """
    row = stamp_rows.stamp(act.session, number)
    if row is None:
        raise not_there(f"no timestamp {number}", Step.TIMESTAMP_LIST)
    why = require_reason(reason, f"withdrawing timestamp {number} takes a reason")
    if row.withdrawn_at is not None:
        raise ForbiddenMove(f"timestamp {number} is withdrawn already")
    row.withdrawn_at = act.at
    act.changes.append(StampWithdrawn(timestamp=number, reason=why))


def _refuse_nothing_new(session: Session, files: Sequence[str]) -> None:
    newest = stamp_rows.newest_manifest(session)
    if files or newest is None or stamp_rows.done_since(session, newest.head_number):
        return
    pending = len(stamp_rows.stamps(session, pending=True))
    waits = f"; {pending} of what was asked for is pending: " + do(Step.TIMESTAMP_ASK, pending=True) if pending else ""
    raise ForbiddenMove(f"nothing is new since manifest {newest.id}: there is nothing to timestamp" + waits)


def _planned(desk: Desk, authorities: Mapping[str, Authority], files: Iterable[str], head: chain.Head) -> _Plan:
    manifest = manifest_of(desk.uuid, head.number, head.hash, files)
    text = manifest.text().encode()
    asked = [
        (name, request, _asked(desk, name, authority, request, text))
        for name, authority in authorities.items()
        for request in [request_for(text)]
    ]
    return _Plan(text, manifest.digests, head, tuple(asked))


def _asked(desk: Desk, name: str, authority: Authority | None, request: bytes, manifest: bytes) -> Answer:
    """Ask an authority, and check what it answers; what goes wrong is in the answer."""
    if authority is None:
        return Answer(
            why=f"{name} is no longer in the desk's policy; put it back with "
            + do(Step.TIMESTAMP_TRUST, name, Blank.URL, ca=Blank.FILE)
            + ", or let go of what was asked of it with "
            + do(Step.TIMESTAMP_WITHDRAW, Blank.N, reason=Blank.TEXT)
        )
    try:
        certificates: Certificates = certificates_of(desk, name, authority)
        data = ask(authority, request, name=name)
    except InvalidInput as error:
        return Answer(why=error.message)
    try:
        token = check_answer(data, request=request, data=manifest, pinned=certificates.pinned, authority=name)
    except VerificationFailed as error:
        return Answer(why=error.message, refused=True)
    return Answer(token, data, certificates.data)


def _record(act: Act, plan: _Plan) -> Stamped:
    """Put on record what was written down and asked for, with what came of it."""
    if not chain.holds(act.session, plan.head):
        raise ChangedMeanwhile("the record is another than the one that was to be timestamped; do it again")
    for digest in plan.files:
        still_kept(act, digest)
    row = ManifestRow(
        digest=act.desk.locker.put(plan.text),
        size=len(plan.text),
        files=len(plan.files),
        head_number=plan.head.number,
        head_hash=plan.head.hash,
        made_by_id=act.reviewer.id,
        made_at=act.at,
    )
    act.session.add(row)
    act.session.flush()
    act.session.add_all(ManifestFile(manifest_id=row.id, digest=digest) for digest in plan.files)
    act.changes.append(
        ManifestMade(
            manifest=row.id,
            digest=row.digest,
            size=row.size,
            files=row.files,
            head=row.head_number,
            head_hash=row.head_hash,
        )
    )
    outcomes = [_put(act, row.id, name, request, answer) for name, request, answer in plan.asked]
    return Stamped(row.id, row.files, row.head_number, tuple(outcomes))


def _put(act: Act, manifest: int, authority: str, request: bytes, answer: Answer) -> Outcome:
    row = Stamp(
        manifest_id=manifest,
        authority=authority,
        request_digest=act.desk.locker.put(request),
        request_size=len(request),
        requested_by_id=act.reviewer.id,
        requested_at=act.at,
        refused=False,
    )
    act.session.add(row)
    act.session.flush()
    act.changes.append(
        StampRequested(
            timestamp=row.id,
            manifest=manifest,
            request=row.request_digest,
            request_size=row.request_size,
            authority=authority,
        )
    )
    return _took(act, row, answer)


def _settle(act: Act, came: Mapping[int, Answer]) -> tuple[Outcome, ...]:
    """Put on record what came of asking again; what somebody else settled meanwhile is left as it is."""
    pending = {row.id: row for row in stamp_rows.stamps(act.session, pending=True)}
    return tuple(_took(act, pending[number], answer) for number, answer in came.items() if number in pending)


def _took(act: Act, row: Stamp, answer: Answer) -> Outcome:
    if answer.token is None:
        return _failed(act, row, answer)
    row.answer_digest, row.answer_size = act.desk.locker.put(answer.data), len(answer.data)
    row.pinned_digest, row.pinned_size = act.desk.locker.put(answer.certificates), len(answer.certificates)
    row.time, row.ends = answer.token.time, answer.token.ends
    row.received_by_id, row.received_at = act.reviewer.id, act.at
    row.reason, row.refused, row.failed_at = None, False, None
    act.changes.append(
        StampReceived(
            timestamp=row.id,
            answer=row.answer_digest,
            answer_size=row.answer_size,
            pinned=row.pinned_digest,
            pinned_size=row.pinned_size,
            time=row.time,
            ends=row.ends,
        )
    )
    now = act.clock or act.at
    far = abs(row.time - now) > _NOTICEABLE
    return Outcome(row.id, row.authority, row.time, None, clock=now if far else None)


def _failed(act: Act, row: Stamp, answer: Answer) -> Outcome:
    why = str(answer.why)
    if (row.reason, row.refused) != (why, answer.refused):  # tried in vain every hour, it is one event
        row.reason, row.refused, row.failed_at = why, answer.refused, act.at
        act.changes.append(StampFailed(timestamp=row.id, refused=answer.refused, why=why))
    return Outcome(row.id, row.authority, None, answer.why, answer.refused)
