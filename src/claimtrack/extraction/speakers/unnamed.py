"""Who "another" and "others" are: more of those whom the text brought in last without a name."""

from dataclasses import dataclass

from claimtrack.extraction.english.elliptical_words import BRINGS_IN, MANY_OF, MORE, ONE_MORE
from claimtrack.extraction.english.name_words import PLURAL_PEOPLE

_FAR = 4
"""Sentences behind which "another" is another of somebody else."""
_ONE_OF = {many: one for one, many in MANY_OF.items()}


@dataclass(slots=True)
class Unnamed:
    """Whom the text brought in last without a name: ``one user of the site``, the words behind "one", and the noun."""

    _phrase: str = ""
    _head: str = ""
    _sentence: int = 0
    _is_of_many: bool = False

    def note(self, words: str, head: str, sentence: int) -> None:
        """Keep a noun phrase that somebody is brought in by; others are left."""
        first, _, phrase = words.partition(" ")
        if _is_many(head) and first.lower() == head:
            phrase = words
        elif first.lower() not in BRINGS_IN:
            return
        if head in phrase.lower().split():
            self._phrase, self._head, self._sentence = phrase, head, sentence
            self._is_of_many = first.lower() not in {"a", "an"}

    def completed(self, words: str, sentence: int) -> str | None:
        """Return "another" as "another user of the site"; None for other words, and where nobody was brought in."""
        low = words.lower()
        if low not in ONE_MORE | MORE or not self._phrase or sentence - self._sentence > _FAR:
            return None
        if low in MORE and not self._is_of_many:
            return None  # "a doctor said", and others need be no doctors
        head = _one(self._head) if low in ONE_MORE else _many(self._head)
        held = self._phrase.split()
        place = [word.lower() for word in held].index(self._head)
        held[place] = head
        self._sentence = sentence
        return " ".join([words.removesuffix("s") if low in MORE else words, *held])


def _is_many(head: str) -> bool:
    return head in _ONE_OF or head in PLURAL_PEOPLE or (head.endswith("s") and not head.endswith("ss"))


def _many(head: str) -> str:
    if head in MANY_OF:
        return MANY_OF[head]
    if head.endswith("s") or head in _ONE_OF:
        return head
    return head[:-1] + "ies" if head.endswith("y") and head[-2:-1] not in "aeiou" else head + "s"


def _one(head: str) -> str:
    if head in _ONE_OF:
        return _ONE_OF[head]
    if head.endswith("ies"):
        return head[:-3] + "y"
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head
