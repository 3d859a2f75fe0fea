"""Words that stand in a sentence of a page and that an extractor of main text would drop with their tags."""

import re
from typing import Any

from claimtrack.reading.pages.blocks import BOXES

_TAGS = ("time", "label", "output", "math", "ruby", "q")
_AROUND = 4
"""Words beside it in its box, before a time or a label is one of a sentence and no line of its own."""
_STOPPED = re.compile(r"[.!?…:;,][”\"’'»)\]]*$")
_AS_SENTENCE = 8
_MOST = 5_000
"""Such tags in one page; each is looked at with the words of its box."""
_DEEPEST = 20
"""Levels of a formula that are written as such; what stands deeper is put one after the other."""
_MARKS = (("“", "”"), ("‘", "’"))


def keep_words_in_line(tree: Any) -> None:
    """Make plain words of dates, labels, formulas, readings and quotations that stand in a sentence.

    ``tree`` is lxml's and is changed. A reading of a ruby is put behind its word, in brackets; a fraction is written
    with a stroke and a power with a hat; ``<q>`` is given the marks that a browser writes. What stands in no sentence
    is left as it is.
    """
    held = list(tree.iter(*_TAGS))[:_MOST]
    sentences: dict[Any, bool] = {}
    for one in reversed(held):  # a quotation before the one around it, which tells what marks it has
        if one.getparent() is None or not _stands_in_sentence(one, sentences):
            continue
        if one.tag == "math":
            _write_formula(one)
        elif one.tag == "ruby":
            _write_reading(one)
        elif one.tag == "q":
            _write_marks(one)
        one.tag = "span"
        one.attrib.clear()


def _stands_in_sentence(element: Any, sentences: dict[Any, bool]) -> bool:
    if element.tag in {"ruby", "q"}:
        return True
    box = element.getparent()
    while box is not None and box.tag not in BOXES:
        box = box.getparent()
    if box is None or any(one.tag in BOXES for one in element.iterdescendants("*")):
        return False
    found = sentences.get(box)
    if found is None:
        found = sentences[box] = _is_sentence(box)
    return found


def _is_sentence(box: Any) -> bool:
    """Tell whether a box holds words of a sentence beside such tags: enough of them, with a stop or many."""
    beside = [box.text or ""]
    for child in box:
        if child.tag not in BOXES and child.tag not in _TAGS:
            beside.append("".join(child.itertext()))
        beside.append(child.tail or "")
    told = " ".join(" ".join(beside).split())
    words = len(told.split())
    return words >= _AS_SENTENCE or (words >= _AROUND and _STOPPED.search(told) is not None)


def _write_formula(math: Any) -> None:
    _replace(math, _formula(math, _DEEPEST))


def _formula(element: Any, levels: int) -> str:
    if element.tag in {"annotation", "annotation-xml"} or not isinstance(element.tag, str):
        return ""
    if not levels or not len(element):
        return " ".join("".join(element.itertext()).split())
    parts = [_formula(child, levels - 1) for child in element]
    joint = {"mfrac": "/", "msup": "^", "msub": "_"}.get(element.tag)
    if joint is not None and len(parts) == 2:
        return joint.join(parts)
    return f"√{''.join(parts)}" if element.tag == "msqrt" else "".join(parts)


def _write_reading(ruby: Any) -> None:
    base, reading = [ruby.text or ""], []
    for child in ruby:
        words = "".join(child.itertext())
        if child.tag in {"rt", "rtc"}:
            reading.append(words)
        elif child.tag != "rp":
            base.append(words)
        base.append(child.tail or "")
    told = "".join(base).strip()
    said = "".join(reading).strip()
    space = " " if told[-1:].isascii() else ""
    _replace(ruby, f"{told}{space}({said})" if said else told)


def _write_marks(quotation: Any) -> None:
    depth = sum(1 for _ in quotation.iterancestors("q"))
    opens, closes = _MARKS[depth % 2]
    words = "".join(quotation.itertext()).strip()
    if words[:1] in "“\"„«‘'" and words:
        return  # a browser would write two, and no reader needs them
    quotation.text = opens + (quotation.text or "").lstrip()
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "").rstrip() + closes
    else:
        quotation.text = quotation.text.rstrip() + closes


def _replace(element: Any, words: str) -> None:
    tail = element.tail
    element.clear()
    element.text, element.tail = words, tail
