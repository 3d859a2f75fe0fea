"""Take words out of an OpenDocument text. The copy is a new document, written from what a reader sees of the old one.

As of a Word document, see ``word_copies``: what comes along is named here, and everything else is left behind, how
words look, too. Changes are taken as accepted, boxes stand behind the paragraph that they are in, and where a picture
or an object stood, the copy says so. What stands around the pages of any style stands around all pages of the copy.

Source of the names: OASIS OpenDocument 1.3, part 3.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.covering.boxes import Covered, Uncoverable
from claimtrack.reading.covering.holes import MARK, OBJECT, Laid, Place, laid, take_out
from claimtrack.reading.formats.opendocument import (
    IN_LINE,
    MEDIA_TYPE,
    UNREAD,
    hidden_styles_of,
    one_line,
    refuse_locked,
    spaces,
)
from claimtrack.reading.packed import Packed, opened
from claimtrack.reading.xml_tree import attribute, local, parsed

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {one: f"{_URN}:{one}:1.0" for one in ("office", "text", "table", "style")}
_MANIFEST = f"{_URN}:manifest:1.0"
_NAME = "it"
_MADE = (1980, 1, 1, 0, 0, 0)
_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_BLOCKS = frozenset({"p", "h"})
_SIGNS = frozenset({"tab", "line-break", "s"})
_HIDDEN = frozenset({"hidden-text", "hidden-paragraph"})
_HELD = {
    "list": "text:list",
    "list-item": "text:list-item",
    "list-header": "text:list-item",
    "table-cell": "table:table-cell",
    "covered-table-cell": "table:covered-table-cell",
}
"""What holds paragraphs, and is written as what."""
_SPANNING = ("number-columns-spanned", "number-rows-spanned")
_MOST_SPANNED = 1_000
_MOST_COLUMNS = 16_384
_ABOUT_A_COMMENT = frozenset({"creator", "date", "date-string", "creator-initials", "sender-initials"})
_OBJECTS = frozenset({"image", "object", "object-ole", "plugin", "applet", "floating-frame", "control", "binary-data"})
_NOTES = frozenset({"note", "annotation"})
_DEEPEST_LEVEL = 10


def words_of(data: bytes) -> str:
    """Return all words that a copy would have, in one row, paragraphs by lines; raises Uncoverable."""
    return _Copy.of(data).row.text


def without_words(data: bytes, spans: Sequence[tuple[int, int]]) -> Covered:
    """Return a copy without what stands in these spans of ``words_of``; raises Uncoverable.

    It has no pages, and as many boxes as there are spans.
    """
    copy = _Copy.of(data)
    take_out(copy.row, spans, copy.noted)
    return Covered(copy.written(), MEDIA_TYPE, 0, len(spans))


@dataclass(slots=True)
class _Copy:
    """A copy in the making: what is in its pages, what is around them, and where words stand."""

    content: Any
    styles: Any
    noted: dict[Any, str] = field(default_factory=dict)
    row: Laid = field(default_factory=lambda: laid(()))

    @classmethod
    def of(cls, data: bytes) -> "_Copy":
        """Write anew what a reader sees of a document; raises Uncoverable."""
        copy = cls(_element("office:document-content"), _element("office:document-styles"))
        try:
            with opened(data, name=_NAME) as archive:
                refuse_locked(archive, _NAME)
                copy._take(archive)
        except InvalidInput as error:
            raise Uncoverable(f"is an OpenDocument text that cannot be read ({error})") from error
        copy.row = laid(_words((copy.content, copy.styles), copy.noted))
        return copy

    def _take(self, archive: Packed) -> None:
        content = parsed(archive.require("content.xml"), name=_NAME)
        data = archive.member("styles.xml")
        styles = parsed(data, name=_NAME) if data is not None else _element("office:document-styles")
        writer = _Writer(hidden_styles_of(content, styles), self.noted)
        body = _put(_put(self.content, "office:body"), "office:text")
        for one in content.iter(f"{{{_NAMES['office']}}}text"):
            writer.all(one, body)
        self.content.set(_named("office:version"), "1.3")
        self.styles.set(_named("office:version"), "1.3")
        layout = _put(_put(self.styles, "office:automatic-styles"), "style:page-layout")
        layout.set(_named("style:name"), "pages")
        for side in ("style:header-style", "style:footer-style"):
            _put(layout, side)
        page = _put(_put(self.styles, "office:master-styles"), "style:master-page")
        page.set(_named("style:name"), "Standard")
        page.set(_named("style:page-layout-name"), "pages")
        for kind in ("header", "footer"):
            around = _put(page, f"style:{kind}")
            for one in styles.iter(*(f"{{*}}{kind}{which}" for which in ("", "-left", "-first"))):
                writer.all(one, around)

    def written(self) -> bytes:
        """Write the document, with a first paragraph that says what it is."""
        body = self.content[0][0]
        body.insert(0, _element("text:p"))
        body[0].text = MARK
        return _packed(self.content, self.styles)


def _words(roots: Sequence[Any], noted: Mapping[Any, str]) -> Iterator[tuple[str, Place | None]]:
    """Yield the words of the copy, each with its place; notes behind the paragraph that they are in."""
    for root in roots:
        yield from _of_blocks(root, noted)
        yield "\n", None


def _of_blocks(element: Any, noted: Mapping[Any, str]) -> Iterator[tuple[str, Place | None]]:
    for one in element:
        if local(one) not in _BLOCKS:
            yield from _of_blocks(one, noted)
            continue
        yield "\n", None
        for piece in one:
            kind = local(piece)
            if kind == "span":
                yield noted.get(piece, piece.text or ""), (piece, None)
            elif kind == "s":
                yield " ", None
            elif kind not in _NOTES:
                yield "\n" if kind == "line-break" else "\t", None
        yield "\n", None
        for piece in one:
            if local(piece) in _NOTES:
                yield from _of_blocks(piece, noted)


@dataclass(slots=True)
class _Writer:
    """Writes what is seen of a document; ``noted`` takes what stands for objects: nothing, so that a name is found."""

    hidden: frozenset[str]
    noted: dict[Any, str]
    notes: int = 0

    def all(self, source: Any, block: Any, paragraph: Any = None) -> None:
        """Take all that an element holds."""
        for one in source:
            self.take(one, block, paragraph)

    def take(self, source: Any, block: Any, paragraph: Any = None) -> None:
        """Take an element into a block, and into a paragraph of it; what is unknown is unwrapped."""
        kind = local(source)
        if not kind or self._is_unseen(source, kind):
            return
        if kind in _BLOCKS:
            self._paragraph(source, kind, block)
        elif kind in _SIGNS and paragraph is not None:
            sign = _put(paragraph, f"text:{kind}")
            if kind == "s":
                sign.set(_named("text:c"), str(spaces(source)))
        elif kind in IN_LINE and paragraph is not None:
            self._in_line(source, block, paragraph)
        elif kind in _NOTES:
            self._note(source, kind, block, paragraph)
        elif kind == "frame" or kind in _OBJECTS:
            self._framed(source, block, paragraph)
        elif kind == "table":
            self._table(source, block)
        elif kind in _HELD:
            self.all(source, self._held(source, kind, block))
        else:
            self.all(source, block, paragraph)

    def _is_unseen(self, source: Any, kind: str) -> bool:
        if kind in _HIDDEN or (kind in UNREAD and kind not in _OBJECTS):
            return True
        if kind == "section" and attribute(source, "display") == "none":
            return True
        return kind in {*_BLOCKS, "span"} and (
            attribute(source, "style-name") in self.hidden
            or any(local(one) == "hidden-paragraph" and attribute(one, "is-hidden") == "true" for one in source)
        )

    def _paragraph(self, source: Any, kind: str, block: Any) -> None:
        paragraph = _put(block, f"text:{kind}")
        if kind == "h":
            told = attribute(source, "outline-level") or "1"
            level = int(told) if told.isdecimal() and len(told) < 3 else 1
            paragraph.set(_named("text:outline-level"), str(max(1, min(level, _DEEPEST_LEVEL))))
        self._in_line(source, block, paragraph)

    def _in_line(self, source: Any, block: Any, paragraph: Any) -> None:
        """Take words, and what stands between them."""
        _say(paragraph, one_line(source.text))
        for one in source:
            self.take(one, block, paragraph)
            _say(paragraph, one_line(one.tail))

    def _note(self, source: Any, kind: str, block: Any, paragraph: Any) -> None:
        holder = paragraph if paragraph is not None else _put(block, "text:p")
        if kind == "annotation":
            held = _put(holder, "office:annotation")
            for one in source:
                if local(one) not in _ABOUT_A_COMMENT:
                    self.take(one, held)
        else:
            self.notes += 1
            note = _put(holder, "text:note")
            ends = attribute(source, "note-class") == "endnote"
            note.set(_named("text:note-class"), "endnote" if ends else "footnote")
            _put(note, "text:note-citation").text = str(self.notes)
            held = _put(note, "text:note-body")
            for one in source:
                if local(one) != "note-citation":
                    self.take(one, held)
        if not len(held):
            _put(held, "text:p")

    def _framed(self, source: Any, block: Any, paragraph: Any) -> None:
        """Take the words of a box as paragraphs behind this one, and say where something else was."""
        boxes = [one for one in source if local(one) in {"text-box", "table"}]
        if not boxes:
            holder = paragraph if paragraph is not None else _put(block, "text:p")
            self.noted[_say(holder, OBJECT)] = ""
        for box in boxes:
            self.take(box, block)

    def _table(self, source: Any, block: Any) -> None:
        rows = list(_rows(source))
        if not rows:
            return
        table = _put(block, "table:table")
        columns = _put(table, "table:table-column")
        widest = max(sum(local(one) in _HELD for one in row) for row in rows)
        columns.set(_named("table:number-columns-repeated"), str(max(1, min(widest, _MOST_COLUMNS))))
        for row in rows:
            own = _put(table, "table:table-row")
            self.all(row, own)
            if not len(own):
                _put(own, "table:table-cell")

    def _held(self, source: Any, kind: str, block: Any) -> Any:
        held = _put(block, _HELD[kind])
        for name in _SPANNING if kind == "table-cell" else ():
            told = attribute(source, name)
            if told is not None and told.isascii() and told.isdecimal() and len(told) < 5:
                held.set(_named(f"table:{name}"), str(min(int(told), _MOST_SPANNED)))
        return held


def _rows(source: Any) -> Iterator[Any]:
    """Yield the rows of a table, those in its head and in groups, too."""
    for one in source:
        if local(one) == "table-row":
            yield one
        elif local(one) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(one)


def _named(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{rest}"


def _element(name: str) -> Any:
    from lxml import etree

    return etree.Element(_named(name), nsmap=_NAMES)


def _put(target: Any, name: str) -> Any:
    from lxml import etree

    return etree.SubElement(target, _named(name))


def _say(paragraph: Any, words: str) -> Any:
    """Write words into a paragraph, each piece in an element of its own, and give it; None where there are none."""
    if not words:
        return None
    span = _put(paragraph, "text:span")
    span.text = words
    return span


def _packed(content: Any, styles: Any) -> bytes:
    """Write both as a document. Nothing is packed, so that who searches it sees every letter."""
    from lxml import etree

    manifest = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (("/", MEDIA_TYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    parts: dict[str, bytes] = {
        "mimetype": MEDIA_TYPE.encode("ascii"),
        "META-INF/manifest.xml": (
            _HEAD + f'<m:manifest xmlns:m="{_MANIFEST}" m:version="1.3">{manifest}</m:manifest>'.encode()
        ),
        "content.xml": _HEAD + etree.tostring(content, encoding="unicode").encode(),
        "styles.xml": _HEAD + etree.tostring(styles, encoding="unicode").encode(),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), part)
    return written.getvalue()
