"""What the record says by its events alone: events folded into where everything stands.

An event tells numbers, words of the program, spans, digests and times, and so does a standing: no names, no free text.
Memory is bounded by the number of things on record, not by the number of events.

What a thing's events do not tell is ``UNTOLD`` and is compared with nothing. Since ``claim.recorded`` tells ``quote``,
``nature``, ``hedged``, ``firsthand``, ``confidence`` and ``inside``, these are known of every claim; of claims recorded
before that, only once the article was read again. Everything else was told from the first version on.
"""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from claimtrack.vocabulary import Said, Status

CORRECTED = "claim.corrected"
"""The action of the event that says that a claim was corrected."""


class Untold(Enum):
    """The one value for what no event says."""

    UNTOLD = "untold"


UNTOLD = Untold.UNTOLD

Value = None | bool | int | float | str | Untold
"""Spans and other lists are their compact JSON."""

Row = list[Value]
"""The values of one thing, in the order of its kind's ``FIELDS``."""


class Kind(StrEnum):
    """What events tell of."""

    WORKSPACE = "workspace"
    REVIEWER = "reviewer"
    SOURCE = "source"
    RELATION = "relation"
    ARTICLE = "article"
    SNAPSHOT = "snapshot"
    CLAIM = "claim"
    PARTY = "party"
    EVIDENCE = "evidence"
    LINK = "link"
    PROPOSAL = "proposal"
    POLICY = "policy"
    CLAIM_LINK = "link between claims"
    TAG = "tag"
    TAGGING = "tagging"


FIELDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.WORKSPACE: ("uuid", "locker"),
        Kind.REVIEWER: ("role", "added"),
        Kind.SOURCE: (
            "kind",
            "article",
            "merged_into",
            "merged_first_into",
            "unaffiliated",
            "vouched",
            "reliability",
            "recorded",
        ),
        Kind.RELATION: (
            "source",
            "kind",
            "other",
            "since",
            "until",
            "state",
            "made_by",
            "decided_by",
            "made",
            "decided",
        ),
        Kind.ARTICLE: ("outlet", "agency", "recorded"),
        Kind.SNAPSHOT: (
            "article",
            "digest",
            "size",
            "text_sha256",
            "media_type",
            "extractor",
            "retrieved",
        ),
        Kind.CLAIM: (
            "status",
            "said",
            "overridden",
            "checkable",
            "holder",
            "source",
            "own_voice",
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
            "relays",
            "recorded",
        ),
        Kind.PARTY: ("claim", "source", "side", "origin", "state", "judged_by", "judged"),
        Kind.EVIDENCE: ("digest", "size", "source", "of_claim", "dated", "relying_on", "sketch", "added_by", "added"),
        Kind.LINK: (
            "evidence",
            "claim",
            "stance",
            "serves",
            "basis",
            "excerpt_start",
            "excerpt_end",
            "page",
            "answered",
            "credibility",
            "added_by",
            "added",
            "withdrawn",
        ),
        Kind.PROPOSAL: (
            "claim",
            "status",
            "said",
            "override",
            "despite",
            "counted",
            "duplicate_of",
            "made_by",
            "made",
            "state",
            "closed_by",
            "closed",
        ),
        Kind.POLICY: ("text", "digest", "by", "set"),
        Kind.CLAIM_LINK: ("from", "to", "kind", "origin", "state", "judged_by", "judged"),
        Kind.TAG: ("recorded",),
        Kind.TAGGING: ("tag", "claim", "added_by", "added", "removed"),
    }
)
"""What events tell of each kind.

``notes`` is how many comments and attempts there are on a claim, ``caveats`` how many doubts of the article,
``relays`` who carried it; ``answered`` is whether a verdict was given despite a piece of evidence, ``sketch`` the
digest of that by which its copies are known, a policy's ``text`` the digest of it. The last of each kind are times,
``closed``, ``decided``, ``judged``, ``removed`` and ``withdrawn`` the time or None. A tagging is that a claim has a
tag, or had it.
"""

_PLACES = {kind: {name: place for place, name in enumerate(names)} for kind, names in FIELDS.items()}
_ORIGIN, _STATE = _PLACES[Kind.CLAIM_LINK]["origin"], _PLACES[Kind.CLAIM_LINK]["state"]


class Told(NamedTuple):
    """One event as it was sealed. There may be millions of them: a tuple is made in a third of a dataclass's time."""

    number: int
    at: str
    action: str
    subject: tuple[str, int]
    claim: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reviewer: int | None = None


