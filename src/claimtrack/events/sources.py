"""Events of sources: who they are, what they are called, how they hang together, how far they can be relied on."""

from datetime import date

from claimtrack.events.actions import Action
from claimtrack.events.event import (
    PURGED,
    After,
    Before,
    Column,
    Event,
    Names,
    SourceNumber,
    SubjectSource,
    Text,
)
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Fold, Kind, State, taking
from claimtrack.vocabulary import RelationKind, RelationState, Reliability, SpeakerKind

SOURCE = Kind(
    "source",
    (
        "kind",
        "article",
        "merged_into",
        "merged_first_into",
        "unaffiliated",
        "vouched",
        "reliability",
        "recorded",
    ),
    numbers={"merged_into": "source", "merged_first_into": "source"},
)
RELATION = Kind(
    "relation",
    ("source", "kind", "other", "since", "until", "state", "made_by", "decided_by", "made", "decided"),
    numbers={"source": "source", "other": "source", "made_by": "reviewer", "decided_by": "reviewer"},
)
"""``decided`` is the time, or None."""


class SourceRecorded(Event):
    """A source is on record; an unnamed one belongs to an ``article``."""

    action = Action.SOURCE_RECORDED
    noun = "source"

    source: SubjectSource
    kind: After[SpeakerKind]
    article: After[int | None]
    name: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        first = {"merged_into": None, "merged_first_into": None, "unaffiliated": False, "vouched": False}
        first |= {"reliability": None}
        state.put(SOURCE, sealed.subject[1], {**first, **sealed.after, "recorded": sealed.at})

    def sentence(self, _: Names) -> str:
        return f"recorded source {self.source}, {self.name or PURGED}"


class SourceMerged(Event):
    """A source is another one under another name."""

    action = Action.SOURCE_MERGED
    noun = "source"

    source: SubjectSource
    merged_into: After[SourceNumber]
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        merged, into = sealed.subject[1], sealed.after["merged_into"]
        # A merge carries along what was merged before, without an event of its own.
        place = SOURCE.places["merged_into"]
        for row in state.rows[SOURCE].values():
            if row[place] == merged:
                row[place] = into
        state.put(SOURCE, merged, {"merged_into": into, "merged_first_into": into})

    def sentence(self, names: Names) -> str:
        one, other = names.source(self.source), names.source(self.merged_into)
        return f"merged source {self.source}, {one}, into {self.merged_into}, {other}"


class SourceSplit(Event):
    """A merge was taken back, for a source and for those that had come along ``with_`` it."""

    action = Action.SOURCE_SPLIT
    noun = "source"

    source: SubjectSource
    was_merged_into: Before[SourceNumber]
    with_: After[list[int]]
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        state.put(SOURCE, sealed.subject[1], {"merged_into": None, "merged_first_into": None})
        for number in sealed.after["with"]:
            state.put(SOURCE, number, {"merged_into": sealed.subject[1]})

    def sentence(self, names: Names) -> str:
        was = self.was_merged_into
        return f"took back that source {self.source}, {names.source(self.source)}, is {was}, {names.source(was)}"


class SourceKindChanged(Event):
    """It is on record what a source is: a person, a government ..."""

    action = Action.SOURCE_KIND
    noun = "source"

    source: SubjectSource
    was_kind: Before[SpeakerKind]
    kind: After[SpeakerKind]
    reason: Text

    fold = staticmethod(taking(SOURCE, "kind"))

    def sentence(self, names: Names) -> str:
        was = f" (was {self.was_kind})" if self.was_kind is not SpeakerKind.NONE else ""
        return f"put on record what {names.source(self.source)} is: {self.kind}{was}"


def _of_all(name: str) -> Fold:
    """Return a fold by which it is said of a source, or taken back of it and of all that were merged into it."""
    place, merged_into = SOURCE.places[name], SOURCE.places["merged_into"]

    def fold(state: State, sealed: Sealed) -> None:
        number, known = sealed.subject[1], bool(sealed.after[name])
        state.row(SOURCE, number)[place] = known
        if not known:
            for row in state.rows[SOURCE].values():
                if row[merged_into] == number:
                    row[place] = False

    return fold


