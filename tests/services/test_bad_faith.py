"""Somebody wants a "confirmed" that they cannot have: each way of it that was thought of, in the order of the list.

Elsewhere stand: two terminals on one claim, as real processes (tests/processes/test_at_once.py); an edit of every
column and row of the database file (tests/services/test_forged.py); events dropped and a history sealed anew, against
an exported head (tests/services/test_heads.py); who may do what (tests/services/test_roles.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import text
from tests.services.tampering import tamper

from claimtrack.errors import ForbiddenMove, NotFound
from claimtrack.reports.model import ClaimEntry
from claimtrack.services import reviewers
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached, withdraw
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.notes import note
from claimtrack.services.sources import relations, sources
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Basis, NoteKind, RelationKind, Role, Status

Record = Callable[..., Ingested]
Attach = Callable[..., Attached]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]

PART, CONTROLLED, ALLIED, RELIES, SAME = RelationKind
STORY = (
    "Rebel fighters left the town of Marlow before dawn on Tuesday, the commander of the northern front said, and his "
    "soldiers raised the flag over the customs house an hour later. Residents who were reached by telephone had heard "
    "shelling until midnight and nothing after that. The bridge across the Vell, the last one that had been passable, "
    "was closed to all traffic, and the market stayed shut. No figures were given for the dead and the wounded."
)
OPENING, REST = STORY.split(". ", 1)
TEN = (
    f"MARLOW FALLS\n\n{STORY}",
    f"Army takes border town\n\nBy our correspondent\n\n{STORY}",
    f"Flag over the customs house\n\n{STORY}\n\nThe Vellmar Courier asked the ministry for comment.",
    f"{STORY.rsplit('. ', 1)[0]}.",
    f"TUESDAY'S WAR IN BRIEF. {STORY} In other news, the price of bread rose again.",
    f"Bridge closed as rebels leave Marlow\n\n{STORY.rsplit('. ', 2)[0]}.",
    f"  {STORY.upper()}  ",
    f"“Nothing after midnight”: how Marlow was taken\n\nANA HOLT, MARLOW\n\n{OPENING}. {REST}",
    f"Our northern desk writes: {STORY} (Edited for length.)",
    f"Rebels lose last crossing of the Vell\n\n{REST} {OPENING}.",
)


@pytest.fixture
def support(put: Callable[..., Attached]) -> Callable[..., Attached]:
    """Give a way to attach a text of whose source nothing is known: here that is said, or not."""
    return put


@pytest.fixture
def known(desk: Desk) -> Callable[..., None]:
    """Give a way to say of sources that they stand alone."""

    def stand_alone(*names: str) -> None:
        for name in names:
            desk.enact(relations.unaffiliated, name, because="asked around")

    return stand_alone


@pytest.fixture
def tie(desk: Desk) -> Callable[[str, RelationKind, str], list[str]]:
    """Give a way to relate two sources; it gives what fell."""

    def relate(one: str, kind: RelationKind, other: str) -> list[str]:
        _, fallen = desk.enact(relations.relate, Named(one, kind, other), Particulars(new_source=True))
        return [reopened.sentence for reopened in fallen]

    return relate


@pytest.fixture
def doubted(record: Record) -> int:
    """Give the number of a claim that takes two independent origins."""
    return record("Ana Ruiz: The bridge is closed. (unconfirmed)", outlet="Harbour Post").claims[0]


def _refused(decide: Decide, *claims: int, to: Status = Status.CONFIRMED) -> str:
    with pytest.raises(ForbiddenMove) as error:
        decide(to, *claims)
    return str(error.value)


def test_a_source_of_unknown_affiliation_confirms_nothing(bridge: int, support: Attach, decide: Decide) -> None:
    support(bridge)
    assert "nobody has put on record whom Port Office belongs to or stands with" in _refused(decide, bridge)


def test_two_neighbours_who_both_only_heard_it_confirm_nothing(
    bridge: int, support: Attach, decide: Decide, known: Callable[..., None]
) -> None:
    for name in ("Mara Lind", "Tomas Vik"):
        support(bridge, source=name, basis=Basis.HEARSAY)
        known(name)
    assert _refused(decide, bridge).count("does not count: it is hearsay") == 2


@pytest.mark.parametrize(
    ("ties", "says"),
    [
        ([("Port Office", ALLIED, "Ana Ruiz")], "Port Office is allied with Ana Ruiz"),
        ([("Ana Ruiz", PART, "Port Office")], "the claimant is Ana Ruiz (part of Port Office)"),
        (
            [("Port Office", CONTROLLED, "Harbour Trust"), ("Harbour Trust", CONTROLLED, "Ana Ruiz")],
            "Port Office (controlled by Harbour Trust, controlled by Ana Ruiz)",
        ),
        (
            [("Port Office", PART, "Docks"), ("Docks", PART, "Vellmar"), ("Vellmar", ALLIED, "Ana Ruiz")],
            "Vellmar is allied with Ana Ruiz",
        ),
    ],
    ids=["ally", "parent", "subsidiary's subsidiary", "part of an ally"],
)
def test_who_stands_with_the_claimant_confirms_nothing(
    ties: Sequence[tuple[str, RelationKind, str]],
    says: str,
    bridge: int,
    support: Attach,
    decide: Decide,
    tie: Callable[[str, RelationKind, str], list[str]],
) -> None:
    support(bridge)
    for one in ties:
        tie(*one)
    assert says in _refused(decide, bridge)


def test_two_allies_are_not_two(
    doubted: int, support: Attach, decide: Decide, tie: Callable[[str, RelationKind, str], list[str]]
) -> None:
    support(doubted, source="Vellmar")
    support(doubted, source="Halden")
    tie("Vellmar", ALLIED, "Halden")
    assert "1 of 2 independent origins" in _refused(decide, doubted)


def test_the_credit_of_one_story_is_that_storys_alone(
    desk: Desk, record: Record, support: Attach, decide: Decide, known: Callable[..., None]
) -> None:
    """The agency is the claimant: the story that credits it confirms nothing, the outlet's own does."""
    first, second = record("Delta Wire: The bridge is closed.", "Delta Wire: The road is open.").claims
    support(first, source="City Herald", text="The bridge is closed, Delta Wire reports.", relying_on=("Delta Wire",))
    support(second, source="City Herald", text="Our reporter drove along the road this morning.")
    known("City Herald", "Delta Wire")
    assert "City Herald (relying on Delta Wire in this piece)" in _refused(decide, first)
    assert decide(Status.CONFIRMED, second)[0].independent
    assert verify(desk).problems == ()


