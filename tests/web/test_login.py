"""A desk on a server: who logs in is in as themselves, and nobody else is in as anybody."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from starlette.testclient import TestClient
from tests.fake_clock import FakeClock
from tests.web.conftest import ARTICLE, form_of, told

from claimtrack.errors import UsageError
from claimtrack.services.desk import Desk
from claimtrack.services.door import passphrases, sittings, waits
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.vocabulary import Role, Status
from claimtrack.web.login.door import LoginDoor, origin_of
from claimtrack.web.login.entrance import within
from claimtrack.web.site import application

HTTPS = "https://desk.example"
WORDS = "seven grey harbours at noon"
OTHER = "no train leaves before six"
COOKIE = "__Host-claimtrack"


@pytest.fixture(autouse=True)
def _quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passphrases, "hasher", lambda: quick)


@pytest.fixture
def served(desk: Desk, clock: FakeClock) -> Desk:
    """Give a desk at which ana and ben log in with passphrases of their own; its clock stands still."""
    still = replace(desk, clock=lambda: clock.now)
    for name in ("ana", "ben"):
        passphrases.change_own(replace(still, reviewer=name), WORDS)
    return still


@pytest.fixture
def app(served: Desk) -> Callable[..., TestClient]:
    """Give a way to have a browser of one's own before the desk."""
    program = application(replace(served, reviewer=""), LoginDoor(served, HTTPS))
    return lambda **given: TestClient(program, base_url=HTTPS, follow_redirects=False, **given)


@pytest.fixture
def stranger(app: Callable[..., TestClient]) -> TestClient:
    return app()


def _log_in(client: TestClient, name: str = "ana", words: str = WORDS, **more: str) -> int:
    sent = {"name": name, "passphrase": words} | more
    return client.post("/login", data=sent, headers={"origin": HTTPS}).status_code


@pytest.fixture
def entered(app: Callable[..., TestClient]) -> Callable[..., TestClient]:
    def enter(name: str = "ana") -> TestClient:
        client = app()
        assert _log_in(client, name) == 303
        return client

    return enter


def _send(client: TestClient, page: str, action: str, **fields: str) -> int:
    form = form_of(client.get(page).text, action)
    return client.post(action, data=form | fields, headers={"origin": HTTPS}).status_code


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_each_acts_as_themselves_and_four_eyes_hold_by_who_is_logged_in(
    served: Desk, entered: Callable[..., TestClient]
) -> None:
    served.enact(adjust, ["four_eyes=true"])
    ana, ben = entered(), entered("BEN")
    assert _send(ana, "/add", "/add", text=ARTICLE, title="Harbour bridge closed") == 303
    assert "You are" in ben.get("/").text
    assert "<bdi>ben</bdi>" in ben.get("/claims/1").text
    assert _send(ben, "/claims/1", "/claims/1/note", text="I called them") == 303
    assert _send(ana, "/claims/1", "/claims/1/note", text="so did I") == 303
    assert [(note.by, note.text) for note in show(served, 1).entry.notes] == [
        ("ben", "I called them"),
        ("ana", "so did I"),
    ]
    assert _send(ana, "/claims/1", "/claims/1/verdict", to="withdrawn", reason="it is no statement") == 303
    assert _send(ana, "/claims/1", "/claims/1/proposal") == 409
    assert show(served, 1).entry.status is Status.IN_REVIEW
    assert _send(ben, "/claims/1", "/claims/1/proposal") == 303
    assert show(served, 1).entry.status is Status.WITHDRAWN
    assert verify(served).problems == ()


@pytest.mark.parametrize("address", ["/", "/claims/1", "/log", "/report?article=1", "/nowhere", "/you"])
def test_a_stranger_sees_nothing_and_is_led_to_the_door_and_back(stranger: TestClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=")
    asked = stranger.get(answer.headers["location"])
    assert (asked.status_code, re.search(r"<nav|You are", asked.text)) == (200, None)
    (next_,) = re.findall(r'name="next" value="([^"]*)"', asked.text)
    form = {"name": "ana", "passphrase": WORDS, "next": next_}
    entered = stranger.post("/login", data=form, headers={"origin": HTTPS})
    assert (entered.status_code, entered.headers["location"]) == (303, address)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "\\/evil.example",
        "javascript:alert(1)",
        " //evil.example",
        "/\u202e",
        "/" + "x" * 5_000,
        "",
    ],
)
def test_logging_in_leads_nowhere_else(address: str) -> None:
    assert within(address) == "/"


