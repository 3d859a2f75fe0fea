"""What a report holds: frozen values gathered from the record, complete before anything is rendered.

``show`` prints one ``ClaimEntry``; ``report`` renders a whole ``Report``. Times are aware UTC. Spans are
``(start, end)`` in code points into the article's ``text``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from claimtrack.extraction.values import Spans
from claimtrack.rules.posts import ClaimPost
from claimtrack.vocabulary import (
    Basis,
    CaveatKind,
    ClaimLinkKind,
    Consent,
    Firsthand,
    LinkState,
    Means,
    Mention,
    Nature,
    PartySide,
    Quote,
    Reliability,
    ReplyKind,
    ReplyState,
    Risk,
    Said,
    Serves,
    SpeakerKind,
    Stance,
    Status,
    Visibility,
)


@dataclass(frozen=True, slots=True)
class HopLine:
    """One hop of the attribution chain: the speaker first, then the relays, the agency, the outlet last.

    ``role`` is ``speaker``, ``relay``, ``agency`` (whose copy the article is) or ``outlet``; ``words`` how the article
    names the source here, ``cue`` the reporting verb.
    """

    role: str
    name: str | None
    kind: SpeakerKind
    mention: Mention
    words: str | None
    cue: str | None


@dataclass(frozen=True, slots=True)
class CaveatLine:
    """The article's own doubt about the claim.

    ``stands`` says whether it counts. Where it does not, ``state`` tells why: a person rejected it, or nobody has said
    yet whether the machine, which was only so sure (``confidence``), is right. ``by_hand``: a person put it there.
    ``others`` are the claims that the same words doubt so, too.
    """

    kind: CaveatKind
    text: str
    by: str | None
    spans: Spans
    confidence: float | None = None
    by_hand: bool = False
    state: LinkState = LinkState.PROPOSED
    stands: bool = True
    others: tuple[int, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it is a question to a reviewer."""
        return not self.stands and self.state is LinkState.PROPOSED


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event: its number in the chain, when, who, what in a sentence, and the reason that was given."""

    number: int
    at: datetime
    who: str
    what: str
    reason: str | None
    overridden: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """How a piece may be used: why the desk may hold and show it, who agreed to what, who could be harmed, who sees it.

    ``consent_by`` gave the consent, or withdrew it, and ``consent_extent`` is for what.
    """

    rights: str | None = None
    consent: Consent | None = None
    consent_by: str | None = None
    consent_extent: str | None = None
    risk: Risk | None = None
    harmed: str | None = None
    visibility: Visibility = Visibility.DESK


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence as it bears on one claim.

    ``counts`` says whether it counts towards the truth verdict and ``weighed`` why; both are None for what serves
    ``said``, is context, or was withdrawn. ``place`` says where the excerpt stands ("page 3, characters 120 to 180").
    ``withdrawn_because`` belongs to ``withdrawn_at``. ``of_claim`` is the earlier claim that the piece is, and
    ``source`` then whoever says that. ``reliability`` is the source's grade and ``credibility`` the piece's
    (``rules.grades``), None where nobody gave one. ``discrepancies`` are what the claim says and the excerpt does
    not, a sentence each (``rules.passages``). ``stamps`` is what timestamps say of the piece. ``seen_by_two`` says that
    another capture of the page bears it out. ``checks`` say what came of holding a capture made elsewhere against what
    it says of itself, a sentence each. ``terms`` is how it may be used, ``custody`` who had it in hand.
    """

    number: int
    name: str
    source: str | None
    stance: Stance
    serves: Serves
    basis: Basis
    excerpt: str | None
    place: str | None
    note: str | None
    digest: str
    media_type: str
    size: int
    url: str | None
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str | None
    reliability: Reliability | None
    credibility: int | None
    counts: bool | None
    weighed: str | None
    of_claim: int | None
    discrepancies: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    seen_by_two: bool = False
    checks: tuple[str, ...] = ()
    terms: Terms = Terms()
    custody: tuple[HistoryLine, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A reviewer's comment, or an attempt that gave no result (``kind`` is ``comment`` or ``attempt``)."""

    kind: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Another claim that this one bears on, or that bears on this one (``outgoing`` False).

    ``origin`` is ``machine`` or ``reviewer``; ``by`` and ``at`` say who made the link, accepted it or rejected it
    last. A rejected one counts for nothing. ``alarm`` says that both claims are confirmed and one is said to be wrong
    by the other.
    """

    kind: ClaimLinkKind
    outgoing: bool
    number: int
    text: str
    speaker: str | None
    origin: str
    state: LinkState
    by: str | None
    at: datetime | None
    alarm: bool


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A verdict that one person proposed and that waits for a second one; ``question`` says what it answers.

    ``counted`` are the pieces of evidence that counted for it when it was proposed.
    """

    number: int
    question: Serves
    verdict: Status | Said
    override: bool
    reason: str | None
    counted: tuple[int, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Whom the claim accuses or favours; ``origin``, ``state``, ``by`` and ``at`` are as those of a link.

    ``because`` is the reason for which somebody took them off, where one was given.
    """

    side: PartySide
    source: int
    name: str
    origin: str
    state: LinkState
    by: str | None
    at: datetime | None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """That a party was asked for a reply and what it answered, or that an editor let it go unasked for ``because``.

    ``state`` is where it stood at the report's moment, by the clock; ``deadline`` is the first moment at which it was
    over, and ``late`` tells of an answer that it came after that. ``claims`` are all about which the party was asked.
    ``text_name``, ``text_digest`` and ``text_size`` are of the text that was sent, where it is kept; ``answer_digest``
    and ``answer_size`` of an answer that came as a file. ``earlier_words`` tells that the claim has other words by now,
    or another speaker, than the party was asked about.
    """

    number: int
    kind: ReplyKind
    source: int
    party: str
    state: ReplyState
    claims: tuple[int, ...]
    means: Means | None
    asked_at: datetime | None
    deadline: datetime | None
    because: str | None
    text_name: str | None
    text_digest: str | None
    text_size: int | None
    answered_at: datetime | None
    answer: str | None
    late: bool
    answer_digest: str | None
    answer_size: int | None
    by: str
    at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_because: str | None = None
    earlier_words: bool = False


@dataclass(frozen=True, slots=True)
class RestatementLine:
    """The claim as the desk checked it, in a sentence of its own; beside the article's words, never instead of them.

    ``version`` counts the restatements of the claim from 1. ``fits`` is False where the claim is another than the one
    that was restated; ``misfits`` says why, each in words that follow "it no longer fits: ".
    """

    text: str
    by: str
    at: datetime
    version: int
    fits: bool
    misfits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """The desk's conclusion on the claim in words for readers, with a rating from the policy's scale.

    ``reason`` is why it was rated so, where somebody said. ``status`` and ``said`` are where the claim stood when it
    was written; ``version``, ``fits`` and ``misfits`` are as those of a restatement.
    """

    rating: str
    text: str
    reason: str | None
    by: str
    at: datetime
    version: int
    status: Status
    said: Said
    fits: bool
    misfits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenLine:
    """Who gave a verdict that stands, when and why.

    ``approved_by`` is the second person, where it took one. ``added_by`` gave the reason later, at ``added_at``.
    """

    by: str
    at: datetime
    reason: str | None
    approved_by: str | None = None
    added_by: str | None = None
    added_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """Everything on record about one claim.

    ``speaker`` is None for the own voice of an outlet that nobody named. ``own_voice`` is None for what is unread:
    nobody looked for who says it. ``headline`` marks what the article's headline states.
    ``post`` is that of a live file in which the claim stands.
    ``independently_confirmed`` is computed; ``independence`` says why it is or is not, a sentence each.
    ``override_reason`` is the editor's, where the standing verdict went past the rules. ``confidence`` is the
    extractor's, from 0 to 1, that it attributed the claim rightly, where it gives one; ``uncertain`` that this is
    low and no person has seen to the claim since. ``tags`` are those it has, in the order of the alphabet.

    ``verdict_at`` is when the standing verdict on the truth was given and ``policy`` the version of the desk's policy
    that it was given under (0 is the program's own; None where no event tells); from ``look_again_from`` on the desk
    wants it looked at again. ``verdict_given`` tells who gave it, or withdrew the claim, and why, ``said_given`` the
    same of the other verdict. ``why`` says why the claim stands as it does, or what is missing, a sentence each.
    ``linchpins`` says what the verdict hangs on. ``left_out`` are the pieces of evidence that are not shown: protected.
    ``status_word`` and ``said_word`` are the desk's own words for the two verdicts.

    ``restatement`` and ``finding`` are those that stand, None where there is none.
    """

    number: int
    article: int
    text: str
    spans: Spans
    speaker: str | None
    speaker_kind: SpeakerKind
    own_voice: bool | None
    headline: bool
    post: ClaimPost | None
    checkable: bool
    nature: Nature | None
    quote: Quote | None
    hedged: bool
    firsthand: Firsthand
    confidence: float | None
    uncertain: bool
    origin: str
    inside: int | None
    status: Status
    said: Said
    overridden: bool
    override_reason: str | None
    holder: str | None
    independently_confirmed: bool
    independence: tuple[str, ...]
    hops: tuple[HopLine, ...]
    caveats: tuple[CaveatLine, ...]
    parties: tuple[PartyLine, ...]
    evidence: tuple[EvidenceLine, ...]
    notes: tuple[NoteLine, ...]
    links: tuple[LinkLine, ...]
    proposals: tuple[ProposalLine, ...]
    tags: tuple[str, ...]
    history: tuple[HistoryLine, ...]
    version: int
    created_at: datetime
    changed_at: datetime
    verdict_at: datetime | None = None
    policy: int | None = None
    look_again_from: datetime | None = None
    status_word: str | None = None
    said_word: str | None = None
    replies: tuple[ReplyLine, ...] = ()
    restatement: RestatementLine | None = None
    finding: FindingLine | None = None
    verdict_given: GivenLine | None = None
    said_given: GivenLine | None = None
    why: tuple[str, ...] = ()
    linchpins: tuple[str, ...] = ()
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One article at its newest snapshot, with its claims in the order of the text.

    ``digest`` is the SHA-256 of the original bytes, ``text_sha256`` that of the text read from them. Claims whose
    words no longer stand in the newest snapshot have ``spans == ()``. ``agency`` is whose copy the article is.
    """

    number: int
    title: str | None
    outlet: str | None
    byline: str | None
    url: str | None
    published: datetime | None
    name: str
    digest: str
    size: int
    media_type: str
    text: str
    text_sha256: str
    language: str
    extractor: str
    retrieved_at: datetime
    claims: tuple[ClaimEntry, ...]
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures at the top. ``statuses`` and ``saids`` hold every word, zero included, in their fixed order.

    ``alarmed`` are the confirmed claims that cannot be true beside another one, ``proposed`` those on which a verdict
    waits for a second person.
    """

    claims: int
    checkable: int
    own_voice: int
    unread: int
    caveated: int
    awaiting_verdict: int
    independently_confirmed: int
    overridden: int
    alarmed: int
    proposed: int
    evidence: int
    statuses: tuple[tuple[Status, int], ...]
    saids: tuple[tuple[Said, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A verification report: the state of the record after its newest event, or, when ``past``, after an earlier one.

    ``as_of`` is the time of that event, not of the rendering, so that the same state gives the same bytes;
    ``head_number`` and ``head_hash`` are the event chain's head at that event. ``stamps`` is what timestamps say of the
    record, and which are pending; ``witnesses``, which other desks cosigned its head, and when last.
    """

    articles: tuple[ArticleEntry, ...]
    summary: Summary
    workspace: str
    head_number: int
    head_hash: str
    as_of: datetime
    past: bool
    tool_version: str
    stamps: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()


Renderer = Callable[[Report], bytes]
