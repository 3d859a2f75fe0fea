"""Page furniture that gets in and article that gets lost: ``python -m tests.benchmarks.furniture [EXTRACTOR]``.

The pages stand in tests/reading/pages, each with the lines of its article and the lines around it that must stay out.
Words are compared, in small letters; marks and white space count for nothing.

A system's output is aligned with the article first: what stands there in the article's order, two words or more at a
time, is article. A line of furniture is in when at least half of its words of three letters or more (and two of them,
where it has two) stand in order, close together, in what is left; so no furniture is found in the article's own words.
A word of the output counts for one line only, for the longest first. The share lost is that of the article's words to
which nothing in the output is aligned.

The peers are taken whole: all the text that trafilatura and readability give with their own defaults. claimtrack's
furniture is looked for in the spans of its statements, since nothing else goes on record. Its article is what stands
between the first and the last character of any statement, source, cue or caveat in a line of the text read: "she said"
is kept with the claim, though no part of what is claimed. Its reading is given once more as a peer would be, the text
whole. Headlines, standfirsts, subheadings, tables and embedded posts count neither way.
"""

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tabulate import tabulate
from tests.benchmarks.measuring import CHECKOUT

from claimtrack.errors import InvalidInput
from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.values import Extraction, Extractor, Span
from claimtrack.reading.read import read_document

