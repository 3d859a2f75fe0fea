"""An opened workspace, people of every role in it, and short ways to put things on record there.

Articles are taken apart by the engine of lines.py, a statement a line.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool
from tests.affiliations import stand_alone
from tests.fake_clock import FakeClock
from tests.postgresql import administer, copy_database
from tests.services.engines import put_on_record
from tests.services.lines import line_by_line

from claimtrack.clock import Clock
from claimtrack.config import Place
from claimtrack.db import engine
from claimtrack.db.base import Base
from claimtrack.db.models import Evidence, EvidenceReliesOn, Source
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import ingest as ingesting
from claimtrack.services.articles.ingest import Given, Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, open_desk, reading
from claimtrack.services.evidence.attachments import Attached, attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.inputs import Input
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.services.sources import relations
from claimtrack.services.verdicts import decisions
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import (
    Basis,
    RelationKind,
    Role,
    Serves,
    Stance,
    Status,
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test on SQLite, and on PostgreSQL, too, where it is marked so."""
    if "place" in metafunc.fixturenames and metafunc.definition.get_closest_marker("both_databases") is not None:
        metafunc.parametrize("place", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def let_go(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Keep connections to PostgreSQL from one use case to the next, as no command does, which has one use case.

    A new one is a new process of the server that knows nothing, which took half the time of a test. Gives a way to
    close them all.
    """
    made: list[Engine] = []

    def close() -> None:
        for one in made:
            one.dispose()

    def keeping(url: URL, **options: Any) -> Engine:
        if url.get_backend_name() == "postgresql":
            options |= {"poolclass": QueuePool, "max_overflow": -1}
        made.append(create_engine(url, **options))
        return made[-1]

    monkeypatch.setattr(engine, "create_engine", keeping)
    yield close
    close()


@pytest.fixture
def desk(place: Place, clock: Clock) -> Iterator[Desk]:
    """Give an opened workspace in which ana, its admin, acts."""
    create(place, reviewer="ana", clock=clock)
    opened = open_desk(place, reviewer="ana", clock=clock)
    yield opened
    opened.database.dispose()


@dataclass(frozen=True, slots=True)
class Kept:
    """A desk on which long work was done: its folder, on PostgreSQL its database, and what the work gave."""

    folder: Path
    database: str | None
    uuid: str
    now: datetime
    given: Any


@pytest.fixture(scope="session")
def kept_desks() -> dict[tuple[str, bool], Kept]:
    """Give the desks that were kept so far, by what was done on them and whether on PostgreSQL."""
    return {}


@pytest.fixture(scope="session")
def database_copied(postgresql_server: str) -> Iterator[Callable[[str, str], None]]:
    """Give a way to put a copy of one database in the place of another; what was kept goes before the server does."""
    made: set[str] = set()

    def copied(of: str, into: str) -> None:
        administer(postgresql_server, f'DROP DATABASE IF EXISTS "{into}" WITH (FORCE)')
        copy_database(postgresql_server, of, into)
        made.add(into)

    yield copied
    for name in made:
        administer(postgresql_server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def once(
    desk: Desk,
    place: Place,
    clock: FakeClock,
    request: pytest.FixtureRequest,
    kept_desks: dict[tuple[str, bool], Kept],
    let_go: Callable[[], None],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Callable[[], Any]], Any]:
    """Give a way to do long work on the fresh desk once in a session, and to find it done on the desk from then on."""

    def do(name: str, work: Callable[[], Any]) -> Any:
        url, key = place.database_url, (name, place.database_url is not None)
        own = make_url(url).database if url is not None else None
        kept = kept_desks.get(key)
        if kept is None:
            given = work()
            let_go()
            folder = tmp_path_factory.mktemp("kept") / "desk"
            shutil.copytree(place.folder, folder)
            copy = f"claimtrack_kept_{secrets.token_hex(4)}" if own is not None else None
            if own is not None and copy is not None:
                request.getfixturevalue("database_copied")(own, copy)
            kept_desks[key] = Kept(folder, copy, desk.uuid, clock.now, given)
            return given
        let_go()
        shutil.rmtree(place.folder)
        shutil.copytree(kept.folder, place.folder)
        if own is not None and kept.database is not None:
            request.getfixturevalue("database_copied")(kept.database, own)
        object.__setattr__(desk, "uuid", kept.uuid)  # the workspace is the kept one now
        clock.now = kept.now
        return kept.given

    return do


@pytest.fixture
def acting_as(desk: Desk) -> Callable[[str], Desk]:
    """Give the same workspace with somebody else acting: a role's name adds a person of that name and role."""

    def act(name: str) -> Desk:
        if name in {role.value for role in Role}:
            desk.enact(add, name, role=Role(name))
        return replace(desk, reviewer=name)

    return act


@pytest.fixture
def reviewer(acting_as: Callable[[str], Desk]) -> Desk:
    """Give the workspace with a reviewer acting."""
    return acting_as("reviewer")


@pytest.fixture
def editor(acting_as: Callable[[str], Desk]) -> Desk:
    """Give the workspace with an editor acting."""
    return acting_as("editor")


@pytest.fixture
def viewer(acting_as: Callable[[str], Desk]) -> Desk:
    """Give the workspace with a viewer acting."""
    return acting_as("viewer")


@pytest.fixture
def stranger(acting_as: Callable[[str], Desk]) -> Desk:
    """Give the workspace with somebody acting whom it does not know."""
    return acting_as("nobody we know")


@pytest.fixture
def record(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ingested]:
    """Give a way to put an article on record, a statement a line."""
    monkeypatch.setattr(ingesting, "load_extractor", lambda *_: line_by_line)

    def ingest(*lines: str, name: str = "article.txt", by: Desk = desk, **told: Any) -> Ingested:
        (one,) = ingesting.ingest(by, [Input("\n".join(lines).encode(), name)], Given(**told))
        return one

    return ingest


@pytest.fixture
def bridge(record: Callable[..., Ingested]) -> int:
    """Give the number of a claim that Ana Ruiz makes in the Harbour Post."""
    return record("Ana Ruiz: The bridge is closed.", outlet="Harbour Post").claims[0]


@pytest.fixture
def support(desk: Desk, put: Callable[..., Attached]) -> Callable[..., Attached]:
    """Give a way to attach a text whose source is known to stand alone: what most tests are about is not that."""

    def known(*claims: int, **bearing: Any) -> Attached:
        attached = put(*claims, **bearing)
        stand_alone(desk, *_nobody_asked_about(desk, attached.number))
        return attached

    return known


def _nobody_asked_about(desk: Desk, piece: int) -> list[int]:
    """Give those whom a piece comes from or relies on of whom nothing is on record."""
    with reading(desk) as session:
        evidence = session.get_one(Evidence, piece)
        relied_on = select(EvidenceReliesOn.source_id).where(EvidenceReliesOn.evidence_id == piece)
        gave = session.scalars(select(Source).where(or_(Source.id == evidence.source_id, Source.id.in_(relied_on))))
        return [one.id for one in gave if not one.unaffiliated_because and not _is_related(session, one)]


def _is_related(session: Session, source: Source) -> bool:
    """Tell whether anything is on record of a source but the question who it is."""
    return any(line.kind is not RelationKind.SAME_AS for line in relations.of(session, source))


@pytest.fixture
def put(desk: Desk) -> Callable[..., Attached]:
    """Give a way to attach a text; unless told otherwise it is the Port Office's record, and supports."""

    def attached(
        *claims: int, by: Desk = desk, text: str | None = None, name: str = "log.txt", **bearing: Any
    ) -> Attached:
        what = {"stance": Stance.SUPPORTS, "basis": Basis.RECORD, "source": "Port Office", "serves": Serves.TRUTH}
        known = Bearing(**{**what, **bearing})
        day = f" of {known.dated}" if known.dated is not None else ""
        data = text if text is not None else f"log of {known.source} that {known.stance}{day}"
        return by.enact(attach, look(by, claims), examine(by, Offered(data.encode(), name), known))

    return attached


@pytest.fixture
def refute(support: Callable[..., Attached]) -> Callable[..., Attached]:
    """Give a way to attach a text that speaks against claims."""

    def put(*claims: int, **bearing: Any) -> Attached:
        return support(*claims, **{"stance": Stance.REFUTES, **bearing})

    return put


@pytest.fixture
def decide(desk: Desk) -> Callable[..., list[decisions.Moved]]:
    """Give a way to move claims."""

    def move(to: Status, *claims: int, by: Desk = desk, **decision: Any) -> list[decisions.Moved]:
        return by.enact(decisions.decide, look(by, claims), decisions.Decision(to, **decision))

    return move


@pytest.fixture
def stands(desk: Desk) -> Callable[[int], ClaimEntry]:
    """Give a way to see all that is on record about a claim."""
    return lambda number: show(desk, number).entry


@pytest.fixture
def contents(desk: Desk) -> Callable[[], Mapping[str, object]]:
    """Give a way to see every row of every table, to hold two moments against each other."""

    def rows() -> Mapping[str, object]:
        with desk.database.connect() as connection:
            return {
                table.name: connection.execute(table.select().order_by(*table.primary_key)).all()
                for table in Base.metadata.sorted_tables
            }

    return rows


@pytest.fixture
def claims(record: Callable[..., Ingested]) -> tuple[int, ...]:
    """Give the numbers of three claims, each by somebody else."""
    lines = ("Ana Ruiz: The bridge is closed.", "Ben Okoro: The port is shut.", "Cleo Marsh: The road is open.")
    return record(*lines, outlet="Harbour Post").claims


@pytest.fixture
def ingested(desk: Desk) -> Callable[..., tuple[int, ...]]:
    """Give a way to put an article on record as an engine reads it that finds what a test says."""
    return partial(put_on_record, desk)
