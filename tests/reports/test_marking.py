from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.reports.marking import LAYERS, paragraphs
from claimtrack.reports.model import ArticleEntry, ClaimEntry

Entry = Callable[..., ClaimEntry]
Article = Callable[..., ArticleEntry]
Shown = list[list[tuple[str, list[int], list[int]]]]


def shown(article: ArticleEntry) -> Shown:
    """Give each piece as text, the claims over it and the claims that begin at it."""
    return [
        [
            (piece.text, [layer.entry.number for layer in piece.layers], [entry.number for entry in piece.begins])
            for piece in paragraph
        ]
        for paragraph in paragraphs(article)
    ]


CUTS: list[tuple[str, list[tuple[tuple[int, int], ...]], Shown]] = [
    # text, spans of claims 1, 2, ... -> pieces
    ("", [], []),
    (" \n\n ", [], []),
    ("abc", [], [[("abc", [], [])]]),
    ("abcdef", [((2, 4),)], [[("ab", [], []), ("cd", [1], [1]), ("ef", [], [])]]),
    # nested: the narrower is innermost, the wider begins first
    ("abcdef", [((0, 6),), ((2, 4),)], [[("ab", [1], [1]), ("cd", [2, 1], [2]), ("ef", [1], [])]]),
    ("abcdef", [((0, 6),), ((0, 2),)], [[("ab", [2, 1], [1, 2]), ("cdef", [1], [])]]),
    # overlapping
    ("abcdef", [((0, 4),), ((2, 6),)], [[("ab", [1], [1]), ("cd", [1, 2], [2]), ("ef", [2], [])]]),
    # the same span twice
    ("abc", [((0, 3),), ((0, 3),)], [[("abc", [1, 2], [2, 1])]]),
    # split around a cue, and over two paragraphs
    ("a b c", [((0, 1), (4, 5))], [[("a", [1], [1]), (" b ", [], []), ("c", [1], [])]]),
    ("ab\n\ncd", [((1, 5),)], [[("a", [], []), ("b", [1], [1])], [("c", [1], []), ("d", [], [])]]),
    # blank lines part paragraphs and single breaks stay; without blank lines, every line is one
    ("a\nb\n\n \nc", [], [[("a\nb", [], [])], [("c", [], [])]]),
    ("a\nb\n", [], [[("a", [], [])], [("b", [], [])]]),
    # spans that lie outside, are empty, touch or overlap each other
    ("abc", [((2, 9),), ((1, 1),), ((7, 9),)], [[("ab", [], []), ("c", [1], [1])]]),
    ("abcd", [((0, 2), (2, 3), (1, 4))], [[("abcd", [1], [1])]]),
]


@pytest.mark.parametrize(("text", "spans", "pieces"), CUTS)
def test_the_text_is_cut_where_claims_begin_and_end(
    entry: Entry, article: Article, text: str, spans: list[tuple[tuple[int, int], ...]], pieces: Shown
) -> None:
    claims = [entry(number, spans=each) for number, each in enumerate(spans, start=1)]
    assert shown(article(text, claims)) == pieces


def test_an_underline_keeps_its_height_along_the_claim(entry: Entry, article: Article) -> None:
    claims = [entry(1, spans=((0, 6),)), entry(2, spans=((2, 4),))]
    heights = {
        (layer.entry.number, layer.height)
        for piece in paragraphs(article("abcdef", claims))[0]
        for layer in piece.layers
    }
    assert heights == {(1, 1), (2, 0)}


@given(st.data())
def test_pieces_give_the_text_back_and_name_every_claim_once(
    entry: Entry, article: Article, data: st.DataObject
) -> None:
    text = data.draw(st.text(alphabet="ab \n", max_size=40))
    place = st.integers(min_value=0, max_value=len(text))
    spans = st.lists(st.tuples(place, place).map(lambda pair: (min(pair), max(pair))), max_size=3).map(tuple)
    claims = [entry(number, spans=each) for number, each in enumerate(data.draw(st.lists(spans, max_size=6)))]
    found = paragraphs(article(text, claims))
    kept = ["".join(piece.text for piece in paragraph) for paragraph in found]
    assert "".join("".join(kept).split()) == "".join(text.split())
    begun = [claim.number for paragraph in found for piece in paragraph for claim in piece.begins]
    seen = {claim.number for claim in claims if any(text[start:end].strip() for start, end in claim.spans)}
    assert len(begun) == len(set(begun))
    assert seen <= set(begun)
    assert all(len(piece.layers) <= LAYERS for paragraph in found for piece in paragraph)


def test_ten_thousand_claims_are_each_marked_once(entry: Entry, article: Article) -> None:
    number = 10_000
    made = article("word " * number, [entry(place, spans=((5 * place, 5 * place + 4),)) for place in range(number)])
    (paragraph,) = paragraphs(made)
    assert [piece.begins[0].number for piece in paragraph if piece.begins] == list(range(number))
