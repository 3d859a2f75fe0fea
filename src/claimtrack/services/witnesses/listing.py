"""List the keys that are known, and which desk cosigned whose head."""

from dataclasses import dataclass
from datetime import datetime

from claimtrack.db import witness_rows
from claimtrack.errors import not_there
from claimtrack.remedies import Step
from claimtrack.services.desk import Desk, reading
from claimtrack.services.witnesses.keys import public_of, shown
from claimtrack.services.witnesses.signing import noted, time_of
from claimtrack.witnessing.checkpoints import Checkpoint
from claimtrack.witnessing.handed import SignedHead


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key: whose, its fingerprint, the one that it follows, and whether that one signed for it."""

    number: int
    whose: str | None
    name: str
    fingerprint: str
    follows: int | None
    handed_over: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class CosignatureRow:
    """A cosignature: whose head, by whom; None is this desk. ``time`` is what the witness says."""

    number: int
    log: str | None
    witness: str | None
    size: int
    root: str
    time: datetime | None


def keys(desk: Desk) -> list[KeyRow]:
    """Return every key, oldest first."""
    with reading(desk) as session:
        return [
            KeyRow(
                row.id,
                None if row.ours else shown(row.called or ""),
                row.name,
                public_of(row).fingerprint(),
                row.follows_id,
                row.handed_over is not None,
                row.made_at,
            )
            for row in witness_rows.keys(session)
        ]


def cosignatures(desk: Desk) -> list[CosignatureRow]:
    """Return every cosignature, in the order in which they came on record."""
    with reading(desk) as session:
        return [
            CosignatureRow(
                row.id,
                None if row.log.ours else shown(row.log.called or ""),
                None if row.witness.ours else shown(row.witness.called or ""),
                row.size,
                row.root,
                time_of(row),
            )
            for row in witness_rows.cosignatures(session)
        ]


def as_file(desk: Desk, number: int) -> SignedHead:
    """Return a cosigned head as it was, to be handed to somebody else; raises NotFound."""
    with reading(desk) as session:
        for row in witness_rows.cosignatures(session):
            if row.id == number:
                checkpoint = Checkpoint(row.log.name, row.size, bytes.fromhex(row.root))
                return SignedHead(noted(row), checkpoint, public_of(row.log))
    raise not_there(f"no cosignature {number}", Step.HEAD_WITNESSES)
