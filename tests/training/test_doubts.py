"""Texts whose doubts were labelled, as lessons, and a network that learns from them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from claimtrack.errors import ClaimtrackError, InvalidInput
from claimtrack.extraction.learned.doubt_features import KINDS
from claimtrack.extraction.learned.model import VOCABULARY, WEIGHTS, read_card, read_model
from claimtrack.extraction.learned.sureness import DoubtEvidence
from claimtrack.extraction.learned.windows import load_vocabulary
from claimtrack.training import making_doubts
from claimtrack.training.calibrating_doubts import doubt_calibration
from claimtrack.training.doubt_lessons import doubt_lesson
from claimtrack.training.doubted import DoubtedText, read_doubted
from claimtrack.training.making_doubts import HeldOut, make_doubts
from claimtrack.training.teach_doubts import DoubtRecipe
from claimtrack.training.teach_statements import StatementRecipe
from claimtrack.vocabulary import CaveatKind, LinkKind

TEXT = "The army said the town fell. Nobody could check it. Residents said the town held."
ROW = {
    "id": "a",
    "text": TEXT,
    "statements": [
        {"spans": [[14, 27]], "speaker": "The army"},
        {"spans": [[67, 80]], "speaker": "Residents"},
    ],
    "doubts": [{"kind": "unconfirmed", "span": [29, 47], "statements": [0]}],
    "traps": [[52, 61]],
    "links": [{"kind": "contradicts", "from": 1, "to": 0}],
}


def read(tmp_path: Path, *rows: object) -> list[DoubtedText]:
    file = tmp_path / "doubted.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return read_doubted(file)


def test_a_text_is_read_with_its_doubts_and_links(tmp_path: Path) -> None:
    (one,) = read(tmp_path, ROW)
    assert one.text[slice(*one.doubts[0].span)] == "Nobody could check"
    assert (one.doubts[0].kind, one.doubts[0].statements) == (CaveatKind.UNCONFIRMED, frozenset({0}))
    assert one.links == {(1, 0): LinkKind.CONTRADICTS}


@pytest.mark.parametrize(
    "fault",
    [
        {"doubts": [{"kind": "doubtful", "span": [0, 3], "statements": [0]}]},
        {"doubts": [{"kind": "denied", "span": [0, 3], "statements": [7]}]},
        {"doubts": [{"kind": "denied", "span": [0], "statements": [0]}]},
        {"statements": None},
    ],
)
def test_a_line_that_is_no_such_text_is_named(tmp_path: Path, fault: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match=r"doubted\.jsonl, line 2: not a text with its doubts"):
        read(tmp_path, ROW, ROW | fault)


def test_a_lesson_says_which_words_doubt_and_of_what(tmp_path: Path) -> None:
    (one,) = read(tmp_path, ROW)
    lesson = doubt_lesson(one, load_vocabulary(WEIGHTS / VOCABULARY))
    words = [word for line in lesson.paragraphs for word in line.texts]
    place = KINDS.index(CaveatKind.UNCONFIRMED)
    assert [word for word, row in zip(words, lesson.kinds, strict=True) if row[place]] == ["Nobody", "could", "check"]
    assert lesson.kinds.sum() == 3
    assert [" ".join(words[number] for number in told) for told in lesson.told] == ["the town fell", "the town held"]
    doubt, trap = lesson.asked
    assert (doubt.wanted.tolist(), trap.wanted.tolist()) == ([1, 0], [0, 0])
    (answer,) = lesson.answered
    assert (answer.later, list(answer.earlier), answer.wanted.tolist()) == (1, [0], [2])


def test_a_model_learns_what_doubts_and_says_so_when_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = DoubtRecipe(StatementRecipe(epochs=12, encoder_rate=1e-3, warm_up=2, averaging=0.5))
    monkeypatch.setattr(making_doubts, "RECIPES", {"fast": recipe})
    doubted = read(tmp_path, *(ROW | {"id": str(number)} for number in range(48)))
    out = tmp_path / "model"
    made = make_doubts(doubted, [], start=WEIGHTS, out=out, seed=3, held_out=HeldOut(doubted[:12]))
    assert set(made) == {one.name for one in out.iterdir() if one.is_file()}
    card = read_card("fast", out)
    assert card["doubts"]["taught_on"] == {"texts": 48, "doubts": 48}
    losses = [one["loss"] for one in card["doubts"]["log"]]
    assert losses[-1] < losses[0] / 3
    model = read_model("fast", out)
    assert model.doubting is not None
    lesson = doubt_lesson(doubted[0], model.vocabulary)
    (window,) = lesson.windows(192)
    scores = model.scores(window).doubts
    assert scores is not None
    place = KINDS.index(CaveatKind.UNCONFIRMED)
    found = torch.from_numpy(scores[:, place]) > 0
    assert torch.equal(found, lesson.kinds[:, place] == 1)
    assert card["doubts"]["fitted_on"] == 12
    assert model.doubting.curve == tuple(card["doubts"]["calibration"])
    sure, unsure = (model.doubting.sure(DoubtEvidence(likely, likely, by_pattern=True)) for likely in (0.95, 0.05))
    assert sure > 0.5 > unsure


def test_a_model_that_was_taught_no_doubts_cannot_say_how_sure_it_is(tmp_path: Path) -> None:
    model = replace(read_model("fast", WEIGHTS), doubting=None)
    with pytest.raises(ClaimtrackError, match="was taught no doubts"):
        doubt_calibration(model, read(tmp_path, ROW))
