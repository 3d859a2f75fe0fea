"""What a browser makes of a page that was captured: one picture of all of it, and the page as scripts left it.

The browser, an installed Chromium that Playwright steers, never speaks to the network itself. What it asks for is
answered here: from the capture, where that has it, so that what is seen are the bytes that are kept, else by the same
client that captures, with the same look at every address and within a budget; that is kept as well. Whatever would go
around that (web sockets, names looked up ahead, WebRTC) meets a proxy at which nobody listens.
"""

import asyncio
import os
import shutil
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx

from claimtrack.clock import Clock
from claimtrack.config import BROWSER_VARIABLE
from claimtrack.errors import InvalidInput, UsageError
from claimtrack.reading.captures.capture import AGENT, Capture, Cookies
from claimtrack.reading.captures.exchange import Asking, Exchange, ask
from claimtrack.reading.fetch import REDIRECTS

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright, Request, Route

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
_NOWHERE = "http://127.0.0.1:9"
_SWITCHES = (
    "host-resolver-rules=MAP * ~NOTFOUND",
    # Else what is on this machine is asked directly.
    "proxy-bypass-list=<-loopback>",
    "force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "disable-quic",
    "dns-prefetch-disable",
    "disable-background-networking",
    "disable-dev-shm-usage",
)
_WIDTH, _HEIGHT = 1280, 900
_TALLEST = 16_000
"""Points; Chromium's own pictures end at 16,384."""
_LARGEST_PICTURE = 30_000_000
_QUIET = 5_000
"""Milliseconds that are waited for a page to ask for nothing more."""
_ENCODED = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie"})
_STEP = "() => { window.scrollBy(0, window.innerHeight); return window.scrollY + window.innerHeight }"
_TALL = "() => Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0)"


@dataclass(frozen=True, slots=True)
class Limits:
    """What rendering takes at most: seconds in all, questions beyond the capture, bytes of one and of all answers."""

    seconds: float = 60.0
    questions: int = 150
    answer: int = 10_000_000
    total: int = 50_000_000
    html: int = 20_000_000


@dataclass(frozen=True, slots=True)
class NotAsked:
    """What the browser wanted and did not get, and why."""

    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a browser made of a page, when: a ``screenshot`` of ``width`` by ``height`` points, and the page as HTML.

    ``kind`` is the screenshot's media type; ``cut`` says that the page is taller than it. ``asked`` are exchanges
    beyond those of the capture, ``missed`` what was wanted and did not come.
    """

    at: datetime
    browser: str
    sandboxed: bool
    screenshot: bytes
    kind: str
    width: int
    height: int
    cut: bool
    html: bytes
    asked: tuple[Exchange, ...] = ()
    missed: tuple[NotAsked, ...] = ()


def require_browser() -> str:
    """Return the path of the browser that is installed; raises UsageError where it or Playwright is not."""
    try:
        import playwright.async_api  # noqa: F401 - only whether it is there is asked
    except ModuleNotFoundError:
        raise UsageError(
            "a page is rendered by Playwright, which is not installed; install it with: "
            "pip install 'claimtrack[browser]'"
        ) from None
    named = os.environ.get(BROWSER_VARIABLE)
    if named:
        found = shutil.which(named)
        if found is None:
            raise UsageError(f"{BROWSER_VARIABLE} names {named}, and no program is there; name the path of a Chromium")
        return found
    for program in _PROGRAMS:
        found = shutil.which(program)
        if found is not None:
            return found
    raise UsageError(
        f"a page is rendered by Chromium, which is not installed; install it, or set {BROWSER_VARIABLE} to its path"
    )


def render(capture: Capture, *, clock: Clock, limits: Limits | None = None) -> Rendered:
    """Let a browser show a captured page, and take what it shows.

    Raises UsageError as ``require_browser``, InvalidInput where the page is none of HTML, or the browser cannot be
    started, fails or takes too long.
    """
    program = require_browser()
    if capture.page.media_type not in {"text/html", "application/xhtml+xml"}:
        raise InvalidInput(
            f"{capture.page.url} is no page of HTML ({capture.page.media_type or 'of no kind named'}), and there is "
            "nothing to render; attach it without that"
        )
    limits = limits or Limits()
    answering = _Answering(capture, clock, limits)

    async def rendering() -> Rendered:
        return await asyncio.wait_for(_rendered(program, capture, answering, clock), limits.seconds + 10)

    return _in_a_thread(rendering, capture.page.url, limits)


def _in_a_thread(work: Callable[[], Awaitable[Rendered]], url: str, limits: Limits) -> Rendered:
    """Run it in a loop of its own, whoever calls: the desk in a browser has one already."""
    from playwright.async_api import Error

    done: list[Rendered] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(asyncio.run(_awaited(work)))
        except BaseException as error:  # it is raised where somebody waits for it
            failed.append(error)

    thread = threading.Thread(target=run, name="browser")
    thread.start()
    thread.join()
    if done:
        return done[0]
    error = failed[0]
    if isinstance(error, TimeoutError):
        raise InvalidInput(
            f"{url} was not rendered within {limits.seconds:g} seconds; attach it without that"
        ) from error
    if isinstance(error, Error):
        first = error.message.strip().partition("\n")[0]
        raise InvalidInput(f"{url} cannot be rendered: {first}; attach it without that") from error
    raise error


async def _awaited(work: Callable[[], Awaitable[Rendered]]) -> Rendered:
    return await work()


async def _rendered(program: str, capture: Capture, answering: "_Answering", clock: Clock) -> Rendered:
    from playwright.async_api import async_playwright

    async with async_playwright() as running:
        browser, sandboxed = await _launched(running, program)
        try:
            context = await browser.new_context(
                viewport={"width": _WIDTH, "height": _HEIGHT},
                service_workers="block",
                accept_downloads=False,
                locale="en-GB",
            )
            await context.route("**/*", answering.answer)
            await context.route_web_socket("**/*", lambda socket: socket.close())
            context.on("page", _close_what_pops_up(context))
            page = await context.new_page()
            return await _shown(page, capture, answering, clock, f"Chromium {browser.version}", sandboxed)
        finally:
            with suppress(Exception):  # it is over either way
                await browser.close()


async def _launched(running: "Playwright", program: str) -> tuple["Browser", bool]:
    """Start a browser, whose pages are kept from the machine by Chromium's sandbox; root has none to give."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    browser = await running.chromium.launch(
        executable_path=program,
        args=[f"--{switch}" for switch in _SWITCHES],
        proxy={"server": _NOWHERE},
        chromium_sandbox=not is_root,
        timeout=20_000,
    )
    return browser, not is_root


