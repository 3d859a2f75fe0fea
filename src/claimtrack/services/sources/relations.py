"""How sources hang together: say it, take it back, decide on what the machine proposed, look at it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import relations as stored
from claimtrack.db.models import Source, SourceLink
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, require_reason
from claimtrack.events.sources import (
    RelationAccepted,
    RelationDecided,
    RelationProposed,
    RelationRejected,
    RelationTakenBack,
    SourceRelated,
    SourceUnaffiliated,
)
from claimtrack.remedies import Blank, Step, Words, do
from claimtrack.rules.nobody import names_nobody
from claimtrack.rules.origins import STEPS, Origins, Relation, Ties, allies, chain, origins
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.paging import WHOLE, Page, Window
from claimtrack.services.sources.sources import existing, named_or_new, standing, whole_named
from claimtrack.services.weighing.consequences import Reopened, settle_sources
from claimtrack.services.weighing.name_ties import is_firm, may_belong, propose_same
from claimtrack.vocabulary import BELONGING, RelationKind, RelationState, SpeakerKind


@dataclass(frozen=True, slots=True)
class Named:
    """Two sources by number or name, and how the first hangs together with the second."""

    one: str
    kind: RelationKind
    other: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """When a relation holds (both days belong to it; None is no limit), and how it is known.

    ``new_source`` puts on record whichever of the two is not, as a source of ``source_kind``.
    """

    since: date | None = None
    until: date | None = None
    because: str | None = None
    new_source: bool = False
    source_kind: SpeakerKind = SpeakerKind.NONE


@dataclass(frozen=True, slots=True)
class RelationLine:
    """One relation on record, between the two sources that were named."""

    number: int
    source: int
    source_name: str
    kind: RelationKind
    other: int
    other_name: str
    since: date | None
    until: date | None
    because: str | None
    state: RelationState
    said_by: str

    @property
    def sentence(self) -> str:
        """Say it: ``SANA is controlled by Syria (since 2011-03-15)``."""
        words = (f"since {self.since}" if self.since else "", f"until {self.until}" if self.until else "")
        proposed = "proposed" if self.state is RelationState.PROPOSED else ""
        notes = ", ".join(word for word in (*words, proposed) if word)
        return f"{self.source_name} {self.kind.words} {self.other_name}{f' ({notes})' if notes else ''}"


@dataclass(frozen=True, slots=True)
class OriginLine:
    """One line of the tree of a source's origins: how deep it stands, and how it hangs on the line above it.

    ``how`` is None for the source itself.
    """

    depth: int
    how: RelationKind | None
    number: int
    name: str


def relate(act: Act, named: Named, known: Particulars) -> tuple[RelationLine, list[Reopened]]:
    """Put on record how two sources hang together; verdicts that counted them apart reopen.

    Raises ForbiddenMove for what is on record already, for a source and itself, for two that are the same, and for what
    would make a whole a part of its own part, naming the chain; InvalidInput for a time that ends before it begins.
    """
    if named.kind is RelationKind.SAME_AS:
        raise ForbiddenMove(_merges(named, "that two sources are one is no relation between them"))
    if known.since is not None and known.until is not None and known.until < known.since:
        raise InvalidInput(f"it would end on {known.until}, before it begins on {known.since}; turn the two around")
    one, other = (_named(act, name, known) for name in (named.one, named.other))
    link = put_relation(act, one, named.kind, other, known, stored.families(act.session))
    because = f"it is on record that {one.name} {link.kind.words} {other.name}"
    return _line(act.session, link), settle_sources(act, [one.id, other.id], because=because)


def put_relation(
    act: Act, one: Source, kind: RelationKind, other: Source, known: Particulars, within: stored.Families
) -> SourceLink:
    """Do what ``relate`` does, as a part of a larger change that weighs what rests on the two; raises as it does."""
    _refuse_one(one, other, within)
    _refuse_nobody(other)
    asked = _asked_by_name(act, one, kind, other, within)
    if asked is not None and known.since is None and known.until is None:
        _decide(act, asked, RelationState.ACCEPTED, RelationAccepted, known.because)
        _contradict_none_known(act, asked, within)
        return asked
    _refuse_known(act, one, kind, other, known, within)
    if kind in BELONGING:
        _refuse_ring(act, one, kind, other, known, within)
    link = SourceLink(
        from_id=one.id,
        to_id=other.id,
        kind=kind,
        since=known.since,
        until=known.until,
        because=known.because,
        state=RelationState.ACCEPTED,
        made_by_id=act.reviewer.id,
        made_at=act.at,
    )
    act.session.add(link)
    act.session.flush()
    act.changes.append(SourceRelated(**_told(link), reason=known.because or None))
    _contradict_none_known(act, link, within)
    return link


def is_on_record(
    act: Act, one: Source, kind: RelationKind, other: Source, known: Particulars, within: stored.Families
) -> bool:
    """Tell whether just this relation, for just this time, is a person's word already."""
    mine, theirs = (within.all_of([within.standing(source.id)]) for source in (one, other))
    return any(
        (link.state, link.since, link.until) == (RelationState.ACCEPTED, known.since, known.until)
        for link in stored.links_between(act.session, mine, kind, theirs)
    )


