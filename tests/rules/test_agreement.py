"""Agreement: against figures that others worked out, and against what must hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.agreement import agreement

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), B: two observers, nominal data, no gaps.
_NOMINAL = list(zip("a a b b d c c c e d d a".split(), "b a b b b c c c e d d d".split(), strict=True))
# The same, C: four observers with gaps; the last unit, which one of them judged, says nothing.
_GAPS = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]


def test_it_is_the_figure_of_the_books() -> None:
    found = agreement(_NOMINAL)
    assert (found.claims, round(found.alpha or 0, 3)) == (12, 0.692)
    assert found.share == pytest.approx(9 / 12)
    gaps = agreement(_GAPS)
    assert (gaps.claims, round(gaps.alpha or 0, 3)) == (11, 0.743)


def test_its_interval_holds_it_and_shrinks_with_more_claims() -> None:
    few, many = agreement(_NOMINAL), agreement(_NOMINAL * 20)
    for one in (few, many):
        assert one.low is not None
        assert one.high is not None
        assert one.alpha is not None
        assert one.low < one.alpha < one.high
    assert (many.high or 0) - (many.low or 0) < ((few.high or 0) - (few.low or 0)) / 3
    assert agreement(_NOMINAL) == few


@pytest.mark.parametrize(
    ("judged", "share", "alpha"),
    [
        ([], None, None),
        ([("a",)], None, None),
        ([("a", "a"), ("a", "a")], 1.0, None),
        ([("a", "a"), ("b", "b")], 1.0, 1.0),
        ([("a", "b"), ("b", "a")], 0.0, -0.5),
        ([("a", "b")], 0.0, 0.0),
    ],
)
def test_where_nothing_can_be_said_nothing_is(
    judged: list[tuple[str, ...]], share: float | None, alpha: float | None
) -> None:
    found = agreement(judged)
    assert (found.share, found.alpha) == (share, alpha)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=12))
def test_who_is_called_first_is_no_matter(judged: list[tuple[str, str]]) -> None:
    turned = agreement([(two, one) for one, two in judged])
    found = agreement(judged)
    assert turned == found
    assert found.alpha is None or found.alpha <= 1
