import re
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.locker.excerpts import find_excerpt, find_in_file, nearest_passage


@pytest.mark.parametrize(
    ("text", "excerpt", "found"),
    [
        ("The river rose.", "river rose", "river rose"),
        ("The river rose.", "  river rose\n", "river rose"),
        ("The river\n   rose.", "river rose", "river\n   rose"),
        ("The river rose.", "river\n\trose", "river rose"),
        ("The\u00a0river\u2009rose.", "The river rose", "The\u00a0river\u2009rose"),
        ("New infor-\nmation came.", "information came", "infor-\nmation came"),
        ("New infor-\r\n   mation came.", "information", "infor-\r\n   mation"),
        ("New infor\u00admation came.", "information", "infor\u00admation"),
        ("un cafe\u0301-\ntier", "cafétier", "cafe\u0301-\ntier"),
        ("The well-known man", "well-\nknown", "well-known"),
        ("In 2016-\n17 it was", "2016-17", "2016-\n17"),
        ("The flood—\nor worse", "flood—or", "flood—\nor"),
        ("“It’s so,” he said", '"It\'s so," he', "“It’s so,” he"),
        ("'Nobody slept'", "‘Nobody slept’", "'Nobody slept'"),
        ("«Nobody slept»", "“Nobody slept”", "«Nobody slept»"),
        ("It rose – by two metres", "rose - by", "rose – by"),
        ("A ﬁre in the oﬃce", "fire in the office", "ﬁre in the oﬃce"),
        ("Le café ferme", "cafe\u0301 ferme", "café ferme"),
        ("Le cafe\u0301 ferme", "café ferme", "cafe\u0301 ferme"),
        ("１２ people", "12 people", "１２ people"),
        ("zero\u200bwidth", "zerowidth", "zero\u200bwidth"),
        ("市长说河水泛滥了", "河水泛滥", "河水泛滥"),
        ("قال رئيس والبلدية", "البلدية", "البلدية"),
        ("He met 13 people, then 3 people", "3 people", "3 people"),
        ("killed 12. Then", "killed 12", "killed 12"),
        ("killed 12, 13 hurt", "killed 12", "killed 12"),
        ("In 2016, 300 died", "300 died", "300 died"),
        ("the well-known “man”", 'known "man"', "known “man”"),
    ],
)
def test_an_excerpt_is_found_though_it_looks_otherwise(text: str, excerpt: str, found: str) -> None:
    span = find_excerpt(text, excerpt)
    assert span is not None
    assert text[slice(*span)] == found


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("The river rose.", "the river rose"),
        ("The river rose.", "The river fell"),
        ("The river rose.", ""),
        ("The river rose.", " \n"),
        ("", "The river"),
        ("13 people died", "3 people died"),
        ("1,300 people died", "300 people died"),
        ("1\u202f300 people died", "300 people died"),
        ("killed 12.5", "killed 12"),
        ("They were unarmed", "armed"),
        ("The witnesses", "The witness"),
        ("3-4 people", "34 people"),
        ("The river [...] rose", "The river rose"),
        ("The river quickly rose", "The river [...] rose"),
        ("", "\u00ad"),
        ("x", "\u00ad"),
    ],
)
def test_other_words_and_other_numbers_are_not_found(text: str, excerpt: str) -> None:
    assert find_excerpt(text, excerpt) is None


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("The spec ified docu ments were found", "The specified documents were found"),
        ("on Mondaythat eleven", "on Monday that eleven"),
        ("T h e m a y o r said", "The mayor said"),
        ("a b\nc", "a bc"),
    ],
)
def test_words_that_were_broken_or_joined_are_found_by_their_letters(text: str, excerpt: str) -> None:
    assert find_in_file(f"So: {text}, he wrote", excerpt) == (4, 4 + len(text))
    assert find_excerpt(f"So: {text}, he wrote", excerpt) is None  # a claim is carried over by its words


