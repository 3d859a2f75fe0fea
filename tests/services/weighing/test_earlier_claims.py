"""An earlier claim as evidence: what it brings with it, when it counts, and what falls with it."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from sqlalchemy import text
from tests.affiliations import stand_alone

from claimtrack.errors import ForbiddenMove, NotFound, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import details, repair
from claimtrack.services.articles.details import Details
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.attachments import Attached, attach_claim, carry, correct_source, withdraw
from claimtrack.services.evidence.offers import Bearing
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import links
from claimtrack.services.marks.links import NamedLink
from claimtrack.services.marks.parties import NamedParty
from claimtrack.services.reports.gather import show
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.sources.sources import merge
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Basis, ClaimLinkKind, PartySide, RelationKind, Serves, Stance, Status

Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
Record = Callable[..., Ingested]

S = Status
NEW = Particulars(new_source=True)


@pytest.fixture
def earlier(desk: Desk, record: Record) -> int:
    """Give a claim of Ben Okoro's in the Valley Post, both of whom are known to stand alone."""
    (claim,) = record("Ben Okoro: The port is shut.", name="port.txt", outlet="Valley Post").claims
    stand_alone(desk, "Ben Okoro", "Valley Post")
    return claim


@pytest.fixture
def confirmed(earlier: int, support: Attach, decide: Decide) -> int:
    """Give that claim, confirmed by the Port Office's log, which is evidence 1."""
    support(earlier)
    decide(S.CONFIRMED, earlier)
    return earlier


@pytest.fixture
def rests(desk: Desk) -> Callable[..., Attached]:
    """Give a way to let claims rest on an earlier one."""

    def put(earlier: int, *claims: int, stance: Stance = Stance.SUPPORTS, **bearing: object) -> Attached:
        known = Bearing(**{"stance": stance, "basis": Basis.RECORD, "source": None, **bearing})  # type: ignore[arg-type] # a test's
        return desk.enact(attach_claim, look(desk, claims), earlier, known)

    return put


@pytest.fixture
def resting(bridge: int, confirmed: int, rests: Attach, decide: Decide) -> int:
    """Give a claim of Ana Ruiz's in the Harbour Post that is confirmed by the earlier one alone, evidence 2."""
    rests(confirmed, bridge)
    decide(S.CONFIRMED, bridge)
    return bridge


def why(stands: Stands, claim: int, piece: int) -> str:
    (found,) = (one.weighed for one in stands(claim).evidence if one.number == piece)
    assert found is not None
    return found


def tie(desk: Desk, one: str, kind: RelationKind, other: str) -> list[str]:
    _, fallen = desk.enact(relations.relate, Named(one, kind, other), NEW)
    return [reopened.sentence for reopened in fallen]


def test_a_confirmed_claim_confirms_another(
    desk: Desk, bridge: int, confirmed: int, rests: Attach, decide: Decide, stands: Stands
) -> None:
    attached = rests(confirmed, bridge, note="the bridge leads to it")
    assert attached.worth == (f"counts: claim {confirmed}, which is confirmed, by Ben Okoro",)
    assert decide(S.CONFIRMED, bridge)[0].independent
    (piece,) = stands(bridge).evidence
    assert (piece.name, piece.source, piece.of_claim) == (f"claim {confirmed}", "Ben Okoro", confirmed)
    row = pieces.shown(desk, attached.number)
    assert (row.name, row.source, row.of_claim) == (f"claim {confirmed}", "Ben Okoro", confirmed)
    assert desk.locker.read(attached.digest) == f"Claim {confirmed}\n\nThe port is shut.\n".encode()
    assert verify(desk).problems == ()


def test_what_is_not_confirmed_is_worth_nothing_until_it_is(
    bridge: int, earlier: int, rests: Attach, support: Attach, decide: Decide, stands: Stands
) -> None:
    attached = rests(earlier, bridge)
    nothing = f"does not count: claim {earlier} is unverified, and what is not confirmed is worth nothing"
    assert attached.worth == (nothing,)
    with pytest.raises(ForbiddenMove, match=f"claim {earlier} is unverified"):
        decide(S.CONFIRMED, bridge)
    support(earlier)
    decide(S.CONFIRMED, earlier)
    assert decide(S.CONFIRMED, bridge)[0].independent
    assert why(stands, bridge, attached.number).startswith("counts: ")


def test_an_override_is_not_passed_on(bridge: int, earlier: int, rests: Attach, decide: Decide) -> None:
    decide(S.CONFIRMED, earlier, override=True, reason="I saw it")
    assert rests(earlier, bridge).worth == (
        f"does not count: claim {earlier} was confirmed by an editor's override, not by evidence",
    )
    with pytest.raises(ForbiddenMove, match="override, not by evidence"):
        decide(S.CONFIRMED, bridge)


