"""Get the bytes a user names: a file, a web address, or standard input."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimtrack.errors import UsageError
from claimtrack.reading.limits import MAX_SIZE
from claimtrack.reading.read import read_input

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes, what the user called them, and where they were fetched from."""

    data: bytes
    name: str
    url: str | None = None
    charset: str | None = None


def is_url(named: str) -> bool:
    """Tell whether a user's word is an address rather than a file."""
    return "://" in named


def gather(
    named: Sequence[str],
    *,
    max_size: int = MAX_SIZE,
    allow_private: bool = False,
) -> list[Input]:
    """Read everything that is named, in order; what is named twice is read once.

    Raises NotFound or InvalidInput, naming the one that cannot be had.
    """
    once = list(dict.fromkeys(named))
    if not once:
        raise UsageError("say what to read: a FILE, a URL, or - for standard input")
    return [one_input(word, max_size=max_size, allow_private=allow_private) for word in once]


def one_input(named: str, *, max_size: int = MAX_SIZE, allow_private: bool = False) -> Input:
    """Read one thing that is named."""
    if is_url(named):
        from claimtrack.reading.fetch import fetch

        fetched = fetch(named, allow_private=allow_private, max_size=max_size)
        return Input(fetched.data, fetched.url, url=fetched.url, charset=fetched.charset)
    if named == STANDARD_INPUT:
        return Input(read_input(named, max_size=max_size), "standard input")
    return Input(read_input(named, max_size=max_size), Path(named).name)
