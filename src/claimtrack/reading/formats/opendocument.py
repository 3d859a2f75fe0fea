"""OpenDocument: the paragraphs of an .odt as its reader sees them, tracked changes accepted.

Source of the names: OASIS OpenDocument 1.3, part 3.
"""

from dataclasses import dataclass, field
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.formats.paragraphs import Paragraphs
from claimtrack.reading.packed import Packed, opened
from claimtrack.reading.xml_tree import attribute, local, parsed, words

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
UNREAD = frozenset(
    {"annotation-end", "tracked-changes", "forms", "sequence-decls", "variable-decls", "ruby-text"}
    | {"user-field-decls", "scripts", "font-face-decls", "styles", "automatic-styles", "master-styles", "script"}
    | {"note-citation", "object", "object-ole", "title", "desc", "image", "binary-data"}
)
_AS = {"tab": "\t", "line-break": "\n"}
_INDEXES = frozenset(
    {"table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index"}
    | {"bibliography"}
)
_ABOUT_A_COMMENT = frozenset({"creator", "date", "date-string", "creator-initials"})
_COMMENT = "a comment"
_MOST_SPACES = 80
_PARAGRAPHS = frozenset({"p", "h"})


@dataclass(slots=True)
class _Read:
    """What a part of the document holds: its paragraphs, and what stands apart from them."""

    hidden_styles: frozenset[str]
    titles: frozenset[str]
    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    apart: list[PassedOver] = field(default_factory=list)
    hidden: list[PassedOver] = field(default_factory=list)
    title: str | None = None
    heading: str | None = None


