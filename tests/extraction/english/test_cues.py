"""Each cue reads its examples and leaves its traps, and no sentence that it reads is passed over before."""

import re
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimtrack.extraction.english.cue import WORD, Cue, Cues
from claimtrack.extraction.english.doubt_cues import EVERY
from claimtrack.vocabulary import CaveatKind

CUES = [(cues, cue) for cues in EVERY for cue in cues.cues]
READS = [(cues, cue, sentence) for cues, cue in CUES for sentence in cue.reads]
LEAVES = [(cues.kind, sentence) for cues, cue in CUES for sentence in cue.leaves]

_ALPHABET = string.ascii_letters + " '.,;:-\""
_RUN_TOGETHER = re.compile(
    r"(?:[deso]|ha[ds]|have|are|were)not\b|invent(?!ed\b|ing\b)|(?:slander|libel)\w", re.IGNORECASE
)
"""No words of English, which a pattern takes for being short: "didnot", "invently"."""


def words_of(sentence: str) -> set[str]:
    return set(WORD.findall(sentence.lower()))


@pytest.mark.parametrize(("cues", "cue", "sentence"), READS, ids=[sentence for *_, sentence in READS])
def test_a_cue_reads_its_example(cues: Cues, cue: Cue, sentence: str) -> None:
    assert cues.alone(cue).search(sentence)


@pytest.mark.parametrize(("cues", "cue", "sentence"), READS, ids=[sentence for *_, sentence in READS])
def test_a_cue_is_tried_on_its_example_by_its_own_triggers(cues: Cues, cue: Cue, sentence: str) -> None:
    assert Cues(cues.kind, (cue,), begins=cues.begins).may_be_in(words_of(sentence))
    assert list(cues.find(sentence, words_of(sentence)))


@pytest.mark.parametrize(("kind", "sentence"), LEAVES, ids=[sentence for *_, sentence in LEAVES])
def test_no_cue_of_a_kind_reads_one_of_its_traps(kind: CaveatKind, sentence: str) -> None:
    assert [cue.pattern for cues, cue in CUES if cues.kind is kind and cues.alone(cue).search(sentence)] == []


def test_every_cue_has_an_example_and_no_example_stands_twice() -> None:
    assert [cue.pattern for _, cue in CUES if not cue.reads] == []
    sentences = [sentence for *_, sentence in READS] + [sentence for *_, sentence in LEAVES]
    assert sorted(set(sentences)) == sorted(sentences)


@pytest.mark.parametrize("cues", EVERY, ids=map(str, range(len(EVERY))))
@given(data=st.data())
def test_what_a_cue_matches_is_not_passed_over(cues: Cues, data: st.DataObject) -> None:
    sentence = data.draw(st.from_regex(cues.pattern, fullmatch=True, alphabet=_ALPHABET))
    assume(not _RUN_TOGETHER.search(sentence))
    assert cues.may_be_in(words_of(sentence))


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
    checked = {CaveatKind.UNCONFIRMED, CaveatKind.UNEVIDENCED, CaveatKind.UNWITNESSED}
    assert {cues.kind for cues in EVERY if cues.kind in checked and cues.may_be_in(words_of(sentence))} == kinds


def test_triggers_ask_for_a_word_of_each_set_in_one_way() -> None:
    cues = Cues(CaveatKind.DENIED, (Cue("", "no + such thing / lie", ()), Cue("", "not + such thing", ())))
    sentences = ("no such", "not a thing", "a lie", "thing", "no", "such", "")
    assert [cues.may_be_in(words_of(one)) for one in sentences] == [True, True, True, False, False, False, False]
    assert len(cues.ways) == 2
