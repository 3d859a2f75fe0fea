"""Questions that several parts of a page ask of one state of the record: asked once, and the answer kept with it.

Only a session that reads one state for one page keeps answers, and no longer than it is open: nothing in it changes.
Anything else asks again each time. Answers are shared; whoever gets one leaves it as it is. Loads no mapped classes.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    Connection,
    Integer,
    Text,
    bindparam,
    column,
    exists,
    literal_column,
    or_,
    select,
    table,
    union_all,
)

if TYPE_CHECKING:
    from sqlalchemy import CompoundSelect
    from sqlalchemy.orm import Session

R = TypeVar("R")
_ANSWERS = "claimtrack_answers"
_CLAIM = ("claim_id",)
_MARKS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("caveat", "claim_party", "claim_tag", "comment", "evidence_link", "finding"), _CLAIM),
    **dict.fromkeys(("proposal", "reply_claim", "restatement"), _CLAIM),
    "claim_link": ("from_id", "to_id"),
}
"""Tables of what may stand on a claim, with the columns that name it. Most claims have none of most of them."""


def keep_answers(session: "Session") -> None:
    """Have a session that reads one state keep what it was answered."""
    session.info[_ANSWERS] = {}


def once(where: "Session | Connection", question: tuple[object, ...], ask: Callable[[], R]) -> R:
    """Return what was answered to this question, or ask it."""
    answers = where.info.get(_ANSWERS)
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    found: R = answers[question]
    return found


def having(where: "Session | Connection", name: str, claims: Iterable[int]) -> list[int]:
    """Return those of these claims of which a table may have rows.

    Of one claim on a page, all such tables are asked together, and once; else it is all of them.
    """
    wanted = list(claims)
    if len(wanted) != 1 or _ANSWERS not in where.info:
        return wanted
    there = once(where, ("marks", *wanted), lambda: frozenset(where.execute(_marks(), {"claim": wanted[0]}).scalars()))
    return wanted if name in there else []


@cache
def _marks() -> "CompoundSelect[Any]":
    return union_all(
        *(
            select(literal_column(f"'{name}'", Text)).where(
                exists(
                    select(literal_column("1"))
                    .select_from(rows := table(name, *(column(one, Integer) for one in columns)))
                    .where(or_(*(rows.c[one] == bindparam("claim", type_=Integer) for one in columns)))
                )
            )
            for name, columns in sorted(_MARKS.items())
        )
    )
