"""Events of claims that are read again: found in a new version, read by another engine, and what changed with that."""

from collections.abc import Sequence

from claimtrack.events.actions import Action
from claimtrack.events.claims import CLAIM, Doubts, Hops, Places, Spans, kept_of_hops, told_anew
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
from claimtrack.events.state import UNTOLD, State, plain, taking
from claimtrack.vocabulary import ClaimLinkKind, HopRole


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
    doubts_at: After[Places | Absent] = ABSENT
    hops: After[Hops | Absent] = ABSENT
    text_before: Text = None
    text_after: Text = None
    hop_words: Text = None

    kept = staticmethod(kept_of_hops)

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _carried(state, sealed)
        told_anew(state, sealed, "doubts", "doubts_at", "hops")  # there may be new ones among them
        _relays_follow(state, sealed)

    def sentence(self, _: Names) -> str:
        return f"found it again in snapshot {self.snapshot} of the article"


def _relays_follow(state: State, sealed: Sealed) -> None:
    """Let it follow from the whole chain who carried a claim."""
    if "hops" in sealed.after:
        relays = [hop[1] for hop in sealed.after["hops"] if hop[0] == HopRole.RELAY.value]
        state.row(CLAIM, sealed.subject[1])[CLAIM.places["relays"]] = plain(relays)


_carried = taking(CLAIM, "spans", "snapshot", "caveats")
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
    doubts_at: After[Places | Absent] = ABSENT
    hops: After[Hops | Absent] = ABSENT
    was: RestBefore
    now: RestAfter
    hop_words: Text = None

    kept = staticmethod(kept_of_hops)

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _by_the_engine(state, sealed)
        row = state.row(CLAIM, sealed.subject[1])
        if "caveats" in sealed.after:
            row[CLAIM.places["caveats"]] = len(sealed.after["caveats"])
            told_anew(state, sealed, "doubts", "doubts_at")
        if "chain" in sealed.after:  # it tells whom the sources stand for, and not who they are
            row[CLAIM.places["relays"]] = UNTOLD
            told_anew(state, sealed, "hops")
            _relays_follow(state, sealed)

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
    link: After[int | Absent] = ABSENT

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        number = sealed.after.get("link")
        if number is not None:  # older events do not tell it
            state.tells_link(number)
            found: dict[str, object] = {"spans": [], "origin": "machine", "state": "proposed"}
            state.put(CLAIM_LINK, number, {**found, "judged_by": None, "judged": None, **sealed.after})

    def sentence(self, _: Names) -> str:
        return f"read the article again and recorded claim {self.from_}, which {self.kind.value} it"


class ClaimFollowed(Event):
    """A new version of its article says something else of a claim in the same words, and the claim follows it.

    What is absent is as it was. Where a person had corrected who says it, ``follows`` is False: that stands, and who
    says it by the new version is only told. ``doubted`` and ``undoubted`` are the doubts that are new or gone,
    ``parties`` whom it accuses or favours now. ``was`` and ``now`` is what else the engine says of it.
    """

    action = Action.CLAIM_FOLLOWED
    noun = "claim"
    by_machine = True

    claim: SubjectClaim
    snapshot: After[int]
    follows: After[bool]
    was_source: Before[SourceNumber | Absent | None] = ABSENT
    source: After[SourceNumber | Absent | None] = ABSENT
    was_own_voice: Before[bool | Absent | None] = ABSENT
    own_voice: After[bool | Absent | None] = ABSENT
    was_via: Before[Sequence[SourceNumber] | Absent] = ABSENT
    via: After[Sequence[SourceNumber] | Absent] = ABSENT
    doubted: After[Sequence[str] | Absent] = ABSENT
    undoubted: After[Sequence[str] | Absent] = ABSENT
    parties: After[Sequence[SourceNumber] | Absent] = ABSENT
    was: RestBefore
    now: RestAfter
    cue_before: Text = None
    cue_after: Text = None

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _by_the_engine(state, sealed)
        if sealed.after["follows"]:
            _spoken_by(state, sealed)

    def sentence(self, names: Names) -> str:
        stands = "" if self.follows else "; what a person corrected stands"
        return f"found that a new version of its article says otherwise: {self.what(names)}{stands}"

    @property
    def respoken(self) -> bool:
        """Whether the article has it from somebody else, through others or in another wording."""
        told = (self.source, self.own_voice, self.via)
        return any(one is not ABSENT for one in told) or self.cue_after is not None

    def what(self, names: Names) -> str:
        """Say what of it is another one."""
        return "; ".join(self._parts(names))

    def _parts(self, names: Names) -> list[str]:
        parts = []
        if not isinstance(self.source, Absent) and not isinstance(self.was_source, Absent):
            parts.append(f"speaker from {names.source(self.was_source)} to {names.source(self.source)}")
        elif not isinstance(self.own_voice, Absent):
            parts.append(_VOICES[self.own_voice])
        if not isinstance(self.via, Absent) and not isinstance(self.was_via, Absent):
            had, has = (", ".join(map(names.source, side)) or "none" for side in (self.was_via, self.via))
            parts.append(f"carriers from {had} to {has}")
        if self.cue_before is not None or self.cue_after is not None:
            parts.append(f'wording from "{or_purged(self.cue_before)}" to "{or_purged(self.cue_after)}"')
        for kinds, lead in ((self.doubted, "doubted now"), (self.undoubted, "no longer doubted")):
            if not isinstance(kinds, Absent):
                parts.append(f"{lead}: {', '.join(kinds)}")
        if not isinstance(self.parties, Absent):
            parts.append(f"parties: {', '.join(map(names.source, self.parties))}")
        others = ", ".join(sorted(self.now))
        return [*parts, *([f"another {others}"] if others else [])]


_VOICES = {
    True: "it is the outlet's own voice now",
    False: "it is somebody's words now",
    None: "nobody reads who says it",
}
_spoken_by = taking(CLAIM, "source", "own_voice")
