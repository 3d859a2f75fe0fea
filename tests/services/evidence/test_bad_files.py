"""Files that mean harm or came to it: each is kept as it is or refused with the reason; `verify` names the rest."""

import io
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.kept import file_of
from tests.reading.formats.test_word import docx, p

from claimtrack.errors import InvalidInput
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments, taking_out
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Stance

_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006"
    "0005574bfad40000000049454e44ae426082"
)
Attach = Callable[..., Attached]


@pytest.fixture
def attach(desk: Desk, bridge: int) -> Attach:
    """Give a way to attach bytes under a name."""

    def attached(data: bytes, name: str, excerpt: str | None = None) -> Attached:
        examined = examine(desk, Offered(data, name), Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt=excerpt))
        return desk.enact(attachments.attach, look(desk, [bridge]), examined)

    return attached


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 60_000_000)
    return packed.getvalue()


def test_a_picture_called_a_pdf_is_a_picture(desk: Desk, attach: Attach) -> None:
    number = attach(_PNG, "list.pdf").number
    assert shown(desk, number).media_type == "image/png"
    with pytest.raises(InvalidInput, match=r"no text can be read from list2.pdf.*list2.pdf is a picture \(png\)"):
        attach(_PNG + b"\0", "list2.pdf", "82 dead")
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (_bomb(), "unpacks to more than 400 times its size"),
        (docx(p("82 dead"))[:-30], "is damaged"),
        (b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n", "is damaged"),
        (b"\x1f\x8b\x08" + bytes(40), "cannot be unpacked|is damaged|broke off|compressed"),
    ],
)
def test_a_file_made_or_come_to_harm_is_kept_without_a_passage_and_refused_with_one(
    desk: Desk, attach: Attach, data: bytes, why: str
) -> None:
    with pytest.raises(InvalidInput, match=rf"no text can be read from list, so an excerpt cannot be found.*({why})"):
        attach(data, "list", "82 dead")
    assert len(list(desk.locker.digests())) == 1  # the article's
    number = attach(data, "list").number
    assert desk.locker.read(shown(desk, number).digest) == data
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("list\n\x1b[2Jfake.txt", "list-2Jfake.txt"),
        ("gpj.\u202etxt", "gpj.-txt"),
        ("..", "evidence-1"),
        ("con/", "con"),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing_in_the_name_of_a_copy(
    desk: Desk, attach: Attach, tmp_path: Path, name: str, copy: str
) -> None:
    number = attach(b"82 dead", name).number
    folder = tmp_path / "out"
    folder.mkdir()
    assert taking_out.copy_out(desk, number, folder).path == folder / copy
    assert [file.name for file in folder.iterdir()] == [copy]


def test_a_file_that_grows_or_shrinks_while_it_is_added_is_one_that_was_there(desk: Desk, tmp_path: Path) -> None:
    file, stop = tmp_path / "log.txt", threading.Event()
    file.write_bytes(b"line\n" * 10_000)

    def change() -> None:
        size = 10_000
        while not stop.is_set():
            size = 10 + (size * 7 + 3) % 60_000
            with file.open("r+b") as stream:
                stream.truncate(size)
                stream.seek(size)
                stream.write(b"more\n" * 20)

    writer = threading.Thread(target=change)
    writer.start()
    try:
        for _ in range(20):
            offered = offered_from(desk, str(file))
            examined = examine(desk, offered, Bearing(Stance.CONTEXT, Basis.RECORD, None))
            assert examined.size == len(offered.data) == file_of(desk.locker, examined.digest).stat().st_size
            assert desk.locker.check(examined.digest) is None
    finally:
        stop.set()
        writer.join()


def test_one_flipped_bit_in_each_kept_file_and_each_missing_one_is_named(desk: Desk, attach: Attach) -> None:
    numbers = [attach(f"{number} dead".encode() * 50, f"{number}.txt").number for number in range(4)]
    for number in numbers:
        row = shown(desk, number)
        kept = file_of(desk.locker, row.digest)
        whole = kept.read_bytes()
        kept.chmod(0o644)
        place = len(whole) // 2
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        (problem,) = verify(desk).problems
        assert problem.startswith(f"the bytes of evidence {number} ({row.name}) fail: the file of {row.digest} was alt")
        kept.unlink()
        (problem,) = verify(desk).problems
        assert problem.endswith("is missing from the locker")
        assert verify(desk).failing_evidence == (number,)
        kept.write_bytes(whole)
    assert verify(desk).problems == ()


def test_an_extra_file_in_the_locker_is_told_and_is_no_damage(desk: Desk) -> None:
    desk.locker.put(b"nobody names this")
    found = verify(desk)
    assert found.problems == ()
    assert found.notes == (
        "the locker holds 1 file that nothing on record names; `claimtrack locker list --orphans` lists it",
    )
