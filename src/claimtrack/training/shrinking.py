"""A smaller network out of a taught one: its lowest layers, and of each the inner cells that matter most."""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from claimtrack.training.batches import TaughtBatch
from claimtrack.training.network import Layer, Network, Size
from claimtrack.training.teach import loss_of


def shrunk(teacher: Network, size: Size, batches: Iterable[TaughtBatch], *, dropout: float = 0.1) -> Network:
    """Return a network of a size that begins where its teacher stands.

    Inner cells are kept by how much the loss on ``batches`` hangs on them (Molchanov et al. 2017). A recurrent layer
    and the heads above it begin anew.
    """
    network = Network(size, dropout=dropout)
    matters = _importance(teacher, batches)
    with torch.no_grad():
        for part in ("pieces", "positions", "shapes", "norm"):
            getattr(network, part).load_state_dict(getattr(teacher, part).state_dict())
        if not size.recurrent:
            network.heads.load_state_dict(teacher.heads.state_dict())
        for layer, larger, counted in zip(network.stack(), teacher.stack(), matters, strict=False):
            _copy(layer, larger, counted.argsort(descending=True)[: size.inner].sort().values)
    return network


def _copy(layer: Layer, larger: Layer, kept: Tensor) -> None:
    for part in ("query_key_value", "output", "attention_norm", "norm"):
        getattr(layer, part).load_state_dict(getattr(larger, part).state_dict())
    layer.wide.weight.copy_(larger.wide.weight[kept])
    layer.wide.bias.copy_(larger.wide.bias[kept])
    layer.narrow.weight.copy_(larger.narrow.weight[:, kept])
    layer.narrow.bias.copy_(larger.narrow.bias)


def _importance(teacher: Network, batches: Iterable[TaughtBatch]) -> list[Tensor]:
    """Give, for each inner cell of each layer, about how much the loss would change without it."""
    device = next(teacher.parameters()).device
    states: list[Tensor] = []

    def hold(_: nn.Module, given: tuple[Tensor, ...]) -> None:
        given[0].retain_grad()
        states.append(given[0])

    matters = [torch.zeros(layer.narrow.in_features, device=device) for layer in teacher.stack()]
    hooks = [layer.narrow.register_forward_pre_hook(hold) for layer in teacher.stack()]
    try:
        for batch in (one.to(device) for one in batches):
            states.clear()
            teacher.zero_grad(set_to_none=True)
            labels, pointers = loss_of(teacher(batch.batch), batch)
            (labels + pointers).backward()  # type: ignore[no-untyped-call] # PyTorch leaves it without types
            for counted, state in zip(matters, states, strict=True):
                grown = state.grad if state.grad is not None else torch.zeros_like(state)
                counted += (state * grown).sum((0, 1)).abs().detach()
    finally:
        for hook in hooks:
            hook.remove()
        teacher.zero_grad(set_to_none=True)
    return matters