def test_the_cookie_is_the_browsers_alone_and_new_each_time(
    stranger: TestClient, app: Callable[..., TestClient]
) -> None:
    cookies = []
    for client in (stranger, app()):
        answer = client.post("/login", data={"name": "ana", "passphrase": WORDS}, headers={"origin": HTTPS})
        cookies.append(answer.headers["set-cookie"])
    first, second = cookies
    assert first.startswith(f"{COOKIE}=")
    assert {one.strip().lower() for one in first.split(";")[1:]} == {"httponly", "path=/", "samesite=lax", "secure"}
    assert first != second


def test_a_cookie_that_was_slipped_in_before_opens_nothing_after(
    stranger: TestClient, app: Callable[..., TestClient]
) -> None:
    planted = "x" * 43
    stranger.cookies.set(COOKIE, planted)
    assert _log_in(stranger) == 303
    other = app()
    other.cookies.set(COOKIE, planted)
    assert other.get("/").status_code == 303


def test_logging_in_again_ends_what_was_open_in_that_browser(served: Desk, app: Callable[..., TestClient]) -> None:
    client = app()
    _log_in(client)
    old = client.cookies[COOKIE]
    _log_in(client, "ben")
    assert [line.name for line in sittings.listing(served)] == ["ben"]
    other = app()
    other.cookies.set(COOKIE, old)
    assert other.get("/").status_code == 303


@pytest.mark.parametrize("path", ["/login", "/logout", "/add", "/you/passphrase"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://desk.example"},
        {"origin": "https://desk.example:8443"},
        {"origin": HTTPS, "sec-fetch-site": "cross-site"},
        {"origin": HTTPS, "sec-fetch-site": "same-site"},
    ],
)
def test_no_other_page_sends_anything(
    served: Desk, entered: Callable[..., TestClient], headers: dict[str, str], path: str
) -> None:
    client = entered()
    before = log.count(served, log.Asked())
    form = {"name": "ben", "passphrase": WORDS, "text": "x"}
    assert client.post(path, data=form, headers=headers).status_code == 403
    assert log.count(served, log.Asked()) == before


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:8000", "desk.example:8443", "desk.example.evil.example", ""]
)
def test_another_name_for_the_machine_opens_nothing(entered: Callable[..., TestClient], host: str) -> None:
    assert entered().get("/", headers={"host": host}).status_code == 421


def test_the_token_of_one_sitting_is_not_anothers(entered: Callable[..., TestClient], served: Desk) -> None:
    ana, ben = entered(), entered("ben")
    token = form_of(ben.get("/add").text, "/add")["token"]
    before = log.count(served, log.Asked())
    for path in ("/add", "/logout", "/you/token"):
        assert ana.post(path, data={"token": token, "text": "x"}, headers={"origin": HTTPS}).status_code == 403
    assert log.count(served, log.Asked()) == before


def test_who_logs_out_is_out_and_the_old_cookie_opens_nothing(
    entered: Callable[..., TestClient], app: Callable[..., TestClient]
) -> None:
    client = entered()
    cookie = client.cookies[COOKIE]
    assert _send(client, "/you", "/logout") == 303
    assert COOKIE not in client.cookies
    other = app()
    other.cookies.set(COOKIE, cookie)
    assert other.get("/").status_code == 303


