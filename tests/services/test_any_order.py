"""Any command, by anybody, in any order: what holds after each of them, whatever came before.

A machine draws commands and who gives them. ``_AnyOrder.do`` gives a command, at times in a rehearsal first, and holds
the whole database before and after against what always has to be so. A new command is one more rule: draw what it takes
and hand it to ``do``.

It is quick by default, and tries the same commands each time. ``CLAIMTRACK_ANY_ORDER=long`` goes on for an hour with
others each time; a number is how many workspaces are tried.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from tests.services.lines import line_by_line

from claimtrack.clock import Clock
from claimtrack.config import Place
from claimtrack.db.base import Base
from claimtrack.db.models import Claim
from claimtrack.db.queue import Part
from claimtrack.errors import ClaimtrackError
from claimtrack.services import reviewers
from claimtrack.services.articles import details, ingest, repair
from claimtrack.services.claims import Seen, look
from claimtrack.services.desk import Desk, acting, open_desk, reading
from claimtrack.services.evidence import amendments, attachments
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.inputs import Input
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import findings, links, notes, parties, restatements, tags
from claimtrack.services.reports import gather
from claimtrack.services.sources import grades, relations, sources
from claimtrack.services.verdicts import answers, decide_many, decision_tables, decisions, four_eyes, gate, queue, undo
from claimtrack.services.weighing import policy_changes, weighing
from claimtrack.services.weighing.consequences import Reopened
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import (
    Basis,
    ClaimLinkKind,
    NoteKind,
    PartySide,
    RelationKind,
    Reliability,
    Role,
    Said,
    Serves,
    SpeakerKind,
    Stance,
    Status,
)

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]

Rows = Mapping[str, Sequence[Any]]
Command = Callable[[Desk], object]
_Stood = tuple[Status, Said, bool, str | None, str | None]
"""A claim's two verdicts, whether past the rules, its restatement and its rating."""

ROLES = {"ana": Role.ADMIN, "edna": Role.EDITOR, "rita": Role.REVIEWER, "rolf": Role.REVIEWER, "vera": Role.VIEWER}
FIRST = (
    "Ana Ruiz: The bridge is closed, and the ferry is late.",
    "Ben Okoro heard: The port is shut.",
    "Cleo Marsh denies 1: The bridge is closed, she was told.",
    "The road is open. (unconfirmed)",
)
SECOND = (
    "Ana Ruiz via Radio Norte: The ferry sank.",
    "several residents: The dam burst.",
    "Ana Ruiz wishes: The bridge should open.",
    "The wall holds, the tower does not.",
)
AGAIN = ("Ana Ruiz via Radio Norte: The ferry sank. (unconfirmed)", *SECOND[1:3], "The wall holds.", "It rained.")
STORY = (
    "Two barges broke loose above the lock on Tuesday night and struck the ferry as she lay at the landing. "
    "Nobody was aboard, the harbour master said, and the bridge was closed until divers had looked at its piers."
)
TEXTS = (
    b"The log: closed since noon.",
    b"The register: no ferry has run since Monday.",
    b"A note taken at the bridge itself, early in the morning.",
    b"A letter of the road office to the port office.",
    STORY.encode(),
    f"NIGHT OF THE BARGES\n\n{STORY} More is expected tomorrow.".encode(),
    "\n".join(SECOND).encode(),
    b"\x89PNG\r\n\x1a\n no text at all",
)
PEOPLE = st.sampled_from(["rita", "edna", "ana", "rolf", "rita", "edna", "vera", "nobody"])
WORKERS = st.sampled_from(["edna", "rita", "rolf", "ana"])
CLAIMS = st.integers(1, 9)
PIECES = st.integers(1, 9)
NAMED = (
    "Ana Ruiz",
    "Cleo Marsh",
    "Harbour Post",
    "Port Office",
    "Road Office",
    "Halden",
    "Delta Wire",
    "several residents",
)
SOURCES = st.sampled_from(NAMED)
REASONS = st.sampled_from(["it was seen so", None, " "])
_AGO = re.compile(r"\d+ (?:s|min|h) ago, ")
"""How long ago somebody else came first: the rehearsal was a little earlier."""
TOGETHER = settings(
    deadline=None,
    print_blob=True,
    phases=[Phase.generate, Phase.shrink],  # to explain what fails takes as long again
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)


def _asked(workspaces: int) -> settings:
    """Give how long to go on: as said from outside, else for so many workspaces, the same each time."""
    wanted = os.environ.get("CLAIMTRACK_ANY_ORDER", "")
    if not wanted:
        return settings(TOGETHER, max_examples=workspaces, stateful_step_count=25, derandomize=True, database=None)
    return settings(TOGETHER, max_examples=2000 if wanted == "long" else int(wanted), stateful_step_count=50)


def test_whatever_anybody_does_the_record_holds(
    place: Place, clock: Clock, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "load_extractor", lambda *_: line_by_line)
    if place.database_url is None:
        fresh, workspaces = _copies(place, clock, tmp_path), 7
    else:
        fresh, workspaces = _made_anew(request.getfixturevalue("postgresql_copies"), clock, tmp_path), 2
    run_state_machine_as_test(partial(_AnyOrder, fresh), settings=_asked(workspaces))  # type: ignore[arg-type] # calls it


