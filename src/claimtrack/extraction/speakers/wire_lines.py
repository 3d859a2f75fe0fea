"""Whose copy a text says it is, in the lines where stories say so: "HARN (Delta Wire) —", "/TASS/", "© 2024 Reuters".

What stands there is who wrote the story, whichever outlet prints it.
"""

from collections.abc import Iterator

from claimtrack.extraction.english.credit_lines import DATELINE_CREDITS, WIRE_CREDITS
from claimtrack.extraction.speakers.state_names import is_state, words_of

_READ = 4_000
"""Characters from either end of a text that are read: there a story says whose it is."""


def in_datelines(text: str) -> tuple[str, ...]:
    """Name those whose copy a text says in its datelines and credit lines that it is, each once."""
    ends = text if len(text) <= 2 * _READ else f"{text[:_READ]}\n{text[-_READ:]}"
    return tuple(dict.fromkeys(_named(ends)))


def _named(text: str) -> Iterator[str]:
    for pattern in (*DATELINE_CREDITS, *WIRE_CREDITS):
        for match in pattern.finditer(text):
            name = " ".join(match["agency"].split()).strip(" .")
            words = words_of(name)
            if words and not is_state(words) and any(map(str.isalpha, name)):
                yield name
