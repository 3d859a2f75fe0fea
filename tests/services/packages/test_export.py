"""What is written into a package, and that anybody can check it by standard tools alone."""

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import bagit  # type: ignore[import-untyped] # it has no types
import pytest
from tests.fake_clock import FakeClock
from tests.kept import file_of
from tests.services.integrity.flipping import Became, flipped_in_bag, flipped_letters
from tests.services.packages.readmes import commands, complaints, typed, unpacked
from tests.tsa import Authority

from claimtrack.errors import InvalidInput, NotFound, VerificationFailed
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import notes
from claimtrack.services.packages.export import export
from claimtrack.services.packages.opening import opened
from claimtrack.services.reports.gather import gather_in
from claimtrack.services.timestamps import asking
from claimtrack.services.timestamps.authorities import trust
from claimtrack.vocabulary import NoteKind

_TOOLS = ("bash", "jq", "openssl", "sha256sum", "xxd")


@pytest.fixture
def tools() -> None:
    """Fail, by name, without a tool that the README of a package tells to use."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    assert not missing, f"install {', '.join(missing)}: the README of a package uses them"


needs_tools = pytest.mark.usefixtures("tools")


@pytest.mark.usefixtures("worked")
def test_a_package_is_a_bag_with_everything_in_it(desk: Desk, tmp_path: Path) -> None:
    made = export(desk, tmp_path / "case.zip")
    found = verify(desk)
    assert (made.events, made.head) == (found.events, found.head)
    assert made.sha256 == sha256((tmp_path / "case.zip").read_bytes()).hexdigest()
    folder = unpacked(tmp_path / "case.zip", tmp_path / "bag")
    bag = bagit.Bag(str(folder))
    assert bag.is_valid()
    assert bag.info["External-Identifier"] == f"urn:uuid:{desk.uuid}"
    kept = {file.name.partition(".")[0] for file in (folder / "data" / "originals").iterdir()}
    assert kept == set(desk.locker.digests())
    assert made.originals == len(kept)
    assert desk.uuid in (folder / "data" / "report.html").read_text(encoding="utf-8")
    assert (tmp_path / "case.zip").stat().st_mode & 0o777 == 0o600


@needs_tools
def test_its_own_readme_checks_it_by_standard_tools_alone(desk: Desk, case: Path, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path / "bag")
    sums, validator, names, log, hashes = commands(folder)
    end = verify(desk)
    assert typed(sums, folder) == "0\n"
    assert typed(validator, folder).startswith("0\n")
    assert typed(names, folder) == "0\n"
    assert typed(log, folder) == f"0\n{end.events} {end.head} \n"
    assert typed(hashes, folder) == f"0\n{end.head}\n"
    assert end.head in (folder / "README.txt").read_text(encoding="utf-8")


@needs_tools
def test_its_own_readme_checks_the_timestamps_in_it(desk: Desk, case: Path, served: Authority, tmp_path: Path) -> None:
    desk.enact(trust, "north", served.url, served.pem, private=True)
    asking.stamp(desk)
    export(desk, tmp_path / "stamped.zip")
    folder = unpacked(tmp_path / "stamped.zip", tmp_path / "stamped")
    text = (folder / "README.txt").read_text(encoding="utf-8")
    token = re.search(r"(?:^ {5}.*\n)+", text[text.index("5. The timestamps") :], re.MULTILINE)
    assert token is not None
    assert typed(token[0], folder).startswith("0\n")
    assert "Verification: OK" in typed(token[0], folder)
    (answer,) = (folder / "data" / "originals").glob("*.tsr")
    bent = bytearray(answer.read_bytes())
    bent[-1] ^= 1
    answer.write_bytes(bent)
    assert "Verification: OK" not in typed(token[0], folder)
    with opened(tmp_path / "stamped.zip") as package:
        assert verify(package.desk).problems == ()
    assert "timestamps" not in unpacked(case, tmp_path / "bag").joinpath("README.txt").read_text(encoding="utf-8")


@needs_tools
@pytest.mark.parametrize("count", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_its_own_readme_finds_and_names_each_flipped_bit(case: Path, tmp_path: Path, count: int) -> None:
    folder = unpacked(case, tmp_path / "bag")
    looks = [partial(complaints, command, folder) for command in commands(folder)]
    flips = list(flipped_in_bag(folder, count, seed=count, check=looks))
    assert [flip for flip in flips if flip.became is not Became.NAMED] == []
    assert len(flips) == count


@needs_tools
def test_its_own_readme_finds_capitals_in_its_own_manifest(case: Path, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path / "bag")
    sums, *_ = commands(folder)
    flips = list(flipped_letters(folder, "tagmanifest-sha256.txt", check=[partial(complaints, sums, folder)]))
    assert len(flips) > 50
    assert [flip for flip in flips if flip.became is not Became.NAMED] == []


@needs_tools
def test_its_own_readme_finds_what_was_altered(case: Path, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path / "bag")
    sums, validator, names, log, hashes = commands(folder)
    (original, *_) = sorted((folder / "data" / "originals").iterdir())
    data = original.read_bytes()
    original.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    assert f"data/originals/{original.name}: FAILED" in typed(sums, folder)
    assert original.name in typed(validator, folder)
    assert typed(names, folder) == f"0\naltered: data/originals/{original.name}\n"
    events = folder / "data" / "events.jsonl"
    written = events.read_text(encoding="utf-8")
    events.write_text(written.replace("claim.recorded", "claim.retracted", 1), encoding="utf-8")
    assert "AssertionError" in typed(log, folder)
    assert "altered: " in typed(hashes, folder)
    events.write_text(written, encoding="utf-8")
    words = folder / "data" / "tables" / "event_text.jsonl"
    words.write_text(words.read_text(encoding="utf-8").replace("Ana Ruiz", "Ben Ruiz", 1), encoding="utf-8")
    assert "AssertionError" in typed(log, folder)
    (folder / "data" / "extra.txt").write_text("more", encoding="utf-8")
    assert "is invalid" in typed(validator, folder)


@pytest.mark.usefixtures("worked")
def test_two_exports_of_one_record_are_the_same_bytes_whenever_they_are_made(
    desk: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    one = export(desk, tmp_path / "one.zip")
    # Deadlines pass, verdicts grow old: the report tells what stood at the newest event.
    clock.now += timedelta(days=900)
    other = export(replace(desk, reviewer="nobody we know"), tmp_path / "another.zip")
    assert one == other
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "another.zip").read_bytes()


def test_its_metadata_describe_every_file(case: Path, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path / "bag") / "data"
    graph = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    told = {one["@id"]: one for one in graph}
    assert told["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert files - {"ro-crate-metadata.json"} == told.keys() - {"ro-crate-metadata.json", "./"}
    assert {one["@id"] for one in told["./"]["hasPart"]} == files - {"ro-crate-metadata.json"}
    for name in files - {"ro-crate-metadata.json"}:
        assert told[name]["sha256"] == sha256((folder / name).read_bytes()).hexdigest()
        assert told[name]["contentSize"] == str((folder / name).stat().st_size)
    assert {told[name]["name"] for name in files if name.startswith("originals/")} == {"article.txt", "log.txt"}


def test_a_file_is_not_written_over_and_nothing_is_left_of_a_failure(desk: Desk, case: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InvalidInput, match=r"case\.zip is there already; choose another name"):
        export(desk, case)
    with pytest.raises(InvalidInput, match="cannot write the package"):
        export(desk, tmp_path / "nowhere" / "case.zip")
    digest = next(desk.locker.digests())
    path = file_of(desk.locker, digest)
    held = path.read_bytes()
    path.unlink()
    with pytest.raises(VerificationFailed, match=f"the file of {digest} is missing from the locker"):
        export(desk, tmp_path / "second.zip")
    path.write_bytes(held + b"!")
    with pytest.raises(VerificationFailed, match=f"{digest}.* is not what it was"):
        export(desk, tmp_path / "second.zip")
    path.write_bytes(held)
    assert sorted(tmp_path.iterdir()) == before


def test_a_record_that_is_not_intact_is_not_handed_over(desk: Desk, case: Path, tmp_path: Path) -> None:
    with desk.database.engine.execution_options(claimtrack_writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE claim SET status = 'confirmed'")
    with pytest.raises(VerificationFailed, match=r"the record in .*second\.zip is not intact: claim 1: status"):
        export(desk, tmp_path / "second.zip")
    assert case.exists()


def test_what_has_no_article_yet_is_no_case(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no articles yet"):
        export(desk, tmp_path / "case.zip")


def test_a_package_is_made_while_somebody_writes(
    desk: Desk, worked: Sequence[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = verify(desk)

    def meanwhile(*given: object, **options: object) -> object:
        desk.enact(notes.note, look(desk, [worked[0]]), "just now", kind=NoteKind.COMMENT)
        monkeypatch.undo()
        return gather_in(*given, **options)  # type: ignore[arg-type] # passed on as given

    monkeypatch.setattr("claimtrack.services.packages.contents.gather_in", meanwhile)
    made = export(desk, tmp_path / "case.zip")
    assert (made.events, made.head) == (before.events, before.head)
    assert verify(desk).events > before.events


@pytest.mark.usefixtures("case")
def test_what_a_killed_export_left_is_taken_away_and_named(desk: Desk, tmp_path: Path) -> None:
    left = tmp_path / ".claimtrack-export-0123456789abcdef"
    left.mkdir()
    (left / "copy.db").write_text("a name in clear")
    assert export(desk, tmp_path / "again.zip").swept == (left.name,)
    assert not left.exists()
