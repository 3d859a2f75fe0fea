"""Write docs/reference/: every command from what its `--help` is made of, the keys of a policy, the words of doubt.

Run it in the checkout's root as ``python -m tests.docs.write_reference``. It reads the declarations and not the help
pages themselves: how those are laid out changes between versions of Typer, and the page should change only when a
command does.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from tests.docs.doubt_examples import examples
from tests.docs.write_messages import messages_page as written_messages
from typer import Typer
from typer.models import ArgumentInfo, OptionInfo

from claimtrack.cli.app import SECTIONS, application
from claimtrack.extraction.english.doubt_cues import EVERY
from claimtrack.rules.policy import DEFAULT_POLICY
from claimtrack.rules.policy_keys import KEYS
from claimtrack.rules.policy_text import plain_policy, write_policy
from claimtrack.vocabulary import CaveatKind

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
POLICY_PAGE = PAGE.with_name("policy.md")
DOUBTS_PAGE = PAGE.with_name("doubts.md")
PATTERNS_PAGE = PAGE.with_name("doubt-patterns.md")
MESSAGES_PAGE = PAGE.with_name("messages.md")
COMMAND = "python -m tests.docs.write_reference"

_INTRODUCTION = f"""\
<!-- Written by `{COMMAND}`; change the commands' help instead. -->

# Commands

Every command with its arguments and options. `claimtrack COMMAND --help` (or `-h`) shows the same in the terminal,
`claimtrack --version` says which version this is, and `claimtrack --install-completion` makes the shell complete
commands, claim numbers and names of sources.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 general, 2 usage, 3 invalid
input, 4 not found, 5 forbidden by the rules, 6 somebody else changed it first, 7 gate not passed, 8 verification
failed.
"""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument or option: how it is written, what it does, and what holds when it is left out."""

    words: str
    help: str
    is_option: bool
    required: bool
    many: bool
    default: str | None

    @property
    def usage(self) -> str:
        """How the argument stands in the line that shows how to call the command."""
        name = self.words if self.words.endswith("...") or not self.many else f"{self.words}..."
        return name if self.required or name.startswith("[") else f"[{name}]"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the words to call it, its description, its example and its parameters."""

    words: str
    description: str
    example: str | None
    parameters: tuple[Parameter, ...]


def commands() -> Iterator[Command]:
    """Give every command in the order of the help page."""
    place = {name: place for place, name in enumerate(name for names in SECTIONS.values() for name in names)}
    yield from sorted(_of(application(), "claimtrack"), key=lambda command: place[command.words.split()[1]])


def page() -> str:
    """Give the whole page."""
    sections = [_INTRODUCTION]
    written = {command.words: command for command in commands()}
    for title, names in SECTIONS.items():
        sections.append(f"## {title}\n")
        for words, command in written.items():
            if words.split()[1] in names:
                sections.append(_section(command))
    return "\n".join(sections)


def messages_page() -> str:
    """Give the page of what messages mean."""
    return written_messages(COMMAND)


_ABOUT_POLICIES = f"""\
<!-- Written by `{COMMAND}`; change src/claimtrack/rules/policy_keys.py instead. -->

# The keys of a policy

