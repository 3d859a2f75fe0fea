"""Who speaks by the form of a text: labelled turns, questions and answers, one person's speech or letter."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from claimtrack.extraction.english.name_words import NEVER_NAMES, PERSON_NOUNS, TITLES
from claimtrack.extraction.english.turn_words import NO_LABELS, NO_SPEAKERS, TALKERS
from claimtrack.extraction.quoting.block_quotations import quoted_lines
from claimtrack.extraction.quoting.headlines import headline_turn
from claimtrack.extraction.quoting.interviews import Interview, interviewed
from claimtrack.extraction.quoting.prompts import FIRST_PERSON, is_caption, is_prompt, is_question
from claimtrack.extraction.quoting.speeches import speech_of
from claimtrack.extraction.quoting.turn import Turn
from claimtrack.extraction.text.clauses import has_verb
from claimtrack.extraction.text.lines import headline, states
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.text.wrapping import LINE
from claimtrack.extraction.values import Span

_PART = r"[^\W\d_a-z][\w.'’&-]*"
_LABEL = re.compile(
    rf"[“\"]?(?:\*\*|__)?(?P<label>{_PART}(?:,?[ ](?:{_PART}|de|da|van|von|der|den|al|bin|of|the|for|du|la)){{0,6}})"
    r"(?P<end>(?:[ ]?[(\[][^()\[\]\n]{1,60}[)\]])?(?:\*\*|__)?:(?:\*\*|__)?)\s+(?=\S)"
)
_DESCRIBED = re.compile(
    rf"[^\W\d_a-z][a-z’'-]+(?:[ ][a-z][\w’'-]*){{1,4}}[ ](?P<label>{_PART}(?:[ ]{_PART}){{1,3}})(?P<end>:)\s+(?=[“\"])"
)
"""Who is quoted, behind what that one is: ``Chief engineer Ana Ruiz: “The dam is safe.”``"""
_LETTER = re.compile(r"(?:\*\*|__)?(?P<label>[QA])(?P<end>(?:\*\*|__)?[.:](?:\*\*|__)?)\s+(?=\S)")
_INNER_NAME = re.compile(r"(?<=[a-z,] )[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,5}")
_ASIDE = re.compile(r"[(\[*_][^()\[\]\n]*[)\]*_]\.?")
_ENDED = re.compile(r"[.!?…—–-][”\"’')\]*_]*$")
"""How a line ends in which somebody speaks; "Spokesperson: Ana Ruiz" is of a form."""
_WHOLE_QUOTATION = re.compile(r"“[^“”]+”|\"[^\"]+\"")
_LEAST_LABELS = 3
"""Labelled lines; with fewer, what stands between them need not be theirs who are named in front of it."""
_LEAST_QUESTIONS = 2
_PAIR = 2
_DATELINES = 4
"""Lines at the beginning that a place in capitals may open: "SOLVIK: The pier is shut"."""
_LETTERS = frozenset("QA")
_MOST_ANSWERS = 6
"""Lines of answers to one question, over all; where there are more, an article only asks now and then."""
_MOST_TOLD = 0.1
"""The part of the answers that may tell what others said, in marks, or of whoever answers."""
_READ = 300
"""Characters of a turn by which it is told whether somebody speaks in it."""
_LEAST_SPOKEN = 3
"""Words; fewer may answer or be a list, and say neither."""
_MOSTLY = 0.5
_TALKED = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b|\?")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,400}[”\"]")
_TOLD = re.compile(
    r"[”\"’],? (?:[\w.’'-]+ ){0,4}(?:said|says|asked|told|wrote|added)\b|\b(?:said|says|told|added)[,:]? [“\"‘]"
)


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a text, to be asked for by place."""

    turns: Sequence[Turn] = ()
    starts: Sequence[int] = field(default=())

    def at(self, place: int) -> Turn | None:
        """Return the turn that a place in the text belongs to."""
        number = bisect_right(self.starts, place) - 1
        return self.turns[number] if number >= 0 and place < self.turns[number].end else None


def turns_of(text: str) -> Turns:
    """Find the turns of a text: of a talk with labels, of an interview, or of a speech; else of block quotations."""
    lines = [span for match in LINE.finditer(text) if (span := trimmed(text, match.span()))[0] < span[1]]
    talk = _talk(text, lines)
    named = {text[slice(*turn.label)] for turn in talk if turn.label is not None}
    # Where one alone is named, and once, it is who answers; the questions have no label.
    interview = _interview(text, lines) if len(named) == 1 and named.isdisjoint(_LETTERS) else []
    talk = [*talk, *_unlabelled(text, lines, talk)]
    turns = interview or talk or _interview(text, lines) or _speech(text, lines) or quoted_lines(text, lines)
    title = headline(text)
    if not any(turn.start == title[0] for turn in turns if title is not None):
        turns = sorted([*headline_turn(text, title), *turns], key=lambda turn: turn.start)
    return Turns(turns, [turn.start for turn in turns])


