"""Which evidence counts, and why each other piece does not."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from tests.rules.graphs import EVERYBODY, SOURCES, Facts, any_facts, any_graph
from tests.rules.pieces import (
    AGENCY,
    ALLIED,
    ARTICLE,
    CLINIC,
    CONTROLLED,
    DAY,
    ENVOY,
    FACTS,
    IN_SYRIA,
    MINISTRY,
    NOBODY,
    PAPER,
    PART,
    REGISTRY,
    RELIES,
    RUSSIA,
    STRANGER,
    SYRIA,
    WITNESS,
    claim,
    piece,
    weighed,
)

from claimtrack.rules.evidence import ClaimSources, EvidenceOrigin
from claimtrack.rules.independence import independent_origins
from claimtrack.rules.origins import Relation, SourceFacts, tied
from claimtrack.vocabulary import BOTH_WAYS, Basis, ClaimantLookup, Obstacle, RelationKind, SpeakerKind, Stance


@pytest.mark.parametrize(
    ("evidence", "obstacle", "reason"),
    [
        (piece(7), None, "counts: Civil registry, a record"),
        (piece(7, basis=Basis.FIRSTHAND), None, "counts: Civil registry, first-hand"),
        (piece(7, MINISTRY), Obstacle.CLAIMANT, "it comes from the claimant, Ministry of Information"),
        (piece(7, None), Obstacle.NO_SOURCE, "nobody said whom it comes from"),
        (piece(7, basis=Basis.HEARSAY), Obstacle.BASIS, "it is hearsay"),
        (piece(7, basis=Basis.UNKNOWN), Obstacle.BASIS, "it is of unknown basis"),
        (piece(7, digest=ARTICLE), Obstacle.THE_ARTICLE, "it is the article itself"),
        (piece(7, STRANGER), Obstacle.AFFILIATION, "nobody has put on record whom Stranger belongs to or stands with"),
        (
            piece(7, WITNESS),
            Obstacle.UNNAMED,
            "a driver is not named, and no editor has vouched for who that is",
        ),
    ],
)
def test_one_piece(evidence: EvidenceOrigin, obstacle: Obstacle | None, reason: str) -> None:
    (found,) = weighed(claim(), evidence).weighed
    assert (found.number, found.obstacle, found.counts) == (7, obstacle, obstacle is None)
    assert found.reason == (reason if obstacle is None else f"does not count: {reason}")


def test_whom_somebody_relies_on_says_nothing_of_whom_they_belong_to() -> None:
    (found,) = weighed(claim(), piece(7, STRANGER), relations=[Relation(STRANGER, RELIES, AGENCY)]).weighed
    assert found.obstacle is Obstacle.AFFILIATION
    (found,) = weighed(claim(), piece(7, STRANGER), relations=[Relation(STRANGER, PART, CLINIC)]).weighed
    assert found.counts


@pytest.mark.parametrize(
    ("evidence", "relations"),
    [(piece(7, relying_on=(STRANGER,)), []), (piece(7), [Relation(REGISTRY, RELIES, STRANGER)])],
)
def test_whom_a_piece_relies_on_has_to_be_looked_up_as_well(
    evidence: EvidenceOrigin, relations: list[Relation]
) -> None:
    (found,) = weighed(claim(), evidence, relations=relations).weighed
    assert (found.obstacle, found.source) == (Obstacle.AFFILIATION, STRANGER)
    assert found.reason == (
        "does not count: nobody has put on record whom Stranger, on which it relies, belongs to or stands with"
    )


@pytest.mark.parametrize(
    ("found", "caution"),
    [
        (claim(claimants=(STRANGER,), lookup=ClaimantLookup.NONE), "not looked up: the affiliations of Stranger"),
        (claim(favoured=frozenset({STRANGER})), "not looked up: the affiliations of Stranger"),
        (claim(accused=frozenset({STRANGER})), None),
        (claim(claimants=(NOBODY,)), None),  # who is not named cannot be looked up
        (claim(), None),
    ],
)
def test_it_says_whom_nobody_looked_up_of_those_it_is_about(found: ClaimSources, caution: str | None) -> None:
    independence = weighed(found, piece(7))
    assert independence.cautions == ((caution,) if caution is not None else ())
    assert (caution in independence.sentences()) is (caution is not None)
    assert weighed(found, piece(7, basis=Basis.HEARSAY)).cautions == ()


PERSON = SpeakerKind.PERSON
WHOSE = "nobody has put on record whom the claimant, {0}, belongs to or stands with"


@pytest.mark.parametrize(
    ("name", "kind", "lookup", "reason"),
    [
        *(("Mono Kal", kind, ClaimantLookup.ORGANISATIONS, WHOSE) for kind in SpeakerKind if kind is not PERSON),
        ("Mono Kal", PERSON, ClaimantLookup.ORGANISATIONS, None),
        # Of one word a machine cannot tell a person from a company: "Boeing said".
        ("Kaldria", PERSON, ClaimantLookup.ORGANISATIONS, WHOSE),
        ("Mono Kal", PERSON, ClaimantLookup.ALL, WHOSE),
        *(("Kaldria", kind, ClaimantLookup.NONE, None) for kind in SpeakerKind),
    ],
)
@pytest.mark.parametrize("stance", [Stance.SUPPORTS, Stance.REFUTES])
def test_nothing_counts_while_nobody_looked_up_the_claimant(
    name: str, kind: SpeakerKind, lookup: ClaimantLookup, reason: str | None, stance: Stance
) -> None:
    facts = {**FACTS, STRANGER: SourceFacts(name, kind=kind)}
    asked = claim(claimants=(STRANGER,), lookup=lookup)
    (found,) = independent_origins(asked, [piece(7, stance=stance)], tied(facts, ()), stance=stance).weighed
    assert found.counts is (reason is None)
    assert reason is None or found.reason == f"does not count: {reason.format(name)}"
    assert reason is None or (found.obstacle, found.source) == (Obstacle.UNKNOWN_CLAIMANT, STRANGER)
    looked = {**facts, STRANGER: replace(facts[STRANGER], unaffiliated=True)}
    assert independent_origins(asked, [piece(7, stance=stance)], tied(looked, ()), stance=stance).chosen == (7,)


@pytest.mark.parametrize("unnamed", [True, False])
def test_who_speaks_for_somebody_is_looked_up_with_them(unnamed: bool) -> None:
    facts = {
        **FACTS,
        STRANGER: SourceFacts("the colonel", unnamed=unnamed, kind=SpeakerKind.PERSON),
        NOBODY: SourceFacts("Army of Kaldria", kind=SpeakerKind.ORGANISATION),
    }

    def reason(*relations: Relation, known: bool = False) -> tuple[str, int | None, tuple[Relation, ...]]:
        army = replace(facts[NOBODY], unaffiliated=known)
        web = tied({**facts, NOBODY: army}, relations)
        (found,) = independent_origins(claim(claimants=(STRANGER,)), [piece(7)], web).weighed
        return found.reason, found.source, found.perhaps

    assert reason() == ("counts: Civil registry, a record", REGISTRY, ())
    perhaps = Relation(STRANGER, PART, NOBODY, decided=False)
    undecided = "nobody has decided whether the claimant, the colonel, is part of Army of Kaldria"
    assert reason(perhaps) == (f"does not count: {undecided}", STRANGER, (perhaps,))
    decided = replace(perhaps, decided=True)
    whom = "Army of Kaldria, for which the claimant, the colonel, speaks,"
    unknown = f"does not count: nobody has put on record whom {whom} belongs to or stands with"
    assert reason(decided) == (unknown, NOBODY, ())
    state = Relation(NOBODY, PART, RUSSIA, decided=False)
    assert reason(decided, state) == (unknown, NOBODY, (state,))
    assert reason(decided, known=True)[0].startswith("counts")
    assert reason(decided, replace(state, decided=True))[0].startswith("counts")
    assert reason(replace(perhaps, until=date(2020, 1, 1)))[0].startswith("counts")


def test_on_which_day_a_piece_was_made_is_said_with_it() -> None:
    (found,) = weighed(claim(), piece(7, dated=True)).weighed
    assert found.reason == "counts: Civil registry, a record, of 2026-11-24"
    (found,) = weighed(claim(), piece(7, dated=True, dated_because="the stamp says so")).weighed
    assert found.reason == 'counts: Civil registry, a record, of 2026-11-24 ("the stamp says so")'


def test_a_tie_of_any_of_its_days_ties_a_piece() -> None:
    later = DAY + timedelta(days=30)
    allied = [Relation(REGISTRY, ALLIED, MINISTRY, since=later)]
    assert weighed(claim(), piece(7), relations=allied).chosen == (7,)
    (found,) = weighed(claim(), piece(7, also_on=(later,)), relations=allied).weighed
    assert found.obstacle is Obstacle.CLAIMANT
    ended = [Relation(STRANGER, PART, CLINIC, until=DAY)]
    assert weighed(claim(), piece(7, STRANGER), relations=ended).chosen == (7,)
    (found,) = weighed(claim(), piece(7, STRANGER, also_on=(later,)), relations=ended).weighed
    assert found.obstacle is Obstacle.AFFILIATION


def test_a_piece_that_nobody_could_compare_is_a_caution() -> None:
    found = weighed(claim(), piece(7, unread=True), piece(8, CLINIC))
    assert found.chosen == (7, 8)
    (caution,) = found.cautions
    assert caution == (
        "evidence 7 cannot be compared: no text can be read from it, and nobody has said that it is no copy of the "
        "article or of another piece"
    )
    assert weighed(claim(), piece(7, unread=True, basis=Basis.HEARSAY)).cautions == ()


def test_an_unnamed_source_counts_when_an_editor_vouched() -> None:
    known = tied({**FACTS, WITNESS: replace(FACTS[WITNESS], vouched=True)}, ())
    assert independent_origins(claim(), [piece(7, WITNESS)], known).chosen == (7,)


def test_a_second_piece_from_the_same_source_is_no_second_origin() -> None:
    found = weighed(claim(required=2), piece(7), piece(8), piece(9, CLINIC))
    assert found.chosen == (7, 9)
    assert found.enough
    assert found.weighed[1].reason == "does not count: it comes from Civil registry, like evidence 7"


def test_the_same_bytes_are_one_piece_from_whomever() -> None:
    found = weighed(claim(), piece(7, digest="b"), piece(8, CLINIC, digest="b"))
    assert found.chosen == (7,)
    assert found.weighed[1].reason == "does not count: it is the same as evidence 7, byte for byte"


@pytest.mark.parametrize(
    ("relations", "source", "reason"),
    [
        (
            (Relation(CLINIC, PART, MINISTRY),),
            CLINIC,
            "it comes from Clinic (part of Ministry of Information), and the claimant is Ministry of Information",
        ),
        (
            (Relation(CLINIC, CONTROLLED, REGISTRY), Relation(REGISTRY, PART, MINISTRY)),
            CLINIC,
            (
                "it comes from Clinic (controlled by Civil registry, part of Ministry of Information), "
                "and the claimant is Ministry of Information"
            ),
        ),
        (
            (Relation(MINISTRY, PART, SYRIA),),
            SYRIA,
            "it comes from Syria, and the claimant is Ministry of Information (part of Syria)",
        ),
        (
            (Relation(MINISTRY, PART, SYRIA), Relation(CLINIC, PART, SYRIA)),
            CLINIC,
            "it comes from Clinic (part of Syria), and the claimant is Ministry of Information (part of Syria)",
        ),
        (
            IN_SYRIA,
            ENVOY,
            (
                "it comes from Russia's envoy (part of Russia), and the claimant is Ministry of Information "
                "(part of Syria): Russia is allied with Syria"
            ),
        ),
        (
            (Relation(CLINIC, ALLIED, MINISTRY),),
            CLINIC,
            (
                "it comes from Clinic, and the claimant is Ministry of Information: "
                "Clinic is allied with Ministry of Information"
            ),
        ),
    ],
)
def test_who_hangs_together_with_the_claimant_does_not_confirm(
    relations: tuple[Relation, ...], source: int, reason: str
) -> None:
    found = weighed(claim(), piece(7, source, basis=Basis.FIRSTHAND), relations=relations)
    assert found.chosen == ()
    assert found.weighed[0].reason == f"does not count: {reason}"


def test_an_allys_ally_is_independent() -> None:
    relations = (Relation(MINISTRY, ALLIED, RUSSIA), Relation(RUSSIA, ALLIED, CLINIC))
    assert weighed(claim(), piece(7, CLINIC), relations=relations).chosen == (7,)


def test_two_allies_are_not_two() -> None:
    found = weighed(claim(required=2), piece(7), piece(8, CLINIC), relations=[Relation(CLINIC, ALLIED, REGISTRY)])
    assert found.chosen == (7,)
    assert found.weighed[1].reason == (
        "does not count: it comes from Clinic, and evidence 7 comes from Civil registry: "
        "Clinic is allied with Civil registry"
    )


def test_the_alliance_is_asked_as_of_each_pieces_day() -> None:
    ended = Relation(CLINIC, ALLIED, REGISTRY, until=DAY - timedelta(days=1))
    assert weighed(claim(), piece(7), piece(8, CLINIC), relations=[ended]).chosen == (7, 8)
    before = piece(8, CLINIC, on=DAY - timedelta(days=1))
    assert weighed(claim(), piece(7), before, relations=[ended]).chosen == (7,)
    assert weighed(claim(), before, piece(7), relations=[ended]).chosen == (8,)


def test_a_relation_that_had_ended_ties_nobody() -> None:
    ended = Relation(CLINIC, PART, MINISTRY, until=DAY - timedelta(days=1))
    assert weighed(claim(), piece(7, CLINIC), relations=[ended]).chosen == (7,)
    assert weighed(claim(), piece(7, CLINIC, on=date(2020, 1, 1)), relations=[ended]).chosen == ()


def test_a_credit_taints_one_story_and_not_the_outlet() -> None:
    wire, story, other = piece(7, AGENCY), piece(8, PAPER, relying_on=(AGENCY,)), piece(9, PAPER)
    found = weighed(claim(), wire, story)
    assert found.chosen == (7,)
    assert found.weighed[1].reason == (
        "does not count: it comes from Daily Sun (relying on Coast Wire in this piece), "
        "and evidence 7 comes from Coast Wire"
    )
    assert weighed(claim(), wire, other).chosen == (7, 9)


def test_two_stories_that_rely_on_one_agency_are_one() -> None:
    relations = [Relation(PAPER, RELIES, AGENCY), Relation(CLINIC, RELIES, AGENCY)]
    assert weighed(claim(), piece(7, PAPER), piece(8, CLINIC), relations=relations).chosen == (7,)


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (piece(7, AGENCY), "it repeats the report of Coast Wire, which carried the claim"),
        (
            piece(7, PAPER, relying_on=(AGENCY,)),
            (
                "it repeats the report of Daily Sun (relying on Coast Wire in this piece), "
                "and Coast Wire carried the claim"
            ),
        ),
        (
            piece(7, PAPER, relying_on=(AGENCY,), basis=Basis.FIRSTHAND),
            (
                "it repeats the report of Daily Sun (relying on Coast Wire in this piece), "
                "and Coast Wire carried the claim"
            ),
        ),
        (piece(7, AGENCY, basis=Basis.FIRSTHAND), None),
        (piece(7, PAPER), None),
    ],
)
def test_a_carrier_bars_what_repeats_its_report(evidence: EvidenceOrigin, reason: str | None) -> None:
    (found,) = weighed(claim(carriers=frozenset({AGENCY})), evidence).weighed
    assert found.counts is (reason is None)
    assert reason is None or found.reason == f"does not count: {reason}"


def test_an_agency_does_not_confirm_its_customers_copy() -> None:
    found = weighed(claim(agency=AGENCY), piece(7, AGENCY, basis=Basis.FIRSTHAND))
    assert found.weighed[0].reason == "does not count: it comes from Coast Wire, and the article is Coast Wire's copy"
    assert found.weighed[0].obstacle is Obstacle.COPY


def test_what_a_party_says_for_itself_does_not_count() -> None:
    found = claim(accused=frozenset({RUSSIA}), favoured=frozenset({SYRIA}), claimants=(NOBODY,))
    mine = weighed(found, piece(7, SYRIA), relations=IN_SYRIA[2:])
    assert mine.weighed[0].reason == ("does not count: it serves a party's own interest: the claim favours Syria")
    assert weighed(found, piece(7, SYRIA, stance=Stance.REFUTES), stance=Stance.REFUTES).chosen == (7,)
    denial = weighed(found, piece(7, ENVOY, stance=Stance.REFUTES), relations=IN_SYRIA[2:], stance=Stance.REFUTES)
    assert denial.weighed[0].obstacle is Obstacle.INTEREST
    assert denial.weighed[0].reason == (
        "does not count: it serves a party's own interest: the claim accuses Russia, and it comes from "
        "Russia's envoy (part of Russia), and the party is Russia"
    )
    assert weighed(found, piece(7, ENVOY), relations=IN_SYRIA[2:]).chosen == (7,)


def test_a_claim_that_nobody_is_named_for_bars_nobody() -> None:
    assert weighed(claim(claimants=()), piece(7)).chosen == (7,)


def test_a_piece_that_does_not_count_does_not_take_its_source_up() -> None:
    assert weighed(claim(), piece(7, basis=Basis.HEARSAY), piece(8)).chosen == (8,)


def test_the_first_piece_does_not_stand_in_the_way_of_two_others() -> None:
    relations = [Relation(CLINIC, PART, REGISTRY), Relation(PAPER, PART, REGISTRY)]
    # Evidence 7 is tied to both others, which are not tied to each other but through it.
    found = weighed(
        claim(required=2),
        piece(7, REGISTRY, on=DAY),
        piece(8, CLINIC),
        piece(9, AGENCY),
        relations=[*relations, Relation(AGENCY, ALLIED, REGISTRY)],
    )
    assert found.reached == 1
    spread = weighed(
        claim(required=2),
        piece(7, RUSSIA),
        piece(8, CLINIC),
        piece(9, PAPER),
        relations=[Relation(CLINIC, ALLIED, RUSSIA), Relation(PAPER, ALLIED, RUSSIA)],
    )
    assert spread.chosen == (8, 9)
    assert spread.weighed[0].reason.endswith("and evidence 8 comes from Clinic: Russia is allied with Clinic")


def test_only_the_stance_that_is_asked_for_is_weighed() -> None:
    pieces = [piece(7), piece(8, CLINIC, stance=Stance.REFUTES), piece(9, stance=Stance.CONTEXT)]
    assert weighed(claim(), *pieces).chosen == (7,)
    assert weighed(claim(), *pieces, stance=Stance.REFUTES).chosen == (8,)


def test_it_says_how_many_are_needed_and_why_and_what_is_missing() -> None:
    found = weighed(
        claim(required=2, because=("the article itself doubts it",)), piece(7), relations=[Relation(REGISTRY, PART, 5)]
    )
    assert found.sentences() == (
        "1 of 2 independent origins (2 because the article itself doubts it)",
        "evidence 7 counts: Civil registry, a record",
        "missing: one more source that has nothing to do with Ministry of Information, Civil registry or Russia",
    )
    assert not found.enough


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        (claim(), "missing: one source that has nothing to do with Ministry of Information or Syria"),
        (
            claim(required=2),
            "missing: 2 sources that have nothing to do with Ministry of Information, Syria or each other",
        ),
        (claim(claimants=()), "missing: one source"),
        (claim(agency=AGENCY, claimants=()), "missing: one source that has nothing to do with Coast Wire"),
        (claim(required=0), None),
    ],
)
def test_it_names_who_is_used_up(found: ClaimSources, missing: str | None) -> None:
    assert weighed(found, relations=[Relation(MINISTRY, PART, SYRIA)]).missing == missing


def test_of_many_who_are_used_up_some_are_counted() -> None:
    many = tied({number: SourceFacts(f"source {number}") for number in range(1, 12)}, ())
    found = independent_origins(claim(claimants=tuple(range(1, 12))), [], many)
    assert found.missing is not None
    assert found.missing.endswith("source 6, source 7 or 4 others")


def test_more_pieces_than_can_be_tried_give_a_lower_bound() -> None:
    number = 61
    facts = {one: SourceFacts(f"s{one}", unaffiliated=True) for one in range(100, 100 + number)}
    ring = [Relation(100 + one, ALLIED, 100 + (one + 1) % number) for one in range(number)]
    pieces = [piece(one, 100 + one) for one in range(number)]
    found = independent_origins(claim(required=99, claimants=()), pieces, tied(facts, ring))
    assert not found.exact
    assert 20 <= found.reached <= 30
    assert found.sentences()[0] == f"at least {found.reached} of 99 independent origins"


# Against brute force: origins by closure instead of by walking, the largest set by trying all.


def largest_by_trying_all(
    relations: list[Relation], pieces: list[EvidenceOrigin], found: ClaimSources, facts: Facts, stance: Stance
) -> int:
    able = [one for one in pieces if one.stance is stance and may_count(one, relations, found, facts)]
    for size in range(len(able), 0, -1):
        for chosen in combinations(able, size):
            if all(
                one.digest != other.digest
                and (one.copy_of or one.number) != (other.copy_of or other.number)
                and not meet(reach(relations, one), reach(relations, other))
                for one, other in combinations(chosen, 2)
            ):
                return size
    return 0


Reached = tuple[set[int], set[frozenset[int]]]


def closed(relations: list[Relation], start: Iterable[int], days: Iterable[date]) -> Reached:
    """Give the origins of some sources on any of these days, and the alliances there are then."""
    standing = [one for one in relations if any(one.holds(day) for day in days)]
    found = set(start)
    for _ in SOURCES:
        found |= {one.other for one in standing if one.source in found and one.kind not in BOTH_WAYS}
    return found, {frozenset({one.source, one.other}) for one in standing if one.kind in BOTH_WAYS}


def reach(relations: list[Relation], one: EvidenceOrigin) -> Reached:
    assert one.source is not None
    return closed(relations, {one.source, *one.relying_on}, one.days)


def meet(one: Reached, other: Reached) -> bool:
    alliances = one[1] | other[1]
    return bool(one[0] & other[0]) or any(frozenset({a, b}) in alliances for a in one[0] for b in other[0])


def looked_up(number: int, relations: list[Relation], facts: Facts, days: Iterable[date]) -> bool:
    said = [
        one
        for one in relations
        if one.kind not in {RELIES, RelationKind.SAME_AS}
        and one.decided
        and (one.source == number or (one.kind is ALLIED and one.other == number))
    ]
    return facts[number].unaffiliated or all(any(one.holds(day) for one in said) for day in days)


def claimants_are_looked_up(one: EvidenceOrigin, relations: list[Relation], found: ClaimSources, facts: Facts) -> bool:
    """Tell whether nobody is left of whom somebody has to say whose they are: bodies, and those who speak for one."""
    asked: set[int] = set()
    for number in found.claimants if found.lookup is not ClaimantLookup.NONE else ():
        private = facts[number].unnamed or facts[number].kind is SpeakerKind.PERSON
        houses = [
            other
            for other in relations
            if other.source == number and other.kind in {PART, CONTROLLED} and any(other.holds(day) for day in one.days)
        ]
        made = facts[number].kind is SpeakerKind.DOCUMENT
        asked |= {other.other for other in houses if (private or made) and other.decided}
        open_question = private and not all(other.decided for other in houses)
        everybody = found.lookup is ClaimantLookup.ALL and not facts[number].unnamed
        asked |= {number} if not private or open_question or everybody else set()
        # Who is not named and is no question cannot be looked up, whatever it is.
        asked -= {number} if facts[number].unnamed and not open_question else set()
    return all(looked_up(number, relations, facts, one.days) for number in asked)


def may_count(one: EvidenceOrigin, relations: list[Relation], found: ClaimSources, facts: Facts) -> bool:
    if one.source is None or one.basis not in {Basis.FIRSTHAND, Basis.RECORD} or one.digest in found.digests:
        return False
    mine = reach(relations, one)
    party = found.favoured if one.stance is Stance.SUPPORTS else found.accused
    if any(meet(mine, closed(relations, {other}, one.days)) for other in (*found.claimants, *party)):
        return False
    repeated = mine[0] & found.carriers
    if repeated and (one.basis is not Basis.FIRSTHAND or repeated & set(one.relying_on)):
        return False
    standing = [other for other in relations if other.kind is RELIES and any(other.holds(day) for day in one.days)]
    behind = {other.other for other in standing if other.source in mine[0]}
    if not all(looked_up(other, relations, facts, one.days) for other in {one.source, *one.relying_on, *behind}):
        return False
    if one.is_the_article or (facts[one.source].unnamed and not facts[one.source].vouched):
        return False
    if found.least_credibility is not None and (one.credibility or 6) > found.least_credibility:
        return False
    return found.agency not in mine[0] and claimants_are_looked_up(one, relations, found, facts)


def test_it_agrees_with_trying_all_on_5000_random_graphs() -> None:
    dice = random.Random(2026)  # noqa: S311 - the same graphs each time
    reached = {stance: [0] * 11 for stance in (Stance.SUPPORTS, Stance.REFUTES)}
    for _ in range(5_000):
        relations, pieces, found = any_graph(dice)
        facts = any_facts(dice)
        for stance, numbers in reached.items():
            result = independent_origins(found, pieces, tied(facts, relations), stance=stance)
            assert result.exact
            expected = largest_by_trying_all(relations, pieces, found, facts, stance)
            assert result.reached == expected, (relations, pieces, found, facts, stance)
            numbers[result.reached] += 1
    assert all(reached[Stance.SUPPORTS][:4]), "the graphs are too much alike to show anything"
    assert all(reached[Stance.REFUTES][:2]), "the graphs are too much alike to show anything"


def test_one_relation_more_never_raises_the_number_on_random_graphs() -> None:
    dice = random.Random(11)  # noqa: S311 - the same graphs each time
    for _ in range(1_500):
        relations, pieces, found = any_graph(dice)
        before = independent_origins(found, pieces, tied(EVERYBODY, relations)).reached
        one, other = dice.sample(SOURCES, 2)
        more = [*relations, Relation(one, dice.choice(list(RelationKind)), other)]
        assert independent_origins(found, pieces, tied(EVERYBODY, more)).reached <= before


def test_neither_the_order_of_pieces_nor_the_side_an_alliance_is_told_from_matters_on_random_graphs() -> None:
    dice = random.Random(5)  # noqa: S311 - the same graphs each time
    for _ in range(1_500):
        relations, pieces, found = any_graph(dice)
        told = independent_origins(found, pieces, tied(EVERYBODY, relations))
        turned = [replace(one, source=one.other, other=one.source) if one.kind is ALLIED else one for one in relations]
        other_way = independent_origins(found, pieces[::-1], tied(EVERYBODY, turned))
        assert other_way.reached == told.reached
        barred = {Obstacle.OTHER_PIECE, None}
        assert {one.number for one in told.weighed if one.obstacle not in barred} == {
            one.number for one in other_way.weighed if one.obstacle not in barred
        }


def test_a_doubt_asks_for_more_to_confirm_and_not_to_refute() -> None:
    doubted = claim(required=2, because=("it is doubted",), required_to_refute=1)
    pieces = [piece(7), piece(8, CLINIC, stance=Stance.REFUTES)]
    confirming, refuting = (weighed(doubted, *pieces, stance=stance) for stance in (Stance.SUPPORTS, Stance.REFUTES))
    assert (confirming.required, confirming.enough, confirming.because) == (2, False, ("it is doubted",))
    assert (refuting.required, refuting.enough, refuting.because) == (1, True, ())
