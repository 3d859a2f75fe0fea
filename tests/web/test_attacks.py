"""What somebody sends who means harm, or a program that knows no better: refused in words, and nothing is lost."""

import io
import sqlite3
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from html import unescape

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from starlette.testclient import TestClient
from tests.web.conftest import ORIGIN, PORT, Browser, form_of, told

from claimtrack.services.desk import Desk
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.vocabulary import Role, Status
from claimtrack.web.door import Door
from claimtrack.web.site import application

_LARGEST = "999999999999999999"
_FORMS: tuple[tuple[str, dict[str, str]], ...] = (
    ("verdict", {"to": "disputed", "reason": "{}"}),
    ("verdict", {"to": "withdrawn", "reason": "again", "duplicate_of": _LARGEST}),
    ("verdict", {"to": "confirmed", "reason": "so", "despite": _LARGEST}),
    ("verdict", {"to": "disputed", "reason": "so", "version": _LARGEST}),
    ("said", {"answer": "not_found", "reason": "{}"}),
    ("evidence", {"stance": "supports", "note": "{}", "basis": "firsthand", "source": "A {} B", "new_source": "on"}),
    ("evidence", {"stance": "context", "note": "a", "basis": "firsthand", "source": "A", "credibility": _LARGEST}),
    ("evidence", {"stance": "context", "note": "a", "basis": "firsthand", "source": "A", "dated": "9999-12-31"}),
    ("evidence", {"stance": "context", "note": "a", "basis": "firsthand", "source": "A", "dated": "{}"}),
    ("withdraw", {"piece": _LARGEST, "reason": "{}"}),
    ("correct", {"speaker": "A {} B", "new_source": "on"}),
    ("correct", {"quote": "{}"}),
    ("correct", {"party": "A {} B", "side": "accused", "new_source": "on"}),
    ("correct", {"caveat": "unconfirmed", "caveat_words": "{}"}),
    ("note", {"text": "hello {} there"}),
    ("note", {"text": "a", "kind": "attempt", "who": "{}", "answer": "{}"}),
    ("restate", {"text": "hello {} there"}),
    ("finding", {"rating": "{}", "text": "{}"}),
    ("link", {"kind": "denies", "other": _LARGEST, "reason": "{}"}),
    ("link", {"kind": "denies", "other": "0"}),
    ("proposal", {"question": "truth", "reason": "{}"}),
    ("reply", {"answers": _LARGEST, "words": "{}"}),
    ("reply", {"to": "A {} B", "new_source": "on", "means": "mail", "until": "9999-12-31"}),
    ("reply", {"to": "A {} B", "new_source": "on", "means": "mail", "until": "{}"}),
    ("hold", {"do": "{}"}),
    ("undo", {}),
)


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_no_form_breaks_on_what_no_text_holds_or_no_number_is(reading: Browser, desk: Desk) -> None:
    """NUL, line separators and directions, half a character, an overlong run; numbers past what a column holds."""
    form = form_of(reading.page("/claims/1"), "/claims/1/verdict")
    for strange in ("\0", "\u202e\u2028\ufeff", "\U0010ffff", "x" * 100_000):
        for action, fields in _FORMS:
            filled = form | {name: value.replace("{}", strange) for name, value in fields.items()}
            answer = reading.client.post(f"/claims/1/{action}", data=filled, headers={"origin": ORIGIN})
            assert answer.status_code in {200, 404, 409, 422}, (action, fields, strange[:3], told(answer.text))
    raw = "&".join(f"{name}={value}" for name, value in form.items()) + "&text=%ED%A0%80%FF%00"
    answer = reading.client.post(
        "/claims/1/note",
        content=raw.encode(),
        headers={"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code in {200, 422}
    assert verify(desk).problems == ()


_ADDRESSES = (
    f"/?page={_LARGEST}",
    f"/articles?page={_LARGEST}",
    f"/sources?page={_LARGEST}",
    f"/log?page={_LARGEST}",
    f"/?article={_LARGEST}",
    f"/?status=disputed&page={_LARGEST}",
    "/?page=-1",
    "/?page=0",
    "/?page=%00",
    "/?search=%00",
    "/?search=%ED%A0%80",
    "/?search=%22%27*)%20OR%20NEAR(",
    "/?search=%25_%5C",
    "/?source=%00",
    "/sources/%00",
    "/sources/%ED%A0%80",
    f"/sources/{_LARGEST}",
    "/claims/1?do=%00&text=%00",
    f"/report?article={_LARGEST}",
    "/claims/999999999999999",
    "/evidence/999999999999999",
    "/articles/999999999999999",
)


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_no_address_breaks_a_page(reading: Browser) -> None:
    for address in _ADDRESSES:
        answer = reading.client.get(address)
        assert answer.status_code in {200, 404, 422}, (address, answer.status_code, told(answer.text))


@pytest.mark.parametrize(
    "path",
    [
        "/static/../site.py",
        "/static/..%2fsite.py",
        "/static/%2e%2e/site.py",
        "/static/..%5csite.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/" + "a" * 5000,
    ],
)
def test_only_what_is_meant_to_be_is_handed_out(reading: Browser, path: str) -> None:
    assert reading.client.get(path).status_code in {403, 404}


def test_a_neighbours_cookies_keep_nobody_out_and_let_nobody_in(desk: Desk) -> None:
    """Cookies know no ports: other servers of this machine set theirs, of any shape, and of this very name."""
    door = Door(PORT)
    client = TestClient(application(desk, door), base_url=ORIGIN)
    client.get("/enter", params={"key": door.key})
    own = f"{door.cookie}={client.cookies[door.cookie]}"
    client.cookies.clear()
    for sent in (f'prefs={{"a":"b, c"}}; {own}', f"{door.cookie}=planted; {own}", f"{own}; {door.cookie}=planted"):
        assert client.get("/", headers={"cookie": sent}).status_code == 200, sent
    assert client.get("/", headers={"cookie": f"{door.cookie}=planted"}).status_code == 403


def test_a_planted_cookie_is_not_taken_over(desk: Desk) -> None:
    door = Door(PORT)
    client = TestClient(application(desk, door), base_url=ORIGIN, follow_redirects=False)
    entered = client.get("/enter", params={"key": door.key}, headers={"cookie": f"{door.cookie}=planted"})
    assert "planted" not in entered.headers["set-cookie"]
    stranger = TestClient(application(desk, door), base_url=ORIGIN)
    assert stranger.get("/", headers={"cookie": f"{door.cookie}=planted"}).status_code == 403


def test_more_fields_than_any_form_has_are_refused(reading: Browser) -> None:
    form = form_of(reading.page("/claims/1"), "/claims/1/note")
    many = "&".join([*(f"{name}={value}" for name, value in form.items()), *["a=1"] * 100_000])
    for content, kind in (
        (many.encode(), "application/x-www-form-urlencoded"),
        (b"a=" + b"b" * 6_000_000, "application/x-www-form-urlencoded"),
    ):
        answer = reading.client.post(
            "/claims/1/note", content=content, headers={"origin": ORIGIN, "content-type": kind}
        )
        assert answer.status_code in {400, 413}, answer.status_code
    files = [("file", (f"{number}.txt", b"x")) for number in range(5)]
    answer = reading.client.post("/add", data=form, files=files, headers={"origin": ORIGIN})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"{}", "application/json"),
        (b"token=x", ""),
    ],
)
def test_what_is_no_form_is_refused(reading: Browser, content: bytes, kind: str) -> None:
    answer = reading.client.post("/add", content=content, headers={"origin": ORIGIN, "content-type": kind})
    assert answer.status_code in {400, 403}


