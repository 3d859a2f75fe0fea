"""The blocks of text of a page, in its order: what stands between two places where a browser begins a new line."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

BOXES = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav noframes noscript ol "
    "optgroup option p pre search section select summary table tbody td textarea tfoot th thead title tr ul".split()
)
_ENDING = BOXES | {"br"}
_SILENT = frozenset({"script", "style", "template", "head", "svg", "noframes", "iframe", "object", "audio", "video"})

_FIELDS = frozenset({"input", "select"})


class Block(NamedTuple):  # of which a page has thousands: a frozen dataclass takes four times as long to make
    """Words on one line of a page: the box that holds them, how many they are, and how many of them are in links."""

    box: Any
    text: str
    words: int
    linked: int


def blocks(
    tree: Any, *, leave: Callable[[Any], bool] | None = None, field: Callable[[Any], str] | None = None
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
        starts, ends_line = event == "start", tag in _ENDING
        if ends_line and pieces:
            if (block := _line(held[-1 if starts or tag != "br" else -2], pieces, linked)) is not None:
                yield block
            linked = 0
        if starts:
            links += tag == "a"
            is_left = tag in _SILENT or (leave is not None and leave(element))
            if is_left or tag in _FIELDS:
                filled = field(element) if field is not None and not is_left else ""
                pieces += [f" {filled} "] if not is_left else []
                walk.skip_subtree()
                held.append(element)  # its end is still to come
                continue
            held.append(element if ends_line and tag != "br" else held[-1])
            words = element.text
        else:
            held.pop()
            links -= tag == "a"
            words = element.tail if element is not tree else None
        if words and (pieces or not words.isspace()):
            pieces.append(words)
            linked += len(words.split()) if links else 0
    if (block := _line(tree, pieces, linked)) is not None:
        yield block


def _line(box: Any, pieces: list[str], linked: int) -> Block | None:
    """Return the block that the pieces of a line are, if any, and clear them."""
    words = "".join(pieces).split()
    pieces.clear()
    return Block(box, " ".join(words), len(words), min(linked, len(words))) if words else None
