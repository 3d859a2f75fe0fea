"""What an article is called: its own title, without the outlet's name, the section's, or markup."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice
from typing import Any

from claimtrack.reading.metadata.bylines import plain_words
from claimtrack.reading.metadata.page_lines import KICKER, calls_of

BETWEEN = re.compile(r"\s*[|¦]+\s*|\s+(?:--|[–—‒―\-·•:»«›‹/~]+|::)\s+|\s*(?:::|»|«|›|‹|｜)\s*|:\s+")
_PIPE = re.compile(r"\s*[|¦«»›‹｜]+\s*|\s*::\s*")
_LONG_WORD = re.compile(r"[^\W_]{4,}")
_CUT = re.compile(r"\s*(?:…|\.\.\.)\Z")
_START = re.compile(r"https?://[^/?#]+/?")
_BREAKS = frozenset({"br", "div", "p", "h1", "h2", "h3", "span"})
_UNSEEN = frozenset({"script", "style", "sup", "button", "svg"})
_HIDDEN = frozenset({"hidden", "visuallyhidden", "reader", "screenreader", "sr"})
NO_TITLES = frozenset(
    {"home", "homepage", "home page", "news", "article", "untitled", "index", "blog", "undefined", "null", "document"}
    | {"untitled document", "untitled page", "new page 1", "new page", "no title", "page title", "print", "print page"}
)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_CALLED_SO = re.compile("entry-title|post-title|headline")
_CALLED = frozenset({"title", "titulo", "titular", "titre", "titel"})
_NAMED = frozenset({"title", "headline"})
_MOST_HEADINGS = 30
_LONGEST = 500
_LEAST_WORDS = 4
_KICKER = 30
"""Letters; what is glued to the front of a headline has fewer."""
_MOST_SHOWN = 250
"""Characters of a headline that goes on behind the words of a title; a longer one has its standfirst in it."""
_ON = re.compile(r",? [a-z]|: |;| [–—-] ")
_MOST_CUTS = 8
"""Of a title, between any two of which its headline may stand: a section in front, the outlet behind."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its words without those above it ("kicker"), and with them."""

    text: str
    whole: str
    level: int
    named: bool = False
    """It is a title by what its element is called."""


def headings_of(tree: Any) -> list[Heading]:
    """Return the first headings of a page, and what it calls a title, in order. ``tree`` is lxml's."""
    found = []
    for element in islice(filter(_is_heading, tree.iter()), _MOST_HEADINGS):
        level = int(element.tag[1]) if element.tag in _HEADINGS else 4
        text, whole = (" ".join("".join(_words(element, kicker=kicker)).split()) for kicker in (False, True))
        if whole and len(whole) <= _LONGEST and not (level == 1 and any(map(leads_to_start, _links(element)))):
            named = level == 4 or bool(calls_of(element) & _NAMED)
            found.append(Heading(text or whole, whole, level, named))
    return found


def _is_heading(element: Any) -> bool:
    if element.tag in _HEADINGS:
        return True
    called = element.get("class")
    return called is not None and (called in _CALLED or _CALLED_SO.search(called) is not None)


def leads_to_start(link: Any) -> bool:
    """Tell whether a link leads to where a site starts: what it shows there is the outlet's name, and no headline."""
    address = link.get("href")
    if address in {"/", "./", "../", "index.html", "index.htm", "index.php"}:
        return True
    return _START.fullmatch(address) is not None


def _links(heading: Any) -> list[Any]:
    return [one for one in islice(heading.iter(), _LONGEST) if one.tag == "a" and one.get("href")]


def _words(element: Any, *, kicker: bool) -> Iterator[str]:
    """Yield the words of a heading; ``kicker`` says whether those of its section are among them."""
    stack: list[Any] = [element]
    seen = 0
    while stack and seen < 500:
        one = stack.pop()
        seen += 1
        if isinstance(one, str):
            yield one
            continue
        stack.append(one.tail or "" if one is not element else "")
        calls = calls_of(one) if isinstance(one.tag, str) else frozenset()
        if not isinstance(one.tag, str) or one.tag in _UNSEEN or (one is not element and calls & _HIDDEN):
            continue
        if not kicker and one is not element and calls & KICKER:
            continue
        if one.tag in _BREAKS and one.tag != "span":
            yield " "
        stack += reversed(one)
        stack.append(one.text or "")


