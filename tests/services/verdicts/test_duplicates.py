"""Bad faith by way of a duplicate: no verdict comes through a withdrawn claim, and no evidence moves by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from claimtrack.errors import ForbiddenMove
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.attachments import Attached, carry, withdraw
from claimtrack.services.integrity.verify import verify
from claimtrack.services.verdicts import answers, decide_many, decisions, queue
from claimtrack.services.verdicts.decision_tables import read_rulings
from claimtrack.services.verdicts.decisions import Decision, Moved
from claimtrack.vocabulary import Said, Status

Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim that was confirmed and then withdrawn as a duplicate of the other, which has no evidence."""

    duplicate: int
    original: int


@pytest.fixture
def pair(record: Callable[..., Ingested], support: Attach, decide: Decide) -> Pair:
    """Give such a pair; its evidence is piece 1."""
    duplicate, original = record("Ana Ruiz: The bridge is closed.", "Ben Okoro: The bridge is shut.").claims
    support(duplicate)
    decide(Status.CONFIRMED, duplicate)
    decide(Status.WITHDRAWN, duplicate, reason="the same", duplicate_of=original)
    return Pair(duplicate, original)


def test_the_verdict_and_the_evidence_of_a_duplicate_stay_behind(
    desk: Desk, pair: Pair, decide: Decide, stands: Stands
) -> None:
    original = stands(pair.original)
    assert (original.status, original.evidence, original.independently_confirmed) == (Status.UNVERIFIED, (), False)
    assert [piece.withdrawn_at for piece in stands(pair.duplicate).evidence] == [None]
    with pytest.raises(ForbiddenMove, match="0 of 1 independent origin;"):
        decide(Status.CONFIRMED, pair.original)
    # What a person carries over counts, and not before.
    assert [lent.piece for lent in pieces.lent(desk, [pair.duplicate], to=pair.original)] == [1]
    desk.enact(carry, 1, look(desk, [pair.original]), origin=pair.duplicate)
    decide(Status.CONFIRMED, pair.original)
    assert stands(pair.original).independently_confirmed
    assert [piece.number for piece in stands(pair.duplicate).evidence] == [1]
    assert verify(desk).problems == ()


_FILE = b"claim,verdict,reason,override\n1,confirmed,seen,yes\n"


def _giving(status: Status, *, override: bool = False) -> Callable[[Desk, Pair], object]:
    decision = Decision(status, reason="I saw it", override=override)
    return lambda desk, pair: desk.enact(decisions.decide, look(desk, [pair.duplicate]), decision)


ROUTES: dict[str, Callable[[Desk, Pair], object]] = {
    "confirmed": _giving(Status.CONFIRMED),
    "confirmed by override": _giving(Status.CONFIRMED, override=True),
    "refuted by override": _giving(Status.REFUTED, override=True),
    "disputed": _giving(Status.DISPUTED),
    "unverifiable": _giving(Status.UNVERIFIABLE),
    "withdrawn once more": _giving(Status.WITHDRAWN),
    "together with the one that stands": lambda desk, pair: desk.enact(
        decisions.decide,
        look(desk, [pair.original, pair.duplicate]),
        Decision(Status.CONFIRMED, reason="seen", override=True),
    ),
    "from a file": lambda desk, _: desk.enact(decide_many.decide_all, read_rulings(_FILE, name="v.csv")),
    "who said it": lambda desk, pair: desk.enact(
        answers.judge_said, look(desk, [pair.duplicate]), Said.VERIFIED, reason="heard it", override=True
    ),
    "taken": lambda desk, pair: desk.enact(queue.take, look(desk, [pair.duplicate])),
    "assigned": lambda desk, pair: desk.enact(queue.assign, look(desk, [pair.duplicate]), "ana"),
    "the other as its duplicate": lambda desk, pair: desk.enact(
        decisions.decide,
        look(desk, [pair.original]),
        Decision(Status.WITHDRAWN, reason="the same", duplicate_of=pair.duplicate),
    ),
}


@pytest.mark.parametrize("route", ROUTES)
def test_no_verdict_comes_through_a_withdrawn_duplicate(
    desk: Desk, pair: Pair, route: str, contents: Callable[[], Mapping[str, object]]
) -> None:
    assert pair.duplicate == 1
    before = contents()
    with pytest.raises(ForbiddenMove, match=r"claim 1 is withdrawn|claim 1 cannot be marked|withdrawn already"):
        ROUTES[route](desk, pair)
    assert contents() == before


def test_a_duplicate_that_is_brought_back_has_no_verdict_until_somebody_gives_it(
    desk: Desk, pair: Pair, decide: Decide, stands: Stands
) -> None:
    decide(Status.UNVERIFIED, pair.duplicate, reason="they speak of two bridges")
    entry = stands(pair.duplicate)
    assert (entry.status, entry.independently_confirmed) == (Status.UNVERIFIED, False)
    assert "not independently confirmed: it is unverified" in entry.independence
    assert stands(pair.original).evidence == ()
    assert verify(desk).problems == ()


def test_a_piece_that_was_carried_over_falls_with_its_withdrawal_wherever_it_stands(
    desk: Desk, pair: Pair, decide: Decide, stands: Stands
) -> None:
    """Withdrawn from the claim that stands alone, it comes back through the duplicate no more than it went."""
    desk.enact(carry, 1, look(desk, [pair.original]), origin=pair.duplicate)
    decide(Status.CONFIRMED, pair.original)
    fallen = desk.enact(withdraw, 1, reason="another year", claims=(pair.original,))
    assert [one.number for one in fallen] == [pair.original]
    assert [piece.withdrawn_at is None for piece in stands(pair.duplicate).evidence] == [True]
    with pytest.raises(ForbiddenMove, match="0 of 1 independent origin;"):
        decide(Status.CONFIRMED, pair.original)
