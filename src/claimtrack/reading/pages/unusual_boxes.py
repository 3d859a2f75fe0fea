"""Boxes that a browser makes of a page and its parser does not: shadow roots, elements of a page's own, menus."""

import re
from collections.abc import Mapping
from typing import Any

from claimtrack.reading.pages.blocks import BOXES

_SHADOW = ("shadowrootmode", "shadowroot")
_AS = {
    "paragraph": "p",
    "para": "p",
    "footer": "footer",
    "nav": "nav",
    "navigation": "nav",
    "aside": "aside",
    "sidebar": "aside",
    "caption": "figcaption",
    "figcaption": "figcaption",
    "button": "button",
    "headline": "h2",
    "heading": "h2",
    "blockquote": "blockquote",
}
"""What the last word of the name of a page's own element says that it is."""
_NAMES = re.compile("[a-z][a-z0-9]*")
_MOST = 1 / 2
"""Of a page's words; what holds more is the article, though it is set beside one."""
_LEAST = 60


def make_boxes(tree: Any) -> None:
    """Make plain boxes of what a browser shows as such; ``tree`` is lxml's and is changed. Linear in its size.

    A template that a page declares as a shadow root is shown in a browser. An element with a hyphen in its name is one
    of the page's own: it is a box where it stands among boxes, and words of its line where it stands in a sentence.
    Its name is kept as a class, so that "x-footer" tells what "footer" tells.
    """
    for one in list(tree.iter("template")):
        if any(one.get(name) is not None for name in _SHADOW):
            one.tag = "div"
    own = [one for one in tree.iter("*") if "-" in one.tag]
    holding = _holding_boxes(own)
    alone = {parent: _is_alone_in(parent) for parent in {one.getparent() for one in own} if parent is not None}
    for one in own:
        name, parent = one.tag, one.getparent()
        one.set("class", f"{one.get('class') or ''} {name}".strip())
        is_box = one in holding or parent is None or alone[parent]
        one.tag = _tag_of(name, holds_boxes=one in holding) if is_box else "span"
    for menu in list(tree.iter("menu")):
        menu.tag = "ul"


def _tag_of(name: str, *, holds_boxes: bool) -> str:
    last = _NAMES.findall(name.lower())[-1:]
    tag = _AS.get(last[0], "div") if last else "div"
    return "div" if holds_boxes and tag in {"p", "h2"} else tag


def _holding_boxes(own: list[Any]) -> set[Any]:
    """Return those of a page's own elements that hold boxes, or other elements of its own with nothing between them."""
    found: set[Any] = set()
    for one in reversed(own):
        for child in one:
            if child in found or child.tag in BOXES:
                found.add(one)
                break
        else:
            if sum("-" in child.tag for child in one) > 1 and _is_alone_in(one):
                found.add(one)
    return found


def _is_alone_in(parent: Any) -> bool:
    """Tell whether a box holds elements only, and no words between them."""
    return not (parent.text or "").strip() and not any((child.tail or "").strip() for child in parent)


def open_asides(tree: Any, counts: Mapping[Any, int]) -> None:
    """Make a plain box of what is said to stand beside an article and is most of the page; ``counts`` are its words."""
    most = max(_LEAST, _MOST * counts.get(tree, 0))
    for one in list(tree.iter("aside", "footer")):
        if counts.get(one, 0) > most:
            one.tag = "div"
