"""The shipped model: its files, checked against their digests, and how a window is read with them."""

import hashlib
import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from claimtrack.errors import ModelUnusable
from claimtrack.extraction.learned.decoding import WindowScores, probabilities
from claimtrack.extraction.learned.windows import Window, load_tokenizer, pieces_of
from claimtrack.extraction.learned.words import Words

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
"""Where the model lies in the package."""
CARD = "card.json"
"""What the model is: its files with their digests, data, recipe, figures."""
NETWORK, EMBEDDINGS, VOCABULARY = "network.onnx", "embeddings.safetensors", "tokenizer.json"
_LEAST = 1e-4
_HINT = "install claimtrack again, or read with the rules alone: --extractor rules"


@dataclass(frozen=True, slots=True)
class LearnedModel:
    """A model ready to read. The same window always gives the same scores."""

    session: "InferenceSession"
    tokenizer: "Tokenizer"
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]
    calibration: tuple[float, ...]

    def pieces(self, words: Words) -> list[list[int]]:
        """Give the vocabulary numbers of every word's pieces."""
        return pieces_of(self.tokenizer, words)

    def scores(self, window: Window) -> WindowScores:
        """Read one window, alone: what stands beside it in a batch could change it."""
        pieces = np.array(window.pieces)
        embedded = self.rows[pieces].astype(np.float32) * self.scales[pieces, None]
        feed = {
            "embedded": embedded[None],
            "shapes": np.array([window.shapes], dtype=np.int64),
            "heads": np.array(window.heads, dtype=np.int64),
        }
        labels, to_cue, to_source = self.session.run(None, feed)
        return WindowScores(probabilities(labels), probabilities(to_cue), probabilities(to_source))

    def confidence(self, evidence: Sequence[float]) -> float:
        """Give how likely an attribution is right, 0 to 1: a logistic curve fitted on held-out articles."""
        first, *weights = self.calibration
        logs = evidence_logs(evidence)
        total = first + sum(weight * value for weight, value in zip(weights, logs, strict=True))
        return round(1 / (1 + math.exp(-total)), 3)


def evidence_logs(evidence: Sequence[float]) -> list[float]:
    """Give the scores that an attribution was decoded with as logarithms, bounded below."""
    return [math.log(max(value, _LEAST)) for value in evidence]


@cache
def load_model(folder: Path = WEIGHTS) -> LearnedModel:
    """Load the model that a folder holds.

    Raises ModelUnusable naming the file that is missing, damaged or not ours.
    """
    card = read_card(folder)
    for name, digest in card["files"].items():
        _check(folder / name, digest)
    # Nothing leaves the machine. Read when the library is loaded, by builds that send usage data.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime
    from safetensors.numpy import load_file

    onnxruntime.disable_telemetry_events()  # Windows asks here instead
    options = onnxruntime.SessionOptions()
    # One core: who reads many files gives each core a file of its own.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(folder / NETWORK, options, providers=["CPUExecutionProvider"])
    table = load_file(folder / EMBEDDINGS)
    tokenizer = load_tokenizer(folder / VOCABULARY)
    return LearnedModel(session, tokenizer, table["rows"], table["scales"], tuple(card["calibration"]))


def read_card(folder: Path = WEIGHTS) -> dict[str, Any]:
    """Read what the model says of itself; raises ModelUnusable where it says nothing that can be read."""
    path = folder / CARD
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelUnusable(f"the learned engine's model is missing: there is no {path}; {_HINT}") from error
    except (OSError, ValueError) as error:
        raise ModelUnusable(f"the learned engine's {path} cannot be read ({error}); {_HINT}") from error
    if not isinstance(card, dict) or not {"files", "calibration"} <= card.keys():
        raise ModelUnusable(f"{path} is no card of a claimtrack model; {_HINT}")
    return card


def _check(path: Path, digest: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelUnusable(
            f"the learned engine's weights cannot be read: {path}: {error.strerror}; {_HINT}"
        ) from error
    if found != digest:
        raise ModelUnusable(f"{path} is damaged or not the file that came with claimtrack (SHA-256 {found}); {_HINT}")
