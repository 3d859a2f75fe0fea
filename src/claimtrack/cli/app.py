"""The program's commands: where each lives, the help page that lists them in sections, and ``--version``."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from claimtrack import __version__
from claimtrack.cli.group import first_sentence
from claimtrack.cli.mistakes import in_our_words

SECTIONS = {
    "Read": {"ingest": "ingest", "extract": "extract", "list": "listing", "show": "listing"},
    "Review": {
        "review": "review",
        "serve": "serve",
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
        "blind": "blind",
        "agreement": "blind",
        "link": "links",
        "unlink": "links",
        "tag": "tags",
        "untag": "tags",
        "tags": "tags",
        "restate": "findings",
        "find": "findings",
        "decide": "bulk",
        "reason": "reasons",
        "comment": "notes",
        "attempt": "notes",
        "reply": "replies",
    },
    "Evidence": {"evidence": "evidence", "source": "sources", "independence": "independence", "weakest": "weakest"},
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
        "timestamp": "timestamps",
    },
    "Workspace": {
        "reviewer": "reviewers",
        "hook": "hooks",
        "policy": "policy",
        "locker": "locker",
        "backup": "upkeep",
        "restore": "upkeep",
        "export": "packages",
        "import": "packages",
        "check": "packages",
        "purge": "purging",
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
            rows = [(name, first_sentence(found)) for name, found in commands if found is not None]
            with formatter.section(title):
                formatter.write_dl(rows)

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Take in the words before the command; raises what cannot be understood as a mistake of ours."""
        name, words, *rest = args
        with in_our_words():
            return super().make_context(name, [_as_today(word) for word in words], *rest, **options)

    def invoke(self, ctx: Any) -> Any:
        """Take in the words of the command and run it; raises as ``make_context`` does."""
        with in_our_words():
            return super().invoke(ctx)


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


_ONCE = {"--because": "--reason"}
"""What options were called before; the old words go on working, and no page names them."""


def _as_today(word: str) -> str:
    name, equals, value = word.partition("=")
    return f"{_ONCE.get(name, name)}{equals}{value}"


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
