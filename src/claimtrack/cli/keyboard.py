"""A plain terminal for `review`: single keys and lines with editing. The one module that loads prompt_toolkit."""

import os
from collections.abc import Sequence
from functools import partial

from prompt_toolkit.application import Application
from prompt_toolkit.completion import Completer, PathCompleter, WordCompleter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.shortcuts import CompleteStyle, PromptSession

from claimtrack.cli.output import write
from claimtrack.cli.reviewing import Interrupted


class Keyboard:
    """The person at the terminal; Ctrl-C and Ctrl-D raise Interrupted, at a key as in a line."""

    def __init__(self) -> None:
        """Ask the terminal for nothing it may not know: a plain one does not tell where its cursor stands."""
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

    def show(self, words: str) -> None:
        """Write something for the person to read."""
        write(words)

    def ask_key(self, question: str, keys: str) -> str:
        """Wait for one of these keys and give it; all others do nothing."""
        bindings = KeyBindings()
        for key in keys:
            bindings.add(key)(partial(_pressed, key))
        for key in ("c-c", "c-d"):
            bindings.add(key)(_broken_off)
        shown = Window(FormattedTextControl(question, show_cursor=False), height=1, wrap_lines=False)
        asking: Application[str] = Application(Layout(shown), key_bindings=bindings)
        return asking.run()

    def ask_line(self, question: str, offers: Sequence[str] = ()) -> str:
        """Read one line; the tab key completes to one of ``offers``."""
        return _line(question, WordCompleter(list(offers), ignore_case=True, sentence=True))

    def ask_file(self, question: str) -> str:
        """Read the name of a file, or an address; the tab key completes file names."""
        return _line(question, PathCompleter(expanduser=True))


def _pressed(key: str, event: KeyPressEvent) -> None:
    event.app.exit(result=key)


def _broken_off(event: KeyPressEvent) -> None:
    event.app.exit(exception=Interrupted)


def _line(question: str, completer: Completer) -> str:
    session: PromptSession[str] = PromptSession(
        completer=completer, complete_while_typing=False, complete_style=CompleteStyle.READLINE_LIKE
    )
    try:
        return session.prompt(question).strip()
    except (KeyboardInterrupt, EOFError) as error:
        raise Interrupted from error
