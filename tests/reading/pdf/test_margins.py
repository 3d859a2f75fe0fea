"""What stands at the top and the foot of page after page."""

from tests.reading.pdf.paper import Page, pdf, put, put_lines, width_of, wrapped

from claimtrack.reading.document import PassedOver
from claimtrack.reading.pdf.read import read_pdf

_TEXT = (
    "The commission heard forty witnesses in the spring. Most of them said that the mine had been warned. The owner of "
    "the mine, Halden Ore, told the commission that no letter had ever reached it, and that the pumps were in order. A "
    "clerk of the company said otherwise. He had filed three letters himself, he told the commission under oath, and a "
    "fourth had come by courier on the day before the water broke in. The owner called him a liar. The commission will "
    "publish what it found in the autumn, its chairwoman said, and she does not expect that anybody will be happy."
)
_WHY = "at the top or the foot of the page"


def _paged(lines_a_page: int, header: str, footer: str) -> bytes:
    lines = wrapped(_TEXT, 300)
    pages = []
    for number, start in enumerate(range(0, len(lines), lines_a_page), 1):
        drawing = put(60, 810, header.format(number), 9) if header else b""
        drawing += put_lines(60, 760, lines[start : start + lines_a_page])
        drawing += put(280, 30, footer.format(number), 9) if footer else b""
        pages.append(Page(drawing))
    return pdf(*pages)


def test_headers_and_footers_are_passed_over_and_the_text_is_whole() -> None:
    document = read_pdf(_paged(3, "Commission of Inquiry – third report", "Page {} of 4"), name="a.pdf")
    assert document.text == _TEXT
    assert document.passed_over == (
        PassedOver("Commission of Inquiry – third report", _WHY),
        *(PassedOver(f"Page {number} of 4", _WHY) for number in range(1, len(document.passed_over))),
    )


def test_a_bare_number_is_passed_over_on_one_page_too() -> None:
    assert read_pdf(_paged(99, "", "{}"), name="a.pdf").text == _TEXT
    assert read_pdf(_paged(99, "", "– {} –"), name="a.pdf").text == _TEXT


def test_headers_of_left_and_right_pages_differ() -> None:
    lines = wrapped(_TEXT, 300)
    pages = [
        Page(
            put(60, 810, ("The mine" if number % 2 else "Third report") + f" {number + 7}", 9)
            + put_lines(60, 760, lines[number * 3 : number * 3 + 3])
        )
        for number in range(5)
    ]
    assert read_pdf(pdf(*pages), name="a.pdf").text == " ".join(lines[:15])


def test_what_is_shown_holds_all_of_it_and_says_its_page() -> None:
    document = read_pdf(_paged(3, "Commission of Inquiry", "Sheet {}"), name="a.pdf")
    assert document.whole.startswith(document.text)
    assert document.page_at(document.whole.index("Sheet 3")) == 3
    assert document.page_at(document.whole.index("will publish")) == 3
    assert document.page_at(document.whole.index("The commission heard")) == 1
    assert document.page_at(document.whole.index("Commission of Inquiry")) == 1
    assert document.page_at(document.whole.rindex("Commission of Inquiry")) == document.page_numbers[-1]


def test_a_first_line_that_differs_is_no_header() -> None:
    first, second = "On Monday 12 people were heard.", "On Tuesday 17 people were heard."
    text = read_pdf(pdf(Page(put(60, 760, first)), Page(put(60, 760, second))), name="a.pdf").text
    assert text == f"{first}\n\n{second}"


def test_pages_that_hold_nothing_else_keep_what_they_repeat() -> None:
    page = Page(put(60, 760, "The river rose."))
    assert read_pdf(pdf(page, page, page), name="a.pdf").text == "\n\n".join(["The river rose."] * 3)


def test_a_number_in_a_text_is_no_number_of_a_page() -> None:
    text = read_pdf(pdf(Page(put_lines(60, 400, ["The mine was closed in", "1987"]))), name="a.pdf").text
    assert text.endswith("1987")


def test_footnotes_at_the_foot_of_a_page_are_passed_over() -> None:
    lines = wrapped(_TEXT, 300)
    note = ["12 Interview with a clerk of Halden Ore, Vik, 3 May 2024,", "and a letter that he showed."]
    first = put_lines(60, 760, lines[:5]) + put_lines(60, 120, note, 8, lead=10)
    document = read_pdf(pdf(Page(first), Page(put_lines(60, 760, lines[5:]))), name="a.pdf")
    assert document.text == _TEXT
    assert document.passed_over == (PassedOver(" ".join(note), "a footnote"),)
    assert document.page_at(document.whole.index("Interview")) == 1


def test_small_print_that_is_no_footnote_is_read() -> None:
    small = "Halden Ore sent this statement after the paper had closed."
    drawing = put_lines(60, 760, wrapped(_TEXT, 300)) + put(60, 300, small, 8)
    assert read_pdf(pdf(Page(drawing)), name="a.pdf").text == f"{_TEXT}\n\n{small}"


def test_text_on_its_side_is_aside_and_a_watermark_is() -> None:
    drawing = put_lines(60, 700, wrapped(_TEXT, 300))
    drawing += b"BT /F1 9 Tf 0 1 -1 0 30 200 Tm (arXiv:2403.01 12 Mar 2024) Tj ET "
    drawing += b"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 200 Tm 0.8 g (DRAFT) Tj ET"
    document = read_pdf(pdf(Page(drawing)), name="a.pdf")
    assert document.text == _TEXT
    assert set(document.passed_over) == {
        PassedOver("arXiv:2403.01 12 Mar 2024", "turned on its side"),
        PassedOver("DRAFT", "a watermark"),
    }


def test_a_page_that_lies_on_its_side_is_read() -> None:
    lines = wrapped(_TEXT, 500)
    drawing = b"".join(
        b"BT /F1 11 Tf 0 1 -1 0 %g 60 Tm (%s) Tj ET\n" % (100 + 14 * n, line.encode()) for n, line in enumerate(lines)
    )
    assert read_pdf(pdf(Page(drawing, more=b"/Rotate 90")), name="a.pdf").text == _TEXT
    assert read_pdf(pdf(Page(drawing)), name="a.pdf").text == _TEXT


def test_a_paragraph_on_its_side_is_read_after_the_rest() -> None:
    side = "The pumps were made in 1962 and nobody had ever taken them apart, an engineer of the county said."
    drawing = put_lines(60, 700, wrapped(_TEXT, 300))
    drawing += b"BT /F1 9 Tf 0 1 -1 0 500 100 Tm (%s) Tj ET " % side.encode()
    assert read_pdf(pdf(Page(drawing)), name="a.pdf").text == f"{_TEXT}\n\n{side}"
    assert width_of(side, 9) < 700