A policy is TOML. A key that is left out holds what the last column says. A key that is not in this table, or a value
that it does not take, is refused with its line (exit code 3). How to put one in force is told in
[make the desk's rules](../how-to/make-the-desks-rules.md).

Of several numbers of origins that apply to a claim, the largest is asked for.

| key | takes | what it does | left out |
| --- | --- | --- | --- |
"""
_KEPT = """
The program's own policy is version 0; each that an admin puts in force is one version more. Written in full, as
`claimtrack policy show --toml` gives it, the program's own is:

```toml
{}```
"""


def policy_page() -> str:
    """Give the whole page on the keys of a policy."""
    defaults = plain_policy(DEFAULT_POLICY)
    rows = [f"| `{key.name}` | {key.takes} | {key.means} | {_left_out(defaults[key.name])} |\n" for key in KEYS]
    return _ABOUT_POLICIES + "".join(rows) + _KEPT.format(write_policy(DEFAULT_POLICY))


def _left_out(value: object) -> str:
    if value is None or value == {} or value == []:
        return "none"
    return f"`{json.dumps(value)}`"


_ABOUT_PATTERNS = f"""\
<!-- Written by `{COMMAND}`; change the cues in src/claimtrack/extraction/english/ instead. -->

# The patterns of doubt

What the engine `rules` reads as a doubt, and what `learned` weighs beside what it has learned
([what is read as a doubt](doubts.md)). For each kind of [caveat](../explanation/attribution.md#caveats), one sentence
for each way to put it that is looked for, with the words that are taken for it in bold; behind them, sentences that
look alike and are left alone.

That the words stand there is not all. A caveat is put on the claims that they speak of, and where they speak of none
("nobody could confirm the hotel's booking"), there is no caveat. Some need a "no" in front: "neither claim could be
confirmed".
"""
_ABOUT_DOUBTS = f"""\
<!-- Written by `{COMMAND}` with the shipped engine, from passages that it did not learn from. -->

# What is read as a doubt

Sentences of invented news, with the words that doubt in bold and the statements that they speak of; the passages around
them are not shown. Of each kind of [caveat](../explanation/attribution.md#caveats) the first ten that the engine
`learned` reads as they were meant, surely enough to count, and the first five that it misses: it finds no such doubt of
one of the statements, or is not sure enough and asks. At the end, what only looks like a doubt, and is left alone.

How often it is right is told in [how claims are read](../explanation/attribution.md); the words that the patterns look
for have [a page of their own](doubt-patterns.md).
"""
_DOUBTED = {
    CaveatKind.UNCONFIRMED: "Somebody tried to confirm it, or would have to, and it is not confirmed.",
    CaveatKind.UNWITNESSED: "Nobody saw it, or the speaker did not.",
    CaveatKind.HEARSAY: "The speaker, or the outlet, has it from others who are not named.",
    CaveatKind.DENIED: "Another speaker says that it is not so.",
    CaveatKind.ALLEGED: "It is brought in as an accusation.",
    CaveatKind.UNEVIDENCED: "No evidence, proof or source was given for it.",
}


def patterns_page() -> str:
    """Give the whole page on the words that the patterns look for."""
    return _ABOUT_PATTERNS + "".join(_doubts(kind, means) for kind, means in _DOUBTED.items())


def doubts_page() -> str:
    """Give the whole page on what is read as a doubt and what is not; takes as long as some hundred passages."""
    found = examples()
    sections = [
        f"\n## {kind.value}\n\n{means}\n\n{_listed(found.read[kind])}\nNot read:\n\n{_listed(found.missed[kind])}"
        for kind, means in _DOUBTED.items()
    ]
    return "".join([_ABOUT_DOUBTS, *sections, f"\n## Left alone\n\n{_listed(found.left)}"])


def _listed(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _doubts(kind: CaveatKind, means: str) -> str:
    held = [(cues.alone(cue), cue) for cues in EVERY if cues.kind is kind for cue in cues.cues]
    read = [f"- {_in_bold(pattern.search(one), one)}\n" for pattern, cue in held for one in cue.reads]
    left = [f"- {one}\n" for _, cue in held for one in cue.leaves]
    return "".join([f"\n## {kind.value}\n\n{means}\n\n", *read, *(["\nNot read:\n\n", *left] if left else [])])


def _in_bold(match: re.Match[str] | None, sentence: str) -> str:
    assert match is not None
    start, end = match.start(), match.start() + len(match[0].rstrip())
    return f"{sentence[:start]}**{sentence[start:end]}**{sentence[end:]}"


def _of(group: Typer, words: str) -> Iterator[Command]:
    for one in group.registered_commands:
        assert one.callback is not None
        name = one.name or one.callback.__name__.replace("_", "-")
        yield _command(f"{words} {name}", one.callback)
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from _of(inner.typer_instance, f"{words} {inner.name}")


def _command(words: str, function: Callable[..., Any]) -> Command:
    description, _, example = (inspect.getdoc(function) or "").partition("Example: ")
    parameters = [_parameter(one) for one in inspect.signature(function).parameters.values()]
    return Command(words, description.strip(), " ".join(example.split()) or None, tuple(parameters))


def _parameter(declared: inspect.Parameter) -> Parameter:
    assert get_origin(declared.annotation) is Annotated, f"{declared.name} says nothing of itself"
    held, info = get_args(declared.annotation)
    assert isinstance(info, ArgumentInfo | OptionInfo)
    required = declared.default is inspect.Parameter.empty
    return Parameter(
        words=_option_words(declared, held, info) if isinstance(info, OptionInfo) else info.metavar or "",
        help=info.help or "",
        is_option=isinstance(info, OptionInfo),
        required=required,
        many=list in {get_origin(part) for part in (held, *get_args(held))},
        default=None if required else _default(declared.default, info),
    )


def _option_words(declared: inspect.Parameter, held: Any, info: OptionInfo) -> str:
    # Inside Annotated, Typer takes the first name for what is a default elsewhere.
    given = [name for name in (info.default, *(info.param_decls or ())) if isinstance(name, str)]
    names = sorted(given, key=len) or [f"--{declared.name.replace('_', '-')}"]
    return f"{', '.join(names)} {info.metavar or _choices(held)}".strip()


def _choices(held: Any) -> str:
    """Give what may be said when no name stands for it: the words of an enumeration, nothing for a switch."""
    kinds = [kind for part in (held, *get_args(held)) for kind in (part, *get_args(part))]
    found = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum)), None)
    return "|".join(str(word.value) for word in found) if found is not None else ""


def _default(value: object, info: ArgumentInfo | OptionInfo) -> str | None:
    if isinstance(info.show_default, str):
        return info.show_default
    if value is None or value is False or not info.show_default:
        return None
    return str(value.value if isinstance(value, Enum) else value)


def _section(command: Command) -> str:
    arguments = [one.usage for one in command.parameters if not one.is_option]
    lines = [f"### {command.words}", "", "```text", " ".join([command.words, *arguments, "[OPTIONS]"]), "```", ""]
    lines += [command.description, ""]
    if command.example:
        lines += ["```sh", command.example, "```", ""]
    lines += [f"- `{one.words}`: {_told(one)}" for one in command.parameters]
    return "\n".join([*lines, ""])


def _told(parameter: Parameter) -> str:
    if parameter.is_option and parameter.required:
        return f"{parameter.help} Required."
    return parameter.help if parameter.default is None else f"{parameter.help} Default: {parameter.default}."


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    POLICY_PAGE.write_text(policy_page(), encoding="utf-8")
    PATTERNS_PAGE.write_text(patterns_page(), encoding="utf-8")
    DOUBTS_PAGE.write_text(doubts_page(), encoding="utf-8")
    MESSAGES_PAGE.write_text(messages_page(), encoding="utf-8")
