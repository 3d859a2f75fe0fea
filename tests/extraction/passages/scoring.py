"""Say how well an extractor reads doubt: ``python -m tests.extraction.passages.scoring [rules|learned]``.

Run it in the checkout's root. It reads the frozen passages beside this file and prints figures; nothing here asserts
one. What counts as found is said in README.md beside it.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from tabulate import tabulate

from claimtrack.config import EXTRACTOR
from claimtrack.errors import ClaimtrackError
from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.values import Extraction, Extractor, Span, Spans
from claimtrack.vocabulary import CaveatKind, Firsthand, LinkKind

Wanted = TypeVar("Wanted")
Found = TypeVar("Found")

PASSAGES = Path(__file__).with_name("passages.jsonl")

# To read one statement as denying another and to read the two as contradicting each other is to see the same quarrel.
FAMILY = {LinkKind.DENIES: "quarrel", LinkKind.CONTRADICTS: "quarrel", LinkKind.REPEATS: "repeats"}


@dataclass(frozen=True, slots=True)
class WantedCaveat:
    """A caveat that the passage holds: its own words and one claim that it speaks of."""

    kind: CaveatKind
    cue: Span
    claim: Span


@dataclass(frozen=True, slots=True)
class WantedLink:
    """One statement of the passage bears on another."""

    source: Span
    target: Span
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and all that a careful reader finds in it; a trap holds cue words that mean something else."""

    id: str
    beat: str
    trap: bool
    text: str
    caveats: tuple[WantedCaveat, ...] = ()
    hearsay: tuple[Span, ...] = ()
    links: tuple[WantedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundCaveat:
    """A caveat that an extractor put on one statement."""

    kind: CaveatKind
    cue: Spans
    statement: Spans


@dataclass(frozen=True, slots=True)
class Count:
    """What was wanted and found, what was wanted and missed, and what was found and not wanted."""

    found: int = 0
    missed: int = 0
    stray: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Add what another passage gave."""
        return Count(self.found + other.found, self.missed + other.missed, self.stray + other.stray)

    @property
    def precision(self) -> float:
        """The share of what was found that was wanted; 0 where nothing was found."""
        return _share(self.found, self.found + self.stray)

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 0 where nothing was wanted."""
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.found, 2 * self.found + self.missed + self.stray)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the caveats went whose words were found: the attachments, and how many caveats have all and only theirs."""

    attached: Count = Count()
    exact: int = 0
    cues: int = 0

    def __add__(self, other: "Scope") -> "Scope":
        """Add what another passage gave."""
        return Scope(self.attached + other.attached, self.exact + other.exact, self.cues + other.cues)


@dataclass(frozen=True, slots=True)
class Score:
    """What one or more passages gave, by what is measured."""

    caveats: Count = Count()
    scope: Scope = Scope()
    hearsay: Count = Count()
    links: Count = Count()
    strict_links: Count = Count()

    def __add__(self, other: "Score") -> "Score":
        """Add what another passage gave."""
        return Score(
            self.caveats + other.caveats,
            self.scope + other.scope,
            self.hearsay + other.hearsay,
            self.links + other.links,
            self.strict_links + other.strict_links,
        )


def read_passages(lines: Iterable[str]) -> tuple[Passage, ...]:
    """Read passages from lines of JSON; raises ValueError where words do not stand exactly once in their text."""
    return tuple(_read_passage(line) for line in lines)


def _read_passage(line: str) -> Passage:
    row = json.loads(line)
    text: str = row["text"]

    def place(words: str) -> Span:
        return span_of(words, text)

    return Passage(
        id=row["id"],
        beat=row["beat"],
        trap=row["trap"],
        text=text,
        caveats=tuple(
            WantedCaveat(CaveatKind(one["kind"]), place(one["cue"]), place(one["claim"])) for one in row["caveats"]
        ),
        hearsay=tuple(place(words) for words in row["hearsay"]),
        links=tuple(WantedLink(place(one["from"]), place(one["to"]), LinkKind(one["kind"])) for one in row["links"]),
    )


def span_of(words: str, text: str) -> Span:
    """Give the one place where the words stand in the text; raises ValueError where there is none, or several."""
    if text.count(words) != 1:
        raise ValueError(f'"{words}" stands {text.count(words)} times in "{text[:40]}"; give words that stand once')
    start = text.index(words)
    return start, start + len(words)


def shared(wanted: Span, spans: Spans) -> int:
    """Count the characters of a place that lie in the spans too."""
    return sum(max(0, min(wanted[1], end) - max(wanted[0], start)) for start, end in spans)


def meets(wanted: Span, spans: Spans) -> bool:
    """Tell whether spans are a wanted claim: they share at least half of the shorter of the two."""
    shorter = min(wanted[1] - wanted[0], sum(end - start for start, end in spans))
    return shorter > 0 and 2 * shared(wanted, spans) >= shorter


def tally(wanted: Sequence[Wanted], found: Sequence[Found], *, same: Callable[[Wanted, Found], bool]) -> Count:
    """Count: a wanted thing that several found ones are is found once; each found thing that is none is a stray."""
    hits = sum(any(same(one, other) for other in found) for one in wanted)
    strays = sum(not any(same(one, other) for one in wanted) for other in found)
    return Count(hits, len(wanted) - hits, strays)


def caveats_of(extraction: Extraction) -> tuple[FoundCaveat, ...]:
    """Give each caveat of an extraction beside the statement that it is on."""
    return tuple(
        FoundCaveat(caveat.kind, caveat.spans, statement.spans)
        for statement in extraction.statements
        for caveat in statement.caveats
    )


def of_kind(passage: Passage, kind: CaveatKind) -> Passage:
    """Give the passage with only the caveats of one kind."""
    return replace(passage, caveats=tuple(one for one in passage.caveats if one.kind is kind))


def caveat_count(passage: Passage, found: Sequence[FoundCaveat]) -> Count:
    """Count the pairs of a kind of caveat and a claim that carries it; the caveat's own words do not matter."""
    pairs = list(dict.fromkeys((one.kind, one.claim) for one in passage.caveats))
    carriers = list(dict.fromkeys((one.kind, one.statement) for one in found))
    return tally(pairs, carriers, same=lambda pair, carrier: pair[0] is carrier[0] and meets(pair[1], carrier[1]))


