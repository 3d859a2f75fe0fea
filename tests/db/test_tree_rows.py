from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from claimtrack.db import chain, tree_rows
from claimtrack.events import tree

LEAVES = [f'{{"number":{number},"word":"ü"}}' for number in range(1, 12)]


@pytest.fixture(params=[1, 4, 2_000], ids="by {}".format)
def connection(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """Give a database that holds bare events, read in batches of so many."""
    monkeypatch.setattr(tree_rows, "_BATCH", request.param)
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        opened.exec_driver_sql("CREATE TABLE event (id INTEGER PRIMARY KEY, body)")
        for number, body in enumerate(LEAVES, 1):
            opened.exec_driver_sql("INSERT INTO event VALUES (?, ?)", (number, body))
        yield opened


@pytest.mark.parametrize("number", range(12))
def test_roots_are_of_the_first_events(connection: Connection, number: int) -> None:
    hashed = [tree.leaf(body.encode()) for body in LEAVES[:number]]
    assert tree_rows.leaves(connection, number) == hashed
    assert tree_rows.roots(connection, [number, 99]) == {number: tree.root(hashed)}
    end = tree_rows.sealed_up_to(connection, number)
    assert (end.number, end.tree) == (number, tree.root(hashed).hex())
    before = chain.FIRST
    for body in LEAVES[:number]:
        before = chain.sealed(before, body)
    assert end.hash == before


@pytest.mark.parametrize("harm", ["DELETE FROM event WHERE id = 5", "UPDATE event SET body = x'00' WHERE id = 5"])
def test_they_end_where_an_event_is_missing_or_damaged(connection: Connection, harm: str) -> None:
    connection.exec_driver_sql(harm)
    assert len(tree_rows.leaves(connection, 11)) == 4
    assert tree_rows.sealed_up_to(connection, 11).number == 4