def unrelate(act: Act, named: Named, *, reason: str | None) -> tuple[list[RelationLine], list[Reopened]]:
    """Take a relation back; whoever is left with nothing on record counts for nothing again.

    Raises NotFound when there is no such relation; ForbiddenMove without a reason.
    """
    return _take_back(act, named, reason, RelationTakenBack, RelationState.ACCEPTED, "was taken back")


def reject(act: Act, named: Named, *, reason: str | None) -> tuple[list[RelationLine], list[Reopened]]:
    """Reject what the machine proposed; it will not propose it again.

    That two sources are the same may be rejected before anybody asked, as far as their names say so.
    """
    if named.kind is RelationKind.SAME_AS:
        propose_same(act, existing(act.session, named.one), existing(act.session, named.other))
    return _take_back(act, named, reason, RelationRejected, RelationState.PROPOSED, "was rejected")


def accept(act: Act, named: Named, *, reason: str | None = None) -> tuple[list[RelationLine], list[Reopened]]:
    """Let what the machine proposed be a person's word; that two are one is for ``merge``, and raises ForbiddenMove."""
    if named.kind is RelationKind.SAME_AS:
        raise ForbiddenMove(_merges(named, "if the two are one"))
    one, other, links = _standing(act, named, RelationState.PROPOSED)
    for link in links:
        accept_link(act, link, reason=reason)
    because = f"it was accepted that {one.name} {named.kind.words} {other.name}"
    lines = [_line(act.session, link) for link in links]
    return lines, settle_sources(act, [one.id, other.id], because=because)


def accept_link(act: Act, link: SourceLink, *, reason: str | None) -> None:
    """Do what ``accept`` does with one proposal, as a part of a larger change; raises as it does."""
    within = stored.families(act.session)
    one, other = (act.session.get_one(Source, within.standing(end)) for end in (link.from_id, link.to_id))
    if link.kind in BELONGING:
        _refuse_ring(act, one, link.kind, other, Particulars(link.since, link.until), within)
    _decide(act, link, RelationState.ACCEPTED, RelationAccepted, reason)
    _contradict_none_known(act, link, within)


def _merges(named: Named, why: str) -> Words:
    return f"{why}; " + do(Step.SOURCE_MERGE, named.one, into=named.other, reason=Blank.TEXT)


def unaffiliated(act: Act, name: str, *, because: str | None) -> tuple[Source, list[Reopened]]:
    """Put on record that somebody looked, and knows of nobody to whom the source belongs or with whom it stands.

    Where its name has no more than a state's adjective, as a club's has, what that says is rejected with it. Raises
    ForbiddenMove without words on how that is known, where a relation that holds today says otherwise, and where its
    name is an office's of a state, or the state's own: that it is of another house takes a decision on just that.
    """
    require_reason(because, "that nobody is known takes words on how you know")
    source = standing(act, name)
    put_unaffiliated(act, source, because or "", stored.families(act.session))
    return source, settle_sources(
        act, [source.id], because=f"{source.name} was found to belong to nobody and to stand with nobody"
    )


