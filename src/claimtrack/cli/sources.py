"""`source`: who speaks and who gives evidence."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import relations
from claimtrack.cli.given import (
    DryRunOption,
    Form,
    ReasonOption,
    SourceArgument,
    complete_sources,
    given,
    rehearsed,
)
from claimtrack.cli.group import Commands
from claimtrack.cli.output import counted, emit, program, table, tell, watched, write
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.cli.telling import tell_outcome
from claimtrack.errors import UsageError
from claimtrack.vocabulary import RelationState, SpeakerKind

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.paging import Window
    from claimtrack.services.sources.import_list import Imported
    from claimtrack.services.sources.page import SourcePage
    from claimtrack.services.sources.relations import OriginLine
    from claimtrack.services.sources.sources import SourceLine

_TOLD = 5
"""How many facts of the list that comes with the program are told that the record says otherwise of."""

source = typer.Typer(cls=Commands, help="Say who sources are, and how they hang together.", rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    relations.register(source)
    app.add_typer(source, name="source")


@source.command("list")
@given
def list_(
    desk: "Desk",
    form: Form,
    window: "Window",
    merged: Annotated[bool, typer.Option("--merged", help="Also those merged into others.")] = False,
) -> None:
    """List sources, with how many claims each speaks and how much evidence comes from it.

    Example: claimtrack source list
    """
    from claimtrack.services.sources import sources as service

    found = service.listing(desk, window, merged=merged)
    if form is not Form.TABLE:
        from claimtrack.services.shapes import source as shape

        emit([shape(line) for line in found], form)
        tell_left_out(found, "source")
        return
    if found:
        table(
            [[line.number, line.name, _kind(line), line.claims, line.evidence, "; ".join(line.also)] for line in found],
            ["#", "name", "kind", "claims", "evidence", "also"],
            flexible=[1, 5],
        )
    tell(footer(found, "source"))


@source.command()
@given
def show(name: SourceArgument, desk: "Desk", form: Form) -> None:
    """Show all that is known of one source, and its origins as a tree.

    Example: claimtrack source show "Ana Ruiz"
    """
    from claimtrack.services.sources import page as service

    page = service.shown(desk, name)
    if form is not Form.TABLE:
        from claimtrack.services.shapes import source_page

        emit([source_page(page)], form)
        return
    line = page.line
    write(f"source {line.number}   {line.name}")
    write(f"  kind       {_kind(line)}")
    write(f"  speaks     {counted(line.claims, 'claim')}; `{program()} list --source {line.number}`")
    write(f"  evidence   {counted(line.evidence, 'piece')}")
    if line.also:
        write(f"  also       {'; '.join(line.also)}")
    if line.merged_into is not None:
        write(f"  merged     into source {line.merged_into}")
    if line.article is not None:
        write(f"  unnamed    known from article {line.article} alone")
    for name, words in _known(page):
        write(f"  {name:<11}{words}")
    for relation in page.relations:
        who = f"says {relation.said_by}"
        if relation.state is RelationState.PROPOSED:
            who = "read in an article" if relation.because is None else "by its name"
        write(f"  on record  {relation.sentence}, {who}")
        if relation.because:
            write(f"             {relation.because}")
    write("  origins")
    for origin in page.origins:
        write(f"    {'  ' * origin.depth}{_step(origin)}")


@source.command()
@given
def alike(desk: "Desk", form: Form, window: "Window") -> None:
    """List sources that are surely one under two names, with the command that merges them. Nothing merges by itself.

    Example: claimtrack source alike
    """
    from claimtrack.services.sources import sources as service

    found = service.surely_same(desk, window)
    if form is not Form.TABLE:
        names = ("source", "name", "into", "into_name")
        pairs = [(one.short.number, one.short.name, one.full.number, one.full.name) for one in found]
        emit([dict(zip(names, pair, strict=True)) for pair in pairs], form)
        tell_left_out(found, "pair")
        return
    for one in found:
        write(f"{one.short.number} {one.short.name} may be {one.full.number} {one.full.name}")
        write(f"  {program()} source merge {one.short.number} --into {one.full.number} --reason TEXT")
    tell(f"{footer(found, 'pair')}; short forms that fit two sources are not offered")


@source.command()
@given
def merge(
    name: SourceArgument,
    desk: "Desk",
    into: Annotated[
        str,
        typer.Option(
            metavar="SOURCE", help="The source it really is.", autocompletion=complete_sources, show_default=False
        ),
    ],
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Record that two sources are one; verdicts that counted them apart reopen. An editor's right.

    Example: claimtrack source merge "A. Ruiz" --into "Ana Ruiz" --reason "same byline, same number"
    """
    from claimtrack.services.sources import sources as service

    desk = rehearsed(desk, dry_run)
    line, reopened = desk.enact(service.merge, name, into=into, reason=reason or "")
    tell_outcome(desk, f"source {line.number} is {line.name}, also known as {'; '.join(line.also)}", reopened)


