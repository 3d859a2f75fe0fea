"""Parts of a page that hold nothing but what stands above them too: its text once more, for another screen."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from claimtrack.reading.pages.blocks import Block

_LEAST = 5
"""Words; a shorter line may well be said twice."""
_TWICE = 25
"""Words; a part that has fewer, or one line, is doubled only where it is named for a screen."""
_SCREEN = re.compile(
    r"(?:^|[-_ :])(?:mobile|desktop|phone|tablet|handset|print|amp|xs|sm|md|lg|xl|small|large|wide|narrow|only|"
    r"visible|hidden|show|hide)(?:$|[-_ :])"
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def doubled_parts(tree: Any, held: Sequence[Block]) -> Iterator[Any]:
    """Yield the largest boxes of a page each of whose lines stands in front of the box, too.

    ``held`` are the blocks of ``tree``, in order. Linear in the size of the page.
    """
    first: dict[str, int] = {}
    own: dict[Any, list[int]] = {}
    for place, block in enumerate(held):
        if block.words >= _LEAST:
            first.setdefault(block.text, place)
            own.setdefault(block.box, []).append(place)
    if len(first) == sum(len(places) for places in own.values()):
        return
    yield from _outermost(tree, _doubled(tree, held, first, own))


def _doubled(tree: Any, held: Sequence[Block], first: dict[str, int], own: dict[Any, list[int]]) -> set[Any]:
    """Return the boxes whose lines all stand above them: the last of the first places lies before its own first."""
    last: dict[Any, int] = {}
    start: dict[Any, int] = {}
    lines: dict[Any, int] = {}
    words: dict[Any, int] = {}
    found = set()
    for element in reversed(list(tree.iter("*"))):
        places = own.get(element, [])
        kept = [one for one in element if one in start]
        starts = [*places, *(start[one] for one in kept)]
        if not starts:
            continue
        start[element] = min(starts)
        last[element] = max([*(first[held[place].text] for place in places), *(last[one] for one in kept)])
        lines[element] = len(places) + sum(lines[one] for one in kept)
        words[element] = sum(held[place].words for place in places) + sum(words[one] for one in kept)
        is_long = lines[element] > 1 and words[element] >= _TWICE
        if last[element] < start[element] and (is_long or _is_for_screen(element)):
            found.add(element)
    return found


def _is_for_screen(element: Any) -> bool:
    return _SCREEN.search(_HUMP.sub("-", element.get("class") or "").lower()) is not None


def _outermost(tree: Any, found: set[Any]) -> Iterator[Any]:
    from lxml import etree

    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if element in found:
            walk.skip_subtree()
            yield element
