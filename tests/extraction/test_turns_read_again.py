"""Kinds of turns that fresh readers found misread: each by sentences of its own, with both engines."""

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.engine import extract
from claimtrack.extraction.learned.engine import extract as extract_learned

INQUEST = (
    "THE CORONER: Good morning, Mr. Lund.\n\nMR. LUND: [Sobbing] Nobody rang.\n\n"
    "MS. KARR (for the council): Was the weir open?\n\nMR. LUND: It was shut. The key had been lost for a week.\n\n"
    "THE CORONER: Thank you."
)
LETTERS = (
    "Q&A with Dr. Ada Moe, harbour engineer\n\nQ. Is the lock ready?\nA. No. The bolts came in June and they rust.\n\n"
    "Q. Who was told?\nA. Yes. I wrote to the council in May."
)
BOLD = (
    "“We sat in the dark”: an interview with Ada Moe\n\nAda Moe was in the lift when it stopped.\n\n"
    "What did you hear?\n\nThe cable had come off its wheel.\n\n"
    "Who came?\n\nNobody came before six.\n\n"
    "And the warden? He had gone home at four.\n\nDo you want to move?\n\nThe flat has been damp since May."
)


@pytest.mark.parametrize("engine", ["rules", "learned"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            INQUEST,
            [
                ("Mr. Lund", "Nobody rang"),
                ("Mr. Lund", "It was shut"),
                ("Mr. Lund", "The key had been lost for a week"),
            ],
            id="a court's own lines, and what the scribe put in, are nobody's",
        ),
        pytest.param(
            LETTERS,
            [("Ada Moe", "The bolts came in June and they rust"), ("Ada Moe", "I wrote to the council in May")],
            id="letters with full stops; a bare yes or no states nothing",
        ),
        pytest.param(
            BOLD,
            [
                ("Ada Moe", "The cable had come off its wheel"),
                ("Ada Moe", "Nobody came before six"),
                ("Ada Moe", "He had gone home at four"),
                ("Ada Moe", "The flat has been damp since May"),
            ],
            id="a question in front of its answer in one line",
        ),
    ],
)
def test_each_answer_is_whose_turn_it_is(engine: str, text: str, told: list[tuple[str, str]]) -> None:
    found = Read(extract(text) if engine == "rules" else extract_learned(text))
    said = [(who, words.strip(".").removeprefix("No. ")) for who, words in found.said if "sat in the dark" not in words]
    assert said == told
