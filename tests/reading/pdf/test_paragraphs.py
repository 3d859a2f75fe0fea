"""Where a paragraph ends, and where a line, a column or a page ends inside one."""

import pytest
from tests.reading.pdf.paper import Page, pdf, put, put_lines, wrapped

from claimtrack.reading.pdf.read import read_pdf

_ONE = (
    "A ferry ran aground off the island of Sund early on Friday, the coast guard said. All ninety passengers were "
    "brought ashore."
)
_TWO = (
    "“We heard a crack and then the lights went out,” said Ole Brandt, a teacher from Vik. “Nobody told us anything "
    "for an hour.”"
)
_THREE = (
    "The line that runs the ferry said that the helmsman had followed the chart. It denied that he had been asleep."
)


def _text(*drawings: bytes) -> str:
    return read_pdf(pdf(*map(Page, drawings)), name="a.pdf").text


@pytest.mark.parametrize("width", [110, 150, 260, 450])
@pytest.mark.parametrize("lead", [12, 14, 24])
def test_paragraphs_with_a_gap_between(width: float, lead: float) -> None:
    drawing, y = b"", 800.0
    for text in (_ONE, _TWO, _THREE):
        lines = wrapped(text, width, 9)
        drawing += put_lines(60, y, lines, 9, lead=lead)
        y -= lead * (len(lines) - 1) + lead * 1.5
    assert _text(drawing) == "\n\n".join((_ONE, _TWO, _THREE))


@pytest.mark.parametrize("width", [150, 260, 450])
def test_paragraphs_with_an_indent(width: float) -> None:
    drawing, y = b"", 780.0
    for text in (_ONE, _TWO, _THREE):
        lines = wrapped("xxxx" + text, width)
        drawing += put(80, y, lines[0][4:]) + put_lines(60, y - 14, lines[1:])
        y -= 14 * len(lines)
    assert _text(drawing) == "\n\n".join((_ONE, _TWO, _THREE))


@pytest.mark.parametrize("width", [200, 300])
def test_a_short_last_line_ends_a_paragraph(width: float) -> None:
    texts = (_ONE + " It was dark.", _THREE + " Oslo agreed.")
    lines = [wrapped(text, width) for text in texts]
    assert _text(put_lines(60, 780, [*lines[0], *lines[1]])).replace("\n\n", " ") == " ".join(texts)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The provin-", "cial court heard it."], "The provincial court heard it."),
        (["A well-", "informed clerk denied it."], "A well-informed clerk denied it."),
        (["The Anglo-", "Norwegian firm paid."], "The Anglo-Norwegian firm paid."),
        (["It cost 3-", "4 million crowns."], "It cost 3-4 million crowns."),
        (["It cost 30–", "40 million crowns."], "It cost 30–40 million crowns."),
        (["Two-", "and three-year terms were given."], "Two- and three-year terms were given."),
        (["The gov\u00ad", "ernment denied it."], "The government denied it."),
        (
            ["He is a hydro-engineer. A hydro-", "engineer said so."],
            "He is a hydro-engineer. A hydro-engineer said so.",
        ),
        (["The barrister met a bar-", "rister there."], "The barrister met a barrister there."),
        (["The state-", "owned yard closed."], "The state-owned yard closed."),
        (["He denied it on Mon-", "day in the hall."], "He denied it on Monday in the hall."),
        (["A three-", "day meeting was held."], "A three-day meeting was held."),
        (["The court—", "it sat late—agreed."], "The court—it sat late—agreed."),
        (["The court –", "it sat late – agreed."], "The court – it sat late – agreed."),
    ],
)
def test_a_hyphen_at_a_lines_end(lines: list[str], expected: str) -> None:
    assert _text(put_lines(60, 700, [*lines, "The rest of the page is about some other matter entirely."])).startswith(
        expected
    )


def test_a_hyphen_at_a_pages_end() -> None:
    first = ["The provincial court heard on Monday that the com-"]
    assert _text(put_lines(60, 700, first), put(60, 700, "pany had known of it.")) == (
        "The provincial court heard on Monday that the company had known of it."
    )


