"""An article cut into the windows that the model reads: whole paragraphs, as many as fit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from claimtrack.extraction.learned.words import Words
from claimtrack.extraction.text.layout import without_half_characters

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FIRST, BETWEEN, UNKNOWN = 101, 102, 100
"""The encoder's own pieces: before a window, behind each paragraph, and for what its vocabulary lacks."""
_MARKS = frozenset({FIRST, BETWEEN})
LIMIT = 192
"""Pieces in a window at most."""
_LONGEST = 12
"""Pieces of one word at most: more is a link or noise, and says nothing."""
_REMEMBERED = 50_000
"""Words that are remembered at most: some ten megabytes."""
_STOPS = frozenset({".", "!", "?", "…"})


@dataclass(slots=True)
class Window:
    """What the model reads at once.

    ``pieces`` and ``shapes`` have the window's length; ``heads[i]`` is the piece that opens the window's word ``i``,
    and ``words[i]`` says which word of the article that is.
    """

    pieces: list[int] = field(default_factory=lambda: [FIRST])
    shapes: list[int] = field(default_factory=lambda: [0])
    heads: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.pieces)

    def narrowed(self) -> tuple[list[int], list[int]]:
        """Return one position a word: the piece that opens each position, and the position of each word.

        What stands before the window and behind its paragraphs keeps its own.
        """
        marks = [place for place, piece in enumerate(self.pieces) if piece in _MARKS]
        starts = sorted({*self.heads, *marks})
        place_of = {start: place for place, start in enumerate(starts)}
        return starts, [place_of[head] for head in self.heads]

    def add(self, shapes: list[int], pieces: list[list[int]], lengths: list[int], number: int) -> None:
        """Add words by their shapes, their pieces and how many each has; the first is the article's word ``number``."""
        self.heads += accumulate(lengths[:-1], initial=len(self.pieces))
        self.words += range(number, number + len(lengths))
        self.pieces += [*chain.from_iterable(pieces), BETWEEN]
        self.shapes += [*chain.from_iterable(map(repeat, shapes, lengths)), 0]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Cuts words into the encoder's pieces, and remembers the words that it met: most come again."""

    tokenizer: "Tokenizer"
    _known: dict[str, list[int]] = field(default_factory=dict)

    def pieces(self, words: Words) -> list[list[int]]:
        """Return the vocabulary numbers of every word's pieces."""
        new = [word for word in dict.fromkeys(words.texts) if word not in self._known]
        if new:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
                new = list(dict.fromkeys(words.texts))
            self._known.update(zip(new, self._cut(new), strict=True))
        return [self._known[word] for word in words.texts]

    def _cut(self, words: list[str]) -> list[list[int]]:
        texts = [without_half_characters(word) for word in words]
        encoded = self.tokenizer.encode(texts, is_pretokenized=True, add_special_tokens=False)
        held: list[list[int]] = [[] for _ in words]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None and len(held[word]) < _LONGEST:
                held[word].append(piece)
        return [pieces or [UNKNOWN] for pieces in held]


def load_vocabulary(path: Path) -> Vocabulary:
    """Load the encoder's vocabulary; what it cuts off or fills up by itself is switched off, windows do that."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Vocabulary(tokenizer)


def windows(paragraphs: Iterable[tuple[Words, list[list[int]]]], *, limit: int = LIMIT) -> Iterator[Window]:
    """Pack whole paragraphs, each with its words' pieces, into windows of at most ``limit`` pieces, from the first on.

    A longer paragraph is cut, where it can be behind a sentence. What is added at an article's end never changes a
    window but the last.
    """
    window = Window()
    number = 0
    for words, pieces in paragraphs:
        lengths = [len(held) for held in pieces]
        for first, last in _stretches(words.texts, lengths, limit):
            if window.heads and len(window) + sum(lengths[first:last]) + 1 > limit:
                yield window
                window = Window()
            window.add(words.shapes[first:last], pieces[first:last], lengths[first:last], number)
            number += last - first
    if window.heads:
        yield window


def _stretches(words: list[str], lengths: list[int], limit: int) -> Iterator[tuple[int, int]]:
    """Cut a paragraph into stretches of words that fit a window, behind the last full stop that does.

    ``lengths`` says how many pieces each word has.
    """
    first, room, stop = 0, limit - 2, 0
    if sum(lengths) > room:
        for place, length in enumerate(lengths):
            for end in (stop, place):
                if length > room and end > first:
                    yield first, end
                    first, room = end, limit - 2 - sum(lengths[end:place])
            room -= length
            if words[place] in _STOPS:
                stop = place + 1
    if first < len(words):
        yield first, len(words)
