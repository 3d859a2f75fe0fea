"""Which boxes of a page are of one kind: those with the same tags and first classes around them."""

import re
from typing import Any

_LINES = frozenset({"p", "li", "dd", "dt", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
_GROUPS = frozenset({"ul", "ol", "dl", "blockquote", "tbody", "tr", "td", "ins", "a", "font", "span", "b", "strong"})
_DIGITS = re.compile(r"\d+")


class BoxKinds:
    """The kinds of boxes of a page, by number; ``by_id`` also by their ids, digits aside, where they have no class."""

    def __init__(self, *, by_id: bool = False) -> None:
        self._by_id = by_id
        self._known: dict[tuple[int, str, str], int] = {}
        self._of: dict[Any, int] = {}

    def of(self, box: Any) -> int:
        """Return the kind of box that a line stands in: a list counts as the box that holds it."""
        step = box
        if box.tag in _LINES and box.getparent() is not None:
            step = box.getparent()
        while step.tag in _GROUPS and step.getparent() is not None:
            step = step.getparent()
        chain = []
        while step is not None and step not in self._of:
            chain.append(step)
            step = step.getparent()
        number = self._of[step] if step is not None else -1
        for one in reversed(chain):
            number = self._known.setdefault((number, one.tag, self._name(one)), len(self._known))
            self._of[one] = number
        return number

    def _name(self, box: Any) -> str:
        first = (box.get("class") or "").split()[:1]
        if not first and self._by_id:
            return _DIGITS.sub("", box.get("id") or "")
        return first[0] if first else ""
