"""Where sentences and attributions stand, and the statements that are being made of them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.quoting.statement_draft import StatementEvidence
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.values import Span

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


@dataclass(slots=True)
class Making:
    """A statement whose words may still grow; ``attribution`` None: the outlet's own, ``perhaps`` whose, if not."""

    spans: list[Span]
    attribution: int | None
    is_checkable: bool
    evidence: StatementEvidence | None = None
    perhaps: int | None = None


@dataclass(slots=True)
class Ground:
    """Where attributions stand: for each sentence, what is said in it by which, and which have their cue in it."""

    gathered: Gathered
    starts: list[int]
    contents: dict[int, list[tuple[int, Span]]] = field(default_factory=lambda: defaultdict(list))
    cues: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, gathered: Gathered) -> "Ground":
        """Look where the attributions of a text stand."""
        ground = cls(gathered, [line.span[0] for line in gathered.lines])
        for index, one in enumerate(gathered.drafts):
            if one.cue:
                ground.cues[ground.sentence(one.cue[0][0])].append(index)
            for span in one.content:
                for number, part in ground.parts(span):
                    ground.contents[number].append((index, part))
        return ground

    def draft(self, index: int) -> Draft:
        """Return an attribution in the making."""
        return self.gathered.drafts[index]

    def sentence(self, place: int) -> int:
        """Return the number of the sentence that a place stands in."""
        return max(0, bisect_right(self.starts, place) - 1)

    def unlabelled(self, place: int) -> Span:
        """Return the sentence that a place stands in, without who speaks it in a talk: behind ``MS. RUIZ: [Sobs]``."""
        number = self.sentence(place)
        start, end = self.gathered.lines[number].span
        for index in self.cues.get(number, ()):
            one = self.draft(index)
            if one.by_form and one.source is not None and one.content and one.source[0] == start:
                begin = one.content[0][0]
                return (begin, end) if one.cue[0][0] < begin < end else (start, end)
        return start, end

    def around(self, spans: Iterable[Span]) -> list[int]:
        """Return the numbers of the sentences that spans stand in, in order."""
        return sorted({number for span in spans for number, _ in self.parts(span)})

    def parts(self, span: Span) -> Iterator[tuple[int, Span]]:
        """Yield the sentences that a stretch of text stands in, each with its part of it."""
        lines = self.gathered.lines
        number = self.sentence(span[0])
        while number < len(lines) and lines[number].span[0] < span[1]:
            first, last = lines[number].span
            start, end = max(span[0], first), min(span[1], last)
            if start < end:
                yield number, (start, end)
            number += 1

    def holders(self, spans: Iterable[Span]) -> dict[int, tuple[int, int]]:
        """Return, for each attribution that says something of spans, how much, and how much it says around them.

        Both count characters.
        """
        held: dict[int, tuple[int, int]] = {}
        spans = list(spans)
        for number in self.around(spans):
            for index, (start, end) in self.contents.get(number, ()):
                shared = sum(max(0, min(end, last) - max(start, first)) for first, last in spans)
                before = held.get(index, (0, 0))
                held[index] = before[0] + shared, before[1] + end - start
        return held


def word_count(text: str, spans: Iterable[Span]) -> int:
    """Count the words in spans."""
    return sum(1 for span in spans for _ in _WORD.finditer(text, *span))


def has_word(text: str, start: int, end: int) -> bool:
    """Tell whether a word stands between two places."""
    return _WORD.search(text, start, end) is not None
