import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.errors import DatabaseTrouble, VerificationFailed
from claimtrack.locker.store import ID_FILE, Locker

_SAID = b"The river rose by two metres."
_DIGEST = hashlib.sha256(_SAID).hexdigest()


@pytest.fixture
def locker(tmp_path: Path) -> Locker:
    """Give a new locker."""
    return Locker.create(tmp_path / "locker")


def _files(locker: Locker) -> list[str]:
    return sorted(str(file.relative_to(locker.path)) for file in locker.path.rglob("*") if file.is_file())


def test_bytes_are_kept_under_their_digest_and_cannot_be_written(locker: Locker) -> None:
    digest = locker.put(_SAID)
    assert digest == _DIGEST
    assert _files(locker) == [f"{digest[:2]}/{digest[2:]}", "id"]
    assert locker.path_of(digest).stat().st_mode & 0o777 == 0o444
    assert (locker.read(digest), locker.check(digest)) == (_SAID, None)


@given(kept=st.lists(st.binary(max_size=300), max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_put_is_read_back(tmp_path: Path, kept: list[bytes]) -> None:
    locker = Locker.create(tmp_path / str(uuid.uuid4()))
    digests = [locker.put(data) for data in kept]
    assert [locker.read(digest) for digest in digests] == kept
    assert list(locker.digests()) == sorted(set(digests))
    assert all(locker.check(digest) is None for digest in digests)


def test_the_same_bytes_are_written_once(locker: Locker) -> None:
    before = locker.path_of(locker.put(_SAID)).stat()
    assert locker.put(_SAID) == _DIGEST
    after = locker.path_of(_DIGEST).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def _alter(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(_SAID.replace(b"two", b"six"))


def _cut(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(_SAID[:-1])


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (Path.unlink, "is missing from the locker"),
        (_alter, "was altered: its SHA-256 is now"),
        (_cut, "was altered: its SHA-256 is now"),
    ],
    ids=["missing", "altered", "cut"],
)
def test_harm_is_named_and_mended_by_putting_the_bytes_again(
    locker: Locker, harm: Callable[[Path], None], problem: str
) -> None:
    locker.put(_SAID)
    harm(locker.path_of(_DIGEST))
    assert f"the file of {_DIGEST} {problem}" in (locker.check(_DIGEST) or "")
    locker.put(_SAID)
    assert locker.check(_DIGEST) is None


def test_a_file_that_cannot_be_read_is_a_problem_not_a_crash(locker: Locker) -> None:
    locker.path_of(_DIGEST).mkdir(parents=True)
    assert "cannot be read" in (locker.check(_DIGEST) or "")
    with pytest.raises(DatabaseTrouble, match="cannot keep the bytes"):
        locker.put(_SAID)


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _endless(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize("harm", [_pipe, _endless])
def test_a_pipe_and_a_device_are_not_waited_for(locker: Locker, harm: Callable[[Path], None]) -> None:
    locker.put(_SAID)
    harm(locker.path_of(_DIGEST))
    assert locker.check(_DIGEST) == f"the file of {_DIGEST} cannot be read: it is a pipe or a device and no file"
    with pytest.raises(VerificationFailed, match="it is a pipe or a device and no file"):
        locker.read(_DIGEST)
    with pytest.raises(VerificationFailed, match="it is a pipe or a device and no file"):
        list(locker.blocks(_DIGEST))
    assert not locker.holds(_DIGEST)
    locker.put(_SAID)
    assert locker.check(_DIGEST) is None


def test_each_flipped_bit_of_the_id_is_found_and_so_is_another_way_to_write_it(locker: Locker) -> None:
    file = locker.path / ID_FILE
    whole = file.read_bytes()
    for byte, sign in enumerate(whole):
        for bit in range(8):
            file.chmod(0o644)
            file.write_bytes(whole[:byte] + bytes([sign ^ 1 << bit]) + whole[byte + 1 :])
            try:
                assert Locker.open(locker.path).id != locker.id, (byte, bit)  # that is told by who knows its id
            except DatabaseTrouble as error:
                assert "no locker at" in str(error)  # noqa: PT017 - either will do
    file.write_bytes(whole + b"\n")
    assert Locker.open(locker.path).id == locker.id


def test_bytes_that_are_gone_fail_verification(locker: Locker) -> None:
    with pytest.raises(VerificationFailed, match=f"the bytes {_DIGEST} are not in the locker"):
        locker.read(_DIGEST)


def test_strange_files_are_no_digests(locker: Locker) -> None:
    locker.put(_SAID)
    (locker.path / "ab").mkdir(exist_ok=True)
    (locker.path / "ab" / ".DS_Store").write_bytes(b"x")
    (locker.path / "ab" / ".writing-x").write_bytes(b"x")
    assert list(locker.digests()) == [_DIGEST]


def test_a_locker_keeps_its_id(tmp_path: Path) -> None:
    made = Locker.create(tmp_path / "deep" / "locker")
    assert str(uuid.UUID(made.id)) == made.id
    assert Locker.open(made.path).id == Locker.create(made.path).id == made.id
    assert Locker.is_at(made.path)


def test_a_locker_whose_making_was_cut_off_is_made(tmp_path: Path) -> None:
    (tmp_path / ".writing-left").write_bytes(b"half an i")
    assert not Locker.is_at(tmp_path)
    assert Locker.create(tmp_path).id == Locker.open(tmp_path).id


@pytest.mark.parametrize("content", [None, b"", b"not an id", b"\xff\xfe"])
def test_what_is_no_locker_is_not_opened(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "id").write_bytes(content)
    with pytest.raises(DatabaseTrouble, match=r"no locker at .*CLAIMTRACK_LOCKER"):
        Locker.open(tmp_path)


def test_a_folder_of_other_things_is_no_place_for_a_locker(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"x")
    with pytest.raises(DatabaseTrouble, match="not empty"):
        Locker.create(tmp_path)
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(DatabaseTrouble, match="cannot make a locker"):
        Locker.create(tmp_path / "file" / "locker")


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def _refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", _refuse)
    made = Locker.create(tmp_path / "locker")
    assert Locker.create(made.path).id == made.id
    assert _files(made) == ["id"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_behind(locker: Locker, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def _full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os if call == "fsync" else Path, call, _full)
    with pytest.raises(DatabaseTrouble, match="No space left on device; nothing was changed"):
        locker.put(_SAID)
    monkeypatch.undo()
    assert _files(locker) == ["id"]


def test_a_read_only_folder_is_told(locker: Locker, monkeypatch: pytest.MonkeyPatch) -> None:
    def _read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", _read_only)
    with pytest.raises(DatabaseTrouble, match=r"cannot keep the bytes in .*: Read-only file system"):
        locker.put(_SAID)
    with pytest.raises(DatabaseTrouble, match=r"cannot make a locker at .*: Read-only file system"):
        Locker.create(locker.path)


_PUT_LIMITED = """
import resource, sys
from pathlib import Path
from claimtrack.locker.store import ID_FILE, Locker
locker = Locker.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
locker.put(bytes(1_000_000))
"""


def test_a_file_that_may_not_grow_leaves_nothing_behind(locker: Locker) -> None:
    done = subprocess.run([sys.executable, "-c", _PUT_LIMITED, locker.path], capture_output=True, check=False)
    assert b"DatabaseTrouble: cannot keep the bytes" in done.stderr
    assert _files(locker) == ["id"]


_PUT_FOR_EVER = """
import sys
from pathlib import Path
from claimtrack.locker.store import ID_FILE, Locker
locker = Locker.open(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(1_000_000):
    locker.put(str(number).encode() * 20_000)
"""


def test_a_process_killed_at_any_moment_leaves_whole_files_only(locker: Locker) -> None:
    chance = random.Random(5)  # noqa: S311 - nothing secret
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", _PUT_FOR_EVER, locker.path], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0.001, 0.1))
            writer.send_signal(signal.SIGKILL)
    kept = list(locker.digests())
    assert kept
    assert [locker.check(digest) for digest in kept] == [None] * len(kept)


_MAKE_AND_PUT = """
import sys
from pathlib import Path
from claimtrack.locker.store import ID_FILE, Locker
sys.stdin.read()
locker = Locker.create(Path(sys.argv[1]))
for number in range(30):
    locker.put(str(number).encode() * 1_000)
print(locker.id)
"""


def test_processes_that_make_and_fill_one_locker_at_once_agree(tmp_path: Path) -> None:
    place = tmp_path / "locker"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _MAKE_AND_PUT, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.close()
    said = set()
    for writer in writers:
        with writer:
            assert writer.stdout is not None
            said.add(writer.stdout.read().strip())
    locker = Locker.open(place)
    assert said == {locker.id}
    assert [locker.check(digest) for digest in locker.digests()] == [None] * 30
    assert not list(place.rglob(".writing-*"))


def test_what_a_killed_writer_left_is_swept_a_day_later(locker: Locker) -> None:
    folder = locker.path_of(_DIGEST).parent
    folder.mkdir()
    old, new = folder / ".writing-old", folder / ".writing-new"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000, time.time() - 90_000))
    locker.put(_SAID)
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
@pytest.mark.parametrize(("umask", "mode"), [(0o002, 0o444), (0o027, 0o440), (0o077, 0o400)])
def test_who_may_read_is_as_the_umask_has_it_and_nobody_may_write(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        locker = Locker.create(tmp_path / "locker")
        kept = locker.path_of(locker.put(b"a statement"))
    finally:
        os.umask(before)
    assert [file.stat().st_mode & 0o777 for file in (kept, locker.path / "id")] == [mode, mode]
