"""Which pieces of evidence are protected: left out of what leaves the desk, unless somebody says otherwise."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import evidence_rows, worded_rows
from claimtrack.db.models import Evidence
from claimtrack.rules.sought import Sought, fold_apart, is_all_gone
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.pieces import source_name
from claimtrack.vocabulary import Visibility


def protected(session: Session) -> frozenset[int]:
    """Return the numbers of the pieces that are protected now."""
    return frozenset(evidence_rows.pieces_seen_by(session, Visibility.PROTECTED))


def left_out(desk: Desk, article: int | None) -> frozenset[int]:
    """Return the protected pieces that a report on an article, or on all, leaves out."""
    with reading(desk) as session:
        found = evidence_rows.pieces(session, protected(session))
        return frozenset(
            piece.id for piece in found if any(article in (None, link.claim.article_id) for link in piece.links)
        )


def named(pieces: frozenset[int]) -> str:
    """Name these pieces in a sentence."""
    return f"evidence {', '.join(map(str, sorted(pieces)))}"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What tells which piece it is, or whom it comes from.

    ``telling`` can stand for nothing else: a digest, an address, a passage of several words. What is ``called`` so may
    be a word like any other: the name of a file, of a source.
    """

    telling: tuple[str, ...]
    called: tuple[str, ...]


_LEAST = 3
"""Characters of a name that is looked for in other words; a shorter one stands in too many of them."""
_TELLING = 5
"""Words of a passage from which on it stands for itself."""


def secrets(row: Evidence) -> Secrets:
    """Return what of a piece is told nowhere while it is protected; what was taken out already is none of it."""
    words = [row.name, row.url, source_name(row), row.rights, row.consent_by, row.harmed, row.digest]
    words += [one.source.name for one in row.relied_on]
    words += [words for link in row.links for words in (link.excerpt, link.note)]
    found = dict.fromkeys(one for one in words if one is not None and len(one) >= _LEAST and not is_all_gone(one))
    by_itself = [one for one in found if one in (row.url, row.digest) or len(fold_apart(one).split(" ")) >= _TELLING]
    return Secrets(tuple(by_itself), tuple(one for one in found if one not in by_itself))


def secrets_of(session: Session, pieces: Collection[int]) -> Secrets:
    """Return the same of several pieces, but for what stands in the text of an article: that is no secret."""
    found = [secrets(row) for row in evidence_rows.pieces(session, sorted(pieces))]
    telling = {words for one in found for words in one.telling}
    called = {words for one in found for words in one.called}
    for _, text in worded_rows.texts(session.connection()):
        if Sought([*telling, *called]).first_in(text) is not None:
            telling, called = (
                {one for one in some if Sought([one]).first_in(text) is None} for some in (telling, called)
            )
    return Secrets(tuple(sorted(telling)), tuple(sorted(called)))
