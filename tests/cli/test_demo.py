"""`demo`: one run of the whole example, with surroundings that try to lead it astray."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimtrack.cli.demo import STEPS

Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True, slots=True)
class Demo:
    """What a run of the demo wrote, and where it was run."""

    code: int
    out: str
    err: str
    home: Path
    temporary: Path

    @property
    def workspace(self) -> Path:
        """The folder that the demo made."""
        (folder,) = self.temporary.iterdir()
        return folder


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    home, temporary, elsewhere = (tmp_path_factory.mktemp(name) for name in ("home", "temporary", "elsewhere"))
    done = subprocess.run(
        [sys.executable, "-m", "claimtrack", "demo"],
        cwd=home,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TMPDIR": str(temporary),
            "LOGNAME": "ana",
            "COLUMNS": "80",
            "CLAIMTRACK_WORKSPACE": str(elsewhere / "desk"),
            "CLAIMTRACK_DATABASE": f"sqlite:///{elsewhere / 'other.db'}",
            "CLAIMTRACK_LOCKER": str(elsewhere / "locker"),
        },
        capture_output=True,
        encoding="utf-8",
    )
    assert list(elsewhere.iterdir()) == []
    return Demo(done.returncode, done.stdout, done.stderr, home, temporary)


def test_it_shows_every_step_and_what_the_program_answered(demo: Demo) -> None:
    assert (demo.code, demo.err) == (0, "")
    shown = re.findall(r"^\$ claimtrack (.*)$", demo.out, re.MULTILINE)
    assert [line.split()[0] for line in shown] == [step.command.split()[0] for step in STEPS]
    assert not re.search(r"\{.*\}", "".join(shown))
    answers = re.split(r"^# .*\n\$ .*$", demo.out, flags=re.MULTILINE)[1:]
    assert [step.command for step, answer in zip(STEPS, answers, strict=True) if not answer.strip()] == []
    assert "all intact" in demo.out


def test_it_ends_with_where_things_are(demo: Demo) -> None:
    found = dict(re.findall(r"^The (workspace|report) is +(.*)$", demo.out, re.MULTILINE))
    assert found == {"workspace": str(demo.workspace), "report": str(demo.workspace / "report.html")}
    assert (demo.workspace / ".claimtrack" / "claimtrack.db").is_file()
    assert "<html" in (demo.workspace / "report.html").read_text(encoding="utf-8")


def test_it_touches_nothing_outside_its_workspace(demo: Demo) -> None:
    assert list(demo.home.iterdir()) == []
    assert demo.workspace.name.startswith("claimtrack-demo-")


def test_what_it_says_to_try_next_works(demo: Demo, done: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo.workspace)
    following = re.findall(r"^  claimtrack (.*\d|list.*)$", demo.out.partition("\nNext:")[2], re.MULTILINE)
    assert len(following) == 2
    for words in following:
        assert done(*words.split()).stdout != ""