def put_unaffiliated(act: Act, source: Source, because: str, within: stored.Families) -> None:
    """Do what ``unaffiliated`` does, as a part of a larger change that weighs what rests on the source."""
    family = within.all_of([source.id])
    standing = [link for link in stored.links_of(act.session, family) if _is_affiliation(link, family)]
    by_name = [
        link
        for link in standing
        if link.state is RelationState.PROPOSED and link.because is not None and not is_firm(act.session, link)
    ]
    against = [link for link in standing if link not in by_name and _holds(link, act)]
    if against:
        raise ForbiddenMove(_says_otherwise(_line(act.session, against[0])))
    for link in by_name:  # an adjective was all that spoke for it, and a person who looked knows better
        _decide(act, link, RelationState.REJECTED, RelationRejected, because)
    source.unaffiliated_because = because
    act.changes.append(SourceUnaffiliated(source=source.id, unaffiliated=True, reason=because or None))


def _says_otherwise(line: RelationLine) -> Words:
    pair = (line.source, line.kind, line.other)
    verb = Step.SOURCE_REJECT if line.state is RelationState.PROPOSED else Step.SOURCE_UNRELATE
    wrong = f"it is on record that {line.sentence}; if that is wrong, " + do(verb, *pair, reason=Blank.TEXT) + " first"
    if line.state is not RelationState.PROPOSED:
        return wrong
    return wrong + "; if it is right, " + do(Step.SOURCE_ACCEPT, *pair) + " is all there is to say"


def affiliation_unknown(act: Act, name: str, *, reason: str | None) -> tuple[Source, list[Reopened]]:
    """Take that back: nobody has looked, and evidence from the source does not count until somebody does."""
    require_reason(reason, "taking it back takes a reason")
    source = standing(act, name)
    family = _family(act, source)
    if not any(member.unaffiliated_because for member in family):
        raise ForbiddenMove(f"it is not on record that {source.name} has no affiliation; there is nothing to undo")
    for member in family:
        member.unaffiliated_because = None
    act.changes.append(SourceUnaffiliated(source=source.id, unaffiliated=False, reason=reason or None))
    return source, settle_sources(act, [source.id], because=f"the affiliations of {source.name} are not known")


def of(session: Session, source: Source) -> tuple[RelationLine, ...]:
    """Return every relation on record that a source has, or one that was merged into it."""
    family = stored.families(session).all_of([source.id])
    return tuple(_line(session, link) for link in stored.links_of(session, family))


def tree(session: Session, source: Source, *, on: date) -> tuple[OriginLine, ...]:
    """Return a source's origins on a day as a tree, from the top down, with the allies of each."""
    within = stored.families(session)
    start = within.standing(source.id)
    known = stored.ties(session, [start], within)
    return tuple(_branch(known, origins(known, start, days=[on]), start, 0, on))


def waiting(desk: Desk, window: Window = WHOLE) -> Page[RelationLine]:
    """Return a page of what the machine proposed and nobody has accepted or rejected.

    Which merges made one of the two ends of some is followed for all; the names are read for the page alone.
    """
    with reading(desk) as session:
        within = stored.families(session)
        apart = [
            link
            for link in stored.proposed(session)
            if within.standing(link.from_id) != within.standing(link.to_id)  # merged, they are one
        ]
        page = Page.cut(window, apart)
        return Page([_line(session, link) for link in page], page.total, page.offset)


def _branch(ties: Ties, found: Origins, number: int, depth: int, on: date) -> Iterator[OriginLine]:
    here = found[number]
    yield OriginLine(depth, here.kind if here is not None else None, number, ties.name(number))
    for other, step in found.items():
        if step is not None and step.source == number:
            yield from _branch(ties, found, other, depth + 1, on)
    for ally, tie in allies(ties, [number], days=[on]).items():
        yield OriginLine(depth + 1, tie.kind, ally, ties.name(ally))


