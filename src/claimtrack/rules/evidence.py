"""Who stands behind a claim, where its evidence comes from, and what the two came to: the values of the rules.

Source: docs/explanation/independence.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.rules.origins import Relation
from claimtrack.vocabulary import Basis, ClaimantLookup, Obstacle, Stance

COUNTING = frozenset({Basis.FIRSTHAND, Basis.RECORD})
_WAITING = frozenset({Obstacle.AFFILIATION, Obstacle.OFFICE, Obstacle.UNGRADED})


@dataclass(frozen=True, slots=True)
class ClaimSources:
    """Who stands behind a claim: sources by number, merged ones already followed to the one they stand for.

    ``claimants`` are those who say it: the speaker; for an outlet's own voice the outlet, and the agency whose copy
    the article is. None when nobody knows who speaks. ``carriers`` passed it on; ``agency`` is whose copy the article
    is. ``digests`` are those of the article's own bytes. ``accused`` and ``favoured`` are the parties of the claim.
    ``required`` is how many origins confirm it, ``required_to_refute`` how many refute it: doubts ask for none there.
    ``on`` is the day as of which it is said whom one more source must not belong to. ``least_credibility`` is the
    lowest grade of a piece that counts, None where the desk asks for none. ``lookup`` says which claimants somebody has
    to look up before anything counts. ``required_if_doubted`` is how many origins would confirm it if the doubts of the
    article held that people let go; None where they let none go. ``outlet_unknown`` tells of an outlet's own voice that
    nobody said which outlet it is.
    """

    claim: int
    on: date
    claimants: tuple[int, ...]
    digests: frozenset[str]
    required: int
    required_to_refute: int
    because: tuple[str, ...] = ()
    because_to_refute: tuple[str, ...] = ()
    carriers: frozenset[int] = frozenset()
    agency: int | None = None
    accused: frozenset[int] = frozenset()
    favoured: frozenset[int] = frozenset()
    least_credibility: int | None = None
    lookup: ClaimantLookup = ClaimantLookup.ORGANISATIONS
    required_if_doubted: int | None = None
    outlet_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that an earlier claim rests on: who gave a piece for it or carried it, whose origins are asked as of
    these days, and what that piece relied on.
    """

    source: int
    on: date
    relying_on: tuple[int, ...] = ()
    also_on: tuple[date, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days as of which its origins are asked."""
        return (self.on, *self.also_on)


@dataclass(frozen=True, slots=True)
class Earlier:
    """That a piece of evidence is an earlier claim.

    ``unfit`` says why it counts as nothing, None where it stands. ``grounds`` are all that it rests on, to the end,
    ``pieces`` the evidence among it: of what has the same words the first.
    """

    claim: int
    unfit: str | None
    grounds: tuple[Ground, ...] = ()
    pieces: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class EvidenceOrigin:
    """Where one attached piece comes from and how it knows; ``on`` is the day as of which its origins are asked.

    ``also_on`` are further days: what ties it to others on any of them ties it. ``dated`` tells that a person said when
    it was made, ``dated_because`` why, where nothing else shows that day. ``unread`` says that no text can be read from
    it, and nobody compared it with the article and the other pieces. ``in_their_words`` are the words by
    which its passage gives what it says as the claimant's own ("According to ..."), None where none do. ``hidden`` says
    that it has words which cannot be compared, and nobody compared it.

    ``relying_on`` is what this piece relies on besides what its source always does: a story that credits an agency.
    ``copy_of`` is the first piece whose words these are, whatever the headline; ``is_the_article`` says that they are
    the article's own. ``credibility`` is its grade by the Admiralty code, None where nobody gave one. A piece that is
    an ``earlier`` claim comes from whoever speaks that claim.
    """

    number: int
    digest: str
    source: int | None
    basis: Basis
    stance: Stance
    on: date
    relying_on: tuple[int, ...] = ()
    copy_of: int | None = None
    is_the_article: bool = False
    credibility: int | None = None
    earlier: Earlier | None = None
    also_on: tuple[date, ...] = ()
    dated: bool = False
    dated_because: str | None = None
    unread: bool = False
    in_their_words: str | None = None
    hidden: bool = False

    @property
    def days(self) -> tuple[date, ...]:
        """The days as of which its origins are asked."""
        return (self.on, *self.also_on)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One piece, whether it counts, and the reason in words. ``source`` is the number of whom it comes from.

    ``perhaps`` are the relations that stand in its way and that only the machine says. Where whom to look up is not
    whom it comes from, ``source`` is the first of them and ``also`` are the others.
    """

    number: int
    reason: str
    obstacle: Obstacle | None = None
    source: int | None = None
    perhaps: tuple[Relation, ...] = ()
    also: tuple[int, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether nothing stands in its way."""
        return self.obstacle is None

    @property
    def may_count(self) -> bool:
        """Whether it would count if somebody looked up its source, or graded the piece."""
        return self.obstacle in _WAITING


@dataclass(frozen=True, slots=True)
class Independence:
    """The pieces that count, the number that is needed, and the reasons in sentences a reporter can read.

    ``used_up`` names those with whom one more source must have nothing to do, ``unlooked`` those among the claimants
    and parties of whom nobody has said whom they belong to: what counts may yet turn out to be theirs. ``unread`` are
    the pieces that count and whose words nobody could compare. ``outlet_unknown`` tells that the outlet itself says it,
    and nobody said which it is. Where ``exact`` is False, there may be more independent
    origins than were found.
    """

    chosen: tuple[int, ...]
    required: int
    weighed: tuple[Weighed, ...]
    because: tuple[str, ...]
    used_up: tuple[str, ...] = ()
    unlooked: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()
    exact: bool = True
    outlet_unknown: bool = False

    @property
    def reached(self) -> int:
        """The number of independent origins found."""
        return len(self.chosen)

    @property
    def standing(self) -> tuple[int, ...]:
        """The pieces that stand against the other side until they are answered: those that count, or may yet."""
        return tuple(piece.number for piece in self.weighed if piece.number in self.chosen or piece.may_count)

    @property
    def enough(self) -> bool:
        """Whether the policy's number is met."""
        return self.reached >= self.required

    @property
    def missing(self) -> str | None:
        """Say what it takes to be enough, or None where it is."""
        short = self.required - self.reached
        if short <= 0:
            return None
        more = " more" if self.reached else ""
        what = f"one{more} source" if short == 1 else f"{short}{more} sources"
        has = "has" if short == 1 else "have"
        others = [*self.used_up, *(["each other"] if short > 1 else [])]
        if not others:
            return f"missing: {what}"
        return f"missing: {what} that {has} nothing to do with {listed(others, 'or')}"

    def sentences(self) -> tuple[str, ...]:
        """Say what was found, piece by piece, and what is missing."""
        found = str(self.reached) if self.exact else f"at least {self.reached}"
        origins = "origin" if self.required == 1 else "origins"
        needed = f"{found} of {self.required} independent {origins}"
        if len(self.because):
            needed += f" ({self.required} because {' and '.join(self.because)})"
        pieces = tuple(f"evidence {piece.number} {piece.reason}" for piece in self.weighed)
        missing = (self.missing,) if self.missing is not None else ()
        return (needed, *pieces, *self.cautions, *missing)

    @property
    def cautions(self) -> tuple[str, ...]:
        """Say of whom nobody looked up the affiliations, and which pieces nobody compared, where they count."""
        if not self.chosen:
            return ()
        looked = (f"not looked up: the affiliations of {listed(self.unlooked, 'and')}",) if self.unlooked else ()
        outlet = (OUTLET_UNKNOWN,) if self.outlet_unknown else ()
        return (*outlet, *looked, *(f"evidence {number} cannot be compared: {UNREAD}" for number in self.unread))


OUTLET_UNKNOWN = "nobody said which outlet the article is from: what counts may be its own"
HIDDEN = (
    "its words stand in it so that they cannot be compared, and nobody has said that it is no copy of the article or "
    "of another piece"
)
UNREAD = "no text can be read from it, and nobody has said that it is no copy of the article or of another piece"
_MOST_NAMES = 8


def listed(names: Sequence[str], word: str, *, most: int = _MOST_NAMES) -> str:
    """Return names as a list, with a word before the last; of many the first ones, and how many more there are."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} others"]
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else names[0]
