"""A folder of auto-archiver's is evidence, file by file; what does not match is refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.captures.archiver import FILES, URL, archive, token_of
from tests.tsa import Authority

from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError, VerificationFailed
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import archived_folders, pieces
from claimtrack.services.evidence.archived_folders import Examination, attach_folder, examine_folder
from claimtrack.services.evidence.bringing import Attachment
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import Bearing, Offered
from claimtrack.services.integrity.verify import verify
from claimtrack.services.paging import Window
from claimtrack.services.timestamps.authorities import trust
from claimtrack.vocabulary import Basis, Stance

_BEARING = Bearing(Stance.SUPPORTS, Basis.RECORD, "River Board", new_source=True, note="the evening of the 7th")


@pytest.fixture
def trusting(desk: Desk, north: Authority) -> Desk:
    """Give a desk that trusts an authority."""
    desk.enact(trust, "north", "https://north.example", north.pem)
    return desk


def _examine(desk: Desk, folder: Path, leaving_out: tuple[str, ...] = ()) -> Examination:
    return examine_folder(desk, folder, _BEARING, leaving_out=leaving_out)


def _attach(desk: Desk, claim: int, folder: Path, leaving_out: tuple[str, ...] = ()) -> list[Attachment]:
    return desk.enact(attach_folder, look(desk, [claim]), _examine(desk, folder, leaving_out))


@pytest.mark.both_databases
def test_each_file_is_a_piece_with_what_was_checked(
    trusting: Desk, bridge: int, tmp_path: Path, north: Authority
) -> None:
    archive(tmp_path, authority=north)
    done = _attach(trusting, bridge, tmp_path)
    rows = [pieces.shown(trusting, one.attached.number) for one in done if one.attached is not None]
    assert [row.name for row in rows] == [
        "weir.txt",
        "gate.txt",
        "formatted.html",
        "hashes.txt",
        "timestamp_token_north",
    ]
    assert trusting.locker.read(rows[0].digest) == FILES["weir.txt"]
    link = rows[0].links[0]
    assert (link.stance, rows[0].source, rows[0].url) == ("supports", "River Board", None)
    assert link.note is not None
    assert link.note.startswith(f"the evening of the 7th; archived from {URL}, as auto-archiver's page says; its hash ")
    assert link.note.endswith(" UTC by north, verified anew")
    assert (rows[4].links[0].stance, rows[4].source) == ("context", None)
    assert verify(trusting).problems == ()


def test_brought_again_it_stays_as_it_is(trusting: Desk, bridge: int, tmp_path: Path, north: Authority) -> None:
    archive(tmp_path, authority=north)
    _attach(trusting, bridge, tmp_path)
    assert [one.attached for one in _attach(trusting, bridge, tmp_path)] == [None] * 5


def _none(desk: Desk) -> None:
    assert list(pieces.listing(desk, Window())) == []


def test_what_does_not_match_is_refused_by_name_and_nothing_is_attached(
    trusting: Desk, bridge: int, tmp_path: Path, north: Authority
) -> None:
    archive(tmp_path, authority=north)
    (tmp_path / "weir.txt").write_bytes(b"The weir is open, it says.")
    with pytest.raises(VerificationFailed, match=r"nothing of it was attached: weir\.txt: its SHA-256 is") as refused:
        _attach(trusting, bridge, tmp_path)
    assert "gate.txt" not in str(refused.value)
    _none(trusting)
    done = _attach(trusting, bridge, tmp_path, ("weir.txt",))
    assert len(done) == 4


@pytest.mark.parametrize("harm", ["flip", "other", "cut", "list"])
def test_a_token_that_does_not_hold_is_refused_by_name(
    trusting: Desk, bridge: int, tmp_path: Path, north: Authority, harm: str
) -> None:
    archive(tmp_path, authority=north)
    token = tmp_path / "timestamp_token_north"
    data = bytearray(token.read_bytes())
    data[-5] ^= 1
    match harm:
        case "flip":
            token.write_bytes(data)
        case "other":
            token.write_bytes(token_of(north, b"other hashes"))
        case "cut":
            token.write_bytes(data[:-40])
        case _:
            (tmp_path / "hashes.txt").write_text("0" * 64)
    with pytest.raises(VerificationFailed, match="timestamp_token_north: as a timestamp it does not hold") as refused:
        _attach(trusting, bridge, tmp_path)
    assert "ask again" not in str(refused.value)
    _none(trusting)
    examination = _examine(trusting, tmp_path, ("timestamp_token_north",))
    assert [one.name for one in examination.pieces] == ["weir.txt", "gate.txt", "formatted.html", "hashes.txt"]
    assert str(examination.pieces[0].bearing.note).endswith("; not stamped")


def test_a_token_of_nobody_that_the_desk_trusts_is_told_as_that(
    trusting: Desk, tmp_path: Path, south: Authority
) -> None:
    archive(tmp_path, authority=south)
    (stamping,) = _examine(trusting, tmp_path).stampings
    assert (stamping.judged.authority, stamping.judged.signed_under) == (None, "CN=South issuing")
    note = _examine(trusting, tmp_path).pieces[0].bearing.note
    assert note is not None
    assert note.endswith("signed under CN=South issuing, whom the policy of this desk does not trust")


def test_without_timestamps_that_is_said_and_what_has_no_hash_is_named(desk: Desk, tmp_path: Path, bridge: int) -> None:
    archive(tmp_path, unhashed={"thumb.txt": b"small"})
    examination = _examine(desk, tmp_path)
    assert examination.left == ("thumb.txt",)
    assert [one.name for one in examination.pieces] == ["weir.txt", "gate.txt", "formatted.html"]
    assert str(examination.pieces[0].bearing.note).endswith("; not stamped")
    assert bridge


def test_what_cannot_be_done_is_refused(desk: Desk, tmp_path: Path, bridge: int) -> None:
    with pytest.raises(NotFound, match="there is no folder"):
        _examine(desk, tmp_path / "gone")
    with pytest.raises(InvalidInput, match="holds no page of auto-archiver's"):
        _examine(desk, tmp_path)
    archive(tmp_path)
    with pytest.raises(NotFound, match=r"lists nothing called other\.txt"):
        _examine(desk, tmp_path, ("other.txt",))
    with pytest.raises(UsageError, match="a folder holds many files"):
        examine_folder(desk, tmp_path, Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt="shut"))
    archive(tmp_path, files={}, unhashed=FILES)
    with pytest.raises(InvalidInput, match="lists no file with a hash"):
        _examine(desk, tmp_path)
    assert bridge


def test_who_may_only_read_attaches_nothing(acting_as: Callable[[str], Desk], tmp_path: Path) -> None:
    archive(tmp_path)
    with pytest.raises(ForbiddenMove):
        _examine(acting_as("viewer"), tmp_path)


@pytest.mark.parametrize("name", ["weir.txt", "hashes.txt", "timestamp_token_north"])
def test_what_is_changed_while_it_is_read_is_refused(
    trusting: Desk, tmp_path: Path, north: Authority, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    archive(tmp_path, authority=north)

    def offered(desk: Desk, named: str, *, max_size: int | None) -> Offered:
        if named.endswith(name):
            Path(named).write_bytes(b"other words")
        return offered_from(desk, named, max_size=max_size)

    monkeypatch.setattr(archived_folders, "offered_from", offered)
    with pytest.raises(VerificationFailed, match=f"{name} was changed while it was read"):
        _examine(trusting, tmp_path)


def test_a_file_that_is_too_large_is_refused_by_name(desk: Desk, tmp_path: Path) -> None:
    archive(tmp_path)
    with pytest.raises(InvalidInput, match=r"weir\.txt is larger than 10 bytes"):
        examine_folder(desk, tmp_path, _BEARING, max_size=10)
