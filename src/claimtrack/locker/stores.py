"""A locker elsewhere: the same files under the same names, in any store that fsspec speaks to."""

import hashlib
import re
import secrets
import time
import uuid
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from claimtrack.errors import ClaimtrackError, DatabaseTrouble, StoreTrouble, VerificationFailed
from claimtrack.locker.hidden import without_password
from claimtrack.locker.store import (
    ID_FILE,
    REST_OF_DIGEST,
    Digest,
    Facts,
    blocks_of,
    digest_of,
    digest_of_blocks,
    id_in,
)
from claimtrack.locker.store_addresses import closed, connected, put_in_place, told
from claimtrack.locker.written_once import HALF_WRITTEN
from claimtrack.unfinished import working_folder

_FOLDER = re.compile(r"[0-9a-f]{2}")
_BLOCK = 1 << 20
_NOT_FOUND = 404
_AGAIN = "see whether the store can be reached from here, and do it again"
_WAITS = (0.0, 0.2, 0.5)
"""Seconds."""
_TIMES = ("modified", "LastModified", "last_modified", "mtime", "updated", "created")
"""What stores call the time since when a file is there."""


class StoreLocker:
    """The same as ``Locker``, in a store: ``ab/cdef...`` under its address, with a file ``id``.

    Bytes are written under a name of their own, read back whole and compared, and only then get that of their digest:
    what stands there was once read as it should be. A writer that is killed leaves a ``.writing-`` file. Two writers of
    the same bytes write the same. A store that gives back other bytes than it was given is named.
    """

    def __init__(self, url: str, files: Any, path: str, locker_id: str) -> None:
        """Take an address, what speaks to it, the path in there and the id; use ``open`` or ``create``."""
        self.url = url
        self.id = locker_id
        self._files = files
        self._path = path
        # Connections are kept for as long as the locker is.
        weakref.finalize(self, closed, files)

    @property
    def where(self) -> str:
        """The address without a password."""
        return without_password(self.url)

    @classmethod
    def create(cls, url: str, *, locker_id: str | None = None) -> "StoreLocker":
        """Make a new locker, or open the one that is there; raises DatabaseTrouble where something else is there."""
        found = cls(url, *connected(url), "")
        if not found._reads(ID_FILE):
            strangers = [name for name in found._names() if not name.startswith(HALF_WRITTEN)]
            if strangers and not found._reads(ID_FILE):
                raise DatabaseTrouble(f"{found.where} is no locker and not empty; name an empty place for the locker")
            with found._asking("cannot make a locker at {where}"):
                found._files.makedirs(found._path, exist_ok=True)
                found._new(ID_FILE, (locker_id or str(uuid.uuid4())).encode("ascii"))
        return cls.open(url)

    @classmethod
    def open(cls, url: str) -> "StoreLocker":
        """Open a locker that is there; raises DatabaseTrouble when it is not, or the store is out of reach."""
        files, path = connected(url)
        found = cls(url, files, path, "")
        written = found._reads(ID_FILE)
        try:
            if written is None:
                raise ValueError("no id")
            found.id = id_in(written.decode("ascii"))
        except ValueError as error:
            raise DatabaseTrouble(
                f"no locker at {found.where}, where this workspace keeps its bytes; restore it from a backup, "
                "or name its address with CLAIMTRACK_LOCKER"
            ) from error
        return found

    @classmethod
    def is_at(cls, url: str) -> bool:
        """Tell whether there is a locker; raises DatabaseTrouble where the store cannot be asked."""
        return cls(url, *connected(url), "")._reads(ID_FILE) is not None

    def put(self, data: bytes) -> Digest:
        """Keep bytes and give their digest; raises DatabaseTrouble where the store does not keep what it is given."""
        digest = digest_of(data)
        self._keep(digest, len(data), lambda name: self._files.pipe_file(name, data))
        return digest

    def put_file(self, file: Path, digest: str) -> bool:
        """Keep the bytes of a file that has this digest; raises VerificationFailed where it has another."""
        size = sum(len(block) for block in blocks_of(file, digest))
        return self._keep(digest, size, lambda name: self._files.put_file(str(file), name))

    def put_blocks(self, blocks: Iterable[bytes]) -> tuple[Digest, int]:
        """Keep bytes that come one block after the other, by way of a file on this machine; gives digest and size."""
        with working_folder("claimtrack-locker-") as folder:
            file = folder / "coming"
            with file.open("wb") as stream:
                digest, size = digest_of_blocks(_passed_on(blocks, stream))
            self.put_file(file, digest)
        return digest, size

    def blocks(self, digest: str) -> Iterator[bytes]:
        """Yield the bytes of a digest block by block; raises VerificationFailed when they are gone, or others."""
        with self.local(digest) as file:
            yield from blocks_of(file, digest)

    def _keep(self, digest: str, size: int, write: Callable[[str], object]) -> bool:
        if self.check(digest) is None:
            return False
        beside = self._at(f"{HALF_WRITTEN}{secrets.token_hex(8)}")
        with self._asking("cannot keep the bytes in {where}"):
            try:
                write(beside)
                problem = self._other_than(beside, digest) or self._named(beside, digest, size)
            finally:
                # What fails is told already; what is left here is a leftover.
                with suppress(Exception):
                    self._files.rm_file(beside)
        if problem is not None:
            raise DatabaseTrouble(
                f"the store {self.where} does not keep what it is given: {problem}; nothing was changed, and this "
                "store is not to be relied on"
            )
        return True

    def _named(self, beside: str, digest: str, size: int) -> str | None:
        """Give what was read back the name of its digest; says what is wrong with what stands there then."""
        target = self._name(digest)
        over = self.holds(digest)
        if over and self.check(digest) is None:  # another writer was first, and what is whole is not touched
            return None
        try:
            self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
            put_in_place(self._files, beside, target, over=over)
            # Of the same bytes under a new name, the length tells whether they were copied to the end.
            found = self._files.info(target)["size"]
        except Exception:
            if self._comes_from_another(digest):
                return None
            raise
        return None if found == size else f"{found} bytes of {size} stand under the name of {digest}"

    def _comes_from_another(self, digest: str) -> bool:
        """Tell whether another writer puts the same there just now; some servers need a moment for that."""
        for wait in _WAITS:
            time.sleep(wait)
            if self.check(digest) is None:
                return True
        return False

    def _other_than(self, name: str, digest: str) -> str | None:
        found, size = hashlib.sha256(), 0
        for block in self._blocks(name):
            found.update(block)
            size += len(block)
        if found.hexdigest() == digest:
            return None
        return f"of {digest} it gave back {size} bytes whose SHA-256 is {found.hexdigest()}"

    def holds(self, digest: str) -> bool:
        """Tell whether there is a file of a digest, whole or not."""
        return self.facts(digest) is not None

    def facts(self, digest: str) -> Facts | None:
        """Return size and time of the file of a digest; None where there is none."""
        with self._asking():
            try:
                found = self._files.info(self._name(digest))
            except FileNotFoundError:
                return None
        return Facts(int(found["size"]), _since(found)) if found["type"] == "file" else None

    def remove(self, digest: str) -> None:
        """Take bytes out again that nothing names."""
        self._remove(self._name(digest))

    def leftovers(self, *, older_than: float) -> list[str]:
        """Name what writers that were killed left behind, of so many seconds ago and before."""
        now = time.time()
        return sorted(
            name
            for name, found in self._names().items()
            if name.startswith(HALF_WRITTEN) and now - _since(found).timestamp() >= older_than
        )

    def remove_leftover(self, name: str) -> None:
        """Remove what a writer that was killed left behind."""
        self._remove(self._at(name))

    def _remove(self, name: str) -> None:
        with self._asking(), suppress(FileNotFoundError):
            self._files.rm_file(name)

    def read(self, digest: str) -> bytes:
        """Return the bytes of a digest; raises VerificationFailed when they are gone."""
        with self._found(digest):
            return b"".join(self._blocks(self._name(digest)))

    @contextmanager
    def local(self, digest: str) -> Iterator[Path]:
        """Lend a copy on this machine, which is gone afterwards."""
        with working_folder("claimtrack-locker-") as folder:
            yield self.as_file(digest, folder)

    def as_file(self, digest: str, folder: Path) -> Path:
        """Copy the bytes of a digest into ``folder``; raises VerificationFailed when they are gone."""
        path = folder / digest
        with self._found(digest), path.open("wb") as stream:
            stream.writelines(self._blocks(self._name(digest)))
        return path

    @contextmanager
    def _found(self, digest: str) -> Iterator[None]:
        with self._asking():
            try:
                yield
            except FileNotFoundError as error:
                raise VerificationFailed(f"the bytes {digest} are not in the locker {self.where}") from error

    def where_is(self, digest: str) -> str:
        """Return the address of the file of a digest."""
        return f"{self.where.rstrip('/')}/{digest[:2]}/{digest[2:]}"

    def check(self, digest: str) -> str | None:
        """Say what is wrong with the bytes of a digest, or None.

        A store that is out of reach says nothing of its files: that raises StoreTrouble.
        """
        found = hashlib.sha256()
        with self._asking():
            try:
                for block in self._blocks(self._name(digest)):
                    found.update(block)
            except FileNotFoundError:
                return f"the file of {digest} is missing from the locker"
            except (IsADirectoryError, PermissionError) as error:
                return f"the file of {digest} cannot be read: {error.strerror or error}"
        if found.hexdigest() != digest:
            return f"the file of {digest} was altered: its SHA-256 is now {found.hexdigest()}"
        return None

    def digests(self) -> Iterator[Digest]:
        """Yield every digest that is kept, in order."""
        for folder in sorted(filter(_FOLDER.fullmatch, self._names())):
            for name in sorted(filter(REST_OF_DIGEST.fullmatch, self._names(folder))):
                yield Digest(folder + name)

    def strangers(self) -> list[str]:
        """Name what is in the store and none of a locker's own: no id, no kept bytes, nothing half-written."""
        found = []
        for name in self._names():
            if _FOLDER.fullmatch(name):
                found += [f"{name}/{one}" for one in self._names(name) if not REST_OF_DIGEST.fullmatch(one)]
            elif name != ID_FILE and not name.startswith(HALF_WRITTEN):
                found.append(name)
        return sorted(found)

    def _name(self, digest: str) -> str:
        return self._at(f"{digest[:2]}/{digest[2:]}")

    def _at(self, name: str) -> str:
        return f"{self._path}/{name}" if self._path else name

    def _names(self, folder: str = "") -> dict[str, dict[str, Any]]:
        """Return what is in a folder by its last name; nothing where there is no such folder."""
        path = self._at(folder) if folder else self._path
        with self._asking():
            try:
                found = self._files.ls(path, detail=True)
            except FileNotFoundError:
                return {}
        named = {one["name"].rstrip("/"): one for one in found}
        return {name.rpartition("/")[2]: one for name, one in named.items() if name.strip("/") != path.strip("/")}

    def _reads(self, name: str) -> bytes | None:
        """Return a small file that is there; None where it is not."""
        with self._asking("the locker at {where} cannot be read"):
            try:
                return b"".join(self._blocks(self._at(name)))
            except FileNotFoundError:
                return None

    def _blocks(self, name: str) -> Iterator[bytes]:
        stream: BinaryIO
        try:
            with self._files.open(name, "rb") as stream:
                while block := stream.read(_BLOCK):
                    yield block
        except Exception as error:
            # What is gone between a server's list and its answer is told in the words of HTTP.
            if getattr(getattr(error, "response", None), "status_code", None) == _NOT_FOUND:
                raise FileNotFoundError(name) from error
            raise

    def _new(self, name: str, data: bytes) -> None:
        """Write a file where none is; of two at once, where the store can, the first one's stands."""
        only = {"overwrite": False} if "webdav" in self._files.protocol else {"mode": "create"}
        if self._reads(name) is None:
            self._files.pipe_file(self._at(name), data, **only)

    @contextmanager
    def _asking(self, what: str = "the store {where} failed") -> Iterator[None]:
        """Tell whatever a store fails with, of which each kind has its own, as StoreTrouble."""
        try:
            yield
        except ClaimtrackError:
            raise
        except Exception as error:
            raise StoreTrouble(f"{what.format(where=self.where)}: {told(error, self.url)}; {_AGAIN}") from error


def _since(found: dict[str, Any]) -> datetime:
    """Return since when a file is there; now where a store does not say, so that nothing is taken for old."""
    for key in _TIMES:
        value = found.get(key)
        if isinstance(value, datetime):
            return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
    return datetime.now(UTC)


def _passed_on(blocks: Iterable[bytes], to: BinaryIO) -> Iterator[bytes]:
    for block in blocks:
        to.write(block)
        yield block
