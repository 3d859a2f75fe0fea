"""Open a package that came from somewhere: nothing of it is believed that was not checked."""

import errno
import hashlib
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from claimtrack.errors import InvalidInput, NotFound, VerificationFailed
from claimtrack.remedies import Blank, Step, do
from claimtrack.services.desk import Desk
from claimtrack.services.packages.holes import WITHHELD
from claimtrack.services.packages.layout import (
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    BLOCK,
    COPY,
    CRATE,
    EVENTS,
    FOLDER,
    MANIFEST,
    ORIGINAL,
    README,
    REPORTS,
    TABLE,
    TAG_MANIFEST,
    Part,
    Told,
    bag_info,
    is_payload,
    manifest,
    read_bag_info,
    refuse_newer,
    write_archive,
)
from claimtrack.services.packages.proof import PROOF, SHOWN
from claimtrack.services.packages.rebuilding import rebuilt
from claimtrack.unfinished import working_folder

# What zipfile raises for bytes that are not what they should be; RuntimeError is for a file with a password.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, EOFError, RuntimeError)
_SHORT = 10_000
"""Bytes; what a bag says of itself is shorter."""
_TAGS = (BAGIT, BAG_INFO, README, MANIFEST, TAG_MANIFEST)
_NEEDED = frozenset({*_TAGS, CRATE, EVENTS, *REPORTS})
_NEEDED_REDACTED = frozenset({*_TAGS, CRATE, SHOWN, PROOF, WITHHELD, *REPORTS})


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was checked: what it says of itself, its files, and its record as a workspace of its own.

    ``desk`` is good until the package is closed; nobody acts in it.
    """

    told: Told
    parts: tuple[Part, ...]
    desk: Desk


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files of a package in a folder for temporary files, once they are proved to be those that were packed."""

    told: Told
    parts: tuple[Part, ...]
    folder: Path

    def read(self, name: str) -> bytes:
        """Return what stands in one of its files."""
        (part,) = (part for part in self.parts if part.name == name)
        return part.path.read_bytes()


@contextmanager
def opened(archive: Path, *, called: Path | None = None) -> Iterator[Package]:
    """Unpack a package into a folder for temporary files and check it: every byte, the log, and the record against it.

    ``called`` is what the file is called in messages. Raises NotFound where there is no such file, VerificationFailed
    naming what is not as it was written, InvalidInput for a redacted package: no record can be made of it.
    """
    name = called or archive
    with unpacked(archive, called=called) as found:
        if found.told.redacted:
            raise InvalidInput(
                f"parts of {name} are withheld, and no record can be made of the rest; look whether it is what was "
                "recorded with " + do(Step.CHECK, Blank.FILE)
            )
        with ExitStack() as stack:
            with _room_to_unpack(name):
                desk = stack.enter_context(rebuilt(found.told, found.parts, found.folder, name))
            yield Package(found.told, found.parts, desk)


@contextmanager
def unpacked(archive: Path, *, called: Path | None = None) -> Iterator[Unpacked]:
    """Do the same of the bytes alone, of a whole or of a redacted package; raises as ``opened`` does."""
    name = called or archive
    if not _is_file(archive):
        raise NotFound(f"no package {name}")
    with ExitStack() as stack:
        try:
            with _room_to_unpack(name):
                root = stack.enter_context(working_folder("claimtrack-package-"))
                inner, parts = _unpacked(archive, root, name)
                told = _fitting(parts, name)
                if inner != told.folder:
                    raise VerificationFailed(
                        f"the folder in {name} is called {inner}; for what is in it, it is {told.folder}"
                    )
                _same_bytes(archive, parts, told, root / "again.zip", name)
        except (*_DAMAGE, OSError) as error:
            raise VerificationFailed(f"{name} is no package of claimtrack, or it is damaged: {error}") from error
        yield Unpacked(told, tuple(parts), root)


@contextmanager
def _room_to_unpack(name: Path) -> Iterator[None]:
    """Say of trouble with the folder for temporary files what it is; a damaged archive is the caller's."""
    try:
        yield
    except OSError as error:
        # A damaged offset leads in front of the file's first byte.
        if error.errno == errno.EINVAL:
            raise
        raise InvalidInput(
            f"cannot unpack {name} for a look: {error.strerror or error}; make room where temporary files go, or set "
            "TMPDIR to a folder that has it"
        ) from error


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long for any file
        return False


def _unpacked(archive: Path, root: Path, name: Path) -> tuple[str, list[Part]]:
    """Unpack files whose names are those of a package, and no others; gives the folder that they were in."""
    with zipfile.ZipFile(archive) as packed:
        entries = packed.infolist()
        folder = _folder(entries, name)
        with packed.open(f"{folder}/{BAG_INFO}") as stream:
            refuse_newer(stream.read(_SHORT), archive=name)
        needed = _NEEDED_REDACTED if folder.endswith("-redacted") else _NEEDED
        names = [one.filename.removeprefix(f"{folder}/") for one in entries]
        _refuse_strange(names, name, needed)
        _refuse_packed(entries, archive.stat().st_size, name)
        (root / "locker").mkdir()
        (root / "bag").mkdir()
        return folder, [_extracted(packed, one, inner, root, name) for one, inner in zip(entries, names, strict=True)]


