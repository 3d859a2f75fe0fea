"""What a page says of itself: title, byline, outlet, dates and address, each from where the page states it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from claimtrack.reading.metadata.bylines import is_desk_of, is_name, plain_words, stated_names
from claimtrack.reading.metadata.linked_data import things_of
from claimtrack.reading.metadata.marked_up import loose_dates, marked_stories
from claimtrack.reading.metadata.microformats import entries_of
from claimtrack.reading.metadata.outlets import bearings, label_of, shown_outlet
from claimtrack.reading.metadata.page_data import program_stories
from claimtrack.reading.metadata.page_lines import Line, lines_of
from claimtrack.reading.metadata.published import Written, told_written
from claimtrack.reading.metadata.shown_headline import headline_over, printed_addresses
from claimtrack.reading.metadata.shown_metadata import Shown, day_order, distributors, shown_by
from claimtrack.reading.metadata.stories import Signs, Story, of_this_page, told_stories
from claimtrack.reading.metadata.titles import Heading, displayed, headings_of, is_shown_first, key, parts_of, title_of
from claimtrack.reading.paths import at

_TITLES = (
    "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title citation_title hdl headline".split()
)
_AUTHORS = (
    "author article:author parsely-author sailthru.author byl byline dc.creator dcterms.creator citation_author "
    "cxenseparse:author authors og:article:author article:author_name book:author".split()
)
_OUTLETS = "og:site_name application-name citation_journal_title dc.publisher dcterms.publisher publisher".split()
_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time article:published datepublished "
    "parsely-pub-date sailthru.date date pubdate publishdate publish-date publish_date publication_date "
    "publication-date published_time published publisheddate published-date published_date publisheddatetime "
    "firstpublished first-published govuk:first-published-at cxenseparse:recs:publishtime article.published "
    "dc.date.issued "
    "dcterms.issued dc.date dcterms.date dc.date.created dcterms.created citation_publication_date "
    "citation_online_date citation_date".split()
)
_MODIFIED = (
    "article:modified_time og:article:modified_time og:updated_time og:modified_time datemodified last-modified "
    "lastmod modified modified-date modified_date last-modified-date last_modified lastmodified last_updated "
    "last-updated update_date updated-date updated_date dc.date.modified dcterms.modified article.updated "
    "revised parsely-modified-date".split()
)
_SECTIONS = "article:section parsely-section cxenseparse:section section".split()
_NUMBERS = re.compile(r"\d[-/.]\d{1,2}[-/.]\d{4}")
"""What may be one of two days: only then is it sought which of them a page means."""
_LONGEST = 10_000
_BAR = 500
"""Characters of what stands in the browser's bar that are looked at."""
_MOST_AUTHORS = 6
"""That a line shows; where more names stand, it is a list of something else."""
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page holds that bears on what it says of itself."""

    tags: dict[str, list[str]]
    links: list[str]
    bar: str
    heads: list[Heading]
    lines: list[Line]
    stories: list[Story]
    sites: list[Story]
    entries: list[Story]
    language: str | None


def told_by(tree: Any) -> dict[str, str]:
    """Return ``title``, ``byline``, ``outlet``, ``published``, ``modified``, ``url`` and ``language``, as far as a page
    states them, and nothing that it does not.

    ``tree`` is lxml's. The words are the page's own, on one line and without markup; an address is given only when it
    is whole, a date only when it can be read. Of several stories in the linked data only the page's own counts.
    """
    page = _page(tree)
    told = list(_outlets(page))
    outlet = _written_out(told[0], page) if told else _shown_outlet(tree, page)
    outlets = told or ([outlet] if outlet is not None else [])
    sections = _sections(page)
    over = partial(headline_over, page.lines, has_headings=bool(page.heads), besides=outlets)
    title = title_of(_stated_titles(page), page.heads, page.bar, outlets=outlets, sections=sections, over=over)
    besides = {name.casefold() for name in outlets}
    shown = shown_by(page.lines, title, besides=besides, shows=parts_of(page.bar))
    published, modified = _dates(page, shown, loose_dates(tree))
    found = {
        "title": title,
        "byline": ", ".join(_authors(page, shown, outlets, sections)),
        "outlet": outlet,
        "published": published,
        "modified": modified,
        "url": next(_addresses(page), None),
        "language": page.language,
    }
    return {name: clean for name, told in found.items() if told and (clean := " ".join(told.split())[:_LONGEST])}


def _page(tree: Any) -> _Page:
    tags, links = _tags(tree), [str(one) for one in at(tree, "//link[@rel='canonical']/@href")[:5]]
    bar = next(
        (plain_words("".join(one.itertext())[:_BAR]) for one in at(tree, "(//title[not(ancestor::svg)])[1]")), ""
    )
    heads = headings_of(tree)
    told = told_stories(things_of(tree))
    titles = [*_first(tags, ("og:title",)), *_first(tags, ("twitter:title",)), bar]
    titles += [head.whole for head in heads if head.level == 1]
    signs = Signs([*links, *_first(tags, ("og:url",))], [one for one in map(plain_words, titles) if one])
    own = [of_this_page([one for one in told if one.kind == kind], signs) for kind in ("article", "page")]
    marked = of_this_page(marked_stories(tree), signs)
    return _Page(
        tags,
        links,
        bar,
        heads,
        lines_of(tree),
        [*own[0], *marked, *program_stories(tree, titles), *own[1]],
        [one for one in told if one.kind == "site"],
        of_this_page(entries_of(tree), signs),
        next((str(one) for one in at(tree, "/html/@lang | /html/@xml:lang")[:1]), None),
    )


def _tags(tree: Any) -> dict[str, list[str]]:
    """Return what stands in the meta tags, by their names in small letters."""
    found: dict[str, list[str]] = {}
    for tag in at(tree, f"(//meta[@content])[position() <= {_MOST}]"):
        for attribute in ("name", "property", "itemprop"):
            name = (tag.get(attribute) or "").strip().lower()
            if name and tag.get("content").strip():
                found.setdefault(name, []).append(tag.get("content").strip())
    return found


def _first(tags: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [tags[name][0] for name in names if name in tags]


def _stated_titles(page: _Page) -> Iterator[str]:
    """Yield the titles that a page states, the surest first: the one that it shows.

    Where linked data and tags have both one other, what is shown must begin the bar and be the page's one heading.
    """
    told = [story.titles[0] for story in page.stories if story.kind == "article" and story.titles]
    tags = _first(page.tags, _TITLES)
    shown = displayed(page.bar, page.heads)
    has_other = bool(told and tags) and shown is not None and key(shown) != key(told[0]) == key(plain_words(tags[0]))
    if shown is not None and (not has_other or is_shown_first(shown, page.bar, page.heads)):
        yield shown
    yield from [*told, *tags]
    for story in page.stories:
        if story.kind == "page" and story.titles and story.titles[0] != page.bar:
            yield story.titles[0]


def _outlets(page: _Page) -> Iterator[str]:
    """Yield what the page calls its outlet, each name once, the surest first."""
    told = [name for story in page.stories if story.kind == "article" for name in story.outlets]
    told += _first(page.tags, _OUTLETS)
    told += [name for story in page.sites for name in (*story.titles[:1], *story.outlets)]
    seen = set()
    for name in map(plain_words, told):
        if name and "://" not in name and name.casefold() not in seen:
            seen.add(name.casefold())
            yield name


def _written_out(outlet: str, page: _Page) -> str:
    """Return an outlet's name as the page writes it where it is stated as the name of its server: "vale.example"."""
    label = label_of(outlet)
    stated = [name for one in _AUTHORS for name in page.tags.get(one, ())]
    return next((one for one in map(plain_words, stated) if label != outlet and key(one) == key(label)), outlet)


