"""Numbers and days in a text, in digits and in words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.figures import days, figures, months, ordinals

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int, *, joint: str = "-", link: str = " and ") -> str:
    """Write a number in English words; ``joint`` stands between tens and ones, ``link`` behind hundreds."""
    for scale, word in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if number >= scale:
            high, rest = divmod(number, scale)
            behind = link if 0 < rest < 100 else " "
            said = f"{spelled(high, joint=joint, link=link)} {word}"
            return f"{said}{behind}{spelled(rest, joint=joint, link=link)}" if rest else said
    if number >= 100:
        high, rest = divmod(number, 100)
        return f"{SMALL[high]} hundred" + (f"{link}{spelled(rest, joint=joint)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"{joint}{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


def values(text: str) -> list[set[Fraction]]:
    return [set(one.values) for one in figures(text)]


@given(st.integers(0, 10**12 - 1), st.sampled_from(["-", " "]), st.sampled_from([" and ", " "]), st.booleans())
def test_a_number_in_words_is_the_one_in_digits(number: int, joint: str, link: str, capital: bool) -> None:
    words = spelled(number, joint=joint, link=link)
    told = f"They counted {words.upper() if capital else words} in all."
    (found,) = figures(told)
    assert found.values == {Fraction(number)}
    assert told[found.start : found.end].lower() == words


@given(st.integers(0, 10**12 - 1), st.sampled_from([",", "\u00a0", "\u202f", " ", "'", "’"]))
def test_a_number_in_digits_is_read_whoever_wrote_it(number: int, mark: str) -> None:
    told = f"They counted {number:,} in all.".replace(",", mark)
    assert values(told) == [{Fraction(number)}]
    assert values(f"They counted {number} in all.") == [{Fraction(number)}]


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_numbers_apart_are_two(one: int, other: int) -> None:
    told = f"between {spelled(one)} dead and {spelled(other)} missing; {one:,} of {other:,}"
    assert values(told) == [{Fraction(number)} for number in (one, other, one, other)]


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    found = [(one.start, one.end) for one in figures(text)] + [(one.start, one.end) for one in days(text)]
    assert all(0 <= start < end <= len(text) for start, end in found)
    ordinals(text)
    months(text)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("1.000", [{1000, 1}]),
        ("1.000.000", [{1000000}]),
        ("1,000.50", [{Fraction("1000.5")}]),
        ("1.000,50", [{Fraction("1000.5")}]),
        ("1,5", [{Fraction("1.5")}]),
        ("1,00,000", [{100000}]),
        ("3.2 million", [{3200000}]),
        ("$4bn", [{4 * 10**9}]),
        ("5m", [{5, 5000000}]),
        ("a dozen", [{12}]),
        ("two dozen", [{24}]),
        ("a hundred", [{100}]),
        ("half a million", [{500000}]),
        ("two and a half million", [{2500000}]),
        ("nineteen eighty-four", [{1984}]),
        ("twenty twenty-four", [{2024}]),
        ("between twenty and thirty", [{20}, {30}]),
        ("forty-two and six", [{42}, {6}]),
        ("three hundred thousand five hundred", [{300500}]),
        ("in 2019, 300 people", [{2019}, {300}]),
        ("14-16", [{14}, {16}]),
        ("05:10", [{5}, {10}]),
        ("82nd", [{82}]),
        ("82%", [{82}]),
        ("10km", [{10}]),
        ("dead,82", [{82}]),
        ("mid-2019", [{2019}]),
        ("٨٢", [{82}]),
        ("COVID-19, F-16, MH17, Mi-8", []),
        ("hundreds of thousands, dozens", []),
        ("alone, tenfold, often, someone", []),
    ],
)
def test_what_is_a_number_and_what_it_is_worth(text: str, worth: list[set[int]]) -> None:
    assert values(text) == worth


@pytest.mark.parametrize(
    ("text", "worth"),
    [("the third", {3}), ("twenty-first", {1, 21}), ("the eleventh hour", {11}), ("firstly", set()), ("thirds", set())],
)
def test_ordinals(text: str, worth: set[int]) -> None:
    assert ordinals(text) == worth


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("16 May 2024", {(16, 5, 2024)}),
        ("May 16th", {(16, 5, None)}),
        ("16 MAY", {(16, 5, None)}),
        ("Sept. 3, 2020", {(3, 9, 2020)}),
        ("the sixteenth of May", {(16, 5, None)}),
        ("twenty-first of June", {(21, 6, None)}),
        ("thirtieth of June", {(30, 6, None)}),
        ("2024-05-16", {(16, 5, 2024)}),
        ("16.5.2024", {(16, 5, 2024)}),
        ("5/6/2024", {(5, 6, 2024), (6, 5, 2024)}),
        ("5/16/2024", {(16, 5, 2024)}),
    ],
)
def test_a_day_in_every_form(text: str, meant: set[tuple[int, int, int | None]]) -> None:
    (found,) = days(f"It was hit on {text}.")
    assert found.meant == meant


@pytest.mark.parametrize("text", ["it may 16 times", "version 2024-19-55", "they march 3 miles", "1.2.3"])
def test_what_is_no_day(text: str) -> None:
    assert days(text) == []


def test_reading_takes_time_in_proportion_to_the_length() -> None:
    assert len(figures("one hundred and " * 20_000)) > 0