def _unlabelled(text: str, lines: Sequence[Span], talk: Sequence[Turn]) -> Iterator[Turn]:
    """Yield the questions and answers behind a first pair, where only that pair says who asks and who answers."""
    if len(talk) != _PAIR or not talk[0].asks or talk[1].asks or any(one.label is None for one in talk):
        return
    behind = lines[bisect_right(lines, (talk[1].start, talk[1].end)) :]
    asking = [number for number, span in enumerate(behind) if _may_ask(text, span)]
    if not asking or asking[-1] + 1 == len(behind):
        return
    turns = [
        replace(talk[0] if number in asking else talk[1], start=start, end=end, begin=start, mark=None)
        for number, (start, end) in enumerate(behind)
        if not is_caption(text[start:end]) and not _ASIDE.fullmatch(text, start, end)
    ]
    last = max(number for number, turn in enumerate(turns) if turn.asks)
    answers = [text[turn.start : turn.end] for turn in turns if not turn.asks]
    if sum(map(_tells, answers)) > _MOST_TOLD * len(answers):
        return
    for number, turn in enumerate(turns):
        if number > last + 1 and not FIRST_PERSON.search(text, turn.start, turn.end):
            return  # what the outlet adds at the end
        yield turn


def _speech(text: str, lines: Sequence[Span]) -> list[Turn]:
    speech = speech_of(text, lines)
    if speech is None:
        return []
    held = lines[speech.first : speech.last]
    return [
        Turn(
            start, end, start, who=speech.who, asks=_asks(text[start:end]) and not FIRST_PERSON.search(text, start, end)
        )
        for start, end in held
    ]


def _asks(line: str) -> bool:
    return is_question(line) and "?" in line


def _interview(text: str, lines: Sequence[Span]) -> list[Turn]:
    """Return the questions and answers of an interview whose lines name nobody."""
    asking = [number for number, span in enumerate(lines) if _may_ask(text, span)]
    asking = [one for one, following in pairwise([*asking, len(lines)]) if one + 1 < following] and asking
    if len(asking) < _LEAST_QUESTIONS:
        return []
    interview = interviewed(text, lines[: asking[0]])
    if interview is None:
        return []
    turns = list(_answers(text, lines[asking[0] :], interview))
    return turns if _is_answered(text, turns, interview) else []


def _is_answered(text: str, turns: Sequence[Turn], interview: Interview) -> bool:
    """Tell whether lines between questions are answers: in an article, others speak and the one asked is told of."""
    answers = [text[turn.start : turn.end] for turn in turns if not turn.asks]
    if len(answers) > _MOST_ANSWERS * (len(turns) - len(answers)):
        return False
    surname = interview.who.names[0].words[-1] if interview.who.names else None
    told = sum(_tells(line) or (surname is not None and surname in line) for line in answers)
    return told <= _MOST_TOLD * len(answers)


def _tells(line: str) -> bool:
    """Tell whether a line tells what others said; who says "my sister said" answers."""
    return _TOLD.search(line) is not None and FIRST_PERSON.search(_QUOTED.sub("", line)) is None


def _may_ask(text: str, span: Span) -> bool:
    """Tell whether a line may be a question; most lines are told by their last characters."""
    start, end = span
    if end - start > 1_000:
        return False
    line = text[start:end]
    return is_question(line) and not line.startswith(("“", '"'))


def _answers(text: str, lines: Sequence[Span], interview: Interview) -> Iterator[Turn]:
    last = max(number for number, span in enumerate(lines) if _may_ask(text, span))
    asked = False
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        label = _LABEL.match(text, start, min(end, start + 120))
        if _may_ask(text, (start, end)) or (not asked and number < last and is_prompt(line)):
            begin = label.end() if label is not None else start
            yield Turn(start, end, begin, who=interview.asker, asks=True)
            asked = True
        elif is_caption(line) or _ASIDE.fullmatch(line):
            continue
        elif asked or number < last or FIRST_PERSON.search(line):
            yield Turn(start, end, label.end() if label is not None else start, who=interview.who)
            asked = False
        else:
            return


@dataclass(frozen=True, slots=True)
class _Labelled:
    number: int
    match: re.Match[str]
    is_dateline: bool

    @property
    def label(self) -> str:
        return self.match["label"]


def _talk(text: str, lines: Sequence[Span]) -> list[Turn]:
    """Return the turns of a talk whose lines begin with who speaks."""
    found = [one for number, span in enumerate(lines) if (one := _labelled(text, number, span)) is not None]
    letters = {one.label for one in found} & _LETTERS
    found = [one for one in found if one.label not in _LETTERS or letters == _LETTERS]
    if not found:
        return []
    kept = _speaking(text, lines, found)
    if not kept or not (letters or _is_spoken(text, lines, kept)):
        return []
    interview = interviewed(text, lines[: kept[0].number]) if letters else None
    is_long = len(kept) >= _LEAST_LABELS
    turns: list[Turn] = []
    for one, stop in zip(kept, [*(other.number for other in kept[1:]), len(lines)], strict=True):
        turns.append(_turn(text, lines[one.number], one, interview))
        if is_long:
            turns += _going_on(text, lines[one.number + 1 : stop], turns[-1], is_last=one is kept[-1])
    return turns


