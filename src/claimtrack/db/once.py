"""Questions that several parts of a page ask of one state of the record: asked once, and the answer kept with it.

Only a session that reads one state for one page keeps answers, and no longer than it is open: nothing in it changes.
Anything else asks again each time. Answers are shared; whoever gets one leaves it as it is.
"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

R = TypeVar("R")
_ANSWERS = "claimtrack_answers"


def keep_answers(session: Session) -> None:
    """Have a session that reads one state keep what it was answered."""
    session.info[_ANSWERS] = {}


def once(session: Session, question: tuple[object, ...], ask: Callable[[], R]) -> R:
    """Return what was answered to this question, or ask it."""
    answers = session.info.get(_ANSWERS)
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    found: R = answers[question]
    return found
