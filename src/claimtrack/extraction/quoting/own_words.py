"""What the outlet says in the middle of somebody else's sentence, or in a headline, goes to nobody else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claimtrack.extraction.quoting.content_shape import Shape, shape_of
from claimtrack.extraction.quoting.ground import Ground, Making
from claimtrack.extraction.quoting.headlines import outlets_part
from claimtrack.extraction.quoting.nature import is_own_checkable
from claimtrack.extraction.quoting.pieces import fills
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.values import Span

_CLAIM = r"(?:claim|report|charge|allegation|accusation|assertion|account|suggestion|figure|version|statement|charge)s?"
_ANSWERED = re.compile(
    rf",\s+(?P<answer>(?:an?|the)\s+(?:\w+\s+)?{_CLAIM}\s+(?:that\s+|which\s+)?(?:[\w.’'-]+\s+){{1,6}}?"
    r"(?:dismissed|denied|denies|rejected|rejects|called|calls|described|disputed|disputes|refuted|contested|labelled|"
    r"branded|has\s+denied|have\s+denied)\b)"
)
"""What somebody else says of what was just said: ``, a claim the army dismissed as lies``."""
_PLAIN = frozenset("say tell warn insist think".split())
_NAMES = frozenset({Shape.NAMED, Shape.PHRASE, Shape.PHRASE_AS})


def with_own_words(text: str, found: Sequence[Making], ground: Ground) -> list[Making]:
    """Return statements, those of somebody else without what the outlet adds in the same sentence."""
    return _title_apart(text, _whole_title(text, _answers_apart(text, found, ground), ground), ground)


def _title_apart(text: str, found: Sequence[Making], ground: Ground) -> list[Making]:
    """Return statements, the outlet's part of a headline as one of the outlet's."""
    ahead = outlets_part(text, ground.gathered.title, ground.gathered.drafts)
    if ahead is None:
        return list(found)
    kept = [Making([ahead], None, is_own_checkable(text[slice(*ahead)]))]
    for one in found:
        left = [span for span in one.spans if span[0] >= ahead[1] or span[1] <= ahead[0]]
        kept += [replace(one, spans=left)] if left else []
    return kept


def _answers_apart(text: str, found: Sequence[Making], ground: Ground) -> list[Making]:
    """Return statements, ``, a claim the army dismissed as lies`` as one of the outlet's."""
    kept: list[Making] = []
    answers: set[Span] = set()
    number, answer = -1, None
    for one in sorted(found, key=lambda one: one.spans[0][0]):
        place = ground.sentence(one.spans[0][0])
        sentence = ground.gathered.lines[place].span
        if place != number:  # a sentence may hold a whole book's statements: it is read once
            number, answer = place, _ANSWERED.search(text, *sentence)
        if answer is None:
            kept.append(one)
            continue
        start = answer.start("answer")
        left = [(first, min(last, answer.start())) for first, last in one.spans if first < answer.start()]
        if left:
            kept.append(replace(one, spans=left))
        answers.add(trimmed(text, (start, sentence[1])))
    return [*kept, *(Making([span], None, is_own_checkable(text[slice(*span)])) for span in sorted(answers))]


def _whole_title(text: str, found: Sequence[Making], ground: Ground) -> list[Making]:
    """Return statements, a headline whole where what somebody "claims" in it is a thing: ``Rebels claim capture``."""
    title = ground.gathered.title
    if title is None:
        return list(found)
    here = [one for one in found if title[0] <= one.spans[0][0] < title[1]]
    if not any(_claims_thing(text, one, ground, title) for one in here):
        return list(found)
    whole = Making([title], None, is_own_checkable(text[slice(*title)]))
    return [whole, *(one for one in found if not title[0] <= one.spans[0][0] < title[1])]


def _claims_thing(text: str, one: Making, ground: Ground, title: Span) -> bool:
    """Tell whether somebody "claims" or denies a thing in a headline, which says more."""
    if one.attribution is None:
        return False
    draft = ground.draft(one.attribution)
    if draft.base in _PLAIN or not draft.cue:
        return False
    if one.spans[0][0] <= draft.cue[0][0] < one.spans[-1][1]:  # "Firm denies claims", of "Firm denies claims as ..."
        return not fills(text, tuple(one.spans), title)
    if one.spans[0][0] < draft.cue[-1][1]:
        return False
    return shape_of(text[one.spans[0][0] : one.spans[-1][1]]) in _NAMES
