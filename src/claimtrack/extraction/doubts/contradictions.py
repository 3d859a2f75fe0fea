"""Two speakers whose figures or words cannot both be so, though neither speaks of what the other one says.

Most of what two people say in one article is about the same few people and things, and agrees. So words that only name
them, or that stand all around in the article, show no common matter, and a long speech is no answer to another.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from claimtrack.extraction.doubts.statement_index import Reported
from claimtrack.extraction.text.figures import differ, figures_in
from claimtrack.extraction.text.sameness import are_opposite, are_other_values, names_in, opposed_in, stem, stems
from claimtrack.vocabulary import LinkKind, Mention, Nature

NEAR = 3
"""Sentences; two figures further apart are seldom of the same thing."""
_LONGEST = 30
"""Words; who says more speaks of several things."""
_MOST_FIGURES = 2
_FEW = 2
"""Words that tell a matter apart: a clause that begins with "it" and has no more speaks of the one in front."""
_AROUND = 25
"""Statements in front and behind in which it is counted how often a word stands."""
_COMMON = 6
"""Statements around that hold a word: it is what the article is about, and tells no two matters apart."""
_NEGATION = re.compile(r"\b(?:not|never|no(?!\. ?\d)|nobody|none|nothing|neither|zero)\b|n[’']t\b", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:who|which|because|since|when|while|after|before|despite|if|unless)\b", re.IGNORECASE)
"""Behind these, it is not what is said that is said not to be so."""
_MAYBE = re.compile(r"\b(?:[Ii]f|may|might|could|as long as|[Uu]nless)\b")
_CUT_SHORT = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|do|would|could|will)(?:\s+not|n[’']t)(?:\s+so)?[.,”]*$"
    r"|\bthere\s+(?:was|were)\s+none[.,”]*$",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|without(?: any)?|(?:nobody|no one)(?:\s+(?:had|has|have|was|were|been|is|are))+)\s+"
    r"(?P<word>\w{3,}(?:\s\w{4,})?)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:but |and |while )?(?P<who>(?:[\w’'-]+ ){1,6}?)(?:counted|spoke of|speaks? of|tallied|puts?|logged|listed|"
    r"recorded|registered|"
    r"estimates?|estimated|reckons?|reckoned|gave|gives?) ",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:;|,? (?:while|but|whereas|and)|,)\s*$")
_LEANS = re.compile(r"\W*(?:it|he|she|they|there w(?:as|ere) none)\b", re.IGNORECASE)
_NO_CLAIM = re.compile(
    r"\W*(?:if|whether|how|what|why|when|who|where|(?:(?:he|she|they|it)\s+)?(?:favou?rs?|supports?|supported|wants?|backs?|"
    r"proposes|proposed|proposals))\b|.*\?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[.!?]\W*\s\W*[A-Z]")
_CLAIMING = frozenset({Nature.ASSERTS, Nature.OPINION})


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two statements: its words, and the stems of what tells its matter apart."""

    words: str
    telling: frozenset[str]


def contradictions(article: Reported, number: int) -> None:
    """Link each statement of a sentence with the nearest one in front of it that cannot be so as well."""
    for index in article.by_sentence.get(number, ()):
        if not is_claim(article.words(index)):
            continue
        for other, before in others_near(article, number, index):
            if is_claim(before) and _cannot_both_be(article, other, before, index):
                article.doubts.link(LinkKind.CONTRADICTS, article.span(index), index, [other])
                break


def others_near(article: Reported, number: int, index: int) -> Iterator[tuple[int, str]]:
    """Give what other speakers assert just before a statement, each with its words in front of it."""
    if not _asserts(article, index):
        return
    for sentence in range(number, max(-1, number - NEAR - 1), -1):
        for other in article.by_sentence.get(sentence, ())[-4:]:
            if other >= index or not _asserts(article, other) or frozenset((index, other)) in article.doubts.joined:
                continue
            words = _in_front(article, other, index)
            if words and _are_two(article, other, index):
                yield other, words


def says_no(words: str) -> bool:
    """Tell whether words say that something is not so."""
    return _NEGATION.search(words) is not None


def is_claim(words: str) -> bool:
    """Tell whether somebody says one thing and says it is so: no question, no condition, no speech."""
    return len(words.split()) <= _LONGEST and not _NO_CLAIM.match(words) and not _SEVERAL.search(words)


def _asserts(article: Reported, index: int) -> bool:
    """Tell whether somebody who is named says this; "the police spoke of four" counts as such."""
    attribution = article.attribution(index)
    if attribution is None:
        return _COUNTED.match(article.words(index)) is not None
    return attribution.nature in _CLAIMING and bool(attribution.source)


