"""Files that nobody would send but to do harm, of any length: what grows faster than its file shows on one of them.

A kind is a function from a number of pieces to the bytes of a file, the same each time, and the number that is read
and doubled: so many that a reading takes long enough to be measured, and the double stays within the limits of readers.
"""

import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.reading.pdf.paper import Page, pdf, put

_TOLD = (
    "The river rose by two metres on Tuesday night, the mayor of Hollin said, and the lower town was cleared by boat."
)
_SHORT = "The dam broke, she said."
_HEAD = (
    b"From: Ana Ruiz <ana@wire.example>\r\nTo: desk@paper.example\r\nSubject: Dam\r\n"
    b"Date: Mon, 02 Mar 2026 08:12:00 +0100\r\nMIME-Version: 1.0\r\n"
)
_MIXED = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
_ATTRIBUTE = "a{}='b'"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OPEN = " ".join(
    f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "text", "table")
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A name for the file, how it is made of a number of pieces, and the number that is doubled."""

    name: str
    make: Callable[[int], bytes]
    pieces: int


def _numbered(piece: str, n: int) -> str:
    return " ".join(piece.format(number) for number in range(n))


def _page(pieces: int, body: Callable[[int], str]) -> Kind:
    return Kind("a.html", lambda n: f"<html><body>{body(n)}<p>{_TOLD}</p></body></html>".encode(), pieces)


def _mail(pieces: int, rest: Callable[[int], bytes]) -> Kind:
    return Kind("a.eml", lambda n: _HEAD + rest(n), pieces)


def _parts(n: int) -> bytes:
    return _MIXED + f"--b\r\nContent-Type: text/plain\r\n\r\n{_SHORT}\r\n".encode() * n + b"--b--\r\n"


def _attached(n: int) -> bytes:
    said = b'--b\r\nContent-Disposition: attachment; filename="%d.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    held = b"".join(said % number + b"QUFBQUFB\r\n" * 30 for number in range(n))
    return _MIXED + f"--b\r\n\r\n{_SHORT}\r\n".encode() + held + b"--b--\r\n"


def _within_parts(depth: int) -> bytes:
    opened = (b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return b"".join(opened) + b"\r\n" + _SHORT.encode() + b"\r\n"


def _mhtml(n: int) -> bytes:
    start = b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    page = f"--b\r\nContent-Type: text/html\r\n\r\n<html><body><p>{_TOLD}</p></body></html>\r\n".encode()
    picture = b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nQUFBQUFB\r\n"
    return start + page + picture * n + b"--b--\r\n"


def _zipped(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return packed.getvalue()


def _word(pieces: int, body: Callable[[int], str]) -> Kind:
    def make(n: int) -> bytes:
        document = f"<w:document {_WORD}><w:body>{body(n)}</w:body></w:document>"
        return _zipped(**{"[Content_Types]_xml": "<x/>", "word__document_xml": document})

    return Kind("a.docx", make, pieces)


def _opendocument(pieces: int, body: Callable[[int], str]) -> Kind:
    def make(n: int) -> bytes:
        content = (
            f"<office:document-content {_OPEN}><office:body><office:text>{body(n)}</office:text></office:body>"
            "</office:document-content>"
        )
        return _zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml=content)

    return Kind("a.odt", make, pieces)


def _w(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _rtf(pieces: int, piece: bytes) -> Kind:
    return Kind("a.rtf", lambda n: b"{\\rtf1\\ansi The dam broke, she said.\\par " + piece * n + b"}", pieces)


def _cues(pieces: int, cue: Callable[[int], tuple[int, int, str]]) -> Kind:
    def one(number: int) -> str:
        begin, end, words = cue(number)
        times = " --> ".join(f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}.000" for at in (begin, end))
        return f"{times}\n{words}\n\n"

    return Kind("a.vtt", lambda n: ("WEBVTT\n\n" + "".join(map(one, range(n)))).encode(), pieces)


def _rss(n: int) -> bytes:
    item = f"<item><title>Dam</title><description>{_SHORT}</description></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{item * n}</channel></rss>'.encode()


def _record(url: str, answer: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


def _captured(body: bytes, said: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + said + b"\r\n" + body


def _archive_of_pages(n: int) -> bytes:
    # Of text, which is read in no time: some pages are compared, and that hides what is done for each of all.
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + _TOLD.encode()
    return b"".join(_record(f"http://a.example/{number}", page) for number in range(n))


def _archive_of_chunks(n: int) -> bytes:
    said = b"Transfer-Encoding: chunked\r\n"
    start = b"6\r\n<html>\r\n" + b"%x\r\n%s\r\n" % (len(_TOLD), _TOLD.encode())
    return _record("http://a.example/", _captured(start + b"1\r\na\r\n" * n, said))


def _packed_archive(n: int) -> bytes:
    named = "".join(f'{{"url": "http://b.example/{number}", "title": "Dam"}}\n' for number in range(n))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc", _archive_of_pages(n))
        archive.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
        archive.writestr("pages/pages.jsonl", named)
    return packed.getvalue()


def _letters(n: int) -> bytes:
    """A page of single letters in rows, far enough apart that columns are sought between all of them."""
    places = ((x, y) for y in range(820, 10, -5) for x in range(20, 580, 6) if (x * 7 + y * 3) % 11)
    drawn = (b"BT /F1 3 Tf 1 0 0 1 %d %d Tm (a b) Tj ET\n" % place for place, _ in zip(places, range(n), strict=False))
    return pdf(Page(b"".join(drawn)))


def _live(n: int, words: Callable[[int], str]) -> str:
    box = '<div class="post"><time datetime="2026-03-02T10:{:02}:00Z">10:00</time><p>{}</p></div>'
    return "".join(box.format(number % 60, words(number)) for number in range(n))


def _live_in_one_word(n: int) -> str:
    """Posts of linked data that stand behind one another in one paragraph, without a space."""
    words = [[f"w{number}x{one}" for one in range(7)] for number in range(n)]
    posts = (f'{{"articleBody": "{" ".join(own)}", "datePublished": "2026-03-02T10:00:00Z"}}' for own in words)
    told = f'{{"@type": "LiveBlogPosting", "liveBlogUpdate": [{",".join(posts)}]}}'
    body = ",".join(",".join(own) for own in words)
    return f'<script type="application/ld+json">{told}</script><article><p>{_TOLD}</p><p>{body}</p></article>'


KINDS: dict[str, Kind] = {
    # pages
    "boxes in boxes": _page(40_000, lambda n: "<div>" * n + _TOLD + "</div>" * n),
    "boxes in boxes, with paragraphs": _page(1_500, lambda n: f"<div><p>{_TOLD}</p>" * n),
    "a tag with many attributes": _page(20_000, lambda n: f"<p {_numbered('a{}=1', n)}>{_TOLD}</p>"),
    "a tag of many classes": _page(20_000, lambda n: f"<p class='{_numbered('a{}', n)}'>{_TOLD}</p>"),
    "one paragraph again": _page(1_500, lambda n: f"<p>{_TOLD}</p>" * n),
    "paragraphs with numbers": _page(1_500, lambda n: "".join(f"<p>{_TOLD} {one}</p>" for one in range(n))),
    "one box again": _page(1_000, lambda n: f'<div class="a b"><p>{_TOLD}</p></div>' * n),
    "boxes of fifty classes": _page(
        3_000, lambda n: "".join(f"<div class='b{one % 50} c'><p>{_TOLD} {one}</p></div>" for one in range(n))
    ),
    "one post again": _page(800, lambda n: _live(n, lambda _: _TOLD)),
    "posts": _page(800, lambda n: _live(n, lambda one: f"{_TOLD} {one}")),
    "posts in one word": _page(800, _live_in_one_word),
    "spans": _page(6_000, lambda n: "<p>" + "<span>a b </span>" * n + _TOLD),
    "lines in one paragraph": _page(1_500, lambda n: f"{_TOLD}<br>" * n),
    "links": _page(3_000, lambda n: "".join(f"<a href=/{one}>{_SHORT}</a>" for one in range(n))),
    "rows of a table": _page(1_500, lambda n: "<table>" + f"<tr><td>{_SHORT}</td><td>5</td></tr>" * n + "</table>"),
    "a list": _page(1_500, lambda n: "<ul>" + f"<li>{_TOLD}" * n + "</ul>"),
    "hidden paragraphs": _page(3_000, lambda n: f"<p style='display:none'>{_TOLD}</p>" * n),
    "linked data": _page(
        8_000, lambda n: f'<script type="application/ld+json">{{"articleBody":"{_TOLD * n}"}}</script>'
    ),
    "styles": _page(40_000, lambda n: "<style>" + ".a{display:none}" * n + "</style>"),
    "open comments": _page(100_000, lambda n: "<!--" * n),
    "opening brackets": _page(100_000, lambda n: "<" * n),
    # mails and saved pages
    "lines quoted in turn": _mail(30_000, lambda n: b"\r\n" + b"> a\r\nb\r\n" * n),
    "lines in parts 300 deep": _mail(6_000, lambda n: _within_parts(300) + b"word word\r\n" * n),
    # The library takes time by the square of the depth: half a second at 800, and the reader refuses over 1,000.
    "parts in parts": _mail(150, _within_parts),
    "parts": _mail(2_000, _parts),
    "attachments": _mail(2_000, _attached),
    "fields": _mail(40_000, lambda n: b"X-A: b\r\n" * n + b"\r\n" + _SHORT.encode()),
    "a long subject": Kind(
        "a.eml", lambda n: _HEAD.replace(b"Dam", b"=?utf-8?q?abc?= " * n) + b"\r\n" + _SHORT.encode(), 40_000
    ),
    "marks of forwarded mails": _mail(20_000, lambda n: b"\r\n" + b"-- Forwarded message --\r\n\r\n\r\n" * n),
    "quotations in a mail of HTML": _mail(
        4_000, lambda n: b"Content-Type: text/html\r\n\r\n" + b"<div><blockquote type=cite>" * n + _TOLD.encode()
    ),
    "pictures of a saved page": Kind("a.mhtml", _mhtml, 3_000),
    # documents
    "paragraphs of Word": _word(15_000, lambda n: _w(_SHORT) * n),
    "one word of Word": _word(2_000_000, lambda n: _w("a" * n)),
    "a table of Word": _word(
        8_000, lambda n: "<w:tbl>" + f"<w:tr><w:tc>{_w(_SHORT)}</w:tc><w:tc>{_w('5')}</w:tc></w:tr>" * n + "</w:tbl>"
    ),
    "paragraphs of OpenDocument": _opendocument(20_000, lambda n: f"<text:p>{_SHORT}</text:p>" * n),
    "spaces of OpenDocument": _opendocument(
        40_000, lambda n: f"<text:p>{_SHORT}" + "<text:s text:c='9'/>" * n + "</text:p>"
    ),
    "words of RTF": _rtf(60_000, b"\\b\\b0 a"),
    "groups of RTF": _rtf(20_000, b"{\\v a}{\\footnote b\\par}\\par"),
    "cells of RTF": _rtf(40_000, b"\\intbl a\\cell "),
    # subtitles
    "cues": _cues(20_000, lambda n: (n, n + 1, f"The dam broke {n}, she said.")),
    "cues over one another": _cues(20_000, lambda n: (0, 90 * 3600, f"The dam broke {n % 5000}, she said.")),
    "cues that repeat the one before": _cues(400, lambda n: (n, n + 1, "the dam broke " * (n % 200 + 1))),
    "tags in a cue": Kind(
        "a.vtt", lambda n: b"WEBVTT\n\n00:01.000 --> 00:02.000\nThe dam" + b"<v Ana>b" * n + b"\n", 100_000
    ),
    # news in XML and JSON
    "entries of a feed": Kind("a.xml", _rss, 10_000),
    "attributes of a feed": Kind(
        "a.xml",
        lambda n: f"<?xml version='1.0'?><rss {_numbered(_ATTRIBUTE, n)}/>".encode(),
        50_000,
    ),
    "paragraphs of NITF": Kind(
        "a.xml",
        lambda n: (
            b'<?xml version="1.0"?><nitf><body><body.content>'
            + f"<p>{_SHORT}</p>".encode() * n
            + b"</body.content></body></nitf>"
        ),
        30_000,
    ),
    "articles of JSON": Kind(
        "a.json", lambda n: b"[" + b",".join([f'{{"title":"Dam","body":"{_SHORT}"}}'.encode()] * n) + b"]", 20_000
    ),
    "lists in lists": Kind("a.json", lambda n: b'{"a":' * n, 400_000),
    # archives
    "records without anything": Kind("a.warc", lambda n: b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * n, 40_000),
    "pages of an archive": Kind("a.warc", _archive_of_pages, 10_000),
    "chunks of one letter": Kind("a.warc", _archive_of_chunks, 200_000),
    "pages that an archive names": Kind("a.wacz", _packed_archive, 4_000),
    "what is compressed well": Kind("a.txt.gz", lambda n: gzip.compress(_SHORT.encode() * n), 400_000),
    "compressed pieces": Kind(
        "a.txt.gz", lambda n: gzip.compress(_SHORT.encode()) + gzip.compress(b"", mtime=0) * n, 100_000
    ),
    # PDF
    "letters of a PDF": Kind("a.pdf", _letters, 5_000),
    "pages of a PDF": Kind("a.pdf", lambda n: pdf(*[Page(put(60, 700, f"{_SHORT} {one}")) for one in range(n)]), 200),
    # text
    "references": Kind("a.txt", lambda n: b"&a" * n + b"&amp;" * n, 200_000),
    "a text of Western Europe": Kind("a.txt", lambda n: "Ana sagte, die Brücke sei zu. ".encode("cp1252") * n, 60_000),
    "a text twice encoded": Kind(
        "a.txt",
        lambda n: ("Die Brücke sei „zu“. ".encode().decode("cp1252", "replace") * n).encode(),
        60_000,
    ),
    "a text in Shift-JIS": Kind("a.txt", lambda n: "市長は橋を閉じると述べた。\n".encode("shift_jis") * n, 60_000),
    "a text in UTF-16": Kind("a.txt", lambda n: ("The dam broke, she said.\n" * n).encode("utf-16"), 60_000),
    "zeros": Kind("a.txt", lambda n: b"The dam broke, she said.\n\0" * n, 60_000),
    "minutes in the margin": Kind("a.txt", lambda n: b"10:42 The dam broke, she said.\n\n" * n, 20_000),
}
"""By name. Whoever adds a reader adds what a loop, a stack or a look back in it could trip over."""
