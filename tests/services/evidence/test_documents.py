"""What documents on record say of themselves, read anew when they are shown."""

from collections.abc import Callable

import pytest
from tests.kept import file_of
from tests.reading.captures import site
from tests.reading.test_documents import APP, CORE, packed, pdf

from claimtrack.cli.self_told import document_lines
from claimtrack.reading.documents import SelfTold
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import documents
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.documents import document_told
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.pieces import EvidenceRow, shown
from claimtrack.services.evidence_shapes import document_row
from claimtrack.vocabulary import Basis, Stance

Kept = Callable[[Offered], EvidenceRow]


@pytest.fixture
def kept(desk: Desk, bridge: int) -> Kept:
    """Give a way to attach what is offered."""

    def attached(offered: Offered) -> EvidenceRow:
        examined = examine(desk, offered, Bearing(Stance.CONTEXT, Basis.RECORD, None))
        return shown(desk, desk.enact(attach, look(desk, [bridge]), examined).number)

    return attached


def test_a_pdf_is_told_and_a_text_is_none(desk: Desk, kept: Kept) -> None:
    data = pdf({"/Author": "Ana Ruiz", "/CreationDate": "D:20240517090000Z", "/Producer": "Writer"})
    told = document_told(desk, kept(Offered(data, "report.pdf")))
    assert list(document_lines(told)) == [
        "  author     Ana Ruiz (as the file says of itself)",
        "  created    2024-05-17 09:00:00 +00:00 (as the file says of itself)",
        "  producer   Writer (as the file says of itself)",
    ]
    row = document_row(told)
    assert row is not None
    assert (row["author"], row["modified"]) == ("Ana Ruiz", None)
    assert document_told(desk, kept(Offered(b"82 dead", "list.txt"))) is None
    assert (list(document_lines(None)), document_row(None)) == ([], None)


def test_a_sheet_whose_kind_is_told_by_what_is_in_it(desk: Desk, kept: Kept) -> None:
    sheet = packed(
        **{"[Content_Types]": "<a/>", "xl__workbook": "<a/>"},
        docProps__core=CORE.format(author="Ana"),
        docProps__app=APP,
    )
    told = document_told(desk, kept(Offered(sheet, "list.xlsx")))
    assert told is not None
    assert (told.author, told.company) == ("Ana", "Port Office")


def test_a_captured_pdf_is_told_too_and_a_captured_page_is_none(
    desk: Desk, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "PDF", pdf({"/Author": "Ana Ruiz"}))
    with site.served() as port:
        captured, page = (
            kept(offered_from(desk, f"http://127.0.0.1:{port}/{name}", allow_private=True))
            for name in ("pdf", "plainly")
        )
    told = document_told(desk, captured)
    assert told is not None
    assert told.author == "Ana Ruiz"
    assert document_told(desk, page) is None


def test_of_one_that_was_altered_or_is_too_large_nothing_is_told(
    desk: Desk, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = kept(Offered(pdf({"/Author": "Ana Ruiz"}), "report.pdf"))
    with monkeypatch.context() as small:
        small.setattr(documents, "LARGEST", 10)
        assert document_told(desk, row) == SelfTold(unread="it is larger than 0 MB")
    file = file_of(desk.locker, row.digest)
    file.chmod(0o600)
    file.write_bytes(pdf({"/Author": "Ben Sol"}))
    assert document_told(desk, row) is None


def test_what_is_not_known_is_said() -> None:
    assert list(document_lines(SelfTold(unread="it is locked with a password"))) == [
        "  document   nobody knows what it says of itself: it is locked with a password"
    ]
    assert list(document_lines(SelfTold())) == ["  document   it says neither who wrote it nor when"]
