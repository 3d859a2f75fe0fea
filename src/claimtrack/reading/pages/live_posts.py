"""The posts of a live file: where each stands in the text that was read, when it was put up, and who wrote it.

A page says so in its linked data (LiveBlogPosting), or in boxes of one kind that have a time each. What is found there
is kept only where the words of at least two posts stand in the text: so comments and links to other stories are none.
What an article tells of days long past, each with its date, is no live file.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Post
from claimtrack.reading.metadata.published import parse_published
from claimtrack.reading.paths import at
from claimtrack.reading.timed_lines import corrects

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]{1,2000}>")
_LEAST_POSTS = 2
_LEAST_WORDS = 6
"""Words of a box; with fewer it is a button or a link."""
_MOST = 5_000
"""Posts of one page; what stands behind them has no time of its own."""
_RUN = 5
"""Words; where so many follow one another in a post and in the text, it is the same passage."""
_STRETCH = 3
"""Times its own words; over more than that no post is spread in the text."""
_MOST_MARKS = 100
"""Characters set on to a word; a text without spaces would else be gone through for each post."""
_MOST_BLOCKS = 300
_LONGEST_LIVE = timedelta(days=14)
_OF_DAY = re.compile(r"\d[T ]\d\d?:\d\d")
_DEEPEST = 60
"""Boxes around a time in which its post is looked for."""
_BYLINE = re.compile(r"(?<![a-z])(?:by-?line|author|contributor|reporter|writer|posted-?by)(?![a-z])")
_BY = re.compile(r"^(?:(?:posted|written|reported|updated) )?by\s+", re.IGNORECASE)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page tells of one post: its passages, and what is known of it."""

    passages: Sequence[str]
    author: str | None
    published: datetime | None
    correction: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """The words of a text in small letters, where each begins and ends, and where a run of some stands that is one."""

    text: str
    words: Sequence[str]
    spans: Sequence[tuple[int, int]]
    runs: Mapping[tuple[str, ...], int | None]

    @classmethod
    def of(cls, text: str) -> "_Read":
        found = list(_WORD.finditer(text))
        words = [match[0].lower() for match in found]
        runs: dict[tuple[str, ...], int | None] = {}
        for place in range(len(words)):
            run = tuple(words[place : place + _RUN])
            runs[run] = place if run not in runs else None
        return cls(text, words, [match.span() for match in found], runs)

    def passage(self, own: Sequence[str]) -> tuple[int, int] | None:
        """Return the numbers of the words at which a passage begins and ends that stands in the text once."""
        start = self.runs.get(tuple(own[:_RUN])) if len(own) >= _LEAST_WORDS else None
        if start is None:
            return None
        end = start
        while end < len(self.words) and end - start < len(own) and self.words[end] == own[end - start]:
            end += 1
        return start, end

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the place of some words, with the marks that are set on to them."""
        start, end = self.spans[first][0], self.spans[last - 1][1]
        furthest, latest = max(0, start - _MOST_MARKS), min(len(self.text), end + _MOST_MARKS)
        while start > furthest and not self.text[start - 1].isspace():
            start -= 1
        while end < latest and not self.text[end].isspace():
            end += 1
        return start, end


def told_posts(tree: Any) -> list[list[_Told]]:
    """Return what a page tells of its posts, by its linked data and by its boxes; ``tree`` is lxml's, and whole."""
    return [told for told in (list(_linked(tree))[:_MOST], _boxed(tree)[:_MOST]) if len(told) >= _LEAST_POSTS]


def placed_posts(told: Iterable[Sequence[_Told]], text: str) -> tuple[Post, ...]:
    """Return the posts whose words stand in ``text``, in its order, from whatever tells of most; linear in both."""
    told = list(told)
    if not told:
        return ()
    read = _Read.of(text)
    found = [_placed(one, read) for one in told]
    best = max(found, key=len)
    if len(best) < _LEAST_POSTS:
        return ()
    for other in found:
        best = _filled(best, other) if other is not best else best
    return tuple(best)


def _linked(tree: Any) -> Iterator[_Told]:
    """Yield the posts that the linked data of a live file names."""
    for script in at(tree, "//script[starts-with(@type, 'application/ld+json')]/text()"):
        try:
            told = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for live in _of_type(told, 6):
            updates = live.get("liveBlogUpdate")
            for one in updates if isinstance(updates, list) else [updates]:
                if isinstance(one, dict):
                    yield _from_linked(one)


