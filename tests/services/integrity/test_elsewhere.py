"""A workspace whose locker is elsewhere: moved there, cut off and gone on with, and everything that works on it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.kept import file_of, folder_of
from tests.stores import USER, WRITTEN, webdav_server

from claimtrack.config import LOCKER_FILE, NamedBy, Place, place_for_new, with_locker
from claimtrack.errors import DatabaseTrouble, ForbiddenMove, StoreTrouble, UsageError, VerificationFailed
from claimtrack.locker import anywhere
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.evidence.attachments import Attached, attach
from claimtrack.services.evidence.custody import log_of
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.taking_out import copy_out
from claimtrack.services.integrity import moving, sweep
from claimtrack.services.integrity.backup import backup, restore
from claimtrack.services.integrity.verify import verify
from claimtrack.services.packages.export import export
from claimtrack.services.packages.taking_in import take_in
from claimtrack.services.purging.purge import purge
from claimtrack.services.purging.targets import Of, Target
from claimtrack.vocabulary import Basis, Stance


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Give the address of a place on a WebDAV server, and the folder that it serves there."""
    with webdav_server(tmp_path / "served", protected=False) as server:
        yield f"webdav+http://{server}/desk/locker", tmp_path / "served" / "desk" / "locker"


@pytest.fixture
def filled(desk: Desk, bridge: int, support: Callable[..., Attached]) -> Desk:
    """Give a workspace with an article and a piece of evidence with an excerpt."""
    support(bridge, text="the bridge is shut", excerpt="bridge is shut")
    return desk


def _again(desk: Desk, **environment: str) -> Desk:
    """Open a workspace as the next command finds it."""
    assert desk.place is not None
    place = place_for_new(desk.place.root, environment)
    return open_desk(replace(place, database_url=desk.place.database_url), reviewer="ana", clock=desk.clock)


@pytest.fixture
def away(filled: Desk, served: tuple[str, Path]) -> Desk:
    """Give it with its locker on the server; what was at the old place is gone."""
    moving.move(filled, served[0])
    shutil.rmtree(folder_of(filled.locker))
    return _again(filled)


@pytest.mark.both_databases
def test_a_locker_is_moved_and_worked_with_and_nothing_is_removed(filled: Desk, served: tuple[str, Path]) -> None:
    url, folder = served
    before = list(filled.locker.digests())
    rehearsed = moving.move(replace(filled, rehearsal=True), url)
    assert (rehearsed.files, rehearsed.copied, rehearsed.compared, folder.exists()) == (2, 2, 0, False)
    moved = moving.move(filled, url)
    assert (moved.files, moved.copied, moved.compared, moved.switched) == (2, 2, 0, True)
    assert moved.told_in is not None
    assert moved.told_in.read_text() == f"{url}\n"
    assert list(filled.locker.digests()) == before
    there = _again(filled)
    assert (there.locker.where, there.locker.id, list(there.locker.digests())) == (url, filled.locker.id, before)
    assert there.folder == filled.folder
    shutil.rmtree(folder_of(filled.locker))
    assert verify(there).problems == ()
    with pytest.raises(UsageError, match=r"is at webdav.* already"):
        moving.move(there, url)


