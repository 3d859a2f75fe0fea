"""What was said of a piece is put right: with a reason where a verdict rests on it, and with what falls."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from claimtrack.errors import ClaimtrackError, ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pieces
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import Attached, attach_claim
from claimtrack.services.evidence.offers import Bearing
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.verdicts.answers import judge_said
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Basis, RelationKind, Said, Serves, Stance, Status

Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
S = Status


def set_(desk: Desk, number: int, reason: str | None = None, **amendment: object) -> tuple[str, list[str]]:
    """Put a piece right; gives what is on record then, and what fell."""
    told, reopened = desk.enact(amend, number, Amendment(**amendment), reason=reason)  # type: ignore[arg-type] # what a test says
    return told, [fallen.sentence for fallen in reopened]


@pytest.fixture
def confirmed(bridge: int, support: Attach, decide: Decide) -> int:
    """Give a claim of Ana Ruiz's that the Port Office's log, evidence 1, confirms."""
    support(bridge)
    decide(S.CONFIRMED, bridge)
    return bridge


def test_a_story_that_turns_out_to_rest_on_the_claimant_confirms_no_more(
    desk: Desk, confirmed: int, decide: Decide
) -> None:
    told, fallen = set_(desk, 1, reason="its last line", relies_on=("Ana Ruiz",))
    assert told == "evidence 1 relies on Ana Ruiz"
    assert fallen == [
        (
            f"claim {confirmed} was confirmed and is unverified again: "
            "what is on record of evidence 1 was put right: its last line"
        )
    ]
    assert pieces.shown(desk, 1).relying_on == ("Ana Ruiz",)
    with pytest.raises(ForbiddenMove, match="relying on Ana Ruiz in this piece"):
        decide(S.CONFIRMED, confirmed)
    assert set_(desk, 1, no_relies_on=("Ana Ruiz",)) == ("evidence 1 relies on nobody", [])
    assert decide(S.CONFIRMED, confirmed)[0].independent
    assert verify(desk).problems == ()


@pytest.mark.parametrize("basis", [Basis.HEARSAY, Basis.UNKNOWN])
def test_what_turns_out_to_be_hearsay_confirms_no_more(desk: Desk, confirmed: int, basis: Basis) -> None:
    told, fallen = set_(desk, 1, reason="he heard it", basis=basis)
    assert told == f"evidence 1 is {basis} for claim {confirmed}"
    assert len(fallen) == 1


def test_relations_are_asked_as_of_the_date_that_is_put_right(desk: Desk, confirmed: int, stands: Stands) -> None:
    before = Particulars(until=date(2020, 12, 31))
    assert desk.enact(relations.relate, Named("Port Office", RelationKind.PART_OF, "Ana Ruiz"), before)[1] == []
    told, fallen = set_(desk, 1, reason="the stamp says so", dated=date(2019, 5, 1))
    assert told == "evidence 1 is dated 2019-05-01"
    assert len(fallen) == 1
    assert stands(confirmed).status is S.UNVERIFIED


def test_basis_and_credibility_may_be_for_one_claim_alone(desk: Desk, claims: tuple[int, ...], support: Attach) -> None:
    one, other, _ = claims
    support(one, other)
    told, _ = set_(desk, 1, basis=Basis.HEARSAY, credibility=3, claims=(other,))
    assert told == f"evidence 1 is hearsay for claim {other}, has the credibility 3 for claim {other}"
    known = {link.claim: (link.basis, link.credibility) for link in pieces.shown(desk, 1).links}
    assert known == {one: (Basis.RECORD, None), other: (Basis.HEARSAY, 3)}
    with pytest.raises(NotFound, match="evidence 1 is not attached to claim 3"):
        set_(desk, 1, basis=Basis.RECORD, claims=(3,))


def test_all_at_once_or_nothing(desk: Desk, bridge: int, support: Attach, contents: Callable[[], object]) -> None:
    support(bridge)
    before = contents()
    with pytest.raises(NotFound, match="not on record that evidence 1 relies on Ana Ruiz"):
        set_(
            desk,
            1,
            reason="a stamp",
            basis=Basis.HEARSAY,
            source="Ferry Line",
            new_source=True,
            no_relies_on=("Ana Ruiz",),
        )
    assert contents() == before
    told, _ = set_(
        desk,
        1,
        reason="a stamp",
        source="Ferry Line",
        new_source=True,
        relies_on=("Delta Wire",),
        dated=date(2026, 1, 2),
    )
    assert told == "evidence 1 is on record as from Ferry Line, relies on Delta Wire, is dated 2026-01-02"


@pytest.mark.parametrize(
    ("amendment", "error", "says"),
    [
        ({}, UsageError, "say what to put right"),
        ({"claims": (1,)}, UsageError, "say what to put right"),
        ({"credibility": 7}, UsageError, "a number from 1 to 6"),
        ({"basis": Basis.RECORD}, ForbiddenMove, "like that already; nothing was changed"),
        ({"no_relies_on": ("Ana Ruiz",)}, NotFound, "`claimtrack evidence show 1`"),
        ({"relies_on": ("Gull Post",)}, NotFound, "add --new-source"),
        ({"relies_on": ("Port Office",)}, InvalidInput, "cannot rely on itself"),
        ({"source": "Ana Ruiz"}, ForbiddenMove, "say --reason TEXT"),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Desk,
    bridge: int,
    support: Attach,
    contents: Callable[[], object],
    amendment: Mapping[str, Any],
    error: type[ClaimtrackError],
    says: str,
) -> None:
    support(bridge)
    before = contents()
    with pytest.raises(error, match=says):
        set_(desk, 1, **amendment)
    assert contents() == before


def test_where_a_verdict_was_given_it_takes_a_reason(
    desk: Desk, confirmed: int, support: Attach, contents: Callable[[], object]
) -> None:
    support(confirmed, source="Ana Ruiz", serves=Serves.SAID, text="log")
    before = contents()
    with pytest.raises(
        ForbiddenMove, match=f"claim {confirmed} is confirmed, and evidence 1 stands for it; say --reason"
    ):
        set_(desk, 1, dated=date(2026, 1, 2))
    assert contents() == before


def test_where_it_was_said_to_be_said_it_takes_a_reason(desk: Desk, bridge: int, support: Attach) -> None:
    support(bridge, source="Ana Ruiz", serves=Serves.SAID, text="the bridge is closed", excerpt="is closed")
    desk.enact(judge_said, look(desk, [bridge]), Said.VERIFIED)
    with pytest.raises(ForbiddenMove, match="is marked verified, and evidence 1"):
        set_(desk, 1, basis=Basis.HEARSAY)
    _, (fallen,) = set_(desk, 1, reason="a copy of a copy", basis=Basis.HEARSAY)
    assert fallen.startswith(f"claim {bridge}: said was verified and is unchecked again: ")


def test_an_earlier_claim_knows_what_it_rests_on(desk: Desk, bridge: int, record: Callable[..., Ingested]) -> None:
    other = record("Ben Okoro: The port is shut.", name="port.txt").claims[0]
    number = desk.enact(attach_claim, look(desk, [bridge]), other, Bearing(Stance.SUPPORTS, Basis.RECORD, None)).number
    with pytest.raises(ForbiddenMove, match=f"evidence {number} is claim {other}"):
        set_(desk, number, basis=Basis.FIRSTHAND)
    assert set_(desk, number, credibility=2)[0] == f"evidence {number} has the credibility 2 for claim {bridge}"


def test_a_viewer_puts_nothing_right(viewer: Desk, bridge: int, support: Attach) -> None:
    support(bridge)
    with pytest.raises(ForbiddenMove, match="may not"):
        set_(viewer, 1, credibility=2)


@pytest.mark.usefixtures("confirmed")
def test_a_rehearsal_shows_the_same_and_changes_nothing(desk: Desk, contents: Callable[[], object]) -> None:
    before = contents()
    shown = set_(replace(desk, rehearsal=True), 1, reason="its last line", relies_on=("Ana Ruiz",), basis=Basis.HEARSAY)
    assert contents() == before
    assert shown == set_(desk, 1, reason="its last line", relies_on=("Ana Ruiz",), basis=Basis.HEARSAY)


@pytest.mark.usefixtures("confirmed")
def test_the_history_tells_it(desk: Desk) -> None:
    set_(desk, 1, reason="its last line", relies_on=("Ana Ruiz",), dated=date(2026, 1, 2), credibility=2)
    said = [(line.what, line.reason) for line, _, _ in entries(desk)]
    assert (
        (
            "put right what is on record of evidence 1: relies on Ana Ruiz (was nobody); "
            "dated 2026-01-02 (was not on record)"
        ),
        "its last line",
    ) in said
    assert ("put right how evidence 1 bears on it: credibility 2 (was not on record)", "its last line") in said


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (
            "DELETE FROM evidence_relies_on",
            'evidence 1: relying_on is [[2,1,"2026-11-24T09:00:03.000000Z"]] by the events, [] in the table',
        ),
        ("UPDATE evidence SET dated = NULL", "evidence 1: dated is 2026-01-02 by the events, nothing in the table"),
        (
            "UPDATE evidence_link SET credibility = 1",
            "what evidence does for claim 1 (link 1): credibility is 4 by the events, 1 in the table",
        ),
    ],
)
def test_what_was_edited_behind_its_back_is_found(
    desk: Desk, bridge: int, support: Attach, edit: str, problem: str
) -> None:
    support(bridge, relying_on=("Ana Ruiz",), dated=date(2026, 1, 1), dated_because="its stamp", credibility=3)
    set_(desk, 1, reason="the stamp of its last page", dated=date(2026, 1, 2), credibility=4)
    assert verify(desk).problems == ()
    with desk.database.engine.begin() as connection:
        connection.execute(text(edit))
    assert verify(desk).problems == (problem,)
