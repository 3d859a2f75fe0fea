"""Boxes beside the one that holds most of a text, with little in them: signatures, requests, notes, imprints."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claimtrack.reading.metadata.published import told_published
from claimtrack.reading.pages.blocks import Block

_LEAST_MAIN = 60
_MOST_OF_IT = 0.6
"""Of the words of prose that were read; where the box with most holds less, nobody can tell what is beside it."""
_A_PARAGRAPH = 20
"""Words; prose that is longer is part of an article, wherever it stands."""
_LITTLE = 40
"""Words; boxes of one kind that hold more are part of the text."""
_NAMED = 2
"""How many times more what its name says to be no article may hold."""
_AN_ITEM = 5
_A_SENTENCE = 4
_OPEN = ("?", ":", ";")
_A_LABEL = 5
_SHORTEST_LABEL = 2
_SEVERAL = 3
_ITEMS = frozenset({"li", "dd"})
_PLAIN = frozenset({"p", "div", "time"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of boxes: the number of their kind, whether a block is prose, what a name says of them."""

    kind_of: Callable[[Any], int]
    is_prose: Callable[[Block], bool]
    is_foreign: Callable[[Any], bool]


def in_little_boxes(held: Sequence[Block], read: Sequence[int | None], asked: Asked) -> set[int]:
    """Return the places of the blocks that were read in boxes beside the main one's, where these hold little.

    ``read`` are the lines in which the blocks were read, None for one that was not. Rows of tables, block quotations,
    items of lists, and labels and sentences that come again and again are no such boxes. In the main box, it is a line
    without a stop that is styled as nothing else there, or is a date, or a short one whose name says that it is no
    part of the article. Linear in the blocks.
    """
    kinds = _by_kind(held, read, asked)
    prose = {
        kind: sum(held[place].words for place in places if asked.is_prose(held[place]))
        for kind, places in kinds.items()
    }
    main = max(prose, key=lambda kind: prose[kind], default=-1)
    if main == -1 or prose[main] < max(_LEAST_MAIN, _MOST_OF_IT * sum(prose.values())):
        return set()
    found = set(_styled_apart(held, kinds[main], asked))
    around = box_around(held[place].box for place in kinds[main] if asked.is_prose(held[place]))
    for kind, places in kinds.items():
        blocks = [held[place] for place in places]
        if kind == main or not _is_little(blocks, asked):
            continue
        is_within = around.tag != "body" or kinds[main][0] < places[0] < kinds[main][-1]
        if not (is_within and _is_among(blocks, around, asked)):
            found.update(places)
    return found


def box_around(boxes: Iterable[Any]) -> Any:
    """Return the innermost box that holds all of some boxes, or one alone's; None for none of them."""
    found: list[Any] = []
    places: dict[Any, int] = {}
    for box in boxes:
        if not found:
            found = [*reversed(list(box.iterancestors()))]
            places = {one: place for place, one in enumerate(found)}
            continue
        step = box
        while step is not None and places.get(step, len(found)) >= len(found):
            step = step.getparent()
        found = found[: places[step] + 1] if step is not None else found
    return found[-1] if found else None


def _is_among(blocks: Sequence[Block], around: Any, asked: Asked) -> bool:
    """Tell whether blocks stand among the paragraphs of the main box, are sentences like them, and ask for nothing."""
    box = blocks[0].box
    told = [block for block in blocks if asked.is_prose(block)]
    if not told or any(block.words > _SHORTEST_LABEL for block in blocks if not asked.is_prose(block)):
        return False
    if any(block.words < _A_SENTENCE or block.linked or block.text.endswith(_OPEN) for block in told):
        return False
    if asked.is_foreign(box) or asked.is_foreign(box.getparent()) or around not in set(box.iterancestors()):
        return False
    holder = box.getparent() if box.tag == "p" and box.getparent() is not around else box
    return next(holder.iter("form", "input", "button", "textarea"), None) is None


def _by_kind(held: Sequence[Block], read: Sequence[int | None], asked: Asked) -> dict[int, list[int]]:
    """Return the places of what was read by the kind of its box; what stands on the page twice is looked at once."""
    kinds: dict[int, list[int]] = {}
    seen: set[str] = set()
    for place, (block, line) in enumerate(zip(held, read, strict=True)):
        if line is not None and (block.text not in seen or block.words < _AN_ITEM):
            seen.add(block.text)
            kinds.setdefault(asked.kind_of(block.box), []).append(place)
    return kinds


def _is_little(blocks: Sequence[Block], asked: Asked) -> bool:
    times = _NAMED if asked.is_foreign(blocks[0].box) or asked.is_foreign(blocks[0].box.getparent()) else 1
    if sum(block.words - block.linked for block in blocks) >= times * _LITTLE:
        return False
    if any(_is_of_text(block, times * _A_PARAGRAPH, asked) for block in blocks):
        return False
    if all(block.box.tag in _HEADINGS for block in blocks):
        return False
    return times > 1 or len(blocks) < _SEVERAL or not _come_again(blocks, asked)


def _come_again(blocks: Sequence[Block], asked: Asked) -> bool:
    """Tell whether blocks are all sentences, or all labels in boxes of their own, as of who speaks, or when."""
    if all(asked.is_prose(block) for block in blocks):
        return True
    labels = all(block.words <= _A_LABEL and not block.linked for block in blocks)
    apart = {block.box.getparent() if block.box.tag in {"p", "span"} else block.box for block in blocks}
    return labels and len(apart) >= _SEVERAL and len({block.text for block in blocks}) > 1


def _is_of_text(block: Block, paragraph: int, asked: Asked) -> bool:
    """Tell whether a block is part of a text though its box is little: long prose, an item, a row, a quotation."""
    if asked.is_prose(block) and block.words >= paragraph:
        return True
    parent = block.box.getparent()
    is_item = block.box.tag in _ITEMS or (parent is not None and parent.tag in _ITEMS)
    if is_item and not block.linked and (block.words >= _AN_ITEM or asked.is_prose(block)):
        return True
    return block.text.startswith("> ") or (parent is not None and parent.get("class") == "rows-of-table")


def _styled_apart(held: Sequence[Block], places: Sequence[int], asked: Asked) -> Iterator[int]:
    """Yield the places of the lines in the main box that are no part of its text by their style, name or form."""
    usual: Counter[str] = Counter()
    for place in places:
        if asked.is_prose(held[place]):
            usual[_style(held[place])] += held[place].words
    own = {style for style, words in usual.items() if 2 * words > usual.total()}
    styles = Counter(_style(held[place]) for place in places)
    for place in places:
        block = held[place]
        style = _style(block)
        if block.box.tag in _HEADINGS or block.words >= _A_PARAGRAPH or _is_of_text(block, _A_PARAGRAPH, asked):
            continue
        is_odd = block.box.tag == "p" and style not in usual and styles[style] < _SEVERAL
        if (
            (is_odd and not asked.is_prose(block))
            or (style and style not in own and asked.is_foreign(block.box))
            or _is_date(block)
        ):
            yield place


def _style(block: Block) -> str:
    """Return how a paragraph is set: its first class, or to which side it is set."""
    if block.box.tag != "p":
        return ""
    told = block.box.get("class") or block.box.get("align") or ""
    return next(iter(told.split(maxsplit=1)), "")


def _is_date(block: Block) -> bool:
    return block.box.tag in _PLAIN and block.words <= _A_LABEL and told_published(block.text) is not None
