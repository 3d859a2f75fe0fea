"""What the article itself doubts: put on what it speaks of, and on nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from claimtrack.extraction.doubts.caveats import doubts
from claimtrack.extraction.quoting.attributions import attributions
from claimtrack.extraction.quoting.statements import statements
from claimtrack.extraction.quoting.walk import gather

Reader = Callable[[str], Any]

BURNED = "soldiers had burned the mill"
SAID = f"Residents said {BURNED}. "

DOUBTED = [
    ("Guards who were not at the scene said the mill had burned.", {"the mill had burned": ["unwitnessed"]}),
    (f"{SAID}They did not elaborate or say how they knew.", {BURNED: ["unevidenced"]}),
    (
        "Residents spoke of a burned mill, but none of those interviewed had seen it.",
        {"a burned mill": ["unwitnessed"]},
    ),
    (
        "Two men said they had heard the mill had burned, but neither had been there.",
        {"they had heard the mill had burned": ["unwitnessed"]},
    ),
    (f"{SAID}That report could not be independently confirmed.", {BURNED: ["unconfirmed"]}),
    (f"{SAID}The claim could not immediately be verified.", {BURNED: ["unconfirmed"]}),
    (f"{SAID}It was not possible to verify the account.", {BURNED: ["unconfirmed"]}),
    (f"{SAID}Neither report could be independently verified.", {BURNED: ["unconfirmed"]}),
    (f"Residents said {BURNED}, a claim that could not be verified.", {BURNED: ["unconfirmed"]}),
    (f"Residents said {BURNED}, which could not be independently confirmed.", {BURNED: ["unconfirmed"]}),
    (f"{SAID}None of the residents witnessed the fire.", {BURNED: ["unwitnessed"]}),
    (f"{SAID}None of them saw it happen.", {BURNED: ["unwitnessed"]}),
    (f"The mayor claimed, without giving evidence, that {BURNED}.", {BURNED: ["unevidenced"]}),
    (f"The mayor said {BURNED}. He offered no evidence.", {BURNED: ["unevidenced"]}),
    (f"{SAID}The army denied the claims.", {BURNED: ["denied"]}),
    (f"Residents said {BURNED}, but the army denied the accounts.", {BURNED: ["denied"]}),
    (
        f"{SAID}The army denied the claims, which could not be independently confirmed.",
        {BURNED: ["denied", "unconfirmed"]},
    ),
    (
        f"Ana Ruiz said {BURNED}. Asked for details, she said she had only heard it from a friend.",
        {BURNED: ["hearsay"]},
    ),
    ("Ana Ruiz said soldiers reportedly burned the mill.", {"soldiers reportedly burned the mill": ["hearsay"]}),
    (
        "Ana Ruiz said she had been told of fires in the mill.",
        {"she had been told of fires in the mill": ["hearsay"]},
    ),
    (
        "The envoy said the office has received accounts of families being led out of cellars.",
        {"families being led out of cellars": ["hearsay"]},
    ),
    (
        "The envoy said he heard from neighbours that the shop had been looted.",
        {"the shop had been looted": ["hearsay"]},
    ),
]

DOUBTED += [
    (text, {BURNED: [kind]})
    for kind, texts in {
        "unconfirmed": [
            f"{SAID}The army would neither confirm nor deny the report.",
            f"{SAID}Reporters were unable to verify their account.",
            f"{SAID}There was no independent confirmation of this.",
            f"{SAID}The claim has yet to be confirmed.",
            f"{SAID}None of this could be checked.",
            f"{SAID}The ministry has not confirmed it.",
            f"Residents said {BURNED}, but nobody could confirm it.",
            f"Although it could not be confirmed, residents said {BURNED}.",
            f"In a claim that could not be checked, residents said {BURNED}.",
            f"In a letter that this paper has been unable to authenticate, the cook said {BURNED}.",
            f"Residents, whose claims could not be verified, said {BURNED}.",
            f"In an unconfirmed report, the radio said {BURNED}.",
        ],
        "unwitnessed": [
            f"{SAID}There were no witnesses to the fire.",
            f"{SAID}No official saw the incident.",
            f"{SAID}They had not been there themselves.",
            f"{SAID}None of the three was there.",
            f"Residents said {BURNED}, though nobody saw it.",
            f"Though no one saw it, residents said {BURNED}.",
            f"Ms Rell, who was not present, said {BURNED}.",
        ],
        "unevidenced": [
            f"Without citing any source, the leaflet says that {BURNED}.",
            f"Offering no proof, the mayor said {BURNED}.",
            f"{SAID}They gave no source.",
            f"{SAID}They produced nothing to support that.",
            f"The paper said {BURNED}. It did not say how it knew.",
            f"The paper said {BURNED}. No evidence was offered.",
            f"The paper said {BURNED}. It has yet to produce any evidence.",
        ],
    }.items()
    for text in texts
]


@pytest.mark.parametrize(("text", "caveats"), DOUBTED)
def test_doubts_stand_on_what_they_speak_of(read: Reader, text: str, caveats: dict[str, list[str]]) -> None:
    assert read(text).caveats == caveats


TRAPS = [
    f"{SAID}People have never seen anything like it, the mayor said.",
    f"{SAID}The mayor said he did not see convincing evidence of a plot.",
    f"{SAID}“You do not see it from the road,” the mayor said.",
    f"{SAID}The bill was passed by the council with ease.",
    f"{SAID}“You have heard about her for years,” the mayor said.",
    "The jury found there was no evidence that Ana Ruiz knew of the fire.",
    "The minister confirmed the dates on Friday, the board said.",
    "Ana Ruiz said nobody saw the match because of the fog.",
    "The referee did not see it that way, Ana Ruiz said.",
    "Ana Ruiz said the evidence was strong.",
    "The team waits for its independent confirmation hearing, the league said.",
    "Ana Ruiz said the court heard the case on Monday.",
    "The witness saw the fire, Ana Ruiz said.",
    "The club denied entry to forty fans, Ana Ruiz said.",
    "Ana Ruiz denied the board a second vote.",
    "Residents said the mill had burned. Passengers whose papers had not been verified were held.",
    "The club said its president could not confirm his attendance at the dinner.",
    "The shop could not verify the card on file, Ana Ruiz said.",
    "The unverified account was closed on Friday, Ana Ruiz said.",
    "There was no evidence of wear on the blade, Ana Ruiz said: it had been made for a grave.",
    "Ana Ruiz said the mill had burned. The confirmed death toll stands at nine.",
    "Ana Ruiz said the mill had burned. No one who saw the play could forget it.",
    "Ana Ruiz said the mill had burned. The witness is to give evidence next week.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_the_same_words_with_another_meaning_doubt_nothing(read: Reader, text: str) -> None:
    assert read(text).caveats == {}


def test_a_doubt_reaches_over_the_reports_of_the_paragraph_before_and_no_further(read: Reader) -> None:
    found = read(
        "The mayor said the bridge was open.\n\n"
        "Residents said the mill had burned. Ana Ruiz said two men had died.\n\n"
        "Those reports could not be independently confirmed.\n\n"
        "The board said trains would run."
    )
    assert found.caveats == {"the mill had burned": ["unconfirmed"], "two men had died": ["unconfirmed"]}


SCOPES = [
    (
        "Residents said the mill had burned. The board said the road was open. The latter claim could not be verified.",
        {"the road was open": ["unconfirmed"]},
    ),
    (
        "Residents said the mill had burned. The board said the road was open. Neither claim could be verified.",
        {"the mill had burned": ["unconfirmed"], "the road was open": ["unconfirmed"]},
    ),
    (
        "The army said the mill had burned. Ana Ruiz said the road was open. The army's account is unconfirmed.",
        {"the mill had burned": ["unconfirmed"]},
    ),
    (
        "Residents said 12 men had died. The board said the road was open. The figure could not be verified.",
        {"12 men had died": ["unconfirmed"]},
    ),
    (
        "Residents said soldiers arrested a priest. Ana Ruiz said it was late. The arrest has not been confirmed.",
        {"soldiers arrested a priest": ["unconfirmed"]},
    ),
    (
        "Residents said the mill had burned. Reports of looting in the upper town have not been verified.",
        {"Reports of looting in the upper town have not been verified.": ["unconfirmed"]},
    ),
]


@pytest.mark.parametrize(("text", "caveats"), SCOPES)
def test_a_doubt_reaches_what_its_words_mean(read: Reader, text: str, caveats: dict[str, list[str]]) -> None:
    assert read(text).caveats == caveats


@pytest.mark.parametrize(
    ("text", "second_hand"),
    [
        (f"{SAID}None of them saw it happen.", {0}),
        (f"{SAID}There were no witnesses.", {0}),
        (f"{SAID}No official saw the incident.", set()),
    ],
)
def test_speakers_who_were_not_there_are_second_hand(text: str, second_hand: set[int]) -> None:
    gathered = gather(text)
    made = attributions(text, gathered)
    assert doubts(text, gathered, made, statements(text, gathered, made)).second_hand == second_hand


def test_a_sentence_that_never_ends_is_read_to_a_bound(read: Reader) -> None:
    found = read(SAID + "x " * 2_000 + "The claim could not be verified")
    assert found.caveats == {}


def test_a_caveat_gives_its_own_words_and_who_doubts(read: Reader) -> None:
    found = read(f"{SAID}The army flatly denied the claims.")
    statement = found.extraction.statements[0]
    (caveat,) = statement.caveats
    assert caveat.by == "The army"
    assert [found.extraction.text[start:end] for start, end in caveat.spans] == ["flatly denied the claims"]


def test_a_denial_is_linked_to_what_it_denies(read: Reader) -> None:
    found = read(f"{SAID}The army denied the claims.")
    (link,) = found.extraction.links
    assert (link.source, link.target, link.kind.value) == (1, 0, "denies")


def test_a_denial_of_something_new_is_linked_to_nothing(read: Reader) -> None:
    found = read(f"{SAID}The army denied that its pay was late.")
    assert found.extraction.links == ()


def test_a_sentence_that_only_doubts_is_no_claim(read: Reader) -> None:
    assert read(f"{SAID}That report could not be independently confirmed.").own == []


def test_a_sentence_that_doubts_and_says_more_is_a_claim_too(read: Reader) -> None:
    text = "Those reports, which could not be independently confirmed, came as soldiers went from house to house."
    assert read(f"{SAID}{text}").own == [text]


def test_a_subject_that_points_back_may_go_on_before_its_which(read: Reader) -> None:
    found = read(
        "At least 40 people drowned in Tarn on Tuesday, the coast guard said.\n\n"
        "That and other reports of capsized boats, which could not be independently confirmed, raised fears of more."
    )
    assert found.caveats == {"At least 40 people drowned in Tarn on Tuesday": ["unconfirmed"]}