def scope_of(passage: Passage, found: Sequence[FoundCaveat]) -> Scope:
    """Say, of each caveat whose words were found as its kind, whether it is on exactly the claims it speaks of."""
    cues = dict.fromkeys((one.kind, one.cue) for one in passage.caveats)
    scope = Scope()
    for kind, cue in cues:
        claims = [one.claim for one in passage.caveats if (one.kind, one.cue) == (kind, cue)]
        statements = [one.statement for one in found if one.kind is kind and shared(cue, one.cue)]
        if statements:
            attached = tally(claims, list(dict.fromkeys(statements)), same=meets)
            scope += Scope(attached, int(attached.missed == attached.stray == 0), 1)
    return scope


def hearsay_count(passage: Passage, extraction: Extraction) -> Count:
    """Count the claims that are read as hearsay: their speaker was not there, or a caveat says so."""
    second_hand = [
        statement.spans
        for statement in extraction.statements
        if any(caveat.kind is CaveatKind.HEARSAY for caveat in statement.caveats)
        or (
            statement.attribution is not None
            and extraction.attributions[statement.attribution].firsthand is Firsthand.NO
        )
    ]
    return tally(passage.hearsay, second_hand, same=meets)


def link_count(passage: Passage, extraction: Extraction) -> Count:
    """Count links by their family, whichever of the two statements they start from."""
    return tally(
        passage.links,
        _links(extraction),
        same=lambda one, other: (
            FAMILY[one.kind] == FAMILY[other[2]]
            and (_joins(one, other[0], other[1]) or _joins(one, other[1], other[0]))
        ),
    )


def strict_link_count(passage: Passage, extraction: Extraction) -> Count:
    """Count links by their kind and direction."""
    return tally(
        passage.links,
        _links(extraction),
        same=lambda one, other: one.kind is other[2] and _joins(one, other[0], other[1]),
    )


def _links(extraction: Extraction) -> list[tuple[Spans, Spans, LinkKind]]:
    statements = extraction.statements
    return [(statements[one.source].spans, statements[one.target].spans, one.kind) for one in extraction.links]


def _joins(link: WantedLink, source: Spans, target: Spans) -> bool:
    return meets(link.source, source) and meets(link.target, target)


def score(passage: Passage, extraction: Extraction) -> Score:
    """Measure everything on one passage."""
    found = caveats_of(extraction)
    return Score(
        caveat_count(passage, found),
        scope_of(passage, found),
        hearsay_count(passage, extraction),
        link_count(passage, extraction),
        strict_link_count(passage, extraction),
    )


def figures(passages: Sequence[Passage], extract: Extractor) -> str:
    """Give the figures of an extractor on the passages as a Markdown table, and one line on scope."""
    read = [(passage, extract(passage.text)) for passage in passages]
    total = sum((score(passage, extraction) for passage, extraction in read), Score())
    traps = sum((score(passage, extraction) for passage, extraction in read if passage.trap), Score())
    rows = [
        ("caveats", total.caveats),
        *((f"caveats: {kind}", _count_of_kind(read, kind)) for kind in CaveatKind),
        ("caveats in traps", traps.caveats),
        ("scope, of cues found", total.scope.attached),
        ("hearsay", total.hearsay),
        ("links", total.links),
        ("links, strictly", total.strict_links),
    ]
    table = tabulate(
        [[what, f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}", *_counts(one)] for what, one in rows],
        ["what", "precision", "recall", "F1", "found", "missed", "stray"],
        tablefmt="github",
        disable_numparse=True,
    )
    exact = f"{total.scope.exact} of {total.scope.cues} caveats whose words were found are on exactly the right claims"
    return f"{len(read)} passages, {sum(one.trap for one, _ in read)} of them traps\n\n{table}\n\n{exact}\n"


def _counts(count: Count) -> tuple[int, int, int]:
    return count.found, count.missed, count.stray


def _count_of_kind(read: Sequence[tuple[Passage, Extraction]], kind: CaveatKind) -> Count:
    counts = (
        caveat_count(of_kind(passage, kind), [one for one in caveats_of(extraction) if one.kind is kind])
        for passage, extraction in read
    )
    return sum(counts, Count())


def main(arguments: Sequence[str]) -> int:
    """Print the figures of the extractor that is named, the shipped one where none is; gives the exit code."""
    try:
        extract = load_extractor(arguments[0] if arguments else EXTRACTOR)
    except ClaimtrackError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    passages = read_passages(PASSAGES.read_text(encoding="utf-8").splitlines())
    sys.stdout.write(figures(passages, extract))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
