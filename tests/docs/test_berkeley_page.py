"""The crosswalk of the Berkeley Protocol: each row has a test of its name here, which looks at a captured page."""

import gzip
import hashlib
import io
import json
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.docs.write_reference import commands
from tests.reading.captures.site import WORDS, served
from tests.reading.test_pictures import AT, photograph

import claimtrack
from claimtrack.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "berkeley-protocol.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| criterion"))
]
_ARTICLE = "“The river rose by a metre,” Ana Ruiz said.\n\n“The bridge is closed,” Ben Ode said.\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A workspace with a captured page as evidence 1 and a file as evidence 2, and the program in it."""

    folder: Path
    run: Callable[..., str]

    def shown(self) -> dict[str, Any]:
        """Return what is told of the page."""
        (told,) = json.loads(self.run("evidence", "show", 1, "--json"))
        assert isinstance(told, dict)
        return told

    def kept(self, digest: str) -> Path:
        """Return the file of the locker with this digest."""
        return self.folder / ".claimtrack" / "locker" / digest[:2] / digest[2:]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Give a case that is never changed."""
    folder = tmp_path_factory.mktemp("case")

    def run(*words: str | int | Path, fails: int = 0) -> str:
        # In this process: to start the program takes a second, and this is done forty times.
        both = io.BytesIO()
        stream = io.TextIOWrapper(both, encoding="utf-8", write_through=True)
        with pytest.MonkeyPatch.context() as patch, chdir(folder):
            patch.setenv("CLAIMTRACK_REVIEWER", "ana")
            patch.setattr(sys, "argv", ["claimtrack", *map(str, words)])
            patch.setattr(sys, "stdout", stream)
            patch.setattr(sys, "stderr", stream)
            with pytest.raises(SystemExit) as ended:
                main()
        told = both.getvalue().decode()
        assert ended.value.code == fails, told
        return told

    (folder / "article.txt").write_text(_ARTICLE, encoding="utf-8")
    (folder / "register.txt").write_text("The bridge is closed since 4 May.\n", encoding="utf-8")
    with served() as port:
        run("ingest", "article.txt")
        of_page = ("--supports", "--source", "River Board", "--new-source", "--excerpt", WORDS)
        noted = ("--allow-private", "--note", "from its desk")
        run("evidence", "add", 1, f"http://127.0.0.1:{port}/start", *noted, *of_page)
    run("evidence", "add", 2, "register.txt", "--supports", "--source", "Road Office", "--new-source")
    return Case(folder, run)


def test_the_page_and_the_tests_have_the_same_rows() -> None:
    named = [row[-1].strip("`") for row in ROWS]
    assert named == [name.removeprefix("test_row_") for name in globals() if name.startswith("test_row_")]
    assert len(named) == len(set(named)) == 18


def test_the_commands_that_the_page_names_are_there() -> None:
    known = {one.words.removeprefix("claimtrack ") for one in commands()}
    for row in ROWS:
        for words in re.findall(r"`([a-z ]+)`", " ".join(row[:-1])):
            assert words in known or any(one.startswith(f"{words} ") for one in known), words


def test_no_row_promises_what_no_program_can() -> None:
    for row in ROWS:
        assert "uthentic" not in " ".join(row[1:3])


def test_row_address(case: Case) -> None:
    way = case.shown()["capture"]["way"]
    assert [hop["status"] for hop in way] == [302, 200]
    assert case.shown()["capture"]["final"].endswith("/flood")
    assert re.search(r"from 127\.0\.0\.1 port \d+", case.run("evidence", "show", 1))


def test_row_source_code(case: Case) -> None:
    case.run("evidence", "open", 1, "-o", "page.warc.gz")
    archive = gzip.decompress((case.folder / "page.warc.gz").read_bytes())
    assert archive.count(b"WARC-Type: response") >= 7
    assert b"HTTP/1.1 200" in archive
    assert b"content-type: text/html" in archive.lower()


def test_row_full_capture(case: Case) -> None:
    assert re.search(r"captured +\d{4}-\d\d-\d\d \d\d:\d\d", case.run("evidence", "show", 1))
    assert not any("screenshot" in one.words or "browser" in one.words for one in commands())


def test_row_embedded_media(case: Case) -> None:
    shown = case.run("evidence", "show", 1)
    assert "2 style sheets, 2 pictures, 1 font, 1 script" in shown
    assert "gone.png: answers 404 Not Found" in shown
    assert "left out   frames: 1" in shown


def test_row_embedded_metadata(case: Case, tmp_path: Path) -> None:
    (case.folder / "site.jpg").write_bytes(photograph(AT | {"DateTimeOriginal": "2026:03:04 10:11:12"}))
    copy = _copy(case, tmp_path)
    case.run("evidence", "add", 1, "site.jpg", "--context", "--workspace", copy)
    told = case.run("evidence", "show", 3, "--workspace", copy)
    assert "taken      2026-03-04 10:11:12 (as the file says of itself)" in told
    assert "position   -48.208472, 11.000000 (degrees north and east, as the file says of itself)" in told
    assert case.shown()["picture"] is None


def test_row_context(case: Case) -> None:
    assert "from its desk" in case.run("evidence", "show", 1)


def test_row_collection_data(case: Case) -> None:
    shown = case.run("evidence", "show", 1)
    assert " by ana (by the clock of this machine then)" in shown
    assert claimtrack.__version__ in shown or claimtrack.__version__ in json.dumps(case.shown())
    assert "attached evidence 1" in " ".join(case.run("log", "--all").split())


def test_row_hash(case: Case) -> None:
    digest = case.shown()["sha256"]
    assert hashlib.sha256(case.kept(digest).read_bytes()).hexdigest() == digest
    assert digest in case.run("evidence", "show", 1)


def test_row_authenticity(case: Case, tmp_path: Path) -> None:
    assert "all intact" in case.run("verify")
    copy = _copy(case, tmp_path)
    digest = case.shown()["sha256"]
    file = copy / ".claimtrack" / "locker" / digest[:2] / digest[2:]
    file.chmod(0o644)
    file.write_bytes(file.read_bytes() + b" ")
    assert "FAILS: " in case.run("verify", "--workspace", copy, fails=8)
    told = case.run("report", "-f", "txt") + case.run("evidence", "show", 1) + case.run("verify")
    assert "uthentic" not in told


def test_row_availability(case: Case) -> None:
    assert len(json.loads(case.run("evidence", "list", 1, "--json"))) == 1
    case.run("export", "case.zip")
    digest = case.shown()["sha256"]
    with zipfile.ZipFile(case.folder / "case.zip") as packed:
        assert any(
            digest in name or hashlib.sha256(packed.read(name)).hexdigest() == digest for name in packed.namelist()
        )


def test_row_identity(case: Case, tmp_path: Path) -> None:
    copy = _copy(case, tmp_path)
    digests = {one.name for one in (copy / ".claimtrack" / "locker").rglob("*") if one.is_file()}
    (copy / "again.txt").write_bytes((case.folder / "register.txt").read_bytes())
    again = ("--context", "--source", "Road Office", "--workspace", copy)
    case.run("evidence", "add", 1, copy / "again.txt", *again)
    assert {one.name for one in (copy / ".claimtrack" / "locker").rglob("*") if one.is_file()} == digests


def test_row_persistence(case: Case, tmp_path: Path) -> None:
    copy = _copy(case, tmp_path)
    digest = case.shown()["sha256"]
    (copy / ".claimtrack" / "locker" / digest[:2] / digest[2:]).unlink()
    assert "evidence 1" in case.run("verify", "--workspace", copy, fails=8)
    assert "evidence 1" in case.run("verify", "--workspace", copy, fails=8)  # nothing was repaired


def test_row_renderability(case: Case) -> None:
    case.run("evidence", "open", 2, "-o", "copy.txt")
    assert (case.folder / "copy.txt").read_bytes() == (case.folder / "register.txt").read_bytes()


def test_row_understandability(case: Case) -> None:
    report = " ".join(case.run("report", "-f", "txt").split())
    for words in ("River Board", "from its desk", " ".join(WORDS.split())):
        assert words in report


def test_row_custody(case: Case, tmp_path: Path) -> None:
    copy = _copy(case, tmp_path)
    case.run("evidence", "withdraw", 2, "--reason", "another bridge", "--workspace", copy)
    told = " ".join(case.run("log", "--all", "--workspace", copy).split())
    assert "attached evidence 2" in told
    assert "withdrew evidence 2" in told
    case.run("evidence", "open", 1, "-o", copy / "copy.warc.gz", "--workspace", copy)
    handed = ("--to", "the registry", "--reason", "asked for in writing")
    case.run("evidence", "handover", 1, *handed, "--workspace", copy)
    case.run("evidence", "keep-outside", 1, "--what", "the disk", "--place", "safe 2", "--workspace", copy)
    case.run("export", copy / "whole.zip", "--reason", "for the court", "--workspace", copy)
    case.run("export", copy / "part.zip", "--only-claims", 1, "--workspace", copy)
    case.run("locker", "move", "--to", copy / "elsewhere", "--workspace", copy)
    kept = " ".join(case.run("evidence", "custody", 1, "--workspace", copy).split())
    assert "part.zip" not in kept  # the archive of a page did not go along there
    handled = ("copy.warc.gz", case.shown()["sha256"], "the registry", "asked for in writing", "safe 2", "whole.zip")
    moved = ("copied the locker with", f"to {copy / 'elsewhere'}, and worked with it from then on")
    for words in (*handled, "for the court", *moved):
        assert words in kept


def test_row_evidentiary_copy(case: Case) -> None:
    file = case.kept(case.shown()["sha256"])
    assert file.stat().st_mode & 0o222 == 0
    before = file.read_bytes()
    case.run("evidence", "open", 1, "-o", "working.warc.gz")
    (case.folder / "working.warc.gz").write_bytes(b"worked on")
    assert file.read_bytes() == before


def test_row_working_copies(case: Case, tmp_path: Path) -> None:
    copy = _copy(case, tmp_path)
    case.run("evidence", "set", 2, "--basis", "firsthand", "--reason", "they were there", "--workspace", copy)
    told = " ".join(case.run("log", "--all", "--workspace", copy).split())
    assert 'ana 2 put right how evidence 2 bears on it: basis firsthand (was record): "they were there"' in told


def test_row_storage(case: Case) -> None:
    assert (case.folder / ".claimtrack").stat().st_mode & 0o077 == 0
    told = case.run("backup", "backup.zip")
    assert "it was checked" in told
    assert (case.folder / "backup.zip").stat().st_mode & 0o077 == 0


def _copy(case: Case, to: Path) -> Path:
    copy = to / "copy"
    shutil.copytree(case.folder, copy)
    return copy
