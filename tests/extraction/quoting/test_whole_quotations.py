import pytest

from claimtrack.extraction.engine import extract


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_a_label_in_front_of_a_line_that_is_one_quotation_names_who_is_quoted(marks: str) -> None:
    text = f"Lena Holm: {marks[0]}The quay is shut.{marks[1]}\n\nPer Dahl: {marks[0]}Nobody was told.{marks[1]}\n"
    assert [one.speaker for one in extract(text).attributions] == ["Lena Holm", "Per Dahl"]


def test_a_label_in_front_of_a_line_with_words_of_its_own_names_nobody() -> None:
    assert extract("Road closures: “The quay is shut,” the office said.\n").attributions[0].speaker != "Road closures"
