"""What a verdict stands on besides what counts for it: what was set aside, and doubts that people let go."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ForbiddenMove
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import details
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction, correct
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.verdicts import weakest
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.vocabulary import Basis, CaveatKind, RelationKind, Status

pytestmark = pytest.mark.both_databases

Attach = Callable[..., Attached]
Stands = Callable[[int], ClaimEntry]


def hangs_on(desk: Desk, claim: int) -> list[str]:
    found = weakest.of(desk, claim).found
    assert found is not None
    return list(found.sentences())


def test_a_refuting_piece_that_is_the_claimants_own_house_by_now_is_named(
    desk: Desk, bridge: int, support: Attach, refute: Attach, decide: Callable[..., object], stands: Stands
) -> None:
    support(bridge)
    refute(bridge, source="Roads Office", text="the bridge is open")
    desk.enact(relations.relate, Named("Roads Office", RelationKind.PART_OF, "Ana Ruiz"), Particulars(because="a slip"))
    decide(Status.CONFIRMED, bridge)
    named = (
        "if evidence 2, which speaks against it, counts all the same (it does not count: it comes from Roads Office "
        "(part of Ana Ruiz), and the claimant is Ana Ruiz)"
    )
    assert hangs_on(desk, bridge)[0] == named
    assert named.removeprefix("if ") in stands(bridge).linchpins[0]


def test_a_refuting_piece_that_is_said_to_be_hearsay_is_named(
    desk: Desk, bridge: int, support: Attach, refute: Attach, decide: Callable[..., object]
) -> None:
    support(bridge)
    refute(bridge, source="Roads Office", text="the bridge is open", basis=Basis.HEARSAY)
    decide(Status.CONFIRMED, bridge)
    assert hangs_on(desk, bridge)[0].endswith("(it does not count: it is hearsay)")


def test_what_is_the_article_itself_or_stands_against_it_already_is_no_assumption(
    desk: Desk, record: Callable[..., Ingested], support: Attach, refute: Attach, decide: Callable[..., object]
) -> None:
    line = "Ana Ruiz: The bridge is closed."
    (bridge,) = record(line).claims
    support(bridge)
    refute(bridge, source="Roads Office", text=line)
    refute(bridge, source="Port Watch", text="the bridge is open")
    refute(bridge, source="Port Watch", text="the bridge was open all day, too")
    decide(Status.CONFIRMED, bridge, despite=(3,), reason="it is of another day")
    found = hangs_on(desk, bridge)
    assert found[0] == "if the answer to evidence 3, which speaks against it, does not hold"
    assert not any("counts all the same" in one for one in found)


def doubted(record: Callable[..., Ingested]) -> int:
    return record("Ana Ruiz: The bridge is closed. (unconfirmed)").claims[0]


def let_go(desk: Desk, claim: int) -> None:
    desk.enact(correct, look(desk, [claim]), Correction(no_caveats=(CaveatKind.UNCONFIRMED,)))


def test_that_a_doubt_was_let_go_is_named_where_one_origin_is_too_few_without_that(
    desk: Desk, record: Callable[..., Ingested], support: Attach, decide: Callable[..., object], stands: Stands
) -> None:
    claim = doubted(record)
    let_go(desk, claim)
    support(claim)
    decide(Status.CONFIRMED, claim)
    assert hangs_on(desk, claim)[0] == "if the article does doubt it, which people let go"
    assert "it falls with one assumption: if the article does doubt it" in stands(claim).linchpins[0]


def test_with_as_many_origins_as_a_doubt_asks_for_it_takes_one_thing_more(
    desk: Desk, record: Callable[..., Ingested], support: Attach, decide: Callable[..., object]
) -> None:
    claim = doubted(record)
    let_go(desk, claim)
    support(claim)
    support(claim, source="Kim Lee", text="what Kim Lee saw")
    decide(Status.CONFIRMED, claim)
    found = hangs_on(desk, claim)
    assert "if evidence 1 is not a record and the article does doubt it, which people let go" in found
    support(claim, source="Roads Office", text="what Roads Office saw")
    assert not any("doubt" in one for one in hangs_on(desk, claim))


def test_a_doubt_that_nobody_let_go_is_none(
    desk: Desk, record: Callable[..., Ingested], support: Attach, decide: Callable[..., object]
) -> None:
    claim = doubted(record)
    support(claim)
    support(claim, source="Kim Lee", text="what Kim Lee saw")
    decide(Status.CONFIRMED, claim)
    assert not any("doubt" in one for one in hangs_on(desk, claim))


def test_that_nobody_said_which_outlet_it_is_from_is_named(
    desk: Desk, record: Callable[..., Ingested], support: Attach, decide: Callable[..., object], stands: Stands
) -> None:
    (claim,) = record("The bridge is closed.").claims
    support(claim)
    with pytest.raises(ForbiddenMove, match="nobody has said of which outlet the article is"):
        decide(Status.CONFIRMED, claim)
    desk.enact(adjust, ["claimant_looked_up=none"])
    decide(Status.CONFIRMED, claim)
    assert "nobody said which outlet the article is from: what counts may be its own" in stands(claim).why
    assert hangs_on(desk, claim)[0].startswith("if the article is from an outlet that has to do with what counts")
    desk.enact(details.correct, 1, details.Details(outlet="Harbour Post", new_source=True))
    desk.enact(relations.unaffiliated, "Harbour Post", because="its own statute")
    assert not any("outlet" in one for one in hangs_on(desk, claim))
