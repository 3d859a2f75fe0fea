"""`comment` and `attempt`."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import NumbersArgument, given, seen_by
from claimtrack.cli.output import tell
from claimtrack.vocabulary import NoteKind

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk

TextArgument = Annotated[str, typer.Argument(metavar="TEXT", help="What there is to say.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(comment)
    app.command()(attempt)


@given
def comment(claims: NumbersArgument, text: TextArgument, desk: "Desk") -> None:
    """Write a comment on a claim.

    Example: claimtrack comment 12 "the ministry uses another district border"
    """
    from claimtrack.services.marks.notes import note

    seen = seen_by(desk, [claims])
    desk.enact(note, seen, text, kind=NoteKind.COMMENT)
    tell(f"noted on claim {', '.join(map(str, seen.numbers))}")


@given
def attempt(
    claims: NumbersArgument,
    text: TextArgument,
    desk: "Desk",
    asked: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="Who was asked.", show_default=False)
    ] = None,
    when: Annotated[str | None, typer.Option(metavar="DATE", help="When.", show_default=False)] = None,
    answer: Annotated[str | None, typer.Option(metavar="TEXT", help="What they answered.", show_default=False)] = None,
) -> None:
    """Record what was tried to check a claim, with no result.

    Example: claimtrack attempt 12 "rang the clinic" --who "Dr Lind" --when 2026-11-24 --answer "no comment"
    """
    from claimtrack.services.inputs import time_given
    from claimtrack.services.marks import notes

    seen = seen_by(desk, [claims])
    desk.enact(notes.record, seen, notes.Tried(text, asked, time_given(when), answer))
    tell(f"attempt recorded on claim {', '.join(map(str, seen.numbers))}")
