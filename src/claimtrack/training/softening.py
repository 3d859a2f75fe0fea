"""What taught networks say of the batches that a smaller one learns from (Hinton, Vinyals and Dean 2015)."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from claimtrack.training.batches import IGNORED, TaughtBatch
from claimtrack.training.network import Network


@dataclass(frozen=True, slots=True)
class Said:
    """What teachers hold likely of one batch: logarithms of their mean, shaped as ``Network.forward`` gives it."""

    labels: Tensor
    to_cue: Tensor
    to_source: Tensor

    @classmethod
    def of(cls, teachers: Sequence[Network], batch: TaughtBatch) -> "Said":
        """Ask the teachers."""
        device = next(teachers[0].parameters()).device
        with torch.no_grad():
            given = [teacher(batch.batch.to(device)) for teacher in teachers]
            return cls(*(_mean(held) for held in zip(*given, strict=True)))

    def loss(
        self, given: tuple[Tensor, Tensor, Tensor], taught: TaughtBatch, temperature: float
    ) -> tuple[Tensor, Tensor]:
        """Return how far a network's labels and pointers lie from the teacher's, over the words that are taught."""
        label, to_cue, to_source = given
        return (
            distance(label, self.labels, taught.labels != IGNORED, temperature),
            distance(to_cue, self.to_cue, taught.to_cue != IGNORED, temperature)
            + distance(to_source, self.to_source, taught.to_source != IGNORED, temperature),
        )


def _mean(logits: Sequence[Tensor]) -> Tensor:
    """Return the logarithms of the mean of what several logits hold likely."""
    likely = torch.stack([functional.log_softmax(one, -1) for one in logits])
    return likely.logsumexp(0) - math.log(len(logits))


def distance(given: Tensor, said: Tensor, chosen: Tensor, temperature: float = 1.0) -> Tensor:
    """Return the mean Kullback-Leibler divergence, times the square of the temperature, so that gradients keep size.

    The mean is over the words that are ``chosen``; 0 where none is.
    """
    ours = functional.log_softmax(given[chosen] / temperature, -1)
    theirs = functional.log_softmax(said[chosen].to(ours) / temperature, -1)
    summed = functional.kl_div(ours, theirs, reduction="sum", log_target=True)
    return summed / chosen.sum().clamp(min=1) * temperature**2


class Memory:
    """What teachers say of some batches, asked once and kept in a file, so that each epoch can look it up."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ask(self, teachers: Sequence[Network], batches: Sequence[TaughtBatch]) -> None:
        """Ask the teachers about every batch, unless they were asked before."""
        if self._path.exists():
            return
        held: dict[str, Tensor] = {}
        for number, batch in enumerate(batches):
            said = Said.of(teachers, batch)
            held.update({f"{number}.{one.name}": getattr(said, one.name).half().cpu() for one in fields(Said)})
        new = self._path.with_suffix(".new")
        save_file(held, new)
        new.replace(self._path)

    def look_up(self, numbers: Sequence[int]) -> Iterator[Said]:
        """Yield what was said of batches, by their numbers."""
        with safe_open(self._path, "pt") as file:
            for number in numbers:
                yield Said(*(file.get_tensor(f"{number}.{one.name}") for one in fields(Said)))
