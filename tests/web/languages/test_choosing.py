"""In which language somebody is answered, and what stays in English: what programs are told, what services say."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from gettext import NullTranslations
from html import unescape

import pytest
from lxml import html
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from tests.web.busy import fill
from tests.web.conftest import ORIGIN, PORT, Browser, told
from tests.web.test_everyone import LOCAL

from claimtrack.services.desk import Desk
from claimtrack.services.integrity import log
from claimtrack.web.door import Door
from claimtrack.web.languages import formats
from claimtrack.web.languages.catalogues import LANGUAGES, speaking
from claimtrack.web.languages.choosing import COOKIE, asked_for
from claimtrack.web.login.door import LoginDoor
from claimtrack.web.site import application


@pytest.mark.parametrize(
    ("header", "cookie", "code"),
    [
        ("", "", "en"),
        ("ru", "", "ru"),
        ("de, fr;q=0.8, en;q=0.5", "", "fr"),
        ("en;q=0.5, uk;q=0.9", "", "uk"),
        ("ar-EG,ar;q=0.9", "", "ar"),
        ("es-419", "", "es"),
        ("de, ja", "", "en"),
        ("fr;q=0, en", "", "en"),
        ("fr;q=lots, *;q=;;, ,, es", "", "es"),
        ("en", f"{COOKIE}=ar", "ar"),
        ("en", f"{COOKIE}=zz", "en"),
        ("ru", f"{COOKIE}=../../etc; {COOKIE}=fr", "fr"),
        ("x" * 50_000, "", "en"),
    ],
)
def test_who_asks_is_answered_in_what_they_chose_or_else_read(header: str, cookie: str, code: str) -> None:
    assert asked_for(Headers({"accept-language": header, "cookie": cookie})) == code


def _choose(browser: Browser, code: str, **more: str) -> TestClient:
    assert (
        browser.client.post("/language", data={"language": code, **more}, headers={"origin": ORIGIN}).status_code == 200
    )
    return browser.client


def test_a_choice_is_kept_and_leads_back(reading: Browser) -> None:
    page = reading.page("/articles/1?part=1")
    assert '<html lang="en" dir="ltr">' in page
    (then,) = re.findall(r'name="then" value="([^"]*)"', page)
    assert unescape(then) == "/articles/1?part=1"
    answer = reading.client.post("/language", data={"language": "ar", "then": then}, headers={"origin": ORIGIN})
    assert answer.url.path == "/articles/1"
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert '<html lang="ar" dir="rtl">' in reading.page("/policy")
    assert '<html lang="ru" dir="ltr">' in _choose(reading, "ru").get("/").text


@pytest.mark.parametrize("then", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:1"])
def test_a_choice_leads_nowhere_else(browser: Browser, then: str) -> None:
    assert str(_choose(browser, "fr", then=then).get("/").url) == f"{ORIGIN}/"
    answer = browser.client.post(
        "/language", data={"language": "fr", "then": then}, headers={"origin": ORIGIN}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"


def test_no_other_page_chooses_and_no_language_is_made_up(browser: Browser) -> None:
    def send(code: str, origin: str) -> int:
        return browser.client.post("/language", data={"language": code}, headers={"origin": origin}).status_code

    assert send("ar", "https://elsewhere.example") == 403
    assert send("tlh", ORIGIN) == 422
    assert send("a" * 20_000, ORIGIN) == 413
    assert '<html lang="en"' in browser.page("/")


def test_who_stands_at_the_log_in_chooses_and_comes_back_to_it(desk: Desk) -> None:
    client = TestClient(application(replace(desk, reviewer=""), LoginDoor(desk, ORIGIN)), base_url=ORIGIN)
    page = client.get("/login", params={"next": "/claims/1"}, headers={"accept-language": "es"}).text
    assert '<html lang="es" dir="ltr">' in page
    (then,) = re.findall(r'name="then" value="([^"]*)"', page)
    answer = client.post("/language", data={"language": "ar", "then": unescape(then)}, headers={"origin": ORIGIN})
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert re.findall(r'name="next" value="([^"]*)"', answer.text) == ["/claims/1"]
    assert answer.status_code == 200


def test_after_a_refusal_the_page_is_the_one_that_was_open(reading: Browser) -> None:
    refused = reading.send("/claims/1", "/claims/1/verdict", status=409, to="confirmed", reason="so")
    assert re.findall(r'name="then" value="([^"]*)"', refused) == ["/claims/1"]
    assert reading.client.get("/verify").url.path == "/log"


def test_what_is_done_is_told_in_the_language_and_recorded_in_none(reading: Browser, desk: Desk) -> None:
    _choose(reading, "ru")
    page = reading.send("/claims/1", "/claims/1/verdict", to="unverifiable", reason="так и не выяснили")
    assert "утверждение 1: не поддаётся проверке (было: не проверено)" in told(page)
    assert '<p lang="en"' not in page.partition("</main>")[0].partition('<div class="desk">')[0]
    *_, last = [line.what for line, _, _ in log.stream(desk, log.Asked(newest=3))]
    assert re.search("[a-z]", last)
    assert not re.search("[а-я]", last)


def test_what_a_service_says_is_marked_as_english_and_its_links_are_not(reading: Browser) -> None:
    _choose(reading, "ar")
    page = reading.send("/claims/2", "/claims/2/verdict", status=409, to="confirmed", reason="he told me")
    assert '<p lang="en" dir="ltr">claim 2 cannot be marked confirmed' in page
    assert re.search(r'<a class="remedy" href="[^"]*#evidence" lang="ar" dir="rtl">[\u0600-\u06ff ]+ 2</a>', page)


def test_programs_are_answered_in_english(desk: Desk) -> None:
    client = TestClient(application(desk, Door(PORT)), base_url=ORIGIN)
    answers = {
        client.get("/api/v1/claims/1", headers={"accept-language": code, "cookie": f"{COOKIE}={code}"}).text
        for code in LANGUAGES
    }
    assert len(answers) == 1


def test_the_state_keeps_its_english_name(reading: Browser) -> None:
    page = _choose(reading, "uk").get("/articles/1").text
    assert re.search(r'title="unverified"><span aria-hidden="true">○</span> не перевірено<', page)
    words = reading.page("/words")
    for code in ("підтверджено незалежно", "confirmed, independently", "незалежні докази підтримують його"):
        assert code in words


def test_dates_numbers_and_sizes_are_written_as_the_language_does() -> None:
    when = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
    written = {}
    for code in LANGUAGES:
        with speaking(code):
            written[code] = (
                formats.moment(when).replace("\u202f", " ").replace("\u00a0", " "),
                formats.number(1234.5, digits=1),
                formats.size(1_234_567),
            )
    assert written["en"] == ("1 Mar 2026, 09:05 UTC", "1,234.5", "1.2 MB")
    assert written["es"] == ("1 mar 2026, 9:05 UTC", "1.234,5", "1,2 MB")
    assert written["ru"][0] == "1 мар. 2026 г., 09:05 UTC"
    assert written["ar"][0] == "1 مارس 2026، 09:05 UTC"
    assert written["fr"][1] == "1\u202f234,5"


def test_a_translation_is_no_markup(reading: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hostile(NullTranslations):
        def gettext(self, message: str) -> str:
            return f'<script>"{message}'

    monkeypatch.setattr("claimtrack.web.languages.speaking.catalogue", lambda _code: Hostile())
    page = reading.page("/")
    assert '<script>"' not in page
    assert "&lt;script&gt;&#34;" in page


_OWN = "⟦"
_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_RECORDED = re.compile(r"Harbour bridge closed|Harbour Courier|Port of Orr|Omar Haddad|: bridge")
"""What is on record, where a page says it without a mark: in titles, labels and pictures."""


class _Pseudo(NullTranslations):
    """A language in which whatever the desk says of its own stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)

    def pgettext(self, _context: str, message: str) -> str:
        return self.gettext(message)


