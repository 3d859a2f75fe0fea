"""Check timestamps offline: each kept answer anew against its request, its manifest and the pinned certificates."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from claimtrack.db import chain, event_rows, stamp_rows
from claimtrack.db.models import Manifest, Stamp
from claimtrack.errors import InvalidInput, VerificationFailed, not_there
from claimtrack.remedies import Step, Words, do
from claimtrack.reports.wording.measures import day, moment
from claimtrack.rules.policy_text import parse_policy
from claimtrack.services.desk import Desk, reading
from claimtrack.services.timestamps.renewing import renewals
from claimtrack.timestamps.manifest import read_manifest
from claimtrack.timestamps.pinned import pinned_certificates
from claimtrack.timestamps.tokens import check_answer

SOON = timedelta(days=90)
"""How long before a certificate ends a reader is told."""


@dataclass(slots=True)
class Checked:
    """What was checked, and what is wrong, a sentence each; ``notes`` are what is to be done or known."""

    manifests: int = 0
    received: int = 0
    files: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)


def check(desk: Desk, numbers: Sequence[int] = ()) -> Checked:
    """Check these timestamps, or all, without any network; raises NotFound for one that is not there."""
    with reading(desk) as session:
        for number in numbers:
            if stamp_rows.stamp(session, number) is None:
                raise not_there(f"no timestamp {number}", Step.TIMESTAMP_LIST)
        return checked(desk, session, numbers)


def checked(desk: Desk, session: Session, numbers: Sequence[int] = ()) -> Checked:
    """Do the same in a session that is open."""
    found = Checked()
    chosen = [row for row in stamp_rows.stamps(session) if not numbers or row.id in numbers]
    texts: dict[int, bytes | None] = {}
    for manifest in stamp_rows.manifests(session):
        if not numbers or manifest.id in {row.manifest_id for row in chosen}:
            found.manifests += 1
            texts[manifest.id] = _manifest(desk, session, manifest, found)
    pinned_once = _ever_pinned(session)
    for row in chosen:
        _stamp(desk, row, texts.get(row.manifest_id), pinned_once, found)
    found.notes += list(_notes(desk, session, chosen))
    return found


def _manifest(desk: Desk, session: Session, row: Manifest, found: Checked) -> bytes | None:
    """Check a manifest, and return its text; None where it is damaged."""
    what = f"manifest {row.id}"
    data = _kept(desk, row.digest, what, found)
    if data is None:
        return None
    try:
        told = read_manifest(data)
    except ValueError as error:
        found.problems.append(f"{what} cannot be read: {error}")
        return data
    if list(told.digests) != stamp_rows.files_of(session, row.id):
        found.problems.append(f"the files of {what} in the table are not those that it names")
    if (told.workspace, told.head_number, told.head_hash) != (desk.uuid, row.head_number, row.head_hash):
        found.problems.append(f"{what} is of another workspace or another moment than the table says")
    if not chain.holds(session, chain.Head(told.head_number, told.head_hash)):
        found.problems.append(
            f"{what} was written when event {told.head_number} had another hash: the chain was rewritten since"
        )
    return data


def _stamp(
    desk: Desk, row: Stamp, manifest: bytes | None, pinned_once: Collection[tuple[str, str]], found: Checked
) -> None:
    what = f"timestamp {row.id}"
    request = _kept(desk, row.request_digest, f"the request of {what}", found)
    if row.answer_digest is None or row.pinned_digest is None:
        return
    answer = _kept(desk, row.answer_digest, f"the answer of {what}", found)
    certificates = _kept(desk, row.pinned_digest, f"the certificates of {what}", found)
    if request is None or answer is None or certificates is None or manifest is None:
        return
    if (row.authority, row.pinned_digest) not in pinned_once:
        found.problems.append(
            f"{what} was checked against certificates that no version of the policy pins for {row.authority}"
        )
    try:
        pinned = pinned_certificates(certificates, name=f"the certificates of {what}")
        token = check_answer(answer, request=request, data=manifest, pinned=pinned, authority=row.authority)
    except (VerificationFailed, InvalidInput) as error:
        found.problems.append(f"{what} does not hold: {error}")
        return
    if (token.time, token.ends) != (row.time, row.ends):
        found.problems.append(f"{what} says {token.time}, and the table {row.time}")
        return
    found.received += 1


def _kept(desk: Desk, digest: str, what: str, found: Checked) -> bytes | None:
    found.files += 1
    problem = desk.locker.check(digest)
    if problem is not None:
        found.problems.append(f"the bytes of {what.removeprefix('the ')} fail: {problem}")
        return None
    return desk.locker.read(digest)


def _ever_pinned(session: Session) -> set[tuple[str, str]]:
    """Return the authorities of all versions of the policy, each with the digest of what was pinned for it."""
    found: set[tuple[str, str]] = set()
    for row in event_rows.policies(session):
        try:
            policy = parse_policy(row.text, name=f"version {row.version}")
        except InvalidInput:  # verify says so by itself
            continue
        found |= {(name, one.sha256) for name, one in policy.timestamp_authorities.items()}
    return found


def _notes(desk: Desk, session: Session, rows: Sequence[Stamp]) -> Iterator[Words]:
    """Say what is pending, and which certificates end soon or have ended while nobody renewed what rests on them."""
    standing = [row for row in rows if row.withdrawn_at is None]
    newer = renewals(session, standing)
    now = desk.clock()
    for row in standing:
        if row.answer_digest is None:
            yield _pending(row)
        elif row.ends is not None and row.id not in newer and row.ends <= now + SOON:
            yield _ending(row, ended=row.ends <= now)


def _pending(row: Stamp) -> Words:
    why = f": {row.reason}" if row.reason is not None else ""
    return (
        f"timestamp {row.id} by {row.authority} is pending since {moment(row.requested_at)}{why}; "
        + do(Step.TIMESTAMP_ASK, pending=True)
        + " asks again"
    )


def _ending(row: Stamp, *, ended: bool) -> Words:
    when = day(row.ends) if row.ends is not None else ""
    told = (
        f"the certificate of timestamp {row.id} by {row.authority} ended on {when}, and nobody renewed it in time: "
        "what it shows now rests on the key not having been lost since; renew it at least now with "
        if ended
        else f"the certificate of timestamp {row.id} by {row.authority} ends on {when}; renew it before with "
    )
    return told + do(Step.TIMESTAMP_RENEW, row.id)
