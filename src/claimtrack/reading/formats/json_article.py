"""JSON of an article: linked data, what a site's interface answers, ninjs of agencies, or a title and a text."""

import json
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.formats.stories import Story, line_of, moment, paragraphs_of
from claimtrack.reading.plain import decoded

_BODIES = (
    *("articleBody", "body_text", "bodyText", "body_xhtml", "body_html", "bodyHtml", "content_html", "content_text"),
    *("body", "content", "text", "fullText", "full_text", "story", "paragraphs"),
)
_TITLES = ("headline", "title", "webTitle", "name", "hed")
_BYLINES = ("byline", "author", "authors", "creator")
_OUTLETS = ("publisher", "outlet", "source", "site_name", "siteName", "provider")
_DATES = (
    *("datePublished", "published_at", "publishedAt", "date_published", "webPublicationDate", "publicationDate"),
    *("published", "pubDate", "date_gmt", "firstcreated", "date"),
)
_ADDRESSES = ("url", "canonical_url", "webUrl", "link", "permalink")
_LANGUAGES = ("inLanguage", "language", "lang")
_INNER = ("rendered", "text", "content", "value", "html", "paragraph", "name", "body")
_DEEPEST = 12
_MOST = 200_000
"""Values that are looked at."""
_FAR_LONGER = 4
_NAMED = 3


def read_json(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read the one article in a file of JSON. Raises InvalidInput where none can be told, or there are several."""
    source = decoded(data, name=name, charset=charset)
    try:
        told = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{name} is no whole JSON: {error}; save the article as text or HTML") from error
    found = sorted(_stories(told), key=lambda story: len(story.text), reverse=True)
    if not found:
        raise InvalidInput(
            f"{name} is data (JSON) without an article in it, with a title and a text; save the article as text or HTML"
        )
    if len(found) > 1 and len(found[0].text) < _FAR_LONGER * len(found[1].text):
        named = "; ".join(story.title or "without a title" for story in found[:_NAMED])
        raise InvalidInput(
            f"{name} is JSON of {len(found)} stories ({named}); ingest the story that you mean, by its address or page"
        )
    return found[0].document("application/json")


def _stories(told: object) -> Iterator[Story]:
    """Yield the stories in JSON that are in no other story."""
    looked = 0
    queue: deque[tuple[object, int]] = deque([(told, 0)])
    while queue and looked < _MOST:
        value, depth = queue.popleft()
        looked += 1
        if isinstance(value, dict):
            story = _story(value, is_all=depth == 0)
            if story is not None:
                yield story
                continue
        if depth < _DEEPEST and isinstance(value, dict | list):
            held = value.values() if isinstance(value, dict) else value
            queue.extend((one, depth + 1) for one in held if isinstance(one, dict | list))


def _story(thing: Mapping[str, Any], *, is_all: bool) -> Story | None:
    title = _line(thing, _TITLES)
    text = next((text for key in _BODIES if (text := paragraphs_of(_text(thing.get(key), _DEEPEST)))), "")
    if not text or not (title or is_all):
        return None
    return Story(
        text=text,
        title=title,
        byline=_line(thing, _BYLINES),
        outlet=_line(thing, _OUTLETS),
        published=next((when for key in _DATES if (when := moment(_plain(thing.get(key))))), None),
        url=next((url for key in _ADDRESSES if (url := _plain(thing.get(key))) and url.startswith("http")), None),
        language=_line(thing, _LANGUAGES),
    )


def _plain(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _line(thing: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((line for key in keys if (line := _name(thing.get(key)))), None)


def _name(value: object) -> str | None:
    """Return the words of a name that may be text, a thing with a name, or a list of them."""
    if isinstance(value, list):
        return ", ".join(name for one in value[:20] if not isinstance(one, list) and (name := _name(one))) or None
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("rendered", "name", "text", "title") if isinstance(value.get(key), str)), None
        )
    return line_of(value) if isinstance(value, str) else None


def _text(value: object, levels: int) -> str:
    """Return a body that may be text, a thing that holds one, or a list of paragraphs."""
    if isinstance(value, str):
        return value
    if not levels:
        return ""
    if isinstance(value, list):
        return "\n\n".join(text for one in value if (text := _text(one, levels - 1)).strip())
    if isinstance(value, dict):
        return next((text for key in _INNER if (text := _text(value.get(key), levels - 1)).strip()), "")
    return ""
