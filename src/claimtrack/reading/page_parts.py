"""What a page puts around and into its article and says so itself: hidden parts, forms, notes, links, pull quotes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claimtrack.reading.block_quotations import mark_quotations

# "Share", "related" and the like are left to trafilatura, which knows where they mislead.
_NAMED = re.compile(
    r"(?<![a-z])(?:newsletters?|subscri(?:be|ptions?)|sign-?up|promos?|adverts?|advertisements?|cookies?|cookie-?bar|"
    r"consent|gdpr|disclaimers?|bio|about-(?:the-)?author|author-box|footnotes?|endnotes?|corrections?|pull-?quotes?|"
    r"info-?box|fact-?box|disqus|taboola|outbrain|recirc|sharedaddy)(?![a-z])"
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s]+")
_HIDDEN = "hidden"
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’'»]*\s+")
_STOPPED = re.compile(r"[.!?…:;,][”\"’'»)\]]*$")
_DISCUSSION = re.compile(
    r"\d+ (?:comments?|responses?|replies|thoughts)(?:$| (?:to|on)\b)|(?:comments?|responses?|replies) \(?\d+\)?$|"
    r".{0,40}\(\d+ (?:comments?|replies)\)$|leave a (?:reply|comment)$|"
    r"join the (?:conversation|discussion)$",
    re.IGNORECASE,
)
_UNREAD = frozenset({"script", "style", "noscript", "template"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_MOST = 1 / 3
"""Of a page's words; what holds more than this share is not taken out, whatever it is called."""
_SHORT = 60
"""Words; no link to another story and no pull quote is longer."""
_MANY = 200
"""Block quotations; no page shows so many pull quotes, and each is sought in all of its paragraphs."""
_ENOUGH = 100
"""Words in front of it, before a heading like "Comments" is taken for the end of an article."""


def take_out_surroundings(tree: Any) -> None:
    """Take out of a parsed page what it hides or names as no part of its article, and join the parts of a live blog.

    ``tree`` is lxml's and is changed. What is hidden, or bears one name, is left where all of it holds more than a
    third of the page's words: so an article in boxes called "subscription", or hidden until somebody pays, stays.
    """
    from lxml import etree

    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    counts, linked, before = _counted(elements)
    unwanted = _unwanted(elements, counts)
    for element in elements:
        if element in unwanted or (1 < counts[element] == linked[element] < _SHORT and _is_only_link(element)):
            _drop(element)
        elif before[element] >= _ENOUGH and _begins_discussion(element, counts[element]):
            _drop_with_followers(element)
    _drop_pull_quotes(tree)
    mark_quotations(tree)
    _part_items(tree)
    _join_live_blog(tree)


def _counted(elements: Sequence[Any]) -> tuple[dict[Any, int], dict[Any, int], dict[Any, int]]:
    """Return the words in each element, those of them in links, and those that stand in front of it on the page."""
    counts: dict[Any, int] = {}
    linked: dict[Any, int] = {}
    for element in reversed(elements):
        within = sum(counts[child] for child in element if child in counts)
        tails = sum(_words(child.tail) for child in element)
        counts[element] = _words(element.text) + within + tails
        is_link = element.tag == "a" and element.get("href") is not None
        linked[element] = counts[element] if is_link else sum(linked[child] for child in element if child in linked)
    before = {elements[0]: 0}
    for element in elements:
        place = before[element] + _words(element.text)
        for child in element:
            if child in counts:
                before[child] = place
                place += counts[child]
            place += _words(child.tail)
    return counts, linked, before


def _words(text: str | None) -> int:
    return len(_WORD.findall(text)) if text else 0


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _unwanted(elements: Sequence[Any], counts: Mapping[Any, int]) -> set[Any]:
    """Return what is hidden or named as no part of an article, where it is not too much to be that."""
    held: dict[str, list[Any]] = {}
    for element in elements:
        reason = _HIDDEN if _is_hidden(element) else _name(element)
        if reason is not None:
            held.setdefault(reason, []).append(element)
    most = _MOST * counts[elements[0]]
    return {element for same in held.values() if sum(counts[one] for one in same) <= most for element in same}


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag == "dialog" or element.get("hidden") is not None or "display:none" in style


def _name(element: Any) -> str | None:
    """Return the word of an element's class or id that names it as no part of an article."""
    match = _NAMED.search(_HUMP.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}").lower())
    return match[0] if match is not None else None


def _is_only_link(element: Any) -> bool:
    """Tell whether a paragraph or item, every word of which is a link, is no sentence: a link to another story."""
    return element.tag in {"p", "li"} and not _STOPPED.search(_text(element))


def _begins_discussion(element: Any, words: int) -> bool:
    return element.tag in _HEADINGS and 0 < words < _SHORT and bool(_DISCUSSION.match(_text(element)))


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _drop_with_followers(element: Any) -> None:
    for follower in list(element.itersiblings()):
        parent = follower.getparent()
        parent.remove(follower)
    element.tail = None
    _drop(element)


def _drop_pull_quotes(tree: Any) -> None:
    """Drop block quotations every sentence of which stands in a paragraph too: they are shown, not said twice."""
    quoted = [block for block in tree.iter("blockquote") if block.find(".//blockquote") is None]
    if len(quoted) > _MANY:
        return
    sentences = {block: list(_sentences(_text(block))) for block in quoted}
    told = None
    for block, said in sentences.items():
        if not said or sum(len(one.split()) for one in said) > _SHORT:
            continue
        told = told if told is not None else _paragraphs(tree)
        if all(f" {one} " in told for one in said):
            _drop(block)


def _part_items(tree: Any) -> None:
    """Make an item of a list of each paragraph of one, which else are read as one line with no space between them."""
    for item in list(tree.iter("li")):
        for paragraph in reversed(item.findall("p")[1:]):
            if paragraph.getparent() is item and not (paragraph.tail or "").strip():
                alone = item.makeelement("li", {})
                item.addnext(alone)
                alone.append(paragraph)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        words = _WORD.findall(sentence.lower())
        if words:
            yield " ".join(words)


def _paragraphs(tree: Any) -> str:
    held = tree.xpath("//p[not(ancestor::blockquote or ancestor::aside or ancestor::figure)]")
    return f" {' | '.join(' '.join(_WORD.findall(_text(one).lower())) for one in held)} "


def _join_live_blog(tree: Any) -> None:
    """Make one article of several in one place that have text of their own, as the entries of a live blog do.

    Cards that lead to other stories have a headline and at most one paragraph.
    """
    for parent in {one.getparent(): None for one in tree.iter("article") if one.getparent() is not None}:
        entries = [one for one in parent if one.tag == "article"]
        if sum(len(one.findall(".//p")) > 1 for one in entries) > 1:
            for one in entries:
                one.tag = "div"
            parent.tag = "article" if parent.tag in {"div", "section", "main"} else parent.tag
