"""Read the posts that snapshots of live files keep."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, Connection, Integer, column, select, table

from claimtrack.db.among import among
from claimtrack.db.chunks import chunks

_SNAPSHOT = table("snapshot", column("id", Integer), column("posts", JSON))
_POSTS = select(_SNAPSHOT.c.id, _SNAPSHOT.c.posts).where(among(_SNAPSHOT.c.id), _SNAPSHOT.c.posts.is_not(None))


def posts_of(connection: Connection, snapshots: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the posts of those of these snapshots that have any."""
    found: dict[int, list[dict[str, Any]]] = {}
    for some in chunks(sorted(set(snapshots))):
        found.update((number, posts) for number, posts in connection.execute(_POSTS, {"numbers": some}))
    return found
