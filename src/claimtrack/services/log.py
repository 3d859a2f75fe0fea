"""Read the event log."""

from collections.abc import Sequence

from claimtrack.db import finding
from claimtrack.errors import NotFound
from claimtrack.reports.model import HistoryLine
from claimtrack.services import history
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Desk, reading
from claimtrack.services.names import folded

LogLine = tuple[HistoryLine, int | None, str]


def entries(
    desk: Desk, *, claims: Sequence[int] | None = None, by: str | None = None, newest: int | None = None
) -> list[LogLine]:
    """Give events in words, oldest first, each with its claim's number and its hash."""
    with reading(desk) as session:
        reviewer = finding.reviewer_by_key(session, folded(by)) if by is not None else None
        if by is not None and reviewer is None:
            raise NotFound(f'no reviewer "{by}"; `claimtrack reviewer list` shows those there are')
        number = reviewer.id if reviewer is not None else None
        if claims is not None:
            all_of(session, claims)
            found = [
                event for event in finding.events_of_claims(session, claims) if number in {None, event.reviewer_id}
            ]
            found = found[-newest:] if newest is not None else found
        else:
            found = list(finding.events(session, newest=newest, by=number))
        lines = history.lines(session, found)
        return [(line, event.claim_id, event.hash) for line, event in zip(lines, found, strict=True)]
