"""`ingest` of a thousand pages: with two jobs beside one, and what a reader's own process costs for one page."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.articles import article
from tests.benchmarks.measuring import Bound, Line, alternating, process_seconds

PAGES = 1_000
WORDS = 60_000
"""Of the article that the pages are cut from: about sixty and fifteen paragraphs' worth a page."""
ENGINES = ("rules", "learned-fast")
_PAGE = """\
<!doctype html><html lang="en"><head><title>Page {number}</title>
<meta property="og:site_name" content="Harbour Post"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Page {number}</h1>{paragraphs}</article>
<footer>All rights reserved</footer></body></html>
"""
_READ_HERE = """\
import sys
from claimtrack.reading import read
read.expect = lambda names: None
read.read_document = lambda data, *, name, charset=None: read.read_here(data, name, charset)
from claimtrack.cli.main import main
main()
"""


def lines(*, rounds: int = 1, pages: int = PAGES) -> Iterator[Line]:
    """Measure whole commands, on SQLite."""
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        files = write_pages(Path(folder) / "pages", pages)
        for engine in ENGINES:
            two, one = alternating(
                lambda engine=engine: _ingested(files, engine, "--jobs", "2"),  # type: ignore[misc] # what a default in a lambda is, mypy does not tell
                lambda engine=engine: _ingested(files, engine),  # type: ignore[misc] # as above
                rounds=rounds,
            )
            what, beside = f"{engine}: `ingest --jobs 2` of {pages:,} pages", f"one job: {one:,.1f} s"
            yield Line(what, f"{two:,.1f} s", beside, one / two, Bound(at_least=1.8))
        apart, here = alternating(
            lambda: _ingested(files[:1], "rules"),
            lambda: _ingested(files[:1], "rules", program=[sys.executable, "-c", _READ_HERE]),
            rounds=9,
        )
        more = apart - here
        yield Line("`ingest` of one page", f"{apart:.2f} s", f"read in its own process: {here:.2f} s", more, _MORE)


def write_pages(folder: Path, count: int) -> list[Path]:
    """Write so many different pages."""
    folder.mkdir()
    paragraphs = article(WORDS).split("\n\n")
    files = []
    for number in range(count):
        mine = [paragraphs[(number * 7 + place) % len(paragraphs)] for place in range(8)]
        marked = "".join(f"<p>{one}</p>" for one in mine)
        files.append(folder / f"{number:04}.html")
        files[-1].write_text(_PAGE.format(number=number, paragraphs=marked), encoding="utf-8")
    return files


def _ingested(files: list[Path], engine: str, *options: str, program: list[str] | None = None) -> float:
    desk = files[0].parent.parent / "desk"
    shutil.rmtree(desk, ignore_errors=True)
    command = [*(program or [str(Path(sys.executable).with_name("claimtrack"))]), "ingest", *map(str, files)]
    told = ["--workspace", str(desk), "--extractor", engine, *options]
    return process_seconds([*command, *told], cwd=desk.parent, environment=dict(os.environ))


_MORE = Bound(at_most=0.3)
"""Seconds, and no ratio."""
