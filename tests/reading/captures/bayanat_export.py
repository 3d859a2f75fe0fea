"""Exports as Bayanat writes them (its enferno/tasks/exports.py): JSON in batches without a comma between two."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FILES = {
    "20260307-083100-weir.txt": b"The gate of the weir stood open at noon on 7 March 2026.\n",
    "20260307-090000-gate.txt": b"The second gate was shut.\n",
}


def media(name: str, etag: str | None) -> dict[str, Any]:
    """Give what Bayanat says of one file."""
    return {
        "id": 1,
        "title": None,
        "fileType": "text/plain",
        "filename": name,
        "etag": etag,
        "time": None,
        "main": True,
    }


def bulletin(number: int, *medias: Mapping[str, Any]) -> dict[str, Any]:
    """Give one entry, as far as it matters."""
    link = "https://board.example/weir"
    return {"class": "bulletin", "id": number, "title": f"Weir {number}", "source_link": link, "medias": list(medias)}


def export(folder: Path, batches: Sequence[Sequence[Mapping[str, Any]]] | None = None) -> Path:
    """Write an export into a folder; of two bulletins in two batches, unless others are given."""
    folder.mkdir(exist_ok=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    entries = [
        bulletin(number, media(name, hashlib.md5(data, usedforsecurity=False).hexdigest()))
        for number, (name, data) in enumerate(FILES.items(), start=17)
    ]
    written = "".join(f"{','.join(map(json.dumps, batch))}\n" for batch in batches or [[one] for one in entries])
    (folder / "export.json").write_text('{ \n"bulletins": [ \n' + written + "] \n }")
    return folder
