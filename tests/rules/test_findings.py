"""What may be written as a restatement or a finding, when one fits, and how ratings are found on a scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import InvalidInput
from claimtrack.rules.findings import (
    LONGEST_FINDING,
    Claimed,
    finding_misfits,
    finding_written,
    restatement_misfits,
    restatement_written,
    says_something,
    words_digest,
)
from claimtrack.rules.ratings import (
    CAN_BE_RATED,
    DEFAULT_RATINGS,
    Rating,
    quoted,
    rating_called,
    rating_key,
    read_as_one,
    standing,
)
from claimtrack.vocabulary import Nature, Said, Status

_ANY = st.text(max_size=80)
_VERDICTS = st.tuples(st.sampled_from(Status), st.sampled_from(Said))


@given(_ANY)
def test_what_is_written_says_something_and_is_kept_as_it_is_when_it_is_written_again(text: str) -> None:
    for write in (restatement_written, finding_written):
        try:
            kept = write(text)
        except InvalidInput:
            continue
        assert says_something(kept)
        assert write(kept) == kept
        assert "".join(kept.split()) == "".join(text.split())
        kept.encode()


def test_a_finding_keeps_its_paragraphs_and_a_restatement_is_one_line() -> None:
    assert finding_written(" One.\r\n\r\nTwo,\tand  more. ") == "One.\n\nTwo, and more."
    assert restatement_written("One\nsentence.") == "One sentence."
    assert len(finding_written("x" * LONGEST_FINDING)) == LONGEST_FINDING


@given(_ANY, st.lists(st.sampled_from([" ", "\n", "  "]), min_size=1, max_size=3))
def test_line_breaks_are_no_other_words(text: str, between: list[str]) -> None:
    broken = "".join(between).join(text.split())
    assert words_digest(broken, [[0, len(broken)]], None) == words_digest(" ".join(text.split()), [[0, 1]], None)


def test_that_a_claim_is_denied_is_another_claim() -> None:
    words = ("The road was mined.", [[0, 19]])
    assert words_digest(*words, Nature.DENIES) != words_digest(*words, Nature.ASSERTS)


_W = Claimed("a" * 64, "1" * 16)
_V = Claimed("b" * 64, "1" * 16)
_WORDS = ("The road was mined.", [[0, 19]], None)


def test_what_was_written_of_one_speaker_does_not_fit_another() -> None:
    ana, ben = (Claimed.of(*_WORDS, number) for number in (1, 2))
    assert restatement_misfits(ana.digest, ana) == ()
    assert restatement_misfits(ana.digest, ben) == ("who says the claim is somebody else since",)
    other = Claimed.of("The road was swept.", [[0, 19]], None, 1)
    assert restatement_misfits(ana.digest, other) == ("the claim's words have changed since",)


def test_what_was_written_before_a_speaker_was_kept_fits_the_words() -> None:
    kept = words_digest(*_WORDS)
    assert restatement_misfits(kept, Claimed.of(*_WORDS, 7)) == ()
    assert len(restatement_misfits(kept, Claimed.of("The road was swept.", [[0, 19]], None, 7))) == 1


@given(_VERDICTS, _VERDICTS)
def test_a_finding_fits_while_words_and_verdicts_stand(was: tuple[Status, Said], now: tuple[Status, Said]) -> None:
    assert finding_misfits(_W.digest, _W, was, was) == ()
    assert len(finding_misfits(_W.digest, _V, was, was)) == 1
    found = finding_misfits(_W.digest, _W, was, now)
    asked = was[1] is not Said.UNCHECKED and was[1] is not now[1]
    assert len(found) == (standing(was[0]) is not standing(now[0])) + asked
    assert all(was[0].words in words for words in found[:1] if standing(was[0]) is not standing(now[0]))


def test_that_somebody_has_a_claim_in_review_is_no_verdict() -> None:
    assert finding_misfits(_W.digest, _W, (Status.UNVERIFIED, Said.UNCHECKED), (Status.IN_REVIEW, Said.UNCHECKED)) == ()


@given(st.sampled_from(DEFAULT_RATINGS), st.sampled_from([str.upper, str.title, str.lower]), st.sampled_from("-_ "))
def test_a_rating_is_found_however_it_is_spelled(rating: Rating, case: object, between: str) -> None:
    assert callable(case)
    assert rating_called(f" {case(rating.name).replace(' ', between)} ", DEFAULT_RATINGS) is rating


def test_the_program_s_scale_has_a_rating_for_every_verdict_and_none_for_no_verdict() -> None:
    for status in CAN_BE_RATED - {Status.UNVERIFIED}:
        assert any(one.fits(status) for one in DEFAULT_RATINGS)
    assert not any(one.fits(status) for one in DEFAULT_RATINGS for status in (Status.UNVERIFIED, Status.IN_REVIEW))
    assert list(read_as_one(DEFAULT_RATINGS)) == []
    assert Rating("satire").fits(Status.IN_REVIEW)


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["a"], '"a"'), (["a", "b"], '"a" and "b"'), (["a", "b", "c"], '"a", "b" and "c"')]
)
def test_ratings_are_listed_for_people(names: list[str], words: str) -> None:
    assert quoted(names) == words


def test_two_spellings_of_one_rating_are_read_as_one() -> None:
    one, other = Rating("half true"), Rating("Half-True")
    assert list(read_as_one((one, other, Rating("true")))) == [(one, other)]
    assert rating_key(one.name) == rating_key(other.name)
