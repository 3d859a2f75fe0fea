"""Which names name nobody: "anonymous", "a man in the market", "unknown", "-", "two neighbours", "a source".

Whoever is called so could not be asked again, whether an article says it or a reviewer types it.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = frozenset(
    "the a an of in on at by from near with to for and or who that which not as his her their our my".split()
)
_HOW_MANY = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozens hundreds some several many few various "
    "multiple numerous both another certain other others".split()
)
_UNKNOWN = frozenset(
    "anonymous anonymously unknown unnamed unidentified undisclosed unspecified confidential withheld redacted nobody "
    "none null nil na nn tba tbd someone somebody anyone anybody anon "
    # The same in other languages in which desks write.
    "anonym anonyme anonimo anónimo anónima anonima unbekannt inconnu inconnue desconocido desconocida sconosciuto "
    "аноним неизвестный неизвестно неизвестен مجهول 匿名 佚名".split()
)
_SOMEBODY = frozenset(
    "source sources witness witnesses eyewitness eyewitnesses official officials insider insiders informant informants "
    "man men woman women boy boys girl girls child children person persons people individual individuals guy guys "
    "neighbour neighbours neighbor neighbors resident residents locals villager villagers bystander bystanders "
    "passer-by passers-by onlooker onlookers observer observers friend friends relative relatives colleague colleagues "
    "mother father brother sister son daughter cousin uncle aunt wife husband driver drivers doctor doctors nurse "
    "nurses teacher teachers student students soldier soldiers officer officers guard guards worker workers employee "
    "employees staff journalist journalists reporter reporters lawyer lawyers "
    "activist activists expert experts analyst analysts user users caller callers tipster tipsters trader traders "
    "shopkeeper farmer fisherman survivor survivors victim victims prisoner prisoners refugee refugees tourist "
    "tourists customer customers diplomat diplomats rumour rumours rumor rumors hearsay gossip".split()
)


def names_nobody(name: str) -> bool:
    """Tell whether a name is none: it says that nobody is named, or describes somebody in words that fit many."""
    words = _words(name)
    if not any(map(str.isalpha, "".join(words))):
        return True
    if len(words) == 1 and len(words[0]) == 1 and words[0].isascii():
        return words[0].islower()
    low = [word.casefold().replace(".", "") for word in words]
    telling = [word for word in low if word not in _SMALL | _HOW_MANY and not word.isdecimal()]
    if all(word in _UNKNOWN | _SOMEBODY for word in telling):
        return True
    if low[0] in _UNKNOWN and _is_small(words[1:]):
        return True
    if low[0] in {"a", "an"} | _HOW_MANY or low[0].isdecimal():
        return _is_small(words[1:]) or not _SOMEBODY.isdisjoint(low)
    return _is_small(words) and not _SOMEBODY.isdisjoint(low)


def _is_small(words: list[str]) -> bool:
    """Tell whether no word begins with a capital letter, as names do."""
    return not any(word[:1].isupper() for word in words)


def _words(name: str) -> list[str]:
    seen = "".join(mark for mark in unicodedata.normalize("NFKC", name) if unicodedata.category(mark) != "Cf")
    return _WORD.findall(seen.replace("/", ""))
