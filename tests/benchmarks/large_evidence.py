"""A film of some gigabytes as evidence, beside ``sha256sum`` and ``cp`` of the same file: time, and memory.

``python -m tests.benchmarks.large_evidence FOLDER [GIGABYTES] [ROUNDS]`` (1 and 1, unless told) writes the film, a
workspace and the copies into ``FOLDER``, which needs three times the room, and removes them.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import CHECKOUT, Bound, Line, alternating, machine, process_seconds, table

_PROGRAM = "from claimtrack.cli.main import main; main()"


def main(folder: Path, gigabytes: int, rounds: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        at = Path(name)
        film = at / "film.mp4"
        with film.open("wb") as stream:
            stream.write(b"\0\0\0\x20ftypisom")
            for _ in range(gigabytes * 1_000):
                stream.write(os.urandom(1_000_000))
        (at / "article.txt").write_text("“The bridge is closed,” Ana Ruiz said.\n", encoding="utf-8")
        _claimtrack(at, "ingest", "article.txt", "--extractor", "rules")

        def add() -> float:
            shutil.rmtree(at / "copy", ignore_errors=True)
            shutil.copytree(at / ".claimtrack", at / "copy" / ".claimtrack")
            words = ("evidence", "add", "1", str(film), "--context", "--workspace", str(at / "copy"))
            return process_seconds([sys.executable, "-c", _PROGRAM, *words], cwd=CHECKOUT)

        def by_hand() -> float:
            (at / "film.copy").unlink(missing_ok=True)
            return sum(
                process_seconds(command, cwd=at)
                for command in (["sha256sum", str(film)], ["cp", str(film), str(at / "film.copy")])
            )

        ours, theirs = alternating(add, by_hand, rounds=rounds)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        what = f"`evidence add` of {gigabytes} GB"
        lines = [
            Line(what, f"{ours:.1f} s", f"`sha256sum` and `cp`: {theirs:.1f} s", theirs / ours, Bound(at_least=0.7)),
            Line(f"{what}: most memory of any process", f"{peak:.0f} MiB", "500 MiB", peak / 500, Bound(at_most=1)),
        ]
        sys.stdout.write(f"{machine()}\n\n{table(lines)}\n")


def _claimtrack(folder: Path, *words: str) -> None:
    command = [sys.executable, "-c", _PROGRAM, *words, "--workspace", str(folder)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    given = [*sys.argv[1:], *("1", "1")[len(sys.argv) - 2 :]]
    main(Path(given[0]), int(given[1]), int(given[2]))
