"""A group of commands, whose help lists each with a whole sentence."""

from typing import Any

from typer.core import TyperGroup

_WHOLE = 10_000
"""Characters: the parser ends a line at so many, if need be inside a sentence; no sentence is so long."""


def first_sentence(command: Any) -> str:
    """Return the first sentence of a command's help, whole."""
    return str(command.get_short_help_str(_WHOLE))


class Commands(TyperGroup):
    """A group whose help cuts no command's line short."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write each command with its first sentence."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, first_sentence(one)) for name, one in found if one is not None])
