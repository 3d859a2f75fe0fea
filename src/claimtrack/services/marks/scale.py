"""The desk's scale of ratings, as far as it goes with a verdict."""

from claimtrack.services.desk import Desk, reading
from claimtrack.services.weighing.policies import in_force
from claimtrack.vocabulary import Status


def ratings_for(desk: Desk, status: Status) -> tuple[str, ...]:
    """Return the names of the ratings on the policy's scale that go with a verdict, in its order."""
    with reading(desk) as session:
        return tuple(one.name for one in in_force(session).policy.ratings if one.fits(status))
