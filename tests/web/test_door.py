"""Who gets in: the link works once, in one browser, at one address; and no other page's form does anything."""

import asyncio
import re
import time

import pytest
from starlette.testclient import TestClient
from starlette.types import Message
from tests.web.conftest import ORIGIN, PORT, Browser

from claimtrack.services.desk import Desk
from claimtrack.services.integrity import log
from claimtrack.web import door as doors
from claimtrack.web.door import Door, _Body
from claimtrack.web.site import application


@pytest.fixture
def door() -> Door:
    return Door(PORT)


@pytest.fixture
def stranger(desk: Desk, door: Door) -> TestClient:
    return TestClient(application(desk, door), base_url=ORIGIN, follow_redirects=False)


@pytest.mark.parametrize("address", ["/", "/claims/1", "/articles", "/log", "/evidence/1", "/nowhere"])
def test_nobody_sees_anything_without_the_link(stranger: TestClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 403
    assert answer.text.startswith("open the link that claimtrack printed")


def test_the_link_works_once(stranger: TestClient, door: Door, desk: Desk) -> None:
    assert stranger.get("/enter", params={"key": door.key[:-1]}).status_code == 403
    entered = stranger.get("/enter", params={"key": door.key})
    assert entered.status_code == 303
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert stranger.get("/").status_code == 200
    other = TestClient(application(desk, door), base_url=ORIGIN)
    again = other.get("/enter", params={"key": door.key})
    assert (again.status_code, "was used before" in again.text) == (403, True)
    assert other.get("/").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "evil.example:8123", ""])
def test_another_name_for_this_machine_opens_nothing(browser: Browser, host: str) -> None:
    answer = browser.client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "claim" not in answer.text.replace("claimtrack", "")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_page_does_nothing(reading: Browser, desk: Desk, headers: dict[str, str]) -> None:
    token = re.search(r'name="token" value="([^"]+)"', reading.page("/claims/1"))
    assert token is not None
    before = log.count(desk, log.Asked())
    answer = reading.client.post("/claims/1/note", data={"token": token[1], "text": "hello"}, headers=headers)
    assert answer.status_code == 403
    assert log.count(desk, log.Asked()) == before


@pytest.mark.parametrize("token", ["", "wrong", "\u00e9"])
def test_a_form_without_the_pages_token_does_nothing(reading: Browser, desk: Desk, token: str) -> None:
    before = log.count(desk, log.Asked())
    answer = reading.client.post("/claims/1/note", data={"token": token, "text": "hello"}, headers={"origin": ORIGIN})
    assert (answer.status_code, "from an earlier sitting" in answer.text) == (403, True)
    assert log.count(desk, log.Asked()) == before


def test_the_token_of_one_sitting_is_not_anothers(desk: Desk) -> None:
    one, two = Door(PORT), Door(PORT)
    tokens = []
    for door in (one, two):
        client = TestClient(application(desk, door), base_url=ORIGIN)
        client.get("/enter", params={"key": door.key})
        found = re.search(r'name="token" value="([^"]+)"', client.get("/add").text)
        assert found is not None
        tokens.append((client, found[1]))
    (client, _), (_, foreign) = tokens
    assert client.post("/add", data={"token": foreign, "text": "x"}, headers={"origin": ORIGIN}).status_code == 403


@pytest.mark.parametrize("address", ["/", "/claims/1", "/report?article=1", "/static/desk.js", "/nowhere"])
def test_every_answer_forbids_what_it_does_not_need(reading: Browser, address: str) -> None:
    headers = reading.client.get(address).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"


def test_no_page_has_a_script_or_a_style_of_its_own(reading: Browser) -> None:
    for address in ("/", "/articles/1", "/claims/1", "/sources", "/sources/1", "/log", "/add", "/proposals"):
        page = reading.page(address)
        assert not re.search(r"<script(?! src=)|<style|\son\w+=|style=|javascript:", page), address


def test_more_than_is_taken_is_refused_while_it_comes(reading: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "MOST_BYTES", 10_000)
    answer = reading.client.post(
        "/add", data={"token": "x"}, files={"file": ("a.txt", b"x" * 50_000)}, headers={"origin": ORIGIN}
    )
    assert (answer.status_code, answer.text) == (413, "more than 10,000 bytes")
    assert reading.client.get("/").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_page_takes_another_method(reading: Browser, method: str) -> None:
    assert reading.client.request(method, "/claims/1", headers={"origin": ORIGIN}).status_code == 405


def test_a_cookie_that_is_none_lets_nobody_in(stranger: TestClient, door: Door) -> None:
    for cookie in ("", f"{door.cookie}=", f"{door.cookie}=x", 'a="\x7f', f"{door.cookie}=x; {door.cookie}=y"):
        assert stranger.get("/", headers={"cookie": cookie}).status_code == 403


def test_scripts_and_styles_are_kept_by_a_browser_for_as_long_as_they_are_these(reading: Browser) -> None:
    page = reading.page("/")
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(addresses) >= 5
    for address in addresses:
        headers = reading.client.get(address).headers
        assert headers["cache-control"] == "private, max-age=31536000, immutable", address
        assert headers["content-encoding"] == "gzip"
        assert headers["x-content-type-options"] == "nosniff"
    older = reading.client.get("/static/desk.css?v=0000000000000000")
    assert (older.status_code, older.headers["cache-control"]) == (200, "no-store")
    assert "content-encoding" not in reading.client.get("/").headers  # its length would tell of its token


def test_a_busy_desk_takes_nobody_for_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that waited its turn at the door for a minute has been there all the while."""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"reason=so", "more_body": False}

    body = _Body(receive)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 3_600)
    assert asyncio.run(body())["body"] == b"reason=so"
