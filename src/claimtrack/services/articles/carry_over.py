"""Carry claims over to a new version of their article: each says what is said of it there, and what changed reopens."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimtrack.db import claim_inserts, event_rows, source_rows
from claimtrack.db.chain import as_told
from claimtrack.db.claim_inserts import Row
from claimtrack.db.models import Caveat, Claim, Snapshot
from claimtrack.events.actions import Action
from claimtrack.events.event import Names
from claimtrack.events.forms import Sealed
from claimtrack.events.readings import ClaimCarried, ClaimFollowed, ClaimReread
from claimtrack.extraction.values import Extraction
from claimtrack.rules.confidence import doubt_stands
from claimtrack.services.articles.compare import Account, Spread, standing, statements_at, told_of
from claimtrack.services.articles.human_work import spaced
from claimtrack.services.articles.put_on_record import Hop, anchor, hop_rows, hops_of, quoted, told_chain
from claimtrack.services.claims import changed, set_said, set_status
from claimtrack.services.desk import Act
from claimtrack.services.marks.doubts import doubts_placed, doubts_told
from claimtrack.services.marks.parties import propose_denying
from claimtrack.services.marks.replies import follow_words, words_asked_of
from claimtrack.services.sources.sources import all_spoken_of
from claimtrack.services.weighing.consequences import Reopened, settle_resting
from claimtrack.services.weighing.name_ties import propose_ties
from claimtrack.services.weighing.proposals import fall
from claimtrack.vocabulary import VERDICTS, CaveatKind, ClaimOrigin, HopRole, LinkOrigin, LinkState, Said, Status


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim whose words stand in the new version at ``spans``; ``index`` is its statement, if it is one."""

    claim: Claim
    spans: Spread
    index: int | None


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A claim of which the new version says something else: ``what`` that is.

    ``follows`` is False where a person had corrected who says it: that stands, and somebody is to look again.
    """

    claim: int
    what: str
    follows: bool


@dataclass(frozen=True, slots=True)
class _Corrected:
    """What a person put right of a claim, which no reading changes; ``machine`` is who said it by the machine."""

    chain: bool = False
    checkable: bool = False
    firsthand: bool = False
    machine: int | None = None


@dataclass(frozen=True, slots=True)
class _Chain:
    """Who says a claim, so that two readings can be held against each other. Merged sources are one."""

    own_voice: bool | None
    speaker: int | None
    via: tuple[int | None, ...]
    cues: tuple[str, ...]

    @property
    def cue(self) -> str:
        """The wording of the whole chain."""
        return ", ".join(filter(None, self.cues))


_Doubts = frozenset[tuple[CaveatKind, str, str | None]]


@dataclass(slots=True)
class _Reading:
    """All that a new version says of the claims whose words stand in it."""

    act: Act
    snapshot: Snapshot
    extraction: Extraction
    stands_for: Mapping[int, int]
    statements: Mapping[int, int]
    told: Mapping[int, Account]
    corrected: Mapping[int, _Corrected]
    names: dict[int, str] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)


def carry_over(
    act: Act, snapshot: Snapshot, extraction: Extraction, found: Sequence[Carried], ends: Mapping[int, int]
) -> tuple[list[Otherwise], list[int], list[int], list[Reopened]]:
    """Let claims stand in the newest version of their article, and say what it says of them.

    Speaker, carriers, their order and the wording, and the doubts of the article follow; verdicts on what changed are
    taken back. What a person corrected stays. Gives the claims that changed so, those that are no statement any more
    to the machine, those that the new version may doubt as the old one did not, and the verdicts that fell. ``ends``
    are the claims that statements are on record as.
    """
    reading = _read(act, snapshot, extraction, found, ends)
    otherwise: list[Otherwise] = []
    loose: list[int] = []
    reopened: list[Reopened] = []
    for one in sorted(found, key=lambda one: one.claim.id):
        followed = _carry(reading, one)
        if one.claim.status is Status.WITHDRAWN:
            continue
        if one.claim.id not in reading.told and one.claim.origin is ClaimOrigin.EXTRACTED:
            loose.append(one.claim.id)
        if followed is not None:
            what = followed.what(Names(_names(reading, followed), {}))
            otherwise.append(Otherwise(one.claim.id, what, followed.follows))
            reopened += _reopen(act, one.claim, followed, what)
    return otherwise, loose, reading.asked, reopened


def _read(
    act: Act, snapshot: Snapshot, extraction: Extraction, found: Sequence[Carried], ends: Mapping[int, int]
) -> _Reading:
    every = range(len(extraction.statements))
    statements: dict[int, int] = {}
    for one in found:
        at = (one.index,) if one.index is not None else statements_at(one.spans, extraction, every)
        if at:
            statements[one.claim.id] = at[0]
    pairs = [(index, number) for number, index in statements.items()]
    speakers = all_spoken_of(act, quoted(extraction, statements.values()), article=snapshot.article_id)
    told = told_of(extraction, pairs, speakers, snapshot=snapshot, ends=ends)
    corrected = _corrected(act, [one.claim for one in found])
    return _Reading(act, snapshot, extraction, source_rows.merged_sources(act.session), statements, told, corrected)


def _corrected(act: Act, claims: Sequence[Claim]) -> dict[int, _Corrected]:
    """Find out what people put right of these claims."""
    past: dict[int, list[Sealed]] = defaultdict(list)
    for event in event_rows.events_of_claims(act.session, [claim.id for claim in claims]):
        if event.claim_id is not None:
            past[event.claim_id].append(as_told(event.id, event.body))
    return {claim.id: _put_right(claim, past[claim.id]) for claim in claims}


def _put_right(claim: Claim, past: Iterable[Sealed]) -> _Corrected:
    by_hand = claim.origin is ClaimOrigin.ADDED
    chain, checkable, firsthand = by_hand, by_hand, by_hand
    machine: int | None = None
    for told in past:
        if told.action == Action.CLAIM_DOUBTED:
            firsthand = True
        if told.action == Action.CLAIM_CORRECTED:
            # Another source alone is the own voice's other outlet, and nobody's word on who says it.
            respoken = "own_voice" in told.after
            machine = told.before.get("source") if respoken and not chain else machine
            chain = chain or respoken or "via" in told.after
            checkable = checkable or "checkable" in told.after
        if told.action == Action.CLAIM_FOLLOWED and not told.after.get("follows") and "source" in told.after:
            machine = told.after["source"]
    return _Corrected(chain, checkable, firsthand, machine)


def _carry(reading: _Reading, one: Carried) -> ClaimFollowed | None:
    """Carry one claim over; gives what the new version says otherwise of it, which is in the events already."""
    act, claim = reading.act, one.claim
    told, corrected = reading.told.get(claim.id), reading.corrected[claim.id]
    chain, doubts = _chain_of(hops_of(claim), claim.source_id, claim.own_voice, reading), _standing(claim)
    was_snapshot, was_spans, words = claim.snapshot_id, claim.spans, claim.text
    asked, questions = words_asked_of(claim), _questions(claim)
    anchor(claim, reading.snapshot, one.spans)
    new = _new_chain(reading, claim, told) if told is not None else chain
    if told is not None:
        _take_doubts(act, claim, told.caveats)
        if not corrected.chain:
            _take_chain(act, claim, told.hops, reading)
    act.session.flush()
    if _questions(claim) - questions and claim.status is not Status.WITHDRAWN:
        reading.asked.append(claim.id)
    otherwise = claim.text != words  # line ends and the like may stand differently now
    happened = ClaimCarried(
        claim=claim.id,
        was_snapshot=was_snapshot,
        was_spans=was_spans,
        snapshot=reading.snapshot.id,
        spans=claim.spans,
        caveats=len(claim.caveats),
        doubts=doubts_told(claim),
        doubts_at=doubts_placed(claim),
        text_before=words if otherwise else None,
        text_after=claim.text if otherwise else None,
        **told_chain(hops_of(claim)),
    )
    changed(act, claim, happened)
    followed = _follow(reading, one, (chain, new), doubts) if told is not None else None
    follow_words(act, claim, asked)
    return followed


def _new_chain(reading: _Reading, claim: Claim, told: Account) -> _Chain:
    own_voice, speaker = _speaker(reading, claim, told.hops)
    return _chain_of(told.hops, speaker, own_voice, reading)


def _speaker(reading: _Reading, claim: Claim, hops: Sequence[Hop]) -> tuple[bool | None, int | None]:
    """Return whether a claim is the outlet's own voice in the new version, and who says it."""
    own_voice = reading.extraction.statements[reading.statements[claim.id]].own_voice
    if own_voice:
        return own_voice, reading.snapshot.article.outlet_id
    return own_voice, next((hop.source.id for hop in hops if hop.role is HopRole.SPEAKER), None)


