"""Keep bytes under their SHA-256: written once, whole or not at all, never changed."""

import hashlib
import os
import re
import stat
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NewType

from claimtrack.errors import DatabaseTrouble, VerificationFailed
from claimtrack.locker.regular import opened_file
from claimtrack.locker.written_once import HALF_WRITTEN, age_of, flush_folder, give, name_once, write_beside

Digest = NewType("Digest", str)
"""The SHA-256 of some bytes, as 64 lower-case hexadecimal digits."""

ID_FILE = "id"
REST_OF_DIGEST = re.compile(r"[0-9a-f]{62}")
_FOLDER = re.compile(r"[0-9a-f]{2}")
_BLOCK = 1 << 20
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Facts:
    """How many bytes a kept file has, and since when it is there."""

    size: int
    since: datetime


def id_in(written: str) -> str:
    """Return the id of a locker from its file; raises ValueError for what is no id, or not as lockers write it.

    A bit that is turned over may make a letter a capital, which is the same id to whoever compares ids.
    """
    said = written.strip()
    if str(uuid.UUID(said)) != said:
        raise ValueError("it is not written as an id is")
    return said


def digest_of(data: bytes) -> Digest:
    """Return the SHA-256 of bytes, as 64 hexadecimal digits."""
    return Digest(hashlib.sha256(data).hexdigest())


def digest_of_blocks(blocks: Iterable[bytes]) -> tuple[Digest, int]:
    """Return the SHA-256 of bytes that come block by block, and how many they are."""
    digested = _Digested(blocks)
    for _ in digested:
        pass
    return digested.digest, digested.size