class SourceUnaffiliated(Event):
    """Somebody looked, and knows of nobody with whom a source stands; or that was taken back."""

    action = Action.SOURCE_UNAFFILIATED
    noun = "source"

    source: SubjectSource
    unaffiliated: After[bool]
    reason: Text

    fold = staticmethod(_of_all("unaffiliated"))

    def sentence(self, names: Names) -> str:
        did = "put on record" if self.unaffiliated else "took back"
        return f"{did} that no affiliation of {names.source(self.source)} is known"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        known = bool(sealed.after.get("unaffiliated"))
        return {"reason": ("source", sealed.subject[1], "unaffiliated_because")} if known else {}


class SourceVouched(Event):
    """An editor knows who an unnamed source is; or that was taken back."""

    action = Action.SOURCE_VOUCHED
    noun = "source"

    source: SubjectSource
    vouched: After[bool]
    reason: Text

    fold = staticmethod(_of_all("vouched"))

    def sentence(self, names: Names) -> str:
        who = names.source(self.source)
        return f"vouched for who {who} is" if self.vouched else f"took back the word on who {who} is"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        known = bool(sealed.after.get("vouched"))
        return {"reason": ("source", sealed.subject[1], "vouched_because")} if known else {}


class SourceGraded(Event):
    """It is on record how reliable a source is."""

    action = Action.SOURCE_GRADED
    noun = "source"

    source: SubjectSource
    was_reliability: Before[Reliability | None]
    reliability: After[Reliability]
    reason: Text

    fold = staticmethod(taking(SOURCE, "reliability"))

    def sentence(self, names: Names) -> str:
        was = f" (was {self.was_reliability})" if self.was_reliability is not None else ""
        return f"graded {names.source(self.source)} {self.reliability} for reliability{was}"


class _OfRelation(Event):
    """What is told of a relation: row ``link`` says that the source hangs together with the ``other`` one."""

    noun = "source"

    source: SubjectSource
    link: After[int]
    kind: After[RelationKind]
    other: After[SourceNumber]
    since: After[date | None]
    until: After[date | None]
    state: After[RelationState]
    reason: Text = None

    def _tie(self, names: Names) -> str:
        time = "".join(f" {word} {day}" for word, day in (("since", self.since), ("until", self.until)) if day)
        return f"{names.source(self.source)} {RelationKind(self.kind).words} {names.source(self.other)}{time}"


class _RelationMade(_OfRelation):
    """A relation is on record."""

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        first = {"made_by": sealed.reviewer, "made": sealed.at, "decided_by": None, "decided": None}
        state.put(RELATION, sealed.after["link"], {**first, **sealed.after, "source": sealed.subject[1]})


class RelationDecided(_OfRelation):
    """A person decided on a relation that was in another state."""

    was: After[RelationState]

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        decided = {"decided_by": sealed.reviewer, "decided": sealed.at}
        state.put(RELATION, sealed.after["link"], {**sealed.after, **decided, "source": sealed.subject[1]})


class SourceRelated(_RelationMade):
    """A person says how two sources hang together."""

    action = Action.SOURCE_RELATED

    def sentence(self, names: Names) -> str:
        return f"put on record that {self._tie(names)}"

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        return {"reason": ("source_link", sealed.after.get("link", 0), "because")}


class RelationProposed(_RelationMade):
    """The machine read in an article how two sources hang together, or in their names, as the reason then says."""

    action = Action.SOURCE_PROPOSED
    by_machine = True

    def sentence(self, names: Names) -> str:
        if self.reason is not None:
            return f"asks whether {self._tie(names)}: {self.reason}"
        return f"read in the article that {self._tie(names)}"

    kept = staticmethod(SourceRelated.kept)


class RelationAccepted(RelationDecided):
    """What the machine proposed is a person's word."""

    action = Action.SOURCE_ACCEPTED

    def sentence(self, names: Names) -> str:
        return f"accepted that {self._tie(names)}"


class RelationRejected(RelationDecided):
    """What the machine proposed is not so."""

    action = Action.SOURCE_REJECTED

    def sentence(self, names: Names) -> str:
        return f"rejected that {self._tie(names)}"


class RelationTakenBack(RelationDecided):
    """What a person had said is not so."""

    action = Action.SOURCE_UNRELATED

    def sentence(self, names: Names) -> str:
        return f"took back that {self._tie(names)}"
