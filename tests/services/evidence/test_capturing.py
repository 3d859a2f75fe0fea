"""A page is attached as a capture: found again by its digest, shown with what it tells, opened as the page it was."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.kept import file_of
from tests.reading.captures.site import PAGE, PICTURE, WORDS, served

from claimtrack.errors import ForbiddenMove, InvalidInput
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments, pieces, taking_out
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.capturing import _certificate, capture_told, offered_from
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.recheck import recheck
from claimtrack.vocabulary import Basis, Stance


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Give the address of the site."""
    with served() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def attach(desk: Desk, bridge: int) -> Callable[..., Attached]:
    """Give a way to attach what is offered, with an excerpt or without."""

    def attached(offered: Offered, excerpt: str | None = None, *, by: Desk = desk) -> Attached:
        bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt=excerpt)
        return by.enact(attachments.attach, look(by, [bridge]), examine(by, offered, bearing))

    return attached


def test_a_page_is_attached_as_a_capture_whose_text_is_the_pages(
    desk: Desk, attach: Callable[..., Attached], site: str
) -> None:
    offered = offered_from(desk, f"{site}/start", allow_private=True)
    attached = attach(offered, WORDS)
    row = pieces.shown(desk, attached.number)
    assert (row.name, row.url, row.media_type) == (f"{site}/flood", f"{site}/flood", "application/warc")
    assert row.links[0].excerpt == WORDS
    assert desk.locker.read(row.digest) == offered.data
    assert desk.enact(recheck).taken_off == ()


def test_a_capture_tells_what_was_seen_when_and_by_whom(
    desk: Desk, editor: Desk, attach: Callable[..., Attached], site: str
) -> None:
    number = attach(offered_from(editor, f"{site}/start", allow_private=True)).number
    told = capture_told(desk, pieces.shown(desk, number))
    assert told is not None
    assert (told.account.by, told.here, told.certificate) == ("editor", True, None)
    assert told.account.missed == 2


def test_a_capture_that_came_as_a_file_tells_what_it_says_of_itself(
    desk: Desk, attach: Callable[..., Attached], site: str
) -> None:
    offered = offered_from(desk, f"{site}/start", allow_private=True)
    number = attach(Offered(offered.data, "sent-to-us.warc.gz"), WORDS).number
    told = capture_told(desk, pieces.shown(desk, number))
    assert told is not None
    assert told.here is False


def test_what_is_no_capture_tells_nothing(desk: Desk, attach: Callable[..., Attached]) -> None:
    number = attach(Offered(b"words", "letter.txt")).number
    assert capture_told(desk, pieces.shown(desk, number)) is None
    foreign = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\na: b\n\r\n\r\n"
    number = attach(Offered(foreign, "page.warc", media_type="application/warc")).number
    assert capture_told(desk, pieces.shown(desk, number)) is None
    number = attach(Offered(foreign[:-12], "cut.warc", media_type="application/warc")).number
    assert capture_told(desk, pieces.shown(desk, number)) is None


def test_a_capture_that_was_altered_tells_nothing_any_more(
    desk: Desk, attach: Callable[..., Attached], site: str
) -> None:
    attached = attach(offered_from(desk, f"{site}/plainly", allow_private=True))
    kept = file_of(desk.locker, attached.digest)
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert capture_told(desk, pieces.shown(desk, attached.number)) is None


def test_a_copy_of_a_capture_is_called_what_it_is(
    desk: Desk, attach: Callable[..., Attached], site: str, tmp_path: Path
) -> None:
    offered = offered_from(desk, f"{site}/plainly", allow_private=True)
    number = attach(offered).number
    copy = taking_out.copy_out(desk, number, tmp_path).path
    assert (copy.name, copy.read_bytes()) == ("plainly.warc.gz", offered.data)


@pytest.mark.parametrize(("page", "name", "body"), [("plainly", "plainly.html", PAGE), ("river.png", None, PICTURE)])
def test_of_a_capture_the_page_is_opened(
    desk: Desk, attach: Callable[..., Attached], site: str, tmp_path: Path, page: str, name: str | None, body: bytes
) -> None:
    number = attach(offered_from(desk, f"{site}/{page}", allow_private=True)).number
    opened = taking_out.copy_to_open(desk, number, tmp_path).path
    assert (opened.name, opened.read_bytes()) == (name or page, body)


def test_what_a_capture_holds_and_might_be_run_is_not_opened(
    desk: Desk, attach: Callable[..., Attached], site: str, tmp_path: Path
) -> None:
    number = attach(offered_from(desk, f"{site}/script.js", allow_private=True)).number
    with pytest.raises(InvalidInput, match="may be a program, so it is not opened here"):
        taking_out.copy_to_open(desk, number, tmp_path)


def test_nobody_is_asked_for_who_may_not_attach(viewer: Desk) -> None:
    with pytest.raises(ForbiddenMove):
        offered_from(viewer, "http://nobody-asks.invalid/")


def test_a_rehearsal_keeps_no_capture(desk: Desk, attach: Callable[..., Attached], site: str) -> None:
    rehearsal = replace(desk, rehearsal=True)
    before = list(desk.locker.digests())
    attach(offered_from(rehearsal, f"{site}/plainly", allow_private=True), WORDS, by=rehearsal)
    assert list(desk.locker.digests()) == before


@pytest.mark.parametrize("pem", ["", "none", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_is_told_as_none(pem: str) -> None:
    assert _certificate((pem,)) is None
    assert _certificate(()) is None
