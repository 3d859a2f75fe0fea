"""From articles and the chain's head to a frozen ``Report``: pure, nothing is read and no clock asked."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from claimtrack.reports.model import ArticleEntry, Report, Summary
from claimtrack.vocabulary import OPEN, Said, Status


def build(
    articles: Sequence[ArticleEntry],
    *,
    workspace: str,
    head_number: int,
    head_hash: str,
    as_of: datetime,
    tool_version: str,
    past: bool = False,
    stamps: tuple[str, ...] = (),
    witnesses: tuple[str, ...] = (),
) -> Report:
    """Put a report together; articles and their claims keep the order in which they are given."""
    return Report(
        articles=tuple(articles),
        summary=summarise(articles),
        workspace=workspace,
        head_number=head_number,
        head_hash=head_hash,
        as_of=as_of,
        past=past,
        tool_version=tool_version,
        stamps=stamps,
        witnesses=witnesses,
    )


def summarise(articles: Sequence[ArticleEntry]) -> Summary:
    """Count the claims of all articles.

    Every claim on record counts, withdrawn ones too, so that the statuses add up to ``claims``. ``saids`` leaves out
    what the outlet says itself, for which the question does not arise. ``evidence`` counts pieces that stand for at
    least one claim, each once however many claims it serves.
    """
    claims = [entry for article in articles for entry in article.claims]
    statuses = Counter(entry.status for entry in claims)
    saids = Counter(entry.said for entry in claims if not entry.own_voice)
    pieces = {piece.number for entry in claims for piece in entry.evidence if piece.withdrawn_at is None}
    return Summary(
        claims=len(claims),
        checkable=sum(entry.checkable for entry in claims),
        own_voice=sum(entry.own_voice is True for entry in claims),
        unread=sum(entry.own_voice is None for entry in claims),
        caveated=sum(any(one.stands for one in entry.caveats) for entry in claims),
        awaiting_verdict=sum(entry.checkable and entry.status in OPEN for entry in claims),
        independently_confirmed=sum(entry.independently_confirmed for entry in claims),
        overridden=sum(entry.overridden for entry in claims),
        alarmed=sum(any(link.alarm for link in entry.links) for entry in claims),
        proposed=sum(bool(entry.proposals) for entry in claims),
        evidence=len(pieces),
        statuses=tuple((status, statuses[status]) for status in Status),
        saids=tuple((verdict, saids[verdict]) for verdict in Said),
    )
