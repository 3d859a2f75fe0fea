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
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from unittest.mock import patch

from tests.processes.deeds import DEEDS, Deed, opened_at, prepare, rows_of, sound
from tests.quick_databases import compiled_once, nothing_flushed

from claimtrack.config import FOLDER
from claimtrack.db import migrate
from claimtrack.db.engine import Database, sqlite_url
from claimtrack.errors import ClaimtrackError, ForbiddenMove, InvalidInput
from claimtrack.services.integrity.sweep import sweep
from claimtrack.services.packages import rebuilding

_NOT_KILLED = 3
_VERIFIED_AGAIN = 5
_SAID = ("No space left", "is full", "does not answer", "and has room")


def killed(deed: Deed, prepared: Path, folder: Path, *, count: int, seed: int) -> Counter[str]:
    """Kill at random moments between the begin and a little behind the end; gives how often all was there."""
    dice = random.Random(seed)  # noqa: S311 - moments that are spread, no secret
    took = []
    for _ in range(_NOT_KILLED):
        _restored(prepared, folder)
        begun = time.perf_counter()
        assert _end_of(_forked(deed, folder)) == 0
        took.append(time.perf_counter() - begun)
    assert deed.found(folder, sound) == "all"
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
    found = deed.found(folder, sound)
    try:
        deed.do(folder)
    except (ForbiddenMove, InvalidInput):  # "is attached to claim 1 already", "there is a workspace already"
        assert found == "all"
    assert deed.found(folder, sound if number % _VERIFIED_AGAIN == 0 else rows_of) == "all"
    return found


def _nothing_is_left(folder: Path) -> None:
    """Hold that no folder to work in is left, and that a sweep takes what is half-written in the lockers."""
    assert [file for file in Path(tempfile.gettempdir()).iterdir() if file.name.startswith("claimtrack")] == []
    assert [file for file in folder.rglob(".*") if file.is_dir() and file.name != FOLDER] == []
    for root in (folder / "desk", folder / "more", folder / "taken"):
        if (root / FOLDER).exists():
            desk = opened_at(root)
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
