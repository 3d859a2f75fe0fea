"""Words of a document that is written anew, each with the element that holds it, and what is taken out of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HOLE = "\u2588" * 5
"""What stands for words that were taken out, however many they are."""
MARK = (
    f"[Redacted copy: {HOLE} stands for words that were taken out. Pictures, deleted and hidden words, and what the "
    "document says of itself were left behind.]"
)
OBJECT = "[a picture or another object was left behind here]"

Place = tuple[Any, str | None]
"""Where words stand: an element and the attribute that holds them, None for its text."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Words in one row: ``places`` have where those of each place begin, and in which of its lines they stand."""

    text: str
    places: Sequence[tuple[Place, int, int]]


def laid(words: Iterable[tuple[str, Place | None]]) -> Laid:
    """Lay words in a row, each with its place, and what stands between them without one, which ends a line."""
    pieces: list[str] = []
    places: list[tuple[Place, int, int]] = []
    length = line = 0
    for piece, place in words:
        if place is not None:
            places.append((place, length, line))
        pieces.append(piece)
        length += len(piece)
        line += place is None
    return Laid("".join(pieces), places)


def take_out(row: Laid, spans: Sequence[tuple[int, int]], noted: Mapping[Any, str]) -> None:
    """Take out what stands in these spans; in each line the first place of one says that there was something.

    Spans are in their order and do not overlap. ``noted`` says what an element stands for among the words where that is
    not its text.
    """
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    before = -1
    for (element, name), begin, line in row.places:
        said = str(element.get(name) or "") if name else noted.get(element, str(element.text or ""))
        if not said:
            continue
        now = said
        reaching = spans[bisect_right(ends, begin) : bisect_left(starts, begin + len(said))]
        for start, end in reversed(reaching):
            hole = HOLE if start >= begin or line != before else ""
            now = now[: max(0, start - begin)] + hole + now[end - begin :]
        before = line
        if name:
            element.set(name, now)
        elif now != said:
            element.text = now
