"""List claims: the page asked for, and what it leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from claimtrack.db import listing as rows
from claimtrack.db.conclusions import ratings_given
from claimtrack.db.keys import may_be_key
from claimtrack.db.listing import ListedClaim, Wanted
from claimtrack.db.listing_counts import counts_and_alarms
from claimtrack.db.lookups import has_article, source_family
from claimtrack.errors import InvalidInput, NotFound, UsageError, not_there
from claimtrack.remedies import Step, do
from claimtrack.rules.contradictions import Contradiction, by_claim
from claimtrack.rules.findings import Claimed, finding_misfits, restatement_misfits
from claimtrack.rules.ratings import quoted, rating_key
from claimtrack.rules.stated import stated
from claimtrack.services.desk import Desk, connected
from claimtrack.services.marks.tag_listing import number_of
from claimtrack.services.names import folded, source_key
from claimtrack.vocabulary import Order, Said, Status

ORDERS = tuple(rows.ORDERS)
LONGEST_SEARCH = 1_000
"""Characters; a claim is seldom longer, and a database refuses a pattern of many thousands."""


@dataclass(frozen=True, slots=True)
class Filters(Wanted):
    """Which claims a person asks for: what the rows are held against, and what has to be looked up for it first.

    ``by_source``, ``tagged`` and ``rating`` are the words for a source, a tag and a rating; ``mine`` lets through what
    who asks has, ``stale`` what has a verdict older than the policy lets one be, ``reply_due`` what accuses a party
    that had no chance to reply.
    """

    by_source: str | None = None
    tagged: str | None = None
    rating: str | None = None
    mine: bool = False
    stale: bool = False
    reply_due: bool = False


EVERY_CLAIM = Filters()


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A claim of a listing, and the alarms that it is in.

    ``hangs`` says how firmly its verdict stands, where that is the order in which claims are listed.
    """

    claim: ListedClaim
    alarms: tuple[Contradiction, ...]
    hangs: str | None = None

    @property
    def statement(self) -> str:
        """What it says, its pieces apart, with what its speaker denies marked as denied."""
        return stated(self.claim.text, self.claim.spans, self.claim.nature)

    @property
    def restatement_fits(self) -> bool:
        """Whether the claim still has the words that were restated, and the speaker."""
        one = self.claim.restatement
        return one is None or not restatement_misfits(one.of_words, self._claimed)

    @property
    def finding_fits(self) -> bool:
        """Whether the claim still has the words, and the verdict, on which its finding rests."""
        one, now = self.claim.finding, (Status(self.claim.status), Said(self.claim.said))
        return one is None or not finding_misfits(one.of_words, self._claimed, (one.status, one.said), now)

    @property
    def _claimed(self) -> Claimed:
        return Claimed.of(self.claim.text, self.claim.spans, self.claim.nature, self.claim.source)

    @property
    def against(self) -> list[int]:
        """The claims with which this one cannot stand confirmed."""
        return sorted({one.against(self.claim.number) for one in self.alarms})


@dataclass(frozen=True, slots=True)
class Listing:
    """One page. ``total`` counts all that the filters let through; ``not_checkable`` and ``decided`` what
    ``--unverified`` left out.

    ``alarms`` are the pairs of confirmed claims that speak against each other, on this page or not: those of the
    article that was asked for, else of the workspace.
    """

    lines: Sequence[ListedLine]
    total: int
    offset: int
    not_checkable: int
    decided: int
    alarms: Sequence[Contradiction]


