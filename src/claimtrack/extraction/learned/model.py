"""The shipped models: their files, checked against their digests, and how a window is read with them."""

import hashlib
import json
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from claimtrack.config import Model
from claimtrack.errors import ModelUnusable
from claimtrack.extraction.learned.checkable_scorer import CheckableScorer
from claimtrack.extraction.learned.decode import WindowScores, probabilities
from claimtrack.extraction.learned.doubt_reader import DoubtScorer
from claimtrack.extraction.learned.second_look import SecondReader
from claimtrack.extraction.learned.sureness import statement_confidence
from claimtrack.extraction.learned.windows import Vocabulary, Window, load_vocabulary
from claimtrack.extraction.learned.words import Words
from claimtrack.extraction.quoting.statement_draft import StatementEvidence
from claimtrack.remedies import Field

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights"
"""Where the models lie in the package."""
DEFAULT, FAST = (one.value for one in Model)
EMBEDDINGS, VOCABULARY = "embeddings.safetensors", "tokenizer.json"
"""The files that the models share."""
_LEAST = 1e-4
_HINT = "install claimtrack again, or read with the rules alone: " + Field("extractor") + " rules"


def card_name(model: str) -> str:
    """Return the file that says what a model is: its files with their digests, data, recipe, figures."""
    return f"{model}.json"


def network_name(model: str) -> str:
    """Return the file of a model's network."""
    return f"{model}.onnx"


def doubts_name(model: str) -> str:
    """Return the file of the two small networks that say what a model's doubts speak of."""
    return f"{model}-doubts.safetensors"


def second_name(model: str) -> str:
    """Return the file of the network that looks a second time at a doubt."""
    return f"{model}-second.onnx"


def checkable_name(model: str) -> str:
    """Return the file of the small network that says what evidence could decide."""
    return f"{model}-checkable.safetensors"


@dataclass(frozen=True, slots=True)
class LearnedModel:
    """A model ready to read. The same window always gives the same scores.

    ``takes`` names what its network is fed; ``by_word`` says that it reads one position a word from the start.
    ``calibration`` and ``curves`` are the weights by which it says how sure it is of attributions and of statements;
    ``doubting`` says what a doubt speaks of, ``second`` looks at it once more, ``checkable`` says what evidence could
    decide; each is None where it was not taught that.
    """

    session: "InferenceSession"
    vocabulary: Vocabulary
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]
    takes: frozenset[str]
    by_word: bool
    calibration: tuple[float, ...]
    curves: Mapping[str, tuple[float, ...]]
    doubting: DoubtScorer | None = None
    checkable: CheckableScorer | None = None
    second: SecondReader | None = None

    def pieces(self, words: Words) -> list[list[int]]:
        """Return the vocabulary numbers of every word's pieces."""
        return self.vocabulary.pieces(words)

    def scores(self, window: Window) -> WindowScores:
        """Read one window, alone: what stands beside it in a batch could change it."""
        pieces, shapes, heads = np.array(window.pieces), np.array(window.shapes), window.heads
        embedded = self.rows[pieces].astype(np.float32) * self.scales[pieces, None]
        starts, places = window.narrowed() if "starts" in self.takes or self.by_word else ([], heads)
        if self.by_word:
            embedded, shapes = _means(embedded, starts), shapes[starts]
        given = {
            "embedded": embedded[None],
            "shapes": shapes[None],
            "heads": np.array(places),
            "starts": np.array(starts, dtype=np.int64),
        }
        labels, to_cue, to_source, *more = self.session.run(None, {name: given[name] for name in self.takes})
        statements, doubts = (*more, None, None)[:2]
        return WindowScores(probabilities(labels), probabilities(to_cue), probabilities(to_source), statements, doubts)

    def confidence(self, evidence: Sequence[float]) -> float:
        """Return how likely an attribution is right, 0 to 1: a logistic curve fitted on held-out articles."""
        first, *weights = self.calibration
        logs = evidence_logs(evidence)
        total = first + sum(weight * value for weight, value in zip(weights, logs, strict=True))
        return round(1 / (1 + math.exp(-total)), 3)

    def sure(self, evidence: StatementEvidence) -> float:
        """Return how likely a statement, its words and whose it is, is right: 0 to 1."""
        return statement_confidence(evidence, self.curves)


