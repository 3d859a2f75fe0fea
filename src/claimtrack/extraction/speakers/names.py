"""Find the names in a sentence: where they stand, what is title and what is name, what their place tells of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimtrack.extraction.english.determiners import POSSESSIVE_ENDINGS
from claimtrack.extraction.english.given_names import FEMALE_NAMES, MALE_NAMES
from claimtrack.extraction.english.name_words import (
    ABSTRACT,
    CALLINGS,
    COMMON_GIVEN,
    GOVERNMENT,
    HONOURS,
    MEDIA,
    MODIFIERS,
    NEVER_NAMES,
    ORGANISATION,
    PLACES,
    ROLE_NOUNS,
    TITLES,
    WITH_SUBJECT,
)
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.name_contexts import seen_at
from claimtrack.extraction.text.layout import Sentence, Word
from claimtrack.extraction.text.phrases import is_abbreviation_stop

_PARTICLES = frozenset("de da del della di du von van der den bin ibn al el la le y".split())
_LONGEST = 8
_LONGEST_HEADLINE = 40
"""Words; a longer run of capitals is a list or a form."""
_FEW = 4
_SMALL_IN_HEADLINES = frozenset(
    "a an the of in on at to by for from with and or as vs over after than is are was be it its his her not that up "
    "off out no".split()
)
_SMALL = frozenset("of the for and to in on a our de".split())
_TWO_WORDS = [[first, second] for first in ("united",) for second in ("states", "nations", "kingdom")]
_OF_TWO_PLACES = frozenset(
    "trust council authority constabulary police university college borough diocese hospital hospitals club chamber "
    "school".split()
)
"""What is called after two places: "the Northmoor and Vale Trust"."""
_MOST_OF_PLACE = 2
"""Words of the first of two places."""
_ALSO_BODIES = frozenset("secretary minister bureau doctors reporters citizens centers centres".split())
_PARENT = re.compile(r"(?:grand)?(?:mum|mom|mother|dad|father)-of-\w+")
_FIELDS = frozenset("affairs rights relations reform equality".split())
"""What an office of several words ends in: ``for Home Affairs``, ``for Human Rights``."""
_OF_BODIES = frozenset("watch first now international act day council campaign network minister secretary".split())
_WHOLE_NAME = 2
"""Words of a given name and a family name."""
_MARKS = ('"', "“", "”", "'", "‘", "’", "''", "``")
_GIVEN = (MALE_NAMES | FEMALE_NAMES) - COMMON_GIVEN
_NO_FAMILY = NEVER_NAMES | ORGANISATION | PLACES
_BODIES = ORGANISATION | ABSTRACT
_BEFORE_GIVEN = ROLE_NOUNS | TITLES | ORGANISATION | MODIFIERS | MEDIA | GOVERNMENT | {"house", "state"}


def names_in(sentence: Sentence, known_lower: frozenset[str] | set[str] = frozenset()) -> Iterator[Name]:
    """Find the names in a sentence; words of ``known_lower`` at its beginning are capital only for that."""
    words = sentence.words
    if shouts(words):
        yield from _in_headline(words)
        return
    place = 0
    previous = 0
    last: Name | None = None
    while place < len(words):
        end = _run_end(words, place) if words[place].is_capital else place
        if end > place:
            begin = _without_opener(words, place, end, known_lower)
            begin, end = _introduced_as(words, begin, end)
            for name in named(words[begin:end]):
                seen = seen_at(words, begin, end, previous=previous, name=name)
                is_owned = last is not None and previous == begin and words[begin - 1].text.endswith(POSSESSIVE_ENDINGS)
                last = replace(seen, owner=last) if is_owned else seen
                yield last
                previous = end
        place = max(end, place + 1)


def shouts(words: Sequence[Word]) -> bool:
    """Tell whether every word but the small ones has a capital: a headline, where capitals say nothing.

    A sentence of names has at least a verb that has none.
    """
    told = 0
    for word in words:
        if not word.text[0].isalpha():
            continue
        if word.is_capital:
            told += 1
        elif word.low not in _SMALL_IN_HEADLINES:
            return False
    return told > _FEW


def _in_headline(words: Sequence[Word]) -> Iterator[Name]:
    """Find a well-known given name and the word behind it: all that a headline's capitals tell."""
    for place in range(min(len(words), _LONGEST_HEADLINE) - 1):
        first, second = words[place], words[place + 1]
        low = second.low
        if first.low not in _GIVEN or not second.is_capital or second.text.isupper() != first.text.isupper():
            continue
        if low not in _NO_FAMILY and first.text.isalpha() and len(low) > 2:
            given, family = bare(first.text), bare(second.text)
            if first.text.isupper():
                given, family = given.title(), family.title()
            yield Name(first.start, second.start + len(family), (), (given, family), False)


