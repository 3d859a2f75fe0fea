"""A kill at a random moment, and a disk that is full from some write on: whatever writes gives all or nothing.

A few of each here; ``make kills`` and ``make full-disk`` do three hundred of each, and every write there is.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from tests.benchmarks.measuring import CHECKOUT
from tests.processes.deeds import DEEDS

pytestmark = pytest.mark.slow
KILLS = 3
STEPS = 6


def _run(how: str, count: int) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.processes.cutting_off", how, "--count", str(count)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {one.pop("deed"): one for one in map(json.loads, done.stdout.splitlines())}


def test_a_kill_at_a_random_moment_leaves_all_or_nothing() -> None:
    found = _run("kill", KILLS)
    assert {deed: one.get("all", 0) + one.get("nothing", 0) for deed, one in found.items()} == dict.fromkeys(
        DEEDS, KILLS
    )


def test_a_full_disk_is_said_and_leaves_nothing_half(program: Callable[[str], str]) -> None:
    program("cc")
    found = _run("full", STEPS)
    assert found.keys() == DEEDS.keys()
    for deed, one in found.items():
        assert one["writes"] >= STEPS, deed
        assert one["nothing, refused"] > 0, deed
