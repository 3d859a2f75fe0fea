"""Whatever a person did to a claim, reading its article again changes nothing of it."""

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy import text as sql
from tests.services.engines import BRIDGE, FERRY, PORT, ROAD, WHOLE, Ingest, Line, finding, put_on_record

from claimtrack.config import Place
from claimtrack.db.base import Base
from claimtrack.errors import ForbiddenMove
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import details, repair
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.reextract import Reading, WorkedOn, reextract
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.evidence.attachments import Attached, attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes, tags
from claimtrack.services.verdicts import answers, decisions, queue
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import Basis, ClaimLinkKind, Nature, NoteKind, Said, Serves, Stance, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[decisions.Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]


def _comment(desk: Desk, claim: int) -> None:
    desk.enact(notes.note, look(desk, [claim]), "odd", kind=NoteKind.COMMENT)
    desk.enact(queue.release, look(desk, [claim]))


def _attempt(desk: Desk, claim: int) -> None:
    desk.enact(notes.note, look(desk, [claim]), "rang twice", kind=NoteKind.ATTEMPT)
    desk.enact(queue.release, look(desk, [claim]))


def _evidence(desk: Desk, claim: int) -> None:
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, "Port Office", serves=Serves.TRUTH)
    desk.enact(attach, look(desk, [claim]), examine(desk, Offered(b"log", "log.txt"), bearing))
    desk.enact(queue.release, look(desk, [claim]))


def _verdict(desk: Desk, claim: int) -> None:
    desk.enact(decisions.decide, look(desk, [claim]), decisions.Decision(Status.UNVERIFIABLE, reason="nobody to ask"))


def _reopened(desk: Desk, claim: int) -> None:
    _verdict(desk, claim)
    desk.enact(decisions.decide, look(desk, [claim]), decisions.Decision(Status.UNVERIFIED, reason="a witness"))
    desk.enact(queue.release, look(desk, [claim]))


def _withdrawn(desk: Desk, claim: int) -> None:
    desk.enact(decisions.decide, look(desk, [claim]), decisions.Decision(Status.WITHDRAWN, reason="not a claim"))


def _said(desk: Desk, claim: int) -> None:
    desk.enact(answers.judge_said, look(desk, [claim]), Said.VERIFIED, reason="I heard it", override=True)


def _corrected(desk: Desk, claim: int) -> None:
    desk.enact(repair.correct, look(desk, [claim]), repair.Correction(checkable=False))
    desk.enact(queue.release, look(desk, [claim]))


def _taken(desk: Desk, claim: int) -> None:
    desk.enact(queue.take, look(desk, [claim]))


def _tagged(desk: Desk, claim: int) -> None:
    desk.enact(tags.tag, look(desk, [claim]), "bridges")


def _tagged_and_untagged(desk: Desk, claim: int) -> None:
    desk.enact(tags.tag, look(desk, [claim]), "bridges")
    desk.enact(tags.untag, look(desk, [claim]), "bridges")


def _let_go(desk: Desk, claim: int) -> None:
    desk.enact(queue.take, look(desk, [claim]))
    desk.enact(queue.release, look(desk, [claim]))


def _moved_to_another_outlet(desk: Desk, claim: int) -> None:
    del claim
    desk.enact(details.correct, 1, details.Details(outlet="City Herald"))


DONE: list[tuple[Callable[[Desk, int], None], str]] = [
    (_comment, "has a comment"),
    (_attempt, "has an attempt on record"),
    (_evidence, "has evidence"),
    (_verdict, "has a verdict"),
    (_reopened, "had a verdict"),
    (_withdrawn, "was withdrawn"),
    (_said, "was checked for whether it was said"),
    (_corrected, "was corrected"),
    (_taken, "is with ana"),
    (_tagged, "has a tag"),
]


@pytest.mark.parametrize(("do", "because"), DONE, ids=[because for _, because in DONE])
def test_what_a_person_worked_on_is_kept_as_it_is_beside_what_is_read_now(
    do: Callable[[Desk, int], None], because: str, desk: Desk, ingested: Ingest, stands: Stands, contents: Contents
) -> None:
    (claim, _) = ingested(WHOLE, PORT, outlet="Harbour Post")
    do(desk, claim)
    before = stands(claim)
    engine = finding(BRIDGE, PORT)
    done = reextract(desk, 1, engine)
    beside = Reading(3, "Ana Ruiz", False, "The bridge is closed")
    assert done.worked_on == (WorkedOn(claim, WHOLE.words, because, (beside,), None),)
    assert (done.superseded, done.found) == ((), (beside,))
    after = stands(claim)
    assert replace(after, links=(), history=()) == replace(before, links=(), history=())
    assert [(link.kind, link.outgoing, link.number) for link in after.links] == [(ClaimLinkKind.SUPERSEDES, False, 3)]
    assert after.history[:-1] == before.history
    assert after.history[-1].what == "read the article again and recorded claim 3, which supersedes it"
    assert verify(desk).problems == ()
    rows = contents()
    again = reextract(desk, 1, engine)
    assert (again.changes, again.found, [kept.claim for kept in again.worked_on]) == (False, (), [claim])
    assert contents() == rows


