"""Capture a page: every hop to it, the page, and what it shows, each within the same guards and all within a budget."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import httpx

from claimtrack import __version__
from claimtrack.clock import Clock
from claimtrack.config import MAX_SIZE
from claimtrack.errors import InvalidInput
from claimtrack.reading.captures.exchange import Asking, Exchange, NotHad, ask
from claimtrack.reading.captures.linked import MOST_STYLE, Link, Linked, Part, in_order, linked_by_page, linked_by_style
from claimtrack.reading.fetch import REDIRECTS, SECONDS

Fields: TypeAlias = tuple[tuple[str, str], ...]
AGENT = f"claimtrack/{__version__}"
_AT_ONCE = 4
"""Resources that are asked for at the same time."""
_SLOWEST = 10.0
"""Seconds for one resource."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_DEPTH = 2
"""Style sheets that are loaded by style sheets, and those by them."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What is taken at most: bytes of the page, then resources, their bytes, and seconds for all of them together."""

    page: int = MAX_SIZE
    page_seconds: float = SECONDS
    resources: int = 150
    resource: int = 10_000_000
    total: int = 50_000_000
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Kept:
    """A resource that came, with the exchanges that led to it, the last of them its own."""

    link: Link
    exchanges: tuple[Exchange, ...]
    fault: str | None = None
    """Why it is not what the page wants, though it is kept as it came: an error, a page in a picture's place."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A resource that was not kept, and why."""

    link: Link
    why: str


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it came, when. ``way`` are the exchanges that led to it, the last of them the page itself."""

    asked: str
    began: datetime
    ended: datetime
    way: tuple[Exchange, ...]
    kept: tuple[Kept, ...]
    missed: tuple[Missed, ...]
    beyond: tuple[tuple[str, int], ...]
    looked_through: bool
    allow_private: bool
    budget: Budget

    @property
    def page(self) -> Exchange:
        """The answer that is the page."""
        return self.way[-1]


def capture(url: str, *, clock: Clock, allow_private: bool = False, budget: Budget | None = None) -> Capture:
    """Capture what is at an address. Only the page must come: what is missed of its resources is told.

    Each address is checked that is connected to, anew for each redirect and each resource, as ``fetch`` does; no
    proxy is used. Raises InvalidInput where the page cannot be had in full.
    """
    budget = budget or Budget()
    asking = Asking(httpx.create_ssl_context(), clock, AGENT, allow_private)
    cookies = Cookies()
    began = clock()
    try:
        way = _way_to(url, asking, budget, cookies)
        data = way[-1].read(budget.page)
    except NotHad as error:
        raise InvalidInput(f"{error}; save the page in a browser and attach the file") from error
    page = way[-1]
    if not data:
        raise InvalidInput(f"{page.url} answers with nothing; open it in a browser, save the page and attach the file")
    linked: Linked | None = Linked()
    if page.media_type in _PAGES or (not page.media_type and data.lstrip()[:1] == b"<"):
        linked = linked_by_page(data, url=page.url, charset=page.charset)
    gathering = _Gathering(asking, budget, page.url, cookies)
    gathering.gather(linked.links if linked is not None else ())
    return Capture(
        asked=url,
        began=began,
        ended=clock(),
        way=way,
        kept=tuple(gathering.kept),
        missed=tuple(gathering.missed),
        beyond=linked.beyond if linked is not None else (),
        looked_through=linked is not None,
        allow_private=allow_private,
        budget=budget,
    )


class Cookies:
    """What servers on the way to the page asked to be told again; some send in circles who does not."""

    def __init__(self) -> None:
        self._jar = httpx.Cookies()

    def take(self, exchange: Exchange) -> None:
        """Take what an answer sets."""
        asked = httpx.Request("GET", exchange.url)
        self._jar.extract_cookies(httpx.Response(exchange.status, headers=list(exchange.fields), request=asked))

    def fields(self, url: str) -> Fields:
        """Return the field that an address is asked with, if any."""
        try:
            asked = httpx.Request("GET", url)
        except httpx.InvalidURL:
            return ()  # what asks for it says so
        self._jar.set_cookie_header(asked)
        told = asked.headers.get("cookie")
        return (("Cookie", told),) if told else ()


def _way_to(url: str, asking: Asking, budget: Budget, cookies: Cookies) -> tuple[Exchange, ...]:
    """Ask for an address, and for those to which it leads, up to the page. Raises InvalidInput where there is none."""
    deadline = time.monotonic() + budget.page_seconds
    way: list[Exchange] = []
    for exchange in hops(url, asking, deadline, budget.page, cookies.fields):
        cookies.take(exchange)
        way.append(exchange)
    page = way[-1]
    if page.leads_to is not None:
        raise InvalidInput(f"{url} redirects more than {REDIRECTS} times; give the address it leads to")
    if not 200 <= page.status < 300:
        raise InvalidInput(f"{page.url} answers {page.status} {page.reason}; nothing was kept")
    return tuple(way)


def hops(url: str, asking: Asking, deadline: float, most: int, fields: Callable[[str], Fields]) -> Iterator[Exchange]:
    """Yield what an address answers, and where that leads elsewhere, what is there, for so many times."""
    to: str | None = url
    for _ in range(REDIRECTS + 1):
        if to is None:
            return
        exchange = ask(to, asking, deadline=deadline, most=most, fields=fields(to))
        yield exchange
        to = exchange.leads_to


@dataclass(frozen=True, slots=True)
class _Wanted:
    link: Link
    depth: int


class _Gathering:
    """Gets what a page links, some at a time and in an order that does not depend on which of them comes first."""

    def __init__(self, asking: Asking, budget: Budget, page: str, cookies: Cookies) -> None:
        self.kept: list[Kept] = []
        self.missed: list[Missed] = []
        self._asking = asking
        self._budget = budget
        self._deadline = time.monotonic() + budget.seconds
        self._from = (("Referer", str(httpx.URL(page).copy_with(raw_path=b"/", fragment=None))),)
        self._cookies = cookies
        self._seen: set[str] = {page}
        self._asked = self._bytes = 0

    def gather(self, links: Sequence[Link]) -> None:
        """Get these, and what style sheets among them link in turn."""
        wanted = self._new(links, depth=0)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            while wanted:
                full = self._full()
                if full is not None:
                    self.missed += [Missed(one.link, full) for one in wanted]
                    return
                some = wanted[: min(_AT_ONCE, self._budget.resources - self._asked)]
                wanted = wanted[len(some) :]
                self._asked += len(some)
                for one, got in zip(some, pool.map(self._get, some), strict=True):
                    wanted += self._take(one, got)
                wanted.sort(key=lambda one: list(Part).index(one.link.part))

    def _new(self, links: Iterable[Link], *, depth: int) -> list[_Wanted]:
        new = [link for link in in_order(links) if link.url not in self._seen]
        self._seen |= {link.url for link in new}
        return [_Wanted(link, depth) for link in new]

    def _full(self) -> str | None:
        """Say why nothing more is asked for; None while it is."""
        if self._asked >= self._budget.resources:
            return f"not asked for: a capture takes {self._budget.resources} resources"
        if time.monotonic() >= self._deadline:
            return f"not asked for: a capture takes {self._budget.seconds:g} seconds for resources"
        if self._bytes >= self._budget.total:
            return f"not asked for: a capture takes {self._budget.total:,} bytes of resources"
        return None

    def _get(self, wanted: _Wanted) -> Kept | Missed:
        link = wanted.link
        deadline = min(self._deadline, time.monotonic() + _SLOWEST)
        try:
            way = tuple(hops(link.url, self._asking, deadline, self._budget.resource, self._fields))
            data = way[-1].read(self._budget.resource)
        except NotHad as error:
            return Missed(link, error.why)
        except InvalidInput as error:
            return Missed(link, str(error).partition(";")[0])
        return Kept(link, way, _fault(link, way[-1], data))

    def _fields(self, url: str) -> Fields:
        return (*self._from, *self._cookies.fields(url))

    def _take(self, wanted: _Wanted, got: Kept | Missed) -> list[_Wanted]:
        """Keep what came where there is room; gives what is wanted because of it."""
        if isinstance(got, Missed):
            self.missed.append(got)
            return []
        size = sum(len(one.answer) for one in got.exchanges)
        if self._bytes + size > self._budget.total:
            self._bytes = self._budget.total  # so that nothing more is asked for, to be thrown away
            self.missed.append(Missed(got.link, f"no room: a capture takes {self._budget.total:,} bytes of resources"))
            return []
        self._bytes += size
        self.kept.append(got)
        if got.link.part is not Part.STYLE or got.fault is not None or wanted.depth >= _DEPTH:
            return []
        own = got.exchanges[-1]
        style = own.read(self._budget.resource)[:MOST_STYLE].decode("utf-8", "replace")
        return self._new(linked_by_style(style, url=own.url), depth=wanted.depth + 1)


def _fault(link: Link, own: Exchange, data: bytes) -> str | None:
    """Say why what came is not what the page wants there; None where it may well be."""
    if own.leads_to is not None:
        return f"redirects more than {REDIRECTS} times"
    if own.status >= 400:
        return f"answers {own.status} {own.reason}".rstrip()
    if own.media_type in _PAGES or data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return f"is a page of HTML, and no {link.part.value}"
    return None
