"""Records to hand over, and places to take them in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.services.integrity.conftest import worked as worked

from claimtrack.clock import Clock
from claimtrack.config import Place
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.packages.export import export

Opener = Callable[[Place], Desk]


@pytest.fixture
def case(desk: Desk, bridge: int, support: Callable[..., Attached], tmp_path: Path) -> Path:
    """Give a package of an article and a piece of evidence with an excerpt."""
    support(bridge, text="the bridge is shut", excerpt="bridge is shut")
    file = tmp_path / "case.zip"
    export(desk, file)
    return file


@pytest.fixture
def other(tmp_path: Path) -> Place:
    """Give a place where there is no workspace."""
    return at(tmp_path / "deep" / "other")


def at(root: Path) -> Place:
    """Give the place of a workspace in a folder, with its own database and locker."""
    return Place(root, None, root / ".claimtrack" / "locker")


@pytest.fixture
def open_at(clock: Clock) -> Opener:
    """Give a way to open what was taken in, with ana acting."""
    return lambda place: open_desk(place, reviewer="ana", clock=clock)
