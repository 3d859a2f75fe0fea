"""What a claim says and the passage of its evidence does not: told when it is attached, and wherever it is shown."""

from collections.abc import Callable

import pytest

from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction, correct
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.attachments import Attached, carry, withdraw
from claimtrack.services.reports.gather import show
from claimtrack.services.verdicts.answers import judge_said
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Said, Serves, Status

Attach = Callable[..., Attached]
Stands = Callable[[int], ClaimEntry]

LOG = "They buried sixty-one of them in Halden."
LACKS = "the claim says 82; the passage has no 82"


@pytest.fixture
def toll(record: Callable[..., Ingested]) -> int:
    """Give a claim with a number in it, which Ana Ruiz makes."""
    return record("Ana Ruiz: We counted 82 of them.", "Ana Ruiz: They buried sixty-one.").claims[0]


def told(stands: Stands, claim: int) -> list[tuple[str, ...]]:
    return [piece.discrepancies for piece in stands(claim).evidence]


def test_a_number_that_the_passage_lacks_is_told_when_it_is_attached(
    desk: Desk, toll: int, put: Attach, stands: Stands
) -> None:
    attached = put(toll, toll + 1, text=LOG, excerpt="buried sixty-one of them")
    assert attached.discrepancies == ((toll, LACKS),)
    assert told(stands, toll) == [(LACKS,)]
    assert told(stands, toll + 1) == [()]
    assert [link.discrepancies for link in pieces.shown(desk, attached.number).links] == [(LACKS,), ()]


def test_without_a_passage_nothing_is_told(toll: int, put: Attach) -> None:
    assert put(toll, text=LOG).discrepancies == ()


def test_it_keeps_nothing_from_being_confirmed_and_is_told_then(
    toll: int, support: Attach, decide: Callable[..., list[Moved]], stands: Stands
) -> None:
    support(toll, text=LOG, excerpt="sixty-one of them")
    support(toll, text="82 names", source="Registry", new_source=True, excerpt="82 names")
    (moved,) = decide(Status.CONFIRMED, toll)
    assert moved.discrepancies == (f"evidence 1: {LACKS}",)
    assert stands(toll).independently_confirmed


def test_what_does_not_count_is_not_told_with_a_verdict(
    toll: int, support: Attach, put: Attach, decide: Callable[..., list[Moved]]
) -> None:
    put(toll, text=LOG, source="Ana Ruiz", excerpt="sixty-one of them")
    support(toll, text="82 names", excerpt="82 names")
    (moved,) = decide(Status.CONFIRMED, toll)
    assert moved.discrepancies == ()


def test_it_is_told_with_the_answer_to_who_said_it(desk: Desk, toll: int, put: Attach) -> None:
    put(toll, text=LOG, source="Ana Ruiz", serves=Serves.SAID, excerpt="sixty-one of them")
    (answered,) = desk.enact(judge_said, look(desk, [toll]), Said.VERIFIED)
    assert answered.discrepancies == (f"evidence 1: {LACKS}",)


def test_nothing_of_it_is_stale(desk: Desk, toll: int, put: Attach, stands: Stands) -> None:
    put(toll, text=LOG, excerpt="sixty-one of them")
    before = stands(toll).history[-1].number
    desk.enact(correct, look(desk, [toll]), Correction(quotes=("We counted",)))
    assert told(stands, toll) == [()]
    assert [piece.discrepancies for piece in show(desk, toll, as_of=before).entry.evidence] == [(LACKS,)]


def test_a_piece_that_is_withdrawn_raises_no_question(desk: Desk, toll: int, put: Attach, stands: Stands) -> None:
    put(toll, text=LOG, excerpt="sixty-one of them")
    desk.enact(withdraw, 1, reason="another list")
    assert told(stands, toll) == [()]
    assert [link.discrepancies for link in pieces.shown(desk, 1).links] == [()]


def test_what_is_carried_is_held_against_the_other_claim(desk: Desk, toll: int, put: Attach, stands: Stands) -> None:
    put(toll + 1, text=LOG, excerpt="sixty-one of them")
    desk.enact(carry, 1, look(desk, [toll]), origin=toll + 1)
    assert told(stands, toll) == [(LACKS,)]
