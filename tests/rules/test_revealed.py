"""What a text has in it so that no reader sees it at once."""

import base64
import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.copies import is_copy, sketch
from claimtrack.rules.revealed import is_soup, revealed

WORDS = (
    "The city closed the old bridge over the Lenna on Monday after inspectors had found a crack in its second arch. "
    "Trams end at the market hall until spring, and a ferry takes walkers across from seven to nine."
)
OWN = "Our own record of the week, written down by the keeper of the register at the town hall, with what follows."


def spaced(text: str, mark: str = " ", between: str = "   ") -> str:
    """Write a text with a mark between each two letters of a word."""
    return between.join(mark.join(word) for word in text.split())


@pytest.mark.parametrize(
    "hidden",
    [
        spaced(WORDS),
        spaced(WORDS, "\u00a0", " "),
        spaced(WORDS, "-", " "),
        spaced(WORDS, ".", " "),
        spaced(WORDS, "_", " "),
        base64.b64encode(WORDS.encode()).decode(),
        base64.encodebytes(WORDS.encode()).decode(),
        base64.urlsafe_b64encode(WORDS.encode()).decode().rstrip("="),
        base64.b64encode(base64.b64encode(WORDS.encode())).decode(),
        base64.b64encode(gzip.compress(WORDS.encode())).decode(),
        base64.b64encode(WORDS.encode("utf-16")).decode(),
        base64.b64encode(f"<p>{WORDS}</p>".encode()).decode(),
        WORDS.encode().hex(),
    ],
    ids=range(13),
)
def test_a_copy_that_is_not_seen_at_once(hidden: str) -> None:
    piece = f"{OWN}\n\n{hidden}\n"
    assert not is_copy(sketch(piece), sketch(WORDS))
    assert is_copy(sketch(revealed(piece)), sketch(WORDS))


def test_letters_without_an_end_of_words_cannot_be_compared() -> None:
    assert is_soup(revealed(" ".join(WORDS.replace(" ", ""))))
    assert is_soup(revealed(WORDS.replace(" ", "")))
    assert is_soup(revealed("\n".join(WORDS.replace(" ", ""))))


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        OWN,
        "",
        "A B C",
        "T.S.E. met J. K. R. in the U.S.A. on a 7 - 8 walk.",
        "议会在周一关闭了桥梁" * 30,
        "x" * 30,
    ],
)
def test_what_is_seen_stays_as_it_is_known(text: str) -> None:
    assert not is_soup(revealed(text))
    if text in {WORDS, OWN, ""}:
        assert revealed(text) == text


@given(st.text())
def test_no_text_however_odd_is_an_error(text: str) -> None:
    assert isinstance(revealed(text), str)
    assert is_soup(text) in {True, False}


@pytest.mark.parametrize("text", ["a " * 400_000, "A" * 800_000, "abcdefghijklmnopq " * 40_000, "a.b-" * 200_000])
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    begin = time.process_time()
    revealed(text)
    assert time.process_time() - begin < 5
