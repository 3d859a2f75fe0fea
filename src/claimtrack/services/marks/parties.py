"""Whom a claim accuses or favours: say it, take it back; what a party says for itself never counts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimtrack.db import claim_rows, event_rows, relations, source_rows
from claimtrack.db.models import Claim, ClaimParty, Source
from claimtrack.db.relations import Families
from claimtrack.errors import ForbiddenMove, NotFound, require_reason
from claimtrack.events.parties import PartyChallenged, PartyJudged, PartyNamed, PartyProposed
from claimtrack.extraction.speakers.parties import accused, denies_guilt, favoured, perhaps_accused, perhaps_favoured
from claimtrack.extraction.values import Extraction, Statement
from claimtrack.remedies import Step, do
from claimtrack.services.claims import changed
from claimtrack.services.desk import Act
from claimtrack.services.names import source_key
from claimtrack.services.sources.sources import existing, named_or_new, whole_named
from claimtrack.services.weighing.policies import in_force
from claimtrack.vocabulary import CaveatKind, LinkOrigin, LinkState, Nature, PartySide, SpeakerKind


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party by its source's name or number."""

    side: PartySide
    name: str


def name_parties(act: Act, claim: Claim, named: Iterable[NamedParty], *, new_source: bool) -> bool:
    """Put on record whom a claim accuses or favours, or accept what the machine proposes of that.

    Tells whether there was anything to do. A source that is not on record is put there with ``new_source``; else it
    raises NotFound with what comes close.
    """
    within = relations.families(act.session)
    done = False
    for one in named:
        source = _source(act, claim, one.name, new=new_source)
        rows = [row for row in _of(act, claim, source, within) if row.side is one.side]
        if any(row.state is LinkState.ACCEPTED for row in rows):
            continue
        done = True
        if rows:
            _judge(act, claim, rows[0], LinkState.ACCEPTED)
        else:
            _name(act, claim, source, one.side, origin=LinkOrigin.REVIEWER, state=LinkState.ACCEPTED)
    return done


def take_off(act: Act, claim: Claim, names: Iterable[str], *, reason: str | None = None) -> list[str]:
    """Reject that a claim accuses or favours somebody, whoever said so; it stays on record, and counts no more.

    That it accuses nobody takes a reason, for nobody has to ask them for a reply any more; with four eyes it takes a
    second person who says so, too. Gives the names for which it waits for that one. What a person named themself they
    take back alone. Raises NotFound where the claim names no such party, ForbiddenMove without a reason, and where the
    same person says it twice.
    """
    waiting = []
    within = relations.families(act.session)
    for name in names:
        source = existing(act.session, name, article=claim.article_id)
        rows = [row for row in _of(act, claim, source, within) if row.state is not LinkState.REJECTED]
        if not rows:
            raise NotFound(
                f"{source.name} is no party of claim {claim.id}; " + do(Step.SHOW, claim.id) + " names those"
            )
        for row in rows:
            said_it = _said_it_before(act, claim, row)
            if (row.side is PartySide.ACCUSED or said_it) and not _is_their_own(act, row):
                why = "is not on the side of" if said_it else "does not accuse"
                require_reason(reason, f"that claim {claim.id} {why} {source.name} takes a reason")
                if in_force(act.session).policy.four_eyes and not _is_challenged(act, claim, row, source):
                    changed(act, claim, PartyChallenged(claim=claim.id, reason=reason, **_told(row)))
                    waiting.append(source.name)
                    continue
            _judge(act, claim, row, LinkState.REJECTED, reason=reason)
    return waiting


def _is_their_own(act: Act, row: ClaimParty) -> bool:
    """Tell whether who acts named a party that nobody else did: a slip of theirs."""
    return row.origin is LinkOrigin.REVIEWER and row.judged_by_id == act.reviewer.id


def _said_it_before(act: Act, claim: Claim, row: ClaimParty) -> bool:
    """Tell whether a party is kept on a claim's side because it was theirs before it was made the outlet's own."""
    return row.side is PartySide.FAVOURED and row.source_id in event_rows.former_speakers(act.session, claim.id)


def _is_challenged(act: Act, claim: Claim, row: ClaimParty, source: Source) -> bool:
    """Tell whether another person said already that a claim does not accuse a party; raises where it was this one."""
    said = event_rows.challengers(act.session, claim.id, row.id)
    if said == [act.reviewer.id]:
        does = "does not accuse" if row.side is PartySide.ACCUSED else "is not on the side of"
        raise ForbiddenMove(
            f"you said already that claim {claim.id} {does} {source.name}; with four eyes a second person has "
            "to say so, too"
        )
    return bool(said)


def pass_on(act: Act, claim: Claim, to: Claim) -> None:
    """Return a claim that was split off the parties of the one that it was a part of, as they stand."""
    for row in claim_rows.parties(act.session, [claim.id]):
        _name(act, to, row.source, row.side, origin=row.origin, state=row.state)


def propose_parties(act: Act, extraction: Extraction, numbers: Mapping[int, int]) -> Counter[PartySide]:
    """Put on record as proposals whom new claims accuse or favour by the article's words; counts the claims that do.

    ``numbers`` are the new claims by their statements' places. Nobody is put on record as a source who is only perhaps
    somebody, and what is denied accuses and favours nobody.
    """
    proposed: Counter[PartySide] = Counter()
    for place, number in numbers.items():
        statement = extraction.statements[place]
        nature = extraction.attributions[statement.attribution].nature if statement.attribution is not None else None
        told = [] if nature is Nature.DENIES else list(_told_of(act, statement.text))
        told += _denying(act, extraction.text, statement)
        for side, source in dict.fromkeys(told):
            _add(act, number, source, side, origin=LinkOrigin.MACHINE, state=LinkState.PROPOSED)
        proposed.update({side for side, _ in told})
    return proposed