@pytest.mark.parametrize(("do", "because"), DONE, ids=[because for _, because in DONE])
def test_what_a_person_worked_on_is_not_recorded_again_in_the_same_words(
    do: Callable[[Desk, int], None], because: str, desk: Desk, ingested: Ingest, stands: Stands
) -> None:
    (claim, _) = ingested(WHOLE, PORT)
    do(desk, claim)
    before = stands(claim)
    done = reextract(desk, 1, finding(replace(WHOLE, confidence=0.2, hedged=True), PORT))
    assert done.worked_on == (WorkedOn(claim, WHOLE.words, because, (), None),)
    assert (done.refreshed, done.found) == ((), ())
    assert stands(claim) == before
    # The engine may hear somebody else: that is told, and nothing more.
    other = reextract(desk, 1, finding(replace(WHOLE, speaker="Dora Lind"), PORT, name="other"))
    assert other.worked_on[0].otherwise == Reading(claim, "Dora Lind", False, WHOLE.words)
    assert (other.found, stands(claim)) == ((), before)


@pytest.mark.parametrize("do", [_let_go, _tagged_and_untagged, _moved_to_another_outlet])
def test_what_leaves_a_claim_as_it_was_is_no_work_on_it(
    do: Callable[[Desk, int], None], desk: Desk, ingested: Ingest
) -> None:
    (claim, _) = ingested(replace(WHOLE, speaker=None), PORT, outlet="Harbour Post")
    do(desk, claim)
    done = reextract(desk, 1, finding(BRIDGE, PORT))
    assert [one.claim for one in done.superseded] == [claim]
    assert done.worked_on == ()


def test_what_was_added_or_split_by_hand_stays(desk: Desk, ingested: Ingest, stands: Stands) -> None:
    ingested(WHOLE, PORT)
    added = desk.enact(repair.add, 1, repair.Correction(quotes=("The road is",), speaker="Cleo Marsh"))
    parts = desk.enact(repair.split, look(desk, [1]), at="the ferry is late").claims
    for claim in (added, *parts):
        desk.enact(queue.release, look(desk, [claim]))
    before = [stands(claim) for claim in (added, *parts)]
    # The engine gives what was split as it did at first: that is no new claim.
    done = reextract(desk, 1, finding(WHOLE, PORT, ROAD))
    assert [(kept.claim, kept.because) for kept in done.worked_on] == [
        (1, "was corrected"),
        (added, "was added by hand"),
        (parts[1], "was split off by hand"),
    ]
    assert [found.text for found in done.found] == [ROAD.words]
    assert [replace(stands(claim), links=(), history=()) for claim in (added, *parts)] == [
        replace(entry, links=(), history=()) for entry in before
    ]


def test_what_a_dispute_rests_on_stays(desk: Desk, ingested: Ingest, decide: Decide, stands: Stands) -> None:
    denial = replace(PORT, nature=Nature.DENIES, denies=0)
    ingested(WHOLE, denial)
    decide(Status.DISPUTED, 1)
    done = reextract(desk, 1, finding(WHOLE))
    assert [(kept.claim, kept.because) for kept in done.worked_on] == [
        (1, "has a verdict"),
        (2, "bears on the dispute of claim 1"),
    ]
    assert (stands(1).status, stands(2).status) == (Status.DISPUTED, Status.UNVERIFIED)


def test_what_others_were_withdrawn_as_duplicates_of_stays(
    desk: Desk, ingested: Ingest, decide: Decide, stands: Stands
) -> None:
    ingested(WHOLE, BRIDGE, PORT)
    decide(Status.WITHDRAWN, 2, reason="the same", duplicate_of=1)
    done = reextract(desk, 1, finding(PORT))
    assert [(kept.claim, kept.because) for kept in done.worked_on] == [
        (1, "has a duplicate, claim 2"),
        (2, "was withdrawn"),
    ]
    assert stands(1).status is Status.UNVERIFIED


def test_to_supersede_is_not_to_deny(desk: Desk, ingested: Ingest, decide: Decide) -> None:
    (claim, _) = ingested(WHOLE, PORT)
    _comment(desk, claim)
    reextract(desk, 1, finding(BRIDGE, PORT))
    with pytest.raises(ForbiddenMove, match="it takes evidence against it, a claim that denies it, or a reason"):
        decide(Status.DISPUTED, claim)


