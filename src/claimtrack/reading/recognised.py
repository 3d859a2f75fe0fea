"""Text in pictures and on scanned pages, as Tesseract reads it."""

import io
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimtrack.config import OCR_LANGUAGES_VARIABLE
from claimtrack.errors import InvalidInput, ReaderFailed
from claimtrack.reading.document import Document
from claimtrack.reading.machines import OCR, MachineText
from claimtrack.reading.pictures import FORMATS

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS = 300
"""Of an inch of paper; what Tesseract was made for."""
_MOST_POINTS = 60_000_000
_MOST_PAGES = 100


def recognise(data: bytes, name: str, media_type: str, *, languages: str, seconds: float) -> MachineText:
    """Read a picture, or those pages of a PDF that have no text.

    Raises InvalidInput for what is damaged, or has no such page, ReaderFailed for a language that is not installed, and
    where it takes too long.
    """
    import pytesseract

    _refuse_lacking(languages, pytesseract.get_languages(config=""))
    by = f"{OCR} tesseract {pytesseract.get_tesseract_version()} {languages}"
    deadline = time.monotonic() + seconds
    texts: list[str] = []
    starts: list[int] = []
    numbers: list[int] = []
    for number, picture in _pages(data, name) if media_type == "application/pdf" else [(0, _picture(data, name))]:
        left = deadline - time.monotonic()
        if left <= 1:
            raise ReaderFailed(f"{name} takes a machine longer than {seconds:g} seconds; attach the pages that matter")
        try:
            text = pytesseract.image_to_string(picture, lang=languages, timeout=left).strip()
        except RuntimeError as error:
            if "timeout" not in str(error):
                raise
            raise ReaderFailed(f"{name} takes a machine longer than {seconds:g} seconds") from None
        starts.append(sum(len(one) + 2 for one in texts))
        texts.append(text)
        numbers.append(number)
    paged = media_type == "application/pdf"
    document = Document(
        "\n\n".join(texts),
        media_type,
        pages=tuple(starts) if paged else (),
        page_numbers=tuple(numbers) if paged else (),
    )
    return MachineText(document, by)


def _refuse_lacking(wanted: str, installed: list[str]) -> None:
    lacking = [one for one in wanted.split("+") if one not in installed]
    if lacking:
        raise ReaderFailed(
            f"Tesseract has no language called {', '.join(lacking)} here; install it, or set "
            f"{OCR_LANGUAGES_VARIABLE} to one of: {', '.join(one for one in installed if one != 'osd')}"
        )


def _picture(data: bytes, name: str) -> "Image":
    from PIL import Image, ImageOps

    with _unbombed(name), Image.open(io.BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > _MOST_POINTS:
            raise InvalidInput(f"{name} has more points than a machine reads; attach the part that matters")
        return ImageOps.exif_transpose(image.convert("RGB"))


@contextmanager
def _unbombed(name: str) -> Iterator[None]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Image.DecompressionBombError:
            raise InvalidInput(f"{name} says that it has more points than any camera takes") from None
        except (OSError, SyntaxError, ValueError) as error:
            raise InvalidInput(f"{name} cannot be read as a picture: {type(error).__name__}") from error


def _pages(data: bytes, name: str) -> Iterator[tuple[int, "Image"]]:
    """Yield those pages of a PDF that have no text, each with its number, counted from 1, as it is printed."""
    from claimtrack.reading.pdf.engine import opened

    found = 0
    with opened(data, name) as pdf:
        for number, page in enumerate(pdf.document):
            if page.get_textpage().count_chars() > 0:
                continue
            width, height = page.get_size()
            scale = min(_DOTS / 72, (_MOST_POINTS / max(width * height, 1)) ** 0.5)
            found += 1
            if found > _MOST_PAGES:
                raise InvalidInput(f"{name} has more than {_MOST_PAGES} scanned pages; attach those that matter")
            yield number + 1, page.render(scale=scale, grayscale=True).to_pil()
    if not found:
        raise InvalidInput(f"{name} has a text on every page; a machine reads scanned pages alone")
