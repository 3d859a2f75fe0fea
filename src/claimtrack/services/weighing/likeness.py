"""Which pieces of evidence are copies: of one another, and of the article that they are to confirm."""

from collections.abc import Mapping
from dataclasses import dataclass

from claimtrack.db.models import Claim
from claimtrack.rules.copies import Sketch, copies, is_copy, part_of
from claimtrack.rules.retold import is_retold
from claimtrack.services.weighing.earlier_claims import Rest
from claimtrack.services.weighing.read import Read, cited_by


@dataclass(frozen=True, slots=True)
class Alike:
    """Which pieces are copies of an earlier one, and which of the claim's own article.

    Those on which earlier claims rest that are evidence for the claim are among them.
    """

    copy_of: Mapping[int, int]
    of_article: frozenset[int]


def likeness(read: Read, claim: Claim, rests: Mapping[int, Rest]) -> Alike:
    """Find the copies among a claim's evidence; ``rests`` are the earlier claims among it."""
    direct = [link.evidence_id for link in read.links[claim.id]]
    cited = sorted(cited_by({claim.id: read.links[claim.id]}) & rests.keys())
    beneath = [number for one in cited for number in sorted(rests[one].pieces)]
    held = {number: read.sketches[number] for number in [*direct, *beneath] if number in read.sketches}
    own = read.articles.get(claim.article_id, [])
    of_article = frozenset(number for number, one in held.items() if any(is_copy(one, other) for other in own))
    of_article |= _retold_article(read, claim, held)

    def is_one(one: int, other: int) -> bool:
        return is_copy(held[one], held[other]) or _is_retold(read, one, other)

    digests = {number: digest for one in cited for number, digest in rests[one].digests.items()}
    same = {number for number, digest in digests.items() if digest in read.digests[claim.article_id]}
    return Alike(copies(held, is_one), of_article | same)


def _is_retold(read: Read, one: int, other: int) -> bool:
    if one not in read.short_runs or other not in read.short_runs:
        return False
    long_runs = part_of(read.sketches[one], read.sketches[other])
    return is_retold(read.short_runs[one], read.short_runs[other], long_runs=long_runs)


def _retold_article(read: Read, claim: Claim, held: Mapping[int, Sketch]) -> frozenset[int]:
    """Return the pieces that are the claim's own article with words changed, or marks in it that nobody sees."""
    own = list(zip(read.articles.get(claim.article_id, ()), read.short_runs_of.get(claim.article_id, ()), strict=False))
    return frozenset(
        number
        for number, one in held.items()
        if number in read.short_runs
        and any(is_retold(read.short_runs[number], short, long_runs=part_of(one, long)) for long, short in own)
    )


def same_story(read: Read, claim: Claim, other: Claim) -> bool:
    """Tell whether two claims stand in one article, or in two of which one is a copy of the other."""
    if claim.article_id == other.article_id:
        return True
    mine, theirs = (read.articles.get(one.article_id, ()) for one in (claim, other))
    return any(is_copy(one, another) for one in mine for another in theirs)
