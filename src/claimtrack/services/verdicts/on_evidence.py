"""A verdict together with the piece that it rests on: attached, its source looked up, and judged; all of it or nothing.

What took four commands is one transaction here. Where the verdict is refused, nothing of it stays on record, so that
the refusal names no number that would be gone with it, and as its remedies the fields of the one command.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.db import evidence_rows
from claimtrack.db.models import Source
from claimtrack.errors import ForbiddenMove, InvalidInput
from claimtrack.events.sources import SourceRecorded
from claimtrack.remedies import Blank, Do, Field, Message, Step, Words, do
from claimtrack.services.claims import Seen, all_of, still_as_seen
from claimtrack.services.desk import Act
from claimtrack.services.evidence.attachments import (
    Attached,
    attach,
    existing,
    refuse_other_source,
    source_of,
    stands_for,
)
from claimtrack.services.evidence.offers import Examined
from claimtrack.services.sources import relations
from claimtrack.services.sources.sources import named_by_hand
from claimtrack.services.verdicts.answers import Answered, judge_said
from claimtrack.services.verdicts.decisions import Decision, Moved, decide
from claimtrack.services.weighing.consequences import Reopened
from claimtrack.vocabulary import RelationKind, Said, SpeakerKind

_ON_ROWS = {Step.SOURCE_ACCEPT, Step.SOURCE_REJECT, Step.SOURCE_MERGE, Step.SOURCE_VOUCH}
"""What decides on rows that a refusal takes back with it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A piece that is brought with a verdict, and what is known of its source.

    ``unaffiliated`` says how it is known that the source belongs to nobody, ``part_of`` names whom it belongs to.
    """

    examined: Examined
    unaffiliated: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Rested:
    """What became of it: the piece (None where it was attached to each of the claims before) and the verdicts.

    ``held`` is the number of a piece that was attached before and is left as it is.
    """

    attached: Attached | None
    held: int | None
    reopened: tuple[Reopened, ...]
    moves: tuple[Moved, ...] = ()
    said: tuple[Answered, ...] = ()


def decide_on(act: Act, seen: Seen, brought: Brought, decision: Decision) -> Rested:
    """Attach a piece to claims, look its source up and give one verdict to them. All or none.

    Raises ForbiddenMove as ``decide`` does, with what to add to the same command, and as what attaches a piece does.
    """
    attached, held, reopened = _bring(act, seen, brought)
    try:
        moves = decide(act, _now(act, seen), decision)
    except ForbiddenMove as error:
        raise ForbiddenMove(_taken_back(act, seen, brought, error.message)) from error
    return Rested(attached, held, reopened, moves=tuple(moves))


def judge_said_on(
    act: Act, seen: Seen, brought: Brought, verdict: Said, *, reason: str | None = None, override: bool = False
) -> Rested:
    """Do the same for the other verdict: attach a piece, and answer whether claims were really said."""
    attached, held, reopened = _bring(act, seen, brought)
    try:
        told = judge_said(act, _now(act, seen), verdict, reason=reason, override=override)
    except ForbiddenMove as error:
        raise ForbiddenMove(_taken_back(act, seen, brought, error.message)) from error
    return Rested(attached, held, reopened, said=tuple(told))


def _bring(act: Act, seen: Seen, brought: Brought) -> tuple[Attached | None, int | None, tuple[Reopened, ...]]:
    if brought.unaffiliated is not None and brought.part_of is not None:
        raise InvalidInput(
            "a source that belongs to somebody is not without ties; say "
            + Field("part_of")
            + " or "
            + Field("unaffiliated")
        )
    waiting = _waiting(act, seen, brought.examined)
    attached = attach(act, waiting, brought.examined) if waiting.versions else None
    reopened = list(attached.reopened) if attached is not None else []
    reopened += _look_up(act, brought)
    piece = evidence_rows.evidence_with_digest(act.session, brought.examined.digest)
    held = piece.id if piece is not None and len(waiting.versions) < len(seen.versions) else None
    return attached, held, tuple(reopened)


def _waiting(act: Act, seen: Seen, examined: Examined) -> Seen:
    """Return those of the claims to which the piece is not attached yet."""
    claims = still_as_seen(act, seen)
    piece = evidence_rows.evidence_with_digest(act.session, examined.digest)
    if piece is None:
        return seen
    held = {claim.id for claim in stands_for(act, piece, claims, examined.bearing.serves)}
    if held:
        refuse_other_source(piece, source_of(act, examined.bearing, claims[0]))
    return Seen({number: version for number, version in seen.versions.items() if number not in held})


def _look_up(act: Act, brought: Brought) -> list[Reopened]:
    """Put on record what is known of whom the piece comes from."""
    source = _source(act, brought)
    if source is None or (brought.unaffiliated is None and brought.part_of is None):
        return []
    if brought.part_of is None:
        return relations.unaffiliated(act, str(source.id), because=brought.unaffiliated)[1]
    bearing = brought.examined.bearing
    owner = named_by_hand(act, brought.part_of, article=None, new=bearing.new_source, kind=SpeakerKind.NONE)
    named = relations.Named(str(source.id), RelationKind.PART_OF, str(owner.id))
    return relations.relate(act, named, relations.Particulars())[1]


def _source(act: Act, brought: Brought) -> Source | None:
    piece = evidence_rows.evidence_with_digest(act.session, brought.examined.digest)
    return piece.source if piece is not None else None


def _now(act: Act, seen: Seen) -> Seen:
    """Return the claims as they are once the piece is attached."""
    return Seen({claim.id: claim.version for claim in all_of(act.session, seen.numbers)})


def _taken_back(act: Act, seen: Seen, brought: Brought, message: Words) -> Message:
    """Reword a refusal: nothing of the command is on record, and what is missing can be added to it."""
    piece = evidence_rows.evidence_with_digest(act.session, brought.examined.digest)
    assert piece is not None  # noqa: S101 - it was attached a moment ago
    is_new = piece.added_at == act.at
    gone = _Gone(
        piece=existing(act, piece.id).id if is_new else None,
        source=piece.source_id,
        sources={one.source: one.name for one in act.changes if isinstance(one, SourceRecorded)},
        looked_up=brought.unaffiliated is not None or brought.part_of is not None,
    )
    parts = message.parts if isinstance(message, Message) else (message,)
    found = Message(tuple(gone.reworded(part) for part in parts))
    first, *rest = found.parts
    if isinstance(first, str):
        what, colon, why = first.partition(": ")
        first = f"{what}, and nothing was written{colon}{why}" if colon else first
    found = Message((first, *rest))
    if any(isinstance(part, Do) and part.step in _ON_ROWS for part in found.parts):
        stance = brought.examined.bearing.stance.value
        add = do(Step.EVIDENCE_ADD, seen.numbers[0], Blank.FILE, **{stance: True}, source=Blank.NAME)
        return found + "; put the piece on record first: " + add
    return found


@dataclass(frozen=True, slots=True)
class _Gone:
    """What a refusal takes back with it: the piece and the sources that were new. ``source`` is the piece's own."""

    piece: int | None
    source: int | None
    sources: dict[int, str]
    looked_up: bool

    def reworded(self, part: "str | Do | Field") -> "str | Do | Field":
        """Return a part of a message with nothing in it that is gone."""
        if isinstance(part, str):
            return re.sub(rf"\bevidence {self.piece}\b", "this piece", part) if self.piece is not None else part
        if isinstance(part, Field):
            return part
        if part.arguments[:1] == (self.source,) and not self.looked_up:
            if part.step is Step.SOURCE_UNAFFILIATED:
                return Field("unaffiliated", Blank.TEXT)
            if part.step is Step.SOURCE_RELATE:
                return Field("part_of", Blank.NAME)
        if part.step is Step.EVIDENCE_SET and part.arguments[:1] == (self.piece,):
            return Field("credibility", Blank.GRADE)
        if part.step.value.startswith("source "):
            return Do(part.step, self._named(part.arguments), part.options)
        return part

    def _named(self, arguments: Sequence[object]) -> tuple[int | str, ...]:
        """Call sources that are gone by their names: by their numbers nobody finds them."""
        return tuple(self.sources.get(one, one) for one in arguments)  # type: ignore[misc,call-overload] # numbers
