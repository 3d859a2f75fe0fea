"""Doubts where no careful writer puts them: what is found stays well formed, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.extraction.learned.doubt_reader import LEAST_SHOWN
from claimtrack.extraction.learned.engine import extract
from claimtrack.extraction.values import Extraction

_FILLER = "The market on Harbour Street opened at six and sold fish, bread and flowers until noon."
_CUES = (
    "unconfirmed denied allegedly reportedly could not be verified offered no evidence did not see it accused of both "
    "claims neither account"
).split()

ODD = {
    "a doubt with no claim": "Neither account could be verified.",
    "a claim with five doubts": (
        "The mayor, who was abroad then, said, citing a friend whom he did not name, that the bridge had allegedly "
        "been blown up. He gave no evidence. The army denied it. The claim could not be independently verified."
    ),
    "a doubt forty paragraphs away": "\n\n".join(
        [
            "The ministry said that its troops had taken the bridge at Orle.",
            *[_FILLER] * 40,
            "What the ministry said of the bridge at Orle could not be verified.",
        ]
    ),
    "one long doubt": " ".join(["It could not be verified, and nobody could say whether it was so."] * 60),
    "in a quotation": "“Nobody has confirmed that, and I do not believe it,” Ana Ruiz said of the report on the dam.",
    "in a headline": "Ministry denies unconfirmed reports of a dam breach\n\nThe dam at Orle holds, the ministry said.",
    "in a caption": (
        "The dam at Orle holds, the ministry said.\n\nA picture said to show the dam. It could not be verified. Photo: "
        "Ana Ruiz\n"
    ),
    "in a footnote": (
        "The dam at Orle holds, the ministry said.[1]\n\nThe lake is full.\n\n[1] The claim could not be verified."
    ),
    "two doubts that contradict": (
        "The ministry said that the dam holds. The claim could not be verified. The claim was later verified by two "
        "engineers. It has never been verified."
    ),
    "cue words only": " ".join(_CUES * 40),
    "one line of cue words without a stop": ", ".join(_CUES * 60),
    "no letter": "?!" * 300,
    "one word": "Denied.",
}


def is_well_formed(found: Extraction) -> bool:
    """Tell whether every doubt stands in the text, is sure enough to be shown, and says a thing once."""
    for statement in found.statements:
        for place, caveat in enumerate(statement.caveats):
            (start, end), *_ = caveat.spans
            if not (0 <= start < end <= len(found.text)) or not found.text[start:end].strip():
                return False
            if caveat.confidence is not None and not LEAST_SHOWN <= caveat.confidence <= 1:
                return False
            others = statement.caveats[place + 1 :]
            if any(one.kind is caveat.kind and one.spans[0][0] < end and start < one.spans[0][1] for one in others):
                return False
    numbers = range(len(found.statements))
    return all(one.source in numbers and one.target in numbers and one.source != one.target for one in found.links)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_are_read_and_what_is_found_is_well_formed(text: str) -> None:
    assert is_well_formed(extract(text))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*_CUES, "The ministry said that", "the bridge fell", ".", "\n\n", "“", "”"]), max_size=60)
)
def test_any_heap_of_cues_gives_doubts_that_are_well_formed(words: list[str]) -> None:
    assert is_well_formed(extract(" ".join(words)))


def test_a_doubt_with_no_claim_is_no_claim_s_doubt() -> None:
    found = extract(ODD["a doubt with no claim"])
    assert [one.caveats for one in found.statements] in ([], [()])


def test_words_that_say_how_somebody_knows_doubt_another_statement_than_their_own() -> None:
    found = extract(
        "Mill blown up\n\nThe mill had blown up, Omar Lind told the paper. He said he had got that "
        "from several neighbours."
    )
    doubted = {one.text: [doubt.kind.value for doubt in one.caveats] for one in found.statements}
    assert doubted["The mill had blown up"] == ["hearsay"]
    assert doubted["he had got that from several neighbours"] == []
