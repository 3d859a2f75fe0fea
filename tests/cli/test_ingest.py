"""`ingest` and what people give it: each bad input is told in a line, and leaves the record as it was."""

import json
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from claimtrack.db import engine
from claimtrack.reading import fetch, guard

Run = Callable[..., CompletedProcess[str]]
Number = Callable[[str], int]

SAID = "“The dam holds,” Mara Voss said. “The café is shut,” Kim Lee said.\n"
SCRIPT = "<html><body><script>let said = '“The dam holds,” Mara Voss said.'</script></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.txt", b"", "empty.txt is empty; there is nothing to read"),
        (
            "picture.bin",
            bytes(range(256)) * 8,
            "picture.bin is a file of an unknown kind, and no text, which cannot be read; save the article",
        ),
        (
            "nul.txt",
            b"The dam\0 holds, \0\0Mara Voss said.\n",
            "nul.txt is a file of an unknown kind, and no text",
        ),
        ("broken.txt", b"\xef\xbb\xbfThe dam" + b"\xff" * 60, "broken.txt cannot be read as utf-8: 60 of its 70 bytes"),
        ("none.txt", b"Photo\n", "no statements found in none.txt; if it is an article, save its text"),
        ("script.html", SCRIPT.encode(), "script.html holds no text of an article: perhaps a script fills it"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n", "cut.pdf"),
    ],
)
def test_what_cannot_be_read_is_refused(run: Run, unchanged: Path, name: str, data: bytes, told: str) -> None:
    (unchanged / name).write_bytes(data)
    refused = run("ingest", name)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr.startswith(f"claimtrack: {told}")


def test_an_encoding_is_told_by_who_knows_it(done: Run, run: Run, number: Number, desk: Path) -> None:
    (desk / "next.txt").write_bytes(SAID.encode("mac-roman"))
    assert "cafŽ" in done("extract", "next.txt", "--encoding", "cp1252").stdout
    assert "read as" not in done("ingest", "next.txt", "--encoding", "mac-roman").stderr
    assert "café" in done("show", number("café")).stdout
    for command in (["ingest"], ["extract"], ["evidence", "add", 1, "--context"]):
        refused = run(*command, "next.txt", "--encoding", "mac-romn")
        assert (refused.returncode, 'no encoding is called "mac-romn"; perhaps mac-roman' in refused.stderr) == (
            2,
            True,
        )


def test_one_claim_has_one_number(done: Run, desk: Path) -> None:
    (desk / "one.txt").write_text("The quay is shut.", encoding="utf-8")
    assert re.search(r"  1 statement \(claim \d+\): ", done("ingest", "one.txt").stderr)


def test_damage_is_told_and_read_past(done: Run, number: Number, desk: Path) -> None:
    (desk / "broken.txt").write_bytes(SAID.encode() + b"\xff\xfe \xc3")
    assert "  3 bytes of 80 are damaged, the first at byte 76; “\ufffd” stands" in done("ingest", "broken.txt").stderr
    assert "café" in done("show", number("café")).stdout
    (desk / "nul.txt").write_bytes(b"The dam\0 broke, Mara Voss said.\n")
    assert "nul.txt: 1 NUL byte in it is no character" in done("extract", "nul.txt").stderr


def test_evidence_is_read_again_in_the_encoding_that_was_told(done: Run, desk: Path) -> None:
    (desk / "record.txt").write_bytes("Записано, мост закрыт с полудня.".encode("koi8-r"))
    words = ("--supports", "--source", "Roads Office", "--excerpt", "мост закрыт")
    assert "found at" in done("evidence", "add", 1, "record.txt", *words, "--encoding", "koi8-r").stderr
    # What a person says holds against the bytes as well, where they are UTF-8 by chance or not.
    (desk / "odd.txt").write_bytes("Café “Île”".encode())
    said = ("--context", "--source", "Roads Office", "--excerpt", "CafÃ©", "--encoding", "windows-1252")
    assert "though its bytes are UTF-8" in done("evidence", "add", 1, "odd.txt", *said).stderr
    assert "all intact" in done("verify").stderr


