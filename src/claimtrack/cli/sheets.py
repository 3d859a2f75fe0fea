"""What commands do with a table that somebody filled in: rows that can be followed, and those that cannot."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.output import counted, tell
from claimtrack.cli.piece import alike_words, attached_words
from claimtrack.cli.telling import tell_already, tell_discrepancies, tell_reopened
from claimtrack.errors import UsageError

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk

SheetOption = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="FILE|-",
        help="Do what the rows of a CSV file say, all of them or none (above: its columns); - for standard input.",
        show_default=False,
    ),
]


def alone(sheet: str | None, others: Sequence[object], what: str) -> bool:
    """Tell whether a sheet says it all; raises UsageError where neither it nor ``what`` is given, or both are."""
    if sheet is None:
        if not others[0]:
            raise UsageError(f"say {what}, or give a table with --sheet FILE")
        return False
    if any(others):
        raise UsageError("--sheet says it all in its rows: leave the rest out, --dry-run aside")
    return True


def attach(desk: "Desk", file: str) -> None:
    """Attach what a table of evidence says."""
    from claimtrack.services.evidence import evidence_sheets as service
    from claimtrack.services.inputs import STANDARD_INPUT, local_input

    found = local_input(file)
    sheet = service.read_pieces(found.data, name=found.name)
    folder = Path() if file == STANDARD_INPUT else Path(file).parent
    done = desk.enact(service.attach_all, service.examine_all(desk, sheet, folder=folder))
    for one in done:
        if one.attached is not None:
            tell(attached_words(one.attached))
            for words in alike_words(one.attached.alike, one.attached.unlike):
                tell(words)
            tell_already(one.attached.already, changed=1, words="has it already|have it already")
            tell_discrepancies(one.attached.discrepancies)
        tell_reopened(one.reopened)
    _told(desk, len(done), sum(one.attached is None for one in done))


def correct(desk: "Desk", file: str) -> None:
    """Correct claims as a table says."""
    from claimtrack.services.articles import correction_sheets as service
    from claimtrack.services.inputs import local_input

    found = local_input(file)
    done = desk.enact(service.correct_all, service.read_corrections(found.data, name=found.name))
    for one in done.repaired:
        tell(f"corrected claim {', '.join(map(str, one.claims))}")
        tell_reopened(one.reopened)
    _told(desk, len(done.repaired) + done.left, done.left)


def _told(desk: "Desk", rows: int, left: int) -> None:
    """Say how many rows were followed, or can be, and how many say what is on record."""
    rest = f"; {counted(left, 'row')} left as it is on record" if left else ""
    what = counted(rows - left, "row")
    tell(f"{what} can be followed{rest}; nothing was written" if desk.rehearsal else f"{what} followed{rest}")
