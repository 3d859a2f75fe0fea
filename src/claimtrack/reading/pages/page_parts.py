"""What a page puts around and into its article and says so itself: hidden parts, forms, notes, links, pull quotes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from claimtrack.reading.document import PassedOver
from claimtrack.reading.pages.block_quotations import mark_quotations
from claimtrack.reading.pages.blocks import BOXES, blocks
from claimtrack.reading.pages.box_names import plain_name
from claimtrack.reading.pages.doubled_parts import doubled_parts
from claimtrack.reading.pages.foreign_parts import foreign_parts
from claimtrack.reading.pages.hidden_parts import Styles
from claimtrack.reading.pages.tables import write_tables
from claimtrack.reading.pages.unusual_boxes import open_asides
from claimtrack.reading.pages.words_in_line import keep_words_in_line
from claimtrack.reading.paths import at

# "Share", "related" and the like are left to trafilatura, which knows where they mislead.
_NAMED = re.compile(
    r"(?<![a-z])(?:newsletters?|subscri(?:be|ptions?)|sign-?up|promos?|adverts?|advertisements?|cookies?|cookie-?bar|"
    r"consent|gdpr|disclaimers?|bio|about-(?:the-)?author|author-box|footnotes?|endnotes?|references|reflist|"
    r"edit-?section|corrections?|pull-?quotes?|"
    r"info-?box|fact-?box|disqus|taboola|outbrain|recirc|sharedaddy|"
    r"ads|ad-?(?:slots?|units?|containers?|wrap(?:per)?|break|box|label|space|zone|placeholder)|(?:google|dfp|"
    r"gpt|inline|article|native)-?ad|"
    r"site-sub|bottom-of-article|epic|fundrais(?:er|ing)|donation-(?:box|banner|form|appeal)|reader-revenue|"
    r"evidon|onetrust|truste|didomi|quantcast|usercentrics|cookiebot|osano|sp-message|fc-consent|klaro|termly)(?![a-z])"
)
_KEPT = 300
"""Characters of a name that is kept with what it says; a longer one is another page's as good as never."""
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’'»]*\s+")
_STOPPED = re.compile(r"[.!?…:;,][”\"’'»)\]]*$")
_DISCUSSION = re.compile(
    r"\d+ (?:comments?|responses?|replies|thoughts)(?:$| (?:to|on)\b)|(?:comments?|responses?|replies) \(?\d+\)?$|"
    r".{0,40}\(\d+ (?:comments?|replies)\)$|leave a (?:reply|comment)$|"
    r"(?:join the|welcome to the|member|reader) (?:conversation|discussion)[.!]?$|(?:vos réactions|kommentare|"
    r"comentarios|comentários)(?: \(?\d+\)?)?$",
    re.IGNORECASE,
)
_UNREAD = frozenset({"script", "style", "template"})
_ASKS_FOR_SCRIPTS = re.compile(
    r"java ?script|turn on scripts|scripts? (?:is|are) (?:off|disabled|not)|your browser", re.IGNORECASE
)
_ASKED = 300
"""Characters in which a page asks for scripts, if it does."""
_LEAST_ALONE = 40
"""Words; what a page holds for browsers without scripts and is shorter is a picture, a counter or a request."""
_LEAST_BESIDE = 100
"""The same, behind a request for scripts: how to turn them on is told in fewer."""
_LONGEST_REQUEST = 30
_STRUCK = frozenset({"s", "strike", "del"})
_MOST_TOLD = 200
"""Passages; a page that holds more around its article has a list of links, and nobody reads it here."""
_LONGEST_TOLD = 200
"""Characters of one such passage."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_MOST = 1 / 3
"""Of a page's words; what holds more than this share is not taken out, whatever it is called."""
_SHORT = 60
"""Words; no link to another story and no pull quote is longer."""
_MANY = 200
"""Block quotations; no page shows so many pull quotes, and each is sought in all of its paragraphs."""
_ENOUGH = 100
"""Words in front of it, before a heading like "Comments" is taken for the end of an article."""


