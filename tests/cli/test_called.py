"""The name by which the program was called stands in everything that it tells people to type."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claimtrack.cli.main import main

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    """Give the program under another name: ``called("/opt/bin/ct", "list")``. Afterwards it has its own again."""

    def program(name: str, *words: str | int) -> CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", [name, *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        run("--version")
        assert isinstance(ended.value.code, int)
        return CompletedProcess([name], ended.value.code, out, err)

    return program


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/opt/bin/ct", "ct"),
        ("claimtrack", "claimtrack"),
        ("bin/claimtrack.exe", "claimtrack"),
        ("/site-packages/claimtrack/__main__.py", "claimtrack"),
        ("", "claimtrack"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_an_error_names_commands_by_the_name_the_program_was_called_by(called: Run, path: str, name: str) -> None:
    assert called(path, "show", 99).stderr == f"{name}: no claim 99;\n    `{name} list` shows the numbers there are\n"
    assert f"`{name} list --help` says what there is" in called(path, "list", "--nonsense").stderr


@pytest.mark.usefixtures("desk")
def test_hints_and_data_name_commands_by_it_too(called: Run) -> None:
    shut = called("/opt/bin/ct", "gate", "--require", "confirmed")
    assert "claim 1: unverified, not confirmed; next: ct evidence add 1 FILE --supports" in shut.stdout
    assert "claimtrack" not in shut.stdout + shut.stderr
    (first, *_) = json.loads(called("/opt/bin/ct", "gate", "--require", "confirmed", "--json").stdout)["short"]
    assert first["shortfalls"][0]["next"] == "ct evidence add 1 FILE --supports --source NAME"
    assert '`ct reviewer add "zed"`' in called("/opt/bin/ct", "take", 1, "--as", "zed").stderr


def test_the_next_step_after_reading_is_named_by_it(called: Run, empty: Path) -> None:
    (empty / "article.txt").write_text("“The bridge is closed,” Ana Ruiz said.\n")
    assert "next: ct list --unverified --article 1" in called("/opt/bin/ct", "ingest", "article.txt").stderr
