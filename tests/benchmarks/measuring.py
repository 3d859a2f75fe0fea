"""Measure one thing beside another: alternating, in medians, and in processes of their own where that is the point."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tabulate import tabulate

CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Bound:
    """How far a ratio may go: ``at_most`` or ``at_least``, one of them."""

    at_most: float | None = None
    at_least: float | None = None

    def __str__(self) -> str:
        """Word it for a table."""
        return f"at most {self.at_most:g}" if self.at_most is not None else f"at least {self.at_least:g}"

    def holds(self, ratio: float) -> bool:
        """Tell whether a ratio keeps within it."""
        return (self.at_most is None or ratio <= self.at_most) and (self.at_least is None or ratio >= self.at_least)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what was measured, beside what, and how far the one may be from the other."""

    what: str
    figure: str
    beside: str
    ratio: float
    bound: Bound


def table(lines: Sequence[Line]) -> str:
    """Give the lines as a Markdown table; a ratio past its bound is marked, nothing fails for it."""
    rows = [
        [
            line.what,
            line.figure,
            line.beside,
            f"{line.ratio:.2f}",
            f"{line.bound}{'' if line.bound.holds(line.ratio) else ' (**missed**)'}",
        ]
        for line in lines
    ]
    return tabulate(rows, ["what", "figure", "beside", "ratio", "bound"], tablefmt="github", disable_numparse=True)


def seconds(action: Callable[[], object]) -> float:
    """Give the wall time of one call."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def alternating(*measures: Callable[[], float], rounds: int) -> list[float]:
    """Take each measure once a round, in turn, and give each one's median.

    Whatever else the machine does then falls on all of them alike. The first round warms up and does not count.
    """
    taken = [[measure() for measure in measures] for _ in range(rounds + 1)][1:]
    return [median(column) for column in zip(*taken, strict=True)]


def process_seconds(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str] | None = None) -> float:
    """Give the wall time of a process from its start to its end; raises CalledProcessError when it fails."""
    return seconds(lambda: subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True))


def alone(module: str, function: str, *arguments: str) -> tuple[float, int]:
    """Call a function of a module here in a process of its own; gives the number it gave, and its peak memory in bytes.

    The function takes the arguments as they are: strings.
    """
    command = [sys.executable, "-m", "tests.benchmarks.measuring", module, function, *arguments]
    done = subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE)
    number, peak = json.loads(done.stdout)
    return float(number), int(peak)


def peak_memory() -> int:
    """Give the most memory that this process held so far, in bytes."""
    # On Linux, what getrusage gives begins with the parent's peak: a process inherits it when it is started.
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def machine() -> str:
    """Say in words what this is measured on."""
    release = ".".join(str(part) for part in sys.version_info[:3])
    return f"{os.cpu_count()} cores, {sys.platform}, Python {release}"


if __name__ == "__main__":
    from importlib import import_module

    found = getattr(import_module(sys.argv[1]), sys.argv[2])(*sys.argv[3:])
    sys.stdout.write(json.dumps([found, peak_memory()]))
