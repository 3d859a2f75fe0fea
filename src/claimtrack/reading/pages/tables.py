"""Tables of a page: those that only place its parts become boxes, those of an article lines of text."""

from collections.abc import Sequence
from typing import Any

from claimtrack.reading.pages.blocks import BOXES

_LONG = 40
"""Words; a cell that holds more is a part of the page, not a value."""
_MOST_ROWS = 300
_NEVER = frozenset({"aside", "nav", "footer", "form"})
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "ul", "ol", "article", "section", "blockquote", "center"})
_INNER = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")
_LEAST_SENTENCE = 5
_STOPS = (".", "!", "?", ".”", "”", '."')


def write_tables(tree: Any) -> None:
    """Write the tables of a page as boxes or lines; ``tree`` is lxml's and is changed. Linear in its size.

    A table whose cells hold parts of a page is layout. Of any other, each row is a paragraph, its cells with a stroke
    between them, as Markdown has it; a cell that is a sentence is a line of its own under the row's first cell. A table
    of links stays a table, which readers of main text leave out.
    """
    for table in reversed(list(tree.iter("table"))):  # the inner ones first: no row is walked twice
        if table.find(".//table") is not None or _is_layout(table):
            _make_boxes(table)
        elif not _is_of_links(table):
            _write_rows(table)


def _is_layout(table: Any) -> bool:
    if table.get("role") in {"presentation", "none"} or table.get("data-rows") is not None:
        return True
    widest = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        widest = max(widest, len(cells))
        for cell in cells:
            parts = sum(1 for child in cell if child.tag in _BLOCKS)
            if parts > 2 or len(" ".join(cell.itertext()).split()) > _LONG:
                return True
    return widest < 2


def _make_boxes(table: Any) -> None:
    for one in list(table.iter(*_INNER)):
        is_alone = (
            one.tag == "td"
            and len(one.getparent()) == 1
            and not any(part.tag in BOXES for part in one.iter("*") if part is not one)
        )
        one.tag = "p" if is_alone else "div"


def _is_of_links(table: Any) -> bool:
    words = len("".join(table.itertext()).split())
    linked = sum(len("".join(link.itertext()).split()) for link in table.iter("a"))
    return 2 * linked > words or next(table.iterancestors(*_NEVER), None) is not None


def _write_rows(table: Any) -> None:
    rows = [_cells(row) for row in table.iter("tr")]
    written = [row for row in rows if any(row)]
    if len(written) < 2:
        return
    tail = table.tail
    for child in list(table):
        table.remove(child)
    table.tag, table.text, table.tail = "div", None, tail
    table.attrib.clear()
    table.set("class", "rows-of-table")
    for row in written[:_MOST_ROWS]:
        _write_row(table, row)


def _cells(row: Any) -> list[str]:
    return [" ".join(" ".join(cell.itertext()).split()) for cell in row if cell.tag in {"td", "th"}]


def _write_row(box: Any, row: Sequence[str]) -> None:
    said = [cell for cell in row[1:] if _is_sentence(cell)]
    if said and len(said) == sum(1 for cell in row[1:] if cell):
        items = box.makeelement("ul", {})
        for words in [row[0], *said]:
            if words:
                item = box.makeelement("li", {})
                item.text = words
                items.append(item)
        box.append(items)
        return
    line = box.makeelement("p", {})
    line.text = " | ".join(cell for cell in row if cell)
    box.append(line)


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= _LEAST_SENTENCE and words.endswith(_STOPS)