def title_of(
    stated: Iterable[str],
    heads: Sequence[Heading],
    written: str,
    *,
    outlets: Collection[str],
    sections: Collection[str],
    over: Callable[[], str | None] = lambda: None,
) -> str | None:
    """Return the title of a page's article.

    ``stated`` are the titles that the page gives for machines, the surest first; ``written`` is what stands in the
    browser's bar; ``over`` gives the headline that stands right over a byline or date. Where what is given for machines
    is another wording of the page's one headline, readers see the headline. Of a heading and the page's bar the
    words are taken that stand in both; where they share none, those of the one heading that is long enough for one.
    """
    first = [head for head in heads if head.level == 1 and not _is_any(head.text, outlets)]
    alone = {key(head.text): head.text for head in first}
    headline = next(iter(alone.values())) if len(alone) == 1 else None
    for told in stated:
        title = own_part(told, heads, outlets=outlets, sections=sections)
        if title is not None:
            whole = _whole(title, heads)
            is_shown = headline is not None and (_is_akin(headline, whole) or goes_on(headline, whole))
            return headline if is_shown else whole
    if not written:
        return first[0].text if len(first) == 1 else over()
    if headline is None and _is_no_headline(written, outlets):
        headline = over()
    agreed = _agreed(written, heads)
    if agreed is None and headline is not None and _is_long(headline):
        return headline
    return agreed or _from_bar(written, first, outlets=outlets, sections=sections)


def _is_akin(headline: str, title: str) -> bool:
    """Tell whether a headline says in other words what a title does: they share two words of a sentence."""
    shared = set(_LONG_WORD.findall(headline.casefold())) & set(_LONG_WORD.findall(title.casefold()))
    if len(headline.split()) < _LEAST_WORDS or len(shared) < 2:
        return False
    one, other = key(headline), key(title)
    return one not in other and other not in one


def goes_on(headline: str, title: str) -> bool:
    """Tell whether a headline says a title's words and goes on within their sentence: search engines get the first."""
    start = " ".join(title.split())
    rest = headline[len(start) :]
    return (
        len(start.split()) >= _LEAST_WORDS
        and len(headline) <= _MOST_SHOWN
        and headline.casefold().startswith(start.casefold())
        and _ON.match(rest) is not None
    )


def is_shown_first(shown: str, written: str, heads: Sequence[Heading]) -> bool:
    """Tell whether the browser's bar begins with a title that is the page's one heading: what readers know it by."""
    first = {key(head.text) for head in heads if head.level == 1}
    return _is_long(shown) and first == {key(shown)} and key(plain_words(written)).startswith(key(shown))


def _is_long(text: str) -> bool:
    """Tell whether words are too many to be the name of a section, or of an outlet."""
    return len(text.split()) >= _LEAST_WORDS or _is_one_word(text)


def _is_no_headline(written: str, outlets: Collection[str]) -> bool:
    """Tell whether what stands in the browser's bar names an outlet, or a section, or a number, and no article."""
    parts = [part for part in BETWEEN.split(plain_words(written)) if part and not _is_any(part, outlets)]
    return not any(_is_long(part) for part in parts)


def displayed(written: str, heads: Sequence[Heading]) -> str | None:
    """Return the title that a page shows both as a heading and in the browser's bar."""
    return _agreed(plain_words(written), heads)


def own_part(told: str, heads: Sequence[Heading], *, outlets: Collection[str], sections: Collection[str]) -> str | None:
    """Return the part of a title that is the article's: not the outlet, nor its section; None where nothing is left."""
    title = plain_words(told)[:_LONGEST]
    agreed = _agreed(title, heads, whole=False)
    if agreed is not None and not _is_any(agreed, outlets):
        return agreed
    parts = BETWEEN.split(title)
    if any(_is_any(part, outlets) for part in (parts[0], parts[-1])):
        title = _stripped(title, outlets)
        title = _stripped(title, sections)
    known = [*outlets, *NO_TITLES]
    return title if re.search(r"\w", title) and not _is_any(title, known) else None


