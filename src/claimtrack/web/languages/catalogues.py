"""The desk's own words in six languages. English is the source, and stands in the code and the templates.

A catalogue is a ``.po`` file in ``catalogues/``, read when somebody first asks for its language: no compiled file lies
beside it that could be older than it. What is recorded, and what the services say, is in no catalogue.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = "en"
LANGUAGES = MappingProxyType(
    {
        ENGLISH: "English",
        "ar": "العربية",
        "ru": "Русский",
        "uk": "Українська",
        "es": "Español",
        "fr": "Français",
    }
)
"""The languages, each by its own name."""
_TO_THE_LEFT = frozenset({"ar"})
_NOW: ContextVar[str] = ContextVar("language", default=ENGLISH)


class Own(str):
    """Words of the desk in the reader's language; what is none of these is English, and is marked as such."""

    __slots__ = ()


def language() -> str:
    """Return the language of who is answered right now."""
    return _NOW.get()


def direction() -> str:
    """Return in which direction it is written: ``ltr`` or ``rtl``."""
    return "rtl" if language() in _TO_THE_LEFT else "ltr"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Have whoever is answered in this block be answered in a language."""
    before = _NOW.set(code)
    try:
        yield
    finally:
        _NOW.reset(before)


def gettext(words: str, /, **holes: object) -> Own:
    """Say something in the reader's language; ``%(name)s`` in it is filled with the hole of that name."""
    return Own(catalogue(language()).gettext(words) % holes)


def ngettext(one: str, many: str, number: int, /, **holes: object) -> Own:
    """Say something of a number; ``%(num)s`` is that number."""
    return Own(catalogue(language()).ngettext(one, many, number) % {"num": number, **holes})


def pgettext(where: str, words: str, /, **holes: object) -> Own:
    """Say something whose meaning depends on where it stands."""
    return Own(catalogue(language()).pgettext(where, words) % holes)


@cache
def catalogue(code: str) -> NullTranslations:
    """Return the catalogue of a language; English needs none."""
    if code == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(po(code)), locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def po(code: str) -> bytes:
    """Return a catalogue as its translator writes it."""
    return files("claimtrack.web.languages").joinpath("catalogues", f"{code}.po").read_bytes()
