"""Texts listed statement by statement become lessons, and a model that ships learns from them."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from claimtrack.errors import InvalidInput
from claimtrack.extraction.learned.labels import InnerLabel, StatementLabel
from claimtrack.extraction.learned.model import (
    EMBEDDINGS,
    VOCABULARY,
    WEIGHTS,
    card_name,
    network_name,
    read_card,
    read_model,
)
from claimtrack.extraction.learned.windows import load_vocabulary
from claimtrack.extraction.learned.words import words_in
from claimtrack.extraction.values import Attribution, Extraction, Statement
from claimtrack.training import making_statements
from claimtrack.training.batches import IGNORED
from claimtrack.training.corpus import Labelled, LabelledArticle
from claimtrack.training.making_statements import make_statements
from claimtrack.training.shipped import read_network
from claimtrack.training.statement_scoring import StatementScore
from claimtrack.training.statements import (
    Listed,
    ListedText,
    StatementLesson,
    marked_lesson,
    read_listed,
    statement_lesson,
)
from claimtrack.training.teach_statements import StatementRecipe, teach_statements
from claimtrack.vocabulary import Mention, Nature, Quote, SpeakerKind

OUT, BEGIN, IN, AGAIN = StatementLabel
TEXT = "“The mill,” said Ana, “burned.” It stood."


def _lesson(*statements: Listed, text: str = TEXT) -> StatementLesson:
    return statement_lesson(ListedText("a", text, statements), load_vocabulary(WEIGHTS / VOCABULARY))


def _at(*pieces: str, text: str = TEXT) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


def test_every_word_learns_its_place_and_what_its_statement_is() -> None:
    made = _lesson(Listed(_at("The mill", "burned"), True, False), Listed(_at("It stood."), False, True))
    # “ The mill , ” said Ana , “ burned . ” It stood .
    assert made.outer == [BEGIN, IN, IN, IN, IN, OUT, OUT, OUT, AGAIN, IN, IN, IN, BEGIN, IN, IN]
    assert made.said == [1] * 5 + [IGNORED] * 3 + [1] * 4 + [0] * 3
    assert made.checkable == [0] * 5 + [IGNORED] * 3 + [0] * 4 + [1] * 3
    assert set(made.inner) == {InnerLabel.OUTSIDE}


def test_a_statement_in_another_is_learned_beside_it() -> None:
    text = "Bo heard the mill burned."
    made = _lesson(
        Listed(_at(text, text=text), True, True), Listed(_at("the mill burned", text=text), True, True), text=text
    )
    assert made.outer == [BEGIN, *[IN] * 5]
    assert made.inner == [0, 0, InnerLabel.BEGIN, InnerLabel.INSIDE, InnerLabel.INSIDE, InnerLabel.INSIDE]


def test_listed_texts_are_read_by_words_by_offsets_and_by_the_article_that_holds_them(tmp_path: Path) -> None:
    file = tmp_path / "listed.jsonl"
    rows = [
        {
            "id": "a",
            "text": TEXT,
            "statements": [{"text": "The mill", "more": ["burned"], "said": True, "checkable": True, "speaker": "Ana"}],
        },
        {"id": "b", "statements": [{"spans": [[0, 2]], "said": False, "checkable": True}]},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = read_listed(file, [LabelledArticle("b", "It stood.", ())])
    assert first.statements == (Listed(_at("The mill", "burned"), True, True, "Ana"),)
    assert (second.text, second.article) == ("It stood.", LabelledArticle("b", "It stood.", ()))
    with pytest.raises(InvalidInput, match="line 2: not a text listed by statements"):
        read_listed(file)


def test_a_shipped_network_can_be_taught_on_and_says_the_same(tmp_path: Path) -> None:
    from claimtrack.training.export import export

    for name in ("default", "fast"):
        export(read_network(name, WEIGHTS).eval(), tmp_path / network_name(name))
        for file in (EMBEDDINGS, VOCABULARY):
            (tmp_path / file).write_bytes((WEIGHTS / file).read_bytes())
        (tmp_path / card_name(name)).write_bytes((WEIGHTS / card_name(name)).read_bytes())
        one, other = (read_network(name, folder).state_dict() for folder in (WEIGHTS, tmp_path))
        # What they say of doubts begins anew: those that ship were not taught it.
    held = {key for key in one if not key.startswith("doubting.")}
    assert {key for key in held if not np.allclose(one[key], other[key], atol=1e-6)} == set()


def test_models_are_taught_statements_and_say_how_sure_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making_statements, "RECIPES", {"fast": replace(StatementRecipe(), epochs=1)})
    monkeypatch.setattr(making_statements, "statement_calibration", lambda *_: {"own": (0.5,) * 4, "said": (0.5,) * 7})
    listed = [ListedText("a", TEXT, (Listed(_at("The mill", "burned"), True, False, "Ana"),))]
    made = make_statements(listed, listed, [], start=WEIGHTS, out=tmp_path, seed=3)
    assert made == [EMBEDDINGS, VOCABULARY, "fast.onnx", "fast.json"]
    *earlier, run = read_card("fast", tmp_path)["statements"]["runs"]
    assert earlier == read_card("fast")["statements"]["runs"]
    assert (run["recipe"]["seed"], run["taught_on"]) == (3, {"texts": 1, "statements": 1})
    assert [line["epoch"] for line in run["log"]] == [1]
    model = read_model("fast", tmp_path)
    assert model.curves == {"own": (0.5,) * 4, "said": (0.5,) * 7}
    assert len(words_in(TEXT, 0, len(TEXT))) == 15


def _marked(name: str = "m") -> LabelledArticle:
    return LabelledArticle(name, TEXT, (Labelled(_at("Ana"), _at("said"), _at("The mill")),))


def test_an_article_whose_attributions_alone_were_marked_says_nothing_of_statements() -> None:
    made = marked_lesson(_marked(), load_vocabulary(WEIGHTS / VOCABULARY))
    words = sum(len(one.spans) for one in made.paragraphs)
    assert made.outer == made.inner == made.said == made.checkable == [IGNORED] * words
    assert made.attributions is not None
    assert len(made.pieces) == len(made.paragraphs)


def test_what_is_taught_beside_keeps_the_network_where_nothing_is_listed(tmp_path: Path) -> None:
    vocabulary = load_vocabulary(WEIGHTS / VOCABULARY)
    lessons = [marked_lesson(_marked(), vocabulary)]
    recipe = replace(StatementRecipe(), epochs=1, rehearsed=1.0)
    before = read_network("fast", WEIGHTS, dropout=0.0)
    after = teach_statements(
        read_network("fast", WEIGHTS, dropout=0.0), [], folder=tmp_path, recipe=recipe, before=before, marked=lessons
    )
    one, other = before.state_dict(), after.state_dict()
    assert all(bool(value.isfinite().all()) for value in other.values())
    # No statement is taught; what is left of the step is the decay of the weights.
    assert one["stating.weight"].allclose(other["stating.weight"], atol=1e-4)
    assert any(not one[key].equal(other[key]) for key in one)


def _given(*statements: Statement, speaker: str = "Ana Ruiz") -> Extraction:
    one = Attribution((), (), (), speaker, SpeakerKind.PERSON, Mention.NAME, Quote.INDIRECT, Nature.ASSERTS)
    return Extraction("The mill burned. Nobody died.", "en", "x", (one,), statements, ())


@pytest.mark.parametrize(
    ("speaker", "own", "right"),
    [("Ana Ruiz", False, True), ("Mrs Ana Ruiz", False, True), ("Bo Lind", False, False), ("Ana Ruiz", True, False)],
)
def test_a_statement_is_right_with_the_speaker_that_the_reader_named(speaker: str, own: bool, right: bool) -> None:
    gold = [Listed(((0, 16),), True, True, "Ana Ruiz")]
    statement = Statement("The mill burned.", ((0, 14),), None if own else 0, own_voice=own, checkable=False)
    score = StatementScore()
    assert score.add(gold, _given(statement, speaker=speaker)) == [right]
    assert (score.found.f1, score.right.f1, score.checkable.precision) == (100, 100 * right, 0)


def test_each_listed_statement_is_found_once() -> None:
    gold = [Listed(((0, 16),), False, True)]
    halves = [Statement("", ((0, 16),), None, True, True), Statement("", ((0, 12),), None, True, True)]
    score = StatementScore()
    assert score.add(gold, _given(*halves)) == [True, False]
    assert (score.found.precision, score.found.recall) == (50, 100)