def _copies(place: Place, clock: Clock, folder: Path) -> Callable[[], AbstractContextManager[Desk]]:
    """Give a way to begin again from a copy of one workspace."""
    _furnish(place, clock)
    numbers = count()

    @contextmanager
    def fresh() -> Iterator[Desk]:
        root = folder / f"copy-{next(numbers)}"
        shutil.copytree(place.root, root)
        desk = open_desk(Place(root, None, root / ".claimtrack" / "locker"), reviewer="ana", clock=clock)
        yield desk
        desk.database.dispose()
        shutil.rmtree(root)

    return fresh


def _made_anew(
    databases: Callable[[], AbstractContextManager[str]], clock: Clock, folder: Path
) -> Callable[[], AbstractContextManager[Desk]]:
    """Give a way to begin again in a database of its own."""
    numbers = count()

    @contextmanager
    def fresh() -> Iterator[Desk]:
        root = folder / f"workspace-{next(numbers)}"
        with databases() as address:
            place = Place(root, address, root / ".claimtrack" / "locker")
            _furnish(place, clock)
            desk = open_desk(place, reviewer="ana", clock=clock)
            yield desk
            desk.database.dispose()

    return fresh


def _furnish(place: Place, clock: Clock) -> None:
    """Put people of every role, two articles, sources and some evidence into a workspace."""
    create(place, reviewer="ana", clock=clock)
    desk = open_desk(place, reviewer="ana", clock=clock)
    for name, role in ROLES.items():
        if name != "ana":
            desk.enact(reviewers.add, name, role=role)
    _put(desk, FIRST, "first.txt", outlet="Harbour Post")
    _put(desk, SECOND, "second.txt", outlet="Valley Post")
    for number, name in enumerate(("Port Office", "Road Office", "Halden", "Delta Wire")):
        bearing = Bearing(Stance.SUPPORTS, Basis.RECORD, name, new_source=True)
        if number < 2:
            desk.enact(
                attachments.attach,
                look(desk, [1, 2]),
                examine(desk, Offered(TEXTS[number], f"{number}.txt"), bearing),
            )
            desk.enact(relations.unaffiliated, name, because="a municipal register")
        else:
            whole = relations.Particulars(new_source=True)
            desk.enact(relations.relate, relations.Named(name, RelationKind.RELIES_ON, "Vale County"), whole)
    desk.database.dispose()


def _put(desk: Desk, lines: Sequence[str], name: str, *, outlet: str) -> object:
    told = ingest.Given(outlet=outlet, url=f"https://example.org/{outlet.replace(' ', '-')}")
    return ingest.ingest(desk, [Input("\n".join(lines).encode(), name)], told)


