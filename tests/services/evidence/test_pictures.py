"""What pictures on record say of themselves, read anew when they are shown."""

from collections.abc import Callable

import pytest
from tests.kept import file_of
from tests.reading.test_pictures import AT, photograph

from claimtrack.cli.self_told import pictured_lines
from claimtrack.reading.pictures import Picture
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pictures
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.pictures import picture_told
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.evidence_shapes import pictured_row
from claimtrack.vocabulary import Basis, Stance


@pytest.fixture
def kept(desk: Desk, bridge: int) -> Callable[[bytes, str], int]:
    """Give a way to attach bytes under a name."""

    def attached(data: bytes, name: str) -> int:
        examined = examine(desk, Offered(data, name), Bearing(Stance.CONTEXT, Basis.RECORD, None))
        return desk.enact(attach, look(desk, [bridge]), examined).number

    return attached


def test_a_photograph_is_told_and_a_text_is_none(desk: Desk, kept: Callable[[bytes, str], int]) -> None:
    number = kept(photograph(AT | {"DateTimeOriginal": "2026:03:04 10:11:12"}), "site.jpg")
    told = picture_told(desk, shown(desk, number))
    assert told == Picture(40, 30, "2026-03-04 10:11:12", (-48.208472, 11.0))
    assert list(pictured_lines(told)) == [
        "  picture    40 by 30 points",
        "  taken      2026-03-04 10:11:12 (as the file says of itself)",
        "  position   -48.208472, 11.000000 (degrees north and east, as the file says of itself)",
    ]
    row = pictured_row(told)
    assert row is not None
    assert row["position"] == [-48.208472, 11.0]
    assert picture_told(desk, shown(desk, kept(b"82 dead", "list.txt"))) is None
    assert list(pictured_lines(None)) == []
    assert pictured_row(None) is None


def test_of_a_picture_that_was_altered_nothing_is_told(desk: Desk, kept: Callable[[bytes, str], int]) -> None:
    row = shown(desk, kept(photograph(), "site.jpg"))
    file = file_of(desk.locker, row.digest)
    file.chmod(0o600)
    file.write_bytes(photograph({"DateTimeOriginal": "2026:03:04 10:11:12"}))
    assert picture_told(desk, row) is None


def test_what_is_not_known_is_said(
    desk: Desk, kept: Callable[[bytes, str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = shown(desk, kept(photograph()[:300], "cut.jpg"))
    told = picture_told(desk, row)
    assert told is not None
    if told.unread is None:
        assert list(pictured_lines(told))[-1] == "             it says neither when nor where it was taken"
    monkeypatch.setattr(pictures, "LARGEST", 10)
    told = picture_told(desk, row)
    assert list(pictured_lines(told)) == ["  picture    nobody knows what it says of itself: it is larger than 0 MB"]
