"""In whose mouth the records have the words that they are to prove: read from their files when somebody answers."""

from collections.abc import Sequence

from claimtrack.db import evidence_rows, relations, source_rows
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.db.relations import Families
from claimtrack.errors import ClaimtrackError
from claimtrack.locker.excerpts import find_in_file
from claimtrack.reading.read import read_document
from claimtrack.rules.turns import Heard, Mouth, Speaker, heard
from claimtrack.services.desk import Act
from claimtrack.vocabulary import Basis, Said, Serves, SpeakerKind, Stance

_STANCES = {Said.VERIFIED: Stance.SUPPORTS, Said.MISQUOTED: Stance.REFUTES}


def hear(act: Act, claims: Sequence[Claim], verdict: Said, *, decided: bool) -> dict[tuple[int, int], Heard]:
    """Return in whose mouth each record has the words, by the numbers of claim and piece.

    Only what may prove an answer by itself is asked: a verbatim record, and one of the speaker's own. ``decided`` tells
    that a person said how it is known who spoke: then nobody asks where a record does not name them. Where it names
    somebody else, their word does not do.
    """
    wanted = _STANCES.get(verdict)
    found: dict[tuple[int, int], Heard] = {}
    if wanted is None:
        return found
    within = relations.families(act.session)
    by_number = {claim.id: claim for claim in claims}
    for link in evidence_rows.standing_links(act.session, list(by_number)):
        claim = by_number[link.claim_id]
        own = link.evidence.source_id is not None and claim.source_id is not None
        own = own and within.standing(link.evidence.source_id or 0) == within.standing(claim.source_id or 0)
        if link.serves is not Serves.SAID or link.stance is not wanted or link.excerpt is None:
            continue
        if link.basis is not Basis.VERBATIM and not own:
            continue
        one = _heard_in(act, claim, link, _speaker(act, claim, within))
        if one is None or (one.mouth is Mouth.UNTOLD and own) or (decided and one.mouth is not Mouth.ANOTHER):
            continue
        found[claim.id, link.evidence_id] = one
    return found


def _speaker(act: Act, claim: Claim, within: Families) -> Speaker:
    if claim.source_id is None:
        return Speaker((), is_person=False)
    numbers = within.all_of([within.standing(claim.source_id)])
    rows = [row for number in numbers if (row := source_rows.source(act.session, number)) is not None]
    kinds = {row.kind for row in rows}
    return Speaker(tuple(row.name for row in rows), is_person=kinds <= {SpeakerKind.PERSON, SpeakerKind.NONE})


def _heard_in(act: Act, claim: Claim, link: EvidenceLink, speaker: Speaker) -> Heard | None:
    """Hear one piece; None where it cannot be read now, which ``recheck`` tells of."""
    piece = link.evidence
    try:
        text = read_document(act.desk.locker.read(piece.digest), name=piece.name, charset=link.charset).whole
    except ClaimtrackError:
        return None
    excerpt = link.excerpt or ""
    start, end = link.excerpt_start or 0, link.excerpt_end or 0
    span = (start, end) if text[start:end] == excerpt else find_in_file(text, excerpt)
    return heard(text, span, claim.text, speaker) if span is not None else None
