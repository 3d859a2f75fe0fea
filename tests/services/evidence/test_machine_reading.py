"""A passage that only a machine reads: found, marked wherever it is shown, checked again, and never held against it."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from tests.reading.captures.site import PDF
from tests.reading.test_machines import WORDS, scan, scanned

from claimtrack.errors import InvalidInput
from claimtrack.reading import machines
from claimtrack.reading.document import Document
from claimtrack.reading.machines import MachineText, NoMachine
from claimtrack.reports.registry import load_renderer
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import machine_reading, offers, recheck
from claimtrack.services.evidence.attachments import Attached, attach
from claimtrack.services.evidence.offers import Bearing, Examined, Offered, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import gather
from claimtrack.vocabulary import Basis, Stance

pytestmark = pytest.mark.usefixtures("tesseract")

Quoted = Callable[..., tuple[Examined, Attached]]


@pytest.fixture
def quoted(desk: Desk, bridge: int) -> Quoted:
    """Give a way to attach bytes with an excerpt."""

    def attached(data: bytes, name: str, excerpt: str) -> tuple[Examined, Attached]:
        bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt=excerpt)
        examined = examine(desk, Offered(data, name), bearing)
        return examined, desk.enact(attach, look(desk, [bridge]), examined)

    return attached


def test_a_passage_in_a_picture_is_found_and_marked_wherever_it_is_shown(desk: Desk, quoted: Quoted) -> None:
    examined, attached = quoted(scan("Register", WORDS), "site.png", "received 82  dead")
    by = machines.machine_told(examined.passage.charset or "")
    assert by.startswith("read by a machine (tesseract ")
    assert [str(one) for one in examined.notices] == [
        f"the excerpt was {by} and may be wrong: compare it with the file itself, word by word"
    ]
    assert (attached.place or "").endswith(f", {by}")
    (link,) = shown(desk, attached.number).links
    assert (link.excerpt, (link.place or "").endswith(by)) == ("received 82 dead", True)
    assert verify(desk).problems == ()


def test_a_scanned_page_keeps_its_number_and_the_files_own_text_comes_first(desk: Desk, quoted: Quoted) -> None:
    data = scanned(PDF, scan(WORDS, form="PDF"))
    examined, attached = quoted(data, "report.pdf", WORDS)
    assert examined.passage.page is not None
    assert (attached.place or "").startswith(f"page {examined.passage.page}, ")
    own = examine(desk, Offered(data, "report.pdf"), Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt="61 dead"))
    assert own.passage.charset is None


def test_what_no_machine_reads_there_is_refused_with_what_it_reads(quoted: Quoted) -> None:
    with pytest.raises(InvalidInput) as refused:
        quoted(scan(WORDS), "site.png", "We received 83 dead on 16 May.")
    assert f'; the nearest passage is: "{WORDS}"' in str(refused.value)
    with pytest.raises(InvalidInput, match=r"the excerpt is not in report\.pdf"):
        quoted(PDF, "report.pdf", "nobody was counted there at all")


def test_where_no_machine_is_it_is_said_and_nothing_else_fails(quoted: Quoted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InvalidInput, match="with Tesseract, which is not installed; leave --excerpt out"):
        quoted(scan(WORDS), "site.png", WORDS)


def test_a_text_is_read_by_no_machine(quoted: Quoted, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> MachineText:
        raise AssertionError("asked")

    monkeypatch.setattr(machine_reading, "machine_text", fails)
    quoted(b"82 dead", "list.txt", "82 dead")
    with pytest.raises(InvalidInput):
        quoted(b"81 dead", "other.txt", "82 dead")


def test_another_machine_or_none_holds_nothing_against_a_passage(
    desk: Desk, quoted: Quoted, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted(scan(WORDS), "site.png", WORDS)

    def none(*_: object, **__: object) -> MachineText:
        raise NoMachine("nothing is installed")

    def newer(*_: object, **__: object) -> MachineText:
        return MachineText(Document("We recelved 82 dead", "image/png"), "ocr tesseract 9.9 eng")

    for machine, told in ((none, "and none is here: nothing is installed"), (newer, "and the one here is another")):
        monkeypatch.setattr(recheck, "machine_text", machine)
        found = verify(desk)
        assert (found.problems, found.failing_evidence) == ((), ())
        assert any(told in note for note in found.notes)
        looked = desk.enact(recheck.recheck, ())
        assert (looked.taken_off, [number for number, _ in looked.unread]) == ((), [1])


def test_the_same_machine_that_does_not_read_it_any_more_is_told(
    desk: Desk, quoted: Quoted, monkeypatch: pytest.MonkeyPatch
) -> None:
    examined, _ = quoted(scan(WORDS), "site.png", WORDS)

    def otherwise(*_: object, **__: object) -> MachineText:
        return MachineText(Document("nothing of it", "image/png"), examined.passage.charset or "")

    monkeypatch.setattr(recheck, "machine_text", otherwise)
    assert any("does not stand in site.png" in problem for problem in verify(desk).problems)


def test_that_a_machine_read_it_cannot_be_taken_off_unseen(desk: Desk, quoted: Quoted) -> None:
    quoted(scan(WORDS), "site.png", WORDS)
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence_link SET charset = NULL"))
    assert verify(desk).problems != ()


def test_a_report_says_that_a_machine_read_it(desk: Desk, quoted: Quoted) -> None:
    quoted(scan(WORDS), "site.png", WORDS)
    assert "read by a machine (tesseract " in " ".join(load_renderer("txt")(gather(desk)).decode().split())


@pytest.mark.parametrize(("pages", "asked"), [((0, 3), False), ((0, 5), True), ((), True)])
def test_no_machine_is_asked_where_every_page_has_a_text(
    pages: tuple[int, ...], asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(machine_reading.MachineReading, "text", lambda self: heard.append(self.name))
    document = Document("ab cd", "application/pdf", pages=pages)
    machine = machine_reading.MachineReading(b"", "scan.pdf", "application/pdf")
    with pytest.raises(InvalidInput, match=r"the excerpt is not in scan\.pdf"):
        offers._passage(Offered(b"", "scan.pdf"), document, "no such words", None, [], machine)
    assert heard == (["scan.pdf"] if asked else [])
