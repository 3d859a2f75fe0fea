"""Who a source is: pronouns, short names, roles and acronyms led back to the fullest name in the article."""

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import pytest

Reader = Callable[[str], Any]


def speakers(found: Any) -> list[str | None]:
    return [speaker for speaker, _ in found.said]


RESOLVED = [
    ("Ana Ruiz said it rained. She said it was cold.", ["Ana Ruiz", "Ana Ruiz"]),
    ("Ana Ruiz met Tom Karr. He said it rained.", ["Tom Karr"]),
    ("Mayor Ana Ruiz said it rained. Ruiz said it was cold.", ["Ana Ruiz", "Ana Ruiz"]),
    ("Ruiz said it rained. Mayor Ana Ruiz said it was cold.", ["Ana Ruiz", "Ana Ruiz"]),
    ("Tom Karr said it rained. Mr. Karr said it was cold.", ["Tom Karr", "Tom Karr"]),
    ("Ana Karr and Tom Karr came. Mrs. Karr said it rained.", ["Ana Karr"]),
    ("The National Rail Board (NRB) was asked. The NRB said trains would run.", ["National Rail Board"]),
    ("President Adler said it rained.", ["President Adler"]),
    ("Ana Ruiz said it rained. “I was there,” she said, adding that it was cold.", ["Ana Ruiz"] * 3),
    ("Tom Karr and Ana Ruiz said it rained.", ["Tom Karr and Ana Ruiz"]),
    ("Residents of the valley left. They said it rained.", ["They"]),
    ("Karr spoke on Friday. “It rained,” he said.", ["Karr"]),
    ("Tom Karr’s wife, Ana Karr, said it rained.", ["Ana Karr"]),
    ("A spokesman for the board, Tom Karr, said it rained.", ["Tom Karr"]),
    ("The board said in a statement that it rained. The statement said it was cold.", ["The board", "The board"]),
    ("A judge said it rained.", ["A judge"]),
    ("Karr's lawyer said it rained, Tom Karr said.", ["Tom Karr", "Tom Karr's lawyer"]),
    ("Ruiz Says Ice Rink Will Reopen in the Old Port.\n\nMayor Ruiz said it was cold.", ["Mayor Ruiz"]),
    ("President Ana Ruiz met Vice President Tom Karr. The president said it rained.", ["Ana Ruiz"]),
    ("President Ana Ruiz met Vice President Tom Karr. The vice president said it rained.", ["Tom Karr"]),
    ("The WHO said it rained.", ["WHO"]),
    ("Say Norland shuts the port. Norland said it rained.", ["Norland"]),
    ("The World Health Organization (WHO) was asked. The WHO said it rained.", ["World Health Organization"]),
    ("Tom O’Neill came. It rained on the old port, O'Neill said.", ["Tom O’Neill"]),
    ("Tom R. Karr Jr. came. Mr. Karr said it rained.", ["Tom R. Karr Jr."]),
    ("Ana Karr came. Mr. Karr said it rained. President Karr said it was cold.", ["Mr. Karr", "Mr. Karr"]),
    ("All cheered at Crooked Anna Ruiz. Anna Ruiz said it rained.", ["Anna Ruiz"]),
    ("The council met. The ministry shrugged: “The bridge is open,” it said.", ["The ministry"]),
    ("Lawyers for the owners said it rained. Their lawyers said it was cold.", ["Lawyers for the owners"] * 2),
    ("The owners said it rained. Their lawyers said it was cold.", ["The owners", "The owners' lawyers"]),
    ("The Islamic State won. Former Secretary of State and Senator Anna Ruiz said it rained.", ["Anna Ruiz"]),
]


@pytest.mark.parametrize(("text", "names"), RESOLVED)
def test_sources_are_led_back_to_the_fullest_name(read: Reader, text: str, names: list[str | None]) -> None:
    assert speakers(read(text)) == names


def test_a_pronoun_that_may_be_nobody_stays_a_pronoun(read: Reader) -> None:
    found = read("She said it rained.")
    assert speakers(found) == ["She"]
    assert found.first().mention.value == "pronoun"


