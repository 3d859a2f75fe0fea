"""Which outlet a page is of, where it says so for no machine: a name that it bears in two places of different kinds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any
from urllib.parse import urlsplit

from claimtrack.reading.metadata.bylines import is_name, plain_words, signed_names
from claimtrack.reading.metadata.page_lines import KICKER, Line
from claimtrack.reading.metadata.published import is_date
from claimtrack.reading.metadata.titles import BETWEEN, NO_TITLES, Heading, key, leads_to_start
from claimtrack.reading.paths import at

_MAST = frozenset(
    {"brand", "branding", "letterhead", "logo", "masthead", "nameplate", "sitename", "sitetitle", "strap"}
)
_SITE = frozenset({"head", "header", "logo", "name", "title"})
_LIST = frozenset({"dt", "li", "nav", "option", "td", "th"})
_COPYRIGHT = re.compile(r"©|\(c\) ?\d|\bcopyright\b", re.IGNORECASE)
_HOLDER = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©,]*(?:\(c\))?\s*(?:\d{4}(?:\s*[-–—]\s*\d{2,4})?)?,?\s*(?:by )?"
    r"(?P<name>[^\W_][^.|,;·•©]{1,60})",
    re.IGNORECASE,
)
_HOME = re.compile(r"\A(?:back to |go to |return to )|\s*(?:logo|home ?page|home|front page)\Z", re.IGNORECASE)
_FEED = re.compile(r"\s*[»|:–-]?\s*(?:rss|atom)?\s*(?:feed|search|rss|atom)\Z", re.IGNORECASE)
_OF_SITE = "(//link[@title and (@rel='alternate' or @rel='search')])[position() <= 10]/@title"
_ABOUT = re.compile(
    r"(?:about|contact|follow|join|more from|read|subscribe to|support|up next on|welcome to|published by|log in with"
    r"|advertise (?:in|with)|stories from|from) (?P<name>.+)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:[:,–—|(•·]|-\s|\.\s|\s(?:is|is published|was founded)\s)")
_SERVER = re.compile(r"(?:www\.)?(?P<label>[a-z0-9-]{3,})(?:\.[a-z]{2,10}){1,2}", re.IGNORECASE)
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "go", "ne", "net", "or", "org"})
_MOST_MARKS = 200
_MOST_LINES, _MOST_CANDIDATES = 200, 20
_MOST_WORDS = 7
_PARAGRAPH = 25
_LONGEST = 300
_LAST = 10
"""Lines at the end of a page without paragraphs that are looked at."""
_ENOUGH = 2
"""Kinds of places in which a page bears the name of its outlet."""


@dataclass(frozen=True, slots=True)
class Bearings:
    """Where a page may bear the name of its outlet; ``logos`` are the words of pictures and of links to the start."""

    bar: str
    hosts: Sequence[str]
    logos: frozenset[str]
    above: Sequence[Line]
    below: Sequence[Line]
    signed: Sequence[str]


def bearings(tree: Any, bar: str, addresses: Iterable[str], lines: Sequence[Line]) -> Bearings:
    """Gather where a page may bear the name of its outlet. ``tree`` is lxml's; ``bar`` the words of the browser's."""
    texts = [
        place
        for place, line in enumerate(lines)
        if len(line.text) >= 2 * _PARAGRAPH - 1
        and len(line.text.split()) >= _PARAGRAPH
        and not _COPYRIGHT.search(line.text)
    ]
    heads = [place for place, line in enumerate(lines) if line.tag == "h1"]
    first = min([*texts[:1], *heads[:1]], default=len(lines))
    last = texts[-1] if texts else len(lines) - _LAST
    return Bearings(
        bar,
        [one for one in map(_domain, addresses) if one],
        frozenset(_logos(tree)),
        [line for line in lines[: min(first, _MOST_LINES)] if len(line.text) <= _LONGEST],
        [line for line in lines[max(0, last + 1, len(lines) - _MOST_LINES) :] if len(line.text) <= _LONGEST],
        list(islice(_under_signatures(lines), _MOST_CANDIDATES)),
    )


def label_of(name: str) -> str:
    """Return the first part of the name of a server, "vale" for "www.vale.example"; any other name as it is."""
    server = _SERVER.fullmatch(name)
    return server["label"] if server is not None else name


def shown_outlet(page: Bearings, title: str | None, heads: Sequence[Heading]) -> str | None:
    """Return the name that a page bears in two places of different kinds at least; None where it does not.

    What stands in most of them is its outlet's; a section's name in the bar stands in a menu, which counts for none.
    """
    titles = {key(title)} if title is not None else set()
    titles |= {key(head.text) for head in heads if len(head.text.split()) > _MOST_WORDS}
    best, most = None, _ENOUGH - 1
    seen = set()
    for name in islice(_candidates(page), _MOST_CANDIDATES):
        if key(name) in titles or key(name) in seen or not _is_outlet(name):
            continue
        seen.add(key(name))
        found = sum(_places(page, name)) + any(key(head.text) == key(name) for head in heads if head.level == 1)
        if found > most:
            best, most = name, found
    return best


def _candidates(page: Bearings) -> Iterator[str]:
    """Yield what may be an outlet's name: parts of the bar, the masthead, the holder of a copyright."""
    parts = BETWEEN.split(page.bar)
    yield from (part for part in dict.fromkeys([*reversed(parts[-3:]), *parts[:2], page.bar]) if part)
    yield from (line.text for line in page.above if _is_mast(line))
    for line in page.below:
        holder = _HOLDER.search(line.text)
        if holder is not None:
            yield holder["name"].strip()


