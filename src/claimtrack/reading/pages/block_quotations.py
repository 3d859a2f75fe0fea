"""Block quotations of a page, written as mail and Markdown write them, so that the text tells them from the rest."""

import re
from collections.abc import Iterator
from typing import Any

_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "section", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6"})
_SIGNS = frozenset({"footer", "cite", "figcaption"})
_MOST = 1 / 2
"""Of a page's words; what holds more than this share is the article itself, set as a quotation."""
_LONGEST_SIGN = 20
"""Words; who signs a quotation is named in fewer."""
_QUOTED = frozenset('“"„«‘')
_DASHES = "—–―- \t\n"
_EMBEDDED = re.compile(r"(?:View (?:this|more)|A (?:post|photo|video|reel) (?:shared|posted) by)\b")
_POSTED = re.compile(r"[—–―-]\s*(?P<name>[^()]{1,60}?)\s*\(@\w+\)")
_WORD = re.compile(r"\w+")


def mark_quotations(tree: Any) -> None:
    """Begin each line of a page's block quotations with ">", and sign it with who its footer, cite or caption names.

    ``tree`` is lxml's and is changed. Linear in the size of the page, however deep quotations stand in one another.
    """
    outer = [block for block in tree.iter("blockquote") if not _is_inside(block)]
    if not outer:
        return
    words = len(_WORD.findall(" ".join(tree.itertext())))
    for block in outer:
        if len(_WORD.findall(" ".join(block.itertext()))) <= _MOST * words:
            _mark(block)


def _is_inside(block: Any) -> bool:
    return next(block.iterancestors("blockquote"), None) is not None


def _mark(block: Any) -> None:
    sign = _taken_sign(block)
    lines = [line for line in (" ".join(part.split()) for part in "".join(_pieces(block)).split("\0")) if line]
    lines, sign = _without_embedding(lines, sign)
    if not lines or (not sign and lines[0][0] in _QUOTED):
        return  # what has quotation marks of its own needs no others
    tail = block.tail
    block.clear()
    block.tag, block.tail = "div", tail
    parent = block.getparent()
    if sign and parent is not None and parent.tag == "figure" and parent.find(".//img") is None:
        parent.tag = "div"  # else it goes as a picture does
    for line in [*lines, *([f"— {sign}"] if sign else [])]:
        paragraph = block.makeelement("p", {})
        paragraph.text = f"> {line}"
        block.append(paragraph)


def _without_embedding(lines: list[str], sign: str) -> tuple[list[str], str]:
    """Leave out what a network writes around a post that is shown on a page; its last line names who posted it."""
    lines = [line for line in lines if not _EMBEDDED.match(line)]
    posted = _POSTED.match(lines[-1]) if lines else None
    return (lines[:-1], posted["name"]) if posted is not None else (lines, sign)


def _taken_sign(block: Any) -> str:
    """Take who signs a quotation out of it, or out of the caption of the figure that holds it, and return the words."""
    parent = block.getparent()
    captions = (
        [one for one in parent if one.tag == "figcaption"] if parent is not None and parent.tag == "figure" else []
    )
    signs = [child for child in block.iter(*_SIGNS) if next(child.iterancestors("footer"), None) is None]
    for one in [*reversed(signs), *captions]:
        words = " ".join("".join(one.itertext()).split()).strip(_DASHES)
        if not words or len(words.split()) > _LONGEST_SIGN or (one.tag == "cite" and not _is_last(one, block)):
            continue
        one.drop_tree()
        return words
    return ""


def _is_last(one: Any, block: Any) -> bool:
    """Tell whether nothing stands behind an element in the quotation that it is in: a cite elsewhere names a work."""
    step = one
    while step is not block:
        if (step.tail or "").strip(" .\t\r\n") or step.getnext() is not None:
            return False
        step = step.getparent()
    return bool("".join(block.itertext()).strip())


def _pieces(block: Any) -> Iterator[str]:
    """Yield the words of a quotation with a zero byte wherever a line of it ends."""
    from lxml import etree

    for event, element in etree.iterwalk(block, events=("start", "end")):
        breaks = element.tag in _BLOCKS or element.tag in {"br", "blockquote"}
        if event == "start":
            yield "\0" if breaks else ""
            yield element.text or "" if isinstance(element.tag, str) else ""
        else:
            yield "\0" if breaks else ""
            yield (element.tail or "") if element is not block else ""
