"""Put a desk's own list of sources on record: all of it or nothing, and never over what is there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from claimtrack.db import relations as stored
from claimtrack.db import source_rows
from claimtrack.db.models import Source
from claimtrack.errors import ClaimtrackError, ForbiddenMove, NotFound
from claimtrack.remedies import Blank, Step, do
from claimtrack.services.desk import Act, require_right
from claimtrack.services.names import refuse_mixed_alphabets, source_key
from claimtrack.services.sources.grades import put_grade
from claimtrack.services.sources.list_file import ListedSource, SourceList
from claimtrack.services.sources.names_and_kinds import is_new_name, put_aliases, put_kind
from claimtrack.services.sources.relations import Particulars, is_on_record, put_relation, put_unaffiliated
from claimtrack.services.sources.sources import record_all
from claimtrack.services.tables import Fault, gathered, with_nearest
from claimtrack.services.weighing.consequences import Reopened, settle_sources
from claimtrack.services.weighing.name_ties import propose_houses
from claimtrack.vocabulary import RelationKind, Right, SpeakerKind


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: how much of each is new on record, and the verdicts that fell.

    ``unchanged`` rows said nothing that was not on record already.
    """

    rows: int
    sources: int
    aliases: int
    relations: int
    other: int
    unchanged: int
    reopened: tuple[Reopened, ...]


Through = Callable[[Sequence[ListedSource]], Iterable[ListedSource]]
"""A way to go through rows, which may show how far it is."""


def import_sources(act: Act, listed: SourceList, *, progress: Through = iter) -> Imported:
    """Put a list of sources on record. All of its rows or none; verdicts are weighed once, at the end.

    What is on record is added to and never changed. Aliases are an editor's right, as merging is. Raises an error of
    the kind of the first row that cannot be followed, naming each such row and what is wrong there.
    """
    importing = ListImport(act, listed, list(listed.faults))
    importing.record_new()
    importing.put_names()
    importing.put_the_rest(progress)
    if importing.faults:
        raise gathered(importing.faults, listed.name, place=listed.place)
    reopened = settle_sources(act, importing.touched, because=f"the list of sources {listed.name} was imported")
    return importing.outcome(reopened)


