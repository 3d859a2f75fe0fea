"""Desks to sit at."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.affiliations import known_before

from claimtrack.config import locate
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.reviewers import add
from claimtrack.vocabulary import Role


@pytest.fixture
def ana(desk: Path) -> Desk:
    """Give an opened workspace with four claims of one article that wait, in which ana, its admin, acts.

    The two offices that give evidence are known to stand alone.
    """
    del desk
    opened = open_desk(locate(None), reviewer="ana")
    known_before(opened, "Roads Office", "Town Hall")
    return opened


@pytest.fixture
def ben(ana: Desk) -> Desk:
    """Give the same with ben, a reviewer, acting."""
    ana.enact(add, "ben", role=Role.REVIEWER)
    return replace(ana, reviewer="ben")
