"""Claims listed with the verdicts first that hang on the least, a page at a time."""

from collections.abc import Callable

import pytest

from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.reports.listing import Filters, Listing, list_claims
from claimtrack.services.verdicts import weakest
from claimtrack.vocabulary import Order, Status

pytestmark = pytest.mark.both_databases


@pytest.fixture
def judged(
    editor: Desk,
    record: Callable[..., Ingested],
    support: Callable[..., Attached],
    decide: Callable[..., object],
) -> tuple[int, ...]:
    """Give six claims: two open, one disputed, and those confirmed by one, by two, and by an editor's word alone."""
    found = record(
        "Ana Ruiz: The bridge is closed.",
        "Ben Okoro: The port is shut.",
        "Cleo Marsh: The road is open.",
        "Dan Ode: The mill burned.",
        "Eva Lind: The ferry sank.",
        "Fay Holt: The tower fell.",
        outlet="Harbour Post",
    ).claims
    one, two, word, disputed = found[1], found[2], found[4], found[0]
    support(one)
    for source in ("Port Office", "Kim Lee", "Roads Office"):
        support(two, source=source, text=f"what {source} saw of the road")
    decide(Status.CONFIRMED, one, two)
    decide(Status.CONFIRMED, word, by=editor, reason="I was there", override=True)
    decide(Status.DISPUTED, disputed, reason="two offices differ")
    return found


def _listed(desk: Desk, filters: Filters | None = None, *, limit: int | None = None, page: int = 1) -> Listing:
    return list_claims(desk, filters or Filters(), order=Order.WEAKEST, limit=limit, page=page)


def _numbers(listing: Listing) -> list[int]:
    return [line.claim.number for line in listing.lines]


def test_what_hangs_on_the_least_comes_first_and_what_has_no_verdict_last(desk: Desk, judged: tuple[int, ...]) -> None:
    disputed, one, two, first, word, last = judged
    found = _listed(desk)
    assert _numbers(found) == [word, one, two, disputed, first, last]
    assert [line.hangs for line in found.lines] == [
        "rests on no count of evidence",
        "falls with one assumption",
        "falls with no two assumptions",
        None,
        None,
        None,
    ]
    assert [each.claim for each in weakest.all_of(desk)] == [word, one, two]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_pages_are_parts_of_the_whole(desk: Desk, judged: tuple[int, ...], limit: int) -> None:
    whole = _numbers(_listed(desk))
    pages = [_listed(desk, limit=limit, page=page) for page in range(1, len(judged) // limit + 2)]
    assert [number for page in pages for number in _numbers(page)] == whole
    assert {page.total for page in pages} == {len(judged)}


def test_filters_hold(desk: Desk, judged: tuple[int, ...]) -> None:
    _, one, two, *_ = judged
    assert _numbers(_listed(desk, Filters(statuses=(Status.CONFIRMED,), overridden=False))) == [one, two]
    assert _numbers(_listed(desk, Filters(search="road"))) == [two]
    assert one not in _numbers(_listed(desk, Filters(unverified=True)))


def test_what_a_verdict_hangs_on_is_told_of_one_claim(desk: Desk, judged: tuple[int, ...]) -> None:
    disputed, one, _, _, word, _ = judged
    assert weakest.of(desk, one).found is not None
    assert weakest.of(desk, word).why_not == "rests on an editor's override, and not on what counts"
    assert weakest.of(desk, disputed).why_not == "has no verdict that evidence is counted for"