def keep_on_its_side(act: Act, claim: Claim, source: Source) -> None:
    """Put on record as a proposal that a claim favours whoever said it before it was made the outlet's own.

    What they, and their house, say for it goes on counting for nothing, until a person rejects just that.
    """
    rows = _favoured(act, claim, source)
    if not rows:
        _add(act, claim.id, source, PartySide.FAVOURED, origin=LinkOrigin.MACHINE, state=LinkState.PROPOSED)
    elif all(row.state is LinkState.REJECTED for row in rows):
        row = rows[0]
        row.state, row.judged_by, row.judged_at = LinkState.PROPOSED, None, None
        act.session.flush()
        act.changes.append(PartyProposed(claim=claim.id, **_told(row)))


def says_it_again(act: Act, claim: Claim, source: Source) -> None:
    """Let whoever said a claim before be no party of it any more where it is theirs again: a claimant counts anyway."""
    for row in _favoured(act, claim, source):
        if row.state is LinkState.PROPOSED and _said_it_before(act, claim, row):
            _judge(act, claim, row, LinkState.REJECTED)


def _favoured(act: Act, claim: Claim, source: Source) -> list[ClaimParty]:
    within = relations.families(act.session)
    return [row for row in _of(act, claim, source, within) if row.side is PartySide.FAVOURED]


def propose_denying(act: Act, extraction: Extraction, place: int, claim: Claim) -> list[int]:
    """Put on record as proposals who denies, by a new version of the article, the guilt that a claim tells of.

    Gives the sources of which that was never on record.
    """
    there = {(row.source_id, row.side) for row in claim_rows.parties(act.session, [claim.id])}
    told = dict.fromkeys(_denying(act, extraction.text, extraction.statements[place]))
    new = [(side, source) for side, source in told if (source.id, side) not in there]
    for side, source in new:
        _add(act, claim.id, source, side, origin=LinkOrigin.MACHINE, state=LinkState.PROPOSED)
    return [source.id for _, source in new]


def _told_of(act: Act, words: str) -> Iterator[tuple[PartySide, Source]]:
    """Yield whom a statement's own words accuse, and whom they favour."""
    for side, name, perhaps in (
        (PartySide.ACCUSED, accused(words), perhaps_accused(words)),
        (PartySide.FAVOURED, favoured(words), perhaps_favoured(words)),
    ):
        if name is not None:
            yield side, whole_named(act, name)
        elif perhaps is not None and (source := _on_record(act, perhaps)) is not None:
            yield side, source


def _denying(act: Act, text: str, statement: Statement) -> Iterator[tuple[PartySide, Source]]:
    """Yield who denies the guilt that a claim tells of: they are whom it accuses."""
    for caveat in statement.caveats:
        if caveat.kind is not CaveatKind.DENIED or not caveat.by or not caveat.stands:
            continue
        source = _on_record(act, caveat.by) if denies_guilt(text, caveat.spans[0], statement.text) else None
        if source is not None:
            yield PartySide.ACCUSED, source


def _on_record(act: Act, name: str) -> Source | None:
    return source_rows.source_with_key(act.session, source_key(name), None)


def _add(act: Act, claim: int, source: Source, side: PartySide, *, origin: LinkOrigin, state: LinkState) -> ClaimParty:
    """Make the row; what is only proposed is nobody's word yet, and moves no claim to another version."""
    judged = state is not LinkState.PROPOSED
    row = ClaimParty(
        claim_id=claim,
        source_id=source.id,
        side=side,
        origin=origin,
        state=state,
        judged_by_id=act.reviewer.id if judged else None,
        judged_at=act.at if judged else None,
    )
    act.session.add(row)
    act.session.flush()
    if not judged:
        act.changes.append(PartyProposed(claim=claim, **_told(row)))
    return row


def _name(act: Act, claim: Claim, source: Source, side: PartySide, *, origin: LinkOrigin, state: LinkState) -> None:
    row = _add(act, claim.id, source, side, origin=origin, state=state)
    if state is not LinkState.PROPOSED:
        changed(act, claim, PartyNamed(claim=claim.id, **_told(row)))


def _source(act: Act, claim: Claim, wanted: str, *, new: bool) -> Source:
    """Find a source, the unnamed ones of the claim's own article first, or record it."""
    try:
        return existing(act.session, wanted, article=claim.article_id)
    except NotFound:
        return named_or_new(act, wanted, new=new, kind=SpeakerKind.NONE)


def _of(act: Act, claim: Claim, source: Source, within: Families) -> Sequence[ClaimParty]:
    """Return what is on record of this party, under whichever of the names that were merged."""
    return [
        row
        for row in claim_rows.parties(act.session, [claim.id])
        if within.standing(row.source_id) == within.standing(source.id)
    ]


def _judge(act: Act, claim: Claim, row: ClaimParty, state: LinkState, *, reason: str | None = None) -> None:
    before, row.state = row.state, state
    row.judged_by, row.judged_at = act.reviewer, act.at
    changed(act, claim, PartyJudged(claim=claim.id, was_state=before, reason=reason, **_told(row)))


def _told(row: ClaimParty) -> dict[str, Any]:
    return {"party": row.id, "source": row.source_id, "side": row.side, "origin": row.origin, "state": row.state}
