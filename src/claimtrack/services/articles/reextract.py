"""Read an article on record again with an engine: what people worked on stays, the rest follows the new reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimtrack.db import article_rows, claim_inserts, source_rows
from claimtrack.db.claim_inserts import Row
from claimtrack.db.models import Claim, Snapshot
from claimtrack.errors import ChangedMeanwhile, InvalidInput
from claimtrack.events.articles import ArticleReread
from claimtrack.events.readings import ClaimLinked, ClaimReread
from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.values import Extraction, Extractor
from claimtrack.remedies import Field, Step, do
from claimtrack.services.articles.compare import Account, Plan, compare, differences, told_of
from claimtrack.services.articles.details import existing
from claimtrack.services.articles.put_on_record import hop_rows, linked, quoted, record_statements, told_chain, told_row
from claimtrack.services.claims import changed, set_status
from claimtrack.services.desk import Act, Desk, reading, refuse_without
from claimtrack.services.marks.parties import propose_parties
from claimtrack.services.sources.sources import all_spoken_of
from claimtrack.vocabulary import ClaimLinkKind, Right, Status


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as the engine gives it; ``claim`` is its number on record, None while nothing was written.

    ``speaker`` is None for the outlet's ``own_voice``, and where nobody is named; ``own_voice`` for what is unread.
    """

    claim: int | None
    speaker: str | None
    own_voice: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """A claim that the engine no longer gives, and what stands in its place: nothing, one statement or several."""

    claim: int
    text: str
    by: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """A claim that is kept because of what a person did: ``because`` follows its number ("has a verdict").

    ``beside`` are the new claims at its words, ``otherwise`` the engine's reading of these very words where it gives
    them to another speaker.
    """

    claim: int
    text: str
    because: str
    beside: tuple[Reading, ...]
    otherwise: Reading | None


@dataclass(frozen=True, slots=True)
class Reextracted:
    """What a reading changes, or would change. ``before`` is the engine that had read the article.

    ``unchanged`` and ``refreshed`` are claims that nobody worked on and that the engine gives in the same words from
    the same speaker; of the latter it says something else besides. Claims withdrawn by an earlier reading, and those
    whose words stand only in an earlier version of the article, are in none of these.
    """

    article: int
    extractor: str
    before: str
    unchanged: tuple[int, ...]
    refreshed: tuple[int, ...]
    superseded: tuple[Superseded, ...]
    worked_on: tuple[WorkedOn, ...]
    found: tuple[Reading, ...]

    @property
    def changes(self) -> bool:
        """Whether the record is another one after it."""
        return bool(self.refreshed or self.superseded or self.found or self.before != self.extractor)


def rehearse(desk: Desk, article: int, extractor: Extractor | str) -> Reextracted:
    """Say what ``reextract`` would do, and write nothing. Raises as it does."""
    _, extraction = _read(desk, article, extractor)
    with reading(desk) as session:
        snapshot = article_rows.newest_snapshot(session, article)
        plan = compare(session, snapshot, extraction)
        return _told(article, plan, plan.known, before=snapshot.extractor)


def reextract(desk: Desk, article: int, extractor: Extractor | str) -> Reextracted:
    """Read the newest snapshot of an article again, and bring its claims in line with what the engine finds.

    ``extractor`` is an engine or the name of one. A claim that nobody worked on and that the engine no longer gives
    in the same words from the same speaker is withdrawn as superseded; one that it does give keeps its number, with
    what the engine says of it now. Whatever a person did stays as it is.

    Raises NotFound for an article that is not there, UsageError for an engine that is not, InvalidInput when the
    engine finds nothing, and ChangedMeanwhile when the article got a new version while the engine read.
    """
    return desk.enact(_follow, article, *_read(desk, article, extractor))


def _follow(act: Act, article: int, read: int, extraction: Extraction) -> Reextracted:
    """Bring the claims of an article in line with what the engine found in the snapshot that it read."""
    snapshot = article_rows.newest_snapshot(act.session, article)
    if snapshot.id != read:
        raise ChangedMeanwhile(
            f"article {article} got a new version meanwhile; " + do(Step.REEXTRACT, article) + " reads that one"
        )
    before = snapshot.extractor
    plan = compare(act.session, snapshot, extraction)
    numbers = record_statements(act, snapshot, extraction, known=plan.known, how={"reread": True})
    propose_parties(act, extraction, numbers)
    ends = {**plan.known, **numbers}
    _refresh(act, snapshot, plan, ends)
    for number, places in plan.gone.items():
        _supersede(act, plan.claims[number], [ends[place] for place in places], engine=extraction.extractor)
    for number, places in plan.beside.items():
        _put_beside(act, number, [ends[place] for place in places])
    done = _told(article, plan, ends, before=before)
    if done.changes:
        _note_on_article(act, snapshot, extraction, done)
    return done


def _read(desk: Desk, article: int, extractor: Extractor | str) -> tuple[int, Extraction]:
    """Let the engine read, outside of any transaction; gives the number of the snapshot that it read."""
    refuse_without(desk, Right.REVIEW)
    with reading(desk) as session:
        existing(article_rows.article(session, article), article)
        snapshot = article_rows.newest_snapshot(session, article)
        number, text = snapshot.id, snapshot.text
    extract = load_extractor(extractor) if isinstance(extractor, str) else extractor
    extraction = extract(text)
    if not extraction.statements:
        raise InvalidInput(
            f"the engine {extraction.extractor} finds no statement in article {article}: all its claims would "
            "be lost; name another engine with " + Field("extractor")
        )
    return number, extraction


