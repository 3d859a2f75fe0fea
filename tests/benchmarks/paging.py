"""A page of each listing beside the SELECT of its rows alone, and a confirmation beside one look at its claim.

``python -m tests.benchmarks.paging`` in the checkout's root; it takes some minutes, most of them to fill the tables.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert, update
from tests.benchmarks.desks import fill, new_desk
from tests.benchmarks.measuring import Bound, Line, alternating, machine, seconds, table
from tests.benchmarks.starting import selected
from tests.benchmarks.trusting import PIECES, RELATED, related_desk

from claimtrack.db.models import Claim, Source
from claimtrack.services.articles import details
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, acting
from claimtrack.services.paging import Window
from claimtrack.services.reports.gather import show
from claimtrack.services.sources import sources
from claimtrack.services.verdicts import decisions
from claimtrack.services.verdicts.decisions import Decision
from claimtrack.vocabulary import SpeakerKind, Status

CLAIMS = 100_000
SOURCES = 200_000
_PAGE = Window(50, 3)
_BESIDE_ITS_ROWS = Bound(at_most=25)
"""A page of sources counts their claims and evidence, too, and what was merged into each; loading is by the ORM."""
_TWO_LOOKS = Bound(at_most=2)


def lines(*, claims: int = CLAIMS, rounds: int = 9) -> Iterator[Line]:
    """Measure pages of sources and articles on SQLite, and a confirmation of a claim with many pieces."""
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        desk = new_desk(Path(folder) / "many")
        fill(desk, claims)
        _add_sources(desk, SOURCES - max(20, claims // 5))
        yield _page(
            f"a page of 50 of {SOURCES:,} sources",
            desk,
            lambda: sources.listing(desk, _PAGE),
            "SELECT id, name, kind, article_id, merged_into_id FROM source WHERE merged_into_id IS NULL "
            "ORDER BY id LIMIT 50 OFFSET 100",
            rounds,
        )
        yield _page(
            f"a page of 50 of {claims // 40:,} articles",
            desk,
            lambda: details.listing(desk, _PAGE),
            "SELECT * FROM article ORDER BY id LIMIT 50 OFFSET 100",
            rounds,
        )
        desk.database.dispose()
        yield _confirmation(Path(folder) / "related", rounds)


def _page(what: str, desk: Desk, ours: Callable[[], object], query: str, rounds: int) -> Line:
    file = str(desk.database.url.database)
    taken, by_hand = alternating(
        lambda: seconds(ours), lambda: seconds(lambda: selected(file, query)), rounds=rounds * 3
    )
    return Line(
        what,
        f"{taken * 1000:.1f} ms",
        f"the SELECT of their rows: {by_hand * 1000:.1f} ms",
        taken / by_hand,
        _BESIDE_ITS_ROWS,
    )


def _confirmation(root: Path, rounds: int) -> Line:
    desk = related_desk(root)
    with acting(desk) as act:
        act.session.connection().execute(
            update(Claim).where(Claim.id == 1).values(checkable=True, status=Status.UNVERIFIED)
        )
    rehearsing = replace(desk, rehearsal=True)

    def confirm() -> None:
        rehearsing.enact(decisions.decide, look(rehearsing, [1]), Decision(Status.CONFIRMED, "measured", override=True))

    confirmed, shown = alternating(lambda: seconds(confirm), lambda: seconds(lambda: show(desk, 1)), rounds=rounds)
    desk.database.dispose()
    return Line(
        f"`confirm` with its checks, {PIECES} pieces, {RELATED:,} related sources",
        f"{confirmed * 1000:.1f} ms",
        f"`show` of that claim: {shown * 1000:.1f} ms",
        confirmed / shown,
        _TWO_LOOKS,
    )


def _add_sources(desk: Desk, count: int) -> None:
    with acting(desk) as act:
        here = act.session.connection()
        for start in range(0, count, 10_000):
            rows = [
                {"name": f"Office {n}", "key": f"office {n}", "kind": SpeakerKind.ORGANISATION, "created_at": act.at}
                for n in range(start, min(start + 10_000, count))
            ]
            here.execute(insert(Source), rows)


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    sys.stdout.write(f"{machine()}\n\n{table(list(lines(claims=asked)))}\n")
