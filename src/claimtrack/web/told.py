"""What a change is told as on the next page: where claims stand now, what was attached, what fell with it."""

from collections.abc import Iterable

from claimtrack.remedies import Words
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.verdicts.answers import Answered
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.services.weighing.consequences import Reopened

Told = Iterable[Words]


def moved(moves: Iterable[Moved]) -> Told:
    """Say where claims stand now, and what there is to look at again."""
    for one in moves:
        if one.already:
            continue
        yield _where(one)
        for alarm in one.alarms:
            yield f"ALARM: claim {one.number} is {alarm.seen_from(one.number)}"
        yield from (f"look again at claim {one.number}: {words}" for words in one.discrepancies)


def _where(one: Moved) -> str:
    if one.fallen is not None:
        return one.fallen.sentence
    if one.proposed is not None:
        return f"claim {one.number} is proposed as {one.proposed.value}; it stands once somebody else approves it"
    if one.because is not None:
        return f"claim {one.number} was {one.was.words} and is {one.now.words} again: {one.because}"
    how = ", BY OVERRIDE, not independently confirmed" if one.overridden else ", independently" * one.independent
    return f"claim {one.number} is {one.now.words}{how} (was {one.was.words})"


def answered(told: Iterable[Answered]) -> Told:
    """Say what was answered to: was it really said?"""
    for one in told:
        if one.already:
            continue
        stands = "is proposed as" if one.proposed else "is"
        yield f"claim {one.number}: said {stands} {one.said.words}; whether it is true is another question"
        yield from (f"look again at claim {one.number}: {words}" for words in one.discrepancies)


_MOST_ALIKE = 5
"""Pictures that one is nearly, and that are named; the rest are counted."""


def attached(piece: Attached | None) -> Told:
    """Say what was attached, and what its text asks a person to look at."""
    if piece is None:
        yield "the piece was attached before, and stays as it is"
        return
    yield f"evidence {piece.number} is attached, as whole bytes; SHA-256 {piece.digest}"
    yield from piece.worth
    yield from (f"look again: this picture is {one.sentence}" for one in piece.alike[:_MOST_ALIKE])
    if len(piece.alike) > _MOST_ALIKE:
        yield f"and it is nearly {len(piece.alike) - _MOST_ALIKE} more on record"
    if piece.unlike is not None:
        yield f"not compared with other pictures on record: this picture {piece.unlike}"
    for credit in piece.credits:
        yield f"its text credits {credit.name}; if it only passes that on, say that it relies on it"


def differing(piece: Attached | None) -> Told:
    """Say where claim and passage differ; a verdict on the piece says it itself."""
    found = piece.discrepancies if piece is not None else ()
    return (f"look again at claim {number}: {words}" for number, words in found)


def fallen(reopened: Iterable[Reopened]) -> Told:
    """Say which verdicts fell, and why."""
    return (one.sentence for one in reopened)
