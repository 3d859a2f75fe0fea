"""Times, sizes and numbers as people read them; times also as machines do."""

from collections.abc import Iterable
from datetime import UTC, datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(when: datetime) -> str:
    """Write a time for people: ``3 May 2024, 14:05 UTC``."""
    utc = when.astimezone(UTC)
    return f"{day(utc)}, {utc:%H:%M} UTC"


def day(when: datetime) -> str:
    """Write a date for people, in English whatever the locale: ``3 May 2024``."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def iso(when: datetime) -> str:
    """Write a time for machines: ISO 8601 in UTC, ``2024-05-03T14:05:00Z``."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def size(octets: int) -> str:
    """Write a number of bytes for people: ``873 bytes``, ``1.2 MB`` (powers of 1,000)."""
    if octets < 1000:
        return f"{octets} byte{'' if octets == 1 else 's'}"
    scaled = float(octets)
    for unit in ("kB", "MB", "GB"):
        scaled /= 1000
        if scaled < 999.95:
            return f"{scaled:.1f} {unit}"
    return f"{scaled / 1000:.1f} TB"


def sentence(words: str) -> str:
    """Begin with a capital, and end with a full stop where no sign ends it."""
    return (
        f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?', '…', '.”', '!”', '?”', '…”')) else '.'}"
    )


def quoted(words: str) -> str:
    """Put words in quotation marks, unless they are in some already; those inside become single ones."""
    if words.startswith(_OPENING) and words.endswith(_CLOSING):
        return words
    return f"“{words.translate(_SINGLE)}”"


_OPENING, _CLOSING = ("“", '"', "«", "„"), ("”", '"', "»", "“")
_SINGLE = str.maketrans("“”", "‘’")


def cut(text: str, most: int) -> str:
    """Return a text on one line, cut at a word where it is longer, with an ellipsis for what is left out."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    kept = flat[: most - 1]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept else kept}…"


def ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return numbers, which are sorted for it, as the first and the last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


def numbers(runs: Iterable[tuple[int, int]]) -> str:
    """Write runs of numbers: ``1-9, 12``."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: ``1 claim``, ``2 claims``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
