"""An ingest of many files that is killed: what is on record stays, and the same command reads only the rest."""

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.benchmarks.articles import article
from tests.benchmarks.measuring import CHECKOUT

FILES = 40
PROGRAM = """\
import sys
from claimtrack.cli.main import main
main()
"""


def _files(folder: Path) -> list[Path]:
    paragraphs = article(20_000).split("\n\n")
    files = []
    for number in range(FILES):
        mine = "".join(f"<p>{paragraphs[(number * 7 + place) % len(paragraphs)]}</p>" for place in range(6))
        page = f"<html><title>Page {number}</title><article><h1>Page {number}</h1>{mine}</article></html>"
        files.append(folder / f"{number}.html")
        files[-1].write_text(page, encoding="utf-8")
    return files


def _recorded(folder: Path) -> int:
    """Count the articles that anybody else sees on record."""
    file = folder / "desk" / ".claimtrack" / "claimtrack.db"
    if not file.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as seen:
            return int(seen.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # it is being made


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    told = [] if "--workspace" in words else ["--workspace", str(folder / "desk")]
    command = [sys.executable, "-c", PROGRAM, *words, *told]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_was_killed_and_is_started_again_repeats_nothing(jobs: str, tmp_path: Path) -> None:
    files = _files(tmp_path)
    words = ["ingest", *map(str, files), "--extractor", "rules", "--jobs", jobs, "--workspace", str(tmp_path / "desk")]
    first = subprocess.Popen(  # our own program
        [sys.executable, "-c", PROGRAM, *words], cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 300
    while _recorded(tmp_path) < FILES // 4:
        assert time.monotonic() < deadline
        assert first.poll() is None, "it was done before it could be killed"
        time.sleep(0.05)
    first.kill()
    first.wait()
    before = _recorded(tmp_path)
    assert FILES // 4 <= before < FILES
    again = _run(tmp_path, *words)
    assert again.returncode == 0, again.stderr
    assert again.stderr.count("already ingested as article") == before
    assert _recorded(tmp_path) == FILES
    titles = [one["title"] for one in json.loads(_run(tmp_path, "article", "list", "--json").stdout)]
    assert sorted(titles) == sorted(f"Page {number}" for number in range(FILES))
    assert _run(tmp_path, "verify").returncode == 0
