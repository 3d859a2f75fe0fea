"""Teach a network that knows statements what doubts them: which words, of which statements, and who quarrels."""

import copy
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from claimtrack.extraction.learned.doubt_features import DOUBT_FEATURES, KINDS, LINK_FEATURES
from claimtrack.extraction.learned.doubt_reader import LINKS
from claimtrack.extraction.learned.labels import DOUBT_VECTOR
from claimtrack.training.batches import batch_of
from claimtrack.training.doubt_lessons import DoubtLesson
from claimtrack.training.network import Network
from claimtrack.training.statements import StatementLesson
from claimtrack.training.teach import log_epoch
from claimtrack.training.teach_statements import (
    StatementBatch,
    StatementRecipe,
    average,
    groups_of,
    set_rate,
    statement_batches,
    step_loss,
)

_ASKS = slice(len(KINDS), len(KINDS) + DOUBT_VECTOR)
_TOLD = slice(len(KINDS) + DOUBT_VECTOR, len(KINDS) + 2 * DOUBT_VECTOR)
_SHORTEST, _LONGEST = 128, 192
_AT_ONCE = 16
_JITTER = 40


@dataclass(frozen=True, slots=True)
class DoubtRecipe:
    """How a network learns doubts; what keeps it knowing statements and attributions beside is ``beside``.

    ``share`` of the texts listed by statements, and of the articles whose attributions alone were marked, is drawn
    for each epoch. ``sought`` weighs a word that doubts against one that does not, ``words_weight`` where doubts are
    against what they speak of.
    """

    beside: StatementRecipe
    scorers_rate: float = 1e-3
    hidden: int = 96
    scorers_dropout: float = 0.2
    share: float = 0.5
    sought: float = 2.0
    words_weight: float = 4.0


class Scorers(nn.Module):
    """What a doubt speaks of, and how one statement answers another: what ``DoubtScorer`` computes."""

    def __init__(self, recipe: DoubtRecipe) -> None:
        super().__init__()

        def layers(features: int, outputs: int) -> nn.Sequential:
            first = nn.Linear(3 * DOUBT_VECTOR + features, recipe.hidden)
            return nn.Sequential(
                first, nn.ReLU(), nn.Dropout(recipe.scorers_dropout), nn.Linear(recipe.hidden, outputs)
            )

        self.pair, self.bond = layers(DOUBT_FEATURES, 1), layers(LINK_FEATURES, len(LINKS))
        self.dropout = nn.Dropout(recipe.scorers_dropout)

    def save(self, path: Path) -> None:
        """Write the weights as ``DoubtScorer`` reads them."""
        save_file(
            {
                f"{name}.{place}.{part}": getattr(layers[at], part).detach().cpu().contiguous()
                for name, layers in (("pair", self.pair), ("bond", self.bond))
                for place, at in enumerate((0, 3))
                for part in ("weight", "bias")
            },
            path,
        )


def doubt_loss(
    network: Network, scorers: Scorers, lessons: Sequence[DoubtLesson], limit: int, recipe: DoubtRecipe
) -> Tensor:
    """Return the loss of which words doubt, of what, and of the links between statements."""
    words, pairs, spoken_of, bonds, links = [], [], [], [], []
    for lesson, scores in zip(lessons, _scores(network, lessons, limit), strict=True):
        words.append(
            functional.binary_cross_entropy_with_logits(
                scores[:, : len(KINDS)], lesson.kinds, reduction="none", pos_weight=torch.tensor(recipe.sought)
            ).sum(1)
        )
        asks, told = scores[:, _ASKS], _means(scores[:, _TOLD], lesson.told)
        for one in lesson.asked:
            pairs.append(_beside(asks[one.words].mean(0), told[list(one.near)], one.features))
            spoken_of.append(one.wanted)
        for each in lesson.answered:
            bonds.append(_beside(told[each.later], told[list(each.earlier)], each.features))
            links.append(each.wanted)
    loss = recipe.words_weight * torch.cat(words).mean()
    if pairs:
        likely = scorers.pair(scorers.dropout(torch.cat(pairs)))[:, 0]
        loss = loss + functional.binary_cross_entropy_with_logits(likely, torch.cat(spoken_of))
    if bonds:
        loss = loss + functional.cross_entropy(scorers.bond(scorers.dropout(torch.cat(bonds))), torch.cat(links))
    return loss


