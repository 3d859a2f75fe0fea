"""How a source's words are read, and what stands around them."""

import re

import pytest

from claimtrack.extraction.speakers.antecedents import relative_antecedent, words_in
from claimtrack.extraction.speakers.kinds import kind_of_noun
from claimtrack.extraction.speakers.mentions import Mentioned, mentioned


def read(text: str) -> Mentioned:
    """Read the source that stands between brackets."""
    match = re.search(r"\[(.*?)\]", text)
    assert match is not None
    plain = text.replace("[", "").replace("]", "")
    span = match.start(), match.start() + len(match[1])
    # A word of the text may go on behind the source: "he’s".
    held = [word for word in words_in(plain, (0, len(plain))) if span[0] <= word.start < span[1]]
    return mentioned(plain, held, span)


ANTECEDENTS = [
    ("who", "It was sold to young Orsenian farmers, ", "young Orsenian farmers"),
    ("who", "She tried to call a plumber ", "a plumber"),
    ("who", "The mayor came as well as 12 guests ", "12 guests"),
    ("who", "They sang for 40 weary tailors and cooks -- on a barge -- ", "40 weary tailors and cooks"),
    ("who", "Karr is one of four riders ", "four riders"),
    ("who", "It pleased tired nurses in Lower Vellmar ", "tired nurses in Lower Vellmar"),
    ("who", "He asked Tom Karr, a former mayor, ", "Tom Karr"),
    ("which", "The bill was sent by the River Union, ", "the River Union"),
    ("which", "Still, the study -- ", "the study"),
    ("that", "It needs the help of states ", "the help of states"),
    ("who", "It rained. ", None),
]


@pytest.mark.parametrize(("pronoun", "front", "phrase"), ANTECEDENTS)
def test_what_a_relative_pronoun_stands_for(pronoun: str, front: str, phrase: str | None) -> None:
    place = relative_antecedent(front, len(front), pronoun)
    assert (front[place[0] : place[1]] if place is not None else None) == phrase


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("[he]’s certain", "he"),
        ("[him]", "he"),
        ("[Her] promise to stay", "she"),
        ("[each] said so", "they"),
        ("[most of whom] left", "who"),
        ("[whom] they met", "who"),
        ("[you]'d think", "you"),
    ],
)
def test_every_form_of_a_pronoun_is_one(text: str, pronoun: str) -> None:
    assert read(text).pronoun == pronoun


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Officials at Harbour Watch] said", []),
        ("[Others in the valley] said", []),
        ("[some Liberals] said", []),
        ("[At least one Conservative] said", []),
        ("[the campaign and Harbour Watch] said", []),
        ("[my brother and I] said", []),
        ("[Karr's cousin, state Del. Anna “Nan” Lund (L-Vellmar),] said", [("Anna", "Nan", "Lund")]),
        ("[Ana Ruiz and the River Board] said", [("Ana", "Ruiz"), ("River", "Board")]),
        ("[residents of Vellmar, Orsenia,] said", []),
        ("[The Committee for a Dry Valley] said", [("Committee", "for", "a", "Dry", "Valley")]),
        ("[Citizens for River Justice] said", [("Citizens", "for", "River", "Justice")]),
        ("[Mayor of New Vellmar] said", []),
        ("[Secretary of State Ana Ruiz] said", [("Ana", "Ruiz")]),
        ("[Secretary of Health and Human Services Ana Ruiz] said", [("Ana", "Ruiz")]),
    ],
)
def test_names_in_a_source(text: str, names: list[tuple[str, ...]]) -> None:
    assert [name.words for name in read(text).names] == names


def test_the_label_of_a_transcript_is_no_acronym() -> None:
    assert read("[KARR]: It rained.").names[0].words == ("Karr",)
    assert read("[KARR] said it rained.").names[0].words == ("KARR",)


@pytest.mark.parametrize(
    ("head", "noun", "kind"),
    [
        ("lawmakers", "many lawmakers", "group"),
        ("number", "number", "group"),
        ("analyses", "independent analyses", "document"),
        ("agency", "agency", "organisation"),
        ("agency", "news agency", "media"),
        ("investigators", "federal investigators", "government"),
        ("investigators", "private investigators", "group"),
        ("companies", "companies", "organisation"),
        ("nations", "nations", "government"),
        ("percent", "12 percent", "group"),
    ],
)
def test_kinds_of_common_nouns(head: str, noun: str, kind: str) -> None:
    assert kind_of_noun(head, noun).value == kind


def test_somebodys_aides_are_a_group_and_other_aides_unnamed() -> None:
    assert kind_of_noun("aides", "aides", is_owned=True).value == "group"
    assert kind_of_noun("aides", "aides").value == "anonymous"
