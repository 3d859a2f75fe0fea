"""A letter to an accused party: the allegations by number, and until when to answer them.

Who says what is left out: a witness is not named to whom they accuse. So is what the desk found.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.clock import until
from claimtrack.db import finding_rows
from claimtrack.db.models import Article, Claim
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.remedies import Blank, Field
from claimtrack.reports.word_document import word_document
from claimtrack.rules.findings import Claimed, restatement_misfits
from claimtrack.rules.stated import stated
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Desk, reading
from claimtrack.services.sources.sources import existing
from claimtrack.vocabulary import Status

_WIDTH = 76
_INDENT = "   "
_POINT = re.compile(r"\d+\. ")
_QUOTED = re.compile('["“”„«»]')


@dataclass(frozen=True, slots=True)
class Allegation:
    """One claim as a letter puts it: its number on record, its words, and how the desk words it, where it does."""

    number: int
    words: str
    restated: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says. ``party`` is called as the record calls it, where it is there, else as it was given."""

    party: str
    outlet: str | None
    title: str | None
    allegations: tuple[Allegation, ...]
    day: datetime
    deadline: datetime | None
    by: str


def letter(
    desk: Desk,
    numbers: Sequence[int],
    *,
    to: str,
    deadline: datetime | None = None,
) -> Letter:
    """Gather a letter on these claims, in the order in which they are named. Records nothing.

    Raises NotFound for a claim that is not there, ForbiddenMove for one that is withdrawn, InvalidInput for a deadline
    that is over.
    """
    now = desk.clock()
    if deadline is not None and deadline <= now:
        raise InvalidInput(
            f"the deadline, {until(deadline)}, is over already; name one ahead with " + Field("deadline", Blank.DATE)
        )
    with reading(desk) as session:
        claims = all_of(session, list(dict.fromkeys(numbers)))
        for claim in claims:
            if claim.status is Status.WITHDRAWN:
                raise ForbiddenMove(f"claim {claim.id} is withdrawn, so nobody is asked about it; leave it out")
        own = _restated(session, claims)
        articles: list[Article] = list({claim.article_id: claim.article for claim in claims}.values())
        titles = [article.title for article in articles]
        outlets = {article.outlet.name for article in articles if article.outlet is not None}
        return Letter(
            party=_called(session, to, claims[0].article_id),
            outlet=outlets.pop() if len(outlets) == 1 else None,
            title=titles[0] if len(titles) == 1 else None,
            allegations=tuple(
                Allegation(claim.id, stated(claim.text, claim.spans, claim.nature), own.get(claim.id))
                for claim in claims
            ),
            day=now,
            deadline=deadline,
            by=desk.reviewer,
        )


def as_text(one: Letter) -> str:
    """Write a letter as plain text, its lines as long as a mail's."""
    return "\n\n".join("\n".join(map(_filled, words.split("\n"))) for words in _paragraphs(one)) + "\n"


def as_word(one: Letter) -> bytes:
    """Write a letter as a Word document, for a desk to put under its own head and sign."""
    return word_document(_paragraphs(one))


def _paragraphs(one: Letter) -> Iterator[str]:
    """Yield what a letter says; what begins with blanks belongs to the point above it."""
    yield f"{one.day:%Y-%m-%d}"
    yield f"To: {one.party}"
    yield f"Request for a reply{f' until {until(one.deadline)}' if one.deadline is not None else ''}"
    who = one.outlet or "We"
    verb = "are" if who == "We" else "is"
    what = f'an article, "{one.title}", which says' if one.title is not None else "what has been said"
    yield f"{who} {verb} checking {what} the following. It concerns you, and we ask you for your reply."
    for place, allegation in enumerate(one.allegations, start=1):
        words = " ".join(allegation.words.split())
        # Words that are quoted in the article have marks of their own.
        quoted = words if _QUOTED.search(words) else f'"{words}"'
        yield f"{place}. {quoted} (our number {allegation.number})"
        if allegation.restated is not None:
            yield f"{_INDENT}As we understand it: {' '.join(allegation.restated.split())}"
    yield (
        "Please tell us of each point whether it is so, what is wrong with it, and what bears that out. What you "
        "answer is kept as it comes, and told beside the point that it answers."
    )
    if one.deadline is not None:
        yield (
            f"We need your answer until {until(one.deadline)}. If we have none by then, we say that we asked you, and "
            "that you did not answer."
        )
    yield one.by if one.outlet is None else f"{one.by}\n{one.outlet}"


def _restated(session: Session, claims: Sequence[Claim]) -> dict[int, str]:
    """Return, by claim, how the desk words it, where that stands and fits the claim as it is."""
    rows = {row.claim_id: row for row in finding_rows.restatements(session, [claim.id for claim in claims])}
    return {
        claim.id: rows[claim.id].text
        for claim in claims
        if claim.id in rows
        and rows[claim.id].ended_at is None
        and not restatement_misfits(
            rows[claim.id].of_words, Claimed.of(claim.text, claim.spans, claim.nature, claim.source_id)
        )
    }


def _filled(words: str) -> str:
    lead = words[: len(words) - len(words.lstrip(" "))]
    rest = _INDENT if lead or _POINT.match(words) else ""
    return textwrap.fill(
        " ".join(words.split()), width=_WIDTH, initial_indent=lead, subsequent_indent=rest, break_long_words=False
    )


def _called(session: Session, wanted: str, article: int) -> str:
    try:
        return existing(session, wanted, article=article).name
    except NotFound:
        if wanted.strip().isdecimal() or not wanted.strip():
            raise
        return " ".join(wanted.split())
