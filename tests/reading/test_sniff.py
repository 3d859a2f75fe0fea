import io
import random
import zipfile

import pytest

from claimtrack.reading.sniff import media_type_of


def _packed(*names: str, mimetype: str | None = None) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if mimetype is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")
    return packed.getvalue()


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
        (b"\r\n %PDF-1.4\nall in ASCII", "application/pdf"),
        (b"@PJL ENTER LANGUAGE=PDF\r\n%PDF-1.6\r\n%\xe2\xe3\n1 0 obj\n<<>>", "application/pdf"),
        (b"\0" * 500 + b"%PDF-1.6\n1 0 obj\n<<>>", "application/pdf"),
        (b"x" * 1_100 + b"\n%PDF-1.6\n1 0 obj\n<<>>", "text/plain"),
        (b"A file that begins with %PDF-1.6 is a PDF, she said. Its objects begin with 1 0 obj.", "text/plain"),
        (b"<html><p>%PDF-1.6\n is how one begins, 1 0 obj is next", "text/html"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20, "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1" + b"\0" * 30, "image/jpeg"),
        (b"GIF89a\x01\0\x01\0\0\0\0", "image/gif"),
        (b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 20, "image/webp"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 20, "video/mp4"),
        (b"ID3\x03\0\0\0\0\0\0" + b"\0" * 50, "audio/mpeg"),
        (_packed("a.txt"), "application/zip"),
        (_packed("[Content_Types].xml", "word/document.xml"), _WORD),
        (_packed("[Content_Types].xml", "xl/workbook.xml"), _SHEET),
        (_packed("content.xml", mimetype=_ODT), _ODT),
        (_packed("a.txt")[:40], "application/zip"),
        (b"{\\rtf1\\ansi The river rose.}", "application/rtf"),
        (b"<!DOCTYPE html><html>", "text/html"),
        (b'<?xml version="1.0"?>\n<!-- made by hand --><html xmlns="http://www.w3.org/1999/xhtml">', "text/html"),
        (b"\xef\xbb\xbf<html>", "text/html"),
        ("<html><body>x</body></html>".encode("utf-16"), "text/html"),
        ("<html><body>x</body></html>".encode("utf-16-le"), "text/html"),
        (b"<h1>Flood</h1>", "text/html"),
        (b"", "text/plain"),
        (b"The river rose.", "text/plain"),
        (b"<penguin> said hello", "text/plain"),
        (b"GIF89a is what he said.", "text/plain"),
        ("BM said: “Le café”".encode("cp1252"), "text/plain"),
        ("The river rose.".encode("utf-16"), "text/plain"),
        ("The river rose.".encode("utf-16-be"), "text/plain"),
        (b"\0\0\xfe\xff" + "The river rose.".encode("utf-32-be"), "text/plain"),
        (b"\x1b[31mred\x1b[0m", "text/plain"),
        (random.Random(7).randbytes(5_000), "application/octet-stream"),  # noqa: S311 - nothing secret
    ],
)
def test_the_type_is_found_by_content(data: bytes, expected: str) -> None:
    assert media_type_of(data) == expected
    assert media_type_of(data, name="wrong.jpg") == expected


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"# Flood", "notes.md", "text/markdown"),
        (b"# Flood", "NOTES.MARKDOWN", "text/markdown"),
        (b"# Flood", "notes.txt", "text/plain"),
        (b"# Flood", "notes", "text/plain"),
        (b"<p align=center>Flood</p>\n\n# Hollin", "notes.md", "text/markdown"),
        (b"<!doctype html><p>Flood", "notes.md", "text/html"),
        (b"<p>Flood", "notes.txt", "text/html"),
        (b"Just words", "saved.html", "text/html"),
    ],
)
def test_a_name_decides_between_kinds_of_text(data: bytes, name: str, expected: str) -> None:
    assert media_type_of(data, name=name) == expected


def test_a_page_of_comments_takes_no_time() -> None:
    assert media_type_of(b"<!---->" * 1_000 + b"x") == "text/plain"