def _bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"<w:p>" + b" " * 300_000_000)
    return held.getvalue()


_HOSTILE: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("bomb.docx", _bomb),
    ("deep.pdf", lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
    ("loop.pdf", lambda: b"%PDF-1.4\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>"),
    ("deep.html", lambda: b"<div>" * 200_000),
    ("nothing.pdf", lambda: b""),
)


@pytest.mark.parametrize(("name", "made"), _HOSTILE)
def test_a_hostile_file_ends_in_words(reading: Browser, desk: Desk, name: str, made: Callable[[], bytes]) -> None:
    form = form_of(reading.page("/add"), "/add")
    answer = reading.client.post("/add", data=form, files={"file": (name, made())}, headers={"origin": ORIGIN})
    assert answer.status_code in {200, 409, 422}
    if answer.status_code != 200:
        assert told(answer.text)
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    "name",
    ["../../../etc/cron.d/x", "..\\..\\x.txt", 'a"; filename="b.exe', "a\r\nset-cookie: x=y", "\u202egpj.exe", "/"],
)
def test_a_files_name_leads_nowhere(reading: Browser, desk: Desk, name: str) -> None:
    reading.send(
        "/claims/1",
        "/claims/1/evidence",
        file=(name, b"Nobody was hurt.\n"),
        stance="context",
        source="Somebody",
        new_source="on",
    )
    (piece,) = show(desk, 1).entry.evidence
    assert not set(piece.name) & set("/\\\r\n\u202e")
    form = form_of(reading.page("/evidence/1"), "/evidence/1/file")
    answer = reading.client.post("/evidence/1/file", data=form, headers={"origin": ORIGIN})
    assert answer.headers["content-disposition"] == 'attachment; filename="evidence-1"'
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://[::ffff:169.254.169.254]/",
        "http://user@127.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,hello",
        "gopher://127.0.0.1/",
    ],
)
def test_nothing_inside_is_fetched_for_evidence_either(reading: Browser, desk: Desk, address: str) -> None:
    before = log.count(desk, log.Asked())
    page = reading.send(
        "/claims/1", "/claims/1/evidence", status=422, stance="context", source="X", new_source="on", address=address
    )
    assert told(page)
    assert log.count(desk, log.Asked()) == before
    assert "token" in reading.send("/add", "/add", status=422, address=address)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//evil.example"])
