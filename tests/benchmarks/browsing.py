"""Pages of the desk in a browser beside what they show: a claim beside its article of 1,000, and the inbox.

``python -m tests.benchmarks.browsing`` in the checkout's root. Without a network: the program answers in this process.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from starlette.testclient import TestClient
from tests.benchmarks import desks
from tests.benchmarks.measuring import Bound, Line, alternating, machine, seconds, table

from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.vocabulary import Order
from claimtrack.web.door import Door
from claimtrack.web.site import application

CLAIMS = 1_000
_PAGE = Bound(at_most=4)
"""The whole article is drawn with a mark for each of its claims: a page of 600 kB. The services' part is one `show`."""
_LIST = Bound(at_most=5)


def lines(*, claims: int = CLAIMS, rounds: int = 9) -> Iterator[Line]:
    """Measure the inbox and a claim's page on SQLite, beside the services that `list` and `show` call."""
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder, patch.object(desks, "PER_ARTICLE", claims):
        desk = desks.new_desk(Path(folder) / "desk")
        desks.fill(desk, claims)
        client = _entered(desk)
        waiting = Filters(unverified=True)
        yield _page(
            f"the inbox of {claims:,} claims",
            lambda: _opened(client, "/"),
            "what `list` asks for",
            lambda: list_claims(desk, waiting, order=Order.QUEUE, limit=50),
            rounds,
            _LIST,
        )
        yield _page(
            f"a claim beside its article of {claims:,}",
            lambda: _opened(client, f"/claims/{claims // 2}"),
            "what `show` asks for",
            lambda: show(desk, claims // 2),
            rounds,
            _PAGE,
        )
        desk.database.dispose()


def _page(
    what: str, ours: Callable[[], object], beside: str, asked: Callable[[], object], rounds: int, bound: Bound
) -> Line:
    taken, alone = alternating(lambda: seconds(ours), lambda: seconds(asked), rounds=rounds)
    return Line(what, f"{taken * 1000:.1f} ms", f"{beside}: {alone * 1000:.1f} ms", taken / alone, bound)


def _entered(desk: Desk) -> TestClient:
    door = Door(8123)
    client = TestClient(application(desk, door), base_url="http://127.0.0.1:8123")
    client.get("/enter", params={"key": door.key})
    return client


def _opened(client: TestClient, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise ValueError(answer.text[:200])


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    sys.stdout.write(f"{machine()}\n\n{table(list(lines(claims=count)))}\n")
