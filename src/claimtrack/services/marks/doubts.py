"""What the article doubts about a claim, as a person judges it: above whatever the machine found."""

from collections.abc import Iterable

from claimtrack.db import article_rows
from claimtrack.db.models import Caveat, Claim
from claimtrack.errors import ForbiddenMove, InvalidInput, UsageError
from claimtrack.events.claims import told_doubt
from claimtrack.events.remarks import ClaimDoubted
from claimtrack.locker.excerpts import find_excerpt, nearest_passage
from claimtrack.remedies import Blank, Field
from claimtrack.rules.confidence import doubt_stands
from claimtrack.services.claims import changed
from claimtrack.services.desk import Act
from claimtrack.vocabulary import CaveatKind, Firsthand, LinkOrigin, LinkState


def doubts_told(claim: Claim) -> list[list[str | float | None]]:
    """Return a claim's doubts as its events tell them."""
    return [
        told_doubt(one.kind, one.confidence, one.origin, one.state, one.text, one.by)
        for one in sorted(claim.caveats, key=lambda one: one.id)
    ]


def doubts_placed(claim: Claim) -> list[list[list[int]]]:
    """Return where a claim's doubts stand, as its events tell it."""
    return [one.spans for one in sorted(claim.caveats, key=lambda one: one.id)]


def standing_kinds(claim: Claim) -> frozenset[CaveatKind]:
    """Return how the article doubts a claim, as far as that counts."""
    return frozenset(one.kind for one in claim.caveats if doubt_stands(one.confidence, one.state))


def judge_doubts(
    act: Act,
    claim: Claim,
    *,
    hold: Iterable[CaveatKind],
    reject: Iterable[CaveatKind],
    words: str | None,
) -> bool:
    """Accept or reject the doubts of these kinds on a claim; tells whether there was anything to do.

    A kind that the machine did not find is put on record with the article's ``words`` for it. Raises UsageError where
    these are missing, InvalidInput where they do not stand in the article, ForbiddenMove for a kind to reject that the
    claim does not have.
    """
    done = False
    for kind in hold:
        done |= _hold(act, claim, kind, words)
    for kind in reject:
        done |= _reject(act, claim, kind)
    return done


def _hold(act: Act, claim: Claim, kind: CaveatKind, words: str | None) -> bool:
    there = [one for one in claim.caveats if one.kind is kind]
    if words is None and not there:
        raise UsageError(
            f"the machine found no such doubt of claim {claim.id}; say in which words the article has it as {kind}: "
            + Field("caveat_words", Blank.TEXT)
        )
    placed = _placed(act, claim, words) if words is not None else None
    if words is None and all(one.state is LinkState.ACCEPTED for one in there):
        return False
    was = doubts_told(claim)
    text = None
    if placed is not None:
        span, text = placed
        same = [one for one in there if " ".join(one.text.split()) == " ".join(text.split())]
        if any(one.state is LinkState.ACCEPTED for one in same):
            return False
        if not same:
            act.session.add(_row(claim, kind, span, text))
        there = same
    for one in there:
        one.state = LinkState.ACCEPTED
    _note(act, claim, kind, was, holds=True, text=text)
    return True


def _reject(act: Act, claim: Claim, kind: CaveatKind) -> bool:
    there = [one for one in claim.caveats if one.kind is kind]
    if not there:
        raise ForbiddenMove(f"nothing on record says that the article has claim {claim.id} as {kind}")
    standing = [one for one in there if one.state is not LinkState.REJECTED]
    if not standing:
        return False
    was = doubts_told(claim)
    for one in standing:
        one.state = LinkState.REJECTED
    _note(act, claim, kind, was, holds=False)
    return True


def _row(claim: Claim, kind: CaveatKind, span: tuple[int, int], text: str) -> Caveat:
    return Caveat(
        claim_id=claim.id,
        kind=kind,
        spans=[list(span)],
        text=text,
        origin=LinkOrigin.REVIEWER,
        state=LinkState.ACCEPTED,
    )


def _placed(act: Act, claim: Claim, words: str) -> tuple[tuple[int, int], str]:
    """Return where words stand in the newest version of a claim's article, and how they stand there."""
    whole = article_rows.newest_snapshot(act.session, claim.article_id).text
    found = find_excerpt(whole, words)
    if found is None:
        nearest = nearest_passage(whole, words)
        hint = f'; the nearest passage is: "{nearest}"' if nearest else ""
        raise InvalidInput(f'these words are not in the article: "{words}"{hint}; copy them word by word')
    return found, whole[slice(*found)]


def _note(
    act: Act,
    claim: Claim,
    kind: CaveatKind,
    was: list[list[str | float | None]],
    *,
    holds: bool,
    text: str | None = None,
) -> None:
    """Let what the claim's speaker saw follow from the doubts that stand, and note it all."""
    act.session.flush()
    act.session.expire(claim, ["caveats"])
    was_firsthand = claim.firsthand
    if kind is CaveatKind.UNWITNESSED and kind in standing_kinds(claim):
        claim.firsthand = Firsthand.NO
    elif kind is CaveatKind.UNWITNESSED and claim.firsthand is Firsthand.NO:
        claim.firsthand = Firsthand.UNKNOWN
    happened = ClaimDoubted(
        claim=claim.id,
        kind=kind,
        holds=holds,
        was_doubts=was,
        doubts=doubts_told(claim),
        doubts_at=doubts_placed(claim),
        caveats=len(claim.caveats),
        was_firsthand=was_firsthand,
        firsthand=claim.firsthand,
        text=text,
    )
    changed(act, claim, happened)
