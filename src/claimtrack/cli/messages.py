"""How a refusal reads at a terminal: what, why, and what to type, a line each.

Messages are written as one sentence, ``what: why; remedy``, and know where their remedies stand (``remedies``). Here
they are only broken into lines; joined again by spaces, these are the message.
"""

import re
import textwrap
from collections.abc import Callable, Iterator

from claimtrack.remedies import Message, Remedy, Words

INDENT = "    "

_BESIDE = {'"': '"', "(": ")", "`": "`", "“": "”"}
"""What holds words together, so that no line ends inside."""
_HELD, _HELD_HYPHEN = "\ue002", "\ue003"
"""Stand for what no line ends at: one column wide, in nobody's words, and no marks of ``colours``."""
_TO_FILL_IN = re.compile(r"\b[A-Z]{2,}\b|\bN\b")
_LONGEST_WORD = 2_000
"""Characters; what is longer is measured anew for each line that is cut from it."""
_LONGEST_WHAT = 160
"""How much the first line may say before its colon; a longer beginning is a sentence of its own."""


def laid_out(message: Words, show: Callable[[Remedy], str], *, lead: str = "", width: int | None = None) -> str:
    """Write a message in lines, its remedies as ``show`` writes them; wrapped only where there is a ``width``.

    ``lead`` stands before it. A command to type is never broken where it fits on a line. Each line of a message that
    has several is laid out.
    """
    lines = _lines(message, show)
    # What is indented is an entry of a list, and stays one.
    three = [[text] if text.startswith(" ") else _in_three(text, remedies) for text, remedies in lines]
    three[0][0] = lead + three[0][0]
    return "\n".join(line for lines in three for line in _wrapped(lines, width))


def fitted(text: str, width: int) -> str:
    """Wrap each line of a text that is too long for a terminal between words, never inside a command that fits."""
    return "\n".join(one for line in text.split("\n") for one in _fitted(line, width))


def _fitted(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    words = line.lstrip(" ")
    lead = line[: len(line) - len(words)]
    return in_lines(words, width, first=lead, rest=lead + "  ")


def in_lines(words: str, width: int, *, first: str = "", rest: str = "", on_hyphens: bool = False) -> list[str]:
    """Wrap words to a width as it is seen, where a wide character takes two columns and a combining one none.

    A command that fits on a line stays on one, to be copied; a long word is cut only where its script has no blanks.
    """
    from wcwidth import wcswidth, wrap

    held = _held(words, width - len(rest))
    if wcswidth(held) == len(held) or max(map(len, held.split()), default=0) > _LONGEST_WORD:
        found = textwrap.wrap(
            held,
            width=width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=on_hyphens,
        )
    else:
        found = wrap(
            held,
            width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=wcswidth(held) > len(held),
            break_on_hyphens=on_hyphens,
            control_codes="ignore",
        )
    return [one.replace(_HELD, " ").replace(_HELD_HYPHEN, "-") for one in found]


def _held(words: str, room: int) -> str:
    """Keep the blanks inside a command from being taken for places to break at.

    One that fits on a line stays on one. So does what can be copied as it stands: the terminal breaks it, and copies it
    whole. What has blanks to be filled in is typed anyway.
    """

    def held(command: re.Match[str]) -> str:
        whole = len(command[0]) <= room or not _TO_FILL_IN.search(command[0])
        return command[0].replace(" ", _HELD).replace("-", _HELD_HYPHEN) if whole else command[0]

    return re.sub(r"`[^`]*`|\bnext: claimtrack .*", held, words)


def _lines(message: Words, show: Callable[[Remedy], str]) -> Iterator[tuple[str, list[int]]]:
    """Yield each line of a message as text, with the places at which its remedies begin."""
    text, remedies = "", list[int]()
    for part in message.parts if isinstance(message, Message) else (message,):
        if not isinstance(part, str):
            remedies.append(len(text))
            text += show(part)
            continue
        first, *rest = part.split("\n")
        text += first
        for line in rest:
            yield text, [*remedies, *_commands(text)]
            text, remedies = line, []
    yield text, [*remedies, *_commands(text)]


def _commands(text: str) -> list[int]:
    """Return the places of commands that stand in the words themselves."""
    return [found.start() for found in re.finditer("`[^`]+`", text)]


def _in_three(text: str, remedies: list[int]) -> list[str]:
    """Break one line into what, why and what to type, as far as it has them."""
    breaks = list(_breaks(text))
    first = min(remedies, default=len(text))
    before = [place for place, sign in breaks if sign == ";" and place < first]
    todo = before[-1] if before else None
    colons = [place for place, sign in breaks if sign == ":" and place < (todo or len(text))]
    if not before and remedies:
        # "what: remedy", as in "say whom it comes from: --source NAME".
        colons = [place for place in colons if place < first]
    why = colons[0] if colons and colons[0] <= _LONGEST_WHAT else before[0] if before else None
    places = sorted({place for place in (why, todo) if place is not None})
    return [text[start:end].strip() for start, end in zip([0, *places], [*places, len(text)], strict=True)]


def _breaks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the places after a colon or a semicolon at which a line may end, with that sign."""
    closing = ""
    for place, sign in enumerate(text):
        if closing:
            closing = "" if sign == closing else closing
        elif sign in _BESIDE and (sign != '"' or _BESIDE[sign] in text[place + 1 :]):
            closing = _BESIDE[sign]
        elif sign in ":;" and text[place + 1 : place + 2] == " " and not _belongs(text, place):
            yield place + 1, sign


def _belongs(text: str, place: int) -> bool:
    """Tell whether what follows a sign is too little for a line, or says more of a number ("line 4: ...")."""
    is_word = " " not in text[place + 1 :].strip()
    return (is_word and "`" not in text[place:]) or (text[place] == ":" and text[place - 1 : place].isdecimal())


def _wrapped(lines: list[str], width: int | None) -> Iterator[str]:
    for number, line in enumerate(lines):
        lead = INDENT if number else ""
        if width is None:
            yield lead + line
            continue
        yield from in_lines(line, width, first=lead, rest=lead + INDENT) or [lead]