def _refresh(act: Act, snapshot: Snapshot, plan: Plan, ends: Mapping[int, int]) -> None:
    """Let claims that nobody worked on say what the engine says of them now."""
    extraction = plan.extraction
    same = {index: number for index, number in plan.same.items() if number in plan.differing}
    speakers = all_spoken_of(act, quoted(extraction, same), article=snapshot.article_id)
    stands_for = source_rows.merged_sources(act.session)
    told = told_of(extraction, same.items(), speakers, snapshot=snapshot, ends=ends)
    for number, now in told.items():
        _refresh_one(act, plan.claims[number], now, stands_for)


def _refresh_one(act: Act, claim: Claim, told: Account, stands_for: Mapping[int, int]) -> None:
    other = differences(claim, told, stands_for)
    for name, value in told.particulars.items():
        setattr(claim, name, value)
    claim.inside_id = told.inside
    if "chain" in other:
        claim_inserts.replace_hops(act.session, claim.id, hop_rows(claim.id, told.hops))
    if "caveats" in other:
        claim_inserts.replace_caveats(act.session, claim.id, told.caveats)
    before = {name: pair[0] for name, pair in other.items()}
    after = {name: pair[1] for name, pair in other.items()}
    more: dict[str, Any] = told_chain(told.hops) if "chain" in other else {}
    if "caveats" in other:
        more["doubts"] = [told_row(row) for row in told.caveats]
        more["doubts_at"] = [row["spans"] for row in told.caveats]
    changed(act, claim, ClaimReread(claim=claim.id, was=before, now=after, **more))
    act.session.flush()
    act.session.expire(claim, ["hops", "caveats"])


def _supersede(act: Act, claim: Claim, by: Sequence[int], *, engine: str) -> None:
    """Withdraw a claim that the engine no longer gives, and lead to it from those in its place."""
    if by:
        reason = f"superseded by {'claim' if len(by) == 1 else 'claims'} {', '.join(map(str, by))}"
    else:
        reason = f"the engine {engine} does not find it"
    told = {"superseded_by": list(by), "links": _link(act, by, to=claim.id)}
    set_status(act, claim, Status.WITHDRAWN, reason=reason, details=told)


def _put_beside(act: Act, number: int, new: Sequence[int]) -> None:
    """Lead from new claims to the one at the same words that a person worked on, which stays as it is."""
    kind = ClaimLinkKind.SUPERSEDES
    for link, start, *_ in _link(act, new, to=number):
        act.changes.append(ClaimLinked(claim=number, from_=int(str(start)), to=number, kind=kind, link=int(str(link))))


def _link(act: Act, newer: Sequence[int], *, to: int) -> list[list[Any]]:
    rows: list[Row] = [{"from_id": one, "to_id": to, "kind": ClaimLinkKind.SUPERSEDES, "spans": []} for one in newer]
    return linked(act, rows)


def _note_on_article(act: Act, snapshot: Snapshot, extraction: Extraction, done: Reextracted) -> None:
    """Note on the snapshot which engine its claims are from, and in the log what that changed."""
    snapshot.extractor, snapshot.language = extraction.extractor, extraction.language
    happened = ArticleReread(
        article=done.article,
        was_extractor=done.before,
        snapshot=snapshot.id,
        extractor=extraction.extractor,
        language=extraction.language,
        claims=len(done.found),
        superseded=len(done.superseded),
        refreshed=len(done.refreshed),
    )
    act.changes.append(happened)


def _told(article: int, plan: Plan, ends: Mapping[int, int], *, before: str) -> Reextracted:
    same = sorted(plan.same.values())
    return Reextracted(
        article=article,
        extractor=plan.extraction.extractor,
        before=before,
        unchanged=tuple(number for number in same if number not in plan.differing),
        refreshed=tuple(number for number in same if number in plan.differing),
        superseded=tuple(
            Superseded(number, plan.claims[number].text, _readings(plan, places, ends))
            for number, places in sorted(plan.gone.items())
        ),
        worked_on=tuple(_worked_on(plan, number, ends) for number in sorted(plan.worked)),
        found=_readings(plan, plan.new, ends),
    )


def _worked_on(plan: Plan, number: int, ends: Mapping[int, int]) -> WorkedOn:
    return WorkedOn(
        claim=number,
        text=plan.claims[number].text,
        because=plan.worked[number],
        beside=_readings(plan, plan.beside.get(number, ()), ends),
        otherwise=_reading(plan.extraction, plan.respoken[number], ends) if number in plan.respoken else None,
    )


def _readings(plan: Plan, places: Sequence[int], ends: Mapping[int, int]) -> tuple[Reading, ...]:
    return tuple(_reading(plan.extraction, place, ends) for place in places)


def _reading(extraction: Extraction, place: int, ends: Mapping[int, int]) -> Reading:
    statement = extraction.statements[place]
    speaker = extraction.attributions[statement.attribution].speaker if statement.attribution is not None else None
    return Reading(ends.get(place), speaker, statement.own_voice, statement.text)
