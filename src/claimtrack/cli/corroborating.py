"""`evidence corroborate`: hold one capture of a page against another."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import DryRunOption, given, rehearsed
from claimtrack.cli.output import tell

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


@given
def corroborate(
    piece: Annotated[
        int, typer.Argument(metavar="EVIDENCE", help="The number of a captured page.", show_default=False)
    ],
    desk: "Desk",
    other: Annotated[
        int,
        typer.Option(
            "--with", metavar="EVIDENCE", help="Another capture of it, which is evidence too.", show_default=False
        ),
    ],
    dry_run: DryRunOption = False,
) -> None:
    """Hold a captured page against another capture of it, by somebody else or of another hour; say what differs.

    It is then seen by two, or stays seen by one. What was found is on record, and shown with the piece.

    Example: claimtrack evidence corroborate 7 --with 9
    """
    from claimtrack.services.evidence import corroboration as service

    desk = rehearsed(desk, dry_run)
    found = service.compare(desk, piece, other)
    desk.enact(service.corroborate, found)
    for words in found.differences:
        tell(f"differs: {words}")
    prefix = "nothing was changed; this is what would be: " if desk.rehearsal else ""
    if found.agrees:
        tell(
            f"{prefix}evidence {piece} is seen by two: evidence {other}, of {service.apart(found.people, found.hours)}"
        )
    else:
        tell(f"{prefix}evidence {piece} is seen by one: evidence {other} does not bear it out")
