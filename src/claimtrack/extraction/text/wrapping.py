"""Hard-wrapped paragraphs: which line breaks of a text part nothing and only keep its lines short.

Wire copy, e-mail and the text of a PDF come like that. Whoever breaks lines at a width puts the next word on a new line
only where it did not fit any more; whoever begins a headline, a verse, an entry of a list or a turn of a talk does not
ask whether it would have fitted. That is what is looked at here, stretch by stretch of lines that follow one another,
together with how the next line begins: in running prose mostly with a small letter, in the middle of a sentence.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claimtrack.extraction.text.other_scripts import is_unspaced
from claimtrack.extraction.values import Span

LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
"""A line; behind what ends it stands no part of its paragraph, unless ``wraps`` says so."""

NARROWEST, WIDEST = 40, 120
"""Columns; the longest line of wrapped text lies between them."""
_NARROW = 18
"""Columns; so narrow are clippings and columns of print. Verse and lists are, too: there more must show it."""
_LEAST_NARROW = 2
"""Breaks that nothing but the width can have made, before lines under 40 columns are taken for wrapped."""
_AGAINST_NARROW = 6
"""So many of them outweigh one line that ended with room to spare."""
_NO_CAPITALS = re.compile(r"[\u0590-\u10cf\u1100-\u13ff\u1780-\u18af\u1950-\u1cff\u3005-\ud7ff\uf900-\ufdff]")
"""Scripts where nothing in a line's first letter tells whether it begins a sentence."""
_HUNG = 2
"""Columns; by so many a line of ideographs may be shorter: no stop begins one."""
_RAGGED = 15
"""Columns; so much shorter than the longest may a line be that a person or a page of print broke."""
_AT_ONCE = 12
"""Line breaks that are judged together; so what is added far behind changes nothing in front."""
_REMEMBERED = 8
"""Stretches; where the longest of so many lines ended is where the text is broken."""
_MORE = 3
"""Columns; by so many a line may pass the longest line of those around it: no two need end at the very edge."""
_AHEAD = 1_200
"""Characters in which a stretch that does not show by itself what it is may look for the width of the next."""

