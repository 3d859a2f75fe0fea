"""A verdict on a piece that seems to say the opposite, or that cannot be compared, takes a reason."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ForbiddenMove
from claimtrack.rules.evidence import Independence
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import all_of, look
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.services.weighing.weighing import weigh
from claimtrack.vocabulary import Basis, Status


def weigh_one(desk: Desk, claim: int) -> Independence:
    """Weigh what speaks for a claim."""
    with reading(desk) as session:
        return weigh(session, all_of(session, [claim]))[claim].supporting


Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]

DENIAL = "The port office denied that the bridge is closed."
UNREADABLE = "\0\0\0 ftypisom\0film\0"


def test_a_strangers_denial_confirms_only_with_a_reason(bridge: int, support: Attach, decide: Decide) -> None:
    attached = support(bridge, text=DENIAL, excerpt=DENIAL, source="Harbour Echo")
    told = 'the passage says "denied"; the claim does not'
    assert (bridge, told) in attached.discrepancies
    with pytest.raises(ForbiddenMove, match=f"evidence {attached.number} seems to say the opposite: {told}.*--reason"):
        decide(Status.CONFIRMED, bridge)
    (moved,) = decide(Status.CONFIRMED, bridge, reason="its own log, quoted below, has it closed")
    assert moved.now is Status.CONFIRMED
    assert moved.independent


def test_what_does_not_count_is_not_asked_about(bridge: int, support: Attach, decide: Decide) -> None:
    support(bridge, text=DENIAL, excerpt=DENIAL, source="Harbour Echo", basis=Basis.HEARSAY)
    log = "Bridge log: closed since Monday."
    support(bridge, text=log, excerpt=log, source="Coast Bureau")
    (moved,) = decide(Status.CONFIRMED, bridge)
    assert moved.now is Status.CONFIRMED


def test_with_four_eyes_the_proposal_takes_it(desk: Desk, bridge: int, support: Attach, decide: Decide) -> None:
    desk.enact(adjust, ["four_eyes=true"])
    support(bridge, text=DENIAL, excerpt=DENIAL, source="Harbour Echo")
    with pytest.raises(ForbiddenMove, match="seems to say the opposite"):
        decide(Status.CONFIRMED, bridge)


@pytest.mark.parametrize(
    ("name", "text"), [("film.mp4", UNREADABLE), ("where.txt", "https://harbour.example/log/17\n")]
)
def test_what_nobody_can_compare_confirms_only_once_somebody_looked(
    name: str, text: str, desk: Desk, bridge: int, support: Attach, decide: Decide
) -> None:
    piece = support(bridge, text=text, name=name, basis=Basis.FIRSTHAND, source="Harbour Echo").number
    with pytest.raises(ForbiddenMove, match=f"evidence {piece} cannot be compared"):
        decide(Status.CONFIRMED, bridge)
    desk.enact(amend, piece, Amendment(compared=True), reason="seen, and it is no copy")
    (moved,) = decide(Status.CONFIRMED, bridge)
    assert moved.now is Status.CONFIRMED


def test_a_reason_given_with_the_verdict_does(desk: Desk, bridge: int, support: Attach, decide: Decide) -> None:
    support(bridge, text=UNREADABLE, name="film.mp4", basis=Basis.FIRSTHAND, source="Harbour Echo")
    (moved,) = decide(Status.CONFIRMED, bridge, reason="it shows the barrier down")
    assert moved.now is Status.CONFIRMED
    assert look(desk, [bridge]).numbers == (bridge,)


WIRE = "HARN, April 3 (Delta Wire) — The bridge is closed, the harbour log shows."


def test_an_agencys_copy_is_asked_about(desk: Desk, bridge: int, support: Attach, decide: Decide) -> None:
    piece = support(bridge, text=WIRE, source="Harbour Echo").number
    with pytest.raises(ForbiddenMove, match=f"evidence {piece} says in its own lines that it is Delta Wire's copy"):
        decide(Status.CONFIRMED, bridge)
    relies = Amendment(relies_on=("Delta Wire",), new_source=True)
    desk.enact(amend, piece, relies, reason="its dateline says so")
    with pytest.raises(ForbiddenMove, match="Delta Wire, on which it relies"):
        decide(Status.CONFIRMED, bridge)


def test_one_agencys_copy_in_two_papers_is_one_origin(
    desk: Desk, record: Callable[..., Ingested], support: Attach
) -> None:
    (claim,) = record("Ana Ruiz reportedly: The bridge is closed.", outlet="Harbour Post").claims
    wire = {"relying_on": ("Delta Wire",), "new_source": True}
    support(claim, text=WIRE, source="Harbour Echo", **wire)
    support(claim, text="HARN (Delta Wire) — Closed, all day, and cars queue.", source="Coast Bureau", **wire)
    assert weigh_one(desk, claim).reached == 1