def _nothing() -> dict[Kind, dict[int, Row]]:
    return {kind: {} for kind in Kind}


@dataclass(slots=True)
class Standing:
    """Where everything stands: rows by kind and number, how many events were read, and which could not be."""

    rows: dict[Kind, dict[int, Row]] = field(default_factory=_nothing)
    events: int = 0
    unreadable: list[int] = field(default_factory=list)

    def of(self, kind: Kind, number: int) -> dict[str, Value]:
        """Give what the events tell of one thing, by field; raises KeyError for one that they never name."""
        row = self.rows[kind][number]
        return {name: row[place] for name, place in _PLACES[kind].items() if row[place] is not UNTOLD}


def replay(events: Iterable[Told]) -> Standing:
    """Fold events, oldest first, into where everything stands after the last one.

    Actions that are not known here change nothing. An event whose content is not what its action has is noted as
    unreadable, and the others are folded all the same.
    """
    standing = Standing()
    for event in events:
        standing.events += 1
        try:
            _FOLDS.get(event.action, _pass)(standing, event)
        except (LookupError, TypeError, ValueError):
            standing.unreadable.append(event.number)
    return standing


def plain(value: Any) -> Value:
    """Give a value of an event or of a table as standings hold it."""
    if isinstance(value, str):
        return sys.intern(value)  # most are one of a dozen words, or the time that a whole article shares
    if isinstance(value, (list, tuple)):
        return json.dumps(value, separators=(",", ":"))
    if value is None or isinstance(value, (bool, int, float)):
        return value
    raise TypeError(f"an event holds no {type(value).__name__}")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of which the events say something else than the tables. ``field`` is None for a whole row.

    ``claim`` is the claim that it bears on, where it bears on one.
    """

    kind: Kind
    number: int
    claim: int | None
    field: str | None
    events: Value
    table: Value

    @property
    def what(self) -> str:
        """Name the thing as a person would."""
        if self.kind is Kind.LINK:
            return f"what evidence does for claim {self.claim} (link {self.number})"
        if self.kind is Kind.PARTY:
            return f"a party of claim {self.claim} (party {self.number})"
        if self.kind is Kind.TAGGING:
            return f"a tag of claim {self.claim} (tagging {self.number})"
        return f"the {self.kind}" if self.kind is Kind.WORKSPACE else f"{self.kind} {self.number}"

    @property
    def sentence(self) -> str:
        """Say it."""
        if self.field is None and self.table is UNTOLD:
            return f"{self.what}: the events put it on record, but it is not in the tables"
        if self.field is None:
            return f"{self.what}: it is in the tables, but no event put it on record"
        told, stored = (_worded(self.field, value) for value in (self.events, self.table))
        return f"{self.what}: {self.field} is {told} by the events, {stored} in the table"


def differences(standing: Standing, kind: Kind, table: Iterable[tuple[int, Row]]) -> Iterator[Difference]:
    """Hold the rows of a table against the standing of its kind; ``table`` gives each row once, in any order.

    What was compared is taken out of ``standing``, which at the end is empty of this kind.
    """
    told = standing.rows[kind]
    for number, stored in table:
        row = told.pop(number, None)
        if row is None and kind is Kind.CLAIM_LINK and stored[_ORIGIN : _STATE + 1] == ["machine", "proposed"]:
            continue  # recorded by events that did not tell of it; see ``_recorded``
        if row is None:
            yield Difference(kind, number, _claim_of(kind, number, stored), None, UNTOLD, None)
            continue
        for name, events, value in zip(FIELDS[kind], row, stored, strict=True):
            if events is not UNTOLD and events != value:
                yield Difference(kind, number, _claim_of(kind, number, row), name, events, value)
    for number in sorted(told):
        yield Difference(kind, number, _claim_of(kind, number, told[number]), None, None, UNTOLD)
    told.clear()


def _claim_of(kind: Kind, number: int, row: Row) -> int | None:
    if kind is Kind.CLAIM:
        return number
    claim = row[_PLACES[kind]["claim"]] if kind in _ON_A_CLAIM else None
    return claim if isinstance(claim, int) else None


_ON_A_CLAIM = frozenset({Kind.LINK, Kind.PARTY, Kind.PROPOSAL, Kind.TAGGING})
_NUMBERED = {
    "holder": "reviewer",
    "made_by": "reviewer",
    "closed_by": "reviewer",
    "duplicate_of": "claim",
    "source": "source",
    "merged_into": "source",
    "outlet": "source",
    "agency": "source",
    "other": "source",
    "inside": "claim",
    "by": "reviewer",
    "of_claim": "claim",
    "merged_first_into": "source",
    "from": "claim",
    "to": "claim",
    "added_by": "reviewer",
    "decided_by": "reviewer",
    "judged_by": "reviewer",
    "tag": "tag",
    "claim": "claim",
}


def _worded(name: str, value: Value) -> str:
    if value is None:
        return "nobody" if _NUMBERED.get(name) == "reviewer" else "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{_NUMBERED[name]} {value}" if name in _NUMBERED else str(value)


def _put(
    standing: Standing, kind: Kind, number: int, values: Mapping[str, Any], names: Collection[str] | None = None
) -> None:
    """Let a thing have those of these values that its kind has a field for, or only those named."""
    places, row = _PLACES[kind], _row(standing, kind, number)
    for name, value in values.items():
        if name in places and (names is None or name in names):
            row[places[name]] = plain(value)


def _row(standing: Standing, kind: Kind, number: int) -> Row:
    """Give the row of a thing, an empty one where no event told of it yet."""
    row = standing.rows[kind].get(number)
    if row is None:
        if not isinstance(number, int):
            raise TypeError("things are called by number")
        row = standing.rows[kind][number] = [UNTOLD] * len(FIELDS[kind])
    return row


def _pass(standing: Standing, event: Told) -> None:
    del standing
    if not event.action:
        raise ValueError("nothing of this event can be read")


def _created(standing: Standing, event: Told) -> None:
    _put(standing, Kind.WORKSPACE, event.subject[1], event.after)


def _reviewer_added(standing: Standing, event: Told) -> None:
    _put(standing, Kind.REVIEWER, event.subject[1], {**event.after, "added": event.at})


def _reviewer_role(standing: Standing, event: Told) -> None:
    _put(standing, Kind.REVIEWER, event.subject[1], event.after)


def _source_recorded(standing: Standing, event: Told) -> None:
    first = {"merged_into": None, "merged_first_into": None, "unaffiliated": False, "vouched": False}
    _put(
        standing,
        Kind.SOURCE,
        event.subject[1],
        {**first, "reliability": None, **event.after, "recorded": event.at},
    )


def _source_merged(standing: Standing, event: Told) -> None:
    merged, into = event.subject[1], event.after["merged_into"]
    # A merge carries along what was merged before, without an event of its own.
    place = _PLACES[Kind.SOURCE]["merged_into"]
    for row in standing.rows[Kind.SOURCE].values():
        if row[place] == merged:
            row[place] = into
    _put(standing, Kind.SOURCE, merged, {"merged_into": into, "merged_first_into": into})


def _source_split(standing: Standing, event: Told) -> None:
    _put(standing, Kind.SOURCE, event.subject[1], {"merged_into": None, "merged_first_into": None})
    for number in event.after["with"]:
        _put(standing, Kind.SOURCE, number, {"merged_into": event.subject[1]})


def _source_known(name: str) -> Callable[[Standing, Told], None]:
    """Give a fold by which it is said of a source, or taken back of it and of all that were merged into it."""
    place, merged_into = _PLACES[Kind.SOURCE][name], _PLACES[Kind.SOURCE]["merged_into"]

    def fold(standing: Standing, event: Told) -> None:
        number, known = event.subject[1], bool(event.after[name])
        _row(standing, Kind.SOURCE, number)[place] = known
        if not known:
            for row in standing.rows[Kind.SOURCE].values():
                if row[merged_into] == number:
                    row[place] = False

    return fold


def _source_graded(standing: Standing, event: Told) -> None:
    _put(standing, Kind.SOURCE, event.subject[1], event.after, ("reliability",))


def _source_kind(standing: Standing, event: Told) -> None:
    _put(standing, Kind.SOURCE, event.subject[1], event.after, ("kind",))


def _related(standing: Standing, event: Told) -> None:
    first = {"made_by": event.reviewer, "made": event.at, "decided_by": None, "decided": None}
    _put(standing, Kind.RELATION, event.after["link"], {**first, **event.after, "source": event.subject[1]})


def _relation_decided(standing: Standing, event: Told) -> None:
    decided = {"decided_by": event.reviewer, "decided": event.at}
    _put(standing, Kind.RELATION, event.after["link"], {**event.after, **decided, "source": event.subject[1]})


def _ingested(standing: Standing, event: Told) -> None:
    number, snapshot = event.after["article"], event.after["snapshot"]
    again = number in standing.rows[Kind.ARTICLE]
    when = {} if again else {"recorded": event.at, "agency": None}
    _put(standing, Kind.ARTICLE, number, {**event.after, **when}, ("outlet", "agency", "recorded"))
    _put(standing, Kind.SNAPSHOT, snapshot, {**event.after, "retrieved": event.at})


def _article_changed(standing: Standing, event: Told) -> None:
    _put(standing, Kind.ARTICLE, event.subject[1], event.after, ("outlet", "agency"))


def _article_reread(standing: Standing, event: Told) -> None:
    _put(standing, Kind.SNAPSHOT, event.after["snapshot"], event.after, ("extractor",))


def _recorded(standing: Standing, event: Told) -> None:
    first = {"status": Status.UNVERIFIED.value, "said": Said.UNCHECKED.value, "overridden": False, "holder": None}
    _put(standing, Kind.CLAIM, event.subject[1], {**first, "notes": 0, **event.after, "recorded": event.at})
    for number, start, end, kind in event.after.get("links", ()):
        found = {"from": start, "to": end, "kind": kind, "origin": "machine", "state": "proposed"}
        found |= {"judged_by": None, "judged": None}
        _put(standing, Kind.CLAIM_LINK, number, found)


def _changed(*names: str) -> Callable[[Standing, Told], None]:
    """Give a fold by which a claim takes these values from its event, and no other that the event may hold."""
    places = [(name, _PLACES[Kind.CLAIM][name]) for name in names]

    def fold(standing: Standing, event: Told) -> None:
        row, after = _row(standing, Kind.CLAIM, event.subject[1]), event.after
        for name, place in places:
            if name in after:
                row[place] = plain(after[name])

    return fold


def _reread(standing: Standing, event: Told) -> None:
    _by_the_engine(standing, event)
    row = _row(standing, Kind.CLAIM, event.subject[1])
    if "caveats" in event.after:
        row[_PLACES[Kind.CLAIM]["caveats"]] = len(event.after["caveats"])
    if "chain" in event.after:  # it tells whom the sources stand for, and not who they are
        row[_PLACES[Kind.CLAIM]["relays"]] = UNTOLD


def _linked(standing: Standing, event: Told) -> None:
    _put(standing, Kind.CLAIM_LINK, event.subject[1], {"origin": "reviewer", **event.after})
    _link_judged(standing, event)


def _link_judged(standing: Standing, event: Told) -> None:
    _put(standing, Kind.CLAIM_LINK, event.subject[1], {**event.after, "judged_by": event.reviewer, "judged": event.at})


_BY_THE_ENGINE = ("checkable", "quote", "nature", "hedged", "firsthand", "confidence", "inside")


def _party(standing: Standing, event: Told) -> None:
    judged = {"judged_by": event.reviewer, "judged": event.at}
    if event.action == "party.proposed":
        judged = {"judged_by": None, "judged": None}
    _put(standing, Kind.PARTY, event.subject[1], {**event.after, "claim": event.claim, **judged})


_by_the_engine = _changed(*_BY_THE_ENGINE)


def _noted(standing: Standing, event: Told) -> None:
    place = _PLACES[Kind.CLAIM]["notes"]
    row = standing.rows[Kind.CLAIM][event.subject[1]]
    count = row[place]
    row[place] = count + 1 if isinstance(count, int) else UNTOLD


def _attached(standing: Standing, event: Told) -> None:
    after = event.after
    number = after["evidence"]
    if number not in standing.rows[Kind.EVIDENCE]:
        first = {"of_claim": None, "dated": None, **after, "relying_on": []}
        _put(standing, Kind.EVIDENCE, number, {**first, "added_by": event.reviewer, "added": event.at})
    _known_of_piece(standing, number, after)
    start, end = after["excerpt"] or (None, None)
    given = {"claim": event.claim, "excerpt_start": start, "excerpt_end": end, "answered": False}
    added = {"credibility": after.get("credibility"), "added_by": event.reviewer, "added": event.at}
    _put(standing, Kind.LINK, after["link"], {**after, **given, **added, "withdrawn": None})


def _known_of_piece(standing: Standing, number: int, after: Mapping[str, Any]) -> None:
    """Add what was told of a piece when it was attached, perhaps once more."""
    places, row = _PLACES[Kind.EVIDENCE], _row(standing, Kind.EVIDENCE, number)
    if after.get("dated") is not None:
        row[places["dated"]] = plain(after["dated"])
    more = after.get("relying_on")
    if more:
        known = json.loads(str(row[places["relying_on"]]))
        row[places["relying_on"]] = plain(sorted({*known, *more}))


def _amended(standing: Standing, event: Told) -> None:
    _put(standing, Kind.EVIDENCE, event.subject[1], event.after, ("relying_on", "dated"))


def _reassessed(standing: Standing, event: Told) -> None:
    _put(standing, Kind.LINK, event.after["link"], event.after, ("basis", "credibility"))


def _withdrawn(standing: Standing, event: Told) -> None:
    _put(standing, Kind.LINK, event.before["link"], {"withdrawn": event.at})


def _answered(standing: Standing, event: Told) -> None:
    _put(standing, Kind.LINK, event.after["link"], {"answered": True})


def _verdict_proposed(standing: Standing, event: Told) -> None:
    given = {"claim": event.claim, "made": event.at, "closed_by": None, "closed": None}
    _put(standing, Kind.PROPOSAL, event.subject[1], {**event.after, **given})


def _verdict_closed(standing: Standing, event: Told) -> None:
    _put(standing, Kind.PROPOSAL, event.subject[1], {**event.after, "closed": event.at})


def _policy_changed(standing: Standing, event: Told) -> None:
    digest = event.after["digest"]
    _put(standing, Kind.POLICY, event.subject[1], {**event.after, "text": digest, "set": event.at})


def _evidence_source(standing: Standing, event: Told) -> None:
    _put(standing, Kind.EVIDENCE, event.subject[1], event.after, ("source",))


def _tag_recorded(standing: Standing, event: Told) -> None:
    _put(standing, Kind.TAG, event.subject[1], {"recorded": event.at})


def _tagged(standing: Standing, event: Told) -> None:
    given = {"tag": event.after["tag"], "claim": event.claim, "added_by": event.reviewer}
    given |= {"added": event.at, "removed": None}
    _put(standing, Kind.TAGGING, event.after["tagging"], given)


def _untagged(standing: Standing, event: Told) -> None:
    _put(standing, Kind.TAGGING, event.after["tagging"], {"removed": event.at})


_FOLDS: Mapping[str, Callable[[Standing, Told], None]] = {
    "workspace.created": _created,
    "reviewer.added": _reviewer_added,
    "reviewer.role": _reviewer_role,
    "source.recorded": _source_recorded,
    "source.merged": _source_merged,
    "source.split": _source_split,
    "source.kind": _source_kind,
    "source.related": _related,
    "source.proposed": _related,
    "source.accepted": _relation_decided,
    "source.rejected": _relation_decided,
    "source.unrelated": _relation_decided,
    "source.unaffiliated": _source_known("unaffiliated"),
    "source.vouched": _source_known("vouched"),
    "source.graded": _source_graded,
    "article.ingested": _ingested,
    "article.changed": _article_changed,
    "article.reread": _article_reread,
    "claim.recorded": _recorded,
    "claim.status": _changed("status", "overridden"),
    "claim.said": _changed("said"),
    "claim.holder": _changed("holder"),
    "claim.corrected": _changed("spans", "snapshot", "source", "own_voice", "checkable", "relays"),
    "claim.carried": _changed("spans", "snapshot", "caveats"),
    "claim.reread": _reread,
    "link.added": _linked,
    "link.judged": _link_judged,
    "verdict.proposed": _verdict_proposed,
    "verdict.approved": _verdict_closed,
    "verdict.rejected": _verdict_closed,
    "verdict.taken_back": _verdict_closed,
    "verdict.fallen": _verdict_closed,
    "party.proposed": _party,
    "party.named": _party,
    "party.judged": _party,
    "tag.recorded": _tag_recorded,
    "claim.tagged": _tagged,
    "claim.untagged": _untagged,
    "comment.added": _noted,
    "evidence.attached": _attached,
    "evidence.withdrawn": _withdrawn,
    "evidence.answered": _answered,
    "evidence.source": _evidence_source,
    "evidence.amended": _amended,
    "evidence.reassessed": _reassessed,
    "policy.changed": _policy_changed,
}