def _run_end(words: Sequence[Word], start: int) -> int:
    """Find where a run of capital words that begins at ``start`` ends; ``start`` itself where none begins."""
    place = start
    while place < len(words) and place - start < _LONGEST + 6:
        word = words[place]
        if word.is_capital and not (place > start and _changes_voice(words, place)):
            place += 1
            if word.text.endswith(POSSESSIVE_ENDINGS):
                break
        elif place > start and (is_abbreviation_stop(words, place) or _joins(words, start, place)):
            place += 1
        elif place > start and _is_nickname(words, place):
            place += 3
        else:
            break
    while place > start and not words[place - 1].is_capital and words[place - 1].text != ".":
        place -= 1
    return place


def _changes_voice(words: Sequence[Word], place: int) -> bool:
    """Tell whether a quotation begins or ends in front of a word; a nickname's marks are none."""
    return words[place].quoted != words[place - 1].quoted and words[place - 1].text not in _MARKS


def _is_nickname(words: Sequence[Word], place: int) -> bool:
    """``Robert "Bob" Smith``: one quoted word between two capital ones."""
    return (
        place + 3 < len(words)
        and words[place].text in _MARKS
        and words[place + 2].text in _MARKS
        and words[place + 1].is_capital
        and words[place + 3].is_capital
        and words[place + 1].text.isalpha()
    )


def _joins(words: Sequence[Word], start: int, place: int) -> bool:
    word = words[place]
    if place + 1 >= len(words):
        return False
    if not words[place + 1].is_capital:
        if word.low in _PARTICLES:  # "Ursula von der Leyen"
            return place + 2 < len(words) and words[place + 1].low in _PARTICLES and words[place + 2].is_capital
        return (
            word.low in {"of", "bin", "for"}
            and place + 2 < len(words)
            and words[place + 1].low in {"the", "a"}
            and words[place + 2].is_capital
            and (_is_body(words[place - 1]) or _is_court(words[start:place]))
        )
    if word.low in _PARTICLES or word.text == "&":
        return True
    if word.low in {"the", "a"}:
        return words[place - 1].low in {"of", "for"}
    if word.low == "and":
        return _joins_abstracts(words, start, place)
    if word.low == "on":
        return words[place - 1].low in WITH_SUBJECT
    return word.low in {"of", "for"} and (_is_body(words[place - 1]) or _is_body(words[start]))


def _is_court(run: Sequence[Word]) -> bool:
    """``Court of Appeals`` for the Sixth Circuit: the name goes on."""
    low = {word.low for word in run}
    return "of" in low and bool(low & {"court", "committee", "commission", "center", "centre", "office"})


