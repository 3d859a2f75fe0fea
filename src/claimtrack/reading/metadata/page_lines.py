"""The lines that a page shows, each with what its tags call it: for what stands there of a byline and a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from claimtrack.reading.paths import at

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table tbody "
    "td tfoot th thead time tr ul".split()
)
_PLAIN = frozenset("b br dd div dl dt em h2 h3 h4 hr i li ol p section span strong table tbody td th tr ul".split())
_UNSEEN = frozenset("head iframe noscript object script style svg template title".split())
_ELSEWHERE = frozenset("aside button dialog form menu nav select".split())
_CALLS = frozenset({"class", "id", "itemprop", "property", "rel", "data-testid", "data-qa", "data-component", "role"})
_CAMEL = re.compile("([a-z])([A-Z])")
_CALL = re.compile("[a-z]+")
_MOST_CALLS = 500
"""Characters of what an element is called."""
_NO_CALLS: frozenset[str] = frozenset()
_LONGEST = 4_000
"""Characters of a line that are kept; a byline and a date are shorter."""
_OUT = 3
"""How many elements outward what they are called bears on a line."""
_WORN_HEADINGS = 30
_PARAGRAPH = 25
"""Words; rows of preformatted text that have as many together are a paragraph."""
_BLANK = re.compile(r"\n(?=[ \t]*\n|[ \t]{2,}\S)")
_LARGE = re.compile(r"[4-7]|\+[1-7]")

AUTHOR = frozenset(
    "assinatura author authors autor autores auteur auteurs by byline bylines contributor contributors creator fn "
    "host hosts journalist reporter sig signature vcard writer writers".split()
)
DATE = frozenset(
    "date dateline datetime datum fecha posted pub pubdate publication publish published publishdate time "
    "timestamp".split()
)
CHANGED = frozenset("changed edited lastmod modified revised update updated".split())
KICKER = frozenset(
    "badge category channel eyebrow flag kicker label overline pretitle roofline rubric section supertitle surtitle "
    "tag topic topline volanta antetitulo".split()
)
LINKED = "linked to an author"
"""What a link is called that leads to somebody's page; not by what stands in it, so it breaks no line."""
_OF_AUTHORS = re.compile(
    r"/(?:authors?|autor(?:es)?|auteurs?|byline|by|contributors?|journalists?|people|profiles?|reporters?|"
    r"staff|writers?)"
    r"/[\w%.-]+/?\Z",
    re.IGNORECASE,
)
_STAMPS = ("datetime", "content", "data-datetime", "data-date", "title")
_TELLING = AUTHOR | DATE | CHANGED | KICKER
_SPOKEN = frozenset({"screen", "reader"})
"""What is said for screen readers says once more what is shown beside it, at times with no space between."""
_OTHERS = frozenset(
    "alsoread breadcrumb breadcrumbs comment comments consent cookie footer login menu mostread nav navbar navigation "
    "newsletter popular promo recirculation recommended related sidebar trending usermenu username".split()
)


class Line(NamedTuple):  # of which a page has thousands: a frozen dataclass takes four times as long to make
    """One line of a page. ``tag`` is its innermost block; ``called`` what its elements are called, in single words.

    ``elsewhere`` says that it stands in a menu, beside the article, among comments or the like; ``stamp`` is the
    moment that its tag gives for machines; ``article`` the number of the article element that holds it, 0 for none.
    """

    text: str
    tag: str
    called: frozenset[str]
    elsewhere: bool
    article: int
    stamp: str | None = None


@dataclass(slots=True)
class _Open:
    """An element that is open: what it is called, and what it stands in."""

    tag: str
    called: frozenset[str]
    elsewhere: bool
    article: int
    stamp: str | None
    rows: bool
    """Its line ends count: it is preformatted."""
    breaks: bool
    """A line ends where it begins, and where it ends."""


class _Call(NamedTuple):
    """The single words of what an element is called, and what follows from them alone."""

    words: frozenset[str]
    breaks: bool
    dated: bool
    foot: bool
    others: bool


_UNCALLED = _Call(_NO_CALLS, breaks=False, dated=False, foot=False, others=False)


@dataclass(slots=True)
class _Pen:
    """What was read of the line that is not at its end yet."""

    words: list[str] = field(default_factory=list)
    called: frozenset[str] = frozenset()
    held: int = 0

    def write(self, words: str) -> None:
        if self.held < _LONGEST and (self.words or not words.isspace()):
            self.words.append(words[:_LONGEST])
            self.held += len(words)


def lines_of(tree: Any) -> list[Line]:
    """Return the lines of a page, in order. ``tree`` is lxml's, without comments; linear in its size, however deep it
    goes.
    """
    from lxml import etree

    lines: list[Line] = []
    around = _wearing(tree)
    stack: list[_Open] = []
    pen, articles, unseen = _Pen(), 0, 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if unseen or tag in _UNSEEN:
            unseen += 1 if event == "start" else -1
            told = element.tail if not unseen else None
        elif event == "start":
            articles += tag == "article"
            one = _opened(element, stack[-1] if stack else None, articles, plain=element in around)
            if one.breaks:
                if pen.words or (stack and stack[-1].stamp is not None):
                    _flush(pen, stack, lines)
                pen.called = _NO_CALLS
            else:
                _write_on(pen, one, element.text, stack, lines)
            stack.append(one)
            told = element.text
        else:
            if stack[-1].breaks:
                if pen.words or stack[-1].stamp is not None:
                    _flush(pen, stack, lines)
                pen.called = _NO_CALLS
            stack.pop()
            told = element.tail if stack else None
        if told:
            pen.write(told)
    return lines