class _AnyOrder(RuleBasedStateMachine):
    """One workspace and all that is done in it."""

    def __init__(self, fresh: Callable[[], AbstractContextManager[Desk]]) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.desk = self.stack.enter_context(fresh())
        self.rows = _contents(self.desk)
        self.seen_early = look(self.desk, range(1, 9))
        self.before = {number: undo.before(gather.show(self.desk, number).entry) for number in (1, 2)}
        self.moments: dict[int, Mapping[int, _Stood]] = {}

    def teardown(self) -> None:
        try:
            self._can_be_read()
        finally:
            self.stack.close()

    def do(self, who: str, command: Command, *, rehearsed: bool = False, outdated: Sequence[int] = ()) -> None:
        """Give a command, and hold what became of it against what always has to be so.

        ``outdated`` are claims that the command means as they were at the very beginning.
        """
        desk, before = replace(self.desk, reviewer=who), self.rows
        told = _outcome(command, replace(desk, rehearsal=True)).told if rehearsed else None
        if rehearsed:
            assert _contents(self.desk) == before, "a rehearsal changed something"
        changed = [number for number in outdated if self._version(number) != self.seen_early.versions.get(number, 1)]
        found = _outcome(command, desk)
        self.rows = _contents(self.desk)
        assert told is None or _AGO.sub("", told) == _AGO.sub("", found.told), (
            f"the rehearsal said {told}, and it became {found.told}"
        )
        if found.error is not None:
            assert self.rows == before, f"a refused command changed something: {found.error}"
            _check_words(found.error)
        else:
            assert not changed, f"claims {changed} had been changed since they were looked at"
        self._check_events(before, who)
        self._check_nothing_lost(before)
        self._check_verdicts()
        assert verify(self.desk).problems == ()
        restated, rated = (
            {row.claim_id: row for row in self.rows[table] if row.ended_at is None}
            for table in ("restatement", "finding")
        )
        self.moments[len(self.rows["event"])] = {
            row.id: (
                row.status,
                row.said,
                row.overridden,
                restated[row.id].text if row.id in restated else None,
                rated[row.id].rating if row.id in rated else None,
            )
            for row in self.rows["claim"]
        }

    def _version(self, number: int) -> int | None:
        return next((row.version for row in self.rows["claim"] if row.id == number), None)

    def _check_events(self, before: Rows, who: str) -> None:
        """Hold what was added to the log against what changed, and against what the one who acted may do."""
        old, new = before["event"], self.rows["event"]
        assert new[: len(old)] == old, "an event that was there is another now"
        assert (len(new) > len(old)) == (self.rows != before), "a change without an event, or an event of no change"
        actor = next((row for row in before["reviewer"] if row.name == who), None)
        for event in new[len(old) :]:
            assert actor is not None, "somebody unknown acted"
            body = json.loads(event.body)
            assert event.reviewer_id == actor.id
            self._check_two_people(before, event.action, body, actor.id)
            assert _RANKS.index(actor.role) >= _RANKS.index(_least_role(event.action, body, actor.id)), body

    def _check_two_people(self, before: Rows, action: str, body: Mapping[str, Any], actor: int) -> None:
        """Where verdicts take two people, insist on somebody else than who proposed it, and than who attached it."""
        after = body["after"]
        verdict = after.get("status") if action == "claim.status" else after.get("said")
        if action not in {"claim.status", "claim.said"} or verdict in {"unverified", "in_review", "unchecked"}:
            return
        policies = before["policy"]
        if policies and "four_eyes = true" in policies[-1].text and "superseded_by" not in after:
            assert after.get("proposed_by") not in {None, actor}, f"one person alone: {body}"
            hands = {row.added_by_id for row in before["evidence_link"] if row.evidence_id in after.get("counted", ())}
            assert actor not in hands, f"who attached the evidence approved: {body}"

    def _check_nothing_lost(self, before: Rows) -> None:
        for table, rows in before.items():
            # Another speaker, another chain, and whom a piece does not rely on after all: the events tell the old ones.
            if table not in {"attribution", "evidence_relies_on"}:
                assert _keys(table, rows) <= _keys(table, self.rows[table]), f"rows of {table} are gone"
        versions = {row.id: row for row in self.rows["claim"]}
        for row in before["claim"]:
            assert versions[row.id] == row or versions[row.id].version > row.version

    def _check_verdicts(self) -> None:
        """Insist that each verdict rests on what it takes, or on an override that shows."""
        with reading(self.desk) as session:
            claims = [session.get_one(Claim, row.id) for row in self.rows["claim"]]
            for number, found in weighing.weigh(session, claims).items():
                claim = session.get_one(Claim, number)
                if claim.status in {Status.CONFIRMED, Status.REFUTED}:
                    assert claim.overridden or found.holds(claim.status), f"claim {number} is {claim.status}: {found}"
                    assert claim.checkable
                elif claim.status is Status.DISPUTED:
                    assert found.doubted or self._newest(number, "claim.status")["texts"], f"claim {number}: {found}"
                else:
                    assert not claim.overridden
            for number, missing in weighing.said_shortfalls(session, claims).items():
                if missing is not None:
                    assert self._newest(number, "claim.said")["after"]["overridden"], f"claim {number}: {missing}"

    def _newest(self, claim: int, action: str) -> Mapping[str, Any]:
        found = [row.body for row in self.rows["event"] if (row.claim_id, row.action) == (claim, action)]
        body: Mapping[str, Any] = json.loads(found[-1])
        return body

    def _can_be_read(self) -> None:
        """Look at everything in every way, today and as it was."""
        gate.hold(self.desk)
        assert len(list(log.entries(self.desk))) == len(self.rows["event"])
        gather.gather(self.desk)
        for row in self.rows["claim"]:
            entry = gather.show(self.desk, row.id).entry
            assert entry.independently_confirmed == (row.status is Status.CONFIRMED and not row.overridden)
            assert entry.overridden == row.overridden
        for number, stood in list(self.moments.items())[:: max(1, len(self.moments) // 3)]:
            for claim, was in stood.items():
                entry = gather.show(self.desk, claim, as_of=number).entry
                told = entry.restatement.text if entry.restatement else None, entry.finding and entry.finding.rating
                assert (entry.status, entry.said, entry.overridden, *told) == was

    def _look(self, numbers: Sequence[int], *, outdated: bool) -> Callable[[Desk], Seen]:
        wanted = list(dict.fromkeys(numbers))
        known = {number: self.seen_early.versions.get(number, 1) for number in wanted}
        return lambda desk: Seen(known) if outdated else look(desk, wanted)

    # -- the queue ------------------------------------------------------------------------------------------------

    @rule(who=PEOPLE, claim=CLAIMS, outdated=st.booleans(), rehearsed=st.booleans())
    def take(self, who: str, claim: int, *, outdated: bool, rehearsed: bool) -> None:
        seen = self._look([claim], outdated=outdated)
        self._note(claim)
        self.do(
            who,
            lambda desk: desk.enact(queue.take, seen(desk)),
            rehearsed=rehearsed,
            outdated=[claim] if outdated else [],
        )

    @rule(who=PEOPLE, claim=CLAIMS, rehearsed=st.booleans())
    def release(self, who: str, claim: int, *, rehearsed: bool) -> None:
        self.do(who, lambda desk: desk.enact(queue.release, look(desk, [claim])), rehearsed=rehearsed)

    @rule(who=PEOPLE, claim=CLAIMS, to=PEOPLE, rehearsed=st.booleans())
    def assign(self, who: str, claim: int, to: str, *, rehearsed: bool) -> None:
        self.do(who, lambda desk: desk.enact(queue.assign, look(desk, [claim]), to), rehearsed=rehearsed)

    @rule(who=PEOPLE, number=st.integers(1, 3), article=st.sampled_from([None, 1, 2, 9]), rehearsed=st.booleans())
    def take_next(self, who: str, number: int, article: int | None, *, rehearsed: bool) -> None:
        if not queue.Share(self.desk, Part(article)).length():
            return
        self.do(who, lambda desk: desk.enact(queue.take_next, number, article=article), rehearsed=rehearsed)

    # -- verdicts -------------------------------------------------------------------------------------------------

    @rule(
        who=PEOPLE,
        claims=st.lists(CLAIMS, min_size=1, max_size=2),
        to=st.sampled_from(Status),
        reason=REASONS,
        override=st.booleans(),
        despite=st.lists(PIECES, max_size=2),
        duplicate_of=st.none() | CLAIMS,
        outdated=st.booleans(),
        rehearsed=st.booleans(),
    )
    def decide(
        self,
        who: str,
        claims: list[int],
        to: Status,
        reason: str | None,
        *,
        override: bool,
        despite: list[int],
        duplicate_of: int | None,
        outdated: bool,
        rehearsed: bool,
    ) -> None:
        seen = self._look(claims, outdated=outdated)
        decision = decisions.Decision(
            to, reason, override, tuple(despite), duplicate_of if to is Status.WITHDRAWN else None
        )
        self._note(claims[0])
        self.do(
            who,
            lambda desk: desk.enact(decisions.decide, seen(desk), decision),
            rehearsed=rehearsed,
            outdated=claims if outdated else [],
        )

    @rule(who=WORKERS, claim=CLAIMS, to=st.sampled_from([Status.CONFIRMED, Status.REFUTED, Status.DISPUTED]))
    def decide_on_all_grounds(self, who: str, claim: int, to: Status) -> None:
        """Decide as somebody does who answers whatever stands against it."""
        against = Stance.REFUTES if to is Status.CONFIRMED else Stance.SUPPORTS
        despite = tuple(
            row.evidence_id
            for row in self.rows["evidence_link"]
            if (row.claim_id, row.stance, row.serves, row.withdrawn_at) == (claim, against, Serves.TRUTH, None)
        )
        decision = decisions.Decision(to, "looked at all of it", despite=() if to is Status.DISPUTED else despite)
        self._note(claim)
        self.do(who, lambda desk: desk.enact(decisions.decide, look(desk, [claim]), decision))

    @rule(
        who=PEOPLE,
        claim=CLAIMS,
        verdict=st.sampled_from(Said),
        reason=REASONS,
        override=st.booleans(),
        rehearsed=st.booleans(),
    )
    def said(self, who: str, claim: int, verdict: Said, reason: str | None, *, override: bool, rehearsed: bool) -> None:
        self.do(
            who,
            lambda desk: desk.enact(answers.judge_said, look(desk, [claim]), verdict, reason=reason, override=override),
            rehearsed=rehearsed,
        )

    @rule(
        who=PEOPLE,
        rows=st.lists(
            st.tuples(CLAIMS, st.sampled_from(decision_tables.VERDICT_WORDS), REASONS, st.sampled_from(["", "yes"])),
            min_size=1,
            max_size=3,
        ),
        rehearsed=st.booleans(),
    )
    def decide_by_file(self, who: str, rows: list[tuple[int, str, str | None, str]], *, rehearsed: bool) -> None:
        lines = "".join(f"{claim},{verdict},{reason or ''},{override}\n" for claim, verdict, reason, override in rows)
        table = decision_tables.read_rulings(f"claim,verdict,reason,override\n{lines}".encode(), name="verdicts.csv")
        self.do(who, lambda desk: desk.enact(decide_many.decide_all, table), rehearsed=rehearsed)

    @rule(who=PEOPLE, claim=CLAIMS)
    def undo(self, who: str, claim: int) -> None:
        was = self.before.get(claim)
        if was is not None:
            self.do(who, lambda desk: desk.enact(undo.take_back, was))

    def _note(self, claim: int) -> None:
        """Remember how an open claim stood before somebody acted on it."""
        row = next((row for row in self.rows["claim"] if row.id == claim), None)
        if row is not None and row.status in {Status.UNVERIFIED, Status.IN_REVIEW}:
            self.before[claim] = undo.before(gather.show(self.desk, claim).entry)

    # -- evidence -------------------------------------------------------------------------------------------------

    @rule(
        who=PEOPLE,
        claims=st.lists(CLAIMS, min_size=1, max_size=2, unique=True),
        text=st.sampled_from(TEXTS),
        source=SOURCES | st.just("Lena Farr"),
        stance=st.sampled_from(Stance),
        basis=st.sampled_from(Basis),
        serves=st.sampled_from(Serves),
        relying_on=st.lists(SOURCES, max_size=1),
        credibility=st.none() | st.integers(0, 7),
        dated=st.sampled_from([None, date(2026, 5, 1), date(2026, 11, 24)]),
        excerpted=st.booleans(),
        outdated=st.booleans(),
        rehearsed=st.booleans(),
    )
    def attach(
        self,
        who: str,
        claims: list[int],
        text: bytes,
        source: str,
        *,
        stance: Stance,
        basis: Basis,
        serves: Serves,
        relying_on: list[str],
        credibility: int | None,
        dated: date | None,
        excerpted: bool,
        outdated: bool,
        rehearsed: bool,
    ) -> None:
        bearing = Bearing(
            stance,
            basis,
            source,
            serves=serves,
            excerpt=text.decode("utf-8", "replace")[:11] if excerpted else None,
            relying_on=tuple(relying_on),
            credibility=credibility,
            dated=dated,
            dated_because="its stamp says so",
        )
        seen, offered = self._look(claims, outdated=outdated), Offered(text, "offered.txt")
        self.do(
            who,
            lambda desk: desk.enact(attachments.attach, seen(desk), examine(desk, offered, bearing)),
            rehearsed=rehearsed,
            outdated=claims if outdated else [],
        )

    @rule(
        who=WORKERS,
        claim=CLAIMS,
        source=st.sampled_from(["Port Office", "Road Office", "Halden", "Delta Wire", "Ana Ruiz"]),
        stance=st.sampled_from([Stance.SUPPORTS, Stance.REFUTES]),
        serves=st.sampled_from(Serves),
    )
    def attach_a_record(self, who: str, claim: int, source: str, stance: Stance, serves: Serves) -> None:
        """Attach what may well count: a record of its own."""
        words = f"what {source} wrote down of claim {claim}: it {stance} it, for {serves}"
        bearing = Bearing(stance, Basis.RECORD, source, serves=serves, excerpt=words[:16])
        offered = Offered(words.encode(), "record.txt")
        self.do(
            who,
            lambda desk: desk.enact(attachments.attach, look(desk, [claim]), examine(desk, offered, bearing)),
        )

    @rule(who=PEOPLE, number=PIECES, reason=REASONS, claims=st.lists(CLAIMS, max_size=1), rehearsed=st.booleans())
    def withdraw(self, who: str, number: int, reason: str | None, claims: list[int], *, rehearsed: bool) -> None:
        self.do(
            who,
            lambda desk: desk.enact(attachments.withdraw, number, reason=reason, claims=claims),
            rehearsed=rehearsed,
        )

    @rule(who=PEOPLE, number=PIECES, origin=CLAIMS, to=CLAIMS, rehearsed=st.booleans())
    def carry(self, who: str, number: int, origin: int, to: int, *, rehearsed: bool) -> None:
        self.do(
            who,
            lambda desk: desk.enact(attachments.carry, number, look(desk, [to]), origin=origin),
            rehearsed=rehearsed,
        )

    @rule(who=PEOPLE, number=PIECES, source=SOURCES, rehearsed=st.booleans())
    def correct_evidence(self, who: str, number: int, source: str, *, rehearsed: bool) -> None:
        self.do(
            who,
            lambda desk: desk.enact(attachments.correct_source, number, source=source, reason="their stamp"),
            rehearsed=rehearsed,
        )

    @rule(who=PEOPLE, claim=CLAIMS, cited=CLAIMS, stance=st.sampled_from(Stance), rehearsed=st.booleans())
    def attach_a_claim(self, who: str, claim: int, cited: int, stance: Stance, *, rehearsed: bool) -> None:
        bearing = Bearing(stance, Basis.RECORD, None)
        self.do(
            who,
            lambda desk: desk.enact(attachments.attach_claim, look(desk, [claim]), cited, bearing),
            rehearsed=rehearsed,
        )

    @rule(
        who=PEOPLE,
        number=PIECES,
        what=st.sampled_from(
            [
                amendments.Amendment(basis=Basis.HEARSAY),
                amendments.Amendment(basis=Basis.FIRSTHAND),
                amendments.Amendment(credibility=2),
                amendments.Amendment(credibility=6),
                amendments.Amendment(relies_on=("Delta Wire",)),
                amendments.Amendment(no_relies_on=("Delta Wire",)),
                amendments.Amendment(dated=date(2026, 5, 1)),
            ]
        ),
        reason=REASONS,
        rehearsed=st.booleans(),
    )
    def amend(self, who: str, number: int, what: amendments.Amendment, reason: str | None, *, rehearsed: bool) -> None:
        self.do(who, lambda desk: desk.enact(amendments.amend, number, what, reason=reason), rehearsed=rehearsed)

    # -- two people, and the desk's rules -------------------------------------------------------------------------

    @rule(who=PEOPLE, claim=CLAIMS, question=st.none() | st.sampled_from(Serves), rehearsed=st.booleans())
    def approve(self, who: str, claim: int, question: Serves | None, *, rehearsed: bool) -> None:
        self.do(
            who,
            lambda desk: desk.enact(four_eyes.approve, look(desk, [claim]), question=question).moves,
            rehearsed=rehearsed,
        )

    @rule(who=WORKERS, pick=st.integers(0, 9))
    def approve_what_waits(self, who: str, pick: int) -> None:
        waiting = four_eyes.waiting(self.desk)
        if waiting:
            one = waiting[pick % len(waiting)]
            question = one.proposal.question
            self.do(who, lambda desk: desk.enact(four_eyes.approve, look(desk, [one.claim]), question=question).moves)

    @rule(who=PEOPLE, claim=CLAIMS, reason=REASONS, rehearsed=st.booleans())
    def reject(self, who: str, claim: int, reason: str | None, *, rehearsed: bool) -> None:
        self.do(who, lambda desk: desk.enact(four_eyes.reject, look(desk, [claim]), reason=reason), rehearsed=rehearsed)

    @rule(
        who=st.sampled_from(["ana", "ana", "edna"]),
        setting=st.sampled_from(
            [
                "four_eyes=true",
                "four_eyes=false",
                "origins=2",
                "origins=",
                "origins_by_tag.dead=2",
                "least_credibility=3",
                "least_credibility=",
                "strict_ratings=false",
                "override=nobody",
                "override=editor",
            ]
        ),
        rehearsed=st.booleans(),
    )
    def adjust(self, who: str, setting: str, *, rehearsed: bool) -> None:
        self.do(who, lambda desk: desk.enact(policy_changes.adjust, [setting]), rehearsed=rehearsed)

    @rule(who=PEOPLE, claim=CLAIMS, on=st.booleans(), rehearsed=st.booleans())
    def tag(self, who: str, claim: int, *, on: bool, rehearsed: bool) -> None:
        put = tags.tag if on else tags.untag
        self.do(who, lambda desk: desk.enact(put, look(desk, [claim]), "Dead"), rehearsed=rehearsed)

    # -- words of the desk's own ------------------------------------------------------------------------------------

    @rule(
        who=PEOPLE,
        claim=CLAIMS,
        text=st.sampled_from(["The bridge at Halden is shut.", "It is not.", " "]),
        outdated=st.booleans(),
        rehearsed=st.booleans(),
    )
    def restate(self, who: str, claim: int, text: str, *, outdated: bool, rehearsed: bool) -> None:
        seen = self._look([claim], outdated=outdated)
        self.do(
            who,
            lambda desk: desk.enact(restatements.restate, seen(desk), text),
            rehearsed=rehearsed,
            outdated=[claim] if outdated else (),
        )

    @rule(
        who=PEOPLE,
        claims=st.lists(CLAIMS, min_size=1, max_size=2, unique=True),
        rating=st.sampled_from(["correct", "misleading", "false", "purple"]),
        reason=REASONS,
        rehearsed=st.booleans(),
    )
    def find(self, who: str, claims: list[int], rating: str, reason: str | None, *, rehearsed: bool) -> None:
        concluded = findings.Conclusion(rating, "It is so.", reason)
        self.do(who, lambda desk: desk.enact(findings.find, look(desk, claims), concluded), rehearsed=rehearsed)

    @rule(who=PEOPLE, claim=CLAIMS, reason=REASONS, found=st.booleans(), rehearsed=st.booleans())
    def take_words_back(self, who: str, claim: int, reason: str | None, *, found: bool, rehearsed: bool) -> None:
        withdraw = findings.withdraw_finding if found else restatements.withdraw_restatement
        self.do(who, lambda desk: desk.enact(withdraw, look(desk, [claim]), reason), rehearsed=rehearsed)

    # -- claims ---------------------------------------------------------------------------------------------------

    @rule(who=PEOPLE, claim=CLAIMS, kind=st.sampled_from(ClaimLinkKind), other=CLAIMS, rehearsed=st.booleans())
    def link(self, who: str, claim: int, kind: ClaimLinkKind, other: int, *, rehearsed: bool) -> None:
        self.do(who, lambda desk: desk.enact(links.link, links.NamedLink(claim, kind, other)), rehearsed=rehearsed)

    @rule(who=PEOPLE, pick=st.integers(0, 9), reason=REASONS, rehearsed=st.booleans())
    def unlink(self, who: str, pick: int, reason: str | None, *, rehearsed: bool) -> None:
        rows = self.rows["claim_link"]
        row = rows[pick % len(rows)]
        relation = links.NamedLink(row.from_id, row.kind, row.to_id)
        self.do(who, lambda desk: desk.enact(links.unlink, relation, reason=reason), rehearsed=rehearsed)

    @rule(
        who=PEOPLE,
        claims=st.lists(CLAIMS, min_size=1, max_size=2, unique=True),
        what=st.sampled_from(
            [
                repair.Correction(checkable=True),
                repair.Correction(checkable=False),
                repair.Correction(own_voice=True),
                repair.Correction(own_voice=True, reason="nobody else says it"),
                repair.Correction(speaker="Port Office"),
                repair.Correction(speaker="several residents"),
                repair.Correction(speaker="somebody unseen", new_source=True, speaker_kind=SpeakerKind.ANONYMOUS),
                repair.Correction(via=("Delta Wire",)),
                repair.Correction(via=()),
                repair.Correction(quotes=("The bridge is closed",)),
                repair.Correction(quotes=("The tower burns",)),
                repair.Correction(parties=(parties.NamedParty(PartySide.ACCUSED, "Road Office"),)),
                repair.Correction(parties=(parties.NamedParty(PartySide.FAVOURED, "Port Office"),)),
                repair.Correction(no_parties=("Road Office", "Port Office"), reason="the victims"),
            ]
        ),
        outdated=st.booleans(),
        rehearsed=st.booleans(),
    )
    def correct(self, who: str, claims: list[int], what: repair.Correction, *, outdated: bool, rehearsed: bool) -> None:
        seen = self._look(claims, outdated=outdated)
        self.do(
            who,
            lambda desk: desk.enact(repair.correct, seen(desk), what),
            rehearsed=rehearsed,
            outdated=claims if outdated else [],
        )

    @rule(who=PEOPLE, claim=st.sampled_from([1, 8, 2]), at=st.sampled_from(["the ferry", "the tower"]))
    def split_claim(self, who: str, claim: int, at: str) -> None:
        self.do(who, lambda desk: desk.enact(repair.split, look(desk, [claim]), at=at), rehearsed=True)

    @rule(who=PEOPLE, quote=st.sampled_from(["The bridge", "The road is open", "no such words"]), speaker=SOURCES)
    def add_claim(self, who: str, quote: str, speaker: str) -> None:
        what = repair.Correction(quotes=(quote,), speaker=speaker)
        self.do(who, lambda desk: desk.enact(repair.add, 1, what), rehearsed=True)

    @rule(who=PEOPLE, claim=CLAIMS, kind=st.sampled_from(NoteKind), text=st.sampled_from(["asked twice", " "]))
    def note(self, who: str, claim: int, kind: NoteKind, text: str) -> None:
        if kind is NoteKind.COMMENT:
            self.do(who, lambda desk: desk.enact(notes.note, look(desk, [claim]), text, kind=kind), rehearsed=True)
        else:
            tried = notes.Tried(text, who="the port office", answer="none")
            self.do(who, lambda desk: desk.enact(notes.record, look(desk, [claim]), tried), rehearsed=True)

    # -- articles -------------------------------------------------------------------------------------------------

    @rule(
        who=PEOPLE,
        article=st.integers(1, 3),
        outlet=st.none() | SOURCES,
        agency=st.none() | SOURCES,
        rehearsed=st.booleans(),
    )
    def correct_article(
        self, who: str, article: int, outlet: str | None, agency: str | None, *, rehearsed: bool
    ) -> None:
        right = details.Details(outlet=outlet, agency=agency)
        self.do(who, lambda desk: desk.enact(details.correct, article, right), rehearsed=rehearsed)

    @rule(who=PEOPLE, lines=st.sampled_from([FIRST, AGAIN]))
    def ingest_again(self, who: str, lines: Sequence[str]) -> None:
        """Read an address again; the first article is as it was and the second has changed."""
        outlet = "Harbour Post" if lines is FIRST else "Valley Post"
        self.do(who, lambda desk: _put(desk, lines, "again.txt", outlet=outlet))

    # -- sources --------------------------------------------------------------------------------------------------

    @rule(
        who=PEOPLE,
        one=SOURCES,
        kind=st.sampled_from(RelationKind),
        other=SOURCES,
        since=st.sampled_from([None, date(2026, 6, 1)]),
        until=st.sampled_from([None, None, date(2026, 5, 31), date(2026, 7, 1)]),
        rehearsed=st.booleans(),
    )
    def relate(
        self,
        who: str,
        one: str,
        kind: RelationKind,
        other: str,
        *,
        since: date | None,
        until: date | None,
        rehearsed: bool,
    ) -> None:
        named, known = relations.Named(one, kind, other), relations.Particulars(since, until, "the register")
        self.do(who, lambda desk: desk.enact(relations.relate, named, known), rehearsed=rehearsed)

    @rule(who=WORKERS, part=SOURCES, whole=SOURCES)
    def propose(self, who: str, part: str, whole: str) -> None:
        """Put on record what the machine proposes, as an ingest does."""

        def ingested(desk: Desk) -> None:
            with acting(desk) as act:
                relations.propose_wholes(act, [(sources.existing(act.session, part), whole)])

        if part != whole and whole != "several residents":
            self.do(who, ingested)

    @rule(
        who=PEOPLE,
        pick=st.integers(0, 9),
        how=st.sampled_from(["unrelate", "reject", "accept"]),
        reason=REASONS,
        rehearsed=st.booleans(),
    )
    def judge_relation(self, who: str, pick: int, how: str, reason: str | None, *, rehearsed: bool) -> None:
        rows = self.rows["source_link"]
        row = rows[pick % len(rows)]
        named = relations.Named(str(row.from_id), row.kind, str(row.to_id))
        self.do(who, lambda desk: desk.enact(getattr(relations, how), named, reason=reason), rehearsed=rehearsed)

    @rule(who=PEOPLE, source=SOURCES, reason=REASONS, known=st.booleans(), rehearsed=st.booleans())
    def unaffiliated(self, who: str, source: str, reason: str | None, *, known: bool, rehearsed: bool) -> None:
        if known:
            self.do(who, lambda desk: desk.enact(relations.unaffiliated, source, because=reason), rehearsed=rehearsed)
        else:
            self.do(
                who, lambda desk: desk.enact(relations.affiliation_unknown, source, reason=reason), rehearsed=rehearsed
            )

    @rule(who=PEOPLE, one=SOURCES, into=SOURCES, rehearsed=st.booleans())
    def merge(self, who: str, one: str, into: str, *, rehearsed: bool) -> None:
        self.do(who, lambda desk: desk.enact(sources.merge, one, into=into, reason="one house"), rehearsed=rehearsed)

    @rule(who=WORKERS, one=SOURCES, rehearsed=st.booleans())
    def split(self, who: str, one: str, *, rehearsed: bool) -> None:
        self.do(who, lambda desk: desk.enact(sources.split, one, reason="two houses"), rehearsed=rehearsed)

    @rule(who=PEOPLE, number=st.integers(1, 14), known=st.booleans(), reason=REASONS, rehearsed=st.booleans())
    def vouch(self, who: str, number: int, reason: str | None, *, known: bool, rehearsed: bool) -> None:
        if known:
            self.do(who, lambda desk: desk.enact(grades.vouch, str(number), because=reason), rehearsed=rehearsed)
        else:
            self.do(
                who, lambda desk: desk.enact(grades.take_vouch_back, str(number), reason=reason), rehearsed=rehearsed
            )

    @rule(who=PEOPLE, source=SOURCES, to=st.sampled_from(Reliability))
    def grade(self, who: str, source: str, to: Reliability) -> None:
        self.do(who, lambda desk: desk.enact(grades.grade, source, to))

    # -- people ---------------------------------------------------------------------------------------------------

    @rule(who=PEOPLE, whom=st.sampled_from([*ROLES, "Zed"]), role=st.sampled_from(Role), rehearsed=st.booleans())
    def give_role(self, who: str, whom: str, role: Role, *, rehearsed: bool) -> None:
        self.do(who, lambda desk: desk.enact(reviewers.add, whom, role=role), rehearsed=rehearsed)


class _Outcome:
    """What became of a command: what fell or moved with it, or the error that refused it."""

    def __init__(self, told: str, error: ClaimtrackError | None = None) -> None:
        self.told = told
        self.error = error


def _outcome(command: Command, desk: Desk) -> _Outcome:
    try:
        return _Outcome(repr(list(_consequences(command(desk)))))
    except ClaimtrackError as error:
        return _Outcome(f"{type(error).__name__}: {error}", error)


def _consequences(result: object) -> Iterator[object]:
    """Give the verdicts that fell or moved, wherever they stand in a result."""
    if isinstance(result, Reopened | decisions.Moved):
        yield result
    elif isinstance(result, list | tuple):
        for one in result:
            yield from _consequences(one)
    elif hasattr(result, "reopened"):
        yield from _consequences(result.reopened)
    elif isinstance(result, decide_many.Ruled):
        yield from _consequences(result.moves)


def _check_words(error: ClaimtrackError) -> None:
    """Insist that a refusal says what, and what to do next."""
    assert type(error) is not ClaimtrackError
    for line in str(error).splitlines():
        assert _REMEDY.search(line), f"{type(error).__name__} without a remedy: {line}"


_REMEDY = re.compile(r"; |`claimtrack |--[a-z]|that takes the role|it takes|nothing was changed|already|is one source")
_RANKS = list(Role)


def _least_role(action: str, body: Mapping[str, Any], actor: int) -> Role:
    """Say who may do what an event tells, by the words of the design."""
    if action.startswith(("reviewer.", "policy.")):
        return Role.ADMIN
    held, holder = body["before"].get("holder"), body["after"].get("holder")
    another = action == "claim.holder" and ({held, holder} - {None, actor})
    if another or action in {"source.merged", "source.split", "source.vouched"} or _overrides(body):
        return Role.EDITOR
    return Role.REVIEWER


def _overrides(body: Mapping[str, Any]) -> bool:
    return bool(body["after"].get("overridden") or body["after"].get("override") is True)


def _contents(desk: Desk) -> Rows:
    with desk.database.connect() as connection:
        return {
            table.name: connection.execute(table.select().order_by(*table.primary_key)).all()
            for table in Base.metadata.sorted_tables
        }


def _keys(table: str, rows: Iterable[Any]) -> set[tuple[Any, ...]]:
    names = [column.name for column in Base.metadata.tables[table].primary_key]
    return {tuple(getattr(row, name) for name in names) for row in rows}
