"""What lets a piece of evidence count that does not for want of a word from somebody."""

from claimtrack.remedies import Blank, Field, Message, Step, Words, do, joined
from claimtrack.rules.evidence import Weighed
from claimtrack.rules.origins import Relation
from claimtrack.services.weighing.weighing import Weighing
from claimtrack.vocabulary import Obstacle, RelationKind


def remedy(piece: Weighed, *, article: int | None = None) -> Words | None:
    """Say what lets a piece count that does not for want of a word from somebody, or None where no word does.

    ``article`` is whose claim is weighed, where it is known.
    """
    if piece.perhaps and piece.obstacle is Obstacle.AFFILIATION:
        return _whose(piece.perhaps[0])
    if piece.perhaps:
        return _settles(piece.perhaps[0])
    source = Blank.NAME if piece.source is None else piece.source
    if piece.obstacle in {Obstacle.AFFILIATION, Obstacle.UNKNOWN_CLAIMANT}:
        told = joined("; and ", [looked_up(number) for number in (source, *piece.also)])
        return f"say what is known{' of each' if piece.also else ''}: " + told
    if piece.obstacle is Obstacle.UNKNOWN_OUTLET:
        number = Blank.N if article is None else article
        return "say which it is: " + do(Step.ARTICLE_SET, number, outlet=Blank.NAME)
    if piece.obstacle is Obstacle.UNGRADED:
        return "grade it: " + do(Step.EVIDENCE_SET, piece.number, credibility=Blank.GRADE, reason=Blank.TEXT)
    if piece.obstacle is Obstacle.HIDDEN:
        return "compare it and say so: " + do(Step.EVIDENCE_SET, piece.number, compared=True, reason=Blank.TEXT)
    if piece.obstacle is Obstacle.CLAIMANTS_WORD:
        return "if it knows by itself, give the words that say how: " + Field("excerpt", Blank.TEXT)
    if piece.obstacle is Obstacle.UNNAMED:
        return "an editor who knows them says so: " + do(Step.SOURCE_VOUCH, source, reason=Blank.TEXT)
    if piece.obstacle is Obstacle.OFFICE:
        return (
            "say whose it is: "
            + do(Step.SOURCE_RELATE, source, RelationKind.PART_OF, Blank.NAME)
            + ", or an editor who knows them: "
            + do(Step.SOURCE_VOUCH, source, reason=Blank.TEXT)
        )
    return None


def looked_up(source: int | str) -> Message:
    """Say how a reader puts on record whom a source belongs to, or that it is nobody."""
    return (
        do(Step.SOURCE_RELATE, source, RelationKind.PART_OF, Blank.NAME)
        + " or "
        + do(Step.SOURCE_UNAFFILIATED, source, reason=Blank.TEXT)
    )


def settling(found: Weighing) -> tuple[Words, ...]:
    """Say what decides on each tie that keeps a piece from counting and that only the machine says."""
    pieces = (*found.supporting.weighed, *found.refuting.weighed)
    return tuple(dict.fromkeys(_settles(piece.perhaps[0]) for piece in pieces if piece.perhaps))


def _whose(perhaps: Relation) -> Words:
    """Say how a reader answers whether a source belongs to whom its name tells of, where nothing else is in its way."""
    return (
        "say what is known: "
        + do(Step.SOURCE_ACCEPT, perhaps.source, perhaps.kind, perhaps.other)
        + " or "
        + do(Step.SOURCE_UNAFFILIATED, perhaps.source, reason=Blank.TEXT)
    )


def _settles(perhaps: Relation) -> Words:
    """Say what decides on something that only the machine says."""
    pair = (perhaps.source, perhaps.kind, perhaps.other)
    if perhaps.kind is RelationKind.SAME_AS:
        return (
            "if the two are one: "
            + do(Step.SOURCE_MERGE, perhaps.source, into=perhaps.other, reason=Blank.TEXT)
            + "; if they are two: "
            + do(Step.SOURCE_REJECT, *pair, reason=Blank.TEXT)
        )
    return (
        "if they are not of one house: "
        + do(Step.SOURCE_REJECT, *pair, reason=Blank.TEXT)
        + "; if they are: "
        + do(Step.SOURCE_ACCEPT, *pair)
    )
