"""What every locker does, wherever it is: in a folder, in memory, on a WebDAV server that the tests start."""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from tests.stores import USER, WRITTEN, emptied, webdav_server

from claimtrack.errors import DatabaseTrouble, VerificationFailed
from claimtrack.locker import anywhere
from claimtrack.locker.ahead import checked_ahead
from claimtrack.locker.anywhere import AnyLocker
from claimtrack.locker.store import digest_of

_SAID = b"The river rose by two metres."
_DIGEST = hashlib.sha256(_SAID).hexdigest()


@dataclass
class Kept:
    """A place for a locker, and ways to do there what a locker never does."""

    place: Path | str
    write: Callable[[str, bytes], object]
    delete: Callable[[str], object]
    names: Callable[[], list[str]]


def _in_folder(folder: Path, place: Path | str) -> Kept:
    def write(name: str, data: bytes) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).unlink(missing_ok=True)
        (folder / name).write_bytes(data)

    def names() -> list[str]:
        return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())

    return Kept(place, write, lambda name: (folder / name).unlink(), names)


@contextmanager
def _in_memory() -> Iterator[Kept]:
    emptied()
    files, root = MemoryFileSystem(), f"/{uuid.uuid4()}/desk"

    def names() -> list[str]:
        return sorted(name.removeprefix(f"{root}/") for name in files.find(root))

    yield Kept(
        f"memory:/{root}",
        lambda name, data: files.pipe_file(f"{root}/{name}", data),
        lambda name: files.rm_file(f"{root}/{name}"),
        names,
    )
    emptied()


@contextmanager
def _on_server(tmp_path: Path) -> Iterator[Kept]:
    with webdav_server(tmp_path / "served") as server:
        url = f"webdav+http://{USER}:{WRITTEN}@{server}/desk/locker"
        yield _in_folder(tmp_path / "served" / "desk" / "locker", url)


@pytest.fixture(params=["folder", "memory", "webdav"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    """Give a place for a locker, of each kind."""
    if request.param == "folder":
        yield _in_folder(tmp_path / "locker", tmp_path / "locker")
    else:
        with _in_memory() if request.param == "memory" else _on_server(tmp_path) as found:
            yield found


@pytest.fixture
def locker(kept: Kept) -> AnyLocker:
    """Give a new locker there."""
    return anywhere.made(kept.place)


def _name(digest: str = _DIGEST) -> str:
    return f"{digest[:2]}/{digest[2:]}"


def test_a_locker_keeps_its_id(kept: Kept) -> None:
    assert not anywhere.is_at(kept.place)
    with pytest.raises(DatabaseTrouble, match=r"no locker at .*CLAIMTRACK_LOCKER"):
        anywhere.opened(kept.place)
    made = anywhere.made(kept.place)
    assert str(uuid.UUID(made.id)) == made.id
    assert anywhere.is_at(kept.place)
    assert anywhere.opened(kept.place).id == anywhere.made(kept.place).id == made.id
    assert kept.names() == ["id"]


def test_a_locker_is_made_with_the_id_that_it_is_given(kept: Kept) -> None:
    given = str(uuid.uuid4())
    assert anywhere.made(kept.place, locker_id=given).id == given


@pytest.mark.parametrize("content", [b"", b"not an id", b"\xff\xfe"])
def test_what_is_no_locker_is_not_opened(kept: Kept, content: bytes) -> None:
    kept.write("id", content)
    with pytest.raises(DatabaseTrouble, match="no locker at"):
        anywhere.opened(kept.place)


def test_a_place_of_other_things_is_no_place_for_a_locker(kept: Kept) -> None:
    kept.write("notes.txt", b"x")
    with pytest.raises(DatabaseTrouble, match="not empty"):
        anywhere.made(kept.place)
    assert kept.names() == ["notes.txt"]


def test_a_locker_whose_making_was_cut_off_is_made(kept: Kept) -> None:
    kept.write(".writing-left", b"half an i")
    assert anywhere.made(kept.place).id == anywhere.opened(kept.place).id


@pytest.mark.parametrize("data", [_SAID, b"", bytes(range(256)) * 20_000], ids=["words", "nothing", "5 MB"])
def test_whatever_is_put_is_read_back(kept: Kept, locker: AnyLocker, data: bytes) -> None:
    digest = locker.put(data)
    assert digest == hashlib.sha256(data).hexdigest()
    assert (locker.read(digest), locker.check(digest), locker.holds(digest)) == (data, None, True)
    facts = locker.facts(digest)
    assert facts is not None
    assert facts.size == len(data)
    assert kept.names() == sorted([_name(digest), "id"])
    with locker.local(digest) as file:
        assert file.read_bytes() == data


def test_a_file_is_kept_block_by_block(kept: Kept, locker: AnyLocker, tmp_path: Path) -> None:
    data = b"0123456789abcdef" * 200_000
    (tmp_path / "film").write_bytes(data)
    digest = digest_of(data)
    assert locker.put_file(tmp_path / "film", digest)
    assert not locker.put_file(tmp_path / "film", digest)
    assert locker.read(digest) == data
    with pytest.raises(VerificationFailed, match=f"is not the file of {_DIGEST}"):
        locker.put_file(tmp_path / "film", _DIGEST)
    assert kept.names() == sorted([_name(digest), "id"])


def test_digests_are_told_in_order_and_strange_files_are_none(kept: Kept, locker: AnyLocker) -> None:
    digests = [locker.put(str(number).encode()) for number in range(20)]
    for strange in (f"{digests[0][:2]}/.DS_Store", f"{digests[0][:2]}/.writing-x", "README", "zz/" + "0" * 62):
        kept.write(strange, b"x")
    assert list(locker.digests()) == sorted(digests)


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (None, "is missing from the locker"),
        (_SAID.replace(b"two", b"six"), "was altered: its SHA-256 is now"),
        (_SAID[:-1], "was altered: its SHA-256 is now"),
        (b"", "was altered: its SHA-256 is now"),
    ],
    ids=["missing", "altered", "cut", "emptied"],
)
def test_harm_is_named_and_mended_by_putting_the_bytes_again(
    kept: Kept, locker: AnyLocker, harm: bytes | None, problem: str
) -> None:
    locker.put(_SAID)
    kept.delete(_name()) if harm is None else kept.write(_name(), harm)
    assert f"the file of {_DIGEST} {problem}" in (locker.check(_DIGEST) or "")
    assert [found for _, found in checked_ahead(locker, [_DIGEST], str)] == [locker.check(_DIGEST)]
    locker.put(_SAID)
    assert locker.check(_DIGEST) is None


