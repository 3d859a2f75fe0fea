"""`report`: the verification report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import AsOfOption, given
from claimtrack.cli.moments import event_or_after
from claimtrack.cli.output import any_of, tell, write_raw
from claimtrack.errors import UsageError

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk

_USUAL = ("md", "html", "json", "csv", "txt")
"""What help names: it does not wait for the entry points to be looked through, which say which formats there are."""
_ALSO = {"htm": "html"}
"""Endings that are no format's own name."""


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
        typer.Option("--format", "-f", metavar="FORMAT", help=f"{any_of(_USUAL)}.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write here; its ending names the format.", show_default=False
        ),
    ] = None,
    short: Annotated[
        bool, typer.Option("--short", help="Only what was found, and a line for each claim: a few pages.")
    ] = False,
    include_protected: Annotated[
        bool, typer.Option("--include-protected", help="Show protected evidence, too, to who may read it.")
    ] = False,
    as_of: AsOfOption = None,
) -> None:
    """Export the verification report: what was found, then every claim, who says it, how it stands and why.

    Example: claimtrack report 1 -o report.html
    """
    from claimtrack.reports.registry import load_renderer
    from claimtrack.reports.short import load_short
    from claimtrack.services.evidence.protection import left_out, named
    from claimtrack.services.files import write_whole
    from claimtrack.services.reports.gather import gather

    moment = event_or_after(as_of) if as_of is not None else None
    form = kind or _format_of(output)
    render = load_short(form) if short else load_renderer(form)
    rendered = render(gather(desk, article, as_of=moment, include_protected=include_protected))
    hidden = frozenset[int]() if include_protected else left_out(desk, article)
    if hidden:
        tell(f"{named(hidden)} is protected and left out; --include-protected takes it in")
    if output is None or str(output) == "-":
        write_raw(rendered)
        return
    write_whole(output, rendered)
    tell(f"the report is in {output}")


def _format_of(output: Path | None) -> str:
    if output is None or str(output) == "-":
        return "txt"
    from claimtrack.reports.registry import formats

    if output.is_dir():
        raise UsageError(f"{output} is a folder; name a file in it, such as {output / 'report.html'}")
    ending = output.suffix.lower().removeprefix(".")
    kind, known = _ALSO.get(ending, ending), formats()
    if kind not in known:
        words = any_of([*(name for name in _USUAL if name in known), *(name for name in known if name not in _USUAL)])
        raise UsageError(f"{output.name} does not say in which format; add --format {words}")
    return kind
