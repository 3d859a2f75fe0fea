"""Many kept files checked at once: in order, each with what is wrong with it, none begun without end."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtrack.locker.ahead import checked_ahead, done_ahead
from claimtrack.locker.store import Locker


def test_each_is_checked_in_order_and_what_is_wrong_is_named(tmp_path: Path) -> None:
    locker = Locker.create(tmp_path / "locker")
    digests = [locker.put(f"file {number}".encode()) for number in range(300)]
    for number, data in ((7, b"other bytes"), (299, b"")):
        kept = locker.path_of(digests[number])
        kept.chmod(0o644)
        kept.write_bytes(data)
    locker.path_of(digests[120]).unlink()
    found = list(checked_ahead(locker, enumerate(digests), lambda one: one[1]))
    assert [number for (number, _), _ in found] == list(range(300))
    wrong = {number: problem for (number, _), problem in found if problem is not None}
    assert sorted(wrong) == [7, 120, 299]
    assert "was altered" in wrong[7]
    assert wrong[120] == f"the file of {digests[120]} is missing from the locker"


def test_no_more_are_asked_for_ahead_than_are_checked_soon(tmp_path: Path) -> None:
    locker = Locker.create(tmp_path / "locker")
    digest = locker.put(b"one")
    asked = 0

    def endless() -> Iterator[str]:
        nonlocal asked
        while True:
            asked += 1
            yield digest

    results = checked_ahead(locker, endless(), str)
    for _ in range(10):
        assert next(results) == (digest, None)
    results.close()
    assert asked < 5_000


def test_as_many_are_checked_at_once_as_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    together = threading.Barrier(3)

    def wait(_: int) -> bool:
        together.wait(timeout=60)  # raises where not three of them are here at a time
        return True

    assert [done for _, done in done_ahead(range(9), wait)] == [True] * 9