def test_a_move_stands_in_the_custody_of_each_piece(
    filled: Desk, served: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = served
    where = filled.locker.where
    assert moving.move(filled, url).unlogged is None
    again = _again(filled)
    told = log_of(again, 1)[-1]
    assert told.what == f"copied the locker with 2 files from {where} to {url}, and worked with it from then on"
    assert told.who == "ana"
    assert verify(again).problems == ()
    # A piece that came later was not there to be moved.
    bearing = Bearing(stance=Stance.CONTEXT, basis=Basis.RECORD, source="Rail Office", new_source=True)
    later = again.enact(attach, look(again, [1]), examine(again, Offered(b"came later", "later.txt"), bearing)).number
    assert [line.what for line in log_of(again, later) if "locker" in line.what] == []

    def refused(*_: object) -> None:
        raise DatabaseTrouble("the database is locked")

    monkeypatch.setattr(Desk, "enact", refused)
    assert moving.move(again, where).unlogged == "the database is locked"


@pytest.mark.both_databases
def test_a_move_goes_on_where_it_was_cut_off_and_mends_what_is_half(filled: Desk, served: tuple[str, Path]) -> None:
    url, folder = served
    one, two = filled.locker.digests()
    new = anywhere.made(url, locker_id=filled.locker.id)
    for digest in (one, two):
        new.put(filled.locker.read(digest))
    half = folder / two[:2] / two[2:]
    half.write_bytes(half.read_bytes()[:5])
    moved = moving.move(filled, url)
    assert (moved.files, moved.copied, moved.compared) == (2, 1, 1)
    assert [new.check(digest) for digest in (one, two)] == [None, None]


def test_the_locker_comes_back_into_its_folder(away: Desk) -> None:
    assert away.place is not None
    moved = moving.move(away, str(away.place.locker))
    assert (moved.copied, moved.switched, moved.told_in) == (2, True, None)
    assert not (away.place.folder / LOCKER_FILE).exists()
    back = _again(away)
    assert folder_of(back.locker) == away.place.locker
    assert verify(back).problems == ()


def test_a_file_that_is_not_what_was_kept_is_named_and_nothing_is_switched(
    filled: Desk, served: tuple[str, Path]
) -> None:
    url, folder = served
    digest = next(filled.locker.digests())
    kept = file_of(filled.locker, digest)
    kept.chmod(0o600)
    kept.write_bytes(b"something else")
    with pytest.raises(VerificationFailed, match=f"the file of {digest} at .* is not what was kept"):
        moving.move(filled, url)
    assert folder_of(_again(filled).locker) == folder_of(filled.locker)
    assert not (folder / digest[:2] / digest[2:]).exists()
    assert len(list(anywhere.opened(url).digests())) == 1


def test_another_workspaces_locker_is_refused(filled: Desk, served: tuple[str, Path]) -> None:
    anywhere.made(served[0])
    for desk in (filled, replace(filled, rehearsal=True)):
        with pytest.raises(DatabaseTrouble, match="belongs to another workspace"):
            moving.move(desk, served[0])
    with pytest.raises(DatabaseTrouble, match=f"belongs to another workspace.*{filled.locker.id}"):
        _again(filled, CLAIMTRACK_LOCKER=served[0])
    assert verify(_again(filled)).problems == ()


def test_who_is_no_admin_does_not_move_it(editor: Desk, served: tuple[str, Path]) -> None:
    with pytest.raises(ForbiddenMove, match="may not move the locker; that takes the role admin"):
        moving.move(editor, served[0])
    assert not served[1].exists()


def test_what_the_environment_says_is_not_switched_by_a_file(filled: Desk, served: tuple[str, Path]) -> None:
    assert filled.place is not None
    named = replace(filled, place=replace(filled.place, named_by=NamedBy.ENVIRONMENT))
    moved = moving.move(named, served[0])
    assert (moved.copied, moved.switched, moved.told_in) == (2, False, None)
    assert not (filled.place.folder / LOCKER_FILE).exists()
    assert verify(_again(filled, CLAIMTRACK_LOCKER=served[0])).problems == ()


def test_a_password_is_written_into_no_file(filled: Desk, tmp_path: Path) -> None:
    assert filled.place is not None
    with webdav_server(tmp_path / "locked") as server:
        url = f"webdav+http://{USER}:{WRITTEN}@{server}/locker"
        moved = moving.move(filled, url)
        assert (moved.copied, moved.switched, moved.where) == (2, False, f"webdav+http://{USER}@{server}/locker")
        assert verify(_again(filled, CLAIMTRACK_LOCKER=url)).problems == ()
    assert not any(WRITTEN.encode() in file.read_bytes() for file in filled.place.folder.rglob("*") if file.is_file())


_MOVE = "from claimtrack.cli.main import main; main()"


def test_a_move_that_is_killed_leaves_a_whole_workspace_and_is_gone_on_with(
    filled: Desk, put: Callable[..., Attached], bridge: int, served: tuple[str, Path]
) -> None:
    url, folder = served
    for number in range(12):
        put(bridge, text=f"{number} " * 200_000, name=f"{number}.txt")
    before = list(filled.locker.digests())
    assert filled.place is not None
    words = ["locker", "move", "--to", url, "--workspace", str(filled.place.root), "--as", "ana"]
    order = [sys.executable, "-c", _MOVE, *words]
    counts: list[int] = []
    for so_many in (1, 5, 9):
        with subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as mover:
            while mover.poll() is None and len(list(folder.glob("??/*"))) < so_many:
                time.sleep(0.002)
            mover.send_signal(signal.SIGKILL)
        counts.append(len(list(folder.glob("??/*"))))
        there = _again(filled)
        assert folder_of(there.locker) == folder_of(filled.locker)
        assert verify(there).problems == ()
        assert list(there.locker.digests()) == before
    assert counts[0] < len(before)
    moved = moving.move(filled, url)
    assert moved.copied + moved.compared == moved.files == len(before)
    assert moved.compared > 0
    there = _again(filled)
    assert (there.locker.where, list(there.locker.digests())) == (url, before)
    assert verify(there).problems == ()


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (None, "is missing from the locker"),
        (b"the bridge is", "was altered: its SHA-256 is now"),
        (b"the bridge is open", "was altered: its SHA-256 is now"),
    ],
    ids=["missing", "truncated", "changed"],
)
def test_verify_names_what_is_wrong_elsewhere(
    away: Desk, served: tuple[str, Path], harm: bytes | None, problem: str
) -> None:
    (kept,) = (file for file in served[1].glob("??/*") if file.read_bytes() == b"the bridge is shut")
    kept.unlink() if harm is None else kept.write_bytes(harm)
    digest = kept.parent.name + kept.name
    assert any(f"the file of {digest} {problem}" in one for one in verify(away).problems)


