"""The story in the data of a page's own program: JSON in a script, in which an object bears the title of the page."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from claimtrack.reading.metadata.bylines import plain_words
from claimtrack.reading.metadata.stories import Story
from claimtrack.reading.metadata.titles import key
from claimtrack.reading.paths import at

_SCRIPTS = "(//script[@type='application/json'])[position() <= 50]"
_TITLES = ("headline", "title")
_PUBLISHED = frozenset(
    "published publishedat publisheddate publishedtime publishdate publishedon publishtime publicationdate "
    "datepublished firstpublished firstpublishedat firstpublishedtime firstpublishdate".split()
)
_MODIFIED = frozenset(
    "datemodified lastmodified lastpublished lastupdated modified modifiedat modifieddate updated updatedat "
    "updateddate".split()
)
_AUTHORS = frozenset({"author", "authors", "byline", "bylines"})
_MOST = 50_000
"""Values of all scripts together that are looked at."""
_SHORTEST = 10
"""Letters of a title that says which story it is."""


def program_stories(tree: Any, titles: Collection[str]) -> list[Story]:
    """Return what is told of the story with one of the page's ``titles``; ``tree`` is lxml's.

    Only one that gives a date or an author counts, and none where several of one title say different things.
    """
    wanted = {key(title) for title in titles} - {""}
    wanted = {one for one in wanted if len(one) >= _SHORTEST}
    told = [_told(script.text or "") for script in at(tree, _SCRIPTS)] if wanted else []
    found = dict.fromkeys(story for thing in _objects(told) if (story := _story(thing, wanted)) is not None)
    return list(found) if len(found) == 1 else []


def _told(script: str) -> object:
    try:
        return json.loads(script)
    except (ValueError, RecursionError):
        return None  # a program's data is no reason not to read the page


def _objects(told: object) -> Iterator[Mapping[str, Any]]:
    stack, seen = [told], 0
    while stack and seen < _MOST:
        one = stack.pop()
        seen += 1
        if isinstance(one, dict):
            yield one
            stack += reversed(one.values())
        elif isinstance(one, list):
            stack += reversed(one)


def _story(thing: Mapping[str, Any], wanted: Collection[str]) -> Story | None:
    titles = [plain_words(thing[name]) for name in _TITLES if isinstance(thing.get(name), str)]
    own = tuple(title for title in titles if key(title) in wanted)
    if not own:
        return None
    names = {name.replace("_", "").replace("-", "").lower(): value for name, value in thing.items()}
    story = Story(
        "article",
        own,
        authors=tuple(name for one in _AUTHORS for name in _names(names.get(one))),
        published=tuple(value for one in sorted(_PUBLISHED) if isinstance(value := names.get(one), str)),
        modified=tuple(value for one in sorted(_MODIFIED) if isinstance(value := names.get(one), str)),
    )
    return story if story.published or story.authors else None


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name
