"""What the names of sources say of them: of which state's house they are, and whether two may be one.

Both are questions to a person, put on record as proposals: they tie sources together until somebody decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import claim_rows, evidence_rows, relations, source_rows
from claimtrack.db.models import Claim, Source, SourceLink
from claimtrack.db.relations import Families
from claimtrack.events.sources import RelationProposed, RelationRejected, SourceRecorded
from claimtrack.extraction.speakers.houses import House, house
from claimtrack.rules.kinship import Kin, kin, pairs_of_kin
from claimtrack.rules.names import may_be_one
from claimtrack.rules.names_nearby import pairs_to_measure
from claimtrack.rules.nobody import names_nobody
from claimtrack.rules.origins import Ties, chain
from claimtrack.services.desk import Act
from claimtrack.services.names import source_key
from claimtrack.services.weighing.well_known import ListedHouse, listed_house
from claimtrack.vocabulary import BELONGING, RelationKind, RelationState, SpeakerKind

_TWO = 2
_SAYS_THE_LIST = "the list that comes with the program says so"


def propose_houses(act: Act, sources: Iterable[Source]) -> None:
    """Put on record of which state's house sources may be by their names; they are new, and nothing rests on them."""
    told = [(source, found) for source in sources if (found := _house_of(source)) is not None]
    if not told:
        return
    states = _states(act, (found.state for _, found in told))
    for source, found in told:
        _propose(act, source, RelationKind.PART_OF, states[found.state], _words(found))


def propose_open_houses(act: Act, sources: Sequence[Source]) -> None:
    """Do as ``propose_houses`` does for sources of which somebody may have said whose they are: that stands."""
    act.session.flush()
    _housed(act, sources, relations.families(act.session))


def propose_ties(act: Act, claims: Iterable[Claim]) -> set[int]:
    """Put on record what the names say of all that have a part in each of these claims; gives whom it concerns.

    What was ever on record is left as it is: a proposal that was rejected does not come back.
    """
    act.session.flush()
    rows_of = list(claims)
    if not rows_of:
        return set()
    within = relations.families(act.session)
    involved = [{within.standing(number) for number in found} for found in _involved(act, rows_of)]
    if not involved:
        return set()
    ties = relations.ties(act.session, set[int]().union(*involved), within)
    near = [_near(ties, found) for found in involved]
    rows = source_rows.sources_numbered(act.session, set[int]().union(*near))
    concerned = _housed(act, list(rows.values()), within)
    asked: set[frozenset[int]] = set()
    for numbers in near:
        named = [rows[number] for number in sorted(numbers) if number in rows and not _is_described(rows[number])]
        concerned |= _alike(act, named, within, asked)
        concerned |= _listed(act, named, within, ties)
        concerned |= _kin(act, named, within, ties)
    return concerned


def _near(ties: Ties, sources: Iterable[int]) -> set[int]:
    """Return these sources with all that they come from, at whatever time, and whom those are allied with."""
    found = list(dict.fromkeys(sources))
    for number in found:  # grows while it is walked
        found += [one.other for one in ties.outward.get(number, ()) if one.other not in found]
    allied = (end for number in found for one in ties.allied.get(number, ()) for end in (one.source, one.other))
    return {*found, *allied}


def propose_same(act: Act, one: Source, other: Source) -> None:
    """Put on record that two sources may be one, where their names say so and it never was."""
    within = relations.families(act.session)
    standing = [act.session.get_one(Source, within.standing(source.id)) for source in (one, other)]
    _alike(act, standing, within, set())


def are_two(act: Act, one: Source, other: Source, *, reason: str) -> None:
    """Put on record that two sources are not the same, where that is still asked."""
    act.session.flush()
    within = relations.families(act.session)
    mine, theirs = (within.all_of([within.standing(source.id)]) for source in (one, other))
    for link in relations.links_between(act.session, mine, RelationKind.SAME_AS, theirs):
        link.state, link.decided_by_id, link.decided_at = RelationState.REJECTED, act.reviewer.id, act.at
        act.changes.append(RelationRejected(**_told(link), was=RelationState.PROPOSED, reason=reason))