def test_a_pronoun_agrees_in_gender(read: Reader) -> None:
    text = "Tom Karr met Maria Lund. Karr said it rained. She said it was cold."
    assert speakers(read(text)) == ["Tom Karr", "Maria Lund"]


@pytest.mark.parametrize(
    ("text", "kind", "mention"),
    [
        ("Ana Ruiz said it rained.", "person", "name"),
        ("The nurse said it rained.", "person", "nominal"),
        ("Several residents said it rained.", "group", "nominal"),
        ("Officials said it rained.", "anonymous", "nominal"),
        ("The Orsenian government said it rained.", "government", "nominal"),
        ("The Ministry of Health said it rained.", "government", "name"),
        ("The relief organisation said it rained.", "organisation", "nominal"),
        ("The report said it rained.", "document", "nominal"),
        ("The Harbour Courier said it rained.", "media", "name"),
        ("It rained, according to the Assembly’s human rights office.", "organisation", "nominal"),
        ("It rained, reportedly.", "none", "none"),
        ("Ana Ruiz and Tom Karr said it rained.", "person", "name"),
        ("Ana Ruiz and the Harbour Courier said it rained.", "group", "name"),
        ("Stanley Energy said it rained.", "organisation", "name"),
        ("The Vellmar News Service said it rained.", "media", "name"),
        ("The Federal Harbour Office said it rained.", "government", "name"),
        ("KARR: It rained.", "person", "name"),
    ],
)
def test_kinds_of_sources(read: Reader, text: str, kind: str, mention: str) -> None:
    found = read(text).first()
    assert (found.speaker_kind.value, found.mention.value) == (kind, mention)


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Ana Ruiz told the Northern Press Agency that it rained.", ("the Northern Press Agency",)),
        ("Ana Ruiz told the Harbour Courier on Monday that it rained.", ("the Harbour Courier",)),
        ("Ana Ruiz wrote on Twitter that it rained.", ("Twitter",)),
        ("“It rained,” Ana Ruiz said in an interview with the Harbour Courier.", ("the Harbour Courier",)),
        ("Ana Ruiz said on Harbour News Sunday that it rained.", ("Harbour News",)),
        ("Ana Ruiz told reporters that it rained.", ()),
        ("Ana Ruiz told the Security Committee that it rained.", ()),
        ("Ana Ruiz said in a statement that it rained.", ()),
    ],
)
def test_through_whom_it_came(read: Reader, text: str, via: tuple[str, ...]) -> None:
    assert read(text).first().via == via


def test_what_was_heard_inside_what_is_said_is_a_statement_of_its_own(read: Reader) -> None:
    found = read("The envoy said the office has received accounts of families being led out of cellars.")
    outer, inner = found.extraction.statements
    assert found.said == [
        ("The envoy", "the office has received accounts of families being led out of cellars"),
        (None, "families being led out of cellars"),
    ]
    assert found.of(inner).inside == outer.attribution
    assert found.of(outer).inside is None


def test_i_inside_a_quotation_of_indirect_speech_is_whoever_says_it(read: Reader) -> None:
    found = read("Ana Ruiz said she thinks the dam will hold.")
    assert speakers(found) == ["Ana Ruiz", "Ana Ruiz"]
    assert found.extraction.attributions[1].inside == 0


def test_many_names_cost_no_more_than_their_number(read: Reader) -> None:
    # Resolving looks at a bounded stretch behind each pronoun, however long the article is.
    text = " ".join(f"Ana Karr{chr(97 + n % 26)}{chr(97 + n // 26)} said it rained. She left." for n in range(300))
    assert len(read(text).said) == 300


@pytest.mark.parametrize("name", ["Aref al-Aref", "Omar el-Said", "Lina ash-Shami", "Marta d'Arco"])
def test_a_family_name_may_begin_with_an_article(read: Reader, name: str) -> None:
    found = read(f"Tomas Verrin said the road was open.\n\n{name}, a nurse, said it was shut. The nurse saw nobody.")
    assert [one.speaker for one in found.extraction.attributions] == ["Tomas Verrin", name]
    assert [one.mention.value for one in found.extraction.attributions] == ["name", "name"]


