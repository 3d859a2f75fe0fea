"""Files that mean harm or came to it: each is kept as it is or refused with the reason; `verify` names the rest."""

import gzip
import io
import os
import struct
import threading
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from tests.kept import file_of
from tests.reading.formats.test_word import docx, p
from tests.reading.pdf.paper import assembled, stream

from claimtrack.errors import InvalidInput, VerificationFailed
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


def _zip_in_zip(levels: int) -> bytes:
    """Give an archive of ten archives of ten archives, and so on, of zeros."""
    data = bytes(1_000_000)
    for _ in range(levels):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", data)
        data = packed.getvalue()
    return data


def _locked() -> bytes:
    """Give a PDF that opens with a password alone."""
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=300, height=300)
    writer.encrypt(user_password="secret", algorithm="AES-256")  # noqa: S106 - made up
    writer.write(written)
    return written.getvalue()


def _ring() -> bytes:
    """Give a PDF with a page on which a drawing draws itself."""
    resources = b"/Resources<</XObject<</X 5 0 R>>>>"
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + resources + b">>",
            4: stream(b"/X Do"),
            5: stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + resources),
        }
    )


def _wide_mail(levels: int) -> bytes:
    """Give a mail whose parts have two parts each, so many levels deep."""
    body = b"Content-Type: text/plain\n\n82 dead\n"
    for level in range(levels):
        edge = b"--b%d" % level
        said = b'Content-Type: multipart/mixed; boundary="b%d"\n\n' % level
        body = b"\n".join([said + edge, body, edge, body, edge + b"--"])
    return b"From: a@b.example\nSubject: Quay\nMIME-Version: 1.0\n" + body


def _vast_picture() -> bytes:
    """Give a PNG of a few bytes that says it has nine thousand million points."""
    header = struct.pack(">IIBBBBB", 95_000, 95_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1_000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


@pytest.mark.parametrize(
    ("make", "why"),
    [
        pytest.param(_bomb, "unpacks to more than 400 times its size", id="docx bomb"),
        pytest.param(lambda: _zip_in_zip(6), r"list is an archive of files \(.zip\)", id="zip bomb"),
        pytest.param(
            lambda: gzip.compress(bytes(110_000_000)), "larger than 100,000,000 bytes unpacked", id="gzip bomb"
        ),
        pytest.param(lambda: _wide_mail(11), "parts with parts in them, too many", id="mail bomb"),
        pytest.param(_vast_picture, r"list is a picture \(png\)", id="picture bomb"),
        pytest.param(_locked, "is locked with a password", id="locked PDF"),
        pytest.param(_ring, "draws more than any page of words needs", id="PDF in a ring"),
        pytest.param(lambda: docx(p("82 dead"))[:-30], "is damaged", id="cut DOCX"),
        pytest.param(
            lambda: b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n", "is damaged", id="PDF without pages"
        ),
        pytest.param(
            lambda: b"\x1f\x8b\x08" + bytes(40), "cannot be unpacked|is damaged|broke off|compressed", id="broken gzip"
        ),
    ],
)
def test_a_file_made_or_come_to_harm_is_kept_without_a_passage_and_refused_with_one(
    desk: Desk, attach: Attach, make: Callable[[], bytes], why: str
) -> None:
    data = make()
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


def test_what_lies_in_the_locker_and_is_none_of_its_own_is_told(desk: Desk) -> None:
    folder = Path(desk.locker.where)
    (folder / "evil\n.txt").write_bytes(b"x")
    assert verify(desk).notes == ("the locker holds something that is none of its own: 'evil\\n.txt'",)
    for number in range(7):
        (folder / f"{number}.txt").write_bytes(b"x")
    (note,) = verify(desk).notes
    assert note.startswith("the locker holds what is none of its own: '0.txt', '1.txt'")
    assert note.endswith(" and 3 more")
    assert verify(desk).problems == ()


@pytest.mark.parametrize("other", [os.mkfifo, lambda at: at.symlink_to("/dev/zero")], ids=["pipe", "endless"])
def test_a_pipe_in_the_place_of_a_kept_file_is_named_and_not_waited_for(
    desk: Desk, attach: Attach, tmp_path: Path, other: Callable[[Path], object]
) -> None:
    number = attach(b"82 dead", "list.txt").number
    kept = file_of(desk.locker, shown(desk, number).digest)
    kept.unlink()
    other(kept)
    (problem,) = verify(desk).problems
    assert problem.endswith("cannot be read: it is a pipe or a device and no file")
    with pytest.raises(VerificationFailed, match="it is a pipe or a device and no file"):
        taking_out.copy_out(desk, number, tmp_path / "out")
