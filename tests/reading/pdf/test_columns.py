"""Texts side by side, whatever the order in which they were drawn."""

import pytest
from tests.reading.pdf.paper import Page, pdf, put, put_lines, width_of, wrapped

from claimtrack.reading.pdf.read import read_pdf

_LEFT = (
    "The city council decided on Tuesday to close the old bridge. Engineers had warned for years that its pillars were "
    "sinking, the head of the works department said. Traffic will be led over the northern ring road until June."
)
_RIGHT = (
    "Shopkeepers along the quay fear for their business. A spokeswoman for the merchants said that nobody had asked "
    "them. The mayor denied that and promised a meeting in the town hall before the end of the month."
)
_THIRD = (
    "The bridge was built in 1931 by the firm of Aldous and Sons. Two men died while it was built, according to the "
    "parish book, and a plate on the southern pillar names them both."
)


def _text(drawing: bytes) -> str:
    return read_pdf(pdf(Page(drawing)), name="a.pdf").text


def _rows(*columns: tuple[float, list[str]], top: float = 700, shift: float = 0.0) -> bytes:
    """Draw columns row by row, as a program does that sets a table; ``shift`` lowers each by more."""
    drawn = []
    for number, (x, lines) in enumerate(columns):
        drawn += [
            (top - 14 * row - shift * number, number, put(x, top - 14 * row - shift * number, line))
            for row, line in enumerate(lines)
        ]
    return b"".join(one for _, _, one in sorted(drawn, key=lambda one: (-one[0], one[1])))


@pytest.mark.parametrize("shift", [0.0, 3.0, 7.0])
@pytest.mark.parametrize(("second", "width"), [(310, 230), (300, 225), (290, 218)])
def test_two_columns_drawn_row_by_row(shift: float, second: float, width: float) -> None:
    drawing = _rows((60, wrapped(_LEFT, width)), (second, wrapped(_RIGHT, width)), shift=shift)
    assert _text(drawing) == f"{_LEFT}\n\n{_RIGHT}"


def test_three_narrow_columns() -> None:
    columns = [(50.0 + 170 * n, wrapped(text, 155)) for n, text in enumerate((_LEFT, _RIGHT, _THIRD))]
    assert _text(_rows(*columns)) == f"{_LEFT}\n\n{_RIGHT}\n\n{_THIRD}"


def test_a_sentence_goes_on_in_the_next_column() -> None:
    lines = wrapped(f"{_LEFT} {_RIGHT}", 150)
    third = -(-len(lines) // 3)
    columns = [(50.0 + 165 * n, lines[n * third : (n + 1) * third]) for n in range(3)]
    assert _text(_rows(*columns)) == f"{_LEFT} {_RIGHT}"


def test_the_last_column_may_hold_one_line() -> None:
    lines = wrapped(f"{_LEFT} {_RIGHT}", 150)
    half = (len(lines) - 1) // 2 + (len(lines) - 1) % 2
    columns = [(50.0, lines[:half]), (215.0, lines[half:-1]), (380.0, lines[-1:])]
    assert _text(_rows(*columns)) == f"{_LEFT} {_RIGHT}"


def test_a_heading_across_stands_before_both_columns() -> None:
    drawing = put(120, 760, "Old bridge closed until the summer", 22)
    drawing += _rows((60, wrapped(_LEFT, 230)), (310, wrapped(_RIGHT, 230)))
    assert _text(drawing) == f"Old bridge closed until the summer\n\n{_LEFT}\n\n{_RIGHT}"


def test_text_across_stands_between_columns_above_and_below() -> None:
    across = "An inquiry by the county found in 2019 that the pillars had moved by four centimetres in a single winter."
    drawing = _rows((60, wrapped(_LEFT, 230)), (310, wrapped(_RIGHT, 230)), top=780)
    drawing += put(60, 640, across[:95].rsplit(" ", 1)[0]) + put(
        60, 626, across[len(across[:95].rsplit(" ", 1)[0]) + 1 :]
    )
    drawing += _rows((60, wrapped(_THIRD, 230)), (310, wrapped(_LEFT, 230)), top=590)
    assert _text(drawing).split("\n\n") == [_LEFT, _RIGHT, across, _THIRD, _LEFT]


def test_a_table_is_read_by_rows_and_a_tab_parts_its_cells() -> None:
    table = [("Year", "Boats", "Lost at sea"), ("2021", "114", "3"), ("2022", "98", "none"), ("2023", "91", "2")]
    drawing = put_lines(60, 760, wrapped(_LEFT, 470))
    for row, cells in enumerate(table):
        for x, cell in zip((60, 200, 330), cells, strict=True):
            drawing += put(x, 660 - 16 * row, cell)
    assert _text(drawing) == _LEFT + "\n\nYear\tBoats\tLost at sea\n2021\t114\t3\n2022\t98\tnone\n2023\t91\t2"


def test_a_table_may_be_narrow() -> None:
    table = [
        ("Port", "Boats", "Lost"),
        ("Vik", "114", "three men"),
        ("Sund", "98", "none at all"),
        ("Old Tarn", "9", "two"),
    ]
    drawing = put_lines(60, 760, wrapped(_LEFT, 470))
    for row, cells in enumerate(table):
        for x, cell in zip((60, 118, 162), cells, strict=True):
            drawing += put(x, 660 - 16 * row, cell)
    assert _text(drawing) == _LEFT + "\n\n" + "\n".join("\t".join(row) for row in table)


def test_a_lists_marks_are_no_column() -> None:
    items = [
        "The quay was flooded twice.",
        "Nobody was hurt, the police said.",
        "The pumps failed on Sunday.",
        "They had been old.",
    ]
    drawing = b"".join(put(60, 700 - 16 * n, "•") + put(78, 700 - 16 * n, item) for n, item in enumerate(items))
    assert _text(drawing) == "\n\n".join(f"• {item}" for item in items)


def test_justified_lines_are_no_columns() -> None:
    """Wide spaces stand under each other here and there."""
    drawing = b""
    for number, line in enumerate(wrapped(f"{_LEFT} {_RIGHT} {_THIRD}", 160)):
        words = line.split()
        gap = (170 - sum(width_of(word, 11) for word in words)) / max(1, len(words) - 1)
        x = 60.0
        for word in words:
            drawing += put(x, 740 - 14 * number, word)
            x += width_of(word, 11) + min(gap, 12)
    assert _text(drawing) == f"{_LEFT} {_RIGHT} {_THIRD}"


def test_a_page_of_more_rows_than_any_has_is_one_column() -> None:
    drawing = b"".join(put(60, 800 - 0.7 * n, f"Row {n} of it", 0.4 * 5) for n in range(1_100))
    assert _text(drawing).count("Row") == 1_100
