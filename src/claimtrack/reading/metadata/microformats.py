"""What a page marks of its article by the classes that blogs agreed on: hAtom ("hentry") and its heir ("h-entry")."""

from itertools import islice
from typing import Any

from claimtrack.reading.metadata.bylines import plain_words
from claimtrack.reading.metadata.published import is_date
from claimtrack.reading.metadata.stories import Story, story_of
from claimtrack.reading.paths import at

_ENTRIES = "(//*[contains(@class, 'hentry') or contains(@class, 'h-entry')])[position() <= 50]"
_AUTHORS = frozenset({"author", "p-author", "post-author", "entry-author"})
_CARDS = frozenset({"fn", "p-name"})
_CLASSES = {
    "entry-title": "titles",
    "p-name": "titles",
    "published": "published",
    "dt-published": "published",
    "updated": "modified",
    "dt-updated": "modified",
}
_OTHERS = ("comment", "related", "widget", "sidebar", "nav")
_STAMPS = ("datetime", "title")
_MOST = 20_000
"""Elements of all entries together that are looked at."""
_DEEP = 200


def entries_of(tree: Any) -> list[Story]:
    """Return what the entries of a blog tell of themselves, in order; ``tree`` is lxml's.

    A date counts where a tag gives it for machines, a name where a card of an author holds it: what a theme calls
    "updated" because it must call something so is often no more than the date of publication.
    """
    found, left = [], _MOST
    for entry in at(tree, _ENTRIES):
        if not _is_entry(frozenset(entry.get("class").lower().split())):
            continue
        seen, told = _told(entry, left)
        left -= seen
        if told.get("authors") or told.get("published"):
            told["modified"] = [one for one in told.get("modified", []) if one not in told.get("published", [])]
            found.append(story_of(told))
        if left <= 0:
            break
    return found


def _told(entry: Any, most: int) -> tuple[int, dict[str, list[Any]]]:
    """Return how many elements of an entry were looked at, and what they tell; comments in it tell nothing of it."""
    told: dict[str, list[Any]] = {}
    stack: list[tuple[Any, bool]] = [(child, False) for child in reversed(entry)]
    seen = 0
    while stack and seen < most:
        element, in_author = stack.pop()
        if not isinstance(element.tag, str):
            continue
        seen += 1
        classes = frozenset((element.get("class") or "").lower().split())
        if classes and (_is_entry(classes) or any(one.startswith(_OTHERS) for one in classes)):
            continue
        in_author = in_author or not classes.isdisjoint(_AUTHORS)
        for name, value in _values(element, classes, in_author=in_author):
            told.setdefault(name, []).append(value)
        stack += [(child, in_author) for child in reversed(element)]
    return seen, told


def _is_entry(classes: frozenset[str]) -> bool:
    return not classes.isdisjoint({"hentry", "h-entry"})


def _values(element: Any, classes: frozenset[str], *, in_author: bool) -> list[tuple[str, str]]:
    if in_author and not classes.isdisjoint(_CARDS):
        return [("authors", _words(element))] if _words(element) else []
    found = []
    for name in {_CLASSES[one] for one in classes if one in _CLASSES}:
        stamp = next((told for one in _STAMPS if (told := element.get(one)) and is_date(told)), None)
        value = _words(element) if name == "titles" else stamp
        if value:
            found.append((name, value))
    return sorted(found)


def _words(element: Any) -> str:
    return plain_words("".join(islice(element.itertext(), _DEEP)))[:500]
