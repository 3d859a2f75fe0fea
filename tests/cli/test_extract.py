"""`extract`: the contract that other tools read, and nothing stored."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claimtrack.cli.extract import extract
from claimtrack.extraction.contract import as_json
from claimtrack.extraction.engine import extract as by_rules
from claimtrack.extraction.learned import engine
from claimtrack.extraction.learned.model import load_model
from claimtrack.extraction.values import Statement
from claimtrack.reading.document import PassedOver
from claimtrack.services.articles import extract as service

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
        "path", "text_sha256", "text", "language", "extractor", "attributions", "statements", "skipped", "links",
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
        assert set(statement) == {
            "text",
            "spans",
            "attribution",
            "own_voice",
            "headline",
            "checkable",
            "caveats",
            "confidence",
            "perhaps",
        }
        (start, end), *_ = statement["spans"]
        assert statement["text"].startswith(TEXT[start:end])


def test_without_a_format_people_read_it(done: Run, article: Path) -> None:
    found = done("extract", article.name)
    assert "Ana Ruiz" in found.stdout
    assert "Ben Ode" in found.stdout
    assert found.stderr == "article.txt: 2 statements; nothing was stored\n"


def test_beside_the_own_voice_stands_who_perhaps_says_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "Ana Ruiz said that the bridge was closed."
    found = by_rules(words)
    found = replace(found, statements=(Statement(words, ((0, len(words)),), None, True, True, perhaps=0),))
    given = service.Extracted("one.txt", as_json(found, path="one.txt", text_sha256="00"))
    monkeypatch.setattr(service, "extract", lambda *_, **__: [given])
    extract(["one.txt"])
    assert "own voice, perhaps Ana Ruiz\n" in capsys.readouterr().out


def test_how_it_was_read_is_told_beside_what_was_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "Ana Ruiz said that the bridge was closed."
    passed = PassedOver("Vessel\nin pictures", "a gallery")
    contract = as_json(by_rules(words), path="a.html", text_sha256="00")
    given = service.Extracted("a.html", contract, "a consent page", ("two bytes are no characters",), (passed,))
    monkeypatch.setattr(service, "extract", lambda *_, **__: [given])
    extract(["a.html"], explain=True)
    shown = capsys.readouterr()
    assert "  -  not read, a gallery: Vessel in pictures\n" in shown.out
    assert "a.html: this looks like a consent page, not like an article\n" in shown.err
    assert "a.html: two bytes are no characters\n" in shown.err


def test_bad_input_is_refused_before_anything_is_written(run: Run, article: Path) -> None:
    for words, code, told in (
        (("nosuch.txt", "--jsonl"), 4, "no file nosuch.txt; check the name and the folder"),
        ((article.name, "--json", "--jsonl"), 2, "choose one of --json, --jsonl and --explain"),
        ((article.name, "--explain", "--jsonl"), 2, "choose one of --json, --jsonl and --explain"),
        ((article.name, "--max-size", "10"), 3, "article.txt is larger than 10 bytes"),
        ((article.name, "--extractor", "nosuch"), 2, "nosuch"),
        ((article.name, "--model", "huge"), 2, '"huge" is none of'),
        ((article.name, "--model", "fast", "--extractor", "rules"), 2, "leave out --extractor rules, or --model"),
    ):
        refused = run("extract", *words)
        assert (refused.returncode, refused.stdout) == (code, "")
        assert told in refused.stderr


def test_the_words_taken_for_each_part_are_shown(done: Run, article: Path) -> None:
    lines = [
        line.rstrip() for line in done("extract", article.name, "--explain", "--extractor", "rules").stdout.splitlines()
    ]
    assert lines == [
        "  1  Ana Ruiz  (found by rules)",
        "     words    0-23: “The bridge is closed,”",
        "     source   24-32: Ana Ruiz",
        "     cue      33-37: said",
        "  2  Ben Ode  (found by rules)",
        "     words    42-67: The café opened on Monday",
        "     source   82-89: Ben Ode",
        "     cue      69-81: according to",
    ]


def test_the_learned_engine_says_how_sure_it_is(done: Run, article: Path) -> None:
    shown = done("extract", article.name, "--explain", "--extractor", "learned").stdout
    assert re.search(r"^  1  Ana Ruiz  \(confidence 0\.\d\d\)$", shown, re.MULTILINE)
    (line,) = map(json.loads, done("extract", article.name, "--jsonl", "--extractor", "learned").stdout.splitlines())
    assert line["extractor"] == "learned"
    assert all(0.5 < one["confidence"] <= 1 for one in line["attributions"])


def test_a_nested_attribution_says_in_which_it_stands(done: Run, empty: Path) -> None:
    (empty / "a.txt").write_text(
        "Ana Ruiz said the guard has received accounts of forty boats being sunk.\n", encoding="utf-8"
    )
    assert "(found by rules, inside 1)" in done("extract", "a.txt", "--explain", "--extractor", "rules").stdout


def test_what_nobody_says_what_is_doubted_and_what_is_no_statement_is_explained_too(done: Run, empty: Path) -> None:
    (empty / "a.txt").write_text(
        "The harbour was shelled on Monday, the army said. This could not be independently confirmed.\n\n"
        "The guard declined to comment.\n",
        encoding="utf-8",
    )
    shown = done("extract", "a.txt", "--explain", "--extractor", "learned").stdout
    assert re.search(r"^  1  the army \[unconfirmed\]  \(confidence 0\.\d\d\)$", shown, re.MULTILINE)
    assert re.search(r"^  2  own voice.*\n     words    50-92: This could not be", shown, re.MULTILINE)
    assert re.search(r"^     unconfirmed \d+-\d+: .*could not be independently confirmed", shown, re.MULTILINE)
    assert re.search(r"^  -  no statement: The guard  \(confidence 0\.\d\d\)$", shown, re.MULTILINE)


def test_several_files_at_once_give_what_one_by_one_gives(done: Run, empty: Path) -> None:
    names = [f"{number}.txt" for number in range(4)]
    for name in names:
        (empty / name).write_text(f"“The bridge is closed,” Ana Ruiz {name} said.\n", encoding="utf-8")
    one_by_one = done("extract", *names, "--jsonl", "--extractor", "rules").stdout
    assert done("extract", *names, "--jsonl", "--extractor", "rules", "--jobs", 2).stdout == one_by_one
    assert done("extract", *names, "--jsonl", "--extractor", "rules", "--jobs", 50).stdout == one_by_one


def test_the_environment_may_name_the_engine(done: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for named in ("rules", "learned"):
        monkeypatch.setenv("CLAIMTRACK_EXTRACTOR", named)
        assert json.loads(done("extract", article.name, "--jsonl").stdout)["extractor"] == named
    monkeypatch.delenv("CLAIMTRACK_EXTRACTOR")
    assert json.loads(done("extract", article.name, "--jsonl").stdout)["extractor"] == "learned"


def test_a_model_is_chosen_by_name(done: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_EXTRACTOR", "rules")
    for named, extractor in (("fast", "learned-fast"), ("default", "learned")):
        assert json.loads(done("extract", article.name, "--jsonl", "--model", named).stdout)["extractor"] == extractor
    both = done("extract", article.name, "--jsonl", "--model", "fast", "--extractor", "learned").stdout
    assert json.loads(both)["extractor"] == "learned-fast"


def test_a_damaged_model_is_told_with_the_engine_that_reads_without_it(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "load_model", lambda name: load_model(name, tmp_path / "nowhere"))
    refused = run("extract", article.name, "--extractor", "learned")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "the learned engine's model is missing" in refused.stderr
    assert "--extractor rules" in refused.stderr
