"""Articles: list them, show one, correct what is known about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claimtrack.db import article_listing, article_rows, claim_inserts, claim_rows
from claimtrack.db.article_listing import ListedArticle as ListedArticle
from claimtrack.db.models import Article, Claim, Source
from claimtrack.errors import UsageError, not_there
from claimtrack.events.articles import ArticleChanged
from claimtrack.events.claims import ClaimCorrected
from claimtrack.remedies import Step, fields
from claimtrack.services.articles.put_on_record import Hop, hop_rows, hops_of, told_chain
from claimtrack.services.claims import changed
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.paging import WHOLE, Page, Window
from claimtrack.services.sources.sources import named_by_hand
from claimtrack.services.weighing.consequences import Reopened, settle
from claimtrack.vocabulary import HopRole, SpeakerKind


@dataclass(frozen=True, slots=True)
class Details:
    """What to put right about an article; None leaves a thing as it is."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: datetime | None = None
    new_source: bool = False
    agency: str | None = None


def listing(desk: Desk, window: Window = WHOLE) -> Page[ListedArticle]:
    """Return a page of the articles, in the order of ingest."""
    with reading(desk) as session:
        numbers = article_listing.article_page(session, limit=window.limit, offset=window.offset)
        lines = article_listing.article_rows(session, numbers)
        return Page.of(window, lines, lambda: article_listing.article_count(session))


def titles(desk: Desk, *, most: int, besides: int | None = None) -> list[tuple[int, str]]:
    """Return the newest articles, and one ``besides``, by number and title, or the file's name where there is none."""
    with reading(desk) as session:
        return article_listing.titles(session, most=most, besides=besides)


def shown(desk: Desk, number: int) -> ListedArticle:
    """Return one article; raises NotFound."""
    with reading(desk) as session:
        article = existing(article_rows.article(session, number), number)
        (row,) = article_listing.article_rows(session, [article.id])
        return row


def correct(act: Act, number: int, details: Details) -> list[Reopened]:
    """Correct what is on record about an article.

    With another outlet its own voice has another speaker, and verdicts that evidence from that outlet carried are
    weighed again. What comes from the agency whose copy it is confirms none of its claims.
    """
    reopened = put_right(act, existing(article_rows.article(act.session, number), number), details)
    if reopened is None:
        raise UsageError(f"nothing to change on article {number}: say " + _DETAILS + " with another value")
    return reopened


def put_right(act: Act, article: Article, details: Details) -> list[Reopened] | None:
    """Correct an article inside a change; gives the verdicts that fell, or None when all was right already."""
    told: dict[str, Any] = dict(_reword(article, details))
    if details.published is not None and details.published != article.published:
        told |= {"was_published": article.published, "published": details.published}
        article.published = details.published
    outlet = _new_outlet(act, article, details)
    if outlet is not None:
        told |= {"was_outlet": article.outlet_id, "outlet": outlet.id}
        article.outlet = outlet
    agency = _new_agency(act, article, details)
    if agency is not None:
        told |= {"was_agency": article.agency_id, "agency": agency.id}
        article.agency = agency
    if not told:
        return None
    act.changes.append(ArticleChanged(article=article.id, **told))
    reopened = _move_own_voice(act, article) if outlet is not None else []
    if agency is not None:
        claims = claim_rows.full_claims(act.session, article=article.id)
        reopened += settle(act, claims, because=f"article {article.id} turned out to be {agency.name}'s copy")
    return reopened


def existing(article: Article | None, number: int) -> Article:
    """Insist that there is such an article."""
    if article is None:
        raise not_there(f"no article {number}", Step.ARTICLE_LIST)
    return article


_DETAILS = fields("title", "outlet", "agency", "byline", "url", "published", last="or")


def _reword(article: Article, details: Details) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name in ("title", "byline", "url"):
        old, new = getattr(article, name), getattr(details, name)
        if new is not None and new != old:
            texts[f"{name}_before"], texts[f"{name}_after"] = old or "", new
            setattr(article, name, new)
    return texts


def _new_outlet(act: Act, article: Article, details: Details) -> Source | None:
    if details.outlet is None:
        return None
    outlet = _named(act, article, details.outlet, field="outlet", new=details.new_source)
    return outlet if outlet.id != article.outlet_id else None


def _new_agency(act: Act, article: Article, details: Details) -> Source | None:
    if details.agency is None:
        return None
    agency = _named(act, article, details.agency, field="agency", new=details.new_source)
    return agency if agency.id != article.agency_id else None


def _named(act: Act, article: Article, wanted: str, *, field: str, new: bool) -> Source:
    return named_by_hand(act, wanted, article=article.id, new=new, kind=SpeakerKind.MEDIA, field=field)


def _move_own_voice(act: Act, article: Article) -> list[Reopened]:
    outlet = article.outlet
    assert outlet is not None  # noqa: S101 - only called with a new outlet
    claims = claim_rows.full_claims(act.session, article=article.id)
    for claim in claims:
        hops = [hop for hop in hops_of(claim) if hop.role is not HopRole.OUTLET]
        claim_inserts.replace_hops(act.session, claim.id, hop_rows(claim.id, [*hops, Hop(HopRole.OUTLET, outlet)]))
        act.session.expire(claim, ["hops"])
        if claim.own_voice:
            _speak(act, claim, outlet)
    act.session.flush()
    return settle(act, claims, because=f"article {article.id} turned out to be {outlet.name}'s")


def _speak(act: Act, claim: Claim, outlet: Source) -> None:
    before, claim.source = claim.source_id, outlet
    chain = told_chain(hops_of(claim))
    changed(act, claim, ClaimCorrected(claim=claim.id, was_source=before, source=outlet.id, **chain))
