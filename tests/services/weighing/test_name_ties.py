"""What the names of sources say: which are of one house, and which may be one, until a person decides."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction, correct
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.parties import NamedParty
from claimtrack.services.reports.gather import show
from claimtrack.services.sources import names_and_kinds, relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.sources.sources import merge, split
from claimtrack.services.verdicts import explanation
from claimtrack.services.verdicts.decisions import Decision, Moved
from claimtrack.services.verdicts.decisions import decide as decide_
from claimtrack.services.weighing.name_ties import propose_ties
from claimtrack.vocabulary import PartySide, RelationKind, SpeakerKind, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]

PART, SAME = RelationKind.PART_OF, RelationKind.SAME_AS
CONFIRMED = Status.CONFIRMED


@pytest.fixture
def depot(record: Record) -> int:
    """Give a claim of the Russian government."""
    return record("The Russian government: The depot was empty.").claims[0]


@pytest.fixture
def looked_up(desk: Desk, depot: int) -> int:
    """Give the same claim, with a person's word on whose the Russian government and its state are."""
    desk.enact(relations.accept, Named("The Russian government", PART, "Russia"))
    desk.enact(relations.unaffiliated, "Russia", because="a state of its own")
    return depot


@pytest.fixture
def train(record: Record) -> int:
    """Give a claim of Zoë Dvořák."""
    return record("Zoë Dvořák: The train was late.").claims[0]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "name", ["Russian Ministry of Defence", "Moscow", "Russia", "the Russian army", "the Russian Federation"]
)
def test_a_states_house_confirms_nothing_that_it_says_itself(
    name: str, desk: Desk, depot: int, put: Attach, decide: Decide
) -> None:
    put(depot, source=name, new_source=True)
    with pytest.raises(
        ForbiddenMove, match=r"they may belong to one house: it comes from .*perhaps part of Russia"
    ) as no:
        decide(CONFIRMED, depot)
    assert "`claimtrack source reject" in str(no.value)
    assert verify(desk).problems == ()


def test_the_states_of_another_are_no_house(desk: Desk, looked_up: int, put: Attach, decide: Decide) -> None:
    put(looked_up, source="Ukrainian Ministry of Defence", new_source=True)
    desk.enact(relations.accept, Named("Ukrainian Ministry of Defence", PART, "Ukraine"))
    assert decide(CONFIRMED, looked_up)[0].independent


def test_whose_the_claimant_is_comes_first(desk: Desk, depot: int, put: Attach, decide: Decide) -> None:
    put(depot, source="Harbour Museum", new_source=True)
    desk.enact(relations.unaffiliated, "Harbour Museum", because="asked around")
    (settles,) = show(desk, depot).settles
    assert str(settles) == (
        "if they are not of one house: `claimtrack source reject 1 part_of 2 --reason TEXT`; "
        "if they are: `claimtrack source accept 1 part_of 2`"
    )
    with pytest.raises(ForbiddenMove, match="whether the claimant, The Russian government, is part of Russia") as no:
        decide(CONFIRMED, depot)
    assert str(settles) in str(no.value)
    desk.enact(relations.reject, Named("The Russian government", PART, "Russia"), reason="of another Russia")
    assert explanation.of(desk, depot).remedies == ()  # a person speaks for nobody then
    assert decide(CONFIRMED, depot)[0].independent
    desk.enact(names_and_kinds.set_kind, "The Russian government", SpeakerKind.GOVERNMENT, reason="so it is")
    with pytest.raises(ForbiddenMove, match="whom the claimant, The Russian government, belongs to or stands with"):
        decide(CONFIRMED, depot)
    (remedy,) = explanation.of(desk, depot).remedies
    assert "`claimtrack source unaffiliated 1" in str(remedy)
    desk.enact(relations.unaffiliated, "The Russian government", because="a government of nobody's")
    assert decide(CONFIRMED, depot)[0].independent
    _, fallen = desk.enact(relations.affiliation_unknown, "The Russian government", reason="nobody asked")
    assert [one.number for one in fallen] == [depot]


