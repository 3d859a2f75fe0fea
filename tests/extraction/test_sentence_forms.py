"""Sentences whose form alone tells who says what: courts that were told it, names in the middle, headlines."""

from collections.abc import Callable

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.engine import extract
from claimtrack.extraction.learned.engine import extract as extract_learned
from claimtrack.extraction.values import Extraction
from claimtrack.vocabulary import CaveatKind

Engine = Callable[[str], Extraction]
BOTH = pytest.mark.parametrize("engine", [extract, extract_learned], ids=["rules", "learned"])
HEADLINES = "\n\nThe bridge fell on Monday. The ministry said it stood. The bank said so. Police said he swam."


def _told(found: Extraction) -> list[tuple[str | None, str, bool | None]]:
    return [
        (
            found.attributions[one.attribution].speaker if one.attribution is not None else None,
            one.text.removesuffix("."),
            one.own_voice,
        )
        for one in found.statements
    ]


@BOTH
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A former treasurer took cash from a builder, a court was told on Tuesday.",
            "A former treasurer took cash from a builder",
        ),
        ("The driver had been asleep, an inquest has heard.", "The driver had been asleep"),
        ("The driver had been asleep, jurors were told.", "The driver had been asleep"),
        ("The boat had no lights, the Old Bailey heard in March.", "The boat had no lights"),
        ("The jury was told on Monday that the driver had been asleep.", "the driver had been asleep"),
        ("The inquest into his death heard that he had been alone.", "he had been alone"),
    ],
)
def test_what_a_court_was_told_is_nothing_the_outlet_says(engine: Engine, text: str, told: str) -> None:
    assert _told(engine(text)) == [(None, told, False)]


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "The court heard two cases on Monday and closed at noon.",
        "The court was told to close by the ministry of works.",
        "The singer was on stage, the hearing aid was lost.",
    ],
)
def test_a_court_that_was_told_nothing_leaves_the_outlet_its_words(engine: Engine, text: str) -> None:
    assert all(one.text.startswith(text[:20]) for one in engine(text).statements)


@BOTH
@pytest.mark.parametrize(
    ("text", "speaker", "told"),
    [
        ("The bridge, said Ana Ruiz, was open.", "Ana Ruiz", "The bridge was open"),
        ("Nobody, says the engineer Ben Ode, had closed it.", "Ben Ode", "Nobody had closed it"),
        (
            "The bridge across the Tarn, said the engineer, was open to cars.",
            "the engineer",
            "The bridge across the Tarn was open to cars",
        ),
        (
            "It would also, said Marta Olin of the Tarn Institute, be the worst flood since May.",
            "Marta Olin",
            "It would also be the worst flood since May",
        ),
        ("The mill, said Dora Lind, the owner, will be sold.", "Dora Lind", "The mill will be sold"),
    ],
)
def test_who_speaks_in_the_middle_behind_the_verb_says_the_rest(
    engine: Engine, text: str, speaker: str, told: str
) -> None:
    assert _told(engine(text)) == [(speaker, told, False)]


@BOTH
def test_what_is_said_to_be_so_in_the_middle_names_nobody(engine: Engine) -> None:
    found = engine("The mayor, said to be ill, was away.")
    assert {one.speaker for one in found.attributions} <= {None, "The mayor"}


@BOTH
@pytest.mark.parametrize(
    ("headline", "own", "speaker", "told"),
    [
        (
            "Rebels seize last bridge, ministry says town still holds",
            "Rebels seize last bridge",
            "ministry",
            "town still holds",
        ),
        ("Man drowns in river, police say he was alone", "Man drowns in river", "police", "he was alone"),
        (
            "Prices will rise again, but bank says no need to worry",
            "Prices will rise again",
            "bank",
            "no need to worry",
        ),
    ],
)
def test_a_headline_of_two_voices_is_two_statements(
    engine: Engine, headline: str, own: str, speaker: str, told: str
) -> None:
    assert _told(engine(headline + HEADLINES))[:2] == [(None, own, True), (speaker, told, False)]


