"""The command: it prints a link that works, listens on this machine alone, and ends when it is stopped."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from anyio.to_thread import current_default_thread_limiter
from playwright.sync_api import Browser
from tests.web.conftest import ARTICLE

from claimtrack.cli.main import main
from claimtrack.web.serving import AT_WORK, _Server


def _environment() -> dict[str, str]:
    return {**os.environ, "CLAIMTRACK_REVIEWER": "ana", "COLUMNS": "100"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "article.txt").write_text(ARTICLE)
    subprocess.run(
        [sys.executable, "-m", "claimtrack", "ingest", "article.txt"], cwd=tmp_path, env=_environment(), check=True
    )
    return tmp_path


def test_the_printed_link_opens_the_desk_until_it_is_stopped(folder: Path) -> None:
    with _started(folder) as desk:
        _use(desk)


def test_a_folder_without_a_workspace_gets_one(tmp_path: Path) -> None:
    with _started(tmp_path) as desk:
        assert desk.stdout is not None
        assert "made a workspace" in desk.stdout.readline()
        address = re.search(r"http://\S+", desk.stdout.readline())
        assert address is not None
        with httpx.Client(follow_redirects=True) as browser:
            assert "No article is on record yet" in browser.get(address[0]).text


def test_a_desk_that_dies_in_the_middle_of_an_upload_has_lost_nothing(folder: Path) -> None:
    with _served(folder) as (desk, address), httpx.Client(follow_redirects=True) as browser:
        page = browser.get(address)
        form = re.search(r'name="token" value="([^"]+)"', browser.get(f"{_origin(address)}/add").text)
        assert (page.status_code, form is not None) == (200, True)
        host = _origin(address).removeprefix("http://")
        name, _, port = host.partition(":")
        with socket.create_connection((name, int(port))) as sending:
            cookie = "; ".join(f"{one}={value}" for one, value in browser.cookies.items())
            sending.sendall(
                f"POST /add HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n"
                "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n"
                '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'.encode()
                + b"half " * 9999
            )
            assert browser.get(_origin(address)).status_code == 200, "a body that is still coming holds nobody up"
            desk.kill()
            desk.wait(20)
    checked = subprocess.run(
        [sys.executable, "-m", "claimtrack", "verify"], cwd=folder, env=_environment(), capture_output=True, check=True
    )
    assert b"half" not in checked.stdout
    with _served(folder) as (_, address), httpx.Client(follow_redirects=True) as browser:
        assert "12 workers were injured" in browser.get(address).text


def test_a_thousand_open_connections_keep_nobody_out(folder: Path) -> None:
    with _served(folder) as (_, address), httpx.Client(follow_redirects=True) as browser, ExitStack() as held:
        assert browser.get(address).status_code == 200
        name, _, port = _origin(address).removeprefix("http://").partition(":")
        for _ in range(1_000):
            one = held.enter_context(socket.create_connection((name, int(port))))
            one.sendall(b"GET / HT")
        assert browser.get(_origin(address)).status_code == 200


def _origin(address: str) -> str:
    return address.partition("/enter")[0]


@contextmanager
def _started(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "claimtrack", "serve"],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as desk:
        try:
            yield desk
        finally:
            desk.kill()


@contextmanager
def _served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with _started(folder) as desk:
        assert desk.stdout is not None
        found = re.search(r"http://\S+", desk.stdout.readline())
        assert found is not None
        yield desk, found[0]


def _use(desk: subprocess.Popen[str]) -> None:
    assert desk.stdout is not None
    line = desk.stdout.readline()
    address = re.search(r"http://127\.0\.0\.1:(\d+)/enter\?key=\S+", line)
    assert address is not None, line
    with httpx.Client(follow_redirects=True) as browser:
        page = browser.get(address[0])
        assert (page.status_code, "12 workers were injured" in page.text) == (200, True)
    assert httpx.get(f"http://127.0.0.1:{address[1]}/").status_code == 403
    outside = [one[4][0] for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    for other in {one for one in outside if isinstance(one, str) and not one.startswith("127.")}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((other, int(address[1])), timeout=2).close()
    with httpx.Client(cookies=browser.cookies, timeout=20) as listener:
        open_page = f"http://127.0.0.1:{address[1]}/live?at=/&after=0"
        with listener.stream("GET", open_page) as told:
            assert told.status_code == 200
            desk.send_signal(signal.SIGINT)
            assert desk.wait(5) == 0, "a page that waits for news holds nobody up"
    assert desk.stdout.read().strip() == "stop it with Ctrl-C"


def test_a_port_that_is_taken_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CLAIMTRACK_REVIEWER", "ana")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(sys, "argv", ["claimtrack", "serve", "--port", str(port)])
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code == 3
    assert f"port {port} is not free" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_what_is_not_installed_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CLAIMTRACK_REVIEWER", "ana")
    for name in [one for one in sys.modules if one.startswith(("claimtrack.web", missing))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setattr(sys, "argv", ["claimtrack", "serve"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "pip install 'claimtrack[web]'" in capsys.readouterr().err.replace("\n    ", " ")


def test_what_was_refused_is_still_there_after_its_remedy_was_followed(folder: Path, chromium: Browser) -> None:
    with _served(folder) as (_, address):
        page = chromium.new_page()
        page.goto(address)
        page.goto(f"{_origin(address)}/claims/3", wait_until="load")
        page.keyboard.press("c")
        page.keyboard.type("I was there myself")
        page.keyboard.press("Control+Enter")
        page.click(".problem a.remedy >> nth=0")
        page.goto(f"{_origin(address)}/claims/3", wait_until="load")
        assert page.input_value("#verdict-reason") == "I was there myself"


def test_a_missing_claim_takes_what_is_selected_with_one_key(folder: Path, chromium: Browser) -> None:
    with _served(folder) as (_, address):
        page = chromium.new_page()
        page.goto(address)
        page.goto(f"{_origin(address)}/claims/3", wait_until="load")
        page.evaluate("getSelection().selectAllChildren(document.querySelectorAll('.prose p')[2])")
        page.keyboard.press("a")
        page.wait_for_url("**/articles/1?*", wait_until="load")
        assert page.input_value("#missed-quote") == '"Nobody was hurt," mayor Lena Orr said.'
        page.keyboard.type("Dana Orr")
        assert page.input_value("#missed-speaker") == "Dana Orr"


def test_no_more_is_worked_on_at_a_time_than_one_interpreter_does(monkeypatch: pytest.MonkeyPatch) -> None:
    async def listens(server: object, sockets: object = None) -> None:
        del server, sockets

    async def started() -> float:
        await _Server(uvicorn.Config(lambda: None), lambda: None).startup()
        return current_default_thread_limiter().total_tokens

    monkeypatch.setattr(uvicorn.Server, "startup", listens)
    with ThreadPoolExecutor(1) as own:  # Playwright's loop may run in this thread
        assert own.submit(asyncio.run, started()).result() == AT_WORK
