"""A PDF that is evidence: its page as a picture with the passage marked, page by page; whatever is wrong with it."""

import base64
import io
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageChops
from tests.reading.pdf.paper import HEIGHT, WIDTH, Page, form, pdf, picture, put, stream
from tests.web.conftest import ORIGIN, Browser, form_of, told

from claimtrack.reading import page_images
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment
from claimtrack.services.evidence.terms import NewTerms, put_right
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Visibility

_EXCERPT = "nobody was hurt on Monday"


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.services.evidence.page_images._kept", OrderedDict())


def _letter(*pages: str) -> bytes:
    return pdf(*(Page(put(72, 700, one)) for one in pages))


def _attach(browser: Browser, data: bytes, excerpt: str = "") -> None:
    sent = browser.send(
        "/claims/1",
        "/claims/1/evidence",
        file=("letter.pdf", data),
        stance="context",
        source="The clinic",
        new_source="on",
        excerpt=excerpt,
    )
    assert "is attached" in told(sent)


def _looked(browser: Browser, *, sheet: str = "", reason: str = "") -> str:
    at = "/evidence/1"
    if sheet:
        return browser.send(at, f"{at}/look", reason=reason, sheet=sheet)
    return browser.send(at, f"{at}/look", reason=reason)


def _drawn(page: str) -> Image.Image:
    found = re.search(r'src="data:image/jpeg;base64,([^"]+)"', page)
    assert found is not None, told(page)
    return Image.open(io.BytesIO(base64.b64decode(found[1]))).convert("RGB")


