"""Looking at pieces of evidence: listed, shown, copied out of the locker."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.kept import file_of

from claimtrack.errors import InvalidInput, NotFound, VerificationFailed
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments, pieces, taking_out
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.sources import grades
from claimtrack.services.sources.sources import merge
from claimtrack.vocabulary import Reliability

Attach = Callable[..., Attached]


def test_a_copy_is_written_beside_nothing_else(
    desk: Desk, claims: tuple[int, ...], support: Attach, tmp_path: Path
) -> None:
    piece = support(claims[0], text="the log", name="../register/page 1?.txt").number
    copy = taking_out.copy_out(desk, piece, tmp_path).path
    assert copy == tmp_path / "page-1-.txt"
    assert copy.read_bytes() == b"the log"
    with pytest.raises(InvalidInput, match="is there already; choose another name"):
        taking_out.copy_out(desk, piece, tmp_path)
    with pytest.raises(InvalidInput, match="cannot write"):
        taking_out.copy_out(desk, piece, tmp_path / "no folder" / "copy.txt")
    assert taking_out.copy_out(desk, piece, tmp_path / "mine.txt").path.read_bytes() == b"the log"


def test_bytes_that_were_altered_are_not_copied(
    desk: Desk, claims: tuple[int, ...], support: Attach, tmp_path: Path
) -> None:
    attached = support(claims[0])
    kept = file_of(desk.locker, attached.digest)
    kept.chmod(0o644)
    kept.write_bytes(b"another log")
    with pytest.raises(VerificationFailed, match="evidence 1 is not what was attached"):
        taking_out.copy_out(desk, attached.number, tmp_path)


def test_listing_the_evidence_of_one_claim(desk: Desk, claims: tuple[int, ...], support: Attach) -> None:
    support(claims[0])
    support(claims[1], source="City Hall")
    assert [row.source for row in pieces.listing(desk)] == ["Port Office", "City Hall"]
    assert [row.number for row in pieces.listing(desk, claims=claims[1:2])] == [2]
    assert pieces.listing(desk, claims=claims[2:]) == []
    with pytest.raises(NotFound, match="no claim 99"):
        pieces.listing(desk, claims=[99])
    with pytest.raises(NotFound, match="no evidence 99"):
        pieces.shown(desk, 99)


def test_the_grades_of_a_piece_are_its_sources_and_its_own_on_each_claim(
    desk: Desk, claims: tuple[int, ...], support: Attach, stands: Callable[[int], ClaimEntry]
) -> None:
    one, two, three = claims
    support(one, credibility=2)
    support(two, credibility=6)
    support(three)
    assert pieces.shown(desk, 1).grades == ((one, "–2"), (two, "–6"))
    desk.enact(grades.grade, "Port Office", Reliability.B)
    assert pieces.shown(desk, 1).grades == ((one, "B2"), (two, "B6"), (three, "B–"))
    assert [row.reliability for row in pieces.listing(desk)] == [Reliability.B]
    # A source merged into another one shares its grade, as it shares its origins.
    support(three, source="Harbour Office", name="other.txt")
    desk.enact(merge, "Harbour Office", into="Port Office", reason="renamed in May")
    assert pieces.shown(desk, 2).reliability is Reliability.B
    assert [(line.reliability, line.credibility) for line in stands(three).evidence] == [("B", None), ("B", None)]
    desk.enact(attachments.withdraw, 1, reason="another year", claims=(two,))
    assert pieces.shown(desk, 1).grades == ((one, "B2"), (three, "B–"))


@pytest.mark.parametrize("number", [2**31, 2**63, 2**80])
def test_a_number_that_no_database_holds_is_not_there_either(number: int, desk: Desk) -> None:
    with pytest.raises(NotFound, match=f"no evidence {number}"):
        pieces.shown(desk, number)
