"""From the model's scores for a window to attributions: spans by the best path of labels, linked by the pointers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from claimtrack.extraction.learned.labels import CUE_LABEL, KINDS, LABELS, OUTSIDE, Role, follows

Scores = NDArray[np.float32]
Stretch = tuple[int, int]
"""Words of a window, ``[first, last)``."""

_FLOOR = 1e-6
_ARROW = 0.5
"""What it costs, in log-probability, to link a span to a cue on the other side than its label says."""
_LEANING = {Role.CUE: 0.8, Role.SOURCE: 0.4, Role.CONTENT: 0.0}
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
    "no source".
    """

    labels: Scores
    to_cue: Scores
    to_source: Scores


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
    role: Role
    is_ahead: bool
    first: int
    last: int
    probability: float

    @property
    def words(self) -> slice:
        return slice(self.first, self.last)


def probabilities(logits: Scores) -> Scores:
    """Turn logits into probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def drawn(scores: WindowScores, opens: Sequence[bool]) -> tuple[list[Drawn], list[Stretch]]:
    """Find the attributions of one window, in the order of their cues; ``opens[i]``: word ``i`` opens a paragraph.

    Gives beside them the contents whose cue stands in no word of the window: what somebody goes on to say.
    """
    pieces = _pieces(scores.labels, best_path(scores.labels, opens))
    cues = _cues(scores, pieces)
    sources = [piece for piece in pieces if piece.role is Role.SOURCE]
    held: dict[int, list[tuple[_Piece, float]]] = {}
    unlinked: list[Stretch] = []
    for piece in pieces:
        if piece.role is not Role.CONTENT:
            continue
        if sum(_mass(scores.to_cue, piece, cue) for cue in cues) < _UNLINKED:
            unlinked.append((piece.first, piece.last))
            continue
        cue, share = _cue_of(scores, piece, cues)
        held.setdefault(cue, []).append((piece, share))
    return [_drawn(scores, cues[cue], contents, sources) for cue, contents in sorted(held.items())], unlinked


def best_path(labels: Scores, opens: Sequence[bool]) -> list[int]:
    """Give the likeliest labels that follow one another as they may (Viterbi); no span goes on past a paragraph."""
    if not len(labels):
        return []
    scores = np.log(labels + _FLOOR) + _leanings()
    allowed, opening = _transitions()
    best = scores[0] + opening
    back = np.zeros((len(scores), LABELS), dtype=np.int8)
    for place in range(1, len(scores)):
        steps = best[:, None] + allowed
        back[place] = steps.argmax(axis=0)
        best = steps.max(axis=0) + scores[place]
        if opens[place]:
            best = best + opening
    path = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        path.append(int(back[place, path[-1]]))
    return path[::-1]


@cache
def _transitions() -> tuple[Scores, Scores]:
    never = np.float32(-1e4)
    steps = [[0.0 if follows(before, label) else never for label in range(LABELS)] for before in range(LABELS)]
    return np.array(steps, dtype=np.float32), np.array(
        [0.0 if label == OUTSIDE or label % 2 else never for label in range(LABELS)], dtype=np.float32
    )


@cache
def _leanings() -> Scores:
    return np.array([0.0, *(_LEANING[role] for role, _ in KINDS for _ in range(2))], dtype=np.float32)


def _pieces(labels: Scores, path: Sequence[int]) -> list[_Piece]:
    found = []
    first = 0
    for place in range(1, len(path) + 1):
        if place < len(path) and path[place] == path[first] + 1 and path[first] % 2 and path[place] % 2 == 0:
            continue
        if place < len(path) and path[first] % 2 and path[place] != OUTSIDE and path[place] % 2 == 0:
            continue
        if path[first] % 2:
            role, is_ahead = KINDS[path[first] // 2]
            marks = labels[np.arange(first, place), path[first:place]]
            found.append(_Piece(role, is_ahead, first, place, float(np.exp(np.log(marks + _FLOOR).mean()))))
        first = place
    return found


def _cues(scores: WindowScores, pieces: Sequence[_Piece]) -> list[_Piece]:
    """Give the cues that the labels show, and those that only a content's pointer does, in order."""
    cues = [piece for piece in pieces if piece.role is Role.CUE]
    taken = {word for piece in pieces for word in range(piece.first, piece.last)}
    likely = scores.labels[:, CUE_LABEL] + scores.labels[:, CUE_LABEL + 1]
    for piece in pieces:
        if piece.role is not Role.CONTENT or sum(_mass(scores.to_cue, piece, cue) for cue in cues) >= _UNCLAIMED:
            continue
        pointed = scores.to_cue[piece.words].mean(axis=0)
        place = int(pointed.argmax())
        if pointed[place] <= _POINTED or place in taken:
            continue
        first, last = place, place + 1
        while first > 0 and likely[first - 1] > _POINTED and first - 1 not in taken:
            first -= 1
        while last < len(likely) and likely[last] > _POINTED and last not in taken:
            last += 1
        taken.update(range(first, last))
        cues.append(_Piece(Role.CUE, False, first, last, float(likely[place])))
    return sorted(cues, key=lambda cue: cue.first)


def _mass(scores: Scores, asking: _Piece, asked: _Piece, *, shift: int = 0) -> float:
    """How much of the asking words' pointer lies on the asked words, a mean over the asking words."""
    return float(scores[asking.words, asked.first + shift : asked.last + shift].sum(axis=1).mean())


def _cue_of(scores: WindowScores, piece: _Piece, cues: Sequence[_Piece]) -> tuple[int, float]:
    """Give the number of the cue that a content belongs to, and the share of its pointer that lies there."""
    shares = [_mass(scores.to_cue, piece, cue) for cue in cues]
    fits = [
        np.log(share + _FLOOR) - (_ARROW if piece.is_ahead != (cue.first > piece.first) else 0.0)
        for share, cue in zip(shares, cues, strict=True)
    ]
    best = int(np.argmax(fits))
    return best, shares[best]


def _source_of(scores: WindowScores, cue: _Piece, sources: Iterable[_Piece]) -> tuple[_Piece | None, float]:
    """Give the source that a cue belongs to, None where none is named, and the share of the pointers for it."""
    nobody = float(scores.to_source[cue.words, 0].mean())
    best: tuple[float, float, _Piece | None] = (nobody, nobody, None)
    for source in sources:
        share = _mass(scores.to_source, cue, source, shift=1)
        back = _mass(scores.to_cue, source, cue)
        fit = share * 0.75 + back * 0.25
        if fit > best[0]:
            best = fit, share, source
    return best[2], best[1]


def _drawn(
    scores: WindowScores, cue: _Piece, contents: Sequence[tuple[_Piece, float]], sources: Iterable[_Piece]
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
