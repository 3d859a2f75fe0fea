"""`source alike`: one source under two names is offered for merging, never merged by itself."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., CompletedProcess[str]]


def _ingest(done: Run, folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return done("ingest", name).stderr


def test_a_short_name_in_another_article_is_offered(done: Run, empty: Path) -> None:
    first = _ingest(done, empty, "a.txt", "“The bridge is closed,” Ana Ruiz said.\n\n“It is open,” Ben Ode said.\n")
    second = _ingest(done, empty, "b.txt", "“The market is open,” Mayor Ruiz said.\n")
    told = "1 source may be on record under another name, too: claimtrack source alike"
    assert (told in first, told in second) == (False, True)
    rows = json.loads(done("source", "list", "--json").stdout)
    number = {row["name"]: row["source"] for row in rows}
    (offer,) = json.loads(done("source", "alike", "--json").stdout)
    assert offer == {
        "source": number["Mayor Ruiz"], "name": "Mayor Ruiz", "into": number["Ana Ruiz"], "into_name": "Ana Ruiz",
    }  # fmt: skip
    shown = done("source", "alike")
    command = f"source merge {offer['source']} --into {offer['into']} --reason TEXT"
    assert f"  claimtrack {command}" in shown.stdout.splitlines()
    assert shown.stderr == "1 pair; short forms that fit two sources are not offered\n"
    assert json.loads(done("source", "list", "--json").stdout) == rows  # nothing was merged
    done(*command.split()[:-1], "the same mayor")
    assert json.loads(done("source", "alike", "--json").stdout) == []


def test_a_short_name_that_fits_two_is_not_offered(done: Run, empty: Path) -> None:
    _ingest(done, empty, "a.txt", "“The bridge is closed,” Ana Ruiz said.\n\n“It is open,” Jon Ruiz said.\n")
    assert "may be on record" not in _ingest(done, empty, "b.txt", "“The market is open,” Mayor Ruiz said.\n")
    assert json.loads(done("source", "alike", "--json").stdout) == []
