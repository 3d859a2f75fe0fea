"""What of the record one person at a desk may read: articles that are for some are not there for the others.

Every query that a connection for such a person sends is narrowed before it leaves: a common table expression of the
table's own name stands before it, and shadows the table. So there is no list, count, search or page that could forget
it, none that is written tomorrow either; and where nothing is hidden from somebody, no query is touched at all.

What hangs on an article goes with it: its versions, claims, and whatever is on those, evidence that stands for none but
hidden claims, replies about none but hidden ones, tags on no others, sources that nothing else names, and what is told
of them. Whoever writes reads everything, or else verdicts would be weighed by half of what is known: what a person
names there by its number is asked for with ``hides_article`` and its neighbours.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, event, select
from sqlalchemy.sql import text

from claimtrack.db.light_tables import article, claim, reviewer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KNOWN = "claimtrack_hidden"
_VIEWER = "claimtrack_viewer"
_FIRST = re.compile(r"[\s(]*([a-z]+)(\s+recursive\b)?", re.IGNORECASE)
_LEFT_ALONE = frozenset({"savepoint", "release", "rollback", "pragma", "show", "begin"})
_WORDS = re.compile(r"[a-z_]+")
_SQLITE = "main."
_NOBODY = 0
"""Numbers of articles begin at 1."""


def narrow(connection: Connection, viewer: str) -> None:
    """Have a connection read what the person of this key may read, and nothing else."""
    connection.info.pop(_KNOWN, None)
    connection.execution_options(**{_VIEWER: viewer})
    event.listen(connection, "before_cursor_execute", _before, retval=True)


def hidden_from(connection: Connection, viewer: str) -> tuple[int, ...]:
    """Return the numbers of the articles that are for others; for whom nobody knows, all that are for anybody."""
    limited = connection.execute(select(article.c.id, article.c.readers).where(article.c.readers.is_not(None))).all()
    if not limited:
        return ()
    row = connection.execute(_PERSON, {"key": viewer}).first()
    own = {str(row.id), row.role} if row is not None else set()
    return tuple(sorted(number for number, readers in limited if own.isdisjoint(readers.split())))


_PERSON = select(reviewer.c.id, reviewer.c.role).where(reviewer.c.key == bindparam("key"))


def mark(session: "Session", viewer: str | None) -> None:
    """Note for whom a session writes."""
    session.info[_VIEWER] = viewer


def hidden_here(session: "Session") -> tuple[int, ...]:
    """Return what is hidden from who writes in this session; nothing at the command line."""
    viewer = session.info.get(_VIEWER)
    return hidden_from(session.connection(), viewer) if viewer is not None else ()


def hides_article(session: "Session", number: int) -> bool:
    """Tell whether who writes here may not know of an article."""
    return number in hidden_here(session)


def hidden_claims(session: "Session", numbers: list[int]) -> set[int]:
    """Return those of these claims of which who writes here may not know."""
    hidden = hidden_here(session)
    if not hidden:
        return set()
    found = select(claim.c.id).where(claim.c.id.in_(numbers), claim.c.article_id.in_(hidden))
    return set(session.scalars(found))


def hidden_sources(session: "Session") -> frozenset[int]:
    """Return the sources of which who writes here may not know: hidden articles name them, and nothing else."""
    hidden = hidden_here(session)
    if not hidden:
        return frozenset()
    connection = session.connection()
    return frozenset(connection.execute(text(_rules(hidden, _place(connection))[_SOURCES])).scalars())


def hides_evidence(session: "Session", number: int) -> bool:
    """Tell whether who writes here may not know of a piece of evidence."""
    hidden = hidden_here(session)
    if not hidden:
        return False
    connection = session.connection()
    found = text(f"SELECT 1 WHERE :number IN ({_rules(hidden, _place(connection))[_EVIDENCE]})")
    return connection.execute(found, {"number": number}).first() is not None


def hides_tag(session: "Session", number: int) -> bool:
    """Tell the same of a tag: that is hidden where all claims that have it, or had it, are."""
    hidden = hidden_here(session)
    if not hidden:
        return False
    rule = _rules(hidden, _place(session.connection()))["tag"]
    query = text(f"SELECT 1 FROM tag WHERE id = :number AND NOT ({rule})")
    return session.connection().execute(query, {"number": number}).first() is not None


def hides_reply(session: "Session", number: int) -> bool:
    """Tell the same of a reply: that is hidden where all claims that it is about are."""
    hidden = hidden_here(session)
    if not hidden:
        return False
    connection = session.connection()
    rule = _rules(hidden, _place(connection))["reply"]
    query = text(f"SELECT 1 FROM reply WHERE id = :number AND NOT ({rule})")
    return connection.execute(query, {"number": number}).first() is not None


def _before(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> tuple[str, Any]:
    del cursor, context, executemany
    first = _FIRST.match(statement)
    word = first[1].lower() if first is not None else ""
    if word in _LEFT_ALONE:
        return statement, parameters
    if word not in {"select", "with"}:
        raise AssertionError(f"what a person may read is asked by no such statement: {word}")
    known = connection.info.get(_KNOWN)
    if known is None:
        # The question itself is not narrowed: it asks what to hide.
        connection.info[_KNOWN] = (), ""
        viewer = connection.get_execution_options()[_VIEWER]
        try:
            hidden = hidden_from(connection, viewer)
            place = _place(connection) if hidden else ""
        except BaseException:
            # Whoever goes on with this connection is asked about anew, and not shown everything.
            del connection.info[_KNOWN]
            raise
        known = connection.info[_KNOWN] = hidden, place
    hidden, place = known
    return (_narrowed(statement, hidden, place) if hidden else statement), parameters


def _place(connection: Connection) -> str:
    """Return what stands before the name of a table so that it means the table itself."""
    if connection.dialect.name == "sqlite":
        return _SQLITE
    return str(connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()) + "."


@lru_cache(maxsize=2_000)
def _narrowed(statement: str, hidden: tuple[int, ...], place: str) -> str:
    names = set(_WORDS.findall(statement.lower()))
    rules = {name: rule for name, rule in _rules(hidden, place).items() if name in names}
    if not rules:
        return statement
    shadows = ", ".join(
        f"{name} AS NOT MATERIALIZED (SELECT * FROM {place}{name} WHERE {rule})"
        for name, rule in rules.items()
        if name not in {_EVIDENCE, _SOURCES}
    )
    if not shadows:
        return statement
    first = _FIRST.match(statement)
    if first is None or first[1].lower() != "with":
        return f"WITH {shadows} {statement}"
    return f"WITH{first[2] or ''} {shadows}, {statement[first.end() :].lstrip()}"


_EVIDENCE, _SOURCES = "(evidence)", "(source)"
_OF_CLAIM = (
    "attribution",
    "caveat",
    "claim_party",
    "proposal",
    "comment",
    "claim_tag",
    "restatement",
    "finding",
    "reply_claim",
)


@lru_cache(maxsize=500)
def _rules(hidden: tuple[int, ...], place: str) -> Mapping[str, str]:
    """Return by the name of each table what a row of it must be to be seen."""
    articles = ", ".join(str(int(number)) for number in hidden) or str(_NOBODY)
    claims = f"SELECT id FROM {place}claim WHERE article_id IN ({articles})"
    # A piece that stands for a claim that is seen is seen, whatever else it stands for.
    pieces = (
        f"SELECT hl.evidence_id AS id FROM {place}evidence_link hl JOIN {place}claim hc ON hc.id = hl.claim_id "
        f"WHERE hc.article_id IN ({articles}) AND NOT EXISTS (SELECT 1 FROM {place}evidence_link ol "
        f"JOIN {place}claim oc ON oc.id = ol.claim_id WHERE ol.evidence_id = hl.evidence_id "
        f"AND oc.article_id NOT IN ({articles})) "
        f"UNION SELECT he.id FROM {place}evidence he WHERE he.of_claim_id IN ({claims})"
    )
    replies = (
        f"SELECT hr.reply_id AS id FROM {place}reply_claim hr WHERE hr.claim_id IN ({claims}) AND NOT EXISTS "
        f"(SELECT 1 FROM {place}reply_claim orr WHERE orr.reply_id = hr.reply_id AND orr.claim_id NOT IN ({claims}))"
    )
    # A tag is a word of the desk's own, and whoever made it up for a hidden claim may have meant what stands in it.
    tags = (
        f"SELECT ht.tag_id AS id FROM {place}claim_tag ht WHERE ht.claim_id IN ({claims}) AND NOT EXISTS "
        f"(SELECT 1 FROM {place}claim_tag ot WHERE ot.tag_id = ht.tag_id AND ot.claim_id NOT IN ({claims}))"
    )
    sources = _hidden_sources(articles, claims, pieces, replies, place)
    things = {"evidence": pieces, "reply": replies, "source": sources, "tag": tags}
    told = _told(articles, things, claims, "instr" if place == _SQLITE else "strpos")
    return {
        _EVIDENCE: pieces,
        _SOURCES: sources,
        "article": f"id NOT IN ({articles})",
        "snapshot": f"article_id NOT IN ({articles})",
        "claim": f"article_id NOT IN ({articles})",
        **dict.fromkeys(_OF_CLAIM, f"claim_id NOT IN ({claims})"),
        "claim_link": f"from_id NOT IN ({claims}) AND to_id NOT IN ({claims})",
        "evidence": f"id NOT IN ({pieces})",
        "evidence_link": f"claim_id NOT IN ({claims}) AND evidence_id NOT IN ({pieces})",
        "evidence_relies_on": f"evidence_id NOT IN ({pieces})",
        "corroboration": f"evidence_id NOT IN ({pieces}) AND other_id NOT IN ({pieces})",
        "reply": f"id NOT IN ({replies})",
        "source": f"id NOT IN ({sources})",
        "tag": f"id NOT IN ({tags})",
        "source_link": f"from_id NOT IN ({sources}) AND to_id NOT IN ({sources})",
        "event": told,
        "event_text": f"event_id IN (SELECT id FROM {place}event WHERE {told})",
    }


def _hidden_sources(articles: str, claims: str, pieces: str, replies: str, place: str) -> str:
    """Return the query for sources that hidden articles name, and nothing that is seen."""
    named = (
        f"SELECT source_id FROM {place}claim WHERE article_id IN ({articles})",
        f"SELECT source_id FROM {place}attribution WHERE claim_id IN ({claims})",
        f"SELECT source_id FROM {place}claim_party WHERE claim_id IN ({claims})",
        f"SELECT outlet_id FROM {place}article WHERE id IN ({articles})",
        f"SELECT agency_id FROM {place}article WHERE id IN ({articles})",
        f"SELECT source_id FROM {place}evidence WHERE id IN ({pieces})",
        f"SELECT source_id FROM {place}evidence_relies_on WHERE evidence_id IN ({pieces})",
        f"SELECT source_id FROM {place}reply WHERE id IN ({replies})",
    )
    seen = (
        f"{place}claim o WHERE o.source_id = hs.id AND o.article_id NOT IN ({articles})",
        f"{place}attribution o WHERE o.source_id = hs.id AND o.claim_id NOT IN ({claims})",
        f"{place}claim_party o WHERE o.source_id = hs.id AND o.claim_id NOT IN ({claims})",
        f"{place}article o WHERE (o.outlet_id = hs.id OR o.agency_id = hs.id) AND o.id NOT IN ({articles})",
        f"{place}evidence o WHERE o.source_id = hs.id AND o.id NOT IN ({pieces})",
        f"{place}evidence_relies_on o WHERE o.source_id = hs.id AND o.evidence_id NOT IN ({pieces})",
        f"{place}reply o WHERE o.source_id = hs.id AND o.id NOT IN ({replies})",
        f"{place}source o WHERE o.merged_into_id = hs.id OR o.merged_first_into_id = hs.id",
    )
    others = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {one})" for one in seen)
    return (
        f"SELECT hs.id FROM {place}source hs WHERE hs.article_id IN ({articles}) "
        f"OR (hs.id IN ({' UNION '.join(named)}) AND {others})"
    )


def _told(articles: str, things: Mapping[str, str], claims: str, holds: str) -> str:
    """Return which events are seen: not those on hidden claims, nor those about what else is hidden, by its noun.

    What an event is about stands in its body, which is canonical JSON: in this one form. ``holds`` is the database's
    word for a function that finds words in others.
    """
    about = [f'{holds}(body, \'"subject":["article",{number}]\') > 0' for number in articles.split(", ")]
    about += [
        f"(substr(action, 1, {len(noun) + 1}) = '{noun}.' AND EXISTS (SELECT 1 FROM ({hidden}) hidden "
        f"WHERE {holds}(body, '\"subject\":[\"{noun}\",' || hidden.id || ']') > 0))"
        for noun, hidden in things.items()
    ]
    return f"(claim_id IS NULL OR claim_id NOT IN ({claims})) AND (claim_id IS NOT NULL OR NOT ({' OR '.join(about)}))"