def _scores(network: Network, lessons: Sequence[DoubtLesson], limit: int) -> list[Tensor]:
    """Return what the network says of each lesson's words, (words, ``DOUBT_SCORES``), its windows put together."""
    held = [(number, window) for number, lesson in enumerate(lessons) for window in lesson.windows(limit)]
    scores = network.doubts(batch_of([window for _, window in held]))
    parts: list[list[Tensor]] = [[] for _ in lessons]
    for row, (number, window) in zip(scores, held, strict=True):
        parts[number].append(row[: len(window.words)])
    return [torch.cat(one) for one in parts]


def _means(vectors: Tensor, told: Sequence[list[int]]) -> Tensor:
    return torch.stack([vectors[words].mean(0) for words in told])


def _beside(one: Tensor, others: Tensor, features: Tensor) -> Tensor:
    return torch.cat([one.expand_as(others), others, one * others, features], dim=1)


def teach_doubts(
    network: Network,
    lessons: Sequence[DoubtLesson],
    *,
    folder: Path,
    recipe: DoubtRecipe,
    before: Network | None = None,
    listed: Sequence[StatementLesson] = (),
    marked: Sequence[StatementLesson] = (),
) -> tuple[Network, Scorers]:
    """Tune a network on doubts; gives it and the scorers with their weights averaged over the last steps.

    Statements (``listed``) and attributions (``marked``, and what ``before`` says of both) are taught beside, so that
    what the network knew it goes on to know. ``folder`` keeps the log.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.beside.seed)
    torch.set_flush_denormal(True)
    before = copy.deepcopy(network if before is None else before).eval()
    scorers = Scorers(recipe)
    averaged = copy.deepcopy(network).eval(), copy.deepcopy(scorers).eval()
    network.pieces.requires_grad_(False)
    learning = {
        "params": list(scorers.parameters()),
        "lr": 0.0,
        "rate": recipe.scorers_rate,
        "weight_decay": recipe.beside.decay,
    }
    optimiser = torch.optim.AdamW([*groups_of(network, recipe.beside), learning], fused=True)
    draw = random.Random(recipe.beside.seed)  # noqa: S311 - a seeded draw of windows, not a secret
    total = recipe.beside.epochs * sum(1 for _ in _epoch(lessons, listed, marked, recipe, 0))
    steps = 0
    for number in range(recipe.beside.epochs):
        begun = time.monotonic()
        losses: list[float] = []
        network.train()
        scorers.train()
        for taught in _epoch(lessons, listed, marked, recipe, number):
            set_rate(optimiser, recipe.beside, steps, total)
            if isinstance(taught, StatementBatch):
                loss = step_loss(network, before, taught, recipe.beside).whole
            else:
                loss = doubt_loss(network, scorers, taught, draw.randint(_SHORTEST, _LONGEST), recipe)
                losses.append(float(loss.detach()))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call] # PyTorch leaves it untyped
            nn.utils.clip_grad_norm_([*network.parameters(), *scorers.parameters()], 1.0)
            optimiser.step()
            steps += 1
            kept = min(recipe.beside.averaging, steps / (steps + 10))
            average(averaged[0], network, kept)
            average(averaged[1], scorers, kept)
        log_epoch(
            folder,
            epoch=number + 1,
            loss=round(sum(losses) / max(1, len(losses)), 4),
            seconds=round(time.monotonic() - begun),
        )
    return averaged


def _epoch(
    lessons: Sequence[DoubtLesson],
    listed: Sequence[StatementLesson],
    marked: Sequence[StatementLesson],
    recipe: DoubtRecipe,
    number: int,
) -> Iterator[Sequence[DoubtLesson] | StatementBatch]:
    """Yield an epoch's batches in drawn order: every text with doubts, and some of those listed and marked."""
    draw = random.Random(f"{recipe.beside.seed}-{number}")  # noqa: S311 - a seeded draw, not a secret
    order = sorted(lessons, key=lambda one: len(one.kinds) + draw.random() * _JITTER)
    batches: list[Sequence[DoubtLesson] | StatementBatch] = [
        order[first : first + _AT_ONCE] for first in range(0, len(order), _AT_ONCE)
    ]
    beside = [*_share(listed, recipe.share, draw), *_share(marked, recipe.share * recipe.beside.rehearsed, draw)]
    batches += statement_batches(beside, draw)
    draw.shuffle(batches)
    yield from batches


def _share(lessons: Sequence[StatementLesson], share: float, draw: random.Random) -> list[StatementLesson]:
    return draw.sample(list(lessons), round(share * len(lessons)))