def test_what_was_superseded_and_reopened_is_a_persons_from_then_on(
    desk: Desk, ingested: Ingest, decide: Decide, stands: Stands
) -> None:
    ingested(WHOLE, PORT)
    reextract(desk, 1, finding(BRIDGE, PORT))
    decide(Status.UNVERIFIED, 1, reason="it is better so")
    done = reextract(desk, 1, finding(BRIDGE, PORT))
    assert done.worked_on == (WorkedOn(1, WHOLE.words, "was reopened", (), None),)
    assert stands(1).status is Status.UNVERIFIED


PHRASES = (WHOLE.words, BRIDGE.words, FERRY.words, "bridge is closed and the", PORT.words, "The port", ROAD.words)


@st.composite
def engines(draw: st.DrawFn) -> tuple[Line, ...]:
    """Give what some engine may find in the article: any of its phrases, from anybody, nested or at odds."""
    lines = draw(
        st.lists(
            st.builds(
                Line,
                st.sampled_from(PHRASES),
                st.sampled_from(["Ana Ruiz", "Ben Okoro", None]),
                st.sampled_from([None, 0.2, 0.9]),
                hedged=st.booleans(),
                caveat=st.sampled_from([None, "Cleo Marsh"]),
            ),
            min_size=1,
            max_size=5,
            unique_by=lambda line: (line.words, line.speaker),
        )
    )
    for at in range(1, len(lines)):
        if draw(st.booleans()):
            other = draw(st.integers(0, at - 1))
            nested = lines[at].speaker is not None and lines[other].speaker is not None
            lines[at] = replace(lines[at], inside=other) if nested else replace(lines[at], denies=other)
    return tuple(lines)


def _dispute(desk: Desk, claim: int) -> None:
    desk.enact(decisions.decide, look(desk, [claim]), decisions.Decision(Status.DISPUTED))


DEEDS = [*(do for do, _ in DONE), _let_go, _dispute]


@pytest.fixture(scope="module")
def fresh(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AbstractContextManager[Desk]]:
    """Give a way to open a new workspace in which ana acts, on SQLite."""
    template = tmp_path_factory.mktemp("template") / "desk"
    place = Place(template, None, template / ".claimtrack" / "locker")
    place.folder.mkdir(parents=True)
    shutil.copy(migrated_file, place.database_file)
    create(place, reviewer="ana")

    @contextmanager
    def another() -> Iterator[Desk]:
        root = tmp_path_factory.mktemp("desk") / "desk"
        shutil.copytree(template, root)
        desk = open_desk(Place(root, None, root / ".claimtrack" / "locker"), reviewer="ana")
        yield desk
        desk.database.dispose()
        shutil.rmtree(root)

    return another


def _done_by_people(desk: Desk, claims: Collection[int]) -> dict[str, object]:
    """Give all that people did: what hangs on claims, and the claims they worked on."""
    tables = Base.metadata.tables
    whole = [tables[name] for name in ("evidence", "evidence_link", "comment", "reviewer")]
    queries = {table.name: select(table).order_by(*table.primary_key) for table in whole}
    queries |= {"claim": select(tables["claim"]).where(tables["claim"].c.id.in_(claims)).order_by(tables["claim"].c.id)}
    for name in ("attribution", "caveat"):
        queries[name] = select(tables[name]).where(tables[name].c.claim_id.in_(claims)).order_by(tables[name].c.id)
    with desk.database.connect() as connection:
        return {name: connection.execute(query).all() for name, query in queries.items()}


@pytest.mark.slow
@given(
    before=engines(),
    deeds=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(DEEDS)), max_size=4),
    readings=st.lists(engines(), min_size=1, max_size=2),
)
@settings(max_examples=60, deadline=None)
def test_nothing_that_a_person_did_is_changed_by_any_engine(
    fresh: Callable[[], AbstractContextManager[Desk]],
    before: tuple[Line, ...],
    deeds: list[tuple[int, Callable[[Desk, int], None]]],
    readings: list[tuple[Line, ...]],
) -> None:
    with fresh() as desk:
        claims = put_on_record(desk, *before)
        worked: set[int] = set()
        for at, do in deeds:
            claim = claims[at % len(claims)]
            seen = look(desk, [claim])
            with suppress(ForbiddenMove):
                do(desk, claim)
            if do is not _let_go and look(desk, [claim]) != seen:
                worked.add(claim)
        events = _events(desk)
        done = _done_by_people(desk, worked)
        for lines in readings:
            reextract(desk, 1, finding(*lines))
            assert _done_by_people(desk, worked) == done
            assert _events(desk)[: len(events)] == events
            again = reextract(desk, 1, finding(*lines))
            assert (again.changes, again.found, again.superseded, again.refreshed) == (False, (), (), ())
        assert verify(desk).problems == ()


def _events(desk: Desk) -> list[tuple[str, str]]:
    with desk.database.connect() as connection:
        return [(row.body, row.hash) for row in connection.execute(sql("SELECT body, hash FROM event ORDER BY id"))]
