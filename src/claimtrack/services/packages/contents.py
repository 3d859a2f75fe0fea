"""Everything that a package of a record holds, ready to be put into an archive."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from claimtrack import __version__
from claimtrack.db import chain, schema
from claimtrack.db.backup import kept_digests
from claimtrack.db.lookups import workspace_identity
from claimtrack.db.package_lines import TABLES, Original, Token, event_lines, originals, table_lines, tokens
from claimtrack.errors import VerificationFailed
from claimtrack.remedies import Step, do
from claimtrack.reports.registry import load_renderer
from claimtrack.services.desk import Desk, reading
from claimtrack.services.packages.about import Checking, crate, readme
from claimtrack.services.packages.layout import (
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    COPIES,
    CRATE,
    EVENTS,
    MANIFEST,
    README,
    REPORTS,
    TAG_MANIFEST,
    Part,
    Told,
    bag_info,
    manifest,
)
from claimtrack.services.reports.gather import gather_in


def contents(desk: Desk, folder: Path) -> tuple[Told, list[Part]]:
    """Write everything that a package holds besides originals into ``folder``; gives all files in their order.

    All of it is of one state of the record, and follows from nothing else: the report tells what stood at the time of
    the newest event. Raises NotFound where no article is on record, VerificationFailed where an original is missing.
    """
    stage = Stage(folder)
    with reading(desk) as session:
        connection = session.connection()
        end, at = chain.head(session), chain.newest_time(session) or desk.clock()
        told = Told(*workspace_identity(connection), end.number, end.hash, at, schema.NEWEST, __version__)
        # Whoever lets a whole case go has said so of what is protected, whose bytes are in it.
        report = gather_in(replace(desk, clock=lambda: at), session, include_protected=True)
        for name in REPORTS:
            stage.write(name, [load_renderer(name.rpartition(".")[2])(report)])
        stage.write(EVENTS, event_lines(connection))
        for table in TABLES:
            stage.write(f"data/tables/{table}.jsonl", table_lines(connection, table))
        known = {one.digest: one for one in originals(connection)}
        given = tokens(connection)
        kept = {digest: known.get(digest, Original(digest, "", "")) for digest in sorted(kept_digests(connection))}
    named = {name_of(one): one for one in kept.values()}
    stage.parts += [original(desk, name, one.digest, folder) for name, one in named.items()]
    stage.write(CRATE, [crate(told, stage.parts, named)])
    payload = sorted(stage.parts, key=lambda part: part.name)
    stage.parts = []
    stage.write(BAGIT, [BAGIT_TEXT])
    stage.write(BAG_INFO, [bag_info(told, payload)])
    stage.write(README, [readme(told, [_checking(one, kept) for one in given])])
    stage.write(MANIFEST, [manifest(payload)])
    stage.write(TAG_MANIFEST, [manifest(stage.parts)])
    return told, [*stage.parts, *payload]


class Stage:
    """A folder in which files lie until they are packed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.parts: list[Part] = []

    def write(self, name: str, blocks: Iterable[bytes]) -> None:
        """Write a file of that name in a package."""
        path, digest, size = self._folder / name.replace("/", "_"), hashlib.sha256(), 0
        with path.open("wb") as stream:
            for block in blocks:
                digest.update(block)
                size += len(block)
                stream.write(block)
        self.parts.append(Part(name, path, size, digest.hexdigest()))


def original(desk: Desk, name: str, digest: str, folder: Path) -> Part:
    """Return the file of a digest as a part of a package; raises VerificationFailed where it is missing.

    Of a locker elsewhere it is copied into ``folder``, where it lies until the package is written.
    """
    try:
        path = desk.locker.as_file(digest, folder)
        size = path.stat().st_size
    except (OSError, VerificationFailed) as error:
        raise VerificationFailed(
            f"the file of {digest} is missing from the locker, and a case without it is not whole; "
            + do(Step.VERIFY)
            + " names what belongs to it"
        ) from error
    return Part(name, path, size, digest)


def name_of(one: Original, *, folder: str = "data/originals") -> str:
    """Return what a file is called in a package."""
    ending = _OF_COPIES.get(one.media_type) if folder == COPIES else None
    return f"{folder}/{one.digest}.{ending or _ending(one)}"


def _checking(one: Token, kept: Mapping[str, Original]) -> Checking:
    manifest, answer, pinned = (name_of(kept[digest]) for digest in (one.manifest, one.answer, one.pinned))
    return Checking(one.authority, one.time, manifest, answer, pinned)


def _ending(one: Original) -> str:
    """Return the ending by which people and programs know what a file is; never more than a word of what it was called.

    Not by the machine's own tables of kinds, which differ from one to the next.
    """
    media_type = one.media_type.partition(";")[0].strip().lower()
    if media_type in _ENDINGS:
        return _ENDINGS[media_type]
    ending = re.search(r"\.([A-Za-z0-9]{1,8})$", one.name)
    return ending[1].lower() if ending is not None else "bin"


_OF_COPIES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}
"""Of copies alone: what an original is called depends on its name since the first packages."""

_ENDINGS = {
    "application/json": "json",
    "application/pdf": "pdf",
    "application/timestamp-query": "tsq",
    "application/timestamp-reply": "tsr",
    "application/warc": "warc",
    "application/x-pem-file": "pem",
    "application/zip": "zip",
    "audio/mpeg": "mp3",
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "message/rfc822": "eml",
    "text/csv": "csv",
    "text/html": "html",
    "text/markdown": "md",
    "text/plain": "txt",
    "video/mp4": "mp4",
}


def differing(expected: Iterable[Part], found: Iterable[Part]) -> Iterator[str]:
    """Name the files that are not the same in two packages, or are only in one of them."""
    one, other = ({part.name: part.sha256 for part in parts} for parts in (expected, found))
    yield from (name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name))
