"""What commands tell of moves, verdicts and outcomes, in the same words wherever they come up."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from claimtrack.cli.output import moment, program, tell
from claimtrack.vocabulary import Status

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.verdicts.answers import Answered
    from claimtrack.services.verdicts.decisions import Moved
    from claimtrack.services.weighing.consequences import Reopened


UNREAD = "attribution not attempted, all is unread: neither the outlet's own voice nor anybody else's"


def unread_language(code: str) -> str | None:
    """Say which language a text seems to be in, where that is one that is not read; else None."""
    if code == "en":
        return None
    if code == "und":
        return "no language is recognised"
    from babel import Locale

    # As people call it: "ary" is a code to nobody but a program.
    return f"the language looks like {Locale('en').languages.get(code.replace('-', '_'), code)}"


def _waits(number: int) -> str:
    return f"somebody else approves it with `{program()} approve {number}`"


def tell_outcome(desk: "Desk", words: str, reopened: "Iterable[Reopened]") -> None:
    """Say what was done, or would be in a rehearsal, and which verdicts fell with it."""
    fallen = list(reopened)
    if not desk.rehearsal:
        tell(words)
        tell_reopened(fallen)
        return
    tell(f"nothing was changed; this is what would be: {words}")
    tell_reopened(fallen)
    if not fallen:
        tell("no verdict would fall")


def tell_reopened(reopened: "Iterable[Reopened]") -> None:
    """Say which verdicts fell, and why."""
    for fallen in reopened:
        tell(fallen.sentence)


def tell_rehearsed(desk: "Desk") -> None:
    """Say that what follows was not done, where it was only rehearsed."""
    if desk.rehearsal:
        tell("nothing was changed; this is what would be:")


def tell_moves(moves: "Iterable[Moved]") -> None:
    """Say where each claim stands now, and where two confirmed ones contradict each other."""
    told = list(moves)
    moves = [move for move in told if not move.already]
    for move in moves:
        tell(sentence(move))
    tell_already([move.number for move in told if move.already], changed=len(moves))
    for move in moves:
        for alarm in move.alarms:
            tell_alarm(move.number, alarm.seen_from(move.number))
    tell_discrepancies((move.number, words) for move in moves for words in move.discrepancies)


def tell_answers(told: "Iterable[Answered]") -> None:
    """Say what was answered to who said it, and what to look at again."""
    every = list(told)
    told = [one for one in every if not one.already]
    for answered in told:
        tell(said_sentence(answered))
    tell_already([one.number for one in every if one.already], changed=len(told))
    tell_discrepancies((one.number, words) for one in told for words in one.discrepancies)


def tell_already(claims: Sequence[int], *, changed: int, words: str = "says so already|say so already") -> None:
    """Say which of several claims were left as they are, since what was asked for is so."""
    if not claims:
        return
    one, several = words.split("|")
    noun, rest = ("claim", one) if len(claims) == 1 else ("claims", several)
    tell(f"{noun} {ranged(claims)} {rest}" + ("" if changed else "; nothing was changed"))


def ranged(numbers: Sequence[int]) -> str:
    """Write claim numbers as people type them: ``12, 15-18``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def tell_discrepancies(found: Iterable[tuple[int, str]]) -> None:
    """Say what claims say, by number, and the passages of their evidence do not: a question, never a refusal."""
    for number, words in found:
        tell(f"look again at claim {number}: {words}")


def tell_alarm(claim: int, words: str) -> None:
    """Say that a claim stands confirmed against another one; ``words`` are how it is seen from this one."""
    tell(f"ALARM: claim {claim} is {words}; `{program()} show {claim}`")


def sentence(move: "Moved") -> str:
    """Say where a claim stands now, or what waits for a second person."""
    if move.fallen is not None:
        return move.fallen.sentence
    if move.proposed is not None:
        return f"claim {move.number} is proposed as {move.proposed.value}; {_waits(move.number)}"
    words = move.now.words
    if move.because is not None:
        return f"claim {move.number} was {move.was.words} and is {words} again: {move.because}"
    if move.overridden:
        words += " BY OVERRIDE, not independently confirmed"
    elif move.independent:
        words += ", independently"
    holder = f", with {move.holder}" if move.now is Status.IN_REVIEW and move.holder is not None else ""
    return f"claim {move.number} is {words}{holder} (was {move.was.words})"


def said_sentence(answered: "Answered") -> str:
    """Say what was answered to: was it really said?"""
    word = answered.said.words
    if answered.proposed:
        return f"claim {answered.number}: said is proposed as {word}; {_waits(answered.number)}"
    return f"claim {answered.number}: said is {word}; whether it is true is another question"


def attempts_told(desk: "Desk", claims: Sequence[int]) -> list[str]:
    """Say what was tried on these claims, a sentence each."""
    from claimtrack.services.marks import notes

    return [
        f"tried on claim {one.claim}, by {one.by}, {moment(one.at)}: {one.text}"
        for one in notes.on_record(desk, claims)
    ]
