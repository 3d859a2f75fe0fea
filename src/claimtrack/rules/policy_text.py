"""A policy as text, and text as a policy: TOML with a table of keys that says what each may hold."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.rules.authorities import MOST, Authority, authority_of
from claimtrack.rules.policy import CAN_TAKE_A_REASON, NATURES, Policy
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


class _Wrong(Exception):
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
            raise _Wrong
        return value

    return read


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong
    return value


def _role(value: Any) -> Role | None:
    if not isinstance(value, str) or value not in _MAY_OVERRIDE:
        raise _Wrong
    return _MAY_OVERRIDE[value]


def _lookup(value: Any) -> ClaimantLookup:
    if not isinstance(value, str) or value not in {one.value for one in ClaimantLookup}:
        raise _Wrong
    return ClaimantLookup(value)


def _reasons(value: Any) -> frozenset[Status]:
    known = {status.value: status for status in CAN_TAKE_A_REASON}
    if not isinstance(value, list) or not all(isinstance(one, str) and one in known for one in value):
        raise _Wrong
    return frozenset(known[one] for one in value)


def _numbers(read_name: Callable[[str], str]) -> Callable[[Any], Mapping[str, int]]:
    def read(value: Any) -> Mapping[str, int]:
        return _table(value, read_name, _whole(MOST_ORIGINS))

    return read


def _table(value: Any, read_name: Callable[[str], str], read: Callable[[Any], Any]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong
    found: dict[str, Any] = {}
    for name, one in value.items():
        try:
            key = read_name(name)
            if key in found:
                raise _Within(name, "it stands there twice")
            found[key] = read(one)
        except _Wrong as error:
            raise _Within(name, str(error) or None) from error
    return MappingProxyType(found)


class _Within(Exception):
    """What is wrong with one entry of a table: its name, and what, where its value is not what the table takes."""

    def __init__(self, name: str, what: str | None) -> None:
        super().__init__(name)
        self.name, self.what = name, what


def _nature(name: str) -> str:
    if name not in NATURES:
        raise _Within(name, f"no claim has that nature{_instead(name, NATURES)}")
    return name


def _tag(name: str) -> str:
    try:
        return tag_key(tag_name(name))
    except InvalidInput as error:
        raise _Within(name, str(error)) from error


def _programs_word(name: str) -> str:
    if name not in PROGRAMS_WORDS:
        raise _Within(name, f"the program has no such word{_instead(name, PROGRAMS_WORDS)}")
    return name


def _word(value: Any) -> str:
    if not isinstance(value, str) or value != " ".join(value.split()) or not 1 <= len(value) <= LONGEST_WORD:
        raise _Wrong
    if not value.isprintable():
        raise _Wrong
    return value


def _words(value: Any) -> Mapping[str, str]:
    found: Mapping[str, str] = _table(value, _programs_word, _word)
    taken: dict[str, str] = {word.replace("_", " "): word for word in PROGRAMS_WORDS}
    for name, word in found.items():
        spoken = word.casefold().replace("_", " ")
        if taken.get(spoken, name) != name:
            # Two verdicts under one word, or one under the other's, would be read for each other.
            raise _Within(name, f'"{word}" is the word for {taken[spoken]} already')
        taken[spoken] = name
    return found


def _verdicts(value: Any) -> frozenset[Status]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one in _RATED for one in value):
        raise _Wrong
    return frozenset(map(Status, value))


def _ratings(value: Any) -> tuple[Rating, ...]:
    found = tuple(Rating(name, goes_with) for name, goes_with in _table(value, _word, _verdicts).items())
    if not found:
        raise _Wrong
    for one, other in read_as_one(found):
        raise _Within(other.name, f'it would be read for "{one.name}"')
    return found


def _authority(value: Any) -> Authority:
    try:
        return authority_of(value)
    except InvalidInput as error:
        raise _Wrong(str(error)) from error


def _authorities(value: Any) -> Mapping[str, Authority]:
    found: Mapping[str, Authority] = _table(value, _word, _authority)
    if len(found) > MOST:
        raise _Wrong
    return found


_NUMBER = f"a whole number from 1 to {MOST_ORIGINS}"
_RATED = tuple(status.value for status in Status if status in CAN_BE_RATED)
_WORDS_FOR_REASONS = tuple(status.value for status in Status if status in CAN_TAKE_A_REASON)

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

_BY_NAME = {key.name: key for key in KEYS}


def parse_policy(text: str, *, name: str) -> Policy:
    """Read a policy from TOML; keys that are left out hold what they hold by default.

    ``name`` says what the text is, in messages. Raises InvalidInput with everything that is wrong, a line for each.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"{name} is no TOML: {error}; write lines such as origins = 2") from error
    return _policy(document, lambda table, key: f"{name}{_at_line(text, table, key)}")


