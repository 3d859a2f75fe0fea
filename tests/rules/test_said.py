"""What it takes to say that it was really said."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from claimtrack.rules.evidence import EvidenceOrigin
from claimtrack.rules.origins import Relation, SourceFacts, tied
from claimtrack.rules.said import SaidEvidence, shortfall
from claimtrack.vocabulary import Basis, RelationKind, Said, Stance

SPEAKER, OUTLET, AGENCY, RADIO, HOUSE, OTHER_HOUSE = range(1, 7)
NAMES = dict(
    zip(range(1, 7), ("Ana Ruiz", "Harbour Post", "Delta Wire", "Radio Norte", "House", "Other House"), strict=True)
)
DAY = date(2026, 11, 24)
NUMBERS = count(1)


def piece(
    source: int | None,
    *,
    stance: Stance = Stance.SUPPORTS,
    excerpt: bool = True,
    basis: Basis = Basis.RECORD,
    of_article: bool = False,
    **unlike: object,
) -> SaidEvidence:
    number = next(NUMBERS)
    known = {"number": number, "digest": f"{number:064x}", "on": DAY, **unlike}
    origin = EvidenceOrigin(source=source, basis=basis, stance=stance, **known)  # type: ignore[arg-type] # what a test says
    return SaidEvidence(origin, excerpt, of_article=of_article)


def minutes(source: int | None = HOUSE, **unlike: Any) -> SaidEvidence:
    """Give a verbatim record that somebody keeps."""
    return piece(source, basis=Basis.VERBATIM, **unlike)


def missing(
    verdict: Said, evidence: list[SaidEvidence], *relations: Relation, speaker: int | None = SPEAKER, attempts: int = 0
) -> str | None:
    ties = tied({number: SourceFacts(name) for number, name in NAMES.items()}, relations)
    found = shortfall(
        verdict, evidence, ties, speaker=speaker, carriers=frozenset({OUTLET}), attempts=attempts, claim=12
    )
    return str(found) if found is not None else None


CASES = [
    (Said.UNCHECKED, [], 0, True),
    (Said.NOT_FOUND, [], 0, False),
    (Said.NOT_FOUND, [], 1, True),
    (Said.VERIFIED, [], 0, False),
    (Said.VERIFIED, [piece(SPEAKER)], 0, True),
    (Said.VERIFIED, [piece(SPEAKER, excerpt=False)], 0, False),
    (Said.VERIFIED, [piece(SPEAKER, basis=Basis.HEARSAY)], 0, False),
    (Said.VERIFIED, [piece(SPEAKER, stance=Stance.REFUTES)], 0, False),
    (Said.VERIFIED, [piece(AGENCY, excerpt=False)], 0, False),
    (Said.VERIFIED, [piece(AGENCY), piece(RADIO)], 0, True),
    (Said.VERIFIED, [piece(AGENCY), piece(AGENCY)], 0, False),
    (Said.VERIFIED, [piece(AGENCY), piece(OUTLET)], 0, False),  # the outlet is how we know it in the first place
    (Said.VERIFIED, [piece(AGENCY), piece(None)], 0, False),
    (Said.VERIFIED, [piece(SPEAKER, of_article=True)], 0, False),
    (Said.VERIFIED, [minutes()], 0, True),
    (Said.VERIFIED, [minutes(SPEAKER)], 0, True),
    (Said.VERIFIED, [minutes(is_the_article=True)], 0, True),  # it consists of the quotation, which the article has too
    (Said.VERIFIED, [minutes(of_article=True)], 0, False),
    (Said.VERIFIED, [minutes(SPEAKER, of_article=True)], 0, False),
    (Said.VERIFIED, [minutes(excerpt=False)], 0, False),
    (Said.VERIFIED, [minutes(None)], 0, False),
    (Said.VERIFIED, [minutes(stance=Stance.REFUTES)], 0, False),
    (Said.VERIFIED, [minutes(stance=Stance.CONTEXT)], 0, False),
    (Said.VERIFIED, [minutes(excerpt=False), piece(AGENCY)], 0, False),  # one that proves nothing is no relay either
    (Said.VERIFIED, [minutes(of_article=True), minutes()], 0, True),
    (Said.MISQUOTED, [minutes(stance=Stance.REFUTES)], 0, True),
    (Said.MISQUOTED, [minutes()], 0, False),
    (Said.MISQUOTED, [minutes(stance=Stance.REFUTES, of_article=True)], 0, False),
    (Said.MISQUOTED, [piece(SPEAKER)], 0, False),
    (Said.MISQUOTED, [piece(SPEAKER, stance=Stance.REFUTES)], 0, True),
    (Said.MISQUOTED, [piece(AGENCY, stance=Stance.REFUTES), piece(RADIO, stance=Stance.REFUTES)], 0, False),
]


@pytest.mark.parametrize(("verdict", "evidence", "attempts", "enough"), CASES)
def test_what_each_answer_takes(verdict: Said, evidence: list[SaidEvidence], attempts: int, enough: bool) -> None:
    assert (missing(verdict, evidence, attempts=attempts) is None) is enough


def test_a_speaker_that_nobody_named_has_no_record_of_its_own() -> None:
    assert missing(Said.VERIFIED, [piece(None)], speaker=None) is not None


@pytest.mark.parametrize(
    "relations",
    [
        [Relation(RADIO, RelationKind.PART_OF, AGENCY)],
        [Relation(RADIO, RelationKind.RELIES_ON, AGENCY)],
        [Relation(RADIO, RelationKind.ALLIED_WITH, AGENCY)],
        [Relation(RADIO, RelationKind.PART_OF, HOUSE), Relation(AGENCY, RelationKind.CONTROLLED_BY, HOUSE)],
        [
            Relation(RADIO, RelationKind.PART_OF, HOUSE),
            Relation(AGENCY, RelationKind.PART_OF, OTHER_HOUSE),
            Relation(HOUSE, RelationKind.ALLIED_WITH, OTHER_HOUSE),
        ],
    ],
)
def test_two_relays_that_hang_together_are_one(relations: list[Relation]) -> None:
    both = [piece(AGENCY), piece(RADIO)]
    assert missing(Said.VERIFIED, both) is None
    told = missing(Said.VERIFIED, both, *relations)
    assert told is not None
    assert "(1 of 2 so far)" in told
    assert f"evidence {both[1].origin.number} does not count: it comes from Radio Norte" in told


def test_two_copies_and_two_that_rely_on_one_agency_are_one() -> None:
    first = piece(AGENCY)
    copy = piece(RADIO, copy_of=first.origin.number)
    assert "it is a copy" in (missing(Said.VERIFIED, [first, copy]) or "")
    assert "it is the same as" in (missing(Said.VERIFIED, [first, piece(RADIO, digest=first.origin.digest)]) or "")
    relying = [piece(AGENCY, relying_on=(HOUSE,)), piece(RADIO, relying_on=(HOUSE,))]
    assert "relying on House in this piece" in (missing(Said.VERIFIED, relying) or "")


@pytest.mark.parametrize(
    ("unlike", "relations"),
    [
        ({"relying_on": (OUTLET,)}, []),
        ({"is_the_article": True}, []),
        ({}, [Relation(RADIO, RelationKind.PART_OF, OUTLET)]),
        ({}, [Relation(RADIO, RelationKind.RELIES_ON, HOUSE), Relation(OUTLET, RelationKind.RELIES_ON, HOUSE)]),
    ],
)
def test_what_repeats_the_article_is_no_other_relay(unlike: dict[str, Any], relations: list[Relation]) -> None:
    assert "1 of 2 so far" in (missing(Said.VERIFIED, [piece(AGENCY), piece(RADIO, **unlike)], *relations) or "")


def test_whether_a_relay_belongs_to_somebody_need_not_be_known() -> None:
    assert missing(Said.VERIFIED, [piece(AGENCY), piece(RADIO)]) is None


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (minutes(of_article=True), "it is the article, or has the reporter's own words from it, and no article is a"),
        (minutes(excerpt=False), "it is a verbatim record, and nobody gave the passage of it that has the words"),
        (minutes(None), "nobody said who keeps that record"),
    ],
)
def test_why_a_record_proves_nothing_is_told(record: SaidEvidence, told: str) -> None:
    for verdict, stance in ((Said.VERIFIED, Stance.SUPPORTS), (Said.MISQUOTED, Stance.REFUTES)):
        one = replace(record, origin=replace(record.origin, stance=stance))
        found = missing(verdict, [one]) or ""
        assert f"evidence {one.origin.number} proves nothing: {told}" in found
        assert "--basis verbatim" in found


def test_whoever_keeps_a_verbatim_record_is_named_or_vouched_for() -> None:
    def without(*, vouched: bool) -> str | None:
        keeper = SourceFacts("a clerk", unnamed=True, vouched=vouched)
        ties = tied({SPEAKER: SourceFacts("Ana Ruiz"), HOUSE: keeper}, [])
        found = shortfall(Said.VERIFIED, [minutes()], ties, speaker=SPEAKER, carriers=frozenset(), attempts=0, claim=12)
        return str(found) if found is not None else None

    assert "a clerk, who keeps that record, is not named" in (without(vouched=False) or "")
    assert without(vouched=True) is None