def _means(embedded: NDArray[np.float32], starts: list[int]) -> NDArray[np.float32]:
    """Return the mean of the pieces of each position, (positions, width); most positions have one piece."""
    sums = embedded[starts]
    is_more = np.ones(len(embedded), dtype=bool)
    is_more[starts] = False
    more = is_more.nonzero()[0]
    owners = np.searchsorted(starts, more, side="right") - 1
    np.add.at(sums, owners, embedded[more])
    counts = 1 + np.bincount(owners, minlength=len(starts))
    return np.asarray(sums / counts[:, None].astype(np.float32), dtype=np.float32)


def evidence_logs(evidence: Sequence[float]) -> list[float]:
    """Return the scores that an attribution was decoded with as logarithms, bounded below."""
    return [math.log(max(value, _LEAST)) for value in evidence]


@cache
def load_model(name: str = DEFAULT, folder: Path = WEIGHTS) -> LearnedModel:
    """Load a model that a folder holds, once in a process; raises what ``read_model`` does."""
    return read_model(name, folder)


def read_model(name: str, folder: Path) -> LearnedModel:
    """Load a model as it lies in a folder now.

    Raises ModelUnusable naming the file that is missing, damaged or not ours.
    """
    card = read_card(name, folder)
    for file, digest in card["files"].items():
        _check(folder / file, digest)
    # Nothing leaves the machine. Read when the library is loaded, by builds that send usage data.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime
    from safetensors.numpy import load_file

    onnxruntime.disable_telemetry_events()  # Windows asks here instead
    table, vocabulary = load_file(folder / EMBEDDINGS), load_vocabulary(folder / VOCABULARY)
    rows, scales = table["rows"], table["scales"]
    second = None
    if second_name(name) in card["files"]:
        curve = tuple(card.get("second_look", {}).get("calibration", ()))
        second = SecondReader(_session(folder / second_name(name)), vocabulary, rows, scales, curve)
    session = _session(folder / network_name(name))
    return LearnedModel(
        session,
        vocabulary,
        rows,
        scales,
        frozenset(one.name for one in session.get_inputs()),
        card["size"]["narrowed"] == 0,
        tuple(card["calibration"]),
        {curve: tuple(weights) for curve, weights in card.get("statements", {}).get("calibration", {}).items()},
        _doubt_scorer(card, load_file(folder / doubts_name(name))) if doubts_name(name) in card["files"] else None,
        _checkable_scorer(load_file(folder / checkable_name(name))) if checkable_name(name) in card["files"] else None,
        second,
    )


def _session(path: Path) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One core: who reads many files gives each core a file of its own.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _doubt_scorer(card: Mapping[str, Any], weights: Mapping[str, NDArray[np.float32]]) -> DoubtScorer:
    return DoubtScorer(weights, tuple(card.get("doubts", {}).get("calibration", ())))


def _checkable_scorer(weights: Mapping[str, NDArray[np.float16]]) -> CheckableScorer:
    return CheckableScorer({key: value.astype(np.float32) for key, value in weights.items()})


def read_card(name: str = DEFAULT, folder: Path = WEIGHTS) -> dict[str, Any]:
    """Read what a model says of itself; raises ModelUnusable where it says nothing that can be read."""
    path = folder / card_name(name)
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelUnusable(f"the learned engine's model is missing: there is no {path}; " + _HINT) from error
    except (OSError, ValueError) as error:
        raise ModelUnusable(f"the learned engine's {path} cannot be read ({error}); " + _HINT) from error
    if not isinstance(card, dict) or not {"files", "size", "calibration"} <= card.keys():
        raise ModelUnusable(f"{path} is no card of a claimtrack model; " + _HINT)
    return card


def _check(path: Path, digest: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelUnusable(
            f"the learned engine's weights cannot be read: {path}: {error.strerror}; " + _HINT
        ) from error
    if found != digest:
        raise ModelUnusable(f"{path} is damaged or not the file that came with claimtrack (SHA-256 {found}); " + _HINT)
