"""From texts listed statement by statement to the small network that says what evidence could decide.

It reads what a shipped model says of each statement's words, and leaves that model as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from claimtrack.errors import InvalidInput
from claimtrack.extraction.learned.checkable_scorer import Stretch, checkable_features
from claimtrack.extraction.learned.model import LearnedModel
from claimtrack.extraction.learned.windows import windows
from claimtrack.extraction.learned.words import lines_in, words_in
from claimtrack.extraction.values import Span
from claimtrack.training.corpus import held_words
from claimtrack.training.statements import ListedText

_LEAST_SPREAD = 1e-3


@dataclass(frozen=True, slots=True)
class CheckableRecipe:
    """How the network learns: ``networks`` of them, each with a seed of its own, whose mean counts."""

    seed: int = 1
    networks: int = 5
    epochs: int = 8
    rate: float = 1e-3
    last_rate: float = 5e-5
    decay: float = 0.02
    hidden: int = 96
    dropout: float = 0.2
    batch: int = 128


def checkable_lessons(model: LearnedModel, listed: Sequence[ListedText]) -> tuple[Tensor, Tensor]:
    """Return the features of every listed statement, (statements, features), and 1 for the checkable."""
    made = [pair for one in listed for pair in _lessons(model, one)]
    if not made:
        raise InvalidInput("there is no statement to learn from in the texts given")
    features, wanted = zip(*made, strict=True)
    return torch.from_numpy(np.stack(features)), torch.tensor(wanted)


def _lessons(model: LearnedModel, one: ListedText) -> Iterator[tuple[NDArray[np.float32], float]]:
    lines = [words_in(one.text, *span) for span in lines_in(one.text)]
    read = [model.scores(window) for window in windows((line, model.pieces(line)) for line in lines)]
    told = [[part for part in (each.statements, each.doubts) if part is not None] for each in read]
    scores = np.concatenate([np.concatenate(parts, axis=1) for parts in told])
    places: list[Span] = [span for line in lines for span in line.spans]
    ends = np.cumsum([len(line) for line in lines]).tolist()
    for statement in one.statements:
        pieces = [(piece[0], piece[-1] + 1) for piece in held_words(places, statement.spans) if piece]
        if pieces:
            yield checkable_features(*_within(scores, pieces, ends)), float(statement.checkable)


def _within(
    scores: NDArray[np.float32], pieces: Sequence[Stretch], ends: Sequence[int]
) -> tuple[NDArray[np.float32], list[Stretch]]:
    """Return the words of the lines that a statement stands in, which the engine sees, and its pieces there."""
    begin = max((end for end in ends if end <= pieces[0][0]), default=0)
    end = min(end for end in ends if end >= pieces[-1][1])
    return scores[begin:end], [(first - begin, last - begin) for first, last in pieces]


def teach_checkable(features: Tensor, wanted: Tensor, recipe: CheckableRecipe) -> dict[str, Tensor]:
    """Return the weights as ``CheckableScorer`` reads them.

    The mean of what several networks say is one network with all their hidden cells, and that is what is given.
    """
    mean, spread = features.mean(0), features.std(0, correction=0) + _LEAST_SPREAD
    held = (features - mean) / spread
    taught = [_teach(held, wanted, recipe, recipe.seed + number) for number in range(recipe.networks)]
    first, last = zip(*taught, strict=True)
    return {
        "mean": mean,
        "spread": spread,
        "0.weight": torch.cat([one.weight for one in first]).detach(),
        "0.bias": torch.cat([one.bias for one in first]).detach(),
        "1.weight": torch.cat([one.weight for one in last], dim=1).detach() / recipe.networks,
        "1.bias": torch.stack([one.bias for one in last]).mean(0).detach(),
    }


def _teach(held: Tensor, wanted: Tensor, recipe: CheckableRecipe, seed: int) -> tuple[nn.Linear, nn.Linear]:
    torch.manual_seed(seed)
    first, last = nn.Linear(held.shape[1], recipe.hidden), nn.Linear(recipe.hidden, 1)
    network = nn.Sequential(nn.Dropout(recipe.dropout), first, nn.ReLU(), nn.Dropout(recipe.dropout), last)
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    steps = recipe.epochs * -(-len(held) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1, recipe.last_rate / recipe.rate, steps)
    for drawn in _batches(len(held), recipe):
        loss = functional.binary_cross_entropy_with_logits(network(held[drawn])[:, 0], wanted[drawn])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call] # PyTorch leaves it untyped
        optimizer.step()
        schedule.step()
    return first, last


def _batches(count: int, recipe: CheckableRecipe) -> Iterator[Tensor]:
    """Yield which lessons are read together, all of them once an epoch, each time in another order."""
    for _ in range(recipe.epochs):
        order = torch.randperm(count)
        yield from (order[first : first + recipe.batch] for first in range(0, count, recipe.batch))
