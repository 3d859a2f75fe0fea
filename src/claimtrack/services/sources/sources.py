"""Sources: find or record them, list them, and merge two that turned out to be one."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.db import relations, source_rows
from claimtrack.db.models import Source
from claimtrack.db.seen import hidden_sources
from claimtrack.db.source_rows import ListedSource
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, not_there, require_reason
from claimtrack.events.sources import SourceMerged, SourceRecorded, SourceSplit
from claimtrack.remedies import Blank, Field, Step, Words, do, joined
from claimtrack.rules.nobody import names_nobody
from claimtrack.rules.origins import chain
from claimtrack.rules.same_name import NamedSource, Offer, Question, offers, questions
from claimtrack.services.desk import Act, Desk, needs, reading
from claimtrack.services.names import alike, is_named, refuse_mixed_alphabets, source_key
from claimtrack.services.paging import WHOLE, Page, Window
from claimtrack.services.weighing.consequences import Reopened, settle_sources
from claimtrack.services.weighing.name_ties import are_two, propose_houses
from claimtrack.vocabulary import BELONGING, RelationKind, Right, SpeakerKind


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source for a listing: ``claims`` it speaks, pieces of ``evidence`` from it, and the names merged into it."""

    number: int
    name: str
    kind: SpeakerKind
    article: int | None
    merged_into: int | None
    claims: int
    evidence: int
    also: tuple[str, ...]


def listing(desk: Desk, window: Window = WHOLE, *, merged: bool = False) -> Page[SourceLine]:
    """Return a page of the sources on record; those merged into others only when ``merged``."""
    with reading(desk) as session:
        rows = source_rows.source_page(session, merged=merged, limit=window.limit, offset=window.offset)
        return Page.of(window, _lines(session, rows), lambda: source_rows.source_count(session, merged=merged))


def line_of(session: Session, row: Source) -> SourceLine:
    """Gather one source for a listing."""
    (line,) = _lines(session, [ListedSource(row.id, row.name, row.kind, row.article_id, row.merged_into_id)])
    return line


def _lines(session: Session, rows: Sequence[ListedSource]) -> list[SourceLine]:
    """Gather sources for a listing with what they and all that was merged into them gave; no other is looked at."""
    members = source_rows.members_of(session, [row.number for row in rows])
    families = {row.number: (row.number, *(number for number, _ in members.get(row.number, ()))) for row in rows}
    figures = source_rows.source_figures(session, {member for family in families.values() for member in family})
    return [
        SourceLine(
            number=row.number,
            name=row.name,
            kind=row.kind,
            article=row.article,
            merged_into=row.merged_into,
            claims=sum(figures[member][0] for member in families[row.number]),
            evidence=sum(figures[member][1] for member in families[row.number]),
            also=tuple(name for _, name in members.get(row.number, ())),
        )
        for row in rows
    ]


def surely_same(desk: Desk, window: Window = WHOLE) -> Page[Offer]:
    """Return the named sources that are surely one under two names; whether they are is an editor's to say.

    Which they are takes a look at all names.
    """
    with reading(desk) as session:
        rows = source_rows.source_page(session, merged=False, limit=None, offset=0)
    named = [NamedSource(row.number, row.name, row.kind) for row in rows if row.article is None]
    return Page.cut(window, offers(named))


def asked_of(desk: Desk, claims: Iterable[int]) -> list[Words]:
    """Ask of each named source of these claims that may be one with another on record, with what settles it.

    What a person said of the two is not asked again.
    """
    with reading(desk) as session:
        within = relations.families(session)
        rows = source_rows.sources(session)
        named = {
            row.id: NamedSource(row.id, row.name, row.kind)
            for row in rows
            if row.merged_into_id is None and not is_unnamed(row)
        }
        speaking = {within.standing(row.id) for row, _ in source_rows.worded_sources(session, claims)}
        new = [named[number] for number in sorted(speaking & named.keys())]
        asked = questions(new, list(named.values()))
        return [_asked(one) for one in asked if not _is_told(session, one, within)]