def test_a_file_name_that_is_no_utf8_is_kept_readable(done: Run, desk: Path) -> None:
    name = os.fsdecode(b"caf\xe9-\xff.txt")
    (desk / name).write_bytes(SAID.encode())
    assert "caf\ufffd-\ufffd.txt" in done("ingest", name).stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_in_other_encodings_is_read(done: Run, number: Number, desk: Path, encoding: str) -> None:
    (desk / "next.txt").write_bytes(SAID.encode(encoding))
    done("ingest", "next.txt")
    assert "café" in done("show", number("café")).stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--max-size", "10", "article.txt"], 3, "article.txt is larger than 10 bytes; --max-size BYTES takes more"),
        (["nosuch.txt"], 4, "no file nosuch.txt; check the name and the folder"),
        (["nosuch.txt", "none.pdf"], 3, "0 of 2 recorded; not:\n  nosuch.txt (no file nosuch.txt; check the name and"),
        (["."], 3, ". is a folder; name the files in it, as in ./*"),
        (["x" * 300], 3, f"{'x' * 300} cannot be read: File name too long"),
        (["article.txt/inside"], 3, "article.txt/inside cannot be read: Not a directory"),
        (["letter.txt", "--published", "next week"], 3, '"next week" is no date; write it like 2026-11-24 or'),
        (["letter.txt", "--published", "26-27 November 2017"], 3, '"26-27 November 2017" is no date; write it'),
        (["letter.txt", "--published", "2926-11-24"], 3, '"2926-11-24" is in the future; write the date of'),
        (["letter.txt", "register.txt", "--title", "One"], 2, "--title and --url are for one article at a time"),
        (["letter.txt", "--as", "zed"], 4, '"zed" is no reviewer of this workspace and can only read; an admin adds'),
        (["letter.txt", "-w", "inside"], 3, "lies inside the workspace"),
        (["letter.txt", "-w", "letter.txt"], 3, "letter.txt is a file, not a folder; --workspace takes the folder"),
        (["file:///etc/hostname"], 3, "file:///etc/hostname is no web address; only http and https are fetched"),
        (["ftp://example.org/a"], 3, "ftp://example.org/a is no web address; only http and https are fetched"),
    ],
)
def test_a_name_or_word_that_cannot_be_used_is_told(
    run: Run, unchanged: Path, words: list[str], code: int, told: str
) -> None:
    (unchanged / "letter.txt").write_text(SAID, encoding="utf-8")
    (unchanged / "inside").mkdir()
    refused = run("ingest", *words)
    assert (refused.returncode, refused.stdout) == (code, "")
    assert refused.stderr.startswith("claimtrack: ")
    assert told in refused.stderr


def test_a_refused_first_article_can_be_followed_by_a_good_one(run: Run, done: Run, empty: Path) -> None:
    (empty / "none.txt").write_text("Photo\n")
    (empty / "good.txt").write_text(SAID, encoding="utf-8")
    assert run("ingest", "nosuch.txt").returncode == 4
    assert list(empty.glob(".claimtrack")) == []
    assert run("ingest", "none.txt").returncode == 3
    assert "article 1" in done("ingest", "good.txt").stderr
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("desk")
def test_standard_input_is_read(done: Run, number: Number, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(SAID.encode())))
    done("ingest", "-", "--outlet", "Town Crier")
    assert number("dam") > 4


def test_a_line_of_ten_megabytes_is_read(done: Run, number: Number, desk: Path) -> None:
    (desk / "long.txt").write_text(SAID.strip() + " " + "x" * 10_000_000 + "\n", encoding="utf-8")
    done("ingest", "long.txt")
    shown = done("show", number("dam")).stdout
    assert "[“The dam holds,”] Mara Voss said." in shown
    assert len(shown) < 2_000  # what is far from the claim is left out


