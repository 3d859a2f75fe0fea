"""Give docs/reference/messages.md: what a message means and what to type, read from where the messages are made.

It looks at the source and not at a run: every ``raise`` of an error of ours, with the words and the remedies that it is
put together from. What is filled in when it happens stands as ``…``, or as the number 12.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import claimtrack
from claimtrack import errors
from claimtrack.cli.messages import laid_out
from claimtrack.errors import ClaimtrackError, ForbiddenMove
from claimtrack.remedies import Blank, Do, Field, Message, Step, Value, in_shell

SOURCE = Path(claimtrack.__file__).parent
KINDS = {
    2: ("The command does not fit together", "Nothing was looked at yet."),
    3: ("What was given cannot be taken", "A file, a page, a date, a text, a name. Nothing was changed."),
    4: ("It is not there", "A claim, an article, a source, a piece, a reviewer, a workspace, a file."),
    5: ("The rules do not allow it", "The desk's rules, or the role of who acts. Nothing was changed."),
    6: ("Somebody else was faster", "What you saw is not what stands there now."),
    7: ("The gate is shut", "What keeps it shut stands above the message, claim by claim."),
    8: ("Something is not what was recorded", "Change nothing in this workspace before you know why."),
    1: ("The database, the disk, the machine", "No fault of yours, and not of the record, unless the message says so."),
}
"""By exit code: what the messages of a kind have in common."""

_LEAST = 12
"""How many letters of its own a message has: what is made elsewhere is shown there."""
_NUMBERS = {"number", "claim", "article", "id", "line", "piece", "evidence"}
_VERDICTS = ("services/verdicts/decisions.py", "services/verdicts/answers.py", "rules/said.py")
"""Where it is said what a verdict lacks."""


@dataclass(frozen=True, slots=True)
class Told:
    """One message: the exit code it ends with, what and why, and what to type, as far as it says."""

    code: int
    what: str
    todo: str


def messages_page(command: str) -> str:
    """Give the whole page; ``command`` is what writes it."""
    told = sorted(set(_all()), key=lambda one: (one.what.lstrip('"…*').casefold(), one.todo))
    parts = [_INTRODUCTION.format(command=command)]
    for code, (title, about) in KINDS.items():
        rows = [f"| {_cell(one.what)} | {_cell(one.todo)} |" for one in told if one.code == code]
        if rows:
            parts.append("\n".join([f"## {title} (exit code {code})\n", f"{about}\n", *_HEAD, *rows, ""]))
    return "\n".join(parts)


_HEAD = ("| the message | what to do |", "| --- | --- |")
_INTRODUCTION = """\
<!-- Written by `{command}`; change the messages in the source instead. -->

# What your message means and what to type

A message has up to three lines: what is not done, why, and what to type. This page has all of them as they stand in
the program, by the exit code with which the command ends; `…` is what differs from case to case, and 12 any number.
Words in capitals are yours to fill in. Where a message names several ways, one of them is enough.
"""


def _cell(text: str) -> str:
    """Write words in a table: neither a bar nor a mark-up character of theirs acts there."""
    safe = text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*")
    return safe.replace("\n", " ") or "—"


def _all() -> Iterator[Told]:
    for path in sorted(SOURCE.rglob("*.py")):
        within = path.relative_to(SOURCE)
        # What the pages say has its remedy on the page.
        if within.parts[0] == "training" or (within.parts[0] == "web" and within.name != "serving.py"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.relative_to(SOURCE).as_posix() in _VERDICTS:
            yield from _lacks(tree)
        for function, raised in _raises(tree):
            kind = getattr(errors, ast.unparse(raised.func), None)
            if isinstance(kind, type) and issubclass(kind, ClaimtrackError) and raised.args:
                message = _Reader(_names(function)).message(raised.args[0])
                if sum(part.isalpha() for part in "".join(map(str, message.parts))) >= _LEAST:
                    yield _told(kind.exit_code, message)


def _raises(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Yield every error that is raised or returned, with the function that makes it."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                made = node.exc if isinstance(node, ast.Raise) else node.value if isinstance(node, ast.Return) else None
                if isinstance(made, ast.Call) and isinstance(made.func, ast.Name):
                    yield function, made


def _lacks(tree: ast.Module) -> Iterator[Told]:
    """Yield what a verdict lacks, as it is said before the error is put together of all claims that fall short."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and "Words" in ast.unparse(function.returns or ast.Constant("")):
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and isinstance(node.value, ast.BinOp | ast.JoinedStr):
                    message = _Reader(_names(function)).message(node.value)
                    if sum(part.isalpha() for part in "".join(map(str, message.parts))) >= _LEAST:
                        yield _told(ForbiddenMove.exit_code, message)


