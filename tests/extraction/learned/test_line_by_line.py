"""What a reader found wrong, line by line, in new articles of many kinds: an invented sentence or two for each."""

import pytest

from claimtrack.extraction.learned.engine import extract
from claimtrack.extraction.values import Extraction

OWN = None


def _told(found: Extraction) -> list[tuple[str | None, str]]:
    """Return each statement with who says it, None for the outlet itself."""
    return [
        (found.attributions[one.attribution].speaker if one.attribution is not None else OWN, one.text)
        for one in found.statements
    ]


OTHERS = [
    # What stands in front of who speaks is no part of a name.
    (
        "Outside the hearing, Tarn's brother, Pavel Emil Tarn, said the family had waited for years. He said no more.",
        ("Pavel Emil Tarn", "the family had waited for years"),
    ),
    (
        "Objecting, ward councillor Sheila Brandt (Lib Dem) said the ditch had flooded twice.",
        ("Sheila Brandt", "the ditch had flooded twice"),
    ),
    # "data from" goes on.
    (
        "More than 40 barges were waiting on Monday, according to data from the tracking firm RiverLens.",
        ("data from the tracking firm RiverLens", "More than 40 barges were waiting on Monday"),
    ),
    # A day in a dateline.
    (
        (
            "OSTERHAVN, May 9 (Northwire) - Pilots at the port stopped work on Tuesday, a union official said, "
            "while the "
            "company accused pilots of theft."
        ),
        ("the company", "pilots of theft"),
    ),
    # A clause joined by "and that" is whose the first one is.
    (
        (
            "His lawyer, Carla Venn, told jurors that Ode feared for his life and that the film would show the man "
            "running."
        ),
        ("Carla Venn", "the film would show the man running"),
    ),
    # A body that is called after two places.
    (
        (
            "The Ashdale and Wexley Hospital Trust said it was sorry. The trust denies that anybody was told to "
            "keep quiet."
        ),
        ("Ashdale and Wexley Hospital Trust", "anybody was told to keep quiet"),
    ),
    # By their age.
    (
        "Lena Moreau, who missed most of last season, has scored nine goals. The 27-year-old said it was a good night.",
        ("Lena Moreau", "it was a good night"),
    ),
    # A common noun is no name of somebody of another kind.
    (
        (
            "Lars Tveit, chief scientist at the mining company Basalt Metals, said it was a storm. More than 20 "
            "countries "
            "have called for a pause. The company says it plans to start in 2031."
        ),
        ("Basalt Metals", "it plans to start in 2031"),
    ),
    (
        "At least 40 wounded have reached a clinic near the town, the charity said. It said most had burns.",
        ("the charity", "most had burns"),
    ),
    # Whoever asks does not answer.
    (
        (
            "Prison officer Owen Marsh said he had looked in three times. Asked by Tim Farrow, for the family, "
            "why no check was "
            "written down, he replied: “I can't explain that.”"
        ),
        ("Owen Marsh", "“I can't explain that.”"),
    ),
    # Whose spokeswoman is not told: no name is made up.
    (
        "A senior official said the chairman was not happy. The Post reported a quarrel, which his spokeswoman denied.",
        ("A senior official", "the chairman was not happy"),
    ),
    (
        "Engineers said the dam was intact. Two climbers who were feared dead turned up in Orin, their embassy said.",
        ("their embassy", "Two climbers who were feared dead turned up in Orin"),
    ),
    # "That" may stand for what was said.
    (
        (
            "The mayor said no boat had come. The ministry said that was untrue and that six boats had landed since "
            "Monday."
        ),
        ("The ministry", "that was untrue"),
    ),
    # Papers that "they" stands for.
    (
        "Papers released in 2004 supported the diver: they show that the ship was in dock that summer.",
        ("Papers", "the ship was in dock that summer"),
    ),
    # Who answers, where the papers show that he did.
    (
        "The messages show that she warned the board. “Understood,” a manager replied, the messages show.",
        ("a manager", "“Understood,”"),
    ),
    # What a lawyer tells holds what is told inside.
    (
        "Ana Ruiz left at noon. She added that she had been told by a doctor that the death could not be helped.",
        ("Ana Ruiz", "she had been told by a doctor that the death could not be helped"),
    ),
    (
        "The Green League said the paper proved that drilling must never begin.",
        ("Green League", "the paper proved that drilling must never begin"),
    ),
    # Who denies stands with what is denied.
    (
        "Omar Saleh claims he was sacked for complaining. The cook denies all the allegations and says he stole wine.",
        ("The cook", "The cook denies all the allegations"),
    ),
]


@pytest.mark.parametrize(("text", "told"), OTHERS)
def test_who_says_what(text: str, told: tuple[str, str]) -> None:
    assert told in _told(extract(text))


OWNS = [
    # What the outlet adds to somebody's claim is its own.
    (
        "The alliance said it had taken the town of Merrow, a claim the army dismissed as “a fairy tale.”",
        "a claim the army dismissed as “a fairy tale.”",
    ),
    (
        "All the men are free. Prosecutors have charged 17 officials with fraud. All deny wrongdoing.",
        "All deny wrongdoing.",
    ),
    ("The firm has grown. It employs 212 people and is the county's second-largest employer.", None),
]


@pytest.mark.parametrize(("text", "own"), OWNS)
def test_what_the_outlet_says(text: str, own: str | None) -> None:
    told = _told(extract(text))
    assert (OWN, own) in told if own is not None else all("people is" not in words for _, words in told)


