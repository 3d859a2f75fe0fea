"""Every kind of event: sealed to the same bytes as ever, read back, folded, told, audited; and none that is unknown."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from tests.events.examples import EXAMPLES
from tests.events.raw import raw

import claimtrack
from claimtrack.db import audit
from claimtrack.events.actions import ACTIONS
from claimtrack.events.claims import CLAIM, ClaimCorrected, StatusChanged
from claimtrack.events.event import ABSENT, PURGED, Event, Names
from claimtrack.events.forms import Sealed
from claimtrack.events.registry import EVENTS, KINDS, event_kind, read, replay
from claimtrack.events.state import UNTOLD
from claimtrack.vocabulary import Status

_AT = "2026-11-24T09:00:00.000000Z"
_NAMES = Names({number: f"source {number}" for number in range(1, 10)}, {1: "ana", 2: "ben", 3: "cleo"})
_EXPECTED = [
    json.loads(line)
    for line in (Path(__file__).parent / "expected-events.jsonl").read_text(encoding="utf-8").splitlines()
]
"""What each example is sealed to, and what is told of it. Sealed bytes never change."""
_BY_ACTION: Mapping[str, Event] = {one.action.value: one for one in EXAMPLES}
_FOLD_NOTHING = {
    "claim.linked": "the link is the machine's, and links of the machine's own were told by no event",
    "locker.moved": "where the files are is no table's business; the log of custody reads it off the events",
    "locker.swept": "what was swept belonged to nothing that stands on record",
    "evidence.handled": "the log of custody reads it off the events",
    "package.exported": "so does it read this",
    "party.challenged": "a second person who says so looks for it among the events",
    "claim.disowned": "a second person who says so looks for it among the events",
    "claim.judged_blind": "who judges second reads it off the events, and before that nobody",
    "claim.opened": "agreement is worked out of the events",
    "claim.accepted": "the gate reads off the events whether it holds still",
    "claim.reasoned": "the card reads it off the events, as it does the reason that came with the verdict",
}
_FOLD_NOTHING |= dict.fromkeys(
    (
        "account.given",
        "account.taken",
        "hook.ended",
        "hook.made",
        "login.removed",
        "login.set",
        "sitting.ended",
        "sitting.opened",
        "token.made",
        "token.revoked",
    ),
    "the door's tables are no part of the record, and are held against the events themselves",
)
_SOMETHING_FIRST = {"comment.added": "claim.recorded"}


def _sealed(event: Event, number: int = 1) -> Sealed:
    change = event.change()
    before, after = (json.loads(rfc8785.dumps(dict(side))) for side in (change.before, change.after))
    digests = dict.fromkeys(change.texts, "digest")
    return Sealed(number, _AT, change.action, change.subject, change.claim, before, after, 2, digests)


def _bytes(event: Event) -> str:
    change = event.change()
    sides: dict[str, Any] = {"before": dict(change.before), "after": dict(change.after), "texts": dict(change.texts)}
    said = {"action": change.action, "subject": list(change.subject), "claim": change.claim, **sides}
    return rfc8785.dumps(said).decode()


def test_there_is_an_example_of_every_kind_and_a_kind_of_every_action() -> None:
    assert set(EVENTS) == ACTIONS == set(_BY_ACTION)
    assert len(EXAMPLES) == len(ACTIONS)


@pytest.mark.parametrize("expected", _EXPECTED, ids=lambda expected: json.loads(expected["sealed"])["action"])
def test_a_kind_is_sealed_read_and_told_as_ever(expected: Mapping[str, Any]) -> None:
    event = _BY_ACTION[json.loads(expected["sealed"])["action"]]
    assert _bytes(event) == expected["sealed"]
    again = read(_sealed(event), event.change().texts)
    assert again == event
    assert _bytes(again) == expected["sealed"]
    assert again.sentence(_NAMES) == expected["told"]
    assert again.worked() == expected["worked"]
    doing = {"by_machine": type(event).by_machine, "versioned": type(event).versioned}
    assert doing == {name: expected[name] for name in doing}


def test_what_is_expected_is_of_every_kind() -> None:
    assert {json.loads(one["sealed"])["action"] for one in _EXPECTED} == ACTIONS


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: event.action.value)
def test_a_kind_is_told_without_the_words_and_names_that_were_purged(event: Event) -> None:
    sealed = _sealed(event)
    told = read(sealed, {}).sentence(Names({}, {}))
    assert told
    assert all(words not in told for words in event.change().texts.values() if len(words) > 2)


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: event.action.value)
def test_a_kind_is_folded_and_what_it_folds_is_audited(event: Event) -> None:
    first = _SOMETHING_FIRST.get(event.action.value)
    earlier = [_sealed(_BY_ACTION[first])] if first is not None else []
    state = replay([*earlier, _sealed(event, 2)])
    assert state.unreadable == []
    before = replay(earlier)
    rows = {(kind, number, tuple(row)) for kind, found in state.rows.items() for number, row in found.items()}
    rows -= {(kind, number, tuple(row)) for kind, found in before.rows.items() for number, row in found.items()}
    assert bool(rows) is (event.action.value not in _FOLD_NOTHING)
    for kind, _, row in rows:
        folded = {name for name, value in zip(kind.fields, row, strict=True) if value is not UNTOLD}
        assert folded <= audit.compared(kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_of_a_thing_is_compared_with_a_column(kind: Any) -> None:
    assert audit.compared(kind) == set(kind.fields)


def test_a_kind_that_is_not_known_is_refused_when_it_is_read() -> None:
    unknown = Sealed(4, _AT, "claim.blessed", ("claim", 7), 7, {}, {"status": "confirmed"})
    with pytest.raises(LookupError, match=re.escape('no kind of event is called "claim.blessed"')):
        event_kind(unknown.action)
    assert replay([unknown]).unreadable == [4]
    assert replay([unknown]).rows[CLAIM] == {}


def test_an_event_takes_each_of_its_fields_and_no_other_and_never_changes() -> None:
    with pytest.raises(TypeError, match="said"):
        StatusChanged(claim=7, was_status=Status.CONFIRMED, status=Status.REFUTED, overridden=False, said="x")  # type: ignore[call-arg] # what is refused
    with pytest.raises(TypeError, match="overridden"):
        StatusChanged(claim=7, was_status=Status.CONFIRMED, status=Status.REFUTED)  # type: ignore[call-arg] # what is refused
    event = _BY_ACTION["claim.status"]
    with pytest.raises(AttributeError, match="never changes"):
        event.claim = 8
    assert "StatusChanged(claim=7" in repr(event)


def test_what_an_older_event_does_not_tell_is_absent_and_cannot_be_put_into_words() -> None:
    older = Sealed(1, _AT, "claim.corrected", ("claim", 7), 7, {}, {"checkable": False})
    event = read(older, {})
    assert isinstance(event, ClaimCorrected)
    assert event.spans is ABSENT
    assert event.sentence(_NAMES) == "corrected it: to not checkable"
    with pytest.raises(LookupError):
        str(ABSENT)
    with pytest.raises(LookupError):
        read(older._replace(action="claim.carried", after={}), {}).sentence(_NAMES)
    assert PURGED in read(older._replace(action="comment.added", after={"kind": "comment"}), {}).sentence(_NAMES)


def test_actions_are_written_out_in_no_other_part_of_the_program() -> None:
    root = Path(claimtrack.__file__).parent
    files = [file for file in root.rglob("*.py") if file.parent != root / "events"]
    found = {
        f"{file.relative_to(root)}: {action}"
        for file in files
        for action in re.findall(r"[\"']([a-z]+\.[a-z_]+)[\"']", file.read_text(encoding="utf-8"))
        if action in ACTIONS
    }
    assert len(files) > 100
    assert found == set()


def test_a_raw_event_is_sealed_as_it_says() -> None:
    assert raw("tag.recorded", ("tag", 1)).change().action == "tag.recorded"
