"""Who may read an article on a desk that several share: everybody, or some people and roles.

It holds for whoever comes through the pages or the API of a desk, in the services, whatever they ask for. Whoever has
the workspace itself, at the command line, has the database, and reads everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.db import article_rows, claim_rows
from claimtrack.db.models import Article
from claimtrack.errors import ChangedMeanwhile, ForbiddenMove, UsageError
from claimtrack.events.articles import ArticleReaders
from claimtrack.remedies import fields
from claimtrack.services.articles.details import existing
from claimtrack.services.desk import Act, Desk, known_reviewer, needs, reading
from claimtrack.services.names import folded
from claimtrack.vocabulary import Right, Role


@dataclass(frozen=True, slots=True)
class Limited:
    """An article and whom it is for: its number and title, and who they are; nobody is named where it is for all.

    ``known`` is the same as one word, by which a change says of what it is a change.
    """

    number: int
    title: str | None
    people: tuple[str, ...]
    roles: tuple[Role, ...]
    known: str = ""


@needs(Right.RESTRICT)
def restrict(
    act: Act, number: int, people: Sequence[str], roles: Sequence[Role], *, known: str | None = None
) -> Limited:
    """Let nobody but these people, and whoever has one of these roles, read an article on a desk. An editor's right.

    Whom it was for before, it is for no more. Who acts is always among them: nobody shuts themselves out. ``known`` is
    what ``Limited`` said of it when somebody looked. Raises NotFound for a person or an article that is not there,
    UsageError for nobody, ForbiddenMove where it is so already, ChangedMeanwhile where it is no more as it was known.
    """
    article = existing(article_rows.article(act.session, number), number)
    if not people and not roles:
        raise UsageError("say who may read it: " + fields("to", "role", last="or"))
    rows = [
        claim_rows.reviewer_by_key(act.session, folded(name)) or known_reviewer(act.session, name) for name in people
    ]
    numbers = sorted({row.id for row in rows} | {act.reviewer.id})
    words = " ".join([*map(str, numbers), *sorted(set(roles), key=list(Role).index)])
    _change(act, article, words, known)
    return _limited(article, {row.id: row.name for row in claim_rows.reviewers(act.session)})


@needs(Right.RESTRICT)
def open_up(act: Act, number: int, *, known: str | None = None) -> None:
    """Let everybody at the desk read an article again. An editor's right; raises as ``restrict``."""
    _change(act, existing(article_rows.article(act.session, number), number), None, known)


def _change(act: Act, article: Article, readers: str | None, known: str | None) -> None:
    if known is not None and known != (article.readers or ""):
        raise ChangedMeanwhile(f"who may read article {article.id} was changed since you looked; look again")
    if article.readers == readers:
        raise ForbiddenMove(
            f"article {article.id} is {'for everybody' if readers is None else 'for these alone'} already"
        )
    act.changes.append(ArticleReaders(article=article.id, was_readers=article.readers, readers=readers))
    article.readers = readers


def of_article(desk: Desk, number: int) -> Limited:
    """Return whom an article is for; raises NotFound."""
    with reading(desk) as session:
        article = existing(article_rows.article(session, number), number)
        return _limited(article, {row.id: row.name for row in claim_rows.reviewers(session)})


def limited(desk: Desk) -> list[Limited]:
    """Return the articles that are for some, oldest first."""
    with reading(desk) as session:
        names = {row.id: row.name for row in claim_rows.reviewers(session)}
        return [_limited(article, names) for article in article_rows.limited(session)]


def _limited(article: Article, names: dict[int, str]) -> Limited:
    words = (article.readers or "").split()
    people = tuple(names.get(int(word), "?") for word in words if word.isdecimal())
    roles = tuple(Role(word) for word in words if not word.isdecimal())
    return Limited(article.id, article.title, people, roles, article.readers or "")
