"""What the corpus of doubts must hold, whatever is added to it."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from tests.extraction.doubt_corpus.describe import CORPUS, PARTS, agreement, entropy, rows, wordings, written
from tests.extraction.doubt_corpus.scoring import false_alarms, passage, without_questions
from tests.extraction.passages.scoring import figures

from claimtrack.extraction.values import Attribution, Caveat, Extraction, Statement
from claimtrack.training.doubted import read_doubted
from claimtrack.vocabulary import CaveatKind


@pytest.mark.parametrize("part", PARTS)
def test_what_is_labelled_stands_in_its_text(part: str) -> None:
    for row in rows(part):
        spans = [span for one in row["statements"] for span in one["spans"]]
        spans += [one["span"] for one in row["doubts"]] + row["traps"]
        for start, end in spans:
            assert 0 <= start < end <= len(row["text"]), row["id"]
            assert row["text"][start:end].strip(), row["id"]
        numbers = range(len(row["statements"]))
        assert all(number in numbers for one in row["doubts"] for number in one["statements"]), row["id"]
        assert all(one["from"] in numbers and one["to"] in numbers for one in row["links"]), row["id"]


def test_no_writer_stands_in_two_parts_and_no_passage_twice() -> None:
    names = {part: [row["id"] for row in rows(part)] for part in PARTS}
    writers = {part: {name.partition("-")[0] for name in held} for part, held in names.items()}
    assert len(set.union(*writers.values())) == sum(map(len, writers.values()))
    assert len({name for held in names.values() for name in held}) == sum(map(len, names.values()))
    texts = Counter(row["text"] for part in PARTS for row in rows(part))
    assert set(texts.values()) == {1}


def test_there_are_three_thousand_passages_and_about_as_many_traps_as_doubts() -> None:
    held = [row for part in PARTS for row in rows(part)]
    assert len(held) >= 3_000
    doubts, traps = (sum(len(row[what]) for row in held) for what in ("doubts", "traps"))
    assert 0.8 < traps / doubts < 1.25


def test_no_wording_dominates() -> None:
    told = wordings(row for part in PARTS for row in rows(part))
    for kind in CaveatKind:
        (_, most), *_ = told[kind].most_common(1)
        assert most < 0.2 * told[kind].total(), kind
        assert entropy(told[kind]) > 4, kind


def test_a_second_reader_read_every_passage_and_agrees_with_its_writer() -> None:
    first = written(row for part in PARTS for row in rows(part))
    second = {row["id"]: row for row in rows("second")}
    assert second.keys() == first.keys()
    shares = {name: share for name, _, share in agreement(first, second)}
    assert min(shares[kind] for kind in CaveatKind) > 0.9


@pytest.mark.parametrize("part", ["real", "real-train"])
def test_of_real_news_only_places_are_held(part: str) -> None:
    for row in map(json.loads, (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()):
        assert row.keys() == {"id", "article", "of", "span", "statements", "doubts", "links"}
        assert all(one.keys() <= {"spans", "speaker_at"} for one in row["statements"])
        assert all(one.keys() == {"kind", "span", "statements"} for one in row["doubts"])


def test_no_article_teaches_and_measures() -> None:
    lines = {
        part: (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines() for part in ("real", "real-train")
    }
    taught, measured = ({json.loads(line)["article"] for line in lines[part]} for part in ("real-train", "real"))
    assert taught.isdisjoint(measured)


def test_figures_are_those_of_what_was_found() -> None:
    one = next(one for one in read_doubted(CORPUS / "dev.jsonl") if len(one.doubts) == 1)
    doubt = one.doubts[0]
    statements = tuple(
        Statement(
            " ".join(one.text[slice(*span)] for span in spans),
            spans,
            None,
            True,
            True,
            (Caveat(doubt.kind, (doubt.span,)),) if number in doubt.statements else (),
        )
        for number, (spans, _) in enumerate(one.statements)
    )
    nobody: tuple[Attribution, ...] = ()
    found = Extraction(one.text, "en", "test", nobody, statements, ())
    assert "| caveats              | 1.000" in figures([passage(one)], lambda _: found)
    asked = replace(found, statements=tuple(map(_asked, statements)))
    assert "| caveats              | 1.000" in figures([passage(one)], lambda _: asked)
    assert "| caveats              | 0.000" in figures([passage(one)], lambda _: without_questions(asked))
    assert without_questions(found) == found
    trap = next(one for one in read_doubted(CORPUS / "dev.jsonl") if not one.doubts)
    assert false_alarms([passage(trap)], [Extraction(trap.text, "en", "test", nobody, (), ())]) == (1, 0)


def _asked(one: Statement) -> Statement:
    """Give a statement whose doubts are questions."""
    return replace(one, caveats=tuple(replace(caveat, confidence=0.5) for caveat in one.caveats))
