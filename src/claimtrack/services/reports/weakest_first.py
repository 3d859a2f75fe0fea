"""A page of claims with the verdicts first that hang on the least; loaded only where that is asked for.

What a verdict hangs on is on record nowhere: it follows from all that ties sources together, and would have to be
worked out anew with each of those. So it is worked out for what the filters let through, and has a verdict for which
evidence is counted; the rest comes behind, as the database has it.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from claimtrack.db import claim_rows
from claimtrack.db import listing as rows
from claimtrack.db.chunks import chunks
from claimtrack.db.listing import ListedClaim, Wanted
from claimtrack.db.session import within
from claimtrack.services.weighing.hanging import Hanging, hanging, rank
from claimtrack.services.weighing.weighing import weigh
from claimtrack.vocabulary import Order


def weakest_first(
    connection: Connection, wanted: Wanted, *, limit: int | None, offset: int
) -> tuple[list[ListedClaim], Mapping[int, str]]:
    """Return one page, and of its claims that have a verdict how firmly it stands, by number."""
    judged = rows.counted_numbers(connection, wanted)
    end = offset + limit if limit is not None else None
    if offset < len(judged):
        found = _hanging(connection, judged)
        ordered = sorted(judged, key=lambda number: rank(number, found[number]))[offset:end]
    else:
        found, ordered = {}, []
    listed = {
        claim.number: claim
        for some in chunks(ordered)
        for claim in rows.page(connection, Wanted(numbers=tuple(some)), limit=None)
    }
    claims = [listed[number] for number in ordered]
    if limit is None or len(claims) < limit:
        rest = limit - len(claims) if limit is not None else None
        after = max(offset, len(judged))
        claims += rows.page(connection, wanted, order=Order.WEAKEST, limit=rest, offset=after)
    return claims, {number: _mark(found[number]) for number in ordered}


def _hanging(connection: Connection, numbers: Iterable[int]) -> dict[int, Hanging | None]:
    found: dict[int, Hanging | None] = {}
    for some in chunks(numbers):
        # A session each: what was weighed need not be held until the end.
        with within(connection) as session:
            claims = claim_rows.full_claims(session, numbers=some)
            weighed = weigh(session, claims)
            found |= {claim.id: hanging(claim, weighed[claim.id]) for claim in claims}
    return found


def _mark(found: Hanging | None) -> str:
    return found.mark() if found is not None else "rests on no count of evidence"
