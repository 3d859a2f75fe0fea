"""What is covered in pictures and PDFs is gone from the copy that is handed over, and so is all that nobody sees."""

import io
import json
import re
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pypdf
import pytest
from PIL import Image, ImageDraw
from tests.reading.pdf.paper import Page, pdf, stream
from tests.reading.test_pictures import AT, photograph
from tests.services.packages.rewriting import rewritten

from claimtrack.errors import ClaimtrackError, InvalidInput, NotFound, UsageError, VerificationFailed
from claimtrack.reading.covering.boxes import Box, Length, NoSuchPlace, Uncoverable
from claimtrack.reading.covering.cover import covered, read_letters
from claimtrack.rules.sought import Sought
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.custody import log_of
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.terms import NewTerms, set_terms
from claimtrack.services.integrity.verify import verify
from claimtrack.services.packages.boxes import boxes, boxes_in
from claimtrack.services.packages.checking import check
from claimtrack.services.packages.holes import WITHHELD
from claimtrack.services.packages.redacted import ExportedInPart, let_go_in_part
from claimtrack.services.packages.traces import trace
from claimtrack.services.packages.withholding import COVERED, Asked
from claimtrack.vocabulary import Basis, Stance, Visibility

_RED = (200, 10, 10)


def _everything(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as packed:
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


def _copies(file: Path) -> list[bytes]:
    return [data for name, data in sorted(_everything(file).items()) if name.startswith("data/redacted/")]


def _open(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def _picture(form: str, size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    """Give a picture with a red mark from 10, 10 to 29, 19."""
    image = Image.new("RGB", size, (9, 90, 9))
    ImageDraw.Draw(image).rectangle((10, 10, 29, 19), fill=_RED)
    data = io.BytesIO()
    image.save(data, form, **more)
    return data.getvalue()


def _box(page: int, *sides: float) -> Box:
    return Box(page, *(Length(side) for side in sides))


# Pictures.


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF", "BMP", "GIF"])
def test_pixels_under_a_box_are_black_and_others_as_they_were(form: str) -> None:
    data = _picture(form, lossless=True) if form == "WEBP" else _picture(form)
    made = covered(data, [_box(1, 10, 10, 20, 10)])
    assert (made.media_type, made.pages, made.boxes) == ("image/png", 1, 1)
    before, after = _open(data).convert("RGB"), _open(made.data).convert("RGB")
    assert after.size == before.size
    for x in range(60):
        for y in range(40):
            inside = 10 <= x < 30 and 10 <= y < 20
            assert after.getpixel((x, y)) == ((0, 0, 0) if inside else before.getpixel((x, y)))
    assert [name for name, _ in _chunks(made.data)] == [b"IHDR", b"IDAT", b"IEND"]


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    return found


def test_a_photograph_loses_its_place_its_time_and_its_thumbnail() -> None:
    small = io.BytesIO()
    Image.new("RGB", (8, 8), _RED).save(small, "JPEG")
    said = photograph(AT | {"Make": "Canon", "Software": "Amina Haddad"})
    # A thumbnail as cameras write one, in a segment of its own, and words behind the end.
    data = said[:2] + b"\xff\xe3" + (len(small.getvalue()) + 2).to_bytes(2, "big") + small.getvalue() + said[2:]
    data += b"Amina Haddad"
    made = covered(data, [_box(1, 0, 0, 4, 4)])
    assert made.media_type == "image/jpeg"
    assert not _open(made.data).getexif()
    assert _segments(made.data) == {"ffe0", "ffdb", "ffc0", "ffc4", "ffda"}
    assert small.getvalue() not in made.data
    assert b"Haddad" not in made.data
    assert made.data.endswith(b"\xff\xd9")


def _segments(data: bytes) -> set[str]:
    """Return the segments of a JPEG up to its pixels: which they are tells whether anything else is in it."""
    found, at = set(), 2
    while True:
        kind = data[at : at + 2].hex()
        found.add(kind)
        if kind == "ffda":
            return found
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def test_boxes_are_counted_on_the_picture_as_it_is_shown() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # to be turned by 90 degrees to the right
    data = _picture("PNG", exif=turned)
    after = _open(covered(data, [_box(1, 20, 10, 10, 20)]).data).convert("RGB")
    assert after.size == (40, 60)
    # The mark from 10, 10 to 29, 19 lies at 20, 10 to 29, 29 once it is turned.
    reds = [place for place in ((x, y) for x in range(40) for y in range(60)) if after.getpixel(place) == _RED]
    assert reds == []
    assert _RED in {color for _, color in _open(data).convert("RGB").getcolors() or []}


def test_what_lies_under_glass_goes_too() -> None:
    image = Image.new("RGBA", (20, 20), (*_RED, 0))
    data = io.BytesIO()
    image.save(data, "PNG")
    after = _open(covered(data.getvalue(), [_box(1, 0, 0, 5, 5)]).data)
    assert after.mode == "RGB"
    assert after.getpixel((10, 10)) == (255, 255, 255)


def test_a_box_in_percent_covers_every_pixel_that_it_touches() -> None:
    (place,) = boxes(["7:1:33.3%,0%,33.4%,100%"])
    assert place[0] == 7
    assert place[1].pixels(10, 10) == (3, 0, 6, 9)
    assert _box(1, 9.5, 9.5, 500, 500).pixels(10, 10) == (9, 9, 9, 9)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"GIF89a nothing", "is no picture that can be drawn anew, or is damaged"),
        (_picture("PNG")[:120], "is no picture that can be drawn anew, or is damaged"),
        (b"words of a witness", "is no picture that can be drawn anew"),
        (b"%PDF-1.4\nnothing", "is a PDF that is locked or damaged"),
        (
            _picture("GIF", save_all=True, append_images=[Image.new("RGB", (60, 40), _RED)]),
            "is made of 2 pictures",
        ),
        (
            _picture("TIFF", save_all=True, append_images=[Image.new("RGB", (60, 40), _RED)]),
            "is made of 2 pictures",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
            + (60_000).to_bytes(4, "big") * 2
            + b"\x08\x02\0\0\0"
            + zlib.crc32(b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0").to_bytes(4, "big")
            + b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82",
            "says that it has more points than any camera takes",
        ),
    ],
)
def test_what_cannot_be_drawn_anew_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Uncoverable, match=re.escape(says)):
        covered(data, [_box(1, 0, 0, 5, 5)])


