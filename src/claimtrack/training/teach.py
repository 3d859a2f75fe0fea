"""The training run: seeded, with a checkpoint after every epoch from which a stopped run goes on."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from claimtrack.training.batches import IGNORED, Taught, TaughtBatch, epoch
from claimtrack.training.network import Network, Size, load_encoder
from claimtrack.training.softening import Memory, Said

LOG = "log.jsonl"
"""The file in a run's folder with a line for each epoch."""
_MASK = 103
"""The encoder's piece for a word left out."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides a run, beside the articles."""

    seed: int = 1
    epochs: int = 6
    encoder_rate: float = 1.2e-4
    layer_decay: float = 0.92
    heads_rate: float = 1e-3
    warm_up: int = 60
    pointer_weight: float = 0.3
    left_out: float = 0.05
    decay: float = 0.01
    dropout: float = 0.1
    averaging: float = 0.995
    # Of a smaller network: what its teachers say weighs so much beside what people say, and is asked for windows
    # drawn so often.
    teacher_weight: float = 0.0
    temperature: float = 1.5
    drawings: int = 2

    @classmethod
    def for_pupil(cls, size: Size, *, seed: int) -> "Recipe":
        """Return the recipe by which a smaller network learns from its teachers."""
        if size.recurrent:
            return cls(
                seed, epochs=10, encoder_rate=4e-4, heads_rate=2e-3, teacher_weight=0.6, dropout=0.15, left_out=0.03
            )
        return cls(seed, epochs=4, heads_rate=5e-4, teacher_weight=0.6)


def start(encoder: Path, recipe: Recipe) -> Network:
    """Return the network that a run begins with: a pretrained encoder, and heads drawn by the recipe's seed.

    ``encoder`` is the folder of the encoder's ``model.safetensors``.
    """
    torch.manual_seed(recipe.seed)
    network = Network(dropout=recipe.dropout)
    load_encoder(network, load_file(encoder / "model.safetensors"))
    return network


@dataclass(frozen=True, slots=True)
class Teachers:
    """Taught networks, whose mean a smaller one learns from, and the folder that keeps what they said."""

    networks: tuple[Network, ...]
    folder: Path


def teach(
    network: Network,
    lessons: Sequence[Taught],
    held_out: Sequence[Taught],
    *,
    folder: Path,
    recipe: Recipe,
    teachers: Teachers | None = None,
) -> Network:
    """Tune a network on lessons and give it with its weights averaged over the last steps.

    ``folder`` keeps the log and, after each epoch, a checkpoint; a run of the same recipe that finds one there goes on
    behind it. With ``teachers``, the network learns from what they say, too, and the table of embeddings stays the
    first one's. The loss on ``held_out`` is logged, and decides nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Numbers too small to matter slow every processor down.
    torch.set_flush_denormal(True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    network.pieces.requires_grad_(teachers is None)
    run = Run(network, recipe, recipe.epochs * sum(1 for _ in epoch(lessons, _draw(recipe, 0))))
    for number in range(run.resume(folder), recipe.epochs):
        begun = time.monotonic()
        network.train()
        losses = [run.step(batch.to(device), said) for batch, said in _batches(lessons, recipe, number, teachers)]
        run.save(folder, number + 1)
        unseen = [run.loss(batch.to(device)) for batch in epoch(held_out, _draw(recipe, 0))]
        log_epoch(
            folder,
            epoch=number + 1,
            loss=round(_mean(losses), 4),
            held_out_loss=round(_mean(unseen), 4),
            seconds=round(time.monotonic() - begun),
        )
    return run.averaged


def _batches(
    lessons: Sequence[Taught], recipe: Recipe, number: int, teachers: Teachers | None
) -> Iterator[tuple[TaughtBatch, Said | None]]:
    """Yield an epoch's batches; with teachers, of one of a few drawings, each asked about once."""
    if teachers is None:
        yield from ((batch, None) for batch in epoch(lessons, _draw(recipe, number)))
        return
    drawing = number % recipe.drawings
    batches = list(epoch(lessons, _draw(recipe, drawing)))
    memory = Memory(teachers.folder / f"said-{recipe.seed}-{drawing}-of-{len(teachers.networks)}.safetensors")
    memory.ask(teachers.networks, batches)
    order = list(range(len(batches)))
    _draw(recipe, number).shuffle(order)
    yield from zip((batches[place] for place in order), memory.look_up(order), strict=True)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(len(values), 1)


def _draw(recipe: Recipe, number: int) -> random.Random:
    return random.Random(f"{recipe.seed}-{number}")  # noqa: S311 - a seeded draw of windows, not a secret


