"""A folder of Bellingcat's auto-archiver: what its page says of which file, and whether the files are that.

Its page of HTML lists each file with its key, its hash (SHA-256 or SHA3-512) and where it was put. What was stamped is
``hashes.txt``, those hashes one a line; the tokens over it lie beside it, by themselves or as whole answers.
Source: its documentation and pages that it made, https://auto-archiver.readthedocs.io/.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from claimtrack.errors import InvalidInput

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MADE_BY = "bellingcat/auto-archiver"
_LARGEST_PAGE = 5_000_000
_LARGEST_TOKEN = 200_000
_LARGEST_LIST = 2_000_000
_MOST_FILES = 20_000
_BLOCK = 1 << 20
_HASH = re.compile(r"\b(SHA-?256|SHA3-512)\s*:\s*([0-9a-fA-F]{64,128})\b")
_ALGORITHMS = {"SHA256": "sha256", "SHA-256": "sha256", "SHA3-512": "sha3_512"}
_LIST = re.compile(rb"\s*[0-9a-fA-F]{64,128}(\s+[0-9a-fA-F]{64,128})*\s*")
_REQUEST = b"\x02\x01"
"""How the inside of a question to an authority begins: with its version."""


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file that the page lists with its hash, and that is what it says.

    ``stamped`` tells that its hash stands in the list that was stamped; ``sha256`` is that of its bytes, in any case.
    """

    path: Path
    name: str
    hash: str
    sha256: str
    stamped: bool = False


