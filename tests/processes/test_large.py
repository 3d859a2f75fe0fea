"""A file of two megabytes through `ingest`, in a process of its own: it ends, says how far it is, and stays small."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.benchmarks.articles import article
from tests.benchmarks.measuring import CHECKOUT

PROGRAM = """\
import sys
from claimtrack.cli.main import main
from tests.benchmarks.measuring import peak_memory
sys.stderr.isatty = lambda: True
try:
    main()
finally:
    print("peak", peak_memory(), file=sys.stdout)
"""
MOST = 500
"""Megabytes."""


@pytest.mark.slow
def test_two_megabytes_are_ingested_in_sight_and_in_little_memory(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", PROGRAM, *words, "--workspace", str(tmp_path)]
        return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True, timeout=600)

    text = article(345_000)
    assert len(text) > 1_900_000
    (tmp_path / "large.txt").write_text(text, encoding="utf-8")
    done = run("ingest", str(tmp_path / "large.txt"), "--extractor", "rules")
    assert "reading" in done.stderr
    assert "%" in done.stderr
    assert int(done.stdout.rpartition("peak ")[2]) < MOST * 1_000_000
