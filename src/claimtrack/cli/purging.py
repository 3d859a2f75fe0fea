"""`purge`: take words from the record for good."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import (
    ClaimArgument,
    DryRunOption,
    ReasonOption,
    SourceArgument,
    given,
    rehearsed,
)
from claimtrack.cli.group import Commands
from claimtrack.cli.output import counted, tell
from claimtrack.errors import UsageError
from claimtrack.remedies import Field

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.purging.purge import Purged
    from claimtrack.services.purging.targets import Target

purge = typer.Typer(
    cls=Commands, help="Take words from the record for good; that they went stays on it.", rich_markup_mode=None
)

YesOption = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]
AlsoOption = Annotated[
    list[str] | None,
    typer.Option(
        "--also",
        metavar="NAME",
        help="Another spelling or name to take out everywhere; may be given more than once.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(purge, name="purge")


@purge.command()
@given
def claim(
    number: ClaimArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    also: AlsoOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Take out a claim's words, and all that was written on it. An admin's right.

    Example: claimtrack purge claim 12 --reason "the witness asked for it" --dry-run
    """
    from claimtrack.services.purging.targets import Of, Target

    _purge(desk, Target(Of.CLAIM, str(number), names=tuple(also or ())), reason, dry_run=dry_run, yes=yes)


@purge.command()
@given
def source(
    name: SourceArgument,
    desk: "Desk",
    reason: ReasonOption = None,
    also: AlsoOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Take out a source's names everywhere, and the words of the claims that it speaks. An admin's right.

    Example: claimtrack purge source "Amina Haddad" --also "Um Samir" --reason "she is in danger" --dry-run
    """
    from claimtrack.services.purging.targets import Of, Target

    _purge(desk, Target(Of.SOURCE, name, names=tuple(also or ())), reason, dry_run=dry_run, yes=yes)


@purge.command()
@given
def evidence(
    number: Annotated[int, typer.Argument(metavar="EVIDENCE", help="The evidence's number.", show_default=False)],
    desk: "Desk",
    reason: ReasonOption = None,
    also: AlsoOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Take out a piece's bytes, its name, excerpts and notes. An admin's right.

    Example: claimtrack purge evidence 3 --reason "a court ordered it" --dry-run
    """
    from claimtrack.services.purging.targets import Of, Target

    _purge(desk, Target(Of.EVIDENCE, str(number), names=tuple(also or ())), reason, dry_run=dry_run, yes=yes)


@purge.command()
@given
def text(
    event: Annotated[int, typer.Argument(metavar="EVENT", help="The event's number.", show_default=False)],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="Which words of it.", show_default=False)],
    desk: "Desk",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Take out the words of one event, and what stands in the record because of them. An admin's right.

    Example: claimtrack purge text 41 text --reason "it names a bystander" --dry-run
    """
    from claimtrack.services.purging.targets import Of, Target

    _purge(desk, Target(Of.TEXT, str(event), field), reason, dry_run=dry_run, yes=yes)


def _purge(desk: "Desk", target: "Target", reason: str | None, *, dry_run: bool, yes: bool) -> None:
    from claimtrack.services.purging.purge import purge as take_out

    if dry_run or not yes:
        _tell(take_out(rehearsed(desk, True), target, reason=reason), would=True)
    if dry_run:
        return
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("what is purged is gone for good; add " + Field("yes") + " once you have looked at this")
        typer.confirm("Take it out for good?", abort=True, err=True)
    done = take_out(desk, target, reason=reason)
    _tell(done, would=False)
    if not done.forgotten:
        tell(
            "the database could not be written anew, so its free pages may still hold the words: let nobody else use "
            "it, and purge the same again"
        )
    tell("the words are still in every backup, package, report and copy that was made before: destroy those, too")
    tell("they may also be in the log of a PostgreSQL server, and on the disk where files were")


def _tell(done: "Purged", *, would: bool) -> None:
    be = "would be" if would else "was"
    tell(f"{be} done: {done.what}")
    for number, fields in done.events.items():
        tell(f"  event {number}: {', '.join(fields)}")
    for place in done.places:
        tell(f"  {place}")
    for digest in done.files:
        tell(f"  the file {digest}")
    if done.names:
        tell("these were looked for everywhere: " + "; ".join(f'"{name}"' for name in done.names))
    for digest in done.shared:
        tell(f"the file {digest} stays: something else on record rests on it")
    if done.unsearched:
        tell(f"{counted(len(done.unsearched), 'file')} could not be searched: look at them, and purge those that tell")
    for digest in done.unsearched:
        tell(f"  {digest}")
    if done.left:
        tell(f"it still stands in {', '.join(done.left)}, which nothing is purged from")