class _Taken:
    """What was taken out of a page, and why."""

    def __init__(self) -> None:
        self.found: list[PassedOver] = []

    def drop(self, element: Any, why: str) -> None:
        if element.getparent() is None:
            return
        words = _text(element)
        if words:
            self.found.append(PassedOver(words, why))
        element.drop_tree()


def take_out_surroundings(tree: Any, styles: Styles | None = None) -> list[PassedOver]:
    """Take out of a parsed page what it hides or names as no part of its article, and return that, with the reasons.

    ``tree`` is lxml's and is changed. What is hidden, or bears one name, is left where all of it holds more than a
    third of the page's words: so an article in boxes called "subscription", or hidden until somebody pays, stays.
    The parts of a live blog are joined, and words that stand in a sentence are kept there, whatever their tags.
    """
    from lxml import etree

    styles, taken = styles if styles is not None else Styles(tree), _Taken()
    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    _open_noscripts(tree)
    _drop_unwanted(tree, styles, taken)
    for element in list(doubled_parts(tree, list(blocks(tree)))):
        taken.drop(element, "stands there twice")
    _drop_pull_quotes(tree, taken)
    keep_words_in_line(tree)
    mark_quotations(tree)
    write_tables(tree)
    _part_items(tree)
    _join_live_blog(tree)
    return taken.found


def bounded(found: Sequence[PassedOver]) -> tuple[PassedOver, ...]:
    """Return the first passages that were passed over, each cut to its first words; the last says how many follow."""
    kept = [PassedOver(_cut(one.text), one.why) for one in found[:_MOST_TOLD]]
    if len(found) > _MOST_TOLD:
        kept.append(PassedOver(f"{len(found) - _MOST_TOLD:,} more passages", "too many to tell"))
    return tuple(kept)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD].rsplit(' ', 1)[0]} …"


def _open_noscripts(tree: Any) -> None:
    """Make part of a page what it holds for browsers without scripts, where that is text and not a request for them."""
    for one in list(tree.iter("noscript")):
        asks = _ASKS_FOR_SCRIPTS.search(_text(one)[:_ASKED]) is not None
        for part in [part for part in one.iter("p", "div", "h1", "h2", "h3", "li", "strong") if asks]:
            words = _text(part)
            if words and _words(words) <= _LONGEST_REQUEST and _ASKS_FOR_SCRIPTS.search(words):
                _drop(part)
        left = _text(one)
        least = _LEAST_BESIDE if asks else _LEAST_ALONE
        if _words(left) >= least and not _ASKS_FOR_SCRIPTS.search(left[:_ASKED]):
            one.tag = "div"  # a box of its own: where it holds the page's text once more, it is taken out again
        else:
            _drop(one)


def _drop_unwanted(tree: Any, styles: Styles, taken: _Taken) -> None:
    elements = list(tree.iter("*"))
    counts, linked, before = _counted(tree)
    open_asides(tree, counts)
    unwanted = _unwanted(elements, counts, styles)
    for element, why in foreign_parts(tree, counts, linked):
        unwanted.setdefault(element, why)
    for element in elements:
        if element in unwanted:
            taken.drop(element, unwanted[element])
        elif 1 < counts[element] == linked[element] < _SHORT and _is_only_link(element):
            taken.drop(element, "a link")
        elif element.tag in _STRUCK and 3 * counts[element] < counts[elements[0]]:
            taken.drop(element, "struck out")
        elif before[element] >= _ENOUGH and _begins_discussion(element, counts[element]):
            _drop_with_followers(element, taken)


def _counted(tree: Any) -> tuple[dict[Any, int], dict[Any, int], dict[Any, int]]:
    """Return the words in each element, those of them in links, and those that stand in front of it on the page."""
    from lxml import etree

    counts: dict[Any, int] = {}
    linked: dict[Any, int] = {}
    before: dict[Any, int] = {}
    told = in_links = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            before[element], linked[element] = told, in_links
            words = element.text
        else:
            own = counts[element] = told - before[element]
            if element.tag == "a" and element.get("href") is not None:
                in_links = linked[element] + own
            linked[element] = in_links - linked[element]
            words = element.tail if element is not tree else None
        if words and not words.isspace():
            told += len(_WORD.findall(words))
    return counts, linked, before


