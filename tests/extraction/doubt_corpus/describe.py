"""Say what the corpus of doubts holds: ``python -m tests.extraction.doubt_corpus.describe``.

How many passages, doubts and traps each part has, how varied the wordings of each kind are, and how often the second
reader agreed with the writer: before what they differed in was settled, and without what was dropped.
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import partial
from pathlib import Path
from typing import Any

from tabulate import tabulate

from claimtrack.vocabulary import CaveatKind, LinkKind

CORPUS = Path(__file__).parent
PARTS = ("train", "dev", "test")
Row = Mapping[str, Any]


def rows(part: str) -> list[Row]:
    """Give the rows of a part."""
    return [json.loads(line) for line in (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


def wording(row: Row, span: Sequence[int]) -> str:
    """Give the words of a span, evened: letters and digits alone, lower case."""
    return " ".join(re.findall(r"\w+", row["text"][slice(*span)].lower()))


def wordings(held: Iterable[Row]) -> dict[str, Counter[str]]:
    """Give how often each wording doubts, by kind."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in held:
        for doubt in row["doubts"]:
            found[doubt["kind"]][wording(row, doubt["span"])] += 1
    return found


def entropy(counts: Counter[str]) -> float:
    """Give the entropy of wordings in bits; it is highest, the logarithm of their number, where none comes twice."""
    whole = counts.total()
    return -sum(count / whole * math.log2(count / whole) for count in counts.values())


def pairs(row: Row, kind: CaveatKind) -> set[int]:
    """Give the statements that a kind of doubt speaks of."""
    return {number for one in row["doubts"] if one["kind"] == kind for number in one["statements"]}


def links(row: Row, kinds: Sequence[LinkKind]) -> set[frozenset[int]]:
    """Give the pairs of statements that are linked so, in either direction."""
    return {frozenset((one["from"], one["to"])) for one in row["links"] if one["kind"] in kinds}


def agreement(first: Mapping[str, Row], second: Mapping[str, Row]) -> list[tuple[str, int, float]]:
    """Give how many pairs of each kind the writers' labels hold, and the F1 of the second readers' beside them."""
    looks: dict[str, Callable[[Row], Set[object]]] = {str(kind): partial(pairs, kind=kind) for kind in CaveatKind}
    looks["denies, contradicts"] = partial(links, kinds=(LinkKind.DENIES, LinkKind.CONTRADICTS))
    looks["repeats"] = partial(links, kinds=(LinkKind.REPEATS,))
    found: list[tuple[str, int, float]] = []
    for name, look in looks.items():
        both = sum(len(look(first[key]) & look(second[key])) for key in second)
        held = sum(len(look(first[key])) for key in second)
        other = sum(len(look(second[key])) for key in second)
        found.append((name, held, 2 * both / (held + other) if held + other else 0.0))
    return found


def written(held: Iterable[Row]) -> dict[str, Row]:
    """Give each passage's labels as its writer had them: ``first`` holds those that were changed."""
    return {row["id"]: row for row in [*held, *rows("first")]}


def main() -> None:
    """Print the tables."""
    held = {part: rows(part) for part in PARTS}
    out = [
        tabulate(
            [
                (
                    part,
                    len({row["id"].partition("-")[0] for row in some}),
                    len(some),
                    sum(len(row["text"].split()) for row in some),
                    sum(len(row["statements"]) for row in some),
                    sum(len(row["doubts"]) for row in some),
                    sum(len(row["traps"]) for row in some),
                    sum(not row["doubts"] for row in some),
                    sum(len(row["links"]) for row in some),
                )
                for part, some in held.items()
            ],
            ["part", "writers", "passages", "words", "statements", "doubts", "traps", "without a doubt", "links"],
            tablefmt="github",
        )
    ]
    everything = [row for some in held.values() for row in some]
    told = wordings(everything)
    out.append(
        tabulate(
            [
                (
                    kind,
                    counts.total(),
                    len(counts),
                    f"{entropy(counts):.1f} of {math.log2(counts.total()):.1f}",
                    f"{counts.most_common(1)[0][0]} ({counts.most_common(1)[0][1]})",
                )
                for kind, counts in sorted(told.items())
            ],
            ["kind", "doubts", "wordings", "entropy, bits", "the commonest"],
            tablefmt="github",
        )
    )
    agreed = agreement(written(everything), {row["id"]: row for row in rows("second")})
    out.append(
        tabulate(
            [(name, count, f"{100 * share:.1f}") for name, count, share in agreed],
            ["what", "pairs", "F1 of the second reader"],
            tablefmt="github",
        )
    )
    sys.stdout.write("\n\n".join(out) + "\n")


if __name__ == "__main__":
    main()
