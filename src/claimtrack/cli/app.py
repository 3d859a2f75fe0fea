"""The program's commands: where each lives, the help page that lists them in sections, and ``--version``."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from claimtrack import __version__

SECTIONS = {
    "Read": {"ingest": "ingest", "extract": "extract", "list": "listing", "show": "listing"},
    "Review": {
        "review": "review",
        "take": "decisions",
        "assign": "decisions",
        "release": "decisions",
        "confirm": "decisions",
        "dispute": "decisions",
        "refute": "decisions",
        "unverifiable": "decisions",
        "withdraw": "decisions",
        "reopen": "decisions",
        "said": "decisions",
        "proposals": "four_eyes",
        "approve": "four_eyes",
        "reject": "four_eyes",
        "link": "links",
        "unlink": "links",
        "tag": "tags",
        "untag": "tags",
        "tags": "tags",
        "decide": "bulk",
        "comment": "notes",
        "attempt": "notes",
        "reply": "replies",
    },
    "Evidence": {"evidence": "evidence", "source": "sources", "independence": "independence"},
    "Repair": {
        "add": "repair",
        "correct": "repair",
        "split": "repair",
        "reextract": "reextract",
        "article": "articles",
    },
    "Report and record": {
        "report": "report",
        "gate": "gate",
        "log": "record",
        "verify": "record",
        "replay": "record",
        "head": "heads",
    },
    "Workspace": {
        "reviewer": "reviewers",
        "policy": "policy",
        "backup": "upkeep",
        "restore": "upkeep",
        "upgrade": "upkeep",
        "model": "model",
        "demo": "demo",
    },
}
"""Every command by what it is for, with the module of ``claimtrack.cli`` that registers it."""


class Sections(TyperGroup):
    """A command group whose help lists the commands by what they are for."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write each section's commands with their first lines."""
        for title, names in SECTIONS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name, found.get_short_help_str(90)) for name, found in commands if found is not None]
            with formatter.section(title):
                formatter.write_dl(rows)


def application(command: str | None = None) -> typer.Typer:
    """Make the program with every command; with those of one module where ``command`` is known.

    Loading and declaring them all takes as long as reading fifty claims does, and only help, completion and a
    mistyped name need that.
    """
    app = typer.Typer(
        name="claimtrack",
        cls=Sections,
        # Rich's help is not stable text, and takes its time to load.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback(no_args_is_help=True)(_program)
    places = {name: module for commands in SECTIONS.values() for name, module in commands.items()}
    for module in [places[command]] if command in places else dict.fromkeys(places.values()):
        import_module(f"claimtrack.cli.{module}").register(app)
    return app


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"claimtrack {__version__}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Turn a news article into claims with their attribution, and keep track of what is confirmed.

    Start with `claimtrack ingest FILE`, or see a worked example with `claimtrack demo`.
    """
