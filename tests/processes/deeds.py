"""What writes into a workspace or out of one, each with what may be there afterwards: all of it, or nothing."""

import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from tests.reading.captures.site import served

from claimtrack.config import Place
from claimtrack.db.base import Base
from claimtrack.db.models import Event
from claimtrack.events.actions import Action
from claimtrack.locker.store import digest_of
from claimtrack.reports.registry import load_renderer
from claimtrack.services.articles.ingest import Given, ingest
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import Bearing, examine
from claimtrack.services.files import write_whole
from claimtrack.services.inputs import Input
from claimtrack.services.integrity import backup as backups
from claimtrack.services.integrity.sweep import sweep
from claimtrack.services.integrity.verify import verify
from claimtrack.services.packages.export import let_go
from claimtrack.services.packages.opening import opened
from claimtrack.services.packages.taking_in import take_in
from claimtrack.services.reports.gather import gather
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import Basis, Stance

ARTICLE = b"The bridge at Marlow is closed, Ana Ruiz said. It could not be independently confirmed."
NEXT = "\n\n".join(f"Boris Corvane told Delta Wire that road {number} is open again." for number in range(60)).encode()
OLD_REPORT = b"what was there before"
_WHOLE: dict[str, str] = {}
"""The digests of packages that were opened and checked."""


