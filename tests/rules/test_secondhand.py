"""Whether a passage gives what it says as the claimant's own word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.secondhand import anothers_word

CITY, PAPER, ANA = ("Zavod city",), ("The Daily Zavod",), ("Ana Petrova",)

THEIRS = [
    (CITY, "According to Zavod, the bridge is closed."),
    (CITY, "According to the city of Zavod, the bridge is closed."),
    (CITY, "The bridge is closed, according to Zavod’s press office."),
    (CITY, "The bridge is closed, according to officials in the mayor's office of Zavod."),
    (CITY, "Zavod said the bridge is closed."),
    (CITY, "Zavod city said on Monday that the bridge is closed."),
    (CITY, "Zavod, in a statement, said the bridge is closed."),
    (CITY, "Zavod (population 4,000) said the bridge is closed."),
    (CITY, "ZAVOD SAID THE BRIDGE IS CLOSED"),
    (CITY, "The bridge is closed, said Zavod."),
    (CITY, "“The bridge is closed,” said the mayor of Zavod."),
    (CITY, "“The bridge is closed,” the Zavod administration told us."),
    (CITY, "The city said the bridge is closed."),
    (CITY, "The city has repeatedly said the bridge is closed."),
    (CITY, "Zavod officials confirmed that the bridge is closed."),
    (CITY, "Zavod's mayor announced the bridge is closed."),
    (CITY, "Zavod’s spokesman Ivan Kolar said the bridge is closed."),
    (CITY, "The bridge is closed, as reported by Zavod."),
    (CITY, "Citing Zavod, the museum notes that the bridge is closed."),
    (CITY, "In a statement, Zavod said the bridge is closed."),
    (CITY, "A statement from the city of Zavod has the bridge closed."),
    (CITY, "Zavod: The bridge is closed."),
    (CITY, "Zavod reports that the bridge is closed."),
    (CITY, "Per Zavod, the bridge is closed."),
    (CITY, "Selon Zavod, le pont est fermé."),
    (CITY, "Laut Zavod ist die Brücke gesperrt."),
    (PAPER, "The Daily Zavod reported that the bridge is closed."),
    (PAPER, "According to the Daily Zavod, the bridge is closed."),
    (PAPER, "The bridge is closed, the newspaper said."),
    (ANA, "According to Petrova, the school has 40 pupils."),
    (ANA, "Ms Petrova said the school has 40 pupils."),
    (ANA, "She said the school has 40 pupils."),
    (ANA, "The school has 40 pupils, said Ana Petrova."),
    (ANA, "Petrova, who runs the school, told us it has 40 pupils."),
    (("United Nations",), "The UN said the depot was empty."),
    (CITY, "Zavod teilte mit, die Brücke sei gesperrt."),
    (CITY, "Город Завод сообщил, что мост закрыт."),
    (ANA, "Ana Petrova sagte, die Schule habe 40 Schüler."),
    (ANA, "Ana Petrova, Leiterin der Schule, erklärte, sie habe 40 Schüler."),
    (ANA, "„Die Schule hat 40 Schüler“, sagte Ana Petrova."),
    (ANA, "Sie sagte, die Schule habe 40 Schüler."),
    (ANA, "Ana Petrova a déclaré que l'école a 40 élèves."),
    (ANA, "L'école a 40 élèves, a affirmé Ana Petrova."),
    (ANA, "Ana Petrova dijo que la escuela tiene 40 alumnos."),
    (ANA, "Ana Petrova ha detto che la scuola ha 40 alunni."),
    (ANA, "Петрова заявила, что в школе 40 учеников."),
    (ANA, "В школе 40 учеников, сказала Петрова."),
]
OWN = [
    (CITY, "The bridge is closed."),
    (CITY, "The bridge in Zavod is closed; our inspectors closed it."),
    (CITY, "In Zavod, inspectors said the bridge is closed."),
    (CITY, "Zavod was told by the inspectors that the bridge is closed."),
    (CITY, "The register of Zavod bridges lists it as closed."),
    (CITY, "We closed the Zavod bridge on Monday."),
    (CITY, "Harbour said the bridge is closed."),
    (CITY, "According to our register, the bridge is closed."),
    (PAPER, "The Harbour Museum said the bridge is closed."),
    (ANA, "The register of the school lists 40 pupils."),
    (ANA, "Ana Petrova's school has 40 pupils."),
    (ANA, "Die Schule von Ana Petrova hat 40 Schüler."),
    (ANA, "El hospital dijo que la escuela tiene 40 alumnos."),
    (ANA, "Il registro ha 40 alunni."),
    (ANA, "В школе Петровой 40 учеников."),
    (ANA, ""),
]


@pytest.mark.parametrize(("names", "passage"), THEIRS)
def test_a_passage_that_passes_on_what_the_claimant_says(names: tuple[str, ...], passage: str) -> None:
    assert anothers_word(passage, names, person=names == ANA) is not None


@pytest.mark.parametrize(("names", "passage"), OWN)
def test_a_passage_that_says_it_itself(names: tuple[str, ...], passage: str) -> None:
    assert anothers_word(passage, names, person=names == ANA) is None


def test_the_words_are_given_that_say_so() -> None:
    assert anothers_word("It is shut. According to  Zavod, it is.", CITY) == "According to Zavod"
    assert anothers_word("Zavod, in a statement, said so.", CITY) == "Zavod, in a statement, said"


@given(st.text(), st.text())
def test_no_text_however_odd_is_an_error(passage: str, name: str) -> None:
    assert anothers_word(passage, (name,)) is None or passage
