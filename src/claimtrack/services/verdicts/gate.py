"""Hold an article, or all of them, against what has to be so before it is published."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from claimtrack.db import gate as rows
from claimtrack.db.contradictions import contradictions
from claimtrack.db.engine import translated
from claimtrack.db.lookups import has_article
from claimtrack.db.unreplied import TakenOff, taken_off, unreplied
from claimtrack.errors import not_there
from claimtrack.remedies import Step
from claimtrack.rules.contradictions import by_claim
from claimtrack.rules.gate import Candidate, Shortfall, shortfalls
from claimtrack.rules.standards import PolicyShortfall, Standard, policy_shortfalls
from claimtrack.services.desk import Desk, reading
from claimtrack.vocabulary import USUAL, Need, Said, Status


@dataclass(frozen=True, slots=True)
class FallsShort:
    """One claim that keeps the gate shut, and what it lacks."""

    claim: int
    article: int
    shortfalls: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate found: ``claims`` were looked at, which leaves out those ``withdrawn``.

    ``not_checkable`` of those that were looked at wait for no verdict, since a reviewer or the machine said so.
    ``article`` is None for the whole workspace; ``needs`` are what was asked, in the order of ``Need``. ``policy`` is
    what the desk's policy lacks of the ``standard``, where one was asked for. ``taken_off`` are the parties of which
    persons say that no claim accuses them: whoever lets a story pass has to know whom nobody asked.
    """

    article: int | None
    needs: tuple[Need, ...]
    claims: int
    short: tuple[FallsShort, ...]
    withdrawn: int = 0
    not_checkable: int = 0
    standard: Standard | None = None
    policy: tuple[PolicyShortfall, ...] = ()
    taken_off: tuple[TakenOff, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing falls short."""
        return not self.short and not self.policy


def hold_to(desk: Desk, article: int | None, standard: Standard, *, needs: Collection[Need] = ()) -> Gate:
    """Do as ``hold`` does for a standard: for what is usually asked, what it requires besides, and what it asks of the
    policy. Changes nothing; no standard makes the gate ask for less.
    """
    from claimtrack.services.weighing.policies import in_force

    with reading(desk) as session:
        lacking = policy_shortfalls(standard, in_force(session).policy)
    found = hold(desk, article, needs={*USUAL, *standard.needs, *needs})
    return replace(found, standard=standard, policy=lacking)


def hold(desk: Desk, article: int | None = None, *, needs: Collection[Need] = USUAL) -> Gate:
    """Say which claims of an article, or of all articles, fall short of ``needs``. Changes nothing.

    Raises NotFound for an article that is not there.
    """
    before = _stale_before(desk) if Need.NO_STALE in needs else None
    with translated(desk.database), desk.database.connect() as connection:
        if article is not None and not has_article(connection, article):
            raise not_there(f"no article {article}", Step.ARTICLE_LIST)
        against = by_claim(contradictions(connection, article=article)) if Need.NO_ALARM in needs else {}
        past_rules = rows.said_by_override(connection, article=article) if Need.NO_OVERRIDE in needs else set()
        stale = rows.judged_before(connection, before, article=article) if before is not None else set()
        waiting = rows.proposed(connection, article=article)
        told = rows.accepted(connection, article=article) if Need.NO_REFUTED in needs else set()
        failing = _failing(desk, rows.pieces(connection, article=article)) if Need.INTACT in needs else {}
        off = taken_off(connection, article=article) if Need.REPLY_ASKED in needs else []
        unheard = unreplied(connection, desk.clock, article=article) if Need.REPLY_ASKED in needs else {}
        stands, said = rows.told(connection, article=article) if Need.INTACT in needs else ({}, {})
        looked_at = withdrawn = not_checkable = 0
        short = []
        for claim in rows.claims(connection, article=article):
            untold = Need.INTACT in needs and not _is_told(claim, stands, said)
            looked_at += claim.status is not Status.WITHDRAWN
            withdrawn += claim.status is Status.WITHDRAWN
            not_checkable += claim.status is not Status.WITHDRAWN and not claim.checkable
            candidate = Candidate(
                number=claim.number,
                own_voice=claim.own_voice,
                checkable=claim.checkable,
                status=claim.status,
                said=claim.said,
                overridden=claim.overridden,
                said_overridden=claim.number in past_rules,
                contradictions=against.get(claim.number, ()),
                stale=claim.number in stale,
                proposed=claim.number in waiting,
                accepted=claim.number in told,
                failing=failing.get(claim.number, ()),
                unreplied=unheard.get(claim.number, ()),
                untold=untold,
            )
            found = shortfalls(candidate, needs)
            if found:
                short.append(FallsShort(claim.number, claim.article, found))
    asked = tuple(need for need in Need if need in needs)
    return Gate(
        article, asked, looked_at, tuple(short), withdrawn=withdrawn, not_checkable=not_checkable, taken_off=tuple(off)
    )


def _is_told(claim: rows.GateClaim, stands: Mapping[int, rows.Stands], said: Mapping[int, Said]) -> bool:
    """Tell whether where a claim stands is what the events say of it."""
    standing = stands.get(claim.number, (Status.UNVERIFIED, False))
    return (claim.status, claim.overridden) == standing and claim.said is said.get(claim.number, Said.UNCHECKED)


def _failing(desk: Desk, pieces: Iterable[tuple[int, int, str]]) -> dict[int, tuple[int, ...]]:
    """Return, by claim, the pieces of evidence whose bytes are not those that were attached; each file is read once."""
    found: dict[int, tuple[int, ...]] = {}
    sound: dict[str, bool] = {}
    for claim, number, digest in pieces:
        if digest not in sound:
            sound[digest] = desk.locker.check(digest) is None
        if not sound[digest]:
            found[claim] = (*found.get(claim, ()), number)
    return found


def _stale_before(desk: Desk) -> datetime | None:
    from claimtrack.services.weighing.staleness import limit

    return limit(desk)