def test_a_sentence_goes_on_on_the_next_page() -> None:
    lines = wrapped(f"{_ONE} {_THREE}", 300)
    document = read_pdf(pdf(Page(put_lines(60, 200, lines[:3])), Page(put_lines(60, 780, lines[3:]))), name="a.pdf")
    assert document.text == f"{_ONE} {_THREE}"
    assert document.pages[0] == 0
    assert document.text[document.pages[1] :].startswith(lines[3])


def test_a_name_may_stand_at_the_top_of_the_next_page() -> None:
    first = [
        "The ferry had been late all week, and nobody on board was told why, said",
        "a passenger, the teacher of the island school from the town of Vik, Ole",
    ]
    assert "Vik, Ole Brandt, on Friday." in _text(put_lines(60, 100, first), put(60, 780, "Brandt, on Friday."))


def test_a_caption_between_the_halves_of_a_sentence_stands_behind_it() -> None:
    lines = wrapped(f"{_ONE} {_THREE}", 300)
    second = put(60, 780, "The ferry on Friday morning", 8) + put_lines(60, 700, lines[3:])
    assert _text(put_lines(60, 200, lines[:3]), second) == f"{_ONE} {_THREE}\n\nThe ferry on Friday morning"


def test_what_stands_under_a_heading_is_not_moved_behind_a_page_that_begins_small() -> None:
    first, second = (
        put(60, 700, "REGISTER OF SHIPS") + put(60, 600, "The Anna left on Monday."),
        "owner: a firm in Varna.",
    )
    document = read_pdf(pdf(Page(first), Page(put(60, 700, second))), name="a.pdf")
    assert document.text == f"REGISTER OF SHIPS\n\nThe Anna left on Monday.\n\n{second}"
    assert [document.page_at(document.text.index(word)) for word in ("SHIPS", "Anna", "owner")] == [1, 1, 2]


def test_a_paragraph_is_not_led_past_a_page_between() -> None:
    lines = wrapped(f"{_ONE} {_THREE}", 300)
    between = put_lines(60, 780, wrapped(_TWO, 300), 8)
    pages = [Page(one) for one in (put_lines(60, 200, lines[:3]), between, put_lines(60, 780, lines[3:]))]
    document = read_pdf(pdf(*pages), name="a.pdf")
    assert document.text == "\n\n".join((" ".join(lines[:3]), _TWO, " ".join(lines[3:])))
    assert [document.page_at(document.text.index(one)) for one in (lines[0], "We heard", lines[3])] == [1, 2, 3]


def test_a_caption_keeps_its_page_where_the_rest_of_a_paragraph_goes_before_it() -> None:
    lines = wrapped(f"{_ONE} {_THREE}", 300)
    first = put_lines(60, 200, lines[:3]) + put(60, 100, "The ferry on Friday morning", 8)
    document = read_pdf(pdf(Page(first), Page(put_lines(60, 780, lines[3:]))), name="a.pdf")
    assert document.text == f"{_ONE} {_THREE}\n\nThe ferry on Friday morning"
    places = [document.page_at(document.text.index(one)) for one in (lines[0], lines[3], "The ferry on")]
    assert places == [1, 2, 1]


def test_a_heading_is_a_paragraph_of_its_own() -> None:
    drawing = put(60, 780, "Ferry aground", 18) + put_lines(60, 750, wrapped(_ONE, 300))
    drawing += put(60, 690, "Nobody told us", 11, font="F2") + put_lines(60, 676, wrapped(_TWO, 300))
    assert _text(drawing) == f"Ferry aground\n\n{_ONE}\n\nNobody told us\n\n{_TWO}"


def test_a_heading_of_two_lines_is_one() -> None:
    drawing = put_lines(60, 780, ["Ferry aground off Sund,", "ninety passengers saved"], 20, lead=23)
    assert _text(drawing + put_lines(60, 720, wrapped(_ONE, 300))) == (
        f"Ferry aground off Sund, ninety passengers saved\n\n{_ONE}"
    )


def test_numbered_paragraphs_stay_apart() -> None:
    drawing, y = b"", 780.0
    for number, text in enumerate((_ONE, _TWO, _THREE), 1):
        lines = wrapped(text, 300)
        drawing += put(60, y, f"{number}.") + put_lines(80, y, lines)
        y -= 14 * len(lines)
    assert _text(drawing) == "\n\n".join(f"{n}. {text}" for n, text in enumerate((_ONE, _TWO, _THREE), 1))
