"""Cover parts of a picture. The copy is drawn anew from its pixels: no metadata, thumbnail or second picture is in it.

Pillow does it, of the extra ``pictures``.
"""

import io
import warnings
from collections.abc import Sequence
from typing import Any

from claimtrack.reading.covering.boxes import Box, Covered, NoSuchPlace, Uncoverable

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
"""An MPO, a JPEG with other pictures behind it, is opened by what opens a JPEG."""
_LOSSY = {"JPEG", "MPO"}
"""What is written as JPEG again: as PNG a photograph has ten times the bytes."""
_QUALITY = 92


def cover_picture(data: bytes, boxes: Sequence[Box]) -> Covered:
    """Return a picture as it is shown, upright, with black boxes in it and nothing beside its pixels.

    Raises Uncoverable, and NoSuchPlace for a box that is not in it.
    """
    from PIL import Image, ImageDraw, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                frames = getattr(image, "n_frames", 1)
                # The second picture of an MPO is a preview of the first; those of others are pages or a film.
                if frames > 1 and image.format != "MPO":
                    raise Uncoverable(f"is made of {frames} pictures")
                lossy = image.format in _LOSSY
                shown = _plain(ImageOps.exif_transpose(image))
        except Image.DecompressionBombError as error:
            raise Uncoverable("says that it has more points than any camera takes") from error
        except (OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError) as error:
            raise Uncoverable("is no picture that can be drawn anew, or is damaged") from error
    draw = ImageDraw.Draw(shown)
    for box in boxes:
        if box.page != 1:
            raise NoSuchPlace("a picture has one page, number 1")
        draw.rectangle(box.pixels(*shown.size), fill=0)
    kind = "JPEG" if lossy else "PNG"
    return Covered(encoded(shown, kind), f"image/{kind.lower()}", 1, len(boxes))


def _plain(image: Any) -> Any:
    """Return the pixels as a new picture that has nothing else: what lay under glass is white, not there to be seen."""
    from PIL import Image

    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        through = image.convert("RGBA")
        image = Image.new("RGBA", through.size, "white")
        image.alpha_composite(through)
    mode = "L" if image.mode in {"1", "L"} else "RGB"
    plain = image.convert(mode)
    return Image.frombytes(mode, plain.size, plain.tobytes())


def encoded(image: Any, kind: str, quality: int = _QUALITY) -> bytes:
    """Write pixels as JPEG or PNG, and nothing beside them."""
    written = io.BytesIO()
    image.save(written, kind, **({"quality": quality} if kind == "JPEG" else {"optimize": False}))
    return written.getvalue()
