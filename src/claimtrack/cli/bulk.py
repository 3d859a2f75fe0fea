"""`decide`: verdicts from a file."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import given, rehearsed
from claimtrack.cli.output import counted, tell
from claimtrack.cli.telling import said_sentence, tell_moves

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(decide)


@given
def decide(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-",
            help="A CSV file with the columns claim, verdict and reason, and if you like said, despite, override, "
            "restatement, rating, finding and version, or what `list --csv` or `--excel` wrote with a column verdict "
            "added; - for standard input.",
            show_default=False,
        ),
    ],
    desk: "Desk",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
) -> None:
    """Give many verdicts at once, from a file. All of its rows or none.

    Example: claimtrack decide verdicts.csv --dry-run
    """
    from claimtrack.services.inputs import local_input
    from claimtrack.services.verdicts import decide_many
    from claimtrack.services.verdicts.decision_tables import read_rulings

    found = local_input(file)
    table = read_rulings(found.data, name=found.name)
    ruled = rehearsed(desk, dry_run).enact(decide_many.decide_all, table)
    tell_moves(ruled.moves)
    for answered in ruled.said:
        tell(said_sentence(answered))
    for number in ruled.restated:
        tell(f"claim {number} is restated")
    for number, rating in ruled.rated:
        tell(f'claim {number} is rated "{rating}"')
    rows = counted(len(table.rulings) + table.left - ruled.left, "row")
    left = f"; {counted(ruled.left, 'row')} left as it is on record" if ruled.left else ""
    tell(f"{rows} can be followed{left}; nothing was written" if dry_run else f"{rows} followed{left}")
