"""Only what is looked at or listened to is opened; what might be run is not, whatever it is called."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.kept import folder_of

from claimtrack.errors import InvalidInput
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments, taking_out
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.opening import opened_as
from claimtrack.vocabulary import Basis, Stance


@pytest.mark.parametrize(
    ("name", "media_type", "head", "opened"),
    [
        ("register.pdf", "application/pdf", b"%PDF-1.7", "register.pdf"),
        ("Photo.JPG", "image/jpeg", b"\xff\xd8", "Photo.JPG"),
        ("page", "text/html", b"<html>", "page.html"),
        ("note", "text/plain; charset=utf-8", b"He said so.", "note.txt"),
        ("Report of 4.5", "text/plain", b"x", "Report of 4.5.txt"),
        ("call.ogg", "audio/ogg", b"OggS", "call.ogg"),
        ("table.csv", "text/csv", b"a,b", "table.csv"),
        ("setup.exe", "application/vnd.microsoft.portable-executable", b"MZ\x90", None),
        ("setup.exe", "text/plain", b"harmless", None),
        ("letter.pdf", "application/pdf", b"MZ\x90", None),
        ("letter.txt", "text/plain", b"#!/bin/sh\nrm -r ~", None),
        ("letter.txt", "text/plain", b"\x7fELF", None),
        ("open-me.desktop", "text/plain", b"[Desktop Entry]\nExec=sh", None),
        ("open-me.txt", "text/plain", b"# x\n[Desktop Entry]\nExec=sh", None),
        ("run.bat", "text/plain", b"del *", None),
        ("macro.docm", "application/vnd.ms-word.document.macroEnabled.12", b"PK", None),
        ("letter.pdf.exe", "application/pdf", b"%PDF", None),
        ("letter.html", "application/pdf", b"%PDF", None),
        ("archive.jar", "application/zip", b"PK", None),
        ("page.svg", "image/svg+xml", b"<svg>", None),
        ("data", "application/octet-stream", b"\x00", None),
        ("shortcut.lnk", "application/octet-stream", b"L\x00", None),
        ("site.url", "text/plain", b"[InternetShortcut]", None),
    ],
)
def test_what_might_be_run_is_opened_under_no_name(name: str, media_type: str, head: bytes, opened: str | None) -> None:
    assert opened_as(name, media_type, head) == opened


@pytest.fixture
def attached(desk: Desk, bridge: int) -> Callable[[bytes, str], int]:
    """Give a way to attach a file under a name; gives its number."""

    def attach(data: bytes, name: str) -> int:
        bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None)
        examined = examine(desk, Offered(data, name), bearing)
        return desk.enact(attachments.attach, look(desk, [bridge]), examined).number

    return attach


def test_a_program_is_not_opened_and_where_it_is_is_said(
    desk: Desk, attached: Callable[[bytes, str], int], tmp_path: Path
) -> None:
    number = attached(b"[Desktop Entry]\nExec=sh -c true\n", "photo.desktop")
    with pytest.raises(InvalidInput, match="may be a program, so it is not opened here") as refused:
        taking_out.copy_to_open(desk, number, tmp_path)
    assert str(folder_of(desk.locker)) in str(refused.value)
    assert list(tmp_path.glob("*.desktop")) == []


def test_a_document_is_copied_to_be_opened(desk: Desk, attached: Callable[[bytes, str], int], tmp_path: Path) -> None:
    copy = taking_out.copy_to_open(desk, attached(b"The bridge is shut.\n", "register of roads"), tmp_path).path
    assert (copy.name, copy.read_bytes()) == ("register-of-roads.txt", b"The bridge is shut.\n")
