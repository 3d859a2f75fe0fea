"""Heads of pages of many kinds, each read line by line by a person: what they say of themselves comes out, no more.

`heads/first.txt` was there while the readers were written. `heads/last.txt` was written when they were done; on the
first run they gave all 22 titles and all 21 dates of publication, and nothing that no page says. What the pages of
`heads/shown.txt` say, they show in their lines and say for no machine. Those of `heads/templates.txt` have the markup
of outlets and systems that are in use, or were.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimtrack.reading.document import Document
from claimtrack.reading.pages.html import read_html

_TEXT = """\
<p>Inspectors who went through the building on Tuesday found that nine of the twelve doors had been locked from the
outside, the district office wrote in a report of forty pages that was handed to the council.</p>
<p>“We had asked for the keys three times since the spring,” said the head of the fire brigade. “Nobody answered, and
in the end we were told that the matter was closed.”</p>
<p>The owner has not replied to questions. A hearing is planned in the town hall, where residents will be heard before
the council decides whether the permit is withdrawn.</p>"""
_FIELDS = ("title", "byline", "outlet", "published", "modified", "url")
_HERE = Path(__file__).parent / "heads"


@dataclass(frozen=True, slots=True)
class Head:
    """A page and what it says of itself."""

    name: str
    page: str
    says: dict[str, str]


def heads(file: str) -> list[Head]:
    """Read a file of pages: a name, what the page says, a line of dashes, and the page."""
    found = []
    for part in (_HERE / file).read_text(encoding="utf-8").split("##### ")[1:]:
        told, _, page = part.partition("\n---\n")
        name, *lines = told.splitlines()
        says = dict(line.partition(":")[::2] for line in lines)
        found.append(Head(name, page.replace("@TEXT@", _TEXT), {key: says.get(key, "").strip() for key in _FIELDS}))
    return found


FIRST, LAST, SHOWN = heads("first.txt"), heads("last.txt"), heads("shown.txt")
TEMPLATES = heads("templates.txt")


def said(document: Document) -> dict[str, str]:
    """Return what was read as the files write it."""
    return {field: _written(getattr(document, field)) for field in _FIELDS}


def _written(value: datetime | str | None) -> str:
    return value.isoformat() if isinstance(value, datetime) else value or ""


def _expected(head: Head) -> dict[str, str]:
    return head.says | {
        key: datetime.fromisoformat(head.says[key]).astimezone(UTC).isoformat()
        if "T" in head.says[key]
        else f"{head.says[key]}T00:00:00+00:00"
        for key in ("published", "modified")
        if head.says[key]
    }


@pytest.mark.parametrize("head", [pytest.param(head, id=head.name) for head in [*FIRST, *LAST, *SHOWN, *TEMPLATES]])
def test_a_page_says_what_it_is_and_nothing_more(head: Head) -> None:
    assert said(read_html(head.page.encode(), name=head.name)) == _expected(head)


def test_the_set_is_large_and_of_many_kinds() -> None:
    assert len(FIRST) >= 40
    assert len(LAST) >= 20
    assert len(SHOWN) >= 30
    assert len({head.name for head in [*FIRST, *LAST, *SHOWN]}) == len(FIRST) + len(LAST) + len(SHOWN)
    assert sum(bool(head.says["published"]) for head in [*FIRST, *LAST]) >= 40
