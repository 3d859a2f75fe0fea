"""Which rows name the files of the locker."""

from collections.abc import Iterable

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from claimtrack.db.chunks import chunks
from claimtrack.db.models import Evidence, Reply, Snapshot

Belonging = tuple[str, int]
"""What a file belongs to: ``article``, ``evidence`` or ``reply``, and the number."""


def owners(session: Session, digests: Iterable[str]) -> dict[str, list[Belonging]]:
    """Give, by digest, what each of these files belongs to; those that nothing names are left out."""
    found: dict[str, list[Belonging]] = {}
    for some in chunks(digests):
        articles = select(Snapshot.digest, Snapshot.article_id).where(Snapshot.digest.in_(some))
        pieces = select(Evidence.digest, Evidence.id).where(Evidence.digest.in_(some))
        replies = (
            ("reply", select(column, Reply.id).where(column.in_(some)))
            for column in (Reply.text_digest, Reply.answer_digest)
        )
        for what, query in (("article", articles), ("evidence", pieces), *replies):
            for digest, number in session.execute(query):
                found.setdefault(digest, []).append((what, number))
    return found


def sizes(connection: Connection) -> dict[str, int]:
    """Give, by digest, how many bytes the rows say that each file has."""
    known = (
        (Snapshot.digest, Snapshot.size),
        (Evidence.digest, Evidence.size),
        (Reply.text_digest, Reply.text_size),
        (Reply.answer_digest, Reply.answer_size),
    )
    return {
        digest: size
        for column, length in known
        for digest, size in connection.execute(select(column, length).where(column.is_not(None)))
    }
