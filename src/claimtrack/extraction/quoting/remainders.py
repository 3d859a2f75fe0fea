"""What no statement takes of a sentence: nothing of it is lost, and no sentence is torn.

Words beside a statement of the same voice belong to it. Words that tell how something was said go to its cue:
``speaking in Geneva on Thursday``. The rest is a statement of the outlet's own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claimtrack.extraction.english.content_words import DANGLING, LEANS_ON
from claimtrack.extraction.english.phrase_words import PREPOSITIONS
from claimtrack.extraction.quoting.bare_caveats import is_only_caveat
from claimtrack.extraction.quoting.ground import Ground, Making, has_word, word_count
from claimtrack.extraction.quoting.nature import is_own_checkable
from claimtrack.extraction.quoting.pieces import (
    ASKED,
    CLOSING_MARKS,
    EVEN,
    LAST_WORD,
    ONLY_JOINS,
    OPENING_MARKS,
    has_clause,
)
from claimtrack.extraction.quoting.prompts import is_bare_answer
from claimtrack.extraction.quoting.unsaid import is_unsaid
from claimtrack.extraction.text.clauses import has_verb
from claimtrack.extraction.text.lines import is_around, is_question, states
from claimtrack.extraction.text.spans import cleaned, trimmed
from claimtrack.extraction.values import Attribution, Span

_LEAST = 5
"""Words; fewer that nothing takes are left over: "on Thursday", "told reporters"."""
_LEAST_ALONE = 4
"""Words; a sentence that has fewer and no verb, "Not at all", or an agency's name behind a story, states nothing."""
_MOSTLY = 0.6
"""The share of words left over that stands in what somebody says, for them to be that one's."""
_BETWEEN = re.compile(r"[\s,;:—–()“”\"‘’'.-]*(?:(?:and|but|or|that|which|who)\b)?[\s,;:—–()“”\"‘’'-]*", re.IGNORECASE)
_JOINING = re.compile(r"(?:\W|\b(?:and|but|or|that)\b)*", re.IGNORECASE)
"""What joins statements, and is part of none."""
_SUBORDINATE = re.compile(
    r"\W*(?:while|as|when|because|although|though|whereas|since|and|but|or|that|,|\s)*\W*", re.IGNORECASE
)
"""What joins two clauses, and is part of neither."""
_LABEL = re.compile(r"\W*(?:\w+\s+){0,2}\w+:\s*")
"""What stands over words, and is no part of what they state: "LIVE:"."""
_CITES = re.compile(r"\W*according to\b")
_LEADING = re.compile(r"[\s,;:—–.…)\]*-]*(?:that\s)?")


def take_remainders(
    text: str, ground: Ground, made: list[Attribution], found: Sequence[Making], title: Span | None
) -> list[Making]:
    """Give what nothing takes of each sentence to a statement or a cue beside it; returns what are statements by it.

    ``title`` is where the headline stands: one that states nothing is none.
    """
    standing: dict[int, list[tuple[Making, Span]]] = defaultdict(list)
    for one in found:
        for span in one.spans:
            for number, part in ground.parts(span):
                standing[number].append((one, part))
    taken = _told(ground, made, {one.attribution for one in found})
    new: list[Making] = []
    for number, line in enumerate(ground.gathered.lines):
        here = standing.get(number, [])
        spans = sorted([*(span for _, span in here), *taken.get(number, ())])
        whole = ground.unlabelled(line.span[0])
        left = list(_free(text, whole, spans)) if line.states else []
        is_much = word_count(text, left) >= _LEAST
        if not is_much and here and all(one.attribution is None for one, _ in here):
            _take_few(text, left, [one for one, _ in here])
            continue
        for rest in left:
            if _JOINING.fullmatch(text, *rest) or (rest == whole and not _is_stated(text, rest, title)):
                continue
            if is_much and rest != whole and word_count(text, [rest]) < _LEAST:
                _give_to_cue(rest, _near(here, number, ground), ground, made, text)
                continue
            made_of = _placed(text, rest, here, number, ground, made, is_whole=rest == whole)
            new += [made_of] if made_of is not None else []
    return new


def _told(ground: Ground, made: Sequence[Attribution], told: set[int | None]) -> dict[int, list[Span]]:
    """Return the words that say who says something, by the sentence they stand in: as they are given, not as found."""
    taken: dict[int, list[Span]] = defaultdict(list)
    for index, one in enumerate(made):
        if index in told:
            for span in (*one.cue, *one.source):
                taken[ground.sentence(span[0])].append(span)
    return taken


def _free(text: str, line: Span, taken: Iterable[Span]) -> Iterator[Span]:
    start, end = line
    for first, last in taken:
        if first > start and has_word(text, start, min(first, end)):
            yield start, min(first, end)
        start = max(start, last)
    if start < end and has_word(text, start, end):
        yield start, end


def _is_stated(text: str, sentence: Span, title: Span | None) -> bool:
    """Tell whether a sentence that no statement was found in is one."""
    words = text[sentence[0] : sentence[1]]
    if is_question(words) or is_only_caveat(words) or is_around(words) or is_bare_answer(words):
        return False
    if word_count(text, [sentence]) < _LEAST_ALONE and not (has_verb(words) or states(words)):
        return False
    is_title = title is not None and title[0] <= sentence[0] < title[1]
    return states(words) if is_title else any(character.isalpha() for character in words)


