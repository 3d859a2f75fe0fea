"""Labelled articles become lessons: a label for every word, and what it points to."""

import json
from pathlib import Path

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.extraction.learned.labels import OUTSIDE, SpanRole, begin_label
from claimtrack.training.corpus import NO_SOURCE, NOTHING, Labelled, LabelledArticle, lesson, read_articles

CUE = begin_label(SpanRole.CUE, ahead=False)
SOURCE_AHEAD, SOURCE = (begin_label(SpanRole.SOURCE, ahead=ahead) for ahead in (True, False))
CONTENT_AHEAD, CONTENT = (begin_label(SpanRole.CONTENT, ahead=ahead) for ahead in (True, False))


def _labelled(text: str, source: str, cue: str, *content: str) -> Labelled:
    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return Labelled((span(source),) if source else (), (span(cue),), tuple(span(words) for words in content))


def test_every_word_is_labelled_and_points_to_its_cue() -> None:
    text = "“It leaks,” Ana said, “badly.”"
    one = lesson(LabelledArticle("a", text, (_labelled(text, "Ana", "said", "“It leaks,”", "“badly.”"),)))
    assert one.paragraphs[0].texts == ["“", "It", "leaks", ",", "”", "Ana", "said", ",", "“", "badly", ".", "”"]
    assert one.labels == [
        CONTENT_AHEAD, *[CONTENT_AHEAD + 1] * 4, SOURCE_AHEAD, CUE, OUTSIDE, CONTENT, *[CONTENT + 1] * 3
    ]  # fmt: skip
    assert one.to_cue == [6, 6, 6, 6, 6, 6, NOTHING, NOTHING, 6, 6, 6, 6]
    assert one.to_source == [NOTHING] * 6 + [5] + [NOTHING] * 5


def test_a_shared_source_points_to_its_nearest_cue() -> None:
    text = "Ana said it leaks and denied any blame"
    attributions = (_labelled(text, "Ana", "said", "it leaks"), _labelled(text, "Ana", "denied", "any blame"))
    for order in (attributions, attributions[::-1]):
        one = lesson(LabelledArticle("a", text, order))
        assert one.to_cue == [1, NOTHING, 1, 1, NOTHING, NOTHING, 5, 5]
        assert (one.to_source[1], one.to_source[5]) == (0, 0)


def test_a_cue_may_have_no_source() -> None:
    text = "The dam reportedly leaks"
    one = lesson(LabelledArticle("a", text, (_labelled(text, "", "reportedly", "The dam", "leaks"),)))
    assert one.to_source == [NOTHING, NOTHING, NO_SOURCE, NOTHING]


def test_words_are_counted_through_all_lines() -> None:
    text = "A headline\n\nAna said it leaks"
    one = lesson(LabelledArticle("a", text, (_labelled(text, "Ana", "said", "it leaks"),)))
    assert [words.texts for words in one.paragraphs] == [["A", "headline"], ["Ana", "said", "it", "leaks"]]
    assert one.to_cue == [NOTHING, NOTHING, 3, NOTHING, 3, 3]


def test_articles_are_read_a_line_each(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    row = {
        "id": "a",
        "text": "Ana said no",
        "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}],
    }
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert read_articles(file) == [LabelledArticle("a", "Ana said no", (Labelled(((0, 3),), ((4, 8),), ((9, 11),)),))]


@pytest.mark.parametrize("line", ["not JSON", "[]", '{"id": "a"}', '{"id": "a", "text": "t", "attributions": [{}]}'])
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text('{"id": "a", "text": "t", "attributions": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"articles\.jsonl, line 2: not a labelled article"):
        read_articles(file)
