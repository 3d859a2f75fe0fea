"""How a report opens: what was found, in sentences, then what is left to do. Pure, of the report's own values."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.reports.model import ClaimEntry, EvidenceLine, GivenLine, NoteLine, Report
from claimtrack.reports.wording import claims, conclusions, evidence, frame, judging, measures, replies
from claimtrack.reports.wording.signs import Sign, sign_of, standing
from claimtrack.vocabulary import MUTUAL, OPEN, OPPOSING, LinkState, ReplyState, Said, Serves, Stance, Status


class Group(StrEnum):
    """What the opening tells apart, in its order."""

    AGAINST = "Refuted or disputed"
    CONCLUDED = "What else the desk found"
    MISQUOTED = "Not said like that"
    CONFIRMED = "Confirmed, and why"
    UNVERIFIABLE = "What nobody could verify"


@dataclass(frozen=True, slots=True)
class Ground:
    """One sentence on why a claim stands so, with the evidence or the other claim that it speaks of."""

    words: str
    piece: int | None = None
    url: str | None = None
    claim: int | None = None

    @property
    def named(self) -> str:
        """How it begins with the other claim, "Claim 23": a format with links makes a link of it."""
        return f"Claim {self.claim}" if self.claim is not None else ""

    @property
    def rest(self) -> str:
        """What stands behind ``named``."""
        return self.words.removeprefix(self.named)


@dataclass(frozen=True, slots=True)
class Point:
    """One claim in the opening. ``sign`` is None where it is about whether something was said, not whether it is true.

    ``words`` are the article's; ``rating`` and ``finding`` are the desk's to its readers, ``restated`` is the claim as
    the desk checked it. ``story`` names its article where the report has several.
    """

    claim: int
    sign: Sign | None
    standing: str
    overridden: bool
    words: str
    rating: str | None
    finding: str | None
    restated: str | None
    who: str
    story: str | None
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is left to do, and the claims on which it is."""

    words: str
    claims: tuple[int, ...]

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The claims' numbers as unbroken runs."""
        return measures.ranges(self.claims)


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands first: a sentence on the whole, the groups in which there is anything, and what is left to do."""

    tally: str
    groups: tuple[tuple[Group, tuple[Point, ...]], ...]
    left: tuple[Left, ...]


def opening(report: Report) -> Opening:
    """Find what a report has to say first."""
    several = len(report.articles) > 1
    told = [
        (entry, frame.heading(article) if several else None) for article in report.articles for entry in article.claims
    ]
    groups = ((group, _points(told, belongs, grounds)) for group, (belongs, grounds) in _GROUPS.items())
    entries = [entry for entry, _ in told if entry.status is not Status.WITHDRAWN]
    return Opening(
        tally=frame.tally(report.summary),
        groups=tuple((group, points) for group, points in groups if points),
        left=tuple(_left(entries)),
    )


_Grounds = Callable[[ClaimEntry], Iterable[Ground]]


def _is_not_said(entry: ClaimEntry) -> bool:
    return entry.said in {Said.MISQUOTED, Said.NOT_FOUND} and entry.status is not Status.WITHDRAWN


def _points(
    told: Iterable[tuple[ClaimEntry, str | None]], belongs: Callable[[ClaimEntry], bool], grounds: _Grounds
) -> tuple[Point, ...]:
    chosen = [(entry, story) for entry, story in told if belongs(entry)]
    chosen.sort(key=lambda one: one[0].status is not Status.REFUTED)
    return tuple(
        Point(
            claim=entry.number,
            sign=sign_of(entry) if belongs is not _is_not_said else None,
            standing=standing(entry) if belongs is not _is_not_said else claims.said_word(entry),
            overridden=entry.overridden and belongs is not _is_not_said,
            words=measures.quoted(claims.stated(entry)),
            rating=conclusions.rated(entry) if belongs is not _is_not_said else None,
            finding=conclusions.for_readers(entry) if belongs is not _is_not_said else None,
            restated=conclusions.as_checked(entry),
            who=claims.who(entry),
            story=story,
            grounds=tuple(grounds(entry)),
        )
        for entry, story in chosen
    )


def _against(entry: ClaimEntry) -> Iterator[Ground]:
    yield from _overridden(entry)
    yield from _pieces(entry, Stance.REFUTES)
    for link in entry.links:
        from_here = link.outgoing and link.kind not in MUTUAL
        if link.kind in OPPOSING and not from_here and link.state is not LinkState.REJECTED:
            who = f" ({link.speaker})" if link.speaker is not None else ""
            yield Ground(f"Claim {link.number}{who} {link.kind.value} it.", claim=link.number)
    yield from _reason(entry, entry.verdict_given)


def _confirmed(entry: ClaimEntry) -> Iterator[Ground]:
    yield from (Ground(f"ALARM: {words}.") for words in claims.alarms(entry))
    yield from _overridden(entry)
    yield from _pieces(entry, Stance.SUPPORTS)
    if sign_of(entry) is Sign.CONFIRMED_NOT_INDEPENDENT and not entry.overridden:
        yield from (Ground(measures.sentence(words)) for words in entry.why[:2])
    yield from _reason(entry, entry.verdict_given)


def _unverifiable(entry: ClaimEntry) -> Iterator[Ground]:
    yield from _reason(entry, entry.verdict_given)
    yield from (_tried(note) for note in entry.notes if note.kind == "attempt")


def _misquoted(entry: ClaimEntry) -> Iterator[Ground]:
    yield Ground(measures.sentence(claims.SAID_ANSWERS[entry.said]))
    yield from _pieces(entry, Stance.REFUTES, serves=Serves.SAID)
    yield from _reason(entry, entry.said_given)


def _pieces(entry: ClaimEntry, stance: Stance, *, serves: Serves = Serves.TRUTH) -> Iterator[Ground]:
    """Yield what the pieces show on which a verdict rests: those that count, or where none does, all of that stance."""
    found = [
        piece
        for piece in entry.evidence
        if piece.serves is serves and piece.stance is stance and piece.withdrawn_at is None
    ]
    counting = [piece for piece in found if piece.counts]
    told = counting if counting and entry.status is not Status.DISPUTED else found
    yield from map(_shown, told)
    yield from (_look_again(piece) for piece in told if piece.discrepancies)


def _shown(piece: EvidenceLine) -> Ground:
    return Ground(measures.sentence(evidence.shows(piece)), piece=piece.number, url=piece.url, claim=piece.of_claim)


def _look_again(piece: EvidenceLine) -> Ground:
    """Say beside a piece what the claim says and its passage does not: who reads no further has to know."""
    return Ground(measures.sentence(f"look again: {'; '.join(piece.discrepancies)}"), piece=piece.number)


def _overridden(entry: ClaimEntry) -> Iterator[Ground]:
    if entry.overridden:
        reason = entry.override_reason or "no reason on record"
        yield Ground(measures.sentence(f"an editor decided this past the rules: {measures.quoted(reason)}"))


def _reason(entry: ClaimEntry, given: GivenLine | None) -> Iterator[Ground]:
    """Yield why a person gave the verdict, unless an override has told it."""
    if given is None or given.reason is None or (entry.overridden and given.reason == entry.override_reason):
        return
    later = claims.said_later(given)
    told = f"the desk's reason: {measures.quoted(given.reason)}{f' ({later})' if later else ''}"
    yield Ground(measures.sentence(told))


def _tried(note: NoteLine) -> Ground:
    told = f"tried by {note.by}, {measures.day(note.at)}: {measures.quoted(measures.cut(note.text, evidence.PASSAGE))}"
    return Ground(measures.sentence(told))


_GROUPS: dict[Group, tuple[Callable[[ClaimEntry], bool], _Grounds]] = {
    Group.AGAINST: (lambda entry: entry.status in {Status.REFUTED, Status.DISPUTED}, _against),
    Group.CONCLUDED: (
        lambda entry: entry.finding is not None and entry.status in OPEN,
        lambda entry: _pieces(entry, Stance.CONTEXT),
    ),
    Group.MISQUOTED: (_is_not_said, _misquoted),
    Group.CONFIRMED: (lambda entry: entry.status is Status.CONFIRMED, _confirmed),
    Group.UNVERIFIABLE: (lambda entry: entry.status is Status.UNVERIFIABLE, _unverifiable),
}


def _left(entries: list[ClaimEntry]) -> Iterator[Left]:
    """Yield what is left to do on claims that were not withdrawn, what matters most first."""
    for words, is_left in _LEFT.items():
        found = tuple(entry.number for entry in entries if is_left(entry))
        if found:
            yield Left(words, found)
    unjudged = [(entry.number, judging.unjudged(entry)) for entry in entries]
    kinds = dict.fromkeys(kind for _, found in unjudged for kind in found)
    if kinds:
        words = f"What the machine found and nobody has judged ({', '.join(kinds)}); {frame.HOW_TO_JUDGE}"
        yield Left(words, tuple(number for number, found in unjudged if found))


_LEFT: dict[str, Callable[[ClaimEntry], bool]] = {
    "No verdict yet": lambda entry: entry.checkable and entry.status in OPEN,
    "Proposed, and a second person has yet to approve it": lambda entry: bool(entry.proposals),
    "The claim says something that the passage of its evidence does not": lambda entry: any(
        piece.discrepancies for piece in entry.evidence
    ),
    "It accuses somebody whom nobody asked for a reply": lambda entry: any(
        # What only the machine says is told with the rest that nobody judged.
        party.state is LinkState.ACCEPTED
        for party in replies.unasked(entry)
    ),
    "Whom it accuses was asked for a reply that may still come": lambda entry: any(
        one.state is ReplyState.OPEN and not one.earlier_words for one in entry.replies
    ),
    "It has a verdict, but nobody has checked whether it was really said": lambda entry: (
        entry.own_voice is False and entry.said is Said.UNCHECKED and entry.status not in OPEN
    ),
    "Nobody looked for who says it": lambda entry: entry.own_voice is None,
    "The machine was not sure that it read it rightly": lambda entry: entry.uncertain,
}
