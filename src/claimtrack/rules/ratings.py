"""The scale on which a desk rates claims for its readers: a word, and with which verdicts it goes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from claimtrack.errors import InvalidInput
from claimtrack.remedies import Step, do
from claimtrack.vocabulary import OPEN, VERDICTS, Status

CAN_BE_RATED = VERDICTS | {Status.UNVERIFIED}
"""Where a claim may stand that is rated; one in review stands where one does that nobody took up."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One step of the scale; with no statuses it goes with all of them."""

    name: str
    goes_with: frozenset[Status] = frozenset()

    def fits(self, status: Status) -> bool:
        """Tell whether it says nothing against a verdict."""
        return not self.goes_with or standing(status) in self.goes_with

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Those that it goes with, in their fixed order."""
        return tuple(status for status in Status if status in self.goes_with)


def standing(status: Status) -> Status:
    """Return a status as a finding sees it: that somebody has the claim in review is no verdict yet."""
    return Status.UNVERIFIED if status in OPEN else status


def _rating(name: str, *statuses: Status) -> Rating:
    return Rating(name, frozenset(statuses))


DEFAULT_RATINGS = (
    _rating("correct", Status.CONFIRMED),
    _rating("mostly correct", Status.CONFIRMED, Status.DISPUTED),
    _rating("out of context", Status.CONFIRMED, Status.DISPUTED, Status.REFUTED),
    _rating("misleading", Status.CONFIRMED, Status.DISPUTED, Status.REFUTED),
    _rating("mostly false", Status.DISPUTED, Status.REFUTED),
    _rating("false", Status.REFUTED),
    _rating("unproven", Status.DISPUTED, Status.UNVERIFIABLE),
)
"""The terms of the field, from best to worst: what is true can mislead, and what is disputed be unproven."""


def rating_key(name: str) -> str:
    """Return what two spellings of one rating have in common: case, hyphens and white space do not count."""
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def read_as_one(scale: Sequence[Rating]) -> Iterator[tuple[Rating, Rating]]:
    """Yield the ratings that would be read for each other, the earlier one first."""
    first: dict[str, Rating] = {}
    for one in scale:
        if first.setdefault(rating_key(one.name), one) is not one:
            yield first[rating_key(one.name)], one


def rating_called(name: str, scale: Sequence[Rating]) -> Rating:
    """Find the step of a scale that somebody names; raises InvalidInput with those there are."""
    by_key = {rating_key(one.name): one for one in scale}
    found = by_key.get(rating_key(name))
    if found is None:
        near = [by_key[key].name for key in get_close_matches(rating_key(name)[:100], by_key, n=2, cutoff=0.6)]
        hint = f"did you mean {quoted(near)}? " if near else ""
        raise InvalidInput(
            f'the scale has no rating "{_cut(name)}"; {hint}there are {quoted(one.name for one in scale)}; '
            + do(Step.POLICY_SHOW)
            + " has the scale"
        )
    return found


def quoted(names: Iterable[str]) -> str:
    """Return ratings as a list for people."""
    return ", ".join(f'"{name}"' for name in names)


def _cut(name: str, most: int = 60) -> str:
    return name if len(name) <= most else f"{name[:most]}…"