def _folder(entries: Sequence[zipfile.ZipInfo], name: Path) -> str:
    folders = Counter(one.filename.partition("/")[0] for one in entries)
    (first, _), *others = folders.most_common(2) or [("", 0)]
    if not FOLDER.fullmatch(first):
        raise VerificationFailed(f"{name} is no package of claimtrack: what it holds is called {first!r}")
    if others:
        raise VerificationFailed(f"{name} holds something that no package holds: {others[0][0]!r}")
    return first


def _refuse_strange(names: Sequence[str], archive: Path, needed: frozenset[str]) -> None:
    """Refuse every name but those that ``export`` writes: what leads elsewhere is none of them."""
    for name, times in Counter(name.casefold() for name in names).items():
        if times > 1:
            raise VerificationFailed(f"{archive} holds {name} {times} times, as no package does")
    for name in names:
        other = TABLE.fullmatch(name) if needed is _NEEDED else COPY.fullmatch(name)
        if name not in needed and not ORIGINAL.fullmatch(name) and not other:
            raise VerificationFailed(f"{archive} holds something that no package holds: {name!r}")
    missing = sorted(needed - set(names))
    if missing:
        raise VerificationFailed(f"{archive} is not whole: {missing[0]} is missing")
    digests = Counter(match[1] for name in names if (match := ORIGINAL.fullmatch(name)))
    twice = [digest for digest, times in digests.items() if times > 1]
    if twice:
        raise VerificationFailed(f"{archive} holds the original {twice[0]} twice, as no package does")


def _refuse_packed(entries: Sequence[zipfile.ZipInfo], size: int, name: Path) -> None:
    """Refuse what would unpack to more than the archive has: nothing in a package is packed."""
    for one in entries:
        if one.compress_type != zipfile.ZIP_STORED or one.compress_size != one.file_size:
            raise VerificationFailed(
                f"{one.filename} in {name} is packed, as nothing in a package is: it was altered or packed anew; take "
                "the file as it was exported"
            )
    if sum(one.file_size for one in entries) > size:
        raise VerificationFailed(f"{name} would unpack to more bytes than it has: its files lie over each other")


def _extracted(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, root: Path, archive: Path) -> Part:
    original = ORIGINAL.fullmatch(name)
    named = original or COPY.fullmatch(name)
    if original is not None:
        path = root / "locker" / original[1][:2] / original[1][2:]
        path.parent.mkdir(exist_ok=True)
    else:
        path = root / "bag" / name.replace("/", "_")
    digest = hashlib.sha256()
    try:
        with packed.open(entry) as stream, path.open("wb") as target:
            while block := stream.read(BLOCK):
                digest.update(block)
                target.write(block)
    except (*_DAMAGE, NotImplementedError) as error:
        raise VerificationFailed(f"{name} in {archive} is damaged: {error}") from error
    found = digest.hexdigest()
    if named is not None and found != named[1]:
        raise VerificationFailed(f"{name} in {archive} is not what its name says: its SHA-256 is {found}")
    return Part(name, path, path.stat().st_size, found)


def _fitting(parts: Sequence[Part], archive: Path) -> Told:
    """Hold the files against the manifests, and what the bag says of itself against the files."""
    by_name = {part.name: part for part in parts}
    payload = [part for part in parts if is_payload(part.name)]
    told_tags = {BAGIT, BAG_INFO, README, MANIFEST}
    tags = [part for part in parts if part.name in told_tags]
    # The word about the manifests first: where one of them was altered, no file is to blame.
    for name, expected in ((TAG_MANIFEST, manifest(tags)), (MANIFEST, manifest(payload))):
        found = by_name[name].path.read_bytes()
        if found != expected:
            lines = sorted(set(found.splitlines()) ^ set(expected.splitlines()))
            about = {line.partition(b"  ")[2].decode("utf-8", "replace") for line in lines}
            raise VerificationFailed(
                f"{archive} does not fit together: {name} says something else of {', '.join(sorted(about)[:3])} than "
                "the files are"
            )
    if by_name[BAGIT].path.read_bytes() != BAGIT_TEXT:
        raise VerificationFailed(f"{BAGIT} in {archive} is not as claimtrack writes it")
    said = by_name[BAG_INFO].path.read_bytes()
    told = read_bag_info(said, archive=archive)
    if said != bag_info(told, payload):
        raise VerificationFailed(f"{BAG_INFO} in {archive} is not as claimtrack writes it")
    return told


def _same_bytes(archive: Path, parts: Sequence[Part], told: Told, again: Path, name: Path) -> None:
    """Write the archive again from its files, and hold the two against each other: nothing lies between the files."""
    write_archive(parts, again, folder=told.folder, at=told.at)
    place = _first_difference(archive, again)
    again.unlink()
    if place is not None:
        with zipfile.ZipFile(archive) as packed:
            before = [one for one in packed.infolist() if one.header_offset <= place < packed.start_dir]
        where = f"in front of or around {before[-1].filename}" if before else "in its list of files"
        raise VerificationFailed(
            f"{name} was altered, or packed anew: its files are as they were, but byte {place:,} of the archive, "
            f"{where}, is not as claimtrack writes it; take the file as it was exported"
        )


def _first_difference(one: Path, other: Path) -> int | None:
    with one.open("rb") as first, other.open("rb") as second:
        place = 0
        while True:
            here, there = first.read(BLOCK), second.read(BLOCK)
            if here != there:
                shorter = min(len(here), len(there))
                return place + next((at for at in range(shorter) if here[at] != there[at]), shorter)
            if not here:
                return None
            place += len(here)
