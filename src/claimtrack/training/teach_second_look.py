"""Teach the network that looks a second time at a doubt: whether it is one, and of which statements it speaks.

It begins as a model that knows statements and was taught no doubts: what that one learned of the doubts of the very
same texts would be trusted too much here.
"""

import copy
import random
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import onnx
import torch
from torch import Tensor, distributed, nn
from torch.nn import functional

from claimtrack.extraction.learned.doubt_features import DOUBT_FEATURES, KINDS, Numbers
from claimtrack.extraction.learned.second_look import TOLD_MARKS, Look
from claimtrack.training.batches import batch_of, padded
from claimtrack.training.export import OPSET, shorten_weights
from claimtrack.training.network import WIDTH, Network
from claimtrack.training.teach import log_epoch
from claimtrack.training.teach_statements import StatementRecipe, average, groups_of, set_rate


@dataclass(frozen=True, slots=True)
class LookLesson:
    """One look: the features of its statements, whether it is such a doubt, and which it speaks of if it is."""

    look: Look
    features: Numbers
    is_doubt: bool
    spoken_of: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class LookRecipe:
    """How the network learns; ``beside`` has its rates. Of words that are no doubt ``share`` is drawn each epoch."""

    beside: StatementRecipe = field(default_factory=lambda: StatementRecipe(seed=1, epochs=3, encoder_rate=2e-4))
    scorers_rate: float = 1e-3
    hidden: int = 128
    dropout: float = 0.2
    share: float = 0.2
    batch: int = 24


class SecondLook(nn.Module):
    """The encoder, what marks the doubt and the statements in its words, and the two scorers above it."""

    def __init__(self, network: Network, recipe: LookRecipe) -> None:
        super().__init__()
        self.network = network
        self.cues = nn.Embedding(1 + len(KINDS), WIDTH)
        self.told = nn.Embedding(TOLD_MARKS, WIDTH)
        for marks in (self.cues, self.told):
            nn.init.normal_(marks.weight, std=0.02)
            nn.init.zeros_(marks.weight[0])

        def layers(inputs: int) -> nn.Sequential:
            return nn.Sequential(
                nn.Dropout(recipe.dropout),
                nn.Linear(inputs, recipe.hidden),
                nn.ReLU(),
                nn.Dropout(recipe.dropout),
                nn.Linear(recipe.hidden, 1),
            )

        self.pair, self.holds = layers(3 * WIDTH + DOUBT_FEATURES), layers(WIDTH)

    def marked(self, embedded: Tensor, cues: Tensor, told: Tensor) -> Tensor:
        """Return embeddings with the marks added."""
        marked: Tensor = embedded + self.cues(cues) + self.told(told)
        return marked

    def judged(self, words: Tensor, pooling: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits that it is a doubt, (1,), and that it speaks of each statement, (statements,)."""
        means = pooling @ words
        asks, others = means[:1], means[1:]
        held = torch.cat([asks.expand_as(others), others, asks * others, features], dim=1)
        return self.holds(asks)[:, 0], self.pair(held)[:, 0]

    def forward(self, looks: Sequence[LookLesson]) -> list[tuple[Tensor, Tensor]]:
        """Return what ``judged`` says of each of several looks."""
        batch = batch_of([one.look.window for one in looks])
        cues = padded([one.look.at_heads(one.look.cue) for one in looks], 0)
        told = padded([one.look.at_heads(one.look.told) for one in looks], 0)
        embedded = self.marked(self.network.pieces(batch.pieces), cues, told)
        hidden = self.network.encode(embedded, batch.shapes, starts=batch.starts, is_there=batch.pieces != 0)
        found = []
        for row, places, one in zip(hidden, batch.places, looks, strict=True):
            words = row[places[places >= 0]]
            pooling = torch.from_numpy(one.look.pooling())
            found.append(self.judged(words, pooling, torch.from_numpy(one.features)))
        return found


def look_loss(network: SecondLook, looks: Sequence[LookLesson]) -> Tensor:
    """Return the loss of which are doubts, and of what those that are speak of."""
    judged = network(looks)
    holds = torch.cat([one for one, _ in judged])
    loss = functional.binary_cross_entropy_with_logits(holds, torch.tensor([float(one.is_doubt) for one in looks]))
    doubting = [(pairs, one.spoken_of) for (_, pairs), one in zip(judged, looks, strict=True) if any(one.spoken_of)]
    if doubting:
        pairs = torch.cat([one for one, _ in doubting])
        wanted = torch.tensor([float(each) for _, spoken_of in doubting for each in spoken_of])
        loss = loss + 2 * functional.binary_cross_entropy_with_logits(pairs, wanted)
    return loss


def teach_second_look(start: Network, lessons: Sequence[LookLesson], *, folder: Path, recipe: LookRecipe) -> SecondLook:
    """Return the network with its weights averaged over the last steps; ``folder`` keeps the log."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.beside.seed)
    torch.set_flush_denormal(True)
    network = SecondLook(start, recipe)
    network.network.pieces.requires_grad_(False)
    averaged = copy.deepcopy(network).eval()
    own = [*network.cues.parameters(), *network.told.parameters()]
    scorers = [*network.pair.parameters(), *network.holds.parameters()]
    groups = groups_of(start, recipe.beside)
    groups += [
        {"params": held, "lr": 0.0, "rate": recipe.scorers_rate, "weight_decay": recipe.beside.decay}
        for held in (own, scorers)
    ]
    optimiser = torch.optim.AdamW(groups, fused=True)
    total = recipe.beside.epochs * len(list(_epoch(lessons, recipe, 0)))
    steps = 0
    for number in range(recipe.beside.epochs):
        begun = time.monotonic()
        losses: list[float] = []
        network.train()
        for looks in _epoch(lessons, recipe, number):
            set_rate(optimiser, recipe.beside, steps, total)
            loss = look_loss(network, looks)
            losses.append(float(loss.detach()))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call] # PyTorch leaves it untyped
            _share_gradients(network)
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            steps += 1
            average(averaged, network, min(recipe.beside.averaging, steps / (steps + 10)))
        log_epoch(
            folder,
            epoch=number + 1,
            loss=round(sum(losses) / max(1, len(losses)), 4),
            seconds=round(time.monotonic() - begun),
        )
    return averaged