def test_white_space_counts_between_figures_and_at_the_ends_of_words() -> None:
    assert find_in_file("It killed 1 2 people", "killed 12 people") is None
    assert find_in_file("It was un armed", "was un") == (3, 9)
    assert find_in_file("They were notarmed", "armed") is None


def test_the_last_of_many_may_be_the_one_that_stands_alone() -> None:
    assert find_excerpt("13 " * 50 + "3", "3") == (150, 151)


_WORDS = st.lists(
    st.text(st.sampled_from("abcxyzäéñßфяשد"), min_size=1, max_size=9)
    | st.sampled_from(["“said”", "it’s", "ﬁre", "well-known", "12", "3,400", "–", "(no)", "end."]),
    min_size=3,
    max_size=25,
)


@given(words=_WORDS, at=st.tuples(st.integers(0, 24), st.integers(0, 24)), draw=st.randoms(use_true_random=False))
def test_a_passage_that_was_wrapped_requoted_and_hyphenated_is_found_again(
    words: list[str], at: tuple[int, int], draw: Random
) -> None:
    """The same place is found, unless one further in front fits too or one elsewhere is spelled just so."""
    first, last = sorted(place % len(words) for place in at)
    text = " ".join(words)
    start = len(" ".join(words[:first])) + (first > 0)
    passage = " ".join(words[first : last + 1])
    changed = passage.translate(str.maketrans("“”’–", '""\'-')).replace("ﬁ", "fi")
    changed = re.sub(" ", lambda _: draw.choice([" ", "\n", "  ", "\u00a0", " \r\n "]), changed)
    letters = r"(?<=[^\W\d_])(?=[^\W\d_])"
    changed = re.sub(letters, lambda _: draw.choice(["", "", "", "-\n", "\u00ad"]), changed)
    changed = unicodedata.normalize(draw.choice(["NFC", "NFD"]), changed)
    found = find_excerpt(text, changed)
    assert found is not None
    assert found == (start, start + len(passage)) or found[0] < start or text[slice(*found)] == changed.strip()


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_texts_give_a_place_inside_or_none(text: str, excerpt: str) -> None:
    found = find_excerpt(text, excerpt)
    assert found is None or 0 <= found[0] < found[1] <= len(text)
    nearest_passage(text, excerpt)


@pytest.mark.parametrize(
    ("text", "excerpt", "nearest"),
    [
        (
            "It rained. The river rose by two metres. Then it fell.",
            "the river rose by six metres",
            "The river rose by two metres.",
        ),
        ("The river rose by\ntwo metres", "river fell two metres", "river rose by two metres"),
        ("Then 1,300 people died there", "300 people died", "1,300 people died there"),
        ("The bridge closed on Monday.", "bridge closed on Sunday", "bridge closed on Monday."),
        (
            "Of roads. The bridge is closed since 4 May.",
            "The bridge is closed since 5 June",
            "The bridge is closed since 4 May.",
        ),
        ("He was there", "HE WAS", "He was there"),
        ("He was there" + " and there" * 20, "HE WAS", "He was"),
        ("The river rose", "unrelated", None),
        ("", "x", None),
        ("x", "", None),
        ("x", "...", None),
    ],
)
def test_the_nearest_passage_shares_most_words(text: str, excerpt: str, nearest: str | None) -> None:
    assert nearest_passage(text, excerpt) == nearest


def test_a_long_passage_is_shown_in_part() -> None:
    text = "word " * 500
    assert len(nearest_passage(text, text) or "") <= 300


@pytest.mark.parametrize(
    "unit", ["The river rose. ", "“It’s” the ﬁrst — ", "Мэр заявил, что йод ", " ", "\n", "a-", "1-\n", "a"]
)
def test_a_long_text_of_one_kind_is_searched_to_its_end(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert find_excerpt(text, "the last “words” here, 3-4 of 12") is None
    assert len(nearest_passage(text, unit * 5 + " more") or "") <= 300
