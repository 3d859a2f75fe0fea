"""Which rows name the files of the locker."""

from collections.abc import Iterable

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from claimtrack.db.chunks import chunks
from claimtrack.db.models import Evidence, Manifest, Reply, Snapshot, Stamp

Belonging = tuple[str, int]
"""What a file belongs to: ``article``, ``evidence``, ``reply``, ``manifest`` or ``timestamp``, and the number."""
_OF_REPLIES = (Reply.text_digest, Reply.answer_digest)
_OF_STAMPS = (Stamp.request_digest, Stamp.answer_digest, Stamp.pinned_digest)
_SIZED = (
    (Snapshot.digest, Snapshot.size),
    (Evidence.digest, Evidence.size),
    (Reply.text_digest, Reply.text_size),
    (Reply.answer_digest, Reply.answer_size),
    (Manifest.digest, Manifest.size),
    (Stamp.request_digest, Stamp.request_size),
    (Stamp.answer_digest, Stamp.answer_size),
    (Stamp.pinned_digest, Stamp.pinned_size),
)


def owners(session: Session, digests: Iterable[str]) -> dict[str, list[Belonging]]:
    """Give, by digest, what each of these files belongs to; those that nothing names are left out."""
    found: dict[str, list[Belonging]] = {}
    for some in chunks(digests):
        articles = select(Snapshot.digest, Snapshot.article_id).where(Snapshot.digest.in_(some))
        pieces = select(Evidence.digest, Evidence.id).where(Evidence.digest.in_(some))
        manifests = select(Manifest.digest, Manifest.id).where(Manifest.digest.in_(some))
        stamps = (("timestamp", select(column, Stamp.id).where(column.in_(some))) for column in _OF_STAMPS)
        replies = (("reply", select(column, Reply.id).where(column.in_(some))) for column in _OF_REPLIES)
        known = (("article", articles), ("evidence", pieces), ("manifest", manifests), *replies, *stamps)
        for what, query in known:
            for digest, number in session.execute(query):
                found.setdefault(str(digest), []).append((what, number))
    return found


def sizes(connection: Connection) -> dict[str, int]:
    """Give, by digest, how many bytes the rows say that each file has."""
    return {
        digest: size
        for kept, length in _SIZED
        for digest, size in connection.execute(select(kept, length))
        if digest is not None and size is not None
    }
