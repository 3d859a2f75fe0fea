"""Names that are looked for in texts, however they are written there: capitals, accents, white space, hyphens.

A name of six letters and digits or more is found wherever its letters stand in a row, also across the end of a line, in
``AminaHaddad`` and in ``Haddad, Amina``. A shorter one is found only as words of its own: "Ali" does not stand in
"validate". Names are found, too, where their letters are written by other signs, as ``unquoted`` reads them, or by some
that look like them, as ``looks`` has it. Another spelling, a nickname, a translation is another name.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from claimtrack.rules.looks import roughly, seen_as
from claimtrack.rules.unquoted import unquoted

BLOCK = "\u2588"
"""What stands in place of each character that was taken out of a text."""

_LONG = 6
_LEAST = 2
_FEW = 64
_APART = re.compile(r"[\W_]+")
_INVISIBLE = {"Mn", "Me", "Cf"}
_CASES: tuple[Callable[[str], str], ...] = (str, str.lower, str.upper, str.title)
"""How a name may be written that is read by what its letters look like: "н" looks like no H, and "Н" does."""


class _Seen(dict[int, int | None]):
    """Keeps of each sign whether it is seen."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = found = None if unicodedata.category(chr(sign)) in _INVISIBLE else sign
        return found


_SEEN = _Seen()


class _Forms:
    """The ways in which names are written, in letters that are read in one way: ``even`` makes long ones more alike."""

    def __init__(self, forms: Iterable[tuple[list[str], str]], even: Callable[[str], str] = str) -> None:
        self._even = even
        self._long: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._apart: dict[str, str] = {}
        for words, name in forms:
            close = "".join(words)
            if len(close) >= _LONG:
                self._long.setdefault(even(close), name)
            else:
                self._short.setdefault(close, name)
                self._apart.setdefault(" ".join(words), name)

    def first_in(self, apart: str) -> str | None:
        """Return a name that stands in words parted by spaces, None where none does."""
        close = self._even(apart.replace(" ", ""))
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

    def spans_in(self, close: str, places: list[int], begins: set[int]) -> Iterator[tuple[int, int]]:
        """Yield where names stand in letters in a row, of each of which is said where it stood."""
        even = self._even(close)
        for form in self._candidates(even):
            at = even.find(form)
            while at >= 0:
                yield places[at], places[at + len(form) - 1] + 1
                at = even.find(form, at + 1)
        for form in self._short:
            at = close.find(form)
            while at >= 0:
                end = at + len(form)
                if at in begins and (end in begins or end == len(close)):
                    yield places[at], places[end - 1] + 1
                at = close.find(form, at + 1)


class Sought:
    """Names to be found; ``names`` are those that can be, in their order. None can be that has no two letters."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(name for name in names if len(_APART.sub("", fold(name))) >= _LEAST))
        self.has_foreign = any(not name.isascii() for name in self.names)
        """Whether a name has letters that older encodings write each in its own way."""
        self._said = _Forms((words, name) for name in self.names for words in _forms(fold, name))
        self._seen = _Forms(
            ((words, name) for name in self.names for case in _CASES for words in _forms(seen_as, case(name))), roughly
        )

    def __bool__(self) -> bool:
        return bool(self.names)

    def first_in(self, text: str) -> str | None:
        """Return a name that stands in a text, None where none does."""
        found = self._first(text)
        if found is not None:
            return found
        other = unquoted(text)
        return self._first(other[0]) if other is not None else None

    def _first(self, text: str) -> str | None:
        found = self._said.first_in(_apart(fold, text))
        return found if found is not None else self._seen.first_in(_apart(seen_as, text))

    def spans_in(self, text: str) -> list[tuple[int, int]]:
        """Return where names stand in a text, each place once, as code points, from the left."""
        found = self._spans(text)
        other = unquoted(text)
        if other is not None:
            said, spans = other
            found |= {(spans[start][0], spans[end - 1][1]) for start, end in self._spans(said)}
        return list(_joined(sorted(found)))

    def _spans(self, text: str) -> set[tuple[int, int]]:
        return {*self._said.spans_in(*_letters(_fold_sign, text)), *self._seen.spans_in(*_letters(_look_of_sign, text))}

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
    return unicodedata.normalize("NFKD", parted).translate(_SEEN)


def fold_apart(text: str) -> str:
    """Return the same, with one space for whatever stands between words."""
    return _apart(fold, text)


def _apart(read: Callable[[str], str], text: str) -> str:
    return _APART.sub(" ", read(text)).strip()


def _forms(read: Callable[[str], str], name: str) -> Iterator[list[str]]:
    words = _apart(read, name).split(" ")
    yield words
    if len(words) > 1:
        yield [words[-1], *words[:-1]]


def _letters(read: Callable[[str], str], text: str) -> tuple[str, list[int], set[int]]:
    """Return the letters of a text in a row, where each of them stood, and which of them begin a word."""
    close: list[str] = []
    places: list[int] = []
    begins: set[int] = set()
    apart = True
    for place, sign in enumerate(text):
        for letter in read(sign):
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


@lru_cache(maxsize=4096)
def _look_of_sign(sign: str) -> str:
    return seen_as(sign)


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
