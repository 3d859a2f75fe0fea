"""`review`: work through the queue at a terminal."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import TagOption, given
from claimtrack.cli.output import program
from claimtrack.errors import UsageError

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(review)


@given
def review(
    desk: "Desk",
    article: Annotated[int | None, typer.Option(metavar="N", help="Only of this article.", show_default=False)] = None,
    mine_only: Annotated[bool, typer.Option("--mine", help="Only those you have.")] = False,
    tag: TagOption = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Judge without reading what the other person judged; both open then.")
    ] = False,
) -> None:
    """Work through what waits for a person, claim by claim, with single keys; `?` names them all.

    Verdicts, whether it was said, evidence, whom a source belongs to, corrections and undo have a key each. What is
    refused is kept, and a digit does what the refusal asks for. Nothing that was decided is lost by Ctrl-C.

    Example: claimtrack review --article 1
    """
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise UsageError(
            "review asks questions and needs a terminal for them; for a script there are "
            f"`{program()} take --next` and `{program()} decide FILE`"
        )
    from claimtrack.cli.keyboard import Keyboard

    if blind:
        from claimtrack.cli.reviewing.blind import judge_blind
        from claimtrack.services.verdicts.blind import to_judge

        judge_blind(desk, Keyboard(), to_judge(desk, article=article))
        return
    from claimtrack.cli.reviewing.work import work_through
    from claimtrack.services.verdicts import queue

    find = queue.mine if mine_only else queue.within_reach
    work_through(desk, Keyboard(), find(desk, article=article, tag=tag))


def _is_terminal(stream: object) -> bool:
    return bool(getattr(stream, "isatty", lambda: False)())
