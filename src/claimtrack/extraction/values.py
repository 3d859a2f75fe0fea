"""What extraction finds: frozen values, with no database behind them.

An extractor is a function from text to an ``Extraction`` (the ``Extractor`` protocol), registered under the
entry-point group ``claimtrack.extractors``. Every span is ``(start, end)`` in Unicode code points into the text that
was given, end exclusive; several spans make one quotation that was split around its cue or across paragraphs.
"""

from dataclasses import dataclass
from typing import Protocol

from claimtrack.vocabulary import (
    CaveatKind,
    Firsthand,
    LinkKind,
    Mention,
    Nature,
    Quote,
    SkippedBecause,
    SpeakerKind,
    counts_unjudged,
)

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something, in which words: source, cue and content.

    ``speaker`` is the fullest name that the article gives, pronouns and short forms resolved; ``via`` the carriers
    in order from the speaker outward; ``inside`` the index of the attribution whose content holds this one.
    """

    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None
    speaker_kind: SpeakerKind
    mention: Mention
    quote: Quote
    nature: Nature
    via: tuple[str, ...] = ()
    inside: int | None = None
    hedged: bool = False
    firsthand: Firsthand = Firsthand.UNKNOWN
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Caveat:
    """The article's own words that a statement is unconfirmed, unwitnessed, hearsay, denied, alleged.

    ``confidence`` is how likely they doubt this statement so; None where the engine gives no figure.
    """

    kind: CaveatKind
    spans: Spans
    by: str | None = None
    confidence: float | None = None

    @property
    def stands(self) -> bool:
        """Whether it counts before anybody judged it."""
        return counts_unjudged(self.confidence)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement a reviewer can decide on: its words, whose they are, and what the article doubts about them.

    ``text`` is the words of ``spans``, joined by one space where there are several. ``attribution`` is an index into
    ``Extraction.attributions``; None with ``own_voice`` for what the outlet says itself. ``own_voice`` None says that
    nobody tried to find out who says it: unread. ``headline`` marks what the article's headline states, ``confidence``
    how likely the engine is to be right that somebody, or nobody but the outlet, says it. ``perhaps`` is the index of
    an attribution whose this may be, too weak to take the sentence from the outlet.
    """

    text: str
    spans: Spans
    attribution: int | None
    own_voice: bool | None
    checkable: bool
    caveats: tuple[Caveat, ...] = ()
    headline: bool = False
    confidence: float | None = None
    perhaps: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Words of a text that stand in no statement, source, cue or caveat, and why."""

    spans: Spans
    why: SkippedBecause


@dataclass(frozen=True, slots=True)
class Link:
    """One statement bears on another; ``source`` and ``target`` are indices into ``Extraction.statements``."""

    source: int
    target: int
    kind: LinkKind
    spans: Spans


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one text. Statements, and what was skipped, stand in the order of the text."""

    text: str
    language: str
    extractor: str
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]
    skipped: tuple[Skipped, ...] = ()


class Extractor(Protocol):
    """Text in, frozen values out. The same text always gives the same result."""

    def __call__(self, text: str) -> Extraction: ...
