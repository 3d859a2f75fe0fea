"""Names are planted wherever a name may stand, in every way of writing it; none is left in a redacted package.

The same names are planted in each run: 250, or a thousand with the slow tests (``make planted``). The search is one of
the test's own, and knows nothing of how the program searches; in the whole package of the record it finds every name.
"""

import base64
import gzip
import html
import io
import quopri
import random
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from tests.reading.letter import letter
from tests.reading.pdf.paper import Page, pdf
from tests.reading.test_pictures import photograph

from claimtrack.services.articles.details import Details
from claimtrack.services.articles.details import correct as set_details
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import custody
from claimtrack.services.evidence.attachments import attach, withdraw
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.terms import NewTerms, set_terms
from claimtrack.services.marks import notes, tags
from claimtrack.services.marks.restatements import restate
from claimtrack.services.packages.checking import check
from claimtrack.services.packages.export import export
from claimtrack.services.packages.proof import PROOF
from claimtrack.services.packages.redacted import export_in_part
from claimtrack.services.packages.withholding import Asked
from claimtrack.services.sources.names_and_kinds import alias
from claimtrack.vocabulary import Basis, Consent, NoteKind, Risk, Stance

_FIRST = ("Abelard", "Bronwyn", "Çağla", "Dmitri", "Eowyn", "Fadwa", "Gulnara", "Hüseyin", "Ingeborg", "Jórunn")
_LAST = (
    *("Kovalenko", "Lindqvist", "Mbeki", "Nakamura", "Østergård"),
    *("Petrosyan", "Quiroga", "Rustamov", "Szabó", "Tremblay"),
)
_NAMES = [f"{first} {last}{mark}" for mark in "abcdefghij" for first in _FIRST for last in _LAST]

_LOOKS = str.maketrans("АаВсЕеНіКкМмОорТхуΑΒΕΗΙΚΜΝΟΤΥΖ01ıl", "aabceehikkmmooptxyabehikmnotyzoiii")
"""What the test itself takes letters for that look like others, each capital and small one that it plants."""

Way = Callable[[str], str]
_WAYS: dict[str, Way] = {
    "as it is": str,
    "capitals": str.upper,
    "hyphen": lambda name: name.replace(" ", "-"),
    "one word": lambda name: name.replace(" ", ""),
    "last name first": lambda name: ", ".join(reversed(name.split(" "))),
    "a space that does not break": lambda name: name.replace(" ", "\u00a0"),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "soft hyphens": lambda name: "\u00ad".join(name),
    "zero-width": lambda name: "\u200b".join(name),
    "full width": lambda name: "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in name),
    "percent": quote,
    "all percent": lambda name: "".join(f"%{one:02X}" for one in name.encode()),
    "twice percent": lambda name: quote(quote(name)),
    "decimal entities": lambda name: "".join(f"&#{ord(one)};" for one in name),
    "hexadecimal entities": lambda name: "".join(f"&#x{ord(one):x};" for one in name),
    "named entities": lambda name: name.encode("ascii", "xmlcharrefreplace").decode().replace(" ", "&nbsp;"),
    "Cyrillic letters": lambda name: name.translate(str.maketrans("AaBcEeHiKkMmOopTxy", "АаВсЕеНіКкМмОорТху")),
    "Greek letters": lambda name: name.upper().translate(str.maketrans("ABEHIKMNOTYZ", "ΑΒΕΗΙΚΜΝΟΤΥΖ")),
    "digits": lambda name: name.replace("o", "0").replace("l", "1"),
    "escapes": lambda name: "".join(f"\\u{ord(one):04x}" for one in name),
}


def _zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return packed.getvalue()


