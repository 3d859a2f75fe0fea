"""The shape of a text: paragraphs, sentences, words, quotations, and the lines that are no article."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from claimtrack.extraction.text.lines import is_of_sentences, is_read, may_state, states
from claimtrack.extraction.text.other_scripts import is_of_other_script, may_say, sentences_of
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.text.wrapping import LINE
from claimtrack.extraction.values import Span

_WORD = re.compile(r"\w+(?:[.'’-]\w+)*(?:['’](?=\s|$))?|[^\w\s]")
_OPENING = "“„«"
_CLOSING = {"“": "”", "„": "“”", "«": "»"}
_LONGEST = 2_000
_LONGEST_SENTENCE = 300
"""Words; to read a sentence costs the square of its length, and no real one is a third as long."""
_AT_ONCE = 10_000
"""Characters of a paragraph that are split into sentences together: marks that nothing closes cost their square."""
_ARTICLED = re.compile(r"(?:a[dlnrstz]|ash|el|ul|[dlo])[-'’][A-Z]")
_HALF = re.compile(r"[\ud800-\udfff]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Rev|Hon|St|Jr|Sr|No|vs|Inc|Corp|Co|Ltd|Jan|Feb|"
    r"Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|a\.m|p\.m|U\.S|U\.N|U\.K|E\.U|D\.C|Ph\.D|e\.g|i\.e))\.$"
)
_ASKED = re.compile(r"[?!…][”\"’'»]+$")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’./-]+(?:[ ,]+[A-Z][\w'’./-]+){0,5}|[A-Z][\w'’.-]+(?:[ ,]+[A-Z][\w'’.-]+){0,3})"
    rf"(?:,?\s+(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}|\d{{1,2}})(?:,?\s+\d{{4}})?)?"
    r"(?:\s*\([A-Z\d][^()]{1,30}\))?\s+(?:—|–|--|-)\s+(?=\S)"
)
_LONGEST_DATELINE = 90
_IN_MAY = re.compile(r"\bMay\.(\s+)(?=[A-Z“\"])")
_TITLE = 5
"""Words; what stands over a text and has fewer and no verb is a page's name or a section's, no headline."""
_LEAD = re.compile(r"(?:>[ \t]*)+(?=\S)|[-*•·▪●+][ \t]+(?=[^\W_])")
"""What marks a line as a quotation or an entry of a list, and is no part of it."""
_ENTRY = re.compile(r"[ \t]*[-*•·▪●+][ \t]")
"""How an entry of a list begins."""
_QUOTE_END = re.compile(r"[.!?…][”\"’'»]+\s*$")


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """A word or mark; ``quoted`` is the number of the quotation it stands in, -1 outside.

    Nobody changes one: it is not frozen only because that takes thrice the time to make, and a text is full of them.
    """

    start: int
    end: int
    text: str
    low: str
    quoted: int

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name is: ``Aref``, and ``al-Aref``."""
        text = self.text
        if text.islower():  # most words, with no capital to look for
            return False
        return text[0].isupper() or (text[0].islower() and _ARTICLED.match(text) is not None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands and its words."""

    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of an article: where it stands, its sentences, its quotations (marks included).

    ``unclosed`` says that the last quotation has no closing mark here: it goes on in the next paragraph. ``is_unsure``
    says that the line has no full stop, or is of two words, and need not be the article's: a subheading, a caption.
    """

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]
    unclosed: bool
    is_unsure: bool = False


def paragraphs(text: str, title: Span | None) -> Iterator[Paragraph]:
    """Return the paragraphs that belong to an article, its headline first; furniture is skipped, not cut out.


    ``title`` is where the headline stands, which is read however it looks. Those that may belong to it are among them.
    What stands behind its last sentence links to other stories: of that only a line that has a sentence inside may be
    the article's, if the text has any sentence at all. Lines of another script are all read where none has a stop.
    """
    waiting: list[Span] = []
    unstopped: list[Span] = []
    has_read = False
    for match in LINE.finditer(text):
        start, end = trimmed(text, match.span())
        line = text[start:end]
        is_title = title is not None and start == title[0] and _may_be_title(line)
        if is_title or (line and is_read(line)):
            yield from (_paragraph(text, *span, is_unsure=True) for span in waiting)
            waiting = []
            has_read = has_read or not is_title
            yield _paragraph(text, start, end)
        elif line and may_state(line):
            waiting.append((start, end))
        elif not has_read and is_of_other_script(line) and may_say(line):
            unstopped.append((start, end))
    for start, end in waiting:
        if not has_read or is_of_sentences(text[start:end]):
            yield _paragraph(text, start, end, is_unsure=True)
    if not has_read and not waiting:
        yield from (_paragraph(text, *span) for span in unstopped)


