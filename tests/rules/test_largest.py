"""The largest set without conflicts, against trying all sets."""

import random
from itertools import combinations

from claimtrack.rules.largest import EXACT_UP_TO, largest_without_conflict


def graph(number: int, pairs: set[tuple[int, int]]) -> list[int]:
    found = [0] * number
    for one, other in pairs:
        found[one] |= 1 << other
        found[other] |= 1 << one
    return found


def by_trying_all(number: int, pairs: set[tuple[int, int]]) -> tuple[int, ...]:
    """Give the first of the largest sets in the order of their places."""
    for size in range(number, 0, -1):
        for chosen in combinations(range(number), size):
            if not any(pair in pairs for pair in combinations(chosen, 2)):
                return chosen
    return ()


def test_it_is_the_largest_and_of_those_the_earliest() -> None:
    dice = random.Random(6)  # noqa: S311 - nothing secret
    for _ in range(600):
        number, share = dice.randrange(10), dice.random()
        pairs = {pair for pair in combinations(range(number), 2) if dice.random() < share}
        found = largest_without_conflict(graph(number, pairs))
        assert found.exact
        assert len(found.places) == len(by_trying_all(number, pairs)), pairs
        assert found.places == by_trying_all(number, pairs), pairs


def test_a_ring_of_as_many_as_are_searched_through() -> None:
    pairs = {(place, (place + 1) % EXACT_UP_TO) for place in range(EXACT_UP_TO)}
    found = largest_without_conflict(graph(EXACT_UP_TO, pairs))
    assert found.exact
    assert found.places == tuple(range(0, EXACT_UP_TO, 2))


def test_beyond_that_it_is_a_lower_bound_that_nothing_can_be_added_to() -> None:
    number = EXACT_UP_TO + 21
    pairs = {(place, (place + 1) % number) for place in range(number)}
    found = largest_without_conflict(graph(number, pairs))
    assert not found.exact
    chosen = set(found.places)
    assert not any(one in chosen and other in chosen for one, other in pairs)
    assert all(place in chosen or {(place - 1) % number, (place + 1) % number} & chosen for place in range(number))


def test_many_pieces_of_one_source_are_searched_through_as_one() -> None:
    number = 200
    pairs = {pair for pair in combinations(range(number), 2) if pair[0] % 4 == pair[1] % 4}
    found = largest_without_conflict(graph(number, pairs))
    assert (found.places, found.exact) == ((0, 1, 2, 3), True)
