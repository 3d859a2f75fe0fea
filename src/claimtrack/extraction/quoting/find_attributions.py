"""Find attributions sentence by sentence: source, cue and content, from the reporting verbs and the quotations."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from claimtrack.extraction.quoting.citations import cited_beside
from claimtrack.extraction.quoting.contents import is_all_quoted
from claimtrack.extraction.quoting.draft import REPORTEDLY, Before, Draft
from claimtrack.extraction.quoting.joint_sources import all_mentioned, with_all
from claimtrack.extraction.quoting.other_cues import OPENING_WORDS, without_verb
from claimtrack.extraction.quoting.relative_clauses import set_apart
from claimtrack.extraction.quoting.reporting_verbs import VERBS, reported
from claimtrack.extraction.quoting.sentence_forms import with_forms
from claimtrack.extraction.quoting.spoken import spoken
from claimtrack.extraction.quoting.turn import Turn
from claimtrack.extraction.speakers.mentions import Mentioned
from claimtrack.extraction.text.layout import Paragraph, Sentence
from claimtrack.extraction.text.lines import SIGNED
from claimtrack.extraction.values import Span

_CUES = OPENING_WORDS | VERBS
_AND = re.compile(r"\w\s+(?:and|but)\s*$")
_AWAY = re.compile(r"(?:in|off|up|out|at|into|back|round)\b")
_FULL_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[JS]r)\.$")
_RELAYED = re.compile(r"\W*(?:[Tt]he )?[A-Z][\w.&’']*(?: [A-Z][\w.&’']*){0,5} (?:has )?report(?:ed|s)\W*")
"""Who passes on what somebody says, behind it: ", Delta Wire reported"."""
_TAG = re.compile(r"<[a-z][\w-]*\s+[\w-]+=[^<>\n]*>")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: its number, that of its first sentence, what is in front, whose turn it is."""

    number: int
    first_sentence: int
    before: Before
    turn: Turn | None = None


def find(text: str, paragraph: Paragraph, place: Place) -> list[Draft]:
    """Find every attribution in one paragraph, in the order of the text."""
    number, first_sentence = place.number, place.first_sentence
    here: list[Draft] = []
    formed = spoken(text, paragraph, place.turn) if place.turn is not None else _signed(text, paragraph)
    if formed is not None:
        formed.sentence = first_sentence
        here.append(formed)
    else:
        for offset, sentence in enumerate(paragraph.sentences):
            here += _in_sentence(paragraph, sentence, first_sentence + offset, here)
        here = without_markup(text, paragraph, here)
        here = [one for one in here if not _takes_others_clause(text, one)]
        set_apart(text, here)
        here = with_forms(text, paragraph, first_sentence, here)
        for one in here:
            one.content = [span for span in one.content if not _RELAYED.fullmatch(text, *span)] or one.content
    here = here or continued(paragraph, number, first_sentence, place.before)
    for one in here:
        one.paragraph = number
        one.source = with_all(text, one)
        if one.source is not None and one.mentioned is None:
            one.mentioned = read_source(text, paragraph, one.source)
        one.cited = read_cited(text, paragraph, one)
    return here


def _takes_others_clause(text: str, one: Draft) -> bool:
    """Tell whether a clause joined by "and that" is given to the verb in front of it, not to whoever tells both.

    ``Bell told jurors that Karr feared for his life and that the film shows it``: Karr fears no film.
    """
    if not one.cue or not one.content or one.content[0][0] < one.cue[-1][1]:
        return False
    if one.base == "call" and _AWAY.match(text, *one.content[0]):
        return True  # "called in sick"
    if one.outer is None:
        return False
    return _AND.search(text, one.cue[-1][1], one.content[0][0]) is not None


def read_source(text: str, paragraph: Paragraph, span: Span) -> Mentioned | None:
    """Read how a source is named, from the paragraph's words in its span; None where no word is there."""
    sentences = paragraph.sentences
    first = bisect_right(sentences, span[0], key=lambda sentence: sentence.end)
    last = bisect_left(sentences, span[1], key=lambda sentence: sentence.start)
    held = [word for sentence in sentences[first:last] for word in sentence.words if span[0] <= word.start < span[1]]
    return all_mentioned(text, held, span) if held else None


