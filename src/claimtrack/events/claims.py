"""Events of claims: how they came on record, where they stand, what the machine and people say of them."""

import json
from collections.abc import Sequence
from hashlib import sha256

from claimtrack.events.actions import Action
from claimtrack.events.event import (
    ABSENT,
    Absent,
    After,
    Before,
    Event,
    Names,
    RestAfter,
    RestBefore,
    SourceNumber,
    SubjectClaim,
    Text,
    or_purged,
)
from claimtrack.events.forms import Sealed
from claimtrack.events.links import CLAIM_LINK
from claimtrack.events.state import UNTOLD, Kind, State, nothing, plain, taking
from claimtrack.vocabulary import (
    VERDICTS,
    ClaimLinkKind,
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
        "relays",
        "recorded",
    ),
    numbers={"holder": "reviewer", "source": "source", "inside": "claim"},
)
"""``notes`` is how many comments and attempts there are, ``caveats`` how many doubts of the article, ``doubts`` those
themselves (``told_doubt``), ``relays`` who carried it."""

Spans = Sequence[Sequence[int]]
Doubts = Sequence[Sequence[str | float | None]]
"""Doubts of the article, each as ``told_doubt`` has it."""


def told_doubt(
    kind: str, confidence: float | None, origin: str, state: str, words: str, by: str | None
) -> list[str | float | None]:
    """Return what events tell of a doubt: its kind, how sure the machine was, who says so, how it was judged.

    The last is a digest of its words and of who denies, which prove them and do not tell them.
    """
    digest = sha256(json.dumps([words, by], ensure_ascii=True).encode()).hexdigest()
    return [str(kind), confidence, str(origin), str(state), digest[:_DIGITS]]


_DIGITS = 32


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
    links: After[Sequence[Sequence[int | str]]]
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

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        first = {"status": Status.UNVERIFIED.value, "said": Said.UNCHECKED.value, "overridden": False, "holder": None}
        state.put(CLAIM, sealed.subject[1], {**first, "notes": 0, **sealed.after, "recorded": sealed.at})
        for number, start, end, kind in sealed.after.get("links", ()):
            found = {"from": start, "to": end, "kind": kind, "origin": "machine", "state": "proposed"}
            found |= {"judged_by": None, "judged": None}
            state.put(CLAIM_LINK, number, found)

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
    reason: Text = None

    fold = staticmethod(taking(CLAIM, "status", "overridden"))

    def sentence(self, _: Names) -> str:
        was = self.was_status.value
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
    text_before: Text = None
    text_after: Text = None
    via_before: Text = None
    via_after: Text = None

    fold = staticmethod(taking(CLAIM, "spans", "snapshot", "source", "own_voice", "checkable", "relays"))

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


class ClaimCarried(Event):
    """The words of a claim were found again in another version of its article."""

    action = Action.CLAIM_CARRIED
    noun = "claim"
    by_machine = True

    claim: SubjectClaim
    was_snapshot: Before[int]
    was_spans: Before[Spans]
    snapshot: After[int]
    spans: After[Spans]
    caveats: After[int]
    doubts: After[Doubts | Absent] = ABSENT
    text_before: Text = None
    text_after: Text = None

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _carried(state, sealed)
        if "doubts" not in sealed.after:  # there may be new ones among them
            state.row(CLAIM, sealed.subject[1])[CLAIM.places["doubts"]] = UNTOLD

    def sentence(self, _: Names) -> str:
        return f"found it again in snapshot {self.snapshot} of the article"


_carried = taking(CLAIM, "spans", "snapshot", "caveats", "doubts")
_by_the_engine = taking(
    CLAIM, "checkable", "quote", "nature", "hedged", "firsthand", "confidence", "inside", "headline"
)


class ClaimReread(Event):
    """An engine says something else of a claim that nobody worked on: by name what it ``was`` and what it is ``now``.

    ``chain`` are sources by whom they stand for, ``caveats`` the kinds, spans and confidence of doubts.
    """

    action = Action.CLAIM_REREAD
    noun = "claim"
    by_machine = True

    claim: SubjectClaim
    doubts: After[Doubts | Absent] = ABSENT
    was: RestBefore
    now: RestAfter

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _by_the_engine(state, sealed)
        row = state.row(CLAIM, sealed.subject[1])
        if "caveats" in sealed.after:
            row[CLAIM.places["caveats"]] = len(sealed.after["caveats"])
            row[CLAIM.places["doubts"]] = plain(sealed.after["doubts"]) if "doubts" in sealed.after else UNTOLD
        if "chain" in sealed.after:  # it tells whom the sources stand for, and not who they are
            row[CLAIM.places["relays"]] = UNTOLD

    def sentence(self, _: Names) -> str:
        others = ", ".join(sorted(set(self.now) - {"confidence"}))
        if "confidence" not in self.now:
            return f"read it again, with another {others}"
        figures = (side["confidence"] for side in (self.was, self.now))
        was, now = ("none" if figure is None else f"{figure:.2f}" for figure in figures)
        return f"read it again: confidence from {was} to {now}{f'; another {others}' if others else ''}"


class ClaimLinked(Event):
    """A new claim stands at the words of one that a person worked on, which stays as it is."""

    action = Action.CLAIM_LINKED
    noun = "claim"
    by_machine = True
    versioned = False

    claim: SubjectClaim
    from_: After[int]
    to: After[int]
    kind: After[ClaimLinkKind]

    fold = staticmethod(nothing)

    def sentence(self, _: Names) -> str:
        return f"read the article again and recorded claim {self.from_}, which {self.kind.value} it"
