"""Teach a model that knows attributions what a statement is, and let it forget nothing.

Every layer learns on. What the model said of attributions before, of the same words, is taught beside (Li and Hoiem
2017), so that it goes on to say it.
"""

import copy
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from claimtrack.extraction.learned.labels import CHECKABLE, SAID, StatementLabel
from claimtrack.extraction.learned.windows import Window, windows
from claimtrack.training.batches import IGNORED, TaughtBatch, batch_of, batched, padded, targets
from claimtrack.training.network import Network
from claimtrack.training.softening import distance
from claimtrack.training.statements import StatementLesson
from claimtrack.training.teach import log_epoch, loss_of

_OUTER = slice(0, len(StatementLabel))
_INNER = slice(len(StatementLabel), SAID)


@dataclass(frozen=True, slots=True)
class StatementRecipe:
    """Everything that decides a run, beside the texts."""

    seed: int = 1
    epochs: int = 6
    encoder_rate: float = 1e-4
    layer_decay: float = 0.9
    heads_rate: float = 2e-4
    statements_rate: float = 1e-3
    warm_up: int = 40
    decay: float = 0.01
    dropout: float = 0.1
    averaging: float = 0.99
    # Beside what is learned of statements: what the model said of attributions before, and what people marked.
    kept_weight: float = 1.0
    marked_weight: float = 0.3
    pointer_weight: float = 0.3
    kind_weight: float = 0.5
    # The share of the articles whose attributions alone were marked that each epoch draws.
    rehearsed: float = 0.33


@dataclass(frozen=True, slots=True)
class StatementBatch:
    """A batch with what is to be learned of each word, of attributions and of statements; ``IGNORED``: nothing."""

    attributions: TaughtBatch
    outer: Tensor
    inner: Tensor
    said: Tensor
    checkable: Tensor


def statement_batches(lessons: Sequence[StatementLesson], draw: random.Random) -> Iterator[StatementBatch]:
    """Yield every text once, its windows' limit drawn by ``draw``, in batches of windows about as long."""
    for chosen in batched(lessons, _windows, draw):
        marked = [_marked(lesson, window) for lesson, window in chosen]
        held = batch_of([window for _, window in chosen])
        yield StatementBatch(
            TaughtBatch(held, *(padded([row[column] for row in marked], IGNORED) for column in range(3))),
            *(
                padded([[getattr(one, name)[word] for word in window.words] for one, window in chosen], IGNORED)
                for name in ("outer", "inner", "said", "checkable")
            ),
        )


def _marked(lesson: StatementLesson, window: Window) -> tuple[list[int], list[int], list[int]]:
    """Return what is to be learned of a window's attributions: nothing where nobody marked them."""
    if lesson.attributions is not None:
        return targets(lesson.attributions, window)
    nothing = [IGNORED] * len(window.words)
    return nothing, nothing, nothing


def _windows(lesson: StatementLesson, limit: int) -> Iterator[Window]:
    return windows(zip(lesson.paragraphs, lesson.pieces, strict=True), limit=limit)


def statement_loss(given: Tensor, taught: StatementBatch, kind_weight: float) -> Tensor:
    """Return the loss of where statements begin and end, and of what they are, each a mean over what is taught."""
    where = _cross_entropy(given[..., _OUTER], taught.outer) + _cross_entropy(given[..., _INNER], taught.inner)
    kinds = _binary(given[..., SAID], taught.said) + _binary(given[..., CHECKABLE], taught.checkable)
    return where + kind_weight * kinds


def _cross_entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    total = functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, reduction="sum")
    return total / (wanted != IGNORED).sum().clamp(min=1)


def _binary(logits: Tensor, wanted: Tensor) -> Tensor:
    chosen = wanted != IGNORED
    total = functional.binary_cross_entropy_with_logits(logits[chosen], wanted[chosen].to(logits), reduction="sum")
    return total / chosen.sum().clamp(min=1)


@dataclass(frozen=True, slots=True)
class StepLoss:
    """The losses of a batch: of its statements, of how far attributions drifted, and all with what people marked."""

    statements: Tensor
    drift: Tensor
    whole: Tensor


def step_loss(network: Network, before: Network, taught: StatementBatch, recipe: StatementRecipe) -> StepLoss:
    """Return the losses of a batch; ``before`` says what attributions are not to drift from."""
    given, statements = network.read(taught.attributions.batch)
    loss = statement_loss(statements, taught, recipe.kind_weight)
    drift = _drift(before, given, taught, recipe)
    labels, pointers = loss_of(given, taught.attributions)
    people = labels + recipe.pointer_weight * pointers
    return StepLoss(loss, drift, loss + recipe.kept_weight * drift + recipe.marked_weight * people)


