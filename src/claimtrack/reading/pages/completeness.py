"""Whether a good part of what a page holds was not read: its own paragraphs and linked data against the text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from claimtrack.reading.metadata.linked_data import things_of
from claimtrack.reading.paths import at

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"</?(?:p|div|br|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
_RUN = 5
"""Words; so many in one order that the text has, too, were read."""
_A_GOOD_PART = 0.25
_LEAST = 60
"""Words; what is fewer is a caption or a note, whatever its share."""
_PARAGRAPH = 8
"""Words; a shorter paragraph of a page is a button, a label or a name."""
_ALONE = 0.25
"""Of the words in linked data; where more was read, the page shows the article, and what is missing is told."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many words of an article a page holds by one of its ``place``, and how many of them are not in the text."""

    place: str
    held: int
    missing: int


def left_out(text: str, held: Mapping[str, Sequence[str]]) -> LeftOut | None:
    """Find out whether a good part of what a page holds is missing in the text that was read from it; linear.

    ``held`` are the pieces of the article by the place where the page holds them. Returns the place with most words
    missing, if they are 60 or more and a quarter of those held there; None where the text is whole.
    """
    lines = set(text.split("\n"))
    if all(piece in lines for pieces in held.values() for piece in pieces):
        return None
    runs = set(_runs(_words(text)))
    found = [_of_place(place, pieces, lines, runs) for place, pieces in held.items()]
    short = [one for one in found if one.missing >= max(_LEAST, _A_GOOD_PART * one.held)]
    return max(short, key=lambda one: one.missing, default=None)


def held_by(tree: Any) -> dict[str, list[str]]:
    """Return the pieces of its article that a page holds, by place: linked data and paragraphs. ``tree`` is lxml's."""
    body = "//article//p | //main//p | //*[@itemprop='articleBody']//p"
    paragraphs = {" ".join(str(one.text_content()).split()): None for one in at(tree, body)}
    return {
        "linked data": list(bodies(tree)),
        "paragraphs": [one for one in paragraphs if len(one.split()) >= _PARAGRAPH],
    }


def bodies(tree: Any) -> Iterator[str]:
    """Yield each ``articleBody`` of a page's linked data, with a line a paragraph where it says them."""
    told = (thing.get("articleBody") for thing in things_of(tree))
    yield from (_TAG.sub(" ", _BREAK.sub("\n", unescape(body))) for body in told if isinstance(body, str))


def from_linked_data(text: str, held: Sequence[str]) -> str | None:
    """Return the article that stands in linked data alone, a line a paragraph; None where the page shows it, too.

    ``held`` are the ``articleBody`` texts. What was read is then little beside one of them, or is not in it.
    """
    words = _words(text) if held else []
    for body in held:
        told = _words(body)
        if len(told) < _LEAST or len(words) > len(told):
            continue
        there = len(words) - _missing(words, set(_runs(told)))
        if there < _ALONE * len(told) and (there > _HALF * len(words) or len(words) < _HALF * len(told)):
            return "\n".join(line for line in (" ".join(one.split()) for one in body.split("\n")) if line)
    return None


def _of_place(place: str, pieces: Iterable[str], lines: set[str], runs: set[tuple[str, ...]]) -> LeftOut:
    held = missing = 0
    for piece in pieces:
        words = _words(piece)
        held += len(words)
        missing += _missing(words, runs) if piece not in lines else 0
    return LeftOut(place, held, missing)


def _missing(words: Sequence[str], runs: set[tuple[str, ...]]) -> int:
    """Count the words of a piece that stand in none of its runs that were read."""
    there = [False] * len(words)
    for start, run in enumerate(_runs(words)):
        if run in runs:
            there[start : start + _RUN] = [True] * len(run)
    return there.count(False)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield every run of words of that length, or the words as they are where they are fewer."""
    return zip(*(words[start:] for start in range(_RUN)), strict=False) if len(words) >= _RUN else iter([tuple(words)])
