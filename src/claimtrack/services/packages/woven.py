"""Read words out of markup in each way in which somebody may see them, whatever stands between their letters."""

import html
import re
from collections.abc import Collection, Iterator

_TAG = re.compile(r"<[^<>]{0,2000}>")
_ELEMENT = re.compile(r"<(/?)(?:[\w.-]{1,40}:)?([\w.-]{1,40})")
_APART = frozenset(
    {"address", "article", "blockquote", "body", "br", "c", "caption", "comment", "cr", "dd", "div", "dt", "endnote"}
    | {"figcaption", "footer", "footnote", "h", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "is", "li"}
    | {"line-break", "list-item", "option", "p", "para", "pre", "row", "s", "section", "si", "tab", "table"}
    | {"table-cell", "table-row", "tc", "td", "th", "title", "tr", "ul", "ol", "v"}
)
"""Elements, by their names without a namespace, at whose ends words end."""
_ASIDE = frozenset(
    {"AlternateContent", "annotation", "drawing", "instrText", "note", "object", "pict", "rp", "rt", "ruby-text"}
    | {"sup", "txbxContent"}
)
"""What stands beside the words that it is put between: boxes, notes, marks of notes, how a word is read."""
_NOW = _ASIDE | {"del", "moveFrom"}
_BEFORE = _ASIDE | {"ins", "moveTo"}


def readings(text: str) -> Iterator[str]:
    """Yield the words of markup without it: run together, parted at each tag, parted where words end.

    And, where something stands beside or was changed, without that: as it stands now, and as it stood before.
    """
    yield html.unescape(_TAG.sub("", text))
    yield html.unescape(_TAG.sub(" ", text))
    whole, kinds = _woven(text, ())
    yield html.unescape(whole)
    for aside in (_NOW, _BEFORE):
        if not kinds.isdisjoint(aside):
            yield html.unescape(_woven(text, aside)[0])


def _woven(text: str, aside: Collection[str]) -> tuple[str, set[str]]:
    """Return the words that stand in no element that is ``aside``, and the names of all elements."""
    pieces: list[str] = []
    kinds: set[str] = set()
    depth = last = 0
    for tag in _TAG.finditer(text):
        if not depth:
            pieces.append(text[last : tag.start()])
        last = tag.end()
        element = _ELEMENT.match(tag[0])
        if element is None:
            continue
        kinds.add(element[2])
        if element[2] in aside and not tag[0].endswith("/>"):
            depth = max(0, depth - 1) if element[1] else depth + 1
        if element[2] in _APART and not depth:
            pieces.append(" ")
    return "".join([*pieces, text[last:]]), kinds
