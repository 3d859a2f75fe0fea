"""What a PDF says of itself, and how much drawing its pages ask for: asked before anything is drawn."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimtrack.errors import InvalidInput

_MOST_DRAWN = 5_000
"""Times that a page draws something kept, which may draw others in turn."""
_MOST_SHOWN = 400_000
"""Pieces of text that a page puts; a letter each is the smallest."""
_MOST_BYTES = 64 * 2**20
"""Of a page's drawing, with all that it draws again: the plan of a town has 20 million."""
_MOST_IN_ALL = 1024 * 2**20
_DEEPEST = 30
_CATALOGUE = re.compile(rb"(\d{1,9})\s{1,4}\d{1,5}\s{1,4}obj\b(?:(?!endobj).){0,400}?/Type\s?/Catalog\b", re.DOTALL)
_DRAW = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")


@dataclass(frozen=True, slots=True)
class Structure:
    """The title as the file says it, whether it has layers that may be switched off, and whether it has no page."""

    title: str | None = None
    has_layers: bool = False
    is_empty: bool = False


def structure_of(data: bytes, name: str) -> Structure:
    """Return what a PDF says of itself; nothing where only a more patient engine can read it.

    Raises InvalidInput where drawing a page would take for ever: small files draw a form that draws a form ten times.
    """
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    # It warns on standard error of every oddity that it then reads past.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InvalidInput(f"{name} is locked with a password; save an unlocked copy")
        _refuse_endless(reader, name)
        return _said(reader)
    except InvalidInput:
        raise
    except (LimitReachedError, RecursionError, MemoryError) as error:
        raise _too_much(name) from error
    except Exception:  # damaged files make its parser fail in any way there is; the engine reads many of them
        return Structure()


def mended(data: bytes) -> bytes | None:
    """Return a file that was cut off with a new end, which says where its catalogue is; None if that is lost, too."""
    found = None
    for found in _CATALOGUE.finditer(data):  # noqa: B007 - the last is the newest
        pass
    return data + b"\ntrailer<</Root %d 0 R>>\n%%%%EOF\n" % int(found[1]) if found is not None else None


def _said(reader: Any) -> Structure:
    title = reader.metadata.title if reader.metadata is not None else None
    root = reader.trailer["/Root"].get_object()
    return Structure(str(title) if title is not None else None, "/OCProperties" in root, not reader.pages)


def _too_much(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} draws more than any page of words needs; print the pages that you need to a new PDF, and name that"
    )


@dataclass(frozen=True, slots=True)
class _Cost:
    bytes: int = 0
    drawn: int = 0
    shown: int = 0

    def plus(self, other: "_Cost", times: int) -> "_Cost":
        """Return what both cost, the other so many times."""
        return _Cost(
            self.bytes + other.bytes * times, self.drawn + (1 + other.drawn) * times, self.shown + other.shown * times
        )

    @property
    def is_too_much(self) -> bool:
        """Tell whether no page needs so much."""
        return self.bytes > _MOST_BYTES or self.drawn > _MOST_DRAWN or self.shown > _MOST_SHOWN


_ENDLESS = _Cost(drawn=_MOST_DRAWN)


def _refuse_endless(reader: Any, name: str) -> None:
    """Raise InvalidInput where a page, or all of them, take more drawing than is done; each form is looked at once."""
    known: dict[int, _Cost] = {}
    in_all = 0
    for page in reader.pages:
        cost = _cost(page, page.get("/Contents"), known, _DEEPEST)
        in_all += cost.bytes
        if cost.is_too_much or in_all > _MOST_IN_ALL:
            raise _too_much(name)


def _cost(holder: Any, contents: Any, known: dict[int, _Cost], levels: int) -> _Cost:
    """Return what drawing takes, with all forms that it draws, and those that they draw."""
    data = b"\n".join(_streams(contents))
    cost = _Cost(len(data), 0, data.count(b"Tj") + data.count(b"TJ"))
    counted = Counter(found[1] for found in _DRAW.finditer(data))
    forms = _forms(holder) if counted and levels else {}
    for drawn, times in counted.items():
        form = forms.get("/" + drawn.decode("latin-1"))
        if form is not None:
            cost = cost.plus(_of_form(form, known, levels), times)
    return cost


def _of_form(form: Any, known: dict[int, _Cost], levels: int) -> _Cost:
    reference = getattr(form, "idnum", id(form))
    if reference not in known:
        known[reference] = _ENDLESS  # until it is known: one that draws itself is never done
        found = form.get_object()
        is_form = found.get("/Subtype") == "/Form"
        known[reference] = _cost(found, found, known, levels - 1) if is_form else _Cost()
    return known[reference]


def _forms(holder: Any) -> dict[str, Any]:
    resources: Any = holder.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    kept: Any = resources.get("/XObject")
    kept = kept.get_object() if kept is not None else {}
    return {str(key): kept.raw_get(key) for key in kept}


def _streams(contents: Any) -> Iterator[bytes]:
    found = contents.get_object() if contents is not None else None
    if found is None:
        return
    if isinstance(found, list):
        for one in found:
            yield from _streams(one)
    elif hasattr(found, "get_data"):
        yield bytes(found.get_data())
