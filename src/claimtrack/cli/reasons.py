"""`reason`: why a verdict was given, said later."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import NumbersArgument, given, seen_by
from claimtrack.cli.output import tell
from claimtrack.vocabulary import Serves

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(reason)


@given
def reason(
    claims: NumbersArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Why the verdict was given.", show_default=False)],
    desk: "Desk",
    said: Annotated[bool, typer.Option("--said", help="Why it counts as said, misquoted or not found.")] = False,
) -> None:
    """Say later why a verdict was given, or say it better. The verdict stays as it is, and whose it is.

    Example: claimtrack reason 12 "both registers have the same number, and neither had it from the other"
    """
    from claimtrack.services.verdicts.reasons import give_reason

    seen = seen_by(desk, [claims])
    question = Serves.SAID if said else Serves.TRUTH
    verdicts = desk.enact(give_reason, seen, text, question=question)
    what = "said is" if said else "it is"
    for number, verdict in zip(seen.numbers, verdicts, strict=True):
        tell(f"claim {number}: the reason why {what} {verdict.words} is on record")