def _asked(one: Question) -> Words:
    return (
        f'"{one.later.name}" may be "{one.first.name}" ({one.because}): '
        + do(Step.SOURCE_MERGE, one.later.number, into=one.first.number, reason=Blank.TEXT)
        + "; if they are two: "
        + do(Step.SOURCE_REJECT, one.later.number, RelationKind.SAME_AS, one.first.number, reason=Blank.TEXT)
    )


def _is_told(session: Session, one: Question, within: relations.Families) -> bool:
    """Tell whether a person said how two hang together, or that they are two."""
    mine, theirs = (within.all_of([number]) for number in (one.later.number, one.first.number))
    same = relations.was_ever_linked(session, mine, RelationKind.SAME_AS, theirs)
    if same and not relations.links_between(session, mine, RelationKind.SAME_AS, theirs):
        return True
    ways = ((mine, theirs), (theirs, mine))
    return any(relations.links_between(session, a, kind, b) for kind in BELONGING for a, b in ways)


@needs(Right.MERGE_SOURCES)
def merge(act: Act, one: str, *, into: str, reason: str) -> tuple[SourceLine, list[Reopened]]:
    """Record that ``one`` is the same source as ``into``. An editor's right.

    Confirmations that counted the two as two, or as another than the claimant, reopen. Raises ForbiddenMove when they
    are one already, or when one is on record as belonging to the other.
    """
    require_reason(reason, "merging two sources takes a reason")
    source, target = existing(act.session, one), existing(act.session, into)
    target_id = target.merged_into_id or target.id
    if (source.merged_into_id or source.id) == target_id:
        raise ForbiddenMove(f"{source.name} and {target.name} are one source already, number {target_id}")
    if source.merged_into_id is not None:
        raise ForbiddenMove(f"{source.name} was merged into source {source.merged_into_id} before; merge that one")
    _refuse_parts(act.session, source, act.session.get_one(Source, target_id))
    source.merged_first_into_id = target_id
    for row in source_rows.sources(act.session):
        if row.id == source.id or row.merged_into_id == source.id:
            row.merged_into_id = target_id
    act.changes.append(SourceMerged(source=source.id, merged_into=target_id, reason=reason))
    act.session.flush()
    reopened = settle_sources(act, {source.id, target_id}, because=f"source {source.id} was merged into {target_id}")
    return line_of(act.session, act.session.get_one(Source, target_id)), reopened


@needs(Right.MERGE_SOURCES)
def split(act: Act, one: str, *, reason: str) -> tuple[SourceLine, list[Reopened]]:
    """Undo a merge: the source is its own again, with what had been merged into it before and all that hung on it.

    An editor's right. Raises ForbiddenMove when the source was not merged.
    """
    require_reason(reason, "undoing a merge takes a reason")
    source = existing(act.session, one)
    was = source.merged_into_id
    if was is None:
        raise ForbiddenMove(f"{source.name} was not merged into another source; there is nothing to split")
    rows = source_rows.sources(act.session)
    with_it = _merged_by_way_of(source, rows)
    source.merged_into_id = source.merged_first_into_id = None
    for row in with_it:
        row.merged_into_id = source.id
    act.changes.append(
        SourceSplit(source=source.id, was_merged_into=was, with_=[row.id for row in with_it], reason=reason)
    )
    are_two(act, source, act.session.get_one(Source, was), reason=reason)
    reopened = settle_sources(
        act, {source.id, was}, because=f"source {source.id} turned out to be another than source {was}"
    )
    return line_of(act.session, source), reopened


def existing(session: Session, wanted: str, *, article: int | None = None) -> Source:
    """Find a source by number or name, the unnamed ones of ``article`` first; raises NotFound with what comes close."""
    found = _lookup(session, wanted, article)
    hidden = hidden_sources(session)
    if found is None or found.id in hidden:
        close = [f'{row.id} "{row.name}"' for row in _close(session, wanted, article) if row.id not in hidden]
        unnamed = [row for row in _unnamed(session, wanted, article) if row.id not in hidden]
        close += [f'{row.id} "{row.name}" of article {row.article_id}' for row in unnamed]
        if not close:
            raise not_there(f'no source "{wanted}"', Step.SOURCE_LIST, "those there are")
        raise NotFound(f'no source "{wanted}"; close to it: {", ".join(close)}')
    return found


