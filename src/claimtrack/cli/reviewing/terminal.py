"""Whoever is asked, and what they answered so far to what one thing that is done needs to know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from claimtrack.cli.output import width

ENTER = "enter"
SPACE = "space"
LEFT, RIGHT, UP, DOWN = "left", "right", "up", "down"
KEY_WORDS = {ENTER: "Enter", SPACE: "space", LEFT: "←", RIGHT: "→", UP: "↑", DOWN: "↓"}
"""How keys are called that are no letter."""

Offers = Callable[[str], Sequence[str]]
"""What a line may be completed to, by what is typed of it."""
Choices = Mapping[str, tuple[str, str]]
"""Keys to press, each with the answer that it stands for and its words."""


class Interrupted(Exception):
    """The person broke off what they were asked."""


class Terminal(Protocol):
    """Whoever is asked; each question may raise Interrupted."""

    @property
    def rows(self) -> int:
        """How many lines are seen at once."""

    def show(self, words: str) -> None:
        """Write something for the person to read."""

    def ask_key(self, question: str, keys: Sequence[str]) -> str:
        """Wait for one of these keys."""

    def ask_line(self, question: str, offers: Offers | None = None, *, default: str = "") -> str:
        """Read one line, perhaps one of ``offers``; ``default`` stands in it from the beginning."""

    def ask_file(self, question: str, *, default: str = "") -> str:
        """Read the name of a file, or an address."""


@dataclass(slots=True)
class Asked:
    """The answers that one thing to be done has so far, by name; it asks for those that are missing.

    What was refused is tried again with them: nobody types anything twice. ``before`` are answers to the same
    questions that were given at another time, which stand in a line to be changed or kept.
    """

    terminal: Terminal
    answers: dict[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)

    def line(
        self, name: str, question: str, *, offers: Offers | None = None, default: str = "", empty: bool = False
    ) -> str:
        """Return an answer, asking for a line where there is none; unless ``empty`` may be one, that breaks off."""
        if name not in self.answers:
            words = self.terminal.ask_line(question, offers, default=self.before.get(name, default))
            if not words and not empty:
                raise Interrupted
            self.answers[name] = words
        return self.answers[name]

    def key(self, name: str, question: str, choices: Choices) -> str:
        """Return an answer, asking for a key where there is none."""
        if name not in self.answers:
            pressed = self.terminal.ask_key(laid_out(question, choices), list(choices))
            self.answers[name] = choices[pressed][0]
        return self.answers[name]

    def given(self, name: str) -> str | None:
        """Return an answer, or None where nobody gave one, or an empty one."""
        return self.answers.get(name) or None

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return an answer that is numbers."""
        return tuple(map(int, self.answers.get(name, "").split()))

    def again(self, name: str, question: str, *, empty: bool = False) -> str:
        """Ask once more for a line that was refused, which stands there to be changed."""
        was = self.answers.pop(name, "")
        words = self.terminal.ask_line(question, default=was)
        if not words and not empty:
            raise Interrupted
        self.answers[name] = words
        return words


def laid_out(question: str, choices: Choices) -> str:
    """Write a question with the keys that answer it."""
    return listed(question, {key: words for key, (_, words) in choices.items()})


def listed(question: str, keys: Mapping[str, str]) -> str:
    """Write a question with keys and what they do, wrapped to the terminal between two of them."""
    lines = [question] if question else []
    for key, words in keys.items():
        entry = f"{KEY_WORDS.get(key, key)} {words}"
        if lines and len(lines[-1]) + 2 + len(entry) < width():
            lines[-1] += f"  {entry}" if lines[-1] else entry
        else:
            lines.append(entry)
    return "\n".join(lines)
