"""The desk's policy on record: who may change it, what a change does to verdicts, and that tampering is found."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from claimtrack.db import claim_rows
from claimtrack.db.models import Event
from claimtrack.errors import DatabaseTrouble, ForbiddenMove, InvalidInput, NotFound
from claimtrack.reports.model import ClaimEntry
from claimtrack.rules.policy import DEFAULT_POLICY, Policy
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.verdicts import decisions
from claimtrack.services.weighing import policies
from claimtrack.services.weighing.policies import in_force
from claimtrack.services.weighing.policy_changes import adjust, change
from claimtrack.services.weighing.weighing import weigh
from claimtrack.vocabulary import Status

Stands = Callable[[int], ClaimEntry]


def _in_force(desk: Desk) -> tuple[int, Policy]:
    with reading(desk) as session:
        found = in_force(session)
        return found.version, found.policy


def test_the_programs_own_policy_holds_until_a_desk_sets_one(desk: Desk) -> None:
    assert _in_force(desk) == (0, DEFAULT_POLICY)
    assert [line.version for line in policies.versions(desk)] == [0]


def test_every_version_stays_on_record_with_who_set_it_and_when(desk: Desk, acting_as: Callable[[str], Desk]) -> None:
    desk.enact(change, "origins = 2\n", name="policy.toml")
    acting_as("admin").enact(adjust, ["stale_after_days=30", "words.confirmed=proven"])
    assert _in_force(desk) == (2, Policy(origins=2, stale_after_days=30, words={"confirmed": "proven"}))
    found = policies.versions(desk)
    assert [(line.version, line.set_by) for line in found] == [(0, None), (1, "ana"), (2, "admin")]
    assert [line.policy.origins for line in found] == [1, 2, 2]
    assert found[1].set_at is not None
    assert found[2].set_at is not None
    assert found[1].set_at < found[2].set_at
    assert policies.version(desk, 1) == found[1]
    assert verify(desk).problems == ()
    assert [line.what for line, _, _ in entries(desk)][-1:] == [
        "changed the policy to version 2: stale_after_days from none to 30"
    ]


def test_a_version_that_never_was_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no version 1 of the policy; there are version 0 alone, the program's own"):
        policies.version(desk, 1)


def test_numbers_stand_in_the_clear_and_the_desks_own_words_beside_the_chain(desk: Desk) -> None:
    desk.enact(change, 'origins_by_tag.witness = 2\norigins_by_nature.denies = 3\nwords.confirmed = "proven"')
    with reading(desk) as session:
        event = session.query(Event).order_by(Event.id.desc()).first()
        assert event is not None
        body = json.loads(event.body)
        assert body["after"]["origins_by_nature"] == {"denies": 3}
        assert body["after"]["four_eyes"] is False
        assert "witness" not in event.body
        assert "proven" not in event.body
        assert [(one.field, "witness" in one.text) for one in event.texts] == [("text", True)]


@pytest.mark.parametrize("role", ["viewer", "reviewer", "editor"])
def test_only_an_admin_changes_the_policy(desk: Desk, acting_as: Callable[[str], Desk], role: str) -> None:
    somebody = acting_as(role)
    with pytest.raises(ForbiddenMove, match="may not change the desk's policy; that takes the role admin"):
        somebody.enact(change, "origins = 2")
    assert _in_force(desk)[0] == 0


def test_the_policy_that_is_in_force_is_refused(desk: Desk, contents: Callable[[], Mapping[str, object]]) -> None:
    before = contents()
    with pytest.raises(ForbiddenMove, match=r"in force already \(the program's own\); nothing was changed"):
        desk.enact(change, "# nothing but words\n")
    assert contents() == before
    desk.enact(change, "origins = 2")
    with pytest.raises(ForbiddenMove, match=r"in force already \(version 1\)"):
        desk.enact(adjust, ["origins=2"])


def test_what_is_no_policy_changes_nothing(desk: Desk, contents: Callable[[], Mapping[str, object]]) -> None:
    before = contents()
    with pytest.raises(InvalidInput, match=r"policy\.toml, line 1: there is no key \"orgins\"; did you mean origins\?"):
        desk.enact(change, "orgins = 2", name="policy.toml")
    assert contents() == before


def test_a_policy_that_asks_for_more_reopens_what_falls_short(
    desk: Desk,
    record: Callable[..., Ingested],
    support: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
    stands: Stands,
    reviewer: Desk,
) -> None:
    lines = ("Ana Ruiz: The bridge is closed.", "Ana Ruiz: The port is shut.", "Ana Ruiz: The road is open.")
    one, two, overridden = record(*lines).claims
    support(one, by=reviewer)
    support(two, by=reviewer)
    support(two, by=reviewer, source="Ferry Line")
    decide(Status.CONFIRMED, one, by=reviewer)
    decide(Status.CONFIRMED, two, by=reviewer)
    decide(Status.CONFIRMED, overridden, override=True, reason="I stood there")
    cause = "the policy asks for 2 independent origins, and there is 1 (policy, version 1)"
    rehearsed = replace(desk, rehearsal=True).enact(change, "origins = 2")
    assert [fallen.sentence for fallen in rehearsed.reopened] == [
        f"claim {one} was confirmed and is unverified again: {cause}"
    ]
    assert _in_force(desk)[0] == 0
    assert stands(one).status is Status.CONFIRMED
    found = desk.enact(change, "origins = 2")
    assert found.reopened == rehearsed.reopened
    assert found.differences == (("origins", 1, 2),)
    assert [stands(number).status for number in (one, two, overridden)] == [
        Status.UNVERIFIED,
        Status.CONFIRMED,
        Status.CONFIRMED,
    ]
    assert stands(one).holder == "reviewer"
    assert stands(one).history[-1].reason == cause
    with pytest.raises(ForbiddenMove, match="1 of 2 independent origins"):
        decide(Status.CONFIRMED, one)
    assert verify(desk).problems == ()


def test_a_policy_that_asks_for_less_confirms_nothing(
    desk: Desk, bridge: int, support: Callable[..., Attached], stands: Stands, decide: Callable[..., Any]
) -> None:
    desk.enact(change, "origins = 2")
    support(bridge)
    with pytest.raises(ForbiddenMove, match="1 of 2 independent origins"):
        decide(Status.CONFIRMED, bridge)
    assert desk.enact(change, "origins = 1\norigins_when_doubted = 3").reopened == ()
    assert stands(bridge).status is Status.IN_REVIEW
    decide(Status.CONFIRMED, bridge)


def test_more_can_be_asked_of_a_denial(
    desk: Desk,
    record: Callable[..., Ingested],
    support: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
    stands: Stands,
) -> None:
    said, denied = record("Ana Ruiz: The bridge is closed.", "Ben Okoro denies 1: The bridge is closed.").claims
    for claim in (said, denied):
        support(claim)
        decide(Status.CONFIRMED, claim)
    (fallen,) = desk.enact(change, "[origins_by_nature]\ndenies = 2").reopened
    assert fallen.number == denied
    wanted = "1 of 2 independent origins (2 because the desk asks that of a claim that denies something)"
    assert stands(denied).independence[0].endswith(wanted) or wanted in stands(denied).independence


@pytest.mark.usefixtures("reviewer")
@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE policy SET text = 'origins = 1'", "policy 1: text is"),
        ("UPDATE policy SET digest = 'x'", "policy 1: digest is"),
        ("UPDATE policy SET set_at = '2026-01-01 00:00:00.000000'", "policy 1: set is"),
        ("UPDATE policy SET set_by_id = 2", "policy 1: by is reviewer 1 by the events, reviewer 2 in the table"),
        ("DELETE FROM policy", "policy 1: the events put it on record, but it is not in the tables"),
        (
            "INSERT INTO policy SELECT 2, text, digest, set_by_id, set_at FROM policy",
            "policy 2: it is in the tables, but no event put it on record",
        ),
    ],
)
def test_a_policy_that_was_edited_behind_the_programs_back_is_found(desk: Desk, tampering: str, found: str) -> None:
    desk.enact(change, "origins = 2")
    with desk.database.engine.begin() as connection:
        connection.execute(text(tampering))
    assert [problem[: len(found)] for problem in verify(desk).problems] == [found]


def test_a_text_that_cannot_be_read_is_told_with_what_to_do(desk: Desk) -> None:
    desk.enact(change, "origins = 2")
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE policy SET text = 'orgins = 2'"))
    with pytest.raises(DatabaseTrouble, match=r"cannot be read .* `claimtrack verify` says whether it was changed"):
        _in_force(desk)


def test_whatever_the_desk_asks_for_nothing_stays_confirmed_that_falls_short_and_nothing_is_confirmed_by_it(
    desk: Desk, record: Callable[..., Ingested], support: Callable[..., Attached], decide: Callable[..., Any]
) -> None:
    lines = (
        "The bridge is closed.",
        "Ana Ruiz: The port is shut.",
        "Ben Okoro denies 1: The bridge is closed.",
        "Cleo Marsh heard: The road is open.",
        "Dora Lind: The dam holds. (unconfirmed)",
    )
    numbers = record(*lines, outlet="Harbour Post").claims
    for place, source in enumerate(("Port Office", "Ferry Line", "Road Office")):
        support(*numbers[place:], source=source, name=f"{place}.txt", credibility=place + 2)
    asked = [
        "origins = 2",
        "least_credibility = 3",
        "origins = 1\norigins_when_doubted = 3",
        "origins_by_nature.denies = 4",
        "least_credibility = 5\norigins = 3",
        "override = 'nobody'",
    ]
    for one in asked:
        for number in numbers:
            with suppress(ForbiddenMove):
                decide(Status.CONFIRMED, number)
        confirmed = _confirmed(desk)
        fallen = {one.number for one in desk.enact(change, one).reopened}
        assert fallen <= confirmed
        assert _confirmed(desk) == confirmed - fallen
        with reading(desk) as session:
            rows = [claim for claims in claim_rows.standing_claims(session, [Status.CONFIRMED]) for claim in claims]
            assert all(found.confirms for found in weigh(session, rows).values())
    assert verify(desk).problems == ()


def _confirmed(desk: Desk) -> set[int]:
    return {line.claim.number for line in list_claims(desk, Filters(statuses=(Status.CONFIRMED,))).lines}