_JOINABLE = frozenset({"\n", "\r\n"})
_END = re.compile(r"([.!?…。！？।۔؟։።။។៕]|[:;\\])[”\"’'»)\]」』]*$|; (?:and|or)$")
"""What ends a sentence, by a mark of ``_STOPS``, or an entry of a list."""
_OPENERS = "“\"‘'«„(["
_SENTENCE = re.compile(r"\w{3}[.!?]+[”\"’'»)\]]*(?:\s|$)")
_STOPS = frozenset(".!?…。！？।۔؟։።။។៕")
_MARKS = 6
"""Characters at a line's end among which its stop is looked for."""
_ITEM = re.compile(r"(?:(\d{1,3})[.)]|(\(?[A-Za-z\d]{1,3}\))|([-–—*•·▪●+]|--))\s+(?=\S)")
_PREFIX = re.compile(r"(?:> ?)+")
"""What mail puts in front of each line that it quotes."""
_TURN = re.compile(r"[A-Z][A-Z .'’-]{0,40}:\s+\S")
_APART = re.compile(r"^[>|#]|\t| {4}|\S \| \S|[{}]$")
"""What quotes, headings marked as such, tables and code hold."""
_GAP = re.compile(r"(?<=\S) +(?=\S)")
_EVEN = 1
"""Spaces; by no more do the gaps of a line differ that print makes as long as the others."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: where its words stand, how far they are set in, and how long it is.

    ``size`` is the length in bytes, which is what some programs count when they break lines.
    """

    start: int
    end: int
    indent: int
    text: str
    reach: int
    size: int

    @property
    def is_solid(self) -> bool:
        """Whether it is one word, as a long link is: it could not be broken."""
        return " " not in self.text and not is_unspaced(self.text[0])


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines that follow one another; ``begins[i]`` says that line ``i`` begins a paragraph, by its look.

    ``is_last``: a blank line, or the text's end, comes behind them.
    """

    lines: Sequence[_Line]
    begins: Sequence[bool]
    is_last: bool

    @property
    def is_finished(self) -> bool:
        """Whether it ends as sentences do: captions, credits and headlines do not."""
        return not self.is_last or _end(self.lines[-1].text) is not None


@dataclass(frozen=True, slots=True)
class _Margin:
    """Where wrapped lines end: ``width`` columns at most; ``is_ragged`` where some end before the next word had to."""

    width: int
    is_ragged: bool


@dataclass(frozen=True, slots=True)
class _Break:
    """The end of a line in wrapped or other text.

    ``is_full``: the next word would not have fitted. ``is_near``: the line is nearly as long as the longest.
    ``goes_on``: the sentence does. ``is_stopped``: the sentence ends, or an entry of a list. ``is_hard``: the next
    line begins a paragraph, by its look.
    """

    is_full: bool
    is_near: bool
    goes_on: bool
    is_stopped: bool
    is_hard: bool

    @property
    def is_cut(self) -> bool:
        """Whether a line that is nearly full ends, and what it says does not."""
        return self.is_near and not self.is_stopped

    @property
    def shows_wrapping(self) -> bool:
        """Whether nothing but the width can have ended the line."""
        return self.goes_on and not self.is_hard and (self.is_full or self.is_near)

    @property
    def shows_none(self) -> bool:
        """Whether the line ended with room to spare and without an end of what it says."""
        return not (self.is_hard or self.is_stopped or self.is_full or self.shows_wrapping)


def wraps(text: str) -> list[Span]:
    """Return the white space of every line break inside a paragraph, from the last word's end to the next one's start.

    Lines that follow one another without a blank one between them are judged twelve breaks at a time. They are wrapped
    where the longest has 40 to 120 columns (18 to 39 where more shows it), and more breaks stand in the middle of a
    sentence, in a line that is full, than in a line with room to spare, and at least as many as at a sentence's end.
    What is too short to tell (two lines of which the second begins with a name) is wrapped where the text around it is,
    if its lines are full at that width. Lines that a mail quotes are taken without the marks in front of them.
    What shows little and does not end as a sentence does, a caption and its credit, is not.

    In wrapped lines a paragraph ends where the next word would have fitted; it begins where a line is set in, with the
    mark of a list, or with the name of who speaks. Linear in the length of ``text``.
    """
    stretches = list(_stretches(text))
    margins = [_own_margin(one) for one in stretches]
    found: list[Span] = []
    before: deque[_Margin] = deque(maxlen=_REMEMBERED)
    for one, own, ahead in zip(stretches, margins, _ahead(stretches, margins), strict=True):
        if own is not None:
            before.append(own)
        around = _outermost(before) or ahead
        if own is not None:
            found += _soft(one, replace(own, is_ragged=own.is_ragged or (around is not None and around.is_ragged)))
        elif around is not None:
            found += _soft_at(one, around)
    return found


def begins_apart(line: str) -> bool:
    """Tell whether a line opens an entry of a list, a turn of a talk, or is of a table, a quotation in a mail, code."""
    return _ITEM.match(line) is not None or _TURN.match(line) is not None or _APART.search(line) is not None


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence or an entry of a list does."""
    return _end(line) is not None


