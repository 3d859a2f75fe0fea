from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from tests.services.tampering import seal_anew, tamper

from claimtrack.db import chain
from claimtrack.db.models import Event
from claimtrack.errors import InvalidInput, VerificationFailed
from claimtrack.events import tree
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, reading
from claimtrack.services.integrity import heads
from claimtrack.services.integrity.verify import verify
from claimtrack.services.verdicts import queue

pytestmark = pytest.mark.both_databases


@pytest.fixture
def exported(desk: Desk, bridge: int) -> heads.ExportedHead:
    """Give the head after one claim was recorded."""
    del bridge
    return heads.export(desk)


@pytest.fixture
def later(desk: Desk, exported: heads.ExportedHead, bridge: int) -> heads.ExportedHead:
    """Give the same head, after which more was done."""
    desk.enact(queue.take, look(desk, [bridge]))
    return exported


def test_a_head_is_a_small_text_that_reads_back(desk: Desk, exported: heads.ExportedHead) -> None:
    lines = exported.text().splitlines()
    assert lines[0] == "claimtrack head 2"
    names = ["workspace", "events", "head", "tree", "exported", "by", "check"]
    assert [line.split(": ")[0] for line in lines[1:]] == names
    assert max(map(len, lines)) < 80
    assert heads.read(exported.text(), name="head.txt") == exported
    with reading(desk) as session:
        assert (exported.events, exported.hash) == (chain.head(session).number, chain.head(session).hash)
        bodies = session.scalars(select(Event.body).order_by(Event.id))
        assert exported.tree == tree.root(tree.leaf(body.encode()) for body in bodies).hex()


