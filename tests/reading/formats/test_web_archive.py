import base64
import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.read import read_document


def page(title: str, *words: str) -> bytes:
    """Return a page of HTML."""
    said = "".join(f"<p>{one} The harbour office of Ravn said so in a notice.</p>" for one in words)
    body = f"<body><article><h1>{title}</h1>{said}</article></body>"
    return f"<html><head><title>{title}</title></head>{body}</html>".encode()


QUAY = page("Quay shut", "The quay is shut.", "Two cranes stand still.", "Nobody was told of it.")
OTHER = page("Boats", "The boats stay out.")


def record(url: str, body: bytes, *, head: str = "", status: str = "200 OK", kind: str = "text/html") -> bytes:
    """Return a record of an answer."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body
    told = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-07T08:30:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return told.encode() + block + b"\r\n\r\n"


INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\na: b\n\r\n\r\n"
_URL = "https://ledger.example/quay"


def _chunked(body: bytes) -> bytes:
    pieces = (body[start : start + 100] for start in range(0, len(body), 100))
    return b"".join(b"%x;x=y\r\n%b\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"


def _deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", QUAY),
        ("Transfer-Encoding: chunked\r\n", _chunked(QUAY)),
        ("Content-Encoding: gzip\r\n", gzip.compress(QUAY)),
        ("Content-Encoding: deflate\r\n", zlib.compress(QUAY)),
        ("Content-Encoding: deflate\r\n", _deflated(QUAY)),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", _chunked(gzip.compress(QUAY))),
        # Browsers' archives keep the fields of what they undid.
        ("Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n", QUAY),
    ],
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_the_page_of_an_archive_is_read_with_its_address(head: str, body: bytes, is_packed: bool) -> None:
    parts = [INFO, record(_URL, body, head=head), record("https://a.example/x.png", b"x", kind="image/png")]
    data = b"".join(gzip.compress(part) for part in parts) if is_packed else b"".join(parts)
    document = read_document(data, name="a")
    assert "Two cranes stand still." in document.text
    assert (document.title, document.url, document.media_type) == ("Quay shut", _URL, "application/warc")
    assert document.notices == (f"The page was captured on 2026-03-07 at 08:30 UTC, from {_URL}.",)


def test_of_several_pages_the_one_with_most_text_is_read_and_the_others_are_named() -> None:
    gone = record("https://ledger.example/gone", page("Gone", *["Not here."] * 9), status="404 Not Found")
    data = INFO + record("https://ledger.example/boats", OTHER) + gone + record(_URL, QUAY)
    document = read_document(data, name="a.warc")
    assert document.title == "Quay shut"
    assert document.notices[1] == (
        "The archive holds 2 pages; the one with most text was read. The others: https://ledger.example/boats; "
        "as evidence one of them is taken by its address; to read one as an article, save it by itself."
    )


def test_of_an_archive_that_breaks_off_what_is_whole_is_read() -> None:
    whole = gzip.compress(INFO) + gzip.compress(record(_URL, QUAY))
    data = whole + gzip.compress(record("https://ledger.example/boats", OTHER))[:-60]
    document = read_document(data, name="a.warc.gz")
    assert document.title == "Quay shut"
    assert document.notices[-1] == "The archive breaks off or is damaged; what is whole of it was read."
    with pytest.raises(InvalidInput, match="is a web archive that breaks off before its first page ends"):
        read_document(whole[:-100], name="a.warc.gz")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (INFO, "a is a web archive without a page that was found (status 200); save the page itself"),
        (
            record(_URL, b"\x8b\x03", head="Content-Encoding: br\r\n"),
            f"a is a web archive whose page {_URL} is compressed in a way that is not read",
        ),
        (record(_URL, b"<html><body></body></html>"), f"a ({_URL}) holds no text of an article"),
        (INFO[:20] * 2, "breaks off before its first page ends"),
    ],
)
def test_an_archive_without_an_article_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(data, name="a")
    assert told in str(refused.value)


def wacz(*entries: Mapping[str, object], main: str | None = None, outside: str | None = None) -> bytes:
    """Pack an archive of two pages, the longer one last."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        inside = record("https://ledger.example/boats", OTHER) + record(_URL, QUAY)
        archive.writestr("archive/data.warc.gz", gzip.compress(inside))
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "mainPageUrl": main}))
        lines = [{"format": "json-pages-1.0", "id": "pages"}, *entries]
        archive.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)))
        if outside:
            archive.writestr(outside, inside)
    return packed.getvalue()


