"""What machines read in pictures and on scanned pages. Tesseract has to be installed: without it these tests fail."""

import io
import subprocess
import sys

import pytest
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter
from tests.reading.captures.site import PDF
from tests.reading.test_pictures import _png

from claimtrack.config import OCR_LANGUAGES_VARIABLE, READ_SECONDS_VARIABLE
from claimtrack.errors import InvalidInput, ReaderFailed
from claimtrack.reading.machines import NoMachine, is_machines, machine_text, machine_told, may_be_read

pytestmark = pytest.mark.usefixtures("tesseract")

WORDS = "We received 82 dead on 16 May."


def scan(*lines: str, form: str = "PNG") -> bytes:
    """Give a picture of these lines of print, or a page of it."""
    image = Image.new("RGB", (900, 80 + 80 * len(lines)), "white")
    draw, print_ = ImageDraw.Draw(image), ImageFont.load_default(28)
    for place, line in enumerate(lines):
        draw.text((40, 40 + 80 * place), line, font=print_, fill="black")
    data = io.BytesIO()
    image.save(data, form)
    return data.getvalue()


def scanned(*pages: bytes) -> bytes:
    """Give the pages of these PDFs as one."""
    writer = PdfWriter()
    for page in pages:
        writer.append(PdfReader(io.BytesIO(page)))
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_words_in_a_picture_are_read_and_whose_they_are_is_told() -> None:
    found = machine_text(scan("Register of the Hospital", WORDS), name="site.png", media_type="image/png")
    assert WORDS in found.document.text
    assert found.document.pages == ()
    assert (found.by.startswith("ocr tesseract "), found.by.endswith(" eng"), is_machines(found.by)) == (True,) * 3
    assert machine_told(found.by) == f"read by a machine ({found.by.removeprefix('ocr ')})"


def test_a_picture_is_read_as_its_camera_says_it_stands() -> None:
    upright = Image.open(io.BytesIO(scan("Register of the Hospital", WORDS)))
    exif = Image.Exif()
    exif[0x0112] = 6
    data = io.BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(data, "JPEG", quality=95, exif=exif)
    assert WORDS in machine_text(data.getvalue(), name="site.jpg", media_type="image/jpeg").document.text


def test_of_a_pdf_the_pages_without_text_are_read_and_keep_their_numbers() -> None:
    data = scanned(PDF, scan("The first scan.", form="PDF"), scan(WORDS, form="PDF"))
    before = len(PdfReader(io.BytesIO(PDF)).pages)
    document = machine_text(data, name="report.pdf", media_type="application/pdf").document
    assert document.page_numbers == (before + 1, before + 2)
    assert document.page_at(document.text.index("82 dead")) == before + 2
    assert document.page_at(document.text.index("first scan")) == before + 1


@pytest.mark.parametrize(
    ("data", "media_type", "told"),
    [
        (PDF, "application/pdf", "has a text on every page"),
        (b"%PDF-1.7 nothing", "application/pdf", "damaged"),
        (_png(60_000, 60_000), "image/png", "more points than any camera takes"),
        (_png(9_000, 9_000), "image/png", "more points than a machine reads"),
        (b"\xff\xd8\xff\xe0 no picture", "image/jpeg", "cannot be read as a picture"),
        (scan(), "image/png", "a machine finds no words in it"),
    ],
)
def test_where_there_is_nothing_to_read_that_is_said(data: bytes, media_type: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        machine_text(data, name="it", media_type=media_type)


def test_a_language_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OCR_LANGUAGES_VARIABLE, "eng+tlh")
    with pytest.raises(ReaderFailed, match="has no language called tlh here; install it, or set CLAIMTRACK_OCR_LANG"):
        machine_text(scan(WORDS), name="it", media_type="image/png")


def test_one_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(READ_SECONDS_VARIABLE, "0.01")
    with pytest.raises(ReaderFailed, match=r"takes a machine longer than 0\.1 seconds"):
        machine_text(scan(WORDS), name="it", media_type="image/png")


def test_where_no_machine_is_installed_it_is_said_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoMachine, match=r"a machine reads words in site\.png with Tesseract, which is not installed"):
        machine_text(scan(WORDS), name="site.png", media_type="image/png")
    program = (
        "from claimtrack.reading import machines\n"
        "machines.find_spec = lambda name: None if name == 'pytesseract' else name\n"
        "try: machines.machine_text(b'x', name='a.png', media_type='image/png')\n"
        "except Exception as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "a machine reads words in a.png with: pip install 'claimtrack[ocr]', and Tesseract\n"


def test_which_files_a_machine_reads_and_what_is_its_reading() -> None:
    kinds = ("image/png", "application/pdf", "text/html", "video/mp4", "application/zip")
    assert [may_be_read(one) for one in kinds] == [True, True, False, True, False]
    assert [is_machines(one) for one in ("ocr tesseract 5 eng", "utf-8", None, "")] == [True, False, False, False]
