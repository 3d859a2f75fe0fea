"""The linked data of a page: what stands in its scripts as JSON, or nearly so, as search engines read it."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, TypeAlias

from claimtrack.reading.paths import at

Thing: TypeAlias = Mapping[str, Any]

_TYPE = "translate(normalize-space(@type), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_SCRIPTS = f"//script[starts-with({_TYPE}, 'application/ld+json')]"
_DEEPEST = 10
"""Levels of lists and graphs; a page that goes deeper means harm."""
_MOST = 200
"""Pieces of linked data in one script that are read one after another."""
_HELD = ("@graph", "mainEntity", "mainEntityOfPage")
# What XHTML and templates put around a script, as comments of JavaScript and HTML.
_WRAPPING = re.compile(r"/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\]\]>\s*\*/|(?://\s*)?(?:<!\[CDATA\[|\]\]>|<!--|-->)")
# Strings are taken as they are; outside of them commas too many and comments go, inside of them escapes of no meaning.
# Whatever begins is taken to its end, closed or not: else each quotation mark of a broken page is read to its end.
_FAULTS = re.compile(r'"(?:[^"\\]|\\.)*+"?|,[\s,]*+(?P<end>[}\]])?|/\*(?:[^*]|\*(?!/))*+(?:\*/)?|//[^\n]*', re.DOTALL)
_NO_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_AFTER = re.compile(r"[\s;,\ufeff]*")


def things_of(tree: Any) -> list[Thing]:
    """Return the things that a page's linked data describes, in the order of the page. ``tree`` is lxml's.

    What stands in lists, in graphs and as the main entity of something is among them. Linear in the size of the page.
    """
    return [thing for script in at(tree, _SCRIPTS) for told in told_in(script.text or "") for thing in _things(told)]


def told_in(script: str) -> list[object]:
    """Read the JSON of a script; faults that a reader sees past (commas, comments, CDATA, line ends) are seen past."""
    bare = _WRAPPING.sub(" ", script) if "<!" in script or "]]>" in script else script
    found = _read(bare) or _read(_FAULTS.sub(_mended, bare))
    if not found and "&quot;" in bare:
        found = _read(unescape(bare))
    return found


def _read(source: str) -> list[object]:
    """Return the values that stand one after another; none where what stands there is no JSON from the first on."""
    decoder = json.JSONDecoder(strict=False)
    found: list[object] = []
    at = _end_of(_AFTER, source, 0)
    while at < len(source) and len(found) < _MOST:
        try:
            value, at = decoder.raw_decode(source, at)
        except (ValueError, RecursionError):
            break  # a page's broken metadata is no reason not to read its text
        found.append(value)
        at = _end_of(_AFTER, source, at)
    return found


def _end_of(pattern: re.Pattern[str], source: str, at: int) -> int:
    match = pattern.match(source, at)
    return match.end() if match is not None else at


def _mended(match: re.Match[str]) -> str:
    if match[0][0] == ",":
        return match["end"] or match[0]
    if match[0][0] == "/":
        return " "
    return _NO_ESCAPE.sub(lambda pair: pair[0] if pair[1] in '"\\/bfnrtu' else pair[1], match[0])


def _things(told: object, levels: int = _DEEPEST) -> Iterator[Thing]:
    """Yield the things in a piece of linked data, whether it is one, a list, or holds others."""
    if isinstance(told, list) and levels:
        for one in told:
            yield from _things(one, levels - 1)
    elif isinstance(told, dict):
        yield told
        for held in _HELD if levels else ():
            yield from _things(told.get(held), levels - 1)


def types_of(thing: Thing) -> set[str]:
    """Return the bare names of a thing's types: "NewsArticle" for "https://schema.org/NewsArticle", too."""
    told = thing.get("@type")
    return {re.split("[/#:]", one)[-1] for one in (told if isinstance(told, list) else [told]) if isinstance(one, str)}


def named(things: list[Thing]) -> dict[str, Thing]:
    """Give the things that can be referred to, by their id."""
    return {str(thing["@id"]): thing for thing in things if "@id" in thing and len(thing) > 1}


def words_of(value: object, known: Mapping[str, Thing]) -> list[str]:
    """Return the words of a value: text, a thing with a name, the id of one that is ``known``, or a list of these."""
    if isinstance(value, list):
        return [words for one in value if not isinstance(one, list) for words in words_of(one, known)]
    if isinstance(value, dict):
        name = value.get("name") or value.get("@value") or known.get(str(value.get("@id")), {}).get("name")
        return [name] if isinstance(name, str) else []
    return [value] if isinstance(value, str) else []


def addresses_of(thing: Thing) -> list[str]:
    """Return where a thing stands on the web, as far as it says."""
    found = []
    for value in (thing.get("url"), thing.get("mainEntityOfPage"), thing.get("@id")):
        address = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(address, str):
            found.append(address)
    return found
