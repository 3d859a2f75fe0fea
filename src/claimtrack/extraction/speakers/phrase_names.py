"""The names that a noun phrase consists of: ``spokesman X``, ``X and Y``; none where a common noun is its head."""

from collections.abc import Sequence

from claimtrack.extraction.english.calling_words import BODY_NOUNS
from claimtrack.extraction.english.determiners import ARTICLES, DEMONSTRATIVES
from claimtrack.extraction.english.given_names import gender_of
from claimtrack.extraction.english.mention_words import LEADING, PREPOSITIONS, VAGUE
from claimtrack.extraction.english.name_words import (
    COMMON,
    DOCUMENT,
    ORGANISATION,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    TITLES,
    WITH_SUBJECT,
)
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.names import named
from claimtrack.extraction.text.layout import Word

_OFFICE_OF = 3
"""Words: "of the State"."""


def is_common(core: Sequence[Word]) -> bool:
    """Tell whether what looks like a name is a common noun with a capital only because it begins a sentence."""
    head_end = next((place for place, word in enumerate(core) if place and word.low in PREPOSITIONS), len(core))
    is_society = len(core) > 2 and core[1].low == "for" and core[2].is_capital
    if head_end != 1 or is_society or _holds_office(core) or _envoy(core, head_end) is not None:
        return False
    low = core[0].low
    return low in COMMON or (low.endswith("s") and low[:-1] in COMMON)


def _holds_office(core: Sequence[Word]) -> bool:
    """``Secretary of State NAME``: an office in front of a name with a known given name."""
    if len(core) < 4 or core[0].low not in TITLES or core[1].low != "of":
        return False
    run = closing_run(core)
    name = next(named(run), None) if len(run) == len(core) else None
    return name is not None and len(name.words) > 1 and gender_of({name.words[0].lower()}) is not None


def is_vague(core: Sequence[Word]) -> bool:
    """Tell whether a phrase means some of many: "some Democrats", "at least one Republican"."""
    if not core or (core[0].is_capital and core[0].low not in VAGUE | {"at"}):
        return False
    opens = core[0].low in VAGUE or (core[0].low == "at" and len(core) > 3)
    if not opens:
        return False
    last = core[-1].low
    is_plain = last.endswith("s") or core[0].low not in {"a", "an"}
    return is_plain and len(core) <= 5 and all(word.low not in ORGANISATION for word in core)


def core_of(words: Sequence[Word]) -> Sequence[Word]:
    """Return the phrase in front of what is set off by a comma, a dash or a bracket."""
    for place, word in enumerate(words):
        if place and (word.text in {",", "(", "—", "–", "["} or word.low in {"who", "which"}):
            if word.text == "," and _is_inside_number(words, place):
                continue
            return words[:place]
    return words


def _is_inside_number(words: Sequence[Word], place: int) -> bool:
    """``8,000``: a comma between digits."""
    if place + 1 >= len(words) or words[place - 1].end != words[place].start:
        return False
    return words[place - 1].text[-1].isdigit() and words[place + 1].start == words[place].end


def names_of(core: Sequence[Word]) -> list[Name]:
    """Return the names a phrase consists of: ``spokesman X``, ``X and Y``; none where a common noun is its head."""
    described = _described(core)
    if described is not None:
        return [described]
    if _mixes(core):
        return []
    found: list[Name] = []
    for part in _parts(core):
        head_end = next((place for place, word in enumerate(part) if place and _ends_head(part, place)), len(part))
        run = closing_run(part[:head_end])
        name = next(named(run), None) or _envoy(part, head_end)
        if name is None or (head_end < len(part) and part[head_end].low not in {"who", "of"} and name.is_organisation):
            return [] if name is None else [*found, name]
        found.append(name)
    return found


def _envoy(words: Sequence[Word], head_end: int) -> Name | None:
    """``Kaldrian Ambassador to the United States NAME``: the full name behind where an envoy is sent."""
    if head_end + 3 > len(words) or words[head_end].low != "to" or words[head_end - 1].low not in TITLES:
        return None
    name = next(named(closing_run(words[head_end + 1 :])), None)
    return name if name is not None and _is_full(name) and len(name.words) == 2 else None


def _described(core: Sequence[Word]) -> Name | None:
    """``Lead author and glacier scientist NAME``: a full name right behind what one person is."""
    run = closing_run(core)
    front = core[: len(core) - len(run)]
    if len(run) < 2 or not front or not is_person_noun(front[-1].low.rpartition("-")[2]) or front[-1].is_capital:
        return None
    joint = next((at for at, word in enumerate(front) if at and (word.low == "and" or word.low in PREPOSITIONS)), 0)
    if not joint or front[joint - 1].low in DOCUMENT:
        return None  # "a study by professor NAME" is no professor
    name = next(named(run), None)
    is_person = name is not None and len(name.words) > 1 and not name.is_organisation
    return name if is_person and not any(word.low in {"for", "with"} for word in front[-3:]) else None


def _mixes(core: Sequence[Word]) -> bool:
    """Tell whether a common noun and a name are joined: ``the campaign and NAME``."""
    return any(
        word.low == "and" and 0 < at < len(core) - 1 and core[at - 1].text.islower() and core[-1].is_capital
        for at, word in enumerate(core)
    )


