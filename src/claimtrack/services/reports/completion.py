"""What the shell offers while a command is typed; silent when anything is amiss."""

from claimtrack.config import locate
from claimtrack.db import lookups
from claimtrack.errors import ClaimtrackError
from claimtrack.rules.ratings import rating_key
from claimtrack.rules.tags import tag_key
from claimtrack.services.desk import open_desk, reading
from claimtrack.services.marks import tag_listing
from claimtrack.services.weighing.policies import in_force


def claims(incomplete: str) -> list[tuple[str, str]]:
    """Return claim numbers that begin so, with the first of their words."""
    try:
        desk = open_desk(locate(None), reviewer="")
        with desk.database.connect() as connection:
            found = lookups.claim_numbers(connection, starting=incomplete)
    except ClaimtrackError:  # a shell that is completing is no place for an error message
        return []
    return [(str(number), " ".join(text.split())[:60]) for number, text in found]


def tags(incomplete: str) -> list[str]:
    """Return tags that begin so."""
    try:
        found = tag_listing.listing(open_desk(locate(None), reviewer=""))
    except ClaimtrackError:  # as above
        return []
    return [one.name for one in found if tag_key(one.name).startswith(tag_key(incomplete))]


def ratings(incomplete: str) -> list[str]:
    """Return ratings of the desk's scale that begin so."""
    try:
        with reading(open_desk(locate(None), reviewer="")) as session:
            scale = in_force(session).policy.ratings
    except ClaimtrackError:  # as above
        return []
    return [one.name for one in scale if rating_key(one.name).startswith(rating_key(incomplete))]


def sources(incomplete: str) -> list[str]:
    """Return names of sources that begin so."""
    try:
        desk = open_desk(locate(None), reviewer="")
        with desk.database.connect() as connection:
            return lookups.source_names(connection, starting=incomplete)
    except ClaimtrackError:  # as above
        return []
