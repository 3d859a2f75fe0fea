"""What a picture says of itself: how large it is, when, where and with what it was taken. Nothing of that is proved.

Pillow reads it, of the extra ``pictures``, in a process of its own, with limits of time and memory; no picture is ever
unpacked for it.
"""

import io
import re
import warnings
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from claimtrack.config import read_limits
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, own_worker

LARGEST = 100_000_000
"""Bytes of a picture that are looked at."""
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF")
"""What is read, pictures of several (MPO) as JPEG; others can carry programs."""
MISSING = "what reads it is not installed: pip install 'claimtrack[pictures]'"
_MOST_OF_WORDS = 100
_MAKE, _MODEL, _SOFTWARE, _CHANGED, _EXIF, _GPS = 0x010F, 0x0110, 0x0131, 0x0132, 0x8769, 0x8825
_TAKEN, _OFFSET = 0x9003, 0x9011
_TIME = re.compile(r"(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d:\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture says of itself; None where it says nothing, ``unread`` why nothing is known.

    ``width`` and ``height`` are in points; ``taken`` is as its camera's clock had it, with the offset from UTC where it
    names one; ``position`` are degrees north and east, south and west below 0.
    """

    width: int | None = None
    height: int | None = None
    taken: str | None = None
    position: tuple[float, float] | None = None
    camera: str | None = None
    software: str | None = None
    unread: str | None = None


def read_picture(data: bytes) -> Picture:
    """Return what a picture says of itself; one that is broken, or made to do harm, gives why it was not read."""
    if len(data) > LARGEST:
        return Picture(unread=f"it is larger than {LARGEST // 1_000_000} MB")
    try:
        return own_worker().call(_read_within, data, seconds=read_limits().seconds)
    except TooSlow:
        return Picture(unread="it takes too long to read")
    except Died as error:
        return Picture(unread=f"its reader died ({error})")


def _read_within(data: bytes) -> Picture:
    limits = read_limits()
    try:
        with limited(memory=limits.memory, seconds=limits.seconds):
            return _read(data)
    except ModuleNotFoundError:
        return Picture(unread=MISSING)
    except MemoryError:
        return Picture(unread="it takes too much memory to read")
    except Exception as error:
        return Picture(unread=f"it cannot be read: {said_of(error)}")


def _read(data: bytes) -> Picture:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                known = Picture(*image.size)
                with suppress(OSError, ValueError, SyntaxError, TypeError, KeyError, ZeroDivisionError):
                    return _told(known, image.getexif())
                return replace(known, unread="what it says of itself is damaged")
        except Image.DecompressionBombError:
            return Picture(unread="it says that it has more points than any camera takes")


def _told(known: Picture, exif: Any) -> Picture:
    inner: Mapping[int, Any] = exif.get_ifd(_EXIF)
    return replace(
        known,
        taken=_time(inner.get(_TAKEN) or exif.get(_CHANGED), inner.get(_OFFSET)),
        position=_position(exif.get_ifd(_GPS)),
        camera=in_a_line(" ".join(filter(None, (in_a_line(exif.get(_MAKE)), in_a_line(exif.get(_MODEL)))))),
        software=in_a_line(exif.get(_SOFTWARE)),
    )


def said_of(error: Exception) -> str:
    """Return what a library says of a picture, in a harmless line."""
    return in_a_line(error) or type(error).__name__


def in_a_line(words: object) -> str | None:
    """Return a line of words, however it was meant to be shown; None for nothing."""
    if words is None:
        return None
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    shown = " ".join("".join(one if one.isprintable() else " " for one in text[: 4 * _MOST_OF_WORDS]).split())
    return shown[:_MOST_OF_WORDS] or None


def _time(written: object, offset: object) -> str | None:
    match = _TIME.fullmatch(in_a_line(written) or "")
    if match is None:
        return None
    year, month, day, clock = match.groups()
    zone = in_a_line(offset) or ""
    said = f" {zone}" if re.fullmatch(r"[+-]\d\d:\d\d", zone) else ""
    return f"{year}-{month}-{day} {clock}{said}"


def _position(gps: Mapping[int, Any]) -> tuple[float, float] | None:
    north = _degrees(gps.get(2), gps.get(1), "NS", 90)
    east = _degrees(gps.get(4), gps.get(3), "EW", 180)
    return (north, east) if north is not None and east is not None else None


def _degrees(parts: Any, way: object, ways: str, most: int) -> float | None:
    """Return degrees of degrees, minutes and seconds; None where they are no place on earth."""
    named = in_a_line(way) or ""
    if not isinstance(parts, tuple) or len(parts) != 3 or named not in (*ways,):
        return None
    degrees, minutes, seconds = (float(part) for part in parts)
    found = round(degrees + minutes / 60 + seconds / 3600, 6)
    if not 0 <= found <= most:  # neither for what is no number
        return None
    return -found if named == ways[1] else found
