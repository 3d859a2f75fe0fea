"""The blocks of text of a page, in its order: what stands between two places where a browser begins a new line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

BOXES = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav noframes noscript ol "
    "optgroup option p pre search section select summary table tbody td textarea tfoot th thead title tr ul".split()
)
_SILENT = frozenset({"script", "style", "template", "head", "svg", "noframes", "iframe", "object", "audio", "video"})

_FIELDS = frozenset({"input", "select"})


@dataclass(frozen=True, slots=True)
class Block:
    """Words on one line of a page: the box that holds them, how many they are, and how many of them are in links."""

    box: Any
    text: str
    words: int
    linked: int


def blocks(
    tree: Any, *, leave: Callable[[Any], bool] = lambda _: False, field: Callable[[Any], str] = lambda _: ""
) -> Iterator[Block]:
    """Yield the blocks of a page or a part of it, without what no browser writes out and what ``leave`` says.

    ``tree`` is lxml's, without comments; ``field`` gives what stands in an input or a selection. Linear in the size of
    the tree, whatever its depth.
    """
    from lxml import etree

    pieces: list[str] = []
    held, links, linked = [tree], 0, 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        is_start = event == "start"
        if tag in BOXES or tag == "br":
            if pieces:
                yield from _line(held[-1] if is_start or tag != "br" else held[-2], pieces, linked)
                linked = 0
            held_next = element if tag != "br" else held[-1]
        else:
            held_next = held[-1]
        if is_start:
            links += tag == "a"
            is_left = tag in _SILENT or leave(element)
            if is_left or tag in _FIELDS:
                if not is_left:
                    pieces.append(f" {field(element)} ")
                walk.skip_subtree()
                held.append(element)  # its end is still to come
                continue
            held.append(held_next)
            words = element.text
        else:
            held.pop()
            links -= tag == "a"
            words = element.tail if element is not tree else None
        if words and (pieces or not words.isspace()):
            pieces.append(words)
            linked += len(words.split()) if links else 0
    yield from _line(tree, pieces, linked)


def _line(box: Any, pieces: list[str], linked: int) -> Iterator[Block]:
    """Yield the block that the pieces of a line are, if any, and clear them."""
    words = "".join(pieces).split()
    pieces.clear()
    if words:
        yield Block(box, " ".join(words), len(words), min(linked, len(words)))
