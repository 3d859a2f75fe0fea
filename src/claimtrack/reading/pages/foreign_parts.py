"""Parts of a page that belong to other stories: galleries of pictures, "top stories", what to read next."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from claimtrack.reading.pages.box_names import plain_name

GALLERY, OTHERS, AD = "a gallery", "other stories", "an advertisement"
_GALLERY = re.compile(
    r"(?<![a-z])(?:galler(?:y|ies)|slide-?shows?|carousels?|photo-?sets?|photo-?strip|picture-?list|in-pictures|"
    r"filmstrip|lightbox|image-list|swiper)(?![a-z])"
)
_COUNTER = re.compile(r"\(?\d{1,3} ?(?:/|of) ?\d{1,3}\b")
_CREDIT = re.compile(
    r"\b(?:Photo(?:graph)?|Picture|Image|Credit)s?\s?(?::|by\b|/)|\b(?:AFP|AP|Reuters|Getty Images|EPA)\b"
)
_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6", "strong", "b", "p", "span", "div", "header", "td", "font", "small"})
_OTHERS = re.compile(
    r"(?:(?:today['’]s |this week['’]s |our |the |editors?['’]?s?['’]? |in )?(?:top|latest|most "
    r"(?:read|popular|viewed|shared|"
    r"commented)|related|recommended|more|trending|popular|recent|other|further|also|similar|"
    r"editors?['’]?s? (?:picks?|choice))"
    r"(?: (?:top|latest|related|recent|local|world|national|popular|great|in))*"
    r"(?: (?:stor(?:y|ies)|news|articles?|reading|reads?|posts?|headlines|coverage|content|videos?|"
    r"galleries|pictures|links|"
    r"now|today|this week|for you|from .{1,40}|on .{1,40}|like this|in .{1,30}))+|"
    r"most (?:read|popular|viewed|shared)|related|recommended|trending|up next|read (?:next|more|also|on)|also read|"
    r"see also|you (?:may|might) (?:also )?(?:like|be interested in)|(?:don['’]t|do not) miss|"
    r"editors?['’]?s? (?:picks?|choice)|"
    r"what to read next|more like this|keep reading|around the web|sponsored(?: (?:content|stories|links))?|"
    r"promoted(?: content| stories)?|from our (?:partners|network|archives?)|elsewhere(?: on .{1,30})?|"
    r"recommended for you|in case you missed it|.{2,40} in pictures|pictures of the (?:day|week))\s*[:»›>]*",
    re.IGNORECASE,
)
_AD = re.compile(
    r"advert(?:isement|ising|isment|s|orial)?|ads?(?: by .{2,30})?|sponsored|anzeige|werbung|publicité|"
    r"publicidad|pubblicità|"
    r"paid (?:content|post)|promotion",
    re.IGNORECASE,
)
_LONGEST_AD = 25
"""Words under such a heading; what has more is no advertisement in a text."""
_LONGEST = 8
"""Words of such a heading."""
_LONGEST_CARD, _LEAST_HEADLINE = 60, 3
"""Words of a box that leads to another story, at most, and of its headline, at least."""
_LEAST_PROSE = 40
"""Words in paragraphs outside a gallery; where there are fewer, the gallery is the article."""
_OF_GALLERIES = frozenset({"div", "section", "ul", "ol", "aside", "figure", "article"})
_ITEMS = 2
_LOOKED_AT = 20
"""Elements in front of a heading among which one with words would be the head of its box."""


def foreign_parts(tree: Any, counts: Mapping[Any, int], linked: Mapping[Any, int]) -> Iterator[tuple[Any, str]]:
    """Yield the parts of a page that hold pictures of, or lead to, other stories, and which of the two.

    ``counts`` are the words in each element and ``linked`` those of them in links. A gallery that is the article
    itself, as one with few paragraphs around it is, is none. Linear in the size of the page but for depth.
    """
    prose = _prose(tree)
    told = sum(prose.values())
    taken: set[Any] = set()
    for element in tree.iter("*"):
        if taken and element.getparent() in taken:
            taken.add(element)
            continue
        if not counts.get(element):
            continue  # no word of it is of any story
        if _is_gallery(element) and _is_beside(element, prose, told):
            taken.add(element)
            yield element, GALLERY
            continue
        if _is_card(element, counts) and told - _within(element, prose) >= _LEAST_PROSE:
            taken.add(element)
            yield element, OTHERS
            continue
        box, why = _headed(element, counts)
        if box is None and why == OTHERS:
            for one in _cards_under(element, counts):
                taken.add(one)
                yield one, OTHERS
        if box is None or box in taken:
            continue
        if _is_ad(box, element, counts) if why == AD else not _holds_article(box, element, counts, linked):
            taken.add(box)
            taken.add(element)
            yield box, why


def _prose(tree: Any) -> dict[Any, int]:
    """Return the words of each paragraph that stands in no list, figure or block beside the article."""
    beside = ("li", "figure", "aside", "nav", "footer", "form")
    return {
        one: words
        for one in tree.iter("p")
        if (words := len("".join(one.itertext()).split())) > 7 and next(one.iterancestors(*beside), None) is None
    }


def _is_beside(element: Any, prose: Mapping[Any, int], told: int) -> bool:
    """Tell whether a gallery stands beside an article, and is not the box of one whose template shows pictures, too.

    Then it holds the headline, or, in one box, half of the page's paragraphs: those of a gallery have a box each.
    """
    if told - _within(element, prose) < _LEAST_PROSE or next(element.iter("h1"), None) is not None:
        return False
    together: dict[Any, int] = {}
    for one in element.iter("p"):
        if one in prose:
            parent = one.getparent()
            together[parent] = together.get(parent, 0) + prose[one]
    return 2 * max(together.values(), default=0) < told


def _within(element: Any, prose: Mapping[Any, int]) -> int:
    return sum(prose.get(one, 0) for one in element.iter("p"))


def _is_gallery(element: Any) -> bool:
    """Tell whether an element is named for a gallery or numbers its entries as one, and shows several pictures."""
    if element.tag not in _OF_GALLERIES:
        return False
    called, by_id = element.get("class") or "", element.get("id") or ""
    if (called or by_id) and _GALLERY.search(plain_name(called, by_id)):
        return True
    if element.tag not in {"ul", "ol", "div", "section"}:
        return False
    entries = [one for one in element if one.tag in {"li", "div", "figure", "article"}]
    if len(entries) < _ITEMS:
        return False
    counted = sum(1 for one in entries if _COUNTER.match(_start(one)))
    return counted >= _ITEMS and 2 * counted > len(entries)


def _start(element: Any) -> str:
    """Return the first words of an element."""
    if element.text and not element.text.isspace():
        return str(element.text).strip()
    for step, words in enumerate(element.itertext()):
        if words.strip():
            return str(words.strip())
        if step > 20:
            break
    return ""


def _headed(element: Any, counts: Mapping[Any, int]) -> tuple[Any, str]:
    """Return the box that a heading such as "Top stories" or "Advertisement" heads, if any, and what it is of."""
    if element.tag not in _HEADS or not 0 < counts[element] <= _LONGEST:
        return None, ""
    words = " ".join(("".join(element.itertext()) if len(element) else element.text).split())
    why = AD if _AD.fullmatch(words) else OTHERS if _OTHERS.fullmatch(words) else ""
    return (_box_under(element, counts) if why else None), why


def _is_card(element: Any, counts: Mapping[Any, int]) -> bool:
    """Tell whether an element is a link that is a box: a picture or headline of another story, and what it tells."""
    if element.tag != "a" or not 0 < counts[element] <= _LONGEST_CARD or _leads_here(element):
        return False
    if not len(element):
        return False
    parts = {one.tag for one in element.iterdescendants("h1", "h2", "h3", "h4", "h5", "h6", "p", "img", "picture")}
    return "h1" not in parts and "p" in parts and len(parts) > 1


def _leads_here(link: Any) -> bool:
    return (link.get("href") or "#").startswith("#")


def _cards_under(heading: Any, counts: Mapping[Any, int]) -> list[Any]:
    """Return a heading that stands in the text itself, with the cards that follow it: boxes that begin with a link."""
    cards = []
    for box in heading.itersiblings("*"):
        if counts.get(box, 0) == 0:
            continue
        link = next(box.iter("a"), None)
        if (
            box.tag in {"p", "table"}
            or link is None
            or _leads_here(link)
            or counts[box] > _LONGEST_CARD
            or counts[link] < _LEAST_HEADLINE
            or _start(box) != _start(link)
        ):
            break
        cards.append(box)
    return [heading, *cards] if len(cards) >= _ITEMS else []


def _box_under(element: Any, counts: Mapping[Any, int]) -> Any:
    step = element
    while True:
        box = step.getparent()
        if box is None or box.tag in {"body", "html", "main", "article"} or (box.text or "").strip():
            return None
        if any(counts.get(one) for one in islice(step.itersiblings(preceding=True), _LOOKED_AT)):
            return None
        if counts[box] > counts[element]:
            return box
        step = box


def _is_ad(box: Any, heading: Any, counts: Mapping[Any, int]) -> bool:
    """Tell whether a box under "Advertisement" holds a few words, and is not one of several that hold an article."""
    if counts[box] - counts[heading] > _LONGEST_AD:
        return False
    alike = (
        one
        for one in islice(box.getparent(), _LOOKED_AT)
        if one is not box
        and one.tag == box.tag
        and one.get("class") == box.get("class")
        and counts.get(one, 0) > _LONGEST_AD
    )
    return next(alike, None) is None


def _holds_article(box: Any, heading: Any, counts: Mapping[Any, int], linked: Mapping[Any, int]) -> bool:
    """Tell whether a box under such a heading holds more than cards: long paragraphs that lead nowhere."""
    told = counts[box] - counts[heading]
    if 2 * linked[box] >= told:
        return False
    entries = sum(1 for _ in box.iter("li", "article", "h3", "h4", "h5", "figure", "img"))
    return told > 60 * max(1, entries) or entries < _ITEMS
