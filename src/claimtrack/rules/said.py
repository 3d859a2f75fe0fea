"""What it takes to say that somebody really said it.

Source: DESIGN, "Said": the speaker's own record or a verbatim record of the occasion, with an excerpt, or two
independent relays; such a record with other words; recorded attempts. Checking a quotation never confirms its content.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimtrack.remedies import Blank, Field, Step, Words, do, joined
from claimtrack.rules.claimants import is_nobodys_office
from claimtrack.rules.evidence import COUNTING, EvidenceOrigin
from claimtrack.rules.independence import relays
from claimtrack.rules.origins import Ties
from claimtrack.rules.turns import Heard, Mouth
from claimtrack.vocabulary import Basis, RelationKind, Said, Serves, Stance


@dataclass(frozen=True, slots=True)
class SaidEvidence:
    """One standing piece that serves the ``said`` verdict. Sources are numbers, merges followed.

    ``of_article`` says that the piece is the article's own text (``rules.records``), or its bytes, ``lacks_words`` that
    its passage has not the words that the claim quotes (``rules.quotations``), ``is_note`` that a reviewer wrote it.
    ``heard`` is in whose mouth a record has them, None where that is not asked.
    """

    origin: EvidenceOrigin
    has_excerpt: bool
    of_article: bool = False
    lacks_words: bool = False
    is_note: bool = False
    heard: Heard | None = None

    def is_record(self, speaker: int | None) -> bool:
        """Whether it is offered as proof by itself: a verbatim record, or one of the speaker's own with an excerpt."""
        if self.origin.basis is Basis.VERBATIM:
            return True
        own = self.origin.source == speaker and speaker is not None
        return own and self.has_excerpt and self.origin.basis in COUNTING


def shortfall(
    verdict: Said,
    evidence: Sequence[SaidEvidence],
    ties: Ties,
    *,
    speaker: int | None,
    carriers: frozenset[int],
    attempts: int,
    claim: int,
) -> Words | None:
    """Say what ``claim`` lacks for ``verdict``, or None when it lacks nothing.

    ``carriers`` are the outlet, the relays of the claim itself, and the agency whose copy the article is: they, and
    whoever hangs together with them, repeat what the article says already. Two relays are two only when they are
    independent of each other as evidence is. A verbatim record is asked for neither: what it has of the article is the
    quotation.
    """
    if verdict is Said.UNCHECKED:
        return None
    if verdict is Said.NOT_FOUND:
        told = "nobody has noted where it was looked for; note it: " + do(Step.ATTEMPT, claim, Blank.TEXT)
        return None if attempts else told
    wanted = Stance.SUPPORTS if verdict is Said.VERIFIED else Stance.REFUTES
    pieces = [piece for piece in evidence if piece.origin.stance is wanted]
    records = [piece for piece in pieces if piece.is_record(speaker)]
    if any(_flaw(record, ties) is None for record in records):
        return None
    flaws = joined("", [_told(one, ties) for one in records])
    if verdict is Said.MISQUOTED:
        return (
            "it takes the speaker's own record, or the minutes or a recording, with other words; "
            + flaws
            + _attach(claim, refutes=True)
        )
    weighed = relays(list(_relaying(pieces, speaker)), sorted(carriers), ties)
    found = sum(piece.counts for piece in weighed)
    if found > 1:
        return None
    why = "".join(f"evidence {piece.number} {piece.reason}; " for piece in weighed if not piece.counts)
    return (
        "it takes the speaker's own record, the minutes or a recording, or two others who report the words, besides "
        f"the article ({found} of 2 so far); " + flaws + why + _attach(claim, supports=True)
    )


def _told(record: SaidEvidence, ties: Ties) -> Words:
    return f"evidence {record.origin.number} proves nothing: " + (_flaw(record, ties) or "") + "; "


def _flaw(record: SaidEvidence, ties: Ties) -> Words | None:
    """Say why a record proves nothing by itself, or None where it does."""
    if record.is_note:
        return "it is a note, which somebody of the desk wrote, and no record"
    if record.of_article:
        return "it is the article, or has the reporter's own words from it, and no article is a record of what it tells"
    if record.origin.source is None:
        return "nobody said who keeps that record"
    if not record.has_excerpt:
        return "it is a verbatim record, and nobody gave the passage of it that has the words"
    if record.lacks_words:
        return "the passage of it that was given has few of the words that the claim quotes, or none"
    if record.heard is not None and record.heard.mouth is not Mouth.THEIRS:
        return _not_theirs(record.heard)
    keeper = ties.sources.get(record.origin.source)
    if record.origin.basis is Basis.VERBATIM and keeper is not None and keeper.unnamed and not keeper.vouched:
        return f"{keeper.name}, who keeps that record, is not named, and no editor has vouched for who that is"
    if record.origin.basis is Basis.VERBATIM and is_nobodys_office(ties, record.origin.source, record.origin.days):
        whose = ties.name(record.origin.source)
        return f"{whose}, who keeps that record, is an office, and nobody said whose: " + do(
            Step.SOURCE_RELATE, record.origin.source, RelationKind.PART_OF, Blank.NAME
        )
    return None


def _not_theirs(heard: Heard) -> Words:
    how = Field("reason", Blank.TEXT)
    if heard.mouth is Mouth.ANOTHER and heard.called is not None:
        return f'it has the words in another mouth, that of "{heard.called}"; if that is who is quoted, ' + do(
            Step.SOURCE_ALIAS, Blank.NAME, heard.called
        )
    if heard.mouth is Mouth.NOT_OUTRIGHT:
        return (
            f'there "{heard.called}" denies, supposes, asks or reads out the words; say how you know that they were '
            "said: " + how
        )
    if heard.called is not None:
        return f'it has the words said by "{heard.called}"; say who that is, and how you know: ' + how
    return "it does not say who said the words; say how you know that: " + how


def _relaying(pieces: Iterable[SaidEvidence], speaker: int | None) -> Iterator[EvidenceOrigin]:
    for piece in pieces:
        if piece.origin.basis in COUNTING and piece.origin.source not in {None, speaker}:
            yield piece.origin


def _attach(claim: int, **stance: bool) -> Words:
    add = do(
        Step.EVIDENCE_ADD,
        claim,
        Blank.FILE,
        **stance,
        serves=Serves.SAID,
        source=Blank.NAME,
        excerpt=Blank.TEXT,
    )
    return (
        "attach what has the words: " + add + ", with " + Field("basis", Basis.VERBATIM) + " for minutes or a recording"
    )