def test_a_server_that_goes_away_is_no_altered_record(filled: Desk, tmp_path: Path) -> None:
    with webdav_server(tmp_path / "gone", protected=False) as server:
        moving.move(filled, f"webdav+http://{server}/locker")
        there = _again(filled)
    with pytest.raises(StoreTrouble, match=r"the store webdav\+http://.* failed: .*refused"):
        verify(there)
    with pytest.raises(DatabaseTrouble, match=r"the locker at webdav\+http://.* cannot be read"):
        _again(filled)


def test_evidence_is_added_and_copied_out(away: Desk, bridge: int, tmp_path: Path) -> None:
    bearing = Bearing(Stance.SUPPORTS, Basis.RECORD, "Road Office", new_source=True)
    attached = away.enact(attach, look(away, (bridge,)), examine(away, Offered(b"shut since May", "r.txt"), bearing))
    assert away.locker.read(attached.digest) == b"shut since May"
    copy_out(away, attached.number, tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes() == b"shut since May"
    assert verify(away).problems == ()


def test_it_is_backed_up_and_restored(away: Desk, tmp_path: Path) -> None:
    backup(away, tmp_path / "desk.zip")
    place = _at(tmp_path / "restored")
    restore(tmp_path / "desk.zip", place)
    back = open_desk(place, reviewer="ana", clock=away.clock)
    assert [back.locker.read(digest) for digest in back.locker.digests()] == [
        away.locker.read(digest) for digest in away.locker.digests()
    ]
    assert verify(back) == verify(away)
    with pytest.raises(UsageError, match="unset CLAIMTRACK_LOCKER first"):
        restore(tmp_path / "desk.zip", replace(_at(tmp_path / "third"), store="memory://third"))


def test_it_is_exported_and_taken_in_elsewhere(away: Desk, tmp_path: Path, served: tuple[str, Path]) -> None:
    export(away, tmp_path / "case.zip")
    place = with_locker(_at(tmp_path / "other"), served[0].replace("/locker", "/other"), NamedBy.ENVIRONMENT)
    take_in(tmp_path / "case.zip", place, reviewer="ana")
    other = open_desk(place, reviewer="ana", clock=away.clock)
    assert list(other.locker.digests()) == list(away.locker.digests())
    assert verify(other) == verify(away)
    export(other, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "case.zip").read_bytes()
    assert not place.locker.exists()


def test_what_is_purged_leaves_the_store(away: Desk, served: tuple[str, Path]) -> None:
    purged = purge(away, Target(Of.EVIDENCE, "1"), reason="asked for by who gave it")
    assert purged.files
    assert not [file for file in served[1].glob("??/*") if file.read_bytes() == b"the bridge is shut"]
    assert verify(away).problems == ()


def test_what_nothing_names_is_listed_and_swept(away: Desk, served: tuple[str, Path]) -> None:
    digest = away.locker.put(b"refused long ago")
    (served[1] / ".writing-x").write_bytes(b"half")
    long_ago = time.time() - 2 * sweep.HOUR
    for file in (served[1] / digest[:2] / digest[2:], served[1] / ".writing-x"):
        os.utime(file, (long_ago, long_ago))
    (listed,) = sweep.listing(away, orphans=True)
    assert (listed.digest, listed.size) == (digest, 16)
    swept = away.enact(sweep.sweep)
    assert (swept.digests, swept.leftovers) == ((digest,), 1)
    kept = sorted(file.parent.name + file.name for file in served[1].rglob("*") if file.is_file())
    assert kept == sorted([*away.locker.digests(), "lockerid"])


def _at(root: Path) -> Place:
    return Place(root, None, root / ".claimtrack" / "locker")


def test_a_folder_that_cannot_say_where_the_locker_is_keeps_the_old_place(
    filled: Desk, served: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(moving, "replace_whole", refuse)
    with pytest.raises(DatabaseTrouble, match=r"cannot be written: Permission denied; .* locker move --to"):
        moving.move(filled, served[0])
    monkeypatch.undo()
    assert folder_of(_again(filled).locker) == folder_of(filled.locker)
    assert moving.move(filled, served[0]).compared == 2
