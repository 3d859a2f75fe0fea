"""A claim in a sentence of the desk's own: written, written anew, withdrawn, and no longer fitting."""

from collections.abc import Callable

import pytest
from tests.services.tampering import tamper

from claimtrack.errors import ChangedMeanwhile, ForbiddenMove, InvalidInput, NotFound
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import repair
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.replay import replay
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.restatements import Restated, restate, withdraw_restatement
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.services.verdicts import decisions
from claimtrack.vocabulary import Role, Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Stands = Callable[[int], ClaimEntry]
Decide = Callable[..., list[decisions.Moved]]

SENTENCE = "The Kesten bridge at Brenholt was closed on 3 May."


def put(desk: Desk, claim: int, text: str) -> Restated:
    return desk.enact(restate, look(desk, [claim]), text)


def words(entry: ClaimEntry) -> str | None:
    return entry.restatement.text if entry.restatement is not None else None


def test_a_claim_is_restated_beside_its_own_words_and_is_in_review_then(
    desk: Desk, bridge: int, stands: Stands
) -> None:
    assert stands(bridge).restatement is None
    assert put(desk, bridge, f"  {SENTENCE}\n").text == SENTENCE
    entry = stands(bridge)
    assert entry.restatement is not None
    line = entry.restatement
    assert (line.text, line.by, line.version, line.fits, line.misfits) == (SENTENCE, "ana", 1, True, ())
    assert (entry.text, entry.status, entry.holder) == ("The bridge is closed.", Status.IN_REVIEW, "ana")
    assert entry.history[-1].what == f'restated it: "{SENTENCE}"'
    assert verify(desk).problems == ()
    assert replay(desk).holds


def test_another_takes_its_place_and_what_stood_before_stays_in_the_history(
    desk: Desk, reviewer: Desk, bridge: int, stands: Stands
) -> None:
    put(desk, bridge, SENTENCE)
    put(reviewer, bridge, "The Kesten bridge was closed.")
    entry = stands(bridge)
    assert entry.restatement is not None
    assert (words(entry), entry.restatement.by, entry.restatement.version) == (
        "The Kesten bridge was closed.",
        "reviewer",
        2,
    )
    told = [line.what for line in entry.history if "restated" in line.what]
    assert told == [f'restated it: "{SENTENCE}"', 'restated it anew: "The Kesten bridge was closed."']
    assert verify(desk).problems == ()


def test_what_says_so_already_is_left_as_it_is(desk: Desk, bridge: int, stands: Stands) -> None:
    put(desk, bridge, SENTENCE)
    before = stands(bridge).version
    assert put(desk, bridge, SENTENCE).said_so
    assert stands(bridge).version == before


def test_it_is_withdrawn_with_a_reason_and_none_takes_its_place(desk: Desk, bridge: int, stands: Stands) -> None:
    put(desk, bridge, "The bridge fell.")
    put(desk, bridge, SENTENCE)
    desk.enact(withdraw_restatement, look(desk, [bridge]), "another bridge")
    entry = stands(bridge)
    assert entry.restatement is None
    assert (entry.history[-1].what, entry.history[-1].reason) == ("withdrew its restatement", "another bridge")
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} has no restatement"):
        desk.enact(withdraw_restatement, look(desk, [bridge]), "another bridge")
    put(desk, bridge, "The bridge is shut.")
    assert stands(bridge).restatement is not None
    assert verify(desk).problems == ()


