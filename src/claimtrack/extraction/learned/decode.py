"""From the model's scores for a window to attributions: spans by the best path of labels, linked by the pointers."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claimtrack.extraction.learned.labels import CUE_LABEL, KINDS, LABELS, OUTSIDE, SpanRole

Scores = NDArray[np.float32]
Stretch = tuple[int, int]
"""Words of a window, ``[first, last)``."""

_FLOOR = 1e-6
_NEVER = -1e9
_INSIDE = range(2, LABELS, 2)
"""The labels that go on with a span: they stand behind themselves or the label in front."""
_ARROW = 0.5
"""What it costs, in log-probability, to link a span to a cue on the other side than its label says."""
_LEANING = {SpanRole.CUE: 0.8, SpanRole.SOURCE: 0.4, SpanRole.CONTENT: 0.0}
"""What is added to the log-probability of a role's labels: better one too many, which its confidence then weeds out."""
_UNCLAIMED = 0.3
"""A content whose pointer gives all cues together less than this has a cue that no label shows."""
_UNLINKED = 0.2
"""A content whose pointer gives all cues together less than this, even so, belongs to none of them."""
_POINTED = 0.3
"""How much of a pointer, and of the cue labels around it, makes a cue."""
EVIDENCE = 5
"""How many scores ``Drawn.evidence`` has."""


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the model says of a window's words, as probabilities.

    ``labels`` is (words, LABELS); ``to_cue`` (words, words); ``to_source`` (words, 1 + words), the first place being
    "no source". ``statements`` is (words, STATEMENT_SCORES), logits; None from a model that was not taught them.
    ``doubts`` is (words, DOUBT_SCORES), logits and vectors; None likewise.
    """

    labels: Scores
    to_cue: Scores
    to_source: Scores
    statements: Scores | None = None
    doubts: Scores | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """One attribution in words of a window.

    ``evidence`` is what its confidence is computed from: how likely the cue's labels are, the least likely content's,
    the share of the pointer that links that content, the source's labels, and the share that links the source.
    """

    source: Stretch | None
    cue: Stretch
    contents: tuple[Stretch, ...]
    evidence: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    role: SpanRole
    is_ahead: bool
    first: int
    last: int
    probability: float

    @property
    def words(self) -> slice:
        return slice(self.first, self.last)


class _Pointer:
    """How much of the pointers of some words lies on other words, a mean over the words that point."""

    __slots__ = ("_sums", "mean")

    def __init__(self, rows: Scores) -> None:
        # What numpy.mean does, without what it asks first: there are many, and each is short.
        self.mean = np.add.reduce(rows, axis=0) / np.float32(len(rows))
        self._sums = [0.0, *self.mean.cumsum().tolist()]

    def at(self, asked: _Piece, *, shift: int = 0) -> float:
        """Return the share that lies on the words of a span."""
        share: float = self._sums[asked.last + shift] - self._sums[asked.first + shift]
        return share


def probabilities(logits: Scores) -> Scores:
    """Turn logits into probabilities along the last axis."""
    raised = logits - np.maximum.reduce(logits, axis=-1, keepdims=True)
    np.exp(raised, out=raised)
    raised /= np.add.reduce(raised, axis=-1, keepdims=True)
    return np.asarray(raised, dtype=np.float32)


def drawn(scores: WindowScores, opens: Sequence[bool]) -> tuple[list[Drawn], list[Stretch]]:
    """Find the attributions of one window, in the order of their cues; ``opens[i]``: word ``i`` opens a paragraph.

    Gives beside them the contents whose cue stands in no word of the window: what somebody goes on to say.
    """
    pieces = _pieces(scores.labels, best_path(scores.labels, opens))
    contents = [(piece, _Pointer(scores.to_cue[piece.words])) for piece in pieces if piece.role is SpanRole.CONTENT]
    sources = [(piece, _Pointer(scores.to_cue[piece.words])) for piece in pieces if piece.role is SpanRole.SOURCE]
    cues = _cues(scores, pieces, contents)
    held: dict[int, list[tuple[_Piece, float]]] = {}
    unlinked: list[Stretch] = []
    for piece, pointer in contents:
        shares = [pointer.at(cue) for cue in cues]
        if sum(shares) < _UNLINKED:
            unlinked.append((piece.first, piece.last))
            continue
        cue = _cue_of(piece, cues, shares)
        held.setdefault(cue, []).append((piece, shares[cue]))
    return [_drawn(scores, cues[cue], said, sources) for cue, said in sorted(held.items())], unlinked


def best_path(labels: Scores, opens: Sequence[bool]) -> list[int]:
    """Return the likeliest labels that follow one another as they may (Viterbi); no span goes on past a paragraph."""
    if not len(labels):
        return []
    scores = np.log(labels + _FLOOR) + _leanings()
    path = scores.argmax(axis=1)
    before = np.concatenate([[OUTSIDE], path[:-1]])
    before[np.flatnonzero(opens)] = OUTSIDE
    is_inside = (path > OUTSIDE) & (path % 2 == 0)
    astray = np.flatnonzero(is_inside & (before != path) & (before != path - 1))
    if len(astray):
        # Where each word's best label may stand behind the one before, the best path is just these.
        bounds = [0, *(place for place in np.flatnonzero(opens).tolist() if place), len(path)]
        for first, last in pairwise(bounds):
            if np.searchsorted(astray, first) != np.searchsorted(astray, last):
                path[first:last] = _viterbi(scores[first:last].tolist())
    given: list[int] = path.tolist()
    return given


def _viterbi(scores: list[list[float]]) -> list[int]:
    """Find the best path through one paragraph: a list of labels' scores for each word."""
    best = [0.0] * LABELS
    back: list[list[int]] = []
    # A step at a time: eleven numbers are too few for an array to be worth its while.
    for row in scores:
        most = max(best)
        came = [best.index(most)] * LABELS
        following = [most + score for score in row]
        for label in _INSIDE:
            before = label if best[label] > best[label - 1] else label - 1
            came[label] = before
            following[label] = best[before] + row[label]
        best = following
        if not back:
            for label in _INSIDE:
                best[label] = _NEVER
        back.append(came)
    path = [max(range(LABELS), key=best.__getitem__)]
    for came in reversed(back[1:]):
        path.append(came[path[-1]])
    return path[::-1]


