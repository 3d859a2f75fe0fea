"""Colour with meaning on a terminal: never alone, never where ``NO_COLOR`` asks for none or nobody looks."""

import os
import sys
from collections.abc import Iterable
from enum import StrEnum

from claimtrack.cli.output import write, write_raw
from claimtrack.reports.harmless import visible


class Paint(StrEnum):
    """How a line stands out; the value is what switches it on (ECMA-48, select graphic rendition)."""

    BOLD = "1"
    RED = "31"
    GREEN = "32"
    YELLOW = "33"
    MAGENTA = "35"
    CYAN = "36"


OWN_WORDS, OWN_WORDS_END = "\ue000", "\ue001"
"""Stand around the words that are printed bold, as wide as the brackets that they become."""
_END = "\x1b[0m"


def unmarked(words: str) -> str:
    """Return words without the two signs, which fonts of symbols may use for something else."""
    return words.replace(OWN_WORDS, " ").replace(OWN_WORDS_END, " ")


def is_painted() -> bool:
    """Tell whether standard output is a terminal that shows colours, and nobody asked for none (no-color.org)."""
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def write_painted(lines: Iterable[tuple[str, Paint | None]]) -> None:
    """Write lines to standard output, each in its colour, with nothing else in them that could act on a terminal."""
    made = [(visible(words), paint) for words, paint in lines]
    if not is_painted():
        write("\n".join(words for words, _ in made).replace(OWN_WORDS, "[").replace(OWN_WORDS_END, "]"))
        return
    write_raw(("\n".join(_painted(made)) + "\n").encode())


def _painted(lines: Iterable[tuple[str, Paint | None]]) -> Iterable[str]:
    is_bold = False
    for words, paint in lines:
        begun = f"\x1b[{Paint.BOLD}m" if is_bold else ""
        if OWN_WORDS in words or OWN_WORDS_END in words:
            is_bold = words.rfind(OWN_WORDS) > words.rfind(OWN_WORDS_END)
        inner = words.replace(OWN_WORDS, f"\x1b[{Paint.BOLD}m[").replace(OWN_WORDS_END, f"]{_END}")
        shown = f"{begun}{inner}{_END if is_bold else ''}"
        yield f"\x1b[{paint}m{shown}{_END}" if paint is not None else shown
