"""The command for a desk of several: it says where it is open, lets in who logs in, and ends when it is stopped."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from tests.web.conftest import ARTICLE

WORDS = "seven grey harbours at noon"


def _run(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "claimtrack", *words],
        cwd=folder,
        env={**os.environ, "CLAIMTRACK_REVIEWER": "ana", "COLUMNS": "200"},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "article.txt").write_text(ARTICLE)
    assert _run(tmp_path, "ingest", "article.txt").returncode == 0
    return tmp_path


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(
    folder: Path, *words: str, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Run the command for a desk of several; gives its process, and what it said when it was open."""
    with subprocess.Popen(
        [sys.executable, "-m", "claimtrack", "serve", "--desk", *words],
        cwd=folder,
        env={**os.environ, "CLAIMTRACK_REVIEWER": "ana", "COLUMNS": "200", **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as desk:
        assert desk.stdout is not None
        told = []
        for line in desk.stdout:
            told.append(line.strip())
            if line.startswith("stop it"):
                break
        try:
            yield desk, told
        finally:
            desk.kill()


def test_people_log_in_and_stay_in_when_the_desk_is_started_anew(folder: Path) -> None:
    port = free_port()
    with served(folder, "--port", str(port)) as (_, told):
        assert told == [
            f"open at http://127.0.0.1:{port}",
            "nobody has a passphrase yet; give people theirs with `claimtrack reviewer passphrase NAME`",
            "stop it with Ctrl-C",
        ]
    assert _run(folder, "reviewer", "passphrase", "ana", typed=f"{WORDS}\n").returncode == 0
    origin = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=origin, headers={"origin": origin}) as browser:
        with served(folder, "--port", str(port)) as (_, told):
            assert told == [f"open at {origin}", "stop it with Ctrl-C"]
            assert browser.get("/").status_code == 303
            entered = browser.post("/login", data={"name": "ana", "passphrase": WORDS})
            assert (entered.status_code, browser.get("/claims/1").status_code) == (303, 200)
            form = re.search(r'name="token" value="([^"]+)"', browser.get("/claims/1").text)
            assert form is not None
        with served(folder, "--port", str(port)) as (desk, _):
            sent = browser.post("/claims/1/note", data={"token": form[1], "text": "I typed on"})
            assert sent.status_code == 303, "a form of before is taken by the desk that was started anew"
            desk.send_signal(signal.SIGINT)
            assert desk.wait(20) == 0
    shown = _run(folder, "show", "1").stdout
    assert "I typed on" in shown
    assert _run(folder, "verify").returncode == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--desk", "--origin", "http://desk.example"], "for all on the way to read"),
        (["--desk", "--origin", "desk.example"], "takes how people reach the desk"),
        (["--origin", "https://desk.example"], "is for a desk of several; say --desk"),
    ],
)
def test_an_address_by_which_passphrases_could_be_read_is_refused(folder: Path, words: list[str], says: str) -> None:
    found = _run(folder, "serve", *words)
    assert (found.returncode, says in found.stderr.replace("\n    ", " ")) == (2, True), found.stderr


def test_behind_a_proxy_it_is_who_the_proxy_names_that_waits(folder: Path) -> None:
    _run(folder, "reviewer", "passphrase", "ana", typed=f"{WORDS}\n")
    port = free_port()
    origin = "https://desk.example"
    with served(folder, "--port", str(port), "--origin", origin):
        headers = {"host": "desk.example", "origin": origin, "x-forwarded-proto": "https"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers) as browser:
            entered = browser.post(
                "/login",
                data={"name": "ana", "passphrase": WORDS},
                headers={"x-forwarded-for": "10.9.8.7, 203.0.113.5"},
            )
            assert entered.headers["set-cookie"].startswith("__Host-claimtrack=")
    (line,) = _run(folder, "reviewer", "sittings", "--csv").stdout.splitlines()[1:]
    assert "203.0.113.5" in line


@pytest.mark.slow
def test_a_proxys_connection_outlives_its_silence(folder: Path) -> None:
    """A proxy sends the next request on a connection of before: one that is being closed just then would lose it."""
    port = free_port()
    with served(folder, "--port", str(port)):
        there = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for silence in (0, 7):
            time.sleep(silence)
            kept = there.sock
            there.request("GET", "/login")
            assert there.getresponse().read()
        assert there.sock is kept
        there.close()
