"""Turn over random bits of a record, one at a time, and ask the program's own commands what became of each.

``python -m tests.benchmarks.flipping [--count N] [--seed N] [--folder FOLDER] [PLACE ...]``, which ``make flips`` runs.
The record is that of ``claimtrack demo --all``, or a copy of the one in ``FOLDER``; places are ``package`` (its export,
by ``check``), ``unpacked`` (the same, by the commands of its own README alone), ``locker``, ``sqlite`` and
``postgresql`` (by ``verify``), all unless some are named. It fails where a bit is missed. A bit in a free page, an
unused byte or a counter of writers is counted apart: nobody who reads the database finds anything else in it.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.postgresql import started
from tests.quick_databases import compiled_once, nothing_flushed
from tests.services.integrity.flipping import (
    Became,
    Flip,
    Told,
    copied,
    flipped_in_bag,
    flipped_in_database,
    flipped_in_locker,
    flipped_in_package,
    refused,
)
from tests.services.integrity.flipping_values import flipped_in_values
from tests.services.packages.readmes import commands, complaints, unpacked
from typer.main import get_command

from claimtrack.cli.app import application
from claimtrack.cli.main import main as program
from claimtrack.config import DATABASE_VARIABLE, FOLDER, LOCKER_FOLDER, REVIEWER_VARIABLE, WORKSPACE_VARIABLE, Place
from claimtrack.errors import DatabaseTrouble, VerificationFailed

Flips = Callable[[], Iterator[Flip]]


def main(root: Path, places: Mapping[str, Flips], asked: list[str]) -> int:
    """Print what became of the flips of each place, each that was missed, and each way in which none is opened."""
    missed = 0
    for what in asked or places:
        begun = time.monotonic()
        found = list(places[what]())
        sys.stdout.write(f"{what}: {len(found):,} flips in {time.monotonic() - begun:.0f} s\n")
        for became, number in Counter(flip.became for flip in found).most_common():
            sys.stdout.write(f"  {number:,} {became.value}\n")
        ways = Counter(_way(flip, root) for flip in found if flip.became is Became.REFUSED)
        for words, number in ways.most_common():
            sys.stdout.write(f"    {number:,} times: {words}\n")
        for flip in found:
            if flip.became is Became.MISSED:
                missed += 1
                sys.stdout.write(f"  missed: {flip.where}, byte {flip.byte}, bit {flip.bit}: {flip.words}\n")
        sys.stdout.flush()
    return 1 if missed else 0


def _way(flip: Flip, root: Path) -> str:
    return flip.words.split(";")[0].replace(str(root), "").strip()


def _places(root: Path, folder: Path, count: int, seed: int, server: Callable[[], str]) -> dict[str, Flips]:
    """Give each place with the flips that are done there, on a copy of its own."""

    def package() -> Iterator[Flip]:
        case = root / "case.zip"
        _run("export", str(case), "--include-protected", "--reason", "to turn bits over", "--workspace", str(folder))
        return flipped_in_package(case, count, seed=seed, look=lambda flipped: _told("check", str(flipped)))

    def in_the_open() -> Iterator[Flip]:
        case = root / "to-unpack.zip"
        _run("export", str(case), "--include-protected", "--reason", "to turn bits over", "--workspace", str(folder))
        bag = unpacked(case, root / "unpacked")
        looks = [partial(complaints, command, bag) for command in commands(bag)]
        return flipped_in_bag(bag, count, seed=seed, check=looks)

    def locker() -> Iterator[Flip]:
        return flipped_in_locker(copied(folder / FOLDER, root / "locker"), count, seed=seed, look=_verified)

    def sqlite() -> Iterator[Flip]:
        return flipped_in_database(copied(folder / FOLDER, root / "sqlite"), count, seed=seed, look=_verified)

    def postgresql() -> Iterator[Flip]:
        moved = Place(root / "moved", server(), root / "moved" / FOLDER / LOCKER_FOLDER)
        moved.root.mkdir()
        case = root / "to-move.zip"
        _run("export", str(case), "--include-protected", "--reason", "to turn bits over", "--workspace", str(folder))
        with patch.dict(os.environ, {DATABASE_VARIABLE: moved.database_url or ""}):
            _run("import", str(case), "--workspace", str(moved.root))
        return flipped_in_values(moved, count, seed=seed, look=_verified)

    return {"package": package, "unpacked": in_the_open, "locker": locker, "sqlite": sqlite, "postgresql": postgresql}


def _verified(place: Place) -> Told:
    with patch.dict(os.environ, {DATABASE_VARIABLE: place.database_url} if place.database_url else {}):
        return _told("verify", "--workspace", str(place.root))


def _told(*words: str) -> Told:
    """Run a command of the program in this process; gives what it found."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    code: object = 0
    with (
        redirect_stdout(out),
        redirect_stderr(out),
        patch.object(sys, "argv", ["claimtrack", *words]),
        patch("claimtrack.cli.main.application", _declared),
    ):
        try:
            program()
        except SystemExit as ended:
            code = ended.code
        except Exception as error:
            return Became.MISSED, repr(error)
        out.flush()
    told = out.buffer.getvalue().decode() if isinstance(out.buffer, io.BytesIO) else ""
    said = " ".join(told.split())
    if code == VerificationFailed.exit_code:
        return Became.NAMED, said
    return refused(said) if code == DatabaseTrouble.exit_code else (Became.MISSED, f"exit code {code}: {said}")


@cache
def _declared(command: str | None) -> Any:
    return get_command(application(command))


def _run(*words: str) -> None:
    environment = {**os.environ, REVIEWER_VARIABLE: "demo"}
    command = [sys.executable, "-m", "claimtrack", *words]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def _worked_example(root: Path) -> Path:
    """Give the folder that ``claimtrack demo --all`` leaves."""
    environment = {**os.environ, "TMPDIR": str(root)}
    command = [sys.executable, "-m", "claimtrack", "demo", "--all"]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    (folder,) = root.glob("claimtrack-demo-*")
    return folder


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("places", nargs="*", metavar="PLACE")
    given.add_argument("--count", type=int, default=1_000)
    given.add_argument("--seed", type=int, default=20261130)
    given.add_argument("--folder", type=Path)
    told = given.parse_args()
    os.environ.pop(WORKSPACE_VARIABLE, None)
    os.environ[REVIEWER_VARIABLE] = "demo"
    sys.stdout.write(f"seed {told.seed}\n")
    with (
        tempfile.TemporaryDirectory(prefix="claimtrack-flips-") as name,
        started() as address,
        compiled_once(),
        nothing_flushed(),
    ):
        at = Path(name)
        of = told.folder or _worked_example(at)
        sys.exit(main(at, _places(at, of, told.count, told.seed, lambda: address), told.places))
