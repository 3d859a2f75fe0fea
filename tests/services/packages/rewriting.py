"""Somebody who alters a package, and knows how its manifests and its archive are written."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from claimtrack.errors import VerificationFailed
from claimtrack.services.packages.layout import (
    BAG_INFO,
    MANIFEST,
    TAG_MANIFEST,
    Part,
    bag_info,
    is_payload,
    manifest,
    read_bag_info,
    write_archive,
)

Change = Callable[[dict[str, bytes]], None]


def rewritten(case: Path, to: Path, change: Change, *, fitting: bool = True) -> Path:
    """Write a package again with its files changed; where ``fitting``, all manifests fit the files again."""
    with ZipFile(case) as packed:
        (folder,) = {name.partition("/")[0] for name in packed.namelist()}
        files = {name.removeprefix(f"{folder}/"): packed.read(name) for name in packed.namelist()}
    before = read_bag_info(files[BAG_INFO], archive=case)
    change(files)
    stage = to.with_suffix(".stage")
    stage.mkdir()
    try:
        told = read_bag_info(files[BAG_INFO], archive=case)
    except VerificationFailed:  # what it says of itself is nothing now
        told = None
    if fitting:
        payload = [_part(name, data, stage) for name, data in files.items() if is_payload(name)]
        files[BAG_INFO] = bag_info(told, payload) if told is not None else files[BAG_INFO]
        files[MANIFEST] = manifest(payload)
        tags = [_part(name, data, stage) for name, data in files.items() if not is_payload(name)]
        files[TAG_MANIFEST] = manifest(part for part in tags if part.name != TAG_MANIFEST)
    parts = [_part(name, data, stage) for name, data in files.items()]
    write_archive(parts, to, folder=folder, at=before.at)
    return to


def _part(name: str, data: bytes, stage: Path) -> Part:
    path = stage / sha256(name.encode()).hexdigest()
    path.write_bytes(data)
    return Part(name, path, len(data), sha256(data).hexdigest())