def _is_outlet(name: str) -> bool:
    words = name.split()
    if not words or len(words) > _MOST_WORDS or len(name) > 80 or not re.search(r"[^\W\d_]{2}", name):
        return False
    return name.casefold() not in NO_TITLES and not is_date(name) and "://" not in name


def _places(page: Bearings, name: str) -> Iterator[bool]:
    """Yield for each kind of place whether the name stands there."""
    wanted = name.casefold().removeprefix("the ")
    bare = key(name).removeprefix("the")
    yield any(key(part).removeprefix("the") == bare for part in [page.bar, *BETWEEN.split(page.bar)[:8]])
    yield any(_is_of(host, name) for host in page.hosts)
    yield bare in page.logos
    yield any(_heads(line, wanted) for line in page.above)
    yield any(bool(_COPYRIGHT.search(line.text)) and wanted in line.text.casefold() for line in page.below)
    yield any(_foots(line, wanted) for line in page.below)
    yield any(key(one).removeprefix("the") == bare for one in page.signed)
    yield any(_told_about(line, bare) for line in (*page.above, *page.below))


def _heads(line: Line, wanted: str) -> bool:
    """Tell whether a line above the headline bears a name: as a masthead, or in front of what the outlet says of it."""
    text = line.text.casefold().removeprefix("the ")
    if line.elsewhere or line.called & KICKER or line.tag in _LIST:
        return False
    return text.startswith(wanted) and (_is_mast(line) or _GOES_ON.match(text, len(wanted)) is not None)


def _foots(line: Line, wanted: str) -> bool:
    text = line.text.casefold().removeprefix("the ")
    if line.tag in _LIST or not text.startswith(wanted):
        return False
    return len(text) == len(wanted) or _GOES_ON.match(text, len(wanted)) is not None


def _told_about(line: Line, bare: str) -> bool:
    match = _ABOUT.fullmatch(line.text) if len(line.text) <= 80 else None
    return match is not None and key(match["name"]).removeprefix("the") == bare


def _is_mast(line: Line) -> bool:
    return bool(line.called & _MAST) or ("site" in line.called and bool(line.called & _SITE))


def _is_of(host: str, name: str) -> bool:
    """Tell whether a domain is called as a name is, or as its first words are."""
    words = [key(word) for word in name.split()]
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    starts = {"".join(words[: number + 1]) for number in range(len(words))}
    whole = {"".join(words), "the" + "".join(words)}
    return host in whole or (len(host) > 4 and host in starts)


def _domain(address: str) -> str | None:
    """Return what a site calls itself in its address: "strandcourier" for www.strandcourier.co.uk."""
    try:
        labels = (urlsplit(address).hostname or "").split(".")
    except ValueError:
        return None
    labels = labels[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels = labels[:-1]
    return key(labels[-1]) if labels else None


def _logos(tree: Any) -> Iterator[str]:
    told = [str(one) for one in at(tree, f"(//img[@alt])[position() <= {_MOST_MARKS}]/@alt")]
    told += [_FEED.sub("", str(one)) for one in at(tree, _OF_SITE)]
    for link in at(tree, f"(//a[@href])[position() <= {_MOST_MARKS}]"):
        if leads_to_start(link):
            told += [
                link.get("title") or "",
                link.get("aria-label") or "",
                "".join(islice(link.itertext(), 20))[:_LONGEST],
            ]
    for one in told:
        name = _HOME.sub("", _HOME.sub("", plain_words(one)))
        if name:
            yield key(name).removeprefix("the")


def _under_signatures(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines right under "By NAME", where an agency's name stands."""
    for line, following in pairwise(lines):
        if len(line.text) <= 80 and signed_names(line.text) and not is_name(line.text):
            yield following.text
