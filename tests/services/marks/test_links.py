"""How people judge links between claims, what falls with one, and when two confirmed claims raise an alarm."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text
from tests.services.engines import PORT, WHOLE, Ingest, finding

from claimtrack.db.contradictions import contradictions
from claimtrack.errors import ForbiddenMove, NotFound, UsageError
from claimtrack.reports.model import ClaimEntry, LinkLine
from claimtrack.rules.contradictions import Contradiction
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.reextract import reextract
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.attachments import Attached, carry
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.links import NamedLink, link, unlink
from claimtrack.services.reports.gather import show
from claimtrack.services.verdicts import decisions
from claimtrack.vocabulary import ClaimLinkKind, LinkState, Stance, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[decisions.Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]

DENIES, CONTRADICTS, REPEATS = ClaimLinkKind.DENIES, ClaimLinkKind.CONTRADICTS, ClaimLinkKind.REPEATS
WHY = "they speak of different bridges"


@pytest.fixture
def denied(record: Record) -> tuple[int, int]:
    """Give a claim and another one that denies it, as the machine found."""
    one, other = record("Ana Ruiz: The bridge is closed.", "Ben Okoro denies 1: The bridge is closed, he says.").claims
    return one, other


def _links(entry: ClaimEntry) -> list[tuple[ClaimLinkKind, bool, int, str, LinkState, str | None]]:
    return [(one.kind, one.outgoing, one.number, one.origin, one.state, one.by) for one in entry.links]


def _last(entry: ClaimEntry) -> str:
    return entry.history[-1].what


def test_what_the_machine_found_is_proposed_until_a_person_accepts_it(
    denied: tuple[int, int], reviewer: Desk, stands: Stands
) -> None:
    one, other = denied
    assert _links(stands(one)) == [(DENIES, False, other, "machine", LinkState.PROPOSED, None)]
    done = reviewer.enact(link, NamedLink(other, DENIES, one), reason="he names the bridge")
    assert (done.was, done.proposed, done.alarms) == (LinkState.PROPOSED, True, ())
    assert _links(stands(one)) == [(DENIES, False, other, "machine", LinkState.ACCEPTED, "reviewer")]
    assert _links(stands(other)) == [(DENIES, True, one, "machine", LinkState.ACCEPTED, "reviewer")]
    assert (_last(stands(one)), stands(one).history[-1].reason) == (
        f"accepted that claim {other} denies it",
        "he names the bridge",
    )
    assert _last(stands(other)) == f"accepted that it denies claim {one}"
    # Neither was taken into review by that, but whoever looks at one is told that it changed.
    assert [(stands(number).status, stands(number).version) for number in denied] == [(Status.UNVERIFIED, 2)] * 2
    assert verify(reviewer).problems == ()


@pytest.mark.parametrize("kind", ClaimLinkKind)
def test_a_person_links_claims_in_every_way(
    kind: ClaimLinkKind, desk: Desk, claims: tuple[int, ...], stands: Stands
) -> None:
    one, other, third = claims
    done = desk.enact(link, NamedLink(one, kind, other))
    assert (done.was, done.proposed) == (None, False)
    assert _links(stands(one)) == [(kind, True, other, "reviewer", LinkState.ACCEPTED, "ana")]
    assert (_last(stands(one)), _last(stands(other))) == (
        f"linked it: it {kind} claim {other}",
        f"linked it: claim {one} {kind} it",
    )
    assert _links(stands(third)) == []
    assert verify(desk).problems == ()


def test_a_link_is_rejected_and_accepted_again_and_never_deleted(
    desk: Desk, denied: tuple[int, int], stands: Stands
) -> None:
    one, other = denied
    said = NamedLink(other, DENIES, one)
    assert desk.enact(unlink, said, reason=WHY) == []
    assert _links(stands(one)) == [(DENIES, False, other, "machine", LinkState.REJECTED, "ana")]
    assert (_last(stands(one)), stands(one).history[-1].reason) == (f"rejected that claim {other} denies it", WHY)
    with pytest.raises(ForbiddenMove, match=f"that claim {other} denies claim {one} is rejected already"):
        desk.enact(unlink, said, reason=WHY)
    assert desk.enact(link, said).was is LinkState.REJECTED
    assert _links(stands(one)) == [(DENIES, False, other, "machine", LinkState.ACCEPTED, "ana")]
    assert verify(desk).problems == ()


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    ("relation", "error", "words"),
    [
        (NamedLink(1, DENIES, 1), UsageError, "claim 1 cannot be linked to itself; name two claims"),
        (NamedLink(1, DENIES, 99), NotFound, "no claim 99; `claimtrack list`"),
        (NamedLink(98, DENIES, 99), NotFound, "no claims 98, 99; `claimtrack list`"),
        (
            NamedLink(1, REPEATS, 3),
            ForbiddenMove,
            "claim 3 is withdrawn and says nothing for or against another; `claimtrack reopen 3",
        ),
        (NamedLink(3, REPEATS, 1), ForbiddenMove, "claim 3 is withdrawn and says nothing for or against another"),
        (NamedLink(1, REPEATS, 2), ForbiddenMove, "claim 1 repeats claim 2 already; nothing was changed"),
        (NamedLink(1, CONTRADICTS, 2), ForbiddenMove, "claim 1 contradicts claim 2 already"),
        (NamedLink(2, CONTRADICTS, 1), ForbiddenMove, "claim 2 contradicts claim 1 already"),
    ],
)
def test_a_link_that_makes_no_sense_is_refused(
    relation: NamedLink,
    error: type[Exception],
    words: str,
    desk: Desk,
    decide: Decide,
    contents: Contents,
) -> None:
    decide(Status.WITHDRAWN, 3, reason="no claim")
    desk.enact(link, NamedLink(1, REPEATS, 2))
    desk.enact(link, NamedLink(1, CONTRADICTS, 2))
    before = contents()
    with pytest.raises(error) as told:
        desk.enact(link, relation)
    assert words in str(told.value)
    assert contents() == before


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    ("relation", "reason", "error", "words"),
    [
        (NamedLink(1, REPEATS, 2), None, ForbiddenMove, "rejecting that claim 1 repeats claim 2 takes a reason"),
        (NamedLink(1, REPEATS, 2), " ", ForbiddenMove, "say --reason TEXT"),
        (NamedLink(2, REPEATS, 1), WHY, NotFound, "no link on record says that claim 2 repeats claim 1"),
        (NamedLink(1, DENIES, 2), WHY, NotFound, "`claimtrack show 1` lists those there are"),
        (NamedLink(1, REPEATS, 1), WHY, UsageError, "cannot be linked to itself"),
        (NamedLink(1, REPEATS, 99), WHY, NotFound, "no claim 99"),
    ],
)
def test_what_cannot_be_rejected(
    relation: NamedLink,
    reason: str | None,
    error: type[Exception],
    words: str,
    desk: Desk,
    contents: Contents,
) -> None:
    desk.enact(link, NamedLink(1, REPEATS, 2))
    before = contents()
    for by in (desk, replace(desk, rehearsal=True)):
        with pytest.raises(error) as told:
            by.enact(unlink, relation, reason=reason)
        assert words in str(told.value)
    assert contents() == before


def test_what_is_mutual_is_one_link_whichever_claim_is_named_first(
    desk: Desk, claims: tuple[int, ...], stands: Stands
) -> None:
    one, other, _ = claims
    desk.enact(link, NamedLink(one, CONTRADICTS, other))
    desk.enact(unlink, NamedLink(other, CONTRADICTS, one), reason=WHY)
    assert _links(stands(one)) == [(CONTRADICTS, True, other, "reviewer", LinkState.REJECTED, "ana")]
    desk.enact(link, NamedLink(other, CONTRADICTS, one))
    assert _links(stands(one)) == [(CONTRADICTS, True, other, "reviewer", LinkState.ACCEPTED, "ana")]


def test_a_dispute_that_rested_on_a_denial_alone_reopens_with_the_cause(
    desk: Desk, denied: tuple[int, int], decide: Decide, stands: Stands, contents: Contents
) -> None:
    one, other = denied
    decide(Status.DISPUTED, one)
    said = NamedLink(other, DENIES, one)
    before = contents()
    would = replace(desk, rehearsal=True).enact(unlink, said, reason=WHY)
    assert contents() == before
    because = f"it was rejected that claim {other} denies claim {one}: {WHY}"
    assert [(fallen.number, fallen.was, fallen.because) for fallen in would] == [(one, Status.DISPUTED, because)]
    assert desk.enact(unlink, said, reason=WHY) == would
    entry = stands(one)
    assert (entry.status, entry.holder, entry.history[-1].reason) == (Status.UNVERIFIED, "ana", because)
    with pytest.raises(ForbiddenMove, match="evidence against it, a claim that denies it, or a reason"):
        decide(Status.DISPUTED, one)
    desk.enact(link, said)
    decide(Status.DISPUTED, one)
    assert verify(desk).problems == ()


@pytest.mark.parametrize("ground", ["reason", "evidence", "another denial"])
def test_a_dispute_with_another_ground_stands(
    ground: str, desk: Desk, denied: tuple[int, int], record: Record, refute: Attach, decide: Decide, stands: Stands
) -> None:
    one, other = denied
    if ground == "evidence":
        refute(one)
    if ground == "another denial":
        (third,) = record("Cleo Marsh: It is not closed.", name="second.txt").claims
        desk.enact(link, NamedLink(one, CONTRADICTS, third))
    decide(Status.DISPUTED, one, reason="the ministry says otherwise" if ground == "reason" else None)
    assert desk.enact(unlink, NamedLink(other, DENIES, one), reason=WHY) == []
    assert stands(one).status is Status.DISPUTED


def test_what_a_person_rejected_does_not_come_back_when_the_article_is_read_again(
    desk: Desk, ingested: Ingest, stands: Stands
) -> None:
    lines = (WHOLE, replace(PORT, denies=0))
    one, other = ingested(*lines)
    desk.enact(unlink, NamedLink(other, DENIES, one), reason=WHY)
    done = reextract(desk, 1, finding(*lines, name="other"))
    assert [(kept.claim, kept.because) for kept in done.worked_on] == [
        (one, "has a link that somebody judged"),
        (other, "has a link that somebody judged"),
    ]
    assert (done.found, done.superseded) == ((), ())
    assert _links(stands(one)) == [(DENIES, False, other, "machine", LinkState.REJECTED, "ana")]


def test_a_claim_linked_by_hand_is_kept_when_the_article_is_read_again(
    desk: Desk, ingested: Ingest, stands: Stands
) -> None:
    one, other = ingested(WHOLE, PORT)
    desk.enact(link, NamedLink(one, REPEATS, other))
    done = reextract(desk, 1, finding(PORT, name="other"))
    assert [(kept.claim, kept.because) for kept in done.worked_on] == [
        (one, "was linked by hand"),
        (other, "was linked by hand"),
    ]
    assert stands(one).status is Status.UNVERIFIED


def _confirmed(decide: Decide, *numbers: int) -> None:
    decide(Status.CONFIRMED, *numbers, override=True, reason="I stood there")


def _alarms(desk: Desk, **which: object) -> list[tuple[int, str, int]]:
    with desk.database.connect() as connection:
        found = contradictions(connection, **which)  # type: ignore[arg-type] # an article's number or claims'
    return [(one.claim, one.kind.value, one.other) for one in found]


def test_two_confirmed_claims_that_contradict_each_other_are_an_alarm(
    desk: Desk, denied: tuple[int, int], record: Record, decide: Decide, stands: Stands
) -> None:
    one, other = denied
    (third,) = record("Cleo Marsh: It is open.", name="second.txt").claims
    _confirmed(decide, one)
    assert _alarms(desk) == []
    _confirmed(decide, other)
    assert _alarms(desk) == [(other, "denies", one)]
    assert [[line.alarm for line in stands(number).links] for number in denied] == [[True], [True]]
    _confirmed(decide, third)
    done = desk.enact(link, NamedLink(third, CONTRADICTS, other))
    assert done.alarms == (Contradiction(third, CONTRADICTS, other),)
    assert _alarms(desk) == [(other, "denies", one), (third, "contradicts", other)]
    assert _alarms(desk, article=2) == _alarms(desk, claims=[third]) == [(third, "contradicts", other)]
    assert _alarms(desk, claims=[one, third]) == _alarms(desk, claims=[*range(1, 1200)]) == _alarms(desk)
    assert _alarms(desk, claims=[]) == []
    desk.enact(unlink, NamedLink(other, DENIES, one), reason=WHY)
    assert _alarms(desk) == [(third, "contradicts", other)]
    decide(Status.UNVERIFIED, other, reason="look again")
    assert _alarms(desk) == []


@pytest.mark.parametrize("kind", [kind for kind in ClaimLinkKind if kind not in {DENIES, CONTRADICTS}])
def test_claims_that_do_not_speak_against_each_other_are_none(
    kind: ClaimLinkKind, desk: Desk, claims: tuple[int, ...], decide: Decide
) -> None:
    desk.enact(link, NamedLink(claims[0], kind, claims[1]))
    _confirmed(decide, *claims)
    assert _alarms(desk) == []


# On SQLite alone: PostgreSQL plans by what is in the tables.
def test_an_alarm_is_looked_for_among_the_links_and_no_other_claims_are_read(desk: Desk) -> None:
    """A plan that begins at the confirmed claims would take as long as the workspace is large."""
    asked: list[tuple[str, Any]] = []

    def listen(*heard: Any) -> None:
        asked.append((heard[2], heard[3]))

    event.listen(desk.database.engine, "before_cursor_execute", listen)
    _alarms(desk)
    _alarms(desk, article=1)
    event.remove(desk.database.engine, "before_cursor_execute", listen)
    statements = [(words, values) for words, values in asked if "claim_link" in words]
    assert len(statements) == 2
    with desk.database.connect() as connection:
        for words, values in statements:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)]
            assert [line for line in plan if line.startswith("SCAN") and "claim_link" not in line] == [], plan
            assert len([line for line in plan if line.startswith("SEARCH") and "id=?" in line]) == 2, plan


def test_the_evidence_of_a_duplicate_is_offered_to_the_other_and_stays_where_it_is(
    desk: Desk, claims: tuple[int, ...], support: Attach, decide: Decide, stands: Stands
) -> None:
    one, other, third = claims
    support(one, text="the log of the port", excerpt="the port", note="page one")
    support(one, other, text="the register", name="register.txt")
    decide(Status.WITHDRAWN, one, reason="the same", duplicate_of=other)
    assert pieces.lent(desk, [one], to=other) == [pieces.Lent(1, "log.txt", one)]
    assert [piece.number for piece in stands(other).evidence] == [2]
    assert desk.enact(carry, 1, look(desk, [other, third]), origin=one) == ([other, third], [])
    (there,) = (piece for piece in stands(one).evidence if piece.number == 1)
    for number in (other, third):
        (here,) = (piece for piece in stands(number).evidence if piece.number == 1)
        for name in ("stance", "serves", "basis", "excerpt", "place", "note", "source", "withdrawn_at"):
            assert getattr(here, name) == getattr(there, name)
    assert pieces.lent(desk, [one], to=other) == []
    with pytest.raises(ForbiddenMove, match=f"evidence 1 is attached to claim {other} already"):
        desk.enact(carry, 1, look(desk, [other]), origin=one)
    with pytest.raises(NotFound, match="evidence 2 is not attached to claim 3"):
        desk.enact(carry, 2, look(desk, [one]), origin=third)
    assert verify(desk).problems == ()


def test_refuting_evidence_that_is_carried_over_takes_a_confirmation_with_it(
    desk: Desk, claims: tuple[int, ...], support: Attach, refute: Attach, decide: Decide, stands: Stands
) -> None:
    one, other, _ = claims
    support(other)
    decide(Status.CONFIRMED, other)
    number = refute(one, source="City Hall").number
    _, reopened = desk.enact(carry, number, look(desk, [other]), origin=one)
    assert [(fallen.number, fallen.was) for fallen in reopened] == [(other, Status.CONFIRMED)]
    assert [piece.stance for piece in stands(other).evidence] == [Stance.SUPPORTS, Stance.REFUTES]


ARTICLES = count()
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["link", "unlink", "confirm", "withdraw", "reopen"]),
        st.integers(0, 3),
        st.sampled_from([DENIES, CONTRADICTS, REPEATS]),
        st.integers(0, 3),
    ),
    max_size=14,
)


def _do(desk: Desk, deed: str, relation: NamedLink) -> None:
    if deed == "link":
        desk.enact(link, relation)
    elif deed == "unlink":
        desk.enact(unlink, relation, reason=WHY)
    else:
        to = {"confirm": Status.CONFIRMED, "withdraw": Status.WITHDRAWN, "reopen": Status.UNVERIFIED}[deed]
        decision = decisions.Decision(to, reason="so it is", override=to is Status.CONFIRMED)
        desk.enact(decisions.decide, look(desk, [relation.claim]), decision)


def _by_brute_force(desk: Desk, numbers: set[int]) -> set[tuple[int, str, int]]:
    """Hold every link of these claims against every claim, row by row."""
    with desk.database.connect() as connection:
        status = {row.id: row.status for row in connection.execute(text("SELECT id, status FROM claim"))}
        links = connection.execute(text("SELECT from_id, kind, to_id, state FROM claim_link")).all()
    return {
        (one, kind, other)
        for one, kind, other, state in links
        if kind in {"denies", "contradicts"} and state in {"proposed", "accepted"}
        if status[one] == status[other] == "confirmed" and {one, other} & numbers
    }


@pytest.mark.slow
@given(deeds=DEEDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_alarm_is_what_going_through_everything_finds(
    desk: Desk, record: Record, deeds: list[tuple[str, int, ClaimLinkKind, int]]
) -> None:
    """The workspace goes on from one example to the next; each has claims of its own."""
    number = next(ARTICLES)
    lines = [f"Ana Ruiz: Bridge {number} is closed.", f"Ben Okoro denies 1: Bridge {number} is closed, he says."]
    lines += [f"Cleo Marsh: Road {number} is open.", f"Dora Lind denies 3: Road {number} is shut."]
    done = record(*lines, name=f"article-{number}.txt")
    numbers = done.claims
    for deed, one, kind, other in deeds:
        with suppress(ForbiddenMove, UsageError, NotFound):
            _do(desk, deed, NamedLink(numbers[one], kind, numbers[other]))
        expected = _by_brute_force(desk, set(numbers))
        assert set(_alarms(desk, article=done.article)) == set(_alarms(desk, claims=numbers)) == expected
    shown = {_triple(entry, line) for entry in map(_stands(desk), numbers) for line in entry.links if line.alarm}
    assert shown == _by_brute_force(desk, set(numbers))
    assert set(_alarms(desk)) >= set(_alarms(desk, article=done.article))
    assert verify(desk).problems == ()


def _stands(desk: Desk) -> Stands:
    return lambda number: show(desk, number).entry


def _triple(entry: ClaimEntry, line: LinkLine) -> tuple[int, str, int]:
    one, other = (entry.number, line.number) if line.outgoing else (line.number, entry.number)
    return one, line.kind.value, other
