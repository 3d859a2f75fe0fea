"""Which timestamps are to be renewed: a new one over the old answer, what it was over and what it was checked with.

Made while the old certificate is sound, it proves that the old answer was there before anybody could have forged it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.db import stamp_rows
from claimtrack.db.models import Stamp
from claimtrack.errors import ForbiddenMove, not_there
from claimtrack.remedies import Step, do


def to_renew(session: Session, numbers: Sequence[int], *, until: datetime, days: int) -> list[str]:
    """Return the digests of what renewing these timestamps is over, or those that end until then and nobody renewed.

    Raises NotFound for one that is not there, ForbiddenMove for one that was not received, and where none is due.
    """
    chosen = [_received(session, number) for number in numbers] or due(session, until=until)
    if not chosen:
        raise ForbiddenMove(
            f"no timestamp rests on a certificate that ends within {days} days; name one to renew it all the same"
        )
    return sorted({digest for row in chosen for digest in _files(row)})


def due(session: Session, *, until: datetime) -> list[Stamp]:
    """Return the timestamps whose certificates end until then, and that no standing one renews."""
    ending = [row for row in stamp_rows.standing(session) if row.ends is not None and row.ends <= until]
    renewed = renewals(session, ending)
    return [row for row in ending if row.id not in renewed]


def renewals(session: Session, rows: Iterable[Stamp]) -> dict[int, Stamp]:
    """Give, by the number of a timestamp, the newest one received that is over its answer."""
    answers = {row.answer_digest: row.id for row in rows if row.answer_digest is not None}
    over = stamp_rows.over(session, answers)
    found: dict[int, Stamp] = {}
    for digest, later in over.items():
        received = [row for row in later if row.answer_digest is not None]
        if received:
            found[answers[digest]] = received[-1]
    return found


def _received(session: Session, number: int) -> Stamp:
    row = stamp_rows.stamp(session, number)
    if row is None:
        raise not_there(f"no timestamp {number}", Step.TIMESTAMP_LIST)
    if row.withdrawn_at is not None:
        raise ForbiddenMove(f"timestamp {number} was withdrawn, so there is nothing to renew")
    if row.answer_digest is None:
        raise ForbiddenMove(
            f"timestamp {number} is pending, so there is nothing to renew; ask again with "
            + do(Step.TIMESTAMP_ASK, pending=True)
        )
    return row


def _files(row: Stamp) -> list[str]:
    kept = (row.manifest.digest, row.request_digest, row.answer_digest, row.pinned_digest)
    return [digest for digest in kept if digest is not None]
