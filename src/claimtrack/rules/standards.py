"""Standards of journalism as files of requirements: what each asks, what of it is checked here, and what is not.

A standard is TOML: ``title``, ``published_by``, ``read_in``, and for each ``[[demand]]`` ``where`` it stands, what it
``asks`` in a sentence, what is ``kept`` of it on record, the gate's words that it ``requires``, what it asks of the
desk's ``policy``, and what of it is ``not_checked``. A demand of which nothing is checked says so; one that says
nothing of that is refused.
"""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.remedies import Do, Step, do
from claimtrack.rules.policy import DEFAULT_POLICY, Policy
from claimtrack.rules.policy_text import adjust_policy, plain_policy
from claimtrack.vocabulary import Need, Role


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a standard asks. ``kept`` is what the record holds of it, ``policy`` keys at their least."""

    where: str
    asks: str
    kept: str | None = None
    requires: tuple[Need, ...] = ()
    policy: tuple[tuple[str, Any], ...] = ()
    not_checked: str | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """What a standard asks, demand by demand; ``read_in`` says in which edition it was read.

    ``own_file`` is where a desk's own came from; None for those that come with the program.
    """

    name: str
    title: str
    published_by: str
    read_in: str
    demands: tuple[Demand, ...]
    own_file: str | None = None

    @property
    def needs(self) -> tuple[Need, ...]:
        """The gate's words that it requires, each once, in the gate's order."""
        asked = {need for demand in self.demands for need in demand.requires}
        return tuple(need for need in Need if need in asked)

    @property
    def not_checked(self) -> tuple[tuple[str, str], ...]:
        """What it asks and nobody checks here: where it stands, and what of it."""
        return tuple((one.where, one.not_checked) for one in self.demands if one.not_checked is not None)


@dataclass(frozen=True, slots=True)
class PolicyShortfall:
    """What the desk's policy lacks of a standard, in words, and what an admin goes on with."""

    key: str
    lacks: str
    next: Do


def parse_standard(text: str, *, name: str, file: str) -> Standard:
    """Read a standard from TOML; ``file`` says what the text is, in messages. Raises InvalidInput with all faults."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"{file} is no TOML: {error}; docs/explanation/standards.md shows such a file") from error
    faults = list(_faults(document))
    if faults:
        raise InvalidInput("\n".join(f"{file}: {fault}" for fault in faults))
    demands = tuple(_demand(one) for one in document["demand"])
    return Standard(name, document["title"], document["published_by"], document["read_in"], demands)


def policy_shortfalls(standard: Standard, policy: Policy) -> tuple[PolicyShortfall, ...]:
    """Return what a policy lacks of what a standard asks of it, each key once, the strictest that is asked."""
    has = plain_policy(policy)
    asked: dict[str, Any] = {}
    for key, value in (pair for demand in standard.demands for pair in demand.policy):
        asked[key] = value if key not in asked or not _AT_LEAST[key](asked[key], value) else asked[key]
    return tuple(
        PolicyShortfall(
            key,
            f"the policy has {key} = {_written(has[key])}, and {standard.name} asks for {_written(value)}",
            do(Step.POLICY_SET, **{key: _written(value)}),
        )
        for key, value in asked.items()
        if not _AT_LEAST[key](has[key], value)
    )


_STRICTNESS = {Role.EDITOR.value: 0, Role.ADMIN.value: 1, "nobody": 2}

_LOOKED_UP = {"none": 0, "organisations": 1, "all": 2}

_AT_LEAST: Mapping[str, Callable[[Any, Any], bool]] = {
    "origins": lambda has, asked: has >= asked,
    "origins_when_doubted": lambda has, asked: has >= asked,
    "four_eyes": lambda has, asked: has or not asked,
    "override": lambda has, asked: _STRICTNESS[has] >= _STRICTNESS[asked],
    "reasons": lambda has, asked: set(has or ()) >= set(asked),
    "least_credibility": lambda has, asked: has is not None and has <= asked,
    "stale_after_days": lambda has, asked: has is not None and has <= asked,
    "strict_ratings": lambda has, asked: has or not asked,
    "reply_hours": lambda has, asked: has >= asked,
    "claimant_looked_up": lambda has, asked: _LOOKED_UP[has] >= _LOOKED_UP[asked],
}
"""Whether what a policy has is at least as strict as what is asked; the keys that a standard can ask of it."""


def _written(value: Any) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value)


def _faults(document: Mapping[str, Any]) -> Iterator[str]:
    for key in ("title", "published_by", "read_in"):
        if not _is_words(document.get(key)):
            yield f'it has no {key}; write {key} = "..."'
    for key in document.keys() - {"title", "published_by", "read_in", "demand"}:
        yield f'there is no key "{key}" in a standard'
    demands = document.get("demand")
    if not isinstance(demands, list) or not demands or not all(isinstance(one, dict) for one in demands):
        yield "it asks nothing; write a [[demand]] for each thing that it asks"
        return
    for place, demand in enumerate(demands, start=1):
        yield from (f"demand {place}: {fault}" for fault in _demand_faults(demand))


def _demand_faults(demand: Mapping[str, Any]) -> Iterator[str]:
    for key in ("where", "asks"):
        if not _is_words(demand.get(key)):
            yield f'it has no {key}; write {key} = "..."'
    for key in demand.keys() - {"where", "asks", "kept", "requires", "policy", "not_checked"}:
        yield f'there is no key "{key}" in a demand'
    if not demand.keys() & {"requires", "policy", "not_checked"}:
        yield 'nothing is said of how it is checked; write requires, policy, or not_checked = "..."'
    for key in demand.keys() & {"kept", "not_checked"}:
        if not _is_words(demand[key]):
            yield f'{key} takes words; write {key} = "..."'
    yield from _unknown_needs(demand.get("requires", []))
    yield from _policy_faults(demand.get("policy", {}))


def _unknown_needs(words: object) -> Iterator[str]:
    if not isinstance(words, list):
        yield 'requires takes a list of the gate\'s words, such as ["no-refuted"]'
        return
    known = {need.value for need in Need}
    for word in words:
        if not isinstance(word, str) or word not in known:
            yield f'the gate knows no "{word}"; it knows {", ".join(Need)}'


def _policy_faults(asked: object) -> Iterator[str]:
    if not isinstance(asked, dict):
        yield "policy takes keys of a policy, such as { origins = 2 }"
        return
    for key, value in asked.items():
        if key not in _AT_LEAST:
            yield f'a standard can ask nothing of "{key}" of the policy; it can of {", ".join(_AT_LEAST)}'
            continue
        try:
            adjust_policy(DEFAULT_POLICY, [f"{key}={json.dumps(value)}"])
        except (InvalidInput, TypeError) as error:
            yield f"policy.{key}: {error}"


def _demand(found: Mapping[str, Any]) -> Demand:
    requires: Sequence[str] = found.get("requires", [])
    return Demand(
        where=found["where"],
        asks=found["asks"],
        kept=found.get("kept"),
        requires=tuple(need for need in Need if need.value in requires),
        policy=tuple(found.get("policy", {}).items()),
        not_checked=found.get("not_checked"),
    )


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