def test_ten_copies_under_ten_names_and_headlines_are_one(
    doubted: int, support: Attach, decide: Decide, known: Callable[..., None]
) -> None:
    names = [f"{place} Courier" for place in "Arden Brill Corvo Dunmore Ebry Farrow Gault Hythe Ister Jarrow".split()]
    for name, words in zip(names, TEN, strict=True):
        support(doubted, source=name, text=words, basis=Basis.FIRSTHAND, new_source=True)
    known(*names)
    said = _refused(decide, doubted)
    assert "1 of 2 independent origins" in said
    assert said.count("it is a copy: its words, or most of them, are those of evidence 1") == 2
    assert "; 7 more do not count either; missing: one more source with no tie to " in said
    support(doubted, source="Port Office", text="The log of the port office: no ship passed the bridge that day.")
    known("Port Office")
    assert decide(Status.CONFIRMED, doubted)[0].independent


def test_nobody_becomes_an_editor_by_a_viewers_word(
    viewer: Desk, reviewer: Desk, bridge: int, decide: Decide, contents: Contents
) -> None:
    before = contents()
    for who in (viewer, reviewer):
        for name in ("reviewer", "viewer", "REVIEWER", " Viewer "):
            with pytest.raises(ForbiddenMove, match="may not add reviewers; that takes the role admin"):
                who.enact(reviewers.add, name, role=Role.EDITOR)
    with pytest.raises(ForbiddenMove, match="may not override"):
        decide(Status.CONFIRMED, bridge, by=reviewer, override=True, reason="I say so")
    assert contents() == before


def test_as_admin_is_worth_no_more_than_the_role_of_that_name(
    desk: Desk, bridge: int, decide: Decide, contents: Contents
) -> None:
    """``--as admin`` names a person, not a role; docs/explanation/who-acts.md says what a name is worth."""
    before = contents()
    with pytest.raises(NotFound, match='"admin" is no reviewer of this workspace and can only read'):
        decide(Status.CONFIRMED, bridge, by=replace(desk, reviewer="admin"), override=True, reason="I say so")
    assert contents() == before
    desk.enact(reviewers.add, "admin", role=Role.VIEWER)
    with pytest.raises(ForbiddenMove, match="admin is viewer here and may not"):
        decide(Status.CONFIRMED, bridge, by=replace(desk, reviewer="Admin"), override=True, reason="I say so")