def _names(function: ast.AST) -> Mapping[str, ast.expr]:
    """Return what the names in a function were given, where they were given one thing."""
    given: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            given.setdefault(node.targets[0].id, []).append(node.value)
    return {name: values[0] for name, values in given.items() if len(values) == 1}


def _told(code: int, message: Message) -> Told:
    lines = laid_out(message, in_shell()).split("\n    ")
    first = next((place for place, line in enumerate(lines) if place and _is_todo(line)), len(lines))
    what = " ".join(lines[:first] if first < len(lines) else lines)
    return Told(code, what.removesuffix(";"), " ".join(lines[first:]))


def _is_todo(line: str) -> bool:
    """Tell whether a line of a message is its last: what to do."""
    return not line.endswith((";", ":"))


class _Reader:
    """Reads what a message is put together from, the names in it by what they were given."""

    def __init__(self, names: Mapping[str, ast.expr]) -> None:
        self._names = names

    def message(self, node: ast.expr) -> Message:
        return Message(tuple(self._parts(node, depth=0)))

    def _parts(self, node: ast.expr, *, depth: int) -> Iterator[str | Do | Field]:
        if isinstance(node, ast.Constant):
            yield str(node.value)
        elif isinstance(node, ast.JoinedStr):
            for value in node.values:
                yield str(value.value) if isinstance(value, ast.Constant) else _filled(value)
        elif isinstance(node, ast.BinOp):
            yield from self._parts(node.left, depth=depth)
            yield from self._parts(node.right, depth=depth)
        elif isinstance(node, ast.Call):
            yield self._made(node)
        elif isinstance(node, ast.Name) and node.id in self._names and depth < 3:
            yield from self._parts(self._names[node.id], depth=depth + 1)
        else:
            yield "…"

    def _made(self, call: ast.Call) -> str | Do | Field:
        made = ast.unparse(call.func)
        if made == "do":
            step = ast.unparse(call.args[0])
            if not step.startswith("Step.") or step.count(".") > 1:
                return "…"
            options = tuple((one.arg, _value(one.value)) for one in call.keywords if one.arg is not None)
            return Do(Step[step.removeprefix("Step.")], tuple(map(_value, call.args[1:])), options)
        if made == "Field" and isinstance(call.args[0], ast.Constant):
            return Field(str(call.args[0].value), *map(_value, call.args[1:]))
        return "claimtrack" if made == "program" else "…"


def _value(node: ast.expr) -> Value:
    """Return a value that a remedy has, as it is or as a person would fill it in."""
    words = ast.unparse(node)
    if words.startswith("Blank."):
        return Blank[words.removeprefix("Blank.")]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        return node.value
    return 12 if words.split(".")[-1] in _NUMBERS else Blank.NAME if "name" in words else Blank.N


def _filled(node: ast.expr) -> str:
    """Write what is filled in when it happens: a number as one."""
    value = node.value if isinstance(node, ast.FormattedValue) else node
    words = ast.unparse(value)
    if words == "program()":
        return "claimtrack"
    return "12" if words.split(".")[-1] in _NUMBERS else "…"
