"""Real processes that take from one queue: each claim is handed out once, none is lost, and nobody waits forever."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from tests.processes.forks import Ended, Prepare

from claimtrack.clock import Clock
from claimtrack.config import Place
from claimtrack.db.models import Claim
from claimtrack.services.articles import ingest as ingesting
from claimtrack.services.articles.ingest import Given
from claimtrack.services.desk import Desk, open_desk, reading
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reviewers import add
from claimtrack.services.verdicts import queue
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import Role, Status

REVIEWERS = [f"reviewer {number}" for number in range(1, 9)]
CLAIMS = 200


AtOnce = Callable[[Sequence[Prepare]], list[Ended]]


@pytest.fixture
def desk(place: Place, clock: Clock) -> Iterator[Desk]:
    """Give a workspace with eight reviewers and a queue of two hundred claims."""
    create(place, reviewer="ana", clock=clock)
    opened = open_desk(place, reviewer="ana", clock=clock)
    for name in REVIEWERS:
        opened.enact(add, name, role=Role.REVIEWER)
    text = "\n\n".join(f"Ana Ruiz said that bridge {number} is closed." for number in range(CLAIMS))
    (one,) = ingesting.ingest(opened, [Input(text.encode(), "article.txt")], Given())
    assert one.claims == tuple(range(1, CLAIMS + 1))
    # SQLAlchemy compiles each statement once, and the forked processes have it from here.
    opened.enact(queue.take_next, 1)
    opened.database.dispose()
    yield opened
    opened.database.dispose()


def test_of_eight_who_take_from_one_queue_each_gets_other_claims_and_together_they_get_all(
    desk: Desk, at_once: AtOnce
) -> None:
    # Some take one at a time, some several: whoever asks last gets what is left.
    ended = at_once([_taking(desk, name, at_a_time=1 + place % 4) for place, name in enumerate(REVIEWERS)])

    assert [one for one in ended if one.error] == []
    assert len(ended) == len(REVIEWERS)
    with reading(desk) as session:
        held = [session.get_one(Claim, number) for number in range(1, CLAIMS + 1)]
        assert {claim.status for claim in held} == {Status.IN_REVIEW}
        holders = [claim.holder.name for claim in held if claim.holder is not None]
    assert len(holders) == CLAIMS
    handed = [claim for line, claim, _ in entries(desk) if line.what.startswith("handed it to")]
    assert sorted(number for number in handed if number is not None) == list(range(1, CLAIMS + 1))
    assert verify(desk).problems == ()


def _taking(desk: Desk, name: str, *, at_a_time: int) -> Prepare:
    def prepare() -> Callable[[], None]:
        own = replace(desk, reviewer=name)

        def take_all() -> None:
            while own.enact(queue.take_next, at_a_time):
                pass

        return take_all

    return prepare