PAGES = CHECKOUT / "tests" / "reading" / "pages"
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_BLOCK_TAGS = frozenset(
    "p div br li ul ol table tr td th h1 h2 h3 h4 h5 h6 blockquote section article hr dd dt".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page: its bytes, the lines of its article, and the lines of furniture around it."""

    name: str
    content: bytes
    article: tuple[str, ...]
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """What a system makes of a page: the words that it passes on, and those that it has not lost."""

    passed_on: str
    kept: str


@dataclass(frozen=True, slots=True)
class Score:
    """The furniture lines that got in, of how many; the article's words that were lost, of how many."""

    got_in: tuple[str, ...]
    furniture: int
    lost: int
    words: int


System = Callable[[bytes], Output]


def pages() -> list[Page]:
    """Give the pages in the order of their numbers."""
    folders = [folder for folder in PAGES.iterdir() if folder.is_dir()]
    return [_page(folder) for folder in sorted(folders, key=lambda one: int(one.name.partition("-")[0]))]


def _page(folder: Path) -> Page:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    content = (folder / "page.html").read_bytes()
    return Page(folder.name, content, tuple(expected["article"]), tuple(expected["furniture"]))


def words(text: str) -> list[str]:
    """Give a text's words in small letters, with one kind of apostrophe."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def score(page: Page, output: Output) -> Score:
    """Hold what a system makes of a page against what was to be read there."""
    article = words("\n".join(page.article))
    left = list(_left(article, words(output.passed_on)))
    longest_first = sorted(page.furniture, key=lambda line: -len(words(line)))
    got_in = tuple(line for line in longest_first if any(_taken_out(words(line), run) for run in left))
    found = sum(size for _, _, size in _aligned(article, words(output.kept)))
    return Score(got_in, len(page.furniture), len(article) - found, len(article))


def pooled(scores: Sequence[Score]) -> tuple[float, float]:
    """Give the share of all furniture lines that got in, and that of all the articles' words that were lost."""
    lines, told = sum(one.furniture for one in scores), sum(one.words for one in scores)
    return sum(len(one.got_in) for one in scores) / lines, sum(one.lost for one in scores) / told


def _aligned(article: Sequence[str], given: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Give the runs of two words or more that both have in the same order: where in each, and how many words."""
    for first, second, size in SequenceMatcher(None, article, given, autojunk=False).get_matching_blocks():
        if size > 1:
            yield first, second, size


def _left(article: Sequence[str], given: Sequence[str]) -> Iterator[list[str]]:
    """Give the runs of words in an output that are not the article's."""
    place = 0
    for _, start, size in (*_aligned(article, given), (0, len(given), 0)):
        run = [word for word in given[place:start] if len(word) > 2]
        if run:
            yield run
        place = start + size


def _taken_out(line: Sequence[str], run: list[str]) -> bool:
    """Take a line's words out of a run where enough of them stand in order, within twice the line's length."""
    sought = [word for word in line if len(word) > 2]
    enough = max(-(-len(sought) // 2), min(2, len(sought)))
    for place, word in enumerate(run):
        window = run[place : place + 2 * len(sought)]
        if word in sought and _in_order(sought, window) >= enough:
            run[place : place + len(window)] = [other for other in window if other not in sought]
            return True
    return False


def _in_order(first: Sequence[str], second: Sequence[str]) -> int:
    """Give the length of the longest sequence of words that both have in order, gaps allowed."""
    before = [0] * (len(second) + 1)
    for word in first:
        row = [0]
        for place, other in enumerate(second):
            row.append(before[place] + 1 if word == other else max(before[place + 1], row[place]))
        before = row
    return before[-1]


def claimtrack(extract: Extractor) -> System:
    """Give claimtrack with an extractor: what lands in statements, and the lines' stretches that these cover."""

    def output(content: bytes) -> Output:
        extraction = extract(_text(content))
        stated = sorted(span for one in extraction.statements for span in one.spans)
        kept = _stretches(extraction.text, [*stated, *_told_of(extraction)])
        return Output(_joined(extraction.text, stated), _joined(extraction.text, kept))

    return output


def claimtrack_text(content: bytes) -> Output:
    """Give the text that claimtrack reads, whole, before anything is extracted."""
    text = _text(content)
    return Output(text, text)


def trafilatura(content: bytes) -> Output:
    """Give trafilatura's text with its own defaults, which keep comments and tables."""
    from trafilatura import extract

    text = extract(content) or ""
    return Output(text, text)


def readability(content: bytes) -> Output:
    """Give readability-lxml's text: its summary without the tags."""
    from lxml import html
    from readability import Document  # type: ignore[import-not-found, unused-ignore] # no dependency of ours

    text = "".join(_pieces(html.fromstring(Document(content).summary())))
    return Output(text, text)


def _pieces(element: Any) -> Iterator[str]:
    edge = "\n" if element.tag in _BLOCK_TAGS else ""
    yield edge + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield edge


def _text(content: bytes) -> str:
    try:
        return read_document(content, name="page.html").text
    except InvalidInput:
        return ""  # a page that is refused is lost whole


def _told_of(extraction: Extraction) -> Iterator[Span]:
    for one in extraction.attributions:
        yield from (*one.source, *one.cue)
    for statement in extraction.statements:
        yield from (span for caveat in statement.caveats for span in caveat.spans)


def _stretches(text: str, spans: Sequence[Span]) -> list[Span]:
    """Give, for each line of a text, the stretch from the first span in it to the end of the last."""
    found = []
    place = 0
    for line in text.splitlines(keepends=True):
        here = [span for span in spans if place <= span[0] < place + len(line)]
        if here:
            found.append((min(start for start, _ in here), max(end for _, end in here)))
        place += len(line)
    return found


def _joined(text: str, spans: Sequence[Span]) -> str:
    """Give the words of spans, a line each; what lies in several is given once."""
    lines = []
    place = 0
    for start, end in spans:
        if end > place:
            lines.append(text[max(start, place) : end])
            place = end
    return "\n".join(lines)


def systems(extractor: str) -> dict[str, System]:
    """Give what is measured, by name; readability only where it is installed."""
    found: dict[str, System] = {
        f"claimtrack, statements ({extractor})": claimtrack(load_extractor(extractor)),
        "claimtrack, text read": claimtrack_text,
        "trafilatura": trafilatura,
    }
    return {**found, "readability": readability} if find_spec("readability") is not None else found


def main() -> None:
    """Print the pooled shares for each system, and with ``--pages`` the counts on each page."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.furniture", description="Measure cleaning of saved pages.")
    parser.add_argument("extractor", nargs="?", default="rules", help="an extractor of claimtrack (default: rules)")
    parser.add_argument("--pages", action="store_true", help="also a line for each page: furniture in, words lost")
    given = parser.parse_args()
    read = pages()
    scores = {
        name: [score(page, system(page.content)) for page in read] for name, system in systems(given.extractor).items()
    }
    lines, told = sum(len(page.furniture) for page in read), sum(one.words for one in next(iter(scores.values())))
    sys.stdout.write(
        f"{len(read)} pages, {lines} lines of furniture, {told:,} words of article\n\n{_summary(scores)}\n"
    )
    if "readability" not in scores:
        sys.stdout.write("\nreadability is not installed; `pip install readability-lxml` adds it to the table\n")
    if given.pages:
        sys.stdout.write(f"\n{_by_page(read, scores)}\n")


def _summary(scores: dict[str, list[Score]]) -> str:
    rows = [[name, *(f"{share:.1%}" for share in pooled(own))] for name, own in scores.items()]
    return tabulate(rows, ["system", "furniture in", "article lost"], tablefmt="github", disable_numparse=True)


def _by_page(read: Sequence[Page], scores: dict[str, list[Score]]) -> str:
    rows = [
        [page.name, *(f"{len(own[place].got_in)}/{own[place].furniture}, {own[place].lost}" for own in scores.values())]
        for place, page in enumerate(read)
    ]
    return tabulate(rows, ["page", *scores], tablefmt="github", disable_numparse=True)


if __name__ == "__main__":
    main()
