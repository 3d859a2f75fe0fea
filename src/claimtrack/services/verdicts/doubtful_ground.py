"""What a confirmation or refutation rests on and a person is to answer for: it seems to say the opposite, or is unread.

A machine cannot tell whether a passage bears a claim out, and it does not say that a piece does not count. It asks: the
verdict takes the reason why it stands all the same.
"""

from collections.abc import Collection, Iterator, Mapping

from claimtrack.db import evidence_rows
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.errors import ForbiddenMove
from claimtrack.remedies import Blank, Field, Step, Words, do, joined
from claimtrack.rules.passages import contrary
from claimtrack.services.desk import Act
from claimtrack.vocabulary import Serves, Stance, Status


def refuse_unexplained(
    act: Act,
    claims: Collection[Claim],
    to: Status,
    counted: Mapping[int, Collection[int]],
    unread: Mapping[int, Collection[int]],
) -> None:
    """Raise ForbiddenMove where a verdict for which nobody gave a reason rests on what a person is to answer for.

    ``counted`` are the pieces that count for it, by the number of the claim, and ``unread`` those of them whose words
    nobody could compare.
    """
    by_number = {claim.id: claim for claim in claims}
    told: list[Words] = []
    for link in evidence_rows.standing_links(act.session, list(by_number)):
        if link.serves is not Serves.TRUTH or link.evidence_id not in counted[link.claim_id]:
            continue
        told += (
            f"claim {link.claim_id} cannot be marked {to} without a reason: " + words
            for words in _asked(by_number[link.claim_id], link, unread=link.evidence_id in unread[link.claim_id])
        )
    if told:
        raise ForbiddenMove(joined("\n", list(dict.fromkeys(told))))


def _asked(claim: Claim, link: EvidenceLink, *, unread: bool) -> Iterator[Words]:
    number = link.evidence_id
    if link.stance is Stance.SUPPORTS:
        for words in contrary(claim.text, link.excerpt, nature=claim.nature)[:1]:
            yield (
                f"evidence {number} seems to say the opposite: {words}; if it bears the claim out all the same, say "
                "why, with " + Field("reason", Blank.TEXT)
            )
    if unread:
        yield (
            f"evidence {number} cannot be compared: no text can be read from it; whoever looked at it says that it is "
            "no copy of the article or of another piece, with "
            + do(Step.EVIDENCE_SET, number, compared=True, reason=Blank.TEXT)
            + ", or what it shows, with "
            + Field("reason", Blank.TEXT)
        )
