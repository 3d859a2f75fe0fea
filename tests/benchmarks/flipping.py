"""Turn over random bits of a copy of a workspace, one at a time, and say what becomes of each.

``python -m tests.benchmarks.flipping FOLDER [COUNT] [SEED]``: ``COUNT`` bits (1,000 unless given) of the database
that can be read, and as many of the locker's files. It fails where one is missed. A flip in a free page, an unused byte
or a counter of writers is counted apart: nobody who reads the database finds anything else in it.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.services.integrity.flipping import Became, Flip, copied, flipped_in_database, flipped_in_locker

from claimtrack.config import FOLDER


def main(folder: Path, count: int, seed: int) -> int:
    """Print what became of the flips, each that was missed, and each way in which the record does not open."""
    missed: list[Flip] = []
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = copied(folder / FOLDER, Path(name))
        for what, flips in (
            ("the database", flipped_in_database(place, count, seed=seed)),
            ("the locker", flipped_in_locker(place, count, seed=seed)),
        ):
            found = list(flips)
            missed += [flip for flip in found if flip.became is Became.MISSED]
            sys.stdout.write(f"{what}: {len(found):,} flips\n")
            for became, number in Counter(flip.became for flip in found).most_common():
                sys.stdout.write(f"  {number:,} {became.value}\n")
            refused = Counter(
                flip.words.split(";")[0].replace(name, "") for flip in found if flip.became is Became.REFUSED
            )
            for words, number in refused.most_common():
                sys.stdout.write(f"    {number:,} times: {words}\n")
    for flip in missed:
        sys.stdout.write(f"missed: {flip.file}, byte {flip.byte}, bit {flip.bit}: {flip.words}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0]), *(int(one) for one in (*given[1:], *("1000", "20261130")[len(given) - 1 :]))))
