"""Words that are purged stand nowhere any more; that they went is on record, and the record is sound."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.services.integrity.conftest import crowded as crowded
from tests.services.integrity.conftest import worked as worked

from claimtrack.config import Place
from claimtrack.errors import ForbiddenMove, NotFound
from claimtrack.rules.sought import Sought
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.log import Asked, stream
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes
from claimtrack.services.packages.export import export
from claimtrack.services.packages.taking_in import take_in
from claimtrack.services.packages.traces import trace
from claimtrack.services.purging.purge import purge
from claimtrack.services.purging.targets import Of, Target
from claimtrack.services.reports.gather import gather, show
from claimtrack.vocabulary import NoteKind

_WHY = "the witness is in danger"
_NAME = Sought(["Amina Haddad", "Um Samir", "burned the files at night", "haddad-amina"])


@pytest.fixture
def told(record: Callable[..., Ingested], support: Callable[..., Attached], editor: Desk) -> list[int]:
    """Give claims of which a witness speaks one, and of whom others tell."""
    claims = list(
        record(
            "Amina Haddad: The guards burned the files at night.",
            "Ben Sol: The mill is closed.",
            "Cleo Marsh: Neighbours saw Amina Haddad leave the mill on Sunday.",
            outlet="Harbour Post",
        ).claims
    )
    support(claims[1], text="the mill is shut since May", excerpt="the mill is shut", source="Port Office")
    support(claims[2], text="Amina Haddad was seen at noon", name="haddad-amina.txt", source="Road Office")
    for number, words in ((claims[0], "call her sister"), (claims[2], "Um Samir does not want to be named")):
        editor.enact(notes.note, look(editor, [number]), words, kind=NoteKind.COMMENT)
    return claims


def _bytes_of(desk: Desk, place: Place) -> Iterator[tuple[str, bytes]]:
    """Give everything that is kept: each file of the workspace, and on PostgreSQL each row that it shows."""
    for file in sorted(place.folder.rglob("*")):
        if file.is_file():
            yield str(file.relative_to(place.folder)), file.read_bytes()
    if not desk.database.is_sqlite:
        with desk.database.connect() as connection:
            for (table,) in connection.execute(
                text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            ).all():
                rows = connection.execute(text(f'SELECT t::text FROM "{table}" t')).scalars()  # noqa: S608 - names of our own tables
                yield table, "\n".join(rows).encode()


def _traces(desk: Desk, place: Place, sought: Sought = _NAME) -> list[str]:
    return [name for name, data in _bytes_of(desk, place) if trace(data, sought) is not None]


@pytest.mark.both_databases
def test_a_source_is_found_nowhere_and_the_record_is_sound(desk: Desk, told: list[int], place: Place) -> None:
    assert _traces(desk, place)
    done = purge(desk, Target(Of.SOURCE, "Amina Haddad", names=("Um Samir",)), reason=_WHY)
    assert _traces(desk, place) == []
    assert (done.left, done.shared, done.unsearched, done.forgotten) == ((), (), (), True)
    assert len(done.files) == 2
    found = verify(desk)
    assert found.problems == ()
    assert [note for note in found.notes if "purged the words of source" in note and _WHY in note]
    mark = f"[purged on {desk.clock():%Y-%m-%d} by ana]"
    shown = show(desk, told[0]).entry
    assert shown.text == mark
    assert f", {mark[1:]}" in str(shown.speaker)
    assert mark in str(show(desk, told[2]).entry)
    assert "█" in show(desk, told[2]).entry.text
    assert show(desk, told[1]).entry.text == "The mill is closed."
    report = gather(desk)
    assert trace(str(report).encode(), _NAME) is None
    assert mark in str(report)
    assert trace(str(gather(desk, as_of=found.events)).encode(), _NAME) is None
    assert any("purged the words of source" in line.what for line, *_ in stream(desk, Asked()))


@pytest.mark.both_databases
def test_a_claim_loses_its_words_and_what_was_written_on_it(desk: Desk, told: list[int], place: Place) -> None:
    done = purge(desk, Target(Of.CLAIM, str(told[0])), reason=_WHY)
    sought = Sought(["burned the files at night", "call her sister"])
    assert _traces(desk, place, sought) == []
    assert verify(desk).problems == ()
    assert done.articles == 1
    assert show(desk, told[2]).entry.text == "Neighbours saw Amina Haddad leave the mill on Sunday."


@pytest.mark.both_databases
def test_evidence_loses_its_bytes(desk: Desk, told: list[int], place: Place) -> None:
    piece = show(desk, told[2]).entry.evidence[0].number
    done = purge(desk, Target(Of.EVIDENCE, str(piece)), reason=_WHY)
    assert len(done.files) == 1
    assert _traces(desk, place, Sought(["was seen at noon", "haddad-amina.txt"])) == []
    assert verify(desk).problems == ()
    assert "purged on" in show(desk, told[2]).entry.evidence[0].name


def test_the_words_of_one_event(desk: Desk, told: list[int], place: Place) -> None:
    number = next(line.number for line, *_ in stream(desk, Asked()) if "Um Samir" in line.what)
    with pytest.raises(NotFound, match='has no words "reason"; it has text'):
        purge(desk, Target(Of.TEXT, str(number), "reason"), reason=_WHY)
    purge(desk, Target(Of.TEXT, str(number), "text"), reason=_WHY)
    assert _traces(desk, place, Sought(["Um Samir"])) == []
    assert verify(desk).problems == ()
    assert told


def test_a_rehearsal_changes_nothing_and_says_what_would_go(desk: Desk, told: list[int], place: Place) -> None:
    before = sorted((name, data) for name, data in _bytes_of(desk, place) if "locker" in name)
    events = verify(desk).events
    done = purge(replace(desk, rehearsal=True), Target(Of.SOURCE, "Amina Haddad"), reason=_WHY)
    assert done.events
    assert done.files
    assert (verify(desk).events, verify(desk).problems) == (events, ())
    assert sorted((name, data) for name, data in _bytes_of(desk, place) if "locker" in name) == before
    assert told


def test_who_may_and_for_what_reason(desk: Desk, editor: Desk, told: list[int]) -> None:
    target = Target(Of.SOURCE, "Amina Haddad")
    with pytest.raises(ForbiddenMove, match="may not purge words; that takes the role admin"):
        purge(editor, target, reason=_WHY)
    with pytest.raises(ForbiddenMove, match="takes a reason"):
        purge(desk, target, reason=None)
    with pytest.raises(ForbiddenMove, match="has in it the words that are to go"):
        purge(desk, target, reason="Amina Haddad asked for it")
    with pytest.raises(NotFound):
        purge(desk, Target(Of.SOURCE, "Nobody Known"), reason=_WHY)
    with pytest.raises(NotFound):
        purge(desk, Target(Of.EVIDENCE, "99"), reason=_WHY)
    with reading(desk) as session:
        number = session.execute(text("SELECT event_id FROM event_text WHERE text = 'Amina Haddad'")).scalars().first()
    with pytest.raises(ForbiddenMove, match="tells the name of a source"):
        purge(desk, Target(Of.TEXT, str(number), "name"), reason=_WHY)
    assert told


def test_words_put_back_are_found(desk: Desk, told: list[int], place: Place) -> None:
    with reading(desk) as session:
        row = session.execute(text("SELECT event_id, salt, text FROM event_text WHERE text LIKE 'Um Samir%'")).one()
    file = next(one for one in place.locker.rglob("*") if one.is_file() and b"Haddad was seen" in one.read_bytes())
    data = file.read_bytes()
    purge(desk, Target(Of.SOURCE, "Amina Haddad", names=("Um Samir",)), reason=_WHY)
    file.write_bytes(data)
    with desk.database.engine.begin() as connection:
        trigger = "event_text_refuses_update"
        words = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": trigger}).scalar()
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.execute(
            text("UPDATE event_text SET text = :text, salt = :salt WHERE event_id = :number AND field = 'text'"),
            {"text": row.text, "salt": row.salt, "number": row.event_id},
        )
        connection.exec_driver_sql(str(words))
    problems = verify(desk).problems
    assert any(
        f"the words of event {row.event_id} (text) were purged, and something else stands" in one for one in problems
    )
    assert any("is in the locker again, and was purged on" in one for one in problems)
    assert told


def test_a_purged_record_is_handed_over_and_taken_in(desk: Desk, told: list[int], tmp_path: Path) -> None:
    early, late = tmp_path / "early.zip", tmp_path / "late.zip"
    other = Place(tmp_path / "other", None, tmp_path / "other" / ".claimtrack" / "locker")
    export(desk, early)
    take_in(early, other, reviewer="ana")
    purge(desk, Target(Of.SOURCE, "Amina Haddad", names=("Um Samir",)), reason=_WHY)
    export(desk, late)
    assert trace(late.read_bytes(), _NAME) is None
    take_in(late, other, reviewer="ana")
    from claimtrack.services.desk import open_desk

    taken = open_desk(other, reviewer="ana")
    assert verify(taken).problems == ()
    assert _traces(taken, other) == []
    assert told


def test_everything_that_people_do_can_be_purged(crowded: Desk) -> None:
    for target in (
        Target(Of.CLAIM, "1"),
        Target(Of.SOURCE, "Ben Sol"),
        Target(Of.SOURCE, "Port Office"),
        Target(Of.EVIDENCE, "1"),
        Target(Of.CLAIM, "3"),
    ):
        purge(crowded, target, reason="a test of it")
        assert verify(crowded).problems == (), target
