"""A policy as TOML text, and text as a policy."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.rules.policy import Policy
from claimtrack.rules.policy_keys import KEYS, WrongEntry, WrongValue, instead

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
        except WrongEntry as error:
            what = error.what or f"{_shown(value[error.name])} is not what it takes: {_BY_NAME[name].takes}"
            faults.append(f"{where(name, error.name)}: {name}.{error.name}: {what}")
        except WrongValue as error:
            what = str(error) or f"{name} takes {_BY_NAME[name].takes}, not {_shown(value)}"
            faults.append(f"{where(None, name)}: {what}")
    if faults:
        raise InvalidInput("\n".join(faults))
    return Policy(**fields)


def _field(name: str, value: Any) -> Any:
    key = _BY_NAME.get(name)
    if key is None:
        raise WrongValue(f'there is no key "{name}"{instead(name, _BY_NAME)}')
    return key.read(value)


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
