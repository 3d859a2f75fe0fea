"""Words that were taken from the record for good: who took them, when, why, and where they stood."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from claimtrack.events.actions import Action
from claimtrack.events.articles import SNAPSHOT
from claimtrack.events.claims import CLAIM
from claimtrack.events.event import After, Event, Names, Subject, Text
from claimtrack.events.forms import Sealed
from claimtrack.events.state import State, plain

NO_SALT = "0" * 32
"""The salt of words that are gone: the one that they had is gone with them, so that nobody can try words."""


class WordsPurged(Event):
    """An admin took words from the record; what was sealed of them stays, and so does the chain.

    ``of`` says of what (``claim``, ``source``, ``evidence`` or ``text``) and ``number`` of which. ``events`` are the
    fields whose words are gone, by the event's number; ``snapshots`` the texts in which blocks stand now, each as
    ``[number, SHA-256 of the text, digest of its posts]``; ``doubts`` what is told of the doubts of claims whose words
    changed, each as ``[claim, doubts]``; ``files`` the digests of bytes that left the locker.
    """

    action = Action.WORDS_PURGED
    noun = "workspace"

    of: After[str]
    number: After[int]
    events: After[Mapping[str, Sequence[str]]]
    snapshots: After[Sequence[Sequence[int | str | None]]]
    doubts: After[Sequence[Sequence[Any]]]
    files: After[Sequence[str]]
    reason: Text
    workspace: Subject = 1

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        for number, text, posts in sealed.after["snapshots"]:
            row = state.row(SNAPSHOT, number)
            row[SNAPSHOT.places["text_sha256"]] = plain(text)
            row[SNAPSHOT.places["posts"]] = plain(posts)
        for claim, doubts in sealed.after["doubts"]:
            state.row(CLAIM, claim)[CLAIM.places["doubts"]] = plain(doubts)

    def sentence(self, _: Names) -> str:
        return told(self.of, self.number, self.events, self.snapshots, self.files)


def told(
    of: str,
    number: int,
    events: Mapping[str, Sequence[str]],
    snapshots: Sequence[object],
    files: Sequence[object],
) -> str:
    """Say what a purge took, to follow the name of who did it."""
    counts = {
        ("text of an event", "texts of events"): sum(len(fields) for fields in events.values()),
        ("article's text", "articles' texts"): len(snapshots),
        ("file", "files"): len(files),
    }
    parts = [f"{count} {one if count == 1 else many}" for (one, many), count in counts.items() if count]
    took = ", ".join(parts) or "nothing of it in events, articles or files"
    what = f"event {number}" if of == "text" else f"{of} {number}"
    return f"purged the words of {what} ({took})"


def marker(at: date, by: str) -> str:
    """Return what stands where words were."""
    return f"[purged on {at:%Y-%m-%d} by {by}]"


def is_marker(words: str | None) -> bool:
    """Tell whether these words stand where others were; that they may, only the events prove."""
    return words is not None and _MARKER.fullmatch(words) is not None


_MARKER = re.compile(r"\[purged on \d{4}-\d\d-\d\d by .+\]", re.DOTALL)


def stand_in(mark: str, subject: tuple[str, int], field: str) -> str:
    """Return what stands where the words of that field of an event were: names have to stay apart from one another."""
    kind, number = subject
    if field != "name" or kind not in {"source", "tag"}:
        return mark
    return f"[{kind} {number}, {mark[1:]}" if kind == "source" else f"purged-{number}"
