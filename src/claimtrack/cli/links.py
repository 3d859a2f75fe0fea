"""`link` and `unlink`: how claims bear on each other."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import DryRunOption, ReasonOption, complete_claims, given, rehearsed
from claimtrack.cli.telling import tell_alarm, tell_outcome
from claimtrack.vocabulary import ClaimLinkKind, LinkState

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk

OneArgument = Annotated[
    int,
    typer.Argument(
        metavar="CLAIM", help="The claim that bears on the other.", autocompletion=complete_claims, show_default=False
    ),
]
KindArgument = Annotated[
    ClaimLinkKind,
    typer.Argument(
        metavar="denies|contradicts|repeats|narrows|supersedes|supports", help="How it does.", show_default=False
    ),
]
OtherArgument = Annotated[
    int,
    typer.Argument(
        metavar="OTHER", help="The claim that it bears on.", autocompletion=complete_claims, show_default=False
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(link)
    app.command()(unlink)


@given
def link(
    claim: OneArgument,
    kind: KindArgument,
    other: OtherArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Record how one claim bears on another, or accept what the machine found.

    Example: claimtrack link 12 denies 15
    """
    from claimtrack.services.marks import links as service

    desk = rehearsed(desk, dry_run)
    done = desk.enact(service.link, service.NamedLink(claim, kind, other), reason=reason)
    if done.was is None:
        told = "on record"
    else:
        told = "accepted" if done.was is LinkState.PROPOSED else "accepted again (was rejected)"
    tell_outcome(desk, f"{done.relation.sentence}: {told}", done.reopened)
    for alarm in done.alarms:
        tell_alarm(claim, alarm.seen_from(claim))


@given
def unlink(
    claim: OneArgument,
    kind: KindArgument,
    other: OtherArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Reject a link between claims, the machine's or a person's; disputes that rested on it alone reopen.

    Example: claimtrack unlink 12 denies 15 --reason "they speak of different bridges"
    """
    from claimtrack.services.marks import links as service

    relation = service.NamedLink(claim, kind, other)
    desk = rehearsed(desk, dry_run)
    tell_outcome(desk, f"{relation.sentence}: rejected", desk.enact(service.unlink, relation, reason=reason))