def _parts(core: Sequence[Word]) -> list[Sequence[Word]]:
    """Split ``X and Y`` where both begin with a capital; an institution's name may hold an "and"."""
    for place, word in enumerate(core):
        if word.low == "and" and 0 < place < len(core) - 1:
            front, back = core[:place], core[place + 1 :]
            has_article = back[0].low == "the" and len(back) > 1
            back = back[1:] if has_article else back
            are_names = front[-1].is_capital and back[0].is_capital and back[-1].is_capital and not _is_office(front)
            if are_names and (has_article or not _is_body(core)):
                return [front, back]
    return [core]


def _is_office(words: Sequence[Word]) -> bool:
    """Tell whether words are an office and no name: ``Former Secretary of State`` in front of "and"."""
    place = next((at for at, word in enumerate(words) if word.low == "of"), 0)
    return place > 0 and words[place - 1].low in TITLES and len(words) - place <= _OFFICE_OF


def _is_body(words: Sequence[Word]) -> bool:
    return any(word.low in ORGANISATION for word in words)


def _ends_head(words: Sequence[Word], place: int) -> bool:
    if words[place].low not in PREPOSITIONS:
        return False
    following = place + 1 < len(words) and (words[place + 1].is_capital or words[place + 1].low in {"the", "a"})
    if words[place].low == "on" and words[place - 1].low in WITH_SUBJECT:
        return not following
    if words[place].low == "of" and _is_person(words[:place]):
        return True  # "NAME of the Globe", no "Bank of England"
    return not (words[place].low in {"of", "for"} and following and words[place - 1].is_capital)


def _is_person(words: Sequence[Word]) -> bool:
    """Tell whether words end in a full name: by a known given name, or by what stands in front of it."""
    start = len(words)
    while start > 0 and words[start - 1].is_capital:
        start -= 1
    run = [word.low for word in words[start:]]
    if len(run) < 2 or any(low in ORGANISATION or low in TITLES for low in run[-2:]):
        return False
    if len(run) > 2 and run[0].rpartition("-")[2] in TITLES:
        return True  # "Inspector NAME of the district police"
    return gender_of({run[-2]}) is not None or (
        start > 0 and (is_person_noun(words[start - 1].low) or words[start - 1].low.endswith(("ologist", "icist")))
    )


def closing_run(words: Sequence[Word]) -> Sequence[Word]:
    """Return the run of capital words that a phrase ends with; empty where it ends in a common noun."""
    end = len(words)
    if (
        not end
        or words[end - 1].text == "I"
        or not (words[end - 1].is_capital or words[end - 1].text == "." or words[end - 1].text[0].isdigit())
    ):
        return []
    start = end
    while start > 0 and (
        words[start - 1].is_capital
        or words[start - 1].text in {".", "&", '"', "“", "”"}
        or (
            words[start - 1].low in {"of", "for", "the", "bin", "de", "van", "von", "al", "and", "a", "to", "on"}
            and start > 1
            and (words[start - 2].is_capital or _reaches(words, start - 2))
        )
    ):
        if words[start - 1].text.endswith(("'s", "’s")) and start < end:
            break
        start -= 1
    while start < end and words[start].low in ARTICLES | DEMONSTRATIVES | LEADING | {"of", "for", "."}:
        start += 1
    return words[start:end]


def _reaches(words: Sequence[Word], place: int) -> bool:
    """``Committee for a Dry Valley``: "for" behind a capital word, in front of an article."""
    return place > 0 and words[place].low in {"of", "for"} and words[place - 1].is_capital


def set_off(words: Sequence[Word], start: int) -> list[Name]:
    """Return the names set off behind a common noun: ``An attorney for X, NAME,``, ``Two farmers, NAME and NAME,``.

    A noun for a body takes the name that stands alone behind it: ``The group, NAME,``.
    """
    if start + 1 >= len(words) or words[start].text != ",":
        return []
    head_end = next((at for at in range(1, start) if words[at].low in PREPOSITIONS), start)
    rest = list(words[start + 1 :])
    if rest[0].low in {"of", "from", "in", "at", "near"}:
        return []  # where somebody lives
    end = next((place for place, word in enumerate(rest) if word.text in {",", "("}), len(rest))
    head = words[head_end - 1].low
    if head in BODY_NOUNS and end == len(rest):
        run = closing_run(rest)
        return list(named(run)) if run and len(run) >= len(rest) - 1 else []
    if head in PLURAL_PEOPLE or (head.endswith("s") and head[:-1] in PERSON_NOUNS):
        found = names_of(rest[:end])
        return found if len(found) > 1 and all(map(_is_full, found)) else []
    run = closing_run(rest[:end])
    is_described = words[0].low in ARTICLES and head.islower() and head_end == start
    if not (is_person_noun(head) or is_described) or len(run) < 2:
        return []
    return [name for name in named(run) if not name.is_organisation]


def _is_full(name: Name) -> bool:
    return len(name.words) > 1 and not name.is_organisation


def is_person_noun(noun: str) -> bool:
    """Tell whether a noun means one person."""
    return (noun in PERSON_NOUNS or noun in TITLES) and noun not in PLURAL_PEOPLE
