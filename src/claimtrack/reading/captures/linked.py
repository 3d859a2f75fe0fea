"""What a page needs to be looked at as it was: style sheets, pictures, scripts and fonts that it links."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from urllib.parse import urldefrag, urljoin

from claimtrack.config import read_limits
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, own_worker


class Part(StrEnum):
    """What a page uses a resource for."""

    STYLE = "style sheet"
    PICTURE = "picture"
    FONT = "font"
    SCRIPT = "script"

    @property
    def several(self) -> str:
        """The word for several of them."""
        return f"{self.value}s"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page uses, and what for."""

    url: str
    part: Part


@dataclass(frozen=True, slots=True)
class Linked:
    """What a page links, in the order in which it is asked for, and how many of what is not captured it holds."""

    links: tuple[Link, ...] = ()
    beyond: tuple[tuple[str, int], ...] = ()


MOST_STYLE = 2_000_000
"""Bytes of a style sheet that are looked through."""
MOST_IN_STYLE = 1_000
"""Addresses that a style sheet is taken to link; a capture takes fewer resources in all."""
_LONGEST = 2_000
"""Characters of an address; a longer one holds the thing itself (``data:``)."""
_ORDER = tuple(Part)
_RELATIONS = {"stylesheet": Part.STYLE, "icon": Part.PICTURE}
_LOADED_AS = {"style": Part.STYLE, "font": Part.FONT, "image": Part.PICTURE, "script": Part.SCRIPT}
_BEYOND = {"iframe": "frames", "frame": "frames", "video": "films", "audio": "recordings"}
_FONTS = (".woff2", ".woff", ".ttf", ".otf", ".eot")
# What stands in brackets has neither brackets nor line ends, so that nothing is looked at more than once.
_IN_STYLE = re.compile(
    r"""(?P<how>@import\s{0,20}(?:url\(\s{0,20})?["']?|url\(\s{0,20}["']?)(?P<url>[^"'()\s]{1,2000})""", re.IGNORECASE
)
# One that does not end takes the rest with it: else each of very many would be looked for to the end.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)


def linked_by_page(data: bytes, *, url: str, charset: str | None) -> Linked | None:
    """Find what a page of HTML links, in a process of its own, as pages are read; None where that fails."""
    limits = read_limits()
    try:
        return own_worker().call(_within, limits.memory, limits.seconds, data, url, charset, seconds=limits.seconds)
    except (TooSlow, Died):
        return None


def linked_by_style(style: str, *, url: str) -> list[Link]:
    """Return what a style sheet links; an ``@import`` is a style sheet, the rest fonts and pictures."""
    found = []
    for match in islice(_IN_STYLE.finditer(_COMMENT.sub(" ", style[:MOST_STYLE])), MOST_IN_STYLE):
        imported = match["how"].lower().startswith("@import")
        address = _absolute(match["url"], url)
        if address is not None:
            is_font = address.partition("?")[0].lower().endswith(_FONTS)
            found.append(Link(address, Part.STYLE if imported else Part.FONT if is_font else Part.PICTURE))
    return found


def _within(memory: int, seconds: float, data: bytes, url: str, charset: str | None) -> Linked | None:
    try:
        with limited(memory=memory, seconds=seconds):
            return links_of(data, url=url, charset=charset)
    except Exception:  # whatever the parser did not foresee: the page itself is kept all the same
        return None


def links_of(data: bytes, *, url: str, charset: str | None) -> Linked:
    """Do as ``linked_by_page``, here and without a limit."""
    from lxml import html

    try:
        parser = html.HTMLParser(encoding=charset, huge_tree=False)
    except LookupError:
        parser = html.HTMLParser()
    page = html.document_fromstring(data, parser=parser)
    base = next((urljoin(url, one) for one in page.xpath("//base/@href")[:1]), url)
    found: list[Link] = []
    beyond: dict[str, int] = {}
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _BEYOND:
            beyond[_BEYOND[element.tag]] = beyond.get(_BEYOND[element.tag], 0) + 1
        found += _of_element(element.tag, dict(element.attrib), element.text or "", base)
    return Linked(tuple(in_order(found)), tuple(beyond.items()))


def in_order(links: Iterable[Link]) -> list[Link]:
    """Return each address once, in the order of what the page cannot be looked at without."""
    once: dict[str, Link] = {}
    for link in links:
        once.setdefault(link.url, link)
    return sorted(once.values(), key=lambda link: _ORDER.index(link.part))


def _of_element(tag: str, has: dict[str, str], text: str, base: str) -> Iterator[Link]:
    for address, part in _named(tag, has):
        whole = _absolute(address, base)
        if whole is not None:
            yield Link(whole, part)
    style = has.get("style", "") if tag != "style" else text
    if style:
        yield from linked_by_style(style, url=base)


def _named(tag: str, has: dict[str, str]) -> Iterator[tuple[str, Part]]:
    """Yield the addresses that an element names, and what for."""
    if tag in {"img", "source"} or (tag == "input" and has.get("type", "").lower() == "image"):
        if "src" in has and (tag != "source" or "srcset" in has):
            yield has["src"], Part.PICTURE
        for name in ("srcset", "data-srcset"):
            yield from ((one, Part.PICTURE) for one in _largest(has.get(name, "")))
        if "data-src" in has:  # what a script puts in when it is scrolled to
            yield has["data-src"], Part.PICTURE
    elif tag == "image":
        yield has.get("href") or has.get("xlink:href", ""), Part.PICTURE
    elif tag == "script" and "src" in has:
        yield has["src"], Part.SCRIPT
    elif tag == "link" and "href" in has:
        part = _related(has)
        if part is not None:
            yield has["href"], part
    if "poster" in has or "background" in has:
        yield has.get("poster") or has.get("background", ""), Part.PICTURE


def _related(has: dict[str, str]) -> Part | None:
    relations = has.get("rel", "").lower().split()
    if "preload" in relations:
        return _LOADED_AS.get(has.get("as", "").lower())
    return next((part for name in relations if (part := _RELATIONS.get(name)) is not None), None)


def _largest(candidates: str) -> Iterator[str]:
    """Yield the address of the largest of several sizes of one picture (``srcset``)."""
    sizes = []
    for candidate in candidates[:20_000].split(", "):
        words = candidate.strip().strip(",").split()
        if words:
            size = words[1][:-1] if len(words) > 1 else "1"
            sizes.append((float(size) if size.replace(".", "", 1).isdecimal() else 0.0, words[0]))
    if sizes:
        yield max(sizes)[1]


def _absolute(address: str, base: str) -> str | None:
    """Return an address that can be asked for; None for one that holds the thing itself, or leads off the web."""
    if len(address) > _LONGEST:
        return None
    try:
        whole = urldefrag(urljoin(base, address.strip())).url
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None
