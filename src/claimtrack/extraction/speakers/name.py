"""A name as it stands at one place of a text."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands at one place: what is in front of it (``titles``) and the name itself, in words.

    ``roles`` are the small-letter words of what it is called beside the name ("a former mayor"), ``callings`` the
    noun phrases that the text sets beside it as another word for it ("real estate agent", "group", "56-year-old"),
    ``owner`` is whose it is ("Austria's Ministry"), ``office`` what is its own ("Austria's interior minister"),
    ``gender`` what the words behind it say (``"m"`` or ``"f"``). ``is_governed`` says that a preposition or a
    possessive ending makes it no subject, ``is_acting`` that a verb follows, ``is_joined`` that "and" stands between
    it and the name in front, ``is_introduced`` that "is a ..." follows, ``is_leading`` that no name of the sentence
    stands in front of it.
    """

    start: int
    end: int
    titles: tuple[str, ...]
    words: tuple[str, ...]
    is_organisation: bool
    roles: frozenset[str] = frozenset()
    callings: frozenset[str] = frozenset()
    owner: "Name | None" = None
    office: str | None = None
    gender: str | None = None
    is_governed: bool = False
    is_acting: bool = False
    is_joined: bool = False
    is_introduced: bool = False
    is_leading: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """The name's words in small letters, without marks: how it is looked up."""
        return key_of(self.words)


def key_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return a name's words in small letters, without marks."""
    return tuple(word.lower().strip("\"“”.'’").replace("’", "'") for word in words)