def _stretches(text: str) -> Iterator[_Stretch]:
    for block in _blocks(text):
        begins = _beginnings(block)
        for first in range(0, len(block) - 1, _AT_ONCE):
            lines = block[first : first + _AT_ONCE + 1]
            if all(line.reach <= WIDEST or line.is_solid for line in lines):
                yield _Stretch(lines, begins[first : first + _AT_ONCE + 1], first + _AT_ONCE + 1 >= len(block))


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Return the lines that follow one another, where they are two at least and not all too short to be wrapped."""
    for matches in _runs(text):
        if len(matches) > 1:
            block = [_line(match) for match in matches]
            if max(line.reach for line in block) >= _NARROW:
                yield block


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    last = depth = 0
    for match in LINE.finditer(text):
        prefix = _PREFIX.match(match[0])
        deep = prefix[0].count(">") if prefix is not None else 0
        is_blank = match[0].isspace() or (prefix is not None and prefix.end() == len(match[0]))
        if is_blank or deep != depth or text[last : match.start()] not in _JOINABLE:
            yield run
            run = []
        last, depth = match.end(), deep
        if not is_blank:
            run.append(match)
    yield run


def _line(match: re.Match[str]) -> _Line:
    whole = match[0].rstrip()
    prefix = _PREFIX.match(whole)
    words = whole[prefix.end() if prefix is not None else 0 :].lstrip()
    indent = len(whole) - len(words)
    size = len(whole) if whole.isascii() else len(whole.encode("utf-8", "surrogatepass"))
    return _Line(match.start() + indent, match.start() + len(whole), indent, words, len(whole), size)


def _beginnings(block: Sequence[_Line]) -> list[bool]:
    """Tell which lines of a block begin a paragraph by their look."""
    begins: list[bool] = []
    seen: set[int] = set()
    before: _Line | None = None
    under = 0
    was_apart = False
    is_justified = _is_justified(block)
    for place, line in enumerate(block):
        is_apart = not is_justified and _APART.search(line.text) is not None
        is_set_in = before is not None and line.indent > under
        kind, width = _mark(line)
        # "on May / 16. They": in the middle of a sentence, a number or dash is the mark of a list only among others.
        is_item = kind > 0 and (
            before is None
            or _end(before.text) is not None
            or kind in seen
            or any(_mark(other)[0] == kind for other in block[place + 1 : place + 1 + _AT_ONCE])
        )
        if is_item:
            seen.add(kind)
        begins.append(is_item or is_apart or was_apart or is_set_in or _TURN.match(line.text) is not None)
        # The words of an entry may go on under its first word.
        under = line.indent + (width if is_item else 0)
        before, was_apart = line, is_apart
    return begins


def _is_justified(block: Sequence[_Line]) -> bool:
    """Tell whether all lines but the last are made equally long, by spaces that are much the same in each line."""
    if len(block) <= _LEAST_NARROW or len({line.reach for line in block[:-1]}) > 1:
        return False
    gaps = [[len(gap) for gap in _GAP.findall(line.text)] for line in block[:-1]]
    return all(each and max(each) - min(each) <= _EVEN for each in gaps) and any(max(each) > 1 for each in gaps)


def _mark(line: _Line) -> tuple[int, int]:
    """Return the kind of mark that an entry of a list begins with, and its width; zeros where there is none."""
    item = _ITEM.match(line.text)
    return (item.lastindex or 0, item.end()) if item is not None else (0, 0)


def _end(line: str) -> re.Match[str] | None:
    """Find what ends a sentence, or an entry of a list, at the end of a line."""
    return _END.search(line, max(0, len(line) - _MARKS))


def _own_margin(one: _Stretch) -> _Margin | None:
    """Return the margin of a stretch that shows by itself that it is wrapped."""
    width = _longest(one)
    if not _NARROW <= width <= WIDEST or not any(map(_goes_on, one.lines, one.lines[1:])):
        return None
    if all(line.text.isupper() for line in one.lines) and not any(_SENTENCE.search(line.text) for line in one.lines):
        return None  # headlines
    seen = _breaks(one, width)
    showing = sum(each.shows_wrapping for each in seen)
    against = sum(each.shows_none for each in seen[1 if width < NARROWEST and _is_headed(one, seen) else 0 :])
    stopped = sum(each.is_full and each.is_stopped and not each.is_hard for each in seen)
    if showing <= against or showing < stopped:
        return None
    if _has_no_capitals(one.lines[-1]) and not one.is_finished:
        return None
    if width < NARROWEST and (showing < max(_LEAST_NARROW, _AGAINST_NARROW * against) or not one.is_finished):
        return None
    if showing == 1 and not one.is_finished:
        return None
    return _Margin(width, any(each.shows_wrapping and not each.is_full for each in seen))


def _is_headed(one: _Stretch, seen: Sequence[_Break]) -> bool:
    """Tell whether the first line of several is a heading by its look: nothing goes on from it."""
    return len(seen) > _LEAST_NARROW and seen[0].shows_none and not _goes_on(*one.lines[:2])


def _longest(one: _Stretch) -> int:
    return max((line.reach for line in one.lines if not line.is_solid), default=0)


def _ahead(stretches: Sequence[_Stretch], margins: Sequence[_Margin | None]) -> list[_Margin | None]:
    """Return for each stretch the outermost margin of those which end soon behind it."""
    found: list[_Margin | None] = []
    behind: deque[tuple[int, _Margin]] = deque()
    for one, own in zip(reversed(stretches), reversed(margins), strict=True):
        while behind and behind[-1][0] - one.lines[0].start > _AHEAD:
            behind.pop()
        found.append(_outermost(margin for _, margin in behind))
        if own is not None:
            behind.appendleft((one.lines[-1].end, own))
    return found[::-1]


def _outermost(margins: Iterable[_Margin]) -> _Margin | None:
    held = list(margins)
    return _Margin(max(one.width for one in held), any(one.is_ragged for one in held)) if held else None


def _soft(one: _Stretch, margin: _Margin) -> Iterator[Span]:
    """Return the breaks inside the paragraphs of a stretch that is wrapped at ``margin``."""
    for place, each in enumerate(_breaks(one, margin.width)):
        if not each.is_hard and (each.is_full or each.shows_wrapping or (margin.is_ragged and each.is_cut)):
            yield _space(one, place)


def _soft_at(one: _Stretch, margin: _Margin) -> Iterator[Span]:
    """Return those of a stretch that shows no margin of its own, if its lines end as lines at ``margin`` would."""
    longest = _longest(one)
    if longest > margin.width + _MORE:
        return
    seen = _breaks(one, max(margin.width, longest))
    if not (one.is_finished or any(each.is_full and each.shows_wrapping for each in seen)):
        return
    if any(each.shows_none and not (margin.is_ragged and each.is_cut) for each in seen):
        return
    for place, each in enumerate(seen):
        if not each.is_hard and (each.is_full or (margin.is_ragged and each.is_cut)):
            yield _space(one, place)


def _space(one: _Stretch, place: int) -> Span:
    return one.lines[place].end, one.lines[place + 1].start


def _breaks(one: _Stretch, width: int) -> list[_Break]:
    size = max([width, *(line.size for line in one.lines if not line.is_solid)])
    return [
        _break(line, following, width, size, is_hard=is_hard)
        for line, following, is_hard in zip(one.lines, one.lines[1:], one.begins[1:], strict=False)
    ]


def _break(line: _Line, following: _Line, width: int, size: int, *, is_hard: bool) -> _Break:
    word = following.text.partition(" ")[0] if not is_unspaced(following.text[0]) else " " * _HUNG
    # Some programs want room for the space behind the word, too.
    is_full = line.reach + 1 + len(word) >= width
    if not is_full and line.size != line.reach:
        is_full = line.size + 1 + len(word.encode("utf-8", "surrogatepass")) >= size
    end = _end(line.text)
    is_listed = end is not None and end[1] not in _STOPS
    continues = _goes_on(line, following)
    return _Break(
        is_full,
        line.reach >= width - (_RAGGED if width >= NARROWEST and not _has_no_capitals(following) else 0),
        continues and end is None,
        end is not None and (is_listed or not continues),
        is_hard or line.text.endswith("\\"),
    )


def _has_no_capitals(line: _Line) -> bool:
    return _NO_CAPITALS.match(line.text.lstrip(_OPENERS)) is not None


def _goes_on(line: _Line, following: _Line) -> bool:
    """Tell whether the line that follows begins in the middle of a sentence."""
    first = following.text.lstrip(_OPENERS)[:1]
    if first.islower() or _NO_CAPITALS.match(first):
        return True
    # Where all is in capitals, small letters tell nothing.
    return first.isupper() and following.text.isupper() and line.text.isupper() and _end(line.text) is None
