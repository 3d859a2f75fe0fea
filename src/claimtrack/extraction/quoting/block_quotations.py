"""Quotations by their place in a text: lines marked with ">" and posts, with who signs them; what a line introduces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimtrack.extraction.quoting.introductions import announces_post, introduction
from claimtrack.extraction.quoting.prompts import FIRST_PERSON
from claimtrack.extraction.quoting.turn import Turn
from claimtrack.extraction.speakers.antecedents import words_in
from claimtrack.extraction.speakers.mentions import mentioned
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.values import Span

_MARK = re.compile(r"(?:>[ \t]*)+")
_ITEM = re.compile(r"(?:[-–*•·▪●+]|\(?\d{1,2}[.)])\s+(?=\S)")
_SIGNED = re.compile(
    r"(?:[—–―]|--?)\s*(?P<name>[^\W\d_a-z][\w.'’&-]*(?:,?\s+(?:[^\W\d_a-z][\w.'’&-]*|[a-z][\w’'-]*)){0,11})\.?$"
)
_POSTED = re.compile(
    r"(?P<mark>[—–―]|--?)[ \t]*(?P<name>[^\s(@][^\n(@]{0,80}?)[ \t]*\(@\w{1,40}\)"
    r"[ \t]*(?:[^\W\d_][\w.]*[ \t]+\d{1,2},?[ \t]+\d{4}|\d{1,2}[ \t]+[^\W\d_]\w*[ \t]+\d{4})?$"
)
"""How a post that a page embeds is signed: ``— Ada Moe (@adamoe) May 3, 2031``."""
_HANDLE = re.compile(r"\(@(?=\w)")
_LONGEST_SIGNATURE = 160
_PLAIN = re.compile(
    r"\b(?:said|says|(?<!was )(?<!were )(?<!been )(?<!not )(?<!never )told|added|wrote|according to|warned|"
    r"claimed|argued|insisted|announced|denied|denies)\b"
)
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,2000}[”\"]")
_WHOLE = re.compile(r"[“\"][^“”\"\n]*[”\"]?[.,]?$")
_LONGEST_CHECKED = 4_000
"""Characters of a line among which its own words of saying are looked for."""


def quoted_lines(text: str, lines: Sequence[Span]) -> list[Turn]:
    """Return the lines that are somebody's by their place: marked ones, and what a line with a colon introduces."""
    turns: list[Turn] = []
    number = 0
    while number < len(lines):
        stop = number
        while stop < len(lines) and text[lines[stop][0]] == ">":
            stop += 1
        if stop > number:
            turns += _marked(text, lines, number, stop)
        elif (posted := _posted(text, lines, number)) is not None:
            turns.append(posted)
            stop = number + 1
        else:
            stop = _introduced_until(text, lines, number)
            turns += _spoken(lines[number:stop], lines, number, text)
            stop = max(stop, number + 1)
        number = stop
    return turns


def _marked(text: str, lines: Sequence[Span], first: int, stop: int) -> list[Turn]:
    """Return the lines of a block quotation, by who signs it or else by the line above it."""
    held = [(start, end) for start, end in lines[first:stop] if _begin(text, start) < end]
    signed = _SIGNED.match(text, _begin(text, held[-1][0]), held[-1][1]) if len(held) > 1 else None
    if signed is not None:
        held.pop()
    elif held and stop < len(lines):
        signed = _SIGNED.match(text, *lines[stop])
    if signed is not None:
        label: Span = _name(text, signed)
        mark: Span | None = (signed.start(), signed.start("name"))
    else:
        above = introduction(text, lines[first - 1]) if first else None
        if above is None:
            return []
        label, mark = above.source, above.cue
    return [
        Turn(start, end, _begin(text, start), label, mark if number == 0 else None)
        for number, (start, end) in enumerate(held)
    ]


