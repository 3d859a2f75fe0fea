"""`source`: who speaks and who gives evidence."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.decisions import tell_reopened
from claimtrack.cli.given import Form, ReasonOption, complete_sources, given
from claimtrack.cli.output import counted, emit, table, tell, write

if TYPE_CHECKING:
    from claimtrack.rules.same_name import Offer
    from claimtrack.services.desk import Desk
    from claimtrack.services.sources import SourceLine

source = typer.Typer(help="List, show and merge sources.", rich_markup_mode=None)

NameArgument = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE", help="A source's name or number.", autocompletion=complete_sources, show_default=False
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(source, name="source")


@source.command("list")
@given
def list_(
    desk: "Desk",
    form: Form,
    merged: Annotated[bool, typer.Option("--merged", help="Also those merged into others.")] = False,
) -> None:
    """List sources, with how many claims each speaks and how much evidence comes from it.

    Example: claimtrack source list
    """
    from claimtrack.services import sources as service

    rows = service.listing(desk, merged=merged)
    if form is not Form.TABLE:
        emit([_row(line) for line in rows], form)
        return
    if rows:
        table(
            [[line.number, line.name, _kind(line), line.claims, line.evidence, "; ".join(line.also)] for line in rows],
            ["#", "name", "kind", "claims", "evidence", "also"],
            flexible=[1, 5],
        )
    tell(counted(len(rows), "source"))


@source.command()
@given
def show(name: NameArgument, desk: "Desk", form: Form) -> None:
    """Show one source.

    Example: claimtrack source show "Ana Ruiz"
    """
    from claimtrack.services import sources as service

    line = service.shown(desk, name)
    if form is not Form.TABLE:
        emit([_row(line)], form)
        return
    write(f"source {line.number}   {line.name}")
    write(f"  kind       {_kind(line)}")
    write(f"  speaks     {counted(line.claims, 'claim')}; `claimtrack list --source {line.number}`")
    write(f"  evidence   {counted(line.evidence, 'piece')}")
    if line.also:
        write(f"  also       {'; '.join(line.also)}")
    if line.merged_into is not None:
        write(f"  merged     into source {line.merged_into}")
    if line.article is not None:
        write(f"  unnamed    known from article {line.article} alone")


@source.command()
@given
def alike(desk: "Desk", form: Form) -> None:
    """List sources that are surely one under two names, with the command that merges them. Nothing merges by itself.

    Example: claimtrack source alike
    """
    from claimtrack.services import sources as service

    found = service.surely_same(desk)
    if form is not Form.TABLE:
        emit([_offer(one) for one in found], form)
        return
    for one in found:
        write(f"{one.short.number} {one.short.name} may be {one.full.number} {one.full.name}")
        write(f"  claimtrack source merge {one.short.number} --into {one.full.number} --reason TEXT")
    tell(f"{counted(len(found), 'pair')}; short forms that fit two sources are not offered")


@source.command()
@given
def merge(
    name: NameArgument,
    desk: "Desk",
    into: Annotated[
        str,
        typer.Option(
            metavar="SOURCE", help="The source it really is.", autocompletion=complete_sources, show_default=False
        ),
    ],
    reason: ReasonOption = None,
) -> None:
    """Record that two sources are one; verdicts that counted them apart reopen. An editor's right.

    Example: claimtrack source merge "A. Ruiz" --into "Ana Ruiz" --reason "same byline, same number"
    """
    from claimtrack.services import sources as service

    line, reopened = service.merge(desk, name, into=into, reason=reason or "")
    tell(f"source {line.number} is {line.name}, also known as {'; '.join(line.also)}")
    tell_reopened(reopened)


def _kind(line: "SourceLine") -> str:
    kind = "not stated" if line.kind.value == "none" else line.kind.value
    return f"{kind} (article {line.article})" if line.article is not None else kind


def _offer(one: "Offer") -> dict[str, object]:
    return {
        "source": one.short.number,
        "name": one.short.name,
        "into": one.full.number,
        "into_name": one.full.name,
    }


def _row(line: "SourceLine") -> dict[str, object]:
    return {
        "source": line.number,
        "name": line.name,
        "kind": line.kind,
        "article": line.article,
        "merged_into": line.merged_into,
        "claims": line.claims,
        "evidence": line.evidence,
        "also": list(line.also),
    }
