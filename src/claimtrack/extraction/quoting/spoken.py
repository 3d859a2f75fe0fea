"""What is said in a line whose form tells who speaks: all of it, but for questions and what the scribe put in."""

import re
from collections.abc import Iterator

from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.quoting.prompts import is_bare_answer, is_greeting, only_asks
from claimtrack.extraction.quoting.turn import Turn
from claimtrack.extraction.speakers.antecedents import words_in
from claimtrack.extraction.speakers.mentions import Mentioned, mentioned
from claimtrack.extraction.text.layout import Paragraph
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.values import Span

_SCRIBE = re.compile(
    r"\*{0,2}[\[(](?:cross-?\s?talk|inaudible|indiscernible|unintelligible|laugh\w*|applause|cheer\w*|paus\w*|sigh\w*|"
    r"long pause|smil\w*|nod\w*|shrug\w*|weep\w*|cr(?:y\w*|ies|ied)|sob\w*|cough\w*|whisper\w*|gestur\w*|chuckl\w*|"
    r"gasp\w*|music|off.?mic\w*|interrupt\w*|overlap\w*|silence|"
    r"(?:he|she|they) (?:laugh|smil|paus|sigh|nod|shrug|weep|cr[iy]|sob|cough|chuckl|gestur)\w*)\b"
    r"[^\])\n]{0,60}[\])]\*{0,2}\.?",
    re.IGNORECASE,
)
"""What whoever wrote a talk down put in: "[Crosstalk]", "(laughs)"."""


def spoken(text: str, paragraph: Paragraph, turn: Turn) -> Draft:
    """Return who says what in a turn; without content where the line only asks, or where the outlet puts it."""
    said: list[Span] = []
    asked: list[Span] = []
    for sentence in paragraph.sentences:
        span = _without_marks(text, (max(sentence.start, turn.begin), min(sentence.end, turn.until or sentence.end)))
        if span[0] >= span[1]:
            continue
        words = text[slice(*span)]
        # A question that opens an answer is the interviewer's, set in bold in the same line; it states nothing.
        opens = sentence is paragraph.sentences[0] and words.endswith("?")
        if (turn.asks and only_asks(words)) or is_greeting(words) or is_bare_answer(words) or opens:
            asked.append((sentence.start, sentence.end))
        else:
            said += _without_scribe(text, span)
    who = turn.who if turn.who is not None else _labelled(text, turn.label)
    content = _joined(text, said) if who is not None else []
    if not content and turn.mark is not None and paragraph.sentences:
        asked = [*asked, *((one.start, one.end) for one in paragraph.sentences if one.end <= turn.begin)]
    label = [turn.mark] if turn.mark is not None else []
    return Draft(turn.label, label, content, "say", mentioned=who, by_form=True, asked=tuple(asked), paragraph=0)


def _labelled(text: str, label: Span | None) -> Mentioned | None:
    return mentioned(text, words_in(text, label), label) if label is not None else None


def _without_marks(text: str, span: Span) -> Span:
    """Leave out the marks by which a line is set in bold."""
    start, end = trimmed(text, span)
    while start < end and text[start] in "*_":
        start += 1
    while start < end and text[end - 1] in "*_":
        end -= 1
    return start, end


def _without_scribe(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for match in _SCRIBE.finditer(text, start, end):
        if text[start : match.start()].strip():
            yield trimmed(text, (start, match.start()))
        start = match.end()
    if any(character.isalnum() for character in text[start:end]):
        yield trimmed(text, (start, end))


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Return stretches as long as nothing stands between them."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
