"""Tables of an article are lines of its text; tables that place the page's parts are no tables."""

import pytest

from claimtrack.reading.pages.html import read_html

TOLD = [
    f"On day {number} the keeper of the lock wrote that {number} boats had passed before noon, all of them late."
    for number in range(2, 8)
]
PARAGRAPHS = "".join(f"<p>{one}</p>" for one in TOLD)


def lines(markup: str) -> list[str]:
    page = f"<html><body><article>{PARAGRAPHS}{markup}<p>That is all.</p></article></body></html>"
    text = read_html(page.encode(), name="a.html").text
    return text.split("\n")[len(TOLD) : -1]


def table(*rows: list[str]) -> str:
    return "<table>" + "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in rows) + "</table>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            table(["Dam", "Cracks"], ["Ostrel", "11"], ["Lower Tarn", "0"]),
            ["Dam | Cracks", "Ostrel | 11", "Lower Tarn | 0"],
        ),
        (
            table(
                ["Ostrel Power", "The cracks in the wall are harmless."],
                ["Water board", "The wall may break within a year."],
            ),
            [
                "- Ostrel Power",
                "- The cracks in the wall are harmless.",
                "- Water board",
                "- The wall may break within a year.",
            ],
        ),
        (
            table(
                ["Home", "<a href=/a>News of the day</a>"],
                ["<a href=/b>Sport and culture</a>", "<a href=/c>Weather here</a>"],
            ),
            [],
        ),
    ],
    ids=["values", "sentences", "links"],
)
def test_rows_are_lines(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr><td><a href=/>Home</a></td><td>{PARAGRAPHS}</td></tr></table>",
        f"<table role='presentation'><tr><td>{'</td></tr><tr><td>'.join(TOLD)}</td></tr></table>",
        f"<table><tr><td>Menu</td><td><table><tr><td>{PARAGRAPHS}</td></tr></table></td></tr></table>",
    ],
    ids=["columns", "role", "nested"],
)
def test_an_article_in_a_table_is_read(page: str) -> None:
    text = read_html(f"<html><body>{page}</body></html>".encode(), name="a.html").text
    assert [one for one in TOLD if one not in text.split("\n")] == []


@pytest.mark.parametrize("cells", ["<td>Tides</td>{}", "{}<td>Tides</td>", "<td>Tides</td>{}<td>Jetty</td>"])
def test_a_table_that_places_an_article_beside_a_menu_is_no_row(cells: str) -> None:
    told = [
        f"The harbour office answered question {number} in writing, a week after it was put." for number in range(6)
    ]
    article = f"<td>{''.join(f'<p>{one}</p>' for one in told)}</td>"
    row = f"<tr>{cells.format(article)}</tr>"
    source = f"<html><body><table>{row}<tr><td>Old</td><td>Papers</td></tr></table></body></html>"
    read = read_html(source.encode(), name="a.html").text.split("\n")
    assert [line for line in read if line in told] == told


def test_a_frame_of_one_cell_is_a_paragraph() -> None:
    told = [
        f"The harbour office answered question {number} in writing, a week after it was put." for number in range(6)
    ]
    first, rest = ("".join(f"<p>{one}</p>" for one in part) for part in (told[:3], told[4:]))
    source = f"<html><body><main>{first}<table><tr><td>{told[3]}</td></tr></table>{rest}</main></body></html>"
    assert read_html(source.encode(), name="a.html").text.split("\n") == told
