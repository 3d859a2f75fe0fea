"""A kill at a random moment, and a disk that is full from some write on: whatever writes gives all or nothing.

A few of each here; ``make kills`` and ``make full-disk`` do three hundred of each, and every write there is.
"""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from tests.benchmarks.measuring import CHECKOUT
from tests.processes.cutting_off import DEEDS

pytestmark = pytest.mark.slow
KILLS = 3
STEPS = 6


def _run(how: str, deed: str, count: int) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.processes.cutting_off", how, deed, "--count", str(count)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("deed", DEEDS)
def test_a_kill_at_a_random_moment_leaves_all_or_nothing(deed: str) -> None:
    found = _run("kill", deed, KILLS)
    assert found.get("all", 0) + found.get("nothing", 0) == KILLS


@pytest.mark.parametrize("deed", DEEDS)
def test_a_full_disk_is_said_and_leaves_nothing_half(deed: str, program: Callable[[str], str]) -> None:
    program("cc")
    found = _run("full", deed, STEPS)
    assert found["writes"] >= STEPS
    assert found["nothing, refused"] > 0
