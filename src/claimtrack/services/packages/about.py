"""The words of a package: the README with the commands that check it, and its metadata as an RO-Crate."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from claimtrack.db.package_lines import Original
from claimtrack.services.packages.layout import CRATE, EVENTS, REPORTS, Part, Told

_README = Path(__file__).with_name("readme.txt")


def readme(told: Told) -> bytes:
    """Write what whoever opens a package reads first."""
    return (
        _README.read_text(encoding="utf-8")
        .format(
            version=told.tool_version,
            events=told.events,
            workspace=told.workspace,
            time=f"{told.at:%Y-%m-%d %H:%M}",
            head=told.head,
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
_KINDS = {"html": "text/html", "md": "text/markdown", "jsonl": "application/jsonl"}