def _shown_outlet(tree: Any, page: _Page) -> str | None:
    bears = bearings(tree, page.bar, _addresses(page), page.lines)
    return shown_outlet(bears, displayed(page.bar, page.heads), page.heads)


def _sections(page: _Page) -> list[str]:
    told = [name for story in page.stories for name in story.sections]
    return [*told, *_first(page.tags, _SECTIONS)]


def _authors(page: _Page, shown: Shown, outlets: Sequence[str], sections: Sequence[str]) -> list[str]:
    """Return who wrote the article, by what the page states for machines before what it shows; no outlet does."""
    none = {name.casefold() for name in sections}
    site = {part for name in outlets for part in (name.casefold(), label_of(name).casefold())}
    stated = [story.authors for story in page.stories]
    stated += [tuple(page.tags[name]) for name in _AUTHORS if name in page.tags]
    stated += [tuple(_labelled(page.tags))]
    found = [stated_names(one, besides=none) for one in stated]
    people = next((names for names in found if names and not {name.casefold() for name in names} <= site), None)
    signed = [name for story in page.entries for name in stated_names(story.authors, besides=none | site)]
    names = [name for name in people if name.casefold() not in site] if people else list(shown.names) or signed[:1]
    if names and shown.names and all(is_desk_of(name, outlets) for name in names):
        names = list(shown.names)
    names = _in_full(names, [*found, shown.names])
    providing = distributors(page.lines) if names else frozenset()
    return [name for name in names if not any(one.startswith(key(name)) for one in providing)]