def test_proposals_say_the_words_that_they_rest_on(desk: Desk, depot: int, put: Attach) -> None:
    put(depot, source="Russian Ministry of Defence", new_source=True)
    assert [(line.sentence, line.because) for line in relations.waiting(desk)] == [
        ("The Russian government is part of Russia (proposed)", 'the name says "Russian"'),
        ("Russian Ministry of Defence is part of Russia (proposed)", 'the name says "Russian"'),
    ]


def test_a_person_settles_it_either_way(desk: Desk, looked_up: int, put: Attach, decide: Decide) -> None:
    put(looked_up, source="Russian Chess Federation", new_source=True)
    (remedy,) = explanation.of(desk, looked_up).remedies
    assert "if they are not of one house: `claimtrack source reject 3 part_of 2 --reason TEXT`" in str(remedy)
    assert show(desk, looked_up).settles == (remedy,)
    desk.enact(relations.unaffiliated, "Russian Chess Federation", because="its members pay for it; asked its board")
    assert decide(CONFIRMED, looked_up)[0].independent
    assert relations.waiting(desk) == []
    _, fallen = desk.enact(
        relations.relate, Named("Russian Chess Federation", PART, "Russia"), Particulars(because="its ministry's")
    )
    assert [one.number for one in fallen] == [looked_up]
    assert verify(desk).problems == ()


def test_a_rejected_house_does_not_come_back(desk: Desk, looked_up: int, put: Attach, decide: Decide) -> None:
    piece = put(looked_up, source="Russian Chess Federation", new_source=True)
    desk.enact(relations.reject, Named("Russian Chess Federation", PART, "Russia"), reason="a club")
    desk.enact(relations.unaffiliated, "Russian Chess Federation", because="a club")
    put(looked_up, source="Russian Chess Federation", text="another one")
    assert decide(CONFIRMED, looked_up)[0].independent
    assert piece.number == 1


def test_who_is_only_described_has_a_house_by_their_office(record: Record, put: Attach, decide: Decide) -> None:
    first = record("Russian officials: The fire was out.").claims[0]
    put(first, source="Russian Ministry of Defence", new_source=True)
    with pytest.raises(ForbiddenMove, match="they may belong to one house"):
        decide(CONFIRMED, first)


@pytest.mark.both_databases
def test_the_claimant_under_another_spelling_does_not_confirm_itself(
    desk: Desk, train: int, put: Attach, decide: Decide
) -> None:
    with pytest.raises(InvalidInput, match="may be a source that is on record"):
        put(train, source="Zoe Dvorak")
    put(train, source="Zoe Dvorak", new_source=True)
    desk.enact(relations.unaffiliated, "Zoe Dvorak", because="looked her up")
    with pytest.raises(ForbiddenMove, match="Zoe Dvorak may be Zoë Dvořák under another name") as no:
        decide(CONFIRMED, train)
    assert "if the two are one: `claimtrack source merge 2 --into 1 --reason TEXT`" in str(no.value)
    desk.enact(relations.reject, Named("Zoe Dvorak", SAME, "Zoë Dvořák"), reason="two women, two telephones")
    assert decide(CONFIRMED, train)[0].independent
    assert verify(desk).problems == ()


def test_merging_answers_the_question(desk: Desk, train: int, put: Attach, decide: Decide) -> None:
    put(train, source="Zoe Dvorak", new_source=True)
    assert [line.because for line in relations.waiting(desk)] == [
        "the two names differ in accents, marks or honours alone"
    ]
    desk.enact(merge, "Zoe Dvorak", into="Zoë Dvořák", reason="one telephone")
    assert relations.waiting(desk) == []
    with pytest.raises(ForbiddenMove, match="it comes from the claimant"):
        decide(CONFIRMED, train)
    desk.enact(split, "Zoe Dvorak", reason="two telephones after all")
    desk.enact(relations.unaffiliated, "Zoe Dvorak", because="looked her up")
    assert relations.waiting(desk) == []
    assert decide(CONFIRMED, train)[0].independent
    assert verify(desk).problems == ()


