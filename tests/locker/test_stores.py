"""A store that lies, fails or is out of reach: each named, by its address without the password, and nothing lost."""

import hashlib
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.stores import PASSWORD, USER, WRITTEN, Faulty, emptied, nobody_listens, webdav_server

from claimtrack.errors import DatabaseTrouble, InvalidInput
from claimtrack.locker.hidden import without_password
from claimtrack.locker.stores import StoreLocker

_SAID = b"The river rose by two metres."
_DIGEST = hashlib.sha256(_SAID).hexdigest()


@pytest.fixture
def store() -> Iterator[tuple[StoreLocker, Faulty]]:
    """Give a locker in memory, and its file system, which misbehaves on request."""
    emptied()
    locker = StoreLocker.create(f"memory://{uuid.uuid4()}/desk")
    faults = Faulty(locker._files)
    locker._files = faults
    yield locker, faults
    emptied()


def _kept(locker: StoreLocker) -> list[str]:
    return [name.rpartition("/desk/")[2] for name in locker._files.find(locker._path)]


@pytest.mark.parametrize("by", ["bytes", "file"])
@pytest.mark.parametrize("fault", ["cut", "other", "cut_on_copy"])
def test_a_store_that_lies_is_named_and_keeps_nothing(
    store: tuple[StoreLocker, Faulty], tmp_path: Path, fault: str, by: str
) -> None:
    locker, faults = store
    setattr(faults, fault, {"cut": 7, "other": b"The river fell.", "cut_on_copy": True}[fault])
    (tmp_path / "said").write_bytes(_SAID)
    with pytest.raises(DatabaseTrouble, match=r"the store memory://.*/desk does not keep what it is given: .*nothing"):
        locker.put(_SAID) if by == "bytes" else locker.put_file(tmp_path / "said", _DIGEST)
    setattr(faults, fault, None)
    assert not [name for name in _kept(locker) if "writing" in name]
    assert locker.check(_DIGEST) is not None
    locker.put(_SAID)
    assert locker.check(_DIGEST) is None


def test_a_store_that_gives_back_other_bytes_later_is_named(store: tuple[StoreLocker, Faulty]) -> None:
    locker, faults = store
    locker.put(_SAID)
    faults.other = b"The river fell."
    assert "was altered: its SHA-256 is now" in (locker.check(_DIGEST) or "")


def test_short_reads_are_no_ends(store: tuple[StoreLocker, Faulty]) -> None:
    locker, faults = store
    faults.short = True
    locker.put(_SAID)
    assert (locker.read(_DIGEST), locker.check(_DIGEST)) == (_SAID, None)


@pytest.mark.parametrize("error", [TimeoutError("timed out"), ConnectionResetError(104, "reset by peer"), ValueError()])
def test_a_store_that_fails_in_the_middle_is_told_and_is_no_altered_file(
    store: tuple[StoreLocker, Faulty], error: Exception
) -> None:
    locker, faults = store
    locker.put(_SAID)
    faults.fails = error
    for ask in (locker.check, locker.read):
        with pytest.raises(DatabaseTrouble, match=r"the store memory://.*/desk failed: .+"):
            ask(_DIGEST)
    with pytest.raises(DatabaseTrouble, match="failed"), locker.local(_DIGEST):
        pass
    faults.fails = None
    assert locker.check(_DIGEST) is None


def test_what_is_whole_is_not_touched_by_a_writer_that_fails(store: tuple[StoreLocker, Faulty]) -> None:
    locker, faults = store
    faults.fails_on_copy = ConnectionResetError(104, "reset by peer")
    with pytest.raises(DatabaseTrouble, match=r"cannot keep the bytes in memory://.*: .*reset by peer"):
        locker.put(_SAID)
    assert _kept(locker) == ["id"]
    faults.fails_on_copy = None
    locker.put(_SAID)
    faults.fails_on_copy = ConnectionResetError(104, "reset by peer")
    assert locker.put(_SAID) == _DIGEST
    assert locker.check(_DIGEST) is None


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("file:///srv/locker", "name the folder itself"),
        ("s3://", "write it like s3://bucket/folder"),
        ("s3://bucket/locker?endpoint_url=http://x", "settings belong into fsspec's own"),
        ("filecache::s3://bucket/locker", "settings belong into fsspec's own"),
        ("nosuch://bucket/locker", "kinds: abfs, az, gs, s3, sftp, smb, webdav"),
        ("webdav://host:port/locker", "is no address of a store"),
        ("gs://bucket/locker", "pip install gcsfs"),
    ],
)
def test_an_address_that_is_none_is_refused_with_what_to_write(address: str, remedy: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        StoreLocker.open(address)
    assert remedy in str(refused.value)


def test_without_fsspec_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(InvalidInput, match=r"pip install 'claimtrack\[stores\]' s3fs"):
        StoreLocker.open("s3://bucket/locker")


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(DatabaseTrouble) as told:
        StoreLocker.open(f"webdav+http://{USER}:{WRITTEN}@{nobody_listens()}/locker")
    assert "the locker at webdav+http://desk@127.0.0.1:" in str(told.value)
    assert not any(secret in str(told.value) for secret in (PASSWORD, WRITTEN))


def test_a_wrong_password_is_told_and_not_shown(tmp_path: Path) -> None:
    with webdav_server(tmp_path / "served") as server:
        for act in (StoreLocker.open, StoreLocker.create, StoreLocker.is_at):
            with pytest.raises(DatabaseTrouble, match="401") as told:
                act(f"webdav+http://{USER}:wrong-word@{server}/locker")
            assert "wrong-word" not in str(told.value)


def test_a_password_comes_from_fsspecs_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fsspec.config import conf

    monkeypatch.setitem(conf, "webdav", {"auth": [USER, PASSWORD]})
    with webdav_server(tmp_path / "served") as server:
        locker = StoreLocker.create(f"webdav+http://{server}/locker")
        assert locker.read(locker.put(_SAID)) == _SAID


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("sftp://ana:se@cret@host/x", "sftp://ana@host/x"),
        ("s3://bucket/a:b@c", "s3://bucket/a:b@c"),
        ("webdav://ana@host:8443/x", "webdav://ana@host:8443/x"),
        ("/srv/locker", "/srv/locker"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert without_password(address) == shown


_LIST = """
import sys
from claimtrack.cli.main import main
sys.argv = ["claimtrack", "list", "-w", sys.argv[1]]
try:
    main()
except SystemExit:
    pass
found = [name for name in ("fsspec", "webdav4", "claimtrack.locker.stores") if name in sys.modules]
print(found, file=sys.stderr)
"""


def test_who_keeps_files_in_a_folder_loads_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / ".claimtrack").mkdir()
    done = subprocess.run([sys.executable, "-c", _LIST, tmp_path], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "[]"
