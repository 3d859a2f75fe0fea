"""Templates that speak the reader's language: gettext in them, and what else they need to write it.

Every hole that is filled goes through ``visible`` and is escaped, as all that a template writes; so is the catalogue's
own text, in which nothing is markup.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from claimtrack import vocabulary
from claimtrack.remedies import Message, Words
from claimtrack.reports.harmless import visible
from claimtrack.vocabulary import CaveatKind, ClaimLinkKind
from claimtrack.web.languages import formats
from claimtrack.web.languages.catalogues import ENGLISH, LANGUAGES, Own, catalogue, direction, language
from claimtrack.web.languages.names import meaning, named

if TYPE_CHECKING:
    from jinja2 import Environment

_DOUBTS = ("unconfirmed", "unwitnessed", "unevidenced", "denied", "hearsay", "alleged")
_LINKS = ("denies", "contradicts", "repeats", "narrows", "supersedes")


def teach(environment: "Environment") -> None:
    """Have templates speak: ``_``, ``ngettext`` and ``pgettext``, names of the vocabulary, dates and numbers."""
    environment.add_extension("jinja2.ext.i18n")
    environment.filters["named"] = named
    environment.globals.update(
        {
            "_": _gettext,
            "gettext": _gettext,
            "ngettext": _ngettext,
            "pgettext": _pgettext,
            "language": language,
            "languages": LANGUAGES,
            "direction": direction,
            "english": english,
            "in_english": _in_english,
            "formats": formats,
            "meaning": meaning,
            "vocabulary": vocabulary,
            "doubts": lambda: [(one, named(CaveatKind(one))) for one in _DOUBTS],
            "links": lambda: [(one, named(ClaimLinkKind(one))) for one in _LINKS],
            "bdi": lambda words: _tag("bdi", words),
            "kbd": lambda words: _tag("kbd", words),
            "hash": lambda words: Markup('<code class="hash" dir="ltr">{}</code>').format(words),
            "link": lambda address, words: Markup('<a href="{}">{}</a>').format(address, _hole(words)),
            "time": lambda when: _time(when, formats.moment(when)),
            "date": lambda when: _time(when, formats.day(when)),
        }
    )


def english(words: Words | None = None) -> Markup:
    """Return the attributes of what stands in English on a page in another language; none for the desk's own words."""
    first = words.parts[0] if isinstance(words, Message) and words.parts else words
    if language() == ENGLISH or isinstance(first, Own):
        return Markup()
    return Markup(' lang="en" dir="ltr"')


def foreign_link() -> Markup:
    """Return the attributes of the desk's own words that stand among English ones."""
    return Markup() if language() == ENGLISH else Markup(' lang="{}" dir="{}"').format(language(), direction())


def _in_english(words: str) -> Markup:
    return Markup("<span{}>{}</span>").format(english(), _hole(words))


def _gettext(words: str, /, **holes: object) -> Markup:
    return _filled(catalogue(language()).gettext(words), holes)


def _ngettext(one: str, many: str, num: int, /, **holes: object) -> Markup:
    words = catalogue(language()).ngettext(one, many, num)
    return _filled(words, {"num": formats.number(num), **holes})


def _pgettext(where: str, words: str, /, **holes: object) -> Markup:
    return _filled(catalogue(language()).pgettext(where, words), holes)


def _filled(words: str, holes: Mapping[str, object]) -> Markup:
    return escape(words) % {name: _hole(value) for name, value in holes.items()}


def _hole(value: object) -> Markup:
    return value if isinstance(value, Markup) else escape(visible(str(value), keep_lines=True))


def _tag(name: str, words: object) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(name), _hole(words))  # noqa: S704 - one of two names above


def _time(when: datetime, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(when.isoformat(), words)
