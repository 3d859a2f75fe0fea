"""Hooks are told while the desk is served, and what goes wrong there stops nothing."""

import threading

import pytest

from claimtrack.errors import DatabaseTrouble
from claimtrack.services.desk import Desk
from claimtrack.services.door import delivering
from claimtrack.services.door.delivering import Round
from claimtrack.web.messenger import messenger


def test_it_goes_on_after_a_database_that_was_locked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    went, twice = [], threading.Event()

    def deliver(_: Desk) -> Round:
        went.append(1)
        if len(went) == 1:
            raise DatabaseTrouble("the database is locked")
        twice.set()
        return Round()

    monkeypatch.setattr(delivering, "deliver", deliver)
    with messenger(desk, seconds=0.01):
        assert twice.wait(20)
    assert caplog.messages == ["hooks were not told: the database is locked"]
    assert threading.active_count() == len([one for one in threading.enumerate() if one.name != "messenger"])
