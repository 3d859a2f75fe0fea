"""How far sources can be relied on: vouch for who an unnamed one is, grade one by the Admiralty code."""

from claimtrack.db import relations
from claimtrack.db.models import Source
from claimtrack.errors import ForbiddenMove, require_reason
from claimtrack.events.sources import SourceGraded, SourceVouched
from claimtrack.rules.offices import is_bare_office
from claimtrack.services.desk import Act, needs
from claimtrack.services.sources.sources import is_unnamed, standing
from claimtrack.services.weighing.consequences import Reopened, settle_sources
from claimtrack.vocabulary import Reliability, Right


@needs(Right.VOUCH)
def vouch(act: Act, name: str, *, because: str | None) -> tuple[Source, list[Reopened]]:
    """Put on record that an editor knows who this unnamed source is. An editor's right.

    Raises ForbiddenMove without words on how, and for a source that has a name.
    """
    require_reason(because, "vouching takes words on how you know them")
    source = standing(act, name)
    if not is_unnamed(source) and not is_bare_office(source.name):
        raise ForbiddenMove(f"{source.name} has a name; only who is not named has to be vouched for")
    source.vouched_because = because
    act.changes.append(SourceVouched(source=source.id, vouched=True, reason=because or ""))
    return source, settle_sources(act, [source.id], because=f"an editor vouched for {source.name}")


@needs(Right.VOUCH)
def take_vouch_back(act: Act, name: str, *, reason: str | None) -> tuple[Source, list[Reopened]]:
    """Take back that an editor knows who a source is. An editor's right."""
    require_reason(reason, "taking it back takes a reason")
    source = standing(act, name)
    family = relations.families(act.session).all_of([source.id])
    members = [act.session.get_one(Source, number) for number in family]
    if not any(member.vouched_because for member in members):
        raise ForbiddenMove(f"nobody vouched for {source.name}; there is nothing to take back")
    for member in members:
        member.vouched_because = None
    act.changes.append(SourceVouched(source=source.id, vouched=False, reason=reason or ""))
    return source, settle_sources(act, [source.id], because=f"nobody vouches for {source.name} any more")


def grade(act: Act, name: str, to: Reliability, *, because: str | None = None) -> tuple[Source, list[Reopened]]:
    """Put on record how reliable a source is, from A to E; F says that nobody can judge, and is no worse than E."""
    source = standing(act, name)
    if source.reliability is to:
        raise ForbiddenMove(f"{source.name} is graded {to} already")
    put_grade(act, source, to, because=because)
    return source, settle_sources(act, [source.id], because=f"{source.name} was graded {to}")


def put_grade(act: Act, source: Source, to: Reliability, *, because: str | None) -> None:
    """Grade a source as a part of a larger change that weighs what rests on it."""
    before, source.reliability = source.reliability, to
    graded = SourceGraded(source=source.id, was_reliability=before, reliability=to, reason=because or None)
    act.changes.append(graded)
