"""A failing disk turns one bit over, anywhere in the database or in the locker: it is found, or nothing reads it.

``CLAIMTRACK_FLIPS=1000`` turns over so many; ``tests/benchmarks/flipping.py`` does it to a workspace of anybody's.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.fake_clock import FakeClock
from tests.kept import folder_of
from tests.services.integrity.flipping import Became, Flip, copied, flipped_in_database, flipped_in_locker

from claimtrack.services.desk import Desk

FLIPS = int(os.environ.get("CLAIMTRACK_FLIPS", "40"))
IS_SAID = re.compile(r"DatabaseTrouble: .* (?:is damaged|no locker at|is no locker|belongs to another)")
SEED = int(os.environ.get("CLAIMTRACK_SEED", "20261130"))


@pytest.mark.slow
@pytest.mark.parametrize("flipped", [flipped_in_database, flipped_in_locker])
def test_a_bit_that_is_turned_over_is_found_or_in_a_byte_that_nothing_reads(
    crowded: Desk, flipped: Callable[..., Iterator[Flip]], clock: FakeClock, tmp_path: Path
) -> None:
    place = copied(folder_of(crowded.locker).parent, tmp_path / "copy")
    found = list(flipped(place, FLIPS, seed=SEED, clock=clock))
    print(Counter(flip.became.value for flip in found))  # noqa: T201 - the figures of a long run
    assert [flip for flip in found if flip.became is Became.MISSED] == []
    assert [flip for flip in found if flip.became is Became.REFUSED and not IS_SAID.search(flip.words)] == []
    assert sum(flip.became is not Became.UNREAD for flip in found) == FLIPS
