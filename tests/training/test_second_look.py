"""The second look at doubts, learned from the labelled texts and from what a shipped model finds in them."""

import json
import shutil
from pathlib import Path

import pytest

from claimtrack.extraction.learned.model import WEIGHTS, read_card, read_model, second_name
from claimtrack.training.doubted import DoubtedText, read_doubted
from claimtrack.training.making_second_look import make_second_look
from claimtrack.training.second_look_lessons import look_lessons
from claimtrack.training.teach_second_look import LookRecipe
from claimtrack.training.teach_statements import StatementRecipe

TEXT = "Ana Ruiz said the weir broke. Nine boats sank on Monday. The claim could not be verified."


@pytest.fixture
def doubted(tmp_path: Path) -> list[DoubtedText]:
    first, cue = TEXT.index("the weir"), TEXT.index("could not")
    row = {
        "text": TEXT,
        "statements": [
            {"spans": [[first, first + 14]], "speaker": "Ana Ruiz"},
            {"spans": [[30, 56]], "speaker": ""},
        ],
        "doubts": [{"kind": "unconfirmed", "span": [cue, cue + 21], "statements": [0]}],
        "traps": [[30, 40]],
        "links": [],
    }
    file = tmp_path / "doubted.jsonl"
    file.write_text("".join(json.dumps(row | {"id": str(number)}) + "\n" for number in range(12)), encoding="utf-8")
    return read_doubted(file)


def test_a_look_is_taught_on_what_the_model_lists(doubted: list[DoubtedText]) -> None:
    lessons = look_lessons(read_model("default", WEIGHTS), doubted[:8], seed=1)
    doubts = [one for one in lessons if one.is_doubt]
    assert len(doubts) >= 8
    assert all(one.spoken_of[:2] == (True, False) for one in doubts)
    assert any(not one.is_doubt for one in lessons)
    assert not any(any(one.spoken_of) for one in lessons if not one.is_doubt)


def test_it_learns_of_what_a_doubt_speaks_and_the_card_says_so(doubted: list[DoubtedText], tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(WEIGHTS, folder)
    recipe = LookRecipe(StatementRecipe(epochs=3, encoder_rate=2e-4, warm_up=2, averaging=0.5), batch=6)
    made = make_second_look(doubted, folder=folder, name="default", start=WEIGHTS, recipe=recipe, held_out=doubted[:4])
    assert made == second_name("default")
    card = read_card("default", folder)["second_look"]
    assert card["taught_on"]["texts"] == 12
    assert card["fitted_on"] == 4
    losses = [one["loss"] for one in card["log"]]
    assert losses[-1] < losses[0]
    second = read_model("default", folder).second
    assert second is not None
    assert second.curve == tuple(card["calibration"])
