"""Many files: each by itself, a bad one takes none along, and what is on record is not read again."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.fake_clock import FakeClock
from tests.picture_reader import picture

from claimtrack.config import Place
from claimtrack.db import claim_inserts
from claimtrack.db.base import Base
from claimtrack.errors import ForbiddenMove, UsageError
from claimtrack.services.articles import details, ingest_many
from claimtrack.services.articles.ingest import Given, Ingested
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.inputs import FellOut, Input, each_input
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.verify import verify
from claimtrack.services.workspaces import create

Contents = Callable[[], Mapping[str, object]]

BROKEN = (
    ("none.txt", b"--- share this ---", "no statements found in none.txt"),
    ("empty.txt", b"", "empty.txt is empty"),
    ("film.bin", bytes(range(256)) * 4, "film.bin is a file of an unknown kind, and no text, which cannot be read"),
    ("cut.pdf", b"%PDF-1.7\n1 0 obj\n", "cut.pdf"),
    ("script.html", b"<html><body><script>1</script></body></html>", "script.html holds no text of an article"),
)


def _told(number: int) -> str:
    return f"Ana Ruiz said that bridge {number} is closed."


def _named(done: Iterable[Ingested | FellOut]) -> list[tuple[str, bool]]:
    return [(one.name, isinstance(one, Ingested)) for one in done]


def test_each_is_on_record_when_it_is_told_and_a_bad_one_takes_none_along(desk: Desk) -> None:
    inputs = [Input(_told(1).encode(), "a.txt"), Input(b"--- share this ---", "b.txt"), Input(_told(2).encode(), "c")]
    done = ingest_many.ingest_many(desk, inputs, Given())
    first = next(done)
    assert (first.name, [line.number for line in details.listing(desk)]) == ("a.txt", [1])
    bad = next(done)
    assert isinstance(bad, FellOut)
    assert str(bad.error).startswith("no statements found in b.txt")
    (last,) = done
    assert isinstance(last, Ingested)
    assert (last.article, last.claims) == (2, (2,))
    assert verify(desk).problems == ()


@pytest.mark.slow
def test_of_990_files_each_tenth_is_broken_and_the_others_are_recorded(desk: Desk, tmp_path: Path) -> None:
    names, says = [], []
    for number in range(990):
        name, data, told = BROKEN[number // 10 % len(BROKEN)]
        file = tmp_path / (f"{number}-{name}" if number % 10 == 9 else f"{number}.txt")
        file.write_bytes(data if number % 10 == 9 else _told(number).encode())
        names.append(str(file))
        says += [told.replace(name, file.name)] if number % 10 == 9 else []
    names[500] = str(tmp_path / "nosuch.txt")
    done = list(ingest_many.ingest_many(desk, each_input(names), Given()))
    fallen = [one for one in done if isinstance(one, FellOut)]
    assert (len(done), len(fallen)) == (990, 100)
    assert sum(told in str(one.error) for one, told in zip(fallen[:50], says[:50], strict=True)) == 50
    assert len(details.listing(desk)) == 890
    assert verify(desk).problems == ()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("picture_reader")
def test_what_is_on_record_is_not_read_again(jobs: int, desk: Desk, tmp_path: Path) -> None:
    counted = tmp_path / "counted"
    inputs = [Input(picture(f"count {counted} {_told(number)}"), f"{number}.png") for number in range(4)]
    assert _named(ingest_many.ingest_many(desk, inputs[:2], Given(), jobs=jobs)) == [("0.png", True), ("1.png", True)]
    done = list(ingest_many.ingest_many(desk, inputs, Given(), jobs=jobs))
    assert [one.again for one in done if isinstance(one, Ingested)] == [True, True, False, False]
    assert sorted(counted.read_text().split()) == [f"{number}.png" for number in range(4)]


def test_a_failure_in_the_middle_of_a_file_leaves_those_before_it_and_nothing_of_it(
    desk: Desk, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = ingest_many.ingest_many(desk, [Input(_told(number).encode(), f"{number}") for number in range(3)], Given())
    next(done)
    before = contents()

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(claim_inserts, "insert_hops", fail)
    with pytest.raises(OSError, match="No space left"):
        next(done)
    assert contents() == before
    monkeypatch.undo()
    again = ingest_many.ingest_many(desk, [Input(_told(number).encode(), f"{number}") for number in range(3)], Given())
    assert [one.again for one in again if isinstance(one, Ingested)] == [True, False, False]


@pytest.mark.parametrize("jobs", [1, 2])
def test_who_may_not_record_and_an_engine_that_is_not_there_end_it(jobs: int, desk: Desk, viewer: Desk) -> None:
    inputs = [Input(_told(1).encode(), "a.txt")]
    with pytest.raises(ForbiddenMove):
        list(ingest_many.ingest_many(viewer, inputs, Given(), jobs=jobs))
    with pytest.raises(UsageError, match='no extractor "oracle"'):
        list(ingest_many.ingest_many(desk, inputs, Given(), jobs=jobs, extractor="oracle"))
    assert details.listing(desk) == []


def _other_desk(migrated_file: Path, root: Path) -> Desk:
    place = Place(root, None, root / ".claimtrack" / "locker")
    place.folder.mkdir(parents=True)
    shutil.copy(migrated_file, place.database_file)
    create(place, reviewer="ana", clock=FakeClock())
    return open_desk(place, reviewer="ana", clock=FakeClock())


def _record(desk: Desk) -> dict[str, list[object]]:
    """Give every row without its times, but those of the chain, which is salted; and each event as it is told."""
    chained = {"event", "event_text", "workspace"}
    with desk.database.connect() as connection:
        found: dict[str, list[object]] = {
            table.name: [
                tuple(value for value in row if not isinstance(value, datetime))
                for row in connection.execute(table.select().order_by(*table.primary_key))
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in chained
        }
    found["told"] = [(line.what, claim) for line, claim, _ in entries(desk)]
    return found


@pytest.mark.usefixtures("picture_reader")
def test_two_jobs_give_the_record_of_one(migrated_file: Path, tmp_path: Path) -> None:
    inputs = [Input(f"{_told(n)}\n\nBen Ode of the Port Office denied that.\n".encode(), f"{n}.txt") for n in range(9)]
    inputs[2] = Input(b"--- share this ---", "none.txt")
    inputs[4] = Input(picture("exit"), "bad.png")
    inputs[5] = Input(inputs[3].data, "copy.txt")
    inputs[7] = Input(b"<html><body><article><p>Ana Ruiz said the road is cut.</p></article></body></html>", "a.html")
    records, outcomes = [], []
    for jobs in (1, 2):
        desk = _other_desk(migrated_file, tmp_path / str(jobs))
        done = list(ingest_many.ingest_many(desk, inputs, Given(), jobs=jobs))
        outcomes.append([str(one.error) if isinstance(one, FellOut) else one for one in done])
        records.append(_record(desk))
        assert verify(desk).problems == ()
        desk.database.dispose()
    assert outcomes[0] == outcomes[1]
    assert len(records[0]["claim"]) > 9
    assert records[0] == records[1]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("picture_reader")
def test_the_bytes_of_what_kills_its_reader_are_kept(jobs: int, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_READ_SECONDS", "6")  # one of them takes them all; a busy machine needs some
    monkeypatch.setenv("CLAIMTRACK_READ_MEGABYTES", "200")
    words = ("abort", "hang", "eat", f"give {_told(1)}", "refuse")
    inputs = [Input(picture(word), f"{number}.png") for number, word in enumerate(words)]
    done = list(ingest_many.ingest_many(desk, inputs, Given(), jobs=jobs))
    told = [str(one.error) if isinstance(one, FellOut) else one.name for one in done]
    kept = [digest for digest in desk.locker.digests() if any(f"kept as sha256:{digest}" in words for words in told)]
    assert len(kept) == 3
    assert "0.png cannot be read: its reader died (SIGABRT)" in told[0]
    assert "1.png took longer than 6 seconds to read" in told[1]
    assert "2.png takes more than 200 MB of memory to read" in told[2]
    assert told[3:] == ["3.png", "4.png shows nothing"]


@pytest.mark.usefixtures("picture_reader")
def test_an_engine_that_dies_is_told_of_the_text_that_it_died_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # What the worker calls is found there by its name.
    monkeypatch.setattr(ingest_many, "extracted_by", import_module("picture_reader_of_tests").die)
    (fell,) = ingest_many.ingest_many(desk, [Input(_told(1).encode(), "1.txt")], Given(), jobs=2)
    assert isinstance(fell, FellOut)
    assert str(fell.error) == (
        "1.txt cannot be read: the engine rules died on it (exit code 9); name another engine with --extractor NAME"
    )
