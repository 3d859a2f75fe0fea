"""Sentences that a line break cuts in two, wherever the lines end: text that was pasted, or set by hand.

What is wrapped at a width is ``wrapping``'s. Here no width is looked for, only a sentence: it begins as one, every
line but its last stops in the middle of it, and its last line ends it. Entries of lists, verse and tables seldom do.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimtrack.extraction.text.wrapping import LINE, NARROWEST, WIDEST, begins_apart, ends_sentence
from claimtrack.extraction.values import Span

_BEGINS_INSIDE = re.compile(r"[(“\"‘'«„]?[a-z][a-z'’]*(?:[-–][a-z]+)*(?=[\s,.;:)”\"’?!—]|$)")
"""A line that begins with a word in small letters, and no name: neither "iPhone" nor "al-Aref"."""
_SHORTENED = re.compile(r"\([A-Z][\w.&-]{1,20}\) [a-z]")
"""A name's short form, and on with the sentence: "(OHC) said"."""
_BEGINS = re.compile(r"[(“\"‘'«„]?[A-Z\d].*? [a-z]")
_OPENERS = "(“\"‘'«„"
_SENTENCE_STOP = re.compile(r"[.!?…][”\"’'»)\]]*$")
_LAST = re.compile(r"([^\W\d_]+)$")
_GOES_ON = frozenset("a an the of and or at from than between among into his her its their".split())
"""Words that end no line but one that is broken: behind them a name may open the next."""
_APART = re.compile(r"\t|\S {2,}\S|\S \| |^[>|#]|[{}<>]")
_FULL = NARROWEST
"""Columns; entries, verse and addresses are of shorter lines."""
_ONE, _TWO = re.compile(r"[ \t]*\r?\n[ \t]*"), re.compile(r"[ \t]*\r?\n[ \t]*\r?\n[ \t]*")
_LONGEST = 2 * WIDEST
_LEAST = 4
"""Words; with fewer a line is a label, or of a verse."""
_MOST = 12
"""Lines of one sentence; more are a list whose entries have no marks."""
_MOST_SHORT = 1
"""Short lines among those of one sentence; more are verse."""


def broken_sentences(text: str) -> list[Span]:
    """Return the white space of the line breaks inside sentences, one blank line included; linear."""
    found: list[Span] = []
    chain: list[Span] = []
    for span in _lines(text):
        if chain and len(chain) < _MOST and _goes_on(text, chain[-1], span):
            chain.append(span)
            continue
        found += _breaks(text, chain)
        chain = [span]
    return [*found, *_breaks(text, chain)]


def _lines(text: str) -> Iterator[Span]:
    for match in LINE.finditer(text):
        line = match[0]
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield start, start + len(stripped)


def _goes_on(text: str, before: Span, span: Span) -> bool:
    """Tell whether a sentence may go on from one line to the next."""
    line, following = text[slice(*before)], text[slice(*span)]
    is_next = _ONE.fullmatch(text, before[1], span[0]) is not None
    if not is_next and _TWO.fullmatch(text, before[1], span[0]) is None:
        return False
    if len(line) > _LONGEST:
        return False  # no line, but a paragraph
    if ends_sentence(line) or begins_apart(following) or _APART.search(line) or _APART.search(following):
        return False
    is_full = len(line) >= _FULL
    if _BEGINS_INSIDE.match(following):
        return is_full or is_next
    last = _LAST.search(line[-20:])
    dangles = last is not None and last[1].lower() in _GOES_ON
    if is_full and is_next and _SHORTENED.match(following):
        return True
    is_named = following.lstrip(_OPENERS)[:1].isalnum()
    return is_full and is_named and (dangles or (line.endswith(",") and is_next))


def _breaks(text: str, chain: Sequence[Span]) -> Iterator[Span]:
    """Return the breaks of lines that are one sentence from its beginning to its stop."""
    if len(chain) < 2 or not _BEGINS.match(text[slice(*chain[0])]):
        return
    lines = [text[slice(*span)] for span in chain]
    if not _SENTENCE_STOP.search(lines[-1]) or max(map(len, lines)) < _FULL or len(lines[0].split()) < _LEAST:
        return
    if sum(len(line) < _FULL for line in lines[:-1]) > _MOST_SHORT:
        return
    yield from ((before[1], span[0]) for before, span in pairwise(chain))
