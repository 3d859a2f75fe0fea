"""Whom an article names: every name in it, what stands in front of it, and which short names mean which long one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimtrack.extraction.layout import Sentence, Word
from claimtrack.extraction.name_words import FEMALE, MALE, MODIFIERS, ORGANISATION, PLACES, TITLES
from claimtrack.extraction.phrases import is_abbreviation_stop

_JOINING = frozenset("of for de da del della di du von van der den bin ibn al el la le y".split())
_PARTICLES = _JOINING - {"of", "for"}
_LONGEST = 8
_MOST_KEPT = 24
_NEVER_NAMES = frozenset(
    "the a an this that these those he she they it we i you his her their its our my your but and or if when "
    "while as in on at by for from with to of after before during since until there here what who why how where "
    "which not no yes so now then monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december asked according meanwhile however still also one "
    "two three both many most some several all none rebels experts officials critics".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands at one place: what is in front of it (``titles``) and the name itself, in words."""

    start: int
    end: int
    titles: tuple[str, ...]
    words: tuple[str, ...]
    is_organisation: bool

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(word.lower() for word in self.words)


@dataclass(slots=True)
class Entity:
    """Somebody or something named: the fullest name, the best title, how often it is named in full."""

    words: tuple[str, ...]
    titles: tuple[str, ...]
    is_organisation: bool
    times: int = 0
    has_spoken: bool = False
    seen_titles: set[str] = field(default_factory=set)

    @property
    def full(self) -> str:
        """The name by which the source goes on record: without titles, which differ from article to article.

        A single name keeps its title: "President Adler" is no other Adler.
        """
        return spelled(self.words if len(self.words) > 1 else (*self.titles, *self.words))

    @property
    def is_person(self) -> bool:
        """Tell whether this is plainly a person: a title, a known given name, or words said under a full name."""
        if self.is_organisation or any(word.lower() in PLACES for word in self.words):
            return False
        return bool(self.seen_titles) or self.gender is not None or (self.has_spoken and len(self.words) > 1)

    @property
    def gender(self) -> str | None:
        """``"m"``, ``"f"`` or None, by titles and given name."""
        if self.seen_titles & FEMALE:
            return "f"
        if self.seen_titles & MALE:
            return "m"
        given = self.words[0].lower()
        if len(self.words) < 2 or (given in MALE) == (given in FEMALE):
            return None
        return "m" if given in MALE else "f"


class Roster:
    """The names of one article. Filled by ``note`` in the order of the text; ``meaning`` gives who a name means."""

    def __init__(self) -> None:
        self._entities: dict[tuple[str, ...], Entity] = {}
        self._by_word: dict[str, list[tuple[str, ...]]] = {}
        self._acronyms: dict[str, tuple[str, ...]] = {}

    def note(self, name: Name) -> None:
        """Take a name into account; a single word is nothing to learn a full name from, but keeps its title."""
        entity = self._entities.get(name.key)
        if entity is None:
            if len(name.words) == 1 and not name.titles:
                return
            entity = Entity(name.words, name.titles, name.is_organisation)
            self._entities[name.key] = entity
            for word in set(name.key):
                keys = self._by_word.setdefault(word, [])
                if len(keys) < _MOST_KEPT:
                    keys.append(name.key)
        entity.times += 1
        entity.seen_titles |= {title.lower().rstrip(".") for title in name.titles}
        if len(name.titles) > len(entity.titles):
            entity.titles = name.titles

    def note_acronym(self, acronym: str, name: Name) -> None:
        """Take in ``National Rifle Association (NRA)``."""
        self._acronyms.setdefault(acronym.lower(), name.key)

    def meaning(self, name: Name) -> Entity | None:
        """Find whom a name means: the fullest name that holds it; None where the article names nobody so."""
        key = name.key
        if len(key) == 1:
            known = self._acronyms.get(key[0].replace(".", ""))
            if known is not None:
                return self._entities.get(known)
        fuller = [other for other in self._by_word.get(key[-1], ()) if _holds(other, key)]
        if not fuller:
            return self._entities.get(key)
        titles = {title.lower().rstrip(".") for title in name.titles}
        gender = "f" if titles & FEMALE else "m" if titles & MALE else None
        return self._entities[max(fuller, key=lambda other: self._fitness(other, key, gender))]

    def _fitness(self, other: tuple[str, ...], key: tuple[str, ...], gender: str | None) -> tuple[int, int, int, int]:
        """Rank a longer name by how well a shorter one may stand for it."""
        entity = self._entities[other]
        agrees = gender is None or entity.gender in {None, gender}
        ends = other[-len(key) :] == key
        return int(agrees), int(ends), entity.times if len(key) == 1 else 0, min(len(other), 4)


