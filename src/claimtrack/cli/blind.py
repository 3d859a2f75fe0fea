"""`blind` and `agreement`: claims that two people judge without reading each other, and how far they agree."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import ClaimArgument, Form, ReasonOption, VersionOption, given
from claimtrack.cli.output import emit, program, tell, write
from claimtrack.errors import UsageError
from claimtrack.remedies import Blank, Field
from claimtrack.vocabulary import Status

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (blind, agreement):
        app.command()(command)


@given
def blind(
    claim: ClaimArgument,
    desk: "Desk",
    verdict: Annotated[
        Status | None,
        typer.Argument(help="confirmed, disputed, refuted or unverifiable.", metavar="[VERDICT]", show_default=False),
    ] = None,
    reason: ReasonOption = None,
    open_: Annotated[
        bool, typer.Option("--open", help="Open the one that waits, without a second person; that stays on record.")
    ] = False,
    if_version: VersionOption = None,
) -> None:
    """Judge an open claim blind: closed to everybody until a second person has judged it, too; then both are opened.

    A blind verdict decides nothing. Until both are given, nobody can decide on the claim.

    Example: claimtrack blind 12 unverifiable --reason "no list of them exists"
    """
    from claimtrack.services.claims import look
    from claimtrack.services.verdicts import blind as judging

    seen = look(desk, [claim], version=if_version)
    if open_:
        done = desk.enact(judging.open_alone, seen, reason)
        tell(f'claim {claim}: {done.first_by} had judged it {done.verdict.words} ("{done.first_grounds}")')
        return
    if verdict is None:
        raise UsageError(
            "say how you judge it: confirmed, disputed, refuted or unverifiable; and why: "
            + Field("reason", Blank.TEXT)
        )
    tell(desk.enact(judging.give, seen, verdict, reason).sentence)


@given
def agreement(
    desk: "Desk",
    form: Form,
    article: Annotated[int | None, typer.Option(metavar="N", help="Only of this article.", show_default=False)] = None,
) -> None:
    """Say how far people agree who judged the same claims blind: Krippendorff's alpha with its 95 % interval.

    Example: claimtrack agreement
    """
    from claimtrack.services.verdicts import blind as judging

    found = judging.agreed(desk, article=article)
    if form is not Form.TABLE:
        emit([asdict(found)], form)
        return
    if not found.claims or found.share is None:
        tell(f"no claim was judged blind by two people yet; `{program()} review --blind` goes through them")
        return
    write(f"claims judged blind by two people: {found.claims}\nverdicts that agree: {found.share:.0%}")
    if found.alpha is None:
        write("Krippendorff's alpha cannot be told: all verdicts are alike")
        return
    between = (
        f", 95 % interval {found.low:.2f} to {found.high:.2f}"
        if found.low is not None and found.high is not None
        else ", of too few claims for an interval"
    )
    write(f"Krippendorff's alpha: {found.alpha:.2f}{between}")
