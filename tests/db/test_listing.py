import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, DateTime, Enum, Text, event, insert, text
from tests.events.raw import raw

from claimtrack.db import chain, conclusions, light_tables, listed_marks, listing, listing_counts, lookups, unreplied
from claimtrack.db.base import Base, UtcDateTime
from claimtrack.db.conclusions import ListedFinding, ListedRestatement
from claimtrack.db.engine import Database
from claimtrack.db.listed_marks import ListedLink
from claimtrack.db.listing import Wanted
from claimtrack.db.models import Article, Caveat, Claim, ClaimTag, Reviewer, Snapshot, Source, Tag
from claimtrack.db.session import writing
from claimtrack.errors import DatabaseTrouble
from claimtrack.rules.confidence import is_uncertain
from claimtrack.vocabulary import (
    CaveatKind,
    ClaimLinkKind,
    ClaimOrigin,
    Firsthand,
    LinkState,
    Nature,
    Order,
    Role,
    Said,
    SpeakerKind,
    Status,
)

_MOMENT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def claims(module_filled: Database, claim_row: Callable[..., Claim]) -> Database:
    """Give ten claims, of which 1 and 2 are the ones that every filled database has.

    Source 3 was merged into source 1; claim 9 is of article 2.
    """
    with writing(module_filled) as session:
        session.add(Reviewer(id=2, name="Ben Ötzi", key="ben ötzi", role=Role.REVIEWER, created_at=_MOMENT))
        session.add(Article(id=2, title="The ferry", created_at=_MOMENT))
        session.add(Source(id=4, name="Ana Ruiz", key="ana ruiz", kind=SpeakerKind.PERSON, created_at=_MOMENT))
        session.flush()
        first = session.get_one(Snapshot, 1)
        columns = {column.name for column in Snapshot.__table__.columns}
        second = {name: getattr(first, name) for name in columns} | {"id": 2, "article_id": 2, "digest": "d2"}
        session.add(Snapshot(**second))
        session.flush()
        late = _MOMENT + timedelta(hours=1)
        session.add_all(
            [
                claim_row(id=3, source_id=3, status=Status.CONFIRMED, own_voice=True),
                claim_row(id=4, source_id=4, status=Status.CONFIRMED, overridden=True, changed_at=late),
                claim_row(id=5, source_id=4, checkable=False, text="100% of the Ärzte left", confidence=0.2),
                claim_row(id=6, source_id=4, status=Status.WITHDRAWN, text="1000 of them_all \n  left"),
                claim_row(
                    id=7,
                    source_id=4,
                    status=Status.DISPUTED,
                    said=Said.VERIFIED,
                    text="THEM-ALL \\ ACHT ÄRZTE",
                    confidence=0.1,
                ),
                claim_row(id=8, source_id=None, status=Status.IN_REVIEW, holder_id=2, own_voice=True, confidence=0.3),
                claim_row(id=9, source_id=4, article_id=2, snapshot_id=2, status=Status.REFUTED, said=Said.NOT_FOUND),
                claim_row(id=10, source_id=4, checkable=False, status=Status.CONFIRMED),
            ]
        )
        session.flush()
        session.add(Caveat(claim_id=7, kind=CaveatKind.DENIED, spans=[], text="x"))
        session.add(Caveat(claim_id=7, kind=CaveatKind.UNCONFIRMED, spans=[], text="x"))
        session.add(Caveat(claim_id=7, kind=CaveatKind.DENIED, spans=[], text="y"))
        session.add(Caveat(claim_id=7, kind=CaveatKind.DENIED, spans=[], text="z", confidence=0.1))
        # Whether it counts: a machine's question does not, what a person rejected never, what one accepted always.
        session.add(Caveat(claim_id=8, kind=CaveatKind.ALLEGED, spans=[], text="x", confidence=0.69))
        session.add(
            Caveat(claim_id=9, kind=CaveatKind.ALLEGED, spans=[], text="x", state=LinkState.REJECTED, confidence=0.9)
        )
        session.add(
            Caveat(claim_id=10, kind=CaveatKind.ALLEGED, spans=[], text="x", state=LinkState.ACCEPTED, confidence=0.1)
        )
    return module_filled


