"""The words of a package: the README with the commands that check it, and its metadata as an RO-Crate."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from claimtrack.db.package_lines import Original
from claimtrack.services.packages.layout import CRATE, EVENTS, REPORTS, Part, Told

_README = Path(__file__).with_name("readme.txt")
_REDACTED_README = Path(__file__).with_name("redacted-readme.txt")


@dataclass(frozen=True, slots=True)
class Checking:
    """A timestamp, and the files in a package by which anybody checks it."""

    authority: str
    time: datetime
    manifest: str
    answer: str
    pinned: str


_TOKENS = """
5. The timestamps. Each shows that the files whose digests stand in its manifest existed at its time, as far as you
   trust the authority and the certificates, which are those that the desk pinned. Each has to print "Verification: OK":

{commands}

"""


def readme(told: Told, given: Sequence[Checking]) -> bytes:
    """Write what whoever opens a package reads first, with how each of the timestamps in it is checked."""
    commands = "\n".join(
        f"     # {' '.join(one.authority.split())}, {one.time:%Y-%m-%d %H:%M:%S} UTC\n"
        f"     openssl ts -verify -data {one.manifest} \\\n"
        f"       -in {one.answer} \\\n"
        f"       -CAfile {one.pinned} -attime {int(one.time.timestamp())}"
        for one in given
    )
    return (
        _README.read_text(encoding="utf-8")
        .format(
            version=told.tool_version,
            events=told.events,
            workspace=told.workspace,
            time=f"{told.at:%Y-%m-%d %H:%M}",
            head=told.head,
            tokens=_TOKENS.format(commands=commands) if given else "",
        )
        .encode()
    )


def redacted_readme(told: Told, *, root: str, withheld: int) -> bytes:
    """Write the same for a package of which parts are withheld: so many of its events whole."""
    return (
        _REDACTED_README.read_text(encoding="utf-8")
        .format(
            version=told.tool_version,
            events=told.events,
            workspace=told.workspace,
            time=f"{told.at:%Y-%m-%d %H:%M}",
            shown=told.events - withheld,
            withheld=withheld,
            root=root,
        )
        .encode()
    )


def crate(told: Told, parts: Iterable[Part], originals: Mapping[str, Original]) -> bytes:
    """Write the metadata of a package: what each of its files is. ``originals`` are what is known of these, by name."""
    files = [_file(part, originals.get(part.name)) for part in sorted(parts, key=lambda part: part.name)]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Record {told.workspace} up to event {told.events}",
        "description": "Claims of news articles with who says them, the evidence for and against them, and the log of "
        "everything that was done, as claimtrack keeps it.",
        "datePublished": f"{told.at:%Y-%m-%d}",
        "identifier": f"urn:uuid:{told.workspace}",
        "license": "None is granted with this package; ask the desk that made it.",
        "version": f"{told.events} {told.head}",
        "mainEntity": {"@id": EVENTS.removeprefix("data/")},
        "hasPart": [{"@id": one["@id"]} for one in files],
    }
    descriptor = {
        "@id": CRATE.removeprefix("data/"),
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }
    graph = {
        "@context": ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}],
        "@graph": [descriptor, root, *files],
    }
    return json.dumps(graph, ensure_ascii=False, indent=1).encode() + b"\n"


def _file(part: Part, original: Original | None) -> dict[str, object]:
    name = part.name.removeprefix("data/")
    told: dict[str, object] = {"@id": name, "@type": "File"}
    if original is not None and original.name:
        told["name"] = original.name
    else:
        told["name"] = _NAMES.get(part.name, name)
    media_type = original.media_type if original is not None else _KINDS[part.name.rpartition(".")[2]]
    if media_type:
        told["encodingFormat"] = media_type
    return told | {"contentSize": str(part.size), "sha256": part.sha256}


_NAMES = {REPORTS[0]: "The report", REPORTS[1]: "The report as text", EVENTS: "The log of events"}
_KINDS = {"html": "text/html", "json": "application/json", "jsonl": "application/jsonl", "md": "text/markdown"}