_BOATS = {"url": "https://ledger.example/boats#top", "title": "The boats"}


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (wacz(), "Quay shut"),
        (wacz(_BOATS), "Boats"),
        (wacz(_BOATS, {"url": _URL, "seed": True}), "Quay shut"),
        (wacz({"url": _URL}, main="https://ledger.example/boats"), "Boats"),
        (wacz({"url": "https://elsewhere.example/"}), "Quay shut"),
    ],
)
def test_of_a_wacz_the_page_is_read_that_it_names(data: bytes, title: str) -> None:
    document = read_document(data, name="a.wacz")
    assert (document.title, document.media_type) == (title, "application/wacz")


@pytest.mark.parametrize("path", ["archive/../../out.warc.gz", "/archive/out.warc.gz", "archive\\..\\..\\out.warc"])
def test_a_path_out_of_a_wacz_is_not_followed_and_said(path: str) -> None:
    document = read_document(wacz(_BOATS, outside=path), name="a.wacz")
    assert document.title == "Boats"
    assert document.notices[-1] == "The archive names files outside of itself, as none should; they were not read."


def test_an_archive_that_unpacks_beyond_all_measure_is_refused() -> None:
    bomb = gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 300000000\r\n\r\n" + bytes(210_000_000))
    with pytest.raises(InvalidInput, match="larger than 200,000,000 bytes unpacked; cut the page"):
        read_document(bomb, name="a.warc.gz")


def test_a_page_that_was_compressed_in_parts_is_read_whole() -> None:
    half = len(QUAY) // 2
    body = gzip.compress(QUAY[:half]) + gzip.compress(QUAY[half:])
    data = INFO + record(_URL, body, head="Content-Encoding: gzip\r\n")
    assert "Nobody was told of it." in read_document(data, name="quay.warc").text


def _digest(data: bytes, *, algorithm: str = "sha1", form: str = "32") -> str:
    found = hashlib.new(algorithm, data).digest()
    return f"{algorithm}:{base64.b32encode(found).decode() if form == '32' else found.hex()}"


def _with(data: bytes, *fields: str) -> bytes:
    """Return a record with more fields of its own."""
    return data.replace(
        b"\r\nContent-Type: application/http",
        "".join(f"\r\n{one}" for one in fields).encode() + (b"\r\nContent-Type: application/http"),
        1,
    )


_BLOCK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + QUAY
_CHUNKED = record(_URL, _chunked(QUAY), head="Transfer-Encoding: chunked\r\n")


@pytest.mark.parametrize(
    ("data", "altered"),
    [
        (_with(record(_URL, QUAY), f"WARC-Block-Digest: {_digest(_BLOCK)}"), False),
        (_with(record(_URL, QUAY), f"WARC-Block-Digest: {_digest(QUAY)}"), True),
        (_with(record(_URL, QUAY), f"WARC-Payload-Digest: {_digest(QUAY, algorithm='sha256', form='16')}"), False),
        (_with(record(_URL, QUAY), f"WARC-Payload-Digest: {_digest(OTHER, algorithm='sha256', form='16')}"), True),
        (_with(_CHUNKED, f"WARC-Payload-Digest: {_digest(QUAY)}"), False),
        (_with(_CHUNKED, f"WARC-Payload-Digest: {_digest(_chunked(QUAY))}"), False),
        (_with(_CHUNKED, f"WARC-Payload-Digest: {_digest(OTHER)}"), True),
        (_with(record(_URL, QUAY), "WARC-Block-Digest: crc32:AAAA", "WARC-Payload-Digest: sha1:?"), False),
        (_with(record(_URL, QUAY), "WARC-Block-Digest: sha1:AAAA", "WARC-Payload-Digest: nothing"), False),
    ],
)
def test_a_record_that_is_not_what_its_digests_say_is_named(data: bytes, altered: bool) -> None:
    read = read_document(INFO + data, name="quay.warc")
    assert "The quay is shut." in read.text
    said = "by its own digests, these records are not what they were: https://ledger.example/quay."
    assert any(said in str(one) for one in read.notices) is altered
