"""Names that are looked for in texts, however they are written there: capitals, accents, white space, hyphens.

A name of six letters and digits or more is found wherever its letters stand in a row, also across the end of a line, in
``AminaHaddad`` and in ``Haddad, Amina``. A shorter one is found only as words of its own: "Ali" does not stand in
"validate". Names are found, too, where their letters are written by other signs, as ``unquoted`` reads them. Another
spelling, a nickname, a translation is another name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from claimtrack.rules.unquoted import unquoted

BLOCK = "\u2588"
"""What stands in place of each character that was taken out of a text."""

_LONG = 6
_LEAST = 2
_FEW = 64
_APART = re.compile(r"[\W_]+")
_INVISIBLE = {"Mn", "Me", "Cf"}


class Sought:
    """Names to be found; ``names`` are those that can be, in their order. None can be that has no two letters."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(name for name in names if len(_APART.sub("", fold(name))) >= _LEAST))
        self.has_foreign = any(not name.isascii() for name in self.names)
        """Whether a name has letters that older encodings write each in its own way."""
        forms = [(words, name) for name in self.names for words in _forms(name)]
        self._long = {close: name for words, name in forms if len(close := "".join(words)) >= _LONG}
        self._short = {"".join(words): name for words, name in forms if len("".join(words)) < _LONG}
        self._apart = {" ".join(words): name for words, name in forms if len("".join(words)) < _LONG}

    def __bool__(self) -> bool:
        return bool(self.names)

    def first_in(self, text: str) -> str | None:
        """Return a name that stands in a text, None where none does."""
        apart = fold_apart(text)
        found = self._first(apart, apart.replace(" ", ""))
        if found is not None:
            return found
        other = unquoted(text)
        if other is None:
            return None
        apart = fold_apart(other[0])
        return self._first(apart, apart.replace(" ", ""))

    def _first(self, apart: str, close: str) -> str | None:
        found = next((self._long[form] for form in self._candidates(close) if form in close), None)
        if found is not None or not self._short:
            return found
        words = f" {apart} "
        return next((name for form, name in (self._short | self._apart).items() if f" {form} " in words), None)

    def _candidates(self, close: str) -> Iterable[str]:
        """Return the names of which the beginning stands in a text; of few names it is quicker to look for each."""
        if len(self._long) <= _FEW:
            return self._long
        begun = {close[at : at + _LONG] for at in range(len(close) - _LONG + 1)}
        return [form for form in self._long if form[:_LONG] in begun]

    def spans_in(self, text: str) -> list[tuple[int, int]]:
        """Return where names stand in a text, each place once, as code points, from the left."""
        found = self._spans(text)
        other = unquoted(text)
        if other is not None:
            said, spans = other
            found |= {(spans[start][0], spans[end - 1][1]) for start, end in self._spans(said)}
        return list(_joined(sorted(found)))

    def _spans(self, text: str) -> set[tuple[int, int]]:
        close, places, begins = _letters(text)
        return {*self._long_in(close, places), *self._short_in(close, places, begins)}

    def _long_in(self, close: str, places: list[int]) -> Iterator[tuple[int, int]]:
        for form in self._candidates(close):
            at = close.find(form)
            while at >= 0:
                yield places[at], places[at + len(form) - 1] + 1
                at = close.find(form, at + 1)

    def _short_in(self, close: str, places: list[int], begins: set[int]) -> Iterator[tuple[int, int]]:
        for form in self._short:
            at = close.find(form)
            while at >= 0:
                end = at + len(form)
                if at in begins and (end in begins or end == len(close)):
                    yield places[at], places[end - 1] + 1
                at = close.find(form, at + 1)

    def replaced(self, text: str, by: str) -> str:
        """Return a text with each place that has a name taken by a word of its own."""
        pieces, last = [], 0
        for start, end in self.spans_in(text):
            pieces += [text[last:start], by]
            last = end
        return "".join([*pieces, text[last:]])


def blocked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length in which nothing stands in these spans but blocks; ends of lines stay."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = [one if one in "\r\n" else BLOCK for one in signs[start:end]]
    return "".join(signs)


def is_all_gone(words: str) -> bool:
    """Tell whether nothing is left of words but blocks."""
    return BLOCK in words and not any(one.isalnum() for one in words)


def fold(text: str) -> str:
    """Return a text without capitals, accents and signs that nobody sees."""
    if text.isascii():
        return text.casefold()
    parted = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in unicodedata.normalize("NFKD", parted) if _is_seen(sign))


def fold_apart(text: str) -> str:
    """Return the same, with one space for whatever stands between words."""
    return _APART.sub(" ", fold(text)).strip()


@lru_cache(maxsize=4096)
def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in _INVISIBLE


def _forms(name: str) -> Iterator[list[str]]:
    words = fold_apart(name).split(" ")
    yield words
    if len(words) > 1:
        yield [words[-1], *words[:-1]]


def _letters(text: str) -> tuple[str, list[int], set[int]]:
    """Return the letters of a text in a row, where each of them stood, and which of them begin a word."""
    close: list[str] = []
    places: list[int] = []
    begins: set[int] = set()
    apart = True
    for place, sign in enumerate(text):
        for letter in _fold_sign(sign):
            if not letter.isalnum():
                apart = True
                continue
            if apart:
                begins.add(len(close))
                apart = False
            close.append(letter)
            places.append(place)
    return "".join(close), places, begins


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> str:
    return fold(sign)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            if last is not None:
                yield last
            last = (start, end)
    if last is not None:
        yield last