def test_it_comes_from_its_speaker_and_from_what_it_rests_on(
    bridge: int, confirmed: int, rests: Attach, support: Attach, decide: Decide, stands: Stands, desk: Desk
) -> None:
    desk.enact(repair.correct, look(desk, [confirmed]), Correction(via=("Delta Wire",), new_source=True))
    claim = rests(confirmed, bridge).number
    for source in ("Port Office", "Ben Okoro", "Delta Wire", "Valley Post"):
        number = support(bridge, source=source, text=f"by {source}, another one").number
        reason = why(stands, bridge, number)
        assert f"and evidence {claim} comes from " in reason or f"from {source}, like evidence {claim}" in reason
        desk.enact(withdraw, number, reason="enough")
    assert why(stands, bridge, support(bridge, source="Road Office").number) == "counts: Road Office, a record"
    assert decide(S.CONFIRMED, bridge)


@pytest.mark.parametrize("one", ["Ben Okoro", "Port Office", "Valley Post"])
def test_whom_it_rests_on_hangs_together_with_the_claimant(
    desk: Desk, resting: int, confirmed: int, stands: Stands, one: str
) -> None:
    (fallen,) = tie(desk, "Ana Ruiz", RelationKind.ALLIED_WITH, one)
    assert fallen.startswith(f"claim {resting} was confirmed and is unverified again: it is on record that Ana Ruiz")
    assert stands(confirmed).status is S.CONFIRMED
    assert stands(resting).holder == "ana"


def test_a_party_behind_it_speaks_for_itself(desk: Desk, resting: int, decide: Decide) -> None:
    favoured = Correction(parties=(NamedParty(PartySide.FAVOURED, "Port Office"),))
    assert [fallen.number for fallen in desk.enact(repair.correct, look(desk, [resting]), favoured).reopened] == [
        resting
    ]
    with pytest.raises(ForbiddenMove, match="the claim favours Port Office"):
        decide(S.CONFIRMED, resting)


def test_a_claim_of_the_same_article_brings_nothing_new(
    record: Record, rests: Attach, support: Attach, decide: Decide
) -> None:
    one, other = record("Ana Ruiz: The bridge is closed.", "Ben Okoro: The port is shut.").claims
    support(other)
    decide(S.CONFIRMED, other)
    assert rests(other, one).worth == (
        f"does not count: claim {other} stands in the same article, or in a copy of it: it brings no new origin",
    )


def test_a_claim_of_a_copy_of_the_article_brings_nothing_new(
    record: Record, rests: Attach, support: Attach, decide: Decide
) -> None:
    story = "- the last groups left the town on sunday and ended a siege of eleven weeks before noon that day"
    one = record("Ana Ruiz: The bridge is closed.", story, outlet="Harbour Post").claims[0]
    other = record("Ben Okoro: The port is shut.", story, name="other.txt", outlet="Valley Post").claims[0]
    support(other)
    decide(S.CONFIRMED, other)
    assert "stands in the same article, or in a copy of it" in rests(other, one).worth[0]


def test_a_claim_of_the_agency_whose_copy_the_article_is_brings_nothing_new(
    desk: Desk, bridge: int, confirmed: int, rests: Attach
) -> None:
    for article in (1, 2):
        desk.enact(details.correct, article, Details(agency="Delta Wire", new_source=True))
    assert "Delta Wire's copy" in rests(confirmed, bridge).worth[0]


def test_a_duplicate_brings_nothing_new(desk: Desk, bridge: int, confirmed: int, rests: Attach, stands: Stands) -> None:
    desk.enact(links.link, NamedLink(confirmed, ClaimLinkKind.REPEATS, bridge))
    piece = rests(confirmed, bridge)
    assert piece.worth == (f"does not count: claim {confirmed} says the same: it brings no new origin",)
    desk.enact(links.unlink, NamedLink(confirmed, ClaimLinkKind.REPEATS, bridge), reason="another bridge")
    assert why(stands, bridge, piece.number).startswith("counts: ")


def test_a_link_that_makes_it_a_duplicate_takes_the_verdict_back(
    desk: Desk, resting: int, confirmed: int, stands: Stands
) -> None:
    (fallen,) = desk.enact(links.link, NamedLink(confirmed, ClaimLinkKind.REPEATS, resting)).reopened
    assert fallen.number == resting
    assert stands(resting).status is S.UNVERIFIED


def test_what_rests_on_the_article_itself_confirms_nothing_of_it(
    record: Record, rests: Attach, support: Attach, decide: Decide
) -> None:
    words = "Ana Ruiz: The bridge is closed."
    one = record(words, outlet="Harbour Post").claims[0]
    other = record("Ben Okoro: The port is shut.", name="port.txt").claims[0]
    piece = support(other, text=words, source="Gull Post")
    decide(S.CONFIRMED, other)
    assert rests(other, one).worth == (
        f"does not count: claim {other} rests on evidence {piece.number}, which is the article itself or a copy of it",
    )


