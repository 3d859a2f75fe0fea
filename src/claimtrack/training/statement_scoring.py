"""Figures of statements against what a reader listed; the statement benchmark defines each of them."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from claimtrack.extraction.values import Extraction, Extractor, Spans, Statement
from claimtrack.training.calibrating import reliability
from claimtrack.training.scoring import Tally
from claimtrack.training.statements import Listed, ListedText
from claimtrack.vocabulary import SpeakerKind

_SAME = 0.5
_WORD = re.compile(r"[\w'’.-]+")
_MARKS = ".-'’"
_LEFT_OUT = frozenset(
    "the a an of for to at in on mr mrs ms dr sen senator rep gov governor president former vice secretary state gen "
    "general lt col sgt rev sir lady prime minister chairman chairwoman spokesman spokeswoman spokesperson u.s us "
    "republican democratic nominee candidate presidential".split()
)
_PERSON = re.compile(r"[A-Z][\w.'’-]+( [\w.'’-]+)* [A-Z][\w'’-]+")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|I{2,3}|IV)\.?$")
_NOBODY = frozenset({SpeakerKind.ANONYMOUS, SpeakerKind.NONE})


@dataclass(slots=True)
class StatementScore:
    """Statements found, those of the right speaker, too, and those found whose "checkable" is right."""

    found: Tally = field(default_factory=Tally)
    right: Tally = field(default_factory=Tally)
    checkable: Tally = field(default_factory=Tally)

    def add(self, gold: Sequence[Listed], given: Extraction) -> list[bool]:
        """Count one text; tells of each of its statements whether it, and its speaker, is right."""
        pairs = matched(given.text, [one.spans for one in gold], [one.spans for one in given.statements])
        right = [False] * len(given.statements)
        for place, number in pairs:
            right[number] = speaker_is_right(gold[place], given.statements[number], given)
        same = sum(gold[place].checkable == given.statements[number].checkable for place, number in pairs)
        self.found.add(len(pairs), len(right), len(gold))
        self.right.add(sum(right), len(right), len(gold))
        self.checkable.add(same, len(pairs), len(pairs))
        return right


def measured_statements(extract: Extractor, listed: Sequence[ListedText]) -> dict[str, Any]:
    """Return an engine's figures on listed texts, and how often statements of each confidence were right."""
    score = StatementScore()
    confidences: list[float] = []
    right: list[bool] = []
    for one in listed:
        found = extract(one.text)
        for statement, is_right in zip(found.statements, score.add(one.statements, found), strict=True):
            if statement.confidence is not None:
                confidences.append(statement.confidence)
                right.append(is_right)
    return {
        "found": score.found.rounded(),
        "right": score.right.rounded(),
        "checkable": round(score.checkable.precision, 1),
        "reliability": [asdict(one) for one in reliability(confidences, right)],
    }


def matched(text: str, gold: Sequence[Spans], given: Sequence[Spans]) -> list[tuple[int, int]]:
    """Pair spans one to one, the most alike first, half of their characters in common at least."""
    wanted, held = [_characters(text, one) for one in gold], [_characters(text, one) for one in given]
    alike = sorted(
        (
            (len(one & other) / len(one | other), place, number)
            for place, one in enumerate(wanted)
            for number, other in enumerate(held)
            if one & other
        ),
        reverse=True,
    )
    to: dict[int, int] = {}
    taken: set[int] = set()
    for share, place, number in alike:
        if share >= _SAME and place not in to and number not in taken:
            to[place] = number
            taken.add(number)
    return sorted(to.items())


def speaker_is_right(gold: Listed, statement: Statement, given: Extraction) -> bool:
    """Tell whether a statement is the outlet's where the reader said so, else of the speaker that the reader named."""
    attribution = given.attributions[statement.attribution] if statement.attribution is not None else None
    if not gold.said:
        return statement.own_voice is True or attribution is None
    if statement.own_voice:
        return False
    name = attribution.speaker if attribution is not None else None
    if not gold.speaker:
        return not _words(name) or (attribution is not None and attribution.speaker_kind in _NOBODY)
    return _same_name(gold.speaker, _words(name))


def _same_name(wanted: str, got: frozenset[str]) -> bool:
    want = _words(wanted)
    if not want or not got:
        return not want and not got
    is_person = _PERSON.fullmatch(wanted) is not None
    family = _words(_SUFFIX.sub("", wanted).split()[-1]) if is_person else frozenset()
    share = len(want & got) / len(want)
    return len(got - want) <= 3 and share >= (2 / 3 if is_person else 1 / 2) - 1e-9 and family <= got


def _words(name: str | None) -> frozenset[str]:
    held = [word.strip(_MARKS) for word in _WORD.findall((name or "").lower().replace("’s", "").replace("'s", ""))]
    held = [word for word in held if word]
    return frozenset(word for word in held if word not in _LEFT_OUT) or frozenset(held)


def _characters(text: str, spans: Spans) -> frozenset[int]:
    return frozenset(place for start, end in spans for place in range(start, end) if not text[place].isspace())
