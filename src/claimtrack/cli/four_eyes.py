"""`proposals`, `approve` and `reject`: verdicts that take a second person."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    ClaimsArgument,
    DryRunOption,
    Form,
    ReasonOption,
    VersionOption,
    given,
    rehearsed,
    seen_by,
)
from claimtrack.cli.output import emit, program, table, tell
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.cli.telling import tell_answers, tell_moves, tell_rehearsed
from claimtrack.vocabulary import Serves

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.paging import Window

QuestionOption = Annotated[
    Serves | None,
    typer.Option(
        help="Which proposal, where a claim has two: on whether it is true, or on whether it was said.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (proposals, approve, reject):
        app.command()(command)


@given
def proposals(
    desk: "Desk",
    form: Form,
    window: "Window",
    article: Annotated[int | None, typer.Option(metavar="N", help="Only of this article.", show_default=False)] = None,
) -> None:
    """List the verdicts that wait for a second person, the oldest first.

    Example: claimtrack proposals
    """
    from claimtrack.services.verdicts import four_eyes

    waiting = four_eyes.waiting(desk, window, article=article)
    if form is not Form.TABLE:
        from claimtrack.services.shapes import proposal

        emit([proposal(one) for one in waiting], form)
        tell_left_out(waiting, "proposal")
        return
    if waiting:
        rows = [[one.claim, one.wanted, one.proposal.by, one.proposal.at, one.text] for one in waiting]
        table(rows, ["claim", "proposed", "by", "when", "text"], flexible=[4])
    decides = f"`{program()} approve CLAIM` or `{program()} reject CLAIM --reason TEXT`"
    tell(f"{footer(waiting, 'proposal')}; {decides}")


@given
def approve(
    claims: ClaimsArgument,
    desk: "Desk",
    question: QuestionOption = None,
    if_version: VersionOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Approve what somebody else proposed on claims: it is weighed anew, and stands.

    Neither its proposer nor whoever attached the evidence on which it rests can.

    Example: claimtrack approve 12 15-18
    """
    from claimtrack.services.verdicts import four_eyes

    desk = rehearsed(desk, dry_run)
    approved = desk.enact(four_eyes.approve, seen_by(desk, claims, if_version), question=question)
    tell_rehearsed(desk)
    tell_moves(approved.moves)
    tell_answers(approved.said)


@given
def reject(
    claims: ClaimsArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    question: QuestionOption = None,
    if_version: VersionOption = None,
) -> None:
    """Reject what is proposed on claims, or take back what you proposed yourself. The claims stay in review.

    Example: claimtrack reject 12 --reason "the register covers another year"
    """
    from claimtrack.services.verdicts import four_eyes

    for closed in desk.enact(four_eyes.reject, seen_by(desk, claims, if_version), reason=reason, question=question):
        done = "taken back" if closed.own else f"rejected, as {closed.by} proposed it"
        tell(f"claim {closed.claim}, {closed.wanted}: {done}")