@dataclass(frozen=True, slots=True)
class Archived:
    """One page of auto-archiver's with its files.

    ``url`` is what it says that it archived. ``files`` are sound; ``faults`` name, by file, what does not match;
    ``without`` are files that it lists without a hash, so that nothing says what they were. ``hashes`` is the list that
    was stamped, ``listed`` its bytes as they were read, ``tokens`` what is to be verified over them.
    """

    page: Path
    url: str | None
    files: tuple[ArchivedFile, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()
    hashes: Path | None = None
    listed: bytes = b""
    tokens: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Row:
    """What the page says of one file, and of what it says to belong to it."""

    named: list[str]
    hash: tuple[str, str] | None
    within: list[str] = field(default_factory=list)


def archived_in(folder: Path) -> list[Archived]:
    """Read every page of auto-archiver's in a folder and hold its files against it.

    Links are not followed. Raises InvalidInput for a folder without such a page, or with more files than are looked at.
    """
    files = files_in(folder)
    pages = [(path, found) for path in files if (found := _page(path)) is not None]
    if not pages:
        raise InvalidInput(
            f"{folder} holds no page of auto-archiver's (made by its html_formatter), which says what the files in it "
            "are, nor an export of Bayanat's as JSON; name the folder that either saved to, or attach the files by "
            "themselves"
        )
    return [_held(path, root, files) for path, root in pages]


def files_in(folder: Path) -> list[Path]:
    """Return every file in a folder and below; links are not followed. Raises InvalidInput for too many of them."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        here = (Path(parent) / name for name in sorted(names))
        found += [path for path in here if path.is_file() and not path.is_symlink()]
        if len(found) > _MOST_FILES:
            raise InvalidInput(f"{folder} holds more than {_MOST_FILES:,} files; name the folder of one archive")
    return found


def _page(path: Path) -> "HtmlElement | None":
    """Return the page that a file is, where auto-archiver made it; None for any other."""
    if path.suffix.lower() not in {".html", ".htm"} or path.stat().st_size > _LARGEST_PAGE:
        return None
    data = path.read_bytes()
    if _MADE_BY.encode() not in data:
        return None
    from lxml import etree, html

    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None
    return root if root.xpath("//table[contains(@class, 'content')]") else None


def _held(page: Path, root: "HtmlElement", files: Sequence[Path]) -> Archived:
    """Hold the files that a page lists against it."""
    sound: list[ArchivedFile] = []
    faults: list[tuple[str, str]] = []
    without: list[str] = []
    hashes: Path | None = None
    tokens: list[Path] = []
    for row in _rows(root):
        name = PurePosixPath(row.named[0]).name
        found = _found(row.named, files, beside=page)
        if isinstance(found, str):
            faults.append((name, found))
        elif row.hash is None and _is_list(found):
            hashes = found
            for told in row.within:
                token = _found([told], files, beside=page)
                if isinstance(token, str):
                    faults.append((PurePosixPath(told).name, token))
                elif token.stat().st_size > _LARGEST_TOKEN:
                    faults.append((token.name, "it lies with the timestamps, and is too large for one"))
                elif not _is_beside(token):
                    tokens.append(token)
        elif row.hash is None:
            without.append(name)
        else:
            told, sha256 = _digests(found, row.hash[0])
            if told == row.hash[1].lower():
                sound.append(ArchivedFile(found, found.name, row.hash[1].lower(), sha256))
            else:
                faults.append((name, f"its {row.hash[0]} is {told}, and the page says {row.hash[1].lower()}"))
    listed = hashes.read_bytes() if hashes is not None else b""
    known = frozenset(listed.decode("ascii", "replace").lower().split())
    return Archived(
        page,
        _url(root),
        tuple(ArchivedFile(one.path, one.name, one.hash, one.sha256, stamped=one.hash in known) for one in sound),
        tuple(faults),
        tuple(without),
        hashes,
        listed,
        tuple(tokens),
    )


def _url(root: "HtmlElement") -> str | None:
    """Return the address that the page is about, as its title has it."""
    words = " ".join(str(root.xpath("string(//title)")).split())
    return words if words.startswith(("http://", "https://")) else None


def _rows(root: "HtmlElement") -> Iterator[_Row]:
    """Yield what the page says of each file."""
    for row in root.xpath("//table[contains(@class, 'content')]//tr[td]"):
        about, shown = row.xpath("./td")[0], row.xpath("./td")[1:]
        outside = "not(ancestor::*[contains(@class, 'collapsible-content')])"
        items = [" ".join(one.text_content().split()) for one in about.xpath(f".//li[{outside}]")]
        keys = [one.removeprefix("key:").strip() for one in items if one.startswith("key:")]
        hashes = [match for one in items if one.startswith("hash:") and (match := _HASH.search(one))]
        named = [*keys, *(told for cell in shown for told in _named_in(cell))]
        inner = about.xpath(".//*[contains(@class, 'collapsible-content')]")
        if named:
            within = list(dict.fromkeys(told for one in inner for told in _named_in(one)))
            yield _Row(named, (hashes[0][1], hashes[0][2]) if hashes else None, within)


def _named_in(part: "HtmlElement") -> Iterator[str]:
    """Yield the paths and addresses of files that a part of the page names: in its links, or as words."""
    linked = [str(one) for one in part.xpath(".//@href | .//@src | .//@pem | .//@url")]
    words = [word for word in part.text_content().split() if "/" in word]
    for one in (*linked, *words):
        path = unquote(one.partition("?")[0].partition("#")[0])
        if PurePosixPath(path).name and "replayweb.page" not in one:
            yield path


def _found(named: Sequence[str], files: Sequence[Path], *, beside: Path) -> Path | str:
    """Find the file that is meant, by the most of its path that fits; or say why there is none."""
    for told in named:
        parts = PurePosixPath(told.replace("\\", "/")).parts
        fitting = [path for path in files if path.name == parts[-1]]
        best = max((_common(path, parts) for path in fitting), default=0)
        chosen = [path for path in fitting if _common(path, parts) == best]
        if len(chosen) > 1:
            chosen = [path for path in chosen if path.parent == beside.parent] or chosen
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            return f"{len(chosen)} files in the folder are called that"
    return "the page lists it, and it is not in the folder"


def _common(path: Path, parts: Sequence[str]) -> int:
    """Count the last parts of a path that are those of another."""
    pairs = zip(reversed(path.parts), reversed(parts), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _digests(path: Path, name: str) -> tuple[str, str]:
    """Return a file's digest by a function, and its SHA-256, block by block."""
    told, sha256 = hashlib.new(_ALGORITHMS[name.upper()]), hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            told.update(block)
            sha256.update(block)
    return told.hexdigest(), sha256.hexdigest()


def _is_list(path: Path) -> bool:
    """Tell whether a file is a list of hashes, one a line."""
    return path.stat().st_size <= _LARGEST_LIST and _LIST.fullmatch(path.read_bytes()) is not None


def _is_beside(path: Path) -> bool:
    """Tell whether a file lies with the tokens and is none: a certificate, or the question that was asked."""
    data = path.read_bytes()
    if data.startswith(b"-----BEGIN CERTIFICATE-----"):
        return True
    if data[:1] == b"\x30" and _REQUEST in data[2:6]:
        return True
    from cryptography.x509 import load_der_x509_certificate

    try:
        load_der_x509_certificate(data)
    except ValueError:
        return False
    return True
