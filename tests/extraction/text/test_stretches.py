"""What meets a stretch is found, and nothing else: held against a look at every one of them."""

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extraction.text.stretches import Stretches, owners_near

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_what_meets_a_stretch_is_found_and_nothing_else(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    stretches = Stretches((span, number) for number, span in enumerate(spans))
    meeting = [number for number, (start, end) in enumerate(spans) if start < asked[1] and asked[0] < end]
    found = list(stretches.owners(asked))
    assert sorted(found) == meeting
    assert [spans[number][0] for number in found] == sorted(spans[number][0] for number in found)


def test_whose_stretches_meet_some_is_said_once_each_in_their_order() -> None:
    stretches = Stretches([((40, 50), 0), ((0, 10), 1), ((20, 30), 1), ((60, 70), 2)])
    assert owners_near(stretches, [(5, 25), (45, 46)]) == [0, 1]
    assert owners_near(stretches, [(10, 20), (50, 60)]) == []
    assert owners_near(stretches, []) == []
