"""A clock that is set wrong: times never run backwards, what it said is noted, and `verify` tells of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.fake_clock import FakeClock

from claimtrack.db.chain import head
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity import heads
from claimtrack.services.integrity.backup import backup
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.notes import note
from claimtrack.services.reports.gather import gather
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import NoteKind, Status

LONG_AGO = datetime(1950, 1, 1, tzinfo=UTC)


@pytest.mark.both_databases
def test_nothing_is_confirmed_as_of_1950(
    desk: Desk,
    bridge: int,
    support: Callable[..., Attached],
    decide: Callable[..., list[Moved]],
    stands: Callable[[int], ClaimEntry],
    clock: FakeClock,
) -> None:
    support(bridge)
    before = clock.now
    clock.now = LONG_AGO
    decide(Status.CONFIRMED, bridge)
    found = stands(bridge)
    assert found.verdict_at is not None
    assert before - timedelta(seconds=10) < found.verdict_at <= before
    assert gather(desk).as_of == found.verdict_at
    assert heads.export(desk).exported == found.verdict_at
    checked = verify(desk)
    assert checked.problems == ()
    (note_of_it,) = checked.notes
    assert note_of_it.startswith(f"the clock said 1950-01-01T00:00:01.000000Z at event {checked.events}, which")


@pytest.mark.both_databases
def test_clocks_that_differ_a_little_are_not_worth_a_word(desk: Desk, bridge: int, clock: FakeClock) -> None:
    clock.now -= timedelta(seconds=30)
    desk.enact(note, look(desk, [bridge]), "a comment", kind=NoteKind.COMMENT)
    assert (verify(desk).problems, verify(desk).notes) == ((), ())


def test_a_record_of_old_that_runs_backwards_is_named(
    desk: Desk, bridge: int, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimtrack.db.chain.newest", lambda session: (head(session), None))
    clock.now = LONG_AGO
    desk.enact(note, look(desk, [bridge]), "a comment", kind=NoteKind.COMMENT)
    checked = verify(desk)
    assert checked.problems == ()
    assert any("is dated 1950-01-01T00:00:01.000000Z, before the event before it" in one for one in checked.notes)


def test_a_backup_is_made_before_1980(desk: Desk, bridge: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = (1970, 1, 1, 0, 0, 0, 3, 1, 0)
    monkeypatch.setattr("zipfile.time.localtime", lambda *_: old)
    made = backup(replace(desk, clock=lambda: LONG_AGO), tmp_path / "backup.zip")
    assert (made.files, bridge) == (1, 1)
