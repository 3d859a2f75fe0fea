"""The worked example, handed over whole and in part, is checked by its own README's commands: other people's tools."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.services.packages.readmes import commands, typed, unpacked

pytestmark = pytest.mark.slow  # it is made by a process a command


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the workspace that `demo` makes of the example, with a PDF attached, and two exports of it."""
    missing = [tool for tool in ("bash", "jq", "openssl", "sha256sum", "xxd") if shutil.which(tool) is None]
    assert not missing, f"install {', '.join(missing)}: the README of a package uses them"
    home, temporary = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("temporary")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(temporary), "LOGNAME": "ana"}

    def run(*words: str, folder: Path = home) -> str:
        command = [sys.executable, "-m", "claimtrack", *words]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("demo")
    (workspace,) = (one for one in temporary.iterdir() if (one / ".claimtrack").is_dir())
    report = workspace / "seeds" / "evidence" / "field-report.pdf"
    assert report.is_file()
    context = ("--context", "--source", "Coastal Relief", "--new-source")
    run("evidence", "add", "1", str(report), *context, folder=workspace)
    pieces = json.loads(run("evidence", "list", "1", "--json", folder=workspace))
    number = str(max(one["evidence"] for one in pieces))
    run("export", "whole.zip", folder=workspace)
    (workspace / "names.txt").write_text("N. Harrow\nEmsley\nMeridian Institute\n", encoding="utf-8")
    told = ("--redact-names", "names.txt", "--looked-at", number, "--redact-box", f"{number}:1:10%,5%,50%,4%")
    run("export", "part.zip", *told, folder=workspace)
    return workspace


def test_the_whole_is_checked_by_its_own_readme(example: Path, tmp_path: Path) -> None:
    folder = unpacked(example / "whole.zip", tmp_path / "bag")
    sums, validator, names, log, hashes = commands(folder)
    assert typed(sums, folder) == "0\n"
    assert typed(validator, folder).startswith("0\n")
    assert typed(names, folder) == "0\n"
    end = typed(hashes, folder).removeprefix("0\n").strip()
    assert re.fullmatch(r"0\n\d+ [0-9a-f]{64} \n", typed(log, folder))
    assert end in typed(log, folder)
    assert f"\n     {end}\n" in (folder / "README.txt").read_text(encoding="utf-8")


def test_a_part_is_checked_by_its_own_readme_too(example: Path, tmp_path: Path) -> None:
    folder = unpacked(example / "part.zip", tmp_path / "bag")
    assert len(list((folder / "data" / "redacted").iterdir())) == 1
    sums, validator, names, proof = commands(folder)
    assert typed(sums, folder) == "0\n"
    assert typed(validator, folder).startswith("0\n")
    assert typed(names, folder) == "0\n"
    (root,) = re.findall(r"root of \d+ events: ([0-9a-f]{64})\n$", typed(proof, folder))
    assert f"\n     {root}\n" in (folder / "README.txt").read_text(encoding="utf-8")
    (copy,) = (folder / "data" / "redacted").iterdir()
    copy.write_bytes(copy.read_bytes() + b"?")
    assert typed(names, folder) == f"0\naltered: data/redacted/{copy.name}\n"


def test_no_name_is_left_in_the_part(example: Path, tmp_path: Path) -> None:
    folder = unpacked(example / "part.zip", tmp_path / "bag")
    left = [
        file
        for file in folder.rglob("*")
        if file.is_file() and any(name in file.read_bytes() for name in (b"Harrow", b"Emsley", b"Meridian"))
    ]
    assert left == []
