"""The gate in front of publication: what a claim still lacks. Values in, shortfalls out."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from claimtrack.clock import until
from claimtrack.remedies import Blank, Do, Step, do
from claimtrack.rules.contradictions import Contradiction
from claimtrack.vocabulary import OPEN, VERDICTS, WRONGLY_SAID, Means, Need, Said, Serves, Status


@dataclass(frozen=True, slots=True)
class Unreplied:
    """A party that a claim accuses, and that neither answered nor let a deadline pass.

    ``proposed`` tells that only the machine says that the claim accuses it. ``reply`` is the newest request that waits
    for an answer, None where none was made, and ``until`` its deadline; ``earlier`` the newest that is about the claim
    as it read, or was attributed, before.
    """

    source: int
    name: str
    proposed: bool = False
    reply: int | None = None
    until: datetime | None = None
    earlier: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One claim as the gate looks at it.

    ``said_overridden`` tells that who said it was answered by an editor's override, ``contradictions`` are the
    confirmed claims that this one, confirmed as well, stands against. ``own_voice`` is None for what is unread.
    ``stale`` tells that its verdict is older than the desk's policy lets one be, ``proposed`` that one waits for a
    second person, ``accepted`` that somebody noted that the story itself says how it stands. ``failing`` are the pieces
    of its evidence that are not as they were attached, ``unreplied`` the parties that it accuses and that had no chance
    to reply. ``untold`` tells that where it stands is not what the events say of it: the tables were changed by hand.
    """

    number: int
    own_voice: bool | None
    checkable: bool
    status: Status
    said: Said
    overridden: bool
    said_overridden: bool = False
    contradictions: tuple[Contradiction, ...] = ()
    stale: bool = False
    proposed: bool = False
    accepted: bool = False
    failing: tuple[int, ...] = ()
    unreplied: tuple[Unreplied, ...] = ()
    untold: bool = False


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What one claim lacks of one need, in words that follow its number, and what to go on with."""

    need: Need
    lacks: str
    next: Do


_UNREAD = "it is unread: nobody looked for who says it"


def shortfalls(claim: Candidate, needs: Collection[Need]) -> tuple[Shortfall, ...]:
    """Return what a claim lacks of these needs, in the order of ``Need``; nothing for a claim that was withdrawn."""
    if claim.status is Status.WITHDRAWN:
        return tuple(_intact(claim)) if claim.untold and Need.INTACT in needs else ()
    found = tuple(one for need in Need if need in needs for one in _OF[need](claim))
    if not claim.proposed:
        return found
    # Somebody else's look comes first, whatever the claim lacks.
    waits, approve = "what was proposed waits for approval", do(Step.APPROVE, claim.number)
    return tuple(
        one if one.need is Need.NO_PENDING else Shortfall(one.need, f"{one.lacks}; {waits}", approve) for one in found
    )


def _confirmed(claim: Candidate) -> Iterator[Shortfall]:
    if claim.checkable and claim.status is not Status.CONFIRMED:
        yield Shortfall(Need.CONFIRMED, f"{claim.status.words}, not confirmed", _to_confirm(claim))


def _own_confirmed(claim: Candidate) -> Iterator[Shortfall]:
    if claim.checkable and claim.own_voice is not False and claim.status is not Status.CONFIRMED:
        whose = "the outlet says it itself" if claim.own_voice else _UNREAD
        yield Shortfall(Need.OWN_CONFIRMED, f"{claim.status.words}, not confirmed, and {whose}", _to_confirm(claim))


def _no_unverified(claim: Candidate) -> Iterator[Shortfall]:
    if not claim.checkable or claim.status in VERDICTS:
        return
    if claim.own_voice is None:
        yield Shortfall(Need.NO_UNVERIFIED, f"{claim.status.words}: it has no verdict, and {_UNREAD}", _to_read(claim))
    elif claim.own_voice:
        yield Shortfall(Need.NO_UNVERIFIED, f"{claim.status.words}: it has no verdict", _to_confirm(claim))
    elif claim.said is not Said.VERIFIED:
        yield Shortfall(
            Need.NO_UNVERIFIED,
            f"{claim.status.words}: it has no verdict, nor is it verified that it was said",
            _to_verify(claim),
        )


def _no_refuted(claim: Candidate) -> Iterator[Shortfall]:
    # Whatever was said since of what evidence can decide: it did.
    yield from _not_said(claim)
    if claim.own_voice is not False:
        if claim.status in {Status.REFUTED, Status.DISPUTED}:
            whose = "the outlet says it itself" if claim.own_voice else _UNREAD
            yield Shortfall(Need.NO_REFUTED, f"{claim.status.words}, and {whose}", _to_reopen(claim))
    elif claim.status is Status.REFUTED and not claim.accepted:
        yield Shortfall(Need.NO_REFUTED, "refuted, and nobody noted that the story says so", _to_accept(claim))


def _not_said(claim: Candidate) -> Iterator[Shortfall]:
    """Yield that a story has somebody say what was said otherwise, or by nobody: whatever is known of its truth."""
    if claim.own_voice is False and claim.said in WRONGLY_SAID and not claim.accepted:
        lacks = f"said is {claim.said.words}, and nobody noted that the story says so"
        yield Shortfall(Need.NO_REFUTED, lacks, _to_accept(claim))


def _no_pending(claim: Candidate) -> Iterator[Shortfall]:
    if claim.proposed:
        yield Shortfall(Need.NO_PENDING, "a verdict waits for approval", do(Step.APPROVE, claim.number))


def _intact(claim: Candidate) -> Iterator[Shortfall]:
    if claim.untold:
        yield Shortfall(Need.INTACT, f"{claim.status.words}, which no event says of it", do(Step.VERIFY))
    for number in claim.failing:
        yield Shortfall(Need.INTACT, f"its evidence {number} is not as it was attached", do(Step.EVIDENCE_SHOW, number))


def _reply_asked(claim: Candidate) -> Iterator[Shortfall]:
    for party in claim.unreplied:
        does = "it accuses" if not party.proposed else "as the machine reads it, which nobody judged, it accuses"
        if party.reply is None:
            ask = do(Step.REPLY_ASK, claim.number, to=party.name, by=Means.MAIL, deadline=Blank.DATE)
            asked = "no reply was asked for"
            if party.earlier is not None:
                asked += f" since it was worded, or attributed, otherwise (reply {party.earlier})"
            yield Shortfall(Need.REPLY_ASKED, f"{does} {party.name}, and {asked}", ask)
            continue
        time = f"until {until(party.until)}" if party.until is not None else "without a deadline"
        yield Shortfall(
            Need.REPLY_ASKED,
            f"{does} {party.name}, who was asked for a reply and may answer {time}",
            do(Step.REPLY_ANSWER, party.reply, Blank.TEXT),
        )


def _no_override(claim: Candidate) -> Iterator[Shortfall]:
    if claim.overridden:
        yield Shortfall(
            Need.NO_OVERRIDE,
            f"{claim.status.words} by override",
            _to_reopen(claim),
        )
    if claim.said_overridden:
        yield Shortfall(
            Need.NO_OVERRIDE,
            f"said is {claim.said.words} by override",
            do(Step.SAID, claim.number, Said.UNCHECKED, reason=Blank.TEXT),
        )


def _no_alarm(claim: Candidate) -> Iterator[Shortfall]:
    for one in claim.contradictions:
        yield Shortfall(Need.NO_ALARM, one.seen_from(claim.number), _to_reopen(claim))


def _said(claim: Candidate) -> Iterator[Shortfall]:
    if claim.own_voice is None:
        yield Shortfall(Need.SAID, _UNREAD, _to_read(claim))
    elif not claim.own_voice and claim.said is not Said.VERIFIED:
        found = "not checked whether it was said" if claim.said is Said.UNCHECKED else f"said is {claim.said.words}"
        yield Shortfall(Need.SAID, found, _to_verify(claim))


def _no_stale(claim: Candidate) -> Iterator[Shortfall]:
    if claim.stale:
        yield Shortfall(
            Need.NO_STALE,
            f"{claim.status.words} longer ago than the policy lets it be",
            _to_reopen(claim),
        )


def _to_accept(claim: Candidate) -> Do:
    return do(Step.GATE_ACCEPT, claim.number, reason=Blank.TEXT)


def _to_read(claim: Candidate) -> Do:
    return do(Step.CORRECT, claim.number, speaker=Blank.NAME)


def _to_confirm(claim: Candidate) -> Do:
    # Not to confirm it: the rules refuse that as long as nothing is attached.
    if claim.status not in OPEN:
        return do(Step.SHOW, claim.number)
    return do(Step.EVIDENCE_ADD, claim.number, Blank.FILE, supports=True, source=Blank.NAME)


def _to_reopen(claim: Candidate) -> Do:
    return do(Step.REOPEN, claim.number, reason=Blank.TEXT)


def _to_verify(claim: Candidate) -> Do:
    return do(
        Step.EVIDENCE_ADD,
        claim.number,
        Blank.FILE,
        supports=True,
        serves=Serves.SAID,
        source=Blank.NAME,
        excerpt=Blank.TEXT,
    )


_OF = {
    Need.CONFIRMED: _confirmed,
    Need.OWN_CONFIRMED: _own_confirmed,
    Need.NO_UNVERIFIED: _no_unverified,
    Need.NO_REFUTED: _no_refuted,
    Need.NO_OVERRIDE: _no_override,
    Need.NO_ALARM: _no_alarm,
    Need.NO_PENDING: _no_pending,
    Need.INTACT: _intact,
    Need.REPLY_ASKED: _reply_asked,
    Need.SAID: _said,
    Need.NO_STALE: _no_stale,
}
