"""The two verdicts by single keys, and what else a claim may be: taken, opened again, spoken about."""

from datetime import datetime

from claimtrack.cli.reviewing.sitting import Action, Sitting
from claimtrack.cli.reviewing.terminal import ENTER, Asked, Choices
from claimtrack.cli.telling import attempts_told, said_sentence, sentence
from claimtrack.errors import InvalidInput
from claimtrack.services.inputs import time_given
from claimtrack.services.marks import notes
from claimtrack.services.verdicts import answers, decisions, queue
from claimtrack.vocabulary import NoteKind, Said, Status

_WHY = {
    Status.DISPUTED: "why (empty where evidence or another claim says it): ",
    Status.UNVERIFIABLE: "why it cannot be verified: ",
    Status.UNVERIFIED: "why it is opened again: ",
}
_WITHDRAWN_BECAUSE: Choices = {
    "1": ("nothing is claimed here", "nothing is claimed here"),
    "2": ("its words were cut wrongly", "its words were cut wrongly"),
    "3": ("duplicate", "it repeats another claim"),
    "4": ("", "in your words"),
}
_SAID: Choices = {
    "v": (Said.VERIFIED.value, "yes, verified"),
    "m": (Said.MISQUOTED.value, "with other words: misquoted"),
    "n": (Said.NOT_FOUND.value, "not found"),
    "u": (Said.UNCHECKED.value, "back to unchecked"),
    ENTER: ("", "leaves it"),
}


def verdict(to: Status, *, reasoned: bool = False) -> Action:
    """Return what gives a verdict; ``reasoned`` asks for a reason where the rules want none."""

    def give(sitting: Sitting, asked: Asked) -> None:
        if to in _WHY:
            asked.line("reason", _WHY[to], empty=to is Status.DISPUTED)
        elif reasoned:
            asked.line("reason", "why: ")
        decision = decisions.Decision(
            to, asked.given("reason"), asked.given("override") is not None, asked.numbers("despite")
        )
        _decide(sitting, decision)

    return give


def withdraw(sitting: Sitting, asked: Asked) -> None:
    """Withdraw the claim, for one of the usual reasons or another one."""
    why = asked.key("why", "why is it withdrawn?", _WITHDRAWN_BECAUSE)
    original = None
    if why == "duplicate":
        original = _number(asked, "original", "the number of the claim that stands: ")
        why = f"duplicate of claim {original}"
    reason = why or asked.line("reason", "why: ")
    _decide(sitting, decisions.Decision(Status.WITHDRAWN, reason, duplicate_of=original))


def _decide(sitting: Sitting, decision: decisions.Decision) -> None:
    moves = sitting.desk.enact(decisions.decide, sitting.seen, decision)
    for moved in moves:
        sitting.tell(sentence(moved))
        for alarm in moved.alarms:
            sitting.tell(f"ALARM: claim {moved.number} is {alarm.seen_from(moved.number)}")
        for words in moved.discrepancies:
            sitting.tell(f"look again: {words}")
    if decision.to is Status.UNVERIFIED:
        sitting.did("opened again", None, instead="give the verdict again where it was right")
        return
    sitting.decided("decided")
    if decision.to is Status.UNVERIFIABLE:
        for words in attempts_told(sitting.desk, [sitting.number]):
            sitting.tell(words)
    sitting.leave()


def said(sitting: Sitting, asked: Asked, *, reasoned: bool = False) -> None:
    """Answer whether it was really said; the claim stays in front of the person."""
    answer = asked.key("said", "was it really said?", _SAID)
    if not answer:
        asked.answers.clear()
        return
    if reasoned or answer == Said.UNCHECKED:
        asked.line("reason", "why: ")
    (answered,) = sitting.desk.enact(
        answers.judge_said,
        sitting.seen,
        Said(answer),
        reason=asked.given("reason"),
        override=asked.given("override") is not None,
    )
    sitting.decided("checked for who said it")
    sitting.tell(said_sentence(answered))
    for words in answered.discrepancies:
        sitting.tell(f"look again: {words}")


def said_because(sitting: Sitting, asked: Asked) -> None:
    """Answer whether it was really said, with a reason."""
    said(sitting, asked, reasoned=True)


def take(sitting: Sitting, asked: Asked) -> None:
    """Take the claim into review, in the name of who acts."""
    del asked
    (moved,) = sitting.desk.enact(queue.take, sitting.seen)
    sitting.decided("taken")
    sitting.tell(sentence(moved))


def comment(sitting: Sitting, asked: Asked) -> None:
    """Write a comment on the claim."""
    text = asked.line("text", "comment: ")
    sitting.desk.enact(notes.note, sitting.seen, text, kind=NoteKind.COMMENT)
    sitting.did("commented on", None, instead="a comment stays")
    sitting.tell(f"noted on claim {sitting.number}")


def attempt(sitting: Sitting, asked: Asked) -> None:
    """Note what was tried to check the claim, with no result."""
    text = asked.line("text", "what you tried: ")
    who = asked.line("who", "whom you asked (empty for nobody): ", empty=True)
    when = _day(sitting, asked)
    answer = asked.line("answer", "what they answered (empty for nothing): ", empty=True)
    tried = notes.Tried(text, who or None, when, answer or None)
    sitting.desk.enact(notes.record, sitting.seen, tried)
    sitting.did("given an attempt", None, instead="an attempt that was made stays")
    sitting.tell(f"attempt recorded on claim {sitting.number}")


def _day(sitting: Sitting, asked: Asked) -> datetime | None:
    """Ask for a day until it is one, or none."""
    question = "on which day (empty leaves it out): "
    written = asked.line("when", question, empty=True)
    while written:
        try:
            return time_given(written)
        except InvalidInput as error:
            sitting.tell(error.message)
            written = asked.again("when", question, empty=True)
    return None


def _number(asked: Asked, name: str, question: str) -> int:
    """Ask for a number until there is one."""
    words = asked.line(name, question)
    while not words.isdecimal() or len(words) > 9:
        words = asked.again(name, f'"{words}" is no number; {question}')
    return int(words)
