"""What is told of the stories on a page, and which of them is this page's."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from claimtrack.reading.metadata.bylines import plain_words
from claimtrack.reading.metadata.linked_data import Thing, addresses_of, named, types_of, words_of

_ARTICLES = frozenset({"BlogPosting", "CreativeWork", "LiveBlogPosting", "Report", "SocialMediaPosting"})
_LISTS = frozenset({"CheckoutPage", "CollectionPage", "ContactPage", "ProfilePage", "SearchResultsPage"})
_WORD = re.compile(r"\w+")
_MOST = 100
"""Stories that are looked at; a page with more is a list of them."""


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of one thing that may be the story of the page. ``kind`` is "article", "page" or "site"."""

    kind: str
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """By what a page itself says which story it is: its addresses, and its titles as they stand there."""

    addresses: Sequence[str]
    titles: Sequence[str]
    keys: frozenset[str] = field(init=False)
    sets: tuple[frozenset[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what each story is held against."""
        object.__setattr__(self, "keys", frozenset(map(address_key, self.addresses)))
        object.__setattr__(self, "sets", tuple(frozenset(_words(title)) for title in self.titles))


def told_stories(things: Sequence[Thing]) -> list[Story]:
    """Return what linked data tells of articles, pages and the site, in its order."""
    known = named(list(things))
    found = ((_kind(types_of(thing)), thing) for thing in things)
    return [_story(kind, thing, known) for kind, thing in found if kind is not None][:_MOST]


def of_this_page(stories: Sequence[Story], signs: Signs) -> list[Story]:
    """Return the stories that are the page's own, the surest first; what is told of other stories is left out.

    Of several the one with the page's address and title is its own, and so is what else has either; where nothing says
    which, it is the first. One alone is another's only where both address and title, or every title, say so.
    """
    scored = [(score(story, signs), -place, story) for place, story in enumerate(stories)]
    own = [one for one in scored if one[0] > 0]
    if not own and scored and max(scored, key=lambda one: one[:2])[0] == 0:
        own = [max(scored, key=lambda one: one[:2])]
    return [story for _, _, story in sorted(own, key=lambda one: one[:2], reverse=True)]


def score(story: Story, signs: Signs) -> int:
    """Return how much speaks for a story being the page's own: above 0 something does, below it speaks against it."""
    return _by_address(story, signs) + _by_title(story, signs)


def _by_address(story: Story, signs: Signs) -> int:
    keys = {address_key(one) for one in story.addresses} - {""}
    if not keys or not signs.keys:
        return 0
    return 3 if keys & signs.keys else -1


def _by_title(story: Story, signs: Signs) -> int:
    if not story.titles or not any(signs.sets):
        return 0
    best = max(_alike(frozenset(_words(title)), signs.sets) for title in story.titles)
    if best >= 0.99:
        return 4
    if best >= 0.5:
        return 3
    return 1 if best > 0.2 else -1 if len(signs.sets) > 1 else 0


def _alike(words: frozenset[str], sets: Sequence[frozenset[str]]) -> float:
    """Return which share of a title's words stands in one of the page's titles, or the other way round."""
    return max((_share(words, one) for one in sets if one and words), default=0.0)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    least, most = sorted((len(one), len(other)))
    return len(one & other) / (least if least > 1 else most)


def _words(title: str) -> Iterator[str]:
    found = _WORD.findall(unicodedata.normalize("NFKC", title).casefold())
    # Short words stand in every title; where there are no others, they count.
    yield from [one for one in found if len(one) > 3 or one.isdecimal()] or found


def address_key(address: str) -> str:
    """Return by what two addresses are the same page: without scheme, "www.", "m.", trailing slash and fragment."""
    try:
        parts = urlsplit(address.strip())
        host = re.sub(r"\A(?:www|m|mobile|amp)\.", "", (parts.hostname or "").lower())
    except ValueError:
        return ""
    path = re.sub(r"(?:/amp)?/*\Z", "", parts.path)
    kept = "&".join(sorted(one for one in parts.query.split("&") if one and not one.startswith(("utm_", "fbclid"))))
    return f"{host}{path}?{kept}" if host and (path or kept) else ""


def _kind(types: set[str]) -> str | None:
    if types & _ARTICLES or any(one.endswith("Article") for one in types):
        return "article"
    if any(one.endswith("Page") for one in types - _LISTS):
        return "page"
    return "site" if "WebSite" in types else None


def _story(kind: str, thing: Thing, known: dict[str, Thing]) -> Story:
    def told(*names: str) -> tuple[str, ...]:
        return tuple(words for name in names for words in words_of(thing.get(name), known))

    return Story(
        kind,
        titles=_clean(told("headline", "name", "alternativeHeadline")),
        authors=told("author", "creator") if told("author") == () else told("author"),
        outlets=_clean(told("publisher", "sourceOrganization") if kind == "article" else told("publisher")),
        published=told("datePublished"),
        modified=told("dateModified"),
        addresses=tuple(addresses_of(thing)),
        sections=_clean(told("articleSection")),
    )


def _clean(told: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words for one in told if (words := plain_words(one)))


def story_of(properties: dict[str, list[Any]]) -> Story:
    """Return the story that the properties of an element tell, as microdata and RDFa do."""
    return Story("article", **{name: tuple(values) for name, values in properties.items()})
