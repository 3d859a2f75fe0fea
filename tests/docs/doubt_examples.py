"""Sentences that doubt, each as the shipped engine reads it: from passages that it did not learn from."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from tests.extraction.doubt_corpus.scoring import CORPUS, passage
from tests.extraction.passages.scoring import meets, shared

from claimtrack.config import EXTRACTOR
from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.text.layout import paragraphs
from claimtrack.extraction.text.lines import headline
from claimtrack.extraction.values import Extraction, Span
from claimtrack.training.doubted import Doubt, DoubtedText, read_doubted
from claimtrack.vocabulary import CaveatKind

READ, MISSED, LEFT = 10, 5, 10
"""How many examples of each kind that are read and that are not; how many of what only looks like a doubt."""
_LONGEST = 220
_MARKS = frozenset("*_[]`<>|\\")


@dataclass(slots=True)
class Examples:
    """Lines of Markdown: of each kind what is read and what is missed; and what is rightly left alone."""

    read: dict[CaveatKind, list[str]] = field(default_factory=lambda: defaultdict(list))
    missed: dict[CaveatKind, list[str]] = field(default_factory=lambda: defaultdict(list))
    left: list[str] = field(default_factory=list)

    @property
    def are_enough(self) -> bool:
        """Whether there are as many of each as are wanted."""
        kinds = all(len(self.read[kind]) >= READ and len(self.missed[kind]) >= MISSED for kind in CaveatKind)
        return kinds and len(self.left) >= LEFT


def examples() -> Examples:
    """Read passages, one writer after the other, until there are enough examples of everything."""
    extract = load_extractor(EXTRACTOR)
    found = Examples()
    for one in _by_turns(read_doubted(CORPUS / "dev.jsonl")):
        if found.are_enough:
            break
        _take(one, extract(one.text), found)
    return found


def _by_turns(texts: Sequence[DoubtedText]) -> Iterator[DoubtedText]:
    """Yield one text of each writer, then the next of each: no writer's way of putting it fills the page."""
    writers: dict[str, list[DoubtedText]] = defaultdict(list)
    for one in texts:
        writers[one.name.partition("-")[0]].append(one)
    return (one for one in chain.from_iterable(zip_longest(*writers.values())) if one is not None)


def _take(one: DoubtedText, extraction: Extraction, found: Examples) -> None:
    for doubt in one.doubts:
        line = _line(one, doubt.span)
        if line is None:
            continue
        lines, most = (found.read, READ) if _is_read(one, doubt, extraction) else (found.missed, MISSED)
        if len(lines[doubt.kind]) < most and not _is_near(one, doubt.span, lines[doubt.kind]):
            lines[doubt.kind].append(f"{line} *Of:* {_claims(one, doubt)}")
    for span in one.traps:
        line = _line(one, span)
        caveats = [caveat for statement in extraction.statements for caveat in statement.caveats if caveat.stands]
        if line is not None and len(found.left) < LEFT and not any(shared(span, each.spans) for each in caveats):
            found.left.append(line)


def _is_read(one: DoubtedText, doubt: Doubt, extraction: Extraction) -> bool:
    """Tell whether a doubt counts on every statement that it speaks of."""
    wanted = [claim.claim for claim in passage(one).caveats if (claim.kind, claim.cue) == (doubt.kind, doubt.span)]
    doubted = [
        statement.spans
        for statement in extraction.statements
        if any(caveat.kind is doubt.kind and caveat.stands for caveat in statement.caveats)
    ]
    return all(any(meets(claim, spans) for spans in doubted) for claim in wanted)


def _is_near(one: DoubtedText, span: Span, lines: Sequence[str]) -> bool:
    """Tell whether the very words of a doubt stand in a line already."""
    return any(f"**{one.text[slice(*span)]}**".lower() in line.lower() for line in lines)


def _line(one: DoubtedText, span: Span) -> str | None:
    """Return the sentence with the words in bold; None where it is long, or would be Markdown itself."""
    for paragraph in paragraphs(one.text, headline(one.text)):
        for sentence in paragraph.sentences:
            start, end = sentence.start, sentence.end
            if start <= span[0] and span[1] <= end and end - start <= _LONGEST:
                text = one.text
                line = f"- {text[start : span[0]]}**{text[slice(*span)]}**{text[span[1] : end]}"
                return " ".join(line.split()) if not _MARKS & set(text[start:end]) else None
    return None


def _claims(one: DoubtedText, doubt: Doubt) -> str:
    words = (
        " … ".join(" ".join(one.text[slice(*span)].split()) for span in one.statements[number][0])
        for number in sorted(doubt.statements)
    )
    return "; ".join(f"“{claim.strip('“”')}”" for claim in words)
