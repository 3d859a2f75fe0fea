"""The right of reply: ask the party that a claim accuses, record what it answers, or let it go unasked for a reason."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from claimtrack.clock import until
from claimtrack.db import claim_rows, relations, reply_rows
from claimtrack.db.models import Claim, Reply, ReplyClaim, Source
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError, letters_of, not_there, require_reason
from claimtrack.events.replies import (
    ReplyAnswered,
    ReplyAsked,
    ReplyExcepted,
    ReplyOutdated,
    ReplyShared,
    ReplyWithdrawn,
)
from claimtrack.locker.store import digest_of
from claimtrack.reading.read import read_document
from claimtrack.remedies import Blank, Field, Message, Step, do
from claimtrack.rules.findings import says_something
from claimtrack.rules.replies import asked_of
from claimtrack.rules.stated import stated
from claimtrack.rules.written_days import names_day
from claimtrack.services.claims import Seen, all_of, begin_review, changed, still_as_seen
from claimtrack.services.desk import Act, needs
from claimtrack.services.inputs import Input
from claimtrack.services.sources.sources import existing, named_or_new
from claimtrack.services.weighing.policies import in_force
from claimtrack.vocabulary import LinkState, Means, PartySide, ReplyKind, Right, SpeakerKind, Status

_ANYWHERE = timedelta(hours=14)
"""How far the clocks of the world run ahead of UTC: a day begins there first."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Text:
    """A file that was sent or came: its bytes, and the text that was read from it."""

    data: bytes
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A request for a reply. ``deadline`` is the first moment at which it is over, ``asked`` None for now."""

    to: str
    means: Means
    deadline: datetime | None = None
    asked: datetime | None = None
    text: Text | None = None
    new_source: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a party answered, as words or as a file, or that it ``declined`` to; ``came`` is None for now."""

    words: str | None = None
    text: Text | None = None
    declined: bool = False
    came: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is on record now: its number, whose reply it is, about which claims, and until when it may come.

    ``strangers`` are the claims that do not name this party as accused, ``unjudged`` those of which only the machine
    says so; ``late`` tells of an answer that it came after the deadline.
    """

    number: int
    party: str
    claims: tuple[int, ...]
    deadline: datetime | None = None
    strangers: tuple[int, ...] = ()
    unjudged: tuple[int, ...] = ()
    late: bool = False


def text_of(given: Input) -> Text:
    """Read a file that was sent or came; raises InvalidInput for one that is empty or of which no text can be read."""
    if not given.data:
        raise InvalidInput(f"{given.name} is empty; name the file with the text")
    words = read_document(given.data, name=given.name, charset=given.charset).whole
    if not says_something(words):
        raise InvalidInput(f"no word stands in {given.name}; name the file with the text")
    return Text(given.data, given.name, words)


def ask(act: Act, seen: Seen, asking: Asking) -> Recorded:
    """Put on record that a party was asked for a reply about claims. All or none.

    Raises InvalidInput for a deadline that is over, or lies before the asking, and for an asking that is still to come;
    ForbiddenMove for less time than the desk's policy gives, for a claim that is withdrawn, and for what is on record.
    """
    claims = _standing(still_as_seen(act, seen))
    party = _party(act, claims[0], asking.to, new=asking.new_source)
    asked = _moment(asking.asked, act.at, "the request")
    _refuse_deadline(act, party, asked, asking)
    _refuse_again(act, party, claims, asking)
    row = Reply(
        kind=ReplyKind.ASK,
        source=party,
        means=asking.means,
        asked_at=asked,
        deadline=asking.deadline,
        declined=False,
        made_by_id=act.reviewer.id,
        made_at=act.at,
    )
    if asking.text is not None:
        row.text_name, row.text_size = asking.text.name, len(asking.text.data)
        row.text_digest = _kept(act, asking.text)
    for claim, about in _put(act, row, claims):
        happened = ReplyAsked(
            reply=row.id,
            claim=claim.id,
            about=about,
            source=party.id,
            means=asking.means,
            asked=asked,
            deadline=asking.deadline,
            digest=row.text_digest,
            size=row.text_size,
            name=row.text_name,
        )
        changed(act, claim, happened)
    return _recorded(act, row, claims)


@needs(Right.LEAVE_UNASKED)
def leave_unasked(act: Act, seen: Seen, to: str, *, reason: str | None, new_source: bool = False) -> Recorded:
    """Put on record that a party need not be asked about claims, and why. All or none. An editor's right.

    Raises ForbiddenMove without a reason, for a claim that is withdrawn, and where it stands so already.
    """
    why = require_reason(reason, "leaving an accused party unasked takes a reason, which reports print")
    claims = _standing(still_as_seen(act, seen))
    party = _party(act, claims[0], to, new=new_source)
    stands = [one for one in _of_party(act, party, claims) if one.reply.kind is ReplyKind.EXCEPTION]
    if len({one.claim_id for one in stands}) == len(claims):
        raise ForbiddenMove(f"that {party.name} need not be asked is on record already, as reply {stands[0].reply_id}")
    row = Reply(
        kind=ReplyKind.EXCEPTION,
        source=party,
        because=why,
        declined=False,
        made_by_id=act.reviewer.id,
        made_at=act.at,
    )
    for claim, about in _put(act, row, claims):
        changed(act, claim, ReplyExcepted(reply=row.id, claim=claim.id, about=about, source=party.id, reason=why))
    return _recorded(act, row, claims)


def answer(act: Act, number: int, given: Answer) -> Recorded:
    """Record what a party answered, or that it declined to; whether that was in time follows from the deadline.

    Raises NotFound for a request that is not there, ForbiddenMove for one that was withdrawn or answered, and for an
    exception; UsageError or InvalidInput for no words, and for a time before the request or still to come.
    """
    row = _waiting(act, number)
    words = _answered(given)
    came = _moment(given.came, act.at, "the answer")
    if row.asked_at is not None and came < row.asked_at:
        if came + _DAY <= row.asked_at:
            raise InvalidInput(
                f"an answer of {came:%Y-%m-%d} came before {row.source.name} was asked, on {row.asked_at:%Y-%m-%d}"
            )
        came = row.asked_at
    row.answered_at, row.answer, row.declined, row.answered_by_id = came, words, given.declined, act.reviewer.id
    if given.text is not None:
        row.answer_size, row.answer_digest = len(given.text.data), _kept(act, given.text)
    told: dict[str, Any] = {
        "source": row.source_id,
        "answered": came,
        "declined": given.declined,
        "digest": row.answer_digest,
        "size": row.answer_size,
        "answer": words,
    }
    claims = _claims(act, row)
    for claim in claims:
        changed(act, claim, ReplyAnswered(reply=row.id, claim=claim.id, **told))
    return _recorded(act, row, claims)


def withdraw(act: Act, number: int, *, reason: str | None) -> Recorded:
    """Take back what was recorded by mistake; it stays on record, and counts for nothing.

    Raises NotFound for what is not there, ForbiddenMove without a reason, and for what is withdrawn already.
    """
    row = _existing(act, number)
    why = require_reason(reason, f"withdrawing reply {number} takes a reason")
    if row.withdrawn_at is not None:
        raise ForbiddenMove(f"reply {number} is withdrawn already")
    row.withdrawn_at = act.at
    claims = _claims(act, row)
    for claim in claims:
        changed(act, claim, ReplyWithdrawn(reply=row.id, claim=claim.id, source=row.source_id, reason=why))
    return _recorded(act, row, claims)


def share(act: Act, claim: Claim, to: Claim) -> None:
    """Let what is on record of replies about a claim be about one that was split off it, too."""
    for row in reply_rows.replies_of(act.session, [claim.id]):
        if row.reply.withdrawn_at is None:
            about = _tie(act, row.reply, to)
            happened = ReplyShared(reply=row.reply_id, claim=to.id, about=about.id, source=row.reply.source_id)
            changed(act, to, happened)
            if row.earlier_words is not None:
                _outdate(act, about, row.earlier_words)


def words_asked_of(claim: Claim) -> str:
    """Return a digest of what a party is asked about that is asked about this claim now."""
    speaker = claim.source.merged_into_id or claim.source_id if claim.source is not None else None
    return asked_of(stated(claim.text, claim.spans, claim.nature), speaker)


def follow_words(act: Act, claim: Claim, before: str) -> None:
    """Note of the replies to a claim that it has other words now, or another speaker; ``before`` is what it had.

    What a party was asked, and answered, stays to be read; it is no reply to the claim as it stands, unless that gets
    the words again that the party was asked about.
    """
    act.session.flush()
    now = words_asked_of(claim)
    if now == before:
        return
    for row in reply_rows.replies_of(act.session, [claim.id]):
        if row.reply.withdrawn_at is None and row.earlier_words in {None, now}:
            _outdate(act, row, before if row.earlier_words is None else None)


def _outdate(act: Act, row: ReplyClaim, words: str | None) -> None:
    row.earlier_words = words
    source = row.reply.source_id
    act.changes.append(ReplyOutdated(reply=row.reply_id, claim=row.claim_id, about=row.id, source=source, words=words))


def _existing(act: Act, number: int) -> Reply:
    row = reply_rows.reply(act.session, number)
    if row is None:
        raise not_there(f"no reply {number}", Step.REPLY_LIST)
    return row


def _waiting(act: Act, number: int) -> Reply:
    """Return a request that may still be answered."""
    row = _existing(act, number)
    if row.withdrawn_at is not None:
        raise ForbiddenMove(
            f"reply {number} was withdrawn; record the request that was made with " + do(Step.REPLY_ASK)
        )
    if row.kind is ReplyKind.EXCEPTION:
        raise ForbiddenMove(
            f"nobody was asked: reply {number} is an editor's exception; record the request first, with "
            + do(Step.REPLY_ASK)
        )
    if row.answered_at is not None:
        raise ForbiddenMove(
            f"reply {number} was answered already; what {row.source.name} says besides goes with another request, or "
            "into a comment; an answer that was recorded wrongly is taken back with "
            + do(Step.REPLY_WITHDRAW, number, reason=Blank.TEXT)
        )
    return row


def _answered(given: Answer) -> str | None:
    """Return the words of an answer; None only for who declined to give any."""
    if given.words is not None and given.text is not None:
        raise UsageError("say what was answered in words or with " + Field("file") + ", not both")
    words = given.text.words if given.text is not None else given.words
    if words is None and not given.declined:
        raise UsageError("say what was answered, in words or with " + Field("file") + _or_declined())
    # "No" answers; a single letter of this alphabet does not, while a sign of others may be a word.
    if words is not None and len(set(letters_of(words))) < 2 and (words.isascii() or not says_something(words)):
        raise InvalidInput("the answer is empty, or of one letter; write it in the party's own words" + _or_declined())
    return words


def _or_declined() -> Message:
    return ", or say " + Field("declined")


def _standing(claims: list[Claim]) -> list[Claim]:
    for claim in claims:
        if claim.status is Status.WITHDRAWN:
            raise ForbiddenMove(
                f"claim {claim.id} is withdrawn, so nobody is asked about it; "
                + do(Step.REOPEN, claim.id, reason=Blank.TEXT)
                + " opens it again"
            )
    return claims


def _party(act: Act, claim: Claim, wanted: str, *, new: bool) -> Source:
    """Find whom a reviewer names, the unnamed ones of the claim's own article first, or record them."""
    try:
        return existing(act.session, wanted, article=claim.article_id)
    except NotFound:
        return named_or_new(act, wanted, new=new, kind=SpeakerKind.NONE)


