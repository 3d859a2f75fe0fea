"""Notes on claims: comments, and what was tried and gave no result: who was asked, when, and what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from claimtrack.db import claim_rows
from claimtrack.db.models import Note
from claimtrack.errors import InvalidInput
from claimtrack.events.remarks import NoteAdded
from claimtrack.services.claims import Seen, begin_review, changed, open_to_more
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.vocabulary import NoteKind

_ANYWHERE = timedelta(hours=14)
"""How far the clocks of the world run ahead of UTC: a day begins there first."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a reviewer tried: in their words, whom they asked, when, and with what answer."""

    text: str
    who: str | None = None
    when: datetime | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt on record."""

    claim: int
    text: str
    by: str
    at: datetime


def note(act: Act, seen: Seen, text: str, *, kind: NoteKind) -> None:
    """Write a comment on claims, or an attempt that gave no result."""
    if not text.strip():
        raise InvalidInput(f"the {kind} is empty; write what there is to say")
    for claim in open_to_more(act, seen):
        begin_review(act, claim)
        act.session.add(Note(claim_id=claim.id, kind=kind, text=text, reviewer_id=act.reviewer.id, at=act.at))
        changed(act, claim, NoteAdded(claim=claim.id, kind=kind, text=text))


def record(act: Act, seen: Seen, tried: Tried) -> None:
    """Write an attempt on claims; raises InvalidInput for one that is empty or lies in the future."""
    if tried.when is not None and tried.when > act.at + _ANYWHERE:
        raise InvalidInput(f"the attempt of {_day(tried.when)} has not been made yet; note it afterwards")
    note(act, seen, worded(tried) if tried.text.strip() else "", kind=NoteKind.ATTEMPT)


def worded(tried: Tried) -> str:
    """Write an attempt as it is kept: ``rang the clinic (asked: Dr Lind; on: 2026-11-24; answer: "no comment")``."""
    answer = _flat(tried.answer)
    parts = [
        ("asked", _flat(tried.who)),
        ("on", _day(tried.when) if tried.when is not None else ""),
        ("answer", f'"{answer}"' if answer else ""),
    ]
    told = "; ".join(f"{name}: {words}" for name, words in parts if words)
    return f"{tried.text.strip()} ({told})" if told else tried.text


def on_record(desk: Desk, claims: Sequence[int]) -> list[Attempt]:
    """Return the attempts on these claims, the oldest first."""
    with reading(desk) as session:
        return [
            Attempt(note.claim_id, note.text, note.reviewer.name, note.at)
            for note in claim_rows.notes(session, claims)
            if note.kind is NoteKind.ATTEMPT
        ]


def _flat(words: str | None) -> str:
    return " ".join((words or "").split())


def _day(when: datetime) -> str:
    """Write a day; with the time where one was given, in UTC as everywhere."""
    utc = when.astimezone(UTC)
    return f"{utc:%Y-%m-%d}" if (utc.hour, utc.minute) == (0, 0) else f"{utc:%Y-%m-%d %H:%M} UTC"
