"""Evidence is looked at on its page: passages marked in context, pictures veiled, each look on record."""

import io
import re

import pytest
from PIL import Image
from tests.reading.captures.wacz import wacz
from tests.web.conftest import Browser, told

from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment
from claimtrack.services.evidence.terms import NewTerms, put_right
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Visibility

_TEXT = "Before it all.\n\nThe clinic <b>says</b> that nobody was hurt on Monday.\n\nAnd after it all.\n"


def _attach(browser: Browser, file: tuple[str, bytes], excerpt: str = "") -> None:
    at = "/claims/1"
    sent = browser.send(
        at, f"{at}/evidence", file=file, stance="context", source="The clinic", new_source="on", excerpt=excerpt
    )
    assert "is attached" in told(sent)


def _looked(browser: Browser, *, status: int = 200, reason: str = "") -> str:
    return browser.send("/evidence/1", "/evidence/1/look", status=status, reason=reason)


def test_a_passage_is_marked_where_it_stands(reading: Browser, desk: Desk) -> None:
    _attach(reading, ("letter.txt", _TEXT.encode()), excerpt="nobody was hurt")
    page = _looked(reading)
    context = re.search(r'<p class="context".*?</p>', page, re.DOTALL)
    assert context is not None
    assert "<mark>nobody was hurt</mark>" in context[0]
    assert "&lt;b&gt;says&lt;/b&gt; that <mark>" in context[0]
    assert "Before it all." in context[0]
    assert "And after it all." in context[0]
    assert log.entries(desk)[-1][0].what == "opened evidence 1"
    assert verify(desk).problems == ()


def test_what_checking_a_capture_gave_stands_on_its_page(reading: Browser) -> None:
    _attach(reading, ("weir.wacz", wacz(after={"<b>notes.txt": b"x"})))
    page = reading.page("/evidence/1")
    assert "captured elsewhere: ALTERED, &lt;b&gt;notes.txt is in it and not in its list" in page
    assert "captured elsewhere: files as its list says: 1; records as their digests say: 2" in page
    _attach(reading, ("letter.txt", _TEXT.encode()))
    assert "What checking it gave" not in reading.page("/evidence/2")


def test_a_picture_comes_veiled_and_a_drawing_not_at_all(reading: Browser, desk: Desk) -> None:
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(held, "PNG")
    _attach(reading, ("photo.png", held.getvalue()))
    assert "<img" not in reading.page("/evidence/1")
    page = _looked(reading)
    assert 'src="data:image/png;base64,' in page
    assert re.search(r'id="shown-veiled" checked', page)
    assert "may show violence" in page
    assert log.entries(desk)[-1][0].what == "opened evidence 1"


def test_what_can_act_is_never_drawn(reading: Browser) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>Hello there</text></svg>'
    _attach(reading, ("drawing.svg", drawing))
    page = _looked(reading)
    assert "data:image" not in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("visibility", [Visibility.RESTRICTED, Visibility.PROTECTED])
def test_what_is_not_for_everybody_is_shown_for_a_reason_alone(
    reading: Browser, desk: Desk, visibility: Visibility
) -> None:
    _attach(reading, ("letter.txt", _TEXT.encode()), excerpt="nobody was hurt")
    desk.enact(put_right, 1, Amendment(), NewTerms(visibility=visibility), reason="she asked for that")
    assert "only for a reason" in told(_looked(reading, status=409))
    assert "<mark>nobody was hurt</mark>" in _looked(reading, reason="to hold it against the log")
    assert log.entries(desk)[-1][0].reason == "to hold it against the log"
