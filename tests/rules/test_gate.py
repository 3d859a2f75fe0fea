"""What the gate lets through: every standing of a claim against every need."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.contradictions import Contradiction, by_claim
from claimtrack.rules.gate import Candidate, shortfalls
from claimtrack.vocabulary import USUAL, ClaimLinkKind, Need, Said, Status

AGAINST = Contradiction(9, ClaimLinkKind.DENIES, 1)
VERDICT = (Status.CONFIRMED, Status.DISPUTED, Status.REFUTED, Status.UNVERIFIABLE)

BOTH = (True, False)

STANDINGS = [
    Candidate(
        1,
        own,
        checkable,
        status,
        said,
        overridden,
        said_overridden,
        (AGAINST,) if alarm else (),
        stale,
        proposed,
        accepted,
        (4,) if failing else (),
    )
    for own in (True, False, None)
    for checkable in BOTH
    for status in Status
    for said in Said
    for overridden, said_overridden in ((True, False), (False, True), (False, False))
    for alarm, stale, proposed, accepted, failing in product(BOTH, repeat=5)
]
"""Every state, voice and flag of a claim."""

TO_CONFIRM = "claimtrack evidence add 1 FILE --supports --source NAME"
TO_VERIFY = "claimtrack evidence add 1 FILE --supports --serves said --source NAME --excerpt TEXT"


def _falls_short(claim: Candidate, need: Need) -> bool:
    """Say it once more, as the issue words it."""
    if claim.status is Status.WITHDRAWN:
        return False
    said = claim.said is Said.VERIFIED
    own, status = claim.own_voice is not False, claim.status
    return {
        Need.CONFIRMED: claim.checkable and status is not Status.CONFIRMED,
        Need.NO_UNVERIFIED: claim.checkable and status not in VERDICT and (own or not said),
        Need.NO_REFUTED: claim.checkable
        and (status in {Status.REFUTED, Status.DISPUTED} if own else status is Status.REFUTED and not claim.accepted),
        Need.NO_OVERRIDE: claim.overridden or claim.said_overridden,
        Need.NO_ALARM: bool(claim.contradictions),
        Need.NO_PENDING: claim.proposed,
        Need.INTACT: bool(claim.failing),
        Need.SAID: claim.own_voice is None or (not claim.own_voice and not said),
        Need.NO_STALE: claim.stale,
    }[need]


def test_every_standing_against_every_need() -> None:
    assert len(STANDINGS) == 3 * 2 * len(Status) * len(Said) * 3 * 2**5
    for claim in STANDINGS:
        short = {need for need in Need if _falls_short(claim, need)}
        found = shortfalls(claim, list(Need))
        assert {one.need for one in found} == short, claim
        assert [one.need for one in found] == sorted((one.need for one in found), key=list(Need).index)
        assert all(one.lacks and one.next.line().startswith("claimtrack ") for one in found)


@given(st.sampled_from(STANDINGS), st.sets(st.sampled_from(list(Need))))
def test_what_is_not_asked_is_not_told(claim: Candidate, needs: set[Need]) -> None:
    every = shortfalls(claim, list(Need))
    assert shortfalls(claim, needs) == tuple(one for one in every if one.need in needs)


def _claim(**unlike: object) -> Candidate:
    usual: dict[str, object] = {
        "number": 1,
        "own_voice": False,
        "checkable": True,
        "status": Status.UNVERIFIED,
        "said": Said.UNCHECKED,
        "overridden": False,
    }
    return Candidate(**{**usual, **unlike})  # type: ignore[arg-type] # a test names the fields that it is about


@pytest.mark.parametrize(
    ("need", "claim", "lacks", "following"),
    [
        (Need.CONFIRMED, _claim(), "unverified, not confirmed", TO_CONFIRM),
        (Need.CONFIRMED, _claim(status=Status.IN_REVIEW), "in review, not confirmed", TO_CONFIRM),
        (Need.CONFIRMED, _claim(status=Status.REFUTED), "refuted, not confirmed", "claimtrack show 1"),
        (
            Need.NO_UNVERIFIED,
            _claim(),
            "unverified: it has no verdict, nor is it verified that it was said",
            TO_VERIFY,
        ),
        (Need.NO_UNVERIFIED, _claim(own_voice=True), "unverified: it has no verdict", TO_CONFIRM),
        (
            Need.NO_OVERRIDE,
            _claim(status=Status.REFUTED, overridden=True),
            "refuted by override",
            "claimtrack reopen 1 --reason TEXT",
        ),
        (
            Need.NO_OVERRIDE,
            _claim(said=Said.NOT_FOUND, said_overridden=True),
            "said is not found by override",
            "claimtrack said 1 unchecked --reason TEXT",
        ),
        (
            Need.NO_ALARM,
            _claim(status=Status.CONFIRMED, contradictions=(AGAINST,)),
            "confirmed, and so is claim 9, which denies it",
            "claimtrack reopen 1 --reason TEXT",
        ),
        (
            Need.NO_STALE,
            _claim(status=Status.REFUTED, stale=True),
            "refuted longer ago than the policy lets it be",
            "claimtrack reopen 1 --reason TEXT",
        ),
        (
            Need.NO_REFUTED,
            _claim(status=Status.REFUTED),
            "refuted, and nobody noted that the story says so",
            "claimtrack gate accept 1 --reason TEXT",
        ),
        (
            Need.NO_REFUTED,
            _claim(own_voice=True, status=Status.DISPUTED),
            "disputed, and the outlet says it itself",
            "claimtrack reopen 1 --reason TEXT",
        ),
        (Need.NO_PENDING, _claim(proposed=True), "a verdict waits for approval", "claimtrack approve 1"),
        (
            Need.INTACT,
            _claim(failing=(4,)),
            "its evidence 4 is not as it was attached",
            "claimtrack evidence show 4",
        ),
        (Need.SAID, _claim(), "not checked whether it was said", TO_VERIFY),
        (Need.SAID, _claim(said=Said.MISQUOTED), "said is misquoted", TO_VERIFY),
    ],
)
def test_what_is_lacking_is_said_with_the_next_command(
    need: Need, claim: Candidate, lacks: str, following: str
) -> None:
    assert [(one.lacks, one.next.line()) for one in shortfalls(claim, [need])] == [(lacks, following)]


def test_what_is_usually_asked_lets_the_outlet_say_nothing_that_is_refuted_or_disputed() -> None:
    assert [status for status in VERDICT if shortfalls(_claim(own_voice=True, status=status), USUAL)] == [
        Status.DISPUTED,
        Status.REFUTED,
    ]
    assert [status for status in VERDICT if shortfalls(_claim(status=status), USUAL)] == [Status.REFUTED]
    assert shortfalls(_claim(status=Status.REFUTED, accepted=True), USUAL) == ()
    assert shortfalls(_claim(said=Said.VERIFIED), USUAL) == ()


def test_a_contradiction_is_seen_from_both_sides() -> None:
    other = Contradiction(1, ClaimLinkKind.CONTRADICTS, 4)
    assert by_claim([AGAINST, other]) == {9: (AGAINST,), 1: (AGAINST, other), 4: (other,)}
    assert [one.against(1) for one in (AGAINST, other)] == [9, 4]
    assert AGAINST.seen_from(9) == "confirmed, and so is claim 1, which it denies"
    assert other.seen_from(4) == "confirmed, and so is claim 1, which contradicts it"