class Locker:
    """A folder of files named by their digest, ``ab/cdef...``, with a file ``id`` that says which locker it is.

    A process that is killed while it writes leaves a ``.writing-`` file and nothing under the digest; who writes to
    the same folder a day later sweeps it away. What is made in the folder has the folder's own group and rights, less
    that to write for files, whatever the umask of who makes it: a desk gives its folder to a group once, and then
    everybody on it can read and add.
    """

    def __init__(self, path: Path, locker_id: str) -> None:
        """Take a folder and the id that stands in it; use ``open`` or ``create``."""
        self.path = path
        self.id = locker_id

    @classmethod
    def create(cls, path: Path, *, locker_id: str | None = None) -> "Locker":
        """Make a new locker; raises DatabaseTrouble when the folder cannot be written or holds something else.

        ``locker_id`` is given where a workspace moves, whose locker has one already.

        A folder in which an earlier try was cut off is taken. Of two processes at once both get the same locker.
        """
        try:
            path.mkdir(parents=True, exist_ok=True)
            strangers = [file for file in path.iterdir() if not file.name.startswith(HALF_WRITTEN)]
            if strangers and not cls.is_at(path):
                raise DatabaseTrouble(f"{path} is no locker and not empty; name an empty folder for the locker")
            named = locker_id or str(uuid.uuid4())
            written = write_beside([named.encode("ascii")], path, rights=path.stat())
            try:
                name_once(written, path / ID_FILE)
            finally:
                written.unlink(missing_ok=True)
            flush_folder(path)
        except OSError as error:
            raise DatabaseTrouble(f"cannot make a locker at {path}: {error.strerror}") from error
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> "Locker":
        """Open a locker that is there; raises DatabaseTrouble when it is not, or its ``id`` is damaged."""
        try:
            if not (path / ID_FILE).is_file():  # who opens a pipe waits for it
                raise FileNotFoundError(path / ID_FILE)
            return cls(path, id_in((path / ID_FILE).read_text(encoding="ascii")))
        except PermissionError as error:
            raise DatabaseTrouble(
                f"the locker at {path} cannot be read by who you are here: {error.strerror}; whoever looks after it "
                "gives its folder, and what is in it, to the group of those who share it"
            ) from error
        except (OSError, ValueError) as error:
            raise DatabaseTrouble(
                f"no locker at {path}, where this workspace keeps its bytes; restore it from a backup, "
                "or name its folder with CLAIMTRACK_LOCKER"
            ) from error

    @staticmethod
    def is_at(path: Path) -> bool:
        """Tell whether there is a locker."""
        return (path / ID_FILE).is_file()

    def put(self, data: bytes) -> Digest:
        """Keep bytes and give their digest; what is kept already is not written again.

        A file that is no longer what it was is made whole. Raises DatabaseTrouble when the disk is full or the folder
        cannot be written; then nothing is kept.
        """
        digest = digest_of(data)
        self._keep(digest, lambda: [data])
        return digest

    def put_file(self, file: Path, digest: str) -> bool:
        """Keep the bytes of a file that has this digest, block by block; gives whether they were not kept already.

        Raises VerificationFailed where the file has another digest, and DatabaseTrouble as ``put``.
        """
        return self._keep(digest, lambda: blocks_of(file, digest))

    def put_blocks(self, blocks: Iterable[bytes]) -> tuple[Digest, int]:
        """Keep bytes that come one block after the other, whose digest is known at their end; gives it and their size.

        What ``blocks`` raise is passed on, and nothing is kept then. Raises DatabaseTrouble as ``put``.
        """
        digested = _Digested(blocks)
        try:
            rights = self.path.stat()
            written = write_beside(digested, self.path, rights=rights)
            try:
                digest = digested.digest
                if self.check(digest) is not None:
                    self._make_folder_of(digest, rights)
                    written.replace(self.path_of(digest))
                    flush_folder(self.path_of(digest).parent)
            finally:
                written.unlink(missing_ok=True)
        except OSError as error:
            raise self._cannot_keep(error) from error
        return digest, digested.size

    def _keep(self, digest: str, blocks: Callable[[], Iterable[bytes]]) -> bool:
        if self.check(digest) is None:
            return False
        target = self.path_of(digest)
        try:
            rights = self.path.stat()
            self._make_folder_of(digest, rights)
            written = write_beside(blocks(), target.parent, rights=rights)
            try:
                written.replace(target)
            except BaseException:
                written.unlink(missing_ok=True)
                raise
            flush_folder(target.parent)
        except OSError as error:
            raise self._cannot_keep(error) from error
        return True

    def _make_folder_of(self, digest: str, rights: os.stat_result) -> None:
        folder = self.path_of(digest).parent
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            give(folder, rights, stat.S_IMODE(rights.st_mode))
            flush_folder(self.path)
        self._sweep(folder)

    def _cannot_keep(self, error: OSError) -> DatabaseTrouble:
        return DatabaseTrouble(f"cannot keep the bytes in {self.path}: {error.strerror}; nothing was changed")

    def holds(self, digest: str) -> bool:
        """Tell whether there is a file of a digest, whole or not."""
        return self.path_of(digest).is_file()

    def remove(self, digest: str) -> None:
        """Take bytes out again that nothing names; whoever calls has made sure of that, and that nobody will.

        Raises DatabaseTrouble when the folder cannot be written.
        """
        self._unlink(self.path_of(digest))

    def leftovers(self, *, older_than: float) -> list[str]:
        """Name what writers that were killed left behind, of so many seconds ago and before."""
        halves = (file for pattern in ("", "[0-9a-f][0-9a-f]/") for file in self.path.glob(f"{pattern}{HALF_WRITTEN}*"))
        return sorted(str(file) for file in halves if age_of(file) >= older_than)

    def remove_leftover(self, name: str) -> None:
        """Remove what a writer that was killed left behind; raises as ``remove``."""
        self._unlink(Path(name))

    def _unlink(self, file: Path) -> None:
        try:
            file.unlink(missing_ok=True)
            flush_folder(file.parent)
        except OSError as error:
            raise DatabaseTrouble(f"cannot take {file} out of the locker: {error.strerror}") from error

    def read(self, digest: str) -> bytes:
        """Return the bytes of a digest; raises VerificationFailed when they are gone."""
        try:
            with opened_file(self.path_of(digest)) as stream:
                return stream.read()
        except OSError as error:
            raise self._gone(digest, error) from error

    def blocks(self, digest: str) -> Iterator[bytes]:
        """Yield the bytes of a digest block by block.

        Raises VerificationFailed when they are gone, and at their end when they are others.
        """
        try:
            yield from blocks_of(self.path_of(digest), digest)
        except OSError as error:
            raise self._gone(digest, error) from error

    def _gone(self, digest: str, error: OSError) -> VerificationFailed:
        return VerificationFailed(f"the bytes {digest} are not in the locker {self.path}: {error.strerror}")

    def path_of(self, digest: str) -> Path:
        """Return the file of a digest, whether it is there or not."""
        return self.path / digest[:2] / digest[2:]

    def facts(self, digest: str) -> Facts | None:
        """Return size and time of the file of a digest; None where there is none."""
        try:
            found = self.path_of(digest).stat()
        except FileNotFoundError:
            return None
        return Facts(found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    @contextmanager
    def local(self, digest: str) -> Iterator[Path]:
        """Lend the file of a digest itself, to read only; raises VerificationFailed when it is gone."""
        yield self.as_file(digest, self.path)

    def as_file(self, digest: str, folder: Path) -> Path:  # noqa: ARG002 - a locker elsewhere makes a copy there
        """Give the file of a digest itself, to read only; raises VerificationFailed when it is gone."""
        path = self.path_of(digest)
        if not path.is_file():
            raise VerificationFailed(f"the bytes {digest} are not in the locker {self.path}")
        return path

    @property
    def where(self) -> str:
        """The folder."""
        return str(self.path)

    def where_is(self, digest: str) -> str:
        """Return the path of the file of a digest, as people may read it."""
        return str(self.path_of(digest))

    def check(self, digest: str) -> str | None:
        """Say what is wrong with the bytes of a digest, or None; reads block by block."""
        found = hashlib.sha256()
        try:
            with opened_file(self.path_of(digest)) as stream:
                while block := stream.read(_BLOCK):
                    found.update(block)
        except FileNotFoundError:
            return f"the file of {digest} is missing from the locker"
        except OSError as error:
            return f"the file of {digest} cannot be read: {error.strerror}"
        if found.hexdigest() != digest:
            return f"the file of {digest} was altered: its SHA-256 is now {found.hexdigest()}"
        return None

    def digests(self) -> Iterator[Digest]:
        """Yield every digest that is kept, in order."""
        for folder in sorted(self.path.glob("[0-9a-f][0-9a-f]")):
            for file in sorted(folder.iterdir()):
                if REST_OF_DIGEST.fullmatch(file.name):
                    yield Digest(folder.name + file.name)

    def strangers(self) -> list[str]:
        """Name what lies in the folder and is none of a locker's own: no id, no kept bytes, nothing half-written."""
        found = []
        for one in self.path.iterdir():
            if not _FOLDER.fullmatch(one.name):
                found += [one] if one.name != ID_FILE and not one.name.startswith(HALF_WRITTEN) else []
            elif one.is_symlink() or not one.is_dir():
                found.append(one)
            else:
                found += [file for file in one.iterdir() if not _is_own(file)]
        return sorted(str(one.relative_to(self.path)) for one in found)

    def _sweep(self, folder: Path) -> None:
        """Remove what writers that were killed left behind."""
        for file in folder.glob(f"{HALF_WRITTEN}*"):
            with suppress(OSError):
                if age_of(file) > _DAY:
                    file.unlink()


def _is_own(file: Path) -> bool:
    return REST_OF_DIGEST.fullmatch(file.name) is not None or file.name.startswith(HALF_WRITTEN)


class _Digested:
    """Blocks on their way, digested beside: Python lets go of its lock while one is hashed and one is written."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self.size = 0
        self._blocks = blocks
        self._found = hashlib.sha256()

    @property
    def digest(self) -> Digest:
        return Digest(self._found.hexdigest())

    def __iter__(self) -> Iterator[bytes]:
        with ThreadPoolExecutor(1) as beside:
            waiting: Future[None] | None = None
            for block in self._blocks:
                if waiting is not None:
                    waiting.result()
                waiting = beside.submit(self._found.update, block)
                self.size += len(block)
                yield block


def blocks_of(file: Path, digest: str) -> Iterator[bytes]:
    """Yield the bytes of a file; raises VerificationFailed at the end where they have another digest."""
    found = hashlib.sha256()
    with opened_file(file) as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
            yield block
    if found.hexdigest() != digest:
        raise VerificationFailed(f"{file} is not the file of {digest}: its SHA-256 is {found.hexdigest()}")
