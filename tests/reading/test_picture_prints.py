"""By what pictures are known again, and that nothing is unpacked that means harm."""

import io
import subprocess
import sys
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw, ImageFilter
from tests.reading.test_pictures import _png, photograph

from claimtrack.reading import picture_prints
from claimtrack.reading.lookalikes import FORM, SIZE, How, all_alike, like
from claimtrack.reading.picture_prints import NoPrint, print_of


def scene(seed: int, width: int = 480, height: int = 320) -> Image.Image:
    """Give a picture with shapes in it, light and dark, another one for each number; always the same."""
    image = Image.new("RGB", (width, height), (90 + 7 * seed % 60, 120, 150))
    draw = ImageDraw.Draw(image)
    at = seed * 7919 + 13
    for _ in range(24):
        at = at * 48271 % 2147483647
        left, top = at % width, at // 7 % height
        wide, high = 30 + at // 11 % (width // 2), 30 + at // 13 % (height // 2)
        colour = (at // 17 % 256, at // 19 % 256, at // 23 % 256)
        (draw.ellipse if at % 2 else draw.rectangle)((left, top, left + wide, top + high), fill=colour)
    return image.filter(ImageFilter.GaussianBlur(2))


def packed(image: Image.Image, form: str = "PNG", **how: int) -> bytes:
    """Give the bytes of a picture."""
    data = io.BytesIO()
    image.save(data, form, **how)
    return data.getvalue()


def _cut(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    width, height = image.size
    return image.crop((int(width * left), int(height * top), int(width * (1 - right)), int(height * (1 - bottom))))


CHANGES: dict[str, tuple[Callable[[Image.Image], bytes], How]] = {
    "smaller": (lambda image: packed(image.resize((120, 80)), "JPEG", quality=70), How.COPY),
    "packed anew": (lambda image: packed(image, "JPEG", quality=25), How.COPY),
    "grey": (lambda image: packed(image.convert("L")), How.COPY),
    "brighter": (lambda image: packed(image.point(lambda value: min(255, int(value * 1.2)))), How.COPY),
    "other form": (lambda image: packed(image, "WEBP", quality=60), How.COPY),
    "mirrored": (lambda image: packed(image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)), How.MIRRORED),
    "cut all around": (lambda image: packed(_cut(image, 0.05, 0.05, 0.05, 0.05), "JPEG", quality=80), How.CROPPED),
    "cut at one edge": (lambda image: packed(_cut(image, 0, 0, 0.08, 0)), How.CROPPED),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_copy_is_known_again_and_no_other(change: str) -> None:
    make, how = CHANGES[change]
    prints = {number: print_of(packed(scene(number))) for number in range(1, 7)}
    for number in (1, 4):
        found = like(99, print_of(make(scene(number))), prints)
        assert [(one.other, one.how) for one in found] == [(number, how)]


def test_unlike_pictures_are_not_taken_for_one() -> None:
    assert all_alike({number: print_of(packed(scene(number))) for number in range(1, 40)}) == []


def test_a_picture_stands_as_its_camera_says() -> None:
    upright = scene(3)
    turned = upright.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter to the right
    data = io.BytesIO()
    turned.save(data, "JPEG", exif=exif, quality=90)
    (found,) = like(2, print_of(data.getvalue()), {1: print_of(packed(upright))})
    assert found.how is How.COPY


def test_what_can_be_seen_through_stands_on_white() -> None:
    picture = scene(5)
    with_holes = picture.convert("RGBA")
    mask = Image.new("L", picture.size, 255)
    mask.paste(0, (0, 0, 480, 160))
    with_holes.putalpha(mask)
    on_white = Image.new("RGB", picture.size, "white")
    on_white.paste(picture, mask=mask)
    assert print_of(packed(with_holes)) == print_of(packed(on_white))


def test_a_print_has_its_form_and_size() -> None:
    kept = print_of(packed(scene(1)))
    assert (kept[0], len(kept)) == (FORM, SIZE)
    assert len(picture_prints._cuts()) * 18 == SIZE - 1 - 2 * 18


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: _png(60_000, 60_000), "has more points than any camera takes"),
        (lambda: _png(12_000, 12_000), "has more points than any camera takes"),
        (lambda: packed(scene(1))[:3000], "cannot be read: "),
        (lambda: b"\xff\xd8\xff\xe0 no picture", "cannot be read: "),
        (lambda: b"%!PS-Adobe-3.0 EPSF\n", "cannot be read: "),
        (photograph, "is a blank, or nearly one"),
    ],
)
def test_what_cannot_be_compared_is_told(make: Callable[[], bytes], told: str) -> None:
    with pytest.raises(NoPrint, match=told):
        print_of(make())


def test_one_that_is_too_large_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_prints, "LARGEST", 100)
    with pytest.raises(NoPrint, match="is larger than 0 MB"):
        print_of(packed(scene(1)))


def test_without_what_reads_it_that_is_said() -> None:
    program = (
        "import sys; sys.modules['PIL'] = None\n"
        "from claimtrack.reading.picture_prints import _print_within\n"
        "print(_print_within(b'x', 10**9, 60.0))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "was not looked at: what reads it is not installed: pip install 'claimtrack[pictures]'\n"
