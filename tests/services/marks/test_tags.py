"""Tags: put on claims and taken off, all that changes with them, and all that does not."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.services.tampering import tamper

from claimtrack.db.tags import TagFigures, tag_names_of, tags_of
from claimtrack.errors import ChangedMeanwhile, ForbiddenMove, InvalidInput, NotFound
from claimtrack.events.event import PURGED
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, reading
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import tag_listing, tags
from claimtrack.services.marks.tags import Tagged
from claimtrack.services.reports import listing
from claimtrack.services.verdicts import decisions, queue
from claimtrack.vocabulary import Status

pytestmark = pytest.mark.both_databases

Stands = Callable[[int], ClaimEntry]


def _put(desk: Desk, name: str, *claims: int) -> Tagged:
    return desk.enact(tags.tag, look(desk, claims), name)


def _take(desk: Desk, name: str, *claims: int) -> Tagged:
    return desk.enact(tags.untag, look(desk, claims), name)


def _listed(desk: Desk, tag: str, **wanted: object) -> list[int]:
    return [line.claim.number for line in listing.list_claims(desk, listing.Filters(tagged=tag, **wanted)).lines]  # type: ignore[arg-type] # a filter of a test's own


def test_claims_are_tagged_and_neither_taken_nor_decided(desk: Desk, claims: tuple[int, ...], stands: Stands) -> None:
    bridge, port, road = claims
    before = stands(bridge)
    assert _put(desk, "Élections", bridge, port) == Tagged("Élections", (bridge, port), ())
    # The form of the accent and the case do not count; the tag is written as it was first.
    assert _put(desk, "E\u0301LECTIONS", port, road) == Tagged("Élections", (road,), (port,))
    _put(desk, "bridges", bridge)
    entry = stands(bridge)
    assert entry.tags == ("bridges", "Élections")
    assert (entry.status, entry.holder, entry.version) == (Status.UNVERIFIED, None, before.version + 2)
    assert tag_listing.listing(desk) == [TagFigures("bridges", 1, 1), TagFigures("Élections", 3, 3)]
    assert verify(desk).problems == ()


def test_a_tag_is_taken_off_and_put_on_again(desk: Desk, claims: tuple[int, ...], stands: Stands) -> None:
    bridge, port, _ = claims
    _put(desk, "Roads", bridge, port)
    assert _take(desk, "ROADS", *claims) == Tagged("Roads", (bridge, port), (claims[2],))
    assert stands(bridge).tags == ()
    assert tag_listing.listing(desk) == []
    _put(desk, "roads", bridge)
    assert stands(bridge).tags == ("Roads",)
    assert verify(desk).problems == ()
    told = [line.what for line, claim, _ in entries(desk) if claim == bridge][1:]
    assert told == ["tagged it Roads", "took the tag Roads off it", "tagged it Roads"]
    assert "made the tag Roads (tag 1)" in [line.what for line, _, _ in entries(desk)]


def test_what_was_tagged_is_listed_and_handed_out(
    desk: Desk, claims: tuple[int, ...], decide: Callable[..., list[decisions.Moved]]
) -> None:
    bridge, port, road = claims
    _put(desk, "roads", bridge, road)
    _put(desk, "ports", port)
    assert _listed(desk, "Roads") == [bridge, road]
    decide(Status.DISPUTED, bridge, reason="figures differ")
    assert _listed(desk, "roads", unverified=True) == [road]
    assert tag_listing.listing(desk) == [TagFigures("ports", 1, 1), TagFigures("roads", 2, 1)]
    assert queue.within_reach(desk, tag="roads").length() == 1
    assert [move.number for move in desk.enact(queue.take_next, 9, tag="ROADS")] == [road]
    assert queue.mine(desk, tag="roads").first() == road
    assert queue.mine(desk, tag="ports").first() is None
    assert desk.enact(queue.take_next, 9, tag="roads") == []


def test_a_tag_that_nobody_gave_is_told(desk: Desk, bridge: int) -> None:
    for ask in (
        lambda: _listed(desk, "floods"),
        lambda: _take(desk, "floods", bridge),
        lambda: desk.enact(queue.take_next, 1, tag="floods"),
        lambda: queue.within_reach(desk, tag="floods"),
        lambda: queue.mine(desk, tag="floods"),
    ):
        with pytest.raises(NotFound, match='no tag "floods"; `claimtrack tags` lists those there are'):
            ask()


def test_what_changes_nothing_is_refused_and_leaves_nothing(
    desk: Desk, claims: tuple[int, ...], contents: Callable[[], Mapping[str, object]]
) -> None:
    bridge, port, _ = claims
    _put(desk, "Roads", bridge, port)
    old = look(desk, [bridge], version=look(desk, [bridge]).versions[bridge])
    _put(desk, "bridges", bridge)
    before = contents()
    with pytest.raises(ForbiddenMove, match=f"claims {bridge}, {port} have the tag Roads already; nothing was"):
        _put(desk, "roads", bridge, port)
    with pytest.raises(ForbiddenMove, match=f"claim {port} does not have the tag bridges; nothing was changed"):
        _take(desk, "bridges", port)
    with pytest.raises(InvalidInput, match='"#roads" is no tag'):
        _put(desk, "#roads", port)
    with pytest.raises(NotFound, match="no claim 99"):
        _put(desk, "floods", bridge, 99)
    with pytest.raises(ChangedMeanwhile, match=f"claim {bridge} was changed since you looked: ana tagged it bridges"):
        desk.enact(tags.tag, old, "floods")
    assert contents() == before


def test_tags_of_many_claims_at_once_are_keys(desk: Desk, claims: tuple[int, ...]) -> None:
    bridge, port, road = claims
    _put(desk, "Roads", bridge, road)
    _put(desk, "Élections", bridge)
    _put(desk, "floods", port)
    _take(desk, "floods", port)
    with reading(desk) as session:
        many = [*range(100, 40_000), *claims]
        assert tags_of(session, many) == {bridge: frozenset({"roads", "élections"}), road: frozenset({"roads"})}
        assert tag_names_of(session.connection(), many) == {bridge: ("Roads", "Élections"), road: ("Roads",)}


def test_a_tag_renamed_behind_the_programs_back_is_found(desk: Desk, bridge: int) -> None:
    _put(desk, "Roads", bridge)
    tamper(desk.database, "UPDATE tag SET name = 'Bridges'")
    assert verify(desk).problems == ('tag 1: it is "Roads" by the events, "Bridges" in the table, found by "roads"',)
    tamper(desk.database, "UPDATE tag SET name = 'Roads', key = 'ways'")
    assert verify(desk).problems == ('tag 1: it is "Roads" by the events, "Roads" in the table, found by "ways"',)


def test_a_tag_whose_words_were_purged_is_still_told_and_holds(desk: Desk, bridge: int) -> None:
    _put(desk, "Roads", bridge)
    tamper(desk.database, "DELETE FROM event_text WHERE field IN ('tag', 'name')")
    told = [line.what for line, _, _ in entries(desk)]
    assert f"tagged it {PURGED}" in told
    assert f"made the tag {PURGED} (tag 1)" in told
    assert not [problem for problem in verify(desk).problems if problem.startswith("tag")]


_STEPS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["roads", "Roads", "ports"]), st.sets(st.integers(1, 3), min_size=1)),
    max_size=8,
)


@given(steps=_STEPS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_put_on_and_taken_off_stands_as_it_was_said(
    desk: Desk, record: Callable[..., Ingested], steps: list[tuple[bool, str, set[int]]]
) -> None:
    # One desk for every example: claims of its own for each.
    known = listing.list_claims(desk).total
    lines = [f"Ana Ruiz: Bridge {known + one} is closed." for one in range(3)]
    numbers = record(*lines, name=f"{known}.txt").claims
    expected: dict[int, set[str]] = {number: set() for number in numbers}
    for puts, name, places in steps:
        meant = [numbers[place - 1] for place in sorted(places)]
        try:
            (_put if puts else _take)(desk, name, *meant)
        except (ForbiddenMove, NotFound):
            continue
        for number in meant:
            (expected[number].add if puts else expected[number].discard)(name.casefold())
    with reading(desk) as session:
        assert tags_of(session, numbers) == {number: frozenset(had) for number, had in expected.items() if had}
    assert verify(desk).problems == ()