NOT_THEIRS = [
    # Nobody goes on in the middle of another's sentence.
    (
        (
            "Prime Minister Javier Solas says he will travel tomorrow. He wrote: “All of us are with you.”\n\n"
            "Opposition leader Clara Vidal accuses him of “arriving late, as always”."
        ),
        "Javier Solas",
        "arriving late",
    ),
    # What is contrary to reports is not what they say.
    (
        (
            "The Ministry of Health wishes to inform the public that there is no shortage of vaccine, contrary "
            "to reports "
            "circulating on social media."
        ),
        "reports circulating on social media",
        "no shortage",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "words"), NOT_THEIRS)
def test_who_does_not_say_it(text: str, speaker: str, words: str) -> None:
    assert all(words not in said for one, said in _told(extract(text)) if one == speaker)


NOTHING = [
    ("The trust's board met. Asked whether the chief should resign, Ana Ruiz said: “No.”", "Asked whether"),
    ("In a letter dated 2 March, the ministry said that all departures had been voluntary.", "In a letter"),
    (
        "The images were studied. Satellite images published by a research group appear to show that 40 huts burned.",
        "appear",
    ),
    (
        "The visit is near. “He is coming to us,” the bishop said, according to a recording posted by a worshipper.",
        "according",
    ),
]


@pytest.mark.parametrize(("text", "begins"), NOTHING)
def test_what_states_nothing_is_no_statement(text: str, begins: str) -> None:
    for _, words in _told(extract(text)):
        assert not words.startswith(begins)
        assert not words.endswith(("appear to show", "posted by a worshipper."))


def test_each_statement_stands_once() -> None:
    text = "Ana Ruiz left at noon. She added that she had been told by a doctor that the death could not be helped."
    told = _told(extract(text))
    assert len(told) == len(set(told))


def test_nobody_speaks_across_the_entries_of_a_list() -> None:
    text = (
        "Fires in the hills\n\n- At least seven people have died, the regional government says\n"
        "- 12,000 residents were ordered to leave their homes\n- Arson is suspected in two of the fires, police say"
    )
    assert [speaker for speaker, words in _told(extract(text)) if words.startswith("12,000")] == [OWN]


def test_a_headline_that_claims_a_thing_stands_whole() -> None:
    told = _told(
        extract("Rebels claim capture of key crossing as army denies losses\n\nThe town fell on Sunday, it said.")
    )
    assert told[0] == (OWN, "Rebels claim capture of key crossing as army denies losses")


def test_labels_over_the_first_lines_are_no_speakers() -> None:
    text = (
        "LAKE HOUSE ROW: OPPOSITION WALKS OUT OVER TOLL\n\nBy Our Correspondent\n\nNEW ORIN: The opposition "
        "walked out on "
        "Tuesday.\n\nThe minister said that 143 people had died.\n\nHe said that nobody was missing.\n"
    )
    assert {speaker for speaker, _ in _told(extract(text))} <= {OWN, "The minister"}


def test_an_interview_that_names_once_who_answers() -> None:
    text = (
        "Q&A: “The numbers were never meant to be public”\n\nRuth Adjei resigned in March. She spoke to our "
        "reporter.\n\n"
        "You left after the figures came out. Why?\n\nRUTH ADJEI: Because they weren't ours. We had a draft.\n\n"
        "Were you threatened?\n\nNot by them. One morning there was a dead goat on my car.\n\n"
        "How far off are the figures?\n\nI would say by two million.\n"
    )
    told = _told(extract(text))
    assert ("Ruth Adjei", "One morning there was a dead goat on my car") in told
    assert ("Ruth Adjei", "I would say by two million") in told


def test_a_greeting_is_no_statement() -> None:
    text = (
        "GOV. LARSEN: Good afternoon, everybody. We have 61 cases.\n\nDR. OKORO: Thank you, Governor. We "
        "tested the tower."
    )
    assert [words for _, words in _told(extract(text))] == ["We have 61 cases", "We tested the tower"]


DOUBTED = [
    (
        "At least four people died on the road, the group said, although the envoy has not been able to verify the "
        "circumstances of their deaths."
    ),
    (
        "Karl Boyle said in an interview that he was told to pour waste into the creek. The Beacon could not "
        "find records to "
        "corroborate his account."
    ),
]


@pytest.mark.parametrize("text", DOUBTED)
def test_what_could_not_be_checked(text: str) -> None:
    kinds = {one.kind.value for statement in extract(text).statements for one in statement.caveats}
    assert "unconfirmed" in kinds


MORE = [
    # Who is described is called by the name, wherever it stands.
    (
        "Two shells fell. A shopkeeper, Mulu Berhe, said he heard two explosions. “People were running,” he said.",
        ("Mulu Berhe", "he heard two explosions"),
    ),
    (
        "According to one, a caretaker who asked to be called only Winston, the owner has visited twice.",
        ("a caretaker", "the owner has visited twice"),
    ),
    # Of two who are heard, who asks is not who answers.
    (
        (
            "Ahmed Saleh told the panel he had been too frightened to report it because Denton had boasted of friends. "
            "Under cross-examination by Rachel Crowe, for the restaurant, he admitted that a bottle was missing."
        ),
        ("Ahmed Saleh", "a bottle was missing"),
    ),
]


@pytest.mark.parametrize(("text", "told"), MORE)
def test_who_is_meant(text: str, told: tuple[str, str]) -> None:
    assert told in _told(extract(text))


def test_none_of_them_saw_it_is_said_by_nobody() -> None:
    text = "Two said they heard shots. None saw the killings themselves."
    assert (OWN, "None saw the killings themselves.") in _told(extract(text))


def test_a_sentence_that_is_cut_in_the_middle_is_one_statement() -> None:
    text = "The town was hit on Monday. Videos shown online, which the agency verified, show bodies near stalls."
    assert (OWN, "Videos shown online, which the agency verified, show bodies near stalls.") in _told(extract(text))
