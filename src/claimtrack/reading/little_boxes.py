"""Boxes beside the one that holds most of a text, with little in them: signatures, requests, notes, imprints."""

from collections.abc import Callable, Sequence
from typing import Any

from claimtrack.reading.blocks import Block

_LEAST_MAIN = 60
_MOST_OF_IT = 0.6
"""Of the words of prose that were read; where the box with most holds less, nobody can tell what is beside it."""
_A_PARAGRAPH = 20
"""Words; prose that is longer is part of an article, wherever it stands."""
_LITTLE = 40
"""Words; boxes of one kind that hold more are part of the text."""
_AN_ITEM = 5
_SEVERAL = 3
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def in_little_boxes(
    held: Sequence[Block], read: Sequence[int | None], kind_of: Callable[[Any], int], is_prose: Callable[[Block], bool]
) -> set[int]:
    """Return the places of the blocks that were read in boxes beside the main one's, where these hold little.

    ``read`` are the lines in which the blocks were read, None for one that was not. Rows of tables, block quotations,
    items of lists and boxes that come again and again with sentences are no such boxes. Linear in the blocks.
    """
    kinds: dict[int, list[int]] = {}
    for place, (block, line) in enumerate(zip(held, read, strict=True)):
        if line is not None:
            kinds.setdefault(kind_of(block.box), []).append(place)
    prose = {
        kind: sum(held[place].words for place in places if is_prose(held[place])) for kind, places in kinds.items()
    }
    main = max(prose, key=lambda kind: prose[kind], default=-1)
    if main == -1 or prose[main] < max(_LEAST_MAIN, _MOST_OF_IT * sum(prose.values())):
        return set()
    found: set[int] = set()
    for kind, places in kinds.items():
        if kind != main and _is_little([held[place] for place in places], is_prose):
            found.update(places)
    return found


def _is_little(blocks: Sequence[Block], is_prose: Callable[[Block], bool]) -> bool:
    if sum(block.words for block in blocks) >= _LITTLE or any(_is_of_text(block, is_prose) for block in blocks):
        return False
    if all(block.box.tag in _HEADINGS for block in blocks):
        return False
    return len(blocks) < _SEVERAL or not all(is_prose(block) for block in blocks)


def _is_of_text(block: Block, is_prose: Callable[[Block], bool]) -> bool:
    """Tell whether a block is part of a text though its box is little: long prose, an item, a row, a quotation."""
    if is_prose(block) and block.words >= _A_PARAGRAPH:
        return True
    if block.box.tag in {"li", "dd"} and block.words >= _AN_ITEM and not block.linked:
        return True
    parent = block.box.getparent()
    return block.text.startswith("> ") or (parent is not None and parent.get("class") == "rows-of-table")
