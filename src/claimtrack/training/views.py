"""A few numbers a word beside what a network says of it, for the small network that says what evidence could decide.

A model that was taught doubts gives vectors that tell enough; one that was not has its states, and only what is made
for labels is read from them. Here a view of the states is taught, and put into the network's file as one output more.
"""

from pathlib import Path

import numpy as np
import onnx
import onnx.helper
import onnx.numpy_helper
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from claimtrack.extraction.learned.checkable_scorer import READS
from claimtrack.extraction.learned.labels import STATEMENT_SCORES
from claimtrack.extraction.learned.model import VIEWS
from claimtrack.training.teach_checkable import CheckableRecipe, lesson_batches

WEIGHTS_OF_VIEWS = "views.weight"
"""What the view's matrix is called in the network's file."""
_STATEMENTS = "statements"
_LEAST_SPREAD = 1e-3


def see_through(path: Path, view: NDArray[np.float32]) -> None:
    """Let a network that knows statements give its words' states times ``view``, (width, views), as ``VIEWS``.

    What it gave so far stays as it is; a view that it has makes way.
    """
    model = onnx.load(path)
    graph = model.graph
    look_away(graph)
    whole, states = _read_from(graph)
    graph.initializer.append(onnx.numpy_helper.from_array(view, WEIGHTS_OF_VIEWS))
    graph.node.append(onnx.helper.make_node("MatMul", [states, WEIGHTS_OF_VIEWS], [f"{VIEWS}.all"]))
    first = onnx.helper.make_node("Gather", [f"{VIEWS}.all", whole.input[1]], [VIEWS], axis=0)
    graph.node.append(first)
    shape = ["words", view.shape[1]]
    graph.output.append(onnx.helper.make_tensor_value_info(VIEWS, onnx.TensorProto.FLOAT, shape))
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def look_away(graph: onnx.GraphProto) -> None:
    """Take a network's view out of it, if there is one."""
    for held in (graph.node, graph.initializer, graph.output):
        for one in [one for one in held if _is_of_view(one)]:
            held.remove(one)


def _is_of_view(one: onnx.NodeProto | onnx.TensorProto | onnx.ValueInfoProto) -> bool:
    named = one.output if isinstance(one, onnx.NodeProto) else [one.name]
    return not {VIEWS, f"{VIEWS}.all", WEIGHTS_OF_VIEWS}.isdisjoint(named)


def _read_from(graph: onnx.GraphProto) -> tuple[onnx.NodeProto, str]:
    """Return the node that gives what is said of statements, of one window, and the states that this is read from."""
    maker = {given: node for node in graph.node for given in node.output}
    whole = maker[_STATEMENTS]
    product = maker[whole.input[0]]
    while product.op_type != "MatMul":
        product = next(maker[given] for given in product.input if given in maker)
    return whole, product.input[0]


def teach_view(features: Tensor, wanted: Tensor, recipe: CheckableRecipe) -> NDArray[np.float32]:
    """Return the view that tells most of what evidence could decide, (width, ``recipe.views``).

    ``features`` are those of statements whose words' states are seen whole: (statements, ``READS`` * (scores + width)).
    """
    torch.manual_seed(recipe.seed)
    apart = features.view(len(features), READS, -1)
    mean, spread = apart.mean(0), apart.std(0, correction=0) + _LEAST_SPREAD
    said = ((apart - mean) / spread)[:, :, :STATEMENT_SCORES].flatten(1)
    states = apart[:, :, STATEMENT_SCORES:]
    network = _Seen(states.shape[2], recipe)
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    steps = recipe.epochs * -(-len(states) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1, recipe.last_rate / recipe.rate, steps)
    for drawn in lesson_batches(len(states), recipe):
        told = network(said[drawn], states[drawn])
        loss = functional.binary_cross_entropy_with_logits(told, wanted[drawn, None].expand_as(told))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call] # PyTorch leaves it untyped
        optimizer.step()
        schedule.step()
    given: NDArray[np.float32] = network.view.weight.detach().T.contiguous().numpy()
    return given


class _Seen(nn.Module):
    """One view, and several networks that read it, so that it suits more than one of them."""

    def __init__(self, width: int, recipe: CheckableRecipe) -> None:
        super().__init__()
        read = READS * (STATEMENT_SCORES + recipe.views)
        self.view = nn.Linear(width, recipe.views, bias=False)
        self.hide = nn.Dropout(recipe.dropout_of_states)
        self.readers = nn.ModuleList(
            nn.Sequential(
                nn.Dropout(recipe.dropout),
                nn.Linear(read, recipe.hidden),
                nn.ReLU(),
                nn.Dropout(recipe.dropout),
                nn.Linear(recipe.hidden, 1),
            )
            for _ in range(recipe.networks)
        )

    def forward(self, said: Tensor, states: Tensor) -> Tensor:
        """Return what each network says of each statement, (statements, networks)."""
        seen = torch.cat([said, self.view(self.hide(states)).flatten(1)], dim=1)
        return torch.cat([reader(seen) for reader in self.readers], dim=1)