def _chain_of(hops: Sequence[Hop], speaker: int | None, own_voice: bool | None, reading: _Reading) -> _Chain:
    return _Chain(
        own_voice,
        standing(speaker, reading.stands_for),
        tuple(standing(hop.source.id, reading.stands_for) for hop in hops if hop.role is HopRole.RELAY),
        tuple(spaced(hop.cue or "").casefold() for hop in hops if hop.role is not HopRole.OUTLET),
    )


def _take_chain(act: Act, claim: Claim, hops: Sequence[Hop], reading: _Reading) -> None:
    claim.own_voice, claim.source_id = _speaker(reading, claim, hops)
    claim_inserts.replace_hops(act.session, claim.id, hop_rows(claim.id, hops))
    act.session.flush()
    act.session.expire(claim, ["hops", "source"])


def _take_doubts(act: Act, claim: Claim, rows: Sequence[Row]) -> None:
    """Let a claim have the doubts of the new version, and what people said of its doubts."""
    judged = {
        (one.kind, spaced(one.text)): one
        for one in claim.caveats
        if one.state is not LinkState.PROPOSED or one.origin is LinkOrigin.REVIEWER
    }
    taken: list[Row] = []
    for row in rows:
        known = judged.pop((CaveatKind(str(row["kind"])), spaced(str(row["text"]))), None)
        taken.append(row if known is None else {**row, "state": known.state, "origin": known.origin})
    taken += [_kept(one) for one in judged.values()]
    claim_inserts.replace_caveats(act.session, claim.id, taken)
    act.session.flush()
    act.session.expire(claim, ["caveats"])


