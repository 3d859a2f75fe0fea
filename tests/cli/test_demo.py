"""`demo`: one run of the whole example, with surroundings that try to lead it astray."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimtrack.cli.demo import SHORT, STEPS

Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True, slots=True)
class Demo:
    """What a run of the demo wrote, and where it was run."""

    shows: str
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


@pytest.fixture(scope="module", params=["demo", "demo --all"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    home, temporary, elsewhere = (tmp_path_factory.mktemp(name) for name in ("home", "temporary", "elsewhere"))
    done = subprocess.run(
        [sys.executable, "-m", "claimtrack", *request.param.split()],
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
    return Demo(request.param, done.returncode, done.stdout, done.stderr, home, temporary)


def test_it_shows_every_step_and_what_the_program_answered(demo: Demo) -> None:
    assert (demo.code, demo.err) == (0, "")
    shown = re.findall(r"^\$ claimtrack (.*)$", demo.out, re.MULTILINE)
    steps = STEPS if demo.shows == "demo --all" else SHORT
    assert [line.split()[0] for line in shown] == [step.command.split()[0] for step in steps]
    assert not re.search(r"\{.*\}", "".join(shown))
    answers = re.split(r"^# .*\n\$ .*$", demo.out, flags=re.MULTILINE)[1:]
    assert [step.command for step, answer in zip(steps, answers, strict=True) if not answer.strip()] == []
    assert ("all intact" in demo.out) is (demo.shows == "demo --all")


def test_it_is_short_unless_all_is_asked_for() -> None:
    assert len(SHORT) == 9


def test_it_ends_with_where_things_are(demo: Demo) -> None:
    found = dict(re.findall(r"^The (workspace|report) is +(.*)$", demo.out, re.MULTILINE))
    assert found == {"workspace": str(demo.workspace), "report": str(demo.workspace / "report.html")}
    assert (demo.workspace / ".claimtrack" / "claimtrack.db").is_file()
    assert "<html" in (demo.workspace / "report.html").read_text(encoding="utf-8")


def test_it_touches_nothing_outside_its_workspace(demo: Demo) -> None:
    assert list(demo.home.iterdir()) == []
    assert demo.workspace.name.startswith("claimtrack-demo-")


def test_the_lines_at_its_end_work_as_they_are_pasted(demo: Demo) -> None:
    lines = re.findall(r"^  (\S.*)$", demo.out.partition("they work as they stand:")[2], re.MULTILINE)
    assert [line.split()[0] for line in lines][:2] == ["unset", "cd"]
    assert len(lines) == 5
    pasted = subprocess.run(
        ["bash", "-e", "-c", "\n".join(lines[:4])],
        env={"PATH": "/usr/bin:/bin", "HOME": str(demo.home), "CLAIMTRACK_WORKSPACE": "/nowhere", "LOGNAME": "ana"},
        capture_output=True,
        encoding="utf-8",
    )
    assert (pasted.returncode, "captured fighters" in pasted.stdout) == (0, True), pasted.stderr


def test_a_program_that_the_shell_does_not_know_is_called_by_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimtrack.cli.demo import _to_type

    script = tmp_path / "my tools" / "claimtrack"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(script), "demo"])
    assert _to_type() == f"'{script}'"
    monkeypatch.setenv("PATH", str(script.parent))
    assert _to_type() == "claimtrack"