def test_a_box_beside_the_picture_or_the_pages_is_no_box() -> None:
    with pytest.raises(NoSuchPlace, match="page 1 has 60 x 40 pixels"):
        covered(_picture("PNG"), [_box(1, 60, 0, 5, 5)])
    with pytest.raises(NoSuchPlace, match="a picture has one page"):
        covered(_picture("PNG"), [_box(2, 0, 0, 5, 5)])
    with pytest.raises(NoSuchPlace, match=r"it has 1 page$"):
        covered(_paper(), [_box(2, 0, 0, 5, 5)])
    with pytest.raises(NoSuchPlace, match="page 1 has 595 x 842 points"):
        covered(_paper(), [_box(1, 0, 900, 5, 5)])


# PDFs.

_SECRETS = (b"Haddad", b"Amina", b"hidden words", b"an older text", b"secret.txt", b"thumb words", b"said by a field")


def _paper(*, more: bytes = b"", turn: bytes = b"") -> bytes:
    """Give a PDF that says a name wherever a PDF can: shown, hidden, noted, filled in, attached, of itself, before."""
    drawing = (
        b"BT /F1 14 Tf 60 700 Td (The report of Amina Haddad on the mill) Tj ET "
        b"BT /F1 14 Tf 60 600 Td (was written down by Amina) Tj 0 -20 Td (Haddad, who saw it) Tj ET "
        b"BT 3 Tr /F1 14 Tf 60 500 Td (hidden words of Amina Haddad) Tj ET"
    )
    notes = [
        (
            b"<</Type/Annot/Subtype/FreeText/Rect[60 400 300 420]/Contents(Amina Haddad called)/DA(/F1 12 Tf 0 g)"
            b"/AP<</N 12 0 R>>>>"
        ),
        b"<</Type/Annot/Subtype/Text/Rect[300 400 320 420]/Contents(ask Amina Haddad)>>",
    ]
    objects = [
        stream(b"secret.txt by Amina Haddad", b"/Type/EmbeddedFile"),
        b"<</Type/Filespec/F(secret.txt)/EF<</F 10 0 R>>>>",
        stream(
            b"BT /F1 12 Tf 0 4 Td (said by a field: Amina Haddad) Tj ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 240 20]/Resources<</Font<</F1 3 0 R>>>>",
        ),
        stream(b"<x:xmpmeta>Amina Haddad</x:xmpmeta>", b"/Type/Metadata/Subtype/XML"),
    ]
    catalog = b"/Metadata 13 0 R/Names<</EmbeddedFiles<</Names[(secret.txt) 11 0 R]>>>>"
    catalog += b"/OpenAction<</S/JavaScript/JS(app.alert\\('Amina Haddad'\\))>>"
    page = Page(drawing, notes=notes, more=turn)
    data = pdf(page, title="Amina Haddad", catalog=catalog, objects=objects)
    return data + more


