"""A locker's files have the rights and the group of its folder, whatever the umask of who makes them."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.other_users import as_user, needs_root

from claimtrack.locker.store import Locker

pytestmark = pytest.mark.skipif(not hasattr(os, "umask") or os.name == "nt", reason="no such rights there")
ANA, BEN, EVE, DESK = 64_001, 64_002, 64_003, 64_010


@pytest.fixture
def strict() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize(
    ("folder", "below", "file"), [(0o2770, 0o2770, 0o440), (0o755, 0o755, 0o444), (0o700, 0o700, 0o400)]
)
def test_what_is_made_in_a_locker_has_the_rights_of_its_folder(
    tmp_path: Path, folder: int, below: int, file: int
) -> None:
    place = tmp_path / "locker"
    place.mkdir()
    place.chmod(folder)
    locker = Locker.create(place)
    kept = locker.path_of(locker.put(b"The pier is open."))
    assert [_rights(path) for path in (place / "id", kept, kept.parent)] == [file, file, below]


@needs_root
def test_a_desk_shares_a_locker_and_a_stranger_does_not() -> None:
    root = Path(tempfile.mkdtemp(prefix="claimtrack-desk-"))
    try:
        root.chmod(0o755)
        place = root / "locker"
        place.mkdir()
        os.chown(place, ANA, DESK)
        place.chmod(0o2770)
        made = as_user(ANA, [ANA, DESK], lambda: Locker.create(place).put(b"ana's"))
        assert as_user(BEN, [BEN, DESK], lambda: Locker.open(place).read(made)) == b"ana's"
        other = as_user(BEN, [BEN, DESK], lambda: Locker.open(place).put(b"ben's"))
        # Into a folder that ana made, and out of it again.
        beside = as_user(BEN, [BEN, DESK], lambda: _beside(place, made))
        assert as_user(ANA, [ANA, DESK], lambda: [Locker.open(place).check(one) for one in (made, other)]) == [
            None,
            None,
        ]
        assert (place / beside).stat().st_gid == DESK
        with pytest.raises(RuntimeError, match="cannot be read by who you are here"):
            as_user(EVE, [EVE], lambda: Locker.open(place).id)
    finally:
        shutil.rmtree(root)


def _beside(place: Path, digest: str) -> str:
    """Keep bytes whose digest begins with the same two digits: in a folder that is there."""
    locker = Locker.open(place)
    number = 0
    while (kept := locker.path_of(locker.put(b"%d" % number))).parent.name != digest[:2]:
        locker.remove(kept.parent.name + kept.name)
        number += 1
    return str(kept.relative_to(place))


def _rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
