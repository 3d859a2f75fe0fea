"""`evidence add-folder` at the command line: what it says, and with which code it ends."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.reading.captures.archiver import archive
from tests.reading.captures.wacz import wacz
from tests.tsa import Authority

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.usefixtures("desk")
def test_a_folder_is_attached_and_what_was_checked_stands_with_each_piece(done: Run, north: Authority) -> None:
    archive(Path("saved"), authority=north, unhashed={"thumb.txt": b"small"})
    done("timestamp", "trust", "north", "https://north.example", "--ca", str(north.pem))
    words = ("evidence", "add-folder", "1", "saved", "--supports", "--source", "River Board", "--new-source")
    tried = done(*words, "--dry-run").stderr
    assert "5 pieces can be attached; nothing was written" in tried
    assert done("evidence", "list").stdout == ""
    told = done(*words).stderr
    assert "evidence 1 from River Board attached to claim 1" in told
    assert "timestamp_token_north: stamped " in told
    assert "UTC by north, verified anew" in told
    assert "thumb.txt has no hash there, so that nothing says what it was: not attached" in told
    assert "5 pieces of the folder on record" in told
    assert "verified anew" in done("evidence", "show", "1").stdout
    assert "evidence 1 is attached already" in done(*words).stderr
    done("verify")


@pytest.mark.usefixtures("desk")
def test_what_does_not_match_is_named_with_what_leaves_it_out(run: Run, done: Run) -> None:
    archive(Path("saved"))
    Path("saved/weir.txt").write_bytes(b"The weir is open, it says.")
    refused = run("evidence", "add-folder", "1", "saved", "--context")
    assert refused.returncode == 8
    assert "weir.txt: its SHA-256 is" in refused.stderr
    assert "--leave-out" in refused.stderr
    assert (
        "2 pieces of the folder on record"
        in done("evidence", "add-folder", "1", "saved", "--context", "--leave-out", "weir.txt").stderr
    )


@pytest.mark.usefixtures("desk")
def test_what_checking_an_archive_gave_is_shown_for_people_and_programs(done: Run) -> None:
    Path("weir.wacz").write_bytes(wacz(after={"notes.txt": b"x"}))
    said = done("evidence", "add", "1", "weir.wacz", "--context").stderr
    assert "weir.wacz: The archive is not what it says of itself: notes.txt is in it and not in its list." in said
    shown = done("evidence", "show", "1").stdout
    assert "  checked    1 file as listed, 2 records as their digests say" in shown
    assert "  ALTERED    notes.txt is in it and not in its list" in shown
    (row,) = json.loads(done("evidence", "show", "1", "--json").stdout)
    assert row["elsewhere"]["archive"]["problems"] == ["notes.txt is in it and not in its list"]
