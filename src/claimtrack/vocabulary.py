"""The words of the domain: every enum that the parts of the program share, each word meaning one thing.

DESIGN calls them by the same names, and so do the tables, the events, the JSON contract and the command line.
"""

from enum import Enum, StrEnum
from typing import Self


class Worded(StrEnum):
    """An enum whose members have words for people beside their value; without any, they are its value's."""

    words: str

    def __new__(cls, value: str, words: str | None = None) -> Self:
        """Make a member of its row: its value, and its words."""
        self = str.__new__(cls, value)
        self._value_ = value
        self.words = words if words is not None else value.replace("_", " ")
        return self


# What extraction finds.


class SpeakerKind(StrEnum):
    """What kind of source speaks."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    DOCUMENT = "document"
    MEDIA = "media"
    ANONYMOUS = "anonymous"
    NONE = "none"


class Mention(StrEnum):
    """How the article names the source at this place."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"
    NONE = "none"


class Quote(StrEnum):
    """Whose words the content is in: the speaker's, the reporter's, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Nature(StrEnum):
    """What the speaker does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    OPINION = "opinion"
    DEMAND = "demand"
    INTENTION = "intention"
    QUESTION = "question"
    THOUGHT = "thought"


class Firsthand(StrEnum):
    """Whether the speaker was there."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class CaveatKind(Worded):
    """What the article itself says against taking a statement as known."""

    UNCONFIRMED = "unconfirmed", "the article says it is not confirmed"
    UNWITNESSED = "unwitnessed", "the article says nobody quoted saw it"
    HEARSAY = "hearsay", "the article says it is known only from others"
    DENIED = "denied", "the article says it is denied"
    ALLEGED = "alleged", "the article gives it as an allegation"
    UNEVIDENCED = "unevidenced", "the article says no evidence was given"


DOUBT_STANDS_FROM = 0.7
"""How likely a doubt that a machine found must be right to count. What is less likely is a question to the reviewer."""


def counts_unjudged(confidence: float | None) -> bool:
    """Tell whether a doubt counts before anybody judged it; where the machine gives no figure it does."""
    return confidence is None or confidence >= DOUBT_STANDS_FROM


class SkippedBecause(Worded):
    """Why words of an article stand in none of its statements."""

    FURNITURE = "furniture", "furniture of the page"
    DATELINE = "dateline", "dateline"
    BYLINE = "byline", "byline"
    HEADING = "heading", "heading that states nothing"
    QUESTION = "question", "question that states nothing"
    OTHER = "other", "words that state nothing by themselves"


class LinkKind(StrEnum):
    """How one statement bears on another."""

    DENIES = "denies"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"


# What reviewers decide.


class Status(Worded):
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


class Said(Worded):
    """The other verdict: was it really said?"""

    UNCHECKED = "unchecked"
    VERIFIED = "verified"
    MISQUOTED = "misquoted"
    NOT_FOUND = "not_found"


WRONGLY_SAID = frozenset({Said.MISQUOTED, Said.NOT_FOUND})
"""Answers by which a story has somebody say what they did not say, as far as anybody found."""


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


class Means(Worded):
    """How an accused party was asked for a reply."""

    MAIL = "mail", "by mail"
    PHONE = "phone", "by phone"
    LETTER = "letter", "by letter"
    MESSAGE = "message", "by message"
    MEETING = "meeting", "at a meeting"


class ReplyKind(StrEnum):
    """What is on record of a party's reply: that it was asked for one, or that an editor lets it go unasked."""

    ASK = "ask"
    EXCEPTION = "exception"


class ReplyState(Worded):
    """Where the reply of a party stands. Nobody sets it: it follows from what is on record, and from the clock."""

    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined", "declined to answer"
    SILENT = "silent", "no answer by the deadline"
    EXCEPTED = "excepted", "not asked, by an editor's decision"
    WITHDRAWN = "withdrawn"


class Stance(Worded):
    """What evidence does for a claim."""

    SUPPORTS = "supports", "supports it"
    REFUTES = "refutes", "refutes it"
    CONTEXT = "context", "gives context"


class Serves(StrEnum):
    """Which of the two verdicts a piece of evidence bears on."""

    TRUTH = "truth"
    SAID = "said"


class Basis(Worded):
    """How evidence knows what it says."""

    FIRSTHAND = "firsthand", "first-hand"
    RECORD = "record", "a record"
    VERBATIM = "verbatim", "a verbatim record"
    HEARSAY = "hearsay", "hearsay"
    UNKNOWN = "unknown", "of unknown basis"


