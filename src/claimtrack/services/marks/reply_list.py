"""List what is on record of replies: who was asked about what, until when, and where that stands by the clock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from claimtrack.db import reply_rows
from claimtrack.db.listing import Wanted
from claimtrack.db.listing_counts import count
from claimtrack.db.lookups import has_article
from claimtrack.db.models import Reply
from claimtrack.db.reply_rows import WantedReplies
from claimtrack.errors import not_there
from claimtrack.remedies import Step
from claimtrack.rules.replies import OnRecord, state_of
from claimtrack.services.desk import Desk, connected, reading
from claimtrack.services.paging import WHOLE, Page, Window
from claimtrack.vocabulary import Means, ReplyKind, ReplyState


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One request for a reply, or one exception; ``deadline`` is the first moment at which it is over.

    ``earlier_words`` are those of its claims that have other words by now, or another speaker.
    """

    number: int
    kind: ReplyKind
    party: str
    claims: tuple[int, ...]
    state: ReplyState
    means: Means | None
    asked: datetime | None
    deadline: datetime | None
    answered: datetime | None
    late: bool
    answer: str | None
    because: str | None
    text: str | None
    by: str
    recorded: datetime
    earlier_words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Replies:
    """A page of what was asked for; ``due`` counts the claims that accuse a party that had no chance to reply."""

    rows: Page[ReplyRow]
    due: int


def listing(
    desk: Desk, window: Window = WHOLE, *, article: int | None = None, states: Collection[ReplyState] = ()
) -> Replies:
    """Return a page of what is on record, of one article or of all, in these states or in any but withdrawn.

    Oldest first.

    Raises NotFound for an article that is not there.
    """
    now = desk.clock()
    with connected(desk) as connection:
        if article is not None and not has_article(connection, article):
            raise not_there(f"no article {article}", Step.ARTICLE_LIST)
        due = count(connection, Wanted(article=article, unreplied_at=now))
    wanted = set(states) or {state for state in ReplyState if state is not ReplyState.WITHDRAWN}
    asked = WantedReplies(frozenset(wanted), now, article)
    with reading(desk) as session:
        found = reply_rows.page(session, asked, limit=window.limit, offset=window.offset)
        rows = [_row(one, now) for one in found]
        return Replies(Page.of(window, rows, lambda: reply_rows.count(session, asked)), due)


def _row(row: Reply, now: datetime) -> ReplyRow:
    known = OnRecord(row.kind, row.deadline, row.answered_at is not None, row.declined, row.withdrawn_at is not None)
    return ReplyRow(
        number=row.id,
        kind=row.kind,
        party=row.source.name,
        claims=tuple(about.claim_id for about in row.about),
        state=state_of(known, now=now),
        means=row.means,
        asked=row.asked_at,
        deadline=row.deadline,
        answered=row.answered_at,
        late=row.answered_at is not None and row.deadline is not None and row.answered_at >= row.deadline,
        answer=row.answer,
        because=row.because,
        text=row.text_digest,
        by=row.made_by.name,
        recorded=row.made_at,
        earlier_words=tuple(about.claim_id for about in row.about if about.earlier_words is not None),
    )
