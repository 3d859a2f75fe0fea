"""Words that only the tables need."""

from enum import StrEnum


class HopRole(StrEnum):
    """What a source does in a claim's chain."""

    SPEAKER = "speaker"
    RELAY = "relay"
    OUTLET = "outlet"


class Origin(StrEnum):
    """Who found the claim."""

    EXTRACTED = "extracted"
    ADDED = "added"
    SPLIT = "split"


class NoteKind(StrEnum):
    """What a reviewer's note is."""

    COMMENT = "comment"
    ATTEMPT = "attempt"
