"""`evidence alike`, and what `evidence add` tells of a picture that is nearly one on record."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.reading.test_picture_prints import packed, scene

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def pictures(desk: Path, done: Run) -> str:
    """Attach three pictures, two of them nearly one; gives what was told of the third."""
    for name, data in (("a.png", packed(scene(1))), ("b.png", packed(scene(2)))):
        (desk / name).write_bytes(data)
        done("evidence", "add", 1, name, "--context")
    (desk / "c.jpg").write_bytes(packed(scene(1).resize((200, 133)), "JPEG", quality=50))
    return done("evidence", "add", 1, "c.jpg", "--context").stderr


def test_a_copy_is_told_and_listed(done: Run, pictures: str) -> None:
    assert "look again: this picture is nearly evidence 1 of claim 1\n" in pictures
    listed = done("evidence", "alike")
    assert listed.stdout.startswith("evidence 3 is nearly evidence 1 of claim 1 (")
    assert listed.stderr == "1 pair; 3 pictures compared\n"
    (row,) = json.loads(done("evidence", "alike", 1, "--json").stdout)
    assert (row["evidence"], row["like"], row["claims"], row["how"]) == (1, 3, [1], "copy")
    assert done("evidence", "alike", 2).stdout == ""


@pytest.mark.usefixtures("pictures")
def test_a_sheet_tells_it_too(desk: Path, done: Run) -> None:
    (desk / "d.jpg").write_bytes(packed(scene(2).resize((120, 80)), "JPEG", quality=50))
    (desk / "sheet.csv").write_text("claim,file,stance,source\n1,d.jpg,context,\n")
    assert "this picture is nearly evidence 2 of claim 1" in done("evidence", "add", "--sheet", "sheet.csv").stderr


@pytest.mark.usefixtures("pictures", "unchanged")
@pytest.mark.parametrize(
    ("piece", "status", "told"),
    [("9", 4, "no evidence 9"), ("x", 2, "that is no number"), ("-1", 2, "no option"), ("9" * 30, 4, "no evidence")],
)
def test_what_cannot_be_compared_is_refused(run: Run, piece: str, status: int, told: str) -> None:
    refused = run("evidence", "alike", piece)
    assert (refused.returncode, told in refused.stderr) == (status, True), refused.stderr