def _commented(name: str) -> bytes:
    """Return an archive with a name in its comment alone."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "nothing")
        archive.comment = name.encode()
    return packed.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FILES: dict[str, Callable[[str], bytes]] = {
    "txt": lambda name: f"seen by {name} at noon".encode(),
    "utf-16.txt": lambda name: f"seen by {name} at noon".encode("utf-16"),
    "html": lambda name: f'<p>{name[:3]}<b>{name[3:]}</b> <a href="/{quote(name)}">x</a>'.encode(),
    "json": lambda name: f'{{"by": "{_WAYS["escapes"](name)}"}}'.encode(),
    "xml": lambda name: f"<note>{_WAYS['hexadecimal entities'](name)}</note>".encode(),
    "csv": lambda name: f"day;who\nMonday;{name}\n".encode(),
    "srt": lambda name: f"1\n00:00:01,000 --> 00:00:02,000\n{name}\n".encode(),
    "rtf": lambda name: rb"{\rtf1 seen by " + name.encode("cp1252") + b"}",
    "docx": lambda name: _zipped(word__document_xml=f"<w:document {_W}><w:t>{name[:4]}</w:t><w:t>{name[4:]}</w:t>"),
    "odt": lambda name: _zipped(content_xml=f"<text:p>{name}</text:p>"),
    "xlsx": lambda name: _zipped(xl__sharedStrings_xml=f"<si><t>{name}</t></si>"),
    "zip": lambda name: _zipped(**{f"{quote(name)}_txt": "empty"}),
    "in zip": lambda name: _zipped(inner_zip=_zipped(a_txt=name).decode("latin-1")),
    "gz": lambda name: gzip.compress(name.encode(), mtime=0),
    "eml": lambda name: (
        b"Subject: =?utf-8?B?%b?=\nContent-Transfer-Encoding: quoted-printable\n\n%b\n"
        % (base64.b64encode(name.encode()), quopri.encodestring(name.encode()))
    ),
    "base64.eml": lambda name: (
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(f"by {name} ".encode() * 9)
    ),
    "warc.gz": lambda name: gzip.compress(b"WARC/1.0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + name.encode(), mtime=0),
    "pdf": lambda name: pdf(Page(b"BT /F1 12 Tf 60 700 Td (" + name.encode("cp1252") + b") Tj ET"), packed=True),
    "about.pdf": lambda name: pdf(Page(b""), title=name),
    "header.warc": lambda name: (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://b.example/{quote(name)}\r\n"
        f"operator: {name}\r\n\r\nHTTP/1.1 200 OK\r\nX-By: {name}\r\n\r\nnothing"
    ).encode(),
    "from.eml": lambda name: f"From: {name} <me@b.example>\nX-By: {name}\n\nnothing\n".encode(),
    "comment.docx": lambda name: _zipped(
        word__comments_xml=f'<w:comments {_W}><w:comment w:author="{html.escape(name)}"/></w:comments>'
    ),
    "cell.xlsx": lambda name: _zipped(
        xl__worksheets__sheet1_xml=f"<c><is><t>{name[:5]}</t><r><t>{name[5:]}</t></r></is></c>"
    ),
    "comment.zip": _commented,
    "jpg": lambda name: photograph({"Software": name.encode()}),
    "hex.txt": lambda name: name.encode().hex().encode(),
}
"""Kinds of files that people attach, each made to say a name as such files do."""


class _Planting:
    """Hands out names, each in the next way of writing, and knows which were planted."""

    def __init__(self, count: int) -> None:
        self.planted: list[str] = []
        self._rest = iter(_NAMES[:count])
        self._draw = random.Random(11)  # noqa: S311 - the same places each time
        self._ways = list(_WAYS.values())

    def bare(self) -> str:
        name = next(self._rest)
        self.planted.append(name)
        return name

    def written(self) -> str:
        return self._draw.choice(self._ways)(self.bare())

    def rest(self, size: int) -> list[str]:
        names = list(islice(self._rest, size))
        self.planted += names
        return [self._draw.choice(self._ways)(name) for name in names]


@pytest.fixture
def planted(
    desk: Desk, editor: Desk, record: Callable[..., Ingested], request: pytest.FixtureRequest
) -> tuple[list[str], list[int]]:
    """Plant so many names; gives them, and the pieces of which there is to be a copy: pictures, PDFs, a letter."""
    sown = _Planting(request.param)
    lines = [f"{sown.bare()}: The mill {line} lost {sown.written()} and a roof." for line in range(8)]
    claims = list(record(*lines, outlet=sown.bare(), name=f"{sown.bare()}.txt").claims)
    desk.enact(set_details, 1, Details(title=f"On {sown.written()}", byline=sown.bare()))
    pictured = []
    for place, (kind, made) in enumerate(_FILES.items()):
        bearing = Bearing(
            stance=Stance.CONTEXT, basis=Basis.RECORD, source=sown.bare(), new_source=True, note=f"by {sown.written()}"
        )
        offered = Offered(made(sown.bare()), f"{place}-{sown.bare()}.{kind.rpartition(' ')[2]}")
        number = desk.enact(attach, look(desk, [claims[place % 8]]), examine(desk, offered, bearing)).number
        if kind in {"pdf", "jpg"}:
            pictured.append(number)
    given = Bearing(stance=Stance.CONTEXT, basis=Basis.RECORD, source="Port Office", new_source=True)
    offered = Offered(letter(sown.bare), "letter.docx")
    pictured.append(desk.enact(attach, look(desk, [claims[0]]), examine(desk, offered, given)).number)
    _plant_elsewhere(desk, editor, claims, sown)
    while words := sown.rest(7):
        desk.enact(notes.note, look(desk, [claims[len(words) % 8]]), " and ".join(words), kind=NoteKind.COMMENT)
    assert len(sown.planted) == request.param
    return sown.planted, pictured


def _plant_elsewhere(desk: Desk, editor: Desk, claims: list[int], sown: _Planting) -> None:
    """Plant names in what people say of evidence, sources and claims: aliases, reasons, terms, custody, tags."""
    terms = NewTerms(
        f"sent by {sown.written()}",
        Consent.GIVEN,
        sown.written(),
        f"if {sown.written()} agrees",
        Risk.HIGH,
        sown.written(),
    )
    desk.enact(set_terms, 1, terms, reason=f"asked by {sown.written()}")
    desk.enact(
        custody.hand_over, 1, to=sown.written(), reason=f"for {sown.written()}", thing=f"disk of {sown.written()}"
    )
    thing = custody.Thing(f"disk of {sown.written()}", f"safe of {sown.written()}", sown.written(), sown.written())
    desk.enact(custody.keep_outside, 1, thing, reason=f"as {sown.written()} wishes")
    desk.enact(withdraw, 2, reason=f"{sown.written()} says so")
    desk.enact(alias, sown.planted[0], sown.bare(), reason=f"as {sown.written()} says")
    desk.enact(tags.tag, look(desk, [claims[0]]), _WAYS["hyphen"](sown.bare()))
    editor.enact(restate, look(editor, [claims[1]]), f"{sown.written()} lost a roof.")


def _everything(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as packed:
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).translate(_LOOKS).casefold().translate(_LOOKS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if sign.isalnum())


def _unpacked(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield bytes and all that is packed in them."""
    yield data
    if depth < 5:
        for one in (*_deflated(data), *_archived(data), *_encoded(data)):
            if one and one != data:
                yield from _unpacked(one, depth + 1)


