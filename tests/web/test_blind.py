"""Blind verdicts on the pages: none of them tells the first one before the second is given."""

from collections.abc import Callable

from tests.web.conftest import Browser, told

from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify

_PAGES = (
    "/",
    "/?show=all",
    "/articles/1",
    "/claims/1",
    "/claims/1?do=verdict",
    "/log",
    "/proposals",
    "/sources/1",
    "/report?article=1",
    "/report?article=1&short=on",
)


def test_no_page_tells_the_first_verdict(reading: Browser, opened: Callable[..., Browser], desk: Desk) -> None:
    at, ben = "/claims/1", opened("ben")
    before = {page: ben.page(page).count("refuted") for page in _PAGES}
    page = reading.send(at, f"{at}/verdict", to="refuted", reason="no zebra register was kept", blind="on")
    assert "closed until a second person" in told(page)
    for address, count in before.items():
        page = ben.page(address)
        assert "zebra" not in page, address
        assert page.count("refuted") == count, address
    assert "ana</bdi> judged this claim blind" in ben.page(at)
    assert 'name="blind" checked' in ben.page(at)
    refused = ben.send(at, f"{at}/verdict", status=409, to="disputed", reason="the log says so")
    assert "was judged blind by ana" in told(refused)
    done = ben.send(at, f"{at}/verdict", to="refuted", reason="the log has it", blind="on")
    assert 'ana said the same ("no zebra register was kept")' in told(done)
    assert "Krippendorff" in ben.page("/proposals")
    assert verify(desk).problems == ()


def test_one_verdict_is_opened_for_a_reason(reading: Browser) -> None:
    at = "/claims/1"
    reading.send(at, f"{at}/verdict", to="disputed", reason="no zebra register was kept", blind="on")
    assert "takes a reason" in told(reading.send(at, f"{at}/verdict", status=409, open="on"))
    assert "had judged it disputed" in told(reading.send(at, f"{at}/verdict", open="on", reason="ben fell ill"))