@pytest.mark.parametrize(
    "through",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"Dear Ben,\n\nkeep this:\n\n{text}\nAna\n",
        lambda text: "".join(f"   {line}\n\n" for line in text.splitlines()),
    ],
    ids=["line ends", "in a letter", "spaced"],
)
def test_a_head_survives_mail(exported: heads.ExportedHead, through: Callable[[str], str]) -> None:
    assert heads.read(through(exported.text()), name="head.txt") == exported


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda _: "", "head.txt is no exported head; `claimtrack head export -o FILE` writes one"),
        (lambda _: "The bridge is closed.\n", "is no exported head"),
        (lambda text: text.replace("head: ", "had: "), "is no whole exported head"),
        (lambda text: text.replace("tree: ", "trees: "), "is no whole exported head"),
        (lambda text: text.replace("tree: ", "tree: x"), "is no whole exported head"),
        (lambda text: text.replace("head 2", "head 1"), "was changed after it was exported"),
        (lambda text: text[: text.index("exported")], "is no whole exported head"),
        (
            lambda text: text.replace("by: ana", "by: eve"),
            "was changed after it was exported, or not copied faithfully",
        ),
        (lambda text: text.replace("events: ", "events: 1"), "was changed after it was exported"),
        (lambda text: text[: text.index("check")], "was changed after it was exported"),
    ],
)
def test_what_is_no_head_is_refused(exported: heads.ExportedHead, harm: Callable[[str], str], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        heads.read(harm(exported.text()), name="head.txt")


def test_a_chain_that_goes_on_passes(desk: Desk, later: heads.ExportedHead) -> None:
    found = heads.check(desk, later, name="head.txt")
    assert found.head == later
    assert found.now == verify(desk).events > later.events


def test_a_head_of_version_1_has_no_tree_and_is_still_read_and_checked(desk: Desk, later: heads.ExportedHead) -> None:
    old = replace(later, tree=None)
    lines = old.text().splitlines()
    assert lines[0] == "claimtrack head 1"
    names = ["workspace", "events", "head", "exported", "by", "check"]
    assert [line.split(": ")[0] for line in lines[1:]] == names
    assert heads.check(desk, heads.read(old.text(), name="old.txt"), name="old.txt").head == old


def test_a_head_whose_tree_is_another_is_found(desk: Desk, later: heads.ExportedHead) -> None:
    other = replace(later, tree="ab" * 32)
    with pytest.raises(VerificationFailed, match=f"the tree over events 1 to {later.events} has the root {later.tree}"):
        heads.check(desk, other, name="head.txt")


def test_no_head_is_exported_over_events_that_do_not_seal_to_it(desk: Desk, later: heads.ExportedHead) -> None:
    """Others keep and cosign it: it must stand for what is there."""
    tamper(desk.database, "UPDATE event SET body = replace(body, '2026-11-24', '2026-11-23') WHERE id = 3")
    with pytest.raises(VerificationFailed, match="the events do not seal to the chain's head: `claimtrack verify`"):
        heads.export(desk)
    assert later.tree


def test_exporting_and_checking_change_nothing(
    desk: Desk, stranger: Desk, later: heads.ExportedHead, contents: Callable[[], object]
) -> None:
    before = contents()
    heads.check(stranger, later, name="head.txt")
    assert heads.export(stranger).hash == heads.export(desk).hash
    assert contents() == before


def test_events_dropped_from_the_end_are_found_even_where_the_workspace_notes_fewer(
    desk: Desk, later: heads.ExportedHead
) -> None:
    """Who drops events and puts the workspace's note right leaves a shorter chain in perfect order."""
    last = later.events - 2
    tamper(
        desk.database,
        f"DELETE FROM event_text WHERE event_id > {last}",  # noqa: S608 - a number
        f"DELETE FROM event WHERE id > {last}",  # noqa: S608 - a number
        f"UPDATE workspace SET head_number = {last}, head_hash = (SELECT hash FROM event WHERE id = {last})",  # noqa: S608 - words of ours
    )
    assert not any("missing" in problem for problem in verify(desk).problems)
    with pytest.raises(VerificationFailed, match=f"events {last + 1} to {later.events} were dropped from the end"):
        heads.check(desk, later, name="head.txt")


def test_an_event_dropped_from_the_middle_is_found(desk: Desk, later: heads.ExportedHead) -> None:
    tamper(desk.database, "DELETE FROM event_text WHERE event_id = 3", "DELETE FROM event WHERE id = 3")
    assert "events 3 to 3 are missing" in verify(desk).problems
    with pytest.raises(VerificationFailed, match="event 3 is missing or damaged"):
        heads.check(desk, later, name="head.txt")


def test_an_event_dropped_from_the_end_is_found_by_what_the_workspace_notes(
    desk: Desk, later: heads.ExportedHead
) -> None:
    now = verify(desk).events
    tamper(desk.database, f"DELETE FROM event WHERE id = {now}")  # noqa: S608 - a number
    assert f"events {now} to {now} are missing: the workspace notes that there were so many" in verify(desk).problems
    assert heads.check(desk, later, name="head.txt").now == now - 1


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE event SET body = replace(body, '2026-11-24', '2026-11-23') WHERE id = 3",
        "UPDATE event SET body = replace(body, 'workspace', 'workplace') WHERE id = 1",
    ],
)
def test_an_event_that_was_rewritten_is_found(desk: Desk, later: heads.ExportedHead, harm: str) -> None:
    tamper(desk.database, harm)
    assert any("was changed" in problem for problem in verify(desk).problems)
    with pytest.raises(VerificationFailed, match="the record was rewritten: up to event"):
        heads.check(desk, later, name="head.txt")


def test_a_timestamp_that_was_changed_in_its_column_is_found_by_verify(desk: Desk, later: heads.ExportedHead) -> None:
    tamper(desk.database, "UPDATE event SET at = '2020-01-01 00:00:00.000000' WHERE id = 3")
    (problem,) = verify(desk).problems
    assert problem.startswith("event 3 was changed: its at is 2020-01-01T00:00:00.000000Z in the table")
    assert later.events > 3


def test_a_whole_history_sealed_anew_passes_verify_and_fails_against_the_head(
    desk: Desk, later: heads.ExportedHead
) -> None:
    events = verify(desk).events
    seal_anew(desk)
    assert (verify(desk).problems, verify(desk).events) == ((), events)
    with pytest.raises(VerificationFailed, match="the record was rewritten"):
        heads.check(desk, later, name="head.txt")


def test_the_head_of_another_workspace_is_told_apart(desk: Desk, later: heads.ExportedHead) -> None:
    other = replace(later, workspace="00000000-0000-4000-8000-000000000000")
    with pytest.raises(VerificationFailed, match=r"head\.txt is the head of another workspace, 00000000"):
        heads.check(desk, other, name="head.txt")
