"""Pages of a PDF that is evidence, drawn with the passages marked that bear on claims; those drawn last are kept."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from claimtrack.errors import InvalidInput
from claimtrack.locker.excerpts import find_in_file
from claimtrack.reading.page_images import page_image, page_text
from claimtrack.services.evidence.pieces import EvidenceRow

PDF = "application/pdf"
_KEPT = 64
"""Pages that are kept drawn, some 200 kB each, and refusals: what takes too long is not tried again and again."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """Page ``number`` of ``pages`` as a JPEG; ``marked`` tells for how many claims a passage is marked on it.

    ``pictures`` tells whether anything but letters and lines is on it: that may show what nobody wants to see.
    """

    number: int
    pages: int
    jpeg: bytes
    marked: int
    pictures: bool


def drawn_page(row: EvidenceRow, data: bytes, number: int | None = None) -> DrawnPage:
    """Draw a page of a piece, by default the first that has a passage.

    Raises InvalidInput where it cannot be drawn, which is told at once the next time.
    """
    standing = [link for link in row.links if not link.withdrawn and link.excerpt is not None]
    wanted = number if number is not None else next((one.page for one in standing if one.page is not None), 1)
    excerpts = tuple(link.excerpt for link in standing if link.excerpt is not None)
    key = (row.digest, wanted, excerpts)
    with _lock:
        known = _kept.get(key)
    if known is None:
        try:
            known = _drawn(data, wanted, excerpts)
        except InvalidInput as error:
            known = str(error)
        with _lock:
            _kept[key] = known
            while len(_kept) > _KEPT:
                _kept.popitem(last=False)
    if isinstance(known, str):
        raise InvalidInput(known)
    return known


_kept: "OrderedDict[tuple[str, int, tuple[str, ...]], DrawnPage | str]" = OrderedDict()
_lock = Lock()


def _drawn(data: bytes, number: int, excerpts: tuple[str, ...]) -> DrawnPage:
    page = page_text(data, number)
    found = [at for at in (find_in_file(page.text, one) for one in excerpts) if at is not None]
    places = [place for start, end in found for place in page.places[start:end] if place is not None]
    image = page_image(data, page.number, places)
    return DrawnPage(page.number, page.pages, image.jpeg, len(found), image.pictures)
