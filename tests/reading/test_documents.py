"""What documents say of themselves, and documents that mean harm."""

import io
import zipfile
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from tests.reading.captures.site import PDF

from claimtrack.reading import documents
from claimtrack.reading.documents import SelfTold, is_document, read_self_told

PDF_TYPE = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CORE = """<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/\
core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>{author}\
</dc:creator><cp:lastModifiedBy>Ben Sol</cp:lastModifiedBy><dcterms:created>2024-05-17T09:00:00Z</dcterms:created>\
<dcterms:modified>2024-05-18T10:30:00Z</dcterms:modified></cp:coreProperties>"""
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Excel</Application><Company>Port Office</Company><AppVersion>16.0300</AppVersion>"
    "</Properties>"
)
META = (
    '<o:document-meta xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><o:meta>'
    "<meta:initial-creator>Ana Ruiz</meta:initial-creator><dc:creator>Ben Sol</dc:creator>"
    "<meta:creation-date>2024-05-17T09:00:00.123456789</meta:creation-date><dc:date>2024-05-18T10:30:00+02:00</dc:date>"
    "<meta:generator>LibreOffice/7.4</meta:generator></o:meta></o:document-meta>"
)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2024-05-17T09:00:00+02:00" '
    b'xmp:CreatorTool="Writer" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Ana Ruiz'
    b"</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def packed(**parts: str) -> bytes:
    """Give an archive with these parts; ``__`` stands for a slash."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", words)
    return data.getvalue()


def pdf(told: dict[str, str] | None = None, *, xmp: bytes | None = None, password: str = "") -> bytes:
    """Give a PDF that says this of itself."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.metadata = None
    if told is not None:
        writer.add_metadata(told)
    if xmp is not None:
        writer.xmp_metadata = xmp
    if password:
        writer.encrypt(password, algorithm="AES-256")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_a_pdf_says_who_wrote_it_when_and_with_what() -> None:
    told = {
        "/Author": "Ana\nRuiz",
        "/Creator": "Writer",
        "/Producer": "LibreOffice 7.4",
        "/CreationDate": "D:20240517090000+02'00'",
        "/ModDate": "D:20240518103000Z",
    }
    assert read_self_told(pdf(told), PDF_TYPE) == SelfTold(
        author="Ana Ruiz",
        created="2024-05-17 09:00:00 +02:00",
        modified="2024-05-18 10:30:00 +00:00",
        program="Writer",
        producer="LibreOffice 7.4",
    )


def test_where_its_dictionary_is_silent_the_xmp_tells() -> None:
    found = read_self_told(pdf({"/Creator": "Other"}, xmp=XMP), PDF_TYPE)
    assert (found.author, found.created, found.program) == ("Ana Ruiz", "2024-05-17 09:00:00 +02:00", "Other")


def test_a_pdf_of_our_own_is_read_as_its_reader_has_it() -> None:
    told = PdfReader(io.BytesIO(PDF)).metadata
    found = read_self_told(PDF, PDF_TYPE)
    assert found.unread is None
    assert found.producer == (str(told["/Producer"]) if told and "/Producer" in told else None)


@pytest.mark.parametrize("media_type", [WORD, SHEET])
def test_a_file_of_office_says_it(media_type: str) -> None:
    data = packed(docProps__core=CORE.format(author="Ana Ruiz"), docProps__app=APP)
    assert read_self_told(data, media_type) == SelfTold(
        author="Ana Ruiz",
        changed_by="Ben Sol",
        created="2024-05-17 09:00:00 +00:00",
        modified="2024-05-18 10:30:00 +00:00",
        program="Microsoft Excel 16.0300",
        company="Port Office",
    )


def test_a_file_of_opendocument_says_it() -> None:
    assert read_self_told(packed(meta=META), ODS) == SelfTold(
        author="Ana Ruiz",
        changed_by="Ben Sol",
        created="2024-05-17 09:00:00",
        modified="2024-05-18 10:30:00 +02:00",
        program="LibreOffice/7.4",
    )


def test_one_that_says_nothing_is_told_so() -> None:
    for data, media_type in ((pdf(), PDF_TYPE), (packed(content="<a/>"), ODS), (packed(word="<a/>"), WORD)):
        assert read_self_told(data, media_type).says_nothing


@pytest.mark.parametrize(
    "written",
    [
        "D:20241340000000",
        "yesterday",
        "D:2024",
        "20240517256000",
        "D:99999999999999",
        "\x1b[2J",
        "D:20240517090000+99'99'",
    ],
)
def test_what_is_no_time_is_none(written: str) -> None:
    found = read_self_told(pdf({"/CreationDate": written}), PDF_TYPE)
    assert (found.created, found.unread) == (None, None)


_TEN_OF_ANOTHER = "".join(
    f"<!ENTITY {one} '{f'&{another};' * 10}'>" for another, one in zip("abcdefgh", "bcdefghi", strict=True)
)
_ENTITIES = f"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>{_TEN_OF_ANOTHER}]><a><creator>&i;</creator></a>"


@pytest.mark.parametrize(
    ("make", "media_type", "told"),
    [
        (lambda: b"%PDF-1.7 nothing", PDF_TYPE, "cannot be read"),
        (lambda: pdf({"/Author": "Ana"}, password="told to nobody"), PDF_TYPE, "locked with a password"),  # noqa: S106 - no secret of anybody's
        (lambda: packed(meta="<a" * 10), ODS, "cannot be read as XML"),
        (lambda: packed(meta="<a>" * 500 + "</a>" * 500), ODS, "XML"),
        (lambda: packed(meta=" " * 70_000_000), ODS, "unpack"),
        (lambda: b"PK\x03\x04 no archive", WORD, "is damaged"),
    ],
)
def test_one_that_means_harm_is_told(make: Callable[[], bytes], media_type: str, told: str) -> None:
    found = read_self_told(make(), media_type)
    assert found.unread is not None
    assert told in found.unread


def test_entities_that_stand_for_gigabytes_stand_for_nothing() -> None:
    found = read_self_told(packed(meta=_ENTITIES), ODS)
    assert "aaaa" not in str(found)


def test_words_of_its_own_are_one_harmless_line() -> None:
    forged = "Ana&#10;  claim 1: supports&#9;" + "x" * 500
    found = read_self_told(packed(docProps__core=CORE.format(author=forged)), WORD)
    assert found.author is not None
    assert found.author.startswith("Ana claim 1: supports xxx")
    assert len(found.author) == 100


def test_every_cut_is_told_or_read() -> None:
    for whole, media_type in (
        (packed(docProps__core=CORE.format(author="Ana")), WORD),
        (pdf({"/Author": "Ana"}, xmp=XMP), PDF_TYPE),
    ):
        for end in range(1, len(whole), 61):
            found = read_self_told(whole[:end], media_type)
            assert found.unread or found.author == "Ana" or found.says_nothing


def test_one_that_is_too_large_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 10)
    assert read_self_told(PDF, PDF_TYPE).unread == "it is larger than 0 MB"


def test_which_files_are_documents() -> None:
    kinds = (PDF_TYPE, WORD, SHEET, ODS, "text/html", "image/png")
    assert [is_document(one) for one in kinds] == [True] * 4 + [False] * 2
