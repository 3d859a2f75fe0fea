"""A page of a PDF as a picture, with passages marked in it: what it looked like, and not only what it says.

PDFium draws it and Pillow writes it (of the extra ``pictures``), in a process of its own, with limits of time and
memory, one page at a time. What is drawn can act no more: a picture has no scripts, no links and no forms.
"""

import atexit
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from claimtrack.config import read_limits
from claimtrack.errors import InvalidInput
from claimtrack.reading.pictures import LARGEST, MISSING
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, Worker

T = TypeVar("T")
Place = tuple[float, float, float, float]
"""Left, top, right and bottom of a letter, as shares of its page as it is shown."""
_WIDTH = 1_100
"""Pixels across a page, unless it is so tall that these would be too many."""
_MOST_PIXELS = 4_000_000
_MOST_LETTERS = 200_000
_QUALITY = 80
_AROUND = 0.12
"""Of a letter's height: how far a mark stands off the letters."""
_MARK, _EDGE = (255, 221, 87), (150, 75, 0)
_DEPTH = 15


@dataclass(frozen=True, slots=True)
class PageText:
    """The letters of page ``number`` of ``pages``, and where each stands; None for one that stands nowhere."""

    number: int
    pages: int
    text: str
    places: tuple[Place | None, ...]


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a JPEG; ``pictures`` tells whether anything but letters and lines is in it."""

    jpeg: bytes
    pictures: bool


def page_text(data: bytes, number: int) -> PageText:
    """Return what stands on a page, counted from 1, the last one for a number past it; raises InvalidInput."""
    return _apart(_text_within, data, number)


def page_image(data: bytes, number: int, marked: Sequence[Place]) -> PageImage:
    """Draw a page, with marks around what stands at these places; raises InvalidInput where it cannot be drawn."""
    return _apart(_image_within, data, number, tuple(marked))


_worker = Worker()
"""One for all: what is drawn for somebody holds up who wants a page drawn, and no reader."""
atexit.register(_worker.close)
_turn = Lock()


def _apart(function: Callable[..., T], data: bytes, *arguments: object) -> T:
    if len(data) > LARGEST:
        raise InvalidInput(f"it is larger than {LARGEST // 1_000_000} MB, and its pages are not drawn")
    seconds = read_limits().seconds
    # Nobody waits for one page longer than it may take twice.
    if not _turn.acquire(timeout=seconds):
        raise InvalidInput("other pages are being drawn; look again in a moment")
    try:
        return _worker.call(function, data, *arguments, seconds=seconds)
    except TooSlow:
        raise InvalidInput("its page takes too long to draw") from None
    except Died as error:
        raise InvalidInput(f"what draws its pages died ({error})") from None
    finally:
        _turn.release()


def _text_within(data: bytes, number: int) -> PageText:
    with _within(), _page(data, number) as (page, at, pages):
        from claimtrack.reading.covering.documents import letters_on

        signs: list[str] = []
        places: list[Place | None] = []
        for sign, place in letters_on(page):
            if len(signs) >= _MOST_LETTERS:
                raise InvalidInput(f"its page {at} holds more letters than a page can")
            signs.append(sign)
            places.append(place)
        return PageText(at, pages, "".join(signs), tuple(places))


def _image_within(data: bytes, number: int, marked: Sequence[Place]) -> PageImage:
    with _within(), _page(data, number) as (page, at, _):
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise InvalidInput(f"its page {at} has no size")
        scale = min(_WIDTH / width, (_MOST_PIXELS / (width * height)) ** 0.5)
        if min(width, height) * scale < 1:
            raise InvalidInput(f"its page {at} is too long and narrow to be drawn")
        drawn = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        return PageImage(_written(_with_marks(drawn, marked)), _has_pictures(page))


@contextmanager
def _within() -> Iterator[None]:
    """Keep the limits, and say in words what went wrong: no error of a library's own comes through a pipe."""
    import pypdfium2

    limits = read_limits()
    try:
        with limited(memory=limits.memory, seconds=limits.seconds):
            yield
    except ModuleNotFoundError:
        raise InvalidInput(f"its pages are not drawn: {MISSING}") from None
    except MemoryError:
        raise InvalidInput("its page takes too much memory to draw") from None
    except (pypdfium2.PdfiumError, ValueError, OSError, OverflowError) as error:
        raise InvalidInput(f"its page cannot be drawn: {type(error).__name__}") from error


@contextmanager
def _page(data: bytes, number: int) -> Iterator[tuple[Any, int, int]]:
    from claimtrack.reading.covering.boxes import Uncoverable
    from claimtrack.reading.covering.documents import flattened
    from claimtrack.reading.pdf.engine import opened

    with opened(data, "the file") as pdf:
        pages = len(pdf.document)
        if not pages:
            raise InvalidInput("it has no pages")
        at = min(max(number, 1), pages)
        try:
            with flattened(pdf.document, at - 1) as page:
                yield page, at, pages
        except Uncoverable as error:
            raise InvalidInput(f"it {error}") from error


def _has_pictures(page: Any) -> bool:
    """Tell whether there is anything but letters and lines; a page too deep to be looked through counts as one."""
    import pypdfium2.raw as pdfium

    plain = {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM}
    return any(one.type not in plain or one.level >= _DEPTH - 1 for one in page.get_objects(max_depth=_DEPTH))


def _with_marks(drawn: Any, marked: Sequence[Place]) -> Any:
    from PIL import Image, ImageChops, ImageDraw

    boxes = [_pixels(one, drawn.width, drawn.height) for one in _lines(marked)]
    if not boxes:
        return drawn
    # As a pen marks: what was dark stays so. The edge is there for who sees no colours, and for a page shown grey.
    pen = Image.new("RGB", drawn.size, "white")
    for box in boxes:
        ImageDraw.Draw(pen).rectangle(box, fill=_MARK)
    found = ImageChops.multiply(drawn, pen)
    for left, top, right, bottom in boxes:
        ImageDraw.Draw(found).rectangle((left - 2, top - 2, right + 2, bottom + 2), outline=_EDGE, width=2)
    return found


def _lines(marked: Sequence[Place]) -> Iterator[Place]:
    """Put letters that stand beside each other into one box."""
    line: Place | None = None
    for one in marked:
        if line is not None and min(line[3], one[3]) - max(line[1], one[1]) > (one[3] - one[1]) / 2:
            line = (min(line[0], one[0]), min(line[1], one[1]), max(line[2], one[2]), max(line[3], one[3]))
            continue
        if line is not None:
            yield line
        line = one
    if line is not None:
        yield line


def _pixels(place: Place, width: int, height: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = place
    around = (bottom - top) * _AROUND
    return (
        round(left * width - around * height),
        round((top - around) * height),
        round(right * width + around * height),
        round((bottom + around) * height),
    )


def _written(drawn: Any) -> bytes:
    from claimtrack.reading.covering.pictures import encoded

    return encoded(drawn, "JPEG", _QUALITY)
