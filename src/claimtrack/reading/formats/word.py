"""Word: the paragraphs of a .docx as its reader sees them, tracked changes accepted, hidden text left out.

Of the format it knows what carries words; the names are those of ISO/IEC 29500-1, chapter 17, in either namespace.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.formats.paragraphs import Paragraphs
from claimtrack.reading.packed import Packed, opened
from claimtrack.reading.xml_tree import attribute, characters, local, parsed, words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNREAD = frozenset(
    {"delText", "instrText", "delInstrText", "commentReference", "rPr", "pPr", "sdtPr", "tblPr"}
    | {"trPr", "tcPr", "sectPr", "Fallback", "annotationRef", "footnoteRef", "endnoteRef", "object", "rt"}
)
_AS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_OFF = frozenset({"0", "false", "off", "none"})
_NO_AUTHORS = frozenset(
    {"python-docx", "microsoft office user", "user", "admin", "administrator", "author", "unknown", "un-named", "owner"}
)
_NOTES = {"footnotes": "a footnote", "endnotes": "an endnote"}
_ADDED = frozenset({"header", "footer"})


@dataclass(slots=True)
class _Read:
    """What one part of the document holds: its paragraphs, its title by style, what is hidden in it."""

    styles: "_Styles"
    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    title: str | None = None
    heading: str | None = None
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Styles:
    hidden: frozenset[str]
    titles: frozenset[str]
    headings: frozenset[str]


def read_word(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read a .docx: headings, paragraphs, items of lists and boxes are paragraphs, a row of a table is a line.

    Tracked changes are taken as accepted. Headers, footers, notes and comments are shown, and not in the
    text; deleted and hidden text are in neither. Its dates say when the file was made: none is taken for a publication.
    Raises InvalidInput for a damaged or locked document, one without words, and one that unpacks beyond all measure.
    """
    del charset  # XML says it
    with opened(data, name=name) as archive:
        body, relations = _main(archive, name)
        read = _Read(_styles(archive, relations, name))
        _walk(body, read)
        added = list(_added(archive, relations, read.styles, name))
        for path in relations.get("comments", [])[:1]:
            added += [("a comment", one) for one in _notes(archive, path, read.styles, name)]
        told = _told(archive, name)
    text = read.paragraphs.text
    if not text.strip():
        raise InvalidInput(f"{name} is a Word document without any words; save what its pictures say as a .txt file")
    return Document(
        text=text,
        media_type=MEDIA_TYPE,
        title=read.title or read.heading or told.get("title"),
        byline=_author(told.get("creator")),
        language=told.get("language"),
        shown="\n\n".join([text, *(words for _, words in added)]) if added else None,
        passed_over=(
            *(PassedOver(words, why) for why, words in added),
            *(PassedOver(words, "hidden") for words in read.hidden),
            *(PassedOver(words, "deleted, as a tracked change") for words in read.deleted),
        ),
    )


def _author(name: str | None) -> str | None:
    return name if name and name.lower() not in _NO_AUTHORS else None


def _main(archive: Packed, name: str) -> tuple[Any, dict[str, list[str]]]:
    """Return the main part of a document, and the paths of the parts that belong to it by what they are."""
    found = _relations(archive, "_rels/.rels", "", name).get("officeDocument", ["word/document.xml"])
    path = found[0]
    folder = PurePosixPath(path)
    related = _relations(archive, f"{folder.parent}/_rels/{folder.name}.rels", str(folder.parent), name)
    return parsed(archive.require(path), name=name), related


def _relations(archive: Packed, path: str, folder: str, name: str) -> dict[str, list[str]]:
    data = archive.member(path)
    found: dict[str, list[str]] = {}
    if data is None:
        return found
    for one in parsed(data, name=name):
        target, kind = one.get("Target", ""), one.get("Type", "").rpartition("/")[2]
        if target and one.get("TargetMode") != "External":
            whole = target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"
            found.setdefault(kind, []).append(whole)
    return found


def _told(archive: Packed, name: str) -> dict[str, str]:
    data = archive.member("docProps/core.xml")
    if data is None:
        return {}
    try:
        return {local(one): words(one) for one in parsed(data, name=name)}
    except InvalidInput:
        return {}  # what a document says of itself is no reason not to read it


def _styles(archive: Packed, relations: dict[str, list[str]], name: str) -> _Styles:
    """Return the styles of hidden text, of titles and of first headings."""
    hidden, titles, headings = set(), {"Title"}, {"Heading1"}
    bases: dict[str, str] = {}
    for path in relations.get("styles", [])[:1]:
        data = archive.member(path)
        if data is None:
            continue
        for style in parsed(data, name=name):
            called = next((attribute(one, "val") or "" for one in style if local(one) == "name"), "").lower()
            key = attribute(style, "styleId") or ""
            if any(local(one) == "rPr" and _hides(one) for one in style):
                hidden.add(key)
            bases[key] = next((attribute(one, "val") or "" for one in style if local(one) == "basedOn"), "")
            if called == "title":
                titles.add(key)
            if called == "heading 1":
                headings.add(key)
    while more := {key for key, base in bases.items() if base in hidden} - hidden:
        hidden |= more
    return _Styles(frozenset(hidden), frozenset(titles), frozenset(headings))


