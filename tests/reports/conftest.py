"""Reports to render, and ways to make their entries: entries.py has them."""

from collections.abc import Callable

import pytest
from tests.reports.entries import (
    hop,
    make_article,
    make_entry,
    make_link,
    make_piece,
    make_report,
    newsroom_report,
)

from claimtrack.reports.model import ArticleEntry, ClaimEntry, EvidenceLine, HopLine, LinkLine, Report


@pytest.fixture(scope="session")
def sample() -> Report:
    """Give a report with every state, both verdicts, an override, nested and split claims, and a lost one."""
    return newsroom_report()


@pytest.fixture(scope="session")
def entry() -> Callable[..., ClaimEntry]:
    """Make a claim."""
    return make_entry


@pytest.fixture(scope="session")
def piece() -> Callable[..., EvidenceLine]:
    """Make a piece of evidence."""
    return make_piece


@pytest.fixture(scope="session")
def link() -> Callable[..., LinkLine]:
    """Give a way to make links to other claims."""
    return make_link


@pytest.fixture(scope="session")
def article() -> Callable[..., ArticleEntry]:
    """Make an article."""
    return make_article


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    """Make a report on articles."""
    return make_report


@pytest.fixture(scope="session")
def attribution() -> Callable[..., HopLine]:
    """Make one hop of an attribution."""
    return hop
