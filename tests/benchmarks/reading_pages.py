"""What reading a saved page costs beside trafilatura's own text: ``python -m tests.benchmarks.reading_pages``.

Both are given the same bytes, in turn, in one process, and are warm: the first round loads what they need and does not
count. What is measured here is what ``ingest`` asks for: as evidence a page is looked at once more, for what of it is
seen. Processor time, the median of the rounds for each page, and the median over the pages of the one by the other.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from statistics import median
from time import process_time

from tests.benchmarks.furniture import Page, pages, trafilatura
from tests.benchmarks.measuring import Bound, Line, machine, table

from claimtrack.reading.read import read_article_here

_AT_MOST = 2.0


def _taken(action: Callable[[], object]) -> float:
    begun = process_time()
    action()
    return process_time() - begun


def measured(read: Iterable[Page], rounds: int) -> list[tuple[float, float]]:
    """Give the seconds that reading each page takes here, and those that trafilatura takes."""
    found: dict[str, list[tuple[float, float]]] = {}
    read = list(read)
    for number in range(rounds + 1):
        for page in read:
            ours = _taken(lambda page=page: read_article_here(page.content, "page.html", None))  # type: ignore[misc] # bound now
            theirs = _taken(lambda page=page: trafilatura(page.content))  # type: ignore[misc] # bound now
            if number:
                found.setdefault(page.name, []).append((ours, theirs))
    return [(median(one for one, _ in taken), median(other for _, other in taken)) for taken in found.values()]


def lines(rounds: int = 5) -> list[Line]:
    """Measure it, for the table of all benchmarks."""
    taken = measured(pages(), rounds)
    ours, theirs = (1000 * median(column) for column in zip(*taken, strict=True))
    ratio = median(one / other for one, other in taken)
    return [
        Line(
            f"reading a saved page, median of {len(taken)}",
            f"{ours:.1f} ms",
            f"trafilatura.extract, {theirs:.1f} ms",
            ratio,
            Bound(at_most=_AT_MOST),
        )
    ]


def main() -> None:
    """Print the line."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.reading_pages", description="Measure reading of pages.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is read (default: 5)")
    sys.stdout.write(f"{machine()}\n\n{table(lines(parser.parse_args().rounds))}\n")


if __name__ == "__main__":
    main()