def _in_full(names: list[str], others: Iterable[Sequence[str]]) -> list[str]:
    """Return names, or what names all of them and others besides: programs give machines the first author alone."""
    for other in others:
        if names and set(names) < set(other) and len(other) <= _MOST_AUTHORS and all(map(is_name, other)):
            names = list(other)
    return names


def _labelled(tags: dict[str, list[str]]) -> Iterator[str]:
    """Yield the author in the tags with which a page's preview is labelled."""
    for number in ("1", "2"):
        label, data = _first(tags, (f"twitter:label{number}",)), _first(tags, (f"twitter:data{number}",))
        if label and data and re.search("written by|author|verfasst|escrito|écrit", label[0], re.IGNORECASE):
            yield data[0]


def _addresses(page: _Page) -> Iterator[str]:
    """Yield the whole addresses of a page, the surest first; that of a whole site is no article's."""
    told = [*page.links, *_first(page.tags, ("og:url",))]
    told += [address for story in page.stories for address in story.addresses]
    told += _first(page.tags, ("twitter:url", "parsely-link", "citation_public_url", "savepage-url"))
    whole = [one for one in (" ".join(one.split()) for one in told) if one.startswith(("http://", "https://"))]
    whole += printed_addresses(page.lines)
    yield from sorted(whole, key=_is_site)


def _is_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return not parts.path.strip("/") and not parts.query


def _dates(page: _Page, shown: Shown, loose: Sequence[tuple[str, str]]) -> tuple[str | None, str | None]:
    """Return when the article was published and when it was changed, as the page writes it."""
    articles = [story for story in page.stories if story.kind == "article"]
    pages = [*page.entries, *(story for story in page.stories if story.kind == "page")]

    def told(kind: str, names: Sequence[str], seen: Sequence[str]) -> list[str]:
        found = [one for story in articles for one in getattr(story, kind)]
        found += list(_all(page.tags, names)) + [one for which, one in loose if which == kind]
        return [*found, *(one for story in pages for one in getattr(story, kind)), *seen]

    published = told("published", _PUBLISHED, shown.published)
    modified = told("modified", _MODIFIED, shown.modified)
    days = [*published, *modified]
    order = day_order(page.lines, days) if any(map(_NUMBERS.search, days)) else None
    changed = _chosen(modified, order, not_at=None)
    return _chosen(published, order, not_at=changed), changed


def _all(tags: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [one for name in names for one in tags.get(name, ())[:3]]


def _chosen(told: Sequence[str], order: bool | None, *, not_at: str | None) -> str | None:
    """Return the first of several dates that can be read, or the one that says the same more exactly.

    An earlier one goes before a date at which the page was changed: programs write that of the change for both.
    """
    read = [(one, found) for text in told if (found := _read(one := " ".join(text.split()), order)) is not None]
    if not read:
        return None
    text, first = read[0]
    changed = _read(not_at, order) if not_at is not None else None
    if changed is not None and changed.utc == first.utc:
        earlier = [one for one in read if one[1].utc.date() < first.utc.date()]
        text, first = earlier[0] if earlier else (text, first)
    for other, moment in read:
        text, first = (other, moment) if _says_more(moment, first) else (text, first)
    ambiguous = re.fullmatch(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}(?:\D.*)?", text) is not None
    return first.moment.isoformat() if ambiguous and first.timed else str(first.moment.date()) if ambiguous else text


def _says_more(one: Written, other: Written) -> bool:
    """Tell whether one is the same moment as the other, told with its time, or with its zone."""
    if not other.timed:
        return one.timed and one.moment.date() == other.moment.date()
    naive: datetime = one.moment.replace(tzinfo=None)
    return one.moment.tzinfo is not None and other.moment.tzinfo is None and naive == other.moment


def _read(text: str, order: bool | None) -> Written | None:
    return told_written(text, day_first=order)
