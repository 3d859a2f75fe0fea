"""By what a picture is known again when it was made smaller, packed anew, cropped a little, or mirrored.

The lowest frequencies of its light and dark (a discrete cosine transform of 64 by 64 points) are above their median or
below it: a bit for each of 12 by 12. A smaller, greyer or worse copy has the same bits but for a few. One that was cut
has others; so the picture is also looked at as if its own edges had been cut off, and mirrored.

Pillow and NumPy do it, in a process of its own. Source: the "pHash" of C. Zauner, Implementation and Benchmarking of
Perceptual Image Hash Functions (2010), with 144 bits in place of 64, which keeps apart what 64 do not.
"""

import io
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from claimtrack.config import read_limits
from claimtrack.reading.lookalikes import FORM
from claimtrack.reading.pictures import FORMATS, LARGEST, MISSING, said_of
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, own_worker

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

_SIDE = 64
_LOWEST = 12
_FLAT = 2.0
"""Of 255: what has less light and dark than this is a blank, and would be like every other blank."""
_EDGES = (0.04, 0.08)
"""Shares of a picture's width or height that are left out at a time."""


class NoPrint(Exception):
    """A picture that cannot be compared; the words say why, after "this picture"."""


def print_of(data: bytes) -> bytes:
    """Return the print of a picture, ``lookalikes`` says of what form; raises NoPrint, also for what is harmful.

    Time and memory are limited as they are for readers.
    """
    if len(data) > LARGEST:
        raise NoPrint(f"is larger than {LARGEST // 1_000_000} MB")
    limits = read_limits()
    try:
        found = own_worker().call(_print_within, data, limits.memory, limits.seconds, seconds=limits.seconds)
    except TooSlow:
        raise NoPrint("takes too long to read") from None
    except Died as error:
        raise NoPrint(f"made its reader die ({error})") from None
    if isinstance(found, str):
        raise NoPrint(found)
    return found


def _print_within(data: bytes, memory: int, seconds: float) -> bytes | str:
    """Return the print, or why there is none."""
    try:
        with limited(memory=memory, seconds=seconds):
            return _print(data)
    except NoPrint as error:
        return str(error)
    except ModuleNotFoundError:
        return f"was not looked at: {MISSING}"
    except MemoryError:
        return "takes too much memory to read"
    except Exception as error:
        return f"cannot be read: {said_of(error)}"


def _print(data: bytes) -> bytes:
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        # What is merely suspicious to Pillow is no picture of a camera's either.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                image.draft("L", (4 * _SIDE, 4 * _SIDE))
                picture = ImageOps.exif_transpose(_on_white(image))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise NoPrint("has more points than any camera takes") from None
    whole = _bits(picture, None)
    width, height = picture.size
    cut = [
        _bits(picture, (width * left, height * top, width * (1 - right), height * (1 - bottom)))
        for left, top, right, bottom in _cuts()
    ]
    ways = [whole, _bits(ImageOps.mirror(picture), None), *cut]
    return bytes([FORM]) + b"".join(ways)


def _on_white(image: "Image") -> "Image":
    """Return a picture in shades of grey; what can be seen through stands on white, as on a page."""
    from PIL import Image

    if image.mode not in {"RGBA", "LA", "PA"} and "transparency" not in image.info:
        return image.convert("L")
    seen = image.convert("RGBA")
    page = Image.new("RGBA", seen.size, "white")
    page.alpha_composite(seen)
    return page.convert("L")


def _cuts() -> list[tuple[float, float, float, float]]:
    """Return which shares are left out, from the left, the top, the right and the bottom."""
    return [
        (share * left, share * top, share * right, share * bottom)
        for share in _EDGES
        for left, top, right, bottom in (
            (1, 1, 1, 1),
            (1, 0, 0, 0),
            (0, 1, 0, 0),
            (0, 0, 1, 0),
            (0, 0, 0, 1),
            (1, 0, 1, 0),
            (0, 1, 0, 1),
        )
    ]


def _bits(picture: "Image", box: tuple[float, float, float, float] | None) -> bytes:
    """Return 144 bits of a picture, or of a part of it; raises NoPrint for a blank."""
    import numpy as np
    from PIL import Image

    small = np.asarray(picture.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR, box=box), dtype=np.float64)
    if small.std() < _FLAT:
        raise NoPrint("is a blank, or nearly one, which any other would be like")
    waves = _waves()
    low: NDArray[np.float64] = (waves @ small @ waves.T).ravel()
    low[0] = 0.0  # how bright it is in all
    return np.packbits(low > np.median(low)).tobytes()


@cache
def _waves() -> "NDArray[Any]":
    import numpy as np

    return np.cos(np.pi * np.arange(_LOWEST)[:, None] * (2 * np.arange(_SIDE) + 1) / (2 * _SIDE))
