"""Words written by other signs than their own: the percent signs of addresses, entities of HTML, escapes of JSON."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

_WRITTEN_OTHERWISE = re.compile(
    r"(?:%[0-9A-Fa-f]{2})+"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?:\\u[0-9A-Fa-f]{4})+|\\x[0-9A-Fa-f]{2}"
)
_MOST_TIMES = 3
"""How often words may be written otherwise, one way over the other: ``%2520`` is a space, twice."""

Spelled = tuple[str, list[tuple[int, int]]]
"""A text, and of each of its characters where it stood in what was read."""


def unquoted(text: str) -> Spelled | None:
    """Return what a text says once these signs are read; None where it has none.

    Each character has the span that it stood in, in code points: all that stand for a run share the run's.
    """
    if not _may_be(text):
        return None
    now, spans = text, [(place, place + 1) for place in range(len(text))]
    for _ in range(_MOST_TIMES):
        found = list(_pieces(now, spans))
        if len(found) == len(now) and all(sign == old for (sign, _), old in zip(found, now, strict=True)):
            break
        now, spans = "".join(sign for sign, _ in found), [span for _, span in found]
    return (now, spans) if now != text else None


def _may_be(text: str) -> bool:
    return ("%" in text or "&" in text or "\\" in text) and _WRITTEN_OTHERWISE.search(text) is not None


def _pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[str, tuple[int, int]]]:
    last = 0
    for found in _WRITTEN_OTHERWISE.finditer(text):
        start, end = found.span()
        yield from zip(text[last:start], spans[last:start], strict=True)
        whole = (spans[start][0], spans[end - 1][1])
        yield from ((sign, whole) for sign in _read(found[0]))
        last = end
    yield from zip(text[last:], spans[last:], strict=True)


def _read(written: str) -> str:
    match written[0]:
        case "%":
            return unquote(written, errors="replace") if _is_utf8(written) else unquote(written, encoding="cp1252")
        case "&":
            return html.unescape(written)
    units = b"".join(int(one, 16).to_bytes(2, "big") for one in re.split(r"\\[ux]", written)[1:])
    return units.decode("utf-16-be", "replace")


def _is_utf8(written: str) -> bool:
    try:
        unquote(written, errors="strict")
    except UnicodeDecodeError:
        return False
    return True
