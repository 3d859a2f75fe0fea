"""A title, where a file has one."""

import pytest
from tests.reading.pdf.paper import Page, pdf, put, put_lines, wrapped

from claimtrack.reading.pdf.read import read_pdf
from claimtrack.reading.pdf.title import is_title

_TEXT = (
    "The city archive lost nine boxes in the flood, its head said. Two of them held the papers of the old port. Nobody "
    "had copied them, and no list was kept."
)
_BODY = put_lines(60, 700, wrapped(_TEXT, 300))


def _title(drawing: bytes, said: str | None = None) -> str | None:
    return read_pdf(pdf(Page(drawing), title=said), name="a.pdf").title


@pytest.mark.parametrize(
    "said",
    [
        "Archive loses nine boxes",
        "Flood",
        "Microsoft Word and the law",
        "Printing money",
        "Report 2024 of the city archive",
        "What is a title?",
    ],
)
def test_what_the_file_says(said: str) -> None:
    assert _title(put(60, 760, "Some heading", 24) + _BODY, said) == said


@pytest.mark.parametrize(
    "said",
    [
        "Microsoft Word - archive final2.doc", "Microsoft PowerPoint - Flood", "archive_final_v3", "archive.indd",
        "untitled", "Untitled Document", "(unspecified)", "(anonymous)", "Document1", "Dokument 2", "Slide 1", "Print",
        "Layout 1",
        "2024-03-12-press-release", "C:\\\\Users\\\\ml\\\\flood", "https://archive.example/flood", "page 3",
        "PowerPoint-Präsentation", "press release.docx (2)", "", "   ", "---", "12345", "scan0042",
    ],
)  # fmt: skip
def test_the_name_of_a_file_is_no_title(said: str) -> None:
    assert not is_title(said.strip()) or not said.strip()
    assert _title(put(60, 760, "Archive loses nine boxes", 24) + _BODY, said) == "Archive loses nine boxes"


def test_the_largest_heading_of_the_first_page() -> None:
    drawing = put(60, 800, "City news", 14) + put_lines(
        60, 770, ["Archive loses nine", "boxes in the flood"], 24, lead=27
    )
    assert _title(drawing + _BODY) == "Archive loses nine boxes in the flood"


def test_a_bold_first_line_is_one() -> None:
    assert _title(put(60, 730, "Archive loses nine boxes", 11, font="F2") + _BODY) == "Archive loses nine boxes"


def test_no_title_where_all_is_of_one_size() -> None:
    assert _title(_BODY) is None


def test_a_heading_of_another_page_is_not_the_files() -> None:
    data = pdf(Page(_BODY), Page(put(60, 700, "Annex", 24) + put(60, 660, "Nine boxes were lost.")))
    assert read_pdf(data, name="a.pdf").title is None


def test_the_day_on_which_a_file_was_made_is_not_that_of_its_publication() -> None:
    data = pdf(Page(_BODY), title="Flood").replace(
        b"<</Title (Flood)>>", b"<</Title (Flood)/CreationDate(D:20240102030405Z)>>"
    )
    document = read_pdf(data, name="a.pdf")
    assert (document.title, document.published, document.byline) == ("Flood", None, None)