def is_firm(session: Session, link: SourceLink) -> bool:
    """Tell whether what a name proposes rests on more than an adjective.

    It is an office's, or the state's own, or has another source's name inside it.
    """
    part, whole = (session.get_one(Source, end) for end in (link.from_id, link.to_id))
    found = _house_of(part)
    listed = listed_house(part.name, part.kind)
    if link.kind is RelationKind.PART_OF and listed is not None and whole.key in listed.keys:
        return True
    by_state = found is not None and source_key(found.state) == whole.key
    if link.kind is not RelationKind.PART_OF or found is None or not by_state:
        return link.kind is RelationKind.PART_OF and kin(part.name, whole.name, (part.kind, whole.kind)) is not None
    return found.firm


def _involved(act: Act, claims: Sequence[Claim]) -> Iterator[set[int]]:
    """Yield for each claim who has a part in it or gave evidence for it, as far as anybody gave some."""
    pieces: dict[int, set[int]] = {}
    parties: dict[int, set[int]] = {}
    for party in claim_rows.parties(act.session, [claim.id for claim in claims]):
        parties.setdefault(party.claim_id, set()).add(party.source_id)
    for link in evidence_rows.standing_links(act.session, [claim.id for claim in claims]):
        given = (link.evidence.source_id, *(one.source_id for one in link.evidence.relied_on))
        pieces.setdefault(link.claim_id, set()).update(number for number in given if number is not None)
    for claim in claims:
        if pieces.get(claim.id):
            said = {claim.source_id, claim.article.agency_id, claim.article.outlet_id}
            said |= {hop.source_id for hop in claim.hops}
            said |= parties.get(claim.id, set())
            yield pieces[claim.id] | {number for number in said if number is not None}


def _housed(act: Act, sources: Sequence[Source], within: Families) -> set[int]:
    told = [(source, found) for source in sources if (found := _house_of(source)) is not None]
    states = _states(act, (found.state for _, found in told))
    concerned = set()
    for source, found in told:
        state = states[found.state]
        if may_belong(act, source, state, within):
            _propose(act, source, RelationKind.PART_OF, state, _words(found))
            concerned.add(source.id)
    return concerned


def may_belong(act: Act, part: Source, whole: Source, within: Families) -> bool:
    """Tell whether that one source belongs to another was never on record, and may be."""
    start, end = within.standing(part.id), within.standing(whole.id)
    if start == end:
        return False
    mine, theirs = within.all_of([start]), within.all_of([end])
    if any(relations.was_ever_linked(act.session, mine, kind, theirs) for kind in BELONGING):
        return False
    outward = relations.ties(act.session, [end], within).outward.values()
    return chain([relation for found in outward for relation in found], end, start) is None


def _alike(act: Act, sources: Sequence[Source], within: Families, asked: set[frozenset[int]]) -> set[int]:
    """Propose which of these may be one; ``asked`` are the pairs that were looked at, and those of now with them."""
    concerned: set[int] = set()
    families = {one.id: _members(act, one, within) for one in sources}
    named = [[(name.name, name.kind) for name in families[one.id]] for one in sources]
    for mine, theirs in pairs_to_measure(named):
        one, other = sources[mine], sources[theirs]
        pair = frozenset({one.id, other.id})
        if pair in asked:
            continue
        asked.add(pair)
        because = _same(families[one.id], families[other.id])
        if because is None or _is_decided(act, one, other, within):
            continue
        _propose(act, max(one, other, key=_number), RelationKind.SAME_AS, min(one, other, key=_number), because)
        concerned |= {one.id, other.id}
    return concerned


