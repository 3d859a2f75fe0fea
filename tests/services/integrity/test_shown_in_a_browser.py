"""Whatever words stand in any column of any table: on no page of the desk do they become a tag, a handler or a script.

Each text column is filled with what would act if it were not escaped, by who edits the database with a tool; then every
page is asked for. Where that damages the record, whatever is answered then is looked through as well.
"""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

import pytest
from sqlalchemy import Column, String, Table, Text, text
from starlette.testclient import TestClient
from tests.services.integrity.test_forged import past_references

from claimtrack.db.base import Base
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.web.door import Door
from claimtrack.web.site import application

_PORT = 8123
_ACTS = "\"'><img src=x onerror=alert(1)><script>alert(2)</script> onmouseover=alert(3) "
_LEADS = "javascript:alert(4)//"
_PAGES = (
    *(
        "/",
        "/?show=all",
        "/?search=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/add?text=%3Cscript%3Ealert(2)%3C/script%3E",
    ),
    *("/articles", "/articles/1", "/articles/2", "/sources", "/replies", "/proposals", "/log", "/people", "/policy"),
    *("/report?article=1", "/report?article=1&short=on", "/next?from=1"),
    *(f"/claims/{number}" for number in range(1, 7)),
    *(f"/evidence/{number}" for number in range(1, 7)),
    *(f"/sources/{number}" for number in range(1, 9)),
)
_SHOWN = {
    *("article.title", "article.byline", "claim.text", "evidence.name", "evidence.url", "source.name", "reviewer.name"),
    *("snapshot.name", "snapshot.text", "tag.name", "caveat.text", "finding.text", "restatement.text", "reply.answer"),
    *("comment.text", "evidence_link.excerpt", "attribution.words", "event_text.text"),
}
"""Columns whose words a page is known to show: were they not found, nothing would be tested."""


@pytest.mark.slow
@pytest.mark.parametrize("acting", [_ACTS, _LEADS], ids=["a tag", "an address"])
def test_no_word_of_any_column_acts_on_any_page(crowded: Desk, acting: str) -> None:
    door = Door(_PORT)
    client = TestClient(application(crowded, door), base_url=f"http://127.0.0.1:{_PORT}", raise_server_exceptions=False)
    assert client.get("/enter", params={"key": door.key}).status_code == 200
    found: set[str] = set()
    for table in Base.metadata.sorted_tables:
        for columns in _together(table):
            before = _planted(crowded, table, columns, acting)
            for address in _PAGES:
                answer = client.get(address)
                assert answer.status_code in {200, 404, 409, 422, 500, 503}, (address, table.name)
                _assert_harmless(answer.text, f"{address} with {table.name}")
                found |= {name for one in columns if (name := f"{table.name}.{one.name}") in answer.text}
            _put_back(crowded, table, columns, before)
    assert found >= _SHOWN or acting == _LEADS, _SHOWN - found
    assert verify(crowded).problems == ()


def _together(table: Table) -> Iterator[Sequence[Column[str]]]:
    """Yield the text columns of a table: those of free words at once, and each that other things hang on by itself."""
    words = [
        one
        for one in table.columns
        if type(one.type) in {String, Text} and not one.primary_key and not one.foreign_keys
    ]
    free = [one for one in words if not any(part in one.name for part in _HANGS_ON)]
    if free:
        yield free
    yield from ([one] for one in words if one not in free)


_HANGS_ON = ("digest", "hash", "key", "body", "sha256", "action", "entity", "uuid", "sketch")


def _planted(desk: Desk, table: Table, columns: Sequence[Column[str]], acting: str) -> list[tuple[object, ...]]:
    """Write acting words into columns, which the database may refuse; gives what stood there by the rows' numbers."""
    names = ", ".join(f'"{one.name}"' for one in columns)
    with past_references(desk) as connection:
        before = [tuple(row) for row in connection.execute(text(f'SELECT rowid, {names} FROM "{table.name}"'))]  # noqa: S608 - names of our own tables
        for one in columns:
            words = f"{acting}{table.name}.{one.name} "
            connection.execute(
                text(f'UPDATE OR IGNORE "{table.name}" SET "{one.name}" = :words || rowid'),  # noqa: S608 - as above
                {"words": words},
            )
    return before


def _put_back(desk: Desk, table: Table, columns: Sequence[Column[str]], before: list[tuple[object, ...]]) -> None:
    with past_references(desk) as connection:
        for number, *values in before:
            assigned = ", ".join(f'"{one.name}" = :v{place}' for place, one in enumerate(columns))
            connection.execute(
                text(f'UPDATE "{table.name}" SET {assigned} WHERE rowid = :row'),  # noqa: S608 - as above
                {"row": number, **{f"v{place}": value for place, value in enumerate(values)}},
            )


def _assert_harmless(page: str, where: str) -> None:
    found = _Acting()
    found.feed(page)
    assert found.acting == [], where


class _Acting(HTMLParser):
    """Notes what would act on a page: tags and handlers that no template of ours writes, addresses that run."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or (name in {"href", "src", "action", "formaction"} and "script:" in address[:12]):
                self.acting.append(f"<{tag} {name}={value}>")
        known = dict(attrs)
        if tag == "script" and not (known.get("src") or "").startswith("/static/"):
            self.acting.append("<script>")
        if tag == "img" and not (known.get("src") or "").startswith("data:image/"):
            self.acting.append(f"<img src={known.get('src')}>")


def test_what_would_act_is_noted() -> None:
    """The test above is worth what its reader sees."""
    found = _Acting()
    found.feed(f'<p title="{_ACTS}">{_ACTS}</p><a href="{_LEADS}">a</a>')
    assert len(found.acting) >= 4
