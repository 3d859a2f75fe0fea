"""The cues of subtitles: lines with the times between which they are shown, each line once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from claimtrack.errors import InvalidInput

MOST = 200_000
"""Cues; a film of three hours has three thousand."""
_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
_TIMES = re.compile(rf"[ \t]*{_STAMP}[ \t]*-->[ \t]*{_STAMP}")
_NUMBER = re.compile(r"\s*\d+\s*\Z")
_TAG = re.compile(r"</?(?!v[\s.>])[A-Za-z][^<>\n]{0,200}>|<[\d:.]{4,15}>|\{\\[^{}\n]{0,200}\}")
"""How words look, and when each of them is shown; the tag of a voice says more."""
_TOUCH = 0.1
"""Seconds between two cues that show the same line without a break."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One line, from when to when it is shown (seconds), and whether it is the last of its cue."""

    start: float
    end: float
    text: str
    is_last: bool = True


def cues_of(source: str, *, name: str) -> list[Cue]:
    """Return the lines of subtitles in the order of their times. Notes, styles and numbers are none.

    Raises InvalidInput for more than 200,000 cues.
    """
    found: list[list[Cue]] = []
    times: tuple[float, float] | None = None
    held: list[str] = []
    for line in [*source.splitlines(), ""]:
        match = _TIMES.match(line) if "-->" in line else None
        if match is not None:
            # In SubRip a blank line may be missing; the number of the next cue is then the last line of this one.
            _close(found, times, held[:-1] if held and _NUMBER.match(held[-1]) else held)
            times, held = _times(match), []
        elif line:
            # A line of spaces ends no cue: captions that roll begin with one.
            words = _TAG.sub("", line).strip()
            held += [words] if words else []
        else:
            _close(found, times, held)
            times, held = None, []
        if len(found) > MOST:
            raise InvalidInput(f"{name} holds more than {MOST:,} cues; save the part of it that you need")
    _close(found, times, held)
    return [line for cue in sorted(found, key=lambda cue: cue[0].start) for line in cue]


def _close(found: list[list[Cue]], times: tuple[float, float] | None, lines: list[str]) -> None:
    if times is not None and lines:
        found.append([Cue(*times, line, number == len(lines)) for number, line in enumerate(lines, 1)])


def _times(match: re.Match[str]) -> tuple[float, float]:
    start, end = (_seconds(match.groups()[first : first + 4]) for first in (0, 4))
    return start, max(start, end)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths.ljust(3, "0")) / 1000


def shown_once(cues: Iterable[Cue]) -> list[Cue]:
    """Return each line once that is shown again without a break, and one that grows as it is at last.

    So roll captions that are made while somebody speaks: each cue begins with the last line of the one before.
    """
    kept: list[Cue] = []
    shown: dict[str, float] = {}
    for cue in cues:
        words = cue.text
        until = shown.get(words)
        if until is not None and cue.start <= until + _TOUCH:
            shown[words] = max(until, cue.end)
            continue
        before = kept[-1] if kept else None
        grows = before is not None and _grows(before, cue)
        if grows and before is not None:
            kept[-1] = replace(cue, start=before.start)
        else:
            kept.append(cue)
        shown[words] = cue.end
    return kept


def _grows(before: Cue, cue: Cue) -> bool:
    """Tell whether a line is the one before, with more words."""
    return (
        before.start < cue.start <= before.end + _TOUCH
        and len(cue.text) > len(before.text)
        and cue.text.startswith(before.text)
        and cue.text[len(before.text)] in " ,.;:!?"
    )