def _stripped(title: str, names: Collection[str]) -> str:
    """Take a name off either end of a title, with what divides them."""
    for between in list(BETWEEN.finditer(title))[::-1]:
        if _is_any(title[between.end() :], names):
            title = title[: between.start()]
    for between in BETWEEN.finditer(title):
        if _is_any(title[: between.start()], names):
            return title[between.end() :]
    return title


def _agreed(title: str, heads: Sequence[Heading], *, whole: bool = True) -> str | None:
    """Return the words that stand both in a title and in a heading of the page, if one of them is the other's part.

    ``whole`` says whether a title in one part counts, too. Of several headings the longest is taken.
    """
    cuts = list(BETWEEN.finditer(title))
    firm = {key(title): title} if whole or cuts else {}
    firm |= _cut(title, [cut for cut in cuts if ":" not in cut[0]])
    # Behind a colon stands the rest of a headline as often: then it is one where the page calls it a title, or has it
    # for its first heading.
    loose = firm | _cut(title, cuts)
    found = [
        text
        for place, head in enumerate(heads)
        if (text := _shared(head, loose if _is_top(head, heads, place) else firm, key(title))) is not None
    ]
    return max(found, key=len, default=None)


def _is_top(head: Heading, heads: Sequence[Heading], place: int) -> bool:
    return head.level == 1 or head.named or (place == 0 and all(one.level > 1 for one in heads))


def _cut(title: str, cuts: Sequence[re.Match[str]]) -> dict[str, str]:
    """Return the parts of a title before, behind and between cuts, by what they are told by."""
    parts = [part for cut in cuts for part in (title[: cut.start()], title[cut.end() :])]
    parts += [title[one.end() : other.start()] for one, other in combinations(cuts[:_MOST_CUTS], 2)]
    return {key(part): part for part in parts if key(part)}


def _shared(head: Heading, wanted: Mapping[str, str], title: str) -> str | None:
    """Return what a heading shares with a title, of which ``wanted`` are the parts."""
    if len(head.text.split()) < 2 and key(head.text) != title and not _is_one_word(head.text):
        return None  # a section's name or the outlet's
    for text in (head.text, head.whole):
        if key(text) in wanted:
            return text
    if head.level != 1:
        return None
    end = key(head.whole)
    glued = max((told for told in wanted if len(told) > 12 and end.endswith(told)), key=len, default=None)
    return wanted[glued] if glued is not None and len(end) - len(glued) <= _KICKER else None


def _is_one_word(text: str) -> bool:
    """Tell whether a script has no spaces, so that a whole headline is one word."""
    return len(text) > 3 and all(ord(letter) > 0x2E80 for letter in text if letter.isalpha())


def _from_bar(
    written: str, first: Sequence[Heading], *, outlets: Collection[str], sections: Collection[str]
) -> str | None:
    """Return the title in the browser's bar, without the outlet where that is known, or stands as the only heading."""
    names = [*outlets, *(head.text for head in first)]
    title = _stripped(_stripped(plain_words(written), names), sections)
    if title == plain_words(written):
        pieces = [piece for piece in _PIPE.split(title) if piece]
        title = max(pieces, key=len) if len(pieces) > 1 else title
    return title if re.search(r"\w", title) and not _is_any(title, [*outlets, *NO_TITLES]) else None


def _whole(title: str, heads: Sequence[Heading]) -> str:
    """Return the heading in full where a title was cut short."""
    cut = _CUT.search(title)
    start = key(title[: cut.start()]) if cut is not None else ""
    return next((head.text for head in heads if len(start) > 15 and key(head.text).startswith(start)), title)


def parts_of(written: str) -> frozenset[str]:
    """Return what stands between the bars and dashes of a title, by what it is told by."""
    return frozenset(key(part) for part in BETWEEN.split(written[:_LONGEST]) if key(part))


def _is_any(words: str, names: Iterable[str]) -> bool:
    return bool(words) and _bare(words) in {_bare(name) for name in names}


def _bare(name: str) -> str:
    bare = key(name)
    return bare.removeprefix("the")


@lru_cache(maxsize=512)
def key(words: str) -> str:
    """Return by what two titles are the same one: letters and digits, whatever their case and what stands between."""
    return "".join(filter(str.isalnum, words.casefold()))
