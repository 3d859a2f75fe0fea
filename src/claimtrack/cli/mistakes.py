"""A command line that does not fit together, told as every other mistake: in our words, not the parser's."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

from claimtrack.errors import UsageError

_WORDED = (
    (r"No such command '(?P<word>[^']*)'\.?(?P<rest>.*)", 'there is no command "{word}"{rest}'),
    (r"No such option: (?P<word>\S+)(?P<rest>.*)", "there is no option {word} here{rest}"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<word>.*)\)", 'there is no place for "{word}"'),
    (r"Missing command\.?", "say which of its commands"),
    (
        r"Option '(?P<word>[^']*)' requires an argument\.?",
        "{word} takes a word after it; several go in quotation marks",
    ),
    (r"Option '(?P<word>[^']*)' requires (?P<rest>\d+) arguments\.?", "{word} takes {rest} words after it"),
    (r"Option '(?P<word>[^']*)' does not take a value\.?", "{word} takes no word after it"),
    (r"Missing (?:argument|option|parameter)s? '(?P<word>[^']*)'\.?(?:\s.*)?", "{word} is missing"),
    (r"Invalid value for '[^']*\|[^']*': (?P<rest>.*)", "{rest}"),
    (r"Invalid value for '(?P<word>[^']*)': (?P<rest>.*)", "{word} does not fit: {rest}"),
    (r"Invalid value: (?P<rest>.*)", "{rest}"),
)
_VALUES = (
    (r"'?(?P<word>[^']*)'? is not a valid (?:int|integer)(?: range)?\.?", '"{word}" is no number'),
    (r"'?(?P<word>[^']*)'? is not in the range (?P<rest>.*?)\.?", "{word} is out of range ({rest})"),
    (r"(?:Value error, )?'(?P<word>.*?)' is not one of (?P<rest>.*?)\.?", '"{word}" is none of {rest}'),
    (r"Input should be (?:greater than or equal to|at least) (?P<word>[\d,.]+).*", "it is {word} or more"),
    (r"Input should be (?:less than or equal to|at most) (?P<word>[\d,.]+).*", "it is {word} or less"),
    (r"Input should be a (?:valid )?(?:integer|number).*", "that is no number"),
    (r"Value error, (?P<rest>.*)", "{rest}"),
)
_MEANT = {
    "status": "list",
    "claims": "list",
    "search": "list --search TEXT",
    "find-claim": "list --search TEXT",
    "queue": "review",
    "verdict": "confirm",
    "false": "refute",
    "true": "confirm",
    "undo": "reopen",
    "delete": "withdraw",
    "remove": "withdraw",
    "edit": "correct",
    "fix": "correct",
    "note": "comment",
    "attach": "evidence add",
    "add-evidence": "evidence add",
    "open": "evidence open",
    "export": "report",
    "import": "ingest",
    "publish": "gate",
    "check": "gate",
    "users": "reviewer list",
    "history": "log",
    "init": "ingest",
}
"""What people type first of all, and the command that does it here."""
_NO_COMMAND = re.compile(r"No such command '(?P<word>[^']*)'")

_MAYBE = re.compile(r"\s*(?:Did you mean|\(Possible options:)\s*:?\s*(?P<word>.*?)[?)]*\s*$")
_EXAMPLE = re.compile(r"Example: claimtrack\s+(.*)", re.DOTALL)


@contextmanager
def in_our_words() -> Iterator[None]:
    """Raise what the parser refuses as a UsageError of ours, with the command's example and where its help is."""
    try:
        yield
    except Exception as error:
        # The parser's errors, whose classes are nobody's to import. Help that is shown for want of words is an error
        # there, too, and none here.
        context = getattr(error, "ctx", None)
        tell = getattr(error, "format_message", None)
        is_usage = getattr(error, "exit_code", None) == UsageError.exit_code
        if tell is None or not is_usage or type(error).__name__ == "NoArgsIsHelpError":
            raise
        raise UsageError(_told(tell(), context)) from error


def _told(words: str, context: Any) -> str:
    if context is None:
        return _worded(words)
    command = context.command_path
    meant = _meant(words, context)
    if meant is not None:
        return meant
    example = _EXAMPLE.search(context.command.help or "")
    program = command.split(" ")[0]
    shown = f"for example `{program} {' '.join(example[1].split())}`; " if example is not None else ""
    said = _worded(words)
    between = " " if said.endswith("?") else "; "
    return f"{said}{between}{shown}`{command} --help` says what there is"


def _meant(words: str, context: Any) -> str | None:
    """Say what does what somebody asked for under another name; None where that is not known."""
    found = _NO_COMMAND.match(words)
    if found is None or context.parent is not None:
        return None
    word, program = found["word"], context.command_path
    meant = _MEANT.get(word.lower())
    if meant is None:
        return None
    return f'there is no command "{word}"; `{program} {meant}` does that; `{program} --help` says what else there is'


def _worded(words: str) -> str:
    for pattern, instead in _WORDED:
        found = re.fullmatch(pattern, words, re.DOTALL)
        if found is not None:
            parts = {name: value or "" for name, value in found.groupdict().items()}
            return instead.format(**{name: _value(value) for name, value in parts.items()})
    return words.rstrip(".")


def _value(words: str) -> str:
    maybe = _MAYBE.fullmatch(words)
    if maybe is not None and maybe["word"]:
        return f"; did you mean {maybe['word'].replace(chr(39), '')}?"
    for pattern, instead in _VALUES:
        found = re.fullmatch(pattern, words, re.DOTALL)
        if found is not None:
            return instead.format(**found.groupdict()).replace("'", "") + _near(found.groupdict())
    return words.rstrip(".")


def _near(parts: dict[str, str]) -> str:
    """Ask whether one of the words that there are was meant, where one is like what was typed."""
    word, choices = parts.get("word"), re.findall(r"'([^']*)'", parts.get("rest") or "")
    found = get_close_matches(word.lower(), choices, n=1) if word else []
    return f"; did you mean {found[0]}?" if found else ""