@cache
def _leanings() -> Scores:
    return np.array([0.0, *(_LEANING[role] for role, _ in KINDS for _ in range(2))], dtype=np.float32)


def _pieces(labels: Scores, path: Sequence[int]) -> list[_Piece]:
    found = []
    first = 0
    sums = (
        [0.0, *np.cumsum(np.log(labels[np.arange(len(path)), path] + _FLOOR), dtype=np.float64).tolist()]
        if path
        else []
    )
    for place in range(1, len(path) + 1):
        if place < len(path) and path[place] == path[first] + 1 and path[first] % 2 and path[place] % 2 == 0:
            continue
        if place < len(path) and path[first] % 2 and path[place] != OUTSIDE and path[place] % 2 == 0:
            continue
        if path[first] % 2:
            role, is_ahead = KINDS[path[first] // 2]
            likely = math.exp((sums[place] - sums[first]) / (place - first))
            found.append(_Piece(role, is_ahead, first, place, likely))
        first = place
    return found


def _cues(scores: WindowScores, pieces: Sequence[_Piece], contents: Iterable[tuple[_Piece, _Pointer]]) -> list[_Piece]:
    """Return the cues that the labels show, and those that only a content's pointer does, in order."""
    cues = [piece for piece in pieces if piece.role is SpanRole.CUE]
    taken = {word for piece in pieces for word in range(piece.first, piece.last)}
    likely = scores.labels[:, CUE_LABEL] + scores.labels[:, CUE_LABEL + 1]
    for _, pointer in contents:
        if sum(map(pointer.at, cues)) >= _UNCLAIMED:
            continue
        place = int(pointer.mean.argmax())
        if pointer.mean[place] <= _POINTED or place in taken:
            continue
        first, last = place, place + 1
        while first > 0 and likely[first - 1] > _POINTED and first - 1 not in taken:
            first -= 1
        while last < len(likely) and likely[last] > _POINTED and last not in taken:
            last += 1
        taken.update(range(first, last))
        cues.append(_Piece(SpanRole.CUE, False, first, last, float(likely[place])))
    return sorted(cues, key=lambda cue: cue.first)


def _cue_of(piece: _Piece, cues: Sequence[_Piece], shares: Sequence[float]) -> int:
    """Return the number of the cue that a content belongs to, by the share of its pointer that lies on each."""
    fits = [
        math.log(max(share, 0.0) + _FLOOR) - (_ARROW if piece.is_ahead != (cue.first > piece.first) else 0.0)
        for share, cue in zip(shares, cues, strict=True)
    ]
    return fits.index(max(fits))


def _source_of(
    scores: WindowScores, cue: _Piece, sources: Iterable[tuple[_Piece, _Pointer]]
) -> tuple[_Piece | None, float]:
    """Return the source that a cue belongs to, None where none is named, and the share of the pointers for it."""
    pointer = _Pointer(scores.to_source[cue.words])
    nobody = float(pointer.mean[0])
    best: tuple[float, float, _Piece | None] = (nobody, nobody, None)
    for source, back in sources:
        share = pointer.at(source, shift=1)
        fit = share * 0.75 + back.at(cue) * 0.25
        if fit > best[0]:
            best = fit, share, source
    return best[2], best[1]


def _drawn(
    scores: WindowScores,
    cue: _Piece,
    contents: Sequence[tuple[_Piece, float]],
    sources: Iterable[tuple[_Piece, _Pointer]],
) -> Drawn:
    source, share = _source_of(scores, cue, sources)
    return Drawn(
        (source.first, source.last) if source is not None else None,
        (cue.first, cue.last),
        tuple((piece.first, piece.last) for piece, _ in contents),
        (
            cue.probability,
            min(piece.probability for piece, _ in contents),
            min(part for _, part in contents),
            source.probability if source is not None else 1.0,
            share,
        ),
    )