def test_guessing_is_answered_with_how_long_to_wait(stranger: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(waits.FREE["name"]):
        assert _log_in(stranger, words=OTHER) == 403
    answer = stranger.post("/login", data={"name": "ana", "passphrase": WORDS}, headers={"origin": HTTPS})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert "wait 1 second" in told(answer.text)
    assert caplog.messages == ["no log-in as ana from testclient"] * waits.FREE["name"]


def test_what_a_name_says_makes_no_line_of_its_own_in_the_servers_log(
    stranger: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    _log_in(stranger, name="ana\nno log-in as root from 192.0.2.1\x1b[2J")
    (line,) = caplog.messages
    assert "\n" not in line
    assert "\x1b" not in line


@pytest.mark.parametrize("ends", ["lapses", "is ended"])
def test_a_sitting_that_ends_while_one_types_loses_nothing_and_changes_nothing(
    served: Desk, entered: Callable[..., TestClient], clock: FakeClock, ends: str
) -> None:
    client = entered("ben")
    assert _send(client, "/add", "/add", text=ARTICLE, title="Harbour bridge closed") == 303
    form = form_of(client.get("/claims/1").text, "/claims/1/note")
    if ends == "lapses":
        clock.now += sittings.IDLE
    else:
        served.enact(sittings.send_out, "ben")
    before = log.count(served, log.Asked())
    typed = "what the port told me: <b>nobody</b> was hurt"
    answer = client.post("/claims/1/note", data=form | {"text": typed}, headers={"origin": HTTPS})
    assert answer.status_code == 401
    assert "What you had typed stands below" in told(answer.text)
    assert "what the port told me: &lt;b&gt;nobody&lt;/b&gt; was hurt</textarea>" in answer.text
    assert form["token"] not in answer.text
    assert log.count(served, log.Asked()) == before
    assert _log_in(client, "ben") == 303
    assert _send(client, "/claims/1", "/claims/1/note", text=typed) == 303


@pytest.mark.parametrize(
    ("content", "kind", "shown"),
    [
        (b"x=1&" * 300, "application/x-www-form-urlencoded", ""),
        (b"no boundary", "multipart/form-data; boundary=here", ""),
        (b"--here\r\nno header\r\n", "multipart/form-data; boundary=here", ""),
        (b'{"text": 1}', "application/json", ""),
        (
            b'--here\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"w" * 1_500_000 + b"\r\n--here--\r\n",
            "multipart/form-data; boundary=here",
            "w" * 1_500_000,
        ),
    ],
    ids=["fields", "no parts", "no header", "json", "a long article"],
)
def test_whatever_is_sent_by_a_sitting_that_has_ended_is_answered_by_the_way_in(
    entered: Callable[..., TestClient], clock: FakeClock, content: bytes, kind: str, shown: str
) -> None:
    client = entered("ben")
    clock.now += sittings.IDLE
    answer = client.post("/add", content=content, headers={"origin": HTTPS, "content-type": kind})
    assert answer.status_code == 401
    assert "Your sitting had ended" in told(answer.text)
    assert shown in answer.text


def test_who_never_was_in_is_read_nothing_of(stranger: TestClient) -> None:
    answer = stranger.post("/add", data={"text": "x" * 100_000}, headers={"origin": HTTPS})
    assert (answer.status_code, answer.text) == (401, "log in first")


def test_a_form_to_log_in_that_is_no_such_form_is_not_read(stranger: TestClient) -> None:
    headers = {"origin": HTTPS}
    assert stranger.post("/login", data={"name": "x" * 30_000}, headers=headers).status_code == 413
    assert stranger.post("/login", content=iter([b"name=x"]), headers=headers).status_code == 413
    assert stranger.post("/login", data={}, headers=headers).status_code == 403
    file = {"name": ("x", b"y")}
    assert stranger.post("/login", files=file, headers=headers).status_code == 400


def test_who_was_given_a_passphrase_chooses_their_own_first(served: Desk, app: Callable[..., TestClient]) -> None:
    passphrases.set_for(served, "ben", OTHER)
    client = app()
    assert _log_in(client, "ben", OTHER) == 303
    for address in ("/", "/claims/1", "/log"):
        assert client.get(address).headers["location"] == "/you"
    page = client.get("/you").text
    assert "Somebody else chose your passphrase" in page
    assert 'action="/you/token"' not in page
    token = {"token": form_of(page, "/you/passphrase")["token"], "name": "x", "read": "on"}
    assert client.post("/you/token", data=token, headers={"origin": HTTPS}).status_code == 404
    new = {"before": OTHER, "passphrase": WORDS, "again": WORDS}
    assert _send(client, "/you", "/you/passphrase", **new) == 303
    assert client.get("/").status_code == 200, "the sitting is a new one, and this browser has it"


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ({"before": OTHER, "passphrase": "a b c d e f g h", "again": "a b c d e f g h"}, 409, "passphrase is wrong"),
        ({"before": WORDS, "passphrase": OTHER, "again": "another one"}, 422, "not the same"),
        ({"before": WORDS, "passphrase": WORDS, "again": WORDS}, 422, "the one that you have"),
        ({"before": WORDS, "passphrase": "short", "again": "short"}, 422, "12 signs at least"),
    ],
)
def test_a_passphrase_is_changed_by_who_knows_it(
    entered: Callable[..., TestClient], typed: dict[str, str], status: int, says: str
) -> None:
    client = entered()
    form = form_of(client.get("/you").text, "/you/passphrase")
    answer = client.post("/you/passphrase", data=form | typed, headers={"origin": HTTPS})
    assert (answer.status_code, says in told(answer.text)) == (status, True)
    assert all(words not in answer.text for words in (WORDS, OTHER))


