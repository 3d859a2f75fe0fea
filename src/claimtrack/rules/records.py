"""Whether what is called a record of what was said is the text of the article that tells of it.

A record of a quotation consists of the quotation, and the article has it, too: that the two share it says nothing. What
gives an article away are the words that nobody is quoted with, the reporter's own ("the minister told reporters on
Monday"): a record of the occasion has none of them, and a piece of the article has them all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.rules.copies import Sketch, whole

_LEAST = 6
"""Runs; a record in indirect speech ("the minister said that ...") may have fewer in common with the reporter."""
_NEARLY_ALL = 0.9
"""What share of a record stands in the article when it is a piece of it."""
_MOST_OF_IT = 0.5
"""What share of the reporter's own words a record has when it is the article with something around it."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One version of an article: every run of its words, and those that nobody in it is on record as saying."""

    runs: Sketch
    own: Sketch


def article_text(text: str, spoken: Iterable[str]) -> ArticleText:
    """Return a version of an article for ``is_of_article``; ``spoken`` is what its claims have somebody say."""
    runs = whole(text)
    said = [whole(words).runs for words in spoken]
    return ArticleText(runs, Sketch(0, runs.runs.difference(*said)))


def is_of_article(record: Sketch, article: ArticleText) -> bool:
    """Tell whether a record is the article's own text, or nearly all of it, or a piece cut out of it.

    Of a record that is much longer than the article so little is kept that it may be the article and much else; a piece
    that has nothing but what somebody is quoted with cannot be told from a record of it.
    """
    runs, own = article.runs.within(record.halved), article.own.within(record.halved)
    if not record.runs:
        return False
    if record.runs == runs:
        return True
    held = len(record.runs & own)
    if held < _LEAST:
        return False
    return held >= _MOST_OF_IT * len(own) or len(record.runs & runs) >= _NEARLY_ALL * len(record.runs)