@BOTH
def test_what_a_headline_reports_is_nobody_who_speaks(engine: Engine) -> None:
    headline = "Karvat, once a mill town, reports losses of sheep"
    assert _told(engine(headline + HEADLINES))[0] == (None, headline, True)


def test_how_a_source_is_kept_unnamed_is_no_statement() -> None:
    text = (
        "An aide to the mayor, speaking on condition of anonymity because he was not authorised to brief the press, "
        "said that the mill was preparing to close."
    )
    assert [words for _, words in Read(extract_learned(text)).said] == ["the mill was preparing to close"]


@BOTH
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor left early. “I have a cold,” he said.", "The mayor"),
        ("A farmer from Tarn shook his head. “I have a cold,” he said.", "A farmer"),
        (
            "Britain’s ambassador called that “absurd”. “Only one side has planes,” he told reporters.",
            "Britain’s ambassador",
        ),
        ("Ben Ode met the mayor. “I have a cold,” he said.", "Ben Ode"),
    ],
)
def test_he_is_whom_the_sentence_in_front_opens_with(engine: Engine, text: str, speaker: str) -> None:
    found = engine(f"Viktor Lemm said it was doctored.\n\n{text}")
    assert found.attributions[found.statements[-1].attribution or 0].speaker == speaker


@BOTH
@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Orrin Foods fell.\n\nThe glass was safe, Orrin said. Chairman Dieter Orrin said it was late.",
            ["Orrin Foods", "Dieter Orrin"],
        ),
        ("Dieter Orrin founded Orrin Foods. The recall covers nine countries, Orrin said.", ["Dieter Orrin"]),
        ("The Karr Foundation met. It was late, Karr said. Ben Karr went home.", ["Ben Karr"]),
    ],
)
def test_a_lone_name_is_the_firm_until_somebody_of_that_name_is_brought_in(
    engine: Engine, text: str, speakers: list[str]
) -> None:
    assert [speaker for speaker, _, own in _told(engine(text)) if not own] == speakers


@BOTH
def test_what_somebody_doubts_is_not_left_as_if_it_were_said(engine: Engine) -> None:
    told = _told(engine("Ana Ruiz said a draft would be sent within days, though she doubted that it would pass."))
    assert [words for _, words, _ in told] == [
        "a draft would be sent within days",
        "doubted that it would pass" if engine is extract else "she doubted that it would pass",
    ]


@BOTH
@pytest.mark.parametrize(
    ("whom", "carriers"),
    [
        ("the Sabel Voice, a local news site,", ("Sabel Voice",)),
        ("Tarn Echo, a weekly,", ("Tarn Echo",)),
        ("Ben Ode, a local farmer,", ()),
    ],
)
def test_an_outlet_that_is_called_one_carries_what_it_was_told(
    engine: Engine, whom: str, carriers: tuple[str, ...]
) -> None:
    found = engine(f"Dora Lind told {whom} that a drone had circled for an hour before the strike.")
    assert [one.via for one in found.attributions] == [carriers]


def test_words_that_surely_doubt_one_statement_are_no_faint_question_about_another() -> None:
    text = (
        "Fighters of the Eastern Front said on Thursday they had captured the last bridge into the town of Karvat, a "
        "claim the Defence Ministry in Telmara flatly rejected.\n\nTwo people living near the river said they had "
        "heard from neighbours that soldiers had left the east bank overnight, but neither had seen it themselves.\n\n"
        "According to a report by Witness Line published in September, government aircraft struck the Karvat clinic at "
        "least twice. The ministry has denied that, calling the report “a fabrication paid for by our enemies”."
    )
    denied = [
        (one.text[:30], caveat.stands)
        for one in extract_learned(text).statements
        for caveat in one.caveats
        if caveat.kind is CaveatKind.DENIED and "denied that" in text[slice(*caveat.spans[0])]
    ]
    assert denied == [("government aircraft struck the", True)]


def test_what_a_court_was_told_is_cut_as_the_model_cuts_it() -> None:
    text = "Mr Cole died in March. The jury heard that the night nurse had called in sick and had not been replaced."
    assert _told(extract_learned(text))[1:] == [
        (None, "the night nurse had called in sick", False),
        (None, "had not been replaced", False),
    ]
