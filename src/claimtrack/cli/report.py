"""`report`: the verification report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import AsOfOption, given
from claimtrack.cli.moments import event_or_after
from claimtrack.cli.output import tell, write_raw
from claimtrack.errors import UsageError

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk

_FORMATS = {".md": "md", ".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".txt": "txt"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(report)


@given
def report(
    desk: "Desk",
    article: Annotated[
        int | None, typer.Argument(metavar="ARTICLE", help="Only on this article; else on all.", show_default=False)
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help="md, html, json, csv or txt.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write here; its ending names the format.", show_default=False
        ),
    ] = None,
    as_of: AsOfOption = None,
) -> None:
    """Export the verification report: every claim, who says it, how it stands and why.

    Example: claimtrack report 1 -o report.html
    """
    from claimtrack.reports.registry import load_renderer
    from claimtrack.services.files import write_whole
    from claimtrack.services.reports.gather import gather

    moment = event_or_after(as_of) if as_of is not None else None
    rendered = load_renderer(kind or _format_of(output))(gather(desk, article, as_of=moment))
    if output is None or str(output) == "-":
        write_raw(rendered)
        return
    write_whole(output, rendered)
    tell(f"the report is in {output}")


def _format_of(output: Path | None) -> str:
    if output is None or str(output) == "-":
        return "txt"
    known = _FORMATS.get(output.suffix.lower())
    if known is None:
        raise UsageError(f"{output.name} does not say in which format; add --format md, html, json, csv or txt")
    return known