def _listed(act: Act, sources: Sequence[Source], within: Families, ties: Ties) -> set[int]:
    """Propose for those of these whom the program's list has in one house that they are of it; gives whom it concerns.

    A list that nobody imported ties nobody who stands alone: it is asked where two of a house meet.
    """
    members: dict[ListedHouse, list[Source]] = {}
    for source in sources:
        family = _members(act, source, within)
        for top in dict.fromkeys(one for name in family for one in _listed_houses(name)):
            members.setdefault(top, []).append(source)
    houses, concerned = _Houses(ties), set[int]()
    for top, met in members.items():
        if len(met) < _TWO:
            continue
        whole = next((source for source in met if source.key in top.keys), None) or _on_record(act, top, within)
        for source in met:
            if source.id == whole.id:
                continue
            if source.key in top.keys and not _is_decided(act, source, whole, within):
                _propose(act, source, RelationKind.SAME_AS, whole, _SAYS_THE_LIST)
                concerned |= {source.id, whole.id}
            elif not houses.meet(source.id, whole.id) and may_belong(act, source, whole, within):
                _propose(act, source, RelationKind.PART_OF, whole, _SAYS_THE_LIST)
                concerned |= {source.id, whole.id}
    return concerned


def _listed_houses(source: Source) -> Iterator[ListedHouse]:
    """Yield the house to which the program's list counts a source, and the state of its name."""
    if _is_described(source):
        return
    listed = listed_house(source.name, source.kind)
    if listed is not None:
        yield listed
    state = house(source.name, source.kind, named=True)
    if state is not None:
        called = listed_house(state.state, SpeakerKind.GOVERNMENT)
        yield called or ListedHouse(state.state, (source_key(state.state),), SpeakerKind.GOVERNMENT)


def _on_record(act: Act, top: ListedHouse, within: Families) -> Source:
    """Find who stands at the top of a house by whichever name, or record them."""
    known = {row.key: row for row in source_rows.named_sources(act.session, top.keys)}
    found = next((known[key] for key in top.keys if key in known), None)
    if found is not None:
        return act.session.get_one(Source, within.standing(found.id))
    return _recorded(act, {source_key(top.name): top.name}, top.kind)[0]


def _kin(act: Act, sources: Sequence[Source], within: Families, ties: Ties) -> set[int]:
    """Propose which of these are of one house by the words inside their names; ``ties`` are those of all of them.

    Whom a common house ties already, be it by a proposal, is not asked about again; so the shortest names come first.
    """
    families = {one.id: _members(act, one, within) for one in sources}
    pairs = pairs_of_kin([[name.name for name in families[one.id]] for one in sources])
    told: list[tuple[Source, Source, str]] = []
    for one, other in ((sources[mine], sources[theirs]) for mine, theirs in pairs):
        found = _house_in_common(families[one.id], families[other.id])
        if found is not None:
            part, whole = (one, other) if found.first_is_part else (other, one)
            told.append((part, whole, found.words))
    if not told:
        return set()
    houses = _Houses(ties)
    linked = relations.ever_linked(act.session, within.all_of(one.id for one in sources))
    concerned: set[int] = set()
    for part, whole, words in sorted(told, key=lambda one: (len(one[1].name), one[1].id, one[0].id)):
        mine, theirs = within.all_of([part.id]), within.all_of([whole.id])
        if houses.meet(part.id, whole.id) or any(frozenset({a, b}) in linked for a in mine for b in theirs):
            continue
        _propose(act, part, RelationKind.PART_OF, whole, f'both names have "{words}" in them')
        houses.add(part.id, whole.id)
        concerned |= {part.id, whole.id}
    return concerned


class _Houses:
    """To whom sources belong, persons' word or not, and what is proposed meanwhile."""

    def __init__(self, ties: Ties) -> None:
        self._wholes: dict[int, set[int]] = {
            number: {one.other for one in found if one.kind in BELONGING} for number, found in ties.outward.items()
        }

    def add(self, part: int, whole: int) -> None:
        self._wholes.setdefault(part, set()).add(whole)

    def meet(self, one: int, other: int) -> bool:
        """Tell whether two belong to one house."""
        return not self._of(one).isdisjoint(self._of(other))

    def _of(self, source: int) -> set[int]:
        found = [source]
        for number in found:  # grows while it is walked
            found += [whole for whole in self._wholes.get(number, ()) if whole not in found]
        return set(found)