def _kept(one: Caveat) -> Row:
    names = ("claim_id", "kind", "spans", "text", "by", "confidence", "origin", "state")
    return {name: getattr(one, name) for name in names}


def _standing(claim: Claim) -> _Doubts:
    return frozenset(
        (one.kind, spaced(one.text).casefold(), one.by)
        for one in claim.caveats
        if doubt_stands(one.confidence, one.state)
    )


def _questions(claim: Claim) -> _Doubts:
    """Return the doubts that a reviewer has to judge before they count."""
    return frozenset(
        (one.kind, spaced(one.text).casefold(), one.by)
        for one in claim.caveats
        if one.state is LinkState.PROPOSED and not doubt_stands(one.confidence, one.state)
    )


def _follow(reading: _Reading, one: Carried, chains: tuple[_Chain, _Chain], doubts: _Doubts) -> ClaimFollowed | None:
    """Note what the new version says otherwise of a claim; gives the event, where there is anything to be told."""
    act, claim, corrected = reading.act, one.claim, reading.corrected[one.claim.id]
    was, now = _take_particulars(reading, one) if one.index is not None else ({}, {})
    told: dict[str, Any] = {} if corrected.chain and _is_as_ever(corrected, chains, reading) else _told(*chains)
    if corrected.chain:
        told = {name: value for name, value in told.items() if "via" not in name and "cue" not in name}
    after = _standing(claim)
    for name, some in (("doubted", after - doubts), ("undoubted", doubts - after)):
        if some:
            told[name] = sorted({kind.value for kind, _, _ in some})
    parties = propose_denying(act, reading.extraction, reading.statements[claim.id], claim)
    if parties:
        told["parties"] = parties
    if not told and not now:
        return None
    happened = ClaimFollowed(
        claim=claim.id,
        snapshot=reading.snapshot.id,
        follows=not (corrected.chain and ("own_voice" in told or "source" in told)),
        was=was,
        now=now,
        **told,
    )
    changed(act, claim, happened)
    return happened