def read_opendocument(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read an .odt: headings, paragraphs, items of lists and boxes are paragraphs, a row of a table is a line.

    Tracked changes are taken as accepted. Headers, footers, notes, comments and tables of contents are shown, and
    not in the text; deleted and hidden text are in neither. Its dates say when the file was made: none is taken for a
    publication. Raises InvalidInput for a damaged or locked document, one without words, and one that unpacks beyond
    all measure.
    """
    del charset  # XML says it
    with opened(data, name=name) as archive:
        refuse_locked(archive, name)
        content = parsed(archive.require("content.xml"), name=name)
        styles = _optional(archive, "styles.xml", name)
        told = _told(archive, name)
    read = _Read(hidden_styles_of(content, styles), title_styles_of(content))
    _walk(content, read)
    text = read.paragraphs.text
    if not text.strip():
        raise InvalidInput(f"{name} is a document without any words; save what its pictures say as a .txt file")
    comments = [one for one in read.hidden if one.why == _COMMENT]
    added = [*read.apart, *_around(styles, read), *comments]
    return Document(
        text=text,
        media_type=MEDIA_TYPE,
        title=read.title or read.heading or told.get("title"),
        byline=told.get("initial-creator") or told.get("creator"),
        language=told.get("language"),
        shown="\n\n".join([text, *(one.text for one in added)]) if added else None,
        passed_over=(*added, *(one for one in read.hidden if one.why != _COMMENT)),
    )


def refuse_locked(archive: Packed, name: str) -> None:
    """Raise InvalidInput for a document that is locked with a password."""
    manifest = archive.member("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in manifest:
        raise InvalidInput(f"{name} is locked with a password; save a copy without it")


def _optional(archive: Packed, path: str, name: str) -> Any:
    data = archive.member(path)
    return parsed(data, name=name) if data is not None else None


def _told(archive: Packed, name: str) -> dict[str, str]:
    """Return what a document says of itself; that is no reason not to read it."""
    try:
        meta = _optional(archive, "meta.xml", name)
    except InvalidInput:
        return {}
    return {local(one): words(one) for holder in meta for one in holder} if meta is not None else {}


def hidden_styles_of(*roots: Any) -> frozenset[str]:
    """Return the styles whose words nobody sees; a root that is None has none."""
    found = set()
    for root in roots:
        for style in root.iter("{*}style") if root is not None else ():
            if any(attribute(one, "display") == "none" for one in style if local(one) == "text-properties"):
                found.add(attribute(style, "name") or "")
    return frozenset(found)


def title_styles_of(content: Any) -> frozenset[str]:
    """Return the styles of titles: the one of that name, and those made of it for a single paragraph."""
    return frozenset(
        {"Title"}
        | {
            attribute(style, "name") or ""
            for style in content.iter("{*}style")
            if attribute(style, "parent-style-name") == "Title"
        }
    )


def _around(styles: Any, read: _Read) -> list[PassedOver]:
    """Return the headers and footers of the pages, each once."""
    found: dict[str, str] = {}
    for element in styles.iter("{*}header", "{*}footer") if styles is not None else ():
        around = _Read(read.hidden_styles, frozenset())
        _walk_all(element, around)
        if around.paragraphs.text:
            found.setdefault(around.paragraphs.text, f"a page's {local(element)}")
    return [PassedOver(text, why) for text, why in found.items()]


def _walk(element: Any, read: _Read) -> None:
    """Take the words of an element, all in it, and what follows it in its paragraph."""
    kind = local(element)
    if kind in _PARAGRAPHS:
        _paragraph(element, read)
    elif kind in _AS:
        read.paragraphs.take(_AS[kind])
    elif kind == "s":
        read.paragraphs.take(" " * spaces(element))
    elif kind in _APART:
        _APART[kind](element, read)
    elif kind in _INDEXES:
        _set_apart(element, read, "a table of contents")
    elif _is_hidden(element, kind, read):
        read.hidden.append(PassedOver(words(element), "hidden"))
    elif kind not in UNREAD and kind:
        _walk_all(element, read)


def _walk_all(element: Any, read: _Read) -> None:
    in_line = local(element) in IN_LINE
    if in_line:
        read.paragraphs.take(one_line(element.text))
    for child in element:
        _walk(child, read)
        if in_line:
            read.paragraphs.take(one_line(child.tail))


IN_LINE = (
    _PARAGRAPHS
    | {"span", "a", "meta", "ruby", "ruby-base", "meta-field", "bookmark-ref", "reference-ref"}
    | {
        *(
            "sequence",
            "date",
            "time",
            "page-number",
            "page-count",
            "author-name",
            "sender-firstname",
            "sender-lastname",
        ),
        *("user-defined", "variable-set", "variable-get", "user-field-get", "text-input", "placeholder", "chapter"),
        *(
            "subject",
            "initial-creator",
            "creator",
            "note-ref",
            "file-name",
            "conditional-text",
            "expression",
            "measure",
        ),
        *("sender-company", "sender-title", "sender-email", "sender-phone-work", "drop-down", "database-display"),
    }
)
"""Elements whose own text is words of the paragraph that they stand in."""


def one_line(text: str | None) -> str:
    """Return the words between two tags; white space in the file is one space."""
    if not text:
        return ""
    joined = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + joined + (" " if joined and text[-1:].isspace() else "")


def spaces(element: Any) -> int:
    """Return how many spaces stand there; some say a billion of them."""
    told = attribute(element, "c") or "1"
    return min(int(told), _MOST_SPACES) if told.isdecimal() and len(told) < 10 else 1


def _is_hidden(element: Any, kind: str, read: _Read) -> bool:
    if kind in {"hidden-text", "hidden-paragraph"}:
        return True
    if kind == "section" and attribute(element, "display") == "none":
        return True
    return kind == "span" and attribute(element, "style-name") in read.hidden_styles


def _paragraph(element: Any, read: _Read) -> None:
    style = attribute(element, "style-name")
    if style in read.hidden_styles or any(
        local(one) == "hidden-paragraph" and attribute(one, "is-hidden") == "true" for one in element
    ):
        read.hidden.append(PassedOver(words(element), "hidden"))
        return
    _walk_all(element, read)
    written = read.paragraphs.end()
    if written and read.title is None and style in read.titles:
        read.title = " ".join(written.split())
    if written and local(element) == "h" and read.paragraphs.count == 1:
        read.heading = " ".join(written.split())


def _set_apart(element: Any, read: _Read, why: str) -> None:
    apart = _Read(read.hidden_styles, frozenset())
    _walk_all(element, apart)
    if apart.paragraphs.text:
        read.apart.append(PassedOver(apart.paragraphs.text, why))
    read.apart += apart.apart
    read.hidden += apart.hidden


def _note(element: Any, read: _Read) -> None:
    _set_apart(element, read, "an endnote" if attribute(element, "note-class") == "endnote" else "a footnote")


def _comment(element: Any, read: _Read) -> None:
    said = " ".join(
        words(one) for one in element if local(one) not in {"creator", "date", "date-string", "creator-initials"}
    )
    if said.strip():
        read.hidden.append(PassedOver(said.strip(), _COMMENT))


def _box(element: Any, read: _Read) -> None:
    box = _Read(read.hidden_styles, frozenset(), apart=read.apart, hidden=read.hidden)
    _walk_all(element, box)
    read.paragraphs.put_behind(box.paragraphs)


def _row(element: Any, read: _Read) -> None:
    cells = []
    for child in element:
        if local(child) == "table-cell":
            cell = _Read(read.hidden_styles, frozenset(), apart=read.apart, hidden=read.hidden)
            _walk_all(child, cell)
            cells.append(cell.paragraphs)
    read.paragraphs.row(cells)


_APART = {"note": _note, "annotation": _comment, "text-box": _box, "custom-shape": _box, "table-row": _row}
