"""The parts of a Word document, read by how they hang together, and a new document written from parts of our own."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from claimtrack.reading.covering.word_grammar import child, is_on
from claimtrack.reading.packed import Packed
from claimtrack.reading.xml_tree import attribute, parsed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of every part, the first that a zip can have: the same copy has the same bytes."""
_STYLE = re.compile(r"(?:heading ([1-9])|title|subtitle)")
_SIZES = {"Title": 40, "Subtitle": 30, "Heading1": 32, "Heading2": 28, "Heading3": 26}
"""In half points; smaller headings are bold."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of hidden words, and those of headings and titles with what they are called in a copy."""

    hidden: frozenset[str]
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Related:
    """A part that the document names: under which number, what it is, and where it lies."""

    number: str
    kind: str
    path: str


def main_part(archive: Packed, name: str) -> tuple[Any, list[Related]]:
    """Return the root of the main part, and the parts that belong to it; raises InvalidInput."""
    found = [one.path for one in _related(archive, "_rels/.rels", "", name) if one.kind == "officeDocument"]
    path = PurePosixPath(found[0] if found else "word/document.xml")
    related = _related(archive, f"{path.parent}/_rels/{path.name}.rels", str(path.parent), name)
    return parsed(archive.require(str(path)), name=name), related


def _related(archive: Packed, path: str, folder: str, name: str) -> list[Related]:
    data = archive.member(path)
    found = []
    for one in parsed(data, name=name) if data is not None else ():
        target, kind = one.get("Target", ""), one.get("Type", "").rpartition("/")[2]
        if target and one.get("TargetMode") != "External":
            whole = target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"
            found.append(Related(one.get("Id", ""), kind, whole))
    return found


def styles_of(archive: Packed, related: list[Related], name: str) -> Styles:
    """Return which styles hide words, by themselves or by what they are based on, and which are of headings."""
    hidden: set[str] = set()
    bases: dict[str, str] = {}
    headings = {"Title": "Title", **{f"Heading{level}": f"Heading{level}" for level in range(1, 10)}}
    for style in root_of(archive, related, "styles", name, or_none=()):
        key = attribute(style, "styleId") or ""
        called = attribute(found, "val") if (found := child(style, "name")) is not None else None
        if is_on(child(style, "rPr"), "vanish"):
            hidden.add(key)
        if (base := child(style, "basedOn")) is not None:
            bases[key] = attribute(base, "val") or ""
        if (match := _STYLE.fullmatch((called or "").lower())) is not None:
            headings[key] = f"Heading{match[1]}" if match[1] else match[0].capitalize()
    while more := {key for key, base in bases.items() if base in hidden} - hidden:
        hidden |= more
    return Styles(frozenset(hidden), headings)


def root_of(archive: Packed, related: list[Related], kind: str, name: str, *, or_none: Any = None) -> Any:
    """Return the root of the first part of a kind, ``or_none`` where there is none; raises InvalidInput."""
    path = next((one.path for one in related if one.kind == kind), None)
    data = archive.member(path) if path is not None else None
    return parsed(data, name=name) if data is not None else or_none


def packed(parts: Mapping[str, Any], numbers: Mapping[str, str]) -> bytes:
    """Write parts as a document: roots by their names in ``word/``, of which ``document`` is the main one.

    ``numbers`` are those under which it names others. Nothing is packed, so that who searches it sees every letter.
    """
    from lxml import etree

    types = "".join(
        f'<Override PartName="/word/{one}.xml" ContentType="{_KIND}.{_type(one)}+xml"/>' for one in ("styles", *parts)
    )
    related = "".join(
        f'<Relationship Id="{numbers.get(one, f"part{one}")}" Type="{R}/{_bare(one)}" Target="{one}.xml"/>'
        for one in ("styles", *parts)
        if one != "document"
    )
    texts: dict[str, bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
        ).encode(),
        "word/styles.xml": _styles().encode(),
        **{f"word/{one}.xml": etree.tostring(root, encoding="unicode").encode() for one, root in parts.items()},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), _HEAD + text)
    return written.getvalue()


def _bare(part: str) -> str:
    return part.rstrip("0123456789")


def _type(part: str) -> str:
    return "document.main" if part == "document" else _bare(part)


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{_called(key)}"/><w:pPr><w:keepNext/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{_SIZES.get(key, 22)}"/></w:rPr></w:style>'
        for key in ("Title", "Subtitle", *(f"Heading{level}" for level in range(1, 10)))
    )
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>{headings}</w:styles>'
    )


def _called(key: str) -> str:
    return f"heading {key[-1]}" if key.startswith("Heading") else key


def word(name: str) -> str:
    """Return a name of WordprocessingML as lxml writes it."""
    return f"{{{W}}}{name}"