def read_cited(text: str, paragraph: Paragraph, one: Draft) -> Mentioned | None:
    """Read how whom a source cites is named, and take those words from what is said."""
    span = cited_beside(text, one)
    if span is None:
        return None
    one.content = [piece for piece in one.content if not (span[0] <= piece[0] and piece[1] <= span[1])] or one.content
    return read_source(text, paragraph, span)


def _signed(text: str, paragraph: Paragraph) -> Draft | None:
    match = SIGNED.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    start, end = match.span("name")
    if _FULL_STOP.search(match["name"]):
        end -= 1
    return Draft((start, end), [match.span("dash")], [match.span("said")], "say", by_form=True)


def _in_sentence(paragraph: Paragraph, sentence: Sentence, number: int, earlier: list[Draft]) -> list[Draft]:
    words = sentence.words
    here: list[Draft] = []
    for place, word in enumerate(words):
        if word.low not in _CUES or word.quoted >= 0:
            continue
        one = without_verb(words, place, here) or reported(words, place, paragraph, here)
        if one is not None:
            one.sentence, one.frame = number, (sentence.start, sentence.end)
            here.append(one)
    here = _without_held_hedges(here)
    _nest(here)
    if not here and earlier and is_all_quoted(words):
        earlier[-1].content.append((sentence.start, sentence.end))
    return here


def _without_held_hedges(here: list[Draft]) -> list[Draft]:
    """Leave out a bare "reportedly" inside what somebody is named for; that one is hedged."""
    kept = []
    for one in here:
        holder = _holder_of_hedge(one, here) if one.base == REPORTEDLY else None
        if holder is not None:
            holder.hedged = True
        else:
            kept.append(one)
    return kept


def _holder_of_hedge(hedge: Draft, here: list[Draft]) -> Draft | None:
    return next((other for other in here if other is not hedge and other.holds(hedge.cue[0][0])), None)


def _nest(here: list[Draft]) -> None:
    """Mark each attribution that stands inside another's content."""
    shortest_first = sorted(here, key=lambda one: sum(end - start for start, end in one.content))
    for one in here:
        first, last = one.cue[0]
        holders = (
            other for other in shortest_first if any(start <= first and last <= end for start, end in other.content)
        )
        one.outer = next((other for other in holders if not _is_inside(other, one)), one.outer)


def _is_inside(one: Draft, other: Draft) -> bool:
    """Tell whether ``one`` is ``other`` or already stands inside it."""
    step: Draft | None = one
    while step is not None:
        if step is other:
            return True
        step = step.outer
    return False


def continued(paragraph: Paragraph, number: int, sentence: int, before: Before) -> list[Draft]:
    """A paragraph that is all quotation goes on with what was said before it."""
    words = [word for one in paragraph.sentences for word in one.words]
    last = before.last
    if last is None or not words or not is_all_quoted(words):
        return []
    if before.unclosed:
        last.content.append((paragraph.start, paragraph.end))
        last.paragraph = number
        return []
    if last.passive or not before.had_quotation:
        return []
    content = [(paragraph.start, paragraph.end)]
    return [Draft(last.source, [], content, "say", sentence, carried=True, mentioned=last.mentioned)]


def without_markup(text: str, paragraph: Paragraph, found: list[Draft]) -> list[Draft]:
    """Leave out what was read from the attributes of tags that were left in the text."""
    tags = [match.span() for match in _TAG.finditer(text, paragraph.start, paragraph.end)]
    if not tags:
        return found
    for one in found:
        one.content = [piece for span in one.content for piece in _apart_from(span, tags) if _says(text, piece)]
    return [one for one in found if one.content and not any(_apart_from(span, tags) != [span] for span in one.cue)]


def _apart_from(span: Span, tags: list[Span]) -> list[Span]:
    """Return what is left of a stretch of text without the tags in it."""
    left = [span]
    near = slice(bisect_right(tags, span[0], key=lambda tag: tag[1]), bisect_left(tags, (span[1], 0)))
    for first, last in tags[near]:
        halves = (half for start, end in left for half in ((start, min(end, first)), (max(start, last), end)))
        left = [(start, end) for start, end in halves if start < end]
    return left


def _says(text: str, span: Span) -> bool:
    return any(character.isalnum() for character in text[span[0] : span[1]])