def _take_back(
    act: Act, named: Named, reason: str | None, decided: type[RelationDecided], state: RelationState, words: str
) -> tuple[list[RelationLine], list[Reopened]]:
    require_reason(reason, "that takes a reason")
    one, other, links = _standing(act, named, state)
    lines = [_line(act.session, link) for link in links]
    for link in links:
        _decide(act, link, RelationState.REJECTED, decided, reason)
    because = f"that {one.name} {named.kind.words} {other.name} {words}"
    return lines, settle_sources(act, [one.id, other.id], because=because)


def _standing(act: Act, named: Named, state: RelationState) -> tuple[Source, Source, list[SourceLink]]:
    one, other = existing(act.session, named.one), existing(act.session, named.other)
    within = stored.families(act.session)
    mine, theirs = (within.all_of([within.standing(source.id)]) for source in (one, other))
    links = stored.links_between(act.session, mine, named.kind, theirs)
    found = [link for link in links if link.state is state]
    if found:
        return one, other, found
    sentence = f"{one.name} {named.kind.words} {other.name}"
    if links:
        proposed = state is RelationState.PROPOSED
        standing = "on record" if proposed else "only proposed"
        verb = Step.SOURCE_UNRELATE if proposed else Step.SOURCE_REJECT
        raise NotFound(f"that {sentence} is {standing}; " + do(verb) + " takes it back")
    raise NotFound(f"it is not on record that {sentence}; " + do(Step.SOURCE_SHOW, one.id) + " shows what is")


def _decide(
    act: Act, link: SourceLink, state: RelationState, decided: type[RelationDecided], reason: str | None
) -> None:
    before = link.state
    link.state, link.decided_by_id, link.decided_at = state, act.reviewer.id, act.at
    act.changes.append(decided(**_told(link), was=before, reason=reason or None))


def _named(act: Act, wanted: str, known: Particulars) -> Source:
    return named_or_new(act, wanted, new=known.new_source, kind=known.source_kind)


def _family(act: Act, source: Source) -> list[Source]:
    return [act.session.get_one(Source, number) for number in stored.families(act.session).all_of([source.id])]


def _refuse_one(one: Source, other: Source, within: stored.Families) -> None:
    if one is other:
        raise ForbiddenMove(f"{one.name} cannot be related to itself; name two sources")
    if within.standing(one.id) == within.standing(other.id):
        raise ForbiddenMove(f"{one.name} and {other.name} were merged and are one source; " + do(Step.SOURCE_SPLIT))


def _refuse_nobody(source: Source) -> None:
    """Raise InvalidInput where somebody is said to belong to "unknown": that would count as having looked."""
    if names_nobody(source.name):
        raise InvalidInput(
            f'"{source.name}" names nobody; name whom it belongs to or stands with, or say that nobody is known: '
            + do(Step.SOURCE_UNAFFILIATED, Blank.NAME, reason=Blank.TEXT)
        )


def _asked_by_name(
    act: Act, one: Source, kind: RelationKind, other: Source, within: stored.Families
) -> SourceLink | None:
    """Return the proposal that the name of one source makes of this relation, which a person's word decides."""
    mine, theirs = (within.all_of([within.standing(source.id)]) for source in (one, other))
    links = stored.links_between(act.session, mine, kind, theirs)
    return next((link for link in links if link.state is RelationState.PROPOSED and link.because is not None), None)


def _refuse_known(
    act: Act, one: Source, kind: RelationKind, other: Source, known: Particulars, within: stored.Families
) -> None:
    mine, theirs = (within.all_of([within.standing(source.id)]) for source in (one, other))
    for link in stored.links_between(act.session, mine, kind, theirs):
        line = _line(act.session, link)
        if link.state is RelationState.PROPOSED and link.because is not None:
            continue  # What a name says holds for no time, and goes on being asked beside what held for one.
        if not Relation(link.from_id, kind, link.to_id, link.since, link.until).overlaps(known.since, known.until):
            continue
        if link.state is RelationState.PROPOSED:
            raise ForbiddenMove(
                f"it is on record that {line.sentence}; " + do(Step.SOURCE_ACCEPT, line.source, kind, line.other)
            )
        raise ForbiddenMove(
            f"it is on record already that {line.sentence}; to change that, "
            + do(Step.SOURCE_UNRELATE, line.source, kind, line.other, reason=Blank.TEXT)
            + " first"
        )


