"""Whether what is called a record of what was said is the article's own text."""

import pytest

from claimtrack.rules.copies import sketch
from claimtrack.rules.records import article_text, is_of_article

QUOTED = "We counted eighty-two dead in the two northern villages, and nobody has come to ask us how they died."
TOLD = "the convoy was stopped at the bridge for three hours by men who showed no papers"
ARTICLE = f"""\
Eighty-two dead in the north, says envoy

The envoy of the coastal council addressed a closed sitting late on Tuesday evening, two diplomats present in the
room recalled. "{QUOTED}" she told the members. Several delegations left before she had finished.

She also said that {TOLD}. The ministry of the interior did not answer three calls from this newspaper.

The sitting was the fourth this month; a vote on sending observers is expected before the end of the week.
"""
PARAGRAPH = ARTICLE.split("\n\n")[1]
MINUTES = f"""\
COASTAL COUNCIL. Provisional record of the 4,012th sitting, held on Tuesday at 8 p.m.

The PRESIDENT: I give the floor to the envoy.
The ENVOY: Thank you, Madam President. {QUOTED} I ask the members to hear the survivors. I am told that {TOLD}, and the
driver is in the building. I am ready to take questions.
"""
READ = article_text(ARTICLE, [QUOTED, TOLD])


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE.upper(),
        f"Home - World - Sport\n{ARTICLE}\nSubscribe to our newsletter for more stories like this one.",
        ARTICLE.replace("Tuesday", "Wednesday").replace("three calls", "two calls"),
        "\n\n".join(ARTICLE.split("\n\n")[:3]),
        PARAGRAPH,
        f'"{QUOTED}" she told the members. Several delegations left before she had finished.',
    ],
    ids=["whole", "capitals", "with a page around it", "two words changed", "most", "a paragraph", "two sentences"],
)
def test_the_article_is_no_record_of_what_it_tells(text: str) -> None:
    assert is_of_article(sketch(text), READ)


@pytest.mark.parametrize(
    "text",
    [
        MINUTES,
        QUOTED,
        f"The envoy said that {TOLD}.",
        f"ENVOY: {QUOTED}\nENVOY: {TOLD}.",
        f"{QUOTED} {TOLD}",
        "Nothing of the kind was said.",
        "",
    ],
    ids=["minutes", "the words alone", "in indirect speech", "an extract", "both", "another text", "nothing"],
)
def test_a_record_of_a_quotation_consists_of_it(text: str) -> None:
    assert not is_of_article(sketch(text), READ)


def test_a_speech_that_an_article_prints_in_full_is_a_record_of_it() -> None:
    speech = " ".join(f"In the year {year} we built {year % 97} schools and closed none of them." for year in range(60))
    printed = article_text(f"The mayor spoke on Monday. Here is what she said. {speech}", [speech])
    assert not is_of_article(sketch(speech), printed)


def test_a_record_much_longer_than_the_article_is_told_from_it() -> None:
    much = " ".join(f"Item {number} was adopted after {number % 13} speakers had been heard." for number in range(2000))
    assert not is_of_article(sketch(f"{much} {MINUTES}"), READ)


def test_a_text_that_nobody_speaks_in_is_its_own_words_to_the_end() -> None:
    assert is_of_article(sketch(PARAGRAPH), article_text(ARTICLE, []))
