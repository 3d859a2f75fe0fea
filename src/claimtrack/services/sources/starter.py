"""The list of sources that comes with the program: what everybody knows, so that a desk need not type it in.

It is a beginning. Where the record says anything else, or a person took a thing back once, the record stands and the
list is left aside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from claimtrack.db import event_rows, source_rows
from claimtrack.db import relations as stored
from claimtrack.db.chain import as_told
from claimtrack.db.models import Source, SourceLink
from claimtrack.errors import says_why
from claimtrack.events.actions import Action
from claimtrack.rules.origins import chain
from claimtrack.services.desk import Act
from claimtrack.services.names import source_key
from claimtrack.services.sources.import_list import Imported, ListImport, Through
from claimtrack.services.sources.list_file import ListedSource, SourceList, read_sources
from claimtrack.services.sources.relations import accept_link
from claimtrack.services.weighing.consequences import settle_sources
from claimtrack.services.weighing.name_ties import propose_open_houses
from claimtrack.services.weighing.well_known import newest_list
from claimtrack.vocabulary import BELONGING, RelationKind, RelationState


@dataclass(frozen=True, slots=True)
class StarterImported:
    """What became of the list that comes with the program.

    ``left`` says of each fact that the record says otherwise of, what stands in its way.
    """

    on: date
    done: Imported
    left: tuple[str, ...]


def starter_list() -> tuple[date, SourceList]:
    """Return the newest list that comes with the program, and the day as of which it is true.

    What a row says is told with who says so and with that day.
    """
    day, content = newest_list()
    name = f"starter list as of {day}"
    found = read_sources(content, name=name)
    return day, replace(found, rows=tuple(_sourced(row, name) for row in found.rows))


def known_keys() -> frozenset[str]:
    """Return the keys of all names by which the list calls those of whom it says whom they belong to."""
    telling = (
        row for row in starter_list()[1].rows if row.unaffiliated or any(kind in BELONGING for kind, _ in row.relations)
    )
    return frozenset(source_key(name) for row in telling for name in (row.name, *row.aliases))


def import_starter(act: Act, *, progress: Through = iter) -> StarterImported:
    """Put the list that comes with the program on record, as far as the record says nothing else.

    What a name alone proposed is accepted where the list says the same. Nothing that a person decided is changed: a
    relation that was taken back or rejected, a source of which somebody said that nobody is known, a kind, a merge. Who
    imports answers for it, as with any list; aliases are an editor's right.
    """
    day, listed = starter_list()
    listed = replace(listed, rows=tuple(_as_on_record(act, listed.rows)))
    importing = _StarterImport(act, listed, list(listed.faults), decided=_decided_by_hand(act))
    importing.record_new()
    importing.put_names()
    importing.put_the_rest(progress)
    propose_open_houses(act, importing.asked())
    importing.accept_what_follows()
    reopened = settle_sources(act, importing.touched, because=f"the {listed.name} was imported")
    left = tuple(str(fault.error) for fault in sorted(importing.faults, key=lambda fault: fault.line))
    return StarterImported(day, importing.outcome(reopened), (*left, *importing.left))


@dataclass(slots=True)
class _StarterImport(ListImport):
    """The list on its way: what is refused of it is left aside, for the record stands.

    ``decided`` are the sources of which somebody once said, or took back, that nobody is known; of the ``new`` ones it
    is asked what their names say when all that the list says stands.
    """

    decided: frozenset[int] = frozenset()
    new: list[Source] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def housed(self, act: Act, sources: list[Source]) -> None:
        """Note whom to ask of; what the list says comes first, with who says so."""
        del act
        self.new += sources

    def asked(self) -> list[Source]:
        """Return the new sources but for those of which the list says that nobody is known."""
        standing = ((one, self.source(one.name)) for one in self.new)
        return [one for one, stands in standing if stands.unaffiliated_because is None]

    def relate(self, row: ListedSource, kind: RelationKind, whole: Source, within: stored.Families) -> None:
        """Put a relation on record that nobody ever said or denied; accept it where a name proposed it."""
        one = self.source(row.name)
        mine, theirs = (within.all_of([within.standing(source.id)]) for source in (one, whole))
        asked = [
            link
            for belonging in BELONGING
            for link in stored.links_between(self.act.session, mine, belonging, theirs)
            if link.state is RelationState.PROPOSED
        ]
        looked = self.decided.intersection(mine)
        if asked and not looked:
            self._accept(row, asked)
        elif any(stored.was_ever_linked(self.act.session, mine, known, theirs) for known in {*BELONGING, kind}):
            return  # It is on record in some words, or was: either way a person's.
        elif looked:
            self.left.append(f"{one.name} {kind.words} {whole.name}: somebody looked and decided about {one.name}")
        else:
            # Not super(): a dataclass with slots is another class than the one that these words were written in.
            ListImport.relate(self, row, kind, whole, within)

    def unaffiliated(self, row: ListedSource, within: stored.Families) -> None:
        """Say that nobody is known where nobody ever said or took back that, or put a relation on record."""
        source = self.source(row.name)
        if not self.decided.intersection(within.all_of([source.id])):
            ListImport.unaffiliated(self, row, within)

    def accept_what_follows(self) -> None:
        """Accept what the names of listed sources propose and the list's own relations lead to."""
        self.act.session.flush()
        within = stored.families(self.act.session)
        for row in self.listed.rows:
            source = self.source(row.name)
            family = within.all_of([source.id])
            asked = [
                link
                for link in stored.links_of(self.act.session, family)
                if link.state is RelationState.PROPOSED and link.kind in BELONGING and link.from_id in family
            ]
            if asked:
                known = [one for one in stored.outward(self.act.session, [source.id], within) if one.decided]
                ends = {link.id: within.standing(link.to_id) for link in asked}
                self._accept(row, [link for link in asked if chain(known, source.id, ends[link.id])])

    def _accept(self, row: ListedSource, links: list[SourceLink]) -> None:
        for link in links:
            accept_link(self.act, link, reason=row.because)
            self.related(row, *(self.act.session.get_one(Source, end) for end in (link.from_id, link.to_id)))


def _as_on_record(act: Act, rows: Sequence[ListedSource]) -> Iterator[ListedSource]:
    """Return the rows by the names that are on record: "AP" is what the list calls the Associated Press."""
    keys = [source_key(name) for row in rows for name in (row.name, *row.aliases)]
    known = {source.key: source for source in source_rows.named_sources(act.session, keys)}
    for row in rows:
        called: dict[int, str] = {}
        for name in row.aliases:
            source = known.get(source_key(name))
            if source is not None:
                called.setdefault(source.merged_into_id or source.id, name)
        if source_key(row.name) in known or len(called) != 1:
            yield row
        else:
            (name,) = called.values()
            yield replace(row, name=name, aliases=(row.name, *(other for other in row.aliases if other != name)))


def _sourced(row: ListedSource, name: str) -> ListedSource:
    return replace(row, because=f"{row.because} ({name})") if says_why(row.because) else row


def _decided_by_hand(act: Act) -> frozenset[int]:
    events = event_rows.events_of_action(act.session, Action.SOURCE_UNAFFILIATED)
    return frozenset(as_told(event.id, event.body).subject[1] for event in events)
