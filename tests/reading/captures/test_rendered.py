"""What a browser makes of a captured page, and that it reaches nothing but through the guards."""

import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from tests.fake_clock import FakeClock
from warcio.checker import Checker

from claimtrack.config import BROWSER_VARIABLE
from claimtrack.errors import InvalidInput, UsageError
from claimtrack.reading.captures import rendered
from claimtrack.reading.captures.account import read_account, write_account
from claimtrack.reading.captures.capture import Budget, Capture, capture
from claimtrack.reading.captures.rendered import Limits, Rendered, render
from claimtrack.reading.captures.write_warc import account_of, as_warc
from claimtrack.reading.formats.web_archive import WARC, captured_page, captured_screenshot
from claimtrack.reading.read import read_here

COUNTED = "The clinic counted 82 dead on Friday."
_PAGE = """<!doctype html><html><head><title>Count</title><link rel="stylesheet" href="/look.css">
<link rel="preconnect" href="http://127.0.0.1:{listener}"><link rel="dns-prefetch" href="http://localhost:{listener}">
</head><body><h1>The count</h1><p id="count">It is loading.</p><script>
fetch("/count.json").then(found => found.json()).then(found => {{
  document.getElementById("count").textContent = `The clinic counted ${{found.dead}} dead on Friday.`; }});
for (const address of ["http://localhost:{other}/secret", "http://169.254.169.254/latest", "/moved"])
  fetch(address).catch(() => 0);
fetch("/send", {{method: "POST", body: "x"}}).catch(() => 0);
new WebSocket("ws://127.0.0.1:{listener}/socket");
new RTCPeerConnection({{iceServers: [{{urls: "stun:127.0.0.1:{listener}"}}]}}).createDataChannel("x");
window.open("/popped");
</script><div style="height: 20000px"></div></body></html>"""


