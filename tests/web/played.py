"""Chromium before a desk that this process serves: what a person does with keys and mouse, and no other way in."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import uvicorn

from claimtrack.services.desk import Desk
from claimtrack.web.door import Door
from claimtrack.web.login.door import LoginDoor
from claimtrack.web.site import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

AnyDoor = TypeVar("AnyDoor", Door, LoginDoor)


@contextmanager
def launched(program: str) -> "Iterator[Browser]":
    """Start Chromium, which lies at ``program``."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def listening(desk: Desk) -> Iterator[Door]:
    """Serve a desk from a thread of this process, at a port of its own."""
    with behind(desk, Door) as door:
        yield door


@contextmanager
def behind(desk: Desk, door_at: Callable[[int], AnyDoor]) -> Iterator[AnyDoor]:
    """Do it behind a door that is made for the port."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen(128)
        door = door_at(bound.getsockname()[1])
        app = application(desk, door)
        config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: asyncio.run(_served(server, bound)), daemon=True)
        thread.start()
        try:
            yield door
        finally:
            app.state.room.close()
            server.should_exit = True
            thread.join(20)


async def _served(server: uvicorn.Server, bound: socket.socket) -> None:
    await server.serve(sockets=[bound])
    await asyncio.sleep(0.1)  # what was told to close is closed in the loop's next rounds


@dataclass(slots=True)
class Person:
    """Somebody at a browser. ``keys`` counts what was pressed, ``clicks`` what was clicked."""

    page: "Page"
    origin: str
    keys: int = 0
    clicks: int = 0
    errors: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the desk."""
        self.page.goto(self.origin + path, wait_until="load")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, with the page as it is then."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def sends(self, *keys: str) -> None:
        """Press keys of which the last one sends a form; waits for the page that follows."""
        *first, last = keys
        self.press(*first)
        with self.page.expect_navigation(wait_until="load"):
            self.press(last)

    def types(self, words: str) -> None:
        """Type words; how many letters they have is no matter of the desk's."""
        self.page.keyboard.type(words)

    def click(self, selector: str) -> None:
        """Click what a selector names."""
        self.page.click(selector)
        self.clicks += 1

    @property
    def told(self) -> str:
        """What the page tells first: what was done, or refused."""
        return " ".join(self.page.locator(".told, .problem").all_inner_texts())


def person(browser: "Browser", door: Door, *, width: int = 1400, **context: object) -> Person:
    """Let somebody come in through a door, in a browser without any other's cookies; what fails in it is noted."""
    opened = browser.new_context(viewport={"width": width, "height": 900}, **context)  # type: ignore[arg-type] # passed on as given
    page = opened.new_page()
    origin = door.address.partition("/enter")[0]
    one = Person(page, origin)
    page.on("pageerror", lambda error: one.errors.append(str(error)))
    page.on("console", lambda told: one.errors.append(told.text) if _is_error(told) else None)
    page.goto(door.address, wait_until="load")
    return one


def _is_error(told: "ConsoleMessage") -> bool:
    """Tell whether something failed in a page; that the desk refuses something is an error to Chromium, too."""
    return told.type == "error" and "Failed to load resource: the server responded with a status of 4" not in told.text


def until(true: object, *, seconds: float = 10) -> None:
    """Wait until something is so; raises AssertionError when it never is."""
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came so"
        time.sleep(0.05)
