"""The command: it prints a link that works, listens on this machine alone, and ends when it is stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from tests.web.conftest import ARTICLE

from claimtrack.cli.main import main


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
    with subprocess.Popen(
        [sys.executable, "-m", "claimtrack", "serve"],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as desk:
        try:
            _use(desk)
        finally:
            desk.kill()


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
    desk.send_signal(signal.SIGINT)
    assert desk.wait(20) == 0
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
    assert f"port {port} cannot be had" in capsys.readouterr().err


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
