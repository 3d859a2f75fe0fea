"""Whether what is called a record of what was said is the text of the article that tells of it.

A record of a quotation consists of the quotation, and the article has it, too: that the two share it says nothing. What
gives an article away are the words that nobody is quoted with, the reporter's own ("the minister told reporters on
Monday"): a record of the occasion has none of them, and a piece of the article has them all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.rules.copies import Sketch, whole
from claimtrack.rules.retold import whole_short_runs

NOTE = "note"
"""What a piece is called that is a reviewer's own note."""
_LEAST = 6
"""Runs; a record in indirect speech ("the minister said that ...") may have fewer in common with the reporter."""
_NEARLY_ALL = 0.9
"""What share of a record stands in the article when it is a piece of it."""
_MOST_OF_IT = 0.5
"""What share of the reporter's own words a record has when it is the article with something around it."""


_LEAST_SHORT = 10
_RETOLD = 0.3
"""What share of the reporter's own short runs a record has when it is the article with words changed here and there."""
_OWN = 0.25
"""What share of a record's short runs are the reporter's own when it is a piece of the article among other words."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One version of an article: every run of its words, and those that nobody in it is on record as saying.

    ``short`` are the short ones among these, of words as a reader sees them (``rules.retold``).
    """

    runs: Sketch
    own: Sketch
    short: Sketch


def article_text(text: str, spoken: Iterable[str]) -> ArticleText:
    """Return a version of an article for ``is_of_article``; ``spoken`` is what its claims have somebody say."""
    runs = whole(text)
    said = list(spoken)
    short = whole_short_runs(text).runs.difference(*(whole_short_runs(words).runs for words in said))
    return ArticleText(runs, Sketch(0, runs.runs.difference(*(whole(words).runs for words in said))), Sketch(0, short))


def is_of_article(record: Sketch, article: ArticleText, short: Sketch | None = None) -> bool:
    """Tell whether a record is the article's own text, or nearly all of it, or a piece cut out of it.

    ``short`` are the record's short runs: by them the article is known with words changed, or with marks in it that
    nobody sees, or a piece of it between other words.

    Of a record that is much longer than the article so little is kept that it may be the article and much else; a piece
    that has nothing but what somebody is quoted with cannot be told from a record of it.
    """
    runs, own = article.runs.within(record.halved), article.own.within(record.halved)
    if not record.runs:
        return False
    if record.runs == runs:
        return True
    if short is not None and _has_the_reporters_words(short, article.short):
        return True
    held = len(record.runs & own)
    if held < _LEAST:
        return False
    return held >= _MOST_OF_IT * len(own) or len(record.runs & runs) >= _NEARLY_ALL * len(record.runs)


def is_note(name: str, url: str | None) -> bool:
    """Tell whether a piece is a reviewer's own note, which is no record of anything but that."""
    return name == NOTE and url is None


def _has_the_reporters_words(record: Sketch, own: Sketch) -> bool:
    mine = own.within(record.halved)
    held = len(record.runs & mine)
    return held >= _LEAST_SHORT and (held >= _RETOLD * len(mine) or held >= _OWN * len(record.runs))
