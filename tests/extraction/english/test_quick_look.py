"""No pattern is passed over by the quick look at a sentence's words that comes before it."""

import re
import string
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimtrack.extraction.english.denial_cues import LOOKS
from claimtrack.extraction.english.doubt_cues import CUES, UNSEEN, WORD, may_doubt
from claimtrack.extraction.english.quick_look import look, may_hold
from claimtrack.vocabulary import CaveatKind

_ALPHABET = string.ascii_letters + " '.,;:-\""
_RUN_TOGETHER = re.compile(
    r"(?:[deso]|ha[ds]|have|are|were)not\b|invent(?!ed\b|ing\b)|(?:slander|libel)\w", re.IGNORECASE
)
"""No words of English, which a pattern takes for being short: "didnot", "invently"."""


def _of_kind(kind: CaveatKind) -> Callable[[set[str]], bool]:
    return lambda words: kind in may_doubt(words)


PATTERNS = [
    *((cue.pattern, _of_kind(cue.kind)) for cue in CUES),
    (UNSEEN, _of_kind(CaveatKind.UNWITNESSED)),
    *((pattern, lambda words, needed=needed: may_hold(needed, words)) for pattern, needed in LOOKS.items()),
]


@pytest.mark.parametrize(("pattern", "is_looked_at"), PATTERNS, ids=map(str, range(len(PATTERNS))))
@given(data=st.data())
def test_what_a_pattern_matches_is_looked_at(
    pattern: re.Pattern[str], is_looked_at: Callable[[set[str]], bool], data: st.DataObject
) -> None:
    sentence = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=_ALPHABET))
    assume(not _RUN_TOGETHER.search(sentence))
    assert is_looked_at(set(WORD.findall(sentence.lower())))


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("the mayor opened the bridge on monday", set()),
        ("he said how many there were", set()),
        ("nobody was hurt and no evidence was lost", {CaveatKind.UNEVIDENCED}),
        ("the report could not be verified", {CaveatKind.UNCONFIRMED}),
        ("none of them saw it", {CaveatKind.UNWITNESSED}),
    ],
)
def test_most_sentences_are_passed_over(sentence: str, kinds: set[CaveatKind]) -> None:
    assert may_doubt(set(sentence.split())) == kinds


def test_a_look_needs_a_word_of_each_set_in_one_way() -> None:
    needed = look("no + such thing", "lie")
    assert [may_hold(needed, set(words.split())) for words in ("no such", "a lie", "no thing", "no", "such", "")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
