"""The application object, its help page in sections, and ``--version``."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from claimtrack import __version__

SECTIONS = {
    "Read": ("ingest", "extract", "list", "show"),
    "Review": (
        "take",
        "release",
        "confirm",
        "dispute",
        "refute",
        "unverifiable",
        "withdraw",
        "reopen",
        "said",
        "comment",
        "attempt",
    ),
    "Evidence": ("evidence", "source"),
    "Repair": ("add", "correct", "split", "article"),
    "Report and record": ("report", "log", "verify"),
    "Workspace": ("reviewer", "backup", "restore", "upgrade", "demo"),
}


class Sections(TyperGroup):
    """A command group whose help lists the commands by what they are for."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write each section's commands with their first lines."""
        for title, names in SECTIONS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name, found.get_short_help_str(90)) for name, found in commands if found is not None]
            with formatter.section(title):
                formatter.write_dl(rows)


app = typer.Typer(
    name="claimtrack",
    cls=Sections,
    # Rich's help is not stable text; the reference page is generated from the plain one.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"claimtrack {__version__}")
        raise typer.Exit


@app.callback(no_args_is_help=True)
def program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Turn a news article into claims with their attribution, and keep track of what is confirmed.

    Start with `claimtrack ingest FILE`, or see a worked example with `claimtrack demo`.
    """
