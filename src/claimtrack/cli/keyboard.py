"""A plain terminal for `review`: single keys and lines with editing. The one module that loads prompt_toolkit."""

import os
import shutil
from collections.abc import Iterable, Sequence
from functools import partial

from prompt_toolkit.application import Application
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, DummyCompleter, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.shortcuts import CompleteStyle, PromptSession

from claimtrack.cli.output import write
from claimtrack.cli.reviewing.terminal import SPACE, Interrupted, Offers

_NAMED = {SPACE: " "}
"""How prompt_toolkit calls keys that it calls otherwise."""


class Keyboard:
    """The person at the terminal; Ctrl-C and Ctrl-D raise Interrupted, at a key as in a line.

    Lines that answered a question before come back with the arrow up.
    """

    def __init__(self) -> None:
        """Ask the terminal for nothing it may not know: a plain one does not tell where its cursor stands."""
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        self._histories: dict[str, InMemoryHistory] = {}

    @property
    def rows(self) -> int:
        """How many lines are seen at once."""
        return shutil.get_terminal_size((80, 24)).lines

    def show(self, words: str) -> None:
        """Write something for the person to read."""
        write(words)

    def ask_key(self, question: str, keys: Sequence[str]) -> str:
        """Wait for one of these keys and give it. The question goes when it is answered.

        Any other key is told to do nothing, and what was typed after it is dropped: of a word that is typed where a key
        is asked for, a later letter would answer.
        """
        asked = _Question(question)
        bindings = KeyBindings()
        bindings.add(Keys.Any)(asked.refuse)
        for key in keys:
            bindings.add(_NAMED.get(key, key))(partial(_pressed, key))
        for key in ("c-c", "c-d"):
            bindings.add(key)(_broken_off)
        shown = Window(FormattedTextControl(asked.words, show_cursor=False), height=asked.height)
        asking: Application[str] = Application(Layout(shown), key_bindings=bindings, erase_when_done=True)
        return asking.run()

    def ask_line(self, question: str, offers: Offers | None = None, *, default: str = "") -> str:
        """Read one line; the tab key completes to one of ``offers``."""
        return self._line(question, _Offered(offers) if offers is not None else DummyCompleter(), default)

    def ask_file(self, question: str, *, default: str = "") -> str:
        """Read the name of a file, or an address; the tab key completes file names."""
        return self._line(question, PathCompleter(expanduser=True), default)

    def _line(self, question: str, completer: Completer, default: str) -> str:
        session: PromptSession[str] = PromptSession(
            completer=completer,
            complete_while_typing=False,
            complete_style=CompleteStyle.READLINE_LIKE,
            history=self._histories.setdefault(question, InMemoryHistory()),
        )
        try:
            return session.prompt(question, default=default).strip()
        except (KeyboardInterrupt, EOFError) as error:
            raise Interrupted from error


class _Question:
    """A question that a key answers, with a word on the last key where that was none of its own."""

    def __init__(self, words: str) -> None:
        self._words, self._refused = words, ""

    def words(self) -> str:
        """Give it as it is shown."""
        return self._words + self._refused

    def height(self) -> Dimension:
        """Give the lines that it takes."""
        return Dimension.exact(self.words().count("\n") + 1)

    def refuse(self, event: KeyPressEvent) -> None:
        """Say that a key does nothing here, and forget what was typed after it."""
        event.app.key_processor.empty_queue()
        typed = event.data if event.data.isprintable() and event.data.strip() else "that key"
        self._refused = f"\n{typed} does nothing here"


class _Offered(Completer):
    """Completes a whole line to one of those that are offered for what is typed of it."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what the line may be completed to."""
        del complete_event
        typed = document.text_before_cursor
        for words in self._offers(typed):
            yield Completion(words, start_position=-len(typed))


def _pressed(key: str, event: KeyPressEvent) -> None:
    event.app.exit(result=key)


def _broken_off(event: KeyPressEvent) -> None:
    event.app.exit(exception=Interrupted)