def _moment(given: datetime | None, now: datetime, what: str) -> datetime:
    """Return when something was, which is now where nobody says otherwise; a day that is today ends now."""
    if given is None:
        return now
    if given > now + _ANYWHERE:
        raise InvalidInput(f"{what} of {given:%Y-%m-%d} is still to come; record it afterwards")
    return now if given == given.replace(hour=0, minute=0, second=0, microsecond=0) and now - given < _DAY else given


def _refuse_deadline(act: Act, party: Source, asked: datetime, asking: Asking) -> None:
    deadline = asking.deadline
    if deadline is None:
        return
    if deadline <= act.at:
        raise InvalidInput(
            f"the deadline, {until(deadline)}, is over already; name one ahead with "
            + Field("deadline", Blank.DATE)
            + ", or an editor says with "
            + do(Step.REPLY_EXCEPT)
            + f" why {party.name} need not be asked"
        )
    if deadline <= asked:
        raise InvalidInput(
            f"the deadline, {until(deadline)}, is over before {party.name} was asked, {asked:%Y-%m-%d %H:%M} UTC; "
            "name a later one"
        )
    hours = timedelta(hours=in_force(act.session).policy.reply_hours)
    # That a party was asked long ago, and has been silent since, nobody has to take on anybody's word.
    shown = asked >= act.at or (asking.text is not None and names_day(asking.text.words, asked.date()))
    since = asked if shown else act.at
    if deadline - since >= hours:
        return
    asks, over = in_force(act.session).policy.reply_hours, until(since + hours)
    if not shown:
        raise ForbiddenMove(
            f"the desk's policy gives whom it asks at least {asks} hours to answer, and nothing shows that "
            f"{party.name} was asked on {asked:%Y-%m-%d}, so it has until {over}, or "
            "longer; the text that was sent shows it, with its date: " + Field("text", Blank.FILE)
        )
    raise ForbiddenMove(
        f"the desk's policy gives whom it asks at least {asks} hours to answer, so {party.name} has until "
        f"{over}, or longer; an admin changes that with " + do(Step.POLICY_SET, reply_hours=1)
    )


