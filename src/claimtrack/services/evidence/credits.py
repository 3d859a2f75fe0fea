"""Whom the text of a piece of evidence credits, as the rules engine reads it."""

from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.speakers.credits import credited
from claimtrack.extraction.speakers.wire_lines import in_datelines

_READ = 20_000
"""Characters of a text that are read: well under a second, and a story names its agency near its beginning or again."""


def credited_in(text: str) -> tuple[str, ...]:
    """Name the outlets and agencies that a text credits in its datelines, its credit lines, or on its first pages.

    It is always the rules engine that reads, never a model: to attach a file must take no longer than to read it.
    """
    named = (*in_datelines(text), *credited(load_extractor("rules")(text[:_READ])))
    return tuple(dict.fromkeys(named))