def _numbers(database: Database, wanted: Wanted, *, order: str = "number") -> list[int]:
    with database.connect() as connection:
        found = [claim.number for claim in listing.page(connection, wanted, order=order, limit=None)]
        assert listing_counts.counts_and_alarms(connection, (wanted,), article=None)[0] == [len(found)]
        return found


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        # The work left: checkable, and unverified or in review.
        (Wanted(unverified=True), [1, 2, 8]),
        (Wanted(restated=True), [1]),
        (Wanted(restated=False), [2, 3, 4, 5, 6, 7, 8, 9, 10]),
        (Wanted(rated=True), [1]),
        (Wanted(rated=False, unverified=True), [2, 8]),
        (Wanted(ratings=("correct", "false")), [1]),
        (Wanted(ratings=("false",)), []),
        (Wanted(search="brenholt"), [1]),
        # Checkable and not independently confirmed, whatever the verdict: an override is no confirmation. A withdrawn
        # claim is none that could be.
        (Wanted(unconfirmed=True), [1, 2, 4, 7, 8, 9]),
        # Of low confidence, and nobody has decided yet.
        (Wanted(uncertain=True), [5, 8]),
        (Wanted(uncertain=True, checkable=True), [8]),
        (Wanted(statuses=(Status.CONFIRMED,)), [3, 4, 10]),
        (Wanted(statuses=(Status.DISPUTED, Status.REFUTED)), [7, 9]),
        (Wanted(statuses=(Status.UNVERIFIABLE,)), []),
        (Wanted(said=Said.VERIFIED), [7]),
        (Wanted(said=Said.UNCHECKED), [1, 2, 3, 4, 5, 6, 8, 10]),
        (Wanted(article=1), [1, 2, 3, 4, 5, 6, 7, 8, 10]),
        (Wanted(article=2), [9]),
        (Wanted(sources=(2,)), [1]),
        (Wanted(sources=(1, 3)), [2, 3]),
        (Wanted(holder_key="ana"), [1]),
        (Wanted(holder_key="ben ötzi"), [8]),
        (Wanted(holder_key="nobody"), []),
        (Wanted(checkable=True), [1, 2, 3, 4, 6, 7, 8, 9]),
        (Wanted(checkable=False), [5, 10]),
        (Wanted(own_voice=True), [3, 8]),
        (Wanted(own_voice=False), [1, 2, 4, 5, 6, 7, 9, 10]),
        (Wanted(caveated=True), [1, 7, 10]),
        (Wanted(caveated=False), [2, 3, 4, 5, 6, 8, 9]),
        (Wanted(overridden=True), [4]),
        (Wanted(overridden=False), [1, 2, 3, 5, 6, 7, 8, 9, 10]),
        # In the claim's words or the speaker's name, letter for letter but for capitals.
        (Wanted(search="BRIDGE"), [1, 2, 3, 4, 8, 9, 10]),
        (Wanted(search="ärzte"), [5, 7]),
        (Wanted(search="ÄRZTE"), [5, 7]),
        (Wanted(search="100%"), [5]),
        (Wanted(search="100"), [5, 6]),
        (Wanted(search="them_all"), [6]),
        # A line break of the article, and what stands around it, is a space to who searches.
        (Wanted(search="them_all left"), [6]),
        (Wanted(search="of\nthem_all  left"), [6]),
        (Wanted(search="\\"), [7]),
        (Wanted(search="%"), [5]),
        (Wanted(search="ana r"), [4, 5, 6, 7, 9, 10]),
        # Claim 3's source was merged into the Harbour Post, under whose name the list shows it.
        (Wanted(search="harbour"), [2, 3]),
        (Wanted(search="the post"), [3]),
        (Wanted(search="no such words"), []),
        # Every filter that is set must hold.
        (Wanted(unverified=True, article=1, sources=(2,), holder_key="ana", caveated=True, search="bridge"), [1]),
        (Wanted(unverified=True, article=2), []),
        (Wanted(unconfirmed=True, statuses=(Status.CONFIRMED,)), [4]),
        (Wanted(checkable=False, statuses=(Status.CONFIRMED,), own_voice=False), [10]),
    ],
)
def test_each_filter_lets_through_what_it_says(claims: Database, wanted: Wanted, numbers: list[int]) -> None:
    assert _numbers(claims, wanted) == numbers


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        (Order.NUMBER, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        (Order.CHANGED, [4, 1, 2, 3, 5, 6, 7, 8, 9, 10]),
        (Order.STATUS, [3, 4, 10, 7, 8, 9, 1, 2, 5, 6]),
        (Order.ARTICLE, [1, 2, 3, 4, 5, 6, 7, 8, 10, 9]),
        # Ana Ruiz, the Harbour Post with what was merged into it, the residents, and last what nobody is named for.
        (Order.SPEAKER, [4, 5, 6, 7, 9, 10, 2, 3, 1, 8]),
        # The least sure first, and last what has no figure.
        # What has no verdict: the doubted, the rest, what is not checkable; then what has one, in the same order.
        (Order.QUEUE, [1, 8, 2, 5, 7, 3, 4, 6, 9, 10]),
        (Order.CONFIDENCE, [7, 5, 8, 1, 2, 3, 4, 6, 9, 10]),
        # What is confirmed or refuted, then the rest.
        (Order.WEAKEST, [3, 4, 9, 10, 1, 2, 5, 6, 7, 8]),
    ],
)
def test_each_order_sorts_as_it_says(claims: Database, order: Order, numbers: list[int]) -> None:
    assert _numbers(claims, Wanted(), order=order) == numbers


