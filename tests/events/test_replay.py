from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.events.actions import ACTIONS
from claimtrack.events.claims import CLAIM
from claimtrack.events.differences import Difference, differences
from claimtrack.events.forms import Sealed
from claimtrack.events.registry import replay
from claimtrack.events.sources import SOURCE
from claimtrack.events.state import UNTOLD
from claimtrack.vocabulary import Said, Status

_AT = "2026-11-24T09:00:00.000000Z"


def _told(number: int, action: str, claim: int, *, before: Any = None, after: Any = None) -> Sealed:
    return Sealed(number, _AT, action, ("claim", claim), claim, before or {}, after or {})


def _recorded(number: int, claim: int) -> Sealed:
    after = {"status": "unverified", "said": "unchecked", "checkable": True, "spans": [[0, 9]]}
    return _told(number, "claim.recorded", claim, after=after)


_CHANGES = st.one_of(
    st.tuples(
        st.just("claim.status"),
        st.fixed_dictionaries({"status": st.sampled_from([one.value for one in Status]), "overridden": st.booleans()}),
    ),
    st.tuples(
        st.just("claim.said"),
        st.fixed_dictionaries({"said": st.sampled_from([one.value for one in Said]), "overridden": st.booleans()}),
    ),
    st.tuples(st.just("claim.holder"), st.fixed_dictionaries({"holder": st.none() | st.integers(1, 9)})),
    st.tuples(st.just("claim.corrected"), st.fixed_dictionaries({}, optional={"checkable": st.booleans()})),
    st.tuples(st.just("comment.added"), st.just({"kind": "comment"})),
    st.tuples(st.just("what.nobody.knows"), st.fixed_dictionaries({"status": st.just("refuted")})),
)
_HISTORIES = st.lists(st.tuples(st.integers(1, 4), _CHANGES), max_size=30)
_CARRIED = {
    "claim.status": ("status", "overridden"),
    "claim.said": ("said",),
    "claim.holder": ("holder",),
    "claim.corrected": ("checkable",),
}


def _events(history: Sequence[tuple[int, tuple[str, Any]]]) -> list[Sealed]:
    first = [_recorded(claim, claim) for claim in range(1, 5)]
    return first + [
        _told(number, action, claim, after=after) for number, (claim, (action, after)) in enumerate(history, 5)
    ]


@given(_HISTORIES)
def test_each_field_is_what_the_newest_event_that_carries_it_says(
    history: Sequence[tuple[int, tuple[str, Any]]],
) -> None:
    found = replay(_events(history))
    assert found.events == 4 + len(history)
    assert found.unreadable == [number for number, (_, (action, _)) in enumerate(history, 5) if action not in ACTIONS]
    for claim in range(1, 5):
        expected: dict[str, Any] = {
            "status": "unverified",
            "said": "unchecked",
            "checkable": True,
            "holder": None,
            "overridden": False,
        }
        for about, (action, after) in history:
            if about == claim:
                expected |= {name: after[name] for name in _CARRIED.get(action, ()) if name in after}
        stands = found.of(CLAIM, claim)
        assert {name: stands[name] for name in expected} == expected
        assert stands["notes"] == sum(about == claim and one[0] == "comment.added" for about, one in history)


@given(_HISTORIES, st.data())
def test_a_table_that_says_the_same_differs_in_nothing_and_one_value_changed_is_named(
    history: Sequence[tuple[int, tuple[str, Any]]], data: st.DataObject
) -> None:
    rows = {number: list(row) for number, row in replay(_events(history)).rows[CLAIM].items()}
    assert list(differences(replay(_events(history)), CLAIM, rows.items())) == []
    known = [name for place, name in enumerate(CLAIM.fields) if rows[1][place] is not UNTOLD]
    claim, name = data.draw(st.integers(1, 4)), data.draw(st.sampled_from(known))
    place = CLAIM.fields.index(name)
    was, rows[claim][place] = rows[claim][place], "edited"
    (one,) = differences(replay(_events(history)), CLAIM, rows.items())
    assert one == Difference(CLAIM, claim, claim, name, was, "edited")


@given(_HISTORIES)
def test_a_longer_history_does_not_make_a_larger_standing(history: Sequence[tuple[int, tuple[str, Any]]]) -> None:
    found = replay(_events(history))
    assert [(kind, len(rows)) for kind, rows in found.rows.items() if rows] == [(CLAIM, 4)]
    assert all(len(row) == len(CLAIM.fields) for row in found.rows[CLAIM].values())


def test_rows_that_are_missing_or_that_no_event_tells_of_are_named() -> None:
    rows = dict(replay([_recorded(1, 1), _recorded(2, 2)]).rows[CLAIM])
    rows[3] = rows.pop(2)
    found = list(differences(replay([_recorded(1, 1), _recorded(2, 2)]), CLAIM, rows.items()))
    assert [one.sentence for one in found] == [
        "claim 3: it is in the tables, but no event put it on record",
        "claim 2: the events put it on record, but it is not in the tables",
    ]


def test_what_no_event_told_is_compared_with_nothing() -> None:
    rows = {1: list(replay([_recorded(1, 1)]).rows[CLAIM][1])}
    place = CLAIM.fields.index("firsthand")
    assert rows[1][place] is UNTOLD
    rows[1][place] = "no"
    assert list(differences(replay([_recorded(1, 1)]), CLAIM, rows.items())) == []


@pytest.mark.parametrize(
    "event",
    [
        _told(2, "", 1),
        _told(2, "claim.blessed", 1, after={"status": "confirmed"}),
        _told(2, "comment.added", 9),
        _told(2, "evidence.attached", 1, after={"evidence": 1}),
        _told(2, "evidence.withdrawn", 1),
        _told(2, "claim.status", 1, after={"status": {"a": 1}}),
        Sealed(2, _AT, "claim.status", ("claim", "one"), 1, {}, {"status": "refuted"}),  # type: ignore[arg-type] # damaged
        Sealed(2, _AT, "claim.status", ("claim", [1]), 1, {}, {"status": "refuted"}),  # type: ignore[arg-type] # damaged
    ],
)
def test_an_event_that_is_not_what_it_should_be_is_noted_and_the_rest_is_folded(event: Sealed) -> None:
    found = replay([_recorded(1, 1), event, _told(3, "claim.holder", 1, after={"holder": 4})])
    assert found.unreadable == [2]
    assert found.of(CLAIM, 1)["holder"] == 4
    assert found.of(CLAIM, 1)["status"] == "unverified"


def test_a_merge_carries_along_what_was_merged_before() -> None:
    def source(number: int, action: str, which: int, **after: Any) -> Sealed:
        return Sealed(number, _AT, action, ("source", which), None, {}, after)

    events = [source(one, "source.recorded", one, kind="person", article=None) for one in (1, 2, 3)]
    merged = [source(4, "source.merged", 1, merged_into=2), source(5, "source.merged", 2, merged_into=3)]
    found = replay([*events, *merged])
    assert [found.of(SOURCE, number)["merged_into"] for number in (1, 2, 3)] == [3, 3, None]
