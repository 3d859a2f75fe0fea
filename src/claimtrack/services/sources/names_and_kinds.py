"""What sources are called and what they are: other names for one, and its kind."""

from collections.abc import Callable, Iterable

from claimtrack.db import source_rows
from claimtrack.db.models import Source
from claimtrack.errors import ForbiddenMove, InvalidInput, refuse_empty_reason, require_reason
from claimtrack.events.sources import SourceKindChanged, SourceMerged
from claimtrack.remedies import Blank, Step, do
from claimtrack.services.desk import Act, needs, require_right
from claimtrack.services.names import refuse_mixed_alphabets, source_key
from claimtrack.services.sources.sources import record_all, standing
from claimtrack.services.weighing.consequences import Reopened, settle_sources
from claimtrack.services.weighing.name_ties import propose_houses
from claimtrack.vocabulary import Right, SpeakerKind


@needs(Right.MERGE_SOURCES)
def alias(act: Act, name: str, other: str, *, reason: str | None = None) -> tuple[Source, list[Reopened]]:
    """Put on record that a source goes by another name, too. An editor's right; `source split` takes it back.

    What the other name says of whose the source is, and of whom it may be, is asked; verdicts may fall with that.
    Raises ForbiddenMove for a name that is a source of its own on record, or this one's already.
    """
    source = standing(act, name)
    if not is_new_name(source, other, there=source_rows.source_with_key(act.session, source_key(other), None)):
        raise ForbiddenMove(f'"{other}" is {source.name} on record already; nothing was changed')
    refuse_mixed_alphabets(other)
    put_aliases(act, [(source, other)], reason=reason)
    return source, settle_sources(act, [source.id], because=f"{source.name} is also known as {other}")


def is_new_name(source: Source, other: str, *, there: Source | None) -> bool:
    """Tell whether a name is not yet on record for a source; ``there`` is the source that has it, if one has.

    Raises ForbiddenMove where that is another source, with what makes the two one; InvalidInput for a number.
    """
    if other.strip().isdecimal():
        raise InvalidInput(f'"{other}" is a number; sources are called by number as it is')
    if there is None:
        return True
    owner = there.merged_into_id or there.id
    if owner == source.id:
        return False
    known = f"the name of source {there.id}" if owner == there.id else f"another name of source {owner}"
    raise ForbiddenMove(
        f'"{other}" is {known} on record; if the two are one, '
        + do(Step.SOURCE_MERGE, owner, into=source.id, reason=Blank.TEXT)
    )


def put_aliases(
    act: Act,
    pairs: Iterable[tuple[Source, str]],
    *,
    reason: str | None,
    housed: Callable[[Act, list[Source]], None] = propose_houses,
) -> None:
    """Put further names of sources on record: each is a source of its own that was merged, so that it can be split."""
    wanted = list(pairs)
    recorded = record_all(act, [(name, one.kind) for one, name in wanted], housed=housed)
    for (source, _), row in zip(wanted, recorded, strict=True):
        row.merged_into_id = row.merged_first_into_id = source.id
        act.changes.append(SourceMerged(source=row.id, merged_into=source.id, reason=reason or None))


def set_kind(act: Act, name: str, to: SpeakerKind, *, reason: str | None = None) -> tuple[Source, list[Reopened]]:
    """Put on record what a source is: a person, a government ...

    Whether somebody is unnamed is an editor's to say, as vouching for them is. Raises ForbiddenMove for what it is
    already, and without a reason where something else was on record.
    """
    source = standing(act, name)
    if source.kind is to:
        raise ForbiddenMove(f"{source.name} is on record as {to} already; nothing was changed")
    if source.kind is not SpeakerKind.NONE:
        require_reason(reason, f"{source.name} is on record as {source.kind}; another kind takes a reason")
    refuse_empty_reason(reason)
    put_kind(act, source, to, reason=reason)
    return source, settle_sources(act, [source.id], because=f"{source.name} was put on record as {to}")


def put_kind(act: Act, source: Source, to: SpeakerKind, *, reason: str | None) -> None:
    """Do what ``set_kind`` does, as a part of a larger change that weighs what rests on the source."""
    if SpeakerKind.ANONYMOUS in {source.kind, to}:
        require_right(act.reviewer, Right.VOUCH)
    before, source.kind = source.kind, to
    act.changes.append(SourceKindChanged(source=source.id, was_kind=before, kind=to, reason=reason or None))
