"""Who says it, where the words that say so stand in an unusual place or are left out: a sentence or two each."""

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.learned.engine import extract

SAID = [
    # "Another" is another of those whom the text brought in last.
    (
        '"It is not the flu," one user on Pingo wrote on Monday. Another wrote, "My street has been closed."',
        ("Another user on Pingo", '"My street has been closed."'),
    ),
    (
        "Two residents of Mill Lane said they had seen the flames. Another said her windows were broken.",
        ("Another resident of Mill Lane", "her windows were broken"),
    ),
    (
        "Two residents of Mill Lane said they had seen the flames. Others said the alarm never rang.",
        ("Other residents of Mill Lane", "the alarm never rang"),
    ),
    ("The council met on Monday. Others say the road is unsafe.", ("Others", "the road is unsafe")),
    # Whose case, argument or position it is.
    (
        "The appellant's case is that his father was a witness in a case against Rao.",
        ("The appellant", "his father was a witness in a case against Rao"),
    ),
    (
        "The defence's argument was that the knife belonged to nobody in the house.",
        ("The defence", "the knife belonged to nobody in the house"),
    ),
    # A firm whose name ends in "'s".
    ("Moody's said the bank was weak.", ("Moody's", "the bank was weak")),
    ("The bank was weak, according to Moody's.", ("Moody's", "The bank was weak")),
    # "It" is no person.
    (
        (
            "Orrin Foods has recalled 40,000 jars. Dieter Orrin, who founded the firm, died in 2011.\n\n"
            "Orrin says it has no record of complaints."
        ),
        ("Orrin Foods", "it has no record of complaints"),
    ),
    (
        (
            "Orrin Foods has recalled 40,000 jars. Dieter Orrin, who founded the firm, is ill.\n\n"
            "Orrin says he has no record of complaints."
        ),
        ("Dieter Orrin", "he has no record of complaints"),
    ),
    # A sentence's subject says what its second verb says.
    (
        "Harn is a critic of Tessaly and has accused the firm of dumping waste in its waters.",
        ("Harn", "the firm of dumping waste in its waters"),
    ),
    (
        "The council closed the pier and later said the tests had been wrong.",
        ("The council", "the tests had been wrong"),
    ),
    # An age, where nobody else is named near it.
    (
        (
            "Marcus Lindgard has joined Harnsey United.\n\nTalks between the club and Lindgard's agents went on. "
            'The striker had been without a club since May.\n\nThe 31-year-old said: "I am glad to be here."'
        ),
        ("Marcus Lindgard", '"I am glad to be here."'),
    ),
    (
        (
            "Marcus Lindgard has joined Harnsey United from Peter Marr's side.\n\nTalks went on. "
            'The striker had been without a club since May.\n\nThe 31-year-old said: "I am glad to be here."'
        ),
        ("The 31-year-old", '"I am glad to be here."'),
    ),
    # How it is said is the outlet's.
    ("The ministry said the attack was staged, without providing evidence.", ("The ministry", "the attack was staged")),
    (
        "The report says that the firm billed the state for repairs, without giving notice.",
        ("The report", "the firm billed the state for repairs, without giving notice"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_speaker_is_led_back_to_where_the_text_names_them(text: str, expected: tuple[str, str]) -> None:
    assert expected in Read(extract(text)).said


RELAYED = [
    (
        (
            "Thousands more people have been hurt in Tarn than the count shows, the head of the U.N. Monitoring "
            "Mission in the country said on Tuesday, Delta Wire reported."
        ),
        ("the head of the U.N. Monitoring Mission in the country", "Delta Wire"),
    ),
    (
        "The pier will be shut until May, the harbour board told residents, the Tarn Herald reported on Friday.",
        ("the harbour board", "the Tarn Herald"),
    ),
    (
        (
            "According to Delta Wire, one user on Pingo, which is the most popular site of the island, posted: “I want "
            "to know how these two came to Tarn. By train, or did they drive?”"
        ),
        ("one user on Pingo", "Delta Wire"),
    ),
    ("According to the BBC, the mayor said the pier was safe.", ("the mayor", "the BBC")),
]


@pytest.mark.parametrize(("text", "expected"), RELAYED)
def test_outlet_around_somebody_elses_words_carries_them(text: str, expected: tuple[str, str]) -> None:
    read = Read(extract(text))

    statement = next(one for one in read.extraction.statements if one.attribution is not None)
    assert (read.of(statement).speaker, *read.of(statement).via) == expected
    assert not any("reported" in words for words in read.own)


def test_who_is_no_outlet_says_what_somebody_else_said() -> None:
    text = "According to Ana Ruiz, the mayor said the pier was safe."

    assert ("Ana Ruiz", "the mayor said the pier was safe") in Read(extract(text)).said


def test_interview_goes_on_without_labels_behind_its_first_pair() -> None:
    text = (
        "Tarn Weekly: Ms Rao, how did the mill begin?\n\nMeera Rao: We had one saw and a horse.\n\n"
        "What came next?\n\nWe bought a second saw. Nine people came to work.\n\n"
        "Do you regret anything?\n\nThe fire of 2004 was our fault.\n\nThe mill stands in Harn Lane."
    )

    read = Read(extract(text))
    assert read.said == [
        ("Meera Rao", "We had one saw and a horse"),
        ("Meera Rao", "We bought a second saw"),
        ("Meera Rao", "Nine people came to work"),
        ("Meera Rao", "The fire of 2004 was our fault"),
    ]
    assert read.own == ["The mill stands in Harn Lane."]


def test_article_behind_two_labelled_lines_is_no_interview() -> None:
    text = (
        "Tarn Weekly: Ms Rao, how did the mill begin?\n\nMeera Rao: We had one saw and a horse.\n\n"
        "Is the mill safe?\n\n“It is,” said the mayor, Ana Ruiz. The fire of 2004 killed two people.\n\n"
        "The council met on Monday and closed the road."
    )

    assert not any("fire of 2004" in words for speaker, words in Read(extract(text)).said if speaker == "Meera Rao")


LINE_BY_LINE = [
    # What a first reading of ten new articles found, each in other words.
    ("Campaigner Jean Whitlock, 82, said she was gutted.", ("Jean Whitlock", "she was gutted")),
    (
        "UN experts today expressed alarm at reports that at least 63 people were killed last week.",
        ("UN experts", "at least 63 people were killed last week"),
    ),
    ("USA Today said the bridge fell.", ("USA Today", "the bridge fell")),
    (
        "The defence case is that the cook was holding the knife because he was making sandwiches.",
        ("The defence", "the cook was holding the knife because he was making sandwiches"),
    ),
    (
        (
            "Army spokesman Colonel Idris Bako said his men took it.\n\nA commander of the Hanu Front, who uses "
            "the name Lion, dismissed it. In a message sent to journalists, he said his fighters held both banks."
        ),
        ("A commander of the Hanu Front", "his fighters held both banks"),
    ),
    # "Others" need be no doctors where one doctor spoke; where residents did, they are residents.
    (
        "A doctor at Sarai Hospital said 12 bodies had been brought in. Others said the shells came from the east.",
        ("Others", "the shells came from the east"),
    ),
    (
        (
            "Residents who fled across the river said the army had shelled the market. Others said the shells came "
            "from the east."
        ),
        ("Other residents", "the shells came from the east"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), LINE_BY_LINE)
def test_what_a_reader_of_new_articles_found_is_mended(text: str, expected: tuple[str, str]) -> None:
    assert expected in Read(extract(text)).said


def test_answers_may_tell_what_others_said() -> None:
    text = (
        "The woman who ran a hospital\n\nMariam Sesay, 44, is a nurse. She spoke to Tom Hale about two hard years.\n\n"
        "How did you end up in charge?\n\nThe doctor left on the third day. Nobody else had the keys.\n\n"
        "Did you think of leaving?\n\nEvery morning. My sister rang me and said, “You have done enough.” I stayed.\n\n"
        "And now?\n\nNow I teach. The tents are gone."
    )

    said = Read(extract(text)).said
    assert ("Mariam Sesay", "The doctor left on the third day") in said
    assert ("Mariam Sesay", "The tents are gone") in said
    assert ("Mariam Sesay", "I stayed") in said
