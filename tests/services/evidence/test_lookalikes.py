"""Pictures on record that are nearly one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import text
from tests.kept import file_of
from tests.reading.captures import site
from tests.reading.test_picture_prints import packed, scene

from claimtrack.errors import InvalidInput, NotFound
from claimtrack.reading import picture_prints
from claimtrack.reading.lookalikes import How
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import capturing, lookalikes
from claimtrack.services.evidence.attachments import Attached, attach, withdraw
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.inputs import LargeFile
from claimtrack.services.integrity.verify import verify
from claimtrack.services.paging import Window
from claimtrack.vocabulary import Basis, Stance

pytestmark = pytest.mark.both_databases

Kept = Callable[..., Attached]


@pytest.fixture
def kept(desk: Desk, bridge: int) -> Kept:
    """Give a way to attach bytes under a name."""

    def attached(data: bytes, name: str = "site.png", by: Desk = desk) -> Attached:
        examined = examine(by, Offered(data, name), Bearing(Stance.CONTEXT, Basis.RECORD, None))
        return by.enact(attach, look(by, [bridge]), examined)

    return attached


def _worse(number: int) -> bytes:
    return packed(scene(number).resize((200, 133)), "JPEG", quality=60)


def test_a_picture_that_is_nearly_one_on_record_is_told_when_it_is_attached(
    desk: Desk, bridge: int, kept: Kept
) -> None:
    assert (kept(packed(scene(1))).alike, kept(packed(scene(2))).alike) == ((), ())
    (found,) = kept(_worse(1)).alike
    assert (found.piece, found.other, found.claims, found.how) == (3, 1, (bridge,), How.COPY)
    assert found.sentence == f"nearly evidence 1 of claim {bridge}"
    desk.enact(withdraw, 1, reason="another year")
    (one, _) = kept(packed(scene(1).transpose(Image.Transpose.FLIP_LEFT_RIGHT))).alike
    assert one.sentence == "nearly evidence 1, withdrawn, mirrored"
    assert verify(desk).problems == ()


def test_a_rehearsal_tells_it_too_and_keeps_nothing(desk: Desk, kept: Kept) -> None:
    kept(packed(scene(1)))
    assert [one.other for one in kept(_worse(1), by=replace(desk, rehearsal=True)).alike] == [1]
    assert lookalikes.alike(desk).looked_at == 1


def test_a_picture_that_cannot_be_compared_is_attached_and_that_is_told(desk: Desk, kept: Kept) -> None:
    attached = kept(packed(Image.new("RGB", (200, 200))), "blank.png")
    assert attached.unlike is not None
    assert attached.unlike.startswith("is a blank")
    assert kept(b"82 dead", "list.txt").unlike is None
    assert lookalikes.alike(desk).unlike == ((1, attached.unlike),)
    with pytest.raises(InvalidInput, match="evidence 1 is compared with none: this picture is a blank"):
        lookalikes.alike(desk, 1)


def test_all_pairs_are_listed_a_page_at_a_time(desk: Desk, kept: Kept) -> None:
    for data in (packed(scene(1)), packed(scene(2)), _worse(1), _worse(2)):
        kept(data)
    found = lookalikes.alike(desk)
    assert [(one.piece, one.other) for one in found.pairs] == [(3, 1), (4, 2)]
    page = lookalikes.alike(desk, window=Window(1, 2)).pairs
    assert ([(one.piece, one.other) for one in page], page.total) == ([(4, 2)], 2)
    assert [(one.piece, one.other) for one in lookalikes.alike(desk, 1).pairs] == [(1, 3)]


def test_what_nobody_looked_at_is_looked_at_where_somebody_asks(desk: Desk, kept: Kept) -> None:
    kept(packed(scene(1)))
    kept(_worse(1))
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence SET looks = NULL WHERE id = 1"))
    watched: list[int] = []

    def watch(numbers: Sequence[int]) -> Iterator[int]:
        watched.extend(numbers)
        yield from numbers

    found = lookalikes.alike(desk, 2, watch=watch)
    assert (watched, [one.other for one in found.pairs]) == ([1], [1])
    assert kept(packed(scene(1).resize((90, 60)))).alike[0].other == 2


def test_one_that_was_altered_is_not_looked_at(desk: Desk, kept: Kept) -> None:
    digest = kept(packed(scene(1))).digest
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence SET looks = NULL"))
    file = file_of(desk.locker, digest)
    file.chmod(0o600)
    file.write_bytes(packed(scene(2)))
    assert "was altered" in dict(lookalikes.alike(desk).unlike)[1]


def test_what_a_picture_looks_like_is_held_against_the_events(desk: Desk, kept: Kept) -> None:
    kept(packed(scene(1)))
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence SET looks = NULL WHERE id = 1"))
    assert any("looks" in problem for problem in verify(desk).problems)


def test_a_large_picture_is_compared_from_where_it_is_kept(
    desk: Desk, bridge: int, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(packed(scene(1)))
    file = tmp_path / "scan.png"
    file.write_bytes(packed(scene(1), "PNG", compress_level=0))
    large = LargeFile(str(file), "scan.png", "image/png", 10**8)
    offered = Offered(b"", "scan.png", media_type="image/png", large=large)
    examined = examine(desk, offered, Bearing(Stance.CONTEXT, Basis.RECORD, None))
    assert [one.other for one in desk.enact(attach, look(desk, [bridge]), examined).alike] == [1]
    monkeypatch.setattr(lookalikes, "LARGEST", 10)
    assert lookalikes.looks_of(desk, examined.digest, "image/png", 11).why_not == "is larger than 0 MB"


def test_what_is_no_picture_or_not_there_is_refused(desk: Desk, kept: Kept) -> None:
    kept(b"82 dead", "list.txt")
    with pytest.raises(InvalidInput, match=r"evidence 1 is no picture \(text/plain\)"):
        lookalikes.alike(desk, 1)
    with pytest.raises(NotFound):
        lookalikes.alike(desk, 9)


def test_nothing_fails_where_nothing_reads_pictures(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: bytes) -> bytes:
        raise picture_prints.NoPrint("was not looked at: it is not installed")

    monkeypatch.setattr(lookalikes, "print_of", missing)
    assert kept(packed(scene(1))).unlike == "was not looked at: it is not installed"


def test_a_captured_picture_is_a_picture(desk: Desk, bridge: int, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "PICTURE", packed(scene(1)))
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None)
    with site.served() as port:
        offered = capturing.offered_from(desk, f"http://127.0.0.1:{port}/river.png", allow_private=True)
    desk.enact(attach, look(desk, [bridge]), examine(desk, offered, bearing))
    assert [one.other for one in kept(_worse(1)).alike] == [1]
    assert [one.other for one in lookalikes.alike(desk, 1).pairs] == [2]
