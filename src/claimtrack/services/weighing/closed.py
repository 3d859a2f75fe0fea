"""While a blind verdict waits for a second person, nobody decides on its claim: its status would tell the verdict."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from claimtrack.db import blind_rows
from claimtrack.errors import ForbiddenMove
from claimtrack.remedies import Blank, Step, Words, do, joined


def refuse_while_closed(session: Session, claims: Sequence[int]) -> None:
    """Raise ForbiddenMove where a blind verdict on one of these claims waits for a second: a status would tell it."""
    found = blind_rows.closed(session, claims)
    if found:
        raise ForbiddenMove(joined("\n", [_waits(number, one.name) for number, one in sorted(found.items())]))


def _waits(number: int, name: str) -> Words:
    return (
        f"claim {number} was judged blind by {name}, and waits for a second person, from whom a verdict would keep "
        "nothing closed; give yours with "
        + do(Step.BLIND, number, Blank.VERDICT, reason=Blank.TEXT)
        + ", or open the one with "
        + do(Step.BLIND, number, open=True, reason=Blank.TEXT)
    )