def test_an_articles_address_is_no_script(browser: Browser, url: str) -> None:
    form = form_of(browser.page("/add"), "/add")
    browser.client.post(
        "/add", data=form | {"text": "The mayor said the bridge was shut.", "url": url}, headers={"origin": ORIGIN}
    )
    for address in ("/articles", "/articles/1", "/claims/1", "/report?article=1"):
        answer = browser.client.get(address)
        assert f'href="{url}' not in unescape(answer.text)


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_what_twenty_send_at_once_is_all_there(reading: Browser, desk: Desk) -> None:
    form = form_of(reading.page("/claims/1"), "/claims/1/note")
    before = log.count(desk, log.Asked())

    def send(number: int) -> int:
        return reading.client.post(
            "/claims/1/note", data=form | {"text": f"note {number}"}, headers={"origin": ORIGIN}, follow_redirects=False
        ).status_code

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(send, range(40))) == {303}
    assert len(show(desk, 1).entry.notes) == 40
    assert log.count(desk, log.Asked()) >= before + 40
    assert verify(desk).problems == ()


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_of_two_tabs_that_decide_at_once_one_wins(reading: Browser, desk: Desk) -> None:
    form = form_of(reading.page("/claims/1"), "/claims/1/verdict")

    def decide(to: str) -> int:
        return reading.client.post(
            "/claims/1/verdict",
            data=form | {"to": to, "reason": to},
            headers={"origin": ORIGIN},
            follow_redirects=False,
        ).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(decide, ["disputed", "unverifiable"] * 4))
    assert sorted(answers) == [303] + [409] * 7
    again = reading.client.post(
        "/claims/1/verdict", data=form | {"to": "withdrawn", "reason": "back"}, headers={"origin": ORIGIN}
    )
    assert again.status_code == 409, "a page from before, by the back button, decides nothing"
    assert show(desk, 1).entry.status in {Status.DISPUTED, Status.UNVERIFIABLE}


def test_who_was_demoted_while_the_page_was_open_does_nothing(
    opened: Callable[..., Browser], reading: Browser, desk: Desk
) -> None:
    assert "/claims/1" in reading.page("/")
    other = opened("ben")
    form = form_of(other.page("/claims/1"), "/claims/1/note")
    desk.enact(add, "ben", role=Role.VIEWER)
    before = log.count(desk, log.Asked())
    answer = other.client.post("/claims/1/note", data=form | {"text": "hello"}, headers={"origin": ORIGIN})
    assert answer.status_code in {404, 409}
    assert "ben" in told(answer.text)
    assert log.count(desk, log.Asked()) == before


def test_a_database_that_is_locked_is_told_as_that(
    reading: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = form_of(reading.page("/claims/1"), "/claims/1/note")
    address = str(desk.database.url.database)
    impatient = create_engine(desk.database.url, poolclass=NullPool, connect_args={"timeout": 0.1})
    with closing(sqlite3.connect(address, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(desk.database, "engine", impatient)
        assert reading.client.get("/claims/1").status_code == 200, "who reads waits for nobody"
        answer = reading.client.post("/claims/1/note", data=form | {"text": "hello"}, headers={"origin": ORIGIN})
        assert (answer.status_code, "locked" in told(answer.text) or "busy" in told(answer.text)) == (503, True)
        assert "hello</textarea>" in answer.text, "what was typed stays"
        holder.execute("ROLLBACK")
    assert "your comment" in told(reading.send("/claims/1", "/claims/1/note", text="hello"))


def test_a_locker_that_cannot_be_written_is_told_as_that(
    reading: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object, **named: object) -> None:
        del given, named
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    monkeypatch.setattr("os.link", full)
    monkeypatch.setattr("os.rename", full)
    page = reading.send(
        "/claims/1",
        "/claims/1/evidence",
        status=503,
        file=("a.txt", b"never seen before\n"),
        stance="context",
        source="Somebody",
        new_source="on",
    )
    assert "No space left" in told(page)
    assert show(desk, 1).entry.evidence == ()


def test_a_source_with_a_stroke_in_its_name_has_a_page(reading: Browser) -> None:
    reading.send("/claims/1", "/claims/1/correct", speaker="AFP/Reuters", new_source="on")
    assert "AFP/Reuters" in reading.page("/sources/AFP%2FReuters")


def test_no_answer_leads_elsewhere(reading: Browser) -> None:
    for address in ("//evil.example", "/\\evil.example", "/claims/1/", "/sources//evil.example/"):
        answer = reading.client.get(address, follow_redirects=False)
        assert "evil" not in answer.headers.get("location", ""), address
