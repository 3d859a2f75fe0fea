import io
import zipfile

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.read import read_document


def _old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(100)


def _zip(*names: str, mimetype: str | None = None) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


_MBOX = "From lena@port.example Mon Mar  2 09:00:00 2026\nFrom: lena@port.example\nSubject: Quay\n\nShut, she said.\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (_old_office("WordDocument"), "x is a Word 97 document (.doc), which cannot be read; save it as .docx or PDF"),
        (_old_office("Workbook"), "x is a spreadsheet (.xls)"),
        (_old_office("PowerPoint Document"), "x is a presentation (.ppt)"),
        (_old_office("__substg1.0_0037001F"), "x is an Outlook message (.msg), which cannot be read; save it as .eml"),
        (_old_office("EncryptedPackage"), "x is an Office document that is locked with a password"),
        (_old_office("Contents"), "x is a file of an old Office program"),
        (_zip("[Content_Types].xml", "ppt/presentation.xml"), "x is a presentation (.pptx)"),
        (_zip(mimetype="application/epub+zip"), "x is an e-book (.epub)"),
        (_zip("Index/Document.iwa"), "x is a Pages document, which cannot be read; export it as .docx or PDF"),
        (_zip("a.txt"), "x is an archive of files (.zip), which cannot be read; unpack it"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), "x is an archive of files (.7z)"),
        (b"Rar!\x1a\x07\x01" + bytes(20), "x is an archive of files (.rar)"),
        (b"a.txt" + bytes(252) + b"ustar" + bytes(300), "x is an archive of files (.tar)"),
        (b"\xfd7zXZ\0" + bytes(20), "x is a file compressed with xz"),
        (b"bplist00" + bytes(20), "x is a binary property list"),
        (b"SQLite format 3\0" + bytes(80), "x is a database (SQLite)"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(20), "x is a film (mp4), which cannot be read; write down"),
        (b"ID3\x03" + bytes(60), "x is a sound recording (mpeg), which cannot be read; write down what is said"),
        (_MBOX.encode(), "x is a mailbox that may hold many mails (.mbox), which cannot be read; open it in a mail"),
        (b"[Script Info]\nTitle: a\n", "x is subtitles in the format of SubStation Alpha, which cannot be read; save"),
        (b'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"/>', "x is subtitles in XML (TTML)"),
        (b'<?xml version="1.0"?><ledger><row>1</row></ledger>', "x is XML of a kind that is not known here"),
        (b'{"a": "b"}\n{"a": "c"}\n', "x is a list of JSON records, one a line"),
    ],
)
def test_a_file_that_is_not_read_is_called_what_people_call_it(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(data, name="x")
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "From: the harbour master\nTo: the press\nSubject: quay\n\nThe quay is shut, she said.\n",
        "From there the road is shut, he said.\n",
        "<feed> the cat, she said.\n",
        "{sic} he wrote.\n",
        '{"quay"} is what he wrote.\n',
        "[Lena Holm] The quay is shut.\n",
        "1\nThe first rule, she said, is that there is none.\n",
        "WARC/1.0 is a format, she said.\n",
        "WEBVTTs are subtitles, she said.\n",
        "Note: the quay is shut.\nDate: unknown\n\nShe said so.\n",
    ],
)
def test_a_text_that_only_begins_like_a_format_is_read_as_it_stands(text: str) -> None:
    document = read_document(text.encode(), name="x")
    assert (document.media_type, document.text) == ("text/plain", text)
