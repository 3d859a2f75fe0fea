"""What evidence rests on is still what was attached: a verdict is given on nothing else, and falls with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update
from tests.kept import file_of

from claimtrack.db.models import EvidenceLink
from claimtrack.errors import ForbiddenMove, NotFound, ReaderFailed
from claimtrack.reading.document import Document
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import offers
from claimtrack.services.evidence import recheck as rechecking
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.recheck import recheck
from claimtrack.services.integrity.verify import verify
from claimtrack.services.verdicts.answers import judge_said
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Basis, Said, Serves, Stance, Status

Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]

S = Status


@pytest.fixture
def harm(desk: Desk) -> Callable[[Attached], Path]:
    """Overwrite a piece's kept bytes; gives the file."""

    def overwrite(attached: Attached) -> Path:
        kept = file_of(desk.locker, attached.digest)
        kept.chmod(0o644)
        kept.write_bytes(b"other bytes")
        return kept

    return overwrite


def test_nothing_is_confirmed_on_bytes_that_were_altered(
    bridge: int, support: Attach, decide: Decide, harm: Callable[[Attached], Path]
) -> None:
    piece = support(bridge)
    harm(piece)
    with pytest.raises(
        ForbiddenMove, match=f"cannot rest on evidence {piece.number}: the bytes of .* was altered"
    ) as told:
        decide(S.CONFIRMED, bridge)
    assert f"`claimtrack evidence recheck {piece.number}` takes the piece off" in str(told.value)


def test_nor_refuted(bridge: int, refute: Attach, decide: Decide, harm: Callable[[Attached], Path]) -> None:
    harm(refute(bridge, source="City Hall"))
    with pytest.raises(ForbiddenMove, match="cannot rest on evidence"):
        decide(S.REFUTED, bridge)


def test_nor_said_to_be_verified(desk: Desk, bridge: int, support: Attach, harm: Callable[[Attached], Path]) -> None:
    text = "Ana Ruiz, on the air: The bridge is closed."
    harm(support(bridge, serves=Serves.SAID, source="Ana Ruiz", text=text, excerpt="The bridge is closed"))
    with pytest.raises(ForbiddenMove, match="cannot rest on evidence"):
        desk.enact(judge_said, look(desk, [bridge]), Said.VERIFIED)


def test_what_stands_against_a_claim_may_be_gone(
    bridge: int, support: Attach, decide: Decide, harm: Callable[..., Path]
) -> None:
    support(bridge)
    other = support(bridge, source="Ana Ruiz", text="the claimant says so again")
    harm(other)
    assert decide(S.CONFIRMED, bridge)[0].independent


def test_a_confirmation_falls_when_its_file_fails(
    desk: Desk, bridge: int, support: Attach, decide: Decide, stands: Stands, harm: Callable[[Attached], Path]
) -> None:
    piece = support(bridge, text="log of the port")
    decide(S.CONFIRMED, bridge)
    assert desk.enact(recheck).taken_off == ()
    kept = harm(piece)
    assert verify(desk).failing_evidence == (piece.number,)
    found = desk.enact(recheck)
    assert [(one.evidence, one.claims) for one in found.taken_off] == [(piece.number, (bridge,))]
    assert [fallen.number for fallen in found.reopened] == [bridge]
    assert stands(bridge).status is S.UNVERIFIED
    assert "was altered" in (stands(bridge).history[-1].reason or "")
    assert desk.enact(recheck).taken_off == ()
    # The bytes are back: the piece is attached anew, and nothing was lost.
    kept.write_bytes(b"log of the port")
    assert support(bridge, text="log of the port").number == piece.number
    assert decide(S.CONFIRMED, bridge)[0].independent
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("now", "still"),
    [
        (Document("the bridge is closed since noon", "text/plain"), True),
        (Document("News. The bridge is closed since noon", "text/plain"), True),
        (Document("News", "text/plain", shown="News of the port, closed since noon"), True),
        (Document("The bridge is closed", "text/plain", shown="News. The bridge is closed"), False),
    ],
)
def test_an_excerpt_stands_wherever_the_file_shows_it_to_a_reader_that_has_learned_more(
    now: Document, still: bool, desk: Desk, bridge: int, support: Attach, monkeypatch: pytest.MonkeyPatch
) -> None:
    support(bridge, text="the bridge is closed since noon", excerpt="closed since noon")
    monkeypatch.setattr(rechecking, "read_document", lambda *_, **__: now)
    assert (desk.enact(recheck, ()).taken_off == ()) is still