def _refuse_ring(
    act: Act, one: Source, kind: RelationKind, other: Source, known: Particulars, within: stored.Families
) -> None:
    """Refuse to make a whole a part of its own part; what held at another time is no obstacle."""
    start, end = within.standing(other.id), within.standing(one.id)
    outward = stored.outward(act.session, [start], within)
    ring = chain([relation for relation in outward if relation.overlaps(known.since, known.until)], start, end)
    if ring:
        ties = stored.ties(act.session, [start], within)
        links = ", ".join(
            f"{ties.name(relation.source)} {relation.kind.words} {ties.name(relation.other)}" for relation in ring
        )
        raise ForbiddenMove(
            f"{one.name} cannot be {STEPS[kind]} {other.name}: it is on record that {links}; "
            + do(Step.SOURCE_UNRELATE)
            + " what is wrong in that"
        )


def _holds(link: SourceLink, act: Act) -> bool:
    return Relation(link.from_id, link.kind, link.to_id, link.since, link.until).holds(act.at.date())


def _is_affiliation(link: SourceLink, family: Collection[int]) -> bool:
    """Tell whether a relation says whom a source belongs to or stands with; whom it relies on is another matter."""
    belongs = link.kind in BELONGING and link.from_id in family
    return belongs or link.kind is RelationKind.ALLIED_WITH


def _contradict_none_known(act: Act, link: SourceLink, within: stored.Families) -> None:
    """Take back that no affiliation is known of those of whom one is on record that holds today."""
    if not _holds(link, act) or link.kind is RelationKind.RELIES_ON:
        return
    ends = (link.from_id, link.to_id) if link.kind is RelationKind.ALLIED_WITH else (link.from_id,)
    for number in within.all_of(within.standing(end) for end in ends):
        member = act.session.get_one(Source, number)
        if member.unaffiliated_because is not None:
            member.unaffiliated_because = None
            act.changes.append(SourceUnaffiliated(source=member.id, unaffiliated=False, reason=None))


def _told(link: SourceLink) -> dict[str, Any]:
    """Return what each event of a relation tells of it."""
    return {
        "source": link.from_id,
        "link": link.id,
        "kind": link.kind,
        "other": link.to_id,
        "since": link.since,
        "until": link.until,
        "state": link.state,
    }


def _line(session: Session, link: SourceLink) -> RelationLine:
    one, other = (session.get_one(Source, number) for number in (link.from_id, link.to_id))
    return RelationLine(
        number=link.id,
        source=one.id,
        source_name=one.name,
        kind=link.kind,
        other=other.id,
        other_name=other.name,
        since=link.since,
        until=link.until,
        because=link.because,
        state=link.state,
        said_by=link.made_by.name,
    )


def propose_wholes(act: Act, told: Iterable[tuple[Source, str]]) -> tuple[int, list[Reopened]]:
    """Put on record as proposals whose sources are by an article's own words: each with the name of its whole.

    Gives how many are new, and the verdicts that fell. What was ever on record is left as it is: a proposal that was
    rejected does not come back.
    """
    within = stored.families(act.session)
    tied: dict[int, Source] = {}
    for part, name in told:
        whole = whole_named(act, name)
        if may_belong(act, part, whole, within):
            tied[part.id] = part
            link = SourceLink(
                from_id=part.id,
                to_id=whole.id,
                kind=RelationKind.PART_OF,
                state=RelationState.PROPOSED,
                made_by_id=act.reviewer.id,
                made_at=act.at,
            )
            act.session.add(link)
            act.session.flush()
            act.changes.append(RelationProposed(**_told(link)))
    if not tied:
        return 0, []
    names = " and ".join(part.name for part in tied.values())
    return len(tied), settle_sources(act, tied, because=f"an article says to whom {names} may belong")
