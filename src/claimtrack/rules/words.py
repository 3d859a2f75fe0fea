"""The words that rules are written in: statuses, verdicts, stances, bases, roles."""

from enum import StrEnum


class Status(StrEnum):
    """Where a claim stands."""

    UNVERIFIED = "unverified"
    IN_REVIEW = "in_review"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIABLE = "unverifiable"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Status.UNVERIFIED, Status.IN_REVIEW})
SILENT = frozenset({Status.WITHDRAWN, Status.REFUTED})
"""Where a claim speaks against no other any more."""
VERDICTS = frozenset({Status.CONFIRMED, Status.DISPUTED, Status.REFUTED, Status.UNVERIFIABLE})


class Said(StrEnum):
    """The other verdict: was it really said?"""

    UNCHECKED = "unchecked"
    VERIFIED = "verified"
    MISQUOTED = "misquoted"
    NOT_FOUND = "not_found"


class ClaimLinkKind(StrEnum):
    """How one claim on record bears on another: as extraction or a reviewer finds it, or because it takes its place."""

    DENIES = "denies"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"
    NARROWS = "narrows"
    SUPERSEDES = "supersedes"
    SUPPORTS = "supports"

    @property
    def passive(self) -> str:
        """The same said of the claim at the other end."""
        return _PASSIVE[self]


_PASSIVE = {
    ClaimLinkKind.DENIES: "denied by",
    ClaimLinkKind.CONTRADICTS: "contradicted by",
    ClaimLinkKind.REPEATS: "repeated by",
    ClaimLinkKind.NARROWS: "narrowed by",
    ClaimLinkKind.SUPERSEDES: "superseded by",
    ClaimLinkKind.SUPPORTS: "supported by",
}

OPPOSING = frozenset({ClaimLinkKind.DENIES, ClaimLinkKind.CONTRADICTS})
"""The links that speak against the claim at their end."""

MUTUAL = frozenset({ClaimLinkKind.CONTRADICTS})
"""The links that say the same whichever claim they begin at."""


class LinkState(StrEnum):
    """What people made of a link between claims, or of a claim's party: nobody judged what the machine proposes."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ProposalState(StrEnum):
    """What became of a verdict that one person proposed: open until another one decides, or its ground is gone."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"
    FALLEN = "fallen"


class PartySide(StrEnum):
    """What a claim does for a party: it accuses them, or speaks in their favour."""

    ACCUSED = "accused"
    FAVOURED = "favoured"


class Stance(StrEnum):
    """What evidence does for a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Serves(StrEnum):
    """Which of the two verdicts a piece of evidence bears on."""

    TRUTH = "truth"
    SAID = "said"


class Basis(StrEnum):
    """How evidence knows what it says."""

    FIRSTHAND = "firsthand"
    RECORD = "record"
    HEARSAY = "hearsay"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a reviewer may do; each role may do what the ones before it may."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"


class RelationKind(StrEnum):
    """How one source hangs together with another."""

    PART_OF = "part_of"
    CONTROLLED_BY = "controlled_by"
    ALLIED_WITH = "allied_with"
    RELIES_ON = "relies_on"


BELONGING = frozenset({RelationKind.PART_OF, RelationKind.CONTROLLED_BY})
"""The relations of a part to its whole: nothing is a part of itself, however long the way round."""


class RelationState(StrEnum):
    """What became of a relation: proposed by the machine, said or accepted by a person, or taken back by one."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Reliability(StrEnum):
    """How far a source can be relied on (Admiralty code). F is no worse than E: it says that nobody can judge."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
