"""`hook`: addresses outside that are told of what comes on record."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import Form, given
from claimtrack.cli.group import Commands
from claimtrack.cli.output import counted, emit, table, tell, write

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk

hook = typer.Typer(
    cls=Commands, help="Tell other programs of events, by signed messages to their addresses.", rich_markup_mode=None
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(hook, name="hook")


@hook.command()
@given
def add(
    address: Annotated[str, typer.Argument(metavar="URL", help="Where messages go.", show_default=False)],
    desk: "Desk",
    on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ACTION", help="Only events of this kind, or of this noun; repeatable.", show_default="all"
        ),
    ] = None,
) -> None:
    """Have an address told of events from now on, and print the secret that messages to it are signed with.

    An admin's right. Messages go out while `serve --desk` runs, or with `hook deliver`; no command waits for them.

    Example: claimtrack hook add https://desk.example/told --on claim.status --on evidence
    """
    from claimtrack.services.door import hooks

    secret, line = hooks.make(desk, address, on or ())
    write(secret)
    tell(f"hook {line.number} tells {line.address} of {', '.join(line.actions) or 'every event'} from now on")


@hook.command("list")
@given
def list_(desk: "Desk", form: Form) -> None:
    """List the hooks, and how many messages wait; never what they are signed with.

    Example: claimtrack hook list
    """
    from claimtrack.services.door import delivering, hooks

    lines, waiting = hooks.listing(desk), delivering.waiting(desk)
    if form is not Form.TABLE:
        rows = [
            {
                "hook": one.number,
                "address": one.address,
                "actions": list(one.actions),
                "made": one.made,
                "waiting": waiting.get(one.number, 0),
                "ended": one.ended,
            }
            for one in lines
        ]
        emit(rows, form)
        return
    if lines:
        shown = [[h.number, h.address, " ".join(h.actions), waiting.get(h.number, 0), h.ended] for h in lines]
        table(shown, ["#", "address", "events", "waiting", "ended"], flexible=[1])
    tell(counted(len(lines), "hook"))


@hook.command()
@given
def end(
    number: Annotated[int, typer.Argument(metavar="HOOK", help="Its number.", show_default=False)], desk: "Desk"
) -> None:
    """Tell an address of nothing more; what waits for it is not sent. An admin's right.

    Example: claimtrack hook end 1
    """
    from claimtrack.services.door import hooks

    tell(f"{desk.enact(hooks.end, number).address} is told of nothing more")


@hook.command()
@given
def deliver(
    desk: "Desk",
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also to addresses in this network.")] = False,
) -> None:
    """Send what is due now, once; for whoever does not run `serve --desk`.

    What fails is tried again after 5 s, 5 min, half an hour, and ever longer, for three days.

    Example: claimtrack hook deliver
    """
    from claimtrack.services.door import delivering

    found = delivering.deliver(desk, allow_private=allow_private)
    failed = f", {found.failed} to be tried again" if found.failed else ""
    lost = f", {found.given_up} given up; `claimtrack hook dead` lists them" if found.given_up else ""
    tell(f"{counted(found.delivered, 'message')} delivered{failed}{lost}")


@hook.command()
@given
def dead(
    desk: "Desk",
    form: Form,
    again: Annotated[bool, typer.Option("--again", help="Try all of them once more.")] = False,
) -> None:
    """List the messages that were given up, and why. With --again, an admin's right, they are tried once more.

    Example: claimtrack hook dead
    """
    from claimtrack.services.door import delivering

    if again:
        tell(f"{counted(desk.enact(delivering.again), 'message')} to be tried again")
        return
    lines = delivering.given_up(desk)
    if form is not Form.TABLE:
        rows = [
            {"delivery": one.number, "event": one.event, "address": one.address, "tries": one.tries, "why": one.trouble}
            for one in lines
        ]
        emit(rows, form)
        return
    if lines:
        shown = [[one.number, one.event, one.address, one.tries, one.trouble] for one in lines]
        table(shown, ["#", "event", "address", "tries", "why"], flexible=[2, 4])
    tell(f"{counted(len(lines), 'message')} given up")
