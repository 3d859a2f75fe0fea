"""A passage that passes on what the claimant says is no second voice, whoever writes it and however it knows."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ForbiddenMove
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import relations
from claimtrack.services.verdicts import explanation
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Basis, Stance, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]


@pytest.fixture
def claim(record: Record, desk: Desk) -> int:
    """Give a claim of the town of Zavod, whose affiliations a person looked up, as those of a museum."""
    found = record("Zavod city: The depot was empty.", "Harbour Museum: The road is shut.").claims[0]
    for name in ("Zavod city", "Harbour Museum"):
        desk.enact(relations.unaffiliated, name, because="its statute was read")
    return found


@pytest.mark.both_databases
@pytest.mark.parametrize("basis", [Basis.RECORD, Basis.FIRSTHAND])
def test_a_passage_in_the_claimants_mouth(basis: Basis, claim: int, desk: Desk, put: Attach, decide: Decide) -> None:
    text = "According to the city of Zavod, the depot was empty. We saw it empty on Monday."
    put(claim, source="Harbour Museum", text=text, excerpt=text[:52], basis=basis)
    (weighed,) = explanation.of(desk, claim).supporting.weighed
    assert (
        weighed.reason
        == 'does not count: its passage gives it as the claimant\'s word: "According to the city of Zavod"'
    )
    with pytest.raises(ForbiddenMove, match="its passage gives it as the claimant's word") as refused:
        decide(Status.CONFIRMED, claim)
    assert "if it knows by itself, give the words that say how: --excerpt TEXT" in str(refused.value)
    put(claim, source="Harbour Museum", text=text + " So it was.", excerpt="We saw it empty on Monday", basis=basis)
    assert decide(Status.CONFIRMED, claim)[0].independent
    assert verify(desk).problems == ()


@pytest.mark.both_databases
def test_a_passage_that_leaves_the_mouth_out(claim: int, desk: Desk, put: Attach, decide: Decide) -> None:
    text = "A note of Monday. According to the city of Zavod, the depot was empty. Nobody went there."
    put(claim, source="Harbour Museum", text=text, excerpt="the depot was empty", basis=Basis.FIRSTHAND)
    with pytest.raises(ForbiddenMove, match="in its own text the passage is the claimant's word: \"According to"):
        decide(Status.CONFIRMED, claim)
    assert decide(Status.DISPUTED, claim, reason="nobody went there")
    assert verify(desk).problems == ()


def test_what_the_claimant_says_against_itself_may_refute(claim: int, desk: Desk, put: Attach) -> None:
    text = "Zavod city said the depot was empty; our books show that it was full."
    put(claim, source="Harbour Museum", text=text, excerpt=text, stance=Stance.REFUTES)
    assert explanation.of(desk, claim).refuting.reached == 1