def _share_gradients(network: nn.Module) -> None:
    """Give each of several processes that teach together the mean of what all found; alone, do nothing."""
    if not (distributed.is_available() and distributed.is_initialized()):
        return
    held = [one for one in network.parameters() if one.requires_grad]
    whole = torch.cat([(one.grad if one.grad is not None else torch.zeros_like(one)).flatten() for one in held])
    distributed.all_reduce(whole)
    whole /= distributed.get_world_size()
    for one, part in zip(held, torch.split(whole, [one.numel() for one in held]), strict=True):
        one.grad = part.view_as(one)


def _epoch(lessons: Sequence[LookLesson], recipe: LookRecipe, number: int) -> Iterator[Sequence[LookLesson]]:
    """Yield an epoch's batches in drawn order, looks about as long side by side."""
    draw = random.Random(f"{recipe.beside.seed}-{number}")  # noqa: S311 - a seeded draw, not a secret
    kept = [one for one in lessons if one.is_doubt or draw.random() < recipe.share]
    order = sorted(kept, key=lambda one: len(one.look.window) + draw.random() * 20)
    batches = [order[first : first + recipe.batch] for first in range(0, len(order), recipe.batch)]
    draw.shuffle(batches)
    together = distributed.is_available() and distributed.is_initialized()
    first, step = (distributed.get_rank(), distributed.get_world_size()) if together else (0, 1)
    # Each process has its own batches, all as many.
    yield from batches[first : len(batches) - len(batches) % step : step]


class _Readable(nn.Module):
    """The network as it is run: one look at a time, its pieces' embeddings looked up before."""

    def __init__(self, network: SecondLook) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        embedded: Tensor,
        shapes: Tensor,
        heads: Tensor,
        starts: Tensor,
        cues: Tensor,
        told: Tensor,
        pooling: Tensor,
        features: Tensor,
    ) -> tuple[Tensor, Tensor]:
        marked = self.network.marked(embedded, cues, told)
        hidden = self.network.network.encode(marked, shapes, starts=starts[None])
        holds, pairs = self.network.judged(hidden[0, heads], pooling, features)
        return holds, pairs


def export_second_look(network: SecondLook, path: Path) -> None:
    """Write the network, without its table of embeddings, as ``export`` writes the first one."""
    whole = torch.int64
    example = (
        torch.zeros(1, 40, WIDTH),
        torch.zeros(1, 40, dtype=whole),
        torch.arange(1, 31),
        torch.arange(35),
        torch.zeros(1, 40, dtype=whole),
        torch.zeros(1, 40, dtype=whole),
        torch.ones(4, 30) / 30,
        torch.zeros(3, DOUBT_FEATURES),
    )
    names = ["embedded", "shapes", "heads", "starts", "cues", "told", "pooling", "features"]
    axes = {"embedded": [1], "shapes": [1], "heads": [0], "starts": [0], "cues": [1], "told": [1], "features": [0]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the newer exporter is not asked
        torch.onnx.export(
            _Readable(network).eval(),
            example,
            path,
            input_names=names,
            output_names=["holds", "spoken_of"],
            dynamic_axes={**axes, "pooling": [0, 1]},
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load(path)
    shorten_weights(model.graph)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