class _Site(BaseHTTPRequestHandler):
    """Answers as the path says, and notes what was asked."""

    asked: list[str]
    page: str
    other: int

    def do_GET(self) -> None:
        """Answer as the path says."""
        type(self).asked.append(f"{self.command} {self.path}")
        pages = {
            "/": ("text/html", self.page),
            "/look.css": ("text/css", "h1 { color: rgb(255, 0, 0) }"),
            "/count.json": ("application/json", '{"dead": 82}'),
            "/spin": ("text/html", "<p>A page that never ends.</p><script>while (true) {}</script>"),
            "/list.txt": ("text/plain", "82 dead"),
            "/few": ("text/html", "<html><body><p>A page of few words, as they all are.</p></body></html>"),
            "/many": ("text/html", "<p>Many.</p>" + "".join(f"<img src=/none/{one}>" for one in range(9))),
        }
        kind, body = pages.get(self.path, ("text/plain", "nothing"))
        self.send_response(302 if self.path == "/moved" else 200)
        self.send_header("Location", f"http://localhost:{self.other}/led-there")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    do_POST = do_GET  # noqa: N815 - http.server finds it by this name

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _listening() -> Iterator[tuple[int, list[object]]]:
    """Listen on a port, and note who comes there."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def wait() -> None:
            while True:
                try:
                    came.append(server.accept())
                except OSError:
                    return

        threading.Thread(target=wait, daemon=True).start()
        yield server.getsockname()[1], came


@contextmanager
def _serving(asked: list[str], page: str = "", other: int = 0) -> Iterator[int]:
    site = type("_Served", (_Site,), {"asked": asked, "page": page, "other": other})
    with ThreadingHTTPServer(("127.0.0.1", 0), site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def _captured(url: str, budget: Budget | None = None) -> Capture:
    return capture(url, clock=FakeClock(), allow_private=True, budget=budget)


@pytest.fixture(scope="module")
def browser(program: Callable[[str], str]) -> str:
    """Give the browser."""
    program("chromium")
    return rendered.require_browser()


@pytest.fixture(scope="module")
def shown(browser: str) -> Iterator[tuple[Capture, Rendered, list[str], list[str], list[object]]]:
    """Give a page as it was captured and rendered, what its site and another one were asked, and who else was met."""
    assert browser
    asked: list[str] = []
    others: list[str] = []
    with _listening() as (listener, came), _serving(others) as other:
        page = _PAGE.format(listener=listener, other=other)
        with _serving(asked, page, other) as port:
            made = _captured(f"http://127.0.0.1:{port}/")
            yield made, render(made, clock=FakeClock()), asked, others, came


Shown = tuple[Capture, Rendered, list[str], list[str], list[object]]


def test_what_scripts_make_of_a_page_is_kept_as_a_picture_and_as_a_page(shown: Shown) -> None:
    _, made, *_ = shown
    assert COUNTED.encode() in made.html
    assert (made.kind, made.width, made.height, made.cut) == ("image/png", 1280, 16_000, True)
    picture = Image.open(io.BytesIO(made.screenshot)).convert("RGB")
    assert picture.size == (1280, 16_000)
    assert any(colour == (255, 0, 0) for _, colour in picture.crop((0, 0, 300, 120)).getcolors(40_000) or ())


def test_what_the_capture_has_is_shown_and_not_asked_again(shown: Shown) -> None:
    _, made, asked, *_ = shown
    assert (asked.count("GET /"), asked.count("GET /look.css"), asked.count("GET /count.json")) == (1, 1, 1)
    assert any(one.url.endswith("/count.json") for one in made.asked)


def test_nothing_is_reached_that_the_guards_refuse(shown: Shown) -> None:
    _, made, asked, others, came = shown
    assert (others, came) == ([], [])
    assert "POST /send" not in asked
    why = {one.url.partition("/")[2].partition("/")[2]: one.why for one in made.missed}
    assert why["169.254.169.254/latest"] == "169.254.169.254 leads to 169.254.169.254, an address inside this network"
    assert [words for url, words in why.items() if url.endswith("/secret")] == [
        next(words for url, words in why.items() if url.endswith("/moved"))
    ]
    assert [words for url, words in why.items() if url.endswith("/send")] == [
        "not asked: a capture asks and does not send (POST)"
    ]


def test_all_of_it_stands_in_the_archive_and_other_programs_find_it_whole(shown: Shown, tmp_path: Path) -> None:
    made, browsed, *_ = shown
    archive = as_warc(made, by="ana", rendered=browsed)
    assert archive == as_warc(made, by="ana", rendered=browsed)
    file = tmp_path / "page.warc.gz"
    file.write_bytes(archive)
    assert Checker(SimpleNamespace(inputs=[str(file)], verbose=False)).process_all() == 0
    assert captured_screenshot(archive, name="page") == (browsed.screenshot, "image/png")
    assert captured_page(archive, name="page") == made.page.read(10**6)
    assert captured_screenshot(as_warc(made, by="ana"), name="page") is None
    document = read_here(archive, "page.warc.gz", None)
    assert document.media_type == WARC
    assert COUNTED in document.whole
    assert document.whole.startswith("Count\nThe count\nIt is loading.\n\n")
    assert "A browser made more of the page than the server sent; an excerpt is looked for in both." in document.notices


def test_the_account_tells_of_it_and_is_read_again(shown: Shown) -> None:
    made, browsed, *_ = shown
    plain = account_of(made, by="ana", page="p")
    assert b"rendering" not in write_account(plain)
    assert read_account(write_account(plain)) == plain
    many = replace(browsed, missed=browsed.missed * 400)
    archive = as_warc(made, by="ana", rendered=many)
    assert len(archive) < 2_000_000


@pytest.mark.usefixtures("browser")
def test_a_page_that_a_browser_makes_no_more_of_is_read_once() -> None:
    with _serving([]) as port:
        made = _captured(f"http://127.0.0.1:{port}/few")
        browsed = render(made, clock=FakeClock())
    assert (browsed.cut, browsed.height, browsed.missed) == (False, browsed.height, ())
    assert read_here(as_warc(made, by="ana", rendered=browsed), "p", None).whole.count("few words") == 1


@pytest.mark.usefixtures("browser")
def test_a_page_that_never_ends_is_given_up() -> None:
    with _serving([]) as port:
        made = _captured(f"http://127.0.0.1:{port}/spin")
        with pytest.raises(InvalidInput, match=r"/spin (was not rendered within|cannot be rendered)"):
            render(made, clock=FakeClock(), limits=Limits(seconds=4))


@pytest.mark.usefixtures("browser")
def test_no_more_is_asked_than_the_limits_allow() -> None:
    asked: list[str] = []
    with _serving(asked) as port:
        made = capture(
            f"http://127.0.0.1:{port}/many", clock=FakeClock(), allow_private=True, budget=Budget(resources=0)
        )
        browsed = render(made, clock=FakeClock(), limits=Limits(questions=3))
    assert len([one for one in asked if "/none/" in one]) == 3
    assert {one.why for one in browsed.missed} == {"not asked: rendering takes 3 questions beyond the capture"}


@pytest.mark.usefixtures("browser")
def test_what_is_no_page_is_not_rendered() -> None:
    with _serving([]) as port, pytest.raises(InvalidInput, match=r"is no page of HTML \(text/plain\)"):
        render(_captured(f"http://127.0.0.1:{port}/list.txt"), clock=FakeClock())


def test_where_there_is_no_browser_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("playwright")
    monkeypatch.setenv(BROWSER_VARIABLE, "/nowhere/chromium")
    with pytest.raises(UsageError, match="CLAIMTRACK_BROWSER names /nowhere/chromium, and no program is there"):
        rendered.require_browser()
    monkeypatch.delenv(BROWSER_VARIABLE)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="rendered by Chromium, which is not installed; install it, or set"):
        rendered.require_browser()
    monkeypatch.setitem(__import__("sys").modules, "playwright.async_api", None)
    with pytest.raises(UsageError, match=r"pip install 'claimtrack\[browser\]'"):
        rendered.require_browser()
