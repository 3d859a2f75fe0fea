"""What a desk demands of its verdicts: how many independent origins, how credible, how fresh, who may override."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from claimtrack.rules.authorities import Authority
from claimtrack.rules.ratings import DEFAULT_RATINGS, Rating
from claimtrack.rules.tags import tag_key
from claimtrack.vocabulary import VERDICTS, ClaimantLookup, Role, Status

NATURES = ("asserts", "denies", "opinion", "demand", "intention", "question", "thought")
"""What a speaker does with the content, in the words of ``extraction``; a test holds them against each other."""

CAN_TAKE_A_REASON = VERDICTS | {Status.WITHDRAWN}
"""The verdicts for which a desk may demand a reason beyond what the states demand anyway."""

CANNOT_BE_JUDGED = 6
"""The grade that says that nobody can judge how credible a piece is; it is no worse than 5."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Why a claim may need more than the usual number of origins."""

    caveated: bool = False
    hearsay: bool = False
    speaker_unnamed: bool = False
    unread: bool = False

    def reasons(self) -> tuple[str, ...]:
        """Say each doubt in words that read on after "because"."""
        named = (
            (self.caveated, "the article itself doubts it"),
            (self.hearsay, "the speaker only heard it from others"),
            (self.speaker_unnamed, "the speaker is not named"),
            (self.unread, "it is unread: nobody looked for who says it"),
        )
        return tuple(words for holds, words in named if holds)


@dataclass(frozen=True, slots=True)
class Asked:
    """How many independent origins a claim needs, and why it is more than usual, in words for after "because"."""

    origins: int
    because: tuple[str, ...] = ()


def _none() -> Mapping[str, int]:
    return MappingProxyType({})


def _no_words() -> Mapping[str, str]:
    return MappingProxyType({})


def _nobody() -> Mapping[str, Authority]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Policy:
    """A desk's rules, each with what holds where a desk says nothing. docs/reference/policy.md says what each means.

    ``override`` is the least role that may go past the rules, None where nobody may. ``least_credibility`` is the
    lowest grade of the Admiralty code that counts, from 1 (confirmed by others) to 5 (improbable); None asks for none.
    ``claimant_looked_up`` says which claimants somebody has to look up before evidence counts as independent of them.
    ``reply_hours`` is the least time that an accused party is given to reply. ``words`` are the desk's own words for
    the program's. ``ratings`` are what a finding may say, in their order; with ``strict_ratings`` one that does not go
    with the verdict is refused, else it takes a reason.
    """

    origins: int = 1
    origins_when_doubted: int = 2
    origins_by_nature: Mapping[str, int] = field(default_factory=_none)
    origins_by_tag: Mapping[str, int] = field(default_factory=_none)
    four_eyes: bool = False
    override: Role | None = Role.EDITOR
    reasons: frozenset[Status] = frozenset()
    least_credibility: int | None = None
    stale_after_days: int | None = None
    claimant_looked_up: ClaimantLookup = ClaimantLookup.ORGANISATIONS
    reply_hours: int = 24
    words: Mapping[str, str] = field(default_factory=_no_words)
    strict_ratings: bool = True
    ratings: tuple[Rating, ...] = DEFAULT_RATINGS
    timestamp_authorities: Mapping[str, Authority] = field(default_factory=_nobody)

    def asked_of(self, doubts: Doubts, *, nature: str | None = None, tags: frozenset[str] = frozenset()) -> Asked:
        """Return the number of independent origins that a claim needs: the largest of all that apply to it."""
        extra = [(self.origins_when_doubted, reason) for reason in doubts.reasons()]
        if nature is not None and nature in self.origins_by_nature:
            extra.append((self.origins_by_nature[nature], f"the desk asks that of a claim that {_DOES[nature]}"))
        folded = {tag_key(tag) for tag in tags}
        extra += [
            (number, f'the desk asks that of a claim tagged "{tag}"')
            for tag, number in sorted(self.origins_by_tag.items())
            if tag in folded
        ]
        most = max([self.origins, *(number for number, _ in extra)])
        return Asked(most, tuple(reason for number, reason in extra if number == most > self.origins))

    def required(self, doubts: Doubts) -> int:
        """Return the number of independent origins that a claim with these doubts and nothing else needs."""
        return self.asked_of(doubts).origins


def credible_enough(credibility: int | None, *, least: int | None) -> bool:
    """Tell whether a piece of evidence of this grade is credible enough to count; ``least`` is the lowest that is.

    Where a desk asks for a grade, a piece that nobody graded does not count; one that cannot be judged (6) is held for
    no worse and no better than an improbable one (5).
    """
    if least is None:
        return True
    return credibility is not None and min(credibility, CANNOT_BE_JUDGED - 1) <= least


_DOES = {
    "asserts": "asserts something",
    "denies": "denies something",
    "opinion": "is an opinion",
    "demand": "is a demand",
    "intention": "tells of an intention",
    "question": "is a question",
    "thought": "tells what somebody thinks",
}

DEFAULT_POLICY = Policy()