def test_every_order_that_is_offered_sorts() -> None:
    assert set(listing.ORDERS) == set(Order)


_wanted = st.builds(
    Wanted,
    unverified=st.booleans(),
    unconfirmed=st.booleans(),
    statuses=st.lists(st.sampled_from(Status), max_size=3, unique=True).map(tuple),
    said=st.none() | st.sampled_from(Said),
    article=st.none() | st.sampled_from([1, 2]),
    sources=st.none() | st.sampled_from([(4,), (1, 3)]),
    checkable=st.none() | st.booleans(),
    caveated=st.none() | st.booleans(),
    tag=st.sampled_from([None, 1, 9]),
    search=st.none() | st.text("a%_/\\é'", max_size=3),
)


@given(wanted=_wanted, order=st.sampled_from(Order), size=st.integers(1, 11))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_put_together_are_the_whole_list_each_claim_once(
    claims: Database, wanted: Wanted, order: Order, size: int
) -> None:
    whole = _numbers(claims, wanted, order=order)
    with claims.connect() as connection:
        paged = [
            claim.number
            for offset in range(0, 11, size)
            for claim in listing.page(connection, wanted, order=order, limit=size, offset=offset)
        ]
    assert paged == whole


def test_a_row_shows_what_is_on_record(claims: Database) -> None:
    with claims.connect() as connection:
        shown = {claim.number: claim for claim in listing.page(connection, Wanted(), limit=None)}
    assert shown[1] == listing.ListedClaim(
        number=1,
        article=1,
        text="The bridge is closed.",
        spans=[[0, 21]],
        source=2,
        speaker="residents",
        own_voice=False,
        headline=False,
        nature=Nature.ASSERTS,
        by_pronoun=None,
        post=None,
        checkable=True,
        status="unverified",
        said="unchecked",
        overridden=False,
        independently_confirmed=False,
        confidence=0.5,
        uncertain=False,
        caveats=("hearsay",),
        asked_caveats=(),
        links=(ListedLink(ClaimLinkKind.DENIES, outgoing=False, claim=2, state=LinkState.PROPOSED),),
        tags=("Bridges",),
        holder="ana",
        version=1,
        changed_at=_MOMENT,
        restatement=ListedRestatement("The Brenholt bridge is closed.", "w1"),
        finding=ListedFinding("correct", "It is.", "w1", Status.CONFIRMED, Said.UNCHECKED),
    )
    assert [number for number, claim in shown.items() if claim.independently_confirmed] == [3, 10]
    assert [number for number, claim in shown.items() if claim.overridden] == [4]
    assert (shown[3].speaker, shown[8].speaker) == ("Harbour Post", None)
    assert (shown[7].caveats, shown[7].asked_caveats) == (("denied", "unconfirmed"), ())
    assert (shown[8].caveats, shown[8].asked_caveats) == ((), ("alleged",))
    assert (shown[9].caveats, shown[9].asked_caveats) == ((), ())
    assert (shown[10].caveats, shown[10].asked_caveats) == (("alleged",), ())
    assert shown[2].links == (ListedLink(ClaimLinkKind.DENIES, outgoing=True, claim=1, state=LinkState.PROPOSED),)
    assert shown[7].links == ()
    assert shown[8].holder == "Ben Ötzi"
    assert [number for number, claim in shown.items() if claim.uncertain] == [5, 8]
    assert shown[4].changed_at.tzinfo is UTC


