"""A second look at words that may doubt: the sentences around them, with those words and the statements marked.

The first reading gives each word one vector, whatever doubt is asked about. Here a network of its own reads the few
sentences around one doubt again, told which words are meant and where the statements are, and says of each statement
whether the doubt speaks of it, and whether it is such a doubt at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from claimtrack.extraction.learned.doubt_features import KINDS, Scene
from claimtrack.extraction.learned.sureness import DoubtEvidence, Looked, looked_confidence
from claimtrack.extraction.learned.windows import Vocabulary, Window
from claimtrack.extraction.learned.words import Words, words_in
from claimtrack.extraction.values import Span
from claimtrack.vocabulary import CaveatKind

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Numbers = NDArray[np.float32]

MOST_WORDS = 160
"""Words that are looked at, the doubt's own sentence first."""
_MOST_AHEAD, _SENTENCES_AHEAD = 50, 2
"""Words, and sentences, behind the doubt's own."""
_MOST_OF_ONE = 100
"""Words of the doubt's own sentence on each side of where it begins."""
TOLD_MARKS = 5
"""How a word may stand to the statements: in none, beginning or inside one of the outlet's, or of another's."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the network is given of a doubt; places are those of the window's words.

    ``cue`` (words) is 0, or 1 and the number of the kind for a word that doubts; ``told`` (words) how each
    stands to the statements; ``asks`` the doubt's words; ``statements`` the words of each statement in
    ``near``: those that the window holds.
    """

    window: Window
    cue: list[int]
    told: list[int]
    asks: list[int]
    near: list[int]
    statements: list[list[int]]

    def at_heads(self, marks: Sequence[int]) -> list[int]:
        """Put the marks of words on the pieces that open them."""
        row = [0] * len(self.window)
        for head, mark in zip(self.window.heads, marks, strict=True):
            row[head] = mark
        return row

    def pooling(self) -> Numbers:
        """Return by what each word counts in the mean of the doubt, the first row, and of each statement."""
        rows = np.zeros((1 + len(self.statements), len(self.window.heads)), dtype=np.float32)
        for row, words in zip(rows, [self.asks, *self.statements], strict=True):
            row[words] = 1 / len(words)
        return rows


@dataclass
class Looking:
    """Cuts the windows for the doubts of one article; the words of a sentence are read once."""

    scene: Scene
    vocabulary: Vocabulary
    _read: dict[int, Words] = field(default_factory=dict)

    def at(self, span: Span, kind: CaveatKind, near: Sequence[int]) -> Look | None:
        """Return what is looked at for a doubt and the statements that it may speak of; None where it has no word."""
        window, spans = self._window(span)
        starts, ends = np.array([start for start, _ in spans]), np.array([end for _, end in spans])

        def within(pieces: Sequence[Span]) -> list[int]:
            return [int(word) for start, end in pieces for word in np.nonzero((starts < end) & (ends > start))[0]]

        asks = within([span])
        if not asks:
            return None
        held = [(number, within(self.scene.told[number].spans)) for number in near]
        found = [(number, words) for number, words in held if words]
        cue, told = [0] * len(spans), [0] * len(spans)
        for word in asks:
            cue[word] = 1 + KINDS.index(kind)
        for number, words in found:
            said = 2 if self.scene.told[number].speaker else 0
            for word in words:
                told[word] = max(told[word], 2 + said) if told[word] % 2 == 0 else told[word]
            told[words[0]] = 1 + said
        return Look(window, cue, told, asks, [number for number, _ in found], [words for _, words in found])

    def _window(self, span: Span) -> tuple[Window, list[Span]]:
        sentences = self.scene.sentences
        here = self.scene.sentence_at(span[0])
        own = self._clipped(here, span)
        first = last = here
        size = ahead = len(own)
        while last + 1 < len(sentences) and last < here + _SENTENCES_AHEAD:
            more = len(self._words(last + 1))
            if ahead + more > len(own) + _MOST_AHEAD or size + more > MOST_WORDS:
                break
            last, size, ahead = last + 1, size + more, ahead + more
        while first > 0 and size + len(self._words(first - 1)) <= MOST_WORDS:
            first -= 1
            size += len(self._words(first))
        window, spans = Window(), list[Span]()
        for number in range(first, last + 1):
            words = own if number == here else self._words(number)
            if not len(words):
                continue
            pieces = self.vocabulary.pieces(words)
            is_end = number == last or self.scene.paragraphs[number] != self.scene.paragraphs[number + 1]
            window.add(words.shapes, pieces, [len(one) for one in pieces], len(spans))
            if not is_end:  # what stands behind a paragraph stands behind no other sentence
                window.pieces.pop()
                window.shapes.pop()
            spans += words.spans
        return window, spans

    def _words(self, number: int) -> Words:
        known = self._read.get(number)
        if known is None:
            known = self._read[number] = words_in(self.scene.text, *self.scene.sentences[number])
        return known

    def _clipped(self, number: int, span: Span) -> Words:
        """Return the words of a doubt's sentence, of a very long one those around it."""
        words = self._words(number)
        if len(words) <= MOST_WORDS:
            return words
        at = int(np.searchsorted([start for start, _ in words.spans], span[0]))
        kept = slice(max(0, at - _MOST_OF_ONE), at + MOST_WORDS - _MOST_OF_ONE)
        return Words(words.spans[kept], words.texts[kept], words.shapes[kept])


@dataclass(frozen=True, slots=True)
class SecondReader:
    """The network, its vocabulary with the embedding of each piece, and the weights by which it says how sure it is."""

    session: "InferenceSession"
    vocabulary: Vocabulary
    rows: NDArray[np.int8]
    scales: Numbers
    curve: tuple[float, ...] = ()

    def sure(self, evidence: DoubtEvidence) -> float:
        """Return how likely a doubt that was looked at twice is right, 0 to 1."""
        return looked_confidence(evidence, self.curve)

    def read(self, looking: "Looking", span: Span, kind: CaveatKind, near: Sequence[int]) -> dict[int, Looked]:
        """Return what a second look says of the statements that stand near enough, by their numbers in the scene."""
        look = looking.at(span, kind, near)
        if look is None or not look.near:
            return {}
        features = looking.scene.of_doubt(span, kind, look.near)
        holds, spoken_of = self.session.run(None, self._given(look, features))
        is_doubt = _share(float(holds[0]))
        return {
            number: Looked(is_doubt, _share(logit)) for number, logit in zip(look.near, spoken_of.tolist(), strict=True)
        }

    def _given(self, look: Look, features: Numbers) -> Mapping[str, NDArray[np.generic]]:
        window = look.window
        pieces = np.array(window.pieces)
        starts, places = window.narrowed()
        return {
            "embedded": (self.rows[pieces].astype(np.float32) * self.scales[pieces, None])[None],
            "shapes": np.array(window.shapes)[None],
            "heads": np.array(places),
            "starts": np.array(starts),
            "cues": np.array(look.at_heads(look.cue))[None],
            "told": np.array(look.at_heads(look.told))[None],
            "pooling": look.pooling(),
            "features": features,
        }


def _share(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))
