"""A page's source as a tree that can be walked: no tag with attributes without number, no boxes without bottom."""

import re
from functools import cache
from itertools import islice
from typing import Any

from claimtrack.reading.pages.blocks import BOXES

_TOLD = r"[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?"
_ATTRIBUTE = re.compile(_TOLD)
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style)\b.*?(?:</(?P=raw)|\Z)|"
    rf"<[a-z][^\s/>]*+(?P<told>(?:[\s/=]++|{_TOLD})*+)>?",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MOST_ATTRIBUTES = 500
_LEAST_LONG = 2 * _MOST_ATTRIBUTES
"""Characters; a shorter tag has not that many attributes."""
_DEEPEST = 200
"""Boxes in one another; what is walked by recursion, here or in a library, goes no deeper."""
_PART = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_KEPT = frozenset("html head body title meta link base".split())
_SAID = re.compile(r"(<(?:script|style)\b.*?(?:</(?:script|style)\s*>|\Z))", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FLAT = re.compile(r"<p>(?:\s*+<p>)++")


def parsed(source: str) -> tuple[Any, bool]:
    """Return a page's tree, without comments, and whether it had to be made flat to be read: no box is left then.

    A tag keeps its first 500 attributes: the parser compares each with all others. Raises lxml's errors.
    """
    source = _DECLARATION.sub("", _with_fewer_attributes(source))
    tree = _tree(source)
    if not _is_too_deep(tree):
        return tree, False
    _join_boxes(tree)
    if not _is_too_deep(tree):
        return tree, False
    tree = _tree(_flat(source))
    if _is_too_deep(tree):
        raise ValueError(f"its boxes stand in one another more than {_DEEPEST} deep")
    return tree, True


def _tree(source: str) -> Any:
    from lxml import html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    tree = html.document_fromstring(source, parser=parser)
    # The parser stops without an error at 2,048 boxes in one another; what stands behind them is gone.
    cut = any("Excessive depth" in entry.message for entry in parser.error_log)
    return None if cut else tree


@cache
def _deep() -> Any:
    from lxml import etree

    return etree.XPath(f"boolean({'/*' * (_DEEPEST + 1)})")


def _is_too_deep(tree: Any) -> bool:
    return tree is None or bool(_deep()(tree.getroottree()))


def _join_boxes(tree: Any) -> None:
    """Take away boxes that hold nothing but one other box."""
    if tree is None:
        return
    for element in reversed(list(tree.iter("div", "section", "span", "font", "center"))):
        only = element[0] if len(element) == 1 else None
        if only is not None and not (element.text or "").strip() and not (only.tail or "").strip():
            element.drop_tag()


def _with_fewer_attributes(source: str) -> str:
    pieces, place = [], 0
    for match in _TAG.finditer(source):
        if match["told"] is None or len(match["told"]) < _LEAST_LONG:
            continue
        last = next(islice(_ATTRIBUTE.finditer(source, *match.span("told")), _MOST_ATTRIBUTES, None), None)
        if last is not None:
            pieces += [source[place : last.start()], ">"]
            place = match.end()
    return "".join([*pieces, source[place:]]) if pieces else source


def _flat(source: str) -> str:
    """Return a page's source with a paragraph for each box: what stands in one is in its line, and nothing is lost."""
    pieces = []
    for place, part in enumerate(_SAID.split(_COMMENT.sub("", source))):
        pieces.append(part if place % 2 else _FLAT.sub("<p>", _PART.sub(_as_paragraph, part)))
    return "".join(pieces)


def _as_paragraph(tag: re.Match[str]) -> str:
    name = tag["name"].lower()
    if name in _KEPT:
        return tag[0]
    return "<p>" if name in BOXES or name == "br" else ""
