import io
import random

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from tests.reading.pdf.paper import Page, pdf, put

from claimtrack.errors import InvalidInput
from claimtrack.reading.pdf.read import read_pdf


def _pdf(*pages: str, title: str | None = None, opens_with: str | None = None) -> bytes:
    """Make a PDF with a line of text a page; ``opens_with`` is its user password, "" for none but an owner's."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(width=300, height=300)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(drawn)  # pypdf offers no other way to give a page content
    if title is not None:
        writer.add_metadata({"/Title": title})
    if opens_with is not None:
        writer.encrypt(user_password=opens_with, owner_password="the owner's", algorithm="AES-256")  # noqa: S106 - made up
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_each_page_begins_where_pages_says() -> None:
    document = read_pdf(_pdf("The river rose.", "Nobody slept.", "He left.", title="Flood"), name="a.pdf")
    assert document.text == "The river rose.\n\nNobody slept.\n\nHe left."
    assert [document.text[start:].split("\n")[0] for start in document.pages] == [
        "The river rose.",
        "Nobody slept.",
        "He left.",
    ]
    assert (document.media_type, document.title) == ("application/pdf", "Flood")


def test_an_empty_page_counts_as_a_page() -> None:
    document = read_pdf(_pdf("The river rose.", "", "He left."), name="a.pdf")
    assert len(document.pages) == 3
    assert document.text[document.pages[2] :] == "He left."


def test_a_file_that_may_be_read_but_not_changed_is_read() -> None:
    assert read_pdf(_pdf("The river rose.", opens_with=""), name="a.pdf").text == "The river rose."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_pdf("The river rose.", opens_with="secret"), "a.pdf is locked with a password"),
        (_pdf(""), "a.pdf holds no text, only pictures of it"),
        (_pdf(), "a.pdf holds no text"),
        (b"%PDF-1.7\n", "a.pdf is a damaged PDF"),
        (b"%PDF-1.7\n" + b"\0" * 5_000, "a.pdf is a damaged PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_pdf(data, name="a.pdf")
    assert message in str(refused.value)


def test_damage_anywhere_is_read_past_or_refused(capfd: pytest.CaptureFixture[str]) -> None:
    whole = _pdf("The river rose.", "Nobody slept.", title="Flood")
    chance = random.Random(11)  # noqa: S311 - nothing secret
    for _ in range(150):
        damaged = bytearray(whole[: chance.randrange(20, len(whole) + 1)])
        for _ in range(chance.randrange(8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            assert read_pdf(bytes(damaged), name="a.pdf").text
        except InvalidInput:
            continue
    assert capfd.readouterr().err == ""


def test_a_file_whose_end_is_missing_says_so() -> None:
    whole = pdf(*(Page(put(60, 700, f"The quay was shut on day {number}.")) for number in range(30)))
    cut = whole[: whole.index(b"xref")]
    assert str(read_pdf(cut, name="a.pdf").notices[0]).startswith("The end of the file is missing")
    assert not read_pdf(whole, name="a.pdf").notices