def _in_front(article: Reported, other: int, index: int) -> str:
    """Give the words of one statement up to another one that wrongly stands inside it: "A; the union said B"."""
    first, second = article.span(other), article.span(index)
    if first[1] <= second[0]:
        return article.words(other)
    attribution = article.attribution(index)
    begin = attribution.source[0][0] if attribution is not None and attribution.source else second[0]
    joint = _JOINT.search(article.text[first[0] : begin]) if first[0] < begin else None
    return article.text[first[0] : first[0] + joint.start()] if joint is not None else ""


def _are_two(article: Reported, other: int, index: int) -> bool:
    """Tell whether two statements are two speakers': by name, or in one sentence by the words that name them."""
    names = [article.speaker(one) or _told_by(article, one) for one in (other, index)]
    if names[0] is None or names[1] is None:
        return False
    if names[0] != names[1]:
        return True
    attributions = [article.attribution(one) for one in (other, index)]
    sources = {article.text[slice(*one.source[0])].lower() for one in attributions if one is not None and one.source}
    is_named = all(one is not None and one.mention is Mention.NOMINAL for one in attributions)
    return is_named and len(sources) > 1 and article.placed[other].sentence == article.placed[index].sentence


def _told_by(article: Reported, index: int) -> str | None:
    counted = _COUNTED.match(article.words(index))
    return counted["who"].lower() if counted is not None else None


def _cannot_both_be(article: Reported, other: int, before: str, index: int) -> bool:
    """Tell whether two statements count the same and differ, say opposites, or one says no where the other does not."""
    behind = article.words(index)
    leans = _LEANS.match(behind) is not None and article.placed[index].sentence - article.placed[other].sentence <= 1
    if not leans and not figures_in(before) and stems(before).isdisjoint(stems(behind)):
        return False
    names = names_in(before), names_in(behind)
    if (all(names) and names[0].isdisjoint(names[1])) or not _may_clash(before, behind):
        return False
    common = _common(article, other, index)
    one, two = (_side(words, held | common) for words, held in zip((before, behind), names, strict=True))
    if _count_otherwise(one, two):
        return True
    if any(_MAYBE.search(side.words) for side in (one, two)):
        return False
    return _say_opposites(one, two, leans=leans) or _one_denies(one, two, leans=leans)


def _may_clash(before: str, behind: str) -> bool:
    return (
        says_no(before) != says_no(behind)
        or are_opposite(before, behind)
        or are_other_values(before, behind)
        or differ(before, behind)
    )


def _common(article: Reported, other: int, index: int) -> frozenset[str]:
    """Give the stems that stand in many statements around two."""
    low, high = max(0, other - _AROUND), min(len(article.placed), index + _AROUND)
    counted = Counter(word for place in range(low, high) for word in stems(article.words(place)))
    return frozenset(word for word, count in counted.items() if count >= _COMMON)


def _side(words: str, untold: frozenset[str]) -> _Side:
    return _Side(words, stems(words) - untold)


def _count_otherwise(one: _Side, two: _Side) -> bool:
    few = all(len(figures_in(side.words)) <= _MOST_FIGURES for side in (one, two))
    return few and differ(one.words, two.words)


def _say_opposites(one: _Side, two: _Side, *, leans: bool) -> bool:
    """``had lapsed`` and ``had been renewed``, ``red`` and ``blue``, of one thing."""
    if not are_opposite(one.words, two.words) and not are_other_values(one.words, two.words):
        return False
    opposed = frozenset(map(stem, opposed_in(one.words) | opposed_in(two.words)))
    return leans or bool((one.telling & two.telling) - opposed)


def _one_denies(one: _Side, two: _Side, *, leans: bool) -> bool:
    """``talks had begun`` and ``no talks had taken place``."""
    if _is_negative(one.words) == _is_negative(two.words):
        return False
    if leans and len(one.telling) > 1 and _CUT_SHORT.search(two.words):
        return True
    shared, shorter = len(one.telling & two.telling), min(len(one.telling), len(two.telling))
    if _has_none_of(one, two) or _has_none_of(two, one):
        return 3 * shared >= shorter
    return (shared >= 2 or (leans and shorter <= _FEW)) and shared > 0 and 2 * shared >= shorter


def _is_negative(words: str) -> bool:
    """Tell whether a clause says no, or only something that stands aside in it: ``women who don't``."""
    found = _NEGATION.search(words)
    return found is not None and _ASIDE.search(words, 0, found.start()) is None


def _has_none_of(one: _Side, two: _Side) -> bool:
    """Tell whether the second says that there was none of what the first speaks of."""
    return any(not one.telling.isdisjoint(stems(match["word"])) for match in _NONE.finditer(two.words))
