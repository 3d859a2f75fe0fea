"""`extract`: the contract that other tools read, and nothing stored."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

TEXT = "“The bridge is closed,” Ana Ruiz said.\r\n\r\nThe café opened on Monday, according to Ben Ode.\n"


@pytest.fixture
def article(empty: Path) -> Path:
    file = empty / "article.txt"
    file.write_bytes(TEXT.encode())
    return file


def test_a_line_a_file_is_written_in_the_order_given(done: Run, article: Path) -> None:
    (article.parent / "second.txt").write_text("“The dam holds,” Mara Voss said.\n", encoding="utf-8")
    lines = [json.loads(line) for line in done("extract", "second.txt", "article.txt", "--jsonl").stdout.splitlines()]
    assert [line["path"] for line in lines] == ["second.txt", "article.txt"]
    assert json.loads(done("extract", "second.txt", "article.txt", "--json").stdout) == lines
    assert sorted(article.parent.iterdir()) == [article, article.parent / "second.txt"]


def test_a_line_holds_what_the_contract_says(done: Run, article: Path) -> None:
    (line,) = [json.loads(line) for line in done("extract", article.name, "--jsonl").stdout.splitlines()]
    assert set(line) == {
        "path", "text_sha256", "text", "language", "extractor", "attributions", "statements", "links",
    }  # fmt: skip
    assert (line["text"], line["extractor"], line["language"]) == (TEXT, "rules", "en")
    assert line["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert [one["speaker"] for one in line["attributions"]] == ["Ana Ruiz", "Ben Ode"]
    for attribution in line["attributions"]:
        assert set(attribution) == {
            "source", "cue", "content", "confidence", "speaker", "speaker_kind", "mention", "via", "inside", "quote",
            "nature", "hedged", "firsthand",
        }  # fmt: skip
    for statement in line["statements"]:
        assert set(statement) == {"text", "spans", "attribution", "own_voice", "checkable", "caveats"}
        (start, end), *_ = statement["spans"]
        assert statement["text"].startswith(TEXT[start:end])


def test_without_a_format_people_read_it(done: Run, article: Path) -> None:
    found = done("extract", article.name)
    assert "Ana Ruiz" in found.stdout
    assert "Ben Ode" in found.stdout
    assert found.stderr == "article.txt: 2 statements; nothing was stored\n"


def test_bad_input_is_refused_before_anything_is_written(run: Run, article: Path) -> None:
    for words, code, told in (
        ((article.name, "nosuch.txt", "--jsonl"), 4, "no file nosuch.txt; check the name and the folder"),
        ((article.name, "--json", "--jsonl"), 2, "choose one of --json and --jsonl"),
        ((article.name, "--max-size", "10"), 3, "article.txt is larger than 10 bytes"),
        ((article.name, "--extractor", "nosuch"), 2, "nosuch"),
    ):
        refused = run("extract", *words)
        assert (refused.returncode, refused.stdout) == (code, "")
        assert told in refused.stderr
