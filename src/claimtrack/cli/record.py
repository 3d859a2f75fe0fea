"""`log` and `verify`: the record and the proof that it is intact."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import Form, given, numbers
from claimtrack.cli.output import counted, emit, moment, shortened, table, tell
from claimtrack.errors import VerificationFailed

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(log)
    app.command()(verify)


@given
def log(
    desk: "Desk",
    form: Form,
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="[CLAIM]...", help="Only on these claims.", show_default=False)
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this reviewer did.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="The newest so many.")] = 50,
    everything: Annotated[bool, typer.Option("--all", help="From the beginning.")] = False,
) -> None:
    """List what was done, by whom and when, oldest first.

    Example: claimtrack log 12
    """
    from claimtrack.services.log import entries

    lines = entries(desk, claims=numbers(claims or []) if claims else None, by=by, newest=None if everything else limit)
    if form is not Form.TABLE:
        emit(
            [
                {
                    "event": line.number,
                    "at": line.at,
                    "who": line.who,
                    "claim": claim,
                    "what": line.what,
                    "reason": line.reason,
                    "overridden": line.overridden,
                    "hash": digest,
                }
                for line, claim, digest in lines
            ],
            form,
        )
        return
    if lines:
        rows = [
            [line.number, moment(line.at), line.who, claim or "", shortened(_what(line.what, line.reason), 400)]
            for line, claim, _ in lines
        ]
        table(rows, ["#", "when", "who", "claim", "what"], flexible=[4])
    tell(counted(len(lines), "event"))


@given
def verify(desk: "Desk") -> None:
    """Check that the record is intact: event chain, kept bytes, excerpts and the claims' words.

    Example: claimtrack verify
    """
    from claimtrack.services.verify import verify as check

    found = check(desk)
    tell(
        f"checked {counted(found.events, 'event')}, {counted(found.files, 'file')}, "
        f"{counted(found.excerpts, 'excerpt')} and {counted(found.claims, 'claim')}"
    )
    if found.problems:
        for problem in found.problems:
            tell(f"FAILS: {problem}")
        raise VerificationFailed(
            f"{counted(len(found.problems), 'check')} failed; keep this workspace as it is and compare it with a backup"
        )
    tell(f"all intact; the chain ends at event {found.events} with {found.head}")


def _what(what: str, reason: str | None) -> str:
    return f'{what}: "{reason}"' if reason else what
