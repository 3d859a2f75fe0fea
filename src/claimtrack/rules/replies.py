"""Where the reply of an accused party stands: worked out from what is on record and from the clock, never set."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from claimtrack.vocabulary import ReplyKind, ReplyState

SETTLED = frozenset({ReplyState.ANSWERED, ReplyState.DECLINED, ReplyState.EXCEPTED})
"""What settles by itself that a party had its chance, whatever else is on record of it."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is on record of one request for a reply, or of an editor's exception; ``deadline`` is when it is over."""

    kind: ReplyKind
    deadline: datetime | None = None
    answered: bool = False
    declined: bool = False
    withdrawn: bool = False


def state_of(reply: OnRecord, *, now: datetime) -> ReplyState:
    """Say where a reply stands at a moment. Without a deadline nobody is ever silent: they may still answer."""
    if reply.withdrawn:
        return ReplyState.WITHDRAWN
    if reply.kind is ReplyKind.EXCEPTION:
        return ReplyState.EXCEPTED
    if reply.answered:
        return ReplyState.DECLINED if reply.declined else ReplyState.ANSWERED
    return ReplyState.SILENT if reply.deadline is not None and reply.deadline <= now else ReplyState.OPEN


def asked_of(words: str, speaker: int | None) -> str:
    """Return a digest of what a party is asked about: a claim's words, and by number the source that says them.

    Marks, case and how lines break are no other words.
    """
    letters = "".join(sign for sign in unicodedata.normalize("NFKC", words).casefold() if sign.isalnum())
    return sha256(f"{speaker} {letters}".encode("utf-8", "surrogatepass")).hexdigest()


def had_its_chance(states: Collection[ReplyState]) -> bool:
    """Tell whether a party with these replies on one claim has answered, or had the time that it was given.

    Asked twice, it has until the last deadline.
    """
    if SETTLED & set(states):
        return True
    return ReplyState.SILENT in states and ReplyState.OPEN not in states