def test_a_full_disk_keeps_nothing(run: Run, unchanged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (unchanged / "good.txt").write_text(SAID, encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        refused = run("ingest", "good.txt")
    assert refused.returncode == 1
    assert "No space left on device; nothing was changed" in refused.stderr


def test_a_full_disk_under_the_database_changes_nothing(
    run: Run, unchanged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = unchanged / ".claimtrack" / "claimtrack.db"
    with closing(sqlite3.connect(database)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    prepare = engine._prepare_sqlite

    def small(connection: sqlite3.Connection, record: object) -> None:
        prepare(connection, record)  # type: ignore[arg-type] # what SQLAlchemy passes is handed on
        connection.execute(f"PRAGMA max_page_count={pages}")

    (unchanged / "good.txt").write_text(SAID * 500, encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(engine, "_prepare_sqlite", small)
        refused = run("ingest", "good.txt")
    assert refused.returncode == 1
    assert f"the disk with the database {database} is full; nothing was changed" in refused.stderr


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/good.txt":
            self._answer(200, SAID.encode())
        elif self.path == "/inward":
            self.send_response(302)
            self.send_header("Location", "http://10.255.255.1/secret")
            self.end_headers()
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65_536)
            except OSError:
                return
        elif self.path == "/silent":
            assert isinstance(self.server, _Server)
            self.server.over.wait()
        else:
            self._answer(404, b"gone")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Site)
        self.over = threading.Event()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.over.set()
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("desk")
def test_an_address_is_read_and_its_place_on_the_web_kept(done: Run, number: Number, site: str) -> None:
    done("ingest", f"{site}/good.txt", "--allow-private")
    assert number("dam") > 4
    (article,) = json.loads(done("article", "show", 2, "--json").stdout)
    assert article["url"] == f"{site}/good.txt"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("page", "options", "told"),
    [
        ("/missing", ["--allow-private"], "/missing answers 404 Not Found; nothing was ingested"),
        ("/endless", ["--allow-private", "--max-size", "100000"], "/endless is larger than 100,000 bytes; --max-size"),
        ("/silent", ["--allow-private"], "/silent did not answer in full within 0.2 seconds; save the page and ingest"),
        ("/good.txt", [], "127.0.0.1 leads to 127.0.0.1, an address inside this network; add --allow-private if"),
    ],
)
def test_an_address_that_gives_no_page_is_told(
    run: Run, site: str, page: str, options: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if page == "/silent":
        monkeypatch.setattr(fetch, "fetch", partial(fetch.fetch, seconds=0.2))
    refused = run("ingest", f"{site}{page}", *options)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert told in refused.stderr


@pytest.mark.usefixtures("unchanged")
def test_a_redirect_inward_is_refused(run: Run, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The site of this test stands in for one outside.
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    refused = run("ingest", f"{site}/inward")
    assert refused.returncode == 3
    assert "10.255.255.1 leads to 10.255.255.1, an address inside this network" in refused.stderr


def test_evidence_is_refused_as_an_article_is(run: Run, unchanged: Path, site: str) -> None:
    for words, code in (([f"{site}/missing", "--allow-private"], 3), (["nosuch"], 4), (["."], 3), ([f"{site}/"], 3)):
        assert run("evidence", "add", 1, *words, "--supports", "--source", "Roads Office").returncode == code
    (unchanged / "empty").touch()
    refused = run("evidence", "add", 1, "empty", "--supports", "--source", "Roads Office")
    assert (refused.returncode, refused.stderr) == (3, "claimtrack: empty is empty; there is nothing to read\n")


def test_a_new_workspace_is_made_with_its_folders_or_told_why_not(run: Run, empty: Path) -> None:
    (empty / "good.txt").write_text(SAID, encoding="utf-8")
    (empty / "file").touch()
    assert run("ingest", "good.txt", "-w", "new/desk").returncode == 0
    assert (empty / "new" / "desk" / ".claimtrack" / "claimtrack.db").is_file()
    refused = run("ingest", "good.txt", "-w", "file/desk")
    assert (refused.returncode, "Not a directory" in refused.stderr) == (1, True)


_LOOKING: tuple[Any, ...] = (
    *(["list"], ["show", 1], ["verify"], ["replay"], ["log"], ["source", "list"], ["article", "list"]),
    *(["article", "show", 1], ["evidence", "list"], ["tags"], ["reviewer", "list"], ["proposals"], ["locker", "list"]),
    *(["policy", "show"], ["source", "proposals"], ["source", "alike"], ["source", "show", 1], ["independence", 1]),
    *(["head", "export"], *(["report", "-f", form] for form in ("txt", "md", "html", "json", "csv"))),
)


@pytest.fixture
def no_rights(ingested: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Go to a workspace in which this process may read and not write, be it root or not."""
    folder = Path(tempfile.mkdtemp(prefix="claimtrack-read-only-"))
    shutil.copytree(ingested, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    # It is root's, and found rather than named it would be refused.
    monkeypatch.setenv("CLAIMTRACK_WORKSPACE", str(folder))
    # What root alone could read of Python itself has to be loaded before the rights are given up.
    for words in (*_LOOKING, ["take", 1], ["ingest", "register.txt"]):
        run(*words)
    everything = [folder, *folder.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    for path in everything:
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_workspace_that_cannot_be_written_says_so(run: Run, no_rights: Path) -> None:
    before = sorted(no_rights.rglob("*"))
    for words in _LOOKING:
        looked = run(*words)
        assert looked.returncode == 0, looked.stderr
    for words in (["take", 2], ["ingest", "letter.txt"], ["comment", 2, "a note"]):
        refused = run(*words)
        assert refused.returncode == 1
        assert refused.stderr.startswith(("claimtrack: the database", "claimtrack: cannot keep the bytes in"))
    assert sorted(no_rights.rglob("*")) == before


def test_a_page_saved_again_is_offered_as_a_version_and_becomes_one_when_told(run: Run, done: Run, desk: Path) -> None:
    text = (
        "Bridge closed for a month\n\nThe north bridge has been closed since Monday because of a crack in its pier.\n\n"
        "“Nobody was hurt when the lorry slid down the ramp,” Ana Ruiz said on Tuesday in the town hall.\n"
    )
    (desk / "first.txt").write_text(text, encoding="utf-8")
    (desk / "again.txt").write_text(f"{text}\nA ferry runs instead.\n", encoding="utf-8")
    number = int(done("ingest", "first.txt").stderr.split("article ")[1].split(":")[0])
    offered = done("ingest", "again.txt").stderr
    assert f"this may be a new version of article {number} (same title; " in offered
    assert f" % of the text): claimtrack ingest FILE --version-of {number} records it so" in offered
    told = done("ingest", "again.txt", "--version-of", str(number)).stderr
    assert f"article {number}: " in told
    assert "it was on record as article " in told
    refused = run("ingest", "first.txt", "again.txt", "--version-of", "1")
    assert (refused.returncode, "--version-of is for one article at a time" in refused.stderr) == (2, True)
