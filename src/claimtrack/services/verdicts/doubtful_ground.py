"""What a verdict rests on and a person answers for: what seems to say the opposite, is unread, or an agency's copy.

A machine cannot tell whether a passage bears a claim out, and it does not say that a piece does not count. It asks: the
verdict takes the reason why it stands all the same.
"""

from collections.abc import Collection, Iterator, Mapping

from claimtrack.db import evidence_rows
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.errors import ForbiddenMove
from claimtrack.extraction.speakers.wire_lines import in_datelines
from claimtrack.remedies import Blank, Field, Step, Words, do, joined
from claimtrack.rules.passages import contrary
from claimtrack.services.desk import Act
from claimtrack.services.evidence.attachments import not_relied_on
from claimtrack.services.evidence.hearing import text_of
from claimtrack.vocabulary import Serves, Stance, Status

_LARGEST = 2_000_000
"""Bytes of a piece that is read for its datelines; no agency's story is longer."""


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
            for words in _asked(act, by_number[link.claim_id], link, unread=link.evidence_id in unread[link.claim_id])
        )
    if told:
        raise ForbiddenMove(joined("\n", list(dict.fromkeys(told))))


def _asked(act: Act, claim: Claim, link: EvidenceLink, *, unread: bool) -> Iterator[Words]:
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
    for name in _copied_from(act, link):
        yield (
            f"evidence {number} says in its own lines that it is {name}'s copy; then it comes from there: "
            + do(Step.EVIDENCE_SET, number, relies_on=name, reason=Blank.TEXT)
            + "; if it is not, say why, with "
            + Field("reason", Blank.TEXT)
        )


def _copied_from(act: Act, link: EvidenceLink) -> Iterator[str]:
    """Yield those whose copy a piece says that it is, and on whom it is not on record as relying."""
    piece = link.evidence
    if piece.of_claim_id is not None or not piece.sketch or piece.size > _LARGEST:
        return
    text = text_of(act, link)
    for credit in not_relied_on(act, piece, in_datelines(text)) if text is not None else ():
        yield credit.name
