"""Foreign text made harmless for whatever will show it: terminals, pages, spreadsheets.

Names, articles, notes and file names come from outside. In them, control characters can act on a terminal,
bidirectional controls can reorder the words around them, and a leading ``=`` is a formula to a spreadsheet.
Sources: Unicode TR 36 (security), UAX 9 (bidirectional text), OWASP "CSV Injection".
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast
from urllib.parse import quote, urlsplit

Held = TypeVar("Held")

FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE = "\u2068", "\u2069"

_LINE_BREAK = re.compile("\r\n|[\n\u2028\u2029]")
_BETWEEN_LINES = re.compile("(?<![ \t])[ \t]*(?:(?:\r\n|[\n\u2028\u2029])[ \t]*)+")
# Controls but LF; lone surrogates; every Bidi_Control; deprecated formats; annotations; noncharacters.
_ACTING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
# Invisible or white characters that a spreadsheet skips before it looks for a formula.
_SKIPPED = "\\s\ufeff\u200b\u200c\u200d\u2060\u00ad"
_GUARD = f"[{_SKIPPED}]*[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]"
_GUARDED = re.compile(f"(^|;)'(?={_GUARD})")
# After ";" too: where the list separator is a semicolon, a new cell begins there.
_FORMULA = re.compile(f"(^|;)(?={_GUARD})")


def visible(text: str, *, keep_lines: bool = False) -> str:
    """Replace every character that acts instead of being seen by a sign for it.

    Controls become their Unicode control picture (``ESC`` is ``␛``), bidirectional controls, C1 controls,
    surrogates and noncharacters their number (``⟨U+202E⟩``). Tabs become spaces, and line breaks, with the white space
    around them, one space; with ``keep_lines`` they stay, each as one LF. The result is a fixed point:
    ``visible(visible(t)) == visible(t)``.
    """
    if text.isascii() and text.isprintable():  # nearly all of what a page shows
        return text
    text = _LINE_BREAK.sub("\n", text) if keep_lines else _BETWEEN_LINES.sub(" ", text)
    return _ACTING.sub(_sign, text)


def isolated(text: str) -> str:
    """Return ``visible(text)``, inside isolating marks where it holds right-to-left words.

    So its direction cannot reach the words around it. For plain text that is read as it is (reports in txt and
    Markdown); HTML has ``<bdi>`` for this.
    """
    shown = visible(text)
    if shown.isascii() or not any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in shown):
        return shown
    return f"{FIRST_STRONG_ISOLATE}{shown}{POP_DIRECTIONAL_ISOLATE}"


def cell(text: str) -> str:
    """Return ``visible(text)`` on one line, with an apostrophe before what a spreadsheet would take for a formula.

    That is a text (or a part after ``;``) that begins with ``=``, ``+``, ``-`` or ``@``, their full-width and small
    forms included, also after white space or invisible characters, or with a tab or carriage return.
    """
    guarded = _FORMULA.sub(r"\1'", visible(text))
    return f"'{guarded}" if text.startswith(("\t", "\r")) and not guarded.startswith("'") else guarded


def as_written(text: str) -> str:
    """Return a cell without the apostrophes that ``cell`` put there, or a person who knows spreadsheets."""
    return _GUARDED.sub(r"\1", text)


def web_address(url: str | None) -> str | None:
    """Return ``url`` as a link that is safe to follow, in ASCII; None unless it is http or https with a host."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        return quote(url, safe="/:?#[]@!$&*+,;=%~-._", errors="strict")
    except ValueError:
        return None


def everywhere(held: Held, change: Callable[[str], str]) -> Held:
    """Return a copy of a frozen value in which ``change`` was applied to every string, at any depth; enums stay."""
    return cast("Held", _changed(held, change))


def _changed(held: object, change: Callable[[str], str]) -> object:
    if isinstance(held, Enum):
        return held
    if isinstance(held, str):
        return change(held)
    if isinstance(held, tuple):
        return tuple(_changed(part, change) for part in held)
    if is_dataclass(held) and not isinstance(held, type):
        return replace(held, **{field.name: _changed(getattr(held, field.name), change) for field in fields(held)})
    return held


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"