def write_policy(policy: Policy) -> str:
    """Write a policy as TOML, in the one way in which it is kept; what has no value is left out."""
    plain = _document(policy)
    lines = [f"{name} = {_toml(value)}" for name, value in plain.items() if not _BY_NAME[name].table]
    for name, table in plain.items():
        if _BY_NAME[name].table and table:
            entries = table if _BY_NAME[name].ordered else sorted(table)
            lines += ["", f"[{name}]", *(f"{_toml_key(entry)} = {_toml(table[entry])}" for entry in entries)]
    return "\n".join(lines) + "\n"


def adjust_policy(policy: Policy, settings: Iterable[str]) -> Policy:
    """Return a policy with some keys set otherwise: ``origins=2``, ``words.confirmed=proven``, ``stale_after_days=``.

    A key without a value holds what it holds by default. Raises InvalidInput as ``parse_policy`` does.
    """
    document = _document(policy)
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise InvalidInput(f'"{setting}" is no setting; write KEY=VALUE, such as origins=2, or name one file')
        table, dot, entry = name.strip().partition(".")
        within = document.setdefault(table, {}) if dot else document
        if not isinstance(within, dict):
            raise InvalidInput(f"{table} has no {entry} in it; write {table}=VALUE")
        within[entry if dot else table] = _value(value.strip())
        if not value.strip():
            del within[entry if dot else table]
    return _policy(document, lambda *_: "this cannot be set")


def plain_policy(policy: Policy) -> dict[str, Any]:
    """Return a policy as data, with every key; None for what has no value."""
    return {key.name: _document(policy).get(key.name) for key in KEYS}


def differing(before: Policy, after: Policy) -> list[tuple[str, Any, Any]]:
    """Return each key that two policies hold otherwise, with what it holds in each; entries of tables one by one."""
    return list(_differing(plain_policy(before), plain_policy(after)))


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for key in KEYS:
        was, now = before[key.name], after[key.name]
        if not key.table:
            if was != now:
                yield key.name, was, now
            continue
        for entry in sorted({*was, *now}):
            if was.get(entry) != now.get(entry):
                yield f"{key.name}.{entry}", was.get(entry), now.get(entry)
        if key.ordered and was == now and list(was) != list(now):
            yield key.name, list(was), list(now)


def _policy(document: Mapping[str, Any], where: Callable[[str | None, str], str]) -> Policy:
    fields: dict[str, Any] = {}
    faults = []
    for name, value in document.items():
        try:
            fields[name] = _field(name, value)
        except _Within as error:
            what = error.what or f"{_shown(value[error.name])} is not what it takes: {_BY_NAME[name].takes}"
            faults.append(f"{where(name, error.name)}: {name}.{error.name}: {what}")
        except _Wrong as error:
            what = str(error) or f"{name} takes {_BY_NAME[name].takes}, not {_shown(value)}"
            faults.append(f"{where(None, name)}: {what}")
    if faults:
        raise InvalidInput("\n".join(faults))
    return Policy(**fields)


def _field(name: str, value: Any) -> Any:
    key = _BY_NAME.get(name)
    if key is None:
        raise _Wrong(f'there is no key "{name}"{_instead(name, _BY_NAME)}')
    return key.read(value)


def _instead(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names)}"


def _document(policy: Policy) -> dict[str, Any]:
    values = {key.name: getattr(policy, key.name) for key in KEYS}
    return {
        name: _BY_NAME[name].plain(value) for name, value in values.items() if value is not None or name == "override"
    }


def _value(written: str) -> Any:
    """Read what was typed for a key: as TOML has it, or else a word as it is."""
    try:
        return tomllib.loads(f"value = {written}")["value"]
    except tomllib.TOMLDecodeError:
        return written


def _shown(value: Any) -> str:
    return _toml(value) if isinstance(value, (bool, int, str)) else str(value)


def _toml(value: Any) -> str:
    # What JSON writes of a truth, a number, a string or a list of these is TOML; the characters in which the two
    # differ are in no value that a policy takes.
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def _toml_key(key: str) -> str:
    return key if re.fullmatch("[A-Za-z0-9_-]+", key) else _toml(key)


def _at_line(text: str, table: str | None, key: str) -> str:
    """Say on which line a key stands, where that can be seen: in the table's own part, or as ``table.key``."""
    within = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        within = header[1] if header else within
        path = _path(line) if not header else []
        if [*([within] if within else []), *path][: 2 if table else 1] == ([table, key] if table else [key]):
            return f", line {number}"
    return ""


def _path(line: str) -> list[str]:
    """Return the key that a line sets, part by part."""
    return [one or other for one, other in _PART.findall(line.partition("=")[0].partition("#")[0])]


_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_PART = re.compile(r"""["']([^"']*)["']|([^\s."']+)""")
