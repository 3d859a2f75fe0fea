"""A locker wherever it is: a folder, or a store elsewhere by its address; whoever uses one does not ask which."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from claimtrack.locker.store import Digest, Facts, Locker


class AnyLocker(Protocol):
    """What every locker does: ``Locker`` in a folder, ``StoreLocker`` elsewhere.

    Each method raises DatabaseTrouble where the folder or the store fails.
    """

    @property
    def id(self) -> str:
        """The id that stands in it."""

    @property
    def where(self) -> str:
        """Where it is, as people may read it: without a password."""

    def put(self, data: bytes) -> Digest:
        """Keep bytes and give their digest; what is kept already is not written again."""

    def put_file(self, file: Path, digest: str) -> bool:
        """Keep the bytes of a file that has this digest; gives whether they were not kept already."""

    def put_blocks(self, blocks: Iterable[bytes]) -> tuple[Digest, int]:
        """Keep bytes that come one block after the other; gives their digest and size. What they raise is passed on."""

    def holds(self, digest: str) -> bool:
        """Tell whether there is a file of a digest, whole or not."""

    def facts(self, digest: str) -> Facts | None:
        """Return size and time of the file of a digest; None where there is none."""

    def read(self, digest: str) -> bytes:
        """Return the bytes of a digest, unchecked; raises VerificationFailed when they are gone."""

    def blocks(self, digest: str) -> Iterator[bytes]:
        """Yield the bytes of a digest block by block; raises VerificationFailed when they are gone, or others."""

    def check(self, digest: str) -> str | None:
        """Say what is wrong with the bytes of a digest, or None; reads block by block."""

    def local(self, digest: str) -> AbstractContextManager[Path]:
        """Lend a file on this machine with the bytes of a digest, unchecked: to read only, and no longer than lent.

        Raises VerificationFailed when they are gone.
        """

    def as_file(self, digest: str, folder: Path) -> Path:
        """Give the same for longer: the kept file itself, or a copy in ``folder``, which the caller removes."""

    def where_is(self, digest: str) -> str:
        """Say where the file of a digest is, as people may read it."""

    def digests(self) -> Iterator[Digest]:
        """Yield every digest that is kept, in order."""

    def strangers(self) -> list[str]:
        """Name what is in it and none of its own: no id, no kept bytes, nothing half-written."""

    def remove(self, digest: str) -> None:
        """Take bytes out again that nothing names; whoever calls has made sure of that, and that nobody will."""

    def leftovers(self, *, older_than: float) -> list[str]:
        """Name what writers that were killed left behind, of so many seconds ago and before."""

    def remove_leftover(self, name: str) -> None:
        """Remove what a writer that was killed left behind."""


def is_at(place: Path | str) -> bool:
    """Tell whether there is a locker in a folder, or in a store by its address."""
    if isinstance(place, Path):
        return Locker.is_at(place)
    from claimtrack.locker.stores import StoreLocker

    return StoreLocker.is_at(place)


def opened(place: Path | str) -> AnyLocker:
    """Open the locker that is there; raises DatabaseTrouble when there is none, or the store cannot be reached."""
    if isinstance(place, Path):
        return Locker.open(place)
    from claimtrack.locker.stores import StoreLocker

    return StoreLocker.open(place)


def made(place: Path | str, *, locker_id: str | None = None) -> AnyLocker:
    """Make a new locker, or open the one that is there; raises DatabaseTrouble as ``Locker.create`` does."""
    if isinstance(place, Path):
        return Locker.create(place, locker_id=locker_id)
    from claimtrack.locker.stores import StoreLocker

    return StoreLocker.create(place, locker_id=locker_id)
