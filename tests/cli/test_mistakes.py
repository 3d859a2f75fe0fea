"""What people type first of all is answered with the command that does it here."""

from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from claimtrack.cli.mistakes import _MEANT

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("word", "does"),
    [
        ("status", "list"),
        ("undo", "reopen"),
        ("attach", "evidence add"),
        ("Delete", "withdraw"),
        ("open", "evidence open"),
    ],
)
def test_another_name_for_a_command_is_answered_with_it(run: Run, word: str, does: str) -> None:
    refused = run(word, 1)
    assert refused.returncode == 2
    assert f'there is no command "{word}"; `claimtrack {does}` does that' in " ".join(refused.stderr.split())


@pytest.mark.usefixtures("unchanged")
def test_a_slip_of_the_keys_is_answered_as_before(run: Run) -> None:
    assert "did you mean confirm?" in run("confrim", 1).stderr
    assert "there is no command" in run("source", "status").stderr


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("does", sorted(set(_MEANT.values())))
def test_the_commands_that_are_named_are_there(done: Run, does: str) -> None:
    words = [word for word in does.split() if word.islower() or word.startswith("--")]
    assert "Usage: claimtrack" in done(*[word for word in words if not word.startswith("--")], "--help").stdout


@pytest.mark.usefixtures("unchanged")
def test_many_numbers_that_are_not_there_are_told_as_ranges(run: Run) -> None:
    assert "no claims 5-99; `claimtrack list`" in " ".join(run("show", "1-99").stderr.split())
    assert "no claims 8, 6; `claimtrack list`" in " ".join(run("show", 8, 6).stderr.split())


@pytest.mark.usefixtures("desk")
def test_what_is_answered_alone_would_be_refused_again_and_says_so(run: Run, done: Run) -> None:
    done("confirm", 1, "--evidence", "register.txt", "--source", "Roads Office", "--unaffiliated", "asked around")
    refused = " ".join(run("refute", 1, "--reason", "I do not believe it").stderr.split())
    assert "cannot be marked refuted: 0 of 1 independent origin; missing: one source" in refused
    assert "--source NAME`; evidence 1 stands against it; answer it with --despite 1 --reason TEXT" in refused


@pytest.mark.usefixtures("desk")
def test_a_refusal_names_the_way_on_once(run: Run) -> None:
    piece = ("--evidence", "register.txt", "--source", "Roads Office", "--unaffiliated", "asked around")
    for refused in (
        run("confirm", 1, "--evidence", "register.txt", "--source", "Roads Office"),
        run("refute", 9, *piece),
    ):
        assert refused.stderr.count("claimtrack evidence add") <= 1


@pytest.mark.usefixtures("desk")
def test_a_rating_that_is_missing_is_asked_for_with_where_the_words_are(run: Run) -> None:
    assert "--rating RATING; `claimtrack policy show`" in " ".join(run("find", 1, "It is so.").stderr.split())


def _width(done: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    return done("list").stdout.splitlines()


@pytest.mark.usefixtures("desk")
def test_at_eighty_columns_the_marks_stand_beneath_the_claim(done: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done("take", 2)
    narrow, wide = _width(done, monkeypatch, 80), _width(done, monkeypatch, 120)
    assert max(map(len, narrow)) <= 80
    assert "marks" in wide[0]
    assert "marks" not in narrow[0]
    assert any(line.strip() == "[with ana]" for line in narrow)


@pytest.mark.parametrize("group", [(), ("source",), ("evidence",), ("gate",), ("reply",), ("article",), ("head",)])
def test_no_line_of_a_help_page_is_cut_short(
    done: Run, monkeypatch: pytest.MonkeyPatch, group: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    usage, page = done(*group, "--help").stdout.lstrip().split("\n", maxsplit=1)
    assert usage.startswith("Usage: claimtrack")
    assert [line for line in page.splitlines() if line.endswith("...")] == []
