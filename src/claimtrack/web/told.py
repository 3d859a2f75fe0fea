"""What a change is told as on the next page: where claims stand now, what was attached, what fell with it."""

from collections.abc import Iterable

from claimtrack.remedies import Words
from claimtrack.reports.wording.signs import Sign
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.verdicts.answers import Answered
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.services.weighing.consequences import Reopened
from claimtrack.web.languages.catalogues import gettext
from claimtrack.web.languages.names import named

Told = Iterable[Words]


def moved(moves: Iterable[Moved]) -> Told:
    """Say where claims stand now, and what there is to look at again."""
    for one in moves:
        if one.already:
            continue
        yield _where(one)
        for alarm in one.alarms:
            yield gettext("ALARM: claim %(number)s is %(how)s", number=one.number, how=alarm.seen_from(one.number))
        yield from (_look_again(one.number, words) for words in one.discrepancies)


def _where(one: Moved) -> str:
    if one.fallen is not None:
        return one.fallen.sentence
    if one.proposed is not None:
        return gettext(
            "claim %(number)s is proposed as %(state)s; it stands once somebody else approves it",
            number=one.number,
            state=named(one.proposed),
        )
    if one.because is not None:
        return gettext(
            "claim %(number)s was %(before)s and is %(state)s again: %(because)s",
            number=one.number,
            before=named(one.was),
            state=named(one.now),
            because=one.because,
        )
    state = named(Sign.CONFIRMED if one.independent else one.now)
    if one.overridden:
        state = gettext("%(state)s, BY OVERRIDE, not independently confirmed", state=state)
    return gettext(
        "claim %(number)s is %(state)s (was %(before)s)", number=one.number, state=state, before=named(one.was)
    )


def _look_again(number: int, words: str) -> str:
    return gettext("look again at claim %(number)s: %(words)s", number=number, words=words)


def answered(told: Iterable[Answered]) -> Told:
    """Say what was answered to: was it really said?"""
    for one in told:
        if one.already:
            continue
        yield (
            gettext(
                "claim %(number)s: that it was said is proposed as %(answer)s; whether it is true is another question",
                number=one.number,
                answer=named(one.said),
            )
            if one.proposed
            else gettext(
                "claim %(number)s: said is %(answer)s; whether it is true is another question",
                number=one.number,
                answer=named(one.said),
            )
        )
        yield from (_look_again(one.number, words) for words in one.discrepancies)


_MOST_ALIKE = 5
"""Pictures that one is nearly, and that are named; the rest are counted."""


def attached(piece: Attached | None) -> Told:
    """Say what was attached, and what its text asks a person to look at."""
    if piece is None:
        yield gettext("the piece was attached before, and stays as it is")
        return
    yield gettext(
        "evidence %(number)s is attached, as whole bytes; SHA-256 %(digest)s", number=piece.number, digest=piece.digest
    )
    yield from piece.worth
    yield from (
        gettext("look again: this picture is %(sentence)s", sentence=one.sentence) for one in piece.alike[:_MOST_ALIKE]
    )
    if len(piece.alike) > _MOST_ALIKE:
        yield gettext("and it is nearly %(count)s more on record", count=len(piece.alike) - _MOST_ALIKE)
    if piece.unlike is not None:
        yield gettext("not compared with other pictures on record: this picture %(why)s", why=piece.unlike)
    for credit in piece.credits:
        yield gettext(
            "its text credits %(name)s; if it only passes that on, say that it relies on it", name=credit.name
        )


def differing(piece: Attached | None) -> Told:
    """Say where claim and passage differ; a verdict on the piece says it itself."""
    found = piece.discrepancies if piece is not None else ()
    return (_look_again(number, words) for number, words in found)


def fallen(reopened: Iterable[Reopened]) -> Told:
    """Say which verdicts fell, and why."""
    return (one.sentence for one in reopened)