@pytest.mark.usefixtures("depot")
def test_a_state_and_its_government_can_be_merged(desk: Desk) -> None:
    desk.enact(merge, "The Russian government", into="Russia", reason="one and the same")
    assert relations.waiting(desk) == []


def test_two_spellings_are_no_two_voices(desk: Desk, bridge: int, put: Attach) -> None:
    for name in ("V. Petrenko", "Volodymyr Petrenko"):
        put(bridge, source=name, source_kind=SpeakerKind.PERSON, new_source=True)
        desk.enact(relations.unaffiliated, name, because="asked around")
    found = explanation.of(desk, bridge).supporting
    assert (found.chosen, found.weighed[1].counts) == ((1,), False)
    assert "V. Petrenko" in found.weighed[1].reason
    desk.enact(relations.reject, Named("V. Petrenko", SAME, "Volodymyr Petrenko"), reason="brothers")
    assert explanation.of(desk, bridge).supporting.reached == 2


def test_that_two_are_one_is_no_relation(desk: Desk, train: int, put: Attach) -> None:
    put(train, source="Zoe Dvorak", new_source=True)
    pair = Named("Zoe Dvorak", SAME, "Zoë Dvořák")
    with pytest.raises(ForbiddenMove, match=r'`claimtrack source merge "Zoe Dvorak" --into "Zoë Dvořák"'):
        desk.enact(relations.accept, pair)
    with pytest.raises(ForbiddenMove, match="source merge"):
        desk.enact(relations.relate, pair, Particulars())
    with pytest.raises(NotFound, match="it is not on record"):
        desk.enact(relations.reject, Named("Zoe Dvorak", PART, "Zoë Dvořák"), reason="not so")


def test_a_party_under_another_spelling_serves_its_own_interest(
    desk: Desk, record: Record, put: Attach, decide: Decide
) -> None:
    claim = record("Ana Ruiz: The mayor paid for it himself.").claims[0]
    named = NamedParty(PartySide.FAVOURED, "Zoë Dvořák")
    desk.enact(correct, look(desk, [claim]), Correction(parties=(named,), new_source=True))
    put(claim, source="Zoe Dvorak", new_source=True)
    desk.enact(relations.unaffiliated, "Zoe Dvorak", because="looked her up")
    with pytest.raises(ForbiddenMove, match=r"serves a party's own interest.*may be Zoë Dvořák under another name"):
        decide(CONFIRMED, claim)


