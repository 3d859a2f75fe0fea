"""Measure everything and print a table: ``python -m tests.benchmarks.run`` in the checkout's root.

Nothing here is a test, and pytest does not collect it: figures depend on the machine, and a reader judges them.
"""

import sys

from tests.benchmarks import (
    browsing,
    many_files,
    memory,
    paging,
    proving,
    reading_pages,
    recording,
    replaying,
    starting,
)
from tests.benchmarks.measuring import machine, table


def main() -> None:
    """Print where this ran and one line for each thing measured."""
    measured = [
        *starting.lines(),
        *paging.lines(),
        *browsing.lines(),
        *recording.lines(),
        *replaying.lines(),
        *proving.lines(),
        *memory.lines(),
        *many_files.lines(),
        *reading_pages.lines(),
    ]
    sys.stdout.write(f"{machine()}\n\n{table(measured)}\n")


if __name__ == "__main__":
    main()
