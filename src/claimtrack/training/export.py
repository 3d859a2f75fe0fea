"""From a taught network to the files that ship: ONNX with eight-bit weights, and a table of embeddings."""

import warnings
from pathlib import Path

import numpy as np
import onnx
import onnx.numpy_helper
import torch
from safetensors.numpy import save_file
from torch import Tensor, nn

from claimtrack.errors import ClaimtrackError
from claimtrack.training.network import POSITIONS, WIDTH, Network

_OPSET = 18
_LEAST = 10_000
"""Numbers; a smaller matrix stays as it is."""


class _Readable(nn.Module):
    """The network as it is run: one window at a time, its pieces' embeddings looked up before."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, embedded: Tensor, shapes: Tensor, heads: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.network.encode(embedded, shapes, None)
        label, to_cue, to_source = self.network.heads(hidden[:, :1], hidden[:, heads])
        return label[0], to_cue[0], to_source[0]


def export(network: Network, path: Path) -> None:
    """Write the network, without its table of embeddings, as ONNX with eight-bit weights.

    The weights are unfolded to 32 bits when they are loaded, so that every processor computes with the same numbers.
    """
    example = (torch.zeros(1, 40, WIDTH), torch.zeros(1, 40, dtype=torch.int64), torch.arange(1, 31))
    pieces, words = torch.export.Dim("pieces", min=2, max=POSITIONS), torch.export.Dim("words", min=2, max=POSITIONS)
    with warnings.catch_warnings():
        # PyTorch's exporter warns of its own insides.
        warnings.simplefilter("ignore")
        written = torch.onnx.export(
            _Readable(network).eval(),
            example,
            input_names=["embedded", "shapes", "heads"],
            output_names=["labels", "to_cue", "to_source"],
            dynamic_shapes=({1: pieces}, {1: pieces}, {0: words}),
            opset_version=_OPSET,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    if written is None:
        raise ClaimtrackError("PyTorch exported nothing; use the version of torch that the extra `train` names")
    model = written.model_proto
    _shorten_weights(model.graph)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def _shorten_weights(graph: onnx.GraphProto) -> None:
    """Keep every large matrix in eight bits: each column a scale of its own, multiplied back when the model loads."""
    for matrix in [one for one in graph.initializer if one.data_type == onnx.TensorProto.FLOAT and len(one.dims) == 2]:
        values = onnx.numpy_helper.to_array(matrix)
        if values.size < _LEAST:
            continue
        scales = np.maximum(np.abs(values).max(axis=0, keepdims=True), 1e-8) / 127
        name = matrix.name
        graph.initializer.remove(matrix)
        graph.initializer.append(
            onnx.numpy_helper.from_array(np.rint(values / scales).astype(np.int8), f"{name}.short")
        )
        graph.initializer.append(onnx.numpy_helper.from_array(scales.astype(np.float32), f"{name}.scale"))
        cast = onnx.helper.make_node("Cast", [f"{name}.short"], [f"{name}.cast"], to=onnx.TensorProto.FLOAT)
        graph.node.insert(0, onnx.helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name]))
        graph.node.insert(0, cast)


def save_embeddings(network: Network, path: Path) -> None:
    """Write the table of embeddings in eight bits, each row with its scale."""
    table = network.pieces.weight.detach().cpu().numpy()
    scales = np.maximum(np.abs(table).max(axis=1), 1e-8) / 127
    rows = np.rint(table / scales[:, None]).astype(np.int8)
    save_file({"rows": rows, "scales": scales.astype(np.float32)}, path)
