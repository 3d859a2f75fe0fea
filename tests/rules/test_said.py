"""What it takes to say that it was really said."""

import pytest

from claimtrack.rules.said import SaidEvidence, shortfall
from claimtrack.rules.words import Basis, Said, Stance

SPEAKER, OUTLET, AGENCY, RADIO = 1, 2, 3, 4


def piece(
    source: int | None, *, stance: Stance = Stance.SUPPORTS, excerpt: bool = True, basis: Basis = Basis.RECORD
) -> SaidEvidence:
    return SaidEvidence(number=1, source=source, basis=basis, stance=stance, has_excerpt=excerpt)


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
    (Said.MISQUOTED, [piece(SPEAKER)], 0, False),
    (Said.MISQUOTED, [piece(SPEAKER, stance=Stance.REFUTES)], 0, True),
    (Said.MISQUOTED, [piece(AGENCY, stance=Stance.REFUTES), piece(RADIO, stance=Stance.REFUTES)], 0, False),
]


@pytest.mark.parametrize(("verdict", "evidence", "attempts", "enough"), CASES)
def test_what_each_answer_takes(verdict: Said, evidence: list[SaidEvidence], attempts: int, enough: bool) -> None:
    missing = shortfall(verdict, evidence, speaker=SPEAKER, carriers=frozenset({OUTLET}), attempts=attempts)
    assert (missing is None) is enough


def test_a_speaker_that_nobody_named_has_no_record_of_its_own() -> None:
    assert shortfall(Said.VERIFIED, [piece(None)], speaker=None, carriers=frozenset(), attempts=0) is not None