def _may_be_title(line: str) -> bool:
    return is_of_other_script(line) or states(line) or len(line.split()) >= _TITLE


def behind_dateline(text: str, start: int, end: int) -> int:
    """Skip ``CITY (Agency) —`` where a paragraph opens with it."""
    match = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
    return match.end() if match is not None and match.end() < end else start


def parts_entries(text: str, one: int, other: int) -> bool:
    """Tell whether two places stand in different lines one of which is an entry of a list: nobody speaks across."""
    first, second = (text.rfind("\n", 0, place) + 1 for place in (one, other))
    return first != second and any(_ENTRY.match(text, line) is not None for line in (first, second))


def _paragraph(text: str, start: int, end: int, *, is_unsure: bool = False) -> Paragraph:
    end = start + len(text[start:end].rstrip("\\ \t"))
    lead = _LEAD.match(text, start, end)
    start = behind_dateline(text, lead.end() if lead is not None else start, end)
    if is_of_other_script(text[start:end]):
        return _of_other_script(text, start, end)
    quotations, unclosed = _quotations(text, start, end)
    words = _words(text, start, end, quotations)
    places = [word.start for word in words]
    sentences = []
    for first, last in _sentences(text, start, end, quotations):
        held = words[bisect_right(places, first - 1) : bisect_right(places, last - 1)]
        for piece in _bounded(held):
            begin, end = (first, last) if len(piece) == len(held) else (piece[0].start, piece[-1].end)
            sentences.append(Sentence(begin, end, tuple(piece)))
    return Paragraph(start, end, tuple(sentences), tuple(quotations), unclosed, is_unsure)


def _of_other_script(text: str, start: int, end: int) -> Paragraph:
    """Return a line of another script: its sentences are cut, and nobody looks for anything in them."""
    sentences = []
    for first, last in sentences_of(text, start, end):
        words = (Word(*match.span(), match[0], match[0].lower(), -1) for match in _INKED.finditer(text, first, last))
        sentences.append(Sentence(first, last, tuple(words)))
    return Paragraph(start, end, tuple(sentences), (), unclosed=False)


