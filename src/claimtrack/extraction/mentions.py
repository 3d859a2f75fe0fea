"""How an article names a source at one place: by a name, a pronoun or a noun phrase."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.extraction.cues import PRONOUNS
from claimtrack.extraction.layout import Word
from claimtrack.extraction.name_words import COMMON, ORGANISATION, PERSON_NOUNS, TITLES
from claimtrack.extraction.roster import Name, named
from claimtrack.extraction.values import Span

_PREPOSITIONS = frozenset(
    "for of at in from with on to about among within inside across by near reached close who which whose that".split()
)
_ARTICLES = frozenset("the a an this that these those".split())
_LEADING = frozenset("but and meanwhile even as while so".split())


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A source as it stands: ``names`` when it is called by name, ``pronoun`` when by pronoun, else a noun phrase.

    ``words`` is the phrase without what is set off by commas, ``head`` its last noun in small letters, ``owner`` the
    name it belongs to ("the campaign of NAME", "NAME's campaign").
    """

    span: Span
    words: str
    names: tuple[Name, ...] = ()
    pronoun: str | None = None
    head: str = ""
    noun: str = ""
    owner: Name | None = None
    is_possessive: bool = False


def mentioned(text: str, words: Sequence[Word], span: Span) -> Mentioned:
    """Read the words of a source. ``words`` are those that stand in ``span``, in order."""
    held = [word for word in words if word.text not in {",", "(", ")", "—", "–"} or word is not words[-1]]
    if len(held) == 1 and held[0].low in PRONOUNS:
        return Mentioned(span, held[0].text, pronoun=held[0].low)
    core = _core(held)
    names = [] if _is_common(core) else _names(core) or _set_off(held, len(core))
    phrase = _phrase(text, core) or text[span[0] : span[1]]
    if names:
        return Mentioned(span, phrase, names=tuple(names))
    return _nominal(span, phrase, core)


def _is_common(core: Sequence[Word]) -> bool:
    """Tell whether a single word is a common noun that has a capital only because it begins a sentence."""
    if len(core) != 1:
        return False
    low = core[0].low
    return low in COMMON or (low.endswith("s") and low[:-1] in COMMON)


def _core(words: Sequence[Word]) -> Sequence[Word]:
    """Give the phrase in front of what is set off by a comma, a dash or a bracket."""
    for place, word in enumerate(words):
        if place and (word.text in {",", "(", "—", "–"} or word.low in {"who", "which", "whose"}):
            return words[:place]
    return words


def _names(core: Sequence[Word]) -> list[Name]:
    """Give the names a phrase consists of: ``spokesman X``, ``X and Y``; none where a common noun is its head."""
    found: list[Name] = []
    for part in _parts(core):
        head_end = next((place for place, word in enumerate(part) if place and _ends_head(part, place)), len(part))
        run = _closing_run(part[:head_end])
        name = next(named(run), None) if run else None
        if name is None or (head_end < len(part) and part[head_end].low not in {"who", "of"} and name.is_organisation):
            return [] if name is None else [*found, name]
        found.append(name)
    return found


def _parts(core: Sequence[Word]) -> list[Sequence[Word]]:
    """Split ``X and Y`` where both begin with a capital; an institution's name may hold an "and"."""
    for place, word in enumerate(core):
        if word.low == "and" and 0 < place < len(core) - 1:
            front, back = core[:place], core[place + 1 :]
            if front[-1].text[0].isupper() and back[0].text[0].isupper() and not _is_body(core):
                return [front, back]
    return [core]


def _is_body(words: Sequence[Word]) -> bool:
    return any(word.low in ORGANISATION for word in words)


def _ends_head(words: Sequence[Word], place: int) -> bool:
    if words[place].low not in _PREPOSITIONS:
        return False
    following = place + 1 < len(words) and (words[place + 1].text[0].isupper() or words[place + 1].low == "the")
    return not (words[place].low in {"of", "for"} and following and words[place - 1].text[0].isupper())


def _closing_run(words: Sequence[Word]) -> Sequence[Word]:
    """Give the run of capital words that a phrase ends with; empty where it ends in a common noun."""
    end = len(words)
    if not end or not (
        words[end - 1].text[0].isupper() or words[end - 1].text == "." or words[end - 1].text[0].isdigit()
    ):
        return []
    start = end
    while start > 0 and (
        words[start - 1].text[0].isupper()
        or words[start - 1].text in {".", "&"}
        or (
            words[start - 1].low in {"of", "for", "the", "bin", "de", "van", "von", "al", "and", "a"}
            and start > 1
            and words[start - 2].text[0].isupper()
        )
    ):
        if words[start - 1].text.endswith(("'s", "’s")) and start < end:
            break
        start -= 1
    while start < end and words[start].low in _ARTICLES | _LEADING | {"of", "for", "."}:
        start += 1
    return words[start:end]


def _set_off(words: Sequence[Word], start: int) -> list[Name]:
    """``An attorney for X, NAME,``: the name that is set off behind a common noun."""
    if start + 2 >= len(words) or words[start].text != ",":
        return []
    rest = list(words[start + 1 :])
    end = next((place for place, word in enumerate(rest) if word.text == ","), len(rest))
    run = rest[:end]
    if len(run) < 2 or not all(word.text[0].isupper() or word.text == "." for word in run):
        return []
    return [name for name in named(run) if not name.is_organisation]


def _nominal(span: Span, phrase: str, core: Sequence[Word]) -> Mentioned:
    head_end = next((place for place in range(1, len(core)) if core[place].low in _PREPOSITIONS), len(core))
    head = core[:head_end]
    noun = head[-1].low if head else ""
    owner, is_possessive = _owner(core, head_end)
    return Mentioned(span, phrase, head=noun, noun=_bare_phrase(head), owner=owner, is_possessive=is_possessive)


def _owner(core: Sequence[Word], head_end: int) -> tuple[Name | None, bool]:
    for place, word in enumerate(core[:head_end]):
        if word.text.endswith(("'s", "’s", "s'", "s’")) and word.text[0].isupper():
            run = _closing_run(core[: place + 1])
            return next(named(run), None) if run else None, True
    return None, False


def _bare_phrase(head: Sequence[Word]) -> str:
    return " ".join(word.low for word in head if word.low not in _ARTICLES)


def _phrase(text: str, core: Sequence[Word]) -> str:
    """Give the words of a phrase; a possessive ending belongs to what is possessed."""
    if not core:
        return ""
    words = text[core[0].start : core[-1].end]
    return words[:-2] if words.endswith(("'s", "’s")) else words


def is_person_noun(noun: str) -> bool:
    """Tell whether a noun means one person."""
    return noun in PERSON_NOUNS or noun in TITLES
