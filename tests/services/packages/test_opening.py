"""Nothing of a package is believed that was not checked, and what is wrong with it is named."""

import json
import random
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from tests.services.packages.rewriting import rewritten

from claimtrack.errors import InvalidInput, NotFound, VerificationFailed
from claimtrack.services.integrity.verify import verify
from claimtrack.services.packages.layout import REPORTS
from claimtrack.services.packages.opening import opened

Files = dict[str, bytes]


def _refused(file: Path) -> str:
    with pytest.raises(VerificationFailed) as refused, opened(file):
        pass
    return str(refused.value)


def test_what_is_whole_is_opened_as_a_record_that_verifies(case: Path) -> None:
    with opened(case) as package:
        found = verify(package.desk)
    assert (found.problems, found.files, found.excerpts) == ((), 2, 1)
    assert (found.events, found.head) == (package.told.events, package.told.head)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no package"), opened(tmp_path / "case.zip"):
        pass
    with pytest.raises(NotFound, match="no package"), opened(tmp_path):
        pass
    (tmp_path / "empty.zip").write_bytes(b"")
    assert "is no package of claimtrack, or it is damaged" in _refused(tmp_path / "empty.zip")
    with ZipFile(tmp_path / "none.zip", "w"):
        pass
    assert "is no package of claimtrack" in _refused(tmp_path / "none.zip")


def _flips(case: Path, draw: random.Random, times: int) -> Iterator[tuple[int, str | None]]:
    """Give random bits of an archive, each with the name of the file that it is in, if it is in one."""
    with ZipFile(case) as packed:
        within = []
        for one in packed.infolist():
            start = one.header_offset + 30 + len(one.filename)
            within.append((start, start + one.file_size, one.filename.partition("/")[2]))
    for _ in range(times):
        bit = draw.randrange(case.stat().st_size * 8)
        yield bit, next((name for start, end, name in within if start <= bit // 8 < end), None)


@pytest.mark.slow
def test_each_flipped_bit_is_found_and_its_file_named(case: Path, tmp_path: Path) -> None:
    whole, draw = case.read_bytes(), random.Random(20261130)  # noqa: S311 - the same bits each time
    flipped = tmp_path / "flipped.zip"
    for bit, name in _flips(case, draw, 100):
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        flipped.write_bytes(data)
        message = _refused(flipped)
        assert (name or "flipped.zip") in message, f"bit {bit}: {message}"


def test_a_bit_between_the_files_is_found(case: Path, tmp_path: Path) -> None:
    data = bytearray(case.read_bytes())
    data[10] ^= 1  # the time of the first file, in front of it
    (tmp_path / "flipped.zip").write_bytes(data)
    assert "byte 10 of the archive, in front of or around" in _refused(tmp_path / "flipped.zip")
    (tmp_path / "longer.zip").write_bytes(case.read_bytes() + b"\0")
    assert "longer.zip" in _refused(tmp_path / "longer.zip")
    (tmp_path / "shorter.zip").write_bytes(case.read_bytes()[:-1])
    assert "shorter.zip" in _refused(tmp_path / "shorter.zip")


def _without(name: str) -> Callable[[Files], None]:
    return lambda files: files.__delitem__(name)


def _with(name: str, data: bytes = b"") -> Callable[[Files], None]:
    return lambda files: files.__setitem__(name, data)


def _edited(name: str, old: bytes, new: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        assert old in files[name], name
        files[name] = files[name].replace(old, new, 1)

    return change


_CLAIM, _EVENT = "data/tables/claim.jsonl", "data/events.jsonl"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_without("data/report.md"), "is not whole: data/report.md is missing"),
        (_without("README.txt"), "is not whole: README.txt is missing"),
        (_without(_CLAIM), "is not whole: the table claim is missing"),
        (_with("data/extra.txt"), "holds something that no package holds: 'data/extra.txt'"),
        (_with("../outside.txt"), r"holds something that no package holds: '\.\./outside.txt'"),
        (_with("data/originals/../../outside.txt"), "holds something that no package holds"),
        (_with("/etc/outside"), "holds something that no package holds"),
        (_with("data\\outside"), "holds something that no package holds"),
        (_with("data/Report.md"), r"holds data/report\.md 2 times, as no package does"),
        (_with("data/tables/other.jsonl", b"{}\n"), "there is no table other"),
        (_with(f"data/originals/{'0' * 64}.txt", b"?"), "is not what its name says: its SHA-256 is"),
        (
            _with(f"data/originals/{sha256(b'?').hexdigest()}.txt", b"?"),
            "holds an original that nothing in the record names",
        ),
        (_edited("bagit.txt", b"1.0", b"1.1"), "bagit.txt in .* is not as claimtrack writes it"),
        (_edited("bag-info.txt", b"Tables: 00", b"Tables: 99"), "made by a newer claimtrack"),
        (_edited("bag-info.txt", b"-Events: ", b"-Events: 1"), "the folder in .* is called"),
        (_edited("data/report.html", b"Ana Ruiz", b"Ben Ruiz"), "data/report.html in .* is not what the record in it"),
        (_edited("README.txt", b"Both have to end", b"Both may end"), "README.txt in .* is not what the record in it"),
        (_edited(_CLAIM, b'"status":"in_review"', b'"status":"confirmed"'), "is not intact: claim 1: status"),
        (_edited(_CLAIM, b'"status":"in_review"', b'"status":"proved"'), "line 1 of the table claim is no row of it"),
        (_edited(_CLAIM, b'"id":1', b'"id":"1"'), "line 1 of the table claim is no row of it"),
        (_edited(_CLAIM, b'"id":1', b'"id":1,"odd":1'), "line 1 of the table claim .* has other columns: odd"),
        (_edited(_CLAIM, b"{", b"["), "line 1 of the table claim is no row of it"),
        (_edited(_EVENT, b"claim.recorded", b"claim.retracted"), "is not intact: event"),
        (_edited(_EVENT, b'"hash":"', b'"hash":"0'), "is not intact: event 1"),
        (_edited(_EVENT, b'\\"number\\":1,', b'\\"number\\":7,'), "is no row of it|is not intact"),
        (_edited("data/tables/event_text.jsonl", b"Ana Ruiz", b"Ben Ruiz"), "is not intact: the words of event"),
        (_with("data/tables/workspace.jsonl"), "it does not say of which workspace"),
        (_edited("data/tables/workspace.jsonl", b'"uuid":"', b'"uuid":"0'), "is of another workspace or locker"),
    ],
)
def test_a_package_that_fits_together_and_is_none(
    case: Path, tmp_path: Path, change: Callable[[Files], None], says: str
) -> None:
    assert re.search(says, _refused(rewritten(case, tmp_path / "forged.zip", change)))