def _placed(
    text: str,
    rest: Span,
    here: Sequence[tuple[Making, Span]],
    number: int,
    ground: Ground,
    made: list[Attribution],
    *,
    is_whole: bool,
) -> Making | None:
    """Give words to what they belong to; returns them as a statement where they are one."""
    count = word_count(text, [rest])
    speaker = _speaker(text, rest, here, ground)
    beside = next((one for one, span in here if one.attribution == speaker and _touches(text, span, rest)), None)
    if speaker is not None and beside is not None and _is_aside(text, beside, rest):
        # The outlet's of a name that somebody is quoted with: "... to Tarn,” a mill town".
        return (
            Making([_bounds(text, rest)], None, is_own_checkable(text[rest[0] : rest[1]])) if count >= _LEAST else None
        )
    if beside is not None and (count >= _LEAST or speaker is not None):
        _grow(text, beside, _bounds(text, rest))
        return None
    if speaker is not None and (is_whole or has_verb(text[rest[0] : rest[1]])):
        return Making([_bounds(text, rest)], speaker, is_own_checkable(text[rest[0] : rest[1]]))
    if count < _LEAST and not is_whole:
        return None
    near = _near(here, number, ground)
    if near and not is_whole and (_tells_how(text, rest) or _leads_to(text, rest, near, ground)):
        _give_to_cue(rest, near, ground, made, text)
        return None
    return Making([_bounds(text, rest)], None, is_own_checkable(text[rest[0] : rest[1]]))


def _is_aside(text: str, beside: Making, rest: Span) -> bool:
    """Tell whether words right behind a quotation stand outside it, and have no verb."""
    end = next((last for _, last in beside.spans if 0 <= rest[0] - last <= 1), None)
    words = text[rest[0] : rest[1]]
    return (
        end is not None and text[end - 1] in CLOSING_MARKS and OPENING_MARKS.isdisjoint(words) and not has_verb(words)
    )


def _near(here: Sequence[tuple[Making, Span]], number: int, ground: Ground) -> list[int]:
    """Return the attributions of a sentence's statements that have their cue in it."""
    told = {one.attribution for one, _ in here}
    return [index for index in ground.cues.get(number, ()) if index in told]


def _give_to_cue(rest: Span, near: Sequence[int], ground: Ground, made: list[Attribution], text: str) -> None:
    """Give words that tell how something was said to the cue nearest to them, where there is one."""
    if near:
        index = min(near, key=lambda index: abs(ground.draft(index).cue[0][0] - rest[0]))
        made[index] = replace(made[index], cue=cleaned(text, [*made[index].cue, rest]))


def _speaker(text: str, rest: Span, here: Sequence[tuple[Making, Span]], ground: Ground) -> int | None:
    """Return the attribution that says words left over: one that says more of the sentence, or the form names."""
    told = {one.attribution for one, _ in here}
    size = rest[1] - rest[0]
    for index, (shared, _) in sorted(ground.holders([rest]).items()):
        draft = ground.draft(index)
        if shared >= _MOSTLY * size and (index in told or draft.by_form) and not draft.is_own:
            return None if is_unsaid(text, draft) else index
    return None


def _bounds(text: str, rest: Span) -> Span:
    """Return words left over without the marks, and the joining word, in front of them."""
    leading = _LEADING.match(text, *rest)
    return trimmed(text, (leading.end() if leading is not None else rest[0], rest[1]))


def _tells_how(text: str, rest: Span) -> bool:
    """Tell whether words say how something was said: they have no verb, or stop in front of who says it."""
    words = text[rest[0] : rest[1]]
    last = LAST_WORD.search(words)
    first = words.lower().split(None, 1)[0] if words.strip() else ""
    is_verbless = not has_verb(words) or (first in PREPOSITIONS and not has_clause(words))
    return is_verbless or (last is not None and last[1].lower() in DANGLING)


def _leads_to(text: str, rest: Span, near: Sequence[int], ground: Ground) -> bool:
    """Tell whether words lead to who speaks, as a clause that leans on another: ``just as the board released``.

    So does what somebody was asked.
    """
    words = trimmed(text, rest)
    if ASKED.match(text, *words) is not None or _CITES.match(text, *words) is not None:
        return True
    first = next((word for word in text[rest[0] : rest[1]].lower().split(None, 2) if word not in EVEN), "")
    end = trimmed(text, rest)[1]
    sources = (ground.draft(index).source for index in near)
    return first in LEANS_ON and any(source is not None and 0 <= source[0] - end <= 1 for source in sources)


def _touches(text: str, span: Span, rest: Span) -> bool:
    """Tell whether nothing but marks and a joining word stands between a statement and what was left over."""
    first, last = (span[1], rest[0]) if span[1] <= rest[0] else (rest[1], span[0])
    return first <= last and _BETWEEN.fullmatch(text, first, last) is not None


def _take_few(text: str, left: Sequence[Span], here: Sequence[Making]) -> None:
    """Give the few words left of a sentence that is the outlet's alone to the statements beside them."""
    for rest in left:
        if not any(left.fullmatch(text, *rest) for left in (_SUBORDINATE, _LABEL, ONLY_JOINS)):
            _grow(text, min(here, key=lambda one: _distance(one, rest)), _bounds(text, rest))


def _distance(one: Making, rest: Span) -> int:
    return min(max(start - rest[1], rest[0] - end) for start, end in one.spans)


def _grow(text: str, one: Making, rest: Span) -> None:
    """Make a statement whole with the words beside it."""
    joined: list[Span] = []
    for start, end in sorted([*one.spans, rest]):
        if joined and not has_word(text, joined[-1][1], start):
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    one.spans = joined
