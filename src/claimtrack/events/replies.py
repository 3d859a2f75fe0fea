"""Events of replies: which party was asked about which claims, what it answered, and where an editor let it go unasked.

What is on record of one party may be about several claims, and each of these has an event of its own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from claimtrack.clock import until
from claimtrack.events.actions import Action
from claimtrack.events.event import (
    After,
    Column,
    Event,
    Names,
    OnClaim,
    SourceNumber,
    Subject,
    Text,
    or_purged,
)
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State
from claimtrack.vocabulary import Means, ReplyKind

REPLY = Kind(
    "reply",
    (
        "kind",
        "source",
        "means",
        "asked",
        "deadline",
        "because",
        "named",
        "digest",
        "size",
        "answered",
        "declined",
        "worded",
        "answer_digest",
        "answer_size",
        "answered_by",
        "made_by",
        "made",
        "withdrawn",
    ),
    numbers={"source": "source", "answered_by": "reviewer", "made_by": "reviewer"},
)
"""``because``, ``named`` and ``worded`` are whether there are words: an exception's reason, what a file is called, an
answer. ``answered`` and ``withdrawn`` are times or None.
"""
ABOUT = Kind(
    "reply about a claim",
    ("reply", "claim", "earlier_words"),
    numbers={"reply": "reply", "claim": "claim"},
    called="that reply is about claim {claim} (row {number})",
)
"""``earlier_words`` is a digest of the words and the speaker that the party was asked about, where the claim has others
by now.
"""

_NOTHING: Mapping[str, Any] = {
    name: False if name in {"because", "named", "declined", "worded"} else None
    for name in REPLY.fields
    if name not in {"kind", "source"}
}


class _OfReply(Event):
    """What is told of a party's reply on one claim."""

    noun = "reply"

    reply: Subject
    claim: OnClaim
    source: After[SourceNumber]

    def worked(self) -> str | None:
        return None if self.by_machine else "has a party's reply on record"


class _Begun(_OfReply):
    """The first that is told of it; ``about`` is the row that ties it to the claim."""

    about: After[int]


def _begin(state: State, sealed: Sealed, kind: ReplyKind, values: Mapping[str, Any]) -> None:
    number = sealed.subject[1]
    first = {**_NOTHING, "kind": kind.value, "made_by": sealed.reviewer, "made": sealed.at}
    state.put(REPLY, number, {**first, **sealed.after, **values})
    _tie(state, sealed)


def _tie(state: State, sealed: Sealed) -> None:
    tie = {"reply": sealed.subject[1], "claim": sealed.claim, "earlier_words": None}
    state.put(ABOUT, sealed.after["about"], tie)


class ReplyAsked(_Begun):
    """A party was asked for a reply; ``digest`` and ``size`` are those of the text that was sent, where it is kept."""

    action = Action.REPLY_ASKED

    means: After[Means]
    asked: After[datetime]
    deadline: After[datetime | None]
    digest: After[str | None]
    size: After[int | None]
    name: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _begin(state, sealed, ReplyKind.ASK, {"named": "name" in sealed.texts})

    @staticmethod
    def kept(sealed: Sealed) -> Mapping[str, Column]:
        return {"name": ("reply", sealed.subject[1], "text_name")}

    def sentence(self, names: Names) -> str:
        time = f", to answer until {until(self.deadline)}" if self.deadline is not None else ""
        sent = f"; the text is {or_purged(self.name)}" if self.digest is not None else ""
        return f"asked {names.source(self.source)} for a reply {self.means.words}{time} (reply {self.reply}){sent}"


class ReplyExcepted(_Begun):
    """An editor let a party go without being asked."""

    action = Action.REPLY_EXCEPTED

    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _begin(state, sealed, ReplyKind.EXCEPTION, {"because": "reason" in sealed.texts})

    def sentence(self, names: Names) -> str:
        return f"decided that {names.source(self.source)} need not be asked for a reply (reply {self.reply})"

    @staticmethod
    def kept(sealed: Sealed) -> Mapping[str, Column]:
        return {"reason": ("reply", sealed.subject[1], "because")}


class ReplyAnswered(_OfReply):
    """A party answered, or declined to; ``answered`` is when, ``digest`` and ``size`` are those of a kept file."""

    action = Action.REPLY_ANSWERED

    answered: After[datetime]
    declined: After[bool]
    digest: After[str | None]
    size: After[int | None]
    answer: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        after = sealed.after
        told = {"answer_digest": after["digest"], "answer_size": after["size"], "worded": "answer" in sealed.texts}
        when = {"answered": after["answered"], "declined": after["declined"], "answered_by": sealed.reviewer}
        state.put(REPLY, sealed.subject[1], {**told, **when})

    def sentence(self, names: Names) -> str:
        did = "declined to answer" if self.declined else "answered"
        words = f': "{or_purged(self.answer)}"' if self.answer is not None else ""
        return f"recorded that {names.source(self.source)} {did} (reply {self.reply}){words}"

    @staticmethod
    def kept(sealed: Sealed) -> Mapping[str, Column]:
        return {"answer": ("reply", sealed.subject[1], "answer")}


class ReplyShared(_Begun):
    """A claim was split off one that a reply is about: it is about both."""

    action = Action.REPLY_SHARED

    fold = staticmethod(_tie)

    def sentence(self, names: Names) -> str:
        whose = names.source(self.source)
        return f"noted that what is on record of a reply by {whose} is about it, too (reply {self.reply})"


class ReplyOutdated(_Begun):
    """A claim got other words, or another speaker, than a party was asked about, or has these again.

    ``words`` is a digest of those that the party was asked about; None where they are the claim's again.
    """

    action = Action.REPLY_OUTDATED
    versioned = False
    by_machine = True

    words: After[str | None]

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(ABOUT, sealed.after["about"], {"earlier_words": sealed.after["words"]})

    def sentence(self, names: Names) -> str:
        whose = names.source(self.source)
        what = "is about the claim as it read, or was attributed, before"
        if self.words is None:
            what = "is about the claim as it reads again"
        return f"noted that what is on record of a reply by {whose} {what} (reply {self.reply})"


class ReplyWithdrawn(_OfReply):
    """What was recorded of a reply is taken back: it was a mistake."""

    action = Action.REPLY_WITHDRAWN

    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(REPLY, sealed.subject[1], {"withdrawn": sealed.at})

    def sentence(self, names: Names) -> str:
        return f"withdrew what was on record of a reply by {names.source(self.source)} (reply {self.reply})"