def _words(text: str | None) -> int:
    return len(_WORD.findall(text)) if text and not text.isspace() else 0


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _unwanted(elements: Sequence[Any], counts: Mapping[Any, int], styles: Styles) -> dict[Any, str]:
    """Return what is hidden or named as no part of an article, where it is not too much to be that, and the reasons.

    What stays for being too much loses its name or style, so that nothing later drops it for that.
    """
    held: dict[str, list[Any]] = {}
    for element in elements:
        if not element.keys() and element.tag != "dialog":
            continue  # it says nothing of itself
        reason = styles.why(element) or _unspoken(element) or _name(element)
        if reason is not None:
            held.setdefault(reason, []).append(element)
    most = _MOST * counts[elements[0]]
    unwanted = {}
    for reason, same in held.items():
        if sum(counts[one] for one in same) <= most:
            unwanted.update(dict.fromkeys(same, reason))
            continue
        for element in same:
            for name in ("style", "hidden", "aria-hidden"):
                element.attrib.pop(name, None)
    return unwanted


def _unspoken(element: Any) -> str | None:
    """Return that a part is kept from screen readers, as ornaments are; letters in a word, say, are no such part."""
    if element.get("aria-hidden") != "true":
        return None
    if element.tag not in BOXES:
        del element.attrib["aria-hidden"]
        return None
    return "kept from screen readers"


def _name(element: Any) -> str | None:
    """Return that the class or id of an element names it as no part of an article, and with which word."""
    called, by_id = element.get("class") or "", element.get("id") or ""
    if len(called) + len(by_id) > _KEPT:
        return _named.__wrapped__(called, by_id)
    return _named(called, by_id) if called or by_id else None


@lru_cache(maxsize=512)
def _named(called: str, by_id: str) -> str | None:
    match = _NAMED.search(plain_name(called, by_id))
    return f"named “{match[0]}”" if match is not None else None


def _is_only_link(element: Any) -> bool:
    """Tell whether a paragraph or item, every word of which is a link, is no sentence: a link to another story."""
    return element.tag in {"p", "li"} and not _STOPPED.search(_text(element))


def _begins_discussion(element: Any, words: int) -> bool:
    return element.tag in _HEADINGS and 0 < words < _SHORT and bool(_DISCUSSION.match(_text(element)))


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _drop_with_followers(element: Any, taken: _Taken) -> None:
    for follower in list(element.itersiblings()):
        follower.tail = None
        taken.drop(follower, "comments")
    element.tail = None
    taken.drop(element, "comments")


def _drop_pull_quotes(tree: Any, taken: _Taken) -> None:
    """Drop block quotations, and boxes beside the text, every sentence of which stands in a paragraph too.

    They are shown, not said twice.
    """
    quoted = [block for block in tree.iter("blockquote", "aside") if block.find(".//blockquote") is None]
    if len(quoted) > _MANY:
        return
    sentences = {block: list(_sentences(_text(block))) for block in quoted}
    told = None
    for block, said in sentences.items():
        if not said or sum(len(one.split()) for one in said) > _SHORT:
            continue
        told = told if told is not None else _paragraphs(tree)
        if all(f" {one} " in told for one in said):
            taken.drop(block, "a quotation of its own text")


def _part_items(tree: Any) -> None:
    """Make an item of a list of each paragraph of one, which else are read as one line with no space between them."""
    for item in list(tree.iter("li", "dd")):
        for paragraph in reversed(item.findall("p")[1:]):
            if paragraph.getparent() is item and not (paragraph.tail or "").strip():
                alone = item.makeelement(item.tag, {})
                item.addnext(alone)
                alone.append(paragraph)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        words = _WORD.findall(sentence.lower())
        if words:
            yield " ".join(words)


def _paragraphs(tree: Any) -> str:
    held = at(tree, "//p[not(ancestor::blockquote or ancestor::aside or ancestor::figure)]")
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
