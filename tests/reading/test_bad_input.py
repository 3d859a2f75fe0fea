"""Files that are broken, or made to do harm: each is read, or refused in words that name it; nothing else is raised."""

import gzip
import io
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.benchmarks.doubling import MOST
from tests.benchmarks.hostile_files import KINDS
from tests.reading.pdf.paper import Page, assembled, pdf, put, stream

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.read import read_here

_TOLD = "The harbour master said on Monday that the northern quay would stay shut until the end of the month."
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_SEEN = "The inspector found nothing."


@dataclass(frozen=True)
class _File:
    """A file; ``read`` is a part of the text that is read of it, ``refused`` of the words in which it is refused."""

    kind: str
    name: str
    make: Callable[[], bytes]
    read: str | None = None
    refused: str | None = None
    noticed: str = ""


def _end(data: bytes, name: str) -> Document | InvalidInput:
    try:
        return read_here(data, name, None)
    except InvalidInput as refused:
        return refused


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _word(document: bytes) -> bytes:
    return _zip({"[Content_Types].xml": b"<x/>", "word/document.xml": document})


def _word_of(text: str, declared: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return _word(f"{declared}<w:document {space}>{body}</w:document>".encode())


def _opendocument(content: bytes) -> bytes:
    return _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content})


def _page(body: str, before: str = "") -> bytes:
    return f"{before}<html><body><article>{body}<p>{_TOLD}</p></article></body></html>".encode()


def _laughs() -> str:
    """Entities that say the one before ten times, ten deep."""
    lines = ['<!ENTITY a0 "lol">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))]
    return f"<!DOCTYPE d [{''.join(lines)}]>"


def _outside() -> str:
    return '<!DOCTYPE d [<!ENTITY a10 SYSTEM "file:///etc/passwd">]>'


def _feed(declared: str) -> bytes:
    item = f"<item><title>Quay</title><description>{_TOLD} &a10;</description></item>"
    return f'<?xml version="1.0"?>{declared}<rss version="2.0"><channel>{item}</channel></rss>'.encode()


def _mail(rest: str) -> bytes:
    return f"From: Ana Ruiz <ana@wire.example>\nSubject: Quay\nMIME-Version: 1.0\n{rest}".encode()


def _with_attachments(count: int) -> bytes:
    attached = (
        f'--b\nContent-Disposition: attachment; filename="plan-{number}.pdf"\n'
        "Content-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n"
        for number in range(count)
    )
    return _mail(
        f'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{_TOLD}\n'
        + "".join(attached)
        + "--b--\n"
    )


def _mime_bomb(levels: int) -> bytes:
    """Parts that hold two parts each, so many levels deep."""
    if not levels:
        return f"Content-Type: text/plain\n\n{_TOLD}\n".encode()
    edge = b"--b%d" % levels
    inner = _mime_bomb(levels - 1)
    said = b'Content-Type: multipart/mixed; boundary="b%d"\n\n' % levels
    return b"\n".join([said + edge, inner, edge, inner, edge + b"--"])


def _subtitles(times: list[tuple[str, str, str]]) -> bytes:
    cues = (f"{number}\n{begin} --> {end}\n{words}\n" for number, (begin, end, words) in enumerate(times, 1))
    return "\n".join(cues).encode()


_OVERLAPPING = [
    ("00:00:01,000", "00:09:00,000", "The quay is shut."),
    ("00:00:02,000", "00:00:01,000", "So the harbour master said."),
    ("00:00:00,000", "99:59:59,999", "Nobody knows why."),
]


def _record(url: str, page: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


_ARCHIVE = _record("http://a.example/1", _page("")) + _record("http://a.example/2", _page("<p>No.</p>"))


def _ring() -> bytes:
    """A page beside object streams that say of each other that they go on in the other."""
    said = b"/Type/ObjStm/N 1/First 5/Extends %d 0 R"
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[6 0 R]>>",
            3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            6: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
            7: stream(put(60, 700, _SEEN)),
            20: stream(b"21 0 <<>>", said % 21),
            21: stream(b"20 0 <<>>", said % 20),
        }
    )