def test_one_ends_ones_own_sittings_and_no_others(entered: Callable[..., TestClient]) -> None:
    ana, again, ben = entered(), entered(), entered("ben")
    form = form_of(ben.get("/you").text, "/logout")
    answer = ben.post("/you/end", data=form | {"sitting": "1"}, headers={"origin": HTTPS})
    assert (answer.status_code, "you have no sitting 1" in told(answer.text)) == (404, True)
    form = form_of(ana.get("/you").text, "/logout")
    assert ana.post("/you/end", data=form | {"sitting": "2"}, headers={"origin": HTTPS}).status_code == 303
    assert (ana.get("/").status_code, again.get("/").status_code) == (200, 303)


def test_a_demoted_person_does_no_more_than_their_role(served: Desk, entered: Callable[..., TestClient]) -> None:
    client = entered("ben")
    assert _send(client, "/add", "/add", text=ARTICLE) == 303
    served.enact(add, "ben", role=Role.VIEWER)
    assert client.get("/claims/1").status_code == 200
    assert _send(client, "/claims/1", "/claims/1/note", text="hello") == 409


def test_every_answer_forbids_what_it_does_not_need(entered: Callable[..., TestClient]) -> None:
    client = entered()
    for address in ("/", "/you", "/login", "/static/desk.css", "/nowhere"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
    for address in ("/you", "/login?next=/x"):
        assert not re.search(r"<script(?! src=)|<style|\son\w+=|style=", client.get(address).text)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://desk.example", "https://desk.example"),
        ("https://Desk.example:443/", "https://desk.example"),
        ("https://desk.example:8443", "https://desk.example:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_how_a_browser_says_it(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@pytest.mark.parametrize(
    "address",
    [
        "",
        "desk.example",
        "http://desk.example",
        "ftp://desk.example",
        "https://desk.example/path",
        "https://a@b.example",
        "https://:8000",
        "https://b.example:x",
        "https://b.example?x",
    ],
)
def test_no_origin_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="--origin"):
        origin_of(address)


def test_without_https_the_cookie_is_called_after_the_port(served: Desk) -> None:
    origin = "http://127.0.0.1:8000"
    client = TestClient(application(served, LoginDoor(served, origin)), base_url=origin, follow_redirects=False)
    answer = client.post("/login", data={"name": "ana", "passphrase": WORDS}, headers={"origin": origin})
    assert answer.headers["set-cookie"].startswith("claimtrack_8000=")
    assert "secure" not in answer.headers["set-cookie"].lower()
    assert client.get("/").status_code == 200


def test_a_page_is_sent_to_the_desk_with_a_bookmark_and_read_only_when_somebody_says_so(
    entered: Callable[..., TestClient], served: Desk
) -> None:
    client = entered()
    found = re.search(r'href="(javascript:[^"]+)"', client.get("/you").text)
    assert found is not None
    assert unescape(found[1]) == (
        f"javascript:void(window.open('{HTTPS}/add?address='+encodeURIComponent(location.href)))"
    )
    before = log.count(served, log.Asked())
    page = client.get("/add", params={"address": "https://news.example/a?b=c&d=<script>"}).text
    assert 'value="https://news.example/a?b=c&amp;d=&lt;script&gt;"' in page
    assert log.count(served, log.Asked()) == before


def test_who_only_reads_waits_for_nobody_who_writes(
    served: Desk, entered: Callable[..., TestClient], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = entered()
    clock.now += timedelta(minutes=5)
    file = str(served.database.url.database)
    impatient = create_engine(served.database.url, poolclass=NullPool, connect_args={"timeout": 0.1})
    with closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(served.database, "engine", impatient)
        assert client.get("/").status_code == 200
        holder.execute("ROLLBACK")


def test_a_database_that_is_gone_is_told_as_that(served: Desk, entered: Callable[..., TestClient]) -> None:
    client = entered()
    served.database.dispose()
    for file in Path(str(served.database.url.database)).parent.glob("claimtrack.db*"):
        file.unlink()
    answer = client.get("/")
    assert (answer.status_code, "database" in answer.text) == (503, True)
