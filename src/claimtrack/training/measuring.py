"""The figures of an engine on labelled articles, as they stand in the model's card."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from claimtrack.extraction.values import Attribution, Extraction, Extractor
from claimtrack.training.calibrating import reliability
from claimtrack.training.corpus import Labelled, LabelledArticle
from claimtrack.training.scoring import Score, matches


def measured(extract: Extractor, articles: Sequence[LabelledArticle]) -> dict[str, Any]:
    """Return the benchmark's figures, and how often attributions of each confidence were right."""
    score = Score()
    confidences: list[float] = []
    right: list[bool] = []
    for article in articles:
        outer = _outer(extract(article.text))
        related = score.add(article.text, article.attributions, [_labelled(one) for one in outer])
        for place, one in enumerate(outer):
            if one.confidence is not None:
                confidences.append(one.confidence)
                right.append(place in related)
    figures = {name: tally.rounded() for name, tally in score.tallies.items()}
    return {"spans": figures, "reliability": [asdict(one) for one in reliability(confidences, right)]}


def measured_natures(extract: Extractor, articles: Sequence[LabelledArticle], speakers: Path) -> dict[str, Any]:
    """Compare nature, hedged and checkable with what a careful reader said, where the attribution was found.

    ``speakers`` holds one JSON object an attribution: "article", "index", "nature", "hedged", "checkable".
    """
    told: dict[str, dict[int, dict[str, Any]]] = {}
    with speakers.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            told.setdefault(row["article"], {})[row["index"]] = row
    pairs: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in ("nature", "hedged", "checkable")}
    for article in articles:
        if article.name not in told:
            continue
        extraction = extract(article.text)
        outer = _outer(extraction)
        gold = list(article.attributions)
        for place, given, _ in matches(article.text, gold, [_labelled(one) for one in outer]):
            row = told[article.name].get(place)
            if row is None:
                continue
            one = outer[given]
            pairs["nature"][row["nature"], one.nature.value] += 1
            pairs["hedged"][str(row["hedged"]), str(one.hedged)] += 1
            pairs["checkable"][str(row["checkable"]), str(_is_checkable(extraction, one))] += 1
    return {name: _compared(counted) for name, counted in pairs.items()}


def _compared(counted: Counter[tuple[str, str]]) -> dict[str, Any]:
    total = sum(counted.values())
    wanted: Counter[str] = Counter()
    for (told, _), count in counted.items():
        wanted[told] += count
    right = sum(count for (told, given), count in counted.items() if told == given)
    commonest = wanted.most_common(1)[0] if wanted else ("", 0)
    return {
        "found": total,
        "right": round(100 * right / total, 1) if total else 0.0,
        "always": commonest[0],
        "always_right": round(100 * commonest[1] / total, 1) if total else 0.0,
        "confusion": [[told, given, count] for (told, given), count in sorted(counted.items())],
    }


def _outer(extraction: Extraction) -> list[Attribution]:
    """Leave out what stands inside another attribution: the benchmark marks one level."""
    return [one for one in extraction.attributions if one.inside is None]


def _labelled(one: Attribution) -> Labelled:
    return Labelled(one.source, one.cue, one.content)


def _is_checkable(extraction: Extraction, one: Attribution) -> bool:
    number = extraction.attributions.index(one)
    return any(statement.checkable for statement in extraction.statements if statement.attribution == number)
