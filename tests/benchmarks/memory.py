"""Reading with each engine, and `verify`: how fast, and how much memory a process of its own takes for it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.articles import article
from tests.benchmarks.desks import add_files, new_desk
from tests.benchmarks.measuring import Bound, Line, alone, seconds

from claimtrack.config import Place
from claimtrack.extraction.registry import load_extractor
from claimtrack.reading.read import read_document
from claimtrack.services.desk import open_desk
from claimtrack.services.integrity.verify import verify

LENGTHS = (10_000, 100_000, 1_000_000)
ENGINES = (("rules", 10_000, 300), ("learned", 3_000, 500), ("learned-fast", 7_000, 500))
"""Each engine, the least words a second that it should read, and the most memory in MB."""
MIB = 1 << 20
_MODULE = "tests.benchmarks.memory"


def lines() -> Iterator[Line]:
    """Measure texts of three lengths, then `verify` on few small and on many large files."""
    yield from _texts()
    yield from _verified()


def read_and_extract(file: str, extractor: str) -> float:
    """Give the seconds that reading and an engine take, its model loaded before."""
    data = Path(file).read_bytes()
    extract = load_extractor(extractor)
    extract("The mayor said that it rained.")
    return seconds(lambda: extract(read_document(data, name="article.txt").text))


def load(extractor: str) -> float:
    """Give the seconds that an engine takes to be ready: its imports, and its model where it has one."""
    return seconds(lambda: load_extractor(extractor)("The mayor said that it rained."))


def check(root: str) -> float:
    """Give the seconds that `verify` takes."""
    folder = Path(root)
    desk = open_desk(Place(folder, None, folder / ".claimtrack" / "locker"), reviewer="measurer")
    return seconds(lambda: verify(desk))


def _texts() -> Iterator[Line]:
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        for extractor, least, most in ENGINES:
            for length in LENGTHS:
                file = Path(folder) / f"{length}.txt"
                file.write_text(article(length), encoding="utf-8")
                taken, peak = alone(_MODULE, "read_and_extract", str(file), extractor)
                speed = length / taken
                what, beside = f"{extractor}: reading {length:,} words", f"{least:,} words/s"
                yield Line(what, f"{speed:,.0f} words/s", beside, speed / least, Bound(at_least=1))
            memory = f"{extractor}: peak memory there"
            yield Line(memory, f"{peak / MIB:,.0f} MiB", f"{most} MB", peak / most / 1e6, Bound(at_most=1))
            taken, _ = alone(_MODULE, "load", extractor)
            yield Line(f"{extractor}: time to be ready", f"{taken:.2f} s", "1 s", taken, Bound(at_most=1))


def _verified() -> Iterator[Line]:
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        peaks = []
        for name, count, size in (("few", 10, 1_000), ("many", 2_000, 1_000), ("large", 10, 20 * MIB)):
            desk = new_desk(Path(folder) / name)
            add_files(desk, (number.to_bytes(4, "big") * (size // 4) for number in range(count)))
            peaks.append(alone(_MODULE, "check", str(Path(folder) / name))[1])
    few, many, large = peaks
    beside = f"10 files of 1 kB: {few / MIB:,.1f} MiB"
    yield Line("`verify`, 2,000 files of 1 kB: memory", f"{many / MIB:,.1f} MiB", beside, many / few, _CONSTANT)
    yield Line("`verify`, 10 files of 20 MiB: memory", f"{large / MIB:,.1f} MiB", beside, large / few, _CONSTANT)


_CONSTANT = Bound(at_most=1.1)
