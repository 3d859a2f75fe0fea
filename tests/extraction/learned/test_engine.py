"""The learned engine on real sentences and on bad input: what every text may rely on."""

import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.extraction.learned.engine import extract
from claimtrack.extraction.values import Extraction

PARAGRAPHS = (
    "The mayor of Port Seline, Ana Ruiz, said on Monday that the harbour would stay closed until the spring.",
    "“We counted forty boats that night,” said Tomas Verrin, a pilot. “Only half of them came back.”",
    "According to the coast guard, the storm sank eleven trawlers. The figure could not be independently confirmed.",
    "The company denied that its pumps had failed, and called the report an invention.",
    "Residents told Northlight Radio that they had heard of looting but had not seen it themselves.",
    "The harbour was built in 1911. It has two basins and a dry dock.",
    "She hopes to reopen the fish market by May.",
    "Verrin wrote in a letter that “nobody on the council has ever been to sea.”",
    "The 🚢 “Bonne Chance” sank with 𝟜𝟘 crates, שלום, Ruiz said.",
)


def _check(found: Extraction) -> None:
    """Hold an extraction against what every extraction promises."""
    size = len(found.text)
    for one in found.attributions:
        for spans in (one.source, one.cue, one.content):
            assert all(0 <= start < end <= size for start, end in spans)
            assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert one.content
        assert one.confidence is None or 0 <= one.confidence <= 1
        assert one.inside is None or 0 <= one.inside < len(found.attributions)
    for statement in found.statements:
        assert statement.spans
        assert all(0 <= start < end <= size for start, end in statement.spans)
        assert all(before[1] <= after[0] for before, after in pairwise(statement.spans))
        assert statement.text == " ".join(found.text[start:end] for start, end in statement.spans)
        assert statement.own_voice is None or (statement.attribution is None) is statement.own_voice
    for link in found.links:
        assert {link.source, link.target} <= set(range(len(found.statements)))


def _parts(found: Extraction) -> list[tuple[Any, ...]]:
    return [(one.source, one.cue, one.content, one.confidence) for one in found.attributions]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (PARAGRAPHS[0], "Ana Ruiz", "the harbour would stay closed until the spring"),
        ("“The bridge is closed,” Ben Ode said.", "Ben Ode", "“The bridge is closed,”"),
        ("According to the coast guard, eleven trawlers sank.", "the coast guard", "eleven trawlers sank"),
        ("The trawlers sank in the storm, the coast guard said.", "the coast guard", "The trawlers sank in the storm"),
    ],
)  # fmt: skip
def test_who_says_what(text: str, speaker: str, said: str) -> None:
    found = extract(text)
    (one,) = found.statements
    assert one.attribution is not None
    attribution = found.attributions[one.attribution]
    assert (attribution.speaker, one.text.rstrip(".,")) == (speaker, said.rstrip(".,"))
    assert attribution.confidence is not None
    assert attribution.confidence > 0.5


def test_what_nobody_else_says_is_the_outlets_own_voice() -> None:
    found = extract(PARAGRAPHS[5])
    assert [one.text for one in found.statements] == [
        "The harbour was built in 1911.",
        "It has two basins and a dry dock.",
    ]
    assert found.attributions == ()


def test_what_somebody_says_that_others_say_is_nested() -> None:
    found = extract(
        "Ruiz said the guard had received reports that forty boats were sunk in the harbour on Monday night."
    )
    outer, inner = found.attributions
    assert (outer.inside, inner.inside) == (None, 0)
    assert (outer.confidence is None, inner.confidence is None) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "The fire raised fears that the bridge would fall, which has been closed since May 2012.",
        "The advance deepened fears that the war would reach the old town, which has been split in two since May 2012.",
    ],
)
def test_a_few_words_that_nobody_is_named_for_stay_with_their_sentence(text: str) -> None:
    found = extract(text)
    assert [one.source for one in found.attributions] == [()]
    assert [(one.text, one.own_voice) for one in found.statements] == [(text, True)]


def test_who_is_told_does_not_say_it() -> None:
    found = extract("Residents were told that the ferry would return.")
    assert [(one.source, one.speaker) for one in found.attributions] == [((), None)]
    assert [(one.text, one.own_voice) for one in found.statements] == [("the ferry would return", False)]


def test_whom_nobody_quotes_is_no_source() -> None:
    found = extract(
        "None of the pilots reached by Northlight Radio saw the sinking. The guard said forty boats were lost."
    )
    assert [(one.text, one.own_voice) for one in found.statements] == [
        ("None of the pilots reached by Northlight Radio saw the sinking.", True),
        ("forty boats were lost", False),
    ]


def test_what_is_softened_is_hedged() -> None:
    hedged = extract("Forty boats were reportedly sunk in the harbour on Monday night, the coast guard said.")
    plain = extract("Forty boats were sunk in the harbour on Monday night, the coast guard said.")
    assert ([one.hedged for one in hedged.attributions], [one.hedged for one in plain.attributions]) == (
        [True],
        [False],
    )


