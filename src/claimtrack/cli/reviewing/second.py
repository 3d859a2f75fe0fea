"""The second pair of eyes, by keys: what somebody else proposed is approved, rejected or left waiting."""

from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.terminal import ENTER, Asked, Choices
from claimtrack.cli.telling import ranged, said_sentence, sentence
from claimtrack.errors import UsageError
from claimtrack.reports.model import ProposalLine
from claimtrack.services.verdicts import four_eyes
from claimtrack.vocabulary import Serves

_ANSWERS: Choices = {"y": ("yes", "approve it"), "n": ("no", "reject it"), ENTER: ("", "leaves it waiting")}
_QUESTIONS = {Serves.TRUTH: "whether it is true", Serves.SAID: "whether it was said"}


def judge_proposals(sitting: Sitting, asked: Asked) -> None:
    """Go through what is proposed on the claim; where nothing is, say which claims have something."""
    proposals = sitting.shown.entry.proposals
    if not proposals:
        raise UsageError(f"nothing is proposed on claim {sitting.number}{_elsewhere(sitting)}")
    for one in proposals:
        _judge(sitting, Asked(asked.terminal), one)


def _elsewhere(sitting: Sitting) -> str:
    found = four_eyes.waiting(sitting.desk)
    numbers = sorted({one.claim for one in found})
    return f"; on claims {ranged(numbers)} something is: g goes there" if numbers else ", nor on any other claim"


def _judge(sitting: Sitting, asked: Asked, one: ProposalLine) -> None:
    past = " BY OVERRIDE" if one.override else ""
    because = f' ("{one.reason}")' if one.reason is not None else ""
    sitting.tell(f"{one.by} proposed {one.verdict.words}{past}{because}, on {_QUESTIONS[one.question]}")
    answer = asked.key("answer", "do you approve it?", _ANSWERS)
    if answer == "yes":
        _approve(sitting, one.question)
    elif answer == "no":
        reason = asked.line("reason", "why it is rejected: ")
        for closed in sitting.desk.enact(four_eyes.reject, sitting.seen, reason=reason, question=one.question):
            done = "taken back" if closed.own else f"rejected, as {closed.by} proposed it"
            sitting.tell(f"claim {closed.claim}, {closed.wanted}: {done}")
        sitting.did("rejected", None, instead="propose the verdict again where it was right")
    sitting.look(sitting.number)


def _approve(sitting: Sitting, question: Serves) -> None:
    approved = sitting.desk.enact(four_eyes.approve, sitting.seen, question=question)
    for moved in approved.moves:
        sitting.tell(sentence(moved))
        for alarm in moved.alarms:
            sitting.tell(f"ALARM: claim {moved.number} is {alarm.seen_from(moved.number)}")
        for words in moved.discrepancies:
            sitting.tell(f"look again: {words}")
    for answered in approved.said:
        sitting.tell(said_sentence(answered))
    sitting.did("approved", None, instead="open the claim again where it was wrong (z)")