def _marked(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box around what is as yellow as a mark."""
    red, green, blue = image.split()
    yellow = ImageChops.darker(
        ImageChops.darker(red.point(lambda one: 255 * (one > 200)), green.point(lambda one: 255 * (one > 170))),
        blue.point(lambda one: 255 * (one < 140)),
    )
    return yellow.getbbox()


def test_the_passage_is_marked_on_its_page(reading: Browser, desk: Desk) -> None:
    _attach(reading, _letter("The first page.", f"The clinic says that {_EXCERPT}.", "The last page."), _EXCERPT)
    page = _looked(reading)
    assert "page 2 of 3" in page
    assert "the passage is marked in it" in page
    image = _drawn(page)
    box = _marked(image)
    assert box is not None
    left, top, right, bottom = box
    # "The clinic says that " stands before it, and the letters are a hundredth of the page high.
    assert image.width * 0.15 < left < image.width * 0.45
    assert right - left > image.width * 0.2
    assert bottom - top < image.height * 0.04
    assert 'id="shown-veiled"' not in page  # letters alone show nothing that nobody wants to see
    assert f"<mark>{_EXCERPT}</mark>" in page
    assert verify(desk).problems == ()


def test_pages_are_turned_and_one_look_is_on_record_once(reading: Browser, desk: Desk) -> None:
    _attach(reading, _letter("The first page.", f"The clinic says that {_EXCERPT}."), _EXCERPT)
    _looked(reading)
    before = log.count(desk, log.Asked())
    first = _looked(reading, sheet="1")
    assert "page 1 of 2" in first
    assert _marked(_drawn(first)) is None
    assert "page 2 of 2" in _looked(reading, sheet="999999")
    assert log.count(desk, log.Asked()) == before


@pytest.mark.parametrize("page", ["0", "-1", "999999999999999999", "x", "\0"])
def test_a_page_that_is_none_is_no_error(reading: Browser, page: str) -> None:
    _attach(reading, _letter("The first page."))
    _looked(reading)
    form = form_of(reading.page("/evidence/1"), "/evidence/1/look")
    answer = reading.client.post("/evidence/1/look", data=form | {"sheet": page}, headers={"origin": ORIGIN})
    assert answer.status_code in {200, 422}


def test_pages_are_turned_by_who_gave_a_reason_alone(reading: Browser, desk: Desk) -> None:
    _attach(reading, _letter("The first page.", "The second page."))
    desk.enact(put_right, 1, Amendment(), NewTerms(visibility=Visibility.PROTECTED), reason="she asked for that")
    refused = reading.send("/evidence/1", "/evidence/1/look", status=409, sheet="2")
    assert "only for a reason" in told(refused)
    assert "data:image" not in refused
    _looked(reading, reason="to read it")
    assert log.entries(desk)[-1][0].reason == "to read it"
    assert "page 2 of 2" in _looked(reading, sheet="2")


def test_a_page_with_a_picture_comes_veiled(reading: Browser) -> None:
    inside = form(b"q 200 0 0 200 100 100 cm /I1 Do Q", b"/Resources<</XObject<</I1 10 0 R>>>>")
    _attach(reading, pdf(Page(b"/X1 Do", forms={"X1": inside}), objects=[picture()]))
    page = _looked(reading)
    assert re.search(r'id="shown-veiled" checked', page)
    assert "may show violence" in page
    assert _drawn(page).size[0] > 500


def _explosion() -> bytes:
    """Make a file whose forms draw each other ten times, ten deep: ten thousand million squares in 3 kB."""
    levels = [
        stream(
            b"/N Do " * 10 if level < 9 else b"0 0 1 1 re f",
            b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</N %d 0 R>>>>" % (11 + level),
        )
        for level in range(10)
    ]
    return pdf(Page(b"/N Do", forms={"N": levels[0]}), objects=levels)


_HOSTILE: dict[str, Callable[[], bytes]] = {
    "an explosion": _explosion,
    "a page of no size": lambda: pdf(Page(put(72, 700, "Here."), more=b"/MediaBox[0 0 0 0]")),
    "a page of a mile": lambda: pdf(Page(put(72, 700, "Here."), more=b"/MediaBox[0 0 14400 0.1]")),
    "a page that is cut off": lambda: _letter("The first page.")[:400],
    "a loop of pages": lambda: b"%PDF-1.4\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>",
    "a picture that is a bomb": lambda: pdf(
        Page(
            b"q 500 0 0 500 0 0 cm /I1 Do Q",
            forms={"I1": picture().replace(b"Width 8", b"Width 60000").replace(b"Height 8", b"Height 60000")},
        )
    ),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_file_holds_up_nobody(
    reading: Browser, desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMTRACK_READ_SECONDS", "3")
    form = form_of(reading.page("/claims/1"), "/claims/1/evidence")
    fields = {"stance": "context", "source": "The clinic", "new_source": "on"}
    sent = reading.client.post(
        "/claims/1/evidence",
        data=form | fields,
        files={"file": ("letter.pdf", _HOSTILE[name]())},
        headers={"origin": ORIGIN},
    )
    assert sent.status_code == 200, told(sent.text)
    look = form_of(reading.page("/evidence/1"), "/evidence/1/look")
    with ThreadPoolExecutor(1) as other:
        begun = time.monotonic()
        seen = other.submit(reading.client.post, "/evidence/1/look", data=look, headers={"origin": ORIGIN})
        while not seen.done():
            asked = time.monotonic()
            reading.page("/people")
            assert time.monotonic() - asked < 5  # whoever works on is not held up
            time.sleep(0.05)
        assert seen.result().status_code == 200
        assert time.monotonic() - begun < 40
    assert verify(desk).problems == ()


def test_a_page_that_takes_too_long_is_not_tried_again(reading: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    _attach(reading, _letter("The first page."))
    calls = []

    def slow(data: bytes, number: int) -> object:
        calls.append(number)
        return page_images._apart(_sleeps, data, number)

    monkeypatch.setenv("CLAIMTRACK_READ_SECONDS", "1")
    monkeypatch.setattr("claimtrack.services.evidence.page_images.page_text", slow)
    for _ in range(2):
        page = _looked(reading)
        assert "takes too long to draw" in page, re.findall(r'class="flag">.*', page)
    assert calls == [1]


def _sleeps(data: bytes, number: int) -> None:
    del data, number
    time.sleep(60)


def test_what_was_drawn_is_kept(reading: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    _attach(reading, _letter("The first page.", "The second page."))
    first = _looked(reading, sheet="1")
    monkeypatch.setattr("claimtrack.services.evidence.page_images.page_image", None)
    assert _drawn(_looked(reading, sheet="1")).tobytes() == _drawn(first).tobytes()


def test_a_turned_page_is_marked_where_it_is_seen(reading: Browser) -> None:
    turned = pdf(Page(put(72, 700, f"The clinic says that {_EXCERPT}."), more=b"/Rotate 90"))
    _attach(reading, turned, _EXCERPT)
    image = _drawn(_looked(reading))
    assert (image.width > image.height) is (HEIGHT > WIDTH)
    box = _marked(image)
    assert box is not None
    assert box[3] - box[1] > box[2] - box[0]  # the line runs down the page