def loss_of(given: tuple[Tensor, Tensor, Tensor], taught: TaughtBatch) -> tuple[Tensor, Tensor]:
    """Return the loss of labels and of pointers, each a mean over what is taught."""
    label, to_cue, to_source = given
    pointers = _cross_entropy(to_cue, taught.to_cue) + _cross_entropy(to_source, taught.to_source)
    return _cross_entropy(label, taught.labels), pointers


def _cross_entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    """Return the mean over what is taught; 0 where nothing is, as in a batch in which nobody says anything."""
    summed = functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, reduction="sum")
    return summed / (wanted != IGNORED).sum().clamp(min=1)


class Run:
    """A network being taught, its optimiser, and the running average of its weights."""

    def __init__(self, network: Network, recipe: Recipe, total: int) -> None:
        self.network, self.recipe, self.total, self.steps = network, recipe, total, 0
        self.averaged = Network(network.size, dropout=0.0).eval()
        self.averaged.load_state_dict(network.state_dict())
        self.averaged.to(next(network.parameters()).device)
        self.optimiser = torch.optim.AdamW(_groups(network, recipe), fused=True)

    def step(self, taught: TaughtBatch, said: Said | None = None) -> float:
        """Learn from one batch, and from what teachers say of it; gives the loss."""
        self._set_rate()
        _leave_out(taught.batch.pieces, self.recipe.left_out)
        given = self.network(taught.batch)
        loss = self._weighed(loss_of(given, taught))
        if said is not None:
            share = self.recipe.teacher_weight
            loss = (1 - share) * loss + share * self._weighed(said.loss(given, taught, self.recipe.temperature))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call] # PyTorch leaves it without types
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.steps += 1
        kept = min(self.recipe.averaging, self.steps / (self.steps + 10))
        with torch.no_grad():
            for mean, now in zip(self.averaged.parameters(), self.network.parameters(), strict=True):
                if now.requires_grad:
                    mean.lerp_(now, 1 - kept)
        return float(loss.detach())

    def _weighed(self, parts: tuple[Tensor, Tensor]) -> Tensor:
        labels, pointers = parts
        return labels + self.recipe.pointer_weight * pointers

    def loss(self, taught: TaughtBatch) -> float:
        """Return the averaged network's loss on a batch that it does not learn from, pointers at full weight."""
        with torch.no_grad():
            return sum(map(float, loss_of(self.averaged(taught.batch), taught)))

    def _set_rate(self) -> None:
        warm = min(1.0, (self.steps + 1) / self.recipe.warm_up)
        factor = warm * max(0.0, 1 - self.steps / self.total)
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * factor

    def save(self, folder: Path, epochs: int) -> None:
        """Keep where the run stands; the last checkpoint is replaced only once this one is whole."""
        save_file(self.averaged.state_dict(), folder / f"epoch-{epochs}.safetensors")
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "steps": self.steps,
            "epochs": epochs,
            "recipe": asdict(self.recipe),
            "random": torch.get_rng_state(),
        }
        torch.save(state, folder / "checkpoint.new")
        (folder / "checkpoint.new").replace(folder / "checkpoint.pt")

    def resume(self, folder: Path) -> int:
        """Go on from the folder's checkpoint, if it has one of this recipe; gives how many epochs are done."""
        path = folder / "checkpoint.pt"
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        if state["recipe"] != asdict(self.recipe):
            return 0
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(load_file(folder / f"epoch-{state['epochs']}.safetensors"))
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
        self.steps = state["steps"]
        return int(state["epochs"])


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Return each layer its rate: the lower, the smaller (Howard and Ruder 2018); norms and biases do not decay."""
    depth = len(network.layers)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith(("heads.", "recurrent.", "shapes.")):
            rate = recipe.heads_rate
        elif name.startswith("layers."):
            rate = recipe.encoder_rate * recipe.layer_decay ** (depth - 1 - int(name.split(".")[1]))
        else:
            rate = recipe.encoder_rate * recipe.layer_decay**depth
        decay = 0.0 if parameter.ndim == 1 else recipe.decay
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": held, "lr": rate, "rate": rate, "weight_decay": decay} for (rate, decay), held in groups.items()]


def _leave_out(pieces: Tensor, share: float) -> None:
    """Hide a share of the pieces, so that labels are learned from what stands around a name, not from the name."""
    hidden = (torch.rand(pieces.shape, device=pieces.device) < share) & (pieces > _MASK)
    pieces[hidden] = _MASK


def read_log(folder: Path) -> list[dict[str, float]]:
    """Return what a run logged, an object for each epoch."""
    log = folder / LOG
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def log_epoch(folder: Path, **figures: float) -> None:
    """Print an epoch's figures, and keep them in the run's log."""
    line = json.dumps(figures)
    print(line, flush=True)  # noqa: T201 - the log of a run that people watch
    with (folder / LOG).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