def _names(data: bytes, *names: str) -> list[Box]:
    letters = read_letters(data)
    return [box for start, end in Sought(names).spans_in(letters.text) for box in letters.boxes(start, end)]


def _ink_of_names(data: bytes, *names: str) -> list[Box]:
    """Return the places of the letters alone: the end of a line has one, too, and no ink."""
    letters = read_letters(data)
    spans = Sought(names).spans_in(letters.text)
    places = [at for start, end in spans for at in range(start, end) if letters.text[at].isalpha()]
    return [box for at in places for box in letters.boxes(at, at + 1)]


def _ink(data: bytes, part: tuple[float, float, float, float]) -> set[int]:
    """Return the greys of a part of the first page, in points from the upper left."""
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[0]
    left, top, right, bottom = (round(one * 2) for one in part)
    drawn = page.render(scale=2).to_pil().convert("L").crop((left, top, right, bottom))
    return {color for _, color in drawn.getcolors(256) or []}


@pytest.mark.parametrize("turn", [b"", b"/Rotate 90", b"/Rotate 270", b"/CropBox[20 20 580 800]", b"/UserUnit 1.0"])
def test_names_are_covered_and_no_word_is_left_in_the_file(turn: bytes) -> None:
    data = _paper(turn=turn)
    assert read_letters(data).text.count("Haddad") == 5 - 1
    made = covered(data, _names(data, "Amina Haddad"))
    assert not _pixels_but(data, made.data)
    whole = made.data + b"".join(_unpacked(made.data))
    assert [word for word in _SECRETS if word in whole] == []
    found = pypdf.PdfReader(io.BytesIO(made.data))
    assert (found.metadata, found.xmp_metadata, dict(found.attachments)) == (None, None, {})
    assert [page.extract_text() for page in found.pages] == [""]
    assert set(found.root_object) == {"/Type", "/Pages"}
    assert set(found.pages[0]) == {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
    assert set(found.pages[0]["/Resources"]) == {"/XObject"}  # type: ignore[call-overload] # a dictionary of a PDF
    assert made.data.count(b"%%EOF") == 1
    assert made.data.count(b"startxref") == 1


def _pixels_but(before: bytes, after: bytes) -> list[tuple[int, int]]:
    """Return where a page has ink of a name left, both drawn at the same size: all that was dark there is black now."""
    import pypdfium2

    one, other = (pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L") for data in (before, after))
    assert one.size == other.size
    odd = []
    for box in _ink_of_names(before, "Amina Haddad"):
        left, top, right, bottom = box.pixels(*one.size)
        middle = other.crop((left + 2, top + 2, max(left + 3, right - 1), max(top + 3, bottom - 1)))
        if max(middle.tobytes()) > 60:
            odd.append((left, top))
    return odd


def _unpacked(data: bytes) -> list[bytes]:
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            found.append(match[1])
    return found


def test_an_earlier_revision_does_not_come_along() -> None:
    older = _paper()
    data = older + b"\n% an older text of Amina Haddad\n" + older[older.rindex(b"xref") - 0 :]
    made = covered(data, _names(data, "Amina Haddad"))
    assert b"an older text" not in made.data
    assert b"Haddad" not in made.data


def test_the_rest_of_the_page_is_still_seen() -> None:
    data = _paper()
    made = covered(data, _names(data, "Amina Haddad"))
    # "The report of" stands 60 points from the left, 142 from the top; nobody covered it.
    line = (60, 130, 140, 146)
    assert {0, 255} <= {0 if one < 100 else 255 if one > 200 else 128 for one in _ink(made.data, line)}
    assert max(_ink(made.data, (168, 131, 230, 143))) < 60


def test_the_same_pdf_gives_the_same_copy() -> None:
    data = _paper()
    assert covered(data, [_box(1, 50, 50, 90, 20)]) == covered(data, [_box(1, 50, 50, 90, 20)])


def test_a_name_across_pages_and_one_on_a_page_without_text() -> None:
    first, second = (b"BT /F1 14 Tf 60 700 Td (%b) Tj ET" % words for words in (b"seen by Amina", b"Haddad there"))
    data = pdf(Page(first), Page(b""), Page(second))
    found = _names(data, "Amina Haddad")
    assert {box.page for box in found} == {1, 3}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf(*[Page(b"")] * 201), "has 201 pages"),
        (pdf(Page(b"", more=b"/MediaBox[0 0 14400 14400]")), "too large to be drawn"),
    ],
)
def test_a_pdf_that_is_too_large_is_withheld(data: bytes, says: str) -> None:
    with pytest.raises(Uncoverable, match=says):
        covered(data, [_box(1, 0, 0, 5, 5)])


