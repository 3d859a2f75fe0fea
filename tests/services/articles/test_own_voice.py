"""Somebody makes a government's claim the outlet's own, so that the government may confirm it."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ForbiddenMove
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction, Repaired, add, correct
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import Named
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.vocabulary import LinkState, PartySide, RelationKind, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]

PART = RelationKind.PART_OF
WHY = "the article quotes nobody"


@pytest.fixture
def claim(desk: Desk, record: Record) -> int:
    """Give a claim of the Russian government in an article of which the outlet was looked up."""
    found = record("The Russian government: The depot was empty.", outlet="Harbour Courier").claims[0]
    desk.enact(relations.accept, Named("The Russian government", PART, "Russia"))
    for name in ("Russia", "Harbour Courier"):
        desk.enact(relations.unaffiliated, name, because="its statute was read")
    return found


def own(desk: Desk, claim: int, reason: str | None = WHY) -> None:
    """Make a claim the outlet's own."""
    desk.enact(correct, look(desk, [claim]), Correction(own_voice=True, reason=reason))


@pytest.mark.both_databases
def test_it_takes_a_reason_and_the_claimant_stays_on_its_side(
    desk: Desk, claim: int, put: Attach, decide: Decide
) -> None:
    with pytest.raises(ForbiddenMove, match=r"The Russian government, takes a reason"):
        own(desk, claim, None)
    with pytest.raises(ForbiddenMove, match="takes a reason"):
        own(desk, claim, " \u200b ")
    own(desk, claim)
    entry = show(desk, claim).entry
    assert entry.own_voice
    assert [(party.side, party.name) for party in entry.parties] == [(PartySide.FAVOURED, "The Russian government")]
    put(claim, source="Russian Ministry of Defence", new_source=True)
    with pytest.raises(ForbiddenMove, match="serves a party's own interest: the claim favours The Russian government"):
        decide(Status.CONFIRMED, claim)
    assert verify(desk).problems == ()
    taking_off = Correction(no_parties=("The Russian government",))
    with pytest.raises(ForbiddenMove, match="is not on the side of The Russian government takes a reason"):
        desk.enact(correct, look(desk, [claim]), taking_off)
    desk.enact(correct, look(desk, [claim]), Correction(no_parties=("The Russian government",), reason="never said it"))
    desk.enact(relations.accept, Named("Russian Ministry of Defence", PART, "Russia"))
    assert decide(Status.CONFIRMED, claim)[0].independent
    assert verify(desk).problems == ()


def test_given_back_and_taken_away_again(desk: Desk, claim: int) -> None:
    own(desk, claim)
    for _ in range(2):
        desk.enact(correct, look(desk, [claim]), Correction(speaker="The Russian government"))
        assert [party.state for party in show(desk, claim).entry.parties] == [LinkState.REJECTED]
        with pytest.raises(ForbiddenMove, match="takes a reason"):
            own(desk, claim, None)
        own(desk, claim)
        assert [party.state for party in show(desk, claim).entry.parties] == [LinkState.PROPOSED]
    assert verify(desk).problems == ()


def test_who_gave_the_outlets_own_claim_to_somebody_takes_it_back_without_a_word(desk: Desk, record: Record) -> None:
    article = record("Ben Ode: The road is shut and the depot was empty.", outlet="Harbour Courier").article
    added = desk.enact(add, article, Correction(quotes=("the depot was empty",), own_voice=True))
    desk.enact(correct, look(desk, [added]), Correction(speaker="Ben Ode"))
    own(desk, added, None)
    assert show(desk, added).entry.parties == ()