def _joins_abstracts(words: Sequence[Word], start: int, place: int) -> bool:
    """``Securities and Exchange Commission``, ``Department of Health and Human Services``: one name with an "and"."""
    before = words[place - 1].low
    if _joins_places(words, start, place):
        return True
    if before not in ABSTRACT and not before.endswith(("ies", "tion", "ment", "ence", "ance", "ture", "ing", "ology")):
        return False
    if before in ORGANISATION and before not in ABSTRACT:
        return False
    behind = [word for word in words[place + 1 : place + 5] if word.is_capital]
    has_body = any(word.low in _BODIES for word in behind)
    return has_body or (any(_is_body(word) for word in words[start:place]) and bool(behind))


def _joins_places(words: Sequence[Word], start: int, place: int) -> bool:
    """``the Northmoor and Vale Trust``: one body that is called after two places."""
    first = start + 1 if words[start].low == "the" else start
    if first == 0 or words[first - 1].low != "the" or place - first > _MOST_OF_PLACE:
        return False
    behind = _run_behind(words, place)
    return len(behind) > 1 and behind[-1].low in _OF_TWO_PLACES and not _is_body(words[place - 1])


def _run_behind(words: Sequence[Word], place: int) -> Sequence[Word]:
    """Return the capital words right behind a place."""
    end = place + 1
    while end < len(words) and end - place <= _LONGEST and words[end].is_capital:
        end += 1
    return words[place + 1 : end]


def _is_body(word: Word) -> bool:
    return word.low in ORGANISATION or word.low in _ALSO_BODIES


def _without_opener(words: Sequence[Word], start: int, end: int, known_lower: frozenset[str] | set[str]) -> int:
    while start < end and (words[start].low in NEVER_NAMES or (words[start].low.endswith("ing") and start == 0)):
        start += 1
    if (start == 0 and end > 1 and words[0].low in known_lower and words[0].low not in TITLES) or (
        start == 0 and end == 1 and words[0].low in known_lower
    ):
        start += 1
    return start


def _introduced_as(words: Sequence[Word], begin: int, end: int) -> tuple[int, int]:
    """Widen a name to what the short form in brackets behind it stands for: ``Alliance to Save Our Rivers (ASOR)``."""
    if not (begin < end < len(words) - 2 and words[end].text == "(" and words[end + 2].text == ")"):
        return begin, end
    letters = list(words[end + 1].text.replace(".", ""))
    if len(letters) < 3 or not words[end + 1].text.isupper():
        return begin, end
    place = end
    while letters and place > 0 and end - place < _LONGEST + 4:
        word = words[place - 1]
        if word.text[0] == letters[-1]:
            letters.pop()
        elif word.low not in _SMALL:
            return begin, end
        place -= 1
    return (place, end) if not letters and place < begin else (begin, end)


def named(run: Sequence[Word]) -> Iterator[Name]:
    """Read a run of capital words: what is title and what is name. Nothing where it is a title alone."""
    run = [word for word in run if word.text != "."]
    if not run:
        return
    spelled_out = [word for at, word in enumerate(run) if not (at and run[at - 1].text in _MARKS and at + 1 < len(run))]
    has_body = any(word.low in ORGANISATION for word in spelled_out[-3:])
    is_body = has_body or any(word.low in {"of", "for", "to", "on"} for word in run[1:])
    split = _title_end(run, is_body=is_body)
    titles, rest = run[:split], _without_honours(run[split:])
    words = _spelled_out(rest)
    organisation = is_body and not (titles and not has_body)
    if not words or len(words) > _LONGEST + 2 or (words[-1].lower() in TITLES and not organisation):
        return
    fronts = tuple(bare(word.text) for word in titles)
    yield Name(run[0].start, rest[-1].start + len(bare(rest[-1].text)), fronts, words, organisation)


def _without_honours(rest: Sequence[Word]) -> Sequence[Word]:
    """Leave out what is set behind a name of two words or more: ``Ada Moe KC``, ``Tom Lund MP``."""
    end = len(rest)
    while end > 2 and rest[end - 1].low in HONOURS and (rest[end - 1].text.isupper() or rest[end - 1].low == "phd"):
        end -= 1
    return rest[:end]


