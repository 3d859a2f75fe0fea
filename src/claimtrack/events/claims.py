"""Events of claims: how they came on record, where they stand, what the machine and people say of them."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

from claimtrack.events.actions import Action
from claimtrack.events.event import (
    ABSENT,
    Absent,
    After,
    Before,
    Column,
    Event,
    Names,
    SourceNumber,
    SubjectClaim,
    Text,
    or_purged,
)
from claimtrack.events.forms import Sealed
from claimtrack.events.links import read_links
from claimtrack.events.state import UNTOLD, Kind, State, nothing, plain, taking
from claimtrack.vocabulary import (
    VERDICTS,
    ClaimOrigin,
    Firsthand,
    Nature,
    Quote,
    Said,
    Status,
)

CLAIM = Kind(
    "claim",
    (
        "status",
        "said",
        "overridden",
        "checkable",
        "holder",
        "source",
        "own_voice",
        "headline",
        "article",
        "snapshot",
        "spans",
        "quote",
        "nature",
        "hedged",
        "firsthand",
        "confidence",
        "inside",
        "origin",
        "notes",
        "caveats",
        "doubts",
        "doubts_at",
        "relays",
        "hops",
        "version",
        "changed",
        "recorded",
    ),
    numbers={"holder": "reviewer", "source": "source", "inside": "claim"},
)
"""``notes`` is how many comments and attempts there are, ``caveats`` how many doubts of the article, ``doubts`` those
themselves (``told_doubt``), ``doubts_at`` where each stands, ``relays`` who carried it, ``hops`` its whole chain but
for the outlet (``told_hop``), ``version`` how often it was changed, and ``changed`` when that was last."""

Spans = Sequence[Sequence[int]]
Doubts = Sequence[Sequence[str | float | None]]
"""Doubts of the article, each as ``told_doubt`` has it."""
Places = Sequence[Spans]
"""Where the doubts of the article stand, in the same order; one that was carried over stands nowhere."""
Hops = Sequence[Sequence[str | int | Spans | None]]
"""The hops of a chain, each as ``told_hop`` has it, the speaker first."""


def told_hop(
    role: str, source: int | None, mention: str, source_spans: Spans, cue_spans: Spans
) -> list[str | int | Spans | None]:
    """Return what events tell of a hop of a chain; its words stand where the spans say, or in ``hop_words``."""
    return [str(role), source, str(mention), source_spans, cue_spans]


def hop_words(hops: Iterable[tuple[str | None, Spans, str | None, Spans]]) -> str | None:
    """Return as text what the article calls speakers and carriers, and their cues, where no place is known for it.

    Each hop is given with its words, where these stand, its cue and where that stands. None where all have a place.
    """
    parts = [[None if at else words, None if cue_at else cue] for words, at, cue, cue_at in hops]
    return json.dumps(parts, ensure_ascii=False) if any(map(any, parts)) else None


def told_doubt(
    kind: str, confidence: float | None, origin: str, state: str, words: str, by: str | None
) -> list[str | float | None]:
    """Return what events tell of a doubt: its kind, how sure the machine was, who says so, how it was judged.

    The last is a digest of its words and of who denies, which prove them and do not tell them.
    """
    digest = sha256(json.dumps([words, by], ensure_ascii=True).encode()).hexdigest()
    return [str(kind), confidence, str(origin), str(state), digest[:_DIGITS]]


_DIGITS = 32


def kept_of_hops(sealed: Sealed) -> dict[str, Column]:
    """Return where the words of a chain stand that have no place in the article, where an event tells the chain."""
    return {"hop_words": ("claim", sealed.subject[1], "hop_words")} if "hops" in sealed.after else {}


class ClaimRecorded(Event):
    """A claim is on record, with the ``links`` that the machine found: of each its number, ends and kind."""

    action = Action.CLAIM_RECORDED
    noun = "claim"
    by_machine = True

    claim: SubjectClaim
    article: After[int]
    snapshot: After[int]
    source: After[SourceNumber | None]
    spans: After[Spans]
    checkable: After[bool]
    own_voice: After[bool | None]
    origin: After[ClaimOrigin]
    status: After[Status]
    said: After[Said]
    caveats: After[int]
    relays: After[Sequence[int]]
    links: After[Sequence[Sequence[int | str | Spans]]]
    inside: After[int | None]
    quote: After[Quote | None]
    nature: After[Nature | None]
    hedged: After[bool]
    firsthand: After[Firsthand]
    confidence: After[float | None]
    split_from: After[int | Absent | None] = ABSENT
    reread: After[bool | Absent] = ABSENT
    headline: After[bool | Absent] = ABSENT
    doubts: After[Doubts | Absent] = ABSENT
    doubts_at: After[Places | Absent] = ABSENT
    hops: After[Hops | Absent] = ABSENT
    hop_words: Text = None

    kept = staticmethod(kept_of_hops)

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        if "hops" not in sealed.after:
            state.old_claims.add(sealed.subject[1])
        first = {"status": Status.UNVERIFIED.value, "said": Said.UNCHECKED.value, "overridden": False, "holder": None}
        state.put(CLAIM, sealed.subject[1], {**first, "notes": 0, **sealed.after, "recorded": sealed.at})
        read_links(state, sealed)

    def sentence(self, names: Names) -> str:
        who = f" from {names.source(self.source)}" if isinstance(self.source, int) else ""
        if self.origin is ClaimOrigin.ADDED:
            return f"added it by hand{who}"
        if self.origin is ClaimOrigin.SPLIT:
            return f"split it off claim {self.split_from}{who}"
        if self.origin is not ClaimOrigin.EXTRACTED:
            raise LookupError("how it came on record is not told")
        again = self.reread is True
        return f"{'recorded it when the article was read again' if again else 'recorded it on ingest'}{who}"


class StatusChanged(Event):
    """A claim stands elsewhere: by a verdict, by being taken or given back, or because its ground is gone.

    ``counted`` and ``despite`` are pieces of evidence, ``policy`` is the version under which a verdict was given;
    ``superseded_by`` are the claims in its place where another reading of the article withdrew it.
    """

    action = Action.CLAIM_STATUS
    noun = "claim"

    claim: SubjectClaim
    was_status: Before[Status]
    status: After[Status]
    overridden: After[bool]
    counted: After[Sequence[int] | Absent] = ABSENT
    despite: After[Sequence[int] | Absent] = ABSENT
    duplicate_of: After[int | Absent | None] = ABSENT
    policy: After[int | Absent] = ABSENT
    proposal: After[int | Absent] = ABSENT
    proposed_by: After[int | Absent] = ABSENT
    superseded_by: After[Sequence[int] | Absent] = ABSENT
    links: After[Sequence[Sequence[int | str | Spans]] | Absent] = ABSENT
    reason: Text = None

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _moved(state, sealed)
        read_links(state, sealed)

    def sentence(self, _: Names) -> str:
        was = self.was_status.words
        if self.status is Status.IN_REVIEW:
            return "took it into review"
        if self.status is Status.UNVERIFIED:
            return "gave it back unreviewed" if self.was_status is Status.IN_REVIEW else f"reopened it (was {was})"
        if self.superseded_by is not ABSENT:
            return f"read the article again and marked it withdrawn (was {was})"
        override = " by override" if _insisted(self.overridden) else ""
        rests = _numbered(", resting on evidence {}", self.counted)
        against = _numbered(", despite evidence {}", self.despite)
        duplicate = self.duplicate_of
        of = f" as a duplicate of claim {duplicate}" if not isinstance(duplicate, Absent) and duplicate else ""
        return f"marked it {self.status.value}{override}{of} (was {was}){rests}{against}"

    def worked(self) -> str | None:
        if self.status in VERDICTS:
            return "had a verdict"
        if self.status is Status.WITHDRAWN:
            return None if self.superseded_by is not ABSENT else "was withdrawn"
        return "was reopened" if self.was_status is Status.WITHDRAWN else None


_moved = taking(CLAIM, "status", "overridden")


def _insisted(value: bool | Absent) -> bool:
    """Insist that an event tells it."""
    if isinstance(value, Absent):
        raise LookupError("the event does not tell it")
    return value


def _numbered(words: str, numbers: Sequence[int] | Absent) -> str:
    return words.format(", ".join(map(str, numbers))) if not isinstance(numbers, Absent) and numbers else ""


class SaidChanged(Event):
    """It was answered whether a claim was really said, or that answer was taken back."""

    action = Action.CLAIM_SAID
    noun = "claim"

    claim: SubjectClaim
    was_said: Before[Said]
    said: After[Said]
    overridden: After[bool]
    proposal: After[int | Absent] = ABSENT
    proposed_by: After[int | Absent] = ABSENT
    reason: Text = None

    fold = staticmethod(taking(CLAIM, "said"))

    def sentence(self, _: Names) -> str:
        override = " by override" if _insisted(self.overridden) else ""
        words = {
            Said.VERIFIED: "checked that it was said",
            Said.MISQUOTED: "found it misquoted",
            Said.NOT_FOUND: "could not find that it was said",
            Said.UNCHECKED: "took back the check of who said it",
        }
        was = f" (was {self.was_said.words})" if self.was_said is not Said.UNCHECKED else ""
        return f"{words[self.said]}{override}{was}"

    def worked(self) -> str:
        return "was checked for whether it was said"


class HolderChanged(Event):
    """Somebody else has a claim, or nobody."""

    action = Action.CLAIM_HOLDER
    noun = "claim"

    claim: SubjectClaim
    was_holder: Before[int | None]
    holder: After[int | None]

    fold = staticmethod(taking(CLAIM, "holder"))

    def sentence(self, names: Names) -> str:
        return f"handed it to {names.person(self.holder)}" if self.holder is not None else "released it"

    def worked(self) -> None:
        return None


class ClaimCorrected(Event):
    """What the machine got wrong was put right; what is absent was left as it was.

    ``via`` is how many carried it, ``relays`` who they are now.
    """

    action = Action.CLAIM_CORRECTED
    noun = "claim"

    claim: SubjectClaim
    was_checkable: Before[bool | Absent] = ABSENT
    checkable: After[bool | Absent] = ABSENT
    was_source: Before[SourceNumber | Absent | None] = ABSENT
    source: After[SourceNumber | Absent | None] = ABSENT
    was_own_voice: Before[bool | Absent | None] = ABSENT
    own_voice: After[bool | Absent] = ABSENT
    was_spans: Before[Spans | Absent] = ABSENT
    spans: After[Spans | Absent] = ABSENT
    snapshot: After[int | Absent] = ABSENT
    was_via: Before[int | Absent] = ABSENT
    via: After[int | Absent] = ABSENT
    relays: After[Sequence[int] | Absent] = ABSENT
    doubts_at: After[Places | Absent] = ABSENT
    hops: After[Hops | Absent] = ABSENT
    text_before: Text = None
    text_after: Text = None
    via_before: Text = None
    via_after: Text = None
    hop_words: Text = None
    reason: Text = None

    kept = staticmethod(kept_of_hops)

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _corrected(state, sealed)
        told_anew(state, sealed, "hops")
        if "snapshot" in sealed.after:
            told_anew(state, sealed, "doubts_at")

    def sentence(self, names: Names) -> str:
        parts = []
        if self.checkable is not ABSENT:
            parts.append("to checkable" if self.checkable else "to not checkable")
        if not isinstance(self.source, Absent):
            was = self.was_source if not isinstance(self.was_source, Absent) else None
            is_now = names.source(self.source)
            told = was is not None and was == self.source
            parts.append(f"the speaker is {is_now}" if told else f"speaker from {names.source(was)} to {is_now}")
        if self.spans is not ABSENT:
            parts.append(f'words from "{or_purged(self.text_before)}" to "{or_purged(self.text_after)}"')
        if self.via is not ABSENT:
            had, has = (or_purged(text) or "none" for text in (self.via_before, self.via_after))
            parts.append(f"carriers from {had} to {has}")
        return f"corrected it: {', '.join(parts)}"

    def worked(self) -> str | None:
        # The own voice has another speaker when the article has another outlet: nobody looked at the claim for that.
        others = (self.checkable, self.own_voice, self.spans, self.snapshot, self.via, self.relays)
        by_outlet = self.source is not ABSENT and all(one is ABSENT for one in others)
        return None if by_outlet else "was corrected"


_corrected = taking(CLAIM, "spans", "snapshot", "source", "own_voice", "checkable", "relays")


def told_anew(state: State, sealed: Sealed, *names: str) -> None:
    """Let a claim have what its event tells of these; an older event changed them and did not say how."""
    row, after = state.row(CLAIM, sealed.subject[1]), sealed.after
    for name in names:
        row[CLAIM.places[name]] = plain(after[name]) if name in after else UNTOLD


class ClaimDisowned(Event):
    """A person says that a claim is the outlet's own, or another ``speaker``'s, for a second one to agree.

    Nothing changes yet.
    """

    action = Action.CLAIM_DISOWNED
    noun = "claim"

    claim: SubjectClaim
    source: After[SourceNumber]
    speaker: After[SourceNumber | Absent] = ABSENT
    reason: Text

    fold = staticmethod(nothing)

    def sentence(self, names: Names) -> str:
        who = (
            "the outlet says it itself" if isinstance(self.speaker, Absent) else f"{names.source(self.speaker)} says it"
        )
        return f"said, for a second person to agree, that {who}, and not {names.source(self.source)}"

    def worked(self) -> str:
        return "has a speaker whom somebody challenged"
