"""The words of a piece of HTML that is an article or a letter and nothing else: a block a paragraph, rows as lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from claimtrack.reading.pages.hidden_parts import by_style
from claimtrack.reading.pages.style_sheets import parted

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "html", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_UNSHOWN = frozenset({"head", "iframe", "noscript", "object", "script", "style", "svg", "template", "title"})
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)"
)
_CELLS = frozenset({"td", "th"})
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|strong|em|b|i|a|span|blockquote|figure|img)\b[^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Words:
    """The paragraphs of a piece of HTML, what a cited message holds with ``> `` before it, and what is hidden."""

    paragraphs: tuple[str, ...]
    hidden: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs, with a blank line between them."""
        return "\n\n".join(self.paragraphs)


def looks_like_html(text: str) -> bool:
    """Tell whether words hold tags of HTML."""
    return _LOOKS_LIKE_HTML.search(text) is not None


def words_of(source: str) -> Words:
    """Return the words of a piece of HTML. A page that has other things around its article is for ``read_html``."""
    from lxml import etree, html

    if not source.strip():
        return Words(())
    try:
        tree = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", source))
    except (etree.LxmlError, ValueError):
        return Words(tuple(source.split("\n\n")))
    return _walked(tree)


@dataclass(slots=True)
class _Writer:
    """Takes words and breaks as they come, and keeps paragraphs."""

    cited: int = 0
    pieces: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    preformatted: int = 0

    def take(self, text: str | None) -> None:
        """Take words; a break of the source's lines is a space, but where they are shown as they stand."""
        if text:
            self.pieces.append(text if self.preformatted else re.sub(r"[ \t\r\n\f]+", " ", text))

    def flush(self) -> None:
        """End a paragraph; an empty line that line breaks make ends one, too."""
        lines = [" ".join(line.split(" ")).strip(" ") for line in "".join(self.pieces).split("\n")]
        self.pieces.clear()
        for paragraph in re.split(r"\n(?:\s*\n)+", "\n".join(lines)):
            clean = re.sub(r" {2,}", " ", paragraph).strip()
            if clean:
                mark = "> " * min(self.cited, 5)
                self.paragraphs.append("\n".join(mark + line for line in clean.split("\n")))


def _walked(tree: Any) -> Words:
    from lxml import etree

    writer = _Writer()
    hidden: list[str] = []
    rows = _rows_of_data(tree)
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event in {"comment", "pi"}:
            writer.take(element.tail)
        elif event == "start":
            if _is_unshown(element):
                walker.skip_subtree()
                hidden += _hidden_words(element)
            else:
                _begin(writer, element, rows)
        elif _is_unshown(element):
            writer.take(element.tail)
        else:
            _end(writer, element, rows)
    writer.flush()
    return Words(tuple(writer.paragraphs), tuple(hidden))


def _is_unshown(element: Any) -> bool:
    if element.tag in _UNSHOWN or "hidden" in element.attrib:
        return True
    style = element.get("style", "")
    return bool(style) and (_HIDING.search(style) is not None or by_style(parted(style)[0]) is not None)


def _hidden_words(element: Any) -> Iterator[str]:
    if element.tag not in _UNSHOWN:
        words = " ".join(str(element.text_content()).split())
        if words:
            yield words


def _begin(writer: _Writer, element: Any, rows: set[Any]) -> None:
    if element.tag in _BLOCKS and not _is_cell_of(element, rows):
        writer.flush()
    if element.tag == "blockquote" and _is_cited(element):
        writer.cited += 1
    if element.tag == "pre":
        writer.preformatted += 1
    if element.tag == "br":
        writer.pieces.append("\n")
    writer.take(element.text)


def _end(writer: _Writer, element: Any, rows: set[Any]) -> None:
    if _is_cell_of(element, rows):
        writer.pieces.append("\t" if element.getnext() is not None else "")
    elif element.tag in _BLOCKS:
        writer.flush()
    if element.tag == "blockquote" and _is_cited(element):
        writer.cited -= 1
    if element.tag == "pre":
        writer.preformatted -= 1
    writer.take(element.tail)


def _is_cited(element: Any) -> bool:
    return element.get("type") == "cite" or "gmail_quote" in element.get("class", "")


def _is_cell_of(element: Any, rows: set[Any]) -> bool:
    return element.tag in _CELLS and element.getparent() in rows


def _rows_of_data(tree: Any) -> set[Any]:
    """Return the rows whose cells are short: of a table of data, not of one that lays out a letter."""
    return {row for row in tree.iter("tr") if _is_of_data(row)}


def _is_of_data(row: Any) -> bool:
    cells = [cell for cell in row if cell.tag in _CELLS]
    return len(cells) > 1 and not any(child.tag in _BLOCKS for cell in cells for child in cell)
