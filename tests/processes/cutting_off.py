"""What writes, cut off at some moment by a kill, or by a disk that is full.

Each deed is done by a process forked from this one, on a workspace that is put back before. What may be there
afterwards is all of it or nothing, the record is sound, the same thing done again succeeds, and nothing is left lying
about then: no folder to work in, nothing half-written in the locker that its sweep does not take.

``python -m tests.processes.cutting_off kill [DEED ...]`` kills each at ``--count`` random moments (``make kills``);
``... full [DEED ...]`` lets the disk be full from a write on, at ``--count`` of them, spread over all, or at each
where that is 0 (``make full-disk``). The latter takes a C compiler, for ``full_disk.c`` is preloaded. Prints what came
of each as a line of JSON.
"""

import argparse
import ctypes
import gc
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from unittest.mock import patch

from sqlalchemy import func, select
from tests.quick_databases import compiled_once, nothing_flushed

from claimtrack.config import FOLDER, Place
from claimtrack.db import migrate
from claimtrack.db.base import Base
from claimtrack.db.engine import Database, sqlite_url
from claimtrack.errors import ClaimtrackError, ForbiddenMove, InvalidInput
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
from claimtrack.services.packages import rebuilding
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
_NOT_KILLED = 3
_VERIFIED_AGAIN = 5
_SAID = ("No space left", "is full", "does not answer", "and has room")


def prepare(folder: Path) -> None:
    """Put a workspace with an article into ``folder``, a file to attach, and a package that has one piece more."""
    folder.mkdir()
    desk = _made(folder / "desk")
    (folder / "log.txt").write_text("The log: closed since noon.\n" * 2_000)
    (folder / "film.mp4").write_bytes(b"\0\0\0\x20ftypisom" + random.Random(1).randbytes(24_000_000))  # noqa: S311
    (folder / "next.txt").write_bytes(NEXT)
    (folder / "report.html").write_bytes(OLD_REPORT)
    shutil.copytree(folder / "desk", folder / "more")
    more = _opened(folder / "more")
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
    desk = _opened(root)
    ingest(desk, [Input(ARTICLE, "article.txt")], Given())
    return desk


def _place(root: Path) -> Place:
    return Place(root, None, root / ".claimtrack" / "locker")


def _opened(root: Path) -> Desk:
    return open_desk(_place(root), reviewer="ana")


def _attach(desk: Desk, file: Path) -> None:
    known = Bearing(Stance.CONTEXT, Basis.RECORD, "Port Office", new_source=True)
    desk.enact(attach, look(desk, [1]), examine(desk, offered_from(desk, str(file)), known))


Count = Callable[[Path], Mapping[str, int]]


def _sound(root: Path) -> Mapping[str, int]:
    """Give how many rows each table has of a workspace that is sound."""
    desk = _opened(root)
    assert verify(desk).problems == ()
    desk.database.dispose()
    return _rows(root)


def _rows(root: Path) -> Mapping[str, int]:
    """Give how many rows each table has."""
    desk = _opened(root)
    with desk.database.connect() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }
    desk.database.dispose()
    return found


def _adding(name: str) -> Deed:
    def do(folder: Path) -> None:
        _attach(_opened(folder / "desk"), folder / name)

    def found(folder: Path, count: Count) -> str:
        rows = count(folder / "desk")
        assert rows["evidence"] == rows["evidence_link"]
        return "all" if rows["evidence"] else "nothing"

    return Deed(do, found)


def _ingest(folder: Path) -> None:
    ingest(_opened(folder / "desk"), [Input(NEXT, "next.txt")], Given(outlet="Harbour Post"))


def _ingested(folder: Path, count: Count) -> str:
    rows = count(folder / "desk")
    assert (rows["article"], rows["snapshot"], rows["claim"]) in {(1, 1, 2), (2, 2, 62)}
    return "all" if rows["article"] == 2 else "nothing"


def _export(folder: Path) -> None:
    made = folder / "made.zip"
    let_go(_opened(folder / "desk"), made if not made.exists() else folder / "again.zip")


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
    write_whole(folder / "report.html", load_renderer("html")(gather(_opened(folder / "desk"), 1)))


