"""What a name leads to that is no file: a link is followed, the rest is refused at once, and nothing is kept of it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.kept import file_of

from claimtrack.errors import ClaimtrackError, InvalidInput, NotFound
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import Bearing, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.vocabulary import Basis, Stance

_CONTEXT = Bearing(Stance.CONTEXT, Basis.RECORD, None)


def test_a_link_is_followed_and_what_it_leads_to_is_copied(desk: Desk, bridge: int, tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"82 dead")
    link.symlink_to("real.txt")
    number = desk.enact(
        attachments.attach, look(desk, [bridge]), examine(desk, offered_from(desk, str(link)), _CONTEXT)
    ).number
    real.write_bytes(b"something else")
    row = shown(desk, number)
    kept = file_of(desk.locker, row.digest)
    assert (row.name, kept.read_bytes(), kept.is_symlink()) == ("link.txt", b"82 dead", False)


@pytest.mark.parametrize(
    ("make", "error", "told"),
    [
        (lambda at: at.symlink_to("gone"), NotFound, "no file"),
        (lambda at: at.symlink_to(at.name), InvalidInput, "cannot be read: Too many levels of symbolic links"),
        (lambda at: at.symlink_to("/dev/zero"), InvalidInput, "is a device and no file"),
        (lambda at: at.symlink_to("/dev/urandom"), InvalidInput, "is a device and no file"),
        (lambda at: at.symlink_to("/dev/full"), InvalidInput, "is a device and no file"),
        (lambda at: at.symlink_to("/dev/null"), InvalidInput, "is a device and no file"),
        (lambda at: at.symlink_to("/"), InvalidInput, "is a folder"),
        (os.mkfifo, InvalidInput, "is a pipe and no file"),
        (Path.mkdir, InvalidInput, "is a folder"),
        (lambda at: at.touch(), InvalidInput, "is empty"),
    ],
    ids=["dangling", "loop", "zero", "urandom", "full", "null", "root", "pipe", "folder", "empty"],
)
@pytest.mark.parametrize("max_size", [None, 1 << 40], ids=["", "any size"])
def test_what_is_no_file_is_refused_at_once(
    desk: Desk,
    tmp_path: Path,
    make: Callable[[Path], object],
    error: type[ClaimtrackError],
    told: str,
    max_size: int | None,
) -> None:
    at = tmp_path / "named"
    make(at)
    with pytest.raises(error, match=told):
        examine(desk, offered_from(desk, str(at), max_size=max_size), _CONTEXT)
    assert list(desk.locker.digests()) == []
    assert not list(desk.locker.leftovers(older_than=0))


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/full"])
def test_a_device_is_refused_by_its_own_name(desk: Desk, name: str) -> None:
    with pytest.raises(
        InvalidInput, match=f"{name} is a device and no file; save what comes from it as a file, or pipe"
    ):
        examine(desk, offered_from(desk, name), _CONTEXT)


def test_nothing_is_empty_by_its_own_name(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="/dev/null is empty"):
        examine(desk, offered_from(desk, "/dev/null"), _CONTEXT)
