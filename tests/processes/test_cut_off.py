"""A kill at a random moment, and a disk that is full from some write on: add, export and import give all or nothing.

A few of each here; ``tests/processes/cutting_off.py`` does as many as it is told to.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.benchmarks.measuring import CHECKOUT
from tests.processes.cutting_off import DEEDS, preloaded

pytestmark = pytest.mark.slow
KILLS = "3"
STEPS = "6"


def _run(*words: str, environment: dict[str, str] | None = None) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.processes.cutting_off", *words]
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("deed", DEEDS)
def test_a_kill_at_a_random_moment_leaves_all_or_nothing(deed: str, tmp_path: Path) -> None:
    assert sum(_run(deed, str(tmp_path), "kill", KILLS, "20261130").values()) == int(KILLS)


@pytest.mark.parametrize("deed", ["add", "add-large"])
def test_a_full_disk_is_said_and_leaves_nothing_half(deed: str, tmp_path: Path, program: Callable[[str], str]) -> None:
    environment = preloaded(program("cc"), tmp_path)
    found = _run(deed, str(tmp_path), "full", STEPS, environment=environment)
    assert found.pop("writes") >= int(STEPS)
    assert found["nothing, refused"] > 0
