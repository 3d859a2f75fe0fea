"""Keep bytes under their SHA-256: written once, whole or not at all, never changed."""

import hashlib
import os
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NewType

from claimtrack.errors import DatabaseTrouble, VerificationFailed

Digest = NewType("Digest", str)
"""The SHA-256 of some bytes, as 64 lower-case hexadecimal digits."""

_ID_FILE = "id"
_HALF_WRITTEN = ".writing-"
_BLOCK = 1 << 20
_DAY = 24 * 60 * 60


class Locker:
    """A folder of files named by their digest, ``ab/cdef...``, with a file ``id`` that says which locker it is.

    A process that is killed while it writes leaves a ``.writing-`` file and nothing under the digest; the next day's
    first writer sweeps it away.
    """

    def __init__(self, path: Path, locker_id: str) -> None:
        """Take a folder and the id that stands in it; use ``open`` or ``create``."""
        self.path = path
        self.id = locker_id

    @classmethod
    def create(cls, path: Path) -> "Locker":
        """Make a new locker; raises DatabaseTrouble when the folder cannot be written or holds something."""
        try:
            path.mkdir(parents=True, exist_ok=True)
            if any(path.iterdir()):
                raise DatabaseTrouble(f"{path} is no locker and not empty; name an empty folder for the locker")
            locker = cls(path, str(uuid.uuid4()))
            with tempfile.NamedTemporaryFile("w", dir=path, prefix=_HALF_WRITTEN, delete=False) as written:
                written.write(locker.id)
            # Two processes may make the same locker at once: the first one's id stands.
            with suppress(FileExistsError):
                os.link(written.name, path / _ID_FILE)
            Path(written.name).unlink()
        except OSError as error:
            raise DatabaseTrouble(f"cannot make a locker at {path}: {error.strerror}") from error
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> "Locker":
        """Open a locker that is there; raises DatabaseTrouble when it is not."""
        try:
            return cls(path, (path / _ID_FILE).read_text(encoding="ascii").strip())
        except (OSError, UnicodeDecodeError) as error:
            raise DatabaseTrouble(
                f"no locker at {path}, where this workspace keeps its bytes; restore it from a backup, "
                "or name its folder with CLAIMTRACK_LOCKER"
            ) from error

    @staticmethod
    def is_at(path: Path) -> bool:
        """Tell whether there is a locker."""
        return (path / _ID_FILE).is_file()

    def put(self, data: bytes) -> Digest:
        """Keep bytes and give their digest; what is kept already is not written again.

        Raises DatabaseTrouble when the disk is full or the folder cannot be written; then nothing is kept.
        """
        digest = Digest(hashlib.sha256(data).hexdigest())
        target = self.path_of(digest)
        if target.is_file() and target.stat().st_size == len(data):
            return digest
        try:
            target.parent.mkdir(exist_ok=True)
            self._sweep(target.parent)
            self._write(data, target)
        except OSError as error:
            raise DatabaseTrouble(
                f"cannot keep the bytes in {self.path}: {error.strerror}; nothing was changed"
            ) from error
        return digest

    def read(self, digest: str) -> bytes:
        """Give the bytes of a digest; raises VerificationFailed when they are gone."""
        try:
            return self.path_of(digest).read_bytes()
        except OSError as error:
            raise VerificationFailed(
                f"the bytes {digest} are not in the locker {self.path}: {error.strerror}"
            ) from error

    def path_of(self, digest: str) -> Path:
        """Give the file of a digest, whether it is there or not."""
        return self.path / digest[:2] / digest[2:]

    def check(self, digest: str) -> str | None:
        """Say what is wrong with the bytes of a digest, or None; reads block by block."""
        found = hashlib.sha256()
        try:
            with self.path_of(digest).open("rb") as stream:
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
        """Give every digest that is kept, in order."""
        for folder in sorted(self.path.glob("[0-9a-f][0-9a-f]")):
            for file in sorted(folder.iterdir()):
                if not file.name.startswith(_HALF_WRITTEN):
                    yield Digest(folder.name + file.name)

    def _write(self, data: bytes, target: Path) -> None:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=_HALF_WRITTEN)
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            written.chmod(0o444)
            written.replace(target)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
        _flush_folder(target.parent)

    def _sweep(self, folder: Path) -> None:
        """Remove what writers that were killed left behind."""
        for file in folder.glob(f"{_HALF_WRITTEN}*"):
            with suppress(OSError):
                if time.time() - file.stat().st_mtime > _DAY:
                    file.unlink()


def _flush_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut, where the system can."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
