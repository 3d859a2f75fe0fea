"""Where a source's word comes from, as of a day."""

from datetime import date

import pytest

from claimtrack.rules.origins import Relation, SourceFacts, Tie, Ties, allies, chain, origins, tied, way
from claimtrack.vocabulary import RelationKind

AGENCY, MINISTRY, SYRIA, RUSSIA, PAPER, IRAN = range(1, 7)
NAMES = {1: "SANA", 2: "Ministry of Information", 3: "Syria", 4: "Russia", 5: "Daily Sun", 6: "Iran"}
DAY = date(2026, 11, 24)


def ties(*relations: Relation) -> Ties:
    return tied({number: SourceFacts(name) for number, name in NAMES.items()}, relations)


WEB = ties(
    Relation(AGENCY, RelationKind.CONTROLLED_BY, MINISTRY),
    Relation(MINISTRY, RelationKind.PART_OF, SYRIA),
    Relation(SYRIA, RelationKind.ALLIED_WITH, RUSSIA),
    Relation(IRAN, RelationKind.ALLIED_WITH, RUSSIA),
)


def test_origins_are_followed_to_the_end_and_alliances_are_none() -> None:
    assert list(origins(WEB, AGENCY, days=[DAY])) == [AGENCY, MINISTRY, SYRIA]
    assert list(origins(WEB, SYRIA, days=[DAY])) == [SYRIA]


def test_one_piece_may_rely_on_more_than_its_source_does() -> None:
    assert list(origins(WEB, PAPER, days=[DAY])) == [PAPER]
    found = origins(WEB, PAPER, days=[DAY], relying_on=[AGENCY])
    assert list(found) == [PAPER, AGENCY, MINISTRY, SYRIA]
    assert way(WEB, found, SYRIA) == (
        "Daily Sun (relying on SANA in this piece, controlled by Ministry of Information, part of Syria)"
    )


def test_alliances_go_both_ways_and_no_further() -> None:
    assert allies(WEB, [SYRIA], days=[DAY]) == {RUSSIA: Tie(SYRIA, RelationKind.ALLIED_WITH)}
    allied = allies(WEB, [RUSSIA], days=[DAY])
    assert {ally: tie.source for ally, tie in allied.items()} == {
        SYRIA: RUSSIA,
        IRAN: RUSSIA,
    }


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (date(2026, 11, 25), None, False),
        (None, date(2026, 11, 23), False),
        (date(2000, 1, 1), None, True),
    ],
)
def test_relations_hold_for_a_time(since: date | None, until: date | None, holds: bool) -> None:
    web = ties(
        Relation(PAPER, RelationKind.PART_OF, RUSSIA, since, until),
        Relation(PAPER, RelationKind.ALLIED_WITH, IRAN, since, until),
    )
    assert (RUSSIA in origins(web, PAPER, days=[DAY])) is holds
    assert (IRAN in allies(web, [PAPER], days=[DAY])) is holds
    assert web.affiliation_known(PAPER, DAY) is holds


def test_two_spans_of_time_overlap_or_do_not() -> None:
    early, late = date(2000, 1, 1), date(2010, 1, 1)
    one = Relation(PAPER, RelationKind.PART_OF, RUSSIA, since=early, until=late)
    assert one.overlaps(None, None)
    assert one.overlaps(late, None)
    assert one.overlaps(None, early)
    assert not one.overlaps(date(2010, 1, 2), None)
    assert not one.overlaps(None, date(1999, 12, 31))


def test_what_belongs_in_a_ring_ends_all_the_same() -> None:
    web = ties(Relation(PAPER, RelationKind.RELIES_ON, IRAN), Relation(IRAN, RelationKind.RELIES_ON, PAPER))
    assert list(origins(web, PAPER, days=[DAY])) == [PAPER, IRAN]


def test_whether_somebody_looked_is_a_persons_word() -> None:
    proposed = ties(Relation(PAPER, RelationKind.PART_OF, RUSSIA, decided=False))
    assert RUSSIA in origins(proposed, PAPER, days=[DAY])
    assert not proposed.affiliation_known(PAPER, DAY)
    assert not proposed.affiliation_known(RUSSIA, DAY)
    assert tied({PAPER: SourceFacts("Daily Sun", unaffiliated=True)}, ()).affiliation_known(PAPER, DAY)
    assert not proposed.affiliation_known(99, DAY)


def test_the_way_from_a_part_to_its_whole() -> None:
    relations = [
        Relation(AGENCY, RelationKind.CONTROLLED_BY, MINISTRY),
        Relation(MINISTRY, RelationKind.PART_OF, SYRIA),
        Relation(SYRIA, RelationKind.RELIES_ON, RUSSIA),
    ]
    assert chain(relations, AGENCY, SYRIA) == relations[:2]
    assert chain(relations, SYRIA, AGENCY) is None
    assert chain(relations, AGENCY, RUSSIA) is None