def test_a_claim_is_uncertain_where_the_rule_says_so(filled: Database, claim_row: Callable[..., Claim]) -> None:
    every = list(product(Status, Said, ClaimOrigin, (None, 0.0, 0.49, 0.5), (False, True)))
    wanted = {
        number
        for number, (status, said, origin, confidence, corrected) in enumerate(every, start=100)
        if is_uncertain(confidence, status=status, said=said, by_hand=corrected or origin is not ClaimOrigin.EXTRACTED)
    }
    with writing(filled) as session:
        for number, (status, said, origin, confidence, _) in enumerate(every, start=100):
            session.add(claim_row(id=number, status=status, said=said, origin=origin, confidence=confidence))
        session.flush()
        corrections = [
            raw("claim.corrected", ("claim", number), claim=number)
            for number, one in enumerate(every, start=100)
            if one[-1]
        ]
        chain.append(session, corrections, reviewer_id=1, at=_MOMENT)
    assert set(_numbers(filled, Wanted(uncertain=True))) == wanted
    with filled.connect() as connection:
        shown = listing.page(connection, Wanted(), limit=None)
    assert {claim.number for claim in shown if claim.uncertain} == wanted
    assert len(wanted) == 4


def test_links_and_caveats_are_found_for_any_number_of_claims(claims: Database) -> None:
    with claims.connect() as connection:
        found = listed_marks.marks_of(connection, [*range(100, 70_000), 2, 7], range(1, 70_000))
    assert list(found.links) == [2]
    assert found.caveats == {(7, True): ("denied", "unconfirmed"), (7, False): ("denied",)}


def test_a_page_is_listed_with_three_statements(claims: Database) -> None:
    """Each takes longer to send than to answer: what stands beside the claims is asked for at once."""
    asked: list[str] = []
    event.listen(claims.engine, "before_cursor_execute", lambda *given: asked.append(str(given[2])))
    with claims.connect() as connection:
        asked.clear()
        shown = listing.page(connection, Wanted(), limit=3)
        counts, alarms = listing_counts.counts_and_alarms(connection, (Wanted(), Wanted(article=2)), article=None)
    assert [claim.number for claim in shown] == [1, 2, 3]
    assert (counts, alarms) == ([10, 1], [])
    assert len([words for words in asked if words.startswith(("SELECT", "WITH"))]) == 3


@pytest.mark.parametrize(
    ("name", "key", "family"),
    [
        ("Harbour Post", "harbour post", (1, 3)),
        ("post", "post", (1, 3)),
        ("3", "3", (1, 3)),
        ("residents", "residents", (2,)),
        ("4", "4", (4,)),
        ("nobody", "nobody", None),
        ("99", "99", None),
    ],
)
def test_a_source_is_asked_for_with_all_that_was_merged_into_it(
    claims: Database, name: str, key: str, family: tuple[int, ...] | None
) -> None:
    with claims.connect() as connection:
        found = lookups.source_family(connection, name, key)
    assert (tuple(sorted(found)) if found is not None else None) == family


