"""Output that cannot be written: the exit code says so, and what is on record is told to be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")


def _ended(*words: str, out: Path, folder: Path, unbuffered: bool) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CLAIMTRACK_REVIEWER": "ana", "PYTHONUNBUFFERED": "1" if unbuffered else ""}
    with out.open("w") as into:
        return subprocess.run(
            [sys.executable, "-m", "claimtrack", *words],
            cwd=folder,
            env=environment,
            stdout=into,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a workspace in which an article is on record."""
    (tmp_path / "bridge.txt").write_text("“The bridge is closed,” Ana Ruiz said.\n", encoding="utf-8")
    done = _ended("ingest", "bridge.txt", out=tmp_path / "out", folder=tmp_path, unbuffered=False)
    assert done.returncode == 0, done.stderr
    return tmp_path


@pytest.mark.skipif(not FULL.exists(), reason="only where there is a device that is always full")
@pytest.mark.parametrize("unbuffered", [True, False])
def test_a_report_to_a_full_disk_fails(folder: Path, unbuffered: bool) -> None:
    ended = _ended("report", "-f", "md", out=FULL, folder=folder, unbuffered=unbuffered)
    assert ended.returncode == 1
    told = " ".join(ended.stderr.split())
    assert told.startswith("claimtrack: cannot write the output: No space left on device; make room")
    assert "Traceback" not in ended.stderr


def test_without_a_buffer_all_is_written(folder: Path) -> None:
    texts = []
    for unbuffered in (True, False):
        out = folder / f"report-{unbuffered}"
        assert _ended("report", "-f", "md", out=out, folder=folder, unbuffered=unbuffered).returncode == 0
        texts.append(out.read_bytes())
    assert texts[0] == texts[1]
    assert texts[0].endswith(b"\n")
