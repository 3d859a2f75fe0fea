import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert
from tests.events.raw import raw
from tests.kept import file_of
from tests.services.tampering import tamper

from claimtrack.db import chain
from claimtrack.db.models import Attribution, Claim
from claimtrack.events.forms import JsonValue
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import hand_to, look
from claimtrack.services.desk import Desk, acting
from claimtrack.services.evidence.attachments import Attached, attach, withdraw
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Serves, Stance

pytestmark = pytest.mark.both_databases


def _overwrite(file: Path, data: bytes) -> None:
    file.chmod(0o644)
    file.write_bytes(data)


@pytest.fixture
def evidence(bridge: int, support: Callable[..., Attached]) -> Attached:
    """Give a log with an excerpt that supports the claim about the bridge."""
    return support(bridge, text="09:00 the  bridge\nis shut", excerpt="the bridge is shut")


def test_a_record_that_nobody_touched_is_intact(desk: Desk, evidence: Attached) -> None:
    found = verify(desk)
    assert found.problems == ()
    assert (found.files, found.excerpts, found.claims) == (2, 1, 1)
    with desk.database.connect() as connection:
        assert (found.events, found.head) == tuple(getattr(chain.head(connection), name) for name in ("number", "hash"))
    assert evidence.claims == (1,)


def test_a_new_workspace_is_intact(desk: Desk) -> None:
    found = verify(desk)
    assert (found.files, found.excerpts, found.claims, found.problems) == (0, 0, 0, ())
    assert found.events == 2


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda file: _overwrite(file, file.read_bytes()[:-1] + b"?"), "was altered: its SHA-256 is now"),
        (lambda file: _overwrite(file, file.read_bytes()[:-1]), "was altered"),
        (lambda file: _overwrite(file, file.read_bytes() + b"\0"), "was altered"),
        (Path.unlink, "is missing from the locker"),
    ],
    ids=["changed", "cut", "longer", "missing"],
)
def test_bytes_that_are_not_what_was_kept_are_named(
    desk: Desk, evidence: Attached, harm: Callable[[Path], None], says: str
) -> None:
    harm(file_of(desk.locker, evidence.digest))
    (problem,) = verify(desk).problems
    assert problem.startswith(f"the bytes of evidence 1 (log.txt) fail: the file of {evidence.digest} {says}")


def test_the_bytes_of_an_article_are_named_by_the_article(desk: Desk, record: Callable[..., Ingested]) -> None:
    article = record("Ana Ruiz: The bridge is closed.", name="bridge.txt")
    file_of(desk.locker, article.digest).unlink()
    assert verify(desk).problems == (
        f"the original bytes of article 1 (bridge.txt) fail: the file of {article.digest} is missing from the locker",
    )


@pytest.mark.usefixtures("evidence")
def test_every_failure_is_named_not_only_the_first(desk: Desk) -> None:
    for digest in list(desk.locker.digests()):
        file_of(desk.locker, digest).unlink()
    tamper(
        desk.database,
        "UPDATE claim SET text = 'The bridge is open.'",
        "UPDATE event_text SET text = 'Bea' WHERE event_id = 2 AND field = 'name'",
    )
    problems = verify(desk).problems
    assert len(problems) == 5
    assert problems[0] == "the words of event 2 (name) were changed"
    assert problems[1] == 'reviewer 1 is called "ana" in the table, and was put on record as "Bea"'
    assert problems[2].startswith("the original bytes of article 1 (article.txt) fail")
    assert problems[3] == "the words of claim 1 do not stand where they should in article 1"
    assert problems[4].startswith("the bytes of evidence 1 (log.txt) fail")


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (
            "UPDATE claim SET text = 'The bridge is open.'",
            "the words of claim 1 do not stand where they should in article 1",
        ),
        ("UPDATE claim SET spans = '[[10, 30]]'", "the words of claim 1 do not stand where they should in article 1"),
        ("UPDATE claim SET spans = '[]'", "the words of claim 1 do not stand where they should in article 1"),
        (
            "UPDATE snapshot SET text = text || ' '",
            "the text of article 1 (article.txt) is not the text that was recorded",
        ),
        (
            "UPDATE evidence_link SET excerpt = 'the bridge is open'",
            'the excerpt of evidence 1 for claim 1 does not stand in log.txt: "the bridge is open"',
        ),
        (
            "UPDATE evidence_link SET excerpt_start = excerpt_start + 1",
            "what evidence does for claim 1 (link 1): excerpt_start is 6 by the events, 7 in the table",
        ),
        (
            "UPDATE event SET action = 'x' WHERE id = 2",
            "event 2 was changed: its action is x in the table, reviewer.added in what was sealed",
        ),
    ],
)
def test_what_was_changed_in_the_database_is_named(desk: Desk, evidence: Attached, harm: str, problem: str) -> None:
    tamper(desk.database, harm)
    # What no event tells otherwise follows; see tests/services/test_replay.py.
    assert verify(desk).problems[0] == problem
    assert evidence.number == 1