def _reported(folder: Path, count: Count) -> str:
    count(folder / "desk")
    found = (folder / "report.html").read_bytes()
    if found == OLD_REPORT:
        return "nothing"
    assert found.rstrip().endswith(b"</html>")
    return "all"


def _back_up(folder: Path) -> None:
    made = folder / "backup.zip"
    backups.backup(_opened(folder / "more"), made if not made.exists() else folder / "backup-again.zip")


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
    "ingest": Deed(_ingest, _ingested),
    "export": Deed(_export, _exported),
    "import": Deed(_import, _imported),
    "import-more": Deed(_take_more, _adding("log.txt").found),
    "report": Deed(_report, _reported),
    "backup": Deed(_back_up, _backed_up),
    "restore": Deed(_restore, _imported),
}


def killed(deed: Deed, prepared: Path, folder: Path, *, count: int, seed: int) -> Counter[str]:
    """Kill at random moments between the begin and a little behind the end; gives how often all was there."""
    dice = random.Random(seed)  # noqa: S311 - moments that are spread, no secret
    took = []
    for _ in range(_NOT_KILLED):
        _restored(prepared, folder)
        begun = time.perf_counter()
        assert _end_of(_forked(deed, folder)) == 0
        took.append(time.perf_counter() - begun)
    assert deed.found(folder, _sound) == "all"
    outcomes: Counter[str] = Counter()
    for number in range(count):
        _restored(prepared, folder)
        child = _forked(deed, folder)
        time.sleep(dice.uniform(0, 1.05 * median(took)))
        os.kill(child, signal.SIGKILL)
        _end_of(child)
        outcomes[_again(deed, folder, number)] += 1
        _nothing_is_left(folder)
    return outcomes


def filled_up(deed: Deed, prepared: Path, folder: Path, *, steps: int) -> Counter[str]:
    """Let the disk be full from one write on, at so many of them; what is refused is said, and nothing is there."""
    _restored(prepared, folder)
    told = folder.with_name(f"{folder.name}-told")
    assert _end_of(_forked(deed, folder, full_from=0, told=told)) == 0
    writes = int(told.read_text())
    outcomes: Counter[str] = Counter()
    for number, step in enumerate(_spread(writes, steps)):
        _restored(prepared, folder)
        ended = _end_of(_forked(deed, folder, full_from=step, told=told))
        assert ended in {0, 2}, told.read_text()
        found = _again(deed, folder, number)
        # What was kept and could not be tidied up afterwards is there as a whole, and said to be.
        assert ended == 2 or found == "all"
        outcomes[f"{found}, {'refused' if ended else 'done'}"] += 1
        if ended:
            words = told.read_text()
            assert any(one in words for one in (("on record",) if found == "all" else _SAID)), words
        _nothing_is_left(folder)
    outcomes["writes"] = writes
    return outcomes


