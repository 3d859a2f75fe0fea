"""Paths into a page's tree, each prepared once: preparing one takes longer than following it through a small page."""

from functools import cache
from typing import Any


def at(tree: Any, path: str) -> Any:
    """Return what stands at an XPath of the program's own in a tree, or from an element on; ``tree`` is lxml's."""
    return _prepared(path)(tree)


@cache
def _prepared(path: str) -> Any:
    from lxml import etree

    return etree.XPath(path)