def test_an_excerpt_stands_as_an_earlier_version_guessed_its_file_to_be(
    desk: Desk, bridge: int, support: Attach, monkeypatch: pytest.MonkeyPatch
) -> None:
    support(bridge, text="the bridge is closed, said RenŽ", excerpt="said RenŽ")
    guessed = {None: "said René", "utf-8": "said Ren\ufffd", "windows-1252": "said RenŽ"}
    monkeypatch.setattr(rechecking, "read_document", lambda *_, charset, **__: Document(guessed[charset], "text/plain"))
    assert desk.enact(recheck, ()).taken_off == ()
    guessed["windows-1252"] = "said nothing"
    assert len(desk.enact(recheck, ()).taken_off) == 1


def test_an_excerpt_is_found_in_all_that_a_file_shows(
    bridge: int, support: Attach, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Document("The bridge is closed.", "text/html", shown="Register\nThe bridge is closed.\n11 cracks")
    monkeypatch.setattr(offers, "read_document", lambda *_, **__: page)
    piece = support(bridge, text="11 cracks", excerpt="11 cracks")
    assert piece.place == "characters 31 to 40"


def test_a_confirmation_falls_when_its_excerpt_fails(
    desk: Desk, bridge: int, support: Attach, decide: Decide, stands: Stands
) -> None:
    piece = support(bridge, text="the bridge is closed since noon", excerpt="closed since noon")
    decide(S.CONFIRMED, bridge)
    with desk.database.engine.begin() as connection:
        connection.execute(update(EvidenceLink).values(excerpt="closed for good"))
    (off,) = desk.enact(recheck, [piece.number]).taken_off
    assert (off.evidence, off.claims) == (piece.number, (bridge,))
    assert 'does not stand in log.txt: "closed for good"' in off.why
    assert stands(bridge).status is S.UNVERIFIED


def test_a_rehearsal_changes_nothing(
    desk: Desk,
    bridge: int,
    support: Attach,
    decide: Decide,
    harm: Callable[[Attached], Path],
    contents: Callable[[], Mapping[str, object]],
) -> None:
    piece = support(bridge)
    decide(S.CONFIRMED, bridge)
    harm(piece)
    before = contents()
    shown = replace(desk, rehearsal=True).enact(recheck)
    assert contents() == before
    assert desk.enact(recheck) == shown


def test_only_the_pieces_that_are_named_are_looked_at(
    desk: Desk, bridge: int, support: Attach, harm: Callable[[Attached], Path]
) -> None:
    one, other = support(bridge), support(bridge, source="City Hall", text="the city says so")
    harm(other)
    assert desk.enact(recheck, [one.number]).taken_off == ()
    with pytest.raises(NotFound, match="no evidence 99"):
        desk.enact(recheck, [99])
    assert [off.evidence for off in desk.enact(recheck, [other.number]).taken_off] == [other.number]


def test_a_piece_that_its_reader_fails_on_is_not_taken_off(
    desk: Desk, bridge: int, support: Attach, decide: Decide, monkeypatch: pytest.MonkeyPatch
) -> None:
    support(bridge, text="closed since noon", excerpt="closed since noon")
    monkeypatch.setattr(rechecking, "read_document", _failing_reader)
    found = desk.enact(recheck, ())
    assert (found.taken_off, found.reopened) == ((), ())
    assert found.unread == (
        (1, "the excerpt of evidence 1 for claim 1 cannot be checked: log.txt took longer than 60 seconds"),
    )
    # Nobody knows that it stands there, either: no verdict is given on it, and the audit says so.
    with pytest.raises(ForbiddenMove, match="took longer than 60 seconds"):
        decide(S.CONFIRMED, bridge)
    assert "took longer than 60 seconds" in verify(desk).problems[0]


def test_a_piece_that_its_reader_fails_on_is_kept_and_said_to_have_no_text(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offers, "read_document", _failing_reader)
    bearing = offers.Bearing(Stance.SUPPORTS, Basis.RECORD, "Port Office")
    examined = offers.examine(desk, offers.Offered(b"%PDF-", "log.txt"), bearing)
    assert (examined.unread, examined.sketch) == ("log.txt took longer than 60 seconds", None)
    assert desk.locker.check(examined.digest) is None


def _failing_reader(*_: object, name: str, **__: object) -> Document:
    raise ReaderFailed(f"{name} took longer than 60 seconds")
