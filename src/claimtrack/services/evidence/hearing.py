"""In whose mouth the records have the words that they are to prove: read from their files when somebody answers."""

from collections.abc import Collection, Sequence

from claimtrack.db import article_rows, evidence_rows, relations, source_rows
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.db.relations import Families
from claimtrack.errors import ClaimtrackError, ForbiddenMove
from claimtrack.locker.excerpts import find_in_file
from claimtrack.reading.read import read_document
from claimtrack.remedies import Blank, Field
from claimtrack.rules.by_role import Role, roles_in, word_of_role
from claimtrack.rules.secondhand import sentences_around
from claimtrack.rules.turns import Heard, Mouth, Speaker, heard
from claimtrack.services.desk import Act
from claimtrack.services.weighing.weighing import Weighing, carriers_word, claimants_word
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


def refuse_claimants_words(act: Act, claim: Claim, weighing: Weighing, counted: Collection[int]) -> None:
    """Raise ForbiddenMove where the sentence around a passage that counts gives it as the claimant's own word.

    A passage may leave out that its sentence begins with "According to" whoever claims it, or "As CBS News reported",
    which carried the claim.
    """
    for link in evidence_rows.standing_links(act.session, [claim.id]):
        if link.evidence_id not in counted or link.serves is not Serves.TRUTH or link.stance is not Stance.SUPPORTS:
            continue
        around = _sentences_around(act, link)
        for claimant in weighing.laid.claim.claimants if around is not None else ():
            words = claimants_word(weighing.laid.ties, claimant, around or "")
            words = words or word_of_role(around or "", _roles(act, claim, weighing, claimant))
            if words is not None:
                raise ForbiddenMove(
                    f"claim {claim.id} cannot rest on evidence {link.evidence_id}: in its own text the passage is the "
                    f'claimant\'s word: "{words}"; if it knows by itself, give the words that say how: '
                    + Field("excerpt", Blank.TEXT)
                )
        words = carriers_word(weighing.laid, link.evidence_id, around or "")
        if words is not None:
            raise ForbiddenMove(
                f"claim {claim.id} cannot rest on evidence {link.evidence_id}: in its own text the passage is the "
                f'report of who carried the claim: "{words}"; if it knows by itself, give the words that say how: '
                + Field("excerpt", Blank.TEXT)
            )


def _roles(act: Act, claim: Claim, weighing: Weighing, claimant: int) -> tuple[Role, ...]:
    """Return what the article calls a person who claims something, in any of its versions."""
    facts = weighing.laid.ties.sources.get(claimant)
    if facts is None or facts.kind is not SpeakerKind.PERSON:
        return ()
    texts = article_rows.article_texts(act.session, claim.article_id)
    return tuple(dict.fromkeys(role for text in texts for role in roles_in(text, (facts.name, facts.name.split()[-1]))))


def text_of(act: Act, link: EvidenceLink) -> str | None:
    """Return the text of a piece as its link has it read; None where there is none, or it cannot be read now."""
    if act.desk.rehearsal and link.added_at == act.at:
        return None  # its bytes are not kept
    piece = link.evidence
    try:
        return read_document(act.desk.locker.read(piece.digest), name=piece.name, charset=link.charset).whole
    except ClaimtrackError:
        return None


def _sentences_around(act: Act, link: EvidenceLink) -> str | None:
    """Return the sentences in which a passage stands; None where there is none, or the file cannot be read now."""
    text = text_of(act, link) if link.excerpt is not None else None
    if text is None or link.excerpt is None:
        return None
    span = (link.excerpt_start or 0, link.excerpt_end or 0)
    found = span if text[span[0] : span[1]] == link.excerpt else find_in_file(text, link.excerpt)
    return sentences_around(text, found) if found is not None else None


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
