"""`export` of a part, `check` and `purge`, as whoever protects a source sees them."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from zipfile import ZipFile

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.usefixtures("desk")
def test_a_source_is_left_out_and_the_rest_is_proven(done: Run, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "public.zip"
    made = done("export", file, "--redact-source", "Ben Ode", "--no-comments")
    assert "events as they were recorded, in order, and 0 originals" in made.stderr
    assert "1 original is withheld: something that is left out stands in it" in made.stderr
    assert '"Ben Ode"' in made.stderr
    with ZipFile(file) as packed:
        assert all(b"Ben Ode" not in packed.read(name) for name in packed.namelist())
    found = done("check", file)
    assert "compare it with a root that you have from elsewhere" in found.stderr
    root = next(line for line in found.stderr.splitlines() if "has the root" in line).split()[-1]
    assert "compare it" not in done("check", file, "--root", root).stderr
    assert run("check", file, "--root", "0" * 64).returncode == 8
    assert run("check", tmp_path / "none.zip").returncode == 4
    refused = run("import", file, "--workspace", tmp_path / "other")
    assert refused.returncode == 3
    assert "`claimtrack check FILE`" in refused.stderr


@pytest.mark.usefixtures("desk")
def test_names_come_from_a_list(done: Run, run: Run, tmp_path: Path) -> None:
    names, empty, blank = (tmp_path / name for name in ("names.txt", "empty.txt", "blank.txt"))
    names.write_text("Carla Mendes\n\nDora Lind\n", encoding="utf-8")
    empty.write_text("\n", encoding="utf-8")
    blank.write_text("?\n", encoding="utf-8")
    done("export", tmp_path / "some.zip", "--redact-names", names, "--only-claims", "1-2")
    assert run("export", tmp_path / "a.zip", "--redact-names", empty).returncode == 3
    assert "no name that can be looked for" in run("export", tmp_path / "a.zip", "--redact-names", blank).stderr
    assert run("export", tmp_path / "a.zip", "--redact-source", "Nobody").returncode == 4
    assert run("export", tmp_path / "a.zip", "--only-claims", "99").returncode == 4
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.usefixtures("desk")
def test_words_are_purged_and_everything_says_so(done: Run, run: Run) -> None:
    done("comment", 2, "Ben Ode is afraid")
    why = ("--reason", "he is in danger")
    would = done("purge", "source", "Ben Ode", *why, "--dry-run")
    assert "would be done: purged the words of source" in would.stderr
    assert "Ben Ode" in done("show", 2).stdout
    asked = run("purge", "source", "Ben Ode", *why)
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    assert run("purge", "source", "Ben Ode", "--yes").returncode == 5
    told = done("purge", "source", "Ben Ode", *why, "--yes")
    assert "still in every backup" in told.stderr
    shown = done("show", 2).stdout
    assert "Ben Ode" not in shown
    assert "purged on" in shown
    assert "by ana]" in json.loads(done("list", "--json").stdout)[1]["text"]
    assert "purged on" in done("report", "-f", "md").stdout
    verified = done("verify").stderr
    assert "ana purged the words of source" in verified
    assert "he is in danger" in verified
    assert "purged the words of source" in done("log", "--action", "words").stdout
    assert run("purge", "claim", 99, *why, "--yes").returncode == 4
    done("purge", "claim", 1, *why, "--yes")
    assert "all intact" in done("verify").stderr