def named_by_hand(
    act: Act,
    wanted: str,
    *,
    article: int | None,
    new: bool,
    kind: SpeakerKind,
    field: str = "source",
    besides: Collection[int] = (),
) -> Source:
    """Find the source that a reviewer names, or record it.

    A name that may be a short or long form of one on record is not taken for another source unless ``new`` says so:
    the claimant under another spelling would confirm itself. Raises InvalidInput with the ones it may be; ``field`` is
    where they were named. Whoever is named ``besides`` is somebody else, and is not asked about.
    """
    found = _lookup(act.session, wanted, article)
    hidden = hidden_sources(act.session)
    # By its very name it is the same, whoever may know of it; a number is only known from where it is shown.
    if found is not None and not (wanted.isdecimal() and found.id in hidden):
        return found
    if wanted.isdecimal():
        raise not_there(f"no source {wanted}", Step.SOURCE_LIST, "those there are")
    close = [row for row in _close(act.session, wanted, article) if row.id not in hidden and row.id not in besides]
    if close and not new:
        offers = joined(" or ", (Field(field, row.id) + f' ("{row.name}")' for row in close[:3]))
        raise InvalidInput(
            f'"{wanted}" may be a source that is on record: say '
            + offers
            + ", or add "
            + Field("new_source")
            + " if it is not"
        )
    refuse_mixed_alphabets(wanted)
    if names_nobody(wanted):
        return record(act, wanted, kind=_of_nobody(kind), article=article)
    return record(act, wanted, kind=kind, article=None)


def _of_nobody(kind: SpeakerKind) -> SpeakerKind:
    """Return the kind of a source that is named by nobody's name, where nobody said what it is."""
    return SpeakerKind.ANONYMOUS if kind is SpeakerKind.NONE else kind


def is_unnamed(source: Source) -> bool:
    """Tell whether a source has no name: it is known from one article alone, is anonymous, or called "unknown"."""
    return source.article_id is not None or source.kind is SpeakerKind.ANONYMOUS or names_nobody(source.name)


def named_or_new(act: Act, wanted: str, *, new: bool, kind: SpeakerKind) -> Source:
    """Find a source by number or name; with ``new`` put one on record that is not, even where another's name is close.

    Raises NotFound with what comes close and how to record it.
    """
    if not new:
        try:
            return existing(act.session, wanted)
        except NotFound as error:
            if wanted.isdecimal():
                raise
            raise NotFound(error.message + "; if it is none of them, add " + Field("new_source")) from error
    found = _lookup(act.session, wanted, None)
    if found is None and wanted.isdecimal():
        raise not_there(f"no source {wanted}", Step.SOURCE_LIST, "those there are")
    if found is None:
        refuse_mixed_alphabets(wanted)
        kind = _of_nobody(kind) if names_nobody(wanted) else kind
    return found or record(act, wanted, kind=kind, article=None)


def record(act: Act, name: str, *, kind: SpeakerKind, article: int | None) -> Source:
    """Put a new source on record; ``article`` is the one that an unnamed source belongs to."""
    source = _new(act.at, name, kind=kind, article=article)
    _put_on_record(act, [source])
    propose_houses(act, [source])
    return source


def record_all(
    act: Act, named: Iterable[tuple[str, SpeakerKind]], *, housed: Callable[[Act, list[Source]], None] = propose_houses
) -> list[Source]:
    """Put new named sources on record at once, in this order; ``housed`` asks whose their names say that they are."""
    found = [_new(act.at, name, kind=kind, article=None) for name, kind in named]
    _put_on_record(act, found)
    housed(act, found)
    return found


def standing(act: Act, name: str) -> Source:
    """Find a source by number or name, and give the one that it stands for; raises as ``existing`` does."""
    source = existing(act.session, name)
    return act.session.get_one(Source, source.merged_into_id) if source.merged_into_id is not None else source


def all_spoken_of(
    act: Act, quoted: Iterable[tuple[str, SpeakerKind]], *, article: int
) -> dict[tuple[str, SpeakerKind], Source]:
    """Find or record every source that an article quotes, at once: one by one takes longer than all its claims."""
    speakers, new = resolved(act.session, quoted, article=article, at=act.at)
    _put_on_record(act, new)
    propose_houses(act, new)
    return speakers


