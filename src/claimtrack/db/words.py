"""Words that only the tables, and the listings read from them, need."""

from enum import StrEnum

CORRECTED = "claim.corrected"
"""The action of the event that says that a claim was corrected."""


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


class LinkOrigin(StrEnum):
    """Who found that one claim bears on another, or whom it accuses or favours."""

    MACHINE = "machine"
    REVIEWER = "reviewer"


class Order(StrEnum):
    """How a listing is sorted."""

    NUMBER = "number"
    CHANGED = "changed"
    STATUS = "status"
    ARTICLE = "article"
    SPEAKER = "speaker"
    CONFIDENCE = "confidence"
    QUEUE = "queue"


class NoteKind(StrEnum):
    """What a reviewer's note is."""

    COMMENT = "comment"
    ATTEMPT = "attempt"
