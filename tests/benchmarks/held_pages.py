"""Pages that nobody has looked at: ``python -m tests.benchmarks.held_pages``. Figures alone; no word of them is shown.

``fresh_pages`` behind it measures those of that folder beside them, for which nothing was mended either.

What counts is what ``tests.benchmarks.furniture`` says. A field of metadata is right where it is the reader's, letters'
case, the shape of apostrophes and "and" for a comma aside; missing, wrong, or invented where the page does not say it.
"""

import json
import re
import sys
from argparse import ArgumentParser
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tabulate import tabulate
from tests.benchmarks.furniture import Output, Page, System, claimtrack, claimtrack_text, pooled, score
from tests.benchmarks.measuring import CHECKOUT

from claimtrack.errors import InvalidInput
from claimtrack.extraction.registry import load_extractor
from claimtrack.reading.read import read_here

SETS = CHECKOUT / "tests" / "reading"
HELD, FRESH = SETS / "held_pages", SETS / "fresh_pages"
FIELDS = ("title", "byline", "outlet", "published", "modified", "url")
OUTCOMES = ("right", "missing", "wrong", "invented")
_AND = re.compile(r",? (?:and|&) ")
"""Between two names, as between two parts of a title, a comma says the same."""
_COUNTED = frozenset({"paragraph", "item"})


def held_pages(where: Path = HELD) -> list[Page]:
    """Give the pages with the paragraphs and items of their articles, and their furniture."""
    return [_page(folder) for folder in sorted(where.iterdir()) if folder.is_dir()]


def _page(folder: Path) -> Page:
    lines = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    kinds = json.loads((folder / "kinds.json").read_text(encoding="utf-8"))
    article = tuple(line for line, kind in zip(lines["article"], kinds, strict=True) if kind in _COUNTED)
    return Page(folder.name, (folder / "page.html").read_bytes(), article, tuple(lines["furniture"]))


def _safely(system: System) -> System:
    def given(content: bytes) -> Output:
        try:
            return system(content)
        except InvalidInput:
            return Output("", "")

    return given


def _told(page: Page, where: Path) -> Counter[tuple[str, str]]:
    wanted = json.loads((where / page.name / "meta.json").read_text(encoding="utf-8"))
    found = read_here(page.content, f"{page.name}.html", None)
    return Counter((field, outcome(getattr(found, field), wanted[field])) for field in FIELDS)


def outcome(found: str | datetime | None, wanted: str | None) -> str:
    """Return how what was found of a field compares with what a reader takes for it: ISO 8601 for a date."""
    if isinstance(found, datetime):
        day = datetime.fromisoformat(wanted) if wanted is not None else None
        right = day is not None and found == (day if day.tzinfo is not None else day.replace(tzinfo=UTC))
    else:
        right = _evened(found) == _evened(wanted)
    if right:
        return "right"
    return "missing" if found is None else "wrong" if wanted is not None else "invented"


def _evened(text: str | None) -> str:
    return " ".join(_AND.sub(", ", (text or "").lower().replace("’", "'")).split())


def main() -> None:
    """Print the shares, and how often each field is right."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.held_pages", description="Measure unseen pages.")
    parser.add_argument("set", nargs="?", choices=[HELD.name, FRESH.name], default=HELD.name, help="which folder")
    where = SETS / parser.parse_args().set
    held = held_pages(where)
    systems: dict[str, System] = {"text read": claimtrack_text}
    systems |= {f"statements, {name}": claimtrack(load_extractor(name)) for name in ("rules", "learned")}
    rows = []
    for name, system in systems.items():
        got_in, lost = pooled([score(page, _safely(system)(page.content)) for page in held])
        rows.append((name, f"{got_in:.1%}", f"{lost:.1%}"))
    sys.stdout.write(tabulate(rows, headers=(f"{len(held)} pages", "furniture in", "article lost")) + "\n\n")
    outcomes = sum((_told(page, where) for page in held), Counter[tuple[str, str]]())
    told = [(field, *(outcomes[field, one] for one in OUTCOMES)) for field in FIELDS]
    sys.stdout.write(tabulate(told, headers=("field", *OUTCOMES)) + "\n")


if __name__ == "__main__":
    main()
