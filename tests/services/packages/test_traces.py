"""A name is found in bytes however it is packed there, and is not seen where it does not stand."""

import base64
import bz2
import gzip
import io
import lzma
import quopri
import zipfile
import zlib

import pytest

from claimtrack.rules.sought import BLOCK, Sought, blocked
from claimtrack.services.packages import traces
from claimtrack.services.packages.traces import Unsearched, can_be_searched, trace

_NAME = "Zoë Marchetti"
_PLAIN = _NAME.encode()


def _zipped(data: bytes, name: str = "a.txt") -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return into.getvalue()


def _docx() -> bytes:
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("seen by Zo", "ë Marc", "hetti at noon"))
    return _zipped(f"<w:document><w:body><w:p>{runs}</w:p></w:body></w:document>".encode(), name="word/document.xml")


@pytest.mark.parametrize(
    "data",
    [
        _PLAIN,
        b"ZOE  MARCHETTI",
        "Marchetti, Zoe\u0308".encode(),
        "Zoë\nMarc\u00adhetti".encode(),
        b"zoe_marchetti_interview.mp3",
        b"ZoeMarchetti",
        _NAME.encode("latin-1"),
        _NAME.encode("utf-16"),
        b"\0" + _NAME.encode("utf-16-be"),
        _NAME.encode("utf-7"),
        b"Zo&euml; March&#101;tti",
        b"<b>Zo</b>\xc3\xab <i>Mar</i>chetti",
        b"Zo%C3%AB%20Marchetti",
        b'{"by": "Zo\\u00eb Marchetti"}',
        b"Subject: =?utf-8?B?" + base64.b64encode(_PLAIN) + b"?=",
        b"Subject: =?iso-8859-1?Q?Zo=EB_Marchetti?=",
        quopri.encodestring(b"x" * 70 + _PLAIN),
        base64.b64encode(_PLAIN),
        base64.encodebytes(b"A long letter, " * 9 + _PLAIN),
        base64.urlsafe_b64encode(b"\xff\xfe??" + _NAME.encode("utf-16-le")),
        _PLAIN.hex().encode(),
        gzip.compress(_PLAIN),
        b"WARC/1.0\r\n\r\n" + gzip.compress(b"HTTP/1.1 200 OK\r\n\r\n" + gzip.compress(_PLAIN)),
        b"stream\n" + zlib.compress(b"(" + _PLAIN + b") Tj") + b"\nendstream",
        bz2.compress(_PLAIN),
        lzma.compress(_PLAIN),
        _zipped(_PLAIN),
        _zipped(_zipped(gzip.compress(_PLAIN))),
        _zipped(b"", name="Zoe Marchetti.txt"),
        _docx(),
    ],
)
def test_a_name_is_found(data: bytes) -> None:
    assert trace(b"front matter; " + data if data[:2] != b"PK" else data, Sought([_NAME])) == _NAME


def test_a_name_in_other_letters_is_found() -> None:
    name = "Иван Петров"
    for encoding in ("utf-8", "koi8-r", "cp1251", "utf-16-le"):
        assert trace(name.upper().encode(encoding), Sought([name])) == name


def test_what_does_not_stand_there_is_not_found() -> None:
    words = b"Validate the salient alignment of the Marchettini file. Zo Marchet. " * 500
    assert trace(words, Sought([_NAME, "Ali"])) is None
    assert trace(b"Ali's house", Sought(["Ali"])) == "Ali"
    assert trace(_PLAIN, Sought([])) is None
    assert trace(b"Felix used it", Sought(["Li Xu"])) is None
    assert trace(b"by Xu,\n Li", Sought(["Li Xu"])) == "Li Xu"
    many = [f"Somebody {number:04}" for number in range(200)]
    assert trace(b"SOMEBODY-0199 came", Sought(many)) == "Somebody 0199"
    assert trace(b"somebody came", Sought(many)) is None


def test_what_cannot_be_searched_to_its_end_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "MOST", 1_000_000)
    with pytest.raises(Unsearched, match="more is packed in it"):
        trace(gzip.compress(bytes(2_000_000)), Sought([_NAME]))
    data = b"x"
    for _ in range(12):
        data = _zipped(data)
    with pytest.raises(Unsearched, match="too often"):
        trace(data, Sought([_NAME]))


@pytest.mark.parametrize(
    ("data", "can"),
    [
        (b"plain words", True),
        (b"<p>a page</p>", True),
        (b"\x89PNG\r\n\x1a\n\xff", False),
        (b"%PDF-1.7 all in ASCII", False),
        (b"<img src='data:image/png;base64,AAAA'>", False),
        (b"words\0", False),
    ],
)
def test_only_text_can_be_searched(data: bytes, can: bool) -> None:
    assert can_be_searched(data) is can


def test_places_of_names_are_those_in_the_text() -> None:
    text = "Ann saw ZOË-\nMarchetti, then Marchetti, Zoe; Annan did not."
    sought = Sought([_NAME, "Ann"])
    assert [text[start:end] for start, end in sought.spans_in(text)] == ["Ann", "ZOË-\nMarchetti", "Marchetti, Zoe"]
    masked = blocked(text, sought.spans_in(text))
    assert len(masked) == len(text)
    assert masked == f"{BLOCK * 3} saw {BLOCK * 4}\n{BLOCK * 9}, then {BLOCK * 14}; Annan did not."
    assert sought.first_in(masked) is None
    assert sought.replaced("Zoe Marchetti left", "[hole]") == "[hole] left"