def _refuse_again(act: Act, party: Source, claims: Sequence[Claim], asking: Asking) -> None:
    """Refuse a request that is on record as it is: a command that was run twice."""
    same = [
        one
        for one in _of_party(act, party, claims)
        if one.reply.answered_at is None and (one.reply.means, one.reply.deadline) == (asking.means, asking.deadline)
    ]
    if len({one.claim_id for one in same}) == len(claims):
        raise ForbiddenMove(f"that {party.name} was asked so is on record already, as reply {same[0].reply_id}")


def _of_party(act: Act, party: Source, claims: Iterable[Claim]) -> list[ReplyClaim]:
    """Return what stands on record of this party about these claims as they read, under whichever of its names."""
    within = relations.families(act.session)
    return [
        row
        for row in reply_rows.replies_of(act.session, [claim.id for claim in claims])
        if row.reply.withdrawn_at is None
        and row.earlier_words is None
        and within.standing(row.reply.source_id) == within.standing(party.id)
    ]


def _put(act: Act, row: Reply, claims: Sequence[Claim]) -> list[tuple[Claim, int]]:
    """Put a reply on record; gives the claims with the rows that tie them to it."""
    act.session.add(row)
    act.session.flush()
    for claim in claims:
        begin_review(act, claim)
    return [(claim, _tie(act, row, claim).id) for claim in claims]


