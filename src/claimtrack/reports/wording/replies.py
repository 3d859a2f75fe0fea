"""The words for the right of reply: who was asked, by when to answer, and what they answered, or that they did not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from claimtrack.reports.model import ClaimEntry, PartyLine, ReplyLine
from claimtrack.reports.wording.measures import day, moment, size
from claimtrack.vocabulary import LinkOrigin, LinkState, PartySide, ReplyKind, ReplyState, Status

_LATER = timedelta(hours=1)
"""How long after a request it may be recorded without a word about that."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a claim's replies: what it says, the party's own words, and what is kept of the exchange."""

    words: str
    answer: str | None = None
    kept: tuple[str, ...] = ()


def told(entry: ClaimEntry) -> tuple[Told, ...]:
    """Return what is on record of replies to a claim, and first whom it accuses who was not asked."""
    earlier = {one.source for one in entry.replies if one.earlier_words and one.state is not ReplyState.WITHDRAWN}
    return (
        *(
            Told(f"{_accused(one)}: {_ONLY_EARLIER if one.source in earlier else 'not asked for a reply'}")
            for one in unasked(entry)
        ),
        *map(_told, entry.replies),
        *(Told(_let_go(party)) for party in _let_off(entry)),
    )


def _let_off(entry: ClaimEntry) -> tuple[PartyLine, ...]:
    return tuple(filter(_is_let_go, entry.parties)) if entry.status is not Status.WITHDRAWN else ()


def _is_let_go(party: PartyLine) -> bool:
    """Tell whether a person took somebody off whom the claim was said to accuse: nobody has to ask them any more."""
    return party.side is PartySide.ACCUSED and party.state is LinkState.REJECTED


def _let_go(party: PartyLine) -> str:
    by = f", by decision of {party.by}" if party.by is not None else ""
    when = f", {moment(party.at)}" if party.at is not None else ""
    why = f": {party.because}" if party.because is not None else ""
    named = "named as accused by a person" if party.origin == _BY_A_PERSON else "read as accused by the machine"
    return f"{party.name}: {named}, and taken off again{by}{when}{why}; so no reply is asked for"


_BY_A_PERSON = LinkOrigin.REVIEWER.value
_ONLY_EARLIER = "not asked for a reply since the claim was worded, or attributed, otherwise"


def in_a_cell(entry: ClaimEntry) -> tuple[str, ...]:
    """Return the same, a line each."""
    return tuple(
        ". ".join([one.words, *([f'"{one.answer}"'] if one.answer is not None else []), *one.kept])
        for one in told(entry)
    )


def unasked(entry: ClaimEntry) -> tuple[PartyLine, ...]:
    """Return whom a claim accuses, as far as nobody said otherwise, who was neither asked about it nor let off."""
    if entry.status is Status.WITHDRAWN:
        return ()
    standing = (one for one in entry.replies if one.state is not ReplyState.WITHDRAWN and not one.earlier_words)
    asked = {one.source for one in standing}
    return tuple(
        party
        for party in entry.parties
        if party.side is PartySide.ACCUSED and party.state is not LinkState.REJECTED and party.source not in asked
    )


def _accused(party: PartyLine) -> str:
    return f"{party.name} (found by the machine, not yet judged)" if party.state is LinkState.PROPOSED else party.name


def _told(reply: ReplyLine) -> Told:
    words = _exception(reply) if reply.kind is ReplyKind.EXCEPTION else _exchange(reply)
    if reply.earlier_words:
        words = f"{words} (about the claim as it read, or was attributed, before)"
    if reply.withdrawn_at is not None:
        why = f": {reply.withdrawn_because}" if reply.withdrawn_because is not None else ""
        words = f"WITHDRAWN {moment(reply.withdrawn_at)}{why} ({words})"
    return Told(words, reply.answer, tuple(_kept(reply)))


def _exception(reply: ReplyLine) -> str:
    return f"{reply.party}: not asked, by decision of {reply.by}, {moment(reply.at)}: {reply.because}"


def _exchange(reply: ReplyLine) -> str:
    how = reply.means.words if reply.means is not None else "somehow"
    when = f" on {_when(reply.asked_at)}" if reply.asked_at is not None else ""
    time = f", to answer until {_until(reply.deadline)}" if reply.deadline is not None else ", without a deadline"
    return f"{reply.party}, asked {how}{when}{time}: {_outcome(reply)}"


def _outcome(reply: ReplyLine) -> str:
    if reply.answered_at is None:
        return "no answer by then" if reply.state is ReplyState.SILENT else "no answer yet"
    late = ", after the deadline" if reply.late else ""
    if reply.state is ReplyState.DECLINED:
        return f"declined to answer on {_when(reply.answered_at)}{late}"
    return f"answered on {_when(reply.answered_at)}{late}"


def _kept(reply: ReplyLine) -> Iterator[str]:
    if reply.asked_at is not None and reply.at - reply.asked_at >= _LATER:
        yield f"recorded by {reply.by} on {moment(reply.at)}"
    if len(reply.claims) > 1:
        yield f"asked about claims {', '.join(map(str, reply.claims))} at once (reply {reply.number})"
    if reply.text_digest is not None and reply.text_size is not None:
        yield f"the text that was sent: {reply.text_name}, {size(reply.text_size)}, sha256 {reply.text_digest}"
    if reply.answer_digest is not None and reply.answer_size is not None:
        yield f"the answer as it came: {size(reply.answer_size)}, sha256 {reply.answer_digest}"


def _when(at: datetime) -> str:
    utc = at.astimezone(UTC)
    return day(utc) if (utc.hour, utc.minute, utc.second) == (0, 0, 0) else moment(utc)


def _until(deadline: datetime) -> str:
    """Say until when: a day, where the deadline is its end."""
    utc = deadline.astimezone(UTC)
    if (utc.hour, utc.minute, utc.second) == (0, 0, 0):
        return f"the end of {day(utc - timedelta(days=1))} (UTC)"
    return moment(utc)