class Role(StrEnum):
    """What a reviewer may do; each role may do what the ones before it may."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"


class RelationKind(Worded):
    """How one source hangs together with another."""

    PART_OF = "part_of", "is part of"
    CONTROLLED_BY = "controlled_by", "is controlled by"
    ALLIED_WITH = "allied_with", "is allied with"
    RELIES_ON = "relies_on", "relies on"
    SAME_AS = "same_as", "is the same as"


BELONGING = frozenset({RelationKind.PART_OF, RelationKind.CONTROLLED_BY})
"""The relations of a part to its whole: nothing is a part of itself, however long the way round."""

BOTH_WAYS = frozenset({RelationKind.ALLIED_WITH, RelationKind.SAME_AS})
"""The relations that hold both ways and lead no further. Only the machine says that two sources are the same, as a
question: a person merges them, or says that they are two.
"""


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

    @property
    def meaning(self) -> str:
        """What the letter says of a source."""
        return _RELIABILITIES[self]


_RELIABILITIES = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "cannot be judged",
}


class Demand(StrEnum):
    """What a move cannot do without."""

    REASON = "reason"
    CONFIRMATION = "confirmation"
    DOUBT = "doubt"
    REFUTATION = "refutation"
    CHECKABLE = "checkable"


class ClaimantLookup(StrEnum):
    """Which claimants somebody has to look up before evidence counts as independent of them."""

    ORGANISATIONS = "organisations"
    ALL = "all"
    NONE = "none"


class Obstacle(Enum):
    """Why a piece does not count, for those who have a remedy to name."""

    THE_ARTICLE = "the article"
    EARLIER_CLAIM = "earlier claim"
    NO_SOURCE = "no source"
    CLAIMANT = "claimant"
    COPY = "copy"
    INTEREST = "interest"
    CARRIER = "carrier"
    BASIS = "basis"
    HIDDEN = "hidden words"
    CLAIMANTS_WORD = "claimant's word"
    UNNAMED = "unnamed"
    OFFICE = "office"
    AFFILIATION = "affiliation"
    UNGRADED = "ungraded"
    CREDIBILITY = "credibility"
    UNKNOWN_CLAIMANT = "unknown claimant"
    UNKNOWN_OUTLET = "unknown outlet"
    OTHER_PIECE = "other piece"


class Need(StrEnum):
    """What a publishing script may insist on."""

    CONFIRMED = "confirmed"
    OWN_CONFIRMED = "own-confirmed"
    NO_UNVERIFIED = "no-unverified"
    NO_REFUTED = "no-refuted"
    NO_OVERRIDE = "no-override"
    NO_ALARM = "no-alarm"
    NO_PENDING = "no-pending"
    INTACT = "intact"
    REPLY_ASKED = "reply-asked"
    SAID = "said"
    NO_STALE = "no-stale"


USUAL = (Need.NO_UNVERIFIED, Need.NO_REFUTED, Need.NO_ALARM, Need.NO_PENDING, Need.INTACT, Need.REPLY_ASKED)
"""What is asked of a story when nobody says otherwise."""


class Right(StrEnum):
    """Something that not everyone may do. The value reads on after "may not"."""

    LOG_IN = "log in"
    REVIEW = "change the record"
    OVERRIDE = "override the rules"
    MERGE_SOURCES = "merge or split sources"
    VOUCH = "vouch for who an unnamed source is"
    TAKE_OVER = "release a claim that somebody else has"
    ASSIGN = "hand claims to others"
    LEAVE_UNASKED = "let an accused party go without being asked for a reply"
    ADD_REVIEWERS = "add reviewers"
    CHANGE_POLICY = "change the desk's policy"
    TAKE_IN = "take in the events of a package"
    PURGE = "purge words"
    MOVE_LOCKER = "move the locker"
    RESTRICT = "say who may read an article"
    KEEP_DOOR = "say who may log in, and who is told of events"


class SittingEnd(Worded):
    """Why a sitting in a browser ended."""

    LOGGED_OUT = "logged_out", "its person logged out"
    PASSPHRASE = "passphrase", "the passphrase was changed"
    SENT_OUT = "sent_out", "it was ended from elsewhere"
    ACCOUNT = "account", "the account that it was opened by opens nothing any more"


class Scope(StrEnum):
    """What a program may do with a token. Its person's role holds besides."""

    READ = "read"
    ACT = "act"
    VERIFY = "verify"


# How evidence is kept, and what of it may be shown.


class Consent(Worded):
    """Whether who is shown or speaks in a piece agreed to its being kept and published."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not-needed", "not needed"


class Risk(StrEnum):
    """How badly somebody could be harmed if a piece came into wrong hands."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Visibility(Worded):
    """Who gets to see a piece; the words say what follows."""

    DESK = "desk", "for everybody at the desk, and in what leaves it"
    RESTRICTED = "restricted", "opened only for a reason that is on record"
    PROTECTED = "protected", "opened only for a reason that is on record, and left out of what leaves the desk"


class Handling(Worded):
    """What was done with a piece, or with a thing that belongs to it."""

    OPENED = "opened"
    COPIED_OUT = "copied-out", "copied out"
    HANDED_OVER = "handed-over", "handed over"
    KEPT_OUTSIDE = "kept-outside", "kept outside"


# What the tables keep.


class HopRole(StrEnum):
    """What a source does in a claim's chain."""

    SPEAKER = "speaker"
    RELAY = "relay"
    OUTLET = "outlet"


class ClaimOrigin(StrEnum):
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
    WEAKEST = "weakest"


class NoteKind(StrEnum):
    """What a reviewer's note is."""

    COMMENT = "comment"
    ATTEMPT = "attempt"