def _many_pages() -> bytes:
    one = pdf(Page(put(60, 700, _SEEN)))
    return one.replace(b"/Count 1/Kids[7 0 R]", b"/Count 10000/Kids[" + b"7 0 R " * 10_000 + b"]")


_FILES = (
    _File(
        "a tag with 100,000 attributes",
        "a.html",
        lambda: KINDS["a tag with many attributes"].make(100_000),
        read="two metres",
    ),
    _File("100,000 nested boxes", "a.html", lambda: _page("<div>" * 100_000 + "</div>" * 100_000), read=_TOLD),
    _File("100,000 nested boxes, open", "a.html", lambda: _page("<div>" * 100_000), read=_TOLD),
    _File("a PDF of 100 pages", "a.pdf", lambda: KINDS["pages of a PDF"].make(100), read="The dam broke"),
    _File("a PDF of 10,000 pages", "a.pdf", lambda: _many_pages(), refused="has 10,000 pages, more than the 2,000"),
    _File("object streams in a ring", "a.pdf", lambda: _ring(), read=_SEEN),
    _File(
        "a MIME bomb, wide", "a.eml", lambda: _mail("") + _mime_bomb(11), refused="parts with parts in them, too many"
    ),
    _File(
        "a MIME bomb, deep", "a.eml", lambda: KINDS["parts in parts"].make(5_000), refused="parts with parts in them"
    ),
    _File(
        "an .eml with 200 attachments",
        "a.eml",
        lambda: _with_attachments(200),
        read=_TOLD,
        noticed="200 attachments of the mail were not read: plan-0.pdf",
    ),
    _File("a .docx bomb", "a.docx", lambda: _word_of("a" * 70_000_000), refused="unpack"),
    _File("an .odt bomb", "a.odt", lambda: _opendocument(b" " * 70_000_000), refused="unpack"),
    _File("entities of entities in a feed", "a.xml", lambda: _feed(_laughs())),
    _File("an entity of another file in a feed", "a.xml", lambda: _feed(_outside())),
    _File("entities of entities in Word", "a.docx", lambda: _word_of(f"{_TOLD} &a10;", _laughs())),
    _File("an entity of another file in Word", "a.docx", lambda: _word_of(f"{_TOLD} &a10;", _outside())),
    _File("times that overlap", "a.srt", lambda: _subtitles(_OVERLAPPING), read="Nobody knows why."),
    _File(
        "a WARC cut in its first page",
        "a.warc",
        lambda: _ARCHIVE[:150],
        refused="breaks off before its first page ends",
    ),
    _File(
        "a WARC cut in its second page",
        "a.warc",
        lambda: _ARCHIVE[:-90],
        read=_TOLD,
        noticed="breaks off or is damaged",
    ),
    _File(
        "a WARC cut in the middle of what is compressed",
        "a.warc.gz",
        lambda: gzip.compress(_ARCHIVE)[:-60],
        read=None,
    ),
    _File(
        "a WACZ with a path out",
        "a.wacz",
        lambda: _zip(
            {
                "archive/data.warc": _ARCHIVE,
                "archive/../../out.warc": _record("http://b.example/", _page("<p>Out of it.</p>" * 9)),
                "datapackage.json": b'{"profile": "data-package", "wacz_version": "1.1.1"}',
                "pages/pages.jsonl": b'{"url": "http://a.example/1"}\n',
            }
        ),
        read=_TOLD,
        noticed="names files outside of itself",
    ),
    _File(
        "a WACZ that is cut", "a.wacz", lambda: _zip({"archive/data.warc": _ARCHIVE, "datapackage.json": b"{}"})[:-30]
    ),
    _File("NULs in a text", "a.txt", lambda: _TOLD.replace(" ", "\0 ", 1).encode() * 40, read="The\ufffd harbour"),
    _File(
        "NULs in a page", "a.html", lambda: _page("<p>The quay\0 was shut, said the harbour master.</p>"), read=_TOLD
    ),
    _File("NULs in a mail", "a.eml", lambda: _mail(f"\nThe quay\0 was shut. {_TOLD}\n"), read=_TOLD),
    _File("NULs alone", "a.txt", lambda: bytes(5_000), refused="a.txt"),
    _File(
        "a lone surrogate in a text",
        "a.txt",
        lambda: f"{_TOLD} \ud800 {_TOLD}".encode("utf-8", "surrogatepass"),
        read=_TOLD,
    ),
    _File(
        "a lone surrogate in UTF-16",
        "a.txt",
        lambda: b"\xff\xfe" + f"{_TOLD} ".encode("utf-16-le") + b"\x00\xd8",
        read=_TOLD,
    ),
    _File("a lone surrogate of a page", "a.html", lambda: _page("<p>The quay &#xD800; was shut.</p>"), read=_TOLD),
    _File(
        "a lone surrogate of JSON",
        "a.json",
        lambda: b'{"title": "Quay \\ud800", "body": "%s \\udfff"}' % _TOLD.encode(),
        read=_TOLD,
    ),
    _File("a BOM in the middle of a text", "a.txt", lambda: f"{_TOLD}\n\ufeff{_TOLD}".encode(), read=_TOLD),
    _File(
        "a BOM in the middle of a page", "a.html", lambda: _page("<p>\ufeffThe quay was shut, he said.</p>"), read=_TOLD
    ),
    _File("two BOMs before a page", "a.html", lambda: _page("", before="\ufeff\ufeff"), read=_TOLD),
    _File(
        "a page that lies about its charset",
        "a.html",
        lambda: _page("<p>Die Brücke sei zu.</p>", before='<meta charset="utf-16">'),
        read=_TOLD,
    ),
    _File(
        "a page of no charset there is", "a.html", lambda: _page("", before='<meta charset="klingon-8">'), read=_TOLD
    ),
    _File(
        "a mail that lies about its charset",
        "a.eml",
        lambda: (
            _mail("Content-Type: text/plain; charset=utf-8\n\n").rstrip() + f"\n\n{_TOLD} Brücke\n".encode("cp1252")
        ),
        read=_TOLD,
    ),
    _File(
        "a mail of no charset there is",
        "a.eml",
        lambda: _mail(f"Content-Type: text/plain; charset=klingon\n\n{_TOLD}\n"),
        read=_TOLD,
    ),
)