# Packages.


@pytest.fixture
def claim(record: Callable[..., Ingested]) -> int:
    """Give a claim of an article."""
    return record("Ben Sol: The mill is closed.", outlet="Harbour Post").claims[0]


@pytest.fixture
def give(desk: Desk, claim: int) -> Callable[[bytes, str], int]:
    """Give a way to attach bytes of any kind; it gives the number of the piece."""

    def attached(data: bytes, name: str) -> int:
        bearing = Bearing(stance=Stance.CONTEXT, basis=Basis.RECORD, source="Rail Office", new_source=True)
        return desk.enact(attach, look(desk, [claim]), examine(desk, Offered(data, name), bearing)).number

    return attached


def _let_go(desk: Desk, file: Path, asked: Asked) -> ExportedInPart:
    made, unlogged = let_go_in_part(desk, file, asked)
    assert unlogged is None
    return made


Give = Callable[[bytes, str], int]


def test_a_copy_goes_in_the_place_of_a_picture(desk: Desk, give: Give, tmp_path: Path) -> None:
    data = photograph(AT | {"Software": "Amina Haddad"})
    piece = give(data, "gate.jpg")
    file = tmp_path / "case.zip"
    made = _let_go(desk, file, Asked(names=("Amina Haddad",), boxes=boxes([f"{piece}:1:0,0,50%,50%"])))
    (copy,) = _copies(file)
    files = _everything(file)
    digest = sha256(data).hexdigest()
    assert f"data/redacted/{sha256(copy).hexdigest()}.jpg" in files
    (told,) = [one for one in json.loads(files[WITHHELD])["originals"] if one["sha256"] == digest]
    assert told == {
        "sha256": digest,
        "why": COVERED,
        "copy": {"sha256": sha256(copy).hexdigest(), "pages": 1, "boxes": 1},
    }
    assert data not in files.values()
    assert max(_open(copy).convert("L").crop((0, 0, 18, 13)).tobytes()) < 30
    crate = json.loads(files["data/ro-crate-metadata.json"])["@graph"]
    assert [one["name"] for one in crate if one["@id"].startswith("redacted/")] == [
        f"A copy of {digest}, parts of it covered"
    ]
    assert (made.without, made.redacted) == ((piece,), (piece,))
    assert check(file) == made.checked
    assert made.checked.copies[digest].sha256 == sha256(copy).hexdigest()
    assert desk.locker.read(digest) == data
    (line,) = [line.what for line in log_of(desk, piece) if "exported" in line.what]
    assert f", with redacted copies of evidence {piece} as case.zip" in line
    assert "without" not in line
    assert verify(desk).problems == ()


def test_the_same_export_is_the_same_bytes(desk: Desk, give: Give, tmp_path: Path) -> None:
    from claimtrack.services.packages.redacted import export_in_part

    asked = Asked(names=("Amina Haddad",), boxes=boxes([f"{give(_paper(), 'report.pdf')}:1:50,50,90,20"]))
    files = [tmp_path / "one.zip", tmp_path / "two.zip"]
    assert len({export_in_part(desk, file, asked).sha256 for file in files}) == 1


def test_names_in_a_pdf_that_was_looked_at_are_covered_and_without_that_it_is_withheld(
    desk: Desk, give: Give, tmp_path: Path
) -> None:
    piece = give(_paper(), "report.pdf")
    short, long = tmp_path / "short.zip", tmp_path / "long.zip"
    assert _let_go(desk, short, Asked(names=("Amina Haddad",))).redacted == ()
    assert _copies(short) == []
    made = _let_go(desk, long, Asked(names=("Amina Haddad",), look_at=(piece,)))
    (copy,) = _copies(long)
    assert made.redacted == (piece,)
    assert trace(copy, Sought(["Amina Haddad", "Haddad"])) is None
    assert not _pixels_but(_paper(), copy)
    assert {name for name, data in _everything(long).items() if b"Haddad" in data} == set()


def test_a_picture_that_was_looked_at_loses_the_name_that_it_says_of_itself(
    desk: Desk, give: Give, tmp_path: Path
) -> None:
    data = photograph({"Software": "Amina Haddad"})
    piece = give(data, "gate.jpg")
    _let_go(desk, tmp_path / "case.zip", Asked(names=("Amina Haddad",), look_at=(piece,)))
    (copy,) = _copies(tmp_path / "case.zip")
    assert b"Haddad" not in copy
    assert _open(copy).size == (40, 30)
    # One that says nothing goes in as it is.
    other = give(photograph(), "other.jpg")
    _let_go(desk, tmp_path / "other.zip", Asked(names=("Amina Haddad",), look_at=(other,)))
    assert photograph() in _everything(tmp_path / "other.zip").values()


