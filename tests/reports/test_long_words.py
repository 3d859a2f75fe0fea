"""A text of one very long word: a report of it takes no longer than its length, and loses none of it."""

import time

import pytest
from tests.reports.entries import make_article, make_entry, make_report

from claimtrack.reports import text

SIZES = (250_000, 1_000_000)


def _taken(words: str) -> tuple[float, bytes]:
    report = make_report(make_article(words, [make_entry(text=words)]))
    begin = time.process_time()
    rendered = text.render(report)
    return time.process_time() - begin, rendered


@pytest.mark.parametrize(
    "word", ["x", "ж", "字", "e\u0301", "a-"], ids=["latin", "cyrillic", "wide", "marks", "hyphens"]
)
def test_a_report_of_one_word_takes_no_longer_than_its_length(word: str) -> None:
    short, long = (_taken(word * (size // len(word)))[0] for size in SIZES)
    # Four times the length; what is quadratic takes sixteen times as long.
    assert long < max(8 * short, 2)


def test_none_of_a_long_word_is_lost() -> None:
    word = "".join(chr(ord("a") + place % 26) for place in range(30_000))
    _, rendered = _taken(word)
    assert word in "".join(rendered.decode().split())
