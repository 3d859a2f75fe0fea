"""The blocks of a page with their words, and what is asked of them again and again."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from claimtrack.reading.pages.blocks import Block, blocks
from claimtrack.reading.pages.box_kinds import BoxKinds

_STOPPED = re.compile(r"[.!?…:;।॥؟۔。！？።։][”\"’'»)\]]*$")
_WORD = re.compile(r"\w+")
_AS_SENTENCE = 20
_END = 60
"""Characters in which a line ends, its stop and what closes behind that among them."""
RUN = 5
"""Words; so many in one order say where a passage stands."""
HEADINGS = ("h1", "h2", "h3", "h4")


class PageBlocks:
    """The blocks of a page with their words, what kind of box each stands in, and what is asked of a box again."""

    def __init__(self, tree: Any) -> None:
        self.held = list(blocks(tree))
        self.words = [words_of(block.text) for block in self.held]
        self.words_by_text = dict(zip((block.text for block in self.held), self.words, strict=True))
        self.joined = [" ".join(words) for words in self.words]
        self.prose = [is_prose(block) for block in self.held]
        self.kinds = BoxKinds()
        self.kind = [self.kinds.of(block.box) for block in self.held]
        self.cards: dict[Any, bool] = {}
        self.beside: dict[Any, str | None] = {}


def is_prose(block: Block) -> bool:
    """Tell whether a block is prose: no heading, no links for the most part, and with a stop or long."""
    if 2 * block.linked > block.words or block.box.tag in HEADINGS:
        return False
    return block.words >= _AS_SENTENCE or _STOPPED.search(block.text[-_END:]) is not None


def words_of(text: str) -> list[str]:
    """Return the words of a text, without case."""
    return _WORD.findall(text.casefold())


def runs_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield every run of words of that length."""
    return zip(*(words[start:] for start in range(RUN)), strict=False)