@pytest.mark.parametrize(
    ("name", "short"),
    [("Ursula von der Leyen", "Von der Leyen"), ("Eva de la Cruz", "Cruz"), ("Jan van den Berg", "Van den Berg")],
)
def test_two_particles_are_one_name(read: Reader, name: str, short: str) -> None:
    found = read(f"{name} said the bridge is closed. {short} said it was late.")
    assert [speaker for speaker, _ in found.said] == [name, name]


TIED = [
    ("Ada Moe, the lock keeper, said the gate was shut. The mayor said it was open.", ["Ada Moe", "The mayor"]),
    ("Tom Karr said the gate was shut. The minister said the money was there.", ["Tom Karr", "The minister"]),
    ("Ostrel Power said that there was no danger. The governor said it was late.", ["Ostrel Power", "The governor"]),
    ("Ada Moe, the mayor, left. Tom Karr said it rained. The mayor said it was cold.", ["Tom Karr", "Ada Moe"]),
    ("The mayor, Ada Moe, left. Tom Karr said it rained. The mayor said it was cold.", ["Tom Karr", "Ada Moe"]),
    ("Ada Moe and Tom Karr signed the order. The doctors said it was wrong.", ["The doctors"]),
    ("The letter went to Ada Moe and Tom Karr. They said it was cold.", ["They"]),
]


@pytest.mark.parametrize(("text", "names"), TIED)
def test_an_office_is_whose_the_text_says_it_is(read: Reader, text: str, names: list[str | None]) -> None:
    assert speakers(read(text)) == names


WHOLE = [
    ("Lead author and glacier scientist Ada Moe said it rained.", "Ada Moe"),
    ("Board adviser and river historian Tom Karr said it rained.", "Tom Karr"),
    ("The National Institute on Water Quality said it rained.", "National Institute on Water Quality"),
    ("Ada Moe KC said it rained.", "Ada Moe"),
    ("Tom Karr MP said it rained.", "Tom Karr"),
    ("Cllr Ada Moe said it rained.", "Ada Moe"),
    ("DS Tom Karr said it rained.", "Tom Karr"),
    ("Lt Gen Ada Moe said it rained.", "Ada Moe"),
    ("Ada Moe’s former deputy said it rained.", "Ada Moe’s former deputy"),
]


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_a_name_is_neither_cut_nor_grown(read: Reader, text: str, name: str) -> None:
    assert speakers(read(text)) == [name]


@pytest.mark.parametrize("name", ["Zo\u00eb Lund", "Ren\u00e9 Brekke", "\u00c5sa N\u00fa\u00f1ez"])
def test_accents_of_their_own_are_part_of_a_name(read: Reader, name: str) -> None:
    composed = f"“We saw water,” said {name}, who led the inspection."
    found, asked = read(normalize("NFD", composed)), read(composed)
    assert speakers(found) == speakers(asked) == [name]
    for one in found.extraction.statements:
        assert all(found.extraction.text[slice(*span)] in one.text for span in one.spans)
    source = found.first().source[0]
    assert (
        normalize("NFC", found.extraction.text[slice(*source)])
        == asked.extraction.text[slice(*asked.first().source[0])]
    )


FIRST_PERSONS = [
    "I have seen the letter myself.",
    "We believe that the council knew.",
    "We at the Courier believe that the council knew.",
    "I think the gate was shut.",
]


@pytest.mark.parametrize("text", FIRST_PERSONS)
def test_a_first_person_outside_quotations_is_the_outlet(read: Reader, text: str) -> None:
    found = read(f"Ada Moe came. {text}")
    assert not found.said
    assert text in found.own


def test_who_passes_words_on_does_not_speak(read: Reader) -> None:
    found = read("The dam held, the head of the mission said, Delta Wire reported.")
    assert found.said == [("the head of the mission", "The dam held")]
    assert found.first().via == ("Delta Wire",)