def _tie(act: Act, row: Reply, claim: Claim) -> ReplyClaim:
    about = ReplyClaim(reply=row, claim_id=claim.id)
    act.session.add(about)
    act.session.flush()
    return about


def _kept(act: Act, text: Text) -> str:
    """Keep the bytes, once all else is sound; a rehearsal leaves nothing behind."""
    return digest_of(text.data) if act.desk.rehearsal else act.desk.locker.put(text.data)


def _claims(act: Act, row: Reply) -> list[Claim]:
    return all_of(act.session, [about.claim_id for about in row.about])


def _recorded(act: Act, row: Reply, claims: Sequence[Claim]) -> Recorded:
    states = _accused(act, row.source_id, [claim.id for claim in claims])
    return Recorded(
        row.id,
        row.source.name,
        tuple(claim.id for claim in claims),
        row.deadline,
        strangers=tuple(claim.id for claim in claims if not states.get(claim.id)),
        unjudged=tuple(claim.id for claim in claims if states.get(claim.id) == {LinkState.PROPOSED}),
        late=row.answered_at is not None and row.deadline is not None and row.answered_at >= row.deadline,
    )


def _accused(act: Act, party: int, claims: Collection[int]) -> dict[int, set[LinkState]]:
    """Return, by claim, what people made of it that it accuses this party, as far as nobody rejected it."""
    within = relations.families(act.session)
    found: dict[int, set[LinkState]] = {}
    for row in claim_rows.parties(act.session, claims):
        accuses = row.side is PartySide.ACCUSED and row.state is not LinkState.REJECTED
        if accuses and within.standing(row.source_id) == within.standing(party):
            found.setdefault(row.claim_id, set()).add(row.state)
    return found
