"""PDFs made by hand, byte for byte, so that each test says what its file holds."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_HELVETICA = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278"
    " 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722"
    " 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556"
    " 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTHS = [int(width) for width in _HELVETICA.split()]
_OTHERS = {"“": 333, "”": 333, "’": 222, "—": 1000, "–": 556, "•": 350, "\u00ad": 333}
WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Page:
    """A page: what it draws, the forms it draws by name, its notes (fields are such), and what else its object says."""

    drawing: bytes
    forms: Mapping[str, bytes] = field(default_factory=dict)
    notes: Sequence[bytes] = ()
    more: bytes = b""
    resources: bytes = b""


def pdf(
    *pages: Page, title: str | None = None, catalog: bytes = b"", objects: Iterable[bytes] = (), packed: bool = False
) -> bytes:
    """Return a file of these pages. ``objects`` are numbered from 10, the forms of all pages share their names.

    F1 is Helvetica and F2 its bold; ``packed`` deflates the drawing.
    """
    info = f"<</Title {_string(title)}>>".encode("latin-1") if title is not None else b"<<>>"
    found: dict[int, bytes] = {
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        5: info,
    }
    found.update(enumerate(objects, 10))
    number = max(found) + 1
    kids = []
    for page in pages:
        drawn = b""
        for name, form in page.forms.items():
            found[number] = form
            drawn += b"/%s %d 0 R" % (name.encode(), number)
            number += 1
        notes = b""
        for note in page.notes:
            found[number] = note
            notes += b"%d 0 R " % number
            number += 1
        found[number] = stream(page.drawing, packed=packed)
        found[number + 1] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Annots[%s]" % (
            WIDTH,
            HEIGHT,
            number,
            notes,
        ) + b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<<%s>>%s>>%s>>" % (drawn, page.resources, page.more)
        kids.append(number + 1)
        number += 2
    found[1] = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog
    found[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return assembled(found)


def assembled(objects: Mapping[int, bytes], version: bytes = b"1.5") -> bytes:
    """Return a file of these objects by number: 1 is the catalogue, 5 says the title."""
    out = bytearray(b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, written in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R/Info 5 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def stream(data: bytes, said: bytes = b"", *, packed: bool = False) -> bytes:
    """Return a stream object; ``said`` is put into its dictionary."""
    if packed:
        data, said = zlib.compress(data, 9), said + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (said, len(data), data)


def form(drawing: bytes, said: bytes = b"") -> bytes:
    """Return a form: a drawing with a name, which pages draw with ``/Name Do``."""
    return stream(
        drawing,
        b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>%s"
        % (WIDTH, HEIGHT, said),
    )


def picture(width: int = 8, height: int = 8) -> bytes:
    """Return a grey picture of a few pixels with nothing on it."""
    said = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height)
    return stream(b"\xf0" * (width * height), said)


def width_of(text: str, size: float) -> float:
    """Return the width of a text in Helvetica, in points."""
    return sum(_OTHERS.get(one) or _WIDTHS[ord(one) - 32] for one in text) * size / 1000


def put(x: float, y: float, text: str, size: float = 11, *, font: str = "F1", before: str = "") -> bytes:
    """Return the drawing of a text at a place; ``before`` sets a colour, a mode."""
    return b"BT /%s %g Tf %s 1 0 0 1 %g %g Tm %s Tj ET\n" % (
        font.encode(),
        size,
        before.encode(),
        x,
        y,
        _string(text).encode("latin-1"),
    )


def put_lines(
    x: float, y: float, lines: Iterable[str], size: float = 11, *, lead: float = 14, font: str = "F1"
) -> bytes:
    """Return the drawing of lines under each other."""
    return b"".join(put(x, y - lead * number, line, size, font=font) for number, line in enumerate(lines))


def wrapped(text: str, width: float, size: float = 11) -> list[str]:
    """Break a text into lines of at most so many points."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _string(text: str) -> str:
    coded = text.encode("cp1252").decode("latin-1")
    return "(" + coded.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
