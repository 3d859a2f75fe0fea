"""What a row leaves free, and what stands at both sides of it."""

from claimtrack.reading.pdf.gaps import Gap, gaps_of
from claimtrack.reading.pdf.marks import Word

_END = float("inf")


def _row(*words: tuple[float, float, str]) -> list[Word]:
    return [Word(text, left, right, -700.0, 10.0 + len(text)) for left, right, text in words]


def _told(gap: Gap) -> tuple[float, float, tuple[float, float, int] | None, tuple[float, float, int] | None]:
    before, behind = (
        (half.left, half.right, half.thirds) if half is not None else None for half in (gap.before, gap.behind)
    )
    return gap.left, gap.right, before, behind


def test_a_row_is_free_at_its_ends_and_where_words_stand_apart() -> None:
    gaps = gaps_of(_row((60, 90, "one"), (93, 120, "two"), (150, 200, "在桥上")), least=8.0)
    assert [_told(gap) for gap in gaps] == [
        (-_END, 60, None, (60, 200, 9)),
        (120, 150, (60, 120, 6), (150, 200, 3)),
        (200, _END, (60, 200, 9), None),
    ]


def test_words_may_stand_in_any_order_and_over_one_another() -> None:
    gaps = gaps_of(_row((150, 160, "b"), (60, 140, "long"), (70, 80, "in")), least=8.0)
    assert [_told(gap) for gap in gaps][1:] == [
        (140, 150, (60, 140, 6), (150, 160, 3)),
        (160, _END, (60, 160, 9), None),
    ]
    assert gaps[1].before is not None
    assert list(gaps[1].before.sizes) == [14.0, 12.0]
