import hashlib
import json
import os
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from tests.kept import file_of

from claimtrack.config import Place
from claimtrack.errors import ClaimtrackError, DatabaseTrouble, InvalidInput, NotFound, UsageError, VerificationFailed
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.backup import backup, check, restore
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import replies
from claimtrack.services.marks.replies import Answer, Asking, text_of
from claimtrack.services.reports.listing import list_claims
from claimtrack.services.reviewers import add
from claimtrack.vocabulary import Means, Role


@pytest.fixture
def place(tmp_path: Path, migrated_file: Path) -> Place:
    """Give the place of a workspace with its database in it: no other can be backed up."""
    made = _at(tmp_path / "desk")
    made.folder.mkdir(parents=True)
    shutil.copy(migrated_file, made.database_file)
    return made


def _at(root: Path) -> Place:
    return Place(root, None, root / ".claimtrack" / "locker")


def _files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*")} if folder.exists() else set()


@pytest.fixture
def archive(desk: Desk, bridge: int, support: Callable[..., Attached], tmp_path: Path) -> Path:
    """Give a backup of a workspace with an article, and evidence with an excerpt."""
    support(bridge, text="the bridge is shut", excerpt="bridge is shut")
    file = tmp_path / "desk.zip"
    backup(desk, file)
    return file


def test_a_backup_comes_back_whole(
    desk: Desk, archive: Path, tmp_path: Path, contents: Callable[[], Mapping[str, object]]
) -> None:
    manifest = restore(archive, _at(tmp_path / "deep" / "restored"))
    back = open_desk(_at(tmp_path / "deep" / "restored"), reviewer="ana", clock=desk.clock)
    assert verify(back) == verify(desk)
    assert (manifest.head_number, manifest.head_hash) == (verify(back).events, verify(back).head)
    assert (manifest.files, manifest.workspace, back.uuid) == (2, desk.uuid, desk.uuid)
    assert [back.locker.read(digest) for digest in back.locker.digests()] == [
        desk.locker.read(digest) for digest in desk.locker.digests()
    ]
    assert list_claims(back) == list_claims(desk)
    before = contents()
    assert back.enact(add, "ben", role=Role.REVIEWER).number == 2
    assert contents() == before
    assert verify(back).problems == ()


def test_letters_and_answers_of_those_who_were_asked_come_back_as_well(desk: Desk, bridge: int, tmp_path: Path) -> None:
    letter, answer = text_of(Input(b"Is it so?", "letter.txt")), text_of(Input(b"It is not so.", "answer.txt"))
    desk.enact(replies.ask, look(desk, [bridge]), Asking("Army", Means.MAIL, text=letter, new_source=True))
    desk.enact(replies.answer, 1, Answer(text=answer))
    backup(desk, tmp_path / "desk.zip")
    assert restore(tmp_path / "desk.zip", _at(tmp_path / "restored")).files == 3
    assert verify(open_desk(_at(tmp_path / "restored"), reviewer="ana", clock=desk.clock)).problems == ()


def test_a_restored_workspace_is_like_one_that_was_made(archive: Path, tmp_path: Path) -> None:
    restore(archive, _at(tmp_path / "restored"))
    root = tmp_path / "restored" / ".claimtrack"
    with closing(sqlite3.connect(root / "claimtrack.db")) as connection:
        # Others read while somebody writes.
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    kept = [file for file in (root / "locker").rglob("*") if file.is_file() and file.name != "id"]
    assert {file.stat().st_mode & 0o777 for file in kept} == {0o444}
    assert _files(tmp_path / "restored") == _files(tmp_path / "desk") - {
        ".claimtrack/claimtrack.db-wal",
        ".claimtrack/claimtrack.db-shm",
    }