def test_the_same_words_under_another_name_are_not_counted_beside_it(
    record: Record, confirmed: int, rests: Attach, support: Attach, decide: Decide, stands: Stands
) -> None:
    doubted = record("Cleo Marsh: The road is open. (unconfirmed)", name="road.txt", outlet="Gull Post").claims[0]
    first = rests(confirmed, doubted)
    copy = support(doubted, text="Log of Port Office that supports!", source="Somebody Else", new_source=True)
    assert why(stands, doubted, copy.number) == f"does not count: it rests on the same words as evidence {first.number}"
    with pytest.raises(ForbiddenMove, match="1 of 2 independent origins"):
        decide(S.CONFIRMED, doubted)


def test_it_falls_with_the_evidence_of_the_earlier_one_to_the_end(
    desk: Desk, record: Record, resting: int, confirmed: int, rests: Attach, decide: Decide, stands: Stands
) -> None:
    third = record("Cleo Marsh: The road is open.", name="road.txt", outlet="Gull Post").claims[0]
    stand_alone(desk, "Ana Ruiz")
    rests(resting, third)
    decide(S.CONFIRMED, third)
    fallen = desk.enact(withdraw, 1, reason="another port")
    because = "evidence 1 was withdrawn: another port"
    assert [one.sentence for one in fallen] == [
        f"claim {confirmed} was confirmed and is unverified again: {because}",
        (
            f"claim {resting} was confirmed and is unverified again: claim {confirmed}, which bears on it, "
            f"is unverified again: {because}"
        ),
        (
            f"claim {third} was confirmed and is unverified again: claim {resting}, which bears on it, "
            f"is unverified again: {because}"
        ),
    ]
    assert {stands(claim).status for claim in (confirmed, resting, third)} == {S.UNVERIFIED}
    assert verify(desk).problems == ()


def correct(desk: Desk, claim: int, **correction: object) -> object:
    return desk.enact(repair.correct, look(desk, [claim]), Correction(**correction))  # type: ignore[arg-type] # a test's


FALLS: dict[str, Callable[[Desk, int, Decide], object]] = {
    "reopened": lambda _, claim, decide: decide(S.UNVERIFIED, claim, reason="new photographs"),
    "disputed": lambda _, claim, decide: decide(S.DISPUTED, claim, reason="the clerk says otherwise"),
    "withdrawn": lambda _, claim, decide: decide(S.WITHDRAWN, claim, reason="no claim"),
    "reworded": lambda desk, claim, _: correct(desk, claim, quotes=("port is shut",)),
    "not checkable": lambda desk, claim, _: correct(desk, claim, checkable=False),
    "another speaker": lambda desk, claim, _: correct(desk, claim, speaker="Port Office"),
    "another source": lambda desk, _, __: desk.enact(correct_source, 1, source="Ben Okoro", reason="his hand"),
    "merged": lambda desk, _, __: desk.enact(merge, "Port Office", into="Ben Okoro", reason="one man"),
}


@pytest.mark.parametrize("fall", FALLS.values(), ids=FALLS)
def test_it_falls_with_the_verdict_of_the_earlier_one(
    desk: Desk,
    resting: int,
    confirmed: int,
    decide: Decide,
    stands: Stands,
    fall: Callable[[Desk, int, Decide], object],
) -> None:
    fall(desk, confirmed, decide)
    entry = stands(resting)
    assert entry.status is S.UNVERIFIED
    last = entry.history[-1]
    assert last.what == "reopened it (was confirmed)"
    assert last.reason is not None
    assert last.reason.startswith(f"claim {confirmed}, which bears on it, is ")
    with pytest.raises(ForbiddenMove):
        decide(S.CONFIRMED, resting)
    assert verify(desk).problems == ()


def test_deciding_on_the_earlier_one_tells_what_fell(resting: int, confirmed: int, decide: Decide) -> None:
    moved = decide(S.REFUTED, confirmed, override=True, reason="a forgery")
    assert [(one.number, one.was, one.now) for one in moved] == [
        (confirmed, S.CONFIRMED, S.REFUTED),
        (resting, S.CONFIRMED, S.UNVERIFIED),
    ]


def test_an_earlier_claim_that_refutes_has_to_be_answered_once_it_is_confirmed(
    bridge: int, earlier: int, rests: Attach, support: Attach, decide: Decide, stands: Stands
) -> None:
    support(bridge, source="Road Office")
    piece = rests(earlier, bridge, stance=Stance.REFUTES)
    decide(S.CONFIRMED, bridge)
    support(earlier)
    assert [one.number for one in decide(S.CONFIRMED, earlier)] == [earlier, bridge]
    assert stands(bridge).history[-1].reason == f"claim {earlier}, which bears on it, is confirmed now"
    with pytest.raises(ForbiddenMove, match=f"evidence {piece.number} stands against it"):
        decide(S.CONFIRMED, bridge)


