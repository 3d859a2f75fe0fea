"""What is on record of timestamps: the list of them, and what they say of one file or of the whole record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.db import stamp_rows
from claimtrack.db.models import Stamp
from claimtrack.reports.wording.measures import moment
from claimtrack.services.desk import Desk, reading
from claimtrack.services.timestamps.renewing import renewals


@dataclass(frozen=True, slots=True)
class StampRow:
    """One timestamp in a listing; ``state`` is ``received``, ``pending`` or ``withdrawn``.

    ``files`` and ``head`` are what the manifest names: how many files, and the newest event. ``time`` is what the
    authority says, ``ends`` when the first certificate that it rests on does, ``why`` why it is pending, and
    ``renewed_by`` the newer one over its answer.
    """

    number: int
    authority: str
    state: str
    manifest: int
    manifest_digest: str
    files: int
    head: int
    requested_at: datetime
    time: datetime | None
    ends: datetime | None
    why: str | None
    refused: bool
    renewed_by: int | None


def listing(desk: Desk, *, pending: bool = False) -> list[StampRow]:
    """Return all timestamps, or those that are pending, in the order in which they were asked for."""
    with reading(desk) as session:
        rows = stamp_rows.stamps(session, pending=pending)
        newer = renewals(session, rows)
        return [_row(row, newer.get(row.id)) for row in rows]


def told(session: Session, digests: Iterable[str], *, until: datetime | None = None) -> dict[str, tuple[str, ...]]:
    """Say, by digest, what timestamps say of files, now or at an earlier moment.

    Where nothing was ever timestamped, nothing is said; else of each file that no timestamp is over, too.
    """
    wanted = list(digests)
    if not wanted or not stamp_rows.standing(session, until=until):
        return {}
    over = stamp_rows.over(session, wanted, until=until)
    return {one: tuple(_says(row, until) for row in over.get(one, ())) or (_NOT_YET,) for one in wanted}


def told_of_record(session: Session, *, until: datetime | None = None) -> tuple[str, ...]:
    """Say up to which event the newest timestamp of each authority goes, and which are pending."""
    rows = stamp_rows.standing(session, until=until)
    newest = {row.authority: row for row in rows if _received(row, until)}
    return (
        *(f"event {row.manifest.head_number} and all before it {_says(row, until)}" for row in newest.values()),
        *(_says(row, until) for row in rows if not _received(row, until)),
    )


_NOT_YET = "not timestamped"


def _received(row: Stamp, until: datetime | None) -> bool:
    return row.received_at is not None and (until is None or row.received_at <= until)


def _says(row: Stamp, until: datetime | None) -> str:
    if row.time is not None and _received(row, until):
        return f"existed no later than {moment(row.time)}, says {row.authority} (timestamp {row.id})"
    return f"timestamp by {row.authority} pending since {moment(row.requested_at)} (timestamp {row.id})"


def _row(row: Stamp, newer: Stamp | None) -> StampRow:
    state = "received" if row.answer_digest is not None else "pending"
    return StampRow(
        number=row.id,
        authority=row.authority,
        state="withdrawn" if row.withdrawn_at is not None else state,
        manifest=row.manifest_id,
        manifest_digest=row.manifest.digest,
        files=row.manifest.files,
        head=row.manifest.head_number,
        requested_at=row.requested_at,
        time=row.time,
        ends=row.ends,
        why=row.reason,
        refused=row.refused,
        renewed_by=newer.id if newer is not None else None,
    )