def test_bytes_that_are_gone_fail_verification(locker: AnyLocker, tmp_path: Path) -> None:
    assert (locker.holds(_DIGEST), locker.facts(_DIGEST)) == (False, None)
    for take in (locker.read, lambda digest: locker.as_file(digest, tmp_path)):
        with pytest.raises(VerificationFailed, match=f"the bytes {_DIGEST} are not in the locker"):
            take(_DIGEST)
    with pytest.raises(VerificationFailed, match="are not in the locker"), locker.local(_DIGEST):
        pass


def test_what_is_taken_out_is_gone(kept: Kept, locker: AnyLocker) -> None:
    locker.put(_SAID)
    locker.remove(_DIGEST)
    locker.remove(_DIGEST)
    assert kept.names() == ["id"]


def test_what_a_killed_writer_left_is_named_and_removed(kept: Kept, locker: AnyLocker) -> None:
    kept.write(".writing-half", b"half")
    assert locker.leftovers(older_than=3600.0) == []
    (found,) = locker.leftovers(older_than=0.0)
    locker.remove_leftover(found)
    assert kept.names() == ["id"]


def test_writers_of_the_same_bytes_at_once_are_no_conflict(kept: Kept, locker: AnyLocker) -> None:
    told: list[object] = []

    def write() -> None:
        try:
            told.extend(anywhere.opened(kept.place).put(str(number).encode() * 1_000) for number in range(10))
        except BaseException as error:
            told.append(error)

    writers = [Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    digests = list(locker.digests())
    assert [one for one in told if isinstance(one, BaseException)] == []
    assert sorted(map(str, told)) == sorted(digests * 4)
    assert [locker.check(digest) for digest in digests] == [None] * 10
    assert not [name for name in kept.names() if "writing" in name]


def test_what_is_none_of_its_own_is_named(kept: Kept, locker: AnyLocker) -> None:
    digest = locker.put(_SAID)
    assert locker.strangers() == []
    for name in ("notes.txt", f"{digest[:2]}/short", "folder/in it"):
        kept.write(name, b"x")
    assert [name for name in locker.strangers() if not name.startswith("folder")] == [
        f"{digest[:2]}/short",
        "notes.txt",
    ]
    assert any(name.startswith("folder") for name in locker.strangers())
    assert list(locker.digests()) == [digest]
