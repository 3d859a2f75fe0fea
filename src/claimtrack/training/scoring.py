"""Figures of predicted attributions against what people marked; the attribution benchmark defines each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claimtrack.extraction.values import Span
from claimtrack.training.corpus import Labelled

_TRIMMED = " \t\n\r,.;:\"'“”‘’«»"
_SAME = 0.5


@dataclass(slots=True)
class Tally:
    """How many were right, given and wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, right: int, given: int, wanted: int) -> None:
        """Count one article."""
        self.right, self.given, self.wanted = self.right + right, self.given + given, self.wanted + wanted

    @property
    def precision(self) -> float:
        """Of what was given, how much was right, in percent."""
        return 100 * self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Of what was wanted, how much was given, in percent."""
        return 100 * self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in percent."""
        total = self.given + self.wanted
        return 200 * self.right / total if total else 0.0

    def rounded(self) -> dict[str, float]:
        """Return the three figures as a model's card gives them."""
        return {"precision": round(self.precision, 1), "recall": round(self.recall, 1), "f1": round(self.f1, 1)}


FIGURES = ("content-exact", "content-overlap", "source-exact", "cue-exact", "detection", "relation")


@dataclass(slots=True)
class Score:
    """The benchmark's figures over many articles, by name."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIGURES})

    def add(self, text: str, gold: Sequence[Labelled], given: Sequence[Labelled]) -> set[int]:
        """Count one article; gives which of ``given`` stand for a gold attribution, source and content both right."""
        gold, numbers = [one for one in gold if one.content], [place for place, one in enumerate(given) if one.content]
        held = [given[place] for place in numbers]
        for name, role in (("content-exact", "content"), ("source-exact", "source"), ("cue-exact", "cue")):
            wanted, found = _ends(text, gold, role), _ends(text, held, role)
            self.tallies[name].add(len(wanted & found), len(found), len(wanted))
        wanted_words, found_words = _together(text, gold), _together(text, held)
        self.tallies["content-overlap"].add(len(wanted_words & found_words), len(found_words), len(wanted_words))
        pairs = matches(text, gold, held)
        related = {numbers[given_place] for _, given_place, source in pairs if source >= _SAME}
        self.tallies["detection"].add(len(pairs), len(held), len(gold))
        self.tallies["relation"].add(len(related), len(held), len(gold))
        return related


def matches(text: str, gold: Sequence[Labelled], given: Sequence[Labelled]) -> list[tuple[int, int, float]]:
    """Pair each gold attribution with the given one whose content it shares most, half of both at least.

    Each triple: place in ``gold``, place in ``given``, and what share of both sources they have in common.
    """
    ours = [(_letters(text, one.content), _letters(text, one.source)) for one in given]
    candidates = []
    for place, one in enumerate(gold):
        content, source = _letters(text, one.content), _letters(text, one.source)
        for other, (words, who) in enumerate(ours):
            if content & words and (shared := _overlap(content, words)) >= _SAME:
                candidates.append((shared, _overlap(source, who), place, other))
    taken_gold: set[int] = set()
    taken: set[int] = set()
    pairs = []
    for _, source_share, place, other in sorted(candidates, reverse=True):
        if place not in taken_gold and other not in taken:
            taken_gold.add(place)
            taken.add(other)
            pairs.append((place, other, source_share))
    return pairs


def _overlap(some: set[int], others: set[int]) -> float:
    return len(some & others) / len(some | others) if some or others else 1.0


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if not text[place].isspace()}


def _together(text: str, held: Iterable[Labelled]) -> set[int]:
    return set().union(*(_letters(text, one.content) for one in held))


def _ends(text: str, held: Iterable[Labelled], role: str) -> set[Span]:
    return {_trimmed(text, *span) for one in held for span in getattr(one, role)}


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end
