"""An article is for others alone, and somebody at the desk tries to learn of it by ways that ask for something else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient
from tests.web.test_who_may_read import MARKED
from tests.web.test_who_may_read import _quick_hashing as _quick_hashing
from tests.web.test_who_may_read import app as app
from tests.web.test_who_may_read import entered as entered
from tests.web.test_who_may_read import hidden as hidden
from tests.web.test_who_may_read import program as program
from tests.web.test_who_may_read import shared as shared

from claimtrack.db import seen
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, as_person
from claimtrack.services.marks import tags
from claimtrack.services.reports.listing import Filters, list_claims

Enter = Callable[[str], TestClient]

COUNTED = text("SELECT count(*) FROM article")
PAGES = ("/?show=all", "/claims/1", "/articles/1", "/add", "/log", "/words", "/sources", "/report?article=1")
ANSWERS = ("/api/v1/events?limit=100", "/api/v1/claims/1", "/api/v1/sources")


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_a_tag_that_was_made_up_for_it(shared: Desk, hidden: int, entered: Enter, program: Enter) -> None:
    shared.enact(tags.tag, look(shared, [hidden]), "zebrafish-scandal")
    ben, cleo = entered("ben"), entered("cleo")
    for address in (*PAGES, *ANSWERS):
        found = (program("ben") if address.startswith("/api/") else ben).get(address)
        assert found.status_code == 200, address
        assert not MARKED.search(found.text), address
    assert "made the tag zebrafish-scandal" in cleo.get("/log").text
    # On a claim that all may read it is a word of the desk's like any other.
    shared.enact(tags.tag, look(shared, [1]), "zebrafish-scandal")
    assert "zebrafish-scandal" in ben.get("/claims/1").text


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_connections_that_stay_open_are_nobodys_eyes(shared: Desk) -> None:
    kept = replace(shared, database=shared.database.kept_open())
    total = list_claims(shared, Filters()).total
    for_ben = list_claims(as_person(shared, "ben"), Filters()).total
    assert 0 < for_ben < total
    expected = {"ben": for_ben, "cleo": total, "": total}

    def break_off(desk: Desk, *, asked_before: bool) -> None:
        with desk.database.connect() as connection:
            if asked_before:
                connection.execute(COUNTED)
            raise ZeroDivisionError

    def ask(turn: int) -> tuple[str, int]:
        name = ("ben", "cleo", "")[turn % 3]
        desk = as_person(kept, name) if name else kept
        if turn % 5 == 0:
            # Broken off in the middle, and before anything was asked.
            with pytest.raises(ZeroDivisionError):
                break_off(desk, asked_before=bool(turn % 2))
        if turn % 7 == 0:
            with pytest.raises(Exception, match="no_such_table"), desk.database.connect() as connection:
                connection.execute(text("SELECT * FROM no_such_table"))
        return name, list_claims(desk, Filters()).total

    with ThreadPoolExecutor(6) as threads:
        told = list(threads.map(ask, range(90)))
    kept.database.dispose()
    assert {(name, number) for name, number in told} == set(expected.items())


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_a_connection_on_which_nobody_learned_what_to_hide_shows_nothing_of_it(
    shared: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> tuple[int, ...]:
        raise OperationalError("", {}, Exception("the database is locked"))

    with as_person(shared, "ben").database.connect() as connection:
        with monkeypatch.context() as patched:
            patched.setattr(seen, "hidden_from", broken)
            with pytest.raises(OperationalError):
                connection.execute(COUNTED)
        connection.rollback()
        assert connection.execute(COUNTED).scalar_one() == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT count(*) FROM article WHERE id = 2",
        "SELECT count(*) FROM ARTICLE WHERE id = 2",
        'SELECT count(*) FROM "article" WHERE id = 2',
        "SELECT count(*) FROM (SELECT id FROM article) WHERE id = 2",
        "WITH one AS (SELECT id FROM article) SELECT count(*) FROM one WHERE id = 2",
        "WITH RECURSIVE one(id) AS (SELECT id FROM article) SELECT count(*) FROM one WHERE id = 2",
        "SELECT (SELECT count(*) FROM claim JOIN article ON article.id = claim.article_id WHERE article.id = 2)",
        "/* so */ SELECT count(*) FROM article WHERE id = 2",
        "SELECT count(*) FROM tag WHERE name = 'fishy'",
        "SELECT count(*) FROM event_text WHERE text = 'fishy'",
    ],
)
def test_every_form_of_a_query_is_narrowed_or_refused(shared: Desk, query: str) -> None:
    with as_person(shared, "ben").database.connect() as connection:
        if query.startswith("/*"):
            with pytest.raises(AssertionError, match="asked by no such statement"):
                connection.execute(text(query))
        else:
            assert connection.execute(text(query)).scalar_one() == 0
