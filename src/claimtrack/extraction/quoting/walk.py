"""One walk through a text: its attributions, its names and where its sentences stand; no word is kept."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from claimtrack.extraction.progress import tell_read
from claimtrack.extraction.quoting.block_quotations import signatures
from claimtrack.extraction.quoting.contents import is_all_quoted
from claimtrack.extraction.quoting.draft import Before, Draft
from claimtrack.extraction.quoting.find_attributions import Place, find
from claimtrack.extraction.quoting.present import present
from claimtrack.extraction.quoting.statement_draft import StatementDraft
from claimtrack.extraction.quoting.turns import turns_of
from claimtrack.extraction.speakers.antecedents import words_in
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.names import names_in
from claimtrack.extraction.speakers.resolver import Sighting
from claimtrack.extraction.speakers.roster import Roster
from claimtrack.extraction.text.layout import Paragraph, Sentence, paragraphs
from claimtrack.extraction.text.lines import headline
from claimtrack.extraction.values import Span

_OPENING = 4
"""A name within so many words of a sentence's beginning counts as its subject."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a sentence of the article stands, and in which paragraph.

    ``asks``: a question that somebody answers. ``is_passed_over``: a line that turned out not to be the article's.
    """

    span: Span
    paragraph: int
    asks: bool = False
    is_passed_over: bool = False

    @property
    def states(self) -> bool:
        """Whether statements may stand in it."""
        return not (self.asks or self.is_passed_over)


@dataclass(slots=True)
class Gathered:
    """What one walk finds, in the order of the text.

    ``title`` is where the headline stands. ``statements`` is None where nobody told where statements begin and end:
    they are then read off the attributions.
    """

    title: Span | None = None
    lines: list[Line] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    statements: list[StatementDraft] | None = None
    sightings: list[Sighting] = field(default_factory=list)
    roster: Roster = field(default_factory=Roster)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph with its number in the article and that of its first sentence."""

    paragraph: Paragraph
    number: int
    first_sentence: int


@dataclass(frozen=True, slots=True)
class Read:
    """A paragraph with the attributions found in it, and its statements where the finder tells them, too.

    ``is_passed_over`` tells that it is not the article's, of one that need not be.
    """

    placed: Numbered
    drafts: list[Draft]
    statements: list[StatementDraft] | None = None
    is_passed_over: bool = False


Finder = Callable[[str, Iterable[Numbered]], Iterator[Read]]
"""Reads the paragraphs of a text in order and gives each back with what is found in it."""


def gather(text: str, finder: Finder | None = None) -> Gathered:
    """Walk through a text once, paragraph by paragraph; attributions are found by the rules unless ``finder`` does.

    Which of the lines that need not be the article's are is told by ``finder``; the rules read none of them.
    """
    gathered = Gathered(headline(text))
    lower: set[str] = set()
    _note_signatures(gathered, text)
    for name in present(text):
        gathered.roster.note(name)
    held = (one for one in paragraphs(text, gathered.title) if finder is not None or not one.is_unsure)
    for read in (finder or by_rules)(text, numbered(held)):
        asked = {span for one in read.drafts for span in one.asked}
        for sentence in read.placed.paragraph.sentences:
            if not read.is_passed_over:
                lower.update(word.text for word in sentence.words if word.text.islower())
                _note_names(gathered, sentence, lower)
            span = (sentence.start, sentence.end)
            gathered.lines.append(Line(span, read.placed.number, span in asked, read.is_passed_over))
        gathered.drafts += [one for one in read.drafts if one.content and _is_of_somebody(text, one)]
        if read.statements is not None:
            gathered.statements = gathered.statements or []
            gathered.statements += read.statements
        tell_read(read.placed.paragraph.end, text)
    return gathered


def numbered(held: Iterable[Paragraph]) -> Iterator[Numbered]:
    """Count paragraphs and their sentences; a line that need not be the article's parts no two paragraphs."""
    number = sentences = 0
    for paragraph in held:
        yield Numbered(paragraph, number, sentences)
        number += not paragraph.is_unsure
        sentences += len(paragraph.sentences)


def by_rules(text: str, held: Iterable[Numbered]) -> Iterator[Read]:
    """Find attributions by reporting verbs and quotation marks."""
    before = Before()
    turns = turns_of(text)
    waiting: list[Span] = []
    last: Draft | None = None
    for placed in held:
        paragraph = placed.paragraph
        turn = turns.at(paragraph.start)
        if paragraph.is_unsure:  # it goes on with nothing, and nothing goes on with it
            yield Read(placed, find(text, paragraph, Place(placed.number, placed.first_sentence, Before(), turn)))
            continue
        here = find(text, paragraph, Place(placed.number, placed.first_sentence, before, turn))
        waiting = _joined(paragraph, here, waiting)
        said = [one for one in here if one.content]
        last = said[-1] if said else last
        there = last if last is not None and last.paragraph == placed.number else None
        before = Before(there, bool(paragraph.quotations), paragraph.unclosed)
        yield Read(placed, here)


def _joined(paragraph: Paragraph, here: list[Draft], waiting: list[Span]) -> list[Span]:
    """Return quotations back to the speaker whom a later paragraph names; gives what still waits for one."""
    words = [word for sentence in paragraph.sentences for word in sentence.words]
    if not here and words and paragraph.unclosed and is_all_quoted(words):
        return [*waiting, (paragraph.start, paragraph.end)]
    if waiting and here and here[0].content and min(start for start, _ in here[0].content) == paragraph.start:
        here[0].content[:0] = waiting
    return []


def _is_of_somebody(text: str, one: Draft) -> bool:
    """Tell whether a source, if there is one, is in words: in "6,100 suspected cases" nobody suspects."""
    return one.source is None or any(character.isalpha() for character in text[slice(*one.source)])


def _note_signatures(gathered: Gathered, text: str) -> None:
    """Keep the names in lines that are not read: of who signs the posts that a page embeds."""
    for span in signatures(text):
        for name in names_in(Sentence(*span, tuple(words_in(text, span))), set()):
            gathered.roster.note(name)


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