def resolved(
    session: Session, quoted: Iterable[tuple[str, SpeakerKind]], *, article: int, at: datetime
) -> tuple[dict[tuple[str, SpeakerKind], Source], list[Source]]:
    """Find every source that an article quotes; those that are not on record are made, but not put there.

    Gives them by what the article calls them, and the ones that were made, which have no number.
    """
    places = {(name, kind): (source_key(name), None if is_named(name, kind) else article) for name, kind in quoted}
    keys = dict.fromkeys(key for key, _ in places.values())
    known = {(row.key, row.article_id): row for row in source_rows.sources_with_keys(session, keys, article)}
    new: list[Source] = []
    for (name, kind), place in places.items():
        if place not in known:
            known[place] = _new(at, name, kind=kind, article=place[1])
            new.append(known[place])
    return {pair: known[place] for pair, place in places.items()}, new


def whole_named(act: Act, name: str) -> Source:
    """Find or record whom an article names as the owner of a source, or accuses; it has a name, however spelled."""
    return source_rows.source_with_key(act.session, source_key(name), None) or record(
        act, name, kind=SpeakerKind.NONE, article=None
    )


def outlet_named(act: Act, name: str) -> Source:
    """Find or record who published an article; an outlet has a name, however it is spelled."""
    return source_rows.source_with_key(act.session, source_key(name), None) or record(
        act, name, kind=SpeakerKind.MEDIA, article=None
    )


def _merged_by_way_of(source: Source, rows: Sequence[Source]) -> list[Source]:
    """Return all that was merged into a source, or into what was merged into it, and was carried on with it."""
    found: list[Source] = []
    ahead = {source.id}
    while ahead:
        inner = [row for row in rows if row.merged_first_into_id in ahead]
        found += inner
        ahead = {row.id for row in inner}
    return found


def _refuse_parts(session: Session, one: Source, other: Source) -> None:
    """Refuse to call a whole and its part one source: one of the two records is wrong."""
    ties = relations.ties(session, [one.id, other.id], relations.families(session))
    # What only the machine says is settled by the merge itself.
    standing = [relation for found in ties.outward.values() for relation in found if relation.decided]
    for part, whole in ((one, other), (other, one)):
        if chain(standing, part.id, whole.id):
            raise ForbiddenMove(
                f"{part.name} is on record as belonging to {whole.name}, and cannot be the same; "
                + do(Step.SOURCE_SHOW, part.id)
                + " shows how, "
                + do(Step.SOURCE_UNRELATE)
                + " takes it back"
            )


def _new(at: datetime, name: str, *, kind: SpeakerKind, article: int | None) -> Source:
    clean = " ".join(name.split())
    if not clean:
        raise InvalidInput("a source needs a name; say " + Field("source", Blank.NAME))
    return Source(name=clean, key=source_key(clean), kind=kind, article_id=article, created_at=at)


def _put_on_record(act: Act, sources: Sequence[Source]) -> None:
    act.session.add_all(sources)
    act.session.flush()
    act.changes += [
        SourceRecorded(source=source.id, kind=source.kind, article=source.article_id, name=source.name)
        for source in sources
    ]


def _lookup(session: Session, wanted: str, article: int | None) -> Source | None:
    if wanted.isdecimal():
        return source_rows.source(session, int(wanted))
    key = source_key(wanted)
    scoped = source_rows.source_with_key(session, key, article) if article is not None else None
    return scoped or source_rows.source_with_key(session, key, None)


def _unnamed(session: Session, wanted: str, article: int | None) -> list[Source]:
    """Return those who are only described with these words, in other articles: they go by their numbers alone."""
    key = source_key(wanted)
    return [row for row in source_rows.sources(session) if row.article_id not in {None, article} and row.key == key]


def _close(session: Session, wanted: str, article: int | None) -> list[Source]:
    return [
        row for row in source_rows.sources(session) if row.article_id in {None, article} and alike(row.name, wanted)
    ]