@pytest.mark.parametrize("reason", [None, "", "  ", "\u200b\u3164"])
def test_a_withdrawal_takes_a_reason(desk: Desk, bridge: int, reason: str | None) -> None:
    put(desk, bridge, SENTENCE)
    with pytest.raises(ForbiddenMove, match="withdrawing a restatement takes a reason; say --reason TEXT"):
        desk.enact(withdraw_restatement, look(desk, [bridge]), reason)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the restatement is empty; write what there is to say"),
        (" \n\t ", "the restatement is empty"),
        ("\u200b\u2060\ufeff\u00ad", "the restatement is empty"),
        ("\u3164\u115f", "the restatement is empty"),
        ("...!?", "the restatement is empty"),
        ("x" * 601, "the restatement is 601 characters long, and 600 are the most; shorten it"),
        ("word " * 20_000, "the restatement is 100,000 characters long"),
        ("a\0b", r"a character in it that no text holds \(U\+0000\)"),
        ("a\udce9b", r"a character in it that no text holds \(U\+DCE9\)"),
        ("a\x1b[31mb", r"a character in it that no text holds \(U\+001B\)"),
    ],
)
def test_words_that_say_nothing_or_too_much_are_refused(
    desk: Desk, bridge: int, stands: Stands, text: str, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        put(desk, bridge, text)
    assert stands(bridge).restatement is None


def test_one_claim_at_a_time_that_is_there_and_is_not_withdrawn(
    desk: Desk, claims: tuple[int, ...], decide: Decide
) -> None:
    with pytest.raises(InvalidInput, match="restate one at a time"):
        desk.enact(restate, look(desk, claims), SENTENCE)
    with pytest.raises(NotFound, match="no claim 99"):
        put(desk, 99, SENTENCE)
    decide(Status.WITHDRAWN, claims[0], reason="not a claim")
    with pytest.raises(ForbiddenMove, match=f"claim {claims[0]} is withdrawn .* `claimtrack reopen {claims[0]}`"):
        put(desk, claims[0], SENTENCE)


def test_who_may_not_change_the_record_may_not_restate(viewer: Desk, stranger: Desk, bridge: int) -> None:
    with pytest.raises(ForbiddenMove, match="viewer"):
        put(viewer, bridge, SENTENCE)
    with pytest.raises(NotFound, match="reviewer add"):
        put(stranger, bridge, SENTENCE)


def test_it_is_refused_where_somebody_changed_the_claim_meanwhile(desk: Desk, reviewer: Desk, bridge: int) -> None:
    seen = look(desk, [bridge])
    put(reviewer, bridge, SENTENCE)
    with pytest.raises(ChangedMeanwhile, match="restated it"):
        desk.enact(restate, seen, "The bridge fell.")


def test_it_no_longer_fits_once_the_claim_has_other_words(desk: Desk, record: Record, stands: Stands) -> None:
    (claim,) = record("Ana Ruiz: The bridge is closed and the port is shut.").claims
    put(desk, claim, SENTENCE)
    desk.enact(repair.correct, look(desk, [claim]), Correction(quotes=("The bridge is closed",)))
    line = stands(claim).restatement
    assert line is not None
    assert (line.fits, line.misfits) == (False, ("the claim's words have changed since",))
    # The same words again, now for the claim as it is.
    assert not put(desk, claim, SENTENCE).said_so
    again = stands(claim).restatement
    assert again is not None
    assert (again.fits, again.version) == (True, 2)


def test_it_is_shown_as_of_an_earlier_moment_as_it_stood(desk: Desk, bridge: int, stands: Stands) -> None:
    moments: dict[int, ClaimEntry] = {}
    for step in (
        lambda: put(desk, bridge, SENTENCE),
        lambda: put(desk, bridge, "The bridge fell."),
        lambda: desk.enact(withdraw_restatement, look(desk, [bridge]), "another"),
    ):
        step()
        entry = stands(bridge)
        moments[entry.history[-1].number] = entry
    assert [words(entry) for entry in moments.values()] == [SENTENCE, "The bridge fell.", None]
    for number, entry in moments.items():
        assert show(desk, bridge, as_of=number).entry.restatement == entry.restatement


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("UPDATE restatement SET text = 'It is open.'", 'the text of restatement 1 is "It is open." in the table'),
        ("UPDATE restatement SET of_words = 'x'", "restatement 1"),
        ("UPDATE restatement SET written_by_id = 2", "restatement 1"),
        ("UPDATE restatement SET written_at = '2020-01-01 00:00:00'", "restatement 1"),
        ("UPDATE restatement SET claim_id = 2", "restatement 1"),
        ("UPDATE restatement SET ended_at = '2020-01-01 00:00:00', withdrawn_by_id = 1", "restatement 1"),
        ("DELETE FROM restatement", "restatement 1"),
        (
            "INSERT INTO restatement SELECT 7, 2, text, of_words, 1, written_at, NULL, NULL FROM restatement",
            "restatement 7",
        ),
    ],
)
def test_what_was_changed_past_the_program_is_found(
    desk: Desk, claims: tuple[int, ...], wrong: str, found: str
) -> None:
    desk.enact(add, "ben", role=Role.REVIEWER)
    put(desk, claims[0], SENTENCE)
    assert verify(desk).problems == ()
    tamper(desk.database, wrong)
    assert any(found in problem for problem in verify(desk).problems)