def test_merging_two_origins_into_one_and_back_confirms_nothing_by_itself(
    desk: Desk, doubted: int, support: Attach, decide: Decide, known: Callable[..., None], stands: Stands
) -> None:
    for name in ("Port Office", "Road Office"):
        support(doubted, source=name)
        known(name)
    decide(Status.CONFIRMED, doubted)
    _, fallen = desk.enact(sources.merge, "Road Office", into="Port Office", reason="one house")
    assert [one.number for one in fallen] == [doubted]
    assert "1 of 2 independent origins" in _refused(decide, doubted)
    _, fallen = desk.enact(sources.split, "Road Office", reason="two houses after all")
    assert (fallen, stands(doubted).status) == ([], Status.UNVERIFIED)
    assert decide(Status.CONFIRMED, doubted)[0].independent
    assert verify(desk).problems == ()


def test_splitting_one_origin_in_two_counts_only_until_it_is_merged_again(
    desk: Desk, doubted: int, support: Attach, decide: Decide, known: Callable[..., None], stands: Stands
) -> None:
    for name in ("Port Office", "Harbour Master"):
        support(doubted, source=name)
        known(name)
    desk.enact(sources.merge, "Harbour Master", into="Port Office", reason="one house")
    assert "1 of 2 independent origins" in _refused(decide, doubted)
    desk.enact(sources.split, "Harbour Master", reason="so that it counts twice")
    decide(Status.CONFIRMED, doubted)
    desk.enact(sources.merge, "Harbour Master", into="Port Office", reason="no, one house")
    assert stands(doubted).status is Status.UNVERIFIED
    told = [line.what for line in stands(doubted).history]
    assert told[-1] == "reopened it (was confirmed)"
    assert verify(desk).problems == ()


def test_only_an_editor_splits_and_merges(reviewer: Desk, doubted: int, support: Attach, contents: Contents) -> None:
    support(doubted, source="Port Office")
    support(doubted, source="Road Office")
    before = contents()
    with pytest.raises(ForbiddenMove, match="may not merge or split sources"):
        reviewer.enact(sources.merge, "Road Office", into="Port Office", reason="one house")
    assert contents() == before


def test_a_withdrawn_duplicate_lends_no_verdict(
    desk: Desk, record: Record, support: Attach, decide: Decide, known: Callable[..., None], stands: Stands
) -> None:
    """Its evidence stays with it, the other claim is not confirmed by it, and it goes nowhere but by reopening."""
    first, second = record("Ana Ruiz: The bridge is closed.", "Ben Okoro: The bridge is shut.").claims
    support(first)
    known("Port Office")
    decide(Status.CONFIRMED, first)
    decide(Status.WITHDRAWN, first, reason="says the same", duplicate_of=second)
    assert "0 of 1 independent origin" in _refused(decide, second)
    assert "cannot become confirmed from there" in _refused(decide, first)
    with pytest.raises(ForbiddenMove, match=f"claim {first} is withdrawn itself; name the claim that stands"):
        decide(Status.WITHDRAWN, second, reason="says the same", duplicate_of=first)
    decide(Status.UNVERIFIED, first, reason="not the same bridge")
    desk.enact(withdraw, 1, reason="another bridge")
    assert "0 of 1 independent origin" in _refused(decide, first)
    assert stands(second).status is not Status.CONFIRMED


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize("kind", [PART, CONTROLLED])
@pytest.mark.parametrize("length", [1, 2, 3, 12])
def test_nothing_is_a_part_of_its_own_part_however_long_the_way(
    kind: RelationKind,
    length: int,
    desk: Desk,
    tie: Callable[[str, RelationKind, str], list[str]],
    contents: Contents,
) -> None:
    names = [f"House {chr(ord('A') + place)}" for place in range(length)]
    # The two kinds of belonging make one ring, too.
    for place, (part, whole) in enumerate(pairwise(names)):
        tie(part, CONTROLLED if place % 2 else PART, whole)
    if length == 1:
        tie(names[0], ALLIED, "Ana Ruiz")
    before = contents()
    with pytest.raises(ForbiddenMove, match=r"cannot be related to itself|cannot be .* it is on record that"):
        desk.enact(relations.relate, Named(names[-1], kind, names[0]), Particulars())
    assert contents() == before


