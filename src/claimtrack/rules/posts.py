"""In which post of a live file a claim stands."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ClaimPost:
    """The post of a live file that holds a claim's words: who wrote it, and when it was put up (aware, UTC).

    ``clock`` is its time as the file has it, where the file has no day or zone for it; ``correction`` says that it
    corrects an earlier post.
    """

    author: str | None
    published: datetime | None
    clock: str | None
    correction: bool


def post_at(posts: Sequence[Mapping[str, Any]] | None, spans: Sequence[Sequence[int]]) -> ClaimPost | None:
    """Return the post in which a claim's words begin; None where it stands in none.

    ``posts`` are as a snapshot keeps them: in the order of its text, none in another.
    """
    number = index_at([one["start"] for one in posts or ()], [one["end"] for one in posts or ()], spans)
    if posts is None or number is None:
        return None
    one = posts[number]
    published = datetime.fromisoformat(one["published"]) if one["published"] is not None else None
    return ClaimPost(one["author"], published, one["clock"], one["correction"])


def index_at(starts: Sequence[int], ends: Sequence[int], spans: Sequence[Sequence[int]]) -> int | None:
    """Return the number of the stretch, of those that begin and end there, in which the first span begins."""
    if not spans:
        return None
    number = bisect_right(starts, spans[0][0]) - 1
    return number if number >= 0 and spans[0][0] < ends[number] else None
