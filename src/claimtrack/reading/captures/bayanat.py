"""An export of Bayanat's as JSON: what it says of which file, and whether the files have the MD5 that it says.

An export is a folder, packed as a ZIP: ``export.json`` with bulletins or actors, and beside it, where media were asked
for, their files under the names that it gives. Each has an ``etag``, the MD5 of the file when it was uploaded. Bayanat
writes its entries in batches, and no comma between two of these: the JSON of a large export is none by the letter.
Exports as CSV and PDF say no digest. Source: https://github.com/sjacorg/bayanat, enferno/tasks/exports.py and
enferno/admin/models/Media.py.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.captures.auto_archiver import files_in

_BEGINS = re.compile(r'\s*\{\s*"(?P<kind>bulletin|actor)s"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_HEAD = 200
_LARGEST = 200_000_000
_BLOCK = 1 << 20
_MISSING = "the export lists it, and it is not in the folder"
_MD5 = re.compile(r"[0-9a-f]{32}")
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
"""What JSON can hold and no database keeps."""


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that has the MD5 which the export says; ``sha256`` is that of the same bytes.

    ``entry`` says of which bulletin or actor it is, ``title`` what that is called and ``link`` where it says that it
    was found, as the export has them.
    """

    path: Path
    name: str
    md5: str
    sha256: str
    entry: str
    title: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Exported:
    """One export with its files; ``faults`` name, by file, what does not match, ``without`` what has no MD5 there."""

    account: Path
    sha256: str
    files: tuple[ExportedFile, ...]
    faults: tuple[tuple[str, str], ...]
    without: tuple[str, ...]


def exported_in(folder: Path) -> Exported | None:
    """Read the export of Bayanat's in a folder and hold its files against it; None where there is none.

    Links are not followed. Raises InvalidInput for an export that breaks off or is too large.
    """
    files = files_in(folder)
    account = next((path for path in files if path.suffix.lower() == ".json" and _is_export(path)), None)
    if account is None:
        return None
    if account.stat().st_size > _LARGEST:
        raise InvalidInput(
            f"{account.name} is larger than {_LARGEST:,} bytes; have Bayanat export fewer entries at once"
        )
    data = account.read_bytes()
    sound: dict[str, ExportedFile] = {}
    faults: dict[str, str] = {}
    without: list[str] = []
    for kind, entry in _entries(data, account.name):
        for media in _listed(entry.get("medias")):
            name, etag = media.get("filename"), media.get("etag")
            if not isinstance(name, str) or not name or name in sound or name in faults:
                continue
            found = _found(name, files, beside=account)
            if found is None:
                faults[name] = _MISSING
            elif not isinstance(etag, str) or _MD5.fullmatch(etag.lower()) is None:
                without.append(name)
            else:
                md5, sha256 = _digests(found)
                if md5 != etag.lower():
                    faults[name] = f"its MD5 is {md5}, and the export says {etag.lower()}"
                    continue
                sound[name] = ExportedFile(
                    found,
                    name,
                    md5,
                    sha256,
                    f"{kind} {_words(str(entry.get('id')))}",
                    _words(entry.get("title")),
                    _words(entry.get("source_link")),
                )
    if faults and not sound and not without and all(why == _MISSING for why in faults.values()):
        raise InvalidInput(
            f"{account.name} lists {len(faults)} files, and none of them is in {folder}; have Bayanat export it with "
            "its media"
        )
    return Exported(
        account,
        hashlib.sha256(data).hexdigest(),
        tuple(sound.values()),
        tuple(faults.items()),
        tuple(dict.fromkeys(without)),
    )


def _is_export(path: Path) -> bool:
    with path.open("rb") as stream:
        return _BEGINS.match(stream.read(_HEAD).decode("utf-8-sig", "replace")) is not None


def _entries(data: bytes, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the entries of an export, each with what it is; a comma between two of them may lack."""
    text = data.decode("utf-8-sig", "replace")
    begins = _BEGINS.match(text)
    assert begins is not None  # noqa: S101 - ``_is_export`` looked
    decoder, place = json.JSONDecoder(), begins.end()
    while True:
        place = _end(_BETWEEN.match(text, place), place)
        if text[place : place + 1] == "]":
            return
        try:
            entry, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            raise InvalidInput(
                f"{name} breaks off or is damaged at character {place:,}, so that nobody knows what it says of the "
                "files; have Bayanat export them again"
            ) from error
        if isinstance(entry, dict):
            yield begins["kind"], entry


def _end(match: "re.Match[str] | None", place: int) -> int:
    return match.end() if match is not None else place


def _listed(medias: object) -> Iterator[dict[str, Any]]:
    if isinstance(medias, list):
        yield from (one for one in medias if isinstance(one, dict))


def _found(name: str, files: Sequence[Path], *, beside: Path) -> Path | None:
    """Find the file of a name, which lies beside the export and nowhere else."""
    return next((path for path in files if path.parent == beside.parent and path.name == name), None)


def _words(value: object) -> str | None:
    """Return what is text, on one line; None for what is none."""
    if not isinstance(value, str):
        return None
    return " ".join(_NO_CHARACTER.sub("\ufffd", value).split()) or None


def _digests(path: Path) -> tuple[str, str]:
    """Return the MD5 and the SHA-256 of a file, block by block."""
    md5, sha256 = hashlib.md5(usedforsecurity=False), hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            md5.update(block)
            sha256.update(block)
    return md5.hexdigest(), sha256.hexdigest()