def test_a_transcript_is_read_line_by_line() -> None:
    found = extract("RUIZ: The harbour is closed and it will stay closed.\n\nODE: I have heard nothing of that, Ana.")
    outer = [one for one in found.attributions if one.inside is None]
    assert [found.text[slice(*one.source[0])] for one in outer] == ["RUIZ", "ODE"]


def test_a_transcript_may_have_quotation_marks_in_front() -> None:
    found = extract('"RUIZ: The harbour is closed and it will stay closed.\n\n"ODE: I have heard nothing of that.')
    outer = [one for one in found.attributions if one.inside is None]
    assert [found.text[slice(*one.source[0])] for one in outer] == ["RUIZ", "ODE"]


def test_each_signed_quotation_is_its_own_signers() -> None:
    text = (
        "Readers wrote to us about the harbour.\n\n“It confirms what we said. He is proud of it.” ― Ana Ruiz\n"
        "“I hope they close it. They said it over and over.” ― Ben Okoro\n“Close it.” ― Cleo Marsh"
    )
    found = extract(text)
    said = {
        one.speaker: [text[start:end] for start, end in one.content] for one in found.attributions if one.inside is None
    }
    assert said["Ana Ruiz"] == ["“It confirms what we said. He is proud of it.”"]
    assert said["Ben Okoro"] == ["“I hope they close it. They said it over and over.”"]
    assert said["Cleo Marsh"] == ["“Close it.”"]


def test_what_stands_in_a_tag_that_was_left_in_the_text_is_said_by_nobody() -> None:
    text = (
        'The mayor spoke on Monday.\n\n<tweet author="the council said the harbour is closed" date="Ana Ruiz said so">'
        "The harbour is closed, Ana Ruiz said on Monday."
    )
    found = extract(text)
    begin = text.index(">")
    assert all(start > begin for one in found.attributions for start, _ in one.content)


@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=8), st.text(max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_gives_what_extractions_promise(paragraphs: list[str], noise: str) -> None:
    _check(extract("\n\n".join([*paragraphs, noise])))


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6))
@settings(max_examples=10, deadline=None)
def test_the_same_text_gives_the_same_result(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    assert extract(text) == extract(text)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_added_changes_nothing_four_hundred_words_before(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a seeded draw of paragraphs, not a secret
    paragraphs = draw.choices(PARAGRAPHS, k=60)
    before = "\n\n".join(paragraphs)
    words = before.split()
    place = len(" ".join(words[:-400]))
    after = extract(before + "\n\n" + draw.choice(PARAGRAPHS))

    def early(found: Extraction) -> list[tuple[Any, ...]]:
        return [one for one in _parts(found) if one[2][-1][1] < place]

    assert early(after) == early(extract(before))
    assert len(early(after)) > 20


BAD = {
    "nothing": "",
    "white space": " \n\t\n ",
    "a zero byte": "\x00",
    "all capitals": "THE MAYOR SAID ON MONDAY THAT THE HARBOUR WOULD STAY CLOSED. " * 5,
    "no punctuation": "the mayor said on monday that the harbour would stay closed and the guard denied it " * 40,
    "a mark that is never closed": "“We counted forty boats that night, said Verrin, who left. The harbour is closed. "
    * 4,
    "500 nested quotations": "“‘" * 250 + "no" + "’”" * 250 + " Ruiz said.",
    "500 opening marks": "“" * 500 + "no, Ruiz said.",
    "a table": "Port\tBoats\tCrew\nSeline\t40\t212\nEastferry\t11\t60\n" * 20,
    "headlines": "Harbour closed\nMayor resigns after storm\nPilots say pumps failed\nGuard denies report\n" * 5,
    "right to left in a quotation": "“השער נסגר ביום שני 🚢,” Ruiz said. “لا أحد يعلم,” Ode said.",
    "outside the BMP": "𝔗𝔥𝔢 𝔥𝔞𝔯𝔟𝔬𝔲𝔯 is closed, Ruiz said. 🚢🚢 “𝟜𝟘 boats,” Ode said.",
    "a lone surrogate": "The harbour \ud800 is closed, Ruiz said.",
    "a sentence of ten thousand words": "Ruiz said that "
    + "the boats and the pilots and " * 2_000
    + "the harbour were closed.",
    "ten thousand words of who said what": "Ruiz said that Ode said that the guard denied it, and " * 900,
    "a word of ten thousand letters": "a" * 10_000 + " said Ruiz",
    "said, five hundred times": "said " * 500,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_input_is_read_without_complaint(text: str) -> None:
    found = extract(text)
    assert found.text == text
    _check(found)


def test_another_language_is_unread_and_not_attempted() -> None:
    found = extract("Der Bürgermeister sagte am Montag, der Hafen bleibe bis zum Frühjahr geschlossen.")
    assert (found.language, found.attributions) == ("de", ())
    assert [one.own_voice for one in found.statements] == [None]