def _holds(longer: Sequence[str], shorter: tuple[str, ...]) -> bool:
    """Tell whether a name may be short for a longer one: its family name, its first word, or both ends of it."""
    if len(longer) <= len(shorter):
        return False
    if len(shorter) == 1:
        return shorter[0] in {longer[-1], longer[0]}
    if tuple(longer[-len(shorter) :]) == shorter:
        return True
    return len(longer) - len(shorter) <= 2 and longer[0] == shorter[0] and longer[-1] == shorter[-1]


def names_in(sentence: Sentence, known_lower: frozenset[str] | set[str] = frozenset()) -> Iterator[Name]:
    """Find the names in a sentence; words of ``known_lower`` at its beginning are capital only for that."""
    words = sentence.words
    if _shouts(words):
        return
    place = 0
    while place < len(words):
        end = _run_end(words, place)
        if end > place:
            yield from named(words[_without_opener(words, place, end, known_lower) : end])
        place = max(end, place + 1)


def _shouts(words: Sequence[Word]) -> bool:
    """Tell whether nearly every word has a capital: a headline, where capitals say nothing."""
    letters = [word for word in words if word.text[0].isalpha()]
    capital = sum(1 for word in letters if word.text[0].isupper())
    return len(letters) > 4 and capital > 0.8 * len(letters)


def _run_end(words: Sequence[Word], start: int) -> int:
    """Find where a run of capital words that begins at ``start`` ends; ``start`` itself where none begins."""
    place = start
    while place < len(words) and place - start < _LONGEST + 6:
        word = words[place]
        if word.text[0].isupper() and not (place > start and word.quoted != words[place - 1].quoted):
            place += 1
            if word.text.endswith(("'s", "’s", "s'", "s’")):
                break
        elif place > start and (is_abbreviation_stop(words, place) or _joins(words, start, place)):
            place += 1
        else:
            break
    while place > start and not words[place - 1].text[0].isupper() and words[place - 1].text != ".":
        place -= 1
    return place


def _joins(words: Sequence[Word], start: int, place: int) -> bool:
    word = words[place]
    if place + 1 >= len(words) or not words[place + 1].text[0].isupper():
        return (
            word.text in {"of", "bin"}
            and place + 2 < len(words)
            and words[place + 1].low == "the"
            and words[place + 2].text[0].isupper()
            and _is_body(words[place - 1])
        )
    if word.low in _PARTICLES or word.text == "&":
        return True
    if word.low == "the":
        return words[place - 1].low == "of"
    return (
        word.low in {"of", "for", "and"}
        and (_is_body(words[place - 1]) or _is_body(words[start]))
        and word.low != "and"
    )


def _is_body(word: Word) -> bool:
    return word.low in ORGANISATION or word.low in {"secretary", "bureau", "doctors", "reporters", "citizens"}


def _without_opener(words: Sequence[Word], start: int, end: int, known_lower: frozenset[str] | set[str]) -> int:
    while start < end and (words[start].low in _NEVER_NAMES or (words[start].low.endswith("ing") and start == 0)):
        start += 1
    if (start == 0 and end > 1 and words[0].low in known_lower and words[0].low not in TITLES) or (
        start == 0 and end == 1 and words[0].low in known_lower
    ):
        start += 1
    return start


def named(run: Sequence[Word]) -> Iterator[Name]:
    """Read a run of capital words: what is title and what is name. Nothing where it is a title alone."""
    run = [word for word in run if word.text != "."]
    if not run:
        return
    split = 0
    is_body = any(word.low in ORGANISATION for word in run[-3:]) or any(word.low in {"of", "for"} for word in run[1:])
    for place, word in enumerate(run[:-1]):
        if word.low.rstrip(".") in TITLES and not (word.low == "general" and is_body and place):
            split = place + 1
    if split and split < len(run) and run[split].low in {"of", "for"}:
        split = _after_office(run, split)
    if not split and not is_body:
        while split < len(run) - 1 and run[split].low in MODIFIERS:
            split += 1
    titles, rest = run[:split], run[split:]
    words = tuple(_bare(word.text) for word in rest)
    if not words or words[-1].lower() in TITLES or len(words) > _LONGEST:
        return
    organisation = is_body and not (titles and not any(word.low in ORGANISATION for word in rest))
    yield Name(
        run[0].start, rest[-1].start + len(words[-1]), tuple(_bare(word.text) for word in titles), words, organisation
    )


def _after_office(run: Sequence[Word], split: int) -> int:
    """``Secretary of State John Kerry``: the name begins behind the office."""
    return min(split + 2, len(run) - 1)


def _bare(word: str) -> str:
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


_ABBREVIATED_TITLES = frozenset(
    "mr mrs ms dr prof sen sens rep reps gov gen lt col sgt capt maj cpl adm rev hon st jr sr del u.s u.n u.k e.u "
    "brig cmdr".split()
)


def spelled(words: Iterable[str]) -> str:
    return " ".join(
        word + "." if word.lower() in _ABBREVIATED_TITLES or (len(word) == 1 and word.isupper()) else word
        for word in words
    )
