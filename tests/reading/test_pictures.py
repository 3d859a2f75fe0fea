"""What a picture says of itself, and pictures that mean harm: what is said of them, and that nothing is unpacked."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping

import pytest
from PIL import ExifTags, Image

from claimtrack.reading import pictures
from claimtrack.reading.pictures import Picture, read_picture


def photograph(said: Mapping[str, object] | None = None, *, form: str = "JPEG") -> bytes:
    """Give a picture of 40 by 30 points that says of itself what is told, by the names that EXIF has."""
    exif = Image.Exif()
    inner, gps = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    for name, value in (said or {}).items():
        if name.startswith("GPS"):
            gps[ExifTags.GPS[name]] = value
        elif name in {"DateTimeOriginal", "OffsetTimeOriginal"}:
            inner[ExifTags.Base[name]] = value
        else:
            exif[ExifTags.Base[name]] = value
    data = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 90, 9)).save(data, form, exif=exif)
    return data.getvalue()


AT: dict[str, object] = {
    "GPSLatitudeRef": "S",
    "GPSLatitude": (48.0, 12.0, 30.5),
    "GPSLongitudeRef": "E",
    "GPSLongitude": (11.0, 0.0, 0.0),
}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_says_when_where_and_with_what(form: str) -> None:
    data = photograph(
        AT
        | {
            "DateTimeOriginal": "2026:03:04 10:11:12",
            "OffsetTimeOriginal": "+02:00",
            "Make": "Canon",
            "Model": "EOS\nevidence 9   forged",
            "Software": "Editor 3",
        },
        form=form,
    )
    assert read_picture(data) == Picture(
        40,
        30,
        "2026-03-04 10:11:12 +02:00",
        (-48.208472, 11.0),
        "Canon EOS evidence 9 forged",
        "Editor 3",
    )


@pytest.mark.parametrize("form", ["GIF", "TIFF", "MPO"])
def test_every_kind_of_picture_is_read(form: str) -> None:
    assert (read_picture(photograph(form=form)).width, read_picture(photograph(form=form)).unread) == (40, None)


def test_a_picture_that_says_nothing() -> None:
    assert read_picture(photograph()) == Picture(40, 30)


@pytest.mark.parametrize(
    "said",
    [
        {"DateTimeOriginal": "0000:00:00"},
        {"DateTimeOriginal": "\x1b[2Jyesterday"},
        AT | {"GPSLatitude": (91.0, 0.0, 0.0)},
        AT | {"GPSLatitude": (48.0, 12.0)},
        AT | {"GPSLongitudeRef": "Q"},
        {"GPSLatitudeRef": "N", "GPSLatitude": (48.0, 12.0, 0.0)},
    ],
)
def test_what_is_no_time_and_no_place_is_none(said: dict[str, object]) -> None:
    found = read_picture(photograph(said))
    assert (found.taken, found.position, found.unread) == (None, None, None)


def _png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: _png(60_000, 60_000), "more points than any camera takes"),
        (lambda: _png(40, 30, (b"zTXt", b"a\0\0" + zlib.compress(b"a" * 100_000_000))), "read|damaged"),
        (lambda: photograph()[:40], "cannot be read"),
        (lambda: b"\xff\xd8\xff\xe0 no picture", "cannot be read"),
        (lambda: b"%!PS-Adobe-3.0 EPSF\n", "cannot be read"),
    ],
)
def test_a_picture_that_means_harm_is_told(make: Callable[[], bytes], told: str) -> None:
    found = read_picture(make())
    assert found.unread is not None
    assert any(one in found.unread for one in told.split("|")), found.unread


def test_a_picture_that_is_too_large_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 100)
    assert read_picture(photograph()).unread == "it is larger than 0 MB"


def test_every_cut_of_a_picture_is_told_or_read() -> None:
    data = photograph(AT | {"DateTimeOriginal": "2026:03:04 10:11:12"})
    for end in range(1, len(data), 37):
        found = read_picture(data[:end])
        assert found.unread or found.width == 40