@dataclass(slots=True)
class ListImport:
    """One list on its way: the sources by name, what is wrong, and which rows and sources something changed for."""

    act: Act
    listed: SourceList
    faults: list[Fault]
    named: dict[str, Source] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    recorded: int = 0
    aliases: int = 0
    relations: int = 0
    other: int = 0

    def record_new(self) -> None:
        """Find every source that the list names, and record those that have a row and are not on record."""
        rows = self.listed.rows
        names = [name for row in rows for name in (row.name, *row.aliases, *(other for _, other in row.relations))]
        keys = dict.fromkeys(map(source_key, names))
        self.named = {row.key: row for row in source_rows.named_sources(self.act.session, keys)}
        kinds = {source_key(row.name): row.kind for row in reversed(rows) if row.kind is not None}
        new: dict[str, ListedSource] = {}
        for row in rows:
            key = source_key(row.name)
            if key not in self.named:
                with self._told(row):
                    refuse_mixed_alphabets(row.name)
                new.setdefault(key, row)
        wanted = [(row.name, kinds.get(key) or SpeakerKind.NONE) for key, row in new.items()]
        for source, row in zip(record_all(self.act, wanted, housed=self.housed), new.values(), strict=True):
            self.named[source.key] = source
            self.moved.add(row.line)
        self.recorded = len(new)

    def put_names(self) -> None:
        """Put the further names of sources on record."""
        new: dict[str, tuple[Source, str]] = {}
        for row in self._sound():
            for alias in row.aliases:
                with self._told(row):
                    source = self.source(row.name)
                    refuse_mixed_alphabets(alias)
                    if is_new_name(source, alias, there=self.named.get(source_key(alias))):
                        new.setdefault(source_key(alias), (source, alias))
                        self.moved.add(row.line)
        if not new:
            return
        require_right(self.act.reviewer, Right.MERGE_SOURCES)
        put_aliases(self.act, new.values(), reason=f"the list of sources {self.listed.name}", housed=self.housed)
        self.touched |= {source.id for source, _ in new.values()}
        self.named |= {key: source for key, (source, _) in new.items()}
        self.aliases = len(new)

    def put_the_rest(self, progress: Through) -> None:
        """Put on record what the rows say of each source."""
        self.act.session.flush()
        within = stored.families(self.act.session)
        for row in progress(self._sound()):
            with self._told(row):
                self._kind(row)
                self._grade(row)
            for kind, other in row.relations:
                with self._told(row):
                    self.relate(row, kind, self._other(other), within)
            if row.unaffiliated:
                with self._told(row):
                    self.unaffiliated(row, within)

    def housed(self, act: Act, sources: list[Source]) -> None:
        """Ask of new sources whose their names say that they are."""
        propose_houses(act, sources)

    def relate(self, row: ListedSource, kind: RelationKind, whole: Source, within: stored.Families) -> None:
        """Put one relation of a row on record."""
        one, known = self.source(row.name), Particulars(row.since, row.until, row.because)
        if not is_on_record(self.act, one, kind, whole, known, within):
            put_relation(self.act, one, kind, whole, known, within)
            self.related(row, one, whole)

    def unaffiliated(self, row: ListedSource, within: stored.Families) -> None:
        """Put on record that nobody is known to whom the source of a row belongs."""
        source = self.source(row.name)
        if source.unaffiliated_because is not None:
            return
        put_unaffiliated(self.act, source, row.because or "", within)
        self.other += 1
        self._changed(row, source)

    def related(self, row: ListedSource, one: Source, whole: Source) -> None:
        """Note that a relation of a row is new on record."""
        self.relations += 1
        self._changed(row, one, whole)

    def source(self, name: str) -> Source:
        """Return the source that a name of the list stands for."""
        found = self.named[source_key(name)]
        return self.act.session.get_one(Source, found.merged_into_id) if found.merged_into_id is not None else found

    def outcome(self, reopened: list[Reopened]) -> Imported:
        """Count what was done."""
        rows = len(self.listed.rows)
        return Imported(
            rows=rows,
            sources=self.recorded,
            aliases=self.aliases,
            relations=self.relations,
            other=self.other,
            unchanged=rows - len(self.moved),
            reopened=tuple(reopened),
        )

    def _sound(self) -> list[ListedSource]:
        """Return the rows that nothing is wrong with by themselves: of the others that has been told."""
        wrong = {fault.line for fault in self.listed.faults}
        return [row for row in self.listed.rows if row.line not in wrong]

    @contextmanager
    def _told(self, row: ListedSource) -> Iterator[None]:
        """Note what is refused of a row, and go on: whoever wrote the list is told of all of it at once."""
        try:
            yield
        except ClaimtrackError as error:
            self.faults.append(Fault(row.line, error))

    def _changed(self, row: ListedSource, *sources: Source) -> None:
        self.moved.add(row.line)
        self.touched |= {source.id for source in sources}

    def _other(self, name: str) -> Source:
        if source_key(name) in self.named:
            return self.source(name)
        known = with_nearest(f'"{name}"', [f'"{row.name}"' for row in self.listed.rows])
        raise NotFound(f"no source {known} is on record or has a row in the list; give it a row with its name")

    def _kind(self, row: ListedSource) -> None:
        source = self.source(row.name)
        if row.kind is None or row.kind is source.kind:
            return
        if source.kind is not SpeakerKind.NONE:
            raise ForbiddenMove(
                f"{source.name} is on record as {source.kind}, not {row.kind}; if that is wrong, "
                + do(Step.SOURCE_SET, source.id, kind=row.kind, reason=Blank.TEXT)
            )
        put_kind(self.act, source, row.kind, reason=row.because)
        self.other += 1
        self._changed(row, source)

    def _grade(self, row: ListedSource) -> None:
        source = self.source(row.name)
        if row.reliability is None or row.reliability is source.reliability:
            return
        if source.reliability is not None:
            raise ForbiddenMove(
                f"{source.name} is graded {source.reliability} on record, not {row.reliability}; if that is "
                "wrong, " + do(Step.SOURCE_GRADE, source.id, row.reliability)
            )
        put_grade(self.act, source, row.reliability, because=row.because)
        self.other += 1
        self._changed(row, source)