def _is_as_ever(corrected: _Corrected, chains: tuple[_Chain, _Chain], reading: _Reading) -> bool:
    """Tell whether the machine reads what a person corrected as it did before, or as that person does."""
    said = standing(corrected.machine, reading.stands_for)
    return chains[1].speaker == said or chains[1].speaker == chains[0].speaker


def _told(was: _Chain, now: _Chain) -> dict[str, Any]:
    """Return in which of all that a chain is two of them differ."""
    told: dict[str, Any] = {}
    if (was.speaker, was.own_voice) != (now.speaker, now.own_voice):
        told |= {"was_source": was.speaker, "source": now.speaker}
        told |= {"was_own_voice": was.own_voice, "own_voice": now.own_voice}
    if was.via != now.via:
        told |= {"was_via": list(was.via), "via": list(now.via)}
    if was.cues != now.cues and was.cue != now.cue:
        told |= {"cue_before": was.cue, "cue_after": now.cue}
    return told


_WEIGHTY = frozenset({"nature", "checkable"})
"""What else bears on a verdict of all that the engine says of a claim; the rest follows without a word."""


def _take_particulars(reading: _Reading, one: Carried) -> tuple[dict[str, Any], dict[str, Any]]:
    """Let a claim have what else the engine says of it; gives what of that bears on a verdict, before and now."""
    claim, corrected = one.claim, reading.corrected[one.claim.id]
    told = reading.told[claim.id]
    stays = {name for name in ("checkable", "firsthand") if getattr(corrected, name)}
    if corrected.chain:
        stays |= set(told.particulars)  # they tell how somebody else says it
    new = {name: value for name, value in told.particulars.items() if name not in stays}
    differing = {name: (getattr(claim, name), value) for name, value in new.items() if getattr(claim, name) != value}
    for name, value in new.items():
        setattr(claim, name, value)
    if claim.inside_id != told.inside:
        differing["inside"] = (claim.inside_id, told.inside)
        claim.inside_id = told.inside
    # What nobody says, the outlet neither asserts nor denies: that follows from who says it.
    weighty = {name for name, pair in differing.items() if name in _WEIGHTY and None not in pair}
    was, now = ({name: _word(pair[side]) for name, pair in differing.items() if name not in weighty} for side in (0, 1))
    if now:
        changed(reading.act, claim, ClaimReread(claim=claim.id, was=was, now=now))
    was, now = ({name: _word(differing[name][side]) for name in weighty} for side in (0, 1))
    return was, now


def _word(value: Any) -> Any:
    return getattr(value, "value", value)


def _names(reading: _Reading, followed: ClaimFollowed) -> Mapping[int, str]:
    missing = set(followed.sources()) - reading.names.keys()
    if missing:
        reading.names |= source_rows.source_names(reading.act.session, missing)
    return reading.names


def _reopen(act: Act, claim: Claim, followed: ClaimFollowed, what: str) -> list[Reopened]:
    """Take back the verdicts on a claim of which its article says something else now, unless a person's word stands."""
    propose_ties(act, [claim])
    if not followed.follows:
        return []
    because = f"a new version of article {claim.article_id} says otherwise: {what}"
    fall(act, [claim.id], because=because)
    reopened = []
    if claim.status in VERDICTS:
        reopened.append(Reopened(claim.id, claim.status, because))
        set_status(act, claim, Status.UNVERIFIED, reason=because)
    if claim.said is not Said.UNCHECKED and followed.respoken:
        reopened.append(Reopened(claim.id, claim.said, because))
        set_said(act, claim, Said.UNCHECKED, reason=because)
    act.session.flush()
    if reopened:
        reopened += settle_resting(act, [claim.id], {claim.id: "is unverified again"}, because=because)
    return reopened