@source.command()
@given
def alias(
    name: SourceArgument,
    other: Annotated[str, typer.Argument(metavar="ALIAS", help="The other name it goes by.", show_default=False)],
    desk: "Desk",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Record that a source goes by another name, too; `source split ALIAS` takes it back. An editor's right.

    Example: claimtrack source alias SANA "Syrian Arab News Agency"
    """
    from claimtrack.services.sources import names_and_kinds as service

    desk = rehearsed(desk, dry_run)
    found, reopened = desk.enact(service.alias, name, other, reason=reason)
    tell_outcome(desk, f"source {found.id}, {found.name}, is also known as {other}", reopened)


@source.command("set")
@given
def set_(
    name: SourceArgument,
    desk: "Desk",
    kind: Annotated[SpeakerKind, typer.Option(help="What it is.", show_default=False)],
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say what a source is. Whether somebody is anonymous is an editor's to say, as vouching for them is.

    Example: claimtrack source set SANA --kind media
    """
    from claimtrack.services.sources import names_and_kinds as service

    desk = rehearsed(desk, dry_run)
    found, reopened = desk.enact(service.set_kind, name, kind, reason=reason)
    tell_outcome(desk, f"source {found.id}, {found.name}, is on record as {kind}", reopened)


def _template(asked: bool) -> None:
    """Write the table before a workspace is looked for, or a file is missed."""
    if asked:
        from claimtrack.services.sources.list_file import TEMPLATE

        write(TEMPLATE.rstrip())
        raise typer.Exit


@source.command("import")
@given
def import_(
    desk: "Desk",
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE|-",
            help="A CSV file, or a JSON list of objects, with name and whatever you like of kind, aliases, part_of, "
            "controlled_by, allied_with, relies_on, since, until, unaffiliated, reliability and because; "
            "- for standard input.",
            show_default=False,
        ),
    ] = None,
    template: Annotated[
        bool,
        typer.Option(
            "--template", callback=_template, is_eager=True, help="Write a table to fill in, and do nothing else."
        ),
    ] = False,
    starter: Annotated[
        bool,
        typer.Option(
            "--starter",
            help="Instead of a file the list that comes with the program: states' bodies, agencies, big outlets.",
        ),
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Put your own list of sources on record. All of its rows or none; what is on record is never changed by it.

    Example: claimtrack source import sources.csv --dry-run
    """
    del template  # by now it was not asked for
    if starter == (file is not None):
        raise UsageError(
            "name a file, or take the list that comes with the program: `claimtrack source import sources.csv` or "
            "`claimtrack source import --starter`"
        )
    desk = rehearsed(desk, dry_run)
    if file is None:
        _import_starter(desk)
        return
    from claimtrack.services.inputs import local_input
    from claimtrack.services.sources.import_list import import_sources
    from claimtrack.services.sources.list_file import read_sources

    found = local_input(file)
    listed = read_sources(found.data, name=found.name)
    done = desk.enact(import_sources, listed, progress=watched("importing"))
    tell_outcome(desk, _imported(done), done.reopened)


def _import_starter(desk: "Desk") -> None:
    from claimtrack.services.sources.starter import import_starter

    found = desk.enact(import_starter, progress=watched("importing"))
    tell_outcome(desk, f"the list as of {found.on}, {_imported(found.done)}", found.done.reopened)
    if found.left:
        count = counted(len(found.left), "fact")
        tell(f"{count} of the list left aside, since the record says something else:")
        for words in found.left[:_TOLD]:
            tell(f"  {words}")
        if len(found.left) > _TOLD:
            tell(f"  and {len(found.left) - _TOLD} more")


@source.command()
@given
def split(name: SourceArgument, desk: "Desk", reason: ReasonOption = None, dry_run: DryRunOption = False) -> None:
    """Undo a merge: the source is its own again, with all that hung on it. An editor's right.

    Example: claimtrack source split "A. Ruiz" --reason "two reporters with one family name"
    """
    from claimtrack.services.sources import sources as service

    desk = rehearsed(desk, dry_run)
    line, reopened = desk.enact(service.split, name, reason=reason or "")
    tell_outcome(desk, f"source {line.number}, {line.name}, is a source of its own again", reopened)


def _imported(done: "Imported") -> str:
    parts = [
        counted(done.sources, "new source"),
        counted(done.aliases, "alias", "aliases"),
        counted(done.relations, "relation"),
        counted(done.other, "other fact"),
    ]
    words = f"{counted(done.rows, 'row')}: {', '.join(parts)}"
    if not done.unchanged:
        return words
    return f"{words}; {counted(done.unchanged, 'row')} {'changes' if done.unchanged == 1 else 'change'} nothing"


def _known(page: "SourcePage") -> list[tuple[str, str]]:
    vouched = f"vouched for by an editor: {page.vouched}" if page.vouched is not None else None
    none_known = f"none known: {page.unaffiliated}" if page.unaffiliated is not None else None
    found = [
        ("grade", f"{page.reliability} ({page.reliability.meaning})" if page.reliability is not None else None),
        ("identity", vouched),
        (
            "ties",
            none_known or (None if page.affiliation_known else "not on record; its evidence does not count"),
        ),
    ]
    return [(name, words) for name, words in found if words is not None]


def _step(origin: "OriginLine") -> str:
    return f"{origin.how.replace('_', ' ')} {origin.name}" if origin.how is not None else origin.name


def _kind(line: "SourceLine") -> str:
    kind = "not stated" if line.kind.value == "none" else line.kind.value
    return f"{kind} (article {line.article})" if line.article is not None else kind
