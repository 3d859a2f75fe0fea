"""The tables held against the events: what was edited behind the program's back is found, row by row."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import text
from tests.events.raw import raw
from tests.services.tampering import tamper

from claimtrack.db import audit, chain
from claimtrack.db.models import Claim
from claimtrack.events.forms import JsonValue
from claimtrack.events.registry import KINDS
from claimtrack.events.registry import replay as folded
from claimtrack.events.state import UNTOLD
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk, acting, reading
from claimtrack.services.integrity.replay import replay
from claimtrack.services.integrity.verify import verify

pytestmark = pytest.mark.both_databases


def _differences(desk: Desk) -> list[str]:
    return [one.sentence for one in replay(desk).differences]


def test_the_tables_say_what_the_events_say(desk: Desk, worked: Sequence[int]) -> None:
    found = replay(desk)
    assert (found.differences, found.unreadable) == ((), ())
    assert (found.claims, found.events) == (len(worked), verify(desk).events)
    assert found.holds


def test_a_new_workspace_holds(desk: Desk) -> None:
    assert replay(desk).holds


@pytest.mark.usefixtures("crowded")
def test_every_row_and_field_of_every_kind_is_held_against_the_events(desk: Desk) -> None:
    with reading(desk) as session:
        rebuilt = folded(chain.told(session.connection()))
        for kind in KINDS:
            rows = dict(audit.rows(session.connection(), kind))
            assert rows, kind
            assert rows == rebuilt.rows[kind]
            assert all(len(row) == len(kind.fields) and UNTOLD not in row for row in rows.values())


@pytest.mark.usefixtures("worked")
@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (
            "UPDATE claim SET status = 'refuted' WHERE id = 2",
            "claim 2: status is confirmed by the events, refuted in the table",
        ),
        (
            "UPDATE claim SET status = 'confirmed' WHERE id = 1",
            "claim 1: status is unverified by the events, confirmed in the table",
        ),
        (
            "UPDATE claim SET said = 'misquoted' WHERE id = 1",
            "claim 1: said is verified by the events, misquoted in the table",
        ),
        (
            "UPDATE claim SET overridden = true WHERE id = 2",
            "claim 2: overridden is no by the events, yes in the table",
        ),
        (
            "UPDATE claim SET checkable = true WHERE id = 3",
            "claim 3: checkable is no by the events, yes in the table",
        ),
        (
            "UPDATE claim SET holder_id = 2 WHERE id = 1",
            "claim 1: holder is nobody by the events, reviewer 2 in the table",
        ),
        (
            "UPDATE claim SET firsthand = 'unknown' WHERE id = 1",
            "claim 1: firsthand is no by the events, unknown in the table",
        ),
        (
            "UPDATE claim SET created_at = '2020-01-01 00:00:00.000000' WHERE id = 6",
            "claim 6: recorded is 2026-11-24T09:00:25.000000Z by the events, 2020-01-01T00:00:00.000000Z in the table",
        ),
        (
            "UPDATE claim_tag SET removed_at = NULL",
            "a tag of claim 2 (tagging 2): removed is 2026-11-24T09:00:33.000000Z by the events, nothing in the table",
        ),
        (
            "UPDATE claim_tag SET tag_id = 2 WHERE id = 1",
            "a tag of claim 1 (tagging 1): tag is tag 1 by the events, tag 2 in the table",
        ),
        (
            "UPDATE claim_tag SET claim_id = 4 WHERE id = 3",
            "a tag of claim 3 (tagging 3): claim is claim 3 by the events, claim 4 in the table",
        ),
        (
            "DELETE FROM claim_tag WHERE id = 1",
            "a tag of claim 1 (tagging 1): the events put it on record, but it is not in the tables",
        ),
        ("DELETE FROM comment", "claim 3: notes is 1 by the events, 0 in the table"),
        (
            "UPDATE evidence_link SET stance = 'supports' WHERE id = 4",
            "what evidence does for claim 2 (link 4): stance is refutes by the events, supports in the table",
        ),
        (
            "UPDATE evidence_link SET basis = 'hearsay' WHERE id = 1",
            "what evidence does for claim 1 (link 1): basis is record by the events, hearsay in the table",
        ),
        (
            "UPDATE evidence_link SET answer = NULL",
            "what evidence does for claim 2 (link 4): answered is yes by the events, no in the table",
        ),
        (
            "DELETE FROM evidence_link WHERE id = 4",
            "what evidence does for claim 2 (link 4): the events put it on record, but it is not in the tables",
        ),
        (
            "UPDATE evidence SET source_id = 1 WHERE id = 1",
            "evidence 1: source is source 4 by the events, source 1 in the table",
        ),
        (
            "UPDATE source SET merged_into_id = NULL",
            "source 6: merged_into is source 4 by the events, nothing in the table",
        ),
        (
            "UPDATE source_link SET state = 'rejected' WHERE id = 1",
            "relation 1: state is accepted by the events, rejected in the table",
        ),
        (
            "UPDATE source_link SET since = '2020-01-01' WHERE id = 1",
            "relation 1: since is 2011-03-15 by the events, 2020-01-01 in the table",
        ),
        (
            "DELETE FROM source_link WHERE id = 2",
            "relation 2: the events put it on record, but it is not in the tables",
        ),
        (
            "UPDATE article SET agency_id = NULL WHERE id = 1",
            "article 1: agency is source 12 by the events, nothing in the table",
        ),
        (
            "UPDATE reviewer SET role = 'admin' WHERE id = 2",
            "reviewer 2: role is editor by the events, admin in the table",
        ),
        (
            "INSERT INTO reviewer (id, name, key, role, created_at) VALUES (9, 'eve', 'eve', 'admin', '2026-11-24')",
            "reviewer 9: it is in the tables, but no event put it on record",
        ),
        (
            "UPDATE article SET outlet_id = NULL WHERE id = 1",
            "article 1: outlet is source 8 by the events, nothing in the table",
        ),
        (
            "UPDATE snapshot SET extractor = 'x' WHERE id = 1",
            "snapshot 1: extractor is lines by the events, x in the table",
        ),
        ("UPDATE workspace SET uuid = 'u'", "in the table"),
    ],
)
def test_a_row_edited_behind_the_programs_back_is_found(desk: Desk, harm: str, says: str) -> None:
    tamper(desk.database, harm)
    found = _differences(desk)
    assert len(found) == 1, found
    assert says in found[0]
    assert verify(desk).problems[-1] == found[0]


@pytest.mark.usefixtures("worked")
def test_a_withdrawal_that_was_undone_is_found(desk: Desk) -> None:
    tamper(desk.database, "UPDATE evidence_link SET withdrawn_at = NULL")
    (found,) = _differences(desk)
    assert found.startswith("what evidence does for claim 1 (link 2): withdrawn is 2026-11-24T09:00:")
    assert found.endswith("by the events, nothing in the table")


@pytest.mark.usefixtures("worked")
def test_a_digest_that_was_changed_together_with_the_bytes_is_found(desk: Desk) -> None:
    forged = desk.locker.put(b"the bridge is open; the bridge was never shut")
    tamper(desk.database, f"UPDATE evidence SET digest = '{forged}', size = 45 WHERE id = 1")  # noqa: S608 - a digest
    found = [one for one in replay(desk).differences if one.number == 1]
    assert [one.field for one in found] == ["digest", "size"]
    assert found[0].table == forged
    assert set(_differences(desk)) <= set(verify(desk).problems)


def test_an_article_that_was_replaced_with_its_digest_and_its_text_is_found(
    desk: Desk, record: Callable[..., Ingested]
) -> None:
    record("The bridge is closed.")
    forged, digest = "The bridge is open!!.", desk.locker.put(b"The bridge is open!!.")
    tamper(
        desk.database,
        f"UPDATE snapshot SET digest = '{digest}', text = '{forged}', text_sha256 = '{digest}'",  # noqa: S608 - ours
        f"UPDATE claim SET text = '{forged}'",  # noqa: S608 - ours
    )
    problems = verify(desk).problems
    assert problems[0] == "that by which copies of article 1 (article.txt) are known was not made from its text"
    assert [problem.split(" is ")[0] for problem in problems[1:]] == ["snapshot 1: digest", "snapshot 1: text_sha256"]


def test_claims_of_an_old_record_are_compared_in_what_their_events_tell(desk: Desk, bridge: int) -> None:
    """Events did not tell how a claim is quoted and what more the machine says of it."""
    with acting(desk) as act:
        told: dict[str, JsonValue] = {"status": "unverified", "said": "unchecked", "checkable": True}
        act.changes.append(raw("claim.recorded", ("claim", 2), claim=2, after=told))
        names = [column.name for column in Claim.__table__.columns]
        columns = [name for name in names if name not in {"id", "awaits_verdict", "created_at", "changed_at"}]
        act.session.execute(
            text(
                f"INSERT INTO claim (id, created_at, changed_at, {', '.join(columns)}) "  # noqa: S608 - columns of ours
                f"SELECT 2, :at, :at, {', '.join(columns)} FROM claim WHERE id = {bridge}"
            ),
            {"at": act.at.replace(tzinfo=None).isoformat(" ", "microseconds") if desk.database.is_sqlite else act.at},
        )
    assert replay(desk).holds
    tamper(desk.database, "UPDATE claim SET firsthand = 'no', quote = 'direct' WHERE id = 2")
    assert replay(desk).holds
    tamper(desk.database, "UPDATE claim SET checkable = false WHERE id = 2")
    assert _differences(desk) == ["claim 2: checkable is yes by the events, no in the table"]


@pytest.mark.usefixtures("bridge")
def test_an_event_whose_content_is_not_what_it_should_be_is_named(desk: Desk) -> None:
    tamper(desk.database, "UPDATE event SET body = '{' WHERE id = 4")
    found = replay(desk)
    assert found.unreadable == (4,)
    assert not found.holds
    assert "event 4 cannot be read" in verify(desk).problems


@pytest.mark.usefixtures("worked")
def test_replaying_changes_nothing_and_needs_no_right(desk: Desk, stranger: Desk) -> None:
    before = replay(desk)
    assert replay(stranger) == before