def test_the_shell_is_offered_numbers_and_names_that_begin_so(claims: Database) -> None:
    with claims.connect() as connection:
        assert [number for number, _ in lookups.claim_numbers(connection, starting="1")] == [10, 1]
        assert lookups.claim_numbers(connection, starting="9") == [(9, "The bridge is closed.")]
        assert lookups.source_names(connection, starting="h") == ["Harbour Post"]
        # What was merged is no longer a name to ask for.
        assert lookups.source_names(connection, starting="The P") == []


def test_articles_and_the_workspace_are_found(claims: Database) -> None:
    with claims.connect() as connection:
        assert (lookups.has_article(connection, 2), lookups.has_article(connection, 3)) == (True, False)
        assert lookups.has_workspace(connection)
        assert lookups.workspace_identity(connection) == ("u", "l")


def test_tables_without_a_workspace_are_told(database: Database) -> None:
    with database.connect() as connection:
        assert not lookups.has_workspace(connection)
        with pytest.raises(DatabaseTrouble, match="cut off; `claimtrack ingest FILE` completes it"):
            lookups.workspace_identity(connection)


def test_the_columns_named_here_are_those_of_the_models() -> None:
    plain = {UtcDateTime: DateTime, Enum: Text}
    for light in (*light_tables.TABLES, conclusions.restatement, conclusions.finding, *unreplied.TABLES):
        mapped = Base.metadata.tables[light.name]
        for column in light.columns:
            stored = type(mapped.c[column.name].type)
            assert type(column.type) is plain.get(stored, stored), (light.name, column.name)


@pytest.fixture(scope="module")
def many_claims(claims: Database, claim_row: Callable[..., Claim]) -> Iterator[Database]:
    """Give three thousand claims more, by a hundred sources in a hundred articles; taken away at the end."""
    columns = [column.name for column in Claim.__table__.columns if column.name != "awaits_verdict"]
    usual = {name: getattr(claim_row(), name) for name in columns} | {
        "inside_id": None,
        "confidence": None,
        "headline": False,
    }
    common = [*[Status.WITHDRAWN] * 24, Status.UNVERIFIED, Status.CONFIRMED]
    with writing(claims) as session:
        named = {"kind": SpeakerKind.PERSON, "created_at": _MOMENT}
        session.execute(insert(Source), [{"id": n, "name": f"S{n}", "key": f"s{n}", **named} for n in range(100, 200)])
        session.execute(insert(Article), [{"id": n, "created_at": _MOMENT} for n in range(100, 200)])
        session.execute(
            insert(Reviewer),
            [
                {"id": n, "name": f"R{n}", "key": f"r{n}", "role": Role.REVIEWER, "created_at": _MOMENT}
                for n in range(100, 200)
            ],
        )
        rows = [
            usual
            | {
                "id": 1000 + n,
                "source_id": 100 + n % 100,
                "article_id": 100 + n // 30,
                "holder_id": 100 + n % 100,
                "status": common[n % len(common)],
                "origin": ClaimOrigin.EXTRACTED,
                "firsthand": Firsthand.UNKNOWN,
            }
            for n in range(3000)
        ]
        session.connection().execute(insert(Claim), rows)
        session.execute(
            insert(Tag), [{"id": n, "name": f"t{n}", "key": f"t{n}", "created_at": _MOMENT} for n in range(100, 200)]
        )
        tagged = {"added_by_id": 1, "added_at": _MOMENT}
        session.execute(
            insert(ClaimTag),
            [{"id": 1000 + n, "tag_id": 100 + n % 100, "claim_id": 1000 + n, **tagged} for n in range(3000)],
        )
    with claims.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("ANALYZE"))
    yield claims
    with writing(claims) as session:
        for table in ("claim_tag", "tag", "claim", "reviewer", "article", "source"):
            session.execute(text(f"DELETE FROM {table} WHERE id >= 100"))  # noqa: S608 - names of ours


