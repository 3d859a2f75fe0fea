"""From a taught network to the files that ship: ONNX with eight-bit weights, and a table of embeddings."""

import warnings
from pathlib import Path

import numpy as np
import onnx
import onnx.numpy_helper
import torch
from safetensors.numpy import load_file, save_file
from torch import Tensor, nn

from claimtrack.training.network import WIDTH, Network

OPSET = 18
"""The version of ONNX's operators that is written."""
_LEAST = 10_000
"""Numbers; a smaller matrix stays as it is."""


class _Readable(nn.Module):
    """The network as it is run: one window at a time, its pieces' embeddings looked up before."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, embedded: Tensor, shapes: Tensor, heads: Tensor, starts: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        hidden = self.network.encode(embedded, shapes, starts=starts[None])
        words = hidden[:, heads]
        label, to_cue, to_source = self.network.heads(hidden[:, :1], words)
        return label[0], to_cue[0], to_source[0], self.network.stating(words)[0], self.network.doubting(words)[0]


def export(network: Network, path: Path) -> None:
    """Write the network, without its table of embeddings, as ONNX with eight-bit weights.

    The weights are unfolded to 32 bits when they are loaded, so that every processor computes with the same numbers.
    """
    example = (torch.zeros(1, 40, WIDTH), torch.zeros(1, 40, dtype=torch.int64), torch.arange(1, 31), torch.arange(35))
    with warnings.catch_warnings():
        # The newer exporter cannot leave the length of what a recurrent layer reads open.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Readable(network).eval(),
            example,
            path,
            input_names=["embedded", "shapes", "heads", "starts"],
            output_names=["labels", "to_cue", "to_source", "statements", "doubts"],
            dynamic_axes={"embedded": [1], "shapes": [1], "heads": [0], "starts": [0]},
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load(path)
    shorten_weights(model.graph)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def shorten_weights(graph: onnx.GraphProto) -> None:
    """Keep every large matrix in eight bits: each column a scale of its own, multiplied back when the model loads.

    A recurrent layer's matrices, stacked by direction, have one for each row: there a row is a cell.
    """
    for matrix in [one for one in graph.initializer if one.data_type == onnx.TensorProto.FLOAT and len(one.dims) > 1]:
        values = onnx.numpy_helper.to_array(matrix)
        if values.size < _LEAST:
            continue
        axis = 0 if values.ndim == 2 else -1
        scales = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-8) / 127
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


def rounded(network: Network, path: Path) -> Network:
    """Return the network with the embeddings that were written, as whoever reads them computes them."""
    table = load_file(path)
    with torch.no_grad():
        network.pieces.weight.copy_(torch.from_numpy(table["rows"].astype(np.float32) * table["scales"][:, None]))
    return network
