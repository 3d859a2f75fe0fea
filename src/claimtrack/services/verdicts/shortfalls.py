"""What keeps a claim from a verdict, in the fewest words: what to do next, and how much more there is to read.

A refusal is read on deadline. It tells of the pieces that a word from somebody would let count, or of the first that do
not count; all of them stand on the claim's page.
"""

from collections.abc import Sequence

from claimtrack.db.models import Claim
from claimtrack.remedies import Blank, Field, Step, Words, do, joined
from claimtrack.rules.evidence import Independence, Weighed, listed
from claimtrack.services.weighing.remedy import remedy
from claimtrack.vocabulary import Stance

_PIECES = 2
"""Pieces that a refusal tells of where no word lets them count."""
_NAMES = 3
_CLAIMS = 3
"""How many claims a refusal tells of in full; of more it tells of some, and counts the rest."""


def falls_short(claim: Claim, against: Words | None, found: Independence, stance: Stance) -> Words:
    """Say all that keeps a claim from its verdict: what is answered alone would be refused a second time.

    ``against`` says what stands against it and how that is answered, ``found`` is what there is for the verdict.
    """
    if against is None:
        return _too_little(claim, found, stance)
    return against if found.enough else joined("; ", [_too_little(claim, found, stance), against])


def answered_with(unanswered: Sequence[int]) -> Words:
    """Say that pieces stand against a verdict, and with which fields they are answered."""
    fields = [*(Field("despite", number) for number in unanswered), Field("reason", Blank.TEXT)]
    stands = "stands" if len(unanswered) == 1 else "stand"
    return joined(
        "",
        [
            f"evidence {', '.join(map(str, unanswered))} {stands} against it; answer it with ",
            joined(" ", fields),
        ],
    )


def first_of(refused: Sequence[tuple[int, Words]], verdict: str) -> Words:
    """Say why claims, by number, cannot have a verdict: of many the first, and which the others are."""
    if len(refused) <= _CLAIMS:
        return joined("\n", [words for _, words in refused])
    told = refused[: _CLAIMS - 1]
    others = [number for number, _ in refused[_CLAIMS - 1 :]]
    rest = (
        f"claims {listed([str(number) for number in others], 'and')} cannot be marked {verdict} either; "
        + do(Step.SHOW, others[0])
        + f" says what {others[0]} lacks"
    )
    return joined("\n", [*(words for _, words in told), rest])


def _too_little(claim: Claim, found: Independence, stance: Stance) -> Words:
    short = found.required - found.reached
    # The newest first: it is most likely the one at hand.
    waiting = {
        piece.number: words
        for piece in reversed(found.weighed)
        if (words := remedy(piece, article=claim.article_id)) is not None
    }
    remedies = [*dict.fromkeys(waiting.values())][:short]
    is_enough = len(waiting) >= short
    named = [number for number, words in waiting.items() if words in remedies]
    told = _told(found, named[:short] if is_enough else named)
    said = found.sentences()[0]
    why = [f"evidence {piece.number} {piece.reason}" for piece in told]
    more = sum(not piece.counts for piece in found.weighed) - len(told)
    if more > 0:
        why.append(f"{more} more {'does' if more == 1 else 'do'} not count either")
    # Where a word lets enough of them count, more evidence is work for nothing.
    if not is_enough:
        attach = do(Step.EVIDENCE_ADD, claim.id, Blank.FILE, **{stance.value: True}, source=Blank.NAME)
        remedies.append("attach evidence: " + attach)
        why.append(_missing(found))
    counted = [] if is_enough and found.required == 1 else [said]
    return f"{'; '.join([*counted, *why])}; " + joined(", or ", remedies)


def _told(found: Independence, named: Sequence[int]) -> list[Weighed]:
    """Return the pieces to tell of: those whose remedies are named, else the first ones that do not count."""
    if named:
        return [piece for piece in found.weighed if piece.number in named]
    return [piece for piece in found.weighed if not piece.counts][:_PIECES]


def _missing(found: Independence) -> str:
    short = found.required - found.reached
    more = " more" if found.reached else ""
    what = f"one{more} source" if short == 1 else f"{short}{more} sources"
    others = [*found.used_up, *(["each other"] if short > 1 else [])]
    return f"missing: {what} with no tie to {listed(others, 'or', most=_NAMES)}" if others else f"missing: {what}"