def prepare(folder: Path) -> None:
    """Put a workspace with an article into ``folder``, a file to attach, and a package that has one piece more."""
    folder.mkdir()
    desk = _made(folder / "desk")
    (folder / "log.txt").write_text("The log: closed since noon.\n" * 2_000)
    (folder / "film.mp4").write_bytes(b"\0\0\0\x20ftypisom" + random.Random(1).randbytes(24_000_000))  # noqa: S311 - bytes that nothing compresses, no secret
    (folder / "next.txt").write_bytes(NEXT)
    (folder / "report.html").write_bytes(OLD_REPORT)
    shutil.copytree(folder / "desk", folder / "more")
    more = opened_at(folder / "more")
    _attach(more, folder / "log.txt")
    let_go(more, folder / "case.zip")
    backups.backup(more, folder / "kept.zip")
    assert verify(desk).problems == ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done in a workspace; ``found`` says what is there afterwards, and raises where that is half of it.

    It counts rows by what it is given, which may verify the record.
    """

    do: Callable[[Path], object]
    found: Callable[[Path, "Count"], str]


def _made(root: Path) -> Desk:
    create(_place(root), reviewer="ana")
    desk = opened_at(root)
    ingest(desk, [Input(ARTICLE, "article.txt")], Given())
    return desk


def _place(root: Path) -> Place:
    return Place(root, None, root / ".claimtrack" / "locker")


def opened_at(root: Path) -> Desk:
    return open_desk(_place(root), reviewer="ana")


def _attach(desk: Desk, named: Path | str) -> None:
    known = Bearing(Stance.CONTEXT, Basis.RECORD, "Port Office", new_source=True)
    desk.enact(attach, look(desk, [1]), examine(desk, offered_from(desk, str(named), allow_private=True), known))


Count = Callable[[Path], Mapping[str, int]]


def sound(root: Path) -> Mapping[str, int]:
    """Give how many rows each table has of a workspace that is sound."""
    desk = opened_at(root)
    assert verify(desk).problems == ()
    desk.database.dispose()
    return rows_of(root)


def rows_of(root: Path) -> Mapping[str, int]:
    """Give how many rows each table has."""
    desk = opened_at(root)
    with desk.database.connect() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }
    desk.database.dispose()
    return found


def _adding(name: str) -> Deed:
    def do(folder: Path) -> None:
        _attach(opened_at(folder / "desk"), folder / name)

    def found(folder: Path, count: Count) -> str:
        rows = count(folder / "desk")
        assert rows["evidence"] == rows["evidence_link"]
        return "all" if rows["evidence"] else "nothing"

    return Deed(do, found)


def _capture(folder: Path) -> None:
    with served() as port:
        _attach(opened_at(folder / "desk"), f"http://127.0.0.1:{port}/plainly")


def _sweep(folder: Path) -> None:
    desk = opened_at(folder / "desk")
    desk.locker.put(b"nobody names it")
    desk.enact(sweep, older_than=0)


def _swept(folder: Path, count: Count) -> str:
    """Tell whether it is on record that something was taken out; what was kept and nobody names is none of either."""
    count(folder / "desk")
    desk = opened_at(folder / "desk")
    with desk.database.connect() as connection:
        told = connection.execute(select(func.count()).where(Event.action == Action.LOCKER_SWEPT)).scalar_one()
    desk.database.dispose()
    return "all" if told else "nothing"


def _ingest(folder: Path) -> None:
    ingest(opened_at(folder / "desk"), [Input(NEXT, "next.txt")], Given(outlet="Harbour Post"))


def _ingested(folder: Path, count: Count) -> str:
    rows = count(folder / "desk")
    assert (rows["article"], rows["snapshot"], rows["claim"]) in {(1, 1, 2), (2, 2, 62)}
    return "all" if rows["article"] == 2 else "nothing"


def _export(folder: Path) -> None:
    made = folder / "made.zip"
    let_go(opened_at(folder / "desk"), made if not made.exists() else folder / "again.zip")


def _exported(folder: Path, count: Count) -> str:
    count(folder / "desk")
    for made in {folder / "made.zip", folder / "again.zip"} & set(folder.iterdir()):
        # The same record gives the same bytes: what is these is whole, and needs no second look.
        if _WHOLE.get(made.name) != (digest := digest_of(made.read_bytes())):
            with opened(made):
                pass
            _WHOLE.setdefault(made.name, digest)
    return "all" if (folder / "made.zip").exists() else "nothing"


def _import(folder: Path) -> None:
    take_in(folder / "case.zip", _place(folder / "taken"), reviewer="ana")


def _imported(folder: Path, count: Count) -> str:
    if not (folder / "taken" / ".claimtrack").exists():
        return "nothing"
    assert count(folder / "taken")["evidence"] == 1
    return "all"


def _take_more(folder: Path) -> None:
    take_in(folder / "case.zip", _place(folder / "desk"), reviewer="ana")


def _report(folder: Path) -> None:
    write_whole(folder / "report.html", load_renderer("html")(gather(opened_at(folder / "desk"), 1)))


def _reported(folder: Path, count: Count) -> str:
    count(folder / "desk")
    found = (folder / "report.html").read_bytes()
    if found == OLD_REPORT:
        return "nothing"
    assert found.rstrip().endswith(b"</html>")
    return "all"


def _back_up(folder: Path) -> None:
    made = folder / "backup.zip"
    backups.backup(opened_at(folder / "more"), made if not made.exists() else folder / "backup-again.zip")


def _backed_up(folder: Path, count: Count) -> str:
    count(folder / "more")
    for made in {folder / "backup.zip", folder / "backup-again.zip"} & set(folder.iterdir()):
        backups.check(made)
    return "all" if (folder / "backup.zip").exists() else "nothing"


def _restore(folder: Path) -> None:
    backups.restore(folder / "kept.zip", _place(folder / "taken"))


DEEDS: Mapping[str, Deed] = {
    "add": _adding("log.txt"),
    "add-large": _adding("film.mp4"),
    "capture": Deed(_capture, _adding("").found),
    "sweep": Deed(_sweep, _swept),
    "ingest": Deed(_ingest, _ingested),
    "export": Deed(_export, _exported),
    "import": Deed(_import, _imported),
    "import-more": Deed(_take_more, _adding("log.txt").found),
    "report": Deed(_report, _reported),
    "backup": Deed(_back_up, _backed_up),
    "restore": Deed(_restore, _imported),
}