def test_an_event_that_was_dropped_from_the_end(case: Path, tmp_path: Path) -> None:
    def shortened(files: Files) -> None:
        files[_EVENT] = b"".join(files[_EVENT].splitlines(keepends=True)[:-1])

    assert "the log in" in _refused(rewritten(case, tmp_path / "forged.zip", shortened))


def test_an_original_that_is_missing_and_one_that_is_twice(case: Path, tmp_path: Path) -> None:
    def lost(files: Files) -> None:
        files.pop(next(name for name in files if name.startswith("data/originals/")))

    def twice(files: Files) -> None:
        name = next(name for name in files if name.startswith("data/originals/"))
        files[name.replace(".txt", ".html")] = files[name]

    assert "is missing from the locker" in _refused(rewritten(case, tmp_path / "lost.zip", lost))
    assert "twice, as no package does" in _refused(rewritten(case, tmp_path / "twice.zip", twice))


def test_manifests_that_do_not_fit_are_named(case: Path, tmp_path: Path) -> None:
    forged = rewritten(case, tmp_path / "a.zip", _edited("data/report.md", b"Ana", b"Ben"), fitting=False)
    assert "manifest-sha256.txt says something else of data/report.md than the files are" in _refused(forged)
    forged = rewritten(case, tmp_path / "b.zip", _edited("manifest-sha256.txt", b"0", b"1"), fitting=False)
    assert "tagmanifest-sha256.txt says something else of manifest-sha256.txt" in _refused(forged)


