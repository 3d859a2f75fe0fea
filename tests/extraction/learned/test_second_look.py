"""What a second look at a doubt is given, how sure it makes of it, and how much of it a text may ask for."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claimtrack.extraction.learned import doubt_reader
from claimtrack.extraction.learned.doubt_features import KINDS, Scene, Told
from claimtrack.extraction.learned.engine import extract
from claimtrack.extraction.learned.model import load_model
from claimtrack.extraction.learned.second_look import MOST_WORDS, Looking, SecondReader
from claimtrack.extraction.learned.sureness import DoubtEvidence, Looked, looked_confidence
from claimtrack.vocabulary import CaveatKind

TEXT = "The weir broke, Ana Ruiz said. Nine boats sank. Nobody could check that."
TOLD = [Told(((0, 14),), "The weir broke", 0, "Ana Ruiz"), Told(((31, 46),), "Nine boats sank", 1)]
SENTENCES = [(0, 30), (31, 47), (48, 72)]
CUE = (TEXT.index("could"), TEXT.index("that"))


def looking(text: str = TEXT, sentences: list[tuple[int, int]] = SENTENCES, told: list[Told] = TOLD) -> Looking:
    return Looking(Scene(text, sentences, [0] * len(sentences), told), load_model("default").vocabulary)


def second() -> SecondReader:
    reader = load_model("default").second
    assert reader is not None
    return reader


def test_the_words_that_doubt_and_the_statements_are_marked() -> None:
    look = looking().at(CUE, CaveatKind.UNCONFIRMED, [0, 1])
    assert look is not None
    assert [word for word, mark in enumerate(look.cue) if mark] == look.asks == [13, 14]
    assert {look.cue[word] for word in look.asks} == {1 + KINDS.index(CaveatKind.UNCONFIRMED)}
    # What somebody says is told from what the outlet says, and a first word from those behind it.
    assert look.told == [3, 4, 4, 0, 0, 0, 0, 0, 1, 2, 2, 0, 0, 0, 0, 0, 0][: len(look.told)]
    assert look.statements == [[0, 1, 2], [8, 9, 10]]
    marks = look.at_heads(look.cue)
    assert len(marks) == len(look.window)
    assert [marks[head] for head in look.window.heads] == look.cue
    assert np.allclose(look.pooling().sum(axis=1), 1)


def test_what_stands_too_far_away_is_not_looked_at() -> None:
    filler = "The market sold fish and bread. "
    text = "The weir broke. " + filler * 60 + "Nobody could check that."
    begins = [0, *(16 + len(filler) * number for number in range(61))]
    sentences = [(start, end - 1) for start, end in zip(begins, [*begins[1:], len(text) + 1], strict=True)]
    far, near = Told(((0, 14),), "The weir broke", 0), Told(((begins[60], begins[60] + 30),), "The market ...", 60)
    cue = (text.index("could"), text.index("that"))
    look = looking(text, sentences, [far, near]).at(cue, CaveatKind.UNCONFIRMED, [0, 1])
    assert look is not None
    assert look.near == [1]
    assert len(look.cue) <= MOST_WORDS


def test_a_sentence_without_end_is_looked_at_around_the_doubt() -> None:
    text = "fish and bread " * 400 + "could not be verified " + "and wine " * 400
    start = text.index("could")
    look = looking(text, [(0, len(text))], [Told(((0, len(text)),), text, 0)]).at(
        (start, start + 21), CaveatKind.UNCONFIRMED, [0]
    )
    assert look is not None
    assert (len(look.asks), len(look.cue)) == (4, MOST_WORDS)


def test_words_without_a_letter_are_no_doubt_to_look_at() -> None:
    assert looking().at((14, 14), CaveatKind.DENIED, [0]) is None
    assert second().read(looking(), (14, 14), CaveatKind.DENIED, [0]) == {}


def test_it_says_of_each_statement_how_likely_it_is_spoken_of_and_the_same_each_time() -> None:
    found = second().read(looking(), CUE, CaveatKind.UNCONFIRMED, [0, 1])
    assert found.keys() == {0, 1}
    assert all(0 < one.is_doubt < 1 and 0 < one.spoken_of < 1 for one in found.values())
    assert found == second().read(looking(), CUE, CaveatKind.UNCONFIRMED, [0, 1])
    assert found != second().read(looking(), CUE, CaveatKind.DENIED, [0, 1])


def test_the_likelier_a_second_look_finds_it_the_surer_it_is() -> None:
    def sure(looked: Looked) -> float:
        return second().sure(DoubtEvidence(0.9, 0.5, by_pattern=False, looked=looked))

    assert sure(Looked(0.9, 0.95)) > sure(Looked(0.9, 0.5)) > sure(Looked(0.9, 0.05))
    evidence = DoubtEvidence(0.9, 0.5, by_pattern=False, looked=Looked(0.8, 0.3))
    assert looked_confidence(evidence, ()) == 0.3
    with pytest.raises(ValueError, match="no second look"):
        looked_confidence(DoubtEvidence(0.9, 0.5, by_pattern=False), ())


def test_a_text_of_doubts_alone_asks_for_no_more_looks_than_its_length_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    read = SecondReader.read

    def count(self: SecondReader, *given: Any) -> dict[int, Looked]:
        asked.append(given)
        return read(self, *given)

    monkeypatch.setattr(SecondReader, "read", count)
    monkeypatch.setattr(doubt_reader, "FIRST_LOOKS", 2)
    text = " ".join(
        f"Ann {name} said the weir broke. The claim could not be verified. Ben denied it." for name in "ABCDEFGH"
    )
    extract(text)
    assert len(asked) == 2 + len(text) // doubt_reader.A_LOOK


def test_a_second_look_takes_nothing_from_what_the_patterns_find() -> None:
    text = (Path(__file__).parents[3] / "seeds" / "article.txt").read_text(encoding="utf-8")
    (found,) = (one for one in extract(text).statements if one.text.startswith("soldiers had shot"))
    assert CaveatKind.UNWITNESSED in {one.kind for one in found.caveats}
