"""How an article names a source at one place: by a name, a pronoun or a noun phrase."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimtrack.extraction.english.determiners import ARTICLES, DEMONSTRATIVES, POSSESSIVE_ENDINGS
from claimtrack.extraction.english.given_names import gender_of
from claimtrack.extraction.english.mention_words import (
    CLITICS,
    LEADING,
    OWNERS,
    PREPOSITIONS,
    PRONOUNS,
    REFLEXIVE,
    RELATIVE,
    VAGUE,
)
from claimtrack.extraction.english.name_words import (
    COMMON,
    DOCUMENT,
    HONOURS,
    ORGANISATION,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    TITLES,
    WITH_SUBJECT,
)
from claimtrack.extraction.speakers.antecedents import (
    follows_content,
    gender_ahead,
    introduction,
    looks_ahead,
    relative_antecedent,
    sentence_subject,
    words_in,
)
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.names import bare, named
from claimtrack.extraction.text.layout import Word
from claimtrack.extraction.values import Span

_ARTICLES = ARTICLES | DEMONSTRATIVES
_HANGING = frozenset("on of for with from , - — –".split())
"""What no source ends in: the rest of it was not seen."""
_LIKE_PRONOUNS = frozenset({"WHO", "US"})
_COLON = re.compile(r"(?: ?[(\[][^()\[\]\n]{1,60}[)\]])?(?:\*\*|__)?:")
"""What stands behind a label: "LIND (through an interpreter):"."""
_OFFICE_OF = 3
"""Words: "of the State"."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A source as it stands: ``names`` when it is called by name, ``pronoun`` when by pronoun, else a noun phrase.

    ``words`` is the phrase without what is set off by commas, ``head`` its last noun in small letters, ``owner`` the
    name it belongs to ("the campaign of NAME", "NAME's campaign"), ``possessor`` the pronoun it belongs to ("she" for
    "her campaign"). ``antecedent`` is what a relative pronoun stands for. ``is_definite`` says that "the" or a like
    word opens it, ``is_quoted`` that it stands inside a quotation, ``looks_ahead`` that a pronoun's name follows it.
    ``follows_content`` says that what is said stands in front, ``body`` whom a noun belongs to ("officials at BODY").
    ``gender`` is that of the next pronoun; ``brought_in`` how the article first called a document.
    """

    span: Span
    words: str
    names: tuple[Name, ...] = ()
    pronoun: str | None = None
    head: str = ""
    noun: str = ""
    owner: Name | None = None
    is_possessive: bool = False
    possessor: str | None = None
    antecedent: "Mentioned | None" = None
    is_definite: bool = False
    is_quoted: bool = False
    looks_ahead: bool = False
    gender: str | None = None
    brought_in: str | None = None
    is_line_label: bool = False
    follows_content: bool = False
    body: Name | None = None


def mentioned(text: str, words: Sequence[Word], span: Span) -> Mentioned:
    """Read the words of a source. ``words`` are those that stand in ``span``, in order."""
    held = [word for word in words if word.text not in {",", "(", ")", "—", "–"} or word is not words[-1]]
    held = [_as_name(_cut(word, span[1]), held) for word in held if word.text not in {"“", "”"}]
    if len(held) > 1 and held[-1].low in REFLEXIVE:
        held = held[:-1]
    is_quoted = bool(held) and held[0].quoted >= 0 and words[0].text not in {"“", '"'}
    while len(held) > 1 and held[-1].low in _HANGING:
        held = held[:-1]
    pronoun = _pronoun(held)
    if pronoun is not None:
        return _by_pronoun(text, held, span, pronoun=pronoun, is_quoted=is_quoted)
    label = (
        _COLON.match(text, span[1]) is not None
        and bool(held)
        and all(word.text.isupper() for word in held if word.text[0].isalnum())
    )
    if label:
        held = [replace(word, text=_titled(word.text)) for word in held]
    core = _core(held)
    names = [] if _is_common(core) or _is_vague(core) else _names(core) or _set_off(held, len(core))
    phrase = _phrase(text, core) or text[span[0] : span[1]]
    if names:
        return Mentioned(span, phrase, names=tuple(names), is_quoted=is_quoted, is_line_label=label)
    nominal = _nominal(text, span, phrase, core)
    return replace(nominal, is_quoted=is_quoted, is_line_label=label, is_definite=nominal.is_definite or label)


def _titled(word: str) -> str:
    """Write a word of a label as names are written."""
    if word.lower() in HONOURS - TITLES:
        return word
    if word.endswith(("'S", "’S")):
        return word[:-2].title() + word[-2:].lower()
    return word.title()


def _cut(word: Word, end: int) -> Word:
    """Cut what is no part of a source off its last word: the "'s" of "he's"."""
    if word.end > end:
        kept = word.text[: end - word.start]
        return Word(word.start, end, kept, kept.lower(), word.quoted)
    for clitic in CLITICS:
        stem = word.low.removesuffix(clitic)
        if stem != word.low and stem in PRONOUNS:
            return Word(word.start, word.start + len(stem), word.text[: len(stem)], stem, word.quoted)
    return word


def _as_name(word: Word, held: Sequence[Word]) -> Word:
    """Read ``WHO`` and ``US`` in capitals as the names that they are, unless all around is in capitals."""
    if word.text not in _LIKE_PRONOUNS:
        return word
    is_alone = all(other.text == word.text or not other.text.isupper() or len(other.text) < 2 for other in held)
    return replace(word, low=word.text) if is_alone else word


def _pronoun(held: Sequence[Word]) -> str | None:
    """Return the plain form of the pronoun that a source consists of."""
    if not held:
        return None
    if len(held) == 1 or (held[0].low in {"i", "we"} and held[1].low in {"at", "in", ",", "all", "both"}):
        return PRONOUNS.get(held[0].low)
    if len(held) == 3 and held[1].low == "of" and held[2].low in {"whom", "which", "them", "us"}:
        return PRONOUNS[held[2].low]
    return None


def _by_pronoun(text: str, held: Sequence[Word], span: Span, *, pronoun: str, is_quoted: bool) -> Mentioned:
    words = text[held[0].start : held[-1].end]
    antecedent = _antecedent(text, span[0], pronoun) if pronoun in RELATIVE else None
    if pronoun not in {"he", "she"}:
        return Mentioned(span, words, pronoun=pronoun, is_quoted=is_quoted, antecedent=antecedent)
    return Mentioned(
        span,
        words,
        pronoun=pronoun,
        is_quoted=is_quoted,
        antecedent=_subject(text, span[0], pronoun),
        looks_ahead=looks_ahead(text, span),
        follows_content=follows_content(text, span[0]),
    )


def _subject(text: str, start: int, pronoun: str) -> Mentioned | None:
    """Read the common noun that the pronoun's sentence opens with, if it may be the pronoun's."""
    found = sentence_subject(text, start)
    if found is None or gender_of({found[1]}) not in {None, "m" if pronoun == "he" else "f"}:
        return None
    return mentioned(text, words_in(text, found[0]), found[0])


def _antecedent(text: str, start: int, pronoun: str) -> Mentioned | None:
    place = relative_antecedent(text, start, pronoun)
    if place is None:
        return None
    held = words_in(text, place)
    return None if _pronoun(held) in RELATIVE else mentioned(text, held, place)


def _is_common(core: Sequence[Word]) -> bool:
    """Tell whether what looks like a name is a common noun with a capital only because it begins a sentence."""
    head_end = next((place for place, word in enumerate(core) if place and word.low in PREPOSITIONS), len(core))
    is_society = len(core) > 2 and core[1].low == "for" and core[2].is_capital
    if head_end != 1 or is_society or _holds_office(core):
        return False
    low = core[0].low
    return low in COMMON or (low.endswith("s") and low[:-1] in COMMON)


def _holds_office(core: Sequence[Word]) -> bool:
    """``Secretary of State NAME``: an office in front of a name with a known given name."""
    if len(core) < 4 or core[0].low not in TITLES or core[1].low != "of":
        return False
    run = _closing_run(core)
    name = next(named(run), None) if len(run) == len(core) else None
    return name is not None and len(name.words) > 1 and gender_of({name.words[0].lower()}) is not None


def _is_vague(core: Sequence[Word]) -> bool:
    """Tell whether a phrase means some of many: "some Democrats", "at least one Republican"."""
    if not core or (core[0].is_capital and core[0].low not in VAGUE | {"at"}):
        return False
    opens = core[0].low in VAGUE or (core[0].low == "at" and len(core) > 3)
    if not opens:
        return False
    last = core[-1].low
    is_plain = last.endswith("s") or core[0].low not in {"a", "an"}
    return is_plain and len(core) <= 5 and all(word.low not in ORGANISATION for word in core)


def _core(words: Sequence[Word]) -> Sequence[Word]:
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


def _names(core: Sequence[Word]) -> list[Name]:
    """Return the names a phrase consists of: ``spokesman X``, ``X and Y``; none where a common noun is its head."""
    described = _described(core)
    if described is not None:
        return [described]
    if _mixes(core):
        return []
    found: list[Name] = []
    for part in _parts(core):
        head_end = next((place for place, word in enumerate(part) if place and _ends_head(part, place)), len(part))
        run = _closing_run(part[:head_end])
        name = next(named(run), None) if run else None
        if name is None or (head_end < len(part) and part[head_end].low not in {"who", "of"} and name.is_organisation):
            return [] if name is None else [*found, name]
        found.append(name)
    return found


def _described(core: Sequence[Word]) -> Name | None:
    """``Lead author and glacier scientist NAME``: a full name right behind what one person is."""
    run = _closing_run(core)
    front = core[: len(core) - len(run)]
    if len(run) < 2 or not front or not is_person_noun(front[-1].low.rpartition("-")[2]) or front[-1].is_capital:
        return None
    if not any(word.low == "and" or word.low in PREPOSITIONS for word in front):
        return None
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
    return not (words[place].low in {"of", "for"} and following and words[place - 1].is_capital)


def _closing_run(words: Sequence[Word]) -> Sequence[Word]:
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
    while start < end and words[start].low in _ARTICLES | LEADING | {"of", "for", "."}:
        start += 1
    return words[start:end]


def _reaches(words: Sequence[Word], place: int) -> bool:
    """``Committee for a Dry Valley``: "for" behind a capital word, in front of an article."""
    return place > 0 and words[place].low in {"of", "for"} and words[place - 1].is_capital


def _set_off(words: Sequence[Word], start: int) -> list[Name]:
    """``An attorney for X, NAME,``: the name that is set off behind a common noun that means one person."""
    if start + 2 >= len(words) or words[start].text != ",":
        return []
    head_end = next((at for at in range(1, start) if words[at].low in PREPOSITIONS), start)
    if not is_person_noun(words[head_end - 1].low):
        return []
    rest = list(words[start + 1 :])
    end = next((place for place, word in enumerate(rest) if word.text in {",", "("}), len(rest))
    run = _closing_run(rest[:end])
    if len(run) < 2:
        return []
    return [name for name in named(run) if not name.is_organisation]


def _nominal(text: str, span: Span, phrase: str, core: Sequence[Word]) -> Mentioned:
    head_end = next((place for place in range(1, len(core)) if core[place].low in PREPOSITIONS), len(core))
    head = core[:head_end]
    noun = bare(head[-1].low) if head else ""
    owner, is_possessive = _owner(core, head_end)
    first = core[0].low if core else ""
    is_definite = first in {"the", "that", "this", "these", "those"}
    seeks = is_definite and noun in DOCUMENT | {
        "case",
        "piece",
        "finding",
        "film",
        "documentary",
        "authors",
        "researchers",
    }
    return Mentioned(
        span,
        phrase,
        head=noun,
        noun=_bare_phrase(head),
        owner=owner,
        is_possessive=is_possessive,
        possessor=OWNERS.get(first) if len(core) > 1 else None,
        is_definite=is_definite,
        gender=gender_ahead(text, span[1]) if noun in PERSON_NOUNS | TITLES else None,
        brought_in=introduction(text, span[0], noun) if seeks and len(core) <= 3 else None,
        antecedent=_antecedent(text, span[0], "who") if first == "whose" else None,
        body=_belonging(core, head_end),
    )


def _belonging(core: Sequence[Word], head_end: int) -> Name | None:
    """Return the name behind "at", "for" or "of": ``officials at NAME``, ``a lawyer for NAME``."""
    if head_end + 1 >= len(core) or core[head_end].low not in {"at", "for", "of", "with", "from"}:
        return None
    run = _closing_run(core[head_end + 1 :])
    name = next(named(run), None) if run else None
    is_sure = core[head_end].low in {"at", "for", "with"} or (name is not None and name.is_organisation)
    return name if is_sure else None


def _owner(core: Sequence[Word], head_end: int) -> tuple[Name | None, bool]:
    for place, word in enumerate(core[:head_end]):
        if word.text.endswith(POSSESSIVE_ENDINGS) and word.is_capital:
            run = _closing_run(core[: place + 1])
            return next(named(run), None) if run else None, True
    return None, False


def _bare_phrase(head: Sequence[Word]) -> str:
    return " ".join(word.low for word in head if word.low not in _ARTICLES)


def _phrase(text: str, core: Sequence[Word]) -> str:
    """Return the words of a phrase; a possessive ending belongs to what is possessed."""
    if not core:
        return ""
    words = text[core[0].start : core[-1].end]
    return words[:-2] if words.endswith(("'s", "’s")) else words


def is_person_noun(noun: str) -> bool:
    """Tell whether a noun means one person."""
    return (noun in PERSON_NOUNS or noun in TITLES) and noun not in PLURAL_PEOPLE
