"""A verdict together with the piece that it rests on: attached, its source looked up, and judged; all of it or nothing.

What took four commands is one transaction here. Where the verdict is refused, nothing of it stays on record, so that
the refusal names no number that would be gone with it, and as its remedies the fields of the one command.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimtrack.db import evidence_rows
from claimtrack.errors import ForbiddenMove
from claimtrack.events.sources import SourceRecorded
from claimtrack.remedies import Blank, Do, Field, Message, Step, Value, Words, do
from claimtrack.services.claims import Seen, all_of
from claimtrack.services.desk import Act
from claimtrack.services.evidence.bringing import Attachment, Brought, bring
from claimtrack.services.verdicts.answers import Answered, judge_said
from claimtrack.services.verdicts.decisions import Decision, Moved, decide
from claimtrack.vocabulary import Said

_ON_ROWS = {Step.SOURCE_ACCEPT, Step.SOURCE_REJECT, Step.SOURCE_MERGE, Step.SOURCE_VOUCH}
"""What decides on rows that a refusal may take back with it."""
_OR_ATTACH = "attach evidence: "


@dataclass(frozen=True, slots=True)
class Rested:
    """What became of it: of the piece, and of the verdicts."""

    piece: Attachment
    moves: tuple[Moved, ...] = ()
    said: tuple[Answered, ...] = ()


def decide_on(act: Act, seen: Seen, brought: Brought, decision: Decision) -> Rested:
    """Attach a piece to claims, look its source up and give one verdict to them. All or none.

    Raises ForbiddenMove as ``decide`` does, with what to add to the same command, and as what attaches a piece does.
    """
    before = {claim.id: claim.status for claim in all_of(act.session, seen.numbers)}
    piece = bring(act, seen, brought)
    try:
        moves = decide(act, _now(act, seen), decision)
    except ForbiddenMove as error:
        raise ForbiddenMove(_taken_back(act, seen, brought, error.message)) from error
    # The piece took the claims into review a moment ago; where they came from is where they stood before the command.
    return Rested(piece, moves=tuple(replace(one, was=before.get(one.number, one.was)) for one in moves))


def judge_said_on(
    act: Act, seen: Seen, brought: Brought, verdict: Said, *, reason: str | None = None, override: bool = False
) -> Rested:
    """Do the same for the other verdict: attach a piece, and answer whether claims were really said."""
    piece = bring(act, seen, brought)
    try:
        told = judge_said(act, _now(act, seen), verdict, reason=reason, override=override)
    except ForbiddenMove as error:
        raise ForbiddenMove(_taken_back(act, seen, brought, error.message)) from error
    return Rested(piece, said=tuple(told))


def _now(act: Act, seen: Seen) -> Seen:
    """Return the claims as they are once the piece is attached."""
    return Seen({claim.id: claim.version for claim in all_of(act.session, seen.numbers)})


def _taken_back(act: Act, seen: Seen, brought: Brought, message: Words) -> Message:
    """Reword a refusal: nothing of the command is on record, and what is missing can be added to it."""
    piece = evidence_rows.evidence_with_digest(act.session, brought.examined.digest)
    assert piece is not None  # noqa: S101 - it was attached a moment ago
    is_new = piece.added_at == act.at
    parts = message.parts if isinstance(message, Message) else (message,)
    gone = _Gone(
        piece=piece.id if is_new else None,
        source=piece.source_id,
        sources={one.source: one.name or "" for one in act.changes if isinstance(one, SourceRecorded)},
        looked_up=brought.unaffiliated is not None or brought.part_of is not None,
        is_lookup=not any(isinstance(part, Do) and part.step is Step.SOURCE_REJECT for part in parts),
    )
    found = Message(tuple(gone.reworded(part) for part in parts))
    first, *rest = found.parts
    if isinstance(first, str):
        what, colon, why = first.partition(": ")
        first = f"{what}, and nothing was written{colon}{why}" if colon else first
    found = Message((first, *rest))
    if any(gone.is_of(part) and not isinstance(gone.reworded(part), Field) for part in parts):
        stance = brought.examined.bearing.stance.value
        add = do(Step.EVIDENCE_ADD, seen.numbers[0], Blank.FILE, **{stance: True}, source=Blank.NAME)
        return found + "; put the piece on record first: " + add
    return found


@dataclass(frozen=True, slots=True)
class _Gone:
    """What a refusal takes back with it: the piece and the sources that were new. ``source`` is the piece's own.

    ``is_lookup`` tells that nothing is asked but whom that source belongs to, which the command at hand can say.
    """

    piece: int | None
    source: int | None
    sources: dict[int, str]
    looked_up: bool
    is_lookup: bool

    def is_of(self, part: "str | Do | Field") -> bool:
        """Tell whether a remedy decides on rows that are gone."""
        return isinstance(part, Do) and part.step in _ON_ROWS and not self.sources.keys().isdisjoint(part.arguments)

    def reworded(self, part: "str | Do | Field") -> "str | Do | Field":
        """Return a part of a message with nothing in it that is gone."""
        if isinstance(part, str):
            part = part.replace(_OR_ATTACH, "attach what there is, piece by piece, and then judge: ")
            return re.sub(rf"\bevidence {self.piece}\b", "this piece", part) if self.piece is not None else part
        if isinstance(part, Field):
            return part
        if part.arguments[:1] == (self.source,) and not self.looked_up:
            if part.step is Step.SOURCE_UNAFFILIATED:
                return Field("unaffiliated", Blank.TEXT)
            if part.step is Step.SOURCE_RELATE:
                return Field("part_of", Blank.NAME)
            if part.step is Step.SOURCE_ACCEPT and self.is_lookup:
                return Field("part_of", self._named(part.arguments[2:])[0])
        if part.step is Step.EVIDENCE_SET and part.arguments[:1] == (self.piece,):
            return Field("credibility", Blank.GRADE)
        if part.step.value.startswith("source "):
            return Do(part.step, self._named(part.arguments), part.options)
        return part

    def _named(self, arguments: Sequence[Value]) -> tuple[Value, ...]:
        """Call sources that are gone by their names: by their numbers nobody finds them."""
        return tuple(self.sources.get(one, one) if isinstance(one, int) else one for one in arguments)
