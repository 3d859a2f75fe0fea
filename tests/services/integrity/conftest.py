"""A record that holds everything that people do, to look for what is wrong with it."""

from collections.abc import Callable, Sequence

import pytest
from tests.services.integrity.full_record import work

from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.verdicts import decisions


@pytest.fixture
def worked(
    desk: Desk,
    reviewer: Desk,
    record: Callable[..., Ingested],
    support: Callable[..., Attached],
    refute: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
    once: Callable[[str, Callable[[], Sequence[int]]], Sequence[int]],
) -> Sequence[int]:
    """Give claims to which everything was done that people do."""
    return once("worked", lambda: work((desk, reviewer), record, support, refute, decide))