def _posted(text: str, lines: Sequence[Span], number: int) -> Turn | None:
    """Return the post that a line is, by who signs it at its end or in the line below; None where nobody does."""
    start, end = lines[number]
    for below, (first, last) in enumerate(lines[number : number + 2]):
        signed = _POSTED.search(text, max(first, last - _LONGEST_SIGNATURE), last)
        if signed is not None and (signed.start() == first) == bool(below):
            until = None if below else signed.start()
            return Turn(start, end, start, signed.span("name"), signed.span("mark"), until=until)
    return None


def signatures(text: str) -> Iterator[Span]:
    """Yield the names of who signs posts, whatever was posted."""
    for handle in _HANDLE.finditer(text):
        last = min(len(text), handle.end() + _LONGEST_SIGNATURE)
        end = text.find("\n", handle.end(), last)
        first = max(0, handle.start() - _LONGEST_SIGNATURE)
        begin = max(text.rfind("\n", first, handle.start()) + 1, first)
        if end >= 0 or last == len(text):
            signed = _POSTED.search(text, *trimmed(text, (begin, end if end >= 0 else last)))
            if signed is not None:
                yield signed.span("name")


def _name(text: str, signed: re.Match[str]) -> Span:
    """Return who signs, without an office behind a comma: ``— Ida Brekke, mayor of Tarn``."""
    start, end = signed.span("name")
    comma = text.find(",", start, end)
    return trimmed(text, (start, comma if comma > 0 else end))


def _begin(text: str, start: int) -> int:
    mark = _MARK.match(text, start)
    return mark.end() if mark is not None else start


def _introduced_until(text: str, lines: Sequence[Span], number: int) -> int:
    """Return the line behind the last one that is introduced in front of ``number``: entries of a list, or one."""
    if not number or text[lines[number - 1][1] - 1] != ":" or text[lines[number - 1][0]] == ">":
        return number
    if introduction(text, lines[number - 1]) is None:
        return number
    stop = number
    while stop < len(lines) and _ITEM.match(text, *lines[stop]) and not _has_own(text, lines[stop]):
        stop += 1
    is_post = announces_post(text, lines[number - 1])
    if stop == number and not _ITEM.match(text, *lines[number]) and (is_post or not _has_own(text, lines[number])):
        stop += 1
        while stop < len(lines) and (
            _goes_on(text, lines[stop - 1], lines[stop]) or (is_post and _goes_on_telling(text, lines[stop]))
        ):
            stop += 1
    return stop


def _goes_on(text: str, line: Span, following: Span) -> bool:
    """Tell whether two lines are whole quotations, one behind the other, of which the first is not closed."""
    is_open = text[line[0]] in '“"' and text[line[1] - 1] not in '”"'
    return is_open and text[following[0]] in '“"' and _WHOLE.match(text, *following) is not None


def _goes_on_telling(text: str, line: Span) -> bool:
    """Tell whether a reporter goes on in a line: in the first person, in sentences."""
    words = _QUOTED.sub("", text[line[0] : min(line[1], line[0] + _LONGEST_CHECKED)])
    return words[-1:] in ".!?" and FIRST_PERSON.search(words) is not None


def _has_own(text: str, line: Span) -> bool:
    """Tell whether a line says itself who says it, or introduces another."""
    start, end = line
    words = _QUOTED.sub("", text[start : min(end, start + _LONGEST_CHECKED)])
    return words.endswith(":") or _PLAIN.search(words) is not None


def _spoken(held: Sequence[Span], lines: Sequence[Span], number: int, text: str) -> Iterator[Turn]:
    above = introduction(text, lines[number - 1]) if held else None
    if above is None:
        return
    if announces_post(text, lines[number - 1]):
        # The line itself is the outlet's.
        who = mentioned(text, words_in(text, above.source), above.source)
        yield from (Turn(start, end, start, who=who) for start, end in held)
        return
    for place, (start, end) in enumerate(held):
        item = _ITEM.match(text, start, end)
        turn = Turn(start, end, item.end() if item is not None else start, above.source, above.cue)
        yield turn if place == 0 else replace(turn, mark=None)
