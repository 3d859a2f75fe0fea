"""All that a page shows in a browser, for excerpts of evidence: tables, captions, feet, what was filled in."""

import re
from collections.abc import Sequence
from typing import Any

from claimtrack.reading.pages.blocks import Block, blocks
from claimtrack.reading.pages.hidden_parts import Styles
from claimtrack.reading.pages.what_is_seen import as_seen

_SHOWN_TYPES = frozenset({"text", "search", "email", "url", "tel", "number", "date", "time", "month", "week", "color"})
_UNSHOWN = frozenset({"noscript", "title", "datalist"})
_STRUCK = ("s", "strike", "del")
_BUTTONS = frozenset({"submit", "button", "reset"})
_MARKS = re.compile(r"\W+")
_MUCH = 0.3
"""Of a text, before what is not shown of it is added; less is how one line was cut into two."""


def shown_blocks(tree: Any, styles: Styles) -> list[Block]:
    """Return the blocks that a browser shows of a page, its title first; ``tree`` is lxml's.

    What somebody filled into a form stands as text where the field stands. Hidden parts and what is written for
    browsers without scripts are left out; linear in the size of the page. A block in which words are struck through
    comes twice, with them and, behind all others, as it reads without them: people quote what was put right.
    """
    title = next(tree.iter("title"), None)
    named = " ".join((title.text or "").split()) if title is not None else ""
    first = [Block(title, named, len(named.split()), 0)] if named else []
    found = tree.find("body")
    body = found if found is not None else tree
    held = [*first, *blocks(body, leave=lambda one: _is_unseen(one, styles), field=_field)]
    if next(body.iter(*_STRUCK), None) is None:
        return held
    same = {block.text for block in held}
    without = blocks(body, leave=lambda one: one.tag in _STRUCK or _is_unseen(one, styles), field=_field)
    return [*held, *(block for block in without if block.text not in same)]


def shown(held: Sequence[Block], text: str) -> str:
    """Return the text of blocks, a line each, and behind it ``text`` where much of that is shown in none of them.

    So an article is found that a script would show, or that stands in linked data alone.
    """
    lines = "\n".join(block.text for block in held)
    same = {block.text for block in held}
    unseen = [line for line in text.split("\n") if line not in same]
    if sum(map(len, unseen)) <= _MUCH * len(text):
        return lines  # their marks may differ, and then there are fewer still
    told = {_letters(one) for one in same}
    unseen = [line for line in unseen if _letters(line) not in told]
    much = sum(map(len, unseen)) > _MUCH * len(text)
    return "\n".join([lines, *unseen]) if much else lines


def seen_blocks(tree: Any) -> list[Block] | None:
    """Return the blocks of a page that are left without all that its own styles hide; None where that is nothing."""
    copy = as_seen(tree)
    return shown_blocks(copy, Styles(copy)) if copy is not None else None


def seen(held: Sequence[Block], whole: str) -> str | None:
    """Return what of the whole of a page is seen, or None where that is all of it."""
    lines = "\n".join(block.text for block in held)
    return lines if lines != whole else None


def _letters(text: str) -> str:
    return _MARKS.sub("", text)


def _is_unseen(element: Any, styles: Styles) -> bool:
    return element.tag in _UNSHOWN or styles.why(element) is not None


def _field(field: Any) -> str:
    """Return what stands in a field of a form: what was filled in, what is to be, or what is chosen."""
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None]
        listed = (
            options if field.get("multiple") is not None or field.get("size") is not None else chosen or options[:1]
        )
        return " ".join("".join(one.itertext()) for one in listed)
    kind = (field.get("type") or "text").lower()
    if kind in _BUTTONS:
        return str(field.get("value") or "")
    return str(field.get("value") or field.get("placeholder") or "") if kind in _SHOWN_TYPES else ""