@pytest.mark.parametrize("address", [place for places in LOCAL.values() for place in places])
def test_no_page_says_anything_that_no_catalogue_has(
    browser: Browser, desk: Desk, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(browser, desk)
    _choose(browser, "ru")
    for module in ("catalogues", "speaking"):
        monkeypatch.setattr(f"claimtrack.web.languages.{module}.catalogue", lambda _code: _Pseudo())
    assert _unsaid(browser.page(address)) == []


def _unsaid(page: str) -> list[str]:
    """Return the words of a page that are neither in brackets, nor recorded, nor marked as English."""
    found = []
    # What is filled in stands within the brackets, tags and all.
    tree = html.fromstring(_stripped(page))
    for one in tree.xpath("//bdi | //*[@dir='auto'] | //*[@lang='en'] | //code | //kbd | //datalist | //pre"):
        for child in list(one):
            one.remove(child)
        one.text = ""
    for one in tree.xpath("//*[@lang and not(self::html)] | //*[@class='brand'] | //script | //style"):
        one.text = ""
    for element in tree.iter():
        texts = [element.text, element.tail, *(element.get(name) for name in ("aria-label", "placeholder", "alt"))]
        for text in filter(None, texts):
            left = _RECORDED.sub("", text)
            left = re.sub(r"claimtrack( [\d.]+)?|UTC|TOML|SHA-256|\b[\d:]+\b", "", left)
            if re.search(r"[A-Za-z]{2}", left):
                found.append(text.strip())
    return found


def _stripped(text: str) -> str:
    while (shorter := _MARKED.sub("", text)) != text:
        text = shorter
    return text
