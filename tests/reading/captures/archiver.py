"""Folders as auto-archiver leaves them: its page, what it archived, the hashes, the tokens over them."""

import hashlib
from collections.abc import Mapping
from html import escape
from pathlib import Path

from tests.tsa import Authority

from claimtrack.timestamps.tokens import request_for

URL = "https://board.example/weir"
FILES = {"weir.txt": b"The weir is shut, it says.", "gate.txt": b"The gate stands open since Monday."}


def hash_of(data: bytes, algorithm: str = "SHA-256") -> str:
    """Return a hash as its page writes it."""
    made = hashlib.sha256(data) if algorithm == "SHA-256" else hashlib.sha3_512(data)
    return f"{algorithm}:{made.hexdigest()}"


def token_of(authority: Authority, data: bytes) -> bytes:
    """Return a token over these bytes by itself, as auto-archiver keeps it."""
    answer = authority.answer(request_for(data))
    inside = answer[4:] if answer[1] == 0x82 else answer[2:]
    return inside[2 + inside[1] :]


def archive(
    folder: Path,
    *,
    files: Mapping[str, bytes] = FILES,
    authority: Authority | None = None,
    algorithm: str = "SHA-256",
    unhashed: Mapping[str, bytes] | None = None,
    name: str = "formatted.html",
) -> Path:
    """Write such a folder and return the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for path, data in {**files, **(unhashed or {})}.items():
        (folder / path).write_bytes(data)
        told = f"<li><b>hash:</b> <span class='copy'>{hash_of(data, algorithm)}</span></li>" if path in files else ""
        rows.append(_row(path, told))
    listed = "\n".join(hash_of(data, algorithm).partition(":")[2] for data in files.values()).encode()
    if authority is not None:
        (folder / "hashes.txt").write_bytes(listed)
        (folder / "timestamp_token_north").write_bytes(token_of(authority, listed))
        (folder / "1.crt").write_bytes(authority.pem.read_bytes())
        (folder / "file.tsq").write_bytes(request_for(listed))
        within = "".join(_linked(one) for one in ("timestamp_token_north", "1.crt", "file.tsq"))
        within = f"<div class='collapsible-content'>{within}</div>"
        rows.append(_row("hashes.txt", f"<div><b class='collapsible'>timestamp_authority_files:</b>{within}</div>"))
    page = folder / name
    page.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(URL)}</title></head><body>"
        "<table class='content'><tr><th>about</th><th>files and preview</th></tr><tbody>"
        f"{''.join(rows)}</tbody></table><table class='metadata'><tr><td>hash</td><td>none</td></tr></table>"
        "<p>Made with <a href='https://github.com/bellingcat/auto-archiver'>bellingcat/auto-archiver</a> v1</p>"
        "</body></html>",
        encoding="utf-8",
    )
    return page


def _linked(path: str) -> str:
    return f"<a href='./local_archive/x/{path}'>open</a> or <a href='./local_archive/x/{path}' download=''>download</a>"


def _row(path: str, told: str) -> str:
    about = f"<ul><li><b>key:</b> <span class='copy'>./local_archive/x/{path}</span></li>{told}</ul>"
    return f"<tr><td>{about}</td><td>{_linked(path)}</td></tr>"
