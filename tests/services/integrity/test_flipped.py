"""A failing disk turns one bit over in the database, the locker or a package: it is found, or nothing reads it.

``make flips`` turns over a thousand in each place, of the worked example.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fake_clock import FakeClock
from tests.kept import folder_of
from tests.services.integrity.flipping import (
    Became,
    Flip,
    copied,
    flipped_in_database,
    flipped_in_locker,
    flipped_in_package,
    flipped_into_another,
    told_by_service,
)
from tests.services.integrity.flipping_values import flipped_in_values

from claimtrack.config import Place
from claimtrack.services.desk import Desk
from claimtrack.services.packages.export import export

FLIPS = 40
SEED = 20261130

pytestmark = pytest.mark.slow


def _none_is_missed(flips: Iterator[Flip]) -> None:
    found = list(flips)
    assert [flip for flip in found if flip.became is Became.MISSED] == []
    came = Counter(flip.became for flip in found)
    assert came[Became.NAMED] + came[Became.REFUSED] == FLIPS


def test_a_bit_of_the_database_is_found_or_in_a_byte_that_nothing_reads(
    crowded: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    place = copied(folder_of(crowded.locker).parent, tmp_path / "copy")
    _none_is_missed(flipped_in_database(place, FLIPS, seed=SEED, look=told_by_service(clock)))


def test_an_index_that_leads_to_another_row_is_found(crowded: Desk, clock: FakeClock, tmp_path: Path) -> None:
    place = copied(folder_of(crowded.locker).parent, tmp_path / "copy")
    found = list(flipped_into_another(place, "ix_claim_snapshot_id", look=told_by_service(clock)))
    assert len(found) > 10
    assert [flip for flip in found if flip.became is Became.MISSED] == []


def test_a_bit_of_the_locker_is_found_and_its_file_named(crowded: Desk, clock: FakeClock, tmp_path: Path) -> None:
    place = copied(folder_of(crowded.locker).parent, tmp_path / "copy")
    _none_is_missed(flipped_in_locker(place, FLIPS, seed=SEED, look=told_by_service(clock)))


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_bit_of_a_value_in_postgresql_is_found(crowded: Desk, place: Place, clock: FakeClock) -> None:
    _none_is_missed(flipped_in_values(place, FLIPS, seed=SEED, look=told_by_service(clock)))
    assert crowded.database.name


def test_a_bit_of_a_package_is_found_and_its_file_named(crowded: Desk, tmp_path: Path) -> None:
    case = tmp_path / "case.zip"
    export(crowded, case)
    _none_is_missed(flipped_in_package(case, FLIPS, seed=SEED))