@contextmanager
def _planning(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        if not database.is_sqlite:
            # Three thousand rows are few enough to be read through; the question is whether they would have to be.
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        yield connection


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(statuses=(Status.CONFIRMED,)), "ix_claim_status_id"),
        (Wanted(statuses=(Status.CONFIRMED, Status.REFUTED)), "ix_claim_status_id"),
        (Wanted(sources=(105,)), "ix_claim_source_id_id"),
        (Wanted(sources=(105, 106)), "ix_claim_source_id_id"),
        (Wanted(article=107), "ix_claim_article_id_id"),
        (Wanted(holder_key="r107"), "ix_claim_holder_id_id"),
        (Wanted(unverified=True), "ix_claim_awaits_verdict_id"),
        (Wanted(tag=107), "uq_claim_tag_tag_id_claim_id"),
    ],
)
def test_an_index_serves_each_filter(many_claims: Database, wanted: Wanted, index: str) -> None:
    explain = "EXPLAIN QUERY PLAN" if many_claims.is_sqlite else "EXPLAIN"
    # Fifty of several statuses or sources may as well be picked out on the way through the numbers.
    limit = None if len(wanted.statuses) > 1 or len(wanted.sources or ()) > 1 else 50
    for query in (listing.rows_query(wanted, limit=limit), listing_counts.whole_query((wanted,), in_article=False)):
        words = query.compile(many_claims.engine, compile_kwargs={"literal_binds": True}).string
        with _planning(many_claims) as connection:
            plan = "\n".join(str(row[-1]) for row in connection.execute(text(f"{explain} {words}")))
        assert index in plan, plan
        # Where alarms are looked for, the few links are gone through; claims never are.
        assert re.search(r"SCAN claim\b|Seq Scan on claim\b", plan) is None, plan


@pytest.mark.parametrize("wanted", [Wanted(statuses=(Status.CONFIRMED,)), Wanted(sources=(105,)), Wanted(article=107)])
def test_a_page_is_read_in_the_order_of_the_index(many_claims: Database, wanted: Wanted) -> None:
    """Nothing is sorted: the time of a page does not grow with the number of claims that the filter lets through."""
    explain = "EXPLAIN QUERY PLAN" if many_claims.is_sqlite else "EXPLAIN"
    query = listing.rows_query(wanted, limit=5).compile(many_claims.engine, compile_kwargs={"literal_binds": True})
    with _planning(many_claims) as connection:
        if not many_claims.is_sqlite:
            connection.execute(text("SET LOCAL enable_bitmapscan = off"))
        plan = "\n".join(str(row[-1]) for row in connection.execute(text(f"{explain} {query.string}")))
    assert "TEMP B-TREE" not in plan, plan
    assert "Sort" not in plan, plan


def test_pronouns_are_read_from_the_index_that_has_them_alone(many_claims: Database) -> None:
    """Each row of a page would otherwise cost a look into the hops of its claim, far apart in a large table."""
    if not many_claims.is_sqlite:
        pytest.skip("PostgreSQL weighs its statistics anew each time")
    ran: list[tuple[str, object]] = []

    def keep(connection: object, cursor: object, words: str, values: object, *more: object) -> None:
        del connection, cursor, more
        ran.append((words, values))

    event.listen(many_claims.engine, "before_cursor_execute", keep)
    try:
        with many_claims.connect() as connection:
            listing.page(connection, Wanted(), limit=50)
    finally:
        event.remove(many_claims.engine, "before_cursor_execute", keep)
    ((words, values),) = [(words, values) for words, values in ran if "attribution" in words]
    with many_claims.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)  # type: ignore[arg-type] # as they were given
        plan = [row[-1] for row in rows]
    assert any("attribution USING INDEX uq_attribution_pronoun" in step for step in plan), plan
