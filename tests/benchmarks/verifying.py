"""`verify` of many pieces of evidence, at a terminal: how long, on one core and on all, and how often it says how far.

``python -m tests.benchmarks.verifying FOLDER [PIECES] [KILOBYTES]`` (10,000 of 100 and no others, unless told) makes a
workspace in ``FOLDER``, which needs the room, and removes it.
"""

import os
import pty
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert
from tests.benchmarks.desks import new_desk
from tests.benchmarks.measuring import CHECKOUT, Bound, Line, machine, table
from tests.quick_databases import nothing_flushed

from claimtrack.db.models import Evidence, EvidenceLink
from claimtrack.events.evidence import EvidenceAttached
from claimtrack.services.articles.ingest import Given, ingest
from claimtrack.services.claims import changed, look
from claimtrack.services.desk import Act, Desk, acting
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.inputs import Input
from claimtrack.vocabulary import Basis, Stance

_ARTICLE = b"The bridge at Marlow is closed, Ana Ruiz said."
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Ran:
    """How long a run took, by the clock, and all that it showed."""

    seconds: float
    shown: str


def main(folder: Path, pieces: int, kilobytes: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        root = Path(name) / "desk"
        root.mkdir()
        with nothing_flushed():
            _fill(new_desk(root), pieces, kilobytes)
        cores = sorted(os.sched_getaffinity(0))
        one, every = _verified(root, cores[:1]), _verified(root, cores)
        assert "all intact" in every.shown, every.shown[-2_000:]
        shares = every.shown.count("%")
        what = f"`verify`, {pieces:,} pieces of {kilobytes} kB"
        lines = [
            Line(
                f"{what}: on every core",
                f"{every.seconds:.1f} s",
                f"on one: {one.seconds:.1f} s",
                one.seconds / every.seconds,
                Bound(at_least=1.2),
            ),
            Line(f"{what}: said how far it is", f"{shares} times", "100 times", shares / 100, Bound(at_least=0.2)),
        ]
        sys.stdout.write(f"{machine()}\n\n{table(lines)}\n")


def _verified(root: Path, cores: list[int]) -> Ran:
    """Run the command at a terminal of the system's own, on some cores."""
    begun = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.sched_setaffinity(0, cores)
        os.chdir(CHECKOUT)
        os.execv(sys.executable, [sys.executable, "-m", "claimtrack", "verify", "--workspace", str(root)])  # noqa: S606 - as a shell starts it
    shown = b"".join(_said(terminal))
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown[-2_000:]
    return Ran(time.monotonic() - begun, shown.decode("utf-8", "replace"))


def _said(terminal: int) -> Iterator[bytes]:
    try:
        while data := os.read(terminal, 65_536):
            yield data
    except OSError:  # the program is gone, and its end of the terminal with it
        return


def _fill(desk: Desk, pieces: int, kilobytes: int) -> None:
    """Put a claim on record with so many pieces: the first as users do, the others by rows and events like its own."""
    ingest(desk, [Input(_ARTICLE, "article.txt")], Given(), extractor="rules")
    known = Bearing(Stance.CONTEXT, Basis.RECORD, "Port Office", new_source=True)
    desk.enact(attach, look(desk, [1]), examine(desk, Offered(b"\0first", "first"), known))
    dice = random.Random(1)  # noqa: S311 - bytes, no secret
    for begin in range(2, pieces + 1, _AT_ONCE):
        with acting(desk) as act:
            _attach_alike(act, range(begin, min(begin + _AT_ONCE, pieces + 1)), dice, kilobytes * 1_000)
    desk.database.dispose()


def _attach_alike(act: Act, numbers: range, dice: random.Random, size: int) -> None:
    session = act.session
    first, link = session.get_one(Evidence, 1), session.get_one(EvidenceLink, 1)
    claim = link.claim
    files = [(number, act.desk.locker.put(dice.randbytes(size))) for number in numbers]
    alike = {"source_id": first.source_id, "media_type": first.media_type, "url": None, "size": size}
    by = {"added_by_id": act.reviewer.id, "added_at": act.at}
    session.execute(
        insert(Evidence),
        [{"id": number, "digest": digest, "name": f"file {number}", **alike, **by} for number, digest in files],
    )
    does = {"stance": link.stance, "serves": link.serves, "basis": link.basis}
    session.execute(
        insert(EvidenceLink),
        [{"id": number, "evidence_id": number, "claim_id": claim.id, **does, **by} for number, _ in files],
    )
    for number, digest in files:
        attached = EvidenceAttached(
            evidence=number,
            claim=claim.id,
            link=number,
            digest=digest,
            size=size,
            media_type=first.media_type,
            source=first.source_id,
            of_claim=None,
            stance=link.stance,
            serves=link.serves,
            basis=link.basis,
            excerpt=None,
            page=None,
            relying_on=(),
            credibility=None,
            dated=None,
            sketch=None,
            short_runs=None,
            name=f"file {number}",
            url=None,
            note=None,
            excerpt_=None,
        )
        changed(act, claim, attached)


if __name__ == "__main__":
    given = [*sys.argv[1:], *("10000", "100")[len(sys.argv) - 2 :]]
    main(Path(given[0]), int(given[1]), int(given[2]))