def _added(archive: Packed, relations: dict[str, list[str]], styles: _Styles, name: str) -> Iterator[tuple[str, str]]:
    """Yield what stands around the text, by what it is: notes, headers, footers."""
    for kind, why in _NOTES.items():
        for path in relations.get(kind, [])[:1]:
            yield from ((why, note) for note in _notes(archive, path, styles, name))
    for kind in sorted(_ADDED):
        found = dict.fromkeys(_whole(archive, path, styles, name) for path in relations.get(kind, []))
        yield from ((f"a page's {kind}", text) for text in found if text)


def _notes(archive: Packed, path: str, styles: _Styles, name: str) -> Iterator[str]:
    data = archive.member(path)
    if data is None:
        return
    for note in parsed(data, name=name):
        if attribute(note, "type") is None:  # the others are lines between text and notes
            read = _Read(styles)
            _walk(note, read)
            if read.paragraphs.text:
                yield read.paragraphs.text


def _whole(archive: Packed, path: str, styles: _Styles, name: str) -> str:
    data = archive.member(path)
    if data is None:
        return ""
    read = _Read(styles)
    _walk(parsed(data, name=name), read)
    return read.paragraphs.text


def _walk(element: Any, read: _Read) -> None:
    """Take the words of an element and of all in it; the parser holds how deep that goes."""
    kind = local(element)
    if kind in _UNREAD or not kind:
        return
    enter = _ENTERED.get(kind)
    if enter is not None:
        enter(element, read)
    else:
        for child in element:
            _walk(child, read)


def _paragraph(element: Any, read: _Read) -> None:
    properties = _properties(element, "pPr")
    style = _value(properties, "pStyle")
    if style in read.styles.hidden:
        read.hidden.append(words(element))
        return
    for child in element:
        _walk(child, read)
    if properties is not None and any(local(one) == "rPr" and _has(one, "del") for one in properties):
        return  # its end was deleted: it goes on in the next one
    written = read.paragraphs.end()
    if written and read.title is None and style in read.styles.titles:
        read.title = " ".join(written.split())
    if written and style in read.styles.headings and read.paragraphs.count == 1:
        read.heading = " ".join(written.split())


def _run(element: Any, read: _Read) -> None:
    properties = _properties(element, "rPr")
    if properties is not None and (_hides(properties) or _value(properties, "rStyle") in read.styles.hidden):
        hidden = words(element)
        read.hidden += [hidden] if hidden else []
        return
    for child in element:
        _walk(child, read)


def _deletion(element: Any, read: _Read) -> None:
    deleted = words(element)
    read.deleted += [deleted] if deleted else []


def _text(element: Any, read: _Read) -> None:
    read.paragraphs.take(characters(element))


def _sign(element: Any, read: _Read) -> None:
    read.paragraphs.take(_AS[local(element)])


def _box(element: Any, read: _Read) -> None:
    """Take the paragraphs of a box after the one that it is anchored in."""
    apart = _Read(read.styles, hidden=read.hidden, deleted=read.deleted)
    for child in element:
        _walk(child, apart)
    read.paragraphs.put_behind(apart.paragraphs)


def _row(element: Any, read: _Read) -> None:
    properties = _properties(element, "trPr")
    if properties is not None and _has(properties, "del"):
        return
    cells = []
    for child in element:
        cell = _Read(read.styles, hidden=read.hidden, deleted=read.deleted)
        _walk(child, cell)
        if local(child) in {"tc", "sdt", "customXml"}:
            cells.append(cell.paragraphs)
    read.paragraphs.row(cells)


def _control(element: Any, read: _Read) -> None:
    """Take what was filled into a form; "Click here to enter text" was not."""
    properties = _properties(element, "sdtPr")
    if properties is None or not _has(properties, "showingPlcHdr"):
        for child in element:
            _walk(child, read)


def _alternatives(element: Any, read: _Read) -> None:
    """Take the first of several ways to show one thing."""
    for child in list(element)[:1]:
        for one in child:
            _walk(one, read)


_ENTERED = {
    "p": _paragraph,
    "r": _run,
    "t": _text,
    "del": _deletion,
    "moveFrom": _deletion,
    "txbxContent": _box,
    "tr": _row,
    "sdt": _control,
    "AlternateContent": _alternatives,
    **dict.fromkeys(_AS, _sign),
}


def _properties(element: Any, kind: str) -> Any:
    return next((child for child in element if local(child) == kind), None)


def _value(properties: Any, kind: str) -> str | None:
    if properties is None:
        return None
    return next((attribute(one, "val") for one in properties if local(one) == kind), None)


def _has(properties: Any, kind: str) -> bool:
    """Tell whether a property is set; one without a value is."""
    return any(local(one) == kind and (attribute(one, "val") or "1") not in _OFF for one in properties)


def _hides(properties: Any) -> bool:
    return _has(properties, "vanish")
