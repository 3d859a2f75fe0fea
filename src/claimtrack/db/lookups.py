"""Look up what a command names, and what the shell offers, without the mapped classes."""

import re
from functools import lru_cache

from sqlalchemy import Connection, Integer, Select, bindparam, select, union_all

from claimtrack.db.keys import may_be_key
from claimtrack.db.light_tables import article, claim, source, workspace
from claimtrack.errors import DatabaseTrouble
from claimtrack.remedies import Blank, Step, do

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def has_workspace(connection: Connection) -> bool:
    """Tell whether the tables hold a workspace already."""
    return connection.execute(select(workspace.c.id)).first() is not None


def workspace_identity(connection: Connection) -> tuple[str, str]:
    """Return the ids of workspace and locker; raises DatabaseTrouble when its making was cut off before that."""
    row = connection.execute(select(workspace.c.uuid, workspace.c.locker_id)).first()
    if row is None:
        raise DatabaseTrouble(
            "the making of this workspace was cut off; " + do(Step.INGEST, Blank.FILE) + " completes it"
        )
    return row.uuid, row.locker_id


def has_article(connection: Connection, number: int) -> bool:
    """Tell whether there is such an article."""
    found = select(article.c.id).where(article.c.id == number)
    return may_be_key(number) and connection.execute(found).first() is not None


@lru_cache(maxsize=1)
def _family_query() -> Select[int]:
    """Build the query for every source that goes by the name whose ``key`` is given, or has that ``number``."""
    places = select(source.c.id, source.c.merged_into_id)
    # Two indexes hold the keys, of named and of unnamed sources: asked for together, neither would serve.
    asked = union_all(
        places.where(source.c.key == bindparam("key"), source.c.article_id.is_(None)),
        places.where(source.c.key == bindparam("key"), source.c.article_id.is_not(None)),
        places.where(source.c.id == bindparam("number", type_=Integer)),
    ).cte("asked")
    outward = select(asked).cte("outward", recursive=True)
    outward = outward.union(places.join(outward, source.c.id == outward.c.merged_into_id))
    family = select(outward.c.id).where(outward.c.merged_into_id.is_(None)).cte("family", recursive=True)
    family = family.union(select(source.c.id).join(family, source.c.merged_into_id == family.c.id))
    return select(family.c.id).order_by(family.c.id)


def source_family(connection: Connection, name: str, key: str) -> tuple[int, ...] | None:
    """Return the numbers of every source that goes by ``name`` (a name or a number), merged ones included.

    None when there is no such source.
    """
    found = connection.execute(_family_query(), {"key": key, "number": _number(name)})
    return tuple(found.scalars()) or None


def _number(word: str) -> int | None:
    """Return the number that a word is, as the program writes it, or None."""
    return int(word) if _NUMBER.fullmatch(word) else None


def claim_numbers(connection: Connection, *, starting: str, limit: int = 50) -> list[tuple[int, str]]:
    """Return numbers and words of claims for shell completion."""
    rows = connection.execute(select(claim.c.id, claim.c.text).order_by(claim.c.id.desc()).limit(2000))
    return [(row.id, row.text) for row in rows if str(row.id).startswith(starting)][:limit]


def source_names(connection: Connection, *, starting: str, limit: int = 50) -> list[str]:
    """Return names of sources for shell completion."""
    query = select(source.c.name).where(source.c.merged_into_id.is_(None)).order_by(source.c.name)
    rows = connection.execute(query if starting else query.limit(limit))
    return [name for (name,) in rows if name.casefold().startswith(starting.casefold())][:limit]
