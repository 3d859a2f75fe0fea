"""A kill at any moment of ingest and of attaching evidence: all of it is on record afterwards, or nothing.

The process that dies is forked from this one and dies by SIGKILL, at a step that is counted: a statement to the
database, a moment inside one, a file that is opened, flushed to the disk, named. A few more die at a random moment.
"""

import contextlib
import gc
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from tests.kept import folder_of

from claimtrack.config import Place
from claimtrack.db.base import Base
from claimtrack.errors import ForbiddenMove
from claimtrack.services.articles.ingest import Given, ingest
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.verify import verify
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import Basis, Stance

pytestmark = pytest.mark.slow

ARTICLE = b"The bridge at Marlow is closed, Ana Ruiz said. It could not be independently confirmed."
NEXT = b"The road to Eastferry is open again, Boris Corvane told Delta Wire."
POINTS = 26
RANDOM_POINTS = 6
_FILE_STEPS = ("open", "fsync", "replace", "chmod", "mkdir")
_INSTRUCTIONS = 20
"""Of SQLite's machine, between two moments at which a kill can fall inside a statement."""

Action = Callable[[Desk], object]
Rows = Mapping[str, int]


def _ingest(desk: Desk) -> object:
    return ingest(desk, [Input(NEXT, "next.txt")], Given(outlet="Harbour Post"))


def _attach(desk: Desk) -> object:
    known = Bearing(Stance.SUPPORTS, Basis.RECORD, "Port Office", excerpt="closed since noon")
    return desk.enact(attach, look(desk, [1]), examine(desk, Offered(b"The log: closed since noon.", "log.txt"), known))


@pytest.fixture(scope="module")
def prepared(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with one article on record, to copy from."""
    place = _place(tmp_path_factory.mktemp("prepared"))
    place.folder.mkdir()
    shutil.copy(migrated_file, place.database_file)
    create(place, reviewer="ana")
    ingest(open_desk(place, reviewer="ana"), [Input(ARTICLE, "article.txt")], Given())
    return place.root


@pytest.mark.parametrize("action", [_ingest, _attach])
def test_a_kill_at_any_step_leaves_all_or_nothing_and_the_same_command_succeeds_afterwards(
    action: Action, prepared: Path, tmp_path: Path
) -> None:
    desk, before, after, steps = _whole(action, prepared, tmp_path)
    assert before != after
    assert steps >= POINTS

    outcomes = []
    for step in [1 + number * (steps - 1) // (POINTS - 1) for number in range(POINTS)]:
        _restore(desk, prepared)
        assert _end_of(_forked(desk, action, dies_at=step)) == -signal.SIGKILL
        outcomes.append(_outcome(desk, action, before, after))
    # The last step is after everything; those before it are in one transaction.
    assert outcomes[0] == "nothing"
    assert outcomes[-1] == "all"
    assert outcomes == sorted(outcomes, reverse=True)


@pytest.mark.parametrize("action", [_ingest, _attach])
def test_a_kill_at_a_random_moment_leaves_all_or_nothing(action: Action, prepared: Path, tmp_path: Path) -> None:
    desk, before, after, _ = _whole(action, prepared, tmp_path)
    dice = random.Random(20261125)  # noqa: S311 - moments that are spread, no secret
    for _ in range(RANDOM_POINTS):
        _restore(desk, prepared)
        child = _forked(desk, action)
        time.sleep(dice.uniform(0, 0.06))
        os.kill(child, signal.SIGKILL)
        _end_of(child)
        assert _outcome(desk, action, before, after) in {"nothing", "all"}


def _outcome(desk: Desk, action: Action, before: Rows, after: Rows) -> str:
    """Say what is on record after a kill; and do the same again, as a user would."""
    open_desk(_place(folder_of(desk.locker).parent.parent), reviewer="ana")
    assert verify(desk).problems == ()
    found = _rows(desk)
    assert found in (before, after)
    if found == after:
        with contextlib.suppress(ForbiddenMove):  # "is attached to claim 1 already"
            action(desk)
    else:
        action(desk)
    assert verify(desk).problems == ()
    assert _rows(desk) == after
    return "all" if found == after else "nothing"


def _whole(action: Action, prepared: Path, tmp_path: Path) -> tuple[Desk, Rows, Rows, int]:
    """Give a workspace, what is on record in it before and after, and the number of steps in between.

    It is used again for every kill: SQLAlchemy then has its statements ready, which takes most of the time.
    """
    shutil.copytree(prepared, tmp_path / "desk")
    desk = open_desk(_place(tmp_path / "desk"), reviewer="ana")
    before = _rows(desk)
    action(desk)
    after = _rows(desk)
    _restore(desk, prepared)
    steps = tmp_path / "steps"
    assert _end_of(_forked(desk, action, tell_steps=steps)) == 0
    return desk, before, after, int(steps.read_text())


def _restore(desk: Desk, prepared: Path) -> None:
    root = folder_of(desk.locker).parent.parent
    shutil.rmtree(root)
    shutil.copytree(prepared, root)


def _rows(desk: Desk) -> Rows:
    with desk.database.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }


def _place(root: Path) -> Place:
    return Place(root, None, root / ".claimtrack" / "locker")


def _forked(desk: Desk, action: Action, *, dies_at: int | None = None, tell_steps: Path | None = None) -> int:
    """Start a process that acts, and dies at a step; gives its number."""
    child = os.fork()
    if child:
        return child
    try:
        gc.disable()  # it would touch, and so copy, all the memory that is shared with the parent
        steps = _Steps(dies_at)
        steps.listen(desk)
        action(desk)
        steps.one()
        if tell_steps is not None:
            tell_steps.write_text(str(steps.taken))
        os._exit(0)
    finally:
        os._exit(1)


def _end_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class _Steps:
    """Counts the steps of this process, and kills it at one of them."""

    def __init__(self, dies_at: int | None) -> None:
        self.taken = 0
        self._dies_at = dies_at

    def one(self) -> None:
        self.taken += 1
        if self.taken == self._dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def listen(self, desk: Desk) -> None:
        for name in _FILE_STEPS:
            setattr(os, name, self._counted(getattr(os, name)))
        event.listen(desk.database.engine, "connect", self._inside)
        event.listen(desk.database.engine, "before_cursor_execute", self._statement)
        event.listen(desk.database.engine, "commit", self._statement)

    def _counted(self, call: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **options: object) -> object:
            self.one()
            return call(*arguments, **options)

        return step

    def _statement(self, *_: object) -> None:
        self.one()

    def _inside(self, connection: DBAPIConnection, _: object) -> None:
        assert isinstance(connection, sqlite3.Connection)
        connection.set_progress_handler(self.one, _INSTRUCTIONS)
