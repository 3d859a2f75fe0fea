"""The XML of news agencies: NITF, and NewsML of either generation with NITF, HTML or text inside.

Sources: IPTC NITF 3.6, NewsML 1.2, NewsML-G2 2.35.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.formats.markup_words import words_of
from claimtrack.reading.formats.stories import Story, line_of, moment, paragraphs_of
from claimtrack.reading.xml_tree import attribute, local, parsed, words

_NAMED = 5
_BODIES = ("body.content", "inlineXML", "inlineData", "DataContent")
_TITLES = ("hl1", "headline", "HeadLine", "title")
_BYLINES = ("byline", "by", "ByLine")
_DATES = ("date.release", "date.issue", "firstCreated", "FirstCreated", "contentCreated")
_UNREAD = frozenset({"media", "head", "body.head", "body.end", "note", "title"})
_ITEMS = ("newsItem", "NewsItem")


def read_news(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read the story of a file as agencies send it: headline, byline, date of issue, paragraphs.

    Raises InvalidInput for a file of several stories, naming them, and for one without words.
    """
    del charset  # XML says it
    root = parsed(data, name=name)
    kind = "application/nitf+xml" if local(root) == "nitf" else "application/newsml+xml"
    items = [root] if local(root) in {"nitf", *_ITEMS} else list(root.iter("{*}newsItem", "{*}NewsItem"))
    stories = [story for item in items or [root] if (story := _story(item)).text]
    if not stories:
        raise InvalidInput(f"{name} holds no words of a story, as news agencies write them; save the story as text")
    if len(stories) > 1:
        named = "; ".join(story.title or "without a headline" for story in stories[:_NAMED])
        raise InvalidInput(f"{name} holds {len(stories)} stories ({named}); save the story that you mean by itself")
    return stories[0].document(kind)


def _story(item: Any) -> Story:
    title = next((text for kind in _TITLES if (text := _first(item, kind))), None)
    text = next((text for kind in _BODIES for one in _all(item, kind) if (text := _body(one))), "")
    story = Story(
        text=text,
        title=title,
        byline=next((text for kind in _BYLINES if (text := _first(item, kind))), None),
        outlet=line_of(_first(item, "provider")) or None,
        language=attribute(item, "lang"),
    )
    stamp = next((stamp for kind in _DATES for one in _all(item, kind) if (stamp := _stamp(one))), None)
    return replace(story, published=moment(stamp))


def _stamp(element: Any) -> str | None:
    return attribute(element, "norm") or words(element) or None


def _all(item: Any, kind: str) -> Iterator[Any]:
    yield from item.iter(f"{{*}}{kind}")


def _first(item: Any, kind: str) -> str | None:
    return next((text for one in _all(item, kind) if (text := words(one))), None)


def _body(element: Any) -> str:
    """Return the words of a body: of its elements, or of HTML that is written as text."""
    from lxml import etree

    if not len(element):
        return paragraphs_of(element.text or "")
    for one in list(element.iter()):
        if local(one) in _UNREAD and one is not element:
            one.clear(keep_tail=True)
        if isinstance(one.tag, str):
            one.tag = "div" if local(one) in {"body", "html", "nitf", "inlineXML"} else local(one)
    etree.cleanup_namespaces(element)
    return words_of(str(etree.tostring(element, encoding="unicode", with_tail=False))).text
