"""The outlet's word for a name that ends somebody's quotation stays the outlet's."""

import pytest

from claimtrack.extraction.quoting.outlets_asides import without_aside
from claimtrack.extraction.registry import load_extractor


@pytest.mark.parametrize(
    ("kept", "aside"),
    [
        ("“all of the wounded go by the agreed road to Tarn,”", " a fishing town"),
        ("“we were stopped near Old Quay”,", " a poor part of the city."),
        ('"they hid in Upper Dray,"', " one of the lower villages"),
        ("the army would “never give up Tarn,”", " the largest of the ports"),
    ],
)
def test_what_explains_a_name_behind_a_quotation_is_left_out(kept: str, aside: str) -> None:
    text = f"He said {kept}{aside}"
    assert without_aside(text, (8, len(text))) == (8, 8 + len(kept))


@pytest.mark.parametrize(
    "words",
    [
        "“they came from Tarn,” a doctor told her later",  # somebody speaks
        "“we asked the governor,” a friend of his",  # no name
        "the road to Tarn, a fishing town, was closed",  # no quotation ends
        "“the road to Tarn, a fishing town”",  # the speaker's own
        "“the road leads to Tarn,” and a second one to Old Quay",
        "“we saw them in Tarn,” a town that was burnt before winter",
    ],
)
def test_what_may_be_the_speakers_stays(words: str) -> None:
    text = f"He said {words}"
    assert without_aside(text, (8, len(text))) == (8, len(text))


@pytest.mark.parametrize("engine", ["learned", "learned-fast"])
def test_a_speakers_statement_ends_with_the_quotation(engine: str) -> None:
    text = (
        "PORT SELINE - Col. Ana Reyes said earlier that “all of the wounded are being taken along the agreed road to "
        "Tarn,” a fishing town.\n"
    )
    said = [
        [text[start:end] for start, end in one.spans]
        for one in load_extractor(engine)(text).statements
        if not one.own_voice
    ]
    assert said == [["“all of the wounded are being taken along the agreed road to Tarn,”"]]
