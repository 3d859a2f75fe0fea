"""One walk through a text: its attributions, its names and where its sentences stand; no word is kept."""

from dataclasses import dataclass, field

from claimtrack.extraction.contents import is_all_quoted
from claimtrack.extraction.finding import find
from claimtrack.extraction.found import Before, Found
from claimtrack.extraction.layout import Paragraph, Sentence, paragraphs
from claimtrack.extraction.roster import Name, Roster, names_in
from claimtrack.extraction.speakers import Sighting
from claimtrack.extraction.values import Span

_OPENING = 4
"""A name within so many words of a sentence's beginning counts as its subject."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a sentence of the article stands, and in which paragraph."""

    span: Span
    paragraph: int


@dataclass(slots=True)
class Gathered:
    """What one walk finds, in the order of the text."""

    lines: list[Line] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    roster: Roster = field(default_factory=Roster)


def gather(text: str) -> Gathered:
    """Walk through a text once, paragraph by paragraph."""
    gathered = Gathered()
    before = Before()
    waiting: list[Span] = []
    lower: set[str] = set()
    for number, paragraph in enumerate(paragraphs(text)):
        here = find(text, paragraph, number, len(gathered.lines), before)
        waiting = _joined(paragraph, here, waiting)
        for sentence in paragraph.sentences:
            lower.update(word.text for word in sentence.words if word.text.islower())
            _note_names(gathered, sentence, lower)
            gathered.lines.append(Line((sentence.start, sentence.end), number))
        gathered.found += here
        before = _left_by(paragraph, gathered.found, number)
    return gathered


def _joined(paragraph: Paragraph, here: list[Found], waiting: list[Span]) -> list[Span]:
    """Give quotations back to the speaker whom a later paragraph names; gives what still waits for one."""
    words = [word for sentence in paragraph.sentences for word in sentence.words]
    if not here and words and paragraph.unclosed and is_all_quoted(words):
        return [*waiting, (paragraph.start, paragraph.end)]
    if waiting and here and min(start for start, _ in here[0].content) == paragraph.start:
        here[0].content[:0] = waiting
    return []


def _note_names(gathered: Gathered, sentence: Sentence, lower: set[str]) -> None:
    words = sentence.words
    opening = words[min(_OPENING, len(words) - 1)].start
    previous: Name | None = None
    for name in names_in(sentence, lower):
        is_quoted = any(word.quoted >= 0 for word in words if word.start == name.start)
        gathered.sightings.append(Sighting(name.start, len(gathered.lines), name, name.start <= opening, is_quoted))
        if previous is not None and name.start - previous.end <= 3 and len(name.words) == 1 and name.words[0].isupper():
            gathered.roster.note_acronym(name.words[0], previous)
        gathered.roster.note(name)
        previous = name


def _left_by(paragraph: Paragraph, found: list[Found], number: int) -> Before:
    last = found[-1] if found and found[-1].paragraph == number else None
    return Before(last, bool(paragraph.quotations), paragraph.unclosed)
