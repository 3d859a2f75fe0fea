"""What a verdict hangs on: against trying every set of one or two, and in words."""

import os
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from tests.rules.graphs import SOURCES, Facts, any_facts, any_graph
from tests.rules.pieces import (
    ALLIED,
    CLINIC,
    DAY,
    FACTS,
    MINISTRY,
    PAPER,
    PART,
    REGISTRY,
    WITNESS,
    claim,
    piece,
    ties,
)

from claimtrack.rules.evidence import ClaimSources, Earlier, EvidenceOrigin, Ground
from claimtrack.rules.independence import independent_origins
from claimtrack.rules.linchpins import Assumption, Pin, assumptions, failing, linchpins
from claimtrack.rules.origins import Relation, SourceFacts, Ties, tied
from claimtrack.vocabulary import Basis, Stance

ON_THEIR_OWN = {number: SourceFacts(f"s{number}", unaffiliated=True) for number in range(100, 160)}


def pins(found: ClaimSources, pieces: Sequence[EvidenceOrigin], web: Ties) -> list[set[tuple[object, ...]]] | None:
    weakest = linchpins(found, pieces, web)
    if weakest is None:
        return None
    return [{(one.pin, one.one, one.other) for one in some} for some in weakest.sets]


def test_one_origin_hangs_on_its_basis_and_on_not_being_the_claimants() -> None:
    assert pins(claim(), [piece(7)], ties()) == [
        {(Pin.UNRELATED, MINISTRY, REGISTRY)},
        {(Pin.BASIS, 7, None)},
    ]


def test_one_origin_to_spare_takes_two_to_fall() -> None:
    weakest = linchpins(claim(), [piece(7), piece(8, CLINIC)], ties())
    assert weakest is not None
    assert (weakest.spare, weakest.smallest, weakest.exact) == (1, 2, True)
    assert len(weakest.sets) == 4  # of each piece its basis, or that it is not the claimant's
    assert pins(claim(required=2), [piece(7), piece(8, CLINIC)], ties()) == [
        {(Pin.UNRELATED, MINISTRY, REGISTRY)},
        {(Pin.UNRELATED, MINISTRY, CLINIC)},
        {(Pin.UNRELATED, REGISTRY, CLINIC)},
        {(Pin.BASIS, 7, None)},
        {(Pin.BASIS, 8, None)},
    ]


def test_two_to_spare_take_more_than_two_to_fall() -> None:
    weakest = linchpins(claim(), [piece(7), piece(8, CLINIC), piece(9, PAPER)], ties())
    assert weakest is not None
    assert (weakest.sets, weakest.spare, weakest.smallest) == ((), 2, None)


def test_where_too_little_counts_there_is_nothing_to_take_away() -> None:
    assert pins(claim(), [piece(7, basis=Basis.HEARSAY)], ties()) is None
    assert pins(claim(required=2), [piece(7)], ties()) is None


def test_an_editors_word_is_an_assumption() -> None:
    known = tied({**FACTS, WITNESS: replace(FACTS[WITNESS], vouched=True)}, ())
    found = pins(claim(claimants=()), [piece(7, WITNESS)], known)
    assert found == [{(Pin.BASIS, 7, None)}, {(Pin.VOUCHED, WITNESS, None)}]


def test_so_is_the_day_on_which_a_relation_began_or_ended() -> None:
    later = Relation(REGISTRY, ALLIED, MINISTRY, since=DAY + timedelta(days=3))
    found = pins(claim(), [piece(7)], ties(later))
    assert found is not None
    assert {(Pin.DATE, REGISTRY, MINISTRY)} in found
    never = pins(claim(), [piece(7)], ties(replace(later, since=None, other=PAPER)))
    assert never is not None
    assert all(one[0] is not Pin.DATE for some in never for one in some)


def test_two_dates_may_tie_what_neither_ties_alone() -> None:
    past = DAY - timedelta(days=9)
    web = ties(Relation(REGISTRY, PART, CLINIC, until=past), Relation(CLINIC, PART, MINISTRY, until=past))
    pieces = [piece(7), piece(8, PAPER)]
    found = pins(claim(required=2), pieces, web)
    assert found is not None
    assert {(Pin.DATE, REGISTRY, CLINIC), (Pin.DATE, CLINIC, MINISTRY)} in found