def _spelled_out(rest: Sequence[Word]) -> tuple[str, ...]:
    """Return the words of a name, a nickname in its marks as one word."""
    words: list[str] = []
    is_open = False
    for word in rest:
        if word.text in _MARKS:
            if is_open:
                words[-1] += '"'
            is_open = not is_open
            continue
        words.append('"' + word.text if is_open else bare(word.text))
    return tuple(words)


def _title_end(run: Sequence[Word], *, is_body: bool) -> int:
    """Find where the name begins behind titles and offices."""
    split = int(_opens_with_calling(run))
    for place, word in enumerate(run[:-1]):
        if word.low.rstrip(".") in TITLES and not (word.low == "general" and is_body and place):
            split = place + 1
    given = _given_at(run) or (0 if is_body or split else _behind_field(run))
    if given:
        return given
    if split and split < len(run) and run[split].low in {"of", "for", "to"}:
        return _behind_office(run, split)
    if not split and not is_body:
        while split < len(run) - 1 and run[split].low in MODIFIERS:
            step = 2 if [word.low for word in run[split : split + 2]] in _TWO_WORDS else 1
            if split + step >= len(run):
                break  # "United States", and not a States whom "United" describes
            split += step
    return split


def _opens_with_calling(run: Sequence[Word]) -> bool:
    """Tell whether a name stands behind what somebody is, where that opens a sentence: ``Campaigner Jean Whitlock``."""
    behind = run[1:]
    is_name = len(behind) == _WHOLE_NAME and all(word.text.isalpha() for word in behind)
    is_calling = run[0].low in CALLINGS or _PARENT.fullmatch(run[0].low) is not None
    return is_name and is_calling and (_BODIES | PLACES).isdisjoint(word.low for word in behind)


def _behind_office(run: Sequence[Word], split: int) -> int:
    """Find the name behind what an office is of: ``Ambassador to the United States NAME``."""
    place = split + 1
    if place < len(run) and run[place].low == "the":
        place += 1
    behind = place + (2 if [word.low for word in run[place : place + 2]] in _TWO_WORDS else 1)
    if behind >= len(run) or (run[place].low in ABSTRACT and behind + 1 >= len(run)):
        # "High Commissioner for Human Rights": nobody is named but the office.
        return 0 if run[split].low == "for" else min(behind, len(run) - 1)
    if behind + 1 < len(run) and run[behind].low in _FIELDS:  # "High Commissioner for Human Rights NAME"
        return behind + 1
    if behind < len(run) and run[behind].low == "for":  # "Minister of State for Home Affairs NAME"
        office = [at for at in range(behind, len(run) - 1) if run[at].low in ABSTRACT | {"affairs"}]
        return office[-1] + 1 if office else behind
    return behind


def _behind_field(run: Sequence[Word]) -> int:
    """Find the name behind what a long office is for: ``(High Commissioner for) Human Rights Ana Ruiz``; else 0."""
    place = next((at + 1 for at in range(1, 3) if at < len(run) and run[at].low in _FIELDS), 0)
    rest = run[place:]
    is_name = place > 0 and len(rest) in {_WHOLE_NAME, _WHOLE_NAME + 1} and rest[0].low not in _OF_BODIES
    return place if is_name and all(word.text.isalpha() and word.is_capital for word in rest) else 0


def _given_at(run: Sequence[Word]) -> int:
    """Find a given name behind an office, an outlet or a place: ``Speaker of the House Ana Ruiz``; 0 where none is."""
    for place in range(len(run) - 2, 0, -1):
        before = run[place - 1].low.rstrip(".")
        if run[place].low in _GIVEN and before in _BEFORE_GIVEN:
            behind = run[place + 1 :]
            if not any(word.low in ORGANISATION for word in behind) and behind[-1].is_capital:
                return place
    return 0


def bare(word: str) -> str:
    """Return a word without its possessive ending."""
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word
