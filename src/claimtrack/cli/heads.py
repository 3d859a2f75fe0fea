"""`head`: the end of the chain, kept elsewhere and compared later."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import witnesses
from claimtrack.cli.given import given
from claimtrack.cli.group import Commands
from claimtrack.cli.output import counted, moment, tell, write_raw

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk

head = typer.Typer(
    cls=Commands,
    help="Keep the chain's end elsewhere, have it signed, compare later.",
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(head, name="head")
    head.command()(witnesses.key)
    head.command()(witnesses.trust)
    head.command()(witnesses.sign)
    head.command()(witnesses.cosign)
    head.command("import")(witnesses.take_in)
    head.command()(witnesses.compare)
    head.command()(witnesses.witnesses)
    head.command("qr")(witnesses.draw)


@head.command()
@given
def export(
    desk: "Desk",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here.", show_default=False)
    ] = None,
) -> None:
    """Write where the chain ends now, as a small text to mail or print; nothing is changed.

    Example: claimtrack head export -o head-2026-11-24.txt
    """
    from claimtrack.services.files import write_whole
    from claimtrack.services.integrity.heads import export as end_of

    found = end_of(desk)
    if output is None or str(output) == "-":
        write_raw(found.text().encode())
        return
    write_whole(output, found.text().encode())
    tell(f"the head after {counted(found.events, 'event')} is in {output}; keep it where nobody here can write")


@head.command()
@given
def check(
    desk: "Desk",
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file that `head export` wrote; - reads it.", show_default=False)
    ],
) -> None:
    """Hold the chain against a head from earlier: nothing up to there was dropped or rewritten since.

    Example: claimtrack head check head-2026-11-24.txt
    """
    from claimtrack.services.integrity.heads import check as continued
    from claimtrack.services.integrity.heads import read

    found = continued(desk, read(_text_of(file), name=str(file)), name=str(file))
    before = found.head
    tell(
        f"events 1 to {before.events} are as they were when {before.by} exported the head, "
        f"{moment(before.exported)}; {counted(found.now - before.events, 'event')} followed"
    )


def _text_of(file: Path) -> str:
    from claimtrack.services.witnesses.signing import text_of

    return text_of(str(file))
