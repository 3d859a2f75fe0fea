"""Lines of a time that stand over the posts of a live file, and what is said of such a file."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from claimtrack.reading.document import Document, Post

_CORRECTS = re.compile(
    r"^\W*(?:corrections?|clarifications?|corrected)\b|\b(?:an|our|the) (?:earlier|previous) "
    r"(?:post|version|entry|update|item|report)\b[^.\n]{0,40}\b(?:said|stated|misstated|misspelled|incorrect(?:ly)?|"
    r"wrong(?:ly)?|named|misnamed|claimed)\b|\bthis (?:post|entry|update) (?:has been|was) (?:corrected|amended)\b|"
    r"\bwe (?:wrongly|incorrectly|mistakenly) (?:said|reported|wrote|stated)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 400
"""Characters at a post's beginning in which it says that it corrects another."""
_TIMED = re.compile(
    r"^[ \t]{0,20}\[?(?P<clock>(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?\]?"
    r"(?: ?(?P<half>[ap]\.?m\.?))?(?: ?\(?(?P<zone>GMT|UTC|BST|CES?T|[ECMP][SD]T)\)?)?)"
    r"(?:[ \t]{0,20}(?:[-–—|,:·]|\bby\b)?[ \t]{0,20}(?P<name>[^\W\d_][\w.'’-]{0,30}(?:[ \t]{1,9}[\w.'’-]{1,30}){1,4}))?"
    r"[ \t]{0,20}$",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that is a time, and perhaps who writes: "14.35 GMT", "10:42  Ana Ruiz"."""
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:[ \t]+(?:[^\W\d_a-z][\w.'’-]*|de|del|der|van|von|al|bin|da|di|la|le))+$")
_LEAST_TIMED = 3
"""Such lines; with fewer they are a programme's, or a dateline."""
_LEAST_KNOWN = 2
_HOURS = {"BST": 1, "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5}
_HOURS |= {"MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "GMT": 0, "UTC": 0}


def with_posts(document: Document) -> Document:
    """Return a document with the posts that its text has by lines of times, and a notice that it is a live file."""
    posts = document.posts or timed_posts(document.text, document.published)
    if not posts:
        return document
    return replace(document, posts=posts, notices=(*document.notices, _notice(posts)))


def timed_posts(text: str, day: datetime | None) -> tuple[Post, ...]:
    """Return the posts of a text in which lines of a time, perhaps with a name, stand over each.

    ``day`` is when the document was published: the first post in time is of that day where the lines name a zone.
    Without a day or a zone a post has its ``clock`` alone. Times that all begin with a zero are those of a recording.
    """
    heads = [match for match in _TIMED.finditer(text) if _is_head(match)]
    minutes = [_minutes(match) for match in heads]
    if len(heads) < _LEAST_TIMED or not _in_order(minutes) or max(minutes) < 60:
        return ()
    posts = []
    for head, end in zip(heads, [*(match.start() for match in heads[1:]), len(text)], strict=True):
        body = text[head.end() : end]
        start, stop = head.end() + len(body) - len(body.lstrip()), head.end() + len(body.rstrip())
        if start < stop:
            clock = " ".join(head["clock"].strip("[]").split())
            posts.append((Post(start, stop, head["name"], None, corrects(body), clock), head))
    return _dated(posts, day) if len(posts) >= _LEAST_TIMED else ()


def _is_head(match: re.Match[str]) -> bool:
    return match["name"] is None or _NAME.match(match["name"]) is not None


def _minutes(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    if match["half"] is not None:
        hour = hour % 12 + (12 if match["half"][0].lower() == "p" else 0)
    return 60 * hour + int(match["minute"])


def _in_order(minutes: Sequence[int]) -> bool:
    """Tell whether times go one way, midnight passed once at most: those of a programme or of results need not."""
    rises = sum(first < second for first, second in pairwise(minutes))
    falls = sum(first > second for first, second in pairwise(minutes))
    return min(rises, falls) <= 1


def _dated(posts: Sequence[tuple[Post, re.Match[str]]], day: datetime | None) -> tuple[Post, ...]:
    """Give posts their times, from the first in time on, which is of ``day``; where each names its zone."""
    if day is None or not all(head["zone"] for _, head in posts):
        return tuple(post for post, _ in posts)
    minutes = [_minutes(head) for _, head in posts]
    is_newest_first = _falls(minutes)
    dated: list[Post] = []
    before: datetime | None = None
    for (post, head), minute in sorted(
        zip(posts, minutes, strict=True), key=lambda one: one[0][0].start, reverse=is_newest_first
    ):
        at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
        at -= timedelta(hours=_HOURS[head["zone"].upper()])
        while before is not None and at < before:
            at += timedelta(days=1)
        before = at
        dated.append(replace(post, published=at))
    return tuple(sorted(dated, key=lambda post: post.start))


def _notice(posts: Sequence[Post]) -> str:
    corrections = sum(post.correction for post in posts)
    corrects = {0: "", 1: "; 1 corrects an earlier one"}.get(corrections, f"; {corrections} correct earlier ones")
    return f"this is a live file: {len(posts)} posts, {_order(posts)}{corrects}"


def _order(posts: Sequence[Post]) -> str:
    """Say in which order posts stand, by their times, or by their clocks where only those are known."""
    times = [post.published.timestamp() for post in posts if post.published is not None]
    if len(times) < _LEAST_KNOWN:
        clocks = (_TIMED.match(post.clock) for post in posts if post.clock is not None)
        times = [float(_minutes(clock)) for clock in clocks if clock is not None]
        return "newest first" if _falls(times) else "oldest first" if times else "in an order that is not known"
    if times == sorted(times, reverse=True):
        return "newest first"
    return "oldest first" if times == sorted(times) else "not in the order of their times"


def _falls(times: Sequence[float]) -> bool:
    """Tell whether times fall; of as many steps up as down, the longer ones are those over midnight."""
    up = [second - first for first, second in pairwise(times) if second > first]
    down = [first - second for first, second in pairwise(times) if first > second]
    return len(down) > len(up) or (len(down) == len(up) and sum(up) > sum(down))


def corrects(text: str) -> bool:
    """Tell whether a post says at its beginning that it corrects an earlier one."""
    return _CORRECTS.search(text[:_LOOKED_AT]) is not None
