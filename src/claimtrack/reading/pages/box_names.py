"""What the name of a box says that it holds, where that is no part of an article."""

import re
from functools import lru_cache
from typing import Any

from claimtrack.reading.metadata.page_lines import AUTHOR, DATE, calls_of

_FOREIGN = re.compile(
    r"(?<![a-z])(?P<name>related|promo|teasers?|comments?|respond|share|sharing|social|author|byline|captions?|credits?|"
    r"newsletter|tags?|topics|side-?bar|widget|foot(?:er)?|copyright|legal|ads?|advert\w*|more-on|recommend\w*|popular|"
    r"trending|latest|paywall|login|toolbar|menu|breadcrumbs?|meta|notes?|disclaimer|sources|nav|cookies?)(?![a-z])"
)
_KEPT = 300
"""Characters of a name that is kept with what it says; a longer one is another page's as good as never."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s]+")
_SIGNED = AUTHOR | DATE | {"by", "sig", "contacts", "boilerplate", "boiler", "imprint", "cmp", "consent", "colophon"}


@lru_cache(maxsize=512)
def plain_name(called: str, by_id: str) -> str:
    """Return a class and an id in small letters, their words apart: "post-body-main" for "postBody" and "main"."""
    both = f"{called} {by_id}"
    # Most names are in small letters as they are.
    return both.replace(" ", "-") if both.islower() and "_" not in both else _HUMP.sub("-", both).lower()


def foreign_name(box: Any) -> str | None:
    """Return that the class or id of a box names it as no part of an article, and with which word."""
    called, by_id = box.get("class") or "", box.get("id") or ""
    if len(called) + len(by_id) > _KEPT:
        return _foreign.__wrapped__(called, by_id)
    return _foreign(called, by_id) if called or by_id else None


@lru_cache(maxsize=512)
def _foreign(called: str, by_id: str) -> str | None:
    match = _FOREIGN.search(plain_name(called, by_id))
    return f"named “{match['name']}”" if match is not None else None


def is_called_foreign(box: Any) -> bool:
    """Tell whether the name of a box says that it is no part of an article: a signature, a date, a note, an imprint."""
    return box is not None and (foreign_name(box) is not None or not calls_of(box).isdisjoint(_SIGNED))