def test_a_form_that_is_not_known_yet_is_told_before_what_is_odd_in_it(case: Path, tmp_path: Path) -> None:
    def later(files: Files) -> None:
        _edited("bag-info.txt", b"Claimtrack-Package: 1", b"Claimtrack-Package: 3")(files)
        files["data/seals.txt"] = b"what is not known yet"

    forged = rewritten(case, tmp_path / "later.zip", later, fitting=False)
    assert "was made by a newer claimtrack (0.1.0); upgrade the program" in _refused(forged)


def test_a_report_of_another_version_is_not_held_against_the_record(case: Path, tmp_path: Path) -> None:
    def older(files: Files) -> None:
        _edited("bag-info.txt", b"Bag-Software-Agent: claimtrack ", b"Bag-Software-Agent: claimtrack 0.0.")(files)
        _edited("data/report.html", b"Ana Ruiz", b"Ben Ruiz")(files)

    with opened(rewritten(case, tmp_path / "older.zip", older)) as package:
        assert package.told.tool_version.startswith("0.0.")


def test_a_package_of_an_older_version_is_brought_up_to_date(
    case: Path, migrations_with_one_more: Callable[[], None]
) -> None:
    migrations_with_one_more()
    with opened(case) as package:
        assert int(package.told.tables) > 0
        with package.desk.database.connect() as connection:
            assert set(connection.exec_driver_sql("SELECT tone FROM source").scalars()) == {"plain"}


def _packed_as(case: Path, to: Path, change: Callable[[ZipInfo], None]) -> Path:
    with ZipFile(case) as old, ZipFile(to, "w") as new:
        for one in old.infolist():
            data = old.read(one)
            change(one)
            new.writestr(one, data, compress_type=one.compress_type)
    return to


def test_what_is_packed_is_refused_before_it_is_unpacked(case: Path, tmp_path: Path) -> None:
    def smaller(one: ZipInfo) -> None:
        one.compress_type = ZIP_DEFLATED

    assert "is packed, as nothing in a package is" in _refused(_packed_as(case, tmp_path / "small.zip", smaller))
    bomb = tmp_path / "bomb.zip"
    with ZipFile(case) as old, ZipFile(bomb, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, bytes(50_000_000) if one.filename.endswith("report.md") else b"")
    assert bomb.stat().st_size < 100_000
    assert "is packed, as nothing in a package is" in _refused(bomb)


def test_a_link_and_other_folders_are_refused(case: Path, tmp_path: Path) -> None:
    def link(one: ZipInfo) -> None:
        if one.filename.endswith("report.md"):
            one.external_attr = 0o120777 << 16

    assert "is not as claimtrack writes it" in _refused(_packed_as(case, tmp_path / "link.zip", link))
    with ZipFile(case) as old, ZipFile(tmp_path / "two.zip", "w", ZIP_STORED) as new:
        for one in old.infolist():
            new.writestr(one, old.read(one))
        new.writestr("elsewhere/x", b"")
    assert "holds something that no package holds: 'elsewhere'" in _refused(tmp_path / "two.zip")


def test_no_folder_for_temporary_files_is_left(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with opened(case):
        assert list(folder.iterdir())
    _refused(rewritten(case, tmp_path / "forged.zip", _edited(_CLAIM, b"in_review", b"confirmed")))
    assert list(folder.iterdir()) == []


def test_trouble_with_the_folder_for_temporary_files_is_told_as_what_it_is(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    told = r"case.zip for a look: No such file or directory; make room where temporary files go, or set TMPDIR"
    with pytest.raises(InvalidInput, match=told), opened(case):
        pass


def test_every_line_of_a_table_is_json_that_jq_reads(case: Path) -> None:
    with ZipFile(case) as packed:
        names = [name for name in packed.namelist() if name.endswith(".jsonl")]
        assert len(names) > 20
        for name in names:
            for line in packed.read(name).splitlines():
                assert isinstance(json.loads(line), dict)
    assert {name.rpartition("/")[2] for name in REPORTS} == {"report.html", "report.md"}
