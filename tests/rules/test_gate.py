"""What the gate lets through: every standing of a claim against every need."""

from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.contradictions import Contradiction, by_claim
from claimtrack.rules.gate import Candidate, Unreplied, shortfalls
from claimtrack.vocabulary import USUAL, ClaimLinkKind, Need, Said, Status

AGAINST = Contradiction(9, ClaimLinkKind.DENIES, 1)
VERDICT = (Status.CONFIRMED, Status.DISPUTED, Status.REFUTED, Status.UNVERIFIABLE)

BOTH = (True, False)
UNHEARD = (
    (),
    (Unreplied(7, "Brell Lines"),),
    (Unreplied(7, "Brell Lines", proposed=True),),
    (Unreplied(7, "Brell Lines", reply=3), Unreplied(8, "the crew", reply=4, until=datetime(2026, 12, 5, tzinfo=UTC))),
)
"""Parties that had no chance to reply: nobody, one that was not asked, one of the machine's, two that may answer."""

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
        unheard,
    )
    for own in (True, False, None)
    for checkable in BOTH
    for status in Status
    for said in Said
    for overridden, said_overridden in ((True, False), (False, True), (False, False))
    for alarm, stale, proposed, accepted, failing in product(BOTH, repeat=5)
    for unheard in UNHEARD
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
        Need.OWN_CONFIRMED: claim.checkable and own and status is not Status.CONFIRMED,
        Need.NO_UNVERIFIED: claim.checkable and status not in VERDICT and (own or not said),
        Need.NO_REFUTED: (
            status in ({Status.REFUTED, Status.DISPUTED} if own else {Status.REFUTED}) and (own or not claim.accepted)
        )
        or (not own and claim.said in {Said.MISQUOTED, Said.NOT_FOUND} and not claim.accepted),
        Need.NO_OVERRIDE: claim.overridden or claim.said_overridden,
        Need.NO_ALARM: bool(claim.contradictions),
        Need.NO_PENDING: claim.proposed,
        Need.INTACT: bool(claim.failing),
        Need.REPLY_ASKED: bool(claim.unreplied),
        Need.SAID: claim.own_voice is None or (not claim.own_voice and not said),
        Need.NO_STALE: claim.stale,
    }[need]


_PLACE = {need: place for place, need in enumerate(Need)}


def test_every_standing_against_every_need() -> None:
    assert len(STANDINGS) == 3 * 2 * len(Status) * len(Said) * 3 * 2**5 * len(UNHEARD)
    for claim in STANDINGS:
        short = {need for need in Need if _falls_short(claim, need)}
        found = shortfalls(claim, list(Need))
        assert {one.need for one in found} == short, claim
        assert [one.need for one in found] == sorted((one.need for one in found), key=_PLACE.__getitem__)
        assert sum(one.need is Need.REPLY_ASKED for one in found) == (len(claim.unreplied) if short else 0)
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
            Need.OWN_CONFIRMED,
            _claim(own_voice=True, status=Status.UNVERIFIABLE),
            "unverifiable, not confirmed, and the outlet says it itself",
            "claimtrack show 1",
        ),
        (
            Need.OWN_CONFIRMED,
            _claim(own_voice=None),
            "unverified, not confirmed, and it is unread: nobody looked for who says it",
            TO_CONFIRM,
        ),
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
        (
            Need.NO_REFUTED,
            _claim(status=Status.UNVERIFIABLE, said=Said.MISQUOTED),
            "said is misquoted, and nobody noted that the story says so",
            "claimtrack gate accept 1 --reason TEXT",
        ),
        (
            Need.NO_REFUTED,
            _claim(checkable=False, said=Said.NOT_FOUND),
            "said is not found, and nobody noted that the story says so",
            "claimtrack gate accept 1 --reason TEXT",
        ),
        (Need.NO_PENDING, _claim(proposed=True), "a verdict waits for approval", "claimtrack approve 1"),
        (
            Need.INTACT,
            _claim(failing=(4,)),
            "its evidence 4 is not as it was attached",
            "claimtrack evidence show 4",
        ),
        (
            Need.REPLY_ASKED,
            _claim(unreplied=UNHEARD[1]),
            "it accuses Brell Lines, and no reply was asked for",
            'claimtrack reply ask 1 --to "Brell Lines" --by mail --deadline DATE',
        ),
        (
            Need.REPLY_ASKED,
            _claim(unreplied=UNHEARD[2]),
            "as the machine reads it, which nobody judged, it accuses Brell Lines, and no reply was asked for",
            'claimtrack reply ask 1 --to "Brell Lines" --by mail --deadline DATE',
        ),
        (
            Need.REPLY_ASKED,
            _claim(unreplied=UNHEARD[3][:1]),
            "it accuses Brell Lines, who was asked for a reply and may answer without a deadline",
            "claimtrack reply answer 3 TEXT",
        ),
        (
            Need.REPLY_ASKED,
            _claim(unreplied=UNHEARD[3][1:]),
            "it accuses the crew, who was asked for a reply and may answer until the end of 2026-12-04 (UTC)",
            "claimtrack reply answer 4 TEXT",
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
    assert [one.need for one in shortfalls(_claim(said=Said.VERIFIED, unreplied=UNHEARD[2]), USUAL)] == [
        Need.REPLY_ASKED
    ]


def test_a_contradiction_is_seen_from_both_sides() -> None:
    other = Contradiction(1, ClaimLinkKind.CONTRADICTS, 4)
    assert by_claim([AGAINST, other]) == {9: (AGAINST,), 1: (AGAINST, other), 4: (other,)}
    assert [one.against(1) for one in (AGAINST, other)] == [9, 4]
    assert AGAINST.seen_from(9) == "confirmed, and so is claim 1, which it denies"
    assert other.seen_from(4) == "confirmed, and so is claim 1, which contradicts it"