def _bounded(words: list[Word]) -> Iterator[list[Word]]:
    """Cut what no person would call a sentence, a list or a table without stops, where it can be behind a comma."""
    start = 0
    while len(words) - start > _LONGEST_SENTENCE:
        most = start + _LONGEST_SENTENCE
        stops = range(most, most - _LONGEST_SENTENCE // 2, -1)
        end = next((place for place in stops if words[place - 1].text in {",", ";", ":"}), most)
        yield words[start:end]
        start = end
    if start < len(words):
        yield words[start:]


def _quotations(text: str, start: int, end: int) -> tuple[list[Span], bool]:
    """Find quotations, marks included; a mark that is never closed holds to the paragraph's end, within bounds."""
    found: list[Span] = []
    place = start
    while place < end:
        opened = _next_opening(text, place, end)
        if opened is None:
            break
        closed = _closing(text, opened, end)
        if closed is None:
            return [*found, (opened, end)], True
        found.append((opened, closed))
        place = closed
    return found, False


_MARK = re.compile(r"[“„«\"]|''|(?<!\w)‘(?=\w)|``")


def _next_opening(text: str, start: int, end: int) -> int | None:
    match = _MARK.search(text, start, end)
    return match.start() if match is not None else None


def _closing(text: str, opened: int, end: int) -> int | None:
    mark = text[opened : opened + 2] if text[opened : opened + 2] in {"''", "``"} else text[opened]
    if mark in {'"', "''"}:
        place = text.find(mark, opened + len(mark), end)
    elif mark == "``":
        place = text.find("''", opened + 2, end)
        mark = "''"
    elif mark == "‘":
        match = re.compile(r"’(?!\w)").search(text, opened + 1, min(end, opened + _LONGEST))
        return match.end() if match is not None else opened + 1
    else:
        places = [found for closing in _CLOSING[mark] if (found := text.find(closing, opened + 1, end)) >= 0]
        place = min(places, default=-1)
        mark = "x"
    return place + len(mark) if place >= 0 else None


def _words(text: str, start: int, end: int, quotations: list[Span]) -> list[Word]:
    words = []
    number = 0
    # What is behind the last quotation is never reached: a place past the paragraph's end.
    opened, closed = quotations[0] if quotations else (end, end)
    for match in _WORD.finditer(text, start, end):
        begin, stop = match.span()
        while closed <= begin:
            number += 1
            opened, closed = quotations[number] if number < len(quotations) else (end, end)
        word = match[0]
        words.append(Word(begin, stop, word, word.lower(), number if opened <= begin else -1))
    return words


def without_half_characters(text: str) -> str:
    """Put a replacement character for each lone surrogate: libraries that are not Python's take whole ones only."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def _sentences(text: str, start: int, end: int, quotations: list[Span]) -> list[Span]:
    """Split a paragraph by sentencex; put together again what it cut inside an abbreviation or before a lower case."""
    spans: list[Span] = []
    for boundary in _boundaries(text, start, end):
        first, last = trimmed(text, boundary)
        if first >= last:
            continue
        if spans and _belongs(text, spans[-1], first):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    spans = _with_their_marks(text, spans, quotations)
    return [piece for span in spans for whole in _unglued(text, span, quotations) for piece in _months(text, whole)]


def _boundaries(text: str, start: int, end: int) -> Iterator[Span]:
    """Return what sentencex takes for sentences; of a long paragraph, so much at a time as it reads in no time."""
    from sentencex import get_sentence_boundaries

    while start < end:
        stop = min(end, start + _AT_ONCE)
        found = [
            (start + boundary["start_index"], start + boundary["end_index"])
            for boundary in get_sentence_boundaries("en", without_half_characters(text[start:stop]))
        ]
        # The last sentence goes on behind what was looked at: it is read again, whole.
        goes_on = stop < end and len(found) > 1
        start = found.pop()[0] if goes_on else stop
        yield from found


def _months(text: str, span: Span) -> Iterator[Span]:
    """Split behind "May.", which sentencex takes for an abbreviation like "Mar."."""
    start, end = span
    for match in _IN_MAY.finditer(text, start, end):
        yield start, match.start(1)
        start = match.end(1)
    yield start, end


def _with_their_marks(text: str, spans: list[Span], quotations: list[Span]) -> list[Span]:
    """Return an opening mark that sentencex leaves at a sentence's end to the sentence that it opens."""
    opened = {start for start, _ in quotations}
    for place in range(len(spans) - 1):
        start, end = spans[place]
        mark = next((at for at in (end - 1, end - 2) if at in opened and at > start), None)
        if mark is not None:
            spans[place] = trimmed(text, (start, mark))
            spans[place + 1] = (mark, spans[place + 1][1])
    return spans


def _belongs(text: str, before: Span, start: int) -> bool:
    if _ASKED.search(text, max(before[0], before[1] - 3), before[1]) and _begins_tag(_words_at(text, start)):
        return True
    if _ABBREVIATION.search(text, max(before[0], before[1] - 12), before[1]):
        return True
    return text[start].islower()


def _unglued(text: str, span: Span, quotations: list[Span]) -> Iterator[Span]:
    """Split where a quotation ends a sentence and another begins: sentencex keeps such together."""
    start, end = span
    for opened, closed in islice(quotations, bisect_left(quotations, (start, start)), None):
        if opened >= end:
            break
        if start < closed < end and opened >= start and _QUOTE_END.search(text, max(start, closed - 4), closed):
            begin = _INK.search(text, closed, end)
            if begin is not None and (begin[0].isupper() or begin[0] in '“"'):
                following = _words_at(text, begin.start(), end)
                if len(following) > 1 and _begins_tag(following):
                    continue
                first, last = trimmed(text, (start, closed))
                yield first, last
                start = begin.start()
    yield trimmed(text, (start, end))


_INK = re.compile(r"\S")
_INKED = re.compile(r"\S+")


def _words_at(text: str, start: int, end: int | None = None) -> list[str]:
    """Return the first three words from a place on, with what is set on to them."""
    found = _INKED.finditer(text, start, len(text) if end is None else end)
    return [match[0] for match in islice(found, 3)]


_TAG = re.compile(r"^(?:said|says|added|asked|wrote|told|tweeted|replied|explained|continued)\b", re.IGNORECASE)


def _begins_tag(following: list[str]) -> bool:
    """Tell whether what follows a quotation only says whose it is: '"Why?" Smith asked.'"""
    return any(_TAG.match(word) for word in following)
