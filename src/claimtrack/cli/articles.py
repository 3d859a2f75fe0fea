"""`article`: what was ingested."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import ArticleArgument, DryRunOption, Form, given, rehearsed
from claimtrack.cli.group import Commands
from claimtrack.cli.lookups import tell_lookups
from claimtrack.cli.output import counted, emit, moment, program, table, tell, write
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.cli.telling import tell_outcome
from claimtrack.vocabulary import Role

if TYPE_CHECKING:
    from claimtrack.services.articles.details import ListedArticle
    from claimtrack.services.articles.readers import Limited
    from claimtrack.services.desk import Desk
    from claimtrack.services.paging import Window

article = typer.Typer(
    cls=Commands, help="List and show articles, correct what is known about them.", rich_markup_mode=None
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(article, name="article")


@article.command("list")
@given
def list_(desk: "Desk", form: Form, window: "Window") -> None:
    """List the articles on record.

    Example: claimtrack article list
    """
    from claimtrack.services.articles import details as service

    found = service.listing(desk, window)
    if form is not Form.TABLE:
        from claimtrack.services.shapes import article as shape

        emit([shape(line) for line in found], form)
        tell_left_out(found, "article")
        return
    if found:
        table(
            [
                [line.number, line.title or line.name, line.outlet, moment(line.published), line.claims, line.awaiting]
                for line in found
            ],
            ["#", "title", "outlet", "published", "claims", "open"],
            flexible=[2, 1],
        )
    tell(footer(found, "article"))


@article.command()
@given
def show(number: ArticleArgument, desk: "Desk", form: Form) -> None:
    """Show one article: where it comes from, its bytes, how its claims stand.

    Example: claimtrack article show 1
    """
    from claimtrack.services.articles import details as service

    line = service.shown(desk, number)
    if form is not Form.TABLE:
        from claimtrack.services.shapes import article as shape

        emit([shape(line)], form)
        return
    write(f"article {line.number}   {line.title or 'without a title'}")
    for name, words in _facts(line):
        if words:
            write(f"  {name:<11}{words}")
    for status, count in line.statuses:
        write(f"  {status.words:<13}{count}")


@article.command()
@given
def restrict(
    number: ArticleArgument,
    desk: "Desk",
    to: Annotated[
        list[str], typer.Option("--to", metavar="NAME", help="Who may read it; may be given several times.")
    ] = [],  # noqa: B006 - never changed
    role: Annotated[list[Role], typer.Option(help="Whoever has this role; may be given several times.")] = [],  # noqa: B006 - never changed
) -> None:
    """Let only some people at a desk read an article, its claims, and what hangs on them. An editor's right.

    You are always among them. For all others on `serve --desk` and its API it is not there. Whoever reads the
    workspace itself, as this command line does, reads everything.

    Example: claimtrack article restrict 1 --to ben
    """
    from claimtrack.services.articles import readers as service

    tell(f"article {number} is for {_readers(desk.enact(service.restrict, number, to, role))} alone")


@article.command("open")
@given
def open_(number: ArticleArgument, desk: "Desk") -> None:
    """Let everybody at a desk read an article again. An editor's right.

    Example: claimtrack article open 1
    """
    from claimtrack.services.articles import readers as service

    desk.enact(service.open_up, number)
    tell(f"article {number} is for everybody at the desk")


@article.command()
@given
def limited(desk: "Desk", form: Form) -> None:
    """List the articles that only some people at a desk may read.

    Example: claimtrack article limited
    """
    from claimtrack.services.articles import readers as service

    found = service.limited(desk)
    if form is not Form.TABLE:
        rows = [(one.number, one.title, one.people, one.roles) for one in found]
        emit([dict(zip(("article", "title", "people", "roles"), row, strict=True)) for row in rows], form)
        return
    if found:
        table([[one.number, one.title, _readers(one)] for one in found], ["#", "title", "for"], flexible=[1, 2])
    tell(counted(len(found), "article") + " for some")


def _readers(line: "Limited") -> str:
    return ", ".join([*line.people, *(f"every {one}" for one in line.roles)])


@article.command("set")
@given
def set_(
    number: ArticleArgument,
    desk: "Desk",
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title.", show_default=False)] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.", show_default=False)] = None,
    agency: Annotated[
        str | None, typer.Option(metavar="NAME", help="The agency whose copy it is.", show_default=False)
    ] = None,
    byline: Annotated[str | None, typer.Option(metavar="TEXT", help="Who wrote it.", show_default=False)] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When.", show_default=False)] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where.", show_default=False)] = None,
    new_source: Annotated[
        bool, typer.Option("--new-source", help="The outlet is another source than the similar ones on record.")
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Correct what is on record about an article.

    Example: claimtrack article set 1 --outlet "Harbour Courier"
    """
    from claimtrack.services.articles import details as service
    from claimtrack.services.inputs import publication_given

    when = publication_given(published)
    desk = rehearsed(desk, dry_run)
    reopened = desk.enact(
        service.correct, number, service.Details(title, outlet, byline, url, when, new_source, agency)
    )
    tell_outcome(desk, f"article {number} is corrected; `{program()} article show {number}`", reopened)
    if outlet is not None or agency is not None:
        tell_lookups(desk, article=number)


def _facts(line: "ListedArticle") -> list[tuple[str, str | None]]:
    from claimtrack.reports.wording import frame, measures

    return [
        ("outlet", line.outlet),
        ("copy of", line.agency),
        ("byline", line.byline),
        ("published", moment(line.published)),
        ("address", line.url),
        ("read from", line.name),
        ("type", f"{line.media_type}, {measures.size(line.size)}, {frame.language(line.language)}"),
        ("sha256", line.digest),
        ("retrieved", moment(line.retrieved_at)),
        ("versions", str(line.snapshots)),
        ("claims", f"{line.claims}, {line.awaiting} of them await a verdict"),
    ]
