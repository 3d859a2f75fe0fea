import pytest

from claimtrack.extraction.engine import extract
from claimtrack.extraction.text.unseen import unseen


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Ada Brunn 🇸🇪 said nobody came. Ada Brunn said the ferry was late.", "Ada Brunn", "the ferry was late"),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿 Iain Roe said the ferry was late.", "Iain Roe", "the ferry was late"),
        ("Iain Roe (🇬🇧) said the ferry was late.", "Iain Roe", "the ferry was late"),
        ("Con\u00adstable Roe said the ferry was late.", "Constable Roe", "the ferry was late"),
        ("Ada\u200b Brunn said the ferry was la\u00adte.", "Ada Brunn", "the ferry was la\u00adte"),
        ("\ufeffAda Brunn said “the ferry \ufeffwas late.”", "Ada Brunn", "“the ferry \ufeffwas late.”"),
        ("The con\u00ad\n  stable of Roe said the ferry was late.", "The constable of Roe", "the ferry was late"),
    ],
)
def test_names_are_read_through_what_shows_nothing(text: str, speaker: str, words: str) -> None:
    found = extract(text)
    assert {one.speaker for one in found.attributions} == {speaker}
    last = found.statements[-1]
    assert last.text == words
    assert [text[start:end] for start, end in last.spans] == [words]


def test_a_picture_that_is_all_that_was_said_stays() -> None:
    assert list(unseen("“👍”, she wrote. Then: 😀. ✔ One")) == []


def test_joiners_of_words_stay() -> None:
    assert list(unseen("می\u200cخواهم")) == []


def test_many_of_them_take_no_longer() -> None:
    for part in ("\u00ad", "🇳🇴", "a 🇳🇴 ", "\u00ad \n", "(😀"):
        assert list(unseen(part * 100_000)) is not None