def test_an_earlier_claim_is_an_assumption_in_place_of_its_basis() -> None:
    earlier = Earlier(3, None, (Ground(CLINIC, DAY),), frozenset({2}))
    found = pins(claim(), [piece(7, earlier=earlier)], ties())
    assert found is not None
    assert {(Pin.EARLIER, 3, None)} in found
    assert {(Pin.BASIS, 7, None)} not in found


def by_trying_all(
    found: ClaimSources, pieces: Sequence[EvidenceOrigin], web: Ties, stance: Stance
) -> set[frozenset[Assumption]]:
    """Give every smallest set of one or two, each tried on the rule itself with what it says changed."""

    def falls(*some: Assumption) -> bool:
        changed, tried = failing(pieces, web, some)
        return not independent_origins(found, changed, tried, stance=stance).enough

    behind = assumptions(found, pieces, web, stance=stance)
    singles = {one for one in behind if falls(one)}
    others = [one for one in behind if one not in singles]
    pairs = {frozenset({one, other}) for one, other in combinations(others, 2) if falls(one, other)}
    return {frozenset({one}) for one in singles} | pairs


def any_case(dice: random.Random) -> tuple[ClaimSources, list[EvidenceOrigin], Ties]:
    relations, pieces, found = any_graph(dice)
    facts: Facts = any_facts(dice)
    for place, one in enumerate(pieces):
        if one.source is not None and dice.random() < 0.1:
            ground = Ground(dice.choice(SOURCES), DAY, tuple(dice.sample(SOURCES, dice.choice([0, 1]))))
            pieces[place] = replace(one, earlier=Earlier(50 + place, None, (ground,), frozenset()))
    return replace(found, required=dice.choice([1, 1, 2]), required_to_refute=1), pieces, tied(facts, relations)


def test_it_agrees_with_trying_all_on_random_graphs() -> None:
    dice = random.Random(7)  # noqa: S311 - the same graphs each time
    sizes = {0: 0, 1: 0, 2: 0}
    for _ in range(int(os.environ.get("CLAIMTRACK_LINCHPIN_GRAPHS", "2500"))):
        found, pieces, web = any_case(dice)
        for stance in (Stance.SUPPORTS, Stance.REFUTES):
            weakest = linchpins(found, pieces, web, stance=stance)
            enough = independent_origins(found, pieces, web, stance=stance)
            assert (weakest is None) is not enough.enough
            if weakest is None:
                continue
            assert weakest.exact
            assert weakest.spare == enough.reached - enough.required
            expected = by_trying_all(found, pieces, web, stance)
            assert {frozenset(some) for some in weakest.sets} == expected, (found, pieces, web, stance)
            assert len(set(weakest.sets)) == len(weakest.sets)
            sizes[weakest.smallest or 0] += 1
    assert all(sizes.values()), "the graphs are too much alike to show anything"


@pytest.mark.parametrize("required", [7, 8])
def test_24_pieces_take_less_than_a_second(required: int) -> None:
    # Eight houses of three: the graph with the most largest sets, 6,561.
    houses = [Relation(100 + one, PART, 140 + one // 3) for one in range(24)]
    pieces = [piece(one, 100 + one) for one in range(24)]
    web = tied({**FACTS, **ON_THEIR_OWN}, houses)
    began = time.process_time()
    weakest = linchpins(claim(required=required), pieces, web)
    assert time.process_time() - began < 1
    assert weakest is not None
    assert (weakest.exact, weakest.spare) == (True, 8 - required)


def test_24_pieces_that_stand_alone_take_less_than_a_second() -> None:
    pieces = [piece(one, 100 + one) for one in range(24)]
    dated = [Relation(100 + one, ALLIED, 140 + one, since=date(2030, 1, 1)) for one in range(8)]
    web = tied({**FACTS, **ON_THEIR_OWN}, dated)
    for required in (1, 12, 24):
        began = time.process_time()
        weakest = linchpins(claim(required=required), pieces, web)
        assert time.process_time() - began < 1
        assert weakest is not None
        assert weakest.exact


def test_of_more_pieces_only_what_is_sure_is_said() -> None:
    web = tied({**FACTS, **ON_THEIR_OWN}, ())
    weakest = linchpins(claim(required=30), [piece(one, 100 + one) for one in range(30)], web)
    assert weakest is not None
    assert not weakest.exact
    assert {one.pin for (one,) in weakest.sets} == {Pin.BASIS, Pin.UNRELATED}