def _deflated(data: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", data):
        for bits in (31, 15):
            with suppress(zlib.error):
                yield zlib.decompressobj(bits).decompress(data[found.start() :])


def _archived(data: bytes) -> Iterator[bytes]:
    if b"PK\x03\x04" in data:
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield packed.comment
            for one in packed.infolist():
                yield one.filename.encode()
                yield packed.read(one)
    if data.startswith(b"%PDF-"):
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        yield from (one.encode() for one in document.get_metadata_dict().values())
        yield from (page.get_textpage().get_text_bounded().encode() for page in document)


def _encoded(data: bytes) -> Iterator[bytes]:
    yield from (base64.b64decode(one[1]) for one in re.finditer(rb"\?[bB]\?([A-Za-z0-9+/=]+)\?=", data))
    if b": base64\n\n" in data:
        yield base64.b64decode(data.partition(b"\n\n")[2])
    if re.fullmatch(rb"(?:[0-9a-f]{2})+", data):
        yield bytes.fromhex(data.decode())
    with suppress(UnicodeError):  # an archive whose bytes were written as letters
        yield data.decode().encode("latin-1")


def _readings(data: bytes) -> Iterator[str]:
    for one in (data, quopri.decodestring(data) if b"=" in data else b""):
        for text in (one.decode("utf-8", "ignore"), one.decode("cp1252", "ignore"), one.decode("utf-16", "ignore")):
            escaped = re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
            for said in (text, unquote(unquote(text)), html.unescape(text), unquote(unquote(html.unescape(escaped)))):
                yield said
                yield re.sub(r"<[^<>]*>", "", said)
                if "<w:" in said:  # a box or what was deleted, in the middle of a name
                    yield re.sub(r"<[^<>]*>", "", _BETWEEN.sub("", said))


_BETWEEN = re.compile(r"<mc:AlternateContent>.*?</mc:AlternateContent>|<w:del\b.*?</w:del>", re.DOTALL)


def _left(file: Path, names: list[str]) -> dict[str, str]:
    """Return the names that stand in a package, each with a file in which it does."""
    forms = {form: name for name in names for form in (_letters(name), _letters("".join(reversed(name.split(" ")))))}
    beginnings = {form[:8] for form in forms}
    found: dict[str, str] = {}
    for path, data in _everything(file).items():
        if path == PROOF:  # hashes in base64
            continue
        for text in {_letters(said) for one in _unpacked(data) for said in _readings(one)}:
            begun = {text[at : at + 8] for at in range(len(text) - 7)} & beginnings
            found |= {name: path for form, name in forms.items() if form[:8] in begun and form in text}
    return found


@pytest.mark.parametrize(
    "planted", [pytest.param(250, id="250"), pytest.param(1000, id="1000", marks=pytest.mark.slow)], indirect=True
)
def test_of_the_planted_names_none_is_left(desk: Desk, planted: tuple[list[str], list[int]], tmp_path: Path) -> None:
    names, pictured = planted
    export(desk, tmp_path / "whole.zip")
    assert sorted(set(names) - set(_left(tmp_path / "whole.zip", names))) == []
    made = export_in_part(desk, tmp_path / "case.zip", Asked(names=tuple(names), look_at=tuple(pictured)))
    assert _left(tmp_path / "case.zip", names) == {}
    # Something is left: what the search went through is no empty package.
    assert made.checked.shown > 20
    assert set(made.redacted) == set(pictured)
    assert [name for name in _everything(tmp_path / "case.zip") if name.endswith(".docx")] != []
    assert b"The mill 3 lost" in _everything(tmp_path / "case.zip")["data/report.md"]
    assert check(tmp_path / "case.zip") == made.checked