def test_a_name_in_another_case_is_the_same_person_and_the_same_source(
    desk: Desk, reviewer: Desk, bridge: int, support: Attach, decide: Decide
) -> None:
    with pytest.raises(ForbiddenMove, match="is reviewer here already"):
        desk.enact(reviewers.add, "REVIEWER", role=Role.REVIEWER)
    support(bridge, source="the ANA  ruiz")
    assert "it comes from the claimant, Ana Ruiz" in _refused(decide, bridge)
    assert reviewer.reviewer == "reviewer"


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        ("UPDATE claim SET status = 'confirmed'", "claim 1: status is in_review by the events, confirmed in the table"),
        ("UPDATE event SET body = replace(body, 'hearsay', 'record')", "was changed: its hash does not fit"),
        ("DELETE FROM event_text WHERE event_id = 4; DELETE FROM event WHERE id = 4", "events 4 to 4 are missing"),
        (
            (
                "DELETE FROM event_text WHERE event_id = (SELECT max(id) FROM event); "
                "DELETE FROM event WHERE id = (SELECT max(id) FROM event)"
            ),
            "are missing: the workspace notes that there were so many",
        ),
        ("UPDATE event SET at = '2020-01-01 00:00:00.000000' WHERE id = 3", "its at is 2020-01-01T00:00:00.000000Z"),
        ("UPDATE evidence SET digest = another()", "is missing from the locker"),
        ("UPDATE evidence_link SET basis = 'record'", "basis is hearsay by the events, record in the table"),
        ("UPDATE evidence_link SET added_by_id = 2", "added_by is reviewer 1 by the events, reviewer 2 in the table"),
        ("UPDATE evidence_link SET credibility = 1", "credibility is nothing by the events, 1 in the table"),
        ("UPDATE evidence SET dated = '2020-01-01'", "dated is nothing by the events, 2020-01-01 in the table"),
        (
            "DELETE FROM evidence_relies_on",
            'relying_on is [[4,1,"2026-11-24T09:00:05.000000Z"]] by the events, [] in the table',
        ),
        ("UPDATE source_link SET state = 'rejected'", "state is accepted by the events, rejected in the table"),
        ("UPDATE source SET unaffiliated_because = 'x' WHERE id = 4", "unaffiliated is no by the events, yes in the"),
        ("UPDATE source SET name = 'Road Office', key = 'road office' WHERE id = 4", 'is called "Road Office" in the'),
        ("UPDATE source SET key = 'ana r' WHERE key = 'ana ruiz'", 'is found under "ana r" in the table'),
        ("UPDATE reviewer SET role = 'admin' WHERE id = 2", "role is reviewer by the events, admin in the table"),
        ("UPDATE reviewer SET name = 'Bea', key = 'bea' WHERE id = 1", 'reviewer 1 is called "Bea" in the table'),
        ("DELETE FROM caveat", "caveats is 1 by the events, 0 in the table"),
        ("DELETE FROM attribution WHERE role = 'relay'", "relays is [3] by the events, [] in the table"),
        ("DELETE FROM attribution WHERE role = 'outlet'", "the chain of claim 1 does not end with the outlet"),
        ("DELETE FROM claim_link", "link between claims 1: the events put it on record, but it is not in the tables"),
        (
            "UPDATE claim_link SET state = 'rejected', judged_by_id = 1, judged_at = then()",
            "rejected in the table",
        ),
        ("UPDATE comment SET text = 'she said yes'", 'is not what was written there, or not by whom or when: "she'),
        ("UPDATE comment SET reviewer_id = 2", "is not what was written there, or not by whom or when"),
    ],
)
def test_what_is_done_to_the_database_behind_the_programs_back_is_named(
    desk: Desk,
    reviewer: Desk,
    record: Record,
    support: Attach,
    tie: Callable[[str, RelationKind, str], list[str]],
    harm: str,
    says: str,
) -> None:
    lines = (
        "Ana Ruiz via Radio Norte: The bridge is closed. (unconfirmed)",
        "Ben Okoro denies 1: It is closed, he says.",
    )
    record(*lines, outlet="Harbour Post")
    tie("Harbour Post", PART, "Vale County")
    support(1, basis=Basis.HEARSAY, relying_on=("Ben Okoro",), text="as heard on the quay")
    desk.enact(note, look(desk, [1]), "rang her: no answer", kind=NoteKind.ATTEMPT)
    assert verify(desk).problems == ()
    with desk.database.connect() as connection:
        at = connection.execute(text("SELECT CAST(created_at AS TEXT) FROM claim WHERE id = 1")).scalar()
    forged = harm.replace("another()", f"'{'0' * 64}'").replace("then()", f"'{at}'")
    tamper(desk.database, *forged.split("; "))
    problems = verify(desk).problems
    assert any(says in problem for problem in problems), problems
    assert reviewer.reviewer


def test_a_log_that_lost_its_seal_is_noticed(desk: Desk) -> None:
    with desk.database.engine.begin() as connection:
        if desk.database.is_sqlite:
            connection.execute(text("DROP TRIGGER event_refuses_update"))
        else:
            connection.execute(text("ALTER TABLE event DISABLE TRIGGER event_refuses_change"))
    # On SQLite the schema has a seal of its own, which is broken, too.
    (problem,) = (one for one in verify(desk).problems if one.startswith("the log is no longer sealed"))
    assert problem.startswith("the log is no longer sealed: the trigger event_refuses_")
    assert problem.endswith("compare this workspace with a backup")
