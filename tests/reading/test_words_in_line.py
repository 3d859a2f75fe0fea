"""Words of a sentence that stand in tags which readers of main text drop."""

import pytest

from claimtrack.reading.pages.html import read_html

BEFORE = (
    "The ferry between Skarn and Holm stopped on Friday, the harbour office said, and will not run again this year."
)
AFTER = (
    "The county will pay for a bus around the fjord, which takes four hours, the mayor of Holm said to this newspaper."
)


def line(markup: str, tag: str = "p") -> str:
    """Give the line that a sentence in markup becomes in an article; "" where it becomes none."""
    sentence = f"<ul><li>{markup}</li></ul>" if tag == "li" else f"<{tag}>{markup}</{tag}>"
    rest = "".join(
        f"<p>The harbour office answered question {number} in writing, a week after it was put.</p>"
        for number in range(6)
    )
    page = f"<article>{rest}<p>{BEFORE}</p>{sentence}<p>{AFTER}</p></article>"
    _, before, after = read_html(page.encode(), name="a.html").text.partition(BEFORE)
    text = before + after
    assert text.startswith(BEFORE)
    assert text.endswith(AFTER)
    return text[len(BEFORE) : -len(AFTER)].strip().removeprefix("- ")


@pytest.mark.parametrize("tag", ["p", "li"])
@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            (
                "It left at <time datetime='2026-01-04T12:00'>noon</time> and came back at <time>3.15 p.m.</time> "
                "on that day."
            ),
            "It left at noon and came back at 3.15 p.m. on that day.",
        ),
        (
            "<time>On 4 January</time> the office had warned the ministry.",
            "On 4 January the office had warned the ministry.",
        ),
        (
            "The office had warned the ministry on <b><time>4 January</time></b>.",
            "The office had warned the ministry on 4 January.",
        ),
        (
            "The form has a box <label>I have seen the boat</label> that nobody ticked.",
            "The form has a box I have seen the boat that nobody ticked.",
        ),
        (
            "The sum came to <output>1,900</output> people in all, the town said.",
            "The sum came to 1,900 people in all, the town said.",
        ),
        (
            "The plates were <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> as thick as planned, he said.",
            "The plates were 1/2 as thick as planned, he said.",
        ),
        (
            "It grew by <math><mn>3</mn><mo>×</mo><msup><mn>10</mn><mn>4</mn></msup></math> tonnes, he said.",
            "It grew by 3×10^4 tonnes, he said.",
        ),
        (
            "The <ruby>WHO<rp>(</rp><rt>World Health Organization</rt><rp>)</rp></ruby> said that it knew of no case.",
            "The WHO (World Health Organization) said that it knew of no case.",
        ),
        ("She said: <q>It was shut.</q> Then she left the town.", "She said: “It was shut.” Then she left the town."),
        (
            "She said: <q>He told me <q>never</q> twice.</q> Then she left.",
            "She said: “He told me ‘never’ twice.” Then she left.",
        ),
    ],
    ids=["times", "first", "bold", "label", "output", "fraction", "power", "ruby", "quotation", "inner"],
)
def test_words_of_a_sentence_stay_in_it(markup: str, expected: str, tag: str) -> None:
    assert line(markup, tag) == expected


def test_a_reading_of_single_characters_stands_behind_the_word() -> None:
    assert "漢字(かんじ)" in line(
        "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby> is what the sign at the harbour says, he told us."
    )


@pytest.mark.parametrize(
    "markup", ["<time>4 January 2026</time>", "Updated <time>4 January 2026</time>", "<label>Your mail</label>"]
)
def test_a_date_or_label_by_itself_is_no_sentence(markup: str) -> None:
    assert "2026" not in line(markup)
    assert "mail" not in line(markup)
