"""Long lists come in parts that one statement takes."""

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.db.chunks import AT_ONCE, chunks


@given(st.integers(0, 3 * AT_ONCE))
def test_every_value_comes_once_in_order_and_no_part_is_empty_or_too_long(count: int) -> None:
    parts = list(chunks(iter(range(count))))
    assert [value for part in parts for value in part] == list(range(count))
    assert all(0 < len(part) <= AT_ONCE for part in parts)
