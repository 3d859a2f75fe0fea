"""What a refusal says: the fewest words, the rest counted."""

from claimtrack.services.verdicts.shortfalls import answered_with, first_of


def test_up_to_three_claims_are_told_in_full() -> None:
    assert str(first_of([(1, "one"), (2, "two"), (3, "three")], "confirmed")) == "one\ntwo\nthree"


def test_of_more_claims_two_are_told_and_the_others_counted() -> None:
    told = str(first_of([(number, f"claim {number}: words") for number in range(1, 5)], "refuted"))
    assert told.splitlines() == [
        "claim 1: words",
        "claim 2: words",
        "claims 3 and 4 cannot be marked refuted either; `claimtrack show 3` says what 3 lacks",
    ]


def test_of_hundreds_not_every_number_is_written() -> None:
    told = str(first_of([(number, "words") for number in range(1, 301)], "confirmed"))
    assert "3, 4, 5, 6, 7, 8, 9 and 291 others cannot be marked confirmed either" in told


def test_pieces_against_it_are_answered_in_one_go() -> None:
    assert str(answered_with([2])) == "evidence 2 stands against it; answer it with --despite 2 --reason TEXT"
    assert str(answered_with([2, 5])).startswith(
        "evidence 2, 5 stand against it; answer it with --despite 2 --despite 5"
    )
