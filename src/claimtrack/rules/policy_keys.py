"""The keys of a policy: what each takes, what it is for, and how its value is read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.rules.authorities import MOST, Authority, authority_of
from claimtrack.rules.policy import CAN_TAKE_A_REASON, NATURES
from claimtrack.rules.ratings import CAN_BE_RATED, Rating, read_as_one
from claimtrack.rules.tags import tag_key, tag_name
from claimtrack.vocabulary import ClaimantLookup, Role, Said, Status

MOST_ORIGINS = 24
"""More than so many independent origins nobody has; up to there they are counted exactly."""

MOST_DAYS = 36_500
MOST_HOURS = 8_760
NOBODY = "nobody"
LONGEST_WORD = 40

PROGRAMS_WORDS = (*(status.value for status in Status), *(said.value for said in Said))
"""The words for which a desk may have its own."""

_MAY_OVERRIDE = {Role.EDITOR.value: Role.EDITOR, Role.ADMIN.value: Role.ADMIN, NOBODY: None}


class WrongValue(Exception):
    """A value that its key cannot hold; the words read on after "takes"."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a policy: what it takes and what it is for. ``table`` says that it holds keys of its own, ``ordered``
    that their order tells something.

    ``read`` gives the field's value from what stands in the text, ``plain`` what stands in the text for a field.
    """

    name: str
    takes: str
    means: str
    read: Callable[[Any], Any]
    plain: Callable[[Any], Any] = lambda value: value
    table: bool = False
    ordered: bool = False


def _whole(most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        # In Python true is a 1; in a policy it is a mistake.
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise WrongValue
        return value

    return read


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValue
    return value


def _role(value: Any) -> Role | None:
    if not isinstance(value, str) or value not in _MAY_OVERRIDE:
        raise WrongValue
    return _MAY_OVERRIDE[value]


def _lookup(value: Any) -> ClaimantLookup:
    if not isinstance(value, str) or value not in {one.value for one in ClaimantLookup}:
        raise WrongValue
    return ClaimantLookup(value)


def _reasons(value: Any) -> frozenset[Status]:
    known = {status.value: status for status in CAN_TAKE_A_REASON}
    if not isinstance(value, list) or not all(isinstance(one, str) and one in known for one in value):
        raise WrongValue
    return frozenset(known[one] for one in value)


def _numbers(read_name: Callable[[str], str]) -> Callable[[Any], Mapping[str, int]]:
    def read(value: Any) -> Mapping[str, int]:
        return _table(value, read_name, _whole(MOST_ORIGINS))

    return read


def _table(value: Any, read_name: Callable[[str], str], read: Callable[[Any], Any]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise WrongValue
    found: dict[str, Any] = {}
    for name, one in value.items():
        try:
            key = read_name(name)
            if key in found:
                raise WrongEntry(name, "it stands there twice")
            found[key] = read(one)
        except WrongValue as error:
            raise WrongEntry(name, str(error) or None) from error
    return MappingProxyType(found)


class WrongEntry(Exception):
    """What is wrong with one entry of a table: its name, and what, where its value is not what the table takes."""

    def __init__(self, name: str, what: str | None) -> None:
        super().__init__(name)
        self.name, self.what = name, what


def _nature(name: str) -> str:
    if name not in NATURES:
        raise WrongEntry(name, f"no claim has that nature{instead(name, NATURES)}")
    return name


def _tag(name: str) -> str:
    try:
        return tag_key(tag_name(name))
    except InvalidInput as error:
        raise WrongEntry(name, str(error)) from error


def _programs_word(name: str) -> str:
    if name not in PROGRAMS_WORDS:
        raise WrongEntry(name, f"the program has no such word{instead(name, PROGRAMS_WORDS)}")
    return name


def _word(value: Any) -> str:
    if not isinstance(value, str) or value != " ".join(value.split()) or not 1 <= len(value) <= LONGEST_WORD:
        raise WrongValue
    if not value.isprintable():
        raise WrongValue
    return value


def _words(value: Any) -> Mapping[str, str]:
    found: Mapping[str, str] = _table(value, _programs_word, _word)
    taken: dict[str, str] = {word.replace("_", " "): word for word in PROGRAMS_WORDS}
    for name, word in found.items():
        spoken = word.casefold().replace("_", " ")
        if taken.get(spoken, name) != name:
            # Two verdicts under one word, or one under the other's, would be read for each other.
            raise WrongEntry(name, f'"{word}" is the word for {taken[spoken]} already')
        taken[spoken] = name
    return found


def _verdicts(value: Any) -> frozenset[Status]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one in _RATED for one in value):
        raise WrongValue
    return frozenset(map(Status, value))


def _ratings(value: Any) -> tuple[Rating, ...]:
    found = tuple(Rating(name, goes_with) for name, goes_with in _table(value, _word, _verdicts).items())
    if not found:
        raise WrongValue
    for one, other in read_as_one(found):
        raise WrongEntry(other.name, f'it would be read for "{one.name}"')
    return found


def _authority(value: Any) -> Authority:
    try:
        return authority_of(value)
    except InvalidInput as error:
        raise WrongValue(str(error)) from error


def _authorities(value: Any) -> Mapping[str, Authority]:
    found: Mapping[str, Authority] = _table(value, _word, _authority)
    if len(found) > MOST:
        raise WrongValue
    return found


_NUMBER = f"a whole number from 1 to {MOST_ORIGINS}"
_RATED = tuple(status.value for status in Status if status in CAN_BE_RATED)
_WORDS_FOR_REASONS = tuple(status.value for status in Status if status in CAN_TAKE_A_REASON)


def instead(name: str, known: Iterable[str]) -> str:
    """Say what else may have been meant: the nearest of the known names, or all of them."""
    names = list(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names)}"


KEYS = (
    Key(
        "origins",
        _NUMBER,
        "How many origins, independent of the claimant and of each other, confirming and refuting take.",
        _whole(MOST_ORIGINS),
    ),
    Key(
        "origins_when_doubted",
        _NUMBER,
        "How many where the article itself doubts the claim, the speaker only heard it, the speaker is not named, or "
        "nobody looked for who says it.",
        _whole(MOST_ORIGINS),
    ),
    Key(
        "origins_by_nature",
        f"a table of natures ({', '.join(NATURES)}), each with {_NUMBER}",
        "How many for what a speaker does so: asserts, denies and so on.",
        _numbers(_nature),
        dict,
        table=True,
    ),
    Key(
        "origins_by_tag",
        f"a table of tags, each with {_NUMBER}",
        "How many for claims with that tag.",
        _numbers(_tag),
        dict,
        table=True,
    ),
    Key("four_eyes", "true or false", "Whether a verdict waits for a second person's approval.", _flag),
    Key(
        "override",
        f'"{Role.EDITOR}", "{Role.ADMIN}" or "{NOBODY}"',
        "Who may go past the rules: the least role that may, or nobody.",
        _role,
        lambda role: role.value if role is not None else NOBODY,
    ),
    Key(
        "reasons",
        f"a list of verdicts, of {', '.join(_WORDS_FOR_REASONS)}",
        "Which verdicts take a reason, besides those that always do.",
        _reasons,
        lambda reasons: [word for word in _WORDS_FOR_REASONS if word in {one.value for one in reasons}],
    ),
    Key(
        "least_credibility",
        "a whole number from 1 to 5",
        "The lowest grade of the Admiralty code that counts: 1 is confirmed by others, 5 improbable. Evidence that "
        "nobody graded then does not count; what cannot be judged (6) counts where 5 does.",
        _whole(5),
    ),
    Key(
        "stale_after_days",
        f"a whole number from 1 to {MOST_DAYS}",
        "After how many days a confirmation or refutation asks to be looked at again.",
        _whole(MOST_DAYS),
    ),
    Key(
        "claimant_looked_up",
        f'"{ClaimantLookup.ORGANISATIONS}", "{ClaimantLookup.ALL}" or "{ClaimantLookup.NONE}"',
        "Of which claimants somebody has to say whom they belong to or stand with, before evidence counts as "
        "independent of them: of governments, organisations, outlets, groups and those who speak for one; of all who "
        "are named; or of none.",
        _lookup,
        lambda lookup: lookup.value,
    ),
    Key(
        "reply_hours",
        f"a whole number from 1 to {MOST_HOURS}",
        "How many hours an accused party is given to reply, at least.",
        _whole(MOST_HOURS),
    ),
    Key(
        "words",
        f"a table of the program's words, each with your own: one line of {LONGEST_WORD} characters at most",
        "What reports say instead of the program's words for verdicts.",
        _words,
        dict,
        table=True,
    ),
    Key(
        "strict_ratings",
        "true or false",
        "Whether a finding whose rating does not go with the verdict is refused; else it takes a reason.",
        _flag,
    ),
    Key(
        "ratings",
        f"a table of ratings, each with a list of what it goes with, of {', '.join(_RATED)}; an empty list for all",
        "How a finding may rate a claim, in the order of the scale. One of your own takes the place of the whole one.",
        _ratings,
        lambda scale: {one.name: [status.value for status in one.statuses] for one in scale},
        table=True,
        ordered=True,
    ),
    Key(
        "timestamp_authorities",
        f"a table of {MOST} names at most, each with its url, certificates (a file), sha256 (of that file) and, where "
        "it may be inside your network, private = true",
        "Who is asked for timestamps, with the certificates that are pinned for it; how "
        "one is trusted is in the how-to on timestamps.",
        _authorities,
        lambda authorities: {name: one.plain() for name, one in authorities.items()},
        table=True,
    ),
)
"""Every key, in the order in which a policy is written."""