def teach_statements(
    network: Network,
    lessons: Sequence[StatementLesson],
    *,
    folder: Path,
    recipe: StatementRecipe,
    before: Network | None = None,
    marked: Sequence[StatementLesson] = (),
) -> Network:
    """Tune a taught network on statement lessons; gives it with its weights averaged over the last steps.

    What ``before`` (None: the network as it comes) says of attributions is taught beside, on the lessons and on some of
    ``marked`` in each epoch, which say nothing of statements. ``folder`` keeps the log. The table of embeddings stays
    as it is, for every model shares it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    torch.set_flush_denormal(True)
    before = copy.deepcopy(network if before is None else before).eval()
    averaged = copy.deepcopy(network).eval()
    network.pieces.requires_grad_(False)
    optimiser = torch.optim.AdamW(groups_of(network, recipe), fused=True)
    total = recipe.epochs * sum(1 for _ in _epoch(lessons, marked, recipe, 0))
    steps = 0
    for number in range(recipe.epochs):
        begun = time.monotonic()
        losses, drifts = [], []
        network.train()
        for taught in _epoch(lessons, marked, recipe, number):
            set_rate(optimiser, recipe, steps, total)
            step = step_loss(network, before, taught, recipe)
            optimiser.zero_grad(set_to_none=True)
            step.whole.backward()  # type: ignore[no-untyped-call] # PyTorch leaves it untyped
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            steps += 1
            average(averaged, network, min(recipe.averaging, steps / (steps + 10)))
            losses.append(float(step.statements.detach()))
            drifts.append(float(step.drift.detach()))
        log_epoch(
            folder,
            epoch=number + 1,
            loss=round(sum(losses) / len(losses), 4),
            drift=round(sum(drifts) / len(drifts), 4),
            seconds=round(time.monotonic() - begun),
        )
    return averaged


def _epoch(
    lessons: Sequence[StatementLesson], marked: Sequence[StatementLesson], recipe: StatementRecipe, number: int
) -> Iterator[StatementBatch]:
    """Yield the batches of an epoch: every lesson, and some of those that only mark attributions."""
    draw = random.Random(f"{recipe.seed}-{number}")  # noqa: S311 - a seeded draw of windows, not a secret
    rehearsed = draw.sample(marked, round(recipe.rehearsed * len(marked)))
    return statement_batches([*lessons, *rehearsed], draw)


def _drift(
    before: Network, now: tuple[Tensor, Tensor, Tensor], taught: StatementBatch, recipe: StatementRecipe
) -> Tensor:
    """Return how far what the network says of attributions has moved from what it said before."""
    with torch.no_grad():
        then = before(taught.attributions.batch)
    there = taught.attributions.batch.heads >= 0
    pointing = there & (then[0].softmax(-1)[..., 1:].sum(-1) > recipe.pointer_weight)
    labels = distance(now[0], then[0], there)
    pointers = distance(now[1], then[1], pointing) + distance(now[2], then[2], pointing)
    return labels + recipe.pointer_weight * pointers


def average(averaged: nn.Module, network: nn.Module, kept: float) -> None:
    """Move averaged weights towards a network's, as they are after a step; ``kept`` is the share that stays."""
    with torch.no_grad():
        for mean, now in zip(averaged.parameters(), network.parameters(), strict=True):
            if now.requires_grad:
                mean.lerp_(now, 1 - kept)


def set_rate(optimiser: torch.optim.Optimizer, recipe: StatementRecipe, steps: int, total: int) -> None:
    """Set each part's rate for a step: up while it warms, then down in a line."""
    factor = min(1.0, (steps + 1) / recipe.warm_up) * max(0.02, 1 - steps / total)
    for group in optimiser.param_groups:
        group["lr"] = group["rate"] * factor


def groups_of(network: Network, recipe: StatementRecipe) -> list[dict[str, object]]:
    """Return each part of a network with its rate: the lower, the smaller; norms and biases do not decay."""
    depth = len(network.layers)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith(("stating.", "doubting.")):
            rate = recipe.statements_rate
        elif name.startswith(("heads.", "recurrent.")):
            rate = recipe.heads_rate
        elif name.startswith("layers."):
            rate = recipe.encoder_rate * recipe.layer_decay ** (depth - 1 - int(name.split(".")[1]))
        else:
            rate = recipe.encoder_rate * recipe.layer_decay**depth
        groups.setdefault((rate, 0.0 if parameter.ndim == 1 else recipe.decay), []).append(parameter)
    return [{"params": held, "lr": rate, "rate": rate, "weight_decay": decay} for (rate, decay), held in groups.items()]
