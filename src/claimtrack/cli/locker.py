"""`locker`: what is kept, and what of it nothing names."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import DryRunOption, Form, given, rehearsed
from claimtrack.cli.group import Commands
from claimtrack.cli.output import counted, emit, moment, table, tell, write
from claimtrack.cli.paging import footer, tell_left_out

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.integrity.sweep import KeptFile
    from claimtrack.services.paging import Window

locker = typer.Typer(
    cls=Commands, help="Look at the kept bytes, and sweep out what nothing names.", rich_markup_mode=None
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(locker, name="locker")


@locker.command("list")
@given
def list_(
    desk: "Desk",
    form: Form,
    window: "Window",
    orphans: Annotated[
        bool,
        typer.Option("--orphans", help="Only what nothing names: refused files, and what runs that died had kept."),
    ] = False,
) -> None:
    """List the kept files, with what each belongs to.

    Example: claimtrack locker list --orphans
    """
    from claimtrack.reports.wording import measures
    from claimtrack.services.integrity import sweep as service

    found = service.listing(desk, window, orphans=orphans)
    words = ("file that nothing names", "files that nothing names") if orphans else ("kept file",)
    if form is not Form.TABLE:
        emit([_row(one) for one in found], form)
        tell_left_out(found, *words)
        return
    if found:
        rows = [
            [one.digest, measures.size(one.size), moment(one.since), ", ".join(one.belongs_to) or "nothing"]
            for one in found
        ]
        table(rows, ["sha256", "size", "kept", "belongs to"])
    tell(footer(found, *words))


@locker.command()
@given
def sweep(
    desk: "Desk",
    now: Annotated[
        bool,
        typer.Option(
            "--now", help="Also what was kept within the last hour; who is about to put it on record begins again."
        ),
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Take out of the locker what nothing names, for good. What was taken out stands in the log.

    Example: claimtrack locker sweep --dry-run
    """
    from claimtrack.reports.wording import measures
    from claimtrack.services.integrity import sweep as service

    desk = rehearsed(desk, dry_run)
    found = desk.enact(service.sweep, older_than=0.0 if now else service.HOUR)
    for digest in found.digests:
        write(digest)
    halves = f" and {counted(found.leftovers, 'half-written file')}" if found.leftovers else ""
    done = "would be swept" if desk.rehearsal else "swept"
    tell(f"{counted(len(found.digests), 'file')} that nothing names ({measures.size(found.size)}){halves} {done}")
    if found.young:
        left = counted(found.young, "more was", "more were")
        tell(f"{left} kept within the last hour and stay; --now takes them, too")


def _row(one: "KeptFile") -> dict[str, object]:
    return {"sha256": one.digest, "size": one.size, "kept": one.since, "belongs_to": list(one.belongs_to)}