def test_a_circle_is_refused_and_named(
    desk: Desk, record: Record, bridge: int, earlier: int, rests: Attach, contents: Callable[[], Mapping[str, object]]
) -> None:
    third = record("Cleo Marsh: The road is open.", name="road.txt").claims[0]
    rests(earlier, bridge)
    piece = rests(bridge, third)
    before = contents()
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} cannot be evidence for itself"):
        rests(bridge, bridge)
    with pytest.raises(ForbiddenMove) as error:
        rests(third, earlier)
    assert str(error.value) == (
        f"claim {third} cannot be evidence for claim {earlier}: claim {earlier} is evidence for claim {bridge}, "
        f"claim {bridge} is evidence for claim {third}; that would be a circle"
    )
    with pytest.raises(ForbiddenMove, match="circle"):
        desk.enact(carry, piece.number, look(desk, [earlier]), origin=third)
    assert contents() == before
    desk.enact(withdraw, piece.number, reason="the wrong road")
    assert rests(third, earlier).claims == (earlier,)


def test_its_words_as_a_file_do_not_get_round_that(
    desk: Desk, bridge: int, earlier: int, rests: Attach, support: Attach
) -> None:
    piece = rests(earlier, bridge)
    words = desk.locker.read(piece.digest).decode()
    with pytest.raises(ForbiddenMove, match="on record as from nobody named"):
        support(earlier, text=words)
    with pytest.raises(ForbiddenMove, match="cannot be evidence for itself"):
        support(earlier, text=words, source=None, stance=Stance.CONTEXT)


def test_a_claim_with_other_words_is_another_piece(
    desk: Desk, resting: int, confirmed: int, rests: Attach, decide: Decide, stands: Stands
) -> None:
    desk.enact(repair.correct, look(desk, [confirmed]), Correction(quotes=("port is shut",)))
    decide(S.CONFIRMED, confirmed)
    assert why(stands, resting, 2) == f"does not count: claim {confirmed} has other words now"
    assert rests(confirmed, resting).number == 3
    assert decide(S.CONFIRMED, resting)[0].independent


@pytest.mark.parametrize("bearing", [{"source": "Port Office"}, {"serves": Serves.SAID}, {"basis": Basis.FIRSTHAND}])
def test_it_says_itself_whom_it_comes_from_and_what_it_serves(
    bridge: int, earlier: int, rests: Attach, bearing: Mapping[str, object]
) -> None:
    with pytest.raises(UsageError, match="leave --source, --basis and --serves out"):
        rests(earlier, bridge, **bearing)


def test_what_is_not_there_or_is_withdrawn_is_no_evidence(
    desk: Desk, bridge: int, earlier: int, rests: Attach, decide: Decide
) -> None:
    with pytest.raises(NotFound, match="no claim 99"):
        rests(99, bridge)
    piece = rests(earlier, bridge).number
    with pytest.raises(ForbiddenMove, match=f"evidence {piece} is claim {earlier}"):
        desk.enact(correct_source, piece, source="Port Office", reason="his")
    decide(S.WITHDRAWN, earlier, reason="no claim")
    with pytest.raises(ForbiddenMove, match="withdrawn and says nothing for or against another"):
        rests(earlier, bridge)


def test_the_history_and_the_past_tell_it(
    desk: Desk, bridge: int, confirmed: int, rests: Attach, stands: Stands
) -> None:
    rests(confirmed, bridge, dated=date(2026, 11, 20), dated_because="the day it was checked")
    said = [f"{line.who} {line.what}" for line, _, _ in entries(desk)]
    assert said[-1] == f"ana attached evidence 2, claim {confirmed}, that supports it"
    entry = stands(bridge)
    (piece,) = show(desk, bridge, as_of=entry.history[-1].number).entry.evidence
    assert (piece.source, piece.of_claim) == ("Ben Okoro", confirmed)


def test_a_piece_that_was_made_another_claim_behind_its_back_is_found(
    desk: Desk, bridge: int, confirmed: int, rests: Attach
) -> None:
    rests(confirmed, bridge)
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence SET of_claim_id = NULL WHERE id = 2"))
    assert verify(desk).problems == (f"evidence 2: of_claim is claim {confirmed} by the events, nothing in the table",)


def test_a_circle_that_somebody_made_in_the_tables_confirms_nothing(
    desk: Desk, resting: int, confirmed: int, stands: Stands
) -> None:
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence SET of_claim_id = 1 WHERE id = 1"))
    assert not stands(resting).independently_confirmed
    assert not stands(confirmed).independently_confirmed
