"""The posts of a live file, as a snapshot keeps them and ``extract`` gives them."""

from collections.abc import Mapping, Sequence
from typing import Any

from claimtrack.reading.document import Post
from claimtrack.rules.posts import index_at


def kept(posts: Sequence[Post]) -> list[dict[str, Any]]:
    """Return posts as data: ``published`` in ISO 8601."""
    return [
        {
            "start": one.start,
            "end": one.end,
            "author": one.author,
            "published": one.published.isoformat() if one.published is not None else None,
            "clock": one.clock,
            "correction": one.correction,
        }
        for one in posts
    ]


def with_posts(contract: Mapping[str, Any], posts: Sequence[Post]) -> dict[str, Any]:
    """Return the contract's object with the posts of a live file, and with each statement the number of its post.

    A file that is none has neither.
    """
    if not posts:
        return dict(contract)
    starts, ends = [one.start for one in posts], [one.end for one in posts]
    statements = [{**one, "post": index_at(starts, ends, one["spans"])} for one in contract["statements"]]
    return {**contract, "statements": statements, "posts": kept(posts)}
