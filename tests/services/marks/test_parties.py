"""Whom a claim accuses or favours: what they say for themselves never counts, and what falls when that is said."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from sqlalchemy import text
from tests.affiliations import stand_alone

from claimtrack.errors import ForbiddenMove, NotFound
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import repair
from claimtrack.services.articles.ingest import Given, Ingested, ingest
from claimtrack.services.articles.repair import Correction, Repaired
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, acting
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.parties import NamedParty, _add
from claimtrack.services.reports.gather import show
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.sources.sources import existing, merge, split
from claimtrack.services.verdicts import explanation
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Basis, LinkOrigin, LinkState, PartySide, RelationKind, Status

Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
Record = Callable[..., Ingested]

S = Status
ACCUSED, FAVOURED = PartySide


def name(desk: Desk, *claims: int, **sides: str) -> Repaired:
    """Name parties: ``accused="Army"``."""
    parties = tuple(NamedParty(PartySide(side), who) for side, who in sides.items())
    return desk.enact(repair.correct, look(desk, claims), Correction(parties=parties, new_source=True))


def take_off(desk: Desk, claim: int, *names: str) -> Repaired:
    return desk.enact(repair.correct, look(desk, [claim]), Correction(no_parties=names, reason="they are its victims"))


def named(entry: ClaimEntry) -> list[tuple[str, str, str]]:
    return [(party.side.value, party.name, party.state.value) for party in entry.parties]


def test_support_by_the_favoured_never_confirms(
    desk: Desk, bridge: int, support: Attach, decide: Decide, stands: Stands
) -> None:
    support(bridge)
    name(desk, bridge, favoured="Port Office")
    with pytest.raises(ForbiddenMove) as error:
        decide(S.CONFIRMED, bridge)
    assert "it serves a party's own interest: the claim favours Port Office" in str(error.value)
    assert "one source with no tie to Ana Ruiz or Port Office" in str(error.value)
    assert any("the claim favours Port Office" in words for words in stands(bridge).independence)
    take_off(desk, bridge, "Port Office")
    assert decide(S.CONFIRMED, bridge)[0].independent


def test_a_denial_by_the_accused_disputes_and_never_refutes(
    desk: Desk, bridge: int, support: Attach, refute: Attach, decide: Decide
) -> None:
    refute(bridge, source="The Army", text="we closed nothing", basis=Basis.FIRSTHAND)
    name(desk, bridge, accused="The Army")
    with pytest.raises(ForbiddenMove, match="the claim accuses The Army"):
        decide(S.REFUTED, bridge)
    assert decide(S.DISPUTED, bridge)[0].now is S.DISPUTED
    # It does not count, so that nobody has to answer it.
    support(bridge)
    assert decide(S.CONFIRMED, bridge, reason="the log shows it")[0].independent
    assert explanation.of(desk, bridge).unanswered == ()


def test_against_its_own_interest_a_party_counts(desk: Desk, bridge: int, support: Attach, decide: Decide) -> None:
    support(bridge)
    name(desk, bridge, accused="Port Office")
    assert decide(S.CONFIRMED, bridge)[0].independent


@pytest.mark.parametrize(
    ("one", "kind", "other"),
    [
        ("Port Office", RelationKind.PART_OF, "City"),
        ("City", RelationKind.PART_OF, "Port Office"),
        ("Port Office", RelationKind.CONTROLLED_BY, "City"),
        ("Port Office", RelationKind.RELIES_ON, "City"),
        ("City", RelationKind.ALLIED_WITH, "Port Office"),
    ],
)
def test_what_hangs_together_with_a_party_speaks_for_it(
    desk: Desk, bridge: int, support: Attach, decide: Decide, stands: Stands, one: str, kind: RelationKind, other: str
) -> None:
    support(bridge)
    name(desk, bridge, favoured="City")
    decide(S.CONFIRMED, bridge)
    _, fallen = desk.enact(relations.relate, Named(one, kind, other), Particulars(new_source=True))
    assert [reopened.number for reopened in fallen] == [bridge]
    assert stands(bridge).status is S.UNVERIFIED
    take_off(desk, bridge, "City")
    if kind is RelationKind.RELIES_ON:
        stand_alone(desk, other)
    assert decide(S.CONFIRMED, bridge)[0].independent


def test_naming_a_party_takes_back_what_rested_on_it(
    desk: Desk, bridge: int, support: Attach, decide: Decide, stands: Stands
) -> None:
    support(bridge)
    decide(S.CONFIRMED, bridge)
    (fallen,) = name(desk, bridge, favoured="Port Office").reopened
    assert fallen.sentence == (
        f"claim {bridge} was confirmed and is unverified again: the parties that it names were corrected"
    )
    assert stands(bridge).holder == "ana"


def test_taking_the_accused_off_lets_their_denial_stand_against_a_confirmation(
    desk: Desk, bridge: int, support: Attach, refute: Attach, decide: Decide
) -> None:
    support(bridge)
    refute(bridge, source="The Army")
    name(desk, bridge, accused="The Army")
    decide(S.CONFIRMED, bridge)
    assert [fallen.number for fallen in take_off(desk, bridge, "The Army").reopened] == [bridge]


def test_what_the_machine_proposes_holds_until_a_person_rejects_it(
    desk: Desk, bridge: int, support: Attach, decide: Decide, stands: Stands
) -> None:
    support(bridge)
    with acting(desk) as act:
        source = existing(act.session, "Port Office")
        _add(act, bridge, source, FAVOURED, origin=LinkOrigin.MACHINE, state=LinkState.PROPOSED)
    assert named(stands(bridge)) == [("favoured", "Port Office", "proposed")]
    with pytest.raises(ForbiddenMove, match="the claim favours Port Office"):
        decide(S.CONFIRMED, bridge)
    take_off(desk, bridge, "Port Office")
    assert named(stands(bridge)) == [("favoured", "Port Office", "rejected")]
    assert decide(S.CONFIRMED, bridge)[0].independent
    assert [fallen.number for fallen in name(desk, bridge, favoured="Port Office").reopened] == [bridge]
    (party,) = stands(bridge).parties
    assert (party.origin, party.state, party.by) == ("machine", LinkState.ACCEPTED, "ana")
    assert verify(desk).problems == ()


def test_what_is_said_twice_or_is_not_there_is_refused(desk: Desk, bridge: int, contents: Callable[[], object]) -> None:
    name(desk, bridge, accused="The Army")
    before = contents()
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} says that already"):
        name(desk, bridge, accused="The Army")
    with pytest.raises(NotFound, match=f"Ana Ruiz is no party of claim {bridge}; `claimtrack show {bridge}`"):
        take_off(desk, bridge, "Ana Ruiz")
    with pytest.raises(NotFound, match='no source "Nobody"'):
        take_off(desk, bridge, "Nobody")
    with pytest.raises(NotFound, match=r'no source "The Navy".*add --new-source'):
        desk.enact(repair.correct, look(desk, [bridge]), Correction(parties=(NamedParty(ACCUSED, "The Navy"),)))
    assert contents() == before


def test_a_viewer_names_nobody(viewer: Desk, bridge: int) -> None:
    with pytest.raises(ForbiddenMove, match="may not"):
        name(viewer, bridge, accused="The Army")


def test_a_party_under_a_merged_name_is_the_same_until_it_is_split(
    desk: Desk, bridge: int, support: Attach, decide: Decide, stands: Stands
) -> None:
    support(bridge)
    name(desk, bridge, favoured="Harbour Board")
    decide(S.CONFIRMED, bridge)
    _, fallen = desk.enact(merge, "Harbour Board", into="Port Office", reason="two names of one")
    assert [reopened.number for reopened in fallen] == [bridge]
    with pytest.raises(ForbiddenMove, match="says that already"):
        name(desk, bridge, favoured="Port Office")
    with pytest.raises(ForbiddenMove, match="the claim favours Port Office"):
        decide(S.CONFIRMED, bridge)
    desk.enact(split, "Harbour Board", reason="two after all")
    assert decide(S.CONFIRMED, bridge)[0].independent
    desk.enact(merge, "Harbour Board", into="Port Office", reason="two names of one")
    take_off(desk, bridge, "Port Office")
    assert named(stands(bridge)) == [("favoured", "Harbour Board", "rejected")]


def test_both_halves_of_a_claim_keep_its_parties(desk: Desk, record: Record, stands: Stands) -> None:
    claim = record("Ana Ruiz: The army closed the bridge and the port.", outlet="Harbour Post").claims[0]
    name(desk, claim, accused="The Army")
    halves = desk.enact(repair.split, look(desk, [claim]), at="and the port").claims
    assert [named(stands(half)) for half in halves] == [[("accused", "The Army", "accepted")]] * 2
    assert verify(desk).problems == ()


def test_the_history_tells_it(desk: Desk, bridge: int) -> None:
    name(desk, bridge, accused="The Army", favoured="Ana Ruiz")
    take_off(desk, bridge, "The Army")
    said = [f"{line.who} {line.what}" for line, _, _ in entries(desk)]
    assert said[-3:] == [
        "ana put on record that it accuses The Army",
        "ana put on record that it favours Ana Ruiz",
        "ana rejected that it accuses The Army",
    ]


def test_the_past_names_the_parties_of_then(
    desk: Desk, bridge: int, acting_as: Callable[[str], Desk], stands: Stands
) -> None:
    name(desk, bridge, accused="The Army")
    then, event = stands(bridge), stands(bridge).history[-1].number
    take_off(acting_as("editor"), bridge, "The Army")
    past = show(desk, bridge, as_of=event).entry
    assert past.parties == then.parties
    assert past.version == then.version
    assert show(desk, bridge, as_of=then.history[0].number).entry.parties == ()


@pytest.mark.parametrize(
    "edit",
    ["UPDATE claim_party SET side = 'favoured'", "UPDATE claim_party SET source_id = 1", "DELETE FROM claim_party"],
)
def test_a_party_that_was_changed_behind_its_back_is_found(desk: Desk, bridge: int, edit: str) -> None:
    name(desk, bridge, accused="The Army")
    with desk.database.engine.begin() as connection:
        connection.execute(text(edit))
    (problem,) = verify(desk).problems
    assert problem.startswith(f"a party of claim {bridge} (party 1): ")


def test_a_rehearsal_of_it_changes_nothing(
    desk: Desk, bridge: int, support: Attach, decide: Decide, contents: Callable[[], Mapping[str, object]]
) -> None:
    support(bridge)
    decide(S.CONFIRMED, bridge)
    before = contents()
    shown = name(replace(desk, rehearsal=True), bridge, favoured="Port Office")
    assert contents() == before
    assert shown == name(desk, bridge, favoured="Port Office")


def test_whom_an_article_says_a_statement_accuses_is_proposed(
    desk: Desk, record: Record, refute: Attach, decide: Decide, stands: Stands
) -> None:
    found = record(
        "Ana Ruiz: accused Kaldria of shelling the port",
        "Ben Okoro: accused both sides of shelling the port",
        "Kaldria denies 1: accused Halden of shelling the port",
        "Cleo Marsh: blamed Kaldria for the fire",
        "Cleo Marsh: blamed Storm Ada for the flood",
        outlet="Harbour Post",
    )
    assert found.accusing == 2
    assert [named(stands(claim)) for claim in found.claims] == [
        [("accused", "Kaldria", "proposed")],
        [],
        [],
        [("accused", "Kaldria", "proposed")],
        [],
    ]
    claim = found.claims[0]
    refute(claim, source="Kaldria")
    with pytest.raises(ForbiddenMove, match="the claim accuses Kaldria"):
        decide(S.REFUTED, claim)
    assert stands(claim).history[1].what == "read in the article that it accuses Kaldria"
    assert show(desk, claim, as_of=stands(claim).history[-1].number).entry.version == stands(claim).version
    assert verify(desk).problems == ()


def test_whom_an_article_says_a_statement_favours_is_proposed(
    desk: Desk, record: Record, support: Attach, decide: Decide, stands: Stands
) -> None:
    found = record(
        "Ana Ruiz: the fighting has ended and Kaldrian troops have retaken the port",
        "Ben Okoro: Ana Ruiz won the election",
        "Ben Okoro: Storm Ada won the election",
        "Ana Ruiz denies 1: the Orsenian army has retaken the port",
        outlet="Harbour Post",
    )
    assert (found.favouring, found.accusing) == (2, 0)
    assert [named(stands(claim)) for claim in found.claims] == [
        [("favoured", "Kaldrian troops", "proposed")],
        [("favoured", "Ana Ruiz", "proposed")],
        [],
        [],
    ]
    claim = found.claims[0]
    support(claim, source="Kaldrian troops")
    with pytest.raises(ForbiddenMove, match="the claim favours Kaldrian troops"):
        decide(S.CONFIRMED, claim)
    assert stands(claim).history[1].what == "read in the article that it favours Kaldrian troops"
    assert verify(desk).problems == ()


def test_who_denies_the_guilt_that_a_claim_tells_of_is_accused_by_it(
    desk: Desk, refute: Attach, decide: Decide, stands: Stands
) -> None:
    text = (
        "Villagers said soldiers had burned the mill. The Kaldrian army denied the accusations. "
        "“We were not there,” the Kaldrian army said.\n\n"
        "Ana Ruiz said the bank was closing. The Harbour Bank denied the report. "
        "“We open on Monday,” the Harbour Bank said."
    )
    (found,) = ingest(desk, [Input(text.encode(), "article.txt")], Given(), extractor="rules")
    parties = {stands(claim).text: named(stands(claim)) for claim in found.claims}
    accused = [("accused", "The Kaldrian army", "proposed")]
    assert parties["soldiers had burned the mill"] == accused
    assert parties["the bank was closing"] == []
    assert found.accusing == 1
    claim = next(claim for claim in found.claims if named(stands(claim)) == accused)
    refute(claim, source="The Kaldrian army")
    with pytest.raises(ForbiddenMove, match="the claim accuses The Kaldrian army"):
        decide(S.REFUTED, claim)
