"""From attributions to statements: what each speaker says, and what the outlet says itself."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimtrack.extraction.english.content_words import OPENING
from claimtrack.extraction.english.determiners import ARTICLES, DEMONSTRATIVES
from claimtrack.extraction.english.speech_verbs import CLAIMING, SAYING
from claimtrack.extraction.quoting.bare_caveats import is_only_caveat
from claimtrack.extraction.quoting.draft import DOUBT, Draft
from claimtrack.extraction.quoting.headlines import outlets_part
from claimtrack.extraction.quoting.nature import is_checkable, is_own_checkable, nature_of
from claimtrack.extraction.quoting.propositions import gives_statement
from claimtrack.extraction.quoting.walk import Gathered, Line
from claimtrack.extraction.text.clauses import apart, clauses
from claimtrack.extraction.text.spans import cleaned, worded
from claimtrack.extraction.values import Attribution, Span, Spans, Statement
from claimtrack.vocabulary import Nature

_CONNECTED = re.compile(r"^[\s,;—–-]*(?:but|while|although|though|whereas|and)\s+(?=\w)", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do|came|went|took|made|left|lost|won|\w{3,}ed)\b"
)
_LEAST = 6
_REPEATING = frozenset("repeat reiterate announce report".split())
_DETERMINERS = ARTICLES | DEMONSTRATIVES | frozenset("his her its their".split())
_POINTING = frozenset("that which who it this these those so them what as such".split())
_LEAST_UNNAMED = 4
"""Words; fewer, said by nobody who is named, are no statement."""
_MOST_OF_SENTENCE = 0.5
_LEAST_ALONE = 3
"""Words; a sentence of fewer says nothing by itself."""
_CLAIMING_BASES = frozenset(CLAIMING.values()) - frozenset(SAYING.values())
_THAT = re.compile(r"that\s+(?!(?:is|was|were|are|has|had|will|would|could|can|may|might|did|does|should)\b)")
"""The word that opens a clause; "That motion" in front of a sentence points to one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the number of the sentence that its cue, or it itself, stands in."""

    statement: Statement
    sentence: int


def statements(text: str, gathered: Gathered, made: Sequence[Attribution]) -> list[Placed]:
    """Return every statement in the order of the text: attributed ones and the own voice, not yet any caveat."""
    starts = [line.span[0] for line in gathered.lines]
    placed: list[Placed] = []
    for index, (one, attribution) in enumerate(zip(gathered.drafts, made, strict=True)):
        if one.is_own or one.carries:
            continue
        placed += _attributed(text, one, attribution, index, starts)
    ahead = outlets_part(text, gathered.title, gathered.drafts)
    if ahead is not None:
        words = text[slice(*ahead)]
        placed.append(Placed(Statement(words, (ahead,), None, own_voice=True, checkable=is_own_checkable(words)), 0))
    told = {one.statement.attribution for one in placed}
    placed += _own_voice(
        text, gathered, [one for index, one in enumerate(gathered.drafts) if index in told or one.carries]
    )
    return sorted(placed, key=lambda one: (one.statement.spans[0][0], -one.statement.spans[-1][1]))


def _attributed(text: str, one: Draft, attribution: Attribution, index: int, starts: Sequence[int]) -> Iterator[Placed]:
    """Return what somebody says as statements that can be decided one at a time."""
    if not gives_statement(text, one, attribution):
        return
    spoken = spoken_spans(text, one, attribution)
    if not spoken or _is_aside(text, one) or _says_nothing(worded(text, spoken), named=attribution.speaker is not None):
        return
    cue = text[one.cue[-1][0] : one.cue[-1][1]] if one.cue else ""
    particle = cue.rpartition(" ")[2].lower()
    is_whole = one.passive or attribution.nature not in {Nature.ASSERTS, Nature.OPINION}
    for spans in [spoken] if is_whole else _parts(text, spoken, starts):
        words = worded(text, spans)
        checkable = is_checkable(nature_of(one.base, particle, words))
        place = one.sentence if is_whole else max(0, bisect_right(starts, spans[0][0]) - 1)
        yield Placed(Statement(words, spans, index, own_voice=False, checkable=checkable), place)


def _is_aside(text: str, one: Draft) -> bool:
    """Tell whether nobody is named for a few words of a sentence: ``reinforced fears of atrocities``.

    The sentence is then the outlet's own, and those words are part of it.
    """
    if one.source is not None or one.passive or one.carried or one.outer is not None or not one.cue:
        return False
    start, end = one.frame
    held = sum(len(text[first:last].split()) for first, last in [*one.cue, *one.content] if start <= first < end)
    return held < _MOST_OF_SENTENCE * len(text[start:end].split())


def _says_nothing(words: str, *, named: bool) -> bool:
    """Tell whether words are nothing to decide on: ``which`` alone; ``asked for details``, with nobody who asks."""
    held = words.split()
    return all(word.lower().strip(",.") in _POINTING for word in held) or (not named and len(held) < _LEAST_UNNAMED)


def _parts(text: str, spans: Spans, starts: Sequence[int]) -> list[Spans]:
    """Cut what somebody says into sentences, and those into clauses that stand by themselves."""
    sentences: list[list[Span]] = []
    last = -1
    for start, end in spans:
        while start < end:
            number = bisect_right(starts, start) - 1
            stop = min(end, starts[number + 1]) if number + 1 < len(starts) else end
            # A word or two are said with what stands before them: "Never. Not once."
            is_short = len(text[start:stop].split()) < _LEAST_ALONE
            if sentences and (number == last or is_short):
                sentences[-1].append((start, stop))
            else:
                sentences.append([(start, stop)])
            last, start = number, stop
    parts: list[Spans] = []
    for held in sentences:
        pieces = [[piece] for piece in clauses(text, held[0])] if len(held) == 1 else apart(text, held)
        parts += [cleaned(text, piece) for piece in pieces]
    return [part for part in parts if part]


def spoken_spans(text: str, one: Draft, attribution: Attribution) -> Spans:
    """Return the words that stand for what an attribution says: a denial with its verb, a clause without "that"."""
    content = attribution.content
    if not content:
        return ()
    if one.passive:
        return ((content[0][0], content[-1][1]),)
    if (
        attribution.nature is Nature.DENIES
        and one.cue
        and one.cue[0][1] <= content[0][0]
        and not _has_clause(text, content)
    ):
        # "the claims" by itself would say the opposite of a denial.
        return ((one.cue[0][0], content[0][1]), *content[1:])
    if _leans_on_cue(text, one, content):
        # "them a fraud" says nothing without "calling".
        return cleaned(text, [(one.cue[0][0], content[0][1]), *content[1:]])
    start, end = content[0]
    opener = _THAT.match(text, start, end)
    return cleaned(text, [(opener.end() if opener else start, end), *content[1:]])


def _leans_on_cue(text: str, one: Draft, content: Spans) -> bool:
    """Tell whether what is said cannot be read without its verb: ``called on both sides to ...``."""
    if not one.cue or content[0][0] < one.cue[0][1]:
        return False
    if one.base == DOUBT:
        return one.cue[-1][1] <= content[0][0]  # "it would pass" by itself says the contrary
    if one.base not in _CLAIMING_BASES and not _is_bare(text, one, content):
        return False
    between = one.addressee[1] if one.addressee is not None else one.cue[0][1]
    if content[0][0] - between > 1:
        return False
    first = text[content[0][0] : content[0][1]].split(None, 1)[0].lower()
    return first not in OPENING and first[0] not in "“\"'‘"


def _is_bare(text: str, one: Draft, content: Spans) -> bool:
    """Tell whether what a verb of saying is followed by is no clause: ``hopes to reopen``, ``repeated the claim``."""
    words = worded(text, content)
    if words.startswith("to "):
        return True
    return one.base in _REPEATING and words.split(None, 1)[0].lower() in _DETERMINERS and not _has_clause(text, content)


def _has_clause(text: str, content: Spans) -> bool:
    words = worded(text, content)
    return words.lower().startswith("that ") or (len(words.split()) > 4 and _FINITE.search(words) is not None)


def _own_voice(text: str, gathered: Gathered, told: Iterable[Draft]) -> Iterator[Placed]:
    """Return what the outlet says itself: all that does not belong to an attribution that gives a statement."""
    taken: dict[int, list[Span]] = defaultdict(list)
    starts = [line.span[0] for line in gathered.lines]
    for one in told:
        for number, span in _touched(one, gathered.lines, starts):
            taken[number].append(span)
    for number, line in enumerate(gathered.lines):
        if not line.states:
            continue
        spans = [line.span] if number not in taken else _left_over(text, line, taken[number])
        for start, end in spans:
            span = (start, end)
            words = text[start:end]
            if is_only_caveat(words) or not any(character.isalpha() for character in words):
                continue
            checkable = is_own_checkable(words)
            for piece in clauses(text, span) if checkable else [span]:
                words = text[piece[0] : piece[1]]
                yield Placed(Statement(words, (piece,), None, own_voice=True, checkable=checkable), number)


def _touched(one: Draft, lines: Sequence[Line], starts: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """Return the sentences that an attribution stands in, with the stretch of each that it takes."""
    pieces = [*one.content, *one.cue, *([one.addressee] if one.addressee else [])]
    if one.source is not None and one.frame[0] <= one.source[0] < one.frame[1]:
        pieces.append(one.source)
    for start, end in pieces:
        number = max(0, bisect_right(starts, start) - 1)
        while number < len(lines) and lines[number].span[0] < end:
            first, last = lines[number].span
            if min(end, last) > max(start, first):
                yield number, (max(start, first), min(end, last))
            number += 1


def _left_over(text: str, line: Line, taken: list[Span]) -> list[Span]:
    """Find the outlet's own clauses beside what others say: ``, but the bridge has stood since 1967.``"""
    whole = [piece for piece in clauses(text, line.span) if not any(_touch(piece, one) for one in taken)]
    if whole:
        return [span for piece in whole for span in cleaned(text, [piece])]
    end = max(last for _, last in taken)
    rest = text[end : line.span[1]]
    connected = _CONNECTED.match(rest)
    if connected is None or len(rest.split()) < _LEAST or not _FINITE.search(rest):
        return []
    return list(cleaned(text, [(end + connected.end(), line.span[1])]))


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
