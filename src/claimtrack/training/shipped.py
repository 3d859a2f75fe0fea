"""A shipped model's network as one that can be taught on: what ``export`` does, undone."""

from pathlib import Path

import numpy as np
import onnx
import onnx.numpy_helper
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file

from claimtrack.extraction.learned.model import EMBEDDINGS, network_name, read_card
from claimtrack.training.network import Network, Size

Matrix = NDArray[np.float32]

_HEADS = ("asks_cue", "is_cue", "is_source", "asks_source", "label")
"""The heads' matrices in the order in which the network is written."""
_OURS = "network."


def read_network(name: str, folder: Path, *, dropout: float = 0.1) -> Network:
    """Return the network of a model in a folder, its weights as they are when it is run.

    What it says of statements, or of doubts, begins anew where the file holds no such head.
    Raises ModelUnusable without its card.
    """
    network = Network(Size(**read_card(name, folder)["size"]), dropout=dropout)
    model = onnx.load(folder / network_name(name))
    held = _unfolded(model.graph)
    state = network.state_dict()
    found = {key.removeprefix(_OURS): value for key, value in held.items() if key.removeprefix(_OURS) in state}
    products = []
    for node in model.graph.node:
        if node.op_type == "LSTM":
            found |= _recurrent(*(held[given] for given in node.input[1:4]))
        if node.op_type == "MatMul":
            products += [held[given].T for given in node.input if given in held and held[given].ndim == 2]
    layers = [key for key in state if key.startswith("layers.") and key.endswith(".weight") and state[key].ndim == 2]
    heads = [f"heads.{head}.weight" for head in _HEADS] + ["stating.weight", "doubting.weight"]
    found |= dict(zip([*layers, *heads], products, strict=False))
    table = load_file(folder / EMBEDDINGS)
    found["pieces.weight"] = table["rows"].astype(np.float32) * table["scales"][:, None]
    given = {key: torch.from_numpy(np.array(value, dtype=np.float32)) for key, value in found.items()}
    network.load_state_dict({**state, **given})
    return network


def _unfolded(graph: onnx.GraphProto) -> dict[str, Matrix]:
    """Return the graph's weights by name, those in eight bits multiplied by their scales."""
    arrays = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    whole = {name: value for name, value in arrays.items() if not name.endswith((".short", ".scale"))}
    for name, value in arrays.items():
        if name.endswith(".short"):
            stem = name.removesuffix(".short")
            whole[stem] = value.astype(np.float32) * arrays[f"{stem}.scale"]
    return whole


def _recurrent(inward: Matrix, along: Matrix, biases: Matrix) -> dict[str, Matrix]:
    """Return a recurrent layer's weights as PyTorch names and orders them; ONNX stacks both directions."""
    found = {}
    for direction, suffix in enumerate(("", "_reverse")):
        first, second = np.split(biases[direction], 2)
        for name, value in (
            ("weight_ih_l0", inward[direction]),
            ("weight_hh_l0", along[direction]),
            ("bias_ih_l0", first),
            ("bias_hh_l0", second),
        ):
            found[f"recurrent.{name}{suffix}"] = _reordered(value)
    return found


def _reordered(gates: Matrix) -> Matrix:
    """Put the gates in PyTorch's order: input, forget, cell, output; ONNX has input, output, forget, cell."""
    entering, leaving, forgetting, cell = np.split(gates, 4)
    return np.concatenate([entering, forgetting, cell, leaving])