def _spread(writes: int, steps: int) -> Iterator[int]:
    if not steps or steps >= writes:
        yield from range(1, writes + 1)
    else:
        yield from sorted({1 + number * (writes - 1) // max(1, steps - 1) for number in range(steps)})


def _again(deed: Deed, folder: Path, number: int) -> str:
    """Verify what is there after it was cut off, and say so; and do the same again, as a user would.

    What came of that is verified every fifth time, for it is what comes of the deed where nothing went before.
    """
    found = deed.found(folder, _sound)
    try:
        deed.do(folder)
    except (ForbiddenMove, InvalidInput):  # "is attached to claim 1 already", "there is a workspace already"
        assert found == "all"
    assert deed.found(folder, _sound if number % _VERIFIED_AGAIN == 0 else _rows) == "all"
    return found


def _nothing_is_left(folder: Path) -> None:
    """Hold that no folder to work in is left, and that a sweep takes what is half-written in the lockers."""
    assert [file for file in Path(tempfile.gettempdir()).iterdir() if file.name.startswith("claimtrack")] == []
    assert [file for file in folder.rglob(".*") if file.is_dir() and file.name != FOLDER] == []
    for root in (folder / "desk", folder / "more", folder / "taken"):
        if (root / FOLDER).exists():
            desk = _opened(root)
            desk.enact(sweep, older_than=0)
            assert desk.locker.leftovers(older_than=0) == []
            desk.database.dispose()
    assert [file for file in folder.rglob(".*") if file.name != FOLDER] == []


def _restored(prepared: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(prepared, folder, copy_function=_linked)


def _linked(of: str, to: str) -> None:
    """Let what nobody writes to be the same file, and copy the rest."""
    if of.endswith((".zip", ".mp4")):
        os.link(of, to)
    else:
        shutil.copy2(of, to)


def _forked(deed: Deed, folder: Path, *, full_from: int | None = None, told: Path | None = None) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    words = "it never came to an end"
    disk = ctypes.CDLL(None) if full_from is not None else None
    try:
        gc.disable()
        if disk is not None:
            disk.fail_from(ctypes.c_long(full_from or 0))
        deed.do(folder)
        code, words = 0, str(disk.writes_seen()) if disk is not None else ""
    except ClaimtrackError as error:
        code, words = 2, str(error)
    except BaseException as error:  # whatever it is has to be told: nobody else sees this process
        words = "".join(traceback.format_exception(error))
    finally:
        if disk is not None:
            disk.fail_from(ctypes.c_long(0))
        if told is not None:
            told.write_text(words)
        os._exit(code)


def _end_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def preloaded(folder: Path) -> dict[str, str]:
    """Compile the full disk and give the environment that preloads it; raises FileNotFoundError without a compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise FileNotFoundError("no C compiler: install gcc, which tests/processes/full_disk.c takes")
    library = folder / "full_disk.so"
    source = Path(__file__).with_name("full_disk.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    return {**os.environ, "LD_PRELOAD": str(library)}


class _Copied:
    """Makes the tables of a database in a folder for temporary files by copying one: that took half of all time."""

    def __init__(self, template: Path) -> None:
        migrate.upgrade(Database(sqlite_url(template)))
        self._template = template

    def upgrade(self, database: Database, revision: str = "head") -> None:
        del revision
        shutil.copyfile(self._template, str(database.url.database))


def main(how: str, deeds: list[str], count: int, seed: int) -> None:
    """Cut each deed off as often as asked, in a folder of its own, and print what came of it."""
    with ExitStack() as stack:
        name = stack.enter_context(tempfile.TemporaryDirectory(prefix="cutting-off-"))
        stack.enter_context(compiled_once())
        if how == "kill":
            stack.enter_context(nothing_flushed())
        if how == "full" and "LD_PRELOAD" not in os.environ:
            command = [sys.executable, "-m", "tests.processes.cutting_off", *sys.argv[1:]]
            sys.exit(subprocess.run(command, env=preloaded(Path(name)), check=False).returncode)
        stack.enter_context(patch.object(rebuilding, "migrate", _Copied(Path(name) / "tables.db")))
        tempfile.tempdir = str(Path(name) / "temporary")
        Path(tempfile.tempdir).mkdir()
        prepared = Path(name) / "prepared"
        prepare(prepared)
        for deed in deeds or DEEDS:
            at = Path(name) / deed
            begun = time.perf_counter()
            came = (
                killed(DEEDS[deed], prepared, at, count=count, seed=seed)
                if how == "kill"
                else filled_up(DEEDS[deed], prepared, at, steps=count)
            )
            shutil.rmtree(at)
            told = {"deed": deed, **came, "seconds": round(time.perf_counter() - begun)}
            print(json.dumps(told), flush=True)  # noqa: T201 - for whoever started this process


if __name__ == "__main__":
    os.environ["CLAIMTRACK_EXTRACTOR"] = "rules"
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("how", choices=["kill", "full"])
    given.add_argument("deeds", nargs="*", metavar="DEED")
    given.add_argument("--count", type=int, default=300)
    given.add_argument("--seed", type=int, default=20261130)
    told = given.parse_args()
    main(told.how, told.deeds, told.count, told.seed)
