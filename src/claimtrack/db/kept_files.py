"""Which rows name the files of the locker."""

from collections.abc import Iterable

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from claimtrack.db.chunks import chunks
from claimtrack.db.models import Evidence, Snapshot

Belonging = tuple[str, int]
"""What a file belongs to: ``article`` or ``evidence``, and the number."""


def owners(session: Session, digests: Iterable[str]) -> dict[str, list[Belonging]]:
    """Give, by digest, what each of these files belongs to; those that nothing names are left out."""
    found: dict[str, list[Belonging]] = {}
    for some in chunks(digests):
        articles = select(Snapshot.digest, Snapshot.article_id).where(Snapshot.digest.in_(some))
        pieces = select(Evidence.digest, Evidence.id).where(Evidence.digest.in_(some))
        for what, query in (("article", articles), ("evidence", pieces)):
            for digest, number in session.execute(query):
                found.setdefault(digest, []).append((what, number))
    return found


def sizes(connection: Connection) -> dict[str, int]:
    """Give, by digest, how many bytes the rows say that each file has."""
    return {
        digest: size
        for table in (Snapshot, Evidence)
        for digest, size in connection.execute(select(table.digest, table.size))
    }