@pytest.mark.usefixtures("archive")
def test_a_backup_is_made_while_somebody_writes(desk: Desk, tmp_path: Path) -> None:
    with closing(sqlite3.connect(str(desk.database.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE claim SET version = 99")
        assert backup(desk, tmp_path / "second.zip").head_number == verify(desk).events
        other.execute("ROLLBACK")
    assert check(tmp_path / "second.zip").files == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
def test_nobody_else_may_read_a_backup_or_look_into_what_was_restored(archive: Path, tmp_path: Path) -> None:
    restore(archive, _at(tmp_path / "restored"))
    assert archive.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "restored" / ".claimtrack").stat().st_mode & 0o777 == 0o700


def test_a_backup_is_plain_to_who_has_no_claimtrack(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        assert manifest["database_sha256"] == hashlib.sha256(packed.read("claimtrack.db")).hexdigest()
        kept = [name for name in packed.namelist() if name.startswith("locker/")]
        assert len(kept) == manifest["files"] == 2
        for name in kept:
            digest = hashlib.sha256(packed.read(name)).hexdigest()
            assert name == f"locker/{digest[:2]}/{digest[2:]}"
        assert packed.testzip() is None


@pytest.mark.usefixtures("archive")
def test_files_older_than_zip_are_packed(desk: Desk, tmp_path: Path) -> None:
    os.utime(file_of(desk.locker, next(desk.locker.digests())), (0, 0))
    assert backup(desk, tmp_path / "old.zip").files == 2


def test_a_file_that_is_there_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_bytes(b"mine")
    with pytest.raises(InvalidInput, match=r"mine\.zip is there already; choose another name"):
        backup(desk, tmp_path / "mine.zip")
    assert (tmp_path / "mine.zip").read_bytes() == b"mine"


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(
        InvalidInput, match=r"cannot write the backup .*desk\.zip: there is no folder .*; name another place"
    ):
        backup(desk, tmp_path / "nowhere" / "desk.zip")


def test_a_full_disk_leaves_no_backup(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = _files(tmp_path)
    with pytest.raises(InvalidInput, match=r"cannot write the backup .*: No space left on device"):
        backup(desk, tmp_path / "desk.zip")
    assert _files(tmp_path) - {"desk/.claimtrack/claimtrack.db-wal", "desk/.claimtrack/claimtrack.db-shm"} <= before


def _cut(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1])


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("harm", "says"), [(_cut, "is not what was backed up"), (Path.unlink, "which it names, is missing")]
)
def test_what_is_not_sound_is_not_backed_up(
    desk: Desk, tmp_path: Path, harm: Callable[[Path], None], says: str
) -> None:
    harm(file_of(desk.locker, next(desk.locker.digests())))
    with pytest.raises(VerificationFailed, match=says):
        backup(desk, tmp_path / "second.zip")
    assert not (tmp_path / "second.zip").exists()
    assert not list(tmp_path.glob(".claimtrack-backup-*"))


@pytest.mark.parametrize("inside", ["", "deeper/still"])
def test_a_workspace_that_is_there_is_not_written_over(archive: Path, tmp_path: Path, inside: str) -> None:
    before = _files(tmp_path)
    with pytest.raises(InvalidInput, match=r"there is a workspace at .*desk already; restore into another folder"):
        restore(archive, _at(tmp_path / "desk" / inside))
    assert _files(tmp_path) == before


def test_other_things_in_the_folder_stay(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "restored").mkdir()
    (tmp_path / "restored" / "notes.txt").write_bytes(b"mine")
    restore(archive, _at(tmp_path / "restored"))
    assert (tmp_path / "restored" / "notes.txt").read_bytes() == b"mine"


def test_no_file_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no file .*; check the name and the folder"):
        restore(tmp_path / "desk.zip", _at(tmp_path / "restored"))


def _refused(archive: Path, root: Path, *, match: str = "") -> None:
    """Insist that a restore is refused and leaves nothing behind."""
    with pytest.raises(VerificationFailed, match=match):
        restore(archive, _at(root / "deep" / "restored"))
    assert not (root / "deep").exists()
    (root / "there").mkdir(exist_ok=True)
    with pytest.raises(VerificationFailed, match=match):
        restore(archive, _at(root / "there"))
    assert _files(root / "there") == set()


@pytest.mark.parametrize("kept", [0, 1, 100, 0.5, 0.9, -1])
def test_a_backup_that_was_cut_off_is_refused(archive: Path, tmp_path: Path, kept: float) -> None:
    data = archive.read_bytes()
    archive.write_bytes(data[: int(kept * len(data)) if isinstance(kept, float) else kept])
    _refused(archive, tmp_path, match=r"desk\.zip is not a backup of claimtrack, or it is damaged")


def test_no_damaged_byte_goes_by(archive: Path) -> None:
    """Whatever byte is another, the backup is refused, or nothing that it gives back depends on the byte."""
    data = archive.read_bytes()
    whole = replace(check(archive), tool_version="")
    refused = 0
    for place in range(0, len(data), len(data) // 60):
        for other in (data[place] ^ 1, data[place] ^ 0xFF):
            archive.write_bytes(data[:place] + bytes([other]) + data[place + 1 :])
            try:
                found = check(archive)
            except VerificationFailed:
                refused += 1
            else:
                assert replace(found, tool_version="") == whole
    assert refused > 100


def _repack(archive: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """Change what is in a backup, its checksums right again."""
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    with zipfile.ZipFile(archive, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)


def _told(**other: Any) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | other).encode()

    return change


def _kept(files: dict[str, bytes]) -> str:
    return next(name for name in files if name.startswith("locker/"))


def _without_words(files: dict[str, bytes]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["claimtrack.db"])
        (made,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'event_text_refuses_delete'"
        ).fetchone()
        connection.execute("DROP TRIGGER event_text_refuses_delete")
        connection.execute("DELETE FROM event_text WHERE event_id = 2")
        connection.execute(made)  # as whoever hides it would
        connection.commit()
        files["claimtrack.db"] = connection.serialize()
    _told(database_sha256=hashlib.sha256(files["claimtrack.db"]).hexdigest())(files)


def _other_database(files: dict[str, bytes]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE songs (title)")
        files["claimtrack.db"] = connection.serialize()
    _told(database_sha256=hashlib.sha256(files["claimtrack.db"]).hexdigest())(files)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda files: files.pop("manifest.json"), "is not a backup of claimtrack"),
        (lambda files: files.pop("claimtrack.db"), "is not a backup of claimtrack"),
        (lambda files: files.pop(_kept(files)), "is not whole: 1 of 2 files are there"),
        (lambda files: files.update({_kept(files): b"other"}), "is not what was backed up: its size differs"),
        (
            lambda files: files.update({_kept(files): files[_kept(files)][::-1]}),
            "is not what was backed up: its SHA-256 differs",
        ),
        (lambda files: files.update({"claimtrack.db": b"other"}), r"claimtrack\.db in the backup is not what was"),
        (lambda files: files.update({"manifest.json": b"[]"}), "is not a backup of claimtrack"),
        (lambda files: files.update({"manifest.json": b"{}"}), "is not a backup of claimtrack"),
        (lambda files: files.update({"manifest.json": b"\xff"}), "is not a backup of claimtrack"),
        (
            lambda files: files.update({"../../evil.txt": b"x"}),
            r"holds something that no backup holds: '\.\./\.\./evil",
        ),
        (lambda files: files.update({"/tmp/evil.txt": b"x"}), "holds something that no backup holds"),  # noqa: S108 - nothing is written there
        (lambda files: files.update({f"locker/ab/../../{'a' * 62}": b"x"}), "holds something that no backup holds"),
        (lambda files: files.update({"locker/id": b"x"}), "holds something that no backup holds"),
        (_told(format=2, tool_version="9.1"), r"made by a newer claimtrack \(9\.1\); upgrade the program"),
        (_told(head_hash="0" * 64), "its event chain ends elsewhere than the backup says"),
        (_told(head_number=1), "its event chain ends elsewhere than the backup says"),
        (_told(locker="c1a13a52-0000-4000-8000-000000000000"), "it belongs to another workspace or locker"),
        (_told(workspace="x"), "it belongs to another workspace or locker"),
        (_told(surprise=1), "is not a backup of claimtrack"),
        (_without_words, r"the database in .* is damaged: the words of event 2 \(name\) are gone"),
        (_other_database, "holds something else than a claimtrack workspace"),
    ],
)
def test_what_is_in_a_backup_is_checked_before_any_of_it_is_taken(
    archive: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], object], says: str
) -> None:
    _repack(archive, change)
    outside = _files(tmp_path)
    _refused(archive, tmp_path, match=says)
    assert _files(tmp_path) - {"there"} == outside


