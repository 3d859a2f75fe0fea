"""Take words out of a Word document. The copy is a new document, written from what a reader sees of the old one.

What a document may hold besides (authors, times, targets of links, fields, deleted and hidden words, forms, macros,
data, fonts, pictures, what they are called, words that only a program reads) is not taken out of it, which could leave
something, but left behind: what comes along is named in ``word_grammar``. Changes are taken as accepted. Where a
picture or an object stood, the copy says so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.covering.boxes import Covered, Uncoverable
from claimtrack.reading.covering.holes import MARK, OBJECT, Laid, Place, laid, take_out
from claimtrack.reading.covering.word_grammar import (
    CELL,
    GRID,
    LEAVES,
    LEFT,
    NOTES,
    NUMBERING,
    OBJECTS,
    PARAGRAPH,
    PICTURED,
    RANGES,
    RUN,
    SECTION,
    Attributes,
    allowed,
    child,
    is_on,
    value_of,
)
from claimtrack.reading.covering.word_parts import (
    R,
    Related,
    Styles,
    W,
    main_part,
    packed,
    root_of,
    styles_of,
    word,
)
from claimtrack.reading.packed import Packed, opened
from claimtrack.reading.xml_tree import attribute, characters, local, parsed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NAME = "it"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_AROUND = {"header": "hdr", "footer": "ftr"}
_SYMBOL_FONT_BULLET = "\uf0b7"
_OWN_PLACES = 0xF000
"""Where fonts of signs have theirs: 256 of them, each at this and the place of a letter."""
_WHO = "left behind"
"""Who a comment is by: every one has to be by somebody."""


def words_of(data: bytes) -> str:
    """Return all words that a copy would have, in one row, paragraphs and parts by lines; raises Uncoverable."""
    return _Copy.of(data).text


def without_words(data: bytes, spans: Sequence[tuple[int, int]]) -> Covered:
    """Return a copy without what stands in these spans of ``words_of``; raises Uncoverable.

    It has no pages, and as many boxes as there are spans.
    """
    copy = _Copy.of(data)
    copy.take_out(spans)
    return Covered(copy.written(), MEDIA_TYPE, 0, len(spans))


@dataclass(slots=True)
class _Copy:
    """A copy in the making: its parts, under which numbers the main one names others, and where words stand."""

    parts: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    row: Laid = field(default_factory=lambda: laid(()))
    noted: dict[Any, str] = field(default_factory=dict)
    """What the words that say of an object stand for among the words: a letter of another font, or nothing.

    A picture may be anchored in the middle of a name, and a letter of one be put there as a sign.
    """

    @classmethod
    def of(cls, data: bytes) -> "_Copy":
        """Write anew what a reader sees of a document; raises Uncoverable."""
        copy = cls()
        try:
            with opened(data, name=_NAME) as archive:
                copy._take(archive)
        except InvalidInput as error:
            raise Uncoverable(f"is a Word document that cannot be read ({error})") from error
        copy.row = laid(_words(copy.parts.values(), copy.noted))
        return copy

    def _take(self, archive: Packed) -> None:
        main, related = main_part(archive, _NAME)
        styles = styles_of(archive, related, _NAME)
        around = self._around(archive, related, styles)
        document = _root("document")
        body = _put(document, "body")
        self.parts["document"] = document
        source = child(main, "body")
        writer = _Writer(styles, around, self.noted)
        for one in source if source is not None else ():
            if local(one) == "sectPr":
                writer.section(one, body)
            else:
                writer.take(one, body)
        for kind, note in _NOTES.items():
            root = root_of(archive, related, kind, _NAME)
            if root is not None:
                self.parts[kind] = _notes(root, kind, note, writer)
        numbering = root_of(archive, related, "numbering", _NAME)
        if numbering is not None:
            self.parts["numbering"] = _root("numbering")
            _properties(numbering, self.parts["numbering"], NUMBERING)
        settings = root_of(archive, related, "settings", _NAME)
        if settings is not None and is_on(settings, "evenAndOddHeaders"):
            self.parts["settings"] = _root("settings")
            _put(self.parts["settings"], "evenAndOddHeaders")

    def _around(self, archive: Packed, related: Sequence[Related], styles: Styles) -> dict[str, str]:
        """Copy headers and footers; gives under which number each is named now, by that of before."""
        found: dict[str, str] = {}
        for one in related:
            data = archive.member(one.path) if one.kind in _AROUND else None
            if data is not None:
                name = f"{one.kind}{len(found) + 1}"
                found[one.number] = self.numbers[name] = f"rId{len(found) + 1}"
                self.parts[name] = _root(_AROUND[one.kind])
                _Writer(styles, {}, self.noted).all(parsed(data, name=_NAME), self.parts[name])
        return found

    @property
    def text(self) -> str:
        """All words of it."""
        return self.row.text

    def take_out(self, spans: Sequence[tuple[int, int]]) -> None:
        """Take out what stands in these spans, as ``holes`` does."""
        take_out(self.row, spans, self.noted)

    def written(self) -> bytes:
        """Write the document, with a first paragraph that says what it is."""
        body = child(self.parts["document"], "body")
        paragraph = body.makeelement(word("p"))
        run = _put(paragraph, "r")
        _put(_put(run, "rPr"), "i")
        _said(run, MARK)
        body.insert(0, paragraph)
        return packed(self.parts, self.numbers)


def _words(parts: Any, noted: Mapping[Any, str]) -> Iterator[tuple[str, Place | None]]:
    """Yield the words of parts in their order, each with its place, and what stands between them without one."""
    for root in parts:
        for element in root.iter():
            kind = local(element)
            if kind == "t":
                yield noted.get(element, element.text or ""), (element, None)
            elif kind == "lvlText":
                yield "\n", None
                yield element.get(word("val")) or "", (element, word("val"))
            elif kind in {"p", "br", "cr"}:
                yield "\n", None
            elif kind == "tab":
                yield "\t", None
        yield "\n", None


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes what is seen of a part: ``numbers`` are those of headers and footers in the copy, by those of before.

    ``noted`` takes what stands for objects, see there.
    """

    styles: Styles
    numbers: Mapping[str, str]
    noted: dict[Any, str]

    def all(self, source: Any, block: Any, paragraph: Any = None, run: Any = None) -> None:
        """Take all that an element holds."""
        for one in source:
            self.take(one, block, paragraph, run)

    def take(self, source: Any, block: Any, paragraph: Any = None, run: Any = None) -> None:
        """Take an element into a block, into a paragraph of it, into a run of that; what is unknown is unwrapped."""
        kind = local(source)
        if not kind or kind in LEFT:
            return
        if kind == "AlternateContent":
            for one in list(source)[:1]:
                self.all(one, block, paragraph, run)
        elif kind == "p":
            self._paragraph(source, block)
        elif kind == "r":
            self._run(source, block, paragraph)
        elif kind == "t" or kind in LEAVES:
            self._sign(source, kind, block, paragraph, run)
        elif kind == "tbl":
            self._table(source, block)
        elif kind in OBJECTS:
            self._object(source, block, paragraph, run)
        elif kind in RANGES and paragraph is not None:
            _put(paragraph, kind, allowed(source, RANGES[kind]))
        else:
            self.all(source, block, paragraph, run)

    def _paragraph(self, source: Any, block: Any) -> None:
        properties = child(source, "pPr")
        style = value_of(properties, "pStyle")
        if style in self.styles.hidden:
            return
        paragraph = _put(block, "p")
        own = _put(paragraph, "pPr")
        if (heading := self.styles.headings.get(style or "")) is not None:
            _put(own, "pStyle", {"val": heading})
        if properties is not None:
            _properties(properties, own, PARAGRAPH)
            section = child(properties, "sectPr")
            if section is not None:
                self.section(section, own)
        self.all(source, block, paragraph)

    def section(self, source: Any, target: Any) -> None:
        """Take how pages are set, and which headers and footers they have."""
        section = _put(target, "sectPr")
        for one in source:
            number = self.numbers.get(attribute(one, "id") or "")
            if local(one) in {"headerReference", "footerReference"} and number is not None:
                of = _put(section, local(one), allowed(one, {"type": "default|first|even"}))
                of.set(f"{{{R}}}id", number)
        _properties(source, section, SECTION)

    def _run(self, source: Any, block: Any, paragraph: Any) -> None:
        properties = child(source, "rPr")
        if is_on(properties, "vanish") or value_of(properties, "rStyle") in self.styles.hidden:
            return
        run = _put(paragraph if paragraph is not None else _put(block, "p"), "r")
        if properties is not None:
            _properties(properties, _put(run, "rPr"), RUN)
        self.all(source, block, run.getparent(), run)
        if all(local(one) == "rPr" for one in run):
            run.getparent().remove(run)

    def _sign(self, source: Any, kind: str, block: Any, paragraph: Any, run: Any) -> None:
        run = run if run is not None else _put(paragraph if paragraph is not None else _put(block, "p"), "r")
        if kind == "t":
            _said(run, characters(source))
        else:
            _put(run, kind, allowed(source, LEAVES[kind]))

    def _object(self, source: Any, block: Any, paragraph: Any, run: Any) -> None:
        """Take the words of boxes as paragraphs behind this one, and say where something else was."""
        boxes = list(_boxes(source))
        if not boxes or any(local(one) in PICTURED for one in source.iter()):
            run = run if run is not None else _put(paragraph if paragraph is not None else _put(block, "p"), "r")
            self.noted[_said(run, OBJECT)] = "".join(map(_letter, source.iter()))
        for box in boxes:
            self.all(box, block)

    def _table(self, source: Any, block: Any) -> None:
        table = _put(block, "tbl")
        borders = _put(_put(table, "tblPr"), "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _put(borders, side, {"val": "single", "sz": "4", "space": "0", "color": "auto"})
        grid = _put(table, "tblGrid")
        if (told := child(source, "tblGrid")) is not None:
            _properties(told, grid, GRID)
        for row in _held(source, "tr"):
            if not is_on(child(row, "trPr"), "del"):
                self._row(row, _put(table, "tr"))
        _put(block, "p")

    def _row(self, source: Any, row: Any) -> None:
        for one in _held(source, "tc"):
            cell = _put(row, "tc")
            if (properties := child(one, "tcPr")) is not None:
                _properties(properties, _put(cell, "tcPr"), CELL)
            self.all(one, cell)
            if local(cell[-1] if len(cell) else cell) != "p":
                _put(cell, "p")


def _notes(source: Any, kind: str, note: str, writer: _Writer) -> Any:
    root = _root(kind)
    for one in source:
        if local(one) == note:
            own = _put(root, note, allowed(one, NOTES[note]))
            if note == "comment":
                own.set(word("author"), _WHO)
            writer.all(one, own)
            if not len(own):
                _put(own, "p")
    return root


def _held(source: Any, kind: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those in controls and marks, too."""
    for one in source:
        if local(one) == kind:
            yield one
        elif local(one) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _held(one, kind)


def _boxes(source: Any) -> Iterator[Any]:
    """Yield the boxes of words in an object: each once, and of several ways to show one the first."""
    for one in list(source)[:1] if local(source) == "AlternateContent" else source:
        if local(one) == "txbxContent":
            yield one
        elif local(one) != "Fallback":
            yield from _boxes(one)


def _properties(source: Any, target: Any, known: Mapping[str, Attributes]) -> None:
    """Copy what is known of properties, and what is known within it, in its order."""
    for one in source:
        kind = local(one)
        if kind in known:
            own = _put(target, kind, allowed(one, known[kind]))
            if kind == "lvlText":  # words that stand before each item of a list
                own.set(word("val"), (attribute(one, "val") or "").replace(_SYMBOL_FONT_BULLET, "•"))
            _properties(one, own, known)


def _root(kind: str) -> Any:
    from lxml import etree

    return etree.Element(word(kind), nsmap={"w": W, "r": R})


def _put(target: Any, kind: str, attributes: Mapping[str, str] | None = None) -> Any:
    from lxml import etree

    return etree.SubElement(target, word(kind), {word(name): value for name, value in (attributes or {}).items()})


def _letter(source: Any) -> str:
    """Return the letter that a sign of another font has there, so that a name of which it is one is found."""
    code = attribute(source, "char") if local(source) == "sym" else None
    if code is None or not re.fullmatch("[0-9A-Fa-f]{1,4}", code):
        return ""
    number = int(code, 16)
    letter = chr(number - _OWN_PLACES if number in range(_OWN_PLACES, _OWN_PLACES + 256) else number)
    return letter if letter.isalnum() else ""


def _said(run: Any, words: str) -> Any:
    """Write words into a run, and give the element; what XML cannot hold was in no XML."""
    text = _put(run, "t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = words
    return text