def test_who_turns_out_to_be_the_speaker_is_compared_as_well(
    desk: Desk, bridge: int, put: Attach, decide: Decide, stands: Stands
) -> None:
    put(bridge, source="Zoe Dvorak", new_source=True)
    desk.enact(relations.unaffiliated, "Zoe Dvorak", because="looked her up")
    decide(CONFIRMED, bridge)
    desk.enact(correct, look(desk, [bridge]), Correction(speaker="Zoë Dvořák", new_source=True))
    assert stands(bridge).status is not CONFIRMED
    assert [line.kind for line in relations.waiting(desk)] == [SAME]


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give a way to ask about names again; before it is called nobody does, as before names were asked about."""
    asks = "claimtrack.services.weighing.consequences.propose_ties"
    monkeypatch.setattr(asks, lambda *_: set())
    return lambda: monkeypatch.setattr(asks, propose_ties)


@pytest.mark.both_databases
def test_names_of_evidence_of_old_are_asked_about_when_it_is_to_confirm(
    desk: Desk, train: int, put: Attach, decide: Decide, stands: Stands, unasked: Callable[[], None]
) -> None:
    put(train, source="Zoe Dvorak", new_source=True)
    desk.enact(relations.unaffiliated, "Zoe Dvorak", because="a neighbour, we asked her")
    unasked()
    with pytest.raises(ForbiddenMove, match=r"may be Zoë Dvořák under another name") as refused:
        decide(CONFIRMED, train)
    assert "`claimtrack source merge" in str(refused.value)
    assert stands(train).status is Status.IN_REVIEW
    # The question stays, so that the remedy that was named can be used, and is asked once.
    desk.enact(relations.reject, Named("Zoe Dvorak", SAME, "Zoë Dvořák"), reason="two people, two dates of birth")
    decide(CONFIRMED, train)
    assert stands(train).status is CONFIRMED
    assert verify(desk).problems == ()


def test_a_rehearsal_asks_nothing(desk: Desk, train: int, put: Attach, unasked: Callable[[], None]) -> None:
    put(train, source="Zoe Dvorak", new_source=True)
    desk.enact(relations.unaffiliated, "Zoe Dvorak", because="a neighbour, we asked her")
    unasked()
    with pytest.raises(ForbiddenMove):
        replace(desk, rehearsal=True).enact(decide_, look(desk, [train]), Decision(CONFIRMED))
    assert relations.waiting(desk).total == 0


def test_another_verdict_than_one_that_counts_asks_nothing(
    desk: Desk, train: int, put: Attach, decide: Decide, unasked: Callable[[], None]
) -> None:
    put(train, source="Zoe Dvorak", new_source=True)
    unasked()
    decide(Status.DISPUTED, train, reason="the timetable says otherwise")
    assert relations.waiting(desk).total == 0


@pytest.mark.both_databases
@pytest.mark.parametrize("name", ["Zavod Press Office", "Zavod Port Authority", "Mayor's office of Zavod"])
def test_who_has_the_claimants_name_inside_their_own_is_asked_about(
    name: str, desk: Desk, record: Record, put: Attach, decide: Decide
) -> None:
    claim = record("Zavod city: The depot was empty.").claims[0]
    desk.enact(names_and_kinds.set_kind, "Zavod city", SpeakerKind.GOVERNMENT, reason="so it is")
    desk.enact(relations.unaffiliated, "Zavod city", because="a city of its own")
    put(claim, source=name, new_source=True)
    with pytest.raises(ForbiddenMove, match="is part of Zavod city"):
        desk.enact(relations.unaffiliated, name, because="asked its press office")
    with pytest.raises(ForbiddenMove, match=r"perhaps part of Zavod city") as refused:
        decide(CONFIRMED, claim)
    assert "`claimtrack source reject" in str(refused.value)
    assert [line.because for line in relations.waiting(desk)] == ['both names have "zavod" in them']
    desk.enact(relations.reject, Named(name, PART, "Zavod city"), reason="of another Zavod")
    desk.enact(relations.unaffiliated, name, because="asked its press office")
    assert decide(CONFIRMED, claim)[0].independent
    assert verify(desk).problems == ()


@pytest.mark.both_databases
def test_two_of_a_house_of_the_programs_list_are_tied_though_nobody_took_the_list(
    desk: Desk, record: Record, put: Attach, decide: Decide
) -> None:
    (claim,) = record("UNICEF: The well is dry.").claims
    desk.enact(relations.unaffiliated, "UNICEF", because="a fund of its own")
    put(claim, source="World Food Programme", new_source=True)
    told = "the list that comes with the program says so"
    assert [(line.sentence, line.because) for line in relations.waiting(desk)] == [
        ("UNICEF is part of United Nations (proposed)", told),
        ("World Food Programme is part of United Nations (proposed)", told),
    ]
    with pytest.raises(ForbiddenMove, match="they may belong to one house"):
        decide(CONFIRMED, claim)
    assert verify(desk).problems == ()
