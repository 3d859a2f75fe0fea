"""A piece that is on record, offered once more: to another claim, with a passage of its own there."""

from dataclasses import replace

from claimtrack.config import MAX_SIZE
from claimtrack.db import evidence_rows
from claimtrack.errors import ForbiddenMove, InvalidInput
from claimtrack.reading.machines import is_machines
from claimtrack.remedies import Field
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.capturing import with_page
from claimtrack.services.evidence.offers import Bearing, Offered
from claimtrack.services.evidence.pieces import no_evidence, shown
from claimtrack.services.evidence.taking_out import checked, refuse_unreasoned


def offered_again(
    desk: Desk, number: int, bearing: Bearing, *, page: str | None = None, reason: str | None = None
) -> tuple[Offered, Bearing]:
    """Read a piece on record for ``examine``, and return it with how it bears: it comes from whom it comes from.

    ``page`` is the address of the one that is meant in a web archive that holds several.

    Raises NotFound, ForbiddenMove for an earlier claim and for what is not for everybody without a reason, InvalidInput
    for what is too large to be read, VerificationFailed where the bytes are not what was attached.
    """
    row = shown(desk, number)
    if row.of_claim is not None:
        raise ForbiddenMove(
            f"evidence {number} is claim {row.of_claim}; say " + Field("claim", row.of_claim) + " to attach it"
        )
    refuse_unreasoned(row, reason)
    if row.size > MAX_SIZE:
        raise InvalidInput(f"evidence {number} is larger than {MAX_SIZE:,} bytes; name its file instead")
    with reading(desk) as session:
        piece = evidence_rows.evidence(session, number)
        if piece is None:
            raise no_evidence(number)
        source = str(piece.source_id) if piece.source_id is not None else None
        charsets = [link.charset for link in piece.links if link.charset and not is_machines(link.charset)]
    offered = Offered(
        checked(desk, row), row.name, row.url, charsets[0] if charsets else None, media_type=row.media_type
    )
    if page is not None:
        offered = with_page(offered, page)
    return offered, replace(bearing, source=bearing.source or source)
