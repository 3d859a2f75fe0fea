"""`reviewer`: who may act."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import logins
from claimtrack.cli.given import Form, given
from claimtrack.cli.group import Commands
from claimtrack.cli.output import emit, table, tell
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.vocabulary import Role

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.paging import Window

reviewer = typer.Typer(cls=Commands, help="Who may act in this workspace, and in which role.", rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    logins.register(reviewer)
    app.add_typer(reviewer, name="reviewer")


@reviewer.command()
@given
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name.", show_default=False)],
    desk: "Desk",
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.REVIEWER,
) -> None:
    """Add a reviewer, or give one another role. An admin's right.

    Example: claimtrack reviewer add ana --role editor
    """
    from claimtrack.services import reviewers as service

    line = desk.enact(service.add, name, role=role)
    tell(f"{line.name} is {line.role} here")


@reviewer.command("list")
@given
def list_(desk: "Desk", form: Form, window: "Window") -> None:
    """List who may act.

    Example: claimtrack reviewer list
    """
    from claimtrack.services import reviewers as service

    rows = service.listing(desk, window)
    if form is not Form.TABLE:
        emit([{"reviewer": r.number, "name": r.name, "role": r.role, "since": r.since} for r in rows], form)
        tell_left_out(rows, "reviewer")
        return
    if rows:
        table(
            [[line.number, line.name, line.role, line.since] for line in rows],
            ["#", "name", "role", "since"],
            flexible=[1],
        )
    tell(footer(rows, "reviewer"))
