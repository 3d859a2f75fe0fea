"""A package becomes a workspace that is the same record, and adds to one that has the beginning; two do not merge."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from tests.kept import file_of, folder_of
from tests.services.packages.conftest import Opener, at
from tests.services.packages.rewriting import rewritten

from claimtrack.config import Place
from claimtrack.db import session, transfer
from claimtrack.db.base import Base
from claimtrack.errors import (
    ChangedMeanwhile,
    DatabaseTrouble,
    ForbiddenMove,
    InvalidInput,
    NotFound,
    VerificationFailed,
)
from claimtrack.locker.store import Locker
from claimtrack.services.articles.ingest import Given, ingest
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes
from claimtrack.services.packages.export import export
from claimtrack.services.packages.taking_in import take_in
from claimtrack.services.reviewers import add
from claimtrack.services.sources.sources import merge, split
from claimtrack.vocabulary import NoteKind, Role


def _comment(desk: Desk, claim: int, words: str = "asked the office") -> None:
    desk.enact(notes.note, look(desk, [claim]), words, kind=NoteKind.COMMENT)


def _rows(desk: Desk) -> Mapping[str, Any]:
    with desk.database.connect() as connection:
        return {
            table.name: connection.execute(table.select().order_by(*table.primary_key)).all()
            for table in Base.metadata.sorted_tables
        }


def _ends(desk: Desk) -> tuple[int, str]:
    found = verify(desk)
    assert found.problems == ()
    return found.events, found.head


@pytest.mark.both_databases
@pytest.mark.usefixtures("worked")
def test_a_record_comes_back_whole_and_is_the_same_package_again(
    desk: Desk, other: Place, open_at: Opener, tmp_path: Path
) -> None:
    export(desk, tmp_path / "case.zip")
    found = take_in(tmp_path / "case.zip", other, reviewer="nobody we know")
    taken = open_at(other)
    assert _ends(taken) == _ends(desk) == (found.events, found.head)
    assert found.made
    assert _rows(taken) == _rows(desk)
    assert list(taken.locker.digests()) == list(desk.locker.digests())
    export(taken, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "case.zip").read_bytes()
    # People go on working in it.
    assert taken.enact(add, "zoe", role=Role.REVIEWER).number == len(_rows(desk)["reviewer"]) + 1
    _ends(taken)


@pytest.mark.usefixtures("worked")
def test_a_record_moves_to_postgresql_and_on_from_there(
    desk: Desk, other: Place, open_at: Opener, empty_postgresql: str, tmp_path: Path
) -> None:
    export(desk, tmp_path / "case.zip")
    shared = replace(other, database_url=empty_postgresql, locker=tmp_path / "locker")
    assert take_in(tmp_path / "case.zip", shared, reviewer="ana").made
    taken = open_at(shared)
    assert _ends(taken) == _ends(desk)
    export(taken, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "case.zip").read_bytes()
    _comment(taken, 1)
    ingest(taken, [Input(b"The pier is open, Ben Sol said.", "pier.txt")], Given())
    export(taken, tmp_path / "longer.zip")
    back = at(tmp_path / "back")
    take_in(tmp_path / "case.zip", back, reviewer="ana")
    rest = take_in(tmp_path / "longer.zip", back, reviewer="ana")
    assert rest.events == _ends(taken)[0] - _ends(desk)[0]
    assert rest.files == 1
    assert _ends(open_at(back)) == _ends(taken)
    assert _rows(open_at(back)) == _rows(taken)
    taken.database.dispose()


@pytest.mark.usefixtures("worked")
def test_what_follows_is_added_on_postgresql_as_well(
    desk: Desk, other: Place, open_at: Opener, empty_postgresql: str, tmp_path: Path
) -> None:
    export(desk, tmp_path / "case.zip")
    shared = replace(other, database_url=empty_postgresql)
    take_in(tmp_path / "case.zip", shared, reviewer="ana")
    _comment(desk, 1)
    ingest(desk, [Input(b"The pier is open, Ben Sol said.", "pier.txt")], Given())
    export(desk, tmp_path / "longer.zip")
    assert take_in(tmp_path / "longer.zip", shared, reviewer="ana").files == 1
    taken = open_at(shared)
    assert _ends(taken) == _ends(desk)
    assert _rows(taken) == _rows(desk)
    _comment(taken, 1)
    _ends(taken)
    taken.database.dispose()


def test_nothing_is_added_twice(desk: Desk, case: Path, other: Place, open_at: Opener) -> None:
    take_in(case, other, reviewer="ana")
    before = _rows(open_at(other))
    found = take_in(case, other, reviewer="nobody we know")
    assert (found.made, found.events, found.files, found.beyond) == (False, 0, 0, 0)
    assert _rows(open_at(other)) == before
    _comment(desk, 1)
    assert take_in(case, desk_place(desk), reviewer="nobody we know").beyond == 1


def desk_place(desk: Desk) -> Place:
    """Give the place of a desk that was opened."""
    assert desk.folder is not None
    return at(desk.folder.parent)


def test_what_a_package_has_more_is_added_with_what_became_of_the_rest(
    desk: Desk, case: Path, other: Place, open_at: Opener, support: Callable[..., Attached], tmp_path: Path
) -> None:
    take_in(case, other, reviewer="ana")
    _comment(desk, 1)
    support(1, text="a second log", source="Road Office", name="second.txt")
    desk.enact(merge, "Road Office", into="Port Office", reason="one house")
    export(desk, tmp_path / "longer.zip")
    found = take_in(tmp_path / "longer.zip", other, reviewer="ana")
    assert (found.made, found.files) == (False, 1)
    assert _rows(open_at(other)) == _rows(desk)
    assert _ends(open_at(other)) == _ends(desk)
    # What was undone there is undone here.
    desk.enact(split, "Road Office", reason="two houses")
    export(desk, tmp_path / "longest.zip")
    take_in(tmp_path / "longest.zip", other, reviewer="ana")
    assert _rows(open_at(other)) == _rows(desk)
    _ends(open_at(other))


def test_sources_that_swap_their_names_do_not_meet(
    desk: Desk, case: Path, other: Place, open_at: Opener, tmp_path: Path
) -> None:
    take_in(case, other, reviewer="ana")
    _comment(desk, 1)
    export(desk, tmp_path / "longer.zip")
    taken = open_at(other)
    with taken.database.engine.execution_options(claimtrack_writes=True).begin() as connection:
        keys = connection.execute(text("SELECT id, key FROM source ORDER BY id LIMIT 2")).all()
        connection.execute(text("UPDATE source SET key = 'x' WHERE id = :id"), {"id": keys[0].id})
        connection.execute(text("UPDATE source SET key = :key WHERE id = :id"), {"key": keys[0].key, "id": keys[1].id})
        connection.execute(text("UPDATE source SET key = :key WHERE id = :id"), {"key": keys[1].key, "id": keys[0].id})
    with pytest.raises(VerificationFailed, match="this workspace is not intact, and takes nothing in"):
        take_in(tmp_path / "longer.zip", other, reviewer="ana")
    with session.writing(taken.database) as writing, desk.database.connect() as source:
        transfer.take_over(source, writing.connection(), since=verify(taken).events)
    assert _rows(taken) == _rows(desk)


def test_two_records_that_part_are_not_mixed(
    desk: Desk, case: Path, other: Place, open_at: Opener, tmp_path: Path
) -> None:
    take_in(case, other, reviewer="ana")
    taken, first = open_at(other), verify(desk).events + 1
    _comment(taken, 1, "here")
    _comment(desk, 1, "there")
    desk.enact(add, "ben", role=Role.VIEWER)
    export(desk, tmp_path / "longer.zip")
    before = _rows(taken)
    with pytest.raises(ChangedMeanwhile) as refused:
        take_in(tmp_path / "longer.zip", other, reviewer="ana")
    told = str(refused.value)
    assert f"part at event {first}: up to event {first - 1} they are the same record" in told
    assert "event 12, 2026-11-24 09:00 UTC, ana (claim 1): commented: here" in told
    assert "event 12, 2026-11-24 09:00 UTC, ana (claim 1): commented: there" in told
    assert "ben" in told
    assert _rows(taken) == before
    # A part of what it holds is another record as well.
    export(taken, tmp_path / "mine.zip")
    with pytest.raises(ChangedMeanwhile, match="part at event"):
        take_in(tmp_path / "mine.zip", desk_place(desk), reviewer="ana")


def test_another_workspace_is_not_mixed_in(case: Path, other: Place, open_at: Opener) -> None:
    from claimtrack.services.workspaces import create

    create(other, reviewer="ana")
    with pytest.raises(InvalidInput, match=r"holds another workspace, .* two records cannot become one; .*--workspace"):
        take_in(case, other, reviewer="ana")
    assert verify(open_at(other)).events == 2


def test_a_rehearsal_writes_nothing(desk: Desk, case: Path, other: Place, open_at: Opener, tmp_path: Path) -> None:
    found = take_in(case, other, reviewer="ana", rehearsal=True)
    assert found.made
    assert not other.root.parent.exists()
    assert take_in(case, other, reviewer="ana") == found
    _comment(desk, 1)
    export(desk, tmp_path / "longer.zip")
    before = _rows(open_at(other))
    rehearsed = take_in(tmp_path / "longer.zip", other, reviewer="ana", rehearsal=True)
    assert rehearsed.events == 1
    assert _rows(open_at(other)) == before
    assert take_in(tmp_path / "longer.zip", other, reviewer="ana") == rehearsed


def test_files_that_are_missing_or_damaged_here_are_put_back(case: Path, other: Place, open_at: Opener) -> None:
    take_in(case, other, reviewer="ana")
    taken = open_at(other)
    one, two = taken.locker.digests()
    file_of(taken.locker, one).unlink()
    file_of(taken.locker, two).chmod(0o600)
    file_of(taken.locker, two).write_bytes(b"something else")
    found = take_in(case, other, reviewer="ana")
    assert (found.events, found.files) == (0, 2)
    _ends(taken)


def test_who_adds_events_is_an_admin(desk: Desk, case: Path, other: Place, tmp_path: Path) -> None:
    desk.enact(add, "ben", role=Role.EDITOR)
    export(desk, tmp_path / "second.zip")
    take_in(tmp_path / "second.zip", other, reviewer="ben")
    _comment(desk, 1)
    export(desk, tmp_path / "longer.zip")
    for name, error in (("ben", ForbiddenMove), ("nobody we know", NotFound)):
        with pytest.raises(
            error, match=r"may not take in the events of a package; that takes the role admin|no reviewer"
        ):
            take_in(tmp_path / "longer.zip", other, reviewer=name)
    assert take_in(tmp_path / "longer.zip", other, reviewer="ana").events == 1
    assert case.exists()


def test_a_workspace_that_is_not_intact_takes_nothing_in(
    desk: Desk, case: Path, other: Place, open_at: Opener, tmp_path: Path
) -> None:
    take_in(case, other, reviewer="ana")
    _comment(desk, 1)
    export(desk, tmp_path / "longer.zip")
    taken = open_at(other)
    with taken.database.engine.execution_options(claimtrack_writes=True).begin() as connection:
        connection.execute(text("UPDATE claim SET status = 'confirmed'"))
    before = _rows(taken)
    with pytest.raises(VerificationFailed, match=r"takes nothing in: claim 1: status .*`claimtrack verify` names all"):
        take_in(tmp_path / "longer.zip", other, reviewer="ana")
    assert _rows(taken) == before


def test_a_forged_package_leaves_nothing(case: Path, other: Place, tmp_path: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        name = "data/tables/claim.jsonl"
        files[name] = files[name].replace(b"in_review", b"confirmed", 1)

    with pytest.raises(VerificationFailed):
        take_in(rewritten(case, tmp_path / "forged.zip", change), other, reviewer="ana")
    assert not other.root.parent.exists()


def test_a_locker_of_another_workspace_is_left_alone(case: Path, other: Place, tmp_path: Path) -> None:
    strange = Locker.create(tmp_path / "strange")
    with pytest.raises(
        DatabaseTrouble, match=r"belongs to another workspace; set CLAIMTRACK_LOCKER to an empty folder"
    ):
        take_in(case, replace(other, locker=strange.path), reviewer="ana")
    assert list(strange.digests()) == []


def test_a_locker_that_stays_where_it_is_serves_the_moved_record(
    desk: Desk, case: Path, other: Place, open_at: Opener
) -> None:
    take_in(case, replace(other, locker=folder_of(desk.locker)), reviewer="ana")
    assert _ends(open_at(replace(other, locker=folder_of(desk.locker)))) == _ends(desk)


def test_a_failure_in_the_middle_leaves_nothing_and_the_next_try_succeeds(
    case: Path, other: Place, open_at: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(transfer, "copy_all", full)
        with pytest.raises(InvalidInput, match=r"cannot make a workspace at .*: No space left on device"):
            take_in(case, other, reviewer="ana")
    assert not other.root.parent.exists()
    assert take_in(case, other, reviewer="ana").made
    _ends(open_at(other))


def test_what_was_cut_off_where_database_and_locker_lie_elsewhere_goes_on(
    case: Path, other: Place, open_at: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = replace(other, locker=tmp_path / "locker")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(transfer, "copy_all", killed)
        with pytest.raises(KeyboardInterrupt):
            take_in(case, shared, reviewer="ana")
    assert take_in(case, shared, reviewer="ana").made
    _ends(open_at(shared))


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_all_or_nothing(case: Path, open_at: Opener, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.services.packages.conftest import at; "
        "from claimtrack.services.packages.taking_in import take_in; "
        "print('go', flush=True); take_in(Path(sys.argv[1]), at(Path(sys.argv[2])), reviewer='ana')"
    )
    for turn in range(8):
        root = tmp_path / f"killed-{turn}"
        process = subprocess.Popen([sys.executable, "-c", code, str(case), str(root)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.25 * turn)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if (root / ".claimtrack").exists():
            _ends(open_at(at(root)))
        else:
            take_in(case, at(root), reviewer="ana")
            _ends(open_at(at(root)))


def test_a_name_that_no_file_has(other: Place, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no package"):
        take_in(tmp_path / "nothing.zip", other, reviewer="ana")
