"""What to do about it: remedies as data, and the messages that carry them.

A message says what and why in words; what to do it names as a value, either a step of the program or a field of
the one at hand. Who shows the message writes it: the command line as something to type, a page as a button.

Messages are put together with ``+``, since words of users (names, quotations) stand in them: nothing is formatted
twice, so that no brace in them can mean anything.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path
from typing import TypeAlias

PROGRAM = "claimtrack"


class Step(StrEnum):
    """What messages tell a reader to do; each is the name of the command that does it, and a test holds that."""

    APPROVE = "approve"
    ARTICLE_LIST = "article list"
    ARTICLE_SET = "article set"
    ATTEMPT = "attempt"
    BLIND = "blind"
    CHECK = "check"
    CORRECT = "correct"
    EVIDENCE_ADD = "evidence add"
    EVIDENCE_ALIKE = "evidence alike"
    EVIDENCE_LIST = "evidence list"
    EVIDENCE_RECHECK = "evidence recheck"
    EVIDENCE_SET = "evidence set"
    EVIDENCE_SHOW = "evidence show"
    EVIDENCE_WITHDRAW = "evidence withdraw"
    GATE_ACCEPT = "gate accept"
    HEAD_COSIGN = "head cosign"
    HEAD_EXPORT = "head export"
    HEAD_KEY = "head key"
    HEAD_SIGN = "head sign"
    HEAD_TRUST = "head trust"
    HEAD_WITNESSES = "head witnesses"
    HOOK_LIST = "hook list"
    INGEST = "ingest"
    LINK = "link"
    LIST = "list"
    LOCKER_LIST = "locker list"
    LOCKER_MOVE = "locker move"
    LOCKER_SWEEP = "locker sweep"
    LOG = "log"
    POLICY_APPLY = "policy apply"
    POLICY_CHECK = "policy check"
    POLICY_SET = "policy set"
    POLICY_SHOW = "policy show"
    PROPOSALS = "proposals"
    PURGE_SOURCE = "purge source"
    REASON = "reason"
    REEXTRACT = "reextract"
    REJECT = "reject"
    RELEASE = "release"
    REOPEN = "reopen"
    REPLY_ANSWER = "reply answer"
    REPLY_ASK = "reply ask"
    REPLY_EXCEPT = "reply except"
    REPLY_LIST = "reply list"
    REPLY_WITHDRAW = "reply withdraw"
    RESTORE = "restore"
    REVIEWER_ACCOUNTS = "reviewer accounts"
    REVIEWER_ADD = "reviewer add"
    REVIEWER_LIST = "reviewer list"
    REVIEWER_PASSPHRASE = "reviewer passphrase"  # noqa: S105 - a command
    REVIEWER_TOKENS = "reviewer tokens"
    SAID = "said"
    SHOW = "show"
    SOURCE_ACCEPT = "source accept"
    SOURCE_ALIAS = "source alias"
    SOURCE_GRADE = "source grade"
    SOURCE_LIST = "source list"
    SOURCE_MERGE = "source merge"
    SOURCE_REJECT = "source reject"
    SOURCE_RELATE = "source relate"
    SOURCE_SET = "source set"
    SOURCE_SHOW = "source show"
    SOURCE_SPLIT = "source split"
    SOURCE_UNAFFILIATED = "source unaffiliated"
    SOURCE_UNRELATE = "source unrelate"
    SOURCE_VOUCH = "source vouch"
    TAGS = "tags"
    TIMESTAMP_ASK = "timestamp ask"
    TIMESTAMP_LIST = "timestamp list"
    TIMESTAMP_RENEW = "timestamp renew"
    TIMESTAMP_TRUST = "timestamp trust"
    TIMESTAMP_WITHDRAW = "timestamp withdraw"
    UNLINK = "unlink"
    UPGRADE = "upgrade"
    VERIFY = "verify"


class Blank(StrEnum):
    """What only the reader can fill in."""

    BYTES = "BYTES"
    DATE = "DATE"
    FILE = "FILE"
    FOLDER = "FOLDER"
    GRADE = "GRADE"
    N = "N"
    NAME = "NAME"
    SPEAKER = "SPEAKER"
    TEXT = "TEXT"
    URL = "URL"
    VERDICT = "VERDICT"


Value: TypeAlias = int | str | Path


class _Joining:
    """What becomes a message together with words or with another remedy."""

    __slots__ = ()

    def __add__(self, other: "str | _Joining") -> "Message":
        return Message((*_parts(self), *_parts(other)))

    def __radd__(self, other: str) -> "Message":
        return Message((*_parts(other), *_parts(self)))


@dataclass(frozen=True, slots=True)
class Do(_Joining):
    """Do this with these values; ``do`` makes one."""

    step: Step
    arguments: tuple[Value, ...] = ()
    options: tuple[tuple[str, Value], ...] = ()

    def line(self, program: str = PROGRAM) -> str:
        """Write it as a command line."""
        write = _setting if self.step is Step.POLICY_SET else _option
        fields = [write(name, value) for name, value in self.options]
        return " ".join([program, self.step.value, *map(_word, self.arguments), *fields])

    def __str__(self) -> str:
        return written(self)


@dataclass(frozen=True, slots=True)
class Field(_Joining):
    """Fill in this field of what is being done, or leave it out; True is a field that is only ticked."""

    name: str
    value: Value = True

    def __str__(self) -> str:
        return written(self)


@dataclass(frozen=True, slots=True)
class Message(_Joining):
    """Words and the remedies among them, in the order of reading."""

    parts: "tuple[str | Do | Field, ...]"

    def __str__(self) -> str:
        return written(self)


Remedy: TypeAlias = Do | Field
Words: TypeAlias = str | Message


def do(step: Step, *arguments: Value, **options: Value) -> Do:
    """Return the remedy to do this, with the values of its fields by their names; True is a field that is ticked."""
    return Do(step, arguments, tuple(options.items()))


def fields(*names: str, last: str) -> Message:
    """Return the names of several fields as a list; ``last`` stands before the last one, as in "a, b or c"."""
    first = joined(", ", map(Field, names[:-1]))
    return first + f" {last} " + Field(names[-1])


def joined(between: str, messages: Iterable[str | _Joining]) -> Message:
    """Return one message of several, with words between them."""
    parts: list[str | Do | Field] = []
    for message in messages:
        parts += [between, *_parts(message)] if parts else _parts(message)
    return Message(tuple(parts))


def written(message: str | _Joining, show: Callable[[Remedy], str] | None = None) -> str:
    """Write a message, its remedies as ``show`` writes one; without it, as the command line does for ``claimtrack``."""
    show = show or in_shell()
    return "".join(part if isinstance(part, str) else show(part) for part in _parts(message))


def in_shell(program: str = PROGRAM) -> Callable[[Remedy], str]:
    """Return how the command line of that name writes a remedy: a command in backticks, a field as an option."""
    return lambda remedy: f"`{remedy.line(program)}`" if isinstance(remedy, Do) else _option(remedy.name, remedy.value)


def _parts(message: str | _Joining) -> "tuple[str | Do | Field, ...]":
    if isinstance(message, Message):
        return message.parts
    assert isinstance(message, str | Do | Field)  # noqa: S101 - there are no others
    return (message,)


def _option(name: str, value: Value) -> str:
    option = _SHORT.get(name) or f"--{name.replace('_', '-')}"
    return option if value is True else f"{option} {_word(value)}"


def _setting(key: str, value: Value) -> str:
    """Write a key of the policy, of which its command takes any, with the value that it shall have."""
    return f"{key}={value}"


def _word(value: Value) -> str:
    """Write a value so that a shell takes it as one word; a name stands in quotation marks, whatever it is."""
    if isinstance(value, Enum):
        return str(value.value)
    words = str(value)
    if isinstance(value, str) or (isinstance(value, Path) and _UNSAFE.search(words)):
        return f'"{_ACTING.sub(_ESCAPED, words)}"'
    return words


_SHORT = {"output": "-o"}
_UNSAFE = re.compile(r"[^\w./:\\~+-]")
_ACTING = re.compile(r'[$`"\\]')
_ESCAPED = r"\\\g<0>"