def list_claims(
    desk: Desk,
    filters: Filters = EVERY_CLAIM,
    *,
    order: str = "number",
    limit: int | None = None,
    page: int = 1,
) -> Listing:
    """Return one page of claims, counted from 1.

    Raises NotFound for an article, a source or a tag that is not there, UsageError for ``stale`` where the policy
    lets no verdict grow old, InvalidInput for a search longer than ``LONGEST_SEARCH``.
    """
    if order not in ORDERS:
        raise UsageError(f'cannot sort by "{order}"; choose one of {", ".join(ORDERS)}')
    if filters.search is not None and len(filters.search) > LONGEST_SEARCH:
        raise InvalidInput(
            f"the words to search for are {len(filters.search):,} characters, and {LONGEST_SEARCH:,} are the most; "
            "search for a few of them"
        )
    offset = (page - 1) * limit if limit is not None else 0
    if filters.stale:
        filters = replace(filters, judged_before=_limit_of(desk))
    if filters.reply_due:
        filters = replace(filters, unreplied_at=desk.clock())
    with connected(desk) as connection:
        wanted = _looked_up(connection, desk, filters)
        if wanted.article is not None and not may_be_key(wanted.article):
            raise not_there(f"no article {wanted.article}", Step.ARTICLE_LIST)
        hangs: Mapping[int, str] = {}
        if order == Order.WEAKEST:
            from claimtrack.services.reports.weakest_first import weakest_first

            claims, hangs = weakest_first(connection, wanted, limit=limit, offset=offset)
        else:
            claims = rows.page(connection, wanted, order=order, limit=limit, offset=offset)
        # What lists claims is there: the article itself is looked up where it lists none.
        if wanted.article is not None and not claims and not has_article(connection, wanted.article):
            raise not_there(f"no article {wanted.article}", Step.ARTICLE_LIST)
        whole = limit is None or (len(claims) < limit and (claims or not offset))
        counted = (*(_left_out(wanted) if wanted.unverified else ()), *(() if whole else (wanted,)))
        counts, alarms = counts_and_alarms(connection, counted, article=wanted.article)
        total = offset + len(claims) if whole else counts[-1]
        not_checkable, decided = (counts[0], counts[1] - total) if wanted.unverified else (0, 0)
        alarmed = by_claim(alarms)
        lines = [ListedLine(claim, alarmed.get(claim.number, ()), hangs.get(claim.number)) for claim in claims]
        return Listing(lines, total, offset, not_checkable, decided, alarms)


def _left_out(wanted: Filters) -> tuple[Filters, Filters]:
    """Return what ``unverified`` leaves out of a listing: what is not checkable, and what is, decided or not."""
    rest = replace(wanted, unverified=False)
    return replace(rest, checkable=False), replace(rest, checkable=True)


def _looked_up(connection: Connection, desk: Desk, filters: Filters) -> Filters:
    """Put the numbers and keys in the place of words; raises NotFound for a source or a tag that is not there."""
    source, tag, key = filters.sources, filters.tag, filters.holder_key
    if filters.by_source is not None:
        source = source_family(connection, filters.by_source, source_key(filters.by_source))
        if source is None:
            raise not_there(f'no source "{filters.by_source}"', Step.SOURCE_LIST, "those there are")
    if filters.tagged is not None:
        tag = number_of(connection, filters.tagged)
    ratings = filters.ratings
    if filters.rating is not None:
        ratings = _rated(connection, filters.rating)
    if filters.mine:
        key = folded(desk.reviewer)
    found = (source, tag, key, ratings)
    if found == (filters.sources, filters.tag, filters.holder_key, filters.ratings):
        return filters
    return replace(filters, sources=source, tag=tag, holder_key=key, ratings=ratings)


def _rated(connection: Connection, rating: str) -> tuple[str, ...]:
    """Return how a rating is written on record; raises NotFound for one that no finding has."""
    there = ratings_given(connection)
    found = tuple(one for one in there if rating_key(one) == rating_key(rating))
    if not found:
        those = f"those that have are rated {quoted(there)}" if there else "no claim has a finding yet"
        raise NotFound(f'no claim is rated "{rating[:60]}"; {those}')
    return found


def _limit_of(desk: Desk) -> datetime:
    """Return the moment before which a verdict was given that is stale today; raises UsageError where none ever is."""
    from claimtrack.services.weighing.staleness import limit

    found = limit(desk)
    if found is None:
        raise UsageError(
            "the policy has no stale_after_days, so no verdict is ever stale; an admin sets it with "
            + do(Step.POLICY_SET, stale_after_days=90)
        )
    return found