def test_excerpts_of_one_file_are_checked_one_by_one(
    desk: Desk, record: Callable[..., Ingested], support: Callable[..., Attached]
) -> None:
    one, two = record("The bridge is closed.", "The ferry runs.").claims
    support(one, text="no bridge, but a ferry", excerpt="no bridge")
    support(two, text="no bridge, but a ferry", excerpt="a ferry")
    tamper(desk.database, "UPDATE evidence_link SET excerpt = 'two ferries' WHERE claim_id = 2")
    found = verify(desk)
    assert found.excerpts == 2
    assert found.problems == (
        'the excerpt of evidence 1 for claim 2 does not stand in log.txt: "two ferries"',
        'the excerpt of evidence link 2 is "two ferries" in the table, and no event says so',
    )


def test_an_excerpt_that_was_withdrawn_is_no_longer_checked(desk: Desk, evidence: Attached) -> None:
    desk.enact(withdraw, evidence.number, reason="another bridge")
    assert verify(desk).excerpts == 0


def test_an_excerpt_is_read_as_the_server_said_when_it_was_found(desk: Desk, bridge: int) -> None:
    page = "мост закрыт".encode("koi8-r")
    bearing = Bearing(Stance.SUPPORTS, Basis.RECORD, "Port Office", Serves.TRUTH, excerpt="мост закрыт")
    desk.enact(attach, look(desk, [bridge]), examine(desk, Offered(page, "log.txt", charset="koi8-r"), bearing))
    assert verify(desk).problems == ()


def test_a_file_that_can_no_longer_be_read_as_text_is_named(desk: Desk, evidence: Attached) -> None:
    tamper(
        desk.database, "UPDATE evidence SET name = 'log.pdf'", "UPDATE evidence_link SET charset = 'no such charset'"
    )
    problems = verify(desk).problems
    assert all("evidence 1" in problem or "evidence link 1" in problem for problem in problems)
    assert evidence.number == 1


def test_what_only_a_damaged_sqlite_file_holds_is_named_and_the_rest_is_checked(desk: Desk, evidence: Attached) -> None:
    if not desk.database.is_sqlite:
        tamper(desk.database, "ALTER TABLE claim DROP CONSTRAINT ck_claim_status", "UPDATE claim SET status = 'open'")
    else:
        tamper(desk.database, "UPDATE snapshot SET text = CAST(x'ff41' AS TEXT)", "UPDATE claim SET spans = '[[0'")
    file_of(desk.locker, evidence.digest).unlink()
    problems = verify(desk).problems
    assert any("cannot stand there; restore it from a backup" in problem for problem in problems)
    assert any(problem.startswith("the bytes of evidence 1 (log.txt) fail") for problem in problems)
    assert problems[-1].startswith("claim 1: ")


def test_checking_changes_nothing_and_needs_no_right(desk: Desk, evidence: Attached) -> None:
    before = verify(desk)
    assert verify(replace(desk, reviewer="nobody we know")) == before
    assert evidence.number == 1


def test_memory_does_not_grow_with_the_size_of_files(desk: Desk, evidence: Attached) -> None:
    with file_of(desk.locker, evidence.digest).open("wb") as huge:
        huge.truncate(64 * 1024 * 1024)
    verify(desk)  # what is loaded once is loaded now
    tracemalloc.start()
    problems = verify(desk).problems
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "was altered" in problems[0]
    assert peak < 6 * 1024 * 1024


def test_memory_does_not_grow_with_the_number_of_events_and_little_with_that_of_claims(
    desk: Desk, bridge: int, let_go: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def peak() -> int:
        let_go()  # a command has a connection of its own, which remembers nothing
        tracemalloc.start()
        assert verify(desk).problems == ()
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    def more_events(count: int) -> None:
        with acting(desk) as act:
            claim = act.session.get_one(Claim, bridge)
            for turn in range(count):
                hand_to(act, claim, None if turn % 2 else act.reviewer)

    def more_claims(count: int) -> None:
        with acting(desk) as act:
            claim = act.session.get_one(Claim, bridge)
            columns = {c.name for c in Claim.__table__.columns} - {"id", "awaits_verdict"}
            values = {name: getattr(claim, name) for name in columns}
            first = claim.id + 1
            rows = [
                {**values, "id": first + place, "created_at": act.at, "changed_at": act.at} for place in range(count)
            ]
            act.session.execute(insert(Claim), rows)
            hops = [
                {"role": hop.role, "hop": hop.hop, "source_id": hop.source_id, "mention": hop.mention}
                for hop in claim.hops
            ]
            known: dict[str, list[int]] = {"source_spans": [], "cue_spans": []}
            act.session.execute(
                insert(Attribution), [{**hop, **known, "claim_id": row["id"]} for row in rows for hop in hops]
            )
            told: dict[str, JsonValue] = {"status": "unverified", "said": "unchecked"}
            act.changes += [raw("claim.recorded", ("claim", row["id"]), claim=row["id"], after=told) for row in rows]

    monkeypatch.setattr(chain, "_BATCH", 50)
    more_claims(1100)  # two batches of claims are in memory at most
    more_events(100)
    peak()
    few = peak()
    more_events(2000)
    assert peak() < few + 128 * 1024
