"""Who speaks near a claim, whose evidence it has, and where its words stand; a claim moved to other spans."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ForbiddenMove, InvalidInput
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import nearby
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction, correct
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.sources.sources import merge

Record = Callable[..., Ingested]

LINES = (
    "Ana Ruiz: The bridge is closed.",
    "Ben Okoro via Radio Norte: The port is shut.",
    "Ana Ruiz: The bridge is closed.",
    "Cleo Marsh: The road is open.",
)


def test_who_speaks_nearest_is_named_first_and_neither_the_claimant_nor_the_outlet(desk: Desk, record: Record) -> None:
    claims = record(*LINES, outlet="Harbour Post").claims
    assert [one.name for one in nearby.speakers(desk, claims[0])] == ["Ben Okoro", "Radio Norte", "Cleo Marsh"]
    assert [one.name for one in nearby.speakers(desk, claims[3])] == ["Ana Ruiz", "Ben Okoro", "Radio Norte"]


@pytest.mark.both_databases
def test_of_merged_sources_the_one_is_named_that_they_stand_for(desk: Desk, record: Record) -> None:
    claims = record(*LINES, outlet="Harbour Post").claims
    desk.enact(merge, "Ben Okoro", into="Cleo Marsh", reason="one person")
    assert [one.name for one in nearby.speakers(desk, claims[0])] == ["Cleo Marsh", "Radio Norte"]
    names = [one.name for one in nearby.involved(desk, claims[1])]
    assert names == ["Cleo Marsh", "Radio Norte", "Harbour Post"]


@pytest.mark.both_databases
def test_whose_evidence_it_has_is_named_before_who_says_it(
    desk: Desk, claims: tuple[int, ...], support: Callable[..., Attached]
) -> None:
    support(claims[0], source="Port Office")
    found = nearby.involved(desk, claims[0])
    assert [one.name for one in found] == ["Port Office", "Ana Ruiz", "Harbour Post"]
    assert nearby.names(desk, [found[0].number, 999]) == {found[0].number: "Port Office"}
    assert nearby.names_starting(desk, "port") == ["Port Office"]


def test_a_claim_whose_words_stand_twice_is_moved_where_it_stands(
    desk: Desk, record: Record, stands: Callable[[int], ClaimEntry]
) -> None:
    third = record(*LINES, outlet="Harbour Post").claims[2]
    stood = nearby.wording(desk, third)
    ((start, end),) = stood.spans
    assert stood.text[start:end] == "The bridge is closed."
    desk.enact(correct, look(desk, [third]), Correction(spans=((start, end - 1),)))
    assert (stands(third).text, stands(third).spans) == ("The bridge is closed", ((start, end - 1),))


@pytest.mark.parametrize("spans", [(), ((5, 5),), ((9, 4),), ((-1, 4),), ((0, 9_999),), ((5, 9), (7, 12))])
def test_spans_that_are_none_of_the_article_are_refused(
    desk: Desk, claims: tuple[int, ...], spans: tuple[tuple[int, int], ...]
) -> None:
    with pytest.raises(InvalidInput, match="one behind the other"):
        desk.enact(correct, look(desk, [claims[0]]), Correction(spans=spans))


def test_words_that_the_newest_version_lacks_cannot_be_moved(desk: Desk, record: Record) -> None:
    first = record(*LINES, outlet="Harbour Post", url="https://harbour.example/1").claims[0]
    record("Dora Lind: The mill stands.", outlet="Harbour Post", url="https://harbour.example/1")
    with pytest.raises(ForbiddenMove, match="no longer stand"):
        nearby.wording(desk, first)