def _labelled(text: str, number: int, span: Span) -> _Labelled | None:
    end = min(span[1], span[0] + 200)
    colon = text.find(":", span[0], min(end, span[0] + 120))
    match = _LETTER.match(text, span[0], span[1]) or (_LABEL.match(text, span[0], span[1]) if colon >= 0 else None)
    if match is None and colon >= 0:
        described = _DESCRIBED.match(text, span[0], span[1])
        if described is not None and _is_quoted(text, described.end(), span[1]):
            match = described
    if match is None:
        return None
    if match["label"] in _LETTERS:
        return _Labelled(number, match, False)
    words = match["label"].replace(",", " ").split()
    is_part = words[0].lower() == "the" and words[-1].lower() in TALKERS | PERSON_NOUNS
    if not NO_SPEAKERS.isdisjoint(words) or (words[0].lower() in NEVER_NAMES | NO_LABELS and not is_part):
        return None
    is_form = not match["label"].isupper() and not _ENDED.search(text, max(match.end(), span[1] - 6), span[1])
    is_dateline = number < _DATELINES and bool(text[span[1] : span[1] + 9].strip())
    return None if is_form else _Labelled(number, match, is_dateline)


def _speaking(text: str, lines: Sequence[Span], found: Sequence[_Labelled]) -> list[_Labelled]:
    """Return the labels that name somebody who speaks: all in capitals do, others only in a talk."""
    times = Counter(one.label for one in found)
    is_talk = (len(found) >= _LEAST_LABELS and max(times.values()) > 1) or any(
        one.label != other.label and _may_ask(text, lines[one.number]) for one, other in pairwise(found)
    )
    named: set[str] = set()
    if is_talk:
        for match in _INNER_NAME.finditer(text):
            named.update(match[0].split())
    # One label or two over the first lines of a text, and none behind them, are a headline's and a dateline's.
    goes_on = not all(one.is_dateline for one in found) or _MOSTLY * (len(lines) - found[0].number) <= len(found)
    return [
        one
        for one in found
        if _names(one, times, named, is_talk=is_talk, goes_on=goes_on)
        or _is_quoted(text, one.match.end(), lines[one.number][1])
    ]


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether all that stands behind a label is one quotation: then the label is of who is quoted."""
    return _WHOLE_QUOTATION.fullmatch(text, start, end) is not None


def _is_spoken(text: str, lines: Sequence[Span], kept: Sequence[_Labelled]) -> bool:
    """Tell whether what stands behind labels is spoken, in sentences; "theft of a boat" is a charge."""
    said = [text[one.match.end() : min(lines[one.number][1], one.match.end() + _READ)] for one in kept]
    said = [line for line in said if len(line.split()) >= _LEAST_SPOKEN]
    spoken = sum(is_sentence(line) for line in said)
    return not said or spoken >= _MOSTLY * len(said)


def is_sentence(line: str) -> bool:
    """Tell whether words behind a label are spoken: a sentence, and not what somebody is charged with."""
    if _TALKED.search(line) is not None:
        return True
    opening = line.split(None, 1)[0].lower()
    return not opening.endswith(("ing", "ed")) and (has_verb(line) or states(line))


def _names(one: _Labelled, times: Counter[str], named: set[str], *, is_talk: bool, goes_on: bool) -> bool:
    label = one.label
    if label in _LETTERS:
        return True
    if label.isupper() and len(label) > 1:
        return is_talk or (len(times) > 1 and goes_on) or not one.is_dateline
    if not is_talk:
        return False
    words = [word.strip(".,").lower() for word in label.split()]
    is_part = words[-1] in TALKERS or words[0] in TITLES
    return is_part or (len(words) > 1 and times[label] > 1) or set(label.split()) <= named or _is_name(label, named)


def _is_name(label: str, named: set[str]) -> bool:
    """Tell whether a label of two words and more is named in the text, at least by its last word."""
    words = label.split()
    return len(words) > 1 and words[-1] in named


def _turn(text: str, span: Span, one: _Labelled, interview: Interview | None) -> Turn:
    match = one.match
    begin = match.end()
    asks = one.label == "Q" or _may_ask(text, (begin, span[1]))
    who = None
    if one.label in _LETTERS:
        who = None if interview is None else interview.who if one.label == "A" else interview.asker
        if who is None:
            return Turn(*span, begin, asks=asks)
    return Turn(*span, begin, match.span("label"), match.span("end"), who, asks)


def _going_on(text: str, lines: Sequence[Span], turn: Turn, *, is_last: bool) -> Iterator[Turn]:
    """Return the lines without a label behind a turn: whoever spoke goes on, until something else begins."""
    if turn.asks:
        return
    for start, end in lines:
        line = text[start:end]
        if is_caption(line) or _ASIDE.fullmatch(line):
            continue
        if is_last and not FIRST_PERSON.search(line):
            return
        yield replace(turn, start=start, end=end, begin=start, mark=None)