def _close_what_pops_up(context: "BrowserContext") -> Callable[["Page"], Awaitable[None]]:
    async def close(page: "Page") -> None:
        if len(context.pages) > 1:
            with suppress(Exception):
                await page.close()

    return close


async def _shown(
    page: "Page", capture: Capture, answering: "_Answering", clock: Clock, browser: str, sandboxed: bool
) -> Rendered:
    from playwright.async_api import TimeoutError as TooLate

    await page.goto(capture.page.url, wait_until="domcontentloaded", timeout=_left(answering))
    for state in ("load", "networkidle"):
        with suppress(TooLate):
            await page.wait_for_load_state(state, timeout=min(_QUIET, _left(answering)))
    # Pictures further down are asked for by many a page when somebody gets there.
    for _ in range(_TALLEST // _HEIGHT):
        if await page.evaluate(_STEP) >= await page.evaluate(_TALL):
            break
        await page.wait_for_timeout(50)
    with suppress(TooLate):
        await page.wait_for_load_state("networkidle", timeout=min(_QUIET, _left(answering)))
    await page.evaluate("() => window.scrollTo(0, 0)")
    at = clock()
    html = (await page.content()).encode("utf-8", "replace")
    if len(html) > answering.limits.html:
        raise InvalidInput(
            f"{capture.page.url} is larger than {answering.limits.html:,} bytes as scripts made it; "
            "attach it without that"
        )
    tall = int(await page.evaluate(_TALL))
    height = max(1, min(tall, _TALLEST))
    screenshot, kind = await _screenshot(page, height, _left(answering))
    return Rendered(
        at=at,
        browser=browser,
        sandboxed=sandboxed,
        screenshot=screenshot,
        kind=kind,
        width=_WIDTH,
        height=height,
        cut=tall > height,
        html=html,
        asked=tuple(answering.asked),
        missed=tuple(NotAsked(url, why) for url, why in answering.missed.items()),
    )


async def _screenshot(page: "Page", height: int, milliseconds: float) -> tuple[bytes, str]:
    """Take the page from its top; as JPEG where it is too large otherwise."""
    taken: dict[str, Any] = {
        "full_page": True,
        "clip": {"x": 0, "y": 0, "width": _WIDTH, "height": height},
        "animations": "disabled",
        "timeout": milliseconds,
    }
    picture = await page.screenshot(type="png", **taken)
    if len(picture) <= _LARGEST_PICTURE:
        return picture, "image/png"
    return await page.screenshot(type="jpeg", quality=80, **taken), "image/jpeg"


def _left(answering: "_Answering") -> float:
    """Return the milliseconds that are left; raises TimeoutError when there are none."""
    left = answering.deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left * 1000


@dataclass(eq=False)  # Playwright notes something on it, for which it needs more than slots
class _Answering:
    """Answers what a browser asks: from the capture, else by asking, within the limits."""

    capture: Capture
    clock: Clock
    limits: Limits
    asked: list[Exchange] = field(default_factory=list)
    missed: dict[str, str] = field(default_factory=dict)
    deadline: float = 0.0
    _kept: dict[str, Exchange] = field(default_factory=dict)
    _cookies: Cookies = field(default_factory=Cookies)
    _count: int = 0
    _bytes: int = 0
    _line: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Take what the capture has."""
        self.deadline = time.monotonic() + self.limits.seconds
        self._trust = httpx.create_ssl_context()
        self._hosts = {httpx.URL(exchange.url).host for exchange in self.capture.way}
        for exchange in self.capture.way:
            self._cookies.take(exchange)
        self._kept[self.capture.page.url] = self.capture.page
        for kept in self.capture.kept:
            for exchange in kept.exchanges:
                self._cookies.take(exchange)
            self._kept[kept.link.url] = kept.exchanges[-1]

    async def answer(self, route: "Route", request: "Request") -> None:
        """Answer one question of the browser's; what goes wrong is an answer, too."""
        url = request.url.partition("#")[0]
        try:
            exchange = await self._had(url, request)
            body = exchange.read(self.capture.budget.page)
        except (InvalidInput, TimeoutError) as error:
            self.missed[url] = str(getattr(error, "why", "")) or str(error).partition(";")[0] or "took too long"
            with suppress(Exception):  # the page may be gone
                await route.abort("blockedbyclient")
            return
        with suppress(Exception):
            await route.fulfill(status=exchange.status, headers=_fields_of(exchange), body=body)

    async def _had(self, url: str, request: "Request") -> Exchange:
        kept = self._kept.get(url)
        if kept is not None:
            return kept
        if request.method != "GET":
            raise InvalidInput(f"not asked: a capture asks and does not send ({request.method})")
        if self._count >= self.limits.questions:
            raise InvalidInput(f"not asked: rendering takes {self.limits.questions} questions beyond the capture")
        if self._bytes >= self.limits.total:
            raise InvalidInput(f"not asked: rendering takes {self.limits.total:,} bytes beyond the capture")
        self._count += 1
        return await asyncio.to_thread(self._fetched, url, dict(request.headers))

    def _fetched(self, url: str, told: Mapping[str, str]) -> Exchange:
        """Ask for what is at an address, and what that leads to."""
        origin = (("Origin", told["origin"]),) if "origin" in told else ()
        referer = str(httpx.URL(self.capture.page.url).copy_with(raw_path=b"/", fragment=None))

        def fields(to: str) -> tuple[tuple[str, str], ...]:
            with self._line:
                return (("Referer", referer), *origin, *self._cookies.fields(to))

        way: list[Exchange] = []
        to: str | None = url
        while to is not None and len(way) <= REDIRECTS:
            asking = Asking(self._trust, self.clock, AGENT, self._may_be_inside(to))
            way.append(ask(to, asking, deadline=self.deadline, most=self.limits.answer, fields=fields(to)))
            to = way[-1].leads_to
        with self._line:
            for exchange in way:
                self._cookies.take(exchange)
            self.asked += way
            self._bytes += sum(len(exchange.answer) for exchange in way)
            self._kept[url] = way[-1]
        return way[-1]

    def _may_be_inside(self, url: str) -> bool:
        """Tell whether an address inside this network may be asked: that of the page itself, if it was meant.

        Else a script could have anything there read, and tell its own server by what it asks for next.
        """
        try:
            return self.capture.allow_private and httpx.URL(url).host in self._hosts
        except httpx.InvalidURL:
            return False  # it is refused as what it is


def _fields_of(exchange: Exchange) -> dict[str, str]:
    """Return the fields of an answer as the browser gets them, whose body is neither packed nor in chunks any more."""
    found: dict[str, str] = {}
    for name, value in exchange.fields:
        if name.lower() not in _ENCODED:
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found
