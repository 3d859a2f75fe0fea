"""Real processes, forked from this one: how they are started together, and how each ended."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.processes.forks import Ended, Prepare, run_at_once

from claimtrack.config import Place


@pytest.fixture
def at_once() -> Callable[[Sequence[Prepare]], list[Ended]]:
    """Give a way to run each of these in a process of its own.

    Each gets ready by itself and gives what to do; nobody does it before all are ready.
    """
    return run_at_once


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Give the place of a workspace with its tables made and nobody in it, once on each database."""
    root = tmp_path / "desk"
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else None
    made = Place(root, url, root / ".claimtrack" / "locker")
    made.folder.mkdir(parents=True)
    if url is None:
        shutil.copy(request.getfixturevalue("migrated_file"), made.database_file)
    return made
