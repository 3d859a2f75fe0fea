"""Which pieces of evidence are a claim's own article, whatever they are called."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from claimtrack.db import article_rows, claim_rows
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.rules.copies import Sketch
from claimtrack.rules.records import article_text, is_of_article


def texts_of_article(
    session: Session,
    claim: Claim,
    links: Sequence[EvidenceLink],
    sketches: Mapping[int, Sketch],
    short_runs: Mapping[int, Sketch],
) -> frozenset[int]:
    """Return those of these pieces that have the bytes or the text of the article in which a claim stands.

    All its versions are compared, word by word; ``sketches`` are those of the pieces that have one, ``short_runs`` by
    which retold copies are known.
    """
    if not links:
        return frozenset()
    digests = set(article_rows.snapshot_digests(session, claim.article_id))
    spoken = {claim.text, *claim_rows.attributed_words(session, claim.article_id)}
    texts = [article_text(text, spoken) for text in article_rows.article_texts(session, claim.article_id)]
    return frozenset(
        link.evidence_id
        for link in links
        if link.evidence.digest in digests
        or any(
            is_of_article(sketches[link.evidence_id], text, short_runs.get(link.evidence_id))
            for text in texts
            if link.evidence_id in sketches
        )
    )