def _of_type(told: object, levels: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(told, list) and levels:
        for one in told:
            yield from _of_type(one, levels - 1)
    elif isinstance(told, dict):
        if "liveBlogUpdate" in told:
            yield told
        elif levels:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _of_type(told.get(key), levels - 1)


def _from_linked(one: Mapping[str, Any]) -> _Told:
    body = "\n".join(value for key in ("headline", "articleBody") if isinstance(value := one.get(key), str))
    text = _TAG.sub("\n", body)
    return _Told(text.split("\n"), _person(one.get("author")), _date(one.get("datePublished")), corrects(text))


def _person(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_person, value[:6]))) or None
    name: object = value.get("name") if isinstance(value, dict) else value
    words = " ".join(name.split())[:_LONGEST_NAME] if isinstance(name, str) else ""
    return words or None


def _date(value: object) -> datetime | None:
    try:
        return parse_published(value) if isinstance(value, str) else None
    except InvalidInput:
        return None


def _boxed(tree: Any) -> list[_Told]:
    """Return the posts of the parent whose boxes of one tag with a time each hold the most words."""
    boxes: dict[tuple[Any, str], list[Any]] = {}
    times: dict[Any, Any] = {}
    for time in tree.iter("time"):
        if _OF_DAY.search(time.get("datetime") or "") is None:
            continue
        box = time
        for _ in range(_DEEPEST):
            parent = box.getparent()
            if parent is None or box.tag in {"body", "html"}:
                break
            if box not in times:
                times[box] = time
                boxes.setdefault((parent, box.tag), []).append(box)
            box = parent
    best: list[Any] = []
    most = 0
    for (_, tag), held in boxes.items():
        if len(held) < _LEAST_POSTS or tag in {"time", "span", "p", "a"}:
            continue
        size = sum(min(len(_WORD.findall(_text(one))), 500) for one in held[:_MOST])
        if size > most:
            best, most = held, size
    told = [one for box in best[:_MOST] if (one := _from_box(box, times[box])) is not None]
    days = [one.published for one in told if one.published is not None]
    return told if days and max(days) - min(days) <= _LONGEST_LIVE else []


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _from_box(box: Any, time: Any) -> _Told | None:
    held = islice(box.iter("p", "li", "blockquote", "h2", "h3", "h4"), _MOST_BLOCKS)
    blocks = [block for block in held if block.find(".//p") is None]
    passages = [_text(block) for block in blocks] or [_text(box)]
    if sum(len(_WORD.findall(passage)) for passage in passages) < _LEAST_WORDS:
        return None
    named = f"{box.get('class') or ''} {box.get('id') or ''}".lower()
    correction = "correction" in named or any(corrects(passage) for passage in passages)
    return _Told(passages, _byline(box), _date(time.get("datetime")), correction)


def _byline(box: Any) -> str | None:
    for element in box.iter():
        if not isinstance(element.tag, str):
            continue
        named = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}".lower()
        if element is not box and _BYLINE.search(named.replace("_", "-")):
            words = _BY.sub("", _text(element)).strip(" ,|–—-·")
            if words and len(words) <= _LONGEST_NAME:
                return words
    return None


def _placed(told: Sequence[_Told], read: _Read) -> list[Post]:
    """Return what of the posts stands in the text, in its order; none is in another."""
    found = []
    for one in told:
        own = [[word.lower() for word in _WORD.findall(passage)] for passage in one.passages]
        held = _stretch([passage for passage in own if passage], read)
        if held is not None:
            found.append(Post(*read.span(*held), one.author, one.published, one.correction))
    found.sort(key=lambda post: post.start)
    apart: list[Post] = []
    for post in found:
        if not apart or post.start >= apart[-1].end:
            apart.append(post)
    return apart


def _stretch(own: Sequence[Sequence[str]], read: _Read) -> tuple[int, int] | None:
    """Return the numbers of the words at which a post begins and ends: from a passage that is found, both ways."""
    places = [read.passage(passage) for passage in own]
    known = next((number for number, place in enumerate(places) if place is not None), None)
    if known is None:
        return None
    first, last = places[known] or (0, 0)
    for passage in reversed(own[:known]):
        if list(read.words[max(0, first - len(passage)) : first]) == passage:
            first -= len(passage)
    most = first + _STRETCH * sum(map(len, own))
    for passage, place in zip(own[known + 1 :], places[known + 1 :], strict=True):
        if place is not None and last <= place[0] and place[1] <= most:
            last = place[1]
        elif list(read.words[last : last + len(passage)]) == passage:
            last += len(passage)
    return first, last


def _filled(posts: Sequence[Post], others: Sequence[Post]) -> list[Post]:
    """Return posts with what another account of them has more; both are in the order of the text."""
    starts = [one.start for one in others]
    filled = []
    for one in posts:
        number = bisect_left(starts, one.end) - 1
        same = others[number] if number >= 0 and others[number].end > one.start else None
        if same is not None:
            author, published = one.author or same.author, one.published or same.published
            one = replace(one, author=author, published=published, correction=one.correction or same.correction)
        filled.append(one)
    return filled