def calls_of(element: Any) -> frozenset[str]:
    """Return the single words of what an element is called: by its class, its id, a name of its own making and more."""
    return _call_of(element).words


def _call_of(element: Any) -> _Call:
    told = " ".join([value for name, value in element.items() if name in _CALLS])
    if "-" in element.tag:
        told = f"{element.tag} {told}"
    return _called(told[: _MOST_CALLS + 1]) if told else _UNCALLED


@lru_cache(maxsize=1024)
def _called(told: str) -> _Call:
    plain = told if told.islower() else _CAMEL.sub(r"\1 \2", told).lower()
    words = frozenset(_CALL.findall(plain[:_MOST_CALLS]))
    others = words & _OTHERS
    return _Call(
        words,
        breaks=not words.isdisjoint(_TELLING) or words >= _SPOKEN,
        dated=not words.isdisjoint(DATE),
        foot=others == {"footer"},
        others=bool(others - {"footer"}),
    )


def _wearing(tree: Any) -> set[Any]:
    """Return what holds headings and articles: what that is called says how the page is laid out, and no more."""
    found: set[Any] = set()
    for heading in at(tree, f"(//h1 | //main | //article)[position() <= {_WORN_HEADINGS}]"):
        for one in heading.iterancestors():
            if one in found or one.tag in _ELSEWHERE:
                break
            found.add(one)
    return found


def _opened(element: Any, outer: _Open | None, articles: int, *, plain: bool) -> _Open:
    tag = element.tag
    if outer is not None and tag in _PLAIN and not element.keys():  # most of a page, and nothing to ask of it
        return _Open(tag, _NO_CALLS, outer.elsewhere, outer.article, None, outer.rows, tag in _BLOCKS)
    call = _call_of(element) if element.keys() or "-" in tag else _UNCALLED
    called = call.words
    if tag == "time":
        called |= {"time"}
    elif tag == "font" and _LARGE.fullmatch((element.get("size") or "").strip()):
        called |= {"headline"}
    elif tag == "a" and _OF_AUTHORS.search((element.get("href") or "")[-200:]):
        called |= {LINKED}
    elsewhere, article, rows = (outer.elsewhere, outer.article, outer.rows) if outer is not None else (False, 0, False)
    if tag == "article":
        article = articles
    if not plain and not elsewhere:
        foot = tag == "footer" or call.foot
        elsewhere = tag in _ELSEWHERE or (foot and not article) or call.others
        elsewhere = elsewhere or element.get("hidden") is not None or "display:none" in _style(element)
    stamp = None
    if tag == "time":
        stamp = element.get("datetime")
    elif call.dated:
        stamp = next((told for name in _STAMPS if (told := element.get(name))), None)
    breaks = tag in _BLOCKS or (not plain and call.breaks)
    return _Open(tag, called if not plain else _NO_CALLS, elsewhere, article, stamp, rows or tag == "pre", breaks)


def _write_on(pen: _Pen, one: _Open, words: str | None, stack: list[_Open], lines: list[Line]) -> None:
    """Write on in an element that breaks no line, unless it is set right on to a name: styles put it apart."""
    is_set_on = pen.words and words and pen.words[-1][-1:].islower() and words[:1].isupper()
    if is_set_on and any(not outer.called.isdisjoint(AUTHOR) for outer in stack[-_OUT:]):
        _flush(pen, stack, lines)
    if one.called:
        pen.called |= one.called


def _style(element: Any) -> str:
    style = element.get("style")
    return style.replace(" ", "").lower() if style else ""


def _flush(pen: _Pen, stack: list[_Open], lines: list[Line]) -> None:
    """End the line: what is open there holds it."""
    inner = stack[-1] if stack else None
    written = "".join(pen.words)
    texts = list(_rows(written)) if inner is not None and inner.rows else [" ".join(written.split())]
    stamp = inner.stamp if inner is not None else None
    if inner is not None and (any(texts) or stamp):
        if stamp is not None:
            inner.stamp = None  # it is told once
        block = next((one.tag for one in reversed(stack) if one.tag in _BLOCKS and one.tag != "time"), inner.tag)
        called = pen.called.union(*[one.called for one in stack[-_OUT:]])
        for text in texts or [""]:
            lines.append(Line(text, block, called, inner.elsewhere, inner.article, stamp))
            stamp = None
    pen.words, pen.called, pen.held = [], _NO_CALLS, 0


def _rows(written: str) -> Iterator[str]:
    """Yield the lines of preformatted text; those of a paragraph, which were wrapped, as one."""
    for part in _BLANK.split(written):
        rows = [text for row in part.splitlines() if (text := " ".join(row.split()))]
        if sum(len(row.split()) for row in rows) >= _PARAGRAPH:
            yield " ".join(rows)
        else:
            yield from rows
