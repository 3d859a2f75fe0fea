"""What a doubt and a statement have to do with one another, in numbers."""

import numpy as np
import pytest

from claimtrack.extraction.learned.doubt_features import (
    AHEAD,
    BACK,
    DOUBT_FEATURES,
    KINDS,
    LINK_FEATURES,
    LINKED_BACK,
    Scene,
    Told,
)
from claimtrack.vocabulary import CaveatKind

TEXT = "The army said the town fell. Residents said nine people died. The army's claim could not be confirmed."
TOWN, DEAD = (14, 27), (44, 60)
CUE = (79, 101)


def scene() -> Scene:
    told = [Told((TOWN,), TEXT[slice(*TOWN)], 0, "The army"), Told((DEAD,), TEXT[slice(*DEAD)], 1, "Residents")]
    return Scene(TEXT, [(0, 28), (29, 61), (62, len(TEXT))], [0, 0, 0], told)


def test_every_kind_of_doubt_has_its_place() -> None:
    assert set(KINDS) == set(CaveatKind)


def test_a_doubt_has_a_row_a_statement_and_each_kind_another() -> None:
    here = scene()
    rows = {kind: here.of_doubt(CUE, kind, here.near(CUE)) for kind in KINDS}
    assert all(one.shape == (2, DOUBT_FEATURES) and one.dtype == np.float32 for one in rows.values())
    assert len({one.tobytes() for one in rows.values()}) == len(KINDS)


def test_whose_claim_it_is_and_how_far_back_it_stands_tell_statements_apart() -> None:
    here = scene()
    town, dead = here.of_doubt(CUE, CaveatKind.UNCONFIRMED, [0, 1])
    assert town[1:8].tolist() == [0, 0, 1, 0, 0, 0, 0]
    assert dead[1:8].tolist() == [0, 1, 0, 0, 0, 0, 0]
    other = Scene(TEXT.replace("The army's", "The people's"), here.sentences, here.paragraphs, here.told)
    assert not np.array_equal(town, other.of_doubt(CUE, CaveatKind.UNCONFIRMED, [0, 1])[0])


@pytest.mark.parametrize("cue", [(0, 3), (30, 39), (79, 101), (len(TEXT) - 1, len(TEXT))])
def test_whatever_place_a_doubt_has_there_is_a_sentence(cue: tuple[int, int]) -> None:
    here = scene()
    assert np.isfinite(here.of_doubt(cue, CaveatKind.DENIED, here.near(cue))).all()
    assert 0 <= here.sentence_at(cue[0]) < 3


def test_a_doubt_looks_no_further_than_it_may() -> None:
    sentences = [(10 * number, 10 * number + 9) for number in range(200)]
    told = [Told(((start, end),), "It rained", number) for number, (start, end) in enumerate(sentences)]
    here = Scene("It rained " * 200, sentences, [0] * 200, told)
    near = here.near((1000, 1004))
    assert (near.start, near.stop) == (101 - BACK, 101 + AHEAD)
    assert len(here.answered(150)) == LINKED_BACK
    assert list(here.answered(2)) == [0, 1]


def test_two_statements_share_words_numbers_and_speakers() -> None:
    text = "The army lost 9 tanks. Rebels say the army lost 14 tanks. The army lost 9 tanks."
    spans = [(0, 22), (34, 57), (58, 80)]
    told = [Told((span,), text[slice(*span)], n, "Rebels" if n == 1 else "") for n, span in enumerate(spans)]
    here = Scene(text, [(0, 22), (23, 57), (58, 80)], [0, 0, 0], told)
    rows = here.of_link(2, [0, 1])
    assert rows.shape == (2, LINK_FEATURES)
    same, other = rows
    assert (same[5], other[5]) == (1, 0)
    assert (same[14], other[14]) == (1, 0)
    assert (same[15], other[15]) == (0, 1)
