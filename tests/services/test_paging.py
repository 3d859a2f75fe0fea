"""Every listing gives one page, knows how many there are in all, and looks at nothing but that page."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from tests.benchmarks.desks import fill, new_desk

from claimtrack.db.models import ClaimTag, Evidence, Proposal, Reviewer, Tag
from claimtrack.services import reviewers
from claimtrack.services.articles import details
from claimtrack.services.desk import Desk, acting
from claimtrack.services.evidence import pieces
from claimtrack.services.integrity import log
from claimtrack.services.integrity.log import Asked
from claimtrack.services.marks import tag_listing
from claimtrack.services.paging import WHOLE, Page, Window
from claimtrack.services.reports.listing import list_claims
from claimtrack.services.sources import sources
from claimtrack.services.verdicts import four_eyes
from claimtrack.vocabulary import ProposalState, Role, Status

_FEW, _MANY = 200, 2_000
_AT = datetime(2026, 11, 24, tzinfo=UTC)

Listing = Callable[[Desk, Window], Sequence[Any]]


def _log(desk: Desk, window: Window) -> Sequence[Any]:
    return list(log.stream(desk, Asked(newest=window.limit, besides=window.offset)))


LISTINGS: dict[str, tuple[Listing, Callable[[Any], object]]] = {
    "claims": (
        lambda desk, window: list_claims(desk, limit=window.limit, page=window.page).lines,
        lambda line: line.claim.number,
    ),
    "sources": (sources.listing, lambda line: line.number),
    "articles": (details.listing, lambda line: line.number),
    "evidence": (pieces.listing, lambda line: line.number),
    "reviewers": (reviewers.listing, lambda line: line.number),
    "tags": (tag_listing.listing, lambda line: line.name),
    "proposals": (four_eyes.waiting, lambda line: line.claim),
    "events": (_log, lambda line: line[0].number),
}


def _desk(root: Path, claims: int) -> Desk:
    desk = new_desk(root)
    fill(desk, claims)
    numbers = range(1, claims // 4 + 1)
    with acting(desk) as act:
        here = act.session.connection()
        person = {"role": Role.VIEWER, "created_at": _AT}
        here.execute(insert(Reviewer), [{"name": f"r{n}", "key": f"r{n}", **person} for n in numbers])
        here.execute(
            insert(Tag), [{"id": n, "name": f"T{n:05}", "key": f"t{n:05}", "created_at": _AT} for n in numbers]
        )
        put_on = {"added_by_id": 1, "added_at": _AT}
        here.execute(insert(ClaimTag), [{"tag_id": n, "claim_id": n, **put_on} for n in numbers])
        piece = {"size": 1, "media_type": "text/plain", **put_on}
        here.execute(insert(Evidence), [{"digest": f"{n:064x}", "name": f"e{n}", **piece} for n in numbers])
        proposed = {"override": False, "despite": [], "counted": [], "made_by_id": 1, "made_at": _AT}
        here.execute(
            insert(Proposal),
            [{"claim_id": n, "status": Status.REFUTED, "state": ProposalState.OPEN, **proposed} for n in numbers],
        )
    return desk


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return _desk(tmp_path_factory.mktemp("few"), _FEW)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return _desk(tmp_path_factory.mktemp("many"), _MANY)


@pytest.mark.parametrize("name", LISTINGS)
def test_pages_one_after_the_other_are_the_whole(few: Desk, name: str) -> None:
    listing, number = LISTINGS[name]
    whole = [number(line) for line in listing(few, WHOLE)]
    size = len(whole) // 3 + 1
    pages = [listing(few, Window(size, page)) for page in (1, 2, 3, 4)]
    found = [[number(line) for line in page] for page in pages]
    # The log is told oldest first, and its pages are counted from the newest.
    parts = [*reversed(found)] if name == "events" else found
    assert [one for part in parts for one in part] == whole
    assert [len(part) for part in found[:2]] == [size, size]
    for page, lines in enumerate(pages):
        if isinstance(lines, Page):
            assert (lines.total, lines.offset) == (len(whole), page * size)


@pytest.mark.parametrize("name", LISTINGS)
def test_a_page_of_ten_times_as_many_takes_no_more_steps(few: Desk, many: Desk, name: str) -> None:
    listing, _ = LISTINGS[name]
    window = Window(2, 2)
    assert len(listing(few, window)) == len(listing(many, window)) == 2
    less, more = (_steps(lambda desk=desk: listing(desk, window)) for desk in (few, many))  # type: ignore[misc] # what a default in a lambda is, mypy does not tell
    assert more < less * 1.3


def _steps(work: Callable[[], object]) -> int:
    """Count the calls in which some work is done: the same each time, whatever the machine does meanwhile."""
    taken = 0

    def called(frame: object, event: str, argument: object) -> None:
        nonlocal taken
        del frame, argument
        taken += event in {"call", "c_call"}

    work()  # what is compiled once counts for no length
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return taken


def test_a_source_is_listed_with_what_was_merged_into_it(few: Desk) -> None:
    with acting(few) as act:
        sources.merge(act, "Source 3", into="Source 5", reason="one register")
    (third, shown) = (sources.listing(few, Window(1, page))[0] for page in (3, 4))
    assert (third.number, shown.number, shown.also) == (4, 5, ("Source 3",))
    every = {line.number: line for line in sources.listing(few, merged=True)}
    assert shown.claims == every[5].claims
    assert every[3].merged_into == 5
    assert every[5].claims >= every[3].claims > 0