@pytest.mark.parametrize("one", [pytest.param(one, id=one.kind) for one in _FILES])
def test_what_is_broken_is_read_or_refused_by_name(one: _File) -> None:
    ended = _end(one.make(), one.name)
    if one.refused is not None:
        assert isinstance(ended, InvalidInput)
        assert one.refused in str(ended)
    if isinstance(ended, InvalidInput):
        assert one.name in str(ended)
    if one.read is not None:
        assert isinstance(ended, Document), str(ended)
        assert one.read in ended.text
        assert one.noticed in " ".join(tuple(map(str, ended.notices)))
    if isinstance(ended, Document):
        assert not _UNSTORABLE.search(ended.text + (ended.title or "") + (ended.shown or ""))
        assert "root:" not in ended.text
        assert ended.text.count("lol") < 1_000


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_hostile_is_read_or_refused_by_name(kind: str) -> None:
    told = KINDS[kind]
    ended = _end(told.make(told.pieces // 20), told.name)
    assert isinstance(ended, Document) or told.name in str(ended)


def _steps(data: bytes, name: str) -> int:
    """Return how many calls a reading takes, which is the same on each machine."""
    taken = 0

    def count(*_: object) -> None:
        nonlocal taken
        taken += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        _end(data, name)
    finally:
        sys.setprofile(before)
    return taken


@pytest.mark.parametrize(
    ("kind", "pieces"),
    [
        ("posts in one word", 200),
        ("pages that an archive names", 400),
        ("lines quoted in turn", 1_000),
        ("parts", 200),
        ("cues over one another", 500),
        ("words of RTF", 1_000),
        ("letters of a PDF", 800),
    ],
)
def test_the_double_takes_twice_the_steps(kind: str, pieces: int) -> None:
    told = KINDS[kind]
    _end(told.make(2), told.name)  # what is loaded once counts for no length
    assert _steps(told.make(2 * pieces), told.name) <= MOST * _steps(told.make(pieces), told.name)
