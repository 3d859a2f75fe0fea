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


class _Line:
    """What was read of a line so far."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self.pieces.append(text)
            if linked:
                self.linked += len(text.split())

    def taken(self, box: Any) -> Iterator[Block]:
        if not self.pieces:
            return
        words = "".join(self.pieces).split()
        if words:
            yield Block(box, " ".join(words), len(words), min(self.linked, len(words)))
        self.pieces.clear()
        self.linked = 0


def blocks(
    tree: Any, *, leave: Callable[[Any], bool] = lambda _: False, field: Callable[[Any], str] = lambda _: ""
) -> Iterator[Block]:
    """Yield the blocks of a page or a part of it, without what no browser writes out and what ``leave`` says.

    ``tree`` is lxml's, without comments; ``field`` gives what stands in an input or a selection. Linear in the size of
    the tree, whatever its depth.
    """
    from lxml import etree

    line, held, links = _Line(), [tree], 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        is_box = element.tag in BOXES or element.tag == "br"
        if event == "start":
            if is_box:
                yield from line.taken(held[-1])
            is_left = element.tag in _SILENT or leave(element)
            if is_left or element.tag in _FIELDS:
                if not is_left:
                    line.add(f" {field(element)} ", linked=False)
                walk.skip_subtree()
                held.append(element)  # its end is still to come
                links += element.tag == "a"
                continue
            held.append(element if is_box and element.tag != "br" else held[-1])
            links += element.tag == "a"
            line.add(element.text, linked=links > 0)
            continue
        if is_box:
            yield from line.taken(held[-1] if element.tag != "br" else held[-2])
        held.pop()
        links -= element.tag == "a"
        if element is not tree:
            line.add(element.tail, linked=links > 0)
    yield from line.taken(tree)