def test_what_cannot_be_covered_is_withheld_whole(desk: Desk, give: Give, tmp_path: Path) -> None:
    piece = give(_picture("GIF", save_all=True, append_images=[Image.new("RGB", (60, 40), _RED)]), "gate.gif")
    made = _let_go(desk, tmp_path / "case.zip", Asked(boxes=boxes([f"{piece}:1:0,0,5,5"])))
    assert _copies(tmp_path / "case.zip") == []
    assert "it is made of 2 pictures, and nothing in it can be covered" in made.withheld.values()
    assert (made.without, made.redacted) == ((piece,), ())


@pytest.mark.parametrize(
    ("written", "error", "says"),
    [
        ("1:1:0,0,5", InvalidInput, '"1:1:0,0,5" is no box: EVIDENCE:PAGE:X,Y,W,H says'),
        ("1:0:0,0,5,5", InvalidInput, "pages are counted from 1"),
        ("1:1:0,0,0%,5", InvalidInput, "it has no width or no height"),
        ("1:1:-4,0,9,5", InvalidInput, "is no box"),
        ("1:1:900,0,9,5", InvalidInput, r"a box in evidence 1 \(gate.jpg\) is not on it: page 1 has 40 x 30 pixels"),
        ("1:2:0,0,9,5", InvalidInput, r"a box in evidence 1 \(gate.jpg\) is not on it: a picture has one page"),
        ("9:1:0,0,9,5", NotFound, "no evidence 9"),
        ("2:1:0,0,9,5", UsageError, "evidence 2 is protected, and left out whole: there is nothing to cover in it"),
    ],
)
def test_wrong_boxes_are_refused_and_nothing_is_written(
    desk: Desk, give: Give, tmp_path: Path, written: str, error: type[ClaimtrackError], says: str
) -> None:
    give(photograph(), "gate.jpg")
    desk.enact(set_terms, give(_picture("PNG"), "tower.png"), NewTerms(visibility=Visibility.PROTECTED), reason=None)
    file = tmp_path / "case.zip"
    with pytest.raises(error, match=says):
        let_go_in_part(desk, file, Asked(boxes=boxes([written])))
    assert [one.name for one in tmp_path.iterdir() if "case" in one.name or "export" in one.name] == []


def test_boxes_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "boxes.txt"
    file.write_text("# the gate\n\n1:1:0,0,5,5\n 2 : 3 : 10%, 5%, 30%, 4.5%\n")
    assert [number for number, _ in boxes_in(file)] == [1, 2]
    assert boxes_in(file)[1][1] == Box(3, *(Length(one / 100, is_share=True) for one in (10, 5, 30, 4.5)))
    file.write_text("# none\n")
    with pytest.raises(InvalidInput, match="names no box"):
        boxes_in(file)


def test_a_copy_that_is_not_told_of_and_one_that_is_not_there_are_found(desk: Desk, give: Give, tmp_path: Path) -> None:
    piece = give(photograph(), "gate.jpg")
    file = tmp_path / "case.zip"
    _let_go(desk, file, Asked(boxes=boxes([f"{piece}:1:0,0,5,5"])))

    def one_more(files: dict[str, bytes]) -> None:
        files[f"data/redacted/{sha256(b'?').hexdigest()}.png"] = b"?"

    def none(files: dict[str, bytes]) -> None:
        del files[next(name for name in files if name.startswith("data/redacted/"))]

    def of_another(files: dict[str, bytes]) -> None:
        told = json.loads(files[WITHHELD])
        told["originals"] = [one | {"sha256": "0" * 64} if "copy" in one else one for one in told["originals"]]
        files[WITHHELD] = json.dumps(told).encode()

    def other_bytes(files: dict[str, bytes]) -> None:
        name = next(name for name in files if name.startswith("data/redacted/"))
        files[name] += b"?"

    for number, (change, says) in enumerate(
        [
            (one_more, "does not say of what"),
            (none, "or it is not there"),
            (of_another, f"tells of a copy of {'0' * 64}, and no event that is shown names that"),
            (other_bytes, "is not what its name says"),
        ]
    ):
        with pytest.raises(VerificationFailed, match=says):
            check(rewritten(file, tmp_path / f"altered-{number}.zip", change))
