"""Pages of the desk in a browser beside what they show: a claim beside its article of 1,000, that article, the inbox.

Beside what the services take, of which a page is to be at most one and a half times, each line tells what the database
itself took of it. ``python -m tests.benchmarks.browsing`` in the checkout's root. Without a network and without what a
client takes: the program is asked in this process.
"""

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from sqlalchemy import Engine, event
from starlette.testclient import TestClient
from starlette.types import Message
from tests.benchmarks import desks
from tests.benchmarks.measuring import Bound, Line, alternating, machine, seconds, table

from claimtrack.services import reviewers, watching
from claimtrack.services.articles import details, nearby
from claimtrack.services.desk import Desk
from claimtrack.services.marks import tag_listing
from claimtrack.services.marks.scale import ratings_for
from claimtrack.services.paging import Window
from claimtrack.services.reports.gather import show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.reports.parts import part_around, part_of
from claimtrack.vocabulary import Order, Status
from claimtrack.web.door import Door
from claimtrack.web.site import application

CLAIMS = 1_000
_PAGE = Bound(at_most=1.5)


def lines(*, claims: int = CLAIMS, rounds: int = 9) -> Iterator[Line]:
    """Measure the inbox and a claim's page on SQLite, beside the services that `list` and `show` call."""
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder, patch.object(desks, "PER_ARTICLE", claims):
        desk = desks.new_desk(Path(folder) / "desk")
        desks.fill(desk, claims)
        desk = replace(desk, database=desk.database.kept_open())  # as it is served
        ask = entered(desk)
        waiting, middle = Filters(unverified=True), claims // 2
        for what, address, services in (
            (f"the inbox of {claims:,} claims", "/", lambda: _inbox(desk, waiting)),
            (f"a claim beside its article of {claims:,}", f"/claims/{middle}", lambda: _claim(desk, middle)),
            (f"a part of that article of {claims:,}", "/articles/1?part=3", lambda: _article(desk)),
        ):
            yield _page(what, partial(ask, address), services, rounds)
        desk.database.dispose()


def _inbox(desk: Desk, waiting: Filters) -> None:
    list_claims(desk, waiting, order=Order.QUEUE, limit=50)
    details.titles(desk, most=200)
    watching.newest(desk)


def _claim(desk: Desk, number: int) -> None:
    show(desk, number)
    part_around(desk, number)
    nearby.speakers(desk, number)
    nearby.names_starting(desk, "", most=500)
    reviewers.listing(desk, Window(500, 1))
    tag_listing.listing(desk, Window(500, 1))
    ratings_for(desk, Status.UNVERIFIED)
    watching.newest(desk)


def _article(desk: Desk) -> None:
    part = part_of(desk, 1, 3)
    list_claims(desk, Filters(numbers=tuple(one.number for one in part.claims)))
    nearby.names_starting(desk, "", most=500)
    watching.newest(desk)


def _page(what: str, ours: Callable[[], object], asked: Callable[[], object], rounds: int) -> Line:
    taken, alone = alternating(lambda: seconds(ours), lambda: seconds(asked), rounds=rounds)
    with _counted() as spent:
        ours()
    beside = f"the services: {alone * 1000:.1f} ms; {len(spent)} statements: {sum(spent) * 1000:.1f} ms"
    return Line(what, f"{taken * 1000:.1f} ms", beside, taken / alone, _PAGE)


@contextmanager
def _counted() -> Iterator[list[float]]:
    """Give a list that takes how many seconds the database spends on each statement, without reading its rows."""
    spent: list[float] = []
    begun: list[float] = []

    def before(*_: object) -> None:
        begun.append(time.perf_counter())

    def after(*_: object) -> None:
        spent.append(time.perf_counter() - begun.pop())

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)
    yield spent
    event.remove(Engine, "before_cursor_execute", before)
    event.remove(Engine, "after_cursor_execute", after)


def entered(desk: Desk) -> Callable[[str], None]:
    """Come in to a desk as it is served, and give a way to ask for a page."""
    desk = replace(desk, database=desk.database.kept_open())
    door = Door(8123)
    app = application(desk, door)
    client = TestClient(app, base_url="http://127.0.0.1:8123")
    client.get("/enter", params={"key": door.key})
    headers = [(b"host", b"127.0.0.1:8123"), (b"cookie", f"{door.cookie}={client.cookies[door.cookie]}".encode())]
    loop = asyncio.new_event_loop()

    def ask(address: str) -> None:
        path, _, query = address.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": headers,
            "server": ("127.0.0.1", 8123),
        }
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        loop.run_until_complete(app(scope, receive, send))
        if sent[0]["status"] != 200:
            raise ValueError(sent[1]["body"][:200])

    return ask


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    sys.stdout.write(f"{machine()}\n\n{table(list(lines(claims=count)))}\n")