@pytest.mark.both_databases
def test_with_four_eyes_it_takes_two(desk: Desk, claim: int, editor: Desk) -> None:
    ben = editor
    desk.enact(adjust, ["four_eyes=true"])
    done = desk.enact(correct, look(desk, [claim]), Correction(own_voice=True, reason=WHY))
    assert done.not_own == (claim,)
    assert not show(desk, claim).entry.own_voice
    with pytest.raises(ForbiddenMove, match="you said already that the outlet says claim 1 itself"):
        own(desk, claim)
    with pytest.raises(ForbiddenMove, match="takes a reason"):
        own(ben, claim, None)
    assert ben.enact(correct, look(ben, [claim]), Correction(own_voice=True, reason="read it, too")).not_own == ()
    assert show(desk, claim).entry.own_voice
    off = Correction(no_parties=("The Russian government",), reason="never said it")
    assert desk.enact(correct, look(desk, [claim]), off).waiting == ("The Russian government",)
    with pytest.raises(ForbiddenMove, match="is not on the side of The Russian government; with four eyes"):
        desk.enact(correct, look(desk, [claim]), off)
    assert ben.enact(correct, look(ben, [claim]), off).waiting == ()
    assert verify(desk).problems == ()


def pass_on(desk: Desk, claim: int, speaker: str = "Ben Ode", reason: str | None = WHY) -> Repaired:
    """Give a claim to another speaker."""
    return desk.enact(correct, look(desk, [claim]), Correction(speaker=speaker, new_source=True, reason=reason))


@pytest.mark.both_databases
def test_given_to_another_speaker_a_bodys_claim_keeps_it_on_its_side(
    desk: Desk, claim: int, put: Attach, decide: Decide
) -> None:
    pass_on(desk, claim, reason=None)
    entry = show(desk, claim).entry
    assert entry.speaker == "Ben Ode"
    assert [(party.side, party.name) for party in entry.parties] == [(PartySide.FAVOURED, "The Russian government")]
    put(claim, source="Russian Ministry of Defence", new_source=True)
    with pytest.raises(ForbiddenMove, match="serves a party's own interest: the claim favours The Russian government"):
        decide(Status.CONFIRMED, claim)
    with pytest.raises(ForbiddenMove, match="is not on the side of The Russian government takes a reason"):
        desk.enact(correct, look(desk, [claim]), Correction(no_parties=("The Russian government",)))
    assert verify(desk).problems == ()
    # By way of a third name, and of the outlet, it is no other.
    pass_on(desk, claim, "Cleo Marsh", None)
    own(desk, claim)
    assert "The Russian government" in [party.name for party in show(desk, claim).entry.parties]
    desk.enact(correct, look(desk, [claim]), Correction(speaker="The Russian government", reason=WHY))
    pass_on(desk, claim, "Cleo Marsh", None)
    assert "The Russian government" in [party.name for party in show(desk, claim).entry.parties]
    assert verify(desk).problems == ()


def test_a_private_persons_claim_goes_to_the_right_one_without_a_word(desk: Desk, record: Record) -> None:
    (first, *_) = record("Ana Ruiz: The depot was empty.", outlet="Harbour Courier").claims
    pass_on(desk, first, reason=None)
    assert show(desk, first).entry.parties == ()


@pytest.mark.both_databases
def test_given_to_another_speaker_it_takes_two_with_four_eyes(desk: Desk, claim: int, editor: Desk) -> None:
    desk.enact(adjust, ["four_eyes=true"])
    for reason in (None, " \u200b "):
        with pytest.raises(ForbiddenMove, match="Ben Ode says claim 1, and not The Russian government, takes a reason"):
            pass_on(desk, claim, reason=reason)
    assert pass_on(desk, claim).not_own == (claim,)
    assert show(desk, claim).entry.speaker == "The Russian government"
    with pytest.raises(ForbiddenMove, match="you said already that Ben Ode says claim 1; with four eyes a second"):
        pass_on(desk, claim)
    assert pass_on(editor, claim, "Cleo Marsh").not_own == (claim,), "they said two different things"
    assert editor.enact(correct, look(editor, [claim]), Correction(own_voice=True, reason=WHY)).not_own == (claim,)
    assert pass_on(editor, claim, "Ben Ode").not_own == ()
    assert show(desk, claim).entry.speaker == "Ben Ode"
    assert verify(desk).problems == ()