def test_a_file_that_is_in_it_twice_is_refused(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr(next(name for name in packed.namelist() if name.startswith("locker/")), b"other")
    _refused(archive, tmp_path, match="holds a file twice")


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"the bridge")
    _refused(tmp_path / "notes.txt", tmp_path, match="is not a backup of claimtrack")


@pytest.mark.parametrize(
    ("elsewhere", "says"),
    [
        ({"database_url": "postgresql+psycopg://x@localhost/y"}, "unset CLAIMTRACK_DATABASE first"),
        ({"locker": Path("elsewhere")}, "unset CLAIMTRACK_LOCKER first"),
    ],
)
def test_a_restore_is_a_workspace_with_everything_in_it(
    archive: Path, tmp_path: Path, elsewhere: dict[str, Any], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        restore(archive, replace(_at(tmp_path / "restored"), **elsewhere))
    assert not (tmp_path / "restored").exists()


def test_a_folder_that_cannot_be_made_is_told(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(InvalidInput, match="cannot restore into"):
        restore(archive, _at(tmp_path / "file" / "restored"))


def test_a_workspace_on_postgresql_is_told_how_to_back_up(desk: Desk, postgresql_url: str, tmp_path: Path) -> None:
    elsewhere = replace(desk, database=type(desk.database)(postgresql_url))
    with pytest.raises(UsageError, match=r"`pg_dump` the database first and then copy the locker folder"):
        backup(elsewhere, tmp_path / "desk.zip")
    assert not (tmp_path / "desk.zip").exists()


@pytest.mark.usefixtures("archive")
def test_a_database_that_is_damaged_is_not_backed_up(desk: Desk, tmp_path: Path) -> None:
    file = Path(str(desk.database.url.database))
    with desk.database.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        assert connection.scalar(text("SELECT count(*) FROM event"))
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(ClaimtrackError) as told:
        backup(desk, tmp_path / "second.zip")
    assert isinstance(told.value, DatabaseTrouble | VerificationFailed)
    assert not (tmp_path / "second.zip").exists()


def test_an_offset_that_leads_in_front_of_the_file_is_damage(archive: Path) -> None:
    data = bytearray(archive.read_bytes())
    offset = data.rindex(b"PK\x05\x06") + 16  # of the list of files, in the last record
    data[offset : offset + 4] = (int.from_bytes(data[offset : offset + 4], "little") + len(data)).to_bytes(4, "little")
    archive.write_bytes(bytes(data))
    with pytest.raises(VerificationFailed, match="is not a backup of claimtrack, or it is damaged"):
        check(archive)


def _repacked(archive: Path, to: Path, changed: Mapping[str, bytes]) -> Path:
    """Pack a backup anew, with other bytes in the place of some, and a manifest that fits them."""
    with zipfile.ZipFile(archive) as packed, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as into:
        held = {**{name: packed.read(name) for name in packed.namelist()}, **changed}
        manifest = json.loads(held.pop("manifest.json"))
        manifest["database_sha256"] = hashlib.sha256(held["claimtrack.db"]).hexdigest()
        manifest["files"] = len(held) - 1
        for name, data in {**held, "manifest.json": json.dumps(manifest).encode()}.items():
            into.writestr(name, data)
    return to


_ZEROS = bytes(60_000_000)


def test_a_file_that_swelled_is_refused_before_it_is_written(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(archive) as packed:
        name = next(name for name in packed.namelist() if name.startswith("locker/"))
    bomb = _repacked(archive, tmp_path / "bomb.zip", {name: _ZEROS})
    written = _written(monkeypatch)
    with pytest.raises(VerificationFailed, match="is not what was backed up: its size differs"):
        restore(bomb, _at(tmp_path / "restored"))
    assert written() < 10_000_000
    assert not (tmp_path / "restored").exists()


def test_a_database_that_no_packing_explains_is_refused_before_it_is_written(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = _repacked(archive, tmp_path / "bomb.zip", {"claimtrack.db": _ZEROS})
    written = _written(monkeypatch)
    with pytest.raises(VerificationFailed, match="would unpack to 60,000,000 bytes from"):
        restore(bomb, _at(tmp_path / "restored"))
    assert written() < 10_000  # the manifest


def test_what_nothing_names_is_not_unpacked(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256(_ZEROS).hexdigest()
    bomb = _repacked(archive, tmp_path / "bomb.zip", {f"locker/{digest[:2]}/{digest[2:]}": _ZEROS})
    written = _written(monkeypatch)
    assert restore(bomb, _at(tmp_path / "restored")).files == 2
    assert written() < 10_000_000
    assert not (tmp_path / "restored" / ".claimtrack" / "locker" / digest[:2] / digest[2:]).exists()


def test_a_backup_for_which_there_is_no_room_is_refused_before_it_is_written(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = shutil.disk_usage(tmp_path)._replace(free=1_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: room)
    with pytest.raises(InvalidInput, match="has no such room"):
        restore(archive, _at(tmp_path / "restored"))


def _written(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Count the bytes that are unpacked from now on."""
    read = zipfile.ZipExtFile.read
    counted = 0

    def reading(stream: zipfile.ZipExtFile, size: int = -1) -> bytes:
        nonlocal counted
        data = read(stream, size)
        counted += len(data)
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", reading)
    return lambda: counted