def _house_in_common(mine: Iterable[Source], theirs: Sequence[Source]) -> Kin | None:
    pairs = [(one, other) for one in mine for other in theirs]
    if any(_is_of_a_state(one) and _is_of_a_state(other) for one, other in pairs):
        return None  # of these it is asked of which state they are
    return next(filter(None, (kin(a.name, b.name, (a.kind, b.kind)) for a, b in pairs)), None)


def _is_of_a_state(source: Source) -> bool:
    return house(source.name, source.kind, named=source.article_id is None) is not None


def _same(mine: Iterable[Source], theirs: Sequence[Source]) -> str | None:
    pairs = ((one, other) for one in mine for other in theirs)
    return next(filter(None, (may_be_one(a.name, b.name, (a.kind, b.kind)) for a, b in pairs)), None)


def _is_decided(act: Act, one: Source, other: Source, within: Families) -> bool:
    """Tell whether anything was ever on record between two: what belongs to another is not the same."""
    mine, theirs = within.all_of([one.id]), within.all_of([other.id])
    return relations.was_ever_linked(act.session, mine, RelationKind.SAME_AS, theirs) or any(
        relations.links_between(act.session, first, kind, second)
        for kind in BELONGING
        for first, second in ((mine, theirs), (theirs, mine))
    )


def _members(act: Act, source: Source, within: Families) -> list[Source]:
    return [act.session.get_one(Source, number) for number in within.all_of([source.id])]


def _number(source: Source) -> int:
    return source.id


def _is_described(source: Source) -> bool:
    """Tell whether a source has no name by which it could be another one's."""
    return source.article_id is not None or names_nobody(source.name)


def _house_of(source: Source) -> House | None:
    found = house(source.name, source.kind, named=source.article_id is None)
    return found if found is not None and source_key(found.state) != source.key else None


def _words(found: House) -> str:
    return f'the name says "{found.words}"'


def _states(act: Act, names: Iterable[str]) -> dict[str, Source]:
    """Find or record the states that are called so."""
    wanted = {source_key(name): name for name in names}
    known = {row.key: row for row in source_rows.named_sources(act.session, wanted)}
    unknown = {key: name for key, name in wanted.items() if key not in known}
    new = _recorded(act, unknown, SpeakerKind.GOVERNMENT)
    found = {**known, **{row.key: row for row in new}}
    return {name: found[key] for key, name in wanted.items()}


def _recorded(act: Act, names: Mapping[str, str], kind: SpeakerKind) -> list[Source]:
    """Record sources of these names, by their keys."""
    new = [Source(name=name, key=key, kind=kind, created_at=act.at) for key, name in names.items()]
    act.session.add_all(new)
    act.session.flush()
    act.changes += [SourceRecorded(source=row.id, kind=row.kind, article=None, name=row.name) for row in new]
    return new


def _propose(act: Act, one: Source, kind: RelationKind, other: Source, because: str) -> None:
    link = SourceLink(
        from_id=one.id,
        to_id=other.id,
        kind=kind,
        because=because,
        state=RelationState.PROPOSED,
        made_by_id=act.reviewer.id,
        made_at=act.at,
    )
    act.session.add(link)
    act.session.flush()
    act.changes.append(RelationProposed(**_told(link), reason=because))


def _told(link: SourceLink) -> dict[str, Any]:
    """Return what each event of a proposal tells of it; names hold for no time."""
    return {
        "source": link.from_id,
        "link": link.id,
        "kind": link.kind,
        "other": link.to_id,
        "since": None,
        "until": None,
        "state": link.state,
    }
